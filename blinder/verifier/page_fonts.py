"""Fonts that lie: the page shows other letters than the text says.

Letters are high, low or reach below their line; a font whose letters do is believed. Of any other font one line is read
as it is drawn.
"""

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from statistics import median
from typing import Any

from PIL import Image
from pypdfium2 import raw
from rapidfuzz.fuzz import partial_ratio

from blinder.errors import UnreadableFile
from blinder.verifier.eyes_picture import to_png
from blinder.verifier.sight import FactKind, Gathering

pdfium: Any = raw  # PDFium's own functions, whose types nobody wrote down
LIE = "letters other than the text says"
HIGH, LOW, DEEP = frozenset("bdfhklABCDEFGHIKLMNOPRSTUVWXYZ"), frozenset("acemnorsuvwxz"), frozenset("gpqy")
LOWS, OTHERS = 3, 2  # letters that a line must have to be judged by their heights
OF_LOW, BELOW = 1.12, 0.15  # of the height of low letters: what is higher; what reaches below the line
BELIEVED = 0.9  # share of the letters that are as high and deep as they should be
LEAST, MOST = 10, 60  # letters of a line that is read
SMALL, LARGE = 6.0, 40.0  # points: smaller letters are misread, larger ones adorn
AROUND, SCALE = 4.0, 3.0  # points of paper around a line; pixels per point
ALIKE = 50.0  # of 100: lines that OCR misreads have more in common with what they say
LEVEL = 0.01  # radians
LATIN = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Letter:
    """What it is said to be, and its box from the lower left of the page and from its line, in points."""

    sign: str
    left: float
    right: float
    bottom: float
    top: float
    line: float


@dataclass
class FontSamples:
    """The fonts of a PDF, by their handles: whom to believe, and of others the place, letters and picture of a line."""

    believed: set[int] = field(default_factory=set)
    doubted: dict[int, tuple[str, str, Image.Image]] = field(default_factory=dict)

    def take(self, place: str, page: Any, textpage: Any) -> None:
        """Look at the lines of a page as long as their fonts are not believed."""
        for font, letters in _lines(textpage, self.believed):
            if _is_believable(letters):
                self.believed.add(font)
                self.doubted.pop(font, None)
            elif font not in self.believed | self.doubted.keys() and (picture := _draw(page, letters)):
                self.doubted[font] = place, _plain("".join(letter.sign for letter in letters)), picture

    def judge(self, gathering: Gathering) -> None:
        """Note where a line as it is drawn has little in common with what it says; without OCR, nothing."""
        if not self.doubted or not gathering.read_pixels:
            return
        try:
            seen = _plain(gathering.read_pixels(_sheet([picture for *_, picture in self.doubted.values()])))
        except UnreadableFile:
            return
        for place, letters, _ in self.doubted.values():
            if partial_ratio(letters, seen) < ALIKE:
                gathering.note(FactKind.UNSHOWN, place, LIE)


def _lines(textpage: Any, but: set[int]) -> Iterator[tuple[int, list[Letter]]]:
    """The level letters of one font that follow each other in a line, and the font's handle."""
    signs = [chr(pdfium.FPDFText_GetUnicode(textpage, at)) for at in range(textpage.count_chars())]
    fonts = [_font_of(textpage, at) if sign.isprintable() else 0 for at, sign in enumerate(signs)]
    for font, run in groupby(range(len(signs)), lambda at: fonts[at]):
        if font and font not in but:
            letters = [_letter(textpage, at, signs[at]) for at in run if not signs[at].isspace()]
            if letters:
                yield font, letters[:MOST]


def _font_of(textpage: Any, at: int) -> int:
    """The handle of the font of a letter; 0 for one that is turned or not drawn."""
    item = pdfium.FPDFText_GetTextObject(textpage, at)
    drawn = item and pdfium.FPDFTextObj_GetTextRenderMode(item) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    if not drawn or abs(pdfium.FPDFText_GetCharAngle(textpage, at)) > LEVEL:
        return 0
    return ctypes.cast(pdfium.FPDFTextObj_GetFont(item), ctypes.c_void_p).value or 0


def _letter(textpage: Any, at: int, sign: str) -> Letter:
    left, bottom, right, top = textpage.get_charbox(at)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, at, x, y)
    return Letter(sign, left, right, bottom, top, y.value)


def _is_believable(letters: Sequence[Letter]) -> bool:
    """Whether nearly all letters are as high and as deep as what they are said to be."""
    low = [letter for letter in letters if letter.sign in LOW]
    others = [letter for letter in letters if letter.sign in HIGH | DEEP]
    if len(low) < LOWS or len(others) < OTHERS:
        return False
    height = median(letter.top - letter.line for letter in low)

    def is_so(letter: Letter) -> bool:
        high = letter.top - letter.line > OF_LOW * height
        deep = letter.line - letter.bottom > BELOW * height
        return (high, deep) == (letter.sign in HIGH, letter.sign in DEEP)

    return sum(map(is_so, (*low, *others))) >= BELIEVED * len(low + others)


def _draw(page: Any, letters: Sequence[Letter]) -> Image.Image | None:
    """The line as the page shows it; None for one that OCR could not judge."""
    says = "".join(letter.sign for letter in letters)
    left, right = min(letter.left for letter in letters), max(letter.right for letter in letters)
    bottom, top = min(letter.bottom for letter in letters), max(letter.top for letter in letters)
    width, height = page.get_size()
    margins = left - AROUND, bottom - AROUND, width - right - AROUND, height - top - AROUND
    legible = SMALL < top - bottom < LARGE and len(_plain(says)) >= max(LEAST, BELIEVED * len(says))
    if not legible or min(margins) < 0 or page.get_rotation():
        return None
    picture: Image.Image = page.render(scale=SCALE, crop=margins).to_pil()
    return picture.convert("RGB")


def _plain(text: str) -> str:
    """Letters and digits of the Latin alphabet, small and without accents."""
    return "".join(LATIN.findall(unicodedata.normalize("NFKD", text).casefold()))


def _sheet(lines: Sequence[Image.Image]) -> bytes:
    """The pictures of lines under each other on white paper."""
    gap = round(AROUND * SCALE)
    sheet = Image.new("RGB", (max(line.width for line in lines), sum(line.height + gap for line in lines)), "white")
    top = 0
    for line in lines:
        sheet.paste(line, (0, top))
        top += line.height + gap
    return to_png(sheet)
