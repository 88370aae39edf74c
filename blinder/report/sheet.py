"""The sheet that shows a submission's own pictures beside what is proposed for them: a page for the user alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from blinder.report.pages import template


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One picture: where it is, what was seen, what is proposed and why, what is decided, and its thumbnail's name."""

    file: str
    place: str
    seen: str
    proposal: str
    why: str
    decision: str
    thumbnail: str


def sheet_html(rows: Sequence[SheetRow], decisions: str) -> str:
    """The page as text; `decisions` is the name of the file to edit."""
    return template("pictures.html.j2").render(rows=rows, decisions=decisions)
