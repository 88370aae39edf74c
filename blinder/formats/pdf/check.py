"""A second pair of eyes: pdfium reads the finished pages and looks for glyphs that were to go."""

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

from blinder.formats.pdf.engines import pdfium, pdfium_raw
from blinder.formats.pdf.glyphs import Glyph
from blinder.formats.pdf.labels import Draw
from blinder.formats.pdf.sheets import WIDE

NEAR = 0.5  # points
SHARE = 0.6  # of a name's letters still in their places: it is still there

Letters = dict[tuple[int, int], list[tuple[str, float, float]]]


def pages_with_leaks(
    out: Path, gone: Mapping[int, Sequence[Sequence[Glyph]]], drawn: Mapping[int, Sequence[Draw]]
) -> list[int]:
    """Pages (from 0) of the finished file on which pdfium still reads a removed name.

    `gone` and `drawn`: per page the names, and what was drawn instead. A label may begin with the letters of its name.
    """
    leaks = []
    document = pdfium.PdfDocument(out)
    try:
        for at, names in sorted(gone.items()):
            page = document[at]
            letters = _letters(page)
            own = {(round(draw.u), round(draw.v)): draw.text for draw in drawn[at]}
            if any(_is_left(_unlike(name, own), letters) for name in names):
                leaks.append(at)
            page.close()
    finally:
        document.close()
    return leaks


def _letters(page: Any) -> Letters:
    """Every character by the whole points of its origin."""
    found: Letters = {}
    for char, x, y in _characters(page):
        found.setdefault((round(x), round(y)), []).append((char, x, y))
    return found


def _characters(page: Any) -> Iterator[tuple[str, float, float]]:
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(text.count_chars()):
        code = pdfium_raw.FPDFText_GetUnicode(text, at)
        if code > 32 and pdfium_raw.FPDFText_GetCharOrigin(text, at, x, y):
            yield chr(code), x.value, y.value
    text.close()


def _unlike(name: Sequence[Glyph], drawn: Mapping[tuple[int, int], str]) -> Sequence[Glyph]:
    """The name without the letters with which the label in its place begins, too."""
    label = drawn.get((round(name[0].u0), round(name[0].v)), "")
    alike = takewhile(lambda pair: pair[0] == pair[1].char, zip(label, name, strict=False))
    return name[sum(1 for _ in alike) :]


def _is_left(name: Sequence[Glyph], letters: Letters) -> bool:
    inked = [part for glyph in name for part in glyph.drawn if not part.char.isspace()]
    left = sum(_has(glyph, letters) for glyph in inked)
    return left >= max(2, SHARE * len(inked)) if len(inked) > 1 else False


def _has(glyph: Glyph, letters: Letters) -> bool:
    x, y = glyph.origin[0] - WIDE, WIDE - glyph.origin[1]
    return any(
        char == glyph.char and abs(px - x) < NEAR and abs(py - y) < NEAR
        for column in {round(x - NEAR), round(x + NEAR)}
        for row in {round(y - NEAR), round(y + NEAR)}
        for char, px, py in letters.get((column, row), ())
    )
