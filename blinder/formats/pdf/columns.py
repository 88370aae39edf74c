"""Columns of running text: runs of a page parted so that each column is read to its end before the next begins.

A column begins where many lines begin; it reaches as far up and down as nothing crosses the gutter before it. Cells of
a table begin alike too, but they do not run on: both sides must read as prose.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median

from blinder.formats.pdf.glyphs import Run
from blinder.formats.pdf.lines import Piece, build_rows

LINES = 5  # fewer lines side by side are no columns
WORDS, FULL = 3, 0.6  # of a full line: at least as many, and of the widest line's width
FINE_GAP = 0.9  # of the font size: gutters are wider than that, spaces are not
EVEN = 0.1  # of the font size: justified spaces differ by less, those between cells by more
GUTTER = 0.3  # of the font size that stay free before a column
APART = 1.0  # of the font size that a lengthened line leaves free before the next column, unless other lines do not
HANGING = 4  # font sizes: as far may a paragraph's first line hang out
INDENT = 2  # font sizes: as far are lists and first lines set in
NARROWEST = 11  # font sizes: a narrower column is one of a table
MAX_COLUMNS = 6
SAME_LINE = 0.5  # points


@dataclass(frozen=True, slots=True)
class Region:
    """Runs that are read together, and how far right their lines may reach."""

    runs: list[Run]
    limit: float


def part_columns(
    runs: Sequence[Run], ruled: Set[Run] = frozenset(), limit: float = float("inf"), depth: int = 0
) -> list[Region]:
    """Regions in reading order: what stands above the columns, each column, what stands below.

    `ruled` stand in the cells of ruled tables, which a column may hold: they say nothing about columns.
    """
    for start in _starts(runs) if depth < MAX_COLUMNS else ():
        bands = [(band, _columns(band, start, ruled)) for band in _bands(runs, start)]
        if any(sides for _, sides in bands):
            break
    else:
        return [Region(list(runs), limit)]
    regions: list[Region] = []
    waiting: list[Run] = []
    for band, sides in bands:
        if not sides:
            waiting += band
            continue
        left, right = sides
        edge = min(max(run.u1 for run in left), start - GUTTER * left[0].size)
        for part, reach in ((waiting, limit), (left, max(edge, start - APART * left[0].size)), (right, limit)):
            regions += part_columns(part, ruled, reach, depth + 1) if part else ()
        waiting = []
    return [*regions, *(part_columns(waiting, ruled, limit, depth + 1) if waiting else ())]


def _bands(runs: Sequence[Run], start: float) -> list[list[Run]]:
    """Runs from top to bottom, parted wherever a line crosses the gutter before `start`."""
    crossing = sorted(run.v for run in runs if _crosses(run, start))
    bands: dict[int, list[Run]] = {}
    for run in runs:
        above = bisect(crossing, run.v + SAME_LINE)
        beside = above > 0 and run.v - crossing[above - 1] < SAME_LINE
        bands.setdefault(2 * above - beside, []).append(run)
    return [band for _, band in sorted(bands.items())]


def _crosses(run: Run, start: float) -> bool:
    return run.u0 < start - 2 and run.u1 > start - GUTTER * run.size


def _starts(runs: Sequence[Run]) -> list[float]:
    """Where many runs begin, the most frequent place first, then those from which many are indented; no left margin."""
    if len(runs) < 2 * LINES:
        return []
    em = median(run.size for run in runs)
    margin = min(run.u0 for run in runs) + NARROWEST * em
    exact = Counter(at for run in runs if (at := round(run.u0 / 2)) * 2 > margin)
    within = {at: sum(exact[near] for near in range(at, at + round(INDENT * em / 2) + 1)) for at in exact}
    often = (sorted((-n, at) for at, n in counts.items() if n >= LINES)[:4] for counts in (exact, within))
    return [_edge(runs, at * 2.0) for at in dict.fromkeys(at for _, at in chain(*often))]


def _edge(runs: Sequence[Run], start: float) -> float:
    """The left edge of the column whose lines mostly begin at `start`: before it begin those that hang out."""
    hanging = [run.u0 for run in runs if _crosses(run, start) and run.u0 > start - HANGING * run.size]
    edge = min(hanging, default=start)
    return min(start, edge, key=lambda at: (sum(_crosses(run, at) for run in runs), -at))


def _columns(band: Sequence[Run], start: float, ruled: Set[Run]) -> tuple[list[Run], list[Run]] | None:
    """What stands before and behind `start`, if both are columns."""
    left = [run for run in band if run.u0 < start - 2]
    right = [run for run in band if run.u0 >= start - 2]
    are_columns = all(_is_prose([run for run in side if run not in ruled]) for side in (left, right))
    return (left, right) if are_columns else None


def _is_prose(runs: Sequence[Run]) -> bool:
    """Several full lines of several words, as many as there are others: a table in a column is none of them."""
    rows = [_lines(row.pieces) for row in build_rows(runs, FINE_GAP)] if len(runs) >= LINES else []
    if len(rows) < LINES:
        return False
    widest = max(line[-1].u1 - line[0].u0 for row in rows for line in row)
    full = [
        row
        for row in rows
        if len(row) == 1
        and sum(len(piece.text.split()) for piece in row[0]) >= WORDS
        and row[0][-1].u1 - row[0][0].u0 > FULL * widest
    ]
    return 2 * len(full) >= len(rows) and widest > NARROWEST * rows[0][0][0].size


def _lines(pieces: Sequence[Piece]) -> list[Sequence[Piece]]:
    """The pieces one by one; those of a justified line, which its wide and even spaces part, together."""
    gaps = [right.u0 - left.u1 for left, right in pairwise(pieces)]
    even = len(gaps) > 1 and max(gaps) - min(gaps) < EVEN * pieces[0].size
    return [pieces] if even else [[piece] for piece in pieces]
