"""Drawings of a PDF's pages that are too fine for a chart or a frame: logos, letters as outlines, signatures.

What is fine is told from its lines: a stroke of many points that goes back and forth, both across and up and down. Data
in a chart runs one way; bars, rules, circles and slices have few points or no dents. Other shapes close to a fine one
are pieces of the same drawing. A thin frame takes their place unless they are to stay.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pikepdf

from blinder.formats.base import Options
from blinder.formats.drawn import POINTS, Point, judge_drawing
from blinder.formats.pdf.objects import Box, dict_of, list_of
from blinder.formats.pdf.painted import IDENTITY, Matrix, contents_of, inverse, looks_of, placed, write_back
from blinder.formats.pdf.pen import NUMBER
from blinder.types import Fate, Picture

LARGE = 100.0  # points, both ways: a larger shape is a ground to write on, unless it has as many more points
TURNS = 4  # across, and as often up and down; a circle, a slice or an area chart turns twice
STEADY = 0.02  # of its size: a smaller step back is no turn
PLAIN = 5  # points without a curve: a line, a rectangle, an arrow's head
NEAR = 0.5  # of the smaller one's height: pieces of one drawing lie no further apart
TOUCH = 2.0  # points
MANY = 2_000  # shapes: of more, as in a plot, only the fine ones go; more fine ones are one drawing
CURVES = ("c", "v", "y")
BUILDING = frozenset(("m", "l", "re", "h", *CURVES))
PAINTING = frozenset("S s f F f* B B* b b* n".split())
_STROKE = re.compile(rb"m(?=\s)(?:[-+.\d\s]++[cvyl](?=\s)){6}")  # 6 curves make more than 16 points


@dataclass(slots=True)
class _Path:
    """What one order paints or clips with.

    Attributes:
        start: where it begins among the orders; it ends before `end`.
        matrix: from its own space to that of the page or form.
        strokes: its points in its own space.
    """

    start: int
    matrix: Matrix
    strokes: list[list[Point]] = field(default_factory=list)
    curved: bool = False
    end: int = 0

    def is_fine(self) -> bool:
        enough = POINTS * max(1.0, self.size() / LARGE)
        return any(len(each) > enough and min(map(_turns, zip(*each, strict=True))) >= TURNS for each in self.strokes)

    def is_plain(self) -> bool:
        return not self.curved and all(len(each) <= PLAIN for each in self.strokes)

    def lines(self, *, own: bool = False) -> list[list[Point]]:
        """Its strokes in the space of the page or form."""
        a, b, c, d, e, f = IDENTITY if own else self.matrix
        return [[(a * x + c * y + e, b * x + d * y + f) for x, y in stroke] for stroke in self.strokes]

    def box(self, *, own: bool = False) -> Box:
        xs, ys = zip(*(point for line in self.lines(own=own) for point in line), strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def size(self) -> float:
        left, bottom, right, top = self.box()
        return min(right - left, top - bottom)


@dataclass(slots=True, eq=False)
class _Drawing:
    box: Box
    paths: list[_Path]
    is_fine: bool

    def strokes(self) -> list[list[Point]]:
        """Its lines, downwards as in a picture."""
        return [[(x, -y) for x, y in line] for path in self.paths for line in path.lines() if line]


def frame_drawings(pdf: pikepdf.Pdf, options: Options) -> list[Picture]:
    """All fine drawings, page by page; a thin frame takes the place of those that do not stay."""
    found: list[Picture] = []
    seen: set[tuple[int, int]] = set()
    for at, page in enumerate(pdf.pages if options.pictures != "untouched" else (), 1):
        places = (f"p. {at}, drawing {number}" for number in count(1))
        for painter in _painters(page.obj, seen):
            found += _frame_in(pdf, painter, places, options)
    return found


def _painters(page: pikepdf.Dictionary, seen: set[tuple[int, int]]) -> Iterator[Any]:
    """The page and what it paints with: forms, patterns, masks, the looks of its annotations; each stream once."""
    yield page
    looks = [look for annot in list_of(page.get("/Annots")) for look in looks_of(dict_of(annot.get("/AP")).get("/N"))]
    waiting = [*looks, *_called(page)]
    while waiting:
        painter = waiting.pop()
        if isinstance(painter, pikepdf.Stream) and painter.objgen not in seen and painter.get("/Subtype") != "/Image":
            seen.add(painter.objgen)
            yield painter
            waiting += _called(painter)


def _called(painter: pikepdf.Object) -> Iterator[Any]:
    resources = dict_of(painter.get("/Resources"))
    for kind in ("/XObject", "/Pattern"):
        yield from (each for _, each in sorted(dict_of(resources.get(kind)).items()))
    for _, state in sorted(dict_of(resources.get("/ExtGState")).items()):
        yield dict_of(dict_of(state).get("/SMask")).get("/G")


def _frame_in(pdf: pikepdf.Pdf, painter: Any, places: Iterator[str], options: Options) -> list[Picture]:
    """The fine drawings of a page or form; frames take the place of those that do not stay."""
    if not _may_draw(painter):
        return []
    orders = list(pikepdf.parse_content_stream(painter))
    drawings = _drawings(list(_paths(orders)))
    judged = [judge_drawing(each.strokes(), next(places), options) for each in drawings]
    going = [each for each, picture in zip(drawings, judged, strict=True) if picture.fate is not Fate.KEEP]
    if going:
        content = pikepdf.unparse_content_stream(list(_framed(orders, going)))
        write_back(pdf, painter, dict_of(painter.get("/Resources")), content)
    return judged


def _may_draw(painter: Any) -> bool:
    """Whether any stroke is long enough for a fine drawing; spares parsing most pages."""
    streams = [painter.read_bytes()] if isinstance(painter, pikepdf.Stream) else contents_of(painter)
    return bool(_STROKE.search(b"\n".join(streams)))


def _paths(orders: Sequence[Any]) -> Iterator[_Path]:
    """Every path of a page or form, however it is painted."""
    path: _Path | None = None
    for at, (order, operator, now) in enumerate(placed(orders, IDENTITY)):
        if operator in BUILDING:
            path = path or _Path(at, now)
            _build(path, operator, order.operands)
        elif operator in PAINTING and path:
            path.end = at + 1
            if any(path.strokes):
                yield path
            path = None


def _build(path: _Path, operator: str, operands: Any) -> None:
    numbers = [float(each) for each in operands if isinstance(each, NUMBER)]
    path.curved |= operator in CURVES
    if operator == "re" and len(numbers) == 4:
        x, y, width, height = numbers
        path.strokes.append([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
        return
    if operator == "m" or not path.strokes:
        path.strokes.append([])
    path.strokes[-1] += zip(numbers[::2], numbers[1::2], strict=False)


def _turns(values: Sequence[float]) -> int:
    """How often a closed stroke turns back along one axis."""
    start, steady = values.index(min(values)), STEADY * (max(values) - min(values))
    turns, way, furthest = 1, 1, values[start]
    for value in (*values[start:], *values[: start + 1]):
        if (furthest - value) * way > steady:
            turns, way, furthest = turns + 1, -way, value
        elif (value - furthest) * way > 0:
            furthest = value
    return turns


def _drawings(paths: Sequence[_Path]) -> list[_Drawing]:
    """Shapes that lie close together, where one of them is fine; large ones by themselves."""
    shapes = [_Drawing(path.box(), [path], path.is_fine()) for path in paths if not path.is_plain()]
    if len(shapes) > MANY:
        shapes = [each for each in shapes if each.is_fine]
    if len(shapes) > MANY:
        return [_joined(shapes)]
    found: list[_Drawing] = []
    for shape in shapes:
        joined = shape
        while near := [each for each in found if _are_near(each, joined)]:
            found = [each for each in found if each not in near]
            joined = _joined([*near, joined])
        found.append(joined)
    return [each for each in found if each.is_fine]


def _are_near(one: _Drawing, other: _Drawing) -> bool:
    if any(len(each.paths) == 1 and each.paths[0].size() > LARGE for each in (one, other)):
        return False
    gap = max(TOUCH, NEAR * min(each.box[3] - each.box[1] for each in (one, other)))
    return all(max(one.box[at], other.box[at]) - min(one.box[at + 2], other.box[at + 2]) <= gap for at in (0, 1))


def _joined(parts: Sequence[_Drawing]) -> _Drawing:
    left, bottom, right, top = zip(*(part.box for part in parts), strict=True)
    box = min(left), min(bottom), max(right), max(top)
    return _Drawing(box, [path for part in parts for path in part.paths], any(part.is_fine for part in parts))


def _framed(orders: Sequence[Any], drawings: Sequence[_Drawing]) -> Iterator[Any]:
    """The orders, with a frame instead of each drawing; where one clips, its box does."""
    starts = {path.start: path for drawing in drawings for path in drawing.paths}
    boxes = {min(path.start for path in drawing.paths): drawing.box for drawing in drawings}
    at = 0
    while at < len(orders):
        path = starts.get(at)
        if path is None:
            yield orders[at]
            at += 1
            continue
        if at in boxes:
            yield from _frame(boxes[at], path.matrix)
        rest = [order for order in orders[at : path.end - 1] if str(order.operator) not in BUILDING]
        if rest:  # clips
            yield from (_rectangle(path.box(own=True)), *rest, _order("n"))
        at = path.end


def _frame(box: Box, matrix: Matrix) -> Iterator[Any]:
    """Nothing where the matrix leaves no room to draw in."""
    if back := inverse(matrix):
        yield from (_order("q"), _order("cm", *back), _order("G", 0.6), _order("w", 0.5))
        yield from (_order("d", [], 0), _rectangle(box), _order("S"), _order("Q"))


def _rectangle(box: Box) -> Any:
    x0, y0, x1, y1 = box
    return _order("re", x0, y0, x1 - x0, y1 - y0)


def _order(operator: str, *operands: Any) -> Any:
    rounded = [round(each, 6) if isinstance(each, float) else each for each in operands]
    return pikepdf.ContentStreamInstruction(rounded, pikepdf.Operator(operator))
