"""What became of attested files: as one JSON object for programs, and as lines for people."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.metadata import version
from typing import Any

from blinder.errors import ExitCode
from blinder.report.attestation import Attested
from blinder.report.digest import count

SCHEMA = "blinder-recheck/1"


class Change(StrEnum):
    """What became of one file since it was attested."""

    UNREADABLE = "unreadable"
    RENAMED = "renamed"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Changed:
    """One difference between an attestation and what is there.

    Attributes:
        file: its attested name. A file that has none goes by its number in the folder ("file 3.docx"), because a name
            that was not attested may name somebody.
        message: more about it, free of such names.
        name: what such a file is really called, for the user alone.
    """

    file: str
    change: Change
    message: str = ""
    name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Recheck:
    """What a comparison found; without changes every attested byte is in its place, and nothing else is there."""

    attested: Attested
    changes: tuple[Changed, ...]
    notes: tuple[str, ...] = ()

    @property
    def exit_code(self) -> ExitCode:
        """Whether something could not be read, else whether anything changed."""
        if any(each.change is Change.UNREADABLE for each in self.changes):
            return ExitCode.UNREAD
        return ExitCode.FINDINGS if self.changes else ExitCode.CLEAN


def recheck_dict(recheck: Recheck) -> dict[str, Any]:
    """The comparison as a JSON object without names that were not attested."""
    attested = recheck.attested
    return {
        "schema": SCHEMA,
        "tool": version("blinder"),
        "exit_code": int(recheck.exit_code),
        "attested": {"tool": attested.tool, "exit_code": attested.exit_code, "digest": attested.digest},
        "changes": [{"file": each.file, "change": each.change, "message": each.message} for each in recheck.changes],
        "notes": list(recheck.notes),
    }


def recheck_lines(recheck: Recheck, *, show_names: bool = False) -> tuple[str, ...]:
    """The comparison in plain lines; with `show_names` also what files are called that are not attested."""
    attested = recheck.attested
    files = count(sum(bool(file.sha256) for file in attested.files), "attested file")
    changes = count(len(recheck.changes), "change")
    return (
        f"Changed: {changes} since {files}." if recheck.changes else f"Unchanged: {files}, and no other.",
        "",
        *_changes(recheck, show_names=show_names),
        *(f"Note: {note}." for note in recheck.notes),
        f"Attested by blinder {attested.tool} with exit code {attested.exit_code}. Digest: {attested.digest}",
    )


def _changes(recheck: Recheck, *, show_names: bool) -> Iterator[str]:
    width = max((len(each.file) for each in recheck.changes), default=0)
    for each in recheck.changes:
        said = ": ".join(filter(None, (each.change, each.message)))
        yield f"  {each.file:<{width}}  {said}{f' – {each.name}' if show_names and each.name else ''}"
    if recheck.changes:
        yield ""
