"""What was erased together with a name, as text drawn over or under it is, comes back where it stood.

In: what a page draws once its names are gone, its passages as they were, its plan. The plan gets the lost words.
"""

from collections import Counter
from collections.abc import Sequence

from blinder.errors import LeakFound
from blinder.formats.pdf.erase import Drawn
from blinder.formats.pdf.labels import Draw, is_printable
from blinder.formats.pdf.passages import Passage
from blinder.formats.pdf.placeholders import CAPTION
from blinder.formats.pdf.plan import PagePlan, words_of

NEAR = 0.3  # points: a letter that PyMuPDF wrote anew so near is still there


def mend(drawn: Drawn, passages: Sequence[Passage], plan: PagePlan) -> None:
    """Draw every word anew that nobody meant to erase.

    Raises:
        LeakFound: PyMuPDF moved letters, and so perhaps a name, to where they did not stand.
    """
    meant = {id(glyph) for group in (*plan.gone, *plan.moved) for glyph in group}
    pieces = [piece for passage in passages for piece in passage.pieces]
    strays = drawn.strays(part for piece in pieces for each in piece.glyphs if each for part in each.drawn)
    if strays != Counter(CAPTION.replace(" ", "") * strays[CAPTION[0]]):  # which no passage holds
        raise LeakFound("letters moved while a name was taken out", place=passages[0].segment.place)
    kept = [
        [part for each in piece.glyphs if each and id(each) not in meant for part in each.drawn] for piece in pieces
    ]
    there = {id(glyph) for glyph in drawn.still(kept, NEAR)}
    for glyphs in kept:
        lost = [each for each in glyphs if id(each) not in there and not each.char.isspace()]
        for word in words_of([each for each in lost if is_printable(each.char)]):
            first, text = word[0], "".join(glyph.char for glyph in word)
            plan.draws.append(Draw(text, first.look, first.u0, first.v, word[-1].u1 - first.u0, first.look.size))
