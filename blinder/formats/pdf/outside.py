"""Text outside the edges of its page: nobody sees it, every program reads it. It is read as evidence and goes."""

from collections.abc import Iterator, Sequence

from blinder.formats.pdf.engines import Page
from blinder.formats.pdf.passages import Passage
from blinder.formats.pdf.sheets import Sheet
from blinder.types import Removal

NOTICE = "text outside the page"


def removals(passages: Sequence[Passage], page: int) -> Iterator[Removal]:
    """What goes from one page, which counts from 1."""
    if count := sum(passage.segment.dropped for passage in passages):
        yield Removal(f"p. {page}", NOTICE, count)


def may_hold_outside(page: Page, sheet: Sheet) -> bool:
    """Whether any text of a prepared page reaches over the sheet's edge; spares reading most pages."""
    return any("text" in kind and not sheet.holds(box) for kind, box in page.get_bboxlog())
