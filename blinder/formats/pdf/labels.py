"""Labels in the look of their line: which font, how wide, and the content stream that draws them.

Coordinates come in as PyMuPDF's (`u` along the text, `v` across) and leave as the page's own, y upwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from blinder.formats.pdf.glyphs import Look, Point
from blinder.formats.pdf.insert import Stroke
from blinder.formats.pdf.sheets import WIDE
from blinder.formats.pdf.standard import ENCODING, closest_font, length_of, overhang_of

ITALIC, SERIF, MONO, BOLD = 2, 4, 8, 16


@dataclass(frozen=True, slots=True)
class Draw:
    """One stretch of text to draw: at (u, v), `width` points wide, `size` points high."""

    text: str
    look: Look
    u: float
    v: float
    width: float
    size: float
    backed: bool = False  # visible black on white, whatever the look: it stands on a picture
    follows: bool = False  # the one before, on its line: they are read together
    number: int | None = None  # of the first character that stood there
    behind: Point | None = None  # the last character that is drawn before it and stays


def font_of(look: Look) -> str:
    """The standard font that comes closest."""
    return closest_font(
        look.font,
        mono=bool(look.flags & MONO),
        serif=bool(look.flags & SERIF),
        bold=bool(look.flags & BOLD),
        italic=bool(look.flags & ITALIC),
    )


def natural_width(text: str, look: Look) -> float:
    """Points that the text takes in its standard font at its own size."""
    return length_of(printable(text), font_of(look), look.size)


def overhang(text: str, look: Look) -> float:
    """Points by which its last letter leans over what stands behind it."""
    return overhang_of(printable(text)[-1], font_of(look)) * look.size


def printable(text: str) -> str:
    """The text in characters that the standard fonts have."""
    return text.encode(ENCODING, "replace").decode(ENCODING)


def is_printable(text: str) -> bool:
    """Whether the standard fonts can draw all of it."""
    return printable(text) == text


def strokes_of(draws: Sequence[Draw]) -> tuple[list[Stroke], dict[str, str]]:
    """The content that draws each, and its fonts: resource name → standard font."""
    fonts = {font: f"Label{at}" for at, font in enumerate(sorted({font_of(draw.look) for draw in draws}), 1)}
    strokes: list[Stroke] = []
    for draw in draws:
        stroke = _stroke(draw, fonts[font_of(draw.look)])
        if draw.follows and strokes and strokes[-1].on_top == stroke.on_top:
            stroke = strokes.pop().joined(stroke)
        strokes.append(stroke)
    return strokes, {name: font for font, name in fonts.items()}


def drawing_of(draws: Sequence[Draw]) -> tuple[bytes, dict[str, str]]:
    """As `strokes_of`, all in one."""
    strokes, fonts = strokes_of(draws)
    return b"\n".join(stroke.commands for stroke in strokes), fonts


def _stroke(draw: Draw, font: str) -> Stroke:
    dx, dy = draw.look.direction
    x, y = _origin(draw)
    x1, y1 = x + draw.width * dx, y - draw.width * dy
    return Stroke(
        _drawn(draw, font).encode("latin-1"),
        x,
        y,
        dx,
        -dy,
        (min(x, x1), min(y, y1), max(x, x1), max(y, y1)),
        draw.backed,
        draw.behind and (draw.behind[0] - WIDE, WIDE - draw.behind[1]),
    )


def _origin(draw: Draw) -> tuple[float, float]:
    """Where it begins, in the page's own coordinates."""
    dx, dy = draw.look.direction
    return draw.u * dx - draw.v * dy - WIDE, WIDE - (draw.u * dy + draw.v * dx)


def _drawn(draw: Draw, font: str) -> str:
    dx, dy = draw.look.direction
    x, y = _origin(draw)
    natural = natural_width(draw.text, draw.look) * draw.size / (draw.look.size or 1)
    squeeze = draw.width / natural if natural else 1.0
    along, across = draw.size * squeeze, draw.size
    matrix = f"{along * dx:.4f} {-along * dy:.4f} {across * dy:.4f} {across * dx:.4f} {x:.3f} {y:.3f}"
    mode = 0 if draw.look.visible or draw.backed else 3
    color = 0 if draw.backed else draw.look.color
    red, green, blue = ((color >> shift & 255) / 255 for shift in (16, 8, 0))
    show = f"BT /{font} 1 Tf {mode} Tr {red:.3f} {green:.3f} {blue:.3f} rg {matrix} Tm <{_hex(draw.text)}> Tj ET"
    return f"q {_backing(draw, x, y)}{show} Q"


def _backing(draw: Draw, x: float, y: float) -> str:
    if not draw.backed:
        return ""
    dx, dy = draw.look.direction
    box = f"0 {-0.22 * draw.size:.3f} {draw.width:.3f} {1.05 * draw.size:.3f}"
    return f"q {dx:.4f} {-dy:.4f} {dy:.4f} {dx:.4f} {x:.3f} {y:.3f} cm 1 g {box} re f Q "


def _hex(text: str) -> str:
    return text.encode(ENCODING, "replace").hex().upper()
