"""Fine freehand shapes of an .odt: made plain, as `formats.drawn` tells."""

from collections.abc import Iterable

from lxml import etree

from blinder.formats.base import Options
from blinder.formats.drawn import is_fine, judge_drawing, strokes_of
from blinder.formats.odt.vocabulary import qualified
from blinder.types import Fate, Picture

_LINES = {
    qualified("draw:path"): qualified("svg:d"),
    qualified("draw:polygon"): qualified("draw:points"),
    qualified("draw:polyline"): qualified("draw:points"),
}
_GEOMETRY, _PATH, _TYPE = map(qualified, ("draw:enhanced-geometry", "draw:enhanced-path", "draw:type"))
_FREE = ("", "non-primitive", "mso-spt100", "ooxml-non-primitive")
_BOX = {
    "svg:viewBox": "0 0 21600 21600",
    "draw:type": "rectangle",
    "draw:enhanced-path": "M 0 0 L 21600 0 21600 21600 0 21600 0 0 Z N",
}


def flatten_drawings(roots: Iterable[etree._Element], options: Options) -> list[Picture]:
    """The fine drawings of all parts; those that do not stay are made plain in place."""
    fine = [node for root in roots for node in root.iter(_GEOMETRY, *_LINES) if is_fine(_path(node))]
    judged = [
        judge_drawing(strokes_of(_path(node), steps=node.tag != _GEOMETRY), f"drawing {number}", options)
        for number, node in enumerate(fine, 1)
    ]
    for node, drawing in zip(fine, judged, strict=True):
        if drawing.fate is not Fate.KEEP:
            _flatten(node)
    return judged


def _flatten(node: etree._Element) -> None:
    if node.tag == _GEOMETRY:
        node[:] = []
        node.attrib.clear()
        for key, value in _BOX.items():
            node.set(qualified(key), value)
        return
    for key in (_LINES[str(node.tag)], qualified("svg:viewBox")):
        node.attrib.pop(key, "")
    node.tag = qualified("draw:rect")


def _path(node: etree._Element) -> str:
    """The lines of a free shape."""
    if node.tag == _GEOMETRY:
        return node.get(_PATH, "") if node.get(_TYPE, "") in _FREE else ""
    return node.get(_LINES[str(node.tag)], "")
