"""What a page of a PDF shows of its text: it is drawn twice, once without text; a word that changes no pixel is unseen.

So it does not matter how a word is hidden: under a box, a picture, a thick line or a highlight, in the colour of its
ground, off the page, behind a clip, in a hidden layer.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any, cast

from PIL import Image, ImageChops, ImageStat
from pypdfium2 import raw

from blinder.verifier.eyes_picture import name_picture, to_png
from blinder.verifier.sight import FactKind, Gathering

pdfium: Any = raw  # PDFium's own functions, whose types nobody wrote down
CONTRAST = 24  # of 255: what differs by less is not seen
DARK = 110  # of 255
TINY = 1.6  # points: a word lower than that is nobody's reading
INVISIBLE = 3  # render mode of text: neither filled nor stroked
LETTERS = re.compile(r"[^\W\d_]{2}|\d{3}")
MAX_DEPTH = 12
TINY_PICTURE, WHOLE = 16.0, 0.9  # points; the share of a picture that must show
STRIPES = 3  # so many pictures on a page may be one scan
DRAWN_LETTERS, LETTER_SEGMENTS, LETTER_LOW, LETTER_HIGH = 24, 8, 2.0, 40.0  # shapes; of a shape: segments, points
OCR_SCALE = 2.0  # pixels per point
MAX_SIDE = 2500  # pixels of a page as it is drawn
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


def look_at_page(gathering: Gathering, place: str, page: Any, textpage: Any) -> None:
    """Note what one page holds and does not show; its texts are switched off when this returns."""
    _look_at_pictures(gathering, place, page)
    _note_unshown(gathering, place, page, textpage)


def _look_at_pictures(gathering: Gathering, place: str, page: Any) -> None:
    """Note pictures of which only a part shows; read the page as it looks where its pictures alone do not tell it.

    A scan may be cut into stripes, and letters may be drawn as shapes.
    """
    pictures = [
        each for each in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=1) if min(_size(each)) > TINY_PICTURE
    ]
    if any(_shown_share(picture) < WHOLE for picture in pictures):
        gathering.note(FactKind.UNSHOWN, place, "cropped picture")
    drawn = sum(_is_like_a_letter(shape) for shape in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=MAX_DEPTH))
    if len(pictures) >= STRIPES or drawn >= DRAWN_LETTERS:
        pixels = page.render(scale=OCR_SCALE * _scale(page)).to_pil()
        name = name_picture(pixels) or gathering.read_picture(place, to_png(pixels))
        gathering.note(FactKind.PICTURE, place, name)


def _is_like_a_letter(shape: Any) -> bool:
    return pdfium.FPDFPath_CountSegments(shape.raw) >= LETTER_SEGMENTS and LETTER_LOW < _size(shape)[1] < LETTER_HIGH


def _size(item: Any) -> tuple[float, float]:
    left, bottom, right, top = item.get_bounds()
    return right - left, top - bottom


def _shown_share(picture: Any) -> float:
    """The share of a picture's area that its clip lets through."""
    left, bottom, right, top = picture.get_bounds()
    clip = pdfium.FPDFPageObj_GetClipPath(picture.raw)
    whole: float = max((right - left) * (top - bottom), 1e-6)
    for at in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0)):
        columns, rows = zip(*_points(clip, at), strict=True)
        left, right = max(left, min(columns)), min(right, max(columns))
        bottom, top = max(bottom, min(rows)), min(top, max(rows))
    shown: float = max(right - left, 0.0) * max(top - bottom, 0.0)
    return shown / whole


def _points(clip: Any, at: int) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(pdfium.FPDFClipPath_CountPathSegments(clip, at)):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, at, number), x, y)
        yield x.value, y.value


def _note_unshown(gathering: Gathering, place: str, page: Any, textpage: Any) -> None:
    """Note the words that nobody sees, by the reason."""
    words = [word for word in _read_words(page, textpage) if LETTERS.search(word.text)]
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
            if _share_a_place(word, other) and not (word.text in other.text or other.text in word.text):
                doubled.append(f"{word.text} {other.text}")
    return doubled


def _share_a_place(one: Word, other: Word) -> bool:
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    least = min((word.right - word.left) * (word.bottom - word.top) for word in (one, other))
    return wide > 0 and high > 0 and wide * high >= SAME_PLACE * least


def _draw(page: Any) -> Image.Image:
    image: Image.Image = page.render(scale=_scale(page)).to_pil()
    return image.convert("RGB")


def _scale(page: Any) -> float:
    """Pixels per point: one, but fewer for a poster."""
    longest: float = max(page.get_size())
    return min(1.0, MAX_SIDE / longest)


def _draw_without_text(page: Any) -> Image.Image:
    for item in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT], max_depth=MAX_DEPTH):
        pdfium.FPDFPageObj_SetIsActive(item.raw, False)
    return _draw(page)


def _read_words(page: Any, textpage: Any) -> Iterator[Word]:
    """The words as PDFium finds them: what stands between blanks."""
    letters = "".join(chr(pdfium.FPDFText_GetUnicode(textpage, at)) for at in range(textpage.count_chars()))
    for found in re.finditer(r"[^\s\0-\x1f\ufffe]+", letters):
        boxes = [textpage.get_charbox(at) for at in range(*found.span())]
        left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
        bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
        corners = [_to_pixels(page, x, y) for x, y in ((left, bottom), (right, top))]
        (x0, x1), (y0, y1) = (sorted(values) for values in zip(*corners, strict=True))
        mode = pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(textpage, found.start()))
        yield Word(found[0], x0, y0, x1 + 1, y1 + 1, top - bottom, mode)


def _to_pixels(page: Any, x: float, y: float) -> tuple[int, int]:
    column, row = ctypes.c_int(), ctypes.c_int()
    width, height = (ceil(side * _scale(page)) for side in page.get_size())
    pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, column, row)
    return column.value, row.value
