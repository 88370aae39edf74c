"""Ruled tables: the lines drawn on a page, and the cells that they close around text.

In: a page and its runs of one direction. Out: grids, each with the runs of its cells, and the runs that stand in none.
A drawn border parts cells more surely than any gap: a name wrapped in a narrow cell is read as one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from blinder.formats.pdf.engines import Page
from blinder.formats.pdf.glyphs import WORD_GAP, Point, Run

MAX_RULES = 2_000  # of a page; a map has more, a table has not
THIN = 2.5  # points: a filled rectangle thinner than that is a line
SAME = 1.0  # points: lines that near lie in one
TOUCH = 3.0  # points: lines that near to each other meet
SHORTEST = 6.0  # points
X_HEIGHT = 0.3  # of the font size above the base line: there the text is asked which lines surround it
BESIDE = 4  # so many runs left and right of a grid are captions; more are a column of text
LOOSE = 3  # times as many runs must a grid's cells hold as stand between them


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line at `at`, from `start` to `end` along the other axis."""

    at: float
    start: float
    end: float

    def covers(self, start: float, end: float) -> bool:
        """Whether it reaches over all of that stretch."""
        return self.start <= start + TOUCH and self.end >= end - TOUCH


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A box closed by four rules; ordered as its table is read."""

    top: float
    left: float
    bottom: float
    right: float

    def holds(self, other: "Cell") -> bool:
        """Whether the other box stands inside of this one."""
        within = self.top <= other.top and other.bottom <= self.bottom
        return within and self.left <= other.left and other.right <= self.right and self != other


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: cells that touch one another, in reading order."""

    cells: tuple[tuple[Cell, list[Run]], ...]

    @property
    def top(self) -> float:
        """Where it begins."""
        return min(cell.top for cell, _ in self.cells)

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return max(cell.bottom for cell, _ in self.cells)


class Ruling:
    """All rules of a page in the axes of one text direction; none where the text runs aslant."""

    def __init__(self, page: Page, direction: Point) -> None:
        dx, dy = (round(each, 2) for each in direction)
        level = (abs(dx), abs(dy)) in ((1.0, 0.0), (0.0, 1.0))
        upright, flat = [], []
        for (x0, y0), (x1, y1) in _lines(page) if level else ():
            u0, u1 = sorted((x0 * dx + y0 * dy, x1 * dx + y1 * dy))
            v0, v1 = sorted((y0 * dx - x0 * dy, y1 * dx - x1 * dy))
            if u1 - u0 < THIN:
                upright.append(Rule((u0 + u1) / 2, v0, v1))
            elif v1 - v0 < THIN:
                flat.append(Rule((v0 + v1) / 2, u0, u1))
        few = max(len(upright), len(flat)) <= MAX_RULES
        self.upright, self.flat = (_joined(upright), _joined(flat)) if few else ([], [])

    def split(self, run: Run) -> Iterator[Run]:
        """The run, parted where a rule stands between two of its glyphs."""
        if not self.upright:
            yield run
            return
        part = Run(v=run.v)
        for glyph in run.glyphs:
            if part.glyphs and self._parted(part.u1, glyph.u0, run):
                yield part
                part = Run(v=run.v)
            if part.glyphs or not glyph.char.isspace():
                part.glyphs.append(glyph)
        if part.glyphs:
            yield part

    def _parted(self, left: float, right: float, run: Run) -> bool:
        """Whether a rule stands there; within a word it is a drawing's."""
        if right - left < WORD_GAP * run.size:
            return False
        v = run.v - X_HEIGHT * run.size
        return any(left - 1 <= rule.at <= right + 1 and rule.covers(v, v) for rule in self.upright)

    def cell_of(self, run: Run) -> Cell | None:
        """The box in which the run begins."""
        u, v = run.u0 + 1.5, run.v - X_HEIGHT * run.size
        sides = [rule for rule in self.upright if rule.start <= v <= rule.end]
        at = bisect_right([rule.at for rule in sides], u)
        if not 0 < at < len(sides):
            return None
        left, right = sides[at - 1], sides[at]
        ends = [rule for rule in self.flat if rule.covers(left.at, right.at)]
        at = bisect_left([rule.at for rule in ends], v)
        if not 0 < at < len(ends):
            return None
        reach = (ends[at - 1].at, left.start, right.start), (ends[at].at, left.end, right.end)
        return Cell(max(reach[0]), left.at, min(reach[1]), right.at)


def find_grids(runs: Sequence[Run], ruling: Ruling) -> tuple[list[Grid], list[Run], set[Run]]:
    """Grids from top to bottom, all other runs, and which of these stand in cells beside other text."""
    cells: dict[Cell, list[Run]] = {}
    free: list[Run] = []
    beside: set[Run] = set()
    for run in (part for whole in runs for part in ruling.split(whole)):
        cell = ruling.cell_of(run)
        (cells.setdefault(cell, []) if cell else free).append(run)
    for frame in [cell for cell in cells if any(cell.holds(other) for other in cells)]:
        free += cells.pop(frame)
    grids = []
    for group in _touching(cells):
        members = [run for cell in group for run in cells[cell]]
        if len(group) > 1 and _stands_alone(group, free, len(members)):
            grids.append(Grid(tuple((cell, cells[cell]) for cell in group)))
        else:
            free += members
            beside.update(members if len(group) > 1 else ())
    return grids, free, beside


def _stands_alone(cells: Sequence[Cell], free: Iterable[Run], members: int) -> bool:
    """Whether hardly any text stands beside the cells, and little between them that no cell holds."""
    top, bottom = min(cell.top for cell in cells), max(cell.bottom for cell in cells)
    left, right = min(cell.left for cell in cells), max(cell.right for cell in cells)
    near = [left - TOUCH < run.u0 < right for run in free if top < run.v < bottom]
    return near.count(False) <= BESIDE and near.count(True) <= max(BESIDE, members // LOOSE)


def _lines(page: Page) -> Iterator[tuple[Point, Point]]:
    """Ends of all straight lines and edges of rectangles; of thin rectangles the middle."""
    for item in (item for drawing in page.get_cdrawings() for item in drawing.get("items", ())):
        if item[0] == "l":
            yield item[1], item[2]
        elif item[0] in ("re", "qu"):
            points = item[1] if item[0] == "re" else [axis for point in item[1] for axis in point]
            x0, x1, y0, y1 = min(points[::2]), max(points[::2]), min(points[1::2]), max(points[1::2])
            if x1 - x0 < THIN or y1 - y0 < THIN:
                yield ((x0, y0), (x1, y1))
            else:
                yield from pairwise([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)])


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Rules in order of place, those in one line that touch as one."""
    level, joined = float("-inf"), list[Rule]()
    levelled = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        level = rule.at if rule.at - level > SAME else level
        levelled.append(Rule(level, rule.start, rule.end))
    for rule in sorted(levelled, key=lambda rule: (rule.at, rule.start, rule.end)):
        last = joined[-1] if joined else None
        if last and last.at == rule.at and rule.start <= last.end + TOUCH:
            joined[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            joined.append(rule)
    return [rule for rule in joined if rule.end - rule.start >= SHORTEST]


def _touching(cells: Iterable[Cell]) -> list[list[Cell]]:
    """Cells in reading order, grouped where one ends no further than a line's width above the next."""
    groups: list[list[Cell]] = []
    bottom = float("-inf")
    for cell in sorted(cells):
        if cell.top > bottom + TOUCH:
            groups.append([])
        groups[-1].append(cell)
        bottom = max(bottom, cell.bottom)
    return groups
