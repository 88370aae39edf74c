"""What a page of a PDF shows of its text: it is drawn twice, once without text; a word that changes no pixel is unseen.

So it does not matter how a word is hidden: under a box, a picture, a thick line or a highlight, in the colour of its
ground, off the page, behind a clip, in a hidden layer.
"""

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any, cast

from PIL import Image, ImageChops, ImageStat
from pypdfium2 import raw

from blinder.verifier.page_fonts import FontSamples
from blinder.verifier.page_pictures import MAX_DEPTH, look_at_pictures, scale_of
from blinder.verifier.sight import FactKind, Gathering

pdfium: Any = raw  # PDFium's own functions, whose types nobody wrote down
CONTRAST = 24  # of 255: what differs by less is not seen
DARK = 110  # of 255
TINY = 1.6  # points: a word lower than that is nobody's reading
INVISIBLE = 3  # render mode of text: neither filled nor stroked
PRIVATE = "Co"  # kind of the characters that each font may use as it likes
LETTERS = re.compile(r"[^\W\d_]{2}|\d{3}")
SAME_PLACE = 0.5  # share of the smaller box from which two words stand in one place


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a page, its box in pixels, which are points, and whether it is set to be invisible."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    height: float
    mode: int


def look_at_page(gathering: Gathering, place: str, page: Any, textpage: Any, samples: FontSamples) -> None:
    """Note what one page holds and does not show, then what its pictures do; keep samples of its fonts.

    Texts are switched off when this returns: OCR would but misread them. On stay those whose letters no font tells.
    """
    if gathering.read_pixels:
        samples.take(place, page, textpage)
    _note_unshown(gathering, place, page, textpage)
    for item in _untold(textpage):
        pdfium.FPDFPageObj_SetIsActive(item, True)
    look_at_pictures(gathering, place, page)


def _note_unshown(gathering: Gathering, place: str, page: Any, textpage: Any) -> None:
    """Note the words that nobody sees, by the reason."""
    words = list(_read_words(page, textpage))
    if not words:
        return
    shown, bare = _draw(page), _draw_without_text(page)
    text = ImageChops.difference(shown, bare)
    reasons: dict[str, list[str]] = {}
    for word in words:
        if reason := _why_unseen(word, shown, bare, text):
            reasons.setdefault(reason, []).append(word.text)
    if doubled := _find_doubled([word for word in words if word.mode != INVISIBLE and word.height >= TINY]):
        reasons["text under other text"] = doubled
    for reason, texts in reasons.items():
        gathering.note(FactKind.UNSHOWN, place, reason, " ".join(texts))


def _why_unseen(word: Word, shown: Image.Image, bare: Image.Image, text: Image.Image) -> str:
    """The reason, "" for a word that is seen; `text` is what lies between the page as `shown` and `bare` of text."""
    width, height = shown.size
    if word.right <= 0 or word.bottom <= 0 or word.left >= width or word.top >= height:
        return "text outside the page"
    if word.height < TINY:
        return "tiny text"
    box = (max(word.left, 0), max(word.top, 0), min(word.right, width), min(word.bottom, height))
    if _contrast(text.crop(box), from_zero=True) > CONTRAST:
        return ""
    uniform = _contrast(bare.crop(box)) <= CONTRAST
    if word.mode == INVISIBLE:
        return "invisible text" if uniform else "text layer of a picture"
    if not uniform:
        return "text under a picture"
    dark = max(ImageStat.Stat(shown.crop(box)).mean) < DARK
    return "text under a dark box" if dark else "text that is not shown"


def _contrast(pixels: Image.Image, *, from_zero: bool = False) -> int:
    """How far the levels of one colour lie apart."""
    levels = cast("list[tuple[int, int]]", pixels.getextrema())
    return max(most - (0 if from_zero else least) for least, most in levels)


def _find_doubled(words: list[Word]) -> list[str]:
    """Words that stand where another word stands; the same word twice is only bold."""
    doubled = []
    lines = sorted(words, key=lambda word: (word.top + word.bottom, word.left))
    for at, word in enumerate(lines):
        for other in lines[at + 1 : at + 40]:
            if other.top >= word.bottom:
                break
            beside = other.left >= word.right or word.left >= other.right
            if not beside and _share_a_place(word, other) and not (word.text in other.text or other.text in word.text):
                doubled.append(f"{word.text} {other.text}")
    return doubled


def _share_a_place(one: Word, other: Word) -> bool:
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    least = min((word.right - word.left) * (word.bottom - word.top) for word in (one, other))
    return wide > 0 and high > 0 and wide * high >= SAME_PLACE * least


def _untold(textpage: Any) -> Iterator[Any]:
    """The texts with a letter of which PDFium does not know what it is."""
    for at in range(textpage.count_chars()):
        kind = unicodedata.category(chr(pdfium.FPDFText_GetUnicode(textpage, at)))
        if kind == PRIVATE or pdfium.FPDFText_HasUnicodeMapError(textpage, at) == 1:
            yield pdfium.FPDFText_GetTextObject(textpage, at)


def _draw(page: Any) -> Image.Image:
    image: Image.Image = page.render(scale=scale_of(page)).to_pil()
    return image.convert("RGB")


def _draw_without_text(page: Any) -> Image.Image:
    for item in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT], max_depth=MAX_DEPTH):
        pdfium.FPDFPageObj_SetIsActive(item.raw, False)
    return _draw(page)


def _read_words(page: Any, textpage: Any) -> Iterator[Word]:
    """The words with letters, as PDFium finds them: what stands between blanks."""
    scale = scale_of(page)
    size = ceil(page.get_width() * scale), ceil(page.get_height() * scale)
    letters = "".join(chr(pdfium.FPDFText_GetUnicode(textpage, at)) for at in range(textpage.count_chars()))
    for found in re.finditer(r"[^\s\0-\x1f\ufffe]+", letters):
        if not LETTERS.search(found[0]):
            continue
        boxes = [textpage.get_charbox(at) for at in range(*found.span())]
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        left, bottom, right, top = min(lefts), min(bottoms), max(rights), max(tops)
        corners = [_to_pixels(page, size, x, y) for x, y in ((left, bottom), (right, top))]
        (x0, x1), (y0, y1) = (sorted(values) for values in zip(*corners, strict=True))
        mode = pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(textpage, found.start()))
        yield Word(found[0], x0, y0, x1 + 1, y1 + 1, top - bottom, mode)


def _to_pixels(page: Any, size: tuple[int, int], x: float, y: float) -> tuple[int, int]:
    column, row = ctypes.c_int(), ctypes.c_int()
    width, height = size
    pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, column, row)
    return column.value, row.value
