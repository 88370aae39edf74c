"""PDF: path → `Document`, and path + redactions → blinded copy. The order of the steps, on one page."""

from collections.abc import Mapping, Sequence, Set
from pathlib import Path

from blinder.errors import LeakFound
from blinder.formats.base import Options
from blinder.formats.pdf.check import pages_with_leaks
from blinder.formats.pdf.covers import covers_of
from blinder.formats.pdf.engines import mupdf
from blinder.formats.pdf.erase import erase
from blinder.formats.pdf.finish import finish
from blinder.formats.pdf.passages import Passage, read_page
from blinder.formats.pdf.plan import Frame, PagePlan, plan_page
from blinder.formats.pdf.prepare import Prepared, prepare
from blinder.formats.pdf.raster import draw_as_picture
from blinder.formats.pdf.unreadable import unseen_of
from blinder.types import Document, Redaction, Removal, Segment, SegmentKind, Unseen

STORE_EVERY = 50  # pages after which PyMuPDF's cache is emptied


class PDF:
    """The `Format` of PDF files."""

    name = "pdf"
    suffixes = (".pdf",)
    channels = frozenset(SegmentKind) - {
        SegmentKind.NOTE,
        SegmentKind.TEXT_BOX,
        SegmentKind.DELETED,
        SegmentKind.CHART,
        SegmentKind.FILE_NAME,
    }

    def read(self, path: Path, options: Options) -> Document:
        """As `Format.read`."""
        prepared = prepare(path, options)
        segments: list[Segment] = []
        unseen: list[Unseen] = list(prepared.unseen)
        with prepared.document as document:
            for at in range(len(document)):
                passages = _passages(prepared, at)
                segments += (passage.segment for passage in passages)
                unseen += unseen_of(passages, prepared.sheets[at], at + 1, prepared.pictures.boxes.get(at, []))
        return Document(path.name, self.name, (*segments, *prepared.segments), tuple(unseen), prepared.removals)

    def rewrite(
        self, path: Path, out: Path, redactions: Mapping[str, Sequence[Redaction]], options: Options
    ) -> tuple[Removal, ...]:
        """As `Format.rewrite`.

        Raises:
            LeakFound: a name is still on its page, whatever was tried.
        """
        as_pictures: set[int] = set()
        while True:
            plans = _rewrite_once(path, out, redactions, options, as_pictures)
            gone = {at: plan.gone for at, plan in plans.items()}
            drawn = {at: plan.draws for at, plan in plans.items()}
            leaks = set(pages_with_leaks(out, gone, drawn))
            if not leaks:
                return tuple(notice for plan in plans.values() for notice in plan.notices)
            if leaks & as_pictures:
                out.unlink()
                raise LeakFound("a name is still on the page", place=f"p. {min(leaks) + 1}")
            as_pictures |= leaks


def _rewrite_once(
    path: Path, out: Path, redactions: Mapping[str, Sequence[Redaction]], options: Options, as_pictures: Set[int]
) -> dict[int, PagePlan]:
    """Write the copy; the pages (from 0) of `as_pictures` become pictures of themselves."""
    prepared = prepare(path, options)
    with prepared.document as document:
        plans = {at: _blind_page(prepared, at, redactions, at in as_pictures) for at in _pages_to_blind(redactions)}
        data = document.tobytes(garbage=2, deflate=True, no_new_id=True)
    finish(data, out, prepared, {at: plan.draws for at, plan in plans.items()}, redactions)
    return plans


def _passages(prepared: Prepared, at: int) -> list[Passage]:
    if at % STORE_EVERY == STORE_EVERY - 1:
        mupdf.TOOLS.store_shrink(100)
    return read_page(prepared.document[at], prepared.sheets[at])


def _pages_to_blind(redactions: Mapping[str, Sequence[Redaction]]) -> list[int]:
    """Pages (from 0) that hold a redacted paragraph or cell: their ids read "p<page>.<number>"."""
    heads = (number.partition(".") for number, members in redactions.items() if members)
    return sorted({int(page[1:]) - 1 for page, _, rest in heads if page[1:].isdigit() and rest.isdigit()})


def _blind_page(
    prepared: Prepared, at: int, redactions: Mapping[str, Sequence[Redaction]], as_picture: bool
) -> PagePlan:
    """Plan one page's labels and erase its names; where that fails, or if asked to, make it a picture."""
    page, sheet, passages = prepared.document[at], prepared.sheets[at], _passages(prepared, at)
    pictures = prepared.pictures.boxes.get(at, []) if prepared.pictures.keep else []
    plan = plan_page(passages, redactions, Frame(sheet, pictures, covers_of(page)))
    left = erase(page, [*plan.gone, *plan.moved], pixels=bool(pictures))
    if left or as_picture:
        draw_as_picture(prepared.document, at, sheet, passages, plan)
    return plan
