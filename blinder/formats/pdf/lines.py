"""Runs into lines: pieces on one base line, in reading order, columns one after the other, cells side by side.

In: the runs of one direction. Out: bands — stretches of the page that are one column of text or one table.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from blinder.formats.pdf.glyphs import WORD_GAP, Glyph, Run

CELL_GAP = 1.9  # of the font size: a wider gap parts two cells or columns
SAME_LINE = 0.35  # of the font size: base lines closer than that are one
OVERLAP = 0.3  # of the narrower run: more than that is drawn over, not beside
LOOK_BACK = 12  # rows
PROSE_ROWS = 4  # fewer rows side by side are a table
SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,}[^\W\d_](?!\S)")


@dataclass(slots=True, eq=False)
class Piece:
    """Text of one line without a wide gap. `glyphs` has one entry per character; None is a space that no glyph draws."""

    glyphs: list[Glyph | None]
    text: str
    v: float
    u0: float
    u1: float
    size: float
    limit: float = float("inf")  # how far right it could reach before something else stands there


@dataclass(slots=True, eq=False)
class Row:
    """What stands on one base line, left to right."""

    v: float
    size: float
    runs: list[Run] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def takes(self, run: Run) -> bool:
        """Whether the run stands on this line, beside what is there."""
        if abs(run.v - self.v) > SAME_LINE * max(self.size, run.size):
            return False
        return not any(
            min(run.u1, each.u1) - max(run.u0, each.u0) > OVERLAP * max(min(run.u1 - run.u0, each.u1 - each.u0), 0.01)
            for each in self.runs
        )


@dataclass(frozen=True, slots=True)
class Band:
    """Consecutive rows that share their columns: one column of text, or a table."""

    rows: list[Row]
    table: bool


def build_rows(runs: Iterable[Run]) -> list[Row]:
    """Rows from top to bottom; text drawn over other text gets a row of its own."""
    rows: list[Row] = []
    for run in sorted(runs, key=lambda run: (run.v, run.u0)):
        row = next((row for row in reversed(rows[-LOOK_BACK:]) if row.takes(run)), None)
        if row is None:
            row = Row(run.v, run.size)
            rows.append(row)
        row.runs.append(run)
        row.size = max(row.size, run.size)
    for row in rows:
        row.pieces = list(_pieces(sorted(row.runs, key=lambda run: run.u0)))
    return [row for row in rows if row.pieces]


def _pieces(runs: Sequence[Run]) -> Iterator[Piece]:
    """Join runs that a space or nothing parts."""
    glyphs: list[Glyph | None] = []
    last: Run | None = None
    for run in runs:
        if last is not None:
            gap, em = run.u0 - last.u1, max(run.size, last.size)
            if gap > CELL_GAP * em:
                yield from _piece(glyphs, run.u0 - 0.4 * em)
                glyphs = []
            elif gap > WORD_GAP * em and not run.glyphs[0].char.isspace() and not last.glyphs[-1].char.isspace():
                glyphs.append(None)
        glyphs += run.glyphs
        last = run if last is None or not glyphs or run.u1 >= last.u1 else last
    yield from _piece(glyphs, float("inf"))


def _piece(glyphs: list[Glyph | None], limit: float) -> Iterator[Piece]:
    while glyphs and (glyphs[-1] is None or glyphs[-1].char.isspace()):
        glyphs = glyphs[:-1]
    drawn = [each for each in glyphs if each]
    if not drawn:
        return
    glyphs = _closed(glyphs)
    look, origin = drawn[0].look, drawn[0].origin
    v = origin[1] * look.direction[0] - origin[0] * look.direction[1]
    size = max(each.look.size for each in drawn)
    yield Piece(glyphs, _text(glyphs), v, drawn[0].u0, max(each.u1 for each in drawn), size, limit)


def _text(glyphs: Sequence[Glyph | None]) -> str:
    return "".join(each.char[:1] or " " if each else " " for each in glyphs)


def _closed(glyphs: list[Glyph | None]) -> list[Glyph | None]:
    """S P A C E D letters without their spaces; a space much wider than the others parts two words."""
    text = _text(glyphs)
    dropped: set[int] = set()
    for found in SPACED.finditer(text):
        spaces = range(found.start() + 1, found.end(), 2)
        widths = {at: _gap(glyphs, at) for at in spaces}
        usual = median(widths.values())
        dropped |= {at for at, width in widths.items() if width <= 1.5 * usual}
    return [each for at, each in enumerate(glyphs) if at not in dropped]


def _gap(glyphs: Sequence[Glyph | None], at: int) -> float:
    before, after = glyphs[at - 1], glyphs[at + 1]
    return after.u0 - before.u1 if before and after else 0.0


def build_bands(rows: Sequence[Row]) -> Iterator[Band]:
    """Part rows where their common columns change; columns of prose come out one after the other."""
    group: list[Row] = []
    gutters: list[tuple[float, float]] = []
    for row in rows:
        common = _common(gutters, _gaps(row)) if group else _gaps(row)
        single, inner = len(row.pieces) == 1, _inner(common, [*group, row])
        fits = (single and all(len(each.pieces) == 1 for each in group)) or bool(inner)
        near = not group or row.v - group[-1].v < 4 * max(row.size, group[-1].size)
        if group and not (fits and near):
            yield from _band(group, gutters)
            group, common = [], _gaps(row)
        group.append(row)
        gutters = common
    if group:
        yield from _band(group, gutters)


def _gaps(row: Row) -> list[tuple[float, float]]:
    """Free stretches of a row, the margins too."""
    edges = [float("-inf"), *(edge for piece in row.pieces for edge in (piece.u0, piece.u1)), float("inf")]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


def _common(first: list[tuple[float, float]], second: list[tuple[float, float]]) -> list[tuple[float, float]]:
    both = [(max(a, c), min(b, d)) for a, b in first for c, d in second]
    return [(a, b) for a, b in both if b - a > 2.0]


def _inner(gaps: list[tuple[float, float]], rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Those with text on either side."""
    left = min(piece.u0 for row in rows for piece in row.pieces)
    right = max(piece.u1 for row in rows for piece in row.pieces)
    return [(a, b) for a, b in gaps if a >= left and b <= right]


def _band(rows: list[Row], gutters: list[tuple[float, float]]) -> Iterator[Band]:
    inner = _inner(gutters, rows)
    if not inner:
        yield Band(rows, any(len(row.pieces) > 1 for row in rows))
        return
    columns = [_column(rows, a, b) for a, b in _slots(inner)]
    if all(_is_prose(column) for column in columns):
        for column in columns:
            yield Band(column, False)
    else:
        yield Band(rows, True)


def _slots(gutters: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    edges = [float("-inf"), *((a + b) / 2 for a, b in sorted(gutters)), float("inf")]
    yield from zip(edges, edges[1:], strict=False)


def _column(rows: Sequence[Row], left: float, right: float) -> list[Row]:
    cut = ([piece for piece in row.pieces if left <= piece.u0 < right] for row in rows)
    return [Row(row.v, row.size, [], pieces) for row, pieces in zip(rows, cut, strict=True) if pieces]


def _is_prose(column: Sequence[Row]) -> bool:
    """Several full lines of several words: text that runs on, not cells."""
    if len(column) < PROSE_ROWS or any(len(row.pieces) > 1 for row in column):
        return False
    widths = [row.pieces[0].u1 - row.pieces[0].u0 for row in column]
    words = [len(row.pieces[0].text.split()) for row in column]
    return median(words) >= 4 and median(widths) > 0.7 * max(widths) and max(widths) > 12 * column[0].size
