"""Labels into a page's content where they belong in reading order, so that they are read, copied and tagged in place.

In: a page's instructions, its fonts' widths and what to draw. Out: the instructions with every drawing behind the text
that stands before it on its line, within a shown text, too. What has no such text, or would be clipped, comes last.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import hypot
from typing import Any, cast

import pikepdf

from blinder.formats.pdf.objects import Box
from blinder.formats.pdf.pen import NUMBER, Gap, Pen, Show, written
from blinder.formats.pdf.widths import Widths

SAME_LINE = 0.5  # points between base lines
DETOUR = 6  # gaps: a clipped drawing may go as many places further, or back
NEAR = 40.0  # points: a line further above is not the one before
SLANT = 3.0  # a step along the line counts that much less than one across
LEVEL = 0.999  # of a unit vector
NARROWED = 0.95  # of a drawing's width: as narrow may it get to be read in its place
HOLE = -400.0  # a step within a shown text, in thousandths of the font size: as wide a hole may take a label


@dataclass(frozen=True, slots=True)
class Stroke:
    """One drawing: its commands, where it begins on the page, in which direction it runs, and its box."""

    commands: bytes
    x: float
    y: float
    dx: float
    dy: float
    box: Box
    on_top: bool = False  # of all that the page paints
    behind: tuple[float, float] | None = None  # where the character stands that is drawn before it

    def joined(self, other: "Stroke") -> "Stroke":
        """Both as one, the other behind this."""
        box = *map(min, self.box[:2], other.box[:2]), *map(max, self.box[2:], other.box[2:])
        return replace(self, commands=self.commands + b"\n" + other.commands, box=cast(Box, box))

    def narrowed(self, share: float) -> "Stroke":
        """The level stroke with a share of its width."""
        matrix = share, 0.0, 0.0, 1.0, self.x * (1 - share), 0.0
        return replace(self, commands=b"q " + written(matrix) + b" cm " + self.commands + b" Q")

    @property
    def length(self) -> float:
        """How far it runs."""
        return (self.box[2] - self.box[0]) * abs(self.dx) + (self.box[3] - self.box[1]) * abs(self.dy)


def insert_strokes(instructions: Iterable[Any], strokes: Iterable[Stroke], widths: Mapping[str, Widths]) -> bytes:
    """The content with every stroke in its place; strokes of one place keep their order."""
    instructions = [part for instruction in instructions for part in _parted(instruction)]
    pen = Pen(widths)
    pen.read(instructions)
    placed: dict[Gap, list[bytes]] = {}
    last: list[bytes] = []
    for stroke in strokes:
        found = None if stroke.on_top else _gap_for(stroke, pen)
        if found is None:
            last.append(stroke.commands)
        else:
            gap, drawn = found
            placed.setdefault(gap, []).append(drawn.commands)
    chunks, start = [b"q"], 0
    for gap in sorted(placed, key=lambda gap: gap.at):
        chunks += [pikepdf.unparse_content_stream(instructions[start : gap.at]), gap.fill(placed[gap])]
        start = gap.at
    return b"\n".join([*chunks, pikepdf.unparse_content_stream(instructions[start:]), b"Q", *last])


def _parted(instruction: Any) -> Iterator[Any]:
    """A show of several texts with holes between them as one show for each, so that a hole is a gap."""
    if str(instruction.operator) != "TJ" or not isinstance(instruction.operands[0], pikepdf.Array):
        yield instruction
        return
    part: list[Any] = []
    for each in instruction.operands[0]:
        is_hole = isinstance(each, NUMBER) and each < HOLE
        if is_hole and any(isinstance(before, pikepdf.String) for before in part):
            yield pikepdf.ContentStreamInstruction([pikepdf.Array(part)], instruction.operator)
            part = []
        part.append(each)
    yield pikepdf.ContentStreamInstruction([pikepdf.Array(part)], instruction.operator)


def _gap_for(stroke: Stroke, pen: Pen) -> tuple[Gap, Stroke] | None:
    """Where the stroke belongs in reading order, or the nearest place that does not clip it; None: the very end.

    Beside it the stroke as it is drawn there.
    """
    number = _number_for(stroke, pen)
    if number is None:
        return None
    near = range(max(0, number - DETOUR), min(len(pen.gaps), number + DETOUR + 1))
    for at in sorted(near, key=lambda at: (abs(at - number), -at)):
        if drawn := _fitted(stroke, pen.gaps[at]):
            return pen.gaps[at], drawn
    return None


def _number_for(stroke: Stroke, pen: Pen) -> int | None:
    """Of the gap behind the text that is drawn before the stroke.

    Where nobody knows that text: beside the nearest text on the stroke's line, else behind the nearest line above.
    What stands above all text of the page comes first; None is what stands far below.
    """
    if stroke.behind:
        away, _, gap = min(
            ((_away(show, *stroke.behind), -show.gap, show.gap) for show in pen.shows), default=(NEAR, 0, 0)
        )
        if away < SAME_LINE:
            return gap
    beside, above, highest = [], [], True
    for number, show in enumerate(pen.shows):
        along, across = _turned(show.x - stroke.x, show.y - stroke.y, stroke)
        if abs(across) < SAME_LINE and along <= SAME_LINE:
            end = _turned(show.end[0] - stroke.x, show.end[1] - stroke.y, stroke)[0] if show.end else 0.0
            beside.append((max(-end, 0.0), False, -along, -number, show.gap))
        elif abs(across) < SAME_LINE:
            beside.append((max(along - stroke.length, 0.0), True, along, number, show.gap - 1))
        elif SAME_LINE <= across <= NEAR:
            above.append((across + abs(along) / SLANT, -number, show.gap))
        highest &= across < SAME_LINE
    if beside or above:
        return max(0, min(beside)[-1] if beside else min(above)[-1])
    return 0 if pen.shows and highest else None


def _away(show: Show, x: float, y: float) -> float:
    """How far a point is from the shown text."""
    x1, y1 = show.end or (show.x, show.y)
    dx, dy = x1 - show.x, y1 - show.y
    length = dx * dx + dy * dy
    share = min(max(((x - show.x) * dx + (y - show.y) * dy) / length, 0.0), 1.0) if length else 0.0
    return hypot(x - show.x - share * dx, y - show.y - share * dy)


def _fitted(stroke: Stroke, gap: Gap) -> Stroke | None:
    """The stroke if all of it can be drawn there, a little narrower if need be."""
    (x0, y0, x1, y1), (left, bottom, right, top) = gap.state.clip, stroke.box
    if not (x0 <= left and y0 <= bottom and top <= y1 and gap.state.determinant):
        return None
    if right <= x1:
        return stroke
    share = (x1 - left) / (right - left)
    return stroke.narrowed(share) if stroke.dx > LEVEL and share >= NARROWED else None


def _turned(x: float, y: float, stroke: Stroke) -> tuple[float, float]:
    """Along and across the stroke."""
    return x * stroke.dx + y * stroke.dy, y * stroke.dx - x * stroke.dy
