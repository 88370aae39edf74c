"""What a glyph looks like, and whether that is the letter it is said to be.

A drawn glyph is compared with the letters and digits of the standard fonts. Fonts differ, but hardly ever so much that
a letter looks like another one in all of them and unlike itself: then whoever tells the letter lies.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from string import ascii_letters, digits
from typing import Any

import numpy as np
from PIL import Image

from blinder.formats.pdf.engines import mupdf as pymupdf

mupdf = pymupdf.mupdf

Font = Any  # one of MuPDF's
EM = 48  # pixels
SIDE = 16  # pixels; to so many a glyph's ink is brought
AREA = 4 * EM  # pixels around the origin; ink further off is no letter's
INK = 60  # of 255
UPRIGHT, SLANTED = 0.0, 0.2  # of its height a letter leans to the right
FONTS = (  # PyMuPDF's own
    *((name, UPRIGHT) for name in ("helv", "hebo", "tiro", "tibo", "tiit", "cour", "cobo", "cjk")),
    *((name, SLANTED) for name in ("helv", "tiro", "cour")),
)
ALPHABET = ascii_letters + digits
NARROW, HIGH = 0.25, 0.5  # what a difference in proportion and in height weighs beside one in ink
CLEAR = 0.27  # a glyph nearer than that to a letter looks like it; measured: letters of 70 fonts have up to 0.26
PLAIN = 0.12  # one as near as that looks like nothing else
FAR = 1.8  # times as far as the nearest letter: it looks like another one; measured: up to 1.64 for the letter itself
RIVALS = 3  # so many letters may be nearer than the one it is: l, I, 1 and the like


@dataclass(frozen=True, slots=True)
class Shape:
    """Ink brought to a square, as wide as it is high before that, its top and bottom above the base line in em."""

    ink: Any
    proportion: float
    top: float
    bottom: float


def shape_of(font: Font, glyph: int, slant: float = UPRIGHT) -> Shape | None:
    """How a font draws a glyph, by its number; nothing where it draws nothing."""
    try:
        drawn = mupdf.fz_render_glyph_pixmap(font, glyph, *_frame(slant), 8)
    except mupdf.FzErrorBase:
        return None
    if not drawn.m_internal or not drawn.m_internal.w:
        return None
    samples = np.frombuffer(mupdf.fz_pixmap_samples_memoryview(drawn), np.uint8)
    pixels = samples.reshape(drawn.h(), drawn.stride())[:, : drawn.w()]
    rows, columns = np.nonzero(pixels > INK)
    if not len(rows):
        return None
    top, bottom, left, right = rows.min(), rows.max() + 1, columns.min(), columns.max() + 1
    small = Image.fromarray(pixels[top:bottom, left:right]).resize((SIDE, SIDE), Image.Resampling.BILINEAR)
    ink = np.asarray(small, np.float32).ravel() / 255
    y = drawn.y()
    return Shape(ink, float(np.log((right - left) / (bottom - top))), -(y + top) / EM, -(y + bottom) / EM)


@cache
def _frame(slant: float) -> tuple[Any, Any]:
    return mupdf.FzMatrix(EM, 0, slant * EM, -EM, 0, 0), mupdf.FzIrect(-AREA, -AREA, AREA, AREA)


def looks_otherwise(shape: Shape, told: str) -> bool | None:
    """Whether the glyph looks like a letter or a digit, but not like what it is said to be: for certain, or not quite.

    Returns:
        None where it may be what it is said to be.
    """
    is_letter = len(told) == 1 and told.isprintable() and bool(told.strip())
    itself = _distance_to(shape, told) if is_letter else 0.0
    if is_letter and itself <= FAR * PLAIN / 2:  # most are: the others need not be looked at
        return None
    distances = _distances(shape)
    nearest = distances.min()
    if is_letter:
        lies = itself > FAR * max(nearest, PLAIN / 2) and (distances < itself).sum() > RIVALS
    else:
        lies = not told.strip() or not told.isprintable() or nearest < PLAIN
    return bool(nearest < PLAIN) if lies and nearest < CLEAR else None


def _distances(shape: Shape) -> Any:
    """To every sign of the alphabet, in whichever font is nearest."""
    shapes, starts = _alphabet()
    return np.minimum.reduceat(_apart(shape, shapes), starts)


def _distance_to(shape: Shape, sign: str) -> float:
    """To one sign, large or small: small capitals are told as either."""
    return min(
        (float(_apart(shape, _stack(each)).min()) for each in {sign, sign.swapcase()} if _looks(each)), default=0.0
    )


def _apart(shape: Shape, others: tuple[Any, Any, Any, Any]) -> Any:
    ink, proportions, tops, bottoms = others
    heights = np.abs(tops - shape.top) + np.abs(bottoms - shape.bottom)
    return np.abs(ink - shape.ink).mean(axis=1) + NARROW * np.abs(proportions - shape.proportion) + HIGH * heights


@cache
def _alphabet() -> tuple[tuple[Any, Any, Any, Any], Any]:
    counts = [len(_looks(sign)) for sign in ALPHABET]
    return _stack(ALPHABET), np.cumsum([0, *counts[:-1]])


@lru_cache(4096)
def _stack(signs: str) -> tuple[Any, Any, Any, Any]:
    shapes = [shape for sign in signs for shape in _looks(sign)]
    rows = zip(*((each.ink, each.proportion, each.top, each.bottom) for each in shapes), strict=True)
    ink, proportions, tops, bottoms = (np.array(row, np.float32) for row in rows)
    return ink, proportions, tops, bottoms


@lru_cache(4096)
def _looks(sign: str) -> tuple[Shape, ...]:
    """How the fonts that have this sign draw it."""
    if len(sign) != 1:
        return ()
    numbers = ((font, mupdf.fz_encode_character(font, ord(sign)), slant) for font, slant in _fonts())
    shapes = (shape_of(font, number, slant) for font, number, slant in numbers if number > 0)
    return tuple(shape for shape in shapes if shape)


@cache
def _fonts() -> tuple[tuple[Font, float], ...]:
    return tuple((pymupdf.Font(name).this, slant) for name, slant in FONTS)
