"""Every picture that a page paints: straight, from forms in forms, in patterns and masks, or written in its content.

A walk hands each one with its seat to a function, and puts what that returns in its stead under the same name, so that
no page content needs to change. Stencil glyphs of Type 3 fonts are letters, not pictures, and stay.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pikepdf

from blinder.errors import TooLarge
from blinder.formats.pdf.objects import BROKEN, Box, dict_of, list_of

MAX_DEPTH = 24  # of forms within forms
MAX_VISITS = 30_000  # of forms, however often each is painted
LINE = 4  # pixels; a picture this thin is a rule or a spacer
SHOWING = ("Tj", "TJ", "'", '"')  # operators that show text
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Seat:
    """One painting of a picture.

    Attributes:
        page: from 0.
        matrix: from the unit square to the unrotated page.
        image: None where the picture is written into the content.
        mute: whether it stands within a pattern or a mask, whose text goes.
    """

    page: int
    matrix: Matrix
    image: pikepdf.Stream | None
    mute: bool

    @property
    def box(self) -> Box:
        """Where it is, in points of the unrotated page."""
        return box_under(self.matrix)

    @property
    def is_line(self) -> bool:
        """Whether it is but a rule or a spacer."""
        image = self.image
        return image is not None and min(int(image.get("/Width", 1)), int(image.get("/Height", 1))) <= LINE


Replace = Callable[[Seat], pikepdf.Object | None]


def find_pictures(pdf: pikepdf.Pdf) -> list[Seat]:
    """All seats, page by page.

    Raises:
        TooLarge: forms are painted within forms without end.
    """
    seats: list[Seat] = []
    walk_pictures(pdf, seats.append, mute=False)
    return seats


def walk_pictures(pdf: pikepdf.Pdf, replace: Replace, *, mute: bool = True) -> None:
    """Give every picture's seat to `replace`; where that returns an object, it takes the picture's place.

    With `mute`, the text of patterns and masks goes.
    """
    walk = _Walk(pdf, replace, mute)
    for at, page in enumerate(pdf.pages):
        if "/Thumb" in page.obj:
            del page.obj["/Thumb"]
        page.obj["/Resources"] = page.resources  # inherited ones too
        if _paints(page.obj):
            walk.visit(page.obj, page.resources, IDENTITY, Trail(at))
        for annot in list_of(page.obj.get("/Annots")):
            for look in looks_of(dict_of(annot.get("/AP")).get("/N")):
                walk.visit(look, pikepdf.Dictionary(), IDENTITY, Trail(at, 1))


@dataclass(frozen=True, slots=True)
class Trail:
    """The page, how deep in forms, and whether within a pattern or a mask."""

    page: int
    depth: int = 0
    masked: bool = False

    def deeper(self, *, masked: bool) -> "Trail":
        """One form further."""
        return Trail(self.page, self.depth + 1, masked)


def _paints(page: pikepdf.Dictionary) -> bool:
    """Whether a page may paint a picture at all; spares parsing the many pages that do not."""
    if any(key in page["/Resources"] for key in ("/XObject", "/Pattern", "/ExtGState")):
        return True
    return any(b"EI" in data for data in contents_of(page))


def contents_of(page: pikepdf.Object) -> Iterator[bytes]:
    """The raw orders of a page, stream by stream."""
    contents = page.get("/Contents")
    streams = [contents] if isinstance(contents, pikepdf.Stream) else list_of(contents)
    yield from (each.read_bytes() for each in streams if isinstance(each, pikepdf.Stream))


def placed(orders: Iterable[Any], matrix: Matrix) -> Iterator[tuple[Any, str, Matrix]]:
    """Every order with its operator and the matrix in force behind it; `matrix` is that of the beginning."""
    stack, now = list[Matrix](), matrix
    for order in orders:
        operator = str(order.operator)
        if operator == "q":
            stack.append(now)
        elif operator == "Q" and stack:
            now = stack.pop()
        elif operator == "cm":
            now = times(matrix_of(order.operands), now)
        yield order, operator, now


def looks_of(thing: object) -> Iterator[pikepdf.Stream]:
    """The appearance streams of one annotation: one, or one per state."""
    if isinstance(thing, pikepdf.Stream):
        yield thing
    elif isinstance(thing, pikepdf.Dictionary):
        yield from (each for _, each in sorted(thing.items()) if isinstance(each, pikepdf.Stream))


@dataclass
class _Walk:
    """Follows what pages paint, form by form."""

    pdf: pikepdf.Pdf
    replace: Replace
    mute: bool
    done: dict[tuple[int, int, bool], pikepdf.Object] = field(default_factory=dict)
    made: set[tuple[int, int]] = field(default_factory=set)
    visits: int = 0

    def visit(self, painter: pikepdf.Object, outer: pikepdf.Dictionary, matrix: Matrix, trail: Trail) -> None:
        """Follow one content stream: `matrix` leads from its space to the page's, `outer` lends missing resources."""
        self.visits += 1
        if trail.depth > MAX_DEPTH or self.visits > MAX_VISITS:
            raise TooLarge("the PDF paints its parts within each other too often")
        resources = dict_of(painter.get("/Resources", outer))
        instructions, changed = [], False
        for instruction, operator, now in placed(pikepdf.parse_content_stream(painter), matrix):
            if operator == "Do" and instruction.operands:
                self._paint(resources, str(instruction.operands[0]), now, trail)
            new: Any = instruction
            if operator == "INLINE IMAGE":
                new = self._replace_inline(resources, instruction, Seat(trail.page, now, None, trail.masked))
            elif trail.masked and self.mute and operator in SHOWING:
                new = None
            changed |= new is not instruction
            instructions += [new] if new else []
        if changed:
            write_back(self.pdf, painter, resources, pikepdf.unparse_content_stream(instructions))
        self._visit_masks(resources, matrix, trail)

    def _replace_inline(self, resources: pikepdf.Dictionary, instruction: Any, seat: Seat) -> Any:
        """A picture written into the content becomes a call of what replaces it."""
        new = self.replace(seat)
        if new is None:
            return instruction
        objects = dict_of(resources.get("/XObject"))
        name = pikepdf.Name(next(each for at in count(1) if (each := f"/Inline{at}") not in objects))
        objects[name] = new
        self.made.add(new.objgen)
        resources["/XObject"] = objects
        return pikepdf.ContentStreamInstruction([name], pikepdf.Operator("Do"))

    def _paint(self, resources: pikepdf.Dictionary, name: str, now: Matrix, trail: Trail) -> None:
        """One `Do`: a picture is replaced, a form is followed."""
        objects = dict_of(resources.get("/XObject"))
        target = objects.get(name)
        if not isinstance(target, pikepdf.Stream) or target.objgen in self.made:
            return
        if target.get("/Subtype") == "/Image":
            key = (*target.objgen, trail.masked)
            new = self.done.get(key) or self.replace(Seat(trail.page, now, target, trail.masked))
            if new is not None:
                objects[name] = self.done[key] = new
                self.made.add(new.objgen)
        elif target.get("/Subtype") == "/Form":
            inner = times(matrix_of(list_of(target.get("/Matrix"))), now)
            self.visit(target, resources, inner, trail.deeper(masked=trail.masked))

    def _visit_masks(self, resources: pikepdf.Dictionary, matrix: Matrix, trail: Trail) -> None:
        """Tiling patterns and soft masks: pictures as everywhere; text goes, for PyMuPDF could not blind it there."""
        patterns = [each for _, each in sorted(dict_of(resources.get("/Pattern")).items())]
        states = [dict_of(each) for _, each in sorted(dict_of(resources.get("/ExtGState")).items())]
        for each in [*patterns, *(dict_of(state.get("/SMask")).get("/G") for state in states)]:
            if isinstance(each, pikepdf.Stream) and (*each.objgen, True) not in self.done:
                self.done[(*each.objgen, True)] = each
                inner = times(matrix_of(list_of(each.get("/Matrix"))), matrix)
                self.visit(each, resources, inner, trail.deeper(masked=True))


def write_back(pdf: pikepdf.Pdf, painter: pikepdf.Object, resources: pikepdf.Dictionary, content: bytes) -> None:
    """New content for a page or a form."""
    if isinstance(painter, pikepdf.Stream):
        painter.write(content)
    else:
        painter["/Contents"] = pdf.make_stream(content)
    painter["/Resources"] = resources


def matrix_of(operands: object) -> Matrix:
    """Six numbers, or identity."""
    try:
        a, b, c, d, e, f = (float(each) for each in operands)  # type: ignore[attr-defined]
    except BROKEN:
        return IDENTITY
    return a, b, c, d, e, f


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies `first`, then `then`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def inverse(matrix: Matrix) -> Matrix | None:
    """The matrix that takes it back, if there is one."""
    a, b, c, d, e, f = matrix
    size = a * d - b * c
    if abs(size) < 1e-9:
        return None
    return d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size


def box_under(matrix: Matrix) -> Box:
    """The upright box around the unit square under `matrix`."""
    a, b, c, d, e, f = matrix
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    return min(xs), min(ys), max(xs), max(ys)
