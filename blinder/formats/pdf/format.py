"""PDF: path → `Document`, and path + redactions → blinded copy. The order of the steps, on one page."""

from collections.abc import Mapping, Sequence
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
from blinder.formats.pdf.unreadable import unseen_of
from blinder.types import Document, Redaction, Removal, Segment, Unseen

STORE_EVERY = 50  # pages after which PyMuPDF's cache is emptied


class PDF:
    """The `Format` of PDF files."""

    name = "pdf"
    suffixes = (".pdf",)

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
        removals = tuple(dict.fromkeys(prepared.removals))
        return Document(path.name, self.name, (*segments, *prepared.segments), tuple(unseen), removals)

    def rewrite(
        self, path: Path, out: Path, redactions: Mapping[str, Sequence[Redaction]], options: Options
    ) -> tuple[Removal, ...]:
        """As `Format.rewrite`.

        Raises:
            LeakFound: a name is still on its page, whatever was tried.
        """
        prepared = prepare(path, options)
        with prepared.document as document:
            plans = {at: _blind_page(prepared, at, redactions, options) for at in _pages_to_blind(redactions)}
            data = document.tobytes(garbage=2, deflate=True, no_new_id=True)
        finish(data, out, prepared, {at: plan.draws for at, plan in plans.items()}, redactions)
        for at in pages_with_leaks(out, {at: plan.gone for at, plan in plans.items()}):
            raise LeakFound("a name is still on the page", place=f"p. {at + 1}")
        return tuple(dict.fromkeys(notice for plan in plans.values() for notice in plan.notices))


def _passages(prepared: Prepared, at: int) -> list[Passage]:
    if at % STORE_EVERY == STORE_EVERY - 1:
        mupdf.TOOLS.store_shrink(100)
    return read_page(prepared.document[at], prepared.sheets[at])


def _pages_to_blind(redactions: Mapping[str, Sequence[Redaction]]) -> list[int]:
    """Pages (from 0) that hold a redacted paragraph or cell: their ids read "p<page>.<number>"."""
    heads = (number.partition(".") for number, members in redactions.items() if members)
    return sorted({int(page[1:]) - 1 for page, _, rest in heads if page[1:].isdigit() and rest.isdigit()})


def _blind_page(
    prepared: Prepared, at: int, redactions: Mapping[str, Sequence[Redaction]], options: Options
) -> PagePlan:
    """Erase the names of one page and plan its labels.

    Raises:
        LeakFound: PyMuPDF cannot take a name out.
    """
    pictures = prepared.pictures.boxes.get(at, []) if options.keep_pictures else []
    page = prepared.document[at]
    plan = plan_page(_passages(prepared, at), redactions, Frame(prepared.sheets[at], pictures, covers_of(page)))
    left = erase(page, [*plan.gone, *plan.moved], pixels=bool(pictures))
    if left:
        raise LeakFound("a name cannot be taken out of the page", place=f"p. {at + 1}")
    return plan
