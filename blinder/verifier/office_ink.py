"""What office XML says of ink and ground: text nobody can see, cropped pictures, black shapes that lie over text."""

import re
from collections.abc import Mapping
from typing import Any

from blinder.verifier.sight import FactKind, Gathering

HIGHLIGHTS = {"black": "000000", "white": "FFFFFF", "darkBlue": "000080", "darkGray": "808080", "darkRed": "800000"}
WHITE, BLACK = "FFFFFF", "000000"
NEAR = 48  # of 255, per channel: colours so close are one to the eye
SHAPES = frozenset({"wsp", "sp", "rect", "roundrect", "shape", "oval"})
NO_COLOUR = frozenset({"", "white", "#fff", "#ffffff", "#FFF", "#FFFFFF"})
FILLED = (
    "./*[local-name()='spPr']/*[local-name()='gradFill' or local-name()='blipFill' or local-name()='solidFill'"
    " and not(*[@val='FFFFFF' or @val='bg1' or @val='lt1'])]"
    " | ./*[local-name()='style'][not(../*[local-name()='spPr']/*[local-name()='noFill' or local-name()='solidFill'])]"
    "/*[local-name()='fillRef'][@idx!='0']"
)
TINY_HALF_POINTS, TINY_POINTS = 4, 2.0


def note_unshown(gathering: Gathering, place: str, node: Any, local: str, attributes: Mapping[str, str]) -> None:
    """Note what one element hides; asked for every element, so it looks at few."""
    reason, value = "", ""
    if local == "rPr" and _local(node.getparent()) == "r":
        reason, value = _of_run(node), "".join(node.getparent().itertext()).strip()
        reason = reason if value else ""
    elif local == "text-properties":
        reason = _of_style(node, attributes)
    elif local in ("srcRect", "graphic-properties") and _is_cropped(attributes):
        reason = "cropped picture"
    elif local in ("anchor", "rect") and _is_black_cover(node, attributes):
        reason = "a black shape that may cover text"
    if reason:
        gathering.note(FactKind.UNSHOWN, place, reason, value)


def _of_run(properties: Any) -> str:
    """Why nobody sees a run of Word's: "" when it can be seen."""
    told = {_local(child): child for child in properties}
    ink = _value(told.get("color"), "val")
    ground = HIGHLIGHTS.get(_value(told.get("highlight"), "val"), "") or _value(told.get("shd"), "fill")
    size = _value(told.get("sz"), "val")
    if size.isdigit() and int(size) <= TINY_HALF_POINTS:
        return "tiny text"
    if ground and ground != "auto":
        return "text in the colour of its ground" if _alike(ink or BLACK, ground) else ""
    if _alike(ink, WHITE):
        return "white text on a coloured ground" if _stands_on_colour(properties) else "white text"
    return ""


def _of_style(node: Any, attributes: Mapping[str, str]) -> str:
    """The same of a style of OpenDocument's, whose texts lie elsewhere."""
    ink, ground = attributes.get("color", "")[1:], attributes.get("background-color", "")[1:]
    size = re.match(r"([\d.]+)pt", attributes.get("font-size", ""))
    if size and float(size[1]) <= TINY_POINTS:
        return "tiny text"
    if len(ground) == 6 and ink:
        return "text in the colour of its ground" if _alike(ink, ground) else ""
    if _alike(ink, WHITE):
        grounds = node.getroottree().getroot().xpath("//@*[local-name()='background-color']")
        coloured = any(each.startswith("#") and not _alike(each[1:], WHITE) for each in grounds)
        return "white text on a coloured ground" if coloured else "white text"
    return ""


def _stands_on_colour(properties: Any) -> bool:
    """Whether the paragraph, the cell, a style of the table or the shape may colour the ground."""
    for above in properties.iterancestors():
        if _local(above) in SHAPES and (_value(above, "fillcolor") not in NO_COLOUR or above.xpath(FILLED)):
            return True
        if _local(above) in ("p", "tc", "tbl"):
            for shade in above.xpath("./*/*[local-name()='shd' or local-name()='tblStyle']"):
                if _local(shade) == "tblStyle" or _value(shade, "fill") not in ("", "auto", WHITE):
                    return True
    return False


def _is_cropped(attributes: Mapping[str, str]) -> bool:
    return any(re.search(r"[1-9]", attributes.get(side, "")) for side in ("l", "t", "r", "b", "clip"))


def _is_black_cover(node: Any, attributes: Mapping[str, str]) -> bool:
    """Whether a floating shape is filled black, lies before the text and says nothing itself."""
    if attributes.get("behindDoc", "0") not in ("0", "false") or "".join(node.itertext()).strip():
        return False
    if _local(node) == "rect":
        return attributes.get("fillcolor", "") in ("black", "#000000", "#000")
    fills = node.xpath(".//*[local-name()='spPr']/*[local-name()='solidFill']/*")
    return any(_value(fill, "val").lower() in ("000000", "black") for fill in fills)


def _alike(one: str, other: str) -> bool:
    if not all(re.fullmatch(r"[0-9A-Fa-f]{6}", each) for each in (one, other)):
        return False
    return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) < NEAR for at in (0, 2, 4))


def _value(node: Any, name: str) -> str:
    """An attribute by its local name, "" where there is none."""
    tags = node.attrib.items() if node is not None else ()
    return next((str(value) for tag, value in tags if tag.rpartition("}")[2] == name), "")


def _local(node: Any) -> str:
    return node.tag.rpartition("}")[2] if node is not None and isinstance(node.tag, str) else ""
