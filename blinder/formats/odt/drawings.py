"""Fine freehand shapes of an .odt: made plain, as `formats.drawn` tells."""

from collections.abc import Iterable

from lxml import etree

from blinder.formats.base import Options
from blinder.formats.drawn import is_fine, is_kept
from blinder.formats.odt.vocabulary import qualified

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


def flatten_drawings(roots: Iterable[etree._Element], options: Options) -> int:
    """Make the fine drawings of all parts plain, in place, unless they are kept; how many there are."""
    fine = [node for root in roots for node in root.iter(_GEOMETRY, *_LINES) if _is_drawing(node)]
    for node in fine if not is_kept(options) else ():
        if node.tag == _GEOMETRY:
            node[:] = []
            node.attrib.clear()
            for key, value in _BOX.items():
                node.set(qualified(key), value)
        else:
            for key in (_LINES[str(node.tag)], qualified("svg:viewBox")):
                node.attrib.pop(key, "")
            node.tag = qualified("draw:rect")
    return len(fine)


def _is_drawing(node: etree._Element) -> bool:
    if node.tag == _GEOMETRY:
        return node.get(_TYPE, "") in _FREE and is_fine(node.get(_PATH, ""))
    return is_fine(node.get(_LINES[str(node.tag)], ""))
