"""Accents that a page draws as glyphs of their own, over or under their letter, as TeX does: both are one letter.

In: a run of glyphs in the order they are drawn in. Out: the same with every such pair as one composed letter.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from blinder.formats.pdf.glyphs import Glyph, Run

MARKS = {  # the accent by itself → the one that combines with the letter before it
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "~": "\u0303", "¯": "\u0304",
    "˘": "\u0306", "˙": "\u0307", "¨": "\u0308", "˚": "\u030a", "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327",
    "˛": "\u0328",
}  # fmt: skip
DOTLESS = {"ı": "i", "ȷ": "j"}
OVER = 0.5  # of an accent's width that its letter shares
RAISED = 0.6  # of the font size: as much higher than its letter's may an accent's base line be


def with_accents(run: Run) -> Run:
    """The run, an accent and the letter before or behind it as one where they stand over each other."""
    glyphs = list(_paired(run.glyphs))
    return Run(glyphs, glyphs[0].v)


def _paired(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    last: Glyph | None = None
    for glyph in glyphs:
        if last and (letter := _composed(last, glyph) or _composed(glyph, last)):
            last = letter
            continue
        if last:
            yield last
        last = glyph
    if last:
        yield last


def _composed(accent: Glyph, letter: Glyph) -> Glyph | None:
    """Both as one letter; None where they are no pair."""
    mark = MARKS.get(accent.char)
    if mark is None or not letter.char.isalpha() or letter.parts or not _stand_over(accent, letter):
        return None
    base = DOTLESS.get(letter.char, letter.char)
    whole = unicodedata.normalize("NFC", base + mark)
    char = whole if len(whole) == 1 else base
    (x0, y0, x1, y1), (left, top, right, bottom) = accent.box, letter.box
    box = min(x0, left), min(y0, top), max(x1, right), max(y1, bottom)
    return replace(letter, char=char, box=box, parts=(accent, letter))


def _stand_over(accent: Glyph, letter: Glyph) -> bool:
    shared = min(accent.u1, letter.u1) - max(accent.u0, letter.u0)
    em = max(accent.look.size, letter.look.size)
    return shared > OVER * (accent.u1 - accent.u0) and abs(accent.v - letter.v) < RAISED * em
