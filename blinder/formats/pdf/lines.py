"""Runs into lines: pieces on one base line, from top to bottom, cells side by side.

In: the runs of one direction and column. Out: bands — stretches that are running text or one table.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from blinder.formats.pdf.glyphs import WORD_GAP, Glyph, Run

CELL_GAP = 1.9  # of the font size: a wider gap parts two cells or columns
SAME_LINE = 0.35  # of the font size: base lines closer than that are one
NEAR_GAP = 0.9  # of the font size: as wide a gap parts cells that begin alike
ALIKE = 3  # rows
OVERLAP = 0.3  # of the narrower run: more than that is drawn over, not beside
MARK = 2  # letters: so many have the marks of a list ("1.", "iv")
LOOK_BACK = 12  # rows
ROW_PITCH = 4.0  # of the font size: rows further apart are two tables
RAISED_SIZE, RAISED, TOUCHING = 0.85, 0.6, 0.25  # of a line's font size: what marks behind its words have at most
INDEX_SIZE = 0.5  # of the font size: what is smaller stands beside a large initial
RUN_IN = 3.5  # of the font size: as wide is the gap between a heading and the text behind it
WRAPPED = 1.45  # of the font size: a line closer than that goes on with the cell above it
Gap = tuple[float, float]
SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,}[^\W\d_](?!\S)")


@dataclass(slots=True, eq=False)
class Piece:
    """Text of one line without a wide gap. `glyphs`: one per character; None is a space that no glyph draws."""

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
        return self.clears(run)

    def clears(self, run: Run) -> bool:
        """Whether the run stands beside what is there, not over it."""
        return not any(
            min(run.u1, each.u1) - max(run.u0, each.u0) > OVERLAP * max(min(run.u1 - run.u0, each.u1 - each.u0), 0.01)
            for each in self.runs
        )

    def touches(self, run: Run) -> bool:
        """Whether the run begins where another ends."""
        return any(abs(run.u0 - each.u1) < TOUCHING * self.size for each in self.runs)


@dataclass(frozen=True, slots=True)
class Band:
    """Consecutive rows: running text, one piece a row, or a table."""

    rows: list[Row]
    table: bool


def build_rows(runs: Iterable[Run], gap: float = CELL_GAP, limit: float = float("inf")) -> list[Row]:
    """Rows from top to bottom; text drawn over other text gets a row of its own.

    `gap` (of the font size) parts two pieces; `limit` is how far right the last piece of a row may reach.
    """
    rows: list[Row] = []
    for run in sorted(runs, key=lambda run: (run.v, run.u0)):
        takers = [row for row in reversed(rows[-LOOK_BACK:]) if row.takes(run)]
        row = next((row for row in takers if row.touches(run)), takers[0] if takers else None)
        if row is None:
            row = Row(run.v, run.size)
            rows.append(row)
        row.runs.append(run)
        row.size = max(row.size, run.size)
    rows = list(_with_raised(rows))
    for row in rows:
        row.runs.sort(key=lambda run: run.u0)
    starts = _starts(rows)
    for row in rows:
        row.pieces = list(_pieces(row.runs, gap, starts, limit))
    return [row for row in rows if row.pieces]


def _with_raised(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, each with the small raised letters that stand at its words: the marks of footnotes are no lines."""
    for at, row in enumerate(rows):
        line = next((below for below in rows[at + 1 : at + LOOK_BACK] if _is_raised(row, below)), None)
        if line:
            line.runs += row.runs
        else:
            yield row


def _is_raised(row: Row, line: Row) -> bool:
    """Whether all of a row is smaller than a line, a little higher, and stands close behind its words."""
    small = row.size < RAISED_SIZE * line.size and 0 < line.v - row.v < RAISED * line.size
    return small and all(
        any(-TOUCHING * line.size < run.u0 - each.u1 < TOUCHING * line.size for each in line.runs) and line.clears(run)
        for run in row.runs
    )


def _starts(rows: Sequence[Row]) -> frozenset[int]:
    """Where cells begin in several rows, behind a gap wider than a space; in whole points."""
    gaps = [(last, run) for row in rows for last, run in pairwise(row.runs)]
    counts = Counter(round(run.u0) for last, run in gaps if run.u0 - last.u1 > NEAR_GAP * max(run.size, last.size))
    return frozenset(at for at, count in counts.items() if count >= ALIKE)


def _parts(gap: float, run: Run, glyphs: Sequence[Glyph | None], starts: frozenset[int]) -> bool:
    """Whether a gap smaller than between columns parts cells: many begin here, and before it stands no mere bullet."""
    words = sum(each.char.isalpha() for each in glyphs if each)
    return gap > NEAR_GAP and words > MARK and round(run.u0) in starts


def _pieces(runs: Sequence[Run], widest: float, starts: frozenset[int], limit: float) -> Iterator[Piece]:
    """Join runs that a space or nothing parts."""
    glyphs: list[Glyph | None] = []
    last: Run | None = None
    for run in runs:
        if last is not None:
            gap, em = run.u0 - last.u1, max(run.size, last.size)
            if gap > widest * em or _parts(gap / em, run, glyphs, starts):
                yield from piece_of(glyphs, run.u0 - 0.4 * em)
                glyphs = []
            elif (
                (gap > WORD_GAP * em or _rises(last, run) or _is_index(run, glyphs))
                and not run.glyphs[0].char.isspace()
                and not last.glyphs[-1].char.isspace()
            ):
                glyphs.append(None)
        glyphs += run.glyphs
        last = run if last is None or not glyphs or run.u1 >= last.u1 else last
    yield from piece_of(glyphs, limit)


def _rises(last: Run, run: Run) -> bool:
    """Whether a raised mark begins here; it is no part of the word that it stands behind."""
    return run.size < RAISED_SIZE * last.size and last.v - run.v > SAME_LINE / 2 * run.size


def _is_index(run: Run, glyphs: Sequence[Glyph | None]) -> bool:
    """Whether it is set small and low at a letter that stands alone, as in a formula: together no word."""
    *_, before, letter = None, None, *glyphs
    if not letter or not letter.char.isalpha() or (before and before.char.isalnum()):
        return False
    small = INDEX_SIZE < run.size / letter.look.size < RAISED_SIZE
    return small and run.v - letter.v > SAME_LINE / 2 * run.size


def piece_of(glyphs: list[Glyph | None], limit: float) -> Iterator[Piece]:
    """The glyphs as one piece, without blanks at its end; none where nothing is left."""
    while glyphs and (glyphs[-1] is None or glyphs[-1].char.isspace()):
        glyphs = glyphs[:-1]
    drawn = [each for each in glyphs if each]
    if not drawn:
        return
    glyphs = _closed(glyphs)
    size = max(each.look.size for each in drawn)
    yield Piece(glyphs, _text(glyphs), drawn[0].v, drawn[0].u0, max(each.u1 for each in drawn), size, limit)


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
    """Part tables from running text. A table begins with a row of several cells and ends where its columns do."""
    text: list[Row] = []
    table: list[Row] = []
    gutters: list[Gap] = []
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        if table and _goes_on(table, gutters, row, below):
            table.append(row)
            gutters = _common(gutters, _gaps(row))
            continue
        if table and _is_run_in(table, row):
            text, table = [_as_line(table[0])], []
        elif table:
            yield Band(table, True)
            table = []
        if len(row.pieces) > 1:
            if text:
                yield Band(text, False)
                text = []
            table, gutters = [row], _gaps(row)
        else:
            text.append(row)
    if table or text:
        yield Band(table or text, bool(table))


def _goes_on(table: Sequence[Row], gutters: list[Gap], row: Row, below: Row | None) -> bool:
    """Whether a row belongs to the table: it has some of its columns, or is a wrapped line or a lone cell within it."""
    em, pitch = max(row.size, table[-1].size), row.v - table[-1].v
    common = _common(gutters, _gaps(row))
    if pitch > ROW_PITCH * em or not _inner(common, [row] if len(row.pieces) > 1 else [*table, row]):
        return False
    if len(row.pieces) > 1 or pitch < WRAPPED * em:
        return True
    return below is not None and len(below.pieces) > 1 and below.v - row.v < ROW_PITCH * em


def _is_run_in(table: Sequence[Row], row: Row) -> bool:
    """Whether it is no table but a paragraph behind its heading: "Form 9.   It must be", and the next line "filed"."""
    (first, *others), em = table, table[0].size
    if others or len(first.pieces) != 2 or len(row.pieces) != 1 or row.v - first.v >= WRAPPED * em:
        return False
    heading, start = first.pieces
    (line,) = row.pieces
    return start.u0 - heading.u1 < RUN_IN * em and line.u0 < heading.u1 and line.u1 > start.u0


def _as_line(row: Row) -> Row:
    """The row with its pieces as one."""
    return Row(row.v, row.size, row.runs, list(_pieces(row.runs, float("inf"), frozenset(), row.pieces[-1].limit)))


def _gaps(row: Row) -> list[Gap]:
    """Free stretches of a row, the margins too."""
    edges = [float("-inf"), *(edge for piece in row.pieces for edge in (piece.u0, piece.u1)), float("inf")]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


def _common(first: list[Gap], second: list[Gap]) -> list[Gap]:
    both = [(max(a, c), min(b, d)) for a, b in first for c, d in second]
    return [(a, b) for a, b in both if b - a > 2.0]


def _inner(gaps: list[Gap], rows: Sequence[Row]) -> list[Gap]:
    """Those with text on either side."""
    left = min(piece.u0 for row in rows for piece in row.pieces)
    right = max(piece.u1 for row in rows for piece in row.pieces)
    return [(a, b) for a, b in gaps if a >= left and b <= right]
