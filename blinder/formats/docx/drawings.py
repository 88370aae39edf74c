"""Fine freehand shapes of Word and of VML, its older drawing language: made plain, as `formats.drawn` tells."""

from lxml import etree

from blinder.formats.base import Options
from blinder.formats.docx.names import q
from blinder.formats.drawn import POINTS, is_fine, is_kept

_FREE = (None, "0", "100")  # o:spt of shapes that are no built-in ones


def flatten_drawings(root: etree._Element, options: Options) -> int:
    """Make the fine drawings of a part plain, in place, unless they are kept; how many there are."""
    curves = [node for node in root.iter(q("a:custGeom")) if sum(1 for _ in node.iter(q("a:pt"))) > POINTS]
    paths = [(node, name) for node, name in _paths(root) if is_fine(node.get(name, ""))]
    for node in curves if not is_kept(options) else ():
        node[:] = []
        node.tag = q("a:prstGeom")
        node.set("prst", "rect")
        etree.SubElement(node, q("a:avLst"))
    for node, name in paths if not is_kept(options) else ():
        node.set(name, _plain(node, name))
    return len(curves) or len(paths)  # the older language repeats the newer


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
