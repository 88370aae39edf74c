"""A pen that follows a page's content: where texts begin and end, and where something may be drawn behind them.

In: a page's instructions and its fonts' widths. Out: the texts that it shows, and gaps between its commands.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import pikepdf

from blinder.formats.pdf.objects import Box
from blinder.formats.pdf.painted import IDENTITY, SHOWING, Matrix, matrix_of, times
from blinder.formats.pdf.widths import EM, Widths

EVERYWHERE: Box = (-1e6, -1e6, 1e6, 1e6)
PLAIN = b"0 Tc 0 Tw 100 Tz 0 Ts "  # what the text around may have set
DRAWING = frozenset("re m l c v y h W W* n f F f* S s B B* b b*".split())
PLACING = frozenset(("Tm", "Td", "TD", "T*", "'", '"'))
NUMBER = (int, float, Decimal)
MAX_STATES = 5_000  # nested; more is damage


@dataclass(frozen=True, slots=True)
class State:
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
class Gap:
    """A place where something may be drawn; within a text object, `line` is the line matrix to go on with.

    `along`: how far along that line the text goes on, in points of its own space.
    """

    at: int
    state: State
    line: Matrix | None = None
    along: float = 0.0

    def fill(self, drawings: Iterable[bytes]) -> bytes:
        """The commands that draw them here."""
        back = _inverse(self.state.matrix)
        drawn = b"\n".join(b"q " + back + PLAIN + commands + b" Q" for commands in drawings)
        if self.line is None:
            return drawn
        return b"ET\n" + drawn + b"\nBT " + written(self.line) + b" Tm" + self._step()

    def _step(self) -> bytes:
        """The command that takes the pen along its line, and leaves the line's beginning where it is."""
        size = self.state.size * self.state.scale
        return f" [{-self.along * EM / size:.4f}] TJ".encode() if self.along and size else b""


@dataclass(frozen=True, slots=True)
class Show:
    """A stretch of text that the page shows: where it begins and ends, and the number of the first gap behind it.

    `end` is None where the font does not tell.
    """

    x: float
    y: float
    end: tuple[float, float] | None
    gap: int


@dataclass(slots=True)
class Pen:
    """Walks through a page's instructions and notes where text begins and where something may be drawn behind it.

    `along`: how far along its line the text has come; None where the font does not tell.
    """

    widths: Mapping[str, Widths]
    shows: list[Show] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    state: State = field(default_factory=State)
    stack: list[State] = field(default_factory=list)
    line: Matrix = IDENTITY
    along: float | None = 0.0
    leading: float = 0.0
    path: list[tuple[float, float]] = field(default_factory=list)
    clipping: bool = False

    def read(self, instructions: Sequence[Any]) -> None:
        """Note shows and gaps: before the first text, before each new place or show, behind a text object's `Q`s."""
        before = ""
        for at, instruction in enumerate(instructions):
            operator = str(instruction.operator)
            if before == "ET" or (before == "Q" and self.shows and operator != "Q"):
                self.gaps.append(Gap(at, self.state))
            before = operator
            if operator == "BT" and not self.gaps:
                self.gaps.append(Gap(at, self.state))
            if self.shows and self.shows[-1].gap == len(self.gaps):
                if operator in PLACING:
                    self.gaps.append(Gap(at, self.state, self.line))
                elif operator in SHOWING and self.along is not None:
                    self.gaps.append(Gap(at, self.state, self.line, self.along))
            self._step(operator, instruction)
        self.gaps.append(Gap(len(instructions), self.state))

    def _step(self, operator: str, instruction: Any) -> None:
        numbers = [float(each) for each in _numbers(instruction)]
        if operator == "q" and len(self.stack) < MAX_STATES:
            self.stack.append(self.state)
        elif operator == "Q" and self.stack:
            self.state = self.stack.pop()
        elif operator == "cm" and len(numbers) == 6:
            self.state = replace(self.state, matrix=times(matrix_of(numbers), self.state.matrix))
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
            self.line, self.along = IDENTITY, 0.0
        elif operator == "Tm" and len(numbers) == 6:
            self.line, self.along = matrix_of(numbers), 0.0
        elif operator in ("Td", "TD") and len(numbers) == 2:
            self.leading = -numbers[1] if operator == "TD" else self.leading
            self._next_line(*numbers)
        elif operator == "TL" and numbers:
            self.leading = numbers[0]
        elif operator in ("T*", "'", '"'):
            self._next_line(0.0, -self.leading)

    def _next_line(self, x: float, y: float) -> None:
        self.line, self.along = times((1.0, 0.0, 0.0, 1.0, x, y), self.line), 0.0

    def _show(self, operands: Sequence[Any]) -> None:
        """Note where a text begins, and follow the pen to its end."""
        ends: list[tuple[float | None, float | None]] = []
        parts = (part for each in operands for part in (each if isinstance(each, pikepdf.Array) else (each,)))
        for part in parts:
            if isinstance(part, pikepdf.String):
                start = self.along
                self._advance(bytes(part))
                ends.append((start, self.along))
            elif isinstance(part, NUMBER) and self.along is not None:
                self.along -= float(part) / EM * self.state.size * self.state.scale
        if ends:
            space, start, end = times(self.line, self.state.matrix), ends[0][0] or 0.0, ends[-1][1]
            behind = None if end is None else _at((end, 0.0), space)
            self.shows.append(Show(*_at((start, 0.0), space), behind, len(self.gaps)))

    def _advance(self, text: bytes) -> None:
        font, state = self.state.font, self.state
        if font is None or self.along is None:
            self.along = None
        else:
            self.along += font.advance(text, state.size, state.char_spacing, state.word_spacing) * state.scale


def _numbers(instruction: Any) -> list[Any]:
    if isinstance(instruction, pikepdf.ContentStreamInlineImage):
        return []
    return [each for each in instruction.operands if isinstance(each, NUMBER)]


def _at(point: tuple[float, float], m: Matrix) -> tuple[float, float]:
    x, y = point
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]


def _inverse(matrix: Matrix) -> bytes:
    """The command that takes a matrix back; none for the page's own."""
    if matrix == IDENTITY:
        return b""
    a, b, c, d, e, f = matrix
    det = a * d - b * c
    return written((d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det)) + b" cm "


def written(matrix: Matrix) -> bytes:
    """A matrix as operands."""
    return " ".join(f"{number:.6f}" for number in matrix).encode()
