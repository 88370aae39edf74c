"""A page's own frame, and pages laid flat: unrotated, all layers on, in boxes so wide that nothing is off the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from blinder.formats.pdf.fonts import drop_needless_map
from blinder.formats.pdf.objects import Box, box_of, dict_of
from blinder.formats.pdf.painted import contents_of

WIDE = 14_400.0  # points; a page may not be larger, so its content is hardly anywhere else
LETTER: Box = (0.0, 0.0, 612.0, 792.0)
KEPT_IN_PAGE = {"/Type", "/Parent", "/Resources", "/Contents", "/MediaBox", "/Rotate", "/Group", "/Annots", "/UserUnit"}
OWN_GLYPHS = {"/FontDescriptor", "/DescendantFonts"}  # keys of a font that the file may carry
KEPT_IN_ROOT = {"/Type", "/Pages", "/AcroForm"}
QUOTES = re.compile(rb"(?:^|[)>]|%[^\r\n]*)\s*['\"]")  # operators that show a string on the next line


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's own frame, which preparing widens and finishing restores. Boxes in points, y upwards."""

    media: Box
    crop: Box
    rotate: int  # degrees clockwise: 0, 90, 180, 270

    def shows(self, area: Box) -> bool:
        """Whether any of an area of the flattened page, in PyMuPDF's coordinates, is on the sheet."""
        left, bottom, right, top = self.crop
        x0, y0, x1, y1 = _upwards(area)
        return x0 <= right and left <= x1 and y0 <= top and bottom <= y1

    def holds(self, area: Box) -> bool:
        """Whether all of such an area is on the sheet."""
        left, bottom, right, top = self.crop
        x0, y0, x1, y1 = _upwards(area)
        return left <= x0 and x1 <= right and bottom <= y0 and y1 <= top


def _upwards(area: Box) -> Box:
    return area[0] - WIDE, WIDE - area[3], area[2] - WIDE, WIDE - area[1]


def flatten(pdf: pikepdf.Pdf) -> tuple[Sheet, ...]:
    """Widen every page, and drop all that neither the pages nor `bake` need."""
    sheets = []
    for page in pdf.pages:
        media = box_of(page.mediabox) or LETTER
        if media[2] - media[0] < 1 or media[3] - media[1] < 1:
            media = LETTER
        crop = _common(box_of(page.cropbox) or media, media)
        rotate = page.obj.get("/Rotate", pikepdf.Object.parse(b"0"))
        sheets.append(Sheet(media, crop, round(float(_inherited_rotate(page.obj, rotate)) / 90) * 90 % 360))
        page.obj["/Resources"] = page.resources
        if _has_quotes(page.obj):
            page.obj["/Contents"] = pdf.make_stream(_without_quotes(page.obj))
        for key in set(page.obj.keys()) - KEPT_IN_PAGE:
            del page.obj[key]
        page.obj["/MediaBox"] = pikepdf.Array([-WIDE, -WIDE, WIDE, WIDE])
        page.obj["/Rotate"] = 0
    for key in set(pdf.Root.keys()) - KEPT_IN_ROOT:
        del pdf.Root[key]
    for each in pdf.objects:  # a layer no longer hides what it holds
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream) and "/OC" in each:
            del each["/OC"]
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form" and _has_quotes(each):
            each.write(_without_quotes(each))
        for font in _fonts_in(each, pdf):
            drop_needless_map(font)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    return tuple(sheets)


def _has_quotes(painter: pikepdf.Object) -> bool:
    """Whether a page or a form may show strings so; what cannot be unpacked shows nothing."""
    try:
        parts = [painter.read_bytes()] if isinstance(painter, pikepdf.Stream) else contents_of(painter)
        return bool(QUOTES.search(b"\n".join(parts)))
    except pikepdf.PdfError:
        return False


def _without_quotes(painter: pikepdf.Object) -> bytes:
    """Content with a step to the next line before the string; PyMuPDF mixes up lines that are shown in one go."""
    return pikepdf.unparse_content_stream(
        [step for each in pikepdf.parse_content_stream(painter) for step in _steps(each)]
    )


def _steps(instruction: Any) -> Iterator[Any]:
    """One instruction, or those it stands for. ISO 32000-1, 9.4.3."""
    operator, operands = str(instruction.operator), list(instruction.operands)
    if operator not in ("'", '"'):
        yield instruction
        return
    for name, operand in zip(("Tw", "Tc"), operands[:-1] if operator == '"' else (), strict=False):
        yield pikepdf.ContentStreamInstruction([operand], pikepdf.Operator(name))
    yield pikepdf.ContentStreamInstruction([], pikepdf.Operator("T*"))
    yield pikepdf.ContentStreamInstruction(operands[-1:], pikepdf.Operator("Tj"))


def _fonts_in(thing: pikepdf.Object, pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """The fonts that an object is, or lends to what it paints; one with its own glyphs becomes its own object."""
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return
    if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font":
        yield thing
    for owner in (thing, dict_of(thing.get("/Resources"))):
        fonts = dict_of(owner.get("/Font"))
        for name, font in list(fonts.items()):
            if isinstance(font, pikepdf.Dictionary):
                if OWN_GLYPHS & set(font.keys()) and not font.is_indirect:
                    fonts[name] = pdf.make_indirect(font)
                yield dict_of(fonts[name])


def _inherited_rotate(node: pikepdf.Object, value: object) -> int:
    for _ in range(50):
        if "/Rotate" in node:
            value = node["/Rotate"]
            break
        node = dict_of(node.get("/Parent"))
    return int(value) if isinstance(value, int) else 0


def _common(inner: Box, outer: Box) -> Box:
    """The part of the crop box within the media box; all of it where they have none in common."""
    x0, y0, x1, y1 = (*map(max, inner[:2], outer[:2]), *map(min, inner[2:], outer[2:]))
    return (x0, y0, x1, y1) if x1 - x0 >= 1 and y1 - y0 >= 1 else outer
