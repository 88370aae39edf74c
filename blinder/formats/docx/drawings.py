"""Fine freehand shapes of Word and of VML, its older drawing language: made plain, as `formats.drawn` tells."""

from collections.abc import Iterator

from lxml import etree

from blinder.formats.base import Options
from blinder.formats.docx.names import q
from blinder.formats.drawn import POINTS, Point, is_fine, judge_drawing, strokes_of
from blinder.types import Fate, Picture

_FREE = (None, "0", "100")  # o:spt of shapes that are no built-in ones


def flatten_drawings(root: etree._Element, numbers: Iterator[int], options: Options) -> list[Picture]:
    """The fine drawings of a part; those that do not stay are made plain in place.

    Args:
        numbers: of the document's drawings from here on.
    """
    curves = [node for node in root.iter(q("a:custGeom")) if sum(1 for _ in node.iter(q("a:pt"))) > POINTS]
    paths = [(node, name) for node, name in _paths(root) if is_fine(node.get(name, ""))]
    lines = [_strokes(node) for node in curves] or [strokes_of(node.get(name, "")) for node, name in paths]
    judged = [judge_drawing(strokes, f"drawing {next(numbers)}", options) for strokes in lines]
    stays = [each.fate is Fate.KEEP for each in judged]
    for node, keep in zip(curves, stays, strict=False):
        if not keep:
            node[:] = []
            node.tag = q("a:prstGeom")
            node.set("prst", "rect")
            etree.SubElement(node, q("a:avLst"))
    repeats = [all(stays)] * len(paths)  # the older language repeats the newer
    for (node, name), keep in zip(paths, repeats if curves else stays, strict=True):
        if not keep:
            node.set(name, _plain(node, name))
    return judged


def _strokes(geometry: etree._Element) -> list[list[Point]]:
    """The points of its paths as far as they are numbers, a stroke for each path or move."""
    strokes: list[list[Point]] = []
    for node in geometry.iter(q("a:path"), q("a:moveTo"), q("a:pt")):
        if node.tag != q("a:pt"):
            strokes.append([])
        elif all(_is_number(node.get(axis, "")) for axis in "xy"):
            strokes[-1].append((float(node.get("x", "")), float(node.get("y", ""))))
    return [stroke for stroke in strokes if stroke] or [[(0.0, 0.0)]]


def _is_number(text: str) -> bool:
    return text.removeprefix("-").isdecimal()


def _paths(root: etree._Element) -> list[tuple[etree._Element, str]]:
    shapes = [node for node in root.iter(q("v:shape"), q("v:shapetype")) if node.get(q("o:spt")) in _FREE]
    inner = [(node, "v") for shape in shapes for node in shape.iter(q("v:path"))]
    return [*((node, "path") for node in shapes), *inner, *((node, "points") for node in root.iter(q("v:polyline")))]


def _plain(node: etree._Element, name: str) -> str:
    """A box around it in its own coordinates: 1000 by 1000 where it names none."""
    around = node if node.get("coordsize") else node.getparent()
    size = around.get("coordsize", "").split(",") if around is not None else []
    width, height = size if len(size) == 2 and all(size) else ("1000", "1000")
    return f"0,0,{width},{height}" if name == "points" else f"m0,0l{width},0,{width},{height},0,{height}xe"
