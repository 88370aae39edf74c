"""Labels into a page's content where they belong in reading order, so that they are read, copied and tagged in place.

In: a page's instructions, its fonts' widths and what to draw. Out: the instructions with every drawing behind the text
that stands before it on its line, within a shown text, too. What has no such text, or would be clipped, comes last.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, cast

import pikepdf

from blinder.formats.pdf.objects import Box
from blinder.formats.pdf.widths import EM, Widths

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE: Box = (-1e6, -1e6, 1e6, 1e6)
PLAIN = b"0 Tc 0 Tw 100 Tz 0 Ts "  # what the text around may have set
SAME_LINE = 0.5  # points between base lines
DETOUR = 6  # gaps: a clipped drawing may go as many places further, or back
NEAR = 40.0  # points: a line further above is not the one before
SLANT = 3.0  # a step along the line counts that much less than one across
DRAWING = frozenset("re m l c v y h W W* n f F f* S s B B* b b*".split())
PLACING = frozenset(("Tm", "Td", "TD", "T*", "'", '"'))
SHOWING = frozenset(("Tj", "TJ", "'", '"'))
LEVEL = 0.999  # of a unit vector
NARROWED = 0.95  # of a drawing's width: as narrow may it get to be read in its place
NUMBER = (int, float, Decimal)
HOLE = -400.0  # a step within a shown text, in thousandths of the font size: as wide a hole may take a label
MAX_STATES = 5_000  # nested; more is damage


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

    def joined(self, other: "Stroke") -> "Stroke":
        """Both as one, the other behind this."""
        box = *map(min, self.box[:2], other.box[:2]), *map(max, self.box[2:], other.box[2:])
        return replace(self, commands=self.commands + b"\n" + other.commands, box=cast(Box, box))

    def narrowed(self, share: float) -> "Stroke":
        """The level stroke with a share of its width."""
        matrix = share, 0.0, 0.0, 1.0, self.x * (1 - share), 0.0
        return replace(self, commands=b"q " + _written(matrix) + b" cm " + self.commands + b" Q")

    @property
    def length(self) -> float:
        """How far it runs."""
        return (self.box[2] - self.box[0]) * abs(self.dx) + (self.box[3] - self.box[1]) * abs(self.dy)


@dataclass(frozen=True, slots=True)
class _State:
    """What of the graphics state matters here."""

    matrix: Matrix = IDENTITY
    clip: Box = EVERYWHERE
    font: Widths | None = None
    size: float = 0.0
    char_spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0  # of widths

    @property
    def determinant(self) -> float:
        """0 where nothing can be drawn."""
        a, b, c, d, _, _ = self.matrix
        return a * d - b * c


@dataclass(frozen=True, slots=True)
class _Gap:
    """A place where something may be drawn; within a text object, `line` is the line matrix to go on with.

    `pen`: how far along that line the text goes on, in points of its own space.
    """

    at: int
    state: _State
    line: Matrix | None = None
    pen: float = 0.0

    def fill(self, strokes: Iterable[Stroke]) -> bytes:
        """The commands that draw them here."""
        back = _inverse(self.state.matrix)
        drawn = b"\n".join(b"q " + back + PLAIN + stroke.commands + b" Q" for stroke in strokes)
        if self.line is None:
            return drawn
        return b"ET\n" + drawn + b"\nBT " + _written(self.line) + b" Tm" + self._step()

    def _step(self) -> bytes:
        """The command that takes the pen along its line, and leaves the line's beginning where it is."""
        size = self.state.size * self.state.scale
        return f" [{-self.pen * EM / size:.4f}] TJ".encode() if self.pen and size else b""


@dataclass(frozen=True, slots=True)
class _Show:
    """A stretch of text that the page shows: where it begins and ends, and the number of the first gap behind it.

    `end` is None where the font does not tell.
    """

    x: float
    y: float
    end: tuple[float, float] | None
    gap: int


@dataclass(slots=True)
class _Reader:
    """Walks through a page's instructions and notes where text begins and where something may be drawn behind it.

    `pen`: how far along its line the text has come; None where the font does not tell.
    """

    widths: Mapping[str, Widths]
    shows: list[_Show] = field(default_factory=list)
    gaps: list[_Gap] = field(default_factory=list)
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    line: Matrix = IDENTITY
    pen: float | None = 0.0
    leading: float = 0.0
    path: list[tuple[float, float]] = field(default_factory=list)
    clipping: bool = False

    def read(self, instructions: Sequence[Any]) -> None:
        """Note shows and gaps: before the first text, before each new place or show, behind a text object's `Q`s."""
        before = ""
        for at, instruction in enumerate(instructions):
            operator = str(instruction.operator)
            if before == "ET" or (before == "Q" and self.shows and operator != "Q"):
                self.gaps.append(_Gap(at, self.state))
            before = operator
            if operator == "BT" and not self.gaps:
                self.gaps.append(_Gap(at, self.state))
            if self.shows and self.shows[-1].gap == len(self.gaps):
                if operator in PLACING:
                    self.gaps.append(_Gap(at, self.state, self.line))
                elif operator in SHOWING and self.pen is not None:
                    self.gaps.append(_Gap(at, self.state, self.line, self.pen))
            self._step(operator, instruction)
        self.gaps.append(_Gap(len(instructions), self.state))

    def _step(self, operator: str, instruction: Any) -> None:
        numbers = [float(each) for each in _numbers(instruction)]
        if operator == "q" and len(self.stack) < MAX_STATES:
            self.stack.append(self.state)
        elif operator == "Q" and self.stack:
            self.state = self.stack.pop()
        elif operator == "cm" and len(numbers) == 6:
            self.state = replace(self.state, matrix=_times(_matrix(numbers), self.state.matrix))
        elif operator in DRAWING:
            self._path(operator, numbers)
        elif operator in ("Tf", "Tc", "Tw", "Tz", '"') and numbers:
            self._style(operator, numbers, instruction)
        self._place(operator, numbers)
        if operator in SHOWING:
            self._show(instruction.operands[-1:])

    def _path(self, operator: str, numbers: list[float]) -> None:
        """Follow paths as far as they clip."""
        if operator == "re" and len(numbers) == 4:
            x, y, width, height = numbers
            self.path += [_at((x, y), self.state.matrix), _at((x + width, y + height), self.state.matrix)]
        elif operator in ("m", "l", "c", "v", "y"):
            self.path += [_at((x, y), self.state.matrix) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
        elif operator in ("W", "W*"):
            self.clipping = True
        elif operator != "h":
            if self.clipping and self.path:
                xs, ys = zip(*self.path, strict=True)
                x0, y0, x1, y1 = self.state.clip
                clip = max(x0, min(xs)), max(y0, min(ys)), min(x1, max(xs)), min(y1, max(ys))
                self.state = replace(self.state, clip=clip)
            self.path, self.clipping = [], False

    def _style(self, operator: str, numbers: list[float], instruction: Any) -> None:
        """Follow the font and its spacing."""
        if operator == "Tf":
            font = self.widths.get(str(instruction.operands[0]))
            self.state = replace(self.state, font=font, size=numbers[0])
        elif operator == "Tz":
            self.state = replace(self.state, scale=numbers[0] / 100)
        elif operator == "Tc":
            self.state = replace(self.state, char_spacing=numbers[0])
        elif operator == "Tw":
            self.state = replace(self.state, word_spacing=numbers[0])
        elif len(numbers) == 2:
            self.state = replace(self.state, word_spacing=numbers[0], char_spacing=numbers[1])

    def _place(self, operator: str, numbers: list[float]) -> None:
        """Follow where the line of text begins."""
        if operator == "BT":
            self.line, self.pen = IDENTITY, 0.0
        elif operator == "Tm" and len(numbers) == 6:
            self.line, self.pen = _matrix(numbers), 0.0
        elif operator in ("Td", "TD") and len(numbers) == 2:
            self.leading = -numbers[1] if operator == "TD" else self.leading
            self._next_line(*numbers)
        elif operator == "TL" and numbers:
            self.leading = numbers[0]
        elif operator in ("T*", "'", '"'):
            self._next_line(0.0, -self.leading)

    def _next_line(self, x: float, y: float) -> None:
        self.line, self.pen = _times((1.0, 0.0, 0.0, 1.0, x, y), self.line), 0.0

    def _show(self, operands: Sequence[Any]) -> None:
        """Note where a text begins, and follow the pen to its end."""
        ends: list[tuple[float | None, float | None]] = []
        parts = (part for each in operands for part in (each if isinstance(each, pikepdf.Array) else (each,)))
        for part in parts:
            if isinstance(part, pikepdf.String):
                start = self.pen
                self._advance(bytes(part))
                ends.append((start, self.pen))
            elif isinstance(part, NUMBER) and self.pen is not None:
                self.pen -= float(part) / EM * self.state.size * self.state.scale
        if ends:
            space, start, end = _times(self.line, self.state.matrix), ends[0][0] or 0.0, ends[-1][1]
            behind = None if end is None else _at((end, 0.0), space)
            self.shows.append(_Show(*_at((start, 0.0), space), behind, len(self.gaps)))

    def _advance(self, text: bytes) -> None:
        font, state = self.state.font, self.state
        if font is None or self.pen is None:
            self.pen = None
        else:
            self.pen += font.advance(text, state.size, state.char_spacing, state.word_spacing) * state.scale


def insert_strokes(instructions: Iterable[Any], strokes: Iterable[Stroke], widths: Mapping[str, Widths]) -> bytes:
    """The content with every stroke in its place; strokes of one place keep their order."""
    instructions = [part for instruction in instructions for part in _parted(instruction)]
    reader = _Reader(widths)
    reader.read(instructions)
    placed: dict[_Gap, list[Stroke]] = {}
    last: list[bytes] = []
    for stroke in strokes:
        found = None if stroke.on_top else _gap_for(stroke, reader)
        if found is None:
            last.append(stroke.commands)
        else:
            gap, drawn = found
            placed.setdefault(gap, []).append(drawn)
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


def _gap_for(stroke: Stroke, reader: _Reader) -> tuple[_Gap, Stroke] | None:
    """Where the stroke belongs in reading order, or the nearest place that does not clip it; None: the very end.

    Beside it the stroke as it is drawn there.
    """
    number = _number_for(stroke, reader)
    if number is None:
        return None
    near = range(max(0, number - DETOUR), min(len(reader.gaps), number + DETOUR + 1))
    for at in sorted(near, key=lambda at: (abs(at - number), -at)):
        if drawn := _fitted(stroke, reader.gaps[at]):
            return reader.gaps[at], drawn
    return None


def _number_for(stroke: Stroke, reader: _Reader) -> int | None:
    """Of the gap beside the nearest text on the stroke's line, else behind the nearest line above.

    What stands above all text of the page comes first; None is what stands far below.
    """
    beside, above, highest = [], [], True
    for number, show in enumerate(reader.shows):
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
    return 0 if reader.shows and highest else None


def _fitted(stroke: Stroke, gap: _Gap) -> Stroke | None:
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


def _numbers(instruction: Any) -> list[Any]:
    if isinstance(instruction, pikepdf.ContentStreamInlineImage):
        return []
    return [each for each in instruction.operands if isinstance(each, NUMBER)]


def _matrix(numbers: Sequence[float]) -> Matrix:
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First `m`, then `n`."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _at(point: tuple[float, float], m: Matrix) -> tuple[float, float]:
    x, y = point
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]


def _inverse(matrix: Matrix) -> bytes:
    """The command that takes a matrix back; none for the page's own."""
    if matrix == IDENTITY:
        return b""
    a, b, c, d, e, f = matrix
    det = a * d - b * c
    return _written((d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det)) + b" cm "


def _written(matrix: Matrix) -> bytes:
    return " ".join(f"{number:.6f}" for number in matrix).encode()
