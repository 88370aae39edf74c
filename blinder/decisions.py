"""A person's decisions about pictures: a TOML file with one table per picture.

[[picture]]
file = "Category 2/memo.docx"
place = "picture 1"
sha256 = "…"             # of the picture's bytes: one that changed needs a new decision
decision = "cover"       # placeholder | cover | keep, see `Fate`
"""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from blinder.errors import UsageError
from blinder.types import Fate

FIELDS = ("file", "place", "sha256", "decision")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person wants to become of one picture."""

    file: str
    place: str
    sha256: str
    fate: Fate


def read_decisions(path: Path | str | None, files: Collection[str] | None = None) -> tuple[Decision, ...]:
    """All decisions of a file; none without one.

    Args:
        files: the files there are; None where any may be named.

    Raises:
        UsageError: it cannot be read, has a field that is unknown, missing or of the wrong kind, decides twice about
            one picture, or names a file that is not there.
    """
    if path is None:
        return ()
    try:
        tables = tomllib.loads(Path(path).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError("the decisions cannot be read", hint="They must be a UTF-8 TOML file.") from error
    rows = tables.pop("picture", [])
    if tables or not isinstance(rows, list):
        raise UsageError("the decisions hold something else than [[picture]] tables")
    found = [_decision(number, row) for number, row in enumerate(rows, 1)]
    for number, each in enumerate(found, 1):
        if files is not None and each.file not in files:
            hint = "Draft the decisions anew: blinder pictures."
            raise UsageError(f"decision {number} names a file that is not among the documents", hint=hint)
    if len({(each.file, each.place) for each in found}) < len(found):
        raise UsageError("the decisions name a picture twice")
    return tuple(found)


def _decision(number: int, row: object) -> Decision:
    if not isinstance(row, dict) or set(row) != set(FIELDS) or not all(isinstance(each, str) for each in row.values()):
        raise UsageError(
            f"decision {number} is not complete or has unknown fields", hint=f"Fields: {', '.join(FIELDS)}."
        )
    if row["decision"] not in set(Fate):
        raise UsageError(f"decision {number} is none of {', '.join(Fate)}")
    return Decision(row["file"], row["place"], row["sha256"].lower(), Fate(row["decision"]))
