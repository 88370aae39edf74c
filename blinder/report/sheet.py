"""The sheet that shows a submission's own pictures beside what is proposed for them: a page for the user alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined


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
    pages = Environment(
        loader=PackageLoader("blinder.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return pages.get_template("pictures.html.j2").render(rows=rows, decisions=decisions)
