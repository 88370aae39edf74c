"""The text layer of a scanned page: what OCR read, invisible, each word over its place in the picture."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

import pikepdf

from blinder.formats.pdf.glyphs import Look, Point
from blinder.formats.pdf.labels import Draw, drawing_of
from blinder.formats.pdf.sheets import WIDE
from blinder.formats.pdf.standard import standard_font
from blinder.formats.pictures import PictureText

LAYER = "ScanText"  # the form that holds it
FONT_SIZE, BASE_LINE = 0.8, 0.2  # of the height of a line as OCR sees it
GAP = 0.13  # of the font size that a word leaves free at either end
ALIKE = 0.25  # of the font size: lines of a page that differ less are of one size
LEVEL = math.radians(0.3)  # less is not slanted


def quarters_aside(text: PictureText) -> int:
    """By how many quarters, clockwise, most of the text is turned."""
    quarters = Counter(round(_angle(*word.quad[:2]) / (math.pi / 2)) % 4 for word in text.words)
    return quarters.most_common(1)[0][0]


def lay_words(text: PictureText, quads: Sequence[Sequence[Point]]) -> Iterator[Draw]:
    """A word of the text layer for each that OCR read: one base line and size a line, one slant for all of the page."""
    lines = list(_lines(text))
    angles = [_angle(quads[line[0]][0], quads[line[-1]][1]) for line in lines]
    slant = median(angle - _quarter(angle) for angle in angles)
    sizes = [FONT_SIZE * median(math.dist(quads[at][0], quads[at][3]) for at in line) for line in lines]
    usual = median(sizes)
    for line, angle, height in zip(lines, angles, sizes, strict=True):
        size = usual if abs(height - usual) < ALIKE * usual else height
        turned = _quarter(angle) + (slant if abs(slant) > LEVEL else 0)
        dx, dy = round(math.cos(turned), 6), round(math.sin(turned), 6)
        look = Look("Helvetica", round(size, 2), 0, 0, False, (dx, dy))
        feet = [_between(quads[at][3], quads[at][0], BASE_LINE) for at in line]
        v = median(y * dx - x * dy for x, y in feet)
        for at, (x, y) in zip(line, feet, strict=True):
            word, (start, end) = text.words[at].span, quads[at][:2]
            width = math.dist(start, end)
            gap = min(GAP * size, width / 4)
            yield Draw(text.text[word.start : word.end], look, x * dx + y * dy + gap, v, width - 2 * gap, look.size)


def _lines(text: PictureText) -> Iterator[list[int]]:
    """Numbers of the words of each line."""
    line: list[int] = []
    for at, word in enumerate(text.words):
        if line and "\n" in text.text[text.words[at - 1].span.end : word.span.start]:
            yield line
            line = []
        line.append(at)
    if line:
        yield line


def _angle(start: Point, end: Point) -> float:
    return math.atan2(end[1] - start[1], end[0] - start[0])


def _quarter(angle: float) -> float:
    """The nearest of right, down, left and up."""
    return round(angle / (math.pi / 2)) * (math.pi / 2)


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def write_layer(pdf: pikepdf.Pdf, page: pikepdf.Dictionary, words: Sequence[Draw], stamped: Sequence[Draw]) -> None:
    """In place of all that the page held: the text layer as a form, which `put_back` finds by its name, and a stamp."""
    content, fonts = drawing_of(words)
    stamp, stamp_fonts = drawing_of(stamped)
    form = pdf.make_stream(
        content,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=pikepdf.Array([-WIDE, -WIDE, WIDE, WIDE]),
        Resources=pikepdf.Dictionary(Font=_fonts(fonts)),
    )
    page["/Contents"] = pdf.make_stream(f"/{LAYER} Do\n".encode() + stamp)
    page["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary({f"/{LAYER}": form}), Font=_fonts(stamp_fonts))


def _fonts(named: Mapping[str, str]) -> pikepdf.Dictionary:
    return pikepdf.Dictionary({f"/{name}": standard_font(font) for name, font in named.items()})
