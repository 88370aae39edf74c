"""PyMuPDF's raw characters of one page as runs of glyphs that stand close together in one look.

Coordinates are PyMuPDF's (points, y downwards) on a prepared page. `u` runs along the text, `v` across it, downwards,
whatever the angle of the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from blinder.formats.pdf.engines import Page, mupdf

FLAGS = mupdf.TEXT_PRESERVE_WHITESPACE | mupdf.TEXT_IGNORE_ACTUALTEXT | mupdf.TEXT_PRESERVE_SPANS
WORD_GAP = 0.15  # of the font size: less is no space
WIDE_SPACE = 0.62  # of the font size: a wider one parts two runs
STRAIGHT = 1e-6  # of a unit vector: text that leans less stands along an axis
BACKWARDS = 0.5  # of the font size: a larger step back parts two runs
PAINTED = 16 | 32  # char_flags: filled, stroked
Point = tuple[float, float]
Area = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """How glyphs look: what a label drawn in their place imitates."""

    font: str
    size: float  # points
    color: int  # 0xRRGGBB
    flags: int  # PyMuPDF's span flags: serif, mono, bold, italic
    visible: bool
    direction: Point  # unit vector
    stacked: bool = False  # upright letters, one below the other


@dataclass(slots=True, eq=False)
class Glyph:
    """One character where it is drawn."""

    char: str
    u0: float
    u1: float
    box: Area
    origin: Point
    look: Look
    number: int = 0  # of the page's characters, in the order they are drawn in
    parts: tuple["Glyph", ...] = ()  # a letter and its accent, where the page draws them one over the other

    @property
    def drawn(self) -> tuple["Glyph", ...]:
        """As the page draws it."""
        return self.parts or (self,)

    @property
    def v(self) -> float:
        """Of its base line."""
        return self.origin[1] * self.look.direction[0] - self.origin[0] * self.look.direction[1]


@dataclass(slots=True, eq=False)
class Run:
    """Glyphs side by side, without a gap that a reader would take for more than a space."""

    glyphs: list[Glyph] = field(default_factory=list)
    v: float = 0.0  # of the base line

    @property
    def u0(self) -> float:
        """Where it begins."""
        return self.glyphs[0].u0

    @property
    def u1(self) -> float:
        """Where it ends."""
        return max(self.glyphs[-1].u1, self.glyphs[0].u1)

    @property
    def size(self) -> float:
        """Its font size, in points."""
        return self.glyphs[0].look.size


def read_runs(page: Page) -> list[Run]:
    """All runs of a page in the order they are drawn in."""
    numbers = count()
    return [run for line in _lines(page) for run in _split(line, numbers)]


def read_origins(page: Page) -> Iterator[tuple[str, Point]]:
    """Every character of a page and where it stands."""
    for line in _lines(page):
        yield from ((char["c"], char["origin"]) for span in line["spans"] for char in span["chars"])


def _lines(page: Page) -> Iterator[dict[str, Any]]:
    """PyMuPDF's lines."""
    raw = page.get_text("rawdict", flags=FLAGS, clip=mupdf.INFINITE_RECT())  # else what lies off the page is left out
    return (line for block in raw["blocks"] for line in block.get("lines", ()))


def _split(line: dict[str, Any], numbers: Iterator[int]) -> Iterator[Run]:
    """The runs of one of PyMuPDF's lines."""
    direction = tuple(line["dir"])
    run, last = Run(), None
    for span in line["spans"]:
        look = _look(span, direction, stacked=line["wmode"] == 1)
        em = look.size or 1.0
        for glyph in _glyphs(span["chars"], look, numbers):
            gap = glyph.u0 - last.u1 if last else 0.0
            wide = glyph.char.isspace() and glyph.u1 - glyph.u0 > WIDE_SPACE * em
            if run.glyphs and (
                wide or gap > WIDE_SPACE * em or gap < -BACKWARDS * em - (last.u1 - last.u0 if last else 0)
            ):
                yield run
                run = Run()
            last = glyph
            if wide or (glyph.char.isspace() and not run.glyphs):
                continue
            if not run.glyphs:
                run.v = glyph.v
            run.glyphs.append(glyph)
    if run.glyphs:
        yield run


def _look(span: dict[str, Any], direction: Point, *, stacked: bool) -> Look:
    return Look(
        span["font"],
        round(span["size"], 2),
        span["color"],
        span["flags"],
        bool(span["char_flags"] & PAINTED) and span["alpha"] > 0,
        direction,
        stacked,
    )


def _glyphs(chars: list[dict[str, Any]], look: Look, numbers: Iterator[int]) -> Iterator[Glyph]:
    dx, dy = look.direction
    level, upright = abs(dy) < STRAIGHT, abs(dx) < STRAIGHT
    for at, char in enumerate(chars):
        x0, y0, x1, y1 = box = char["bbox"]
        x, y = origin = char["origin"]
        if level:
            u0, u1 = (x0, x1) if dx > 0 else (-x1, -x0)
        elif upright:
            u0, u1 = (y0, y1) if dy > 0 else (-y1, -y0)
        else:
            u0 = x * dx + y * dy
            after = chars[at + 1]["origin"] if at + 1 < len(chars) else None
            u1 = after[0] * dx + after[1] * dy if after else u0 + _width(box, look)
        yield Glyph(char["c"], u0, u1, box, origin, look, next(numbers))


def _width(box: Area, look: Look) -> float:
    """Along the text, of a slanted glyph in its upright box; near 45° the box does not tell."""
    along, across = (abs(each) for each in look.direction)
    if abs(along - across) < 0.3:
        return look.size / 2
    return ((box[2] - box[0]) * along - (box[3] - box[1]) * across) / (along**2 - across**2)
