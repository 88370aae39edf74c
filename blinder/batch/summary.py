"""The batch on one page and as a table: how fast, what was found, how much is left to look at. Holds no name."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from blinder.batch.names import write_whole
from blinder.batch.work import Record
from blinder.errors import ExitCode
from blinder.report.digest import TYPE_WORDS
from blinder.types import EntityType

OUTCOMES = {
    ExitCode.CLEAN: "clean",
    ExitCode.FINDINGS: "to look at",
    ExitCode.UNREAD: "not wholly done",
    ExitCode.BUG: "a bug of ours",
}
COLUMNS = ("submission", "outcome", "files", "written", "unseen", "looks", "labels", "words", "seconds", "reason")
LOOKS = ((0, "none"), (5, "1–5"), (10, "6–10"), (20, "11–20"), (50, "21–50"), (None, "more"))
SPEEDS = ((250, "to 250"), (500, "500"), (1000, "1,000"), (2000, "2,000"), (4000, "4,000"), (None, "more"))  # words/s


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a plot; `share` of the longest."""

    label: str
    count: int
    share: float


def write_summary(records: Sequence[Record], folder: Path) -> None:
    """Write summary.csv and summary.html into `folder`.

    Raises:
        OutputError: they cannot be written.
    """
    write_whole(folder / "summary.csv", summary_csv(records))
    write_whole(folder / "summary.html", summary_html(records))


def summary_csv(records: Sequence[Record]) -> str:
    """A row per submission; the last columns count what was blinded, by type."""
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow((*COLUMNS, *(kind.lower() for kind in EntityType)))
    for record in records:
        row = {name: getattr(record, name, "") for name in COLUMNS} | {"outcome": OUTCOMES[record.exit_code]}
        rows.writerow((*row.values(), *(record.mentions.get(kind, 0) for kind in EntityType)))
    return table.getvalue()


def summary_html(records: Sequence[Record]) -> str:
    """The page: plots first, then what needs a person, then all."""
    from blinder.report.pages import template

    made = [record for record in records if not record.reason]
    kinds = Counter[str]()
    for record in made:
        kinds.update(record.mentions)
    return template("summary.html.j2", "blinder.batch").render(
        records=records,
        outcomes=OUTCOMES,
        counts=Counter(OUTCOMES[record.exit_code] for record in records),
        totals={
            name: sum(getattr(record, name) for record in records) for name in ("files", "written", "words", "looks")
        },
        plots=(
            (
                "Speed",
                "submissions by words a second",
                _spread((r.words / r.seconds for r in made if r.seconds), SPEEDS),
            ),
            ("Findings", "places blinded, by type", _bars((TYPE_WORDS[kind][1], kinds[kind]) for kind in EntityType)),
            ("Review", "submissions by things to look at", _spread((r.looks for r in made), LOOKS)),
        ),
    )


def _spread(values: Iterable[float], steps: Sequence[tuple[int | None, str]]) -> list[Bar]:
    """How many values reach up to each step."""
    counts = Counter(next(label for most, label in steps if most is None or value <= most) for value in values)
    return _bars((label, counts[label]) for _, label in steps)


def _bars(rows: Iterable[tuple[str, int]]) -> list[Bar]:
    found = list(rows)
    most = max(count for _, count in found) or 1
    return [Bar(label, count, count / most) for label, count in found]
