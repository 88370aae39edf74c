"""Raster pictures: each gives way to a drawn placeholder of its place and size, wherever it is painted from.

A form XObject takes the picture's place under the same name, so that no page content needs to change; inline pictures
become a call of such a form. Stencil glyphs of Type 3 fonts are letters, not pictures, and stay.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from blinder.errors import TooLarge
from blinder.formats.pdf.objects import BROKEN, Box, dict_of, list_of
from blinder.types import Removal, Unseen

CAPTION = "Picture removed"
MAX_DEPTH = 24  # of forms within forms
MAX_VISITS = 30_000  # of forms, however often each is painted
LINE = 4  # pixels; a picture this thin is a rule or a spacer
SHOWING = ("Tj", "TJ", "'", '"')  # operators that show text
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Trail:
    """How deep in forms, and whether within a pattern or a mask, whose text goes."""

    depth: int = 0
    mute: bool = False


@dataclass
class Pictures:
    """What was found: boxes per page (from 0), in points of the unrotated page."""

    keep: bool
    boxes: dict[int, list[Box]] = field(default_factory=dict)
    done: dict[tuple[int, int, bool], pikepdf.Object] = field(default_factory=dict, repr=False)
    _count: int = 0

    def count(self) -> int:
        """A number that no earlier call gave."""
        self._count += 1
        return self._count

    def removals(self) -> list[Removal]:
        """One line per picture that gave way."""
        return [] if self.keep else [Removal(place, "picture: replaced by a placeholder") for place in self._places()]

    def unseen(self) -> list[Unseen]:
        """One line per picture that stays."""
        return [Unseen(place, "picture kept: not examined") for place in self._places()] if self.keep else []

    def _places(self) -> Iterator[str]:
        for page, boxes in sorted(self.boxes.items()):
            yield from (f"p. {page + 1}, picture {number}" for number in range(1, len(boxes) + 1))


def replace_pictures(pdf: pikepdf.Pdf, *, keep: bool) -> Pictures:
    """Find every picture of every page, and unless `keep`, put placeholders in their stead."""
    pictures = Pictures(keep)
    for at, page in enumerate(pdf.pages):
        if "/Thumb" in page.obj:
            del page.obj["/Thumb"]
        page.obj["/Resources"] = page.resources  # inherited ones too
        painter = _Painter(pdf, pictures, [])
        if paints(page.obj):
            painter.visit(page.obj, page.resources, IDENTITY, Trail())
        for annot in list_of(page.obj.get("/Annots")):
            for look in _looks(dict_of(annot.get("/AP")).get("/N")):
                painter.visit(look, pikepdf.Dictionary(), IDENTITY, Trail(1))
        if painter.found:
            pictures.boxes[at] = painter.found
    return pictures


def paints(page: pikepdf.Dictionary) -> bool:
    """Whether a page may paint a picture at all; spares parsing the many pages that do not."""
    if any(key in page["/Resources"] for key in ("/XObject", "/Pattern", "/ExtGState")):
        return True
    contents = page.get("/Contents")
    streams = [contents] if isinstance(contents, pikepdf.Stream) else list_of(contents)
    return any(isinstance(each, pikepdf.Stream) and b"EI" in each.read_bytes() for each in streams)


def _looks(thing: object) -> Iterator[pikepdf.Stream]:
    """The appearance streams of one annotation: one, or one per state."""
    if isinstance(thing, pikepdf.Stream):
        yield thing
    elif isinstance(thing, pikepdf.Dictionary):
        yield from (each for _, each in sorted(thing.items()) if isinstance(each, pikepdf.Stream))


@dataclass
class _Painter:
    """Follows what one page paints, form by form."""

    pdf: pikepdf.Pdf
    pictures: Pictures
    found: list[Box]

    def visit(self, painter: pikepdf.Object, outer: pikepdf.Dictionary, matrix: Matrix, trail: Trail) -> None:
        """Follow one content stream: `matrix` leads from its space to the page's, `outer` lends missing resources."""
        if trail.depth > MAX_DEPTH or self.pictures.count() > MAX_VISITS:
            raise TooLarge("the PDF paints its parts within each other too often")
        resources = dict_of(painter.get("/Resources", outer))
        instructions, changed, stack, now = [], False, [], matrix
        for instruction in pikepdf.parse_content_stream(painter):
            operator = str(instruction.operator)
            if operator == "q":
                stack.append(now)
            elif operator == "Q" and stack:
                now = stack.pop()
            elif operator == "cm":
                now = times(matrix_of(instruction.operands), now)
            elif operator == "Do" and instruction.operands:
                self._paint(resources, str(instruction.operands[0]), now, trail)
            new: Any = instruction
            if operator == "INLINE IMAGE":
                new = self._replace_inline(resources, instruction, now, mute=trail.mute)
            elif trail.mute and operator in SHOWING:
                new = None
            changed |= new is not instruction
            instructions += [new] if new else []
        if changed:
            _write_back(self.pdf, painter, resources, pikepdf.unparse_content_stream(instructions))
        self._visit_masks(resources, matrix, trail)

    def _replace_inline(self, resources: pikepdf.Dictionary, instruction: Any, now: Matrix, *, mute: bool) -> Any:
        """A picture written into the content becomes a call of a placeholder."""
        self.found.append(_unit_box(now))
        if self.pictures.keep:
            return instruction
        name = pikepdf.Name(f"/Inline{len(self.found)}")
        objects = dict_of(resources.get("/XObject"))
        objects[name] = _placeholder(self.pdf, now, mute=mute)
        resources["/XObject"] = objects
        return pikepdf.ContentStreamInstruction([name], pikepdf.Operator("Do"))

    def _paint(self, resources: pikepdf.Dictionary, name: str, now: Matrix, trail: Trail) -> None:
        """One `Do`: a picture is replaced, a form is followed."""
        objects, done = dict_of(resources.get("/XObject")), self.pictures.done
        target = objects.get(name)
        if not isinstance(target, pikepdf.Stream):
            return
        if target.get("/Subtype") == "/Image":
            if not _is_line(target):
                self.found.append(_unit_box(now))
            if not self.pictures.keep:
                key = (*target.objgen, trail.mute)
                if key not in done:
                    done[key] = _solid(self.pdf) if _is_line(target) else _placeholder(self.pdf, now, mute=trail.mute)
                objects[name] = done[key]
        elif target.get("/Subtype") == "/Form" and "/Blinder" not in target:
            inner = times(matrix_of(list_of(target.get("/Matrix"))), now)
            self.visit(target, resources, inner, Trail(trail.depth + 1, trail.mute))

    def _visit_masks(self, resources: pikepdf.Dictionary, matrix: Matrix, trail: Trail) -> None:
        """Tiling patterns and soft masks: pictures as everywhere; text goes, for PyMuPDF could not blind it there."""
        patterns = [each for _, each in sorted(dict_of(resources.get("/Pattern")).items())]
        states = [dict_of(each) for _, each in sorted(dict_of(resources.get("/ExtGState")).items())]
        for each in [*patterns, *(dict_of(state.get("/SMask")).get("/G") for state in states)]:
            if isinstance(each, pikepdf.Stream) and (*each.objgen, True) not in self.pictures.done:
                self.pictures.done[(*each.objgen, True)] = each
                inner = times(matrix_of(list_of(each.get("/Matrix"))), matrix)
                self.visit(each, resources, inner, Trail(trail.depth + 1, mute=True))


def _write_back(pdf: pikepdf.Pdf, painter: pikepdf.Object, resources: pikepdf.Dictionary, content: bytes) -> None:
    if isinstance(painter, pikepdf.Stream):
        painter.write(content)
    else:
        painter["/Contents"] = pdf.make_stream(content)
    painter["/Resources"] = resources


def _is_line(image: pikepdf.Stream) -> bool:
    return min(int(image.get("/Width", 1)), int(image.get("/Height", 1))) <= LINE


def _solid(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    """What a rule or a spacer becomes: its box in light grey."""
    return _form(pdf, b"0.87 g 0 0 1 1 re f", (0, 0, 1, 1), IDENTITY, caption=False)


def _placeholder(pdf: pikepdf.Pdf, matrix: Matrix, *, mute: bool) -> pikepdf.Stream:
    """A box with a thin border and unless `mute` the caption, upright on the page; its own matrix undoes `matrix`."""
    inverse, box = _inverse(matrix), _unit_box(matrix)
    if inverse is None:
        return _form(pdf, b"", (0, 0, 1, 1), IDENTITY, caption=False)
    x0, y0, x1, y1 = box
    width, height = x1 - x0, y1 - y0
    frame = f"0.93 g {x0:.2f} {y0:.2f} {width:.2f} {height:.2f} re f 0.6 G 0.5 w "
    frame += f"{x0 + 0.25:.2f} {y0 + 0.25:.2f} {max(width - 0.5, 0):.2f} {max(height - 0.5, 0):.2f} re S"
    size = min(11.0, width / 8.5, height / 1.4)
    if caption := size >= 4 and not mute:
        left, base = (x0 + x1) / 2 - size * 3.65, (y0 + y1) / 2 - size * 0.35
        frame += f" BT /Caption {size:.2f} Tf 0.38 g {left:.2f} {base:.2f} Td ({CAPTION}) Tj ET"
    return _form(pdf, frame.encode(), box, inverse, caption=caption)


def _form(pdf: pikepdf.Pdf, content: bytes, box: Box, matrix: Matrix, *, caption: bool) -> pikepdf.Stream:
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(Caption=font)) if caption else pikepdf.Dictionary()
    form: pikepdf.Stream = pdf.make_stream(
        content,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=pikepdf.Array([round(each, 3) for each in box]),
        Matrix=pikepdf.Array([round(each, 9) for each in matrix]),
        Resources=resources,
        Blinder=True,
    )
    return form


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


def _inverse(matrix: Matrix) -> Matrix | None:
    a, b, c, d, e, f = matrix
    size = a * d - b * c
    if abs(size) < 1e-9:
        return None
    return d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size


def _unit_box(matrix: Matrix) -> Box:
    """The upright box around the unit square under `matrix`."""
    a, b, c, d, e, f = matrix
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    return min(xs), min(ys), max(xs), max(ys)
