"""Pages as pdfium sees them: lines of characters by base line, before and after, and what their comparison tells."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pymupdf
import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw
from pypdfium2 import raw

from benchmarks.fidelity.replaced import WORD, Swap, fold, places, plain

SAME_LINE = 0.3  # points between base lines
TOUCH = 0.4  # points that two boxes may share, of rounding and of side bearings
SMALLEST = 6.0  # points
DPI, CHANGED, AROUND = 72, 64, 2  # of rendered pages; a pixel's change that an eye sees, of 255; points around a line
GREY = 0.6  # of the frames that take the place of drawings
ICONS = ("Text", "FileAttachment", "Popup", "Sound", "Movie")  # annotations that blinding removes
SPECKS = 12  # pixels of a page that rounding may change
BROKEN = re.compile(r"(?<=\w)(?:[-\u00ad\u2010] ?\r?\n(?=\s*[a-z])|[\x02\ufffe])\s*")  # pdfium has signs of its own
HYPHENS = {0x02: 0x2D, 0xAD: 0x2D}  # pdfium's sign at a line's end, and a soft hyphen that is drawn
Box = tuple[float, float, float, float]  # left, bottom, right, top; points, y upwards


class Char(NamedTuple):
    """A character that is drawn."""

    text: str
    along: float
    across: float
    angle: int
    box: Box
    size: float


@dataclass
class Line:
    """What stands on one base line, before and after."""

    before: list[Char] = field(default_factory=list)
    after: list[Char] = field(default_factory=list)

    @property
    def is_touched(self) -> bool:
        """Whether it changed."""
        return _text(self.before) != _text(self.after) or any(
            abs(old.along - new.along) > 0.05 for old, new in zip(self.before, self.after, strict=True)
        )


@dataclass
class Found:
    """What the comparison of a document's pages counts, and where."""

    words: int = 0  # of pages that are no scans
    scans: int = 0  # pages of a picture and its invisible text, which blinding reads anew: their text is not compared
    changed: int = 0  # words beyond the swaps
    overlaps: int = 0
    small: int = 0
    pages: int = 0  # that look different elsewhere than in their changed lines
    places: list[str] = field(default_factory=list)


def read_chars(path: Path, *, shown: bool = False) -> list[list[Char]]:
    """The characters of every page, those of annotations and form fields too; with `shown`, no others."""
    document = pdfium.PdfDocument(path)
    try:
        return [list(_chars(path, document, at, shown=shown)) for at in range(len(document))]
    finally:
        document.close()


def _chars(path: Path, document: Any, at: int, *, shown: bool) -> Iterator[Char]:
    page, text = _flat(document, at)
    told = _told_by_name(path, at, text)
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
    for number in range(text.count_chars()):
        code = 0 if shown and _is_outside(page, text, number) else raw.FPDFText_GetUnicode(text, number)
        code = ord(told.get(number, chr(HYPHENS.get(code, code))))
        if code > 32 and raw.FPDFText_GetCharOrigin(text, number, x, y) and not raw.FPDFText_IsGenerated(text, number):
            raw.FPDFText_GetMatrix(text, number, matrix)
            angle = math.atan2(matrix.b, matrix.a)
            size = raw.FPDFText_GetFontSize(text, number) * math.hypot(matrix.c, matrix.d)
            dx, dy = math.cos(angle), math.sin(angle)
            along, across = x.value * dx + y.value * dy, y.value * dx - x.value * dy
            degrees = round(math.degrees(angle)) % 360
            for letter in fold(plain(chr(code))):
                yield Char(letter, along, across, degrees, text.get_charbox(number), size)


def lines_of(before: Iterable[Char], after: Iterable[Char]) -> list[Line]:
    """The characters of both by base line, each line in the direction of its text."""
    tagged = [(char, new) for new, chars in enumerate((before, after)) for char in chars]
    lines: list[Line] = []
    last = None
    for char, new in sorted(tagged, key=lambda item: (item[0].angle, item[0].across)):
        if last is None or last.angle != char.angle or char.across - last.across > SAME_LINE:
            lines.append(Line())
        (lines[-1].after if new else lines[-1].before).append(char)
        last = char
    for line in lines:
        line.before.sort(key=lambda char: char.along)
        line.after.sort(key=lambda char: char.along)
    return lines


def compare(before: Path, after: Path, swaps: Sequence[Swap] | None) -> Found:
    """Every line of every page: the same, or the same with swaps; with none at all only looks are compared."""
    found = Found()
    folded = [Swap(fold(plain(swap.old.translate(HYPHENS))), fold(swap.new)) for swap in swaps or ()]
    old_pages, new_pages = read_chars(before, shown=True), read_chars(after)
    looks = Looks(before, after)
    scans = scanned_pages(before)
    found.scans = len(scans)
    for at, (old, new) in enumerate(zip(old_pages, new_pages, strict=False)):
        touched: list[Box] = []
        framed = looks.pictures(at)
        for line in lines_of(old, new) if swaps is not None and at not in scans else ():
            if not line.is_touched or not (line.before or any(not _is_in(char, framed) for char in line.after)):
                continue
            touched.append(_around([char.box for char in (*line.before, *line.after)]))
            _compare_line(line, folded, (old, new), found, f"p. {at + 1}")
        if (outside := looks.changed_outside(at, touched)) > SPECKS:
            found.pages += 1
            found.places.append(f"p. {at + 1}: {outside} pixels")
    texts = texts_of(before, "pdfium", shown=True)
    found.words = sum(len(WORD.findall(text)) for at, text in enumerate(texts) if at not in scans)
    return found


def _compare_line(
    line: Line, swaps: Sequence[Swap], pages: tuple[Sequence[Char], Sequence[Char]], found: Found, where: str
) -> None:
    how = places(_text(line.before), _text(line.after), swaps, cells=_cells(line.before))
    if how is None:
        found.changed += 1
        found.places.append(f"{where}: {_text(line.before)!r} → {_text(line.after)!r}")
    for place in how or ():
        label, gone = line.after[place.new_start : place.new_end], line.before[place.start : place.end]
        if not label:
            continue
        if max(char.size for char in label) < min(SMALLEST, max(char.size for char in gone)) - 0.01:
            found.small += 1
        if overlapped(label, gone, pages[1]) and overlapped(label, gone, _apart(line, *pages)):
            found.overlaps += 1
            found.places.append(f"{where}: overlap at {_text(label)!r} {_text(line.after)!r}")


def _cells(chars: Sequence[Char]) -> list[int]:
    """Where a line begins, where it goes on behind a gap as between columns or cells, and where it ends."""
    gaps = (at for at, (a, b) in enumerate(pairwise(chars), 1) if b.along - a.along > a.box[2] - a.box[0] + b.size)
    return [0, *gaps, len(chars)]


def _is_in(char: Char, boxes: Iterable[Box]) -> bool:
    x, y = (char.box[0] + char.box[2]) / 2, (char.box[1] + char.box[3]) / 2
    return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in boxes)


def overlapped(label: Sequence[Char], gone: Sequence[Char], page: Iterable[Char]) -> bool:
    """Whether a neighbour's ink stands in the label's, which did not stand in that of the stretch before."""
    mine, own = {id(char) for char in label}, _around([char.box for char in label])
    return any(
        id(char) not in mine and _meet(_upright(char), own) and not any(_meet(char.box, old.box) for old in gone)
        for char in page
    )


def _apart(line: Line, old: Iterable[Char], new: Iterable[Char]) -> list[Char]:
    """The characters after, without those of lines that were drawn over this one from the first.

    Lines set so close that the highest letter of one would meet the lowest of the other are drawn over each other.
    """
    old = list(old)
    letters = [char for char in old if char.angle == 0 and char.text.isalpha()]
    level = {size: _reach(char for char in letters if char.size == size) for size in {char.size for char in letters}}
    over = {
        round(char.across, 1)
        for char in old
        if abs(char.across - line.before[0].across) > SAME_LINE
        and any(_meet(_as_high(char, level), _as_high(mine, level)) for mine in line.before)
    }
    return [char for char in new if round(char.across, 1) not in over]


def _reach(chars: Iterable[Char]) -> tuple[float, float]:
    """How far below and above their base lines the lowest and the highest of the characters have ink."""
    below, above = zip(*((char.across - char.box[1], char.box[3] - char.across) for char in chars), strict=True)
    return max(below), max(above)


def _as_high(char: Char, level: Mapping[float, tuple[float, float]]) -> Box:
    """Its box, as high and as deep as any letter of its size; as it is where it stands aslant."""
    if char.angle or char.size not in level:
        return char.box
    below, above = level[char.size]
    return char.box[0], char.across - below, char.box[2], char.across + above


def _upright(char: Char) -> Box:
    """Its box without what leans out to the left of its own place, as a slash in italics does over any letter."""
    left, bottom, right, top = char.box
    return (max(left, char.along) if char.angle == 0 else left), bottom, right, top


def _meet(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > TOUCH and min(a[3], b[3]) - max(a[1], b[1]) > TOUCH


def _around(boxes: Sequence[Box]) -> Box:
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _text(chars: Iterable[Char]) -> str:
    return "".join(char.text for char in chars)


def texts_of(path: Path, engine: str, *, shown: bool = False) -> list[str]:
    """The text of every page, that of annotations and form fields too, as PyMuPDF or pdfium gives it.

    PyMuPDF leaves out what stands outside the page; pdfium with `shown` only.
    """
    if engine == "PyMuPDF":
        with pymupdf.open(path) as document:
            return [page.get_text() for page in document]
    document = pdfium.PdfDocument(path)
    try:
        return [_flat_text(path, document, at, shown=shown) for at in range(len(document))]
    finally:
        document.close()


def scanned_pages(path: Path) -> set[int]:
    """Pages (from 0) whose text is invisible, all of it: what a program read in their picture."""
    document = pdfium.PdfDocument(path)
    try:
        return {at for at in range(len(document)) if _modes(document[at]) == {raw.FPDF_TEXTRENDERMODE_INVISIBLE}}
    finally:
        document.close()


def _modes(page: Any) -> set[int]:
    """How the text of a page is drawn."""
    text = page.get_textpage()
    objects = (raw.FPDFText_GetTextObject(text, number) for number in range(text.count_chars()))
    return {raw.FPDFTextObj_GetTextRenderMode(each) for each in objects} - {raw.FPDF_TEXTRENDERMODE_UNKNOWN}


def _flat_text(path: Path, document: Any, at: int, *, shown: bool) -> str:
    page, text = _flat(document, at)
    other: dict[int, str] = _told_by_name(path, at, text)
    other |= {at: "" for at in range(text.count_chars()) if shown and _is_outside(page, text, at)}
    starts = (0, *(at + 1 for at in sorted(other)))
    stretches = zip(starts, (*sorted(other), text.count_chars()), strict=True)
    return "".join(
        (text.get_text_range(start, end - start) if start < end else "") + other.get(end, "")
        for start, end in stretches
    )


def _told_by_name(path: Path, at: int, text: Any) -> dict[int, str]:
    """By number, letters that their names alone tell, as PyMuPDF reads them: "f_i" is f and i, says Adobe's list.

    pdfium tells their codes. What it knows no letter for is one all the same: people see it in the original, and it is
    told in the copy that draws its line anew.
    https://github.com/adobe-type-tools/agl-specification#2-the-mapping
    """
    untold = [number for number in range(text.count_chars()) if raw.FPDFText_HasUnicodeMapError(text, number) == 1]
    if not untold:
        return {}
    with pymupdf.open(path) as document:
        page = document[at]
        blocks = page.get_text("rawdict", flags=pymupdf.TEXT_PRESERVE_LIGATURES)["blocks"]
        spans = (span for block in blocks for line in block["lines"] for span in line["spans"])
        up = page.derotation_matrix * ~page.transformation_matrix
        letters = {_near(*(pymupdf.Point(char["origin"]) * up)): char["c"] for span in spans for char in span["chars"]}
    x, y = ctypes.c_double(), ctypes.c_double()
    found = {}
    for number in untold:
        raw.FPDFText_GetCharOrigin(text, number, x, y)
        letter = letters.get(_near(x.value, y.value), "")
        found |= {number: letter} if letter.isalpha() else {}
    return found


def _near(x: float, y: float) -> tuple[int, int]:
    return round(x), round(y)


def _flat(document: Any, at: int) -> tuple[Any, Any]:
    """A page and its text, with what its annotations show."""
    raw.FPDFPage_Flatten(document[at], raw.FLAT_NORMALDISPLAY)
    page = document[at]
    return page, page.get_textpage()


def _is_outside(page: Any, text: Any, number: int) -> bool:
    """Whether a character is drawn where the page does not reach."""
    left, bottom, right, top = page.get_cropbox()
    x0, y0, x1, y1 = text.get_charbox(number)
    return not raw.FPDFText_IsGenerated(text, number) and (x1 < left or x0 > right or y1 < bottom or y0 > top)


def joined_words(text: str) -> Counter[str]:
    """The words of a page, those broken over two lines as one."""
    return Counter(fold(word) for word in WORD.findall(BROKEN.sub("", text)))


class Looks:
    """The pages of two documents as pictures."""

    def __init__(self, before: Path, after: Path) -> None:
        self._pair = pymupdf.open(before), pymupdf.open(after)

    def pictures(self, at: int) -> list[Box]:
        """Where pictures stood on page `at` (from 0): what is there now is no page text."""
        page = self._pair[0][at]
        up = ~page.transformation_matrix
        return [tuple(pymupdf.Rect(info["bbox"]) * up) for info in page.get_image_info()]

    def changed_outside(self, at: int, boxes: Sequence[Box]) -> int:
        """How many pixels of page `at` (from 0) differ outside the boxes, pictures, new frames and icons of notes."""
        pages = [document[at] for document in self._pair]
        images = [_picture_of(page) for page in pages]
        if images[0].size != images[1].size:
            return images[0].size[0] * images[0].size[1]
        changed = ImageChops.difference(*images).convert("L").point(lambda value: 255 * (value > CHANGED))
        draw = ImageDraw.Draw(changed)
        frames = _frames(pages[1]) - _frames(pages[0])
        for page in pages:
            covered = [pymupdf.Rect(info["bbox"]) for info in page.get_image_info()]
            covered += [pymupdf.Rect(frame) for frame in frames]
            covered += [annot.rect for annot in page.annots() or () if annot.type[1] in ICONS]
            covered += [pymupdf.Rect(box) * page.transformation_matrix for box in boxes]
            for box in (box * page.rotation_matrix for box in covered):
                draw.rectangle((box.x0 - AROUND, box.y0 - AROUND, box.x1 + AROUND, box.y1 + AROUND), fill=0)
        return changed.histogram()[255]


def _frames(page: Any) -> set[Box]:
    """Rectangles drawn as a thin grey line: what takes the place of a logo made of lines."""
    return {
        tuple(round(side, 1) for side in drawing["rect"])
        for drawing in page.get_drawings()
        if drawing["type"] == "s"
        and max(abs(shade - GREY) for shade in drawing["color"]) < 0.01
        and drawing["items"][0][0] == "re"
    }


def _picture_of(page: Any) -> Image.Image:
    pixmap = page.get_pixmap(dpi=DPI)
    return Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)
