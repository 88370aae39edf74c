"""Paint over what a picture says: redacted words get their label, doubtful ones and codes a plain box.

What lies under a box is gone: the picture is drawn flat, painted and encoded anew, without metadata.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from PIL import Image, ImageDraw, ImageFont, ImageOps

from blinder.formats.base import apply_redactions
from blinder.formats.pictures.ocr import PictureText, Point, Quad, Word
from blinder.formats.pictures.raster import PAPER, encode, open_picture, without_hidden
from blinder.types import Redaction, Span

MARGIN = 0.08  # of a box's height, beyond what OCR takes for the word
CODE_MARGIN = 0.15
PADDING = 2  # pixels beside a label
LEAST_POINTS = 7  # pixels: smaller labels cannot be read
SOLID = (128, 128, 128)
CODE = "Code removed"

Colour = tuple[int, ...]
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, slots=True)
class Covered:
    """The painted picture, in the kind it had, and how many labels had no room in their box."""

    data: bytes
    without_label: int


@dataclass(frozen=True, slots=True)
class _Box:
    quad: Quad
    label: str
    margin: float = MARGIN
    paper: Colour = ()  # the picture's own where it is empty


def cover(data: bytes, redactions: Sequence[Redaction], text: PictureText) -> Covered:
    """Paint over every redacted stretch of `text.text`, every doubtful word and every code of the picture.

    Redactions are ordered and do not overlap. A word is painted whole; what stays of it stands beside the label. The
    same input gives the same bytes; of several frames the first stays.

    Raises:
        UnreadableFile: the picture cannot be read.
    """
    image = open_picture(data)
    kind, canvas = image.format or "", _flat(image)
    labelled = list(_labelled(redactions, text))
    boxes = [
        *labelled,
        *(_Box(quad, "") for quad in text.doubtful),
        *(_Box(quad, CODE, CODE_MARGIN, PAPER) for quad in text.codes),
    ]
    fonts = [_fitting_font(box) for box in boxes]
    papers = [
        (box.paper or _background(canvas, box)) if font else SOLID for box, font in zip(boxes, fonts, strict=True)
    ]
    for box, paper in zip(boxes, papers, strict=True):
        _paint(canvas, box, paper)
    for box, paper, font in zip(boxes, papers, fonts, strict=True):
        if font:
            _write(canvas, box, font, (255, 255, 255) if sum(paper[:3]) < 384 else (32, 32, 32))
    return Covered(encode(canvas, kind, like=image), sum(font is None for font in fonts[: len(labelled)]))


def _flat(image: Image.Image) -> Image.Image:
    """The pixels upright, in RGB or, where something is transparent, RGBA."""
    upright = ImageOps.exif_transpose(image)
    return without_hidden(upright.convert("RGBA" if upright.has_transparency_data else "RGB"))


def _labelled(redactions: Sequence[Redaction], text: PictureText) -> Iterator[_Box]:
    """Per line the runs of words that redactions touch, each with what is to stand there."""
    for line in _lines(text):
        run: list[Word] = []
        last: Redaction | None = None
        for word in line:
            touching = [each for each in redactions if each.span.overlaps(word.span)]
            if run and (not touching or touching[0] is not last):
                yield _box(run, redactions, text.text)
                run = []
            if touching:
                run.append(word)
                last = touching[-1]
        if run:
            yield _box(run, redactions, text.text)


def _lines(text: PictureText) -> list[list[Word]]:
    lines: list[list[Word]] = []
    at = 0
    for word in text.words:
        if not lines or "\n" in text.text[at : word.span.start]:
            lines.append([])
        lines[-1].append(word)
        at = word.span.end
    return lines


def _box(run: Sequence[Word], redactions: Sequence[Redaction], text: str) -> _Box:
    whole = Span(run[0].span.start, run[-1].span.end)
    inside = [_cut(each, whole) for each in redactions if each.span.overlaps(whole)]
    quad = (run[0].quad[0], run[-1].quad[1], run[-1].quad[2], run[0].quad[3])
    return _Box(quad, apply_redactions(text[whole.start : whole.end], inside))


def _cut(redaction: Redaction, whole: Span) -> Redaction:
    """The redaction's part within the run; its label stands where it starts."""
    start, end = max(redaction.span.start, whole.start), min(redaction.span.end, whole.end)
    label = redaction.replacement if redaction.span.start >= whole.start else ""
    return Redaction(redaction.segment, Span(start - whole.start, end - whole.start), label, redaction.entity_id)


def _wider(box: _Box) -> Quad:
    """The box's quad, longer and higher by its margin and a pixel on every side."""
    (a, b, c, d), more = box.quad, 1 + box.margin * math.dist(box.quad[0], box.quad[3])
    along, down = _direction(a, b, more), _direction(a, d, more)
    return (
        (a[0] - along[0] - down[0], a[1] - along[1] - down[1]),
        (b[0] + along[0] - down[0], b[1] + along[1] - down[1]),
        (c[0] + along[0] + down[0], c[1] + along[1] + down[1]),
        (d[0] - along[0] + down[0], d[1] - along[1] + down[1]),
    )


def _direction(start: Point, end: Point, length: float) -> Point:
    whole = math.dist(start, end) or 1.0
    return (end[0] - start[0]) / whole * length, (end[1] - start[1]) / whole * length


def _fitting_font(box: _Box) -> Font | None:
    """The largest font in which the label fits the box; none where there is no label or no room for it."""
    width, height = _size(box.quad)
    for points in range(round(height * 0.8), LEAST_POINTS - 1, -1) if box.label.strip() else ():
        font = _font(points)
        left, top, right, bottom = font.getbbox(box.label, anchor="lm")
        if right - left + 2 * PADDING <= width and bottom - top <= height:
            return font
    return None


@lru_cache(maxsize=64)
def _font(points: int) -> Font:
    return ImageFont.load_default(points)


def _paint(canvas: Image.Image, box: _Box, paper: Colour) -> None:
    colour = _opaque(paper, canvas)
    ImageDraw.Draw(canvas).polygon(_wider(box), fill=colour, outline=colour)


def _write(canvas: Image.Image, box: _Box, font: Font, ink: Colour) -> None:
    """The label in the middle of the box's left side, turned as the box is."""
    width, height = _size(box.quad)
    strip = Image.new("L", (width, height), 0)
    ImageDraw.Draw(strip).text((PADDING, height / 2), box.label, fill=255, font=font, anchor="lm")
    (x0, y0), (x1, y1) = box.quad[:2]
    angle = math.degrees(math.atan2(y1 - y0, x1 - x0))
    if abs(angle) >= 1:
        strip = strip.rotate(-angle, Image.Resampling.BICUBIC, expand=True)
    x, y = (sum(corner[axis] for corner in box.quad) / 4 for axis in (0, 1))
    canvas.paste(_opaque(ink, canvas), (round(x - strip.width / 2), round(y - strip.height / 2)), strip)


def _size(quad: Quad) -> tuple[int, int]:
    return int(math.dist(quad[0], quad[1])), int(math.dist(quad[0], quad[3]))


def _opaque(colour: Colour, canvas: Image.Image) -> Colour:
    return (*colour[:3], 255) if canvas.mode == "RGBA" else colour[:3]


def _background(canvas: Image.Image, box: _Box) -> Colour:
    """The middle colour along the box's border."""
    quad, found = _wider(box), []
    for start, end in zip(quad, (*quad[1:], quad[0]), strict=True):
        steps = max(int(math.dist(start, end)), 1)
        for step in range(steps):
            x = min(max(round(start[0] + (end[0] - start[0]) * step / steps), 0), canvas.width - 1)
            y = min(max(round(start[1] + (end[1] - start[1]) * step / steps), 0), canvas.height - 1)
            found.append(canvas.getpixel((x, y)))
    return tuple(int(median(channel)) for channel in zip(*found, strict=True))
