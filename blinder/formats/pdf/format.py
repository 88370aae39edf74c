"""PDF: path → `Document`, and path + redactions → blinded copy. The order of the steps, on one page."""

from collections.abc import Mapping, Sequence, Set
from pathlib import Path

from blinder.errors import LeakFound
from blinder.formats.base import Options
from blinder.formats.channels import CHANNELS
from blinder.formats.pdf import outside
from blinder.formats.pdf.annots import cut_links
from blinder.formats.pdf.check import pages_with_leaks
from blinder.formats.pdf.covers import covers_of
from blinder.formats.pdf.engines import mupdf, reading_pages
from blinder.formats.pdf.erase import erase
from blinder.formats.pdf.finish import finish
from blinder.formats.pdf.lies import find_lies
from blinder.formats.pdf.mend import mend
from blinder.formats.pdf.passages import Passage, read_page
from blinder.formats.pdf.plan import Frame, PagePlan, plan_page
from blinder.formats.pdf.prepare import Prepared, prepare
from blinder.formats.pdf.raster import draw_as_picture
from blinder.formats.pdf.repaint import put_back, whole_words
from blinder.formats.pdf.unreadable import LOST_TEXT, holds_lost_text, unseen_of
from blinder.types import Document, Redaction, Removal, Segment, Unseen

STORE_EVERY = 50  # pages after which PyMuPDF's cache is emptied


class PDF:
    """The `Format` of PDF files."""

    name = "pdf"
    suffixes = (".pdf",)
    channels = CHANNELS[name]

    def read(self, path: Path, options: Options) -> Document:
        """As `Format.read`."""
        with reading_pages():
            return self._read(path, options)

    def _read(self, path: Path, options: Options) -> Document:
        prepared = prepare(path, options)
        segments: list[Segment] = []
        unseen: list[Unseen] = list(prepared.unseen)
        removals: list[Removal] = list(prepared.removals)
        with prepared.document as document:
            for at in range(len(document)):
                passages = _passages(prepared, at)
                segments += (passage.segment for passage in passages)
                removals += outside.removals(passages, prepared.sheets[at], at + 1)
                unseen += unseen_of(passages, prepared.sheets[at], at + 1, prepared.pictures.boxes.get(at, []))
                unseen += [Unseen(f"p. {at + 1}", LOST_TEXT)] * holds_lost_text(document[at])
            unseen += find_lies(prepared.document)
        return Document(
            path.name,
            self.name,
            (*segments, *prepared.segments),
            tuple(dict.fromkeys(unseen)),
            tuple(removals),
            (*(picture for _, picture in prepared.pictures.shown.values()), *prepared.drawings),
            tuple(doubt for scan in prepared.scans.values() for doubt in scan.doubts()),
        )

    def rewrite(
        self, path: Path, out: Path, redactions: Mapping[str, Sequence[Redaction]], options: Options
    ) -> tuple[Removal, ...]:
        """As `Format.rewrite`.

        Raises:
            LeakFound: a name is still on its page, whatever was tried.
        """
        as_pictures: set[int] = set()
        while True:
            with reading_pages():
                plans, notes = _rewrite_once(path, out, redactions, options, as_pictures)
                gone = {at: plan.gone for at, plan in plans.items()}
                drawn = {at: plan.draws for at, plan in plans.items()}
                leaks = set(pages_with_leaks(out, gone, drawn))
            if not leaks:
                return (*notes, *(notice for plan in plans.values() for notice in plan.notices))
            if leaks & as_pictures:
                out.unlink()
                raise LeakFound("a name is still on the page", place=f"p. {min(leaks) + 1}")
            as_pictures |= leaks


def _rewrite_once(
    path: Path, out: Path, redactions: Mapping[str, Sequence[Redaction]], options: Options, as_pictures: Set[int]
) -> tuple[dict[int, PagePlan], Sequence[Removal]]:
    """Write the copy; the pages (from 0) of `as_pictures` become pictures of themselves."""
    prepared = prepare(path, options, redactions)
    with prepared.document as document:
        pages = _pages_to_blind(prepared, redactions)
        plans = {at: _blind_page(prepared, at, redactions, at in as_pictures) for at in pages}
        data = document.tobytes(garbage=2, deflate=True, no_new_id=True)
    finish(data, out, prepared, {at: plan.draws for at, plan in plans.items()}, redactions, options)
    return plans, prepared.pictures.notes


def _passages(prepared: Prepared, at: int) -> list[Passage]:
    if at % STORE_EVERY == STORE_EVERY - 1:
        mupdf.TOOLS.store_shrink(100)
    hidden = "scanned" if at in prepared.scans else "invisible text"
    return read_page(prepared.document[at], prepared.sheets[at], hidden)


def _pages_to_blind(prepared: Prepared, redactions: Mapping[str, Sequence[Redaction]]) -> list[int]:
    """Scanned pages, and those (from 0) with a redacted paragraph or cell ("p<page>.<number>") or text off the page."""
    heads = (number.partition(".") for number, members in redactions.items() if members)
    written = {int(page[1:]) - 1 for page, _, rest in heads if page[1:].isdigit() and rest.isdigit()}
    sure = written | prepared.scans.keys()
    others = ((at, sheet) for at, sheet in enumerate(prepared.sheets) if at not in sure)
    return sorted(sure | {at for at, sheet in others if outside.may_hold_outside(prepared.document[at], sheet)})


def _blind_page(
    prepared: Prepared, at: int, redactions: Mapping[str, Sequence[Redaction]], as_picture: bool
) -> PagePlan:
    """Plan one page's labels and erase its names; where that fails, or if asked to, make it a picture."""
    page, sheet, passages = prepared.document[at], prepared.sheets[at], _passages(prepared, at)
    if scan := prepared.scans.get(at):
        texts = {passage.segment.id: passage.segment.text for passage in passages}
        redactions = {key: whole_words(texts[key], redactions[key]) for key in texts.keys() & redactions.keys()}
        plan = plan_page(passages, redactions, Frame(sheet, covers=[scan.area]))
        put_back(prepared.document, scan, passages, redactions, plan)
        page, pictures = prepared.document[at], []
    else:
        pictures = prepared.pictures.kept.get(at, [])
        plan = plan_page(passages, redactions, Frame(sheet, pictures, covers_of(page)))
    left, drawn = erase(page, [*plan.gone, *plan.moved], pixels=bool(pictures))
    if scan is None:
        mend(drawn, passages, plan)
    if left or as_picture:
        draw_as_picture(prepared.document, at, sheet, passages, plan)
    plan.notices += cut_links(prepared.marks, at, plan.gone)
    plan.moved.clear()  # a thousand glyphs a page, which nobody needs any more
    return plan
