"""The last resort: a page from which PyMuPDF cannot take a name becomes a picture of itself, without the name.

Its kept words lie invisibly over the picture, so that the page can still be read aloud, copied and searched.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from blinder.formats.pdf.engines import Document, mupdf
from blinder.formats.pdf.glyphs import Glyph
from blinder.formats.pdf.labels import Draw
from blinder.formats.pdf.passages import Passage
from blinder.formats.pdf.plan import PagePlan, words_of
from blinder.formats.pdf.sheets import WIDE, Sheet
from blinder.types import Removal

DPI = 150
AROUND = 1.0  # points of white around every glyph of a name
WHITE = (1, 1, 1)
NOTICE = "page drawn as a picture: a name could not be taken out of its text"


def draw_as_picture(document: Document, at: int, sheet: Sheet, passages: Sequence[Passage], plan: PagePlan) -> None:
    """Replace the content of page `at` (from 0) by its picture, and add its kept words to the plan's drawings."""
    page = document[at]
    hidden = [glyph for name in (*plan.gone, *plan.moved) for glyph in name]
    for glyph in hidden:
        x0, y0, x1, y1 = glyph.box
        box = mupdf.Rect(x0 - AROUND, y0 - AROUND, x1 + AROUND, y1 + AROUND)
        page.draw_rect(box, color=WHITE, fill=WHITE)
    x0, y0, x1, y1 = sheet.crop
    area = mupdf.Rect(x0 + WIDE, WIDE - y1, x1 + WIDE, WIDE - y0)
    picture = page.get_pixmap(dpi=DPI, clip=area)
    empty = document.get_new_xref()
    document.update_object(empty, "<<>>")
    document.update_stream(empty, b" ")
    page.set_contents(empty)
    page.insert_image(area, pixmap=picture)
    plan.draws = [*kept_words(passages, {id(glyph) for glyph in hidden}), *plan.draws]
    plan.notices.append(Removal(f"p. {at + 1}", NOTICE))


def kept_words(passages: Iterable[Passage], hidden: Set[int]) -> Iterator[Draw]:
    """The words of a page, invisible, each where it stood; `hidden` are ids of glyphs that are none of them."""
    for piece in (piece for passage in passages for piece in passage.pieces):
        kept = [each for each in piece.glyphs if each and id(each) not in hidden and not each.char.isspace()]
        for word in words_of(kept):
            yield _invisible(word)


def _invisible(word: Sequence[Glyph]) -> Draw:
    first = word[0]
    text, look = "".join(glyph.char for glyph in word), replace(first.look, visible=False)
    return Draw(text, look, first.u0, first.v, word[-1].u1 - first.u0, look.size)
