"""Names that nobody reads (styles, frames, bookmarks, tables, fields): each becomes a counter, its references too.

One counter for all kinds, in order of appearance: what was equal stays equal, and a second pass changes nothing.
"""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from lxml import etree

from blinder.formats.odt.package import attributes
from blinder.formats.odt.paragraphs import unlink
from blinder.formats.odt.values import is_built_in
from blinder.formats.odt.vocabulary import ADDRESSES, NAMES, qualified

HREF = qualified("xlink:href")
DISPLAY_NAME, STYLE_NAME = qualified("style:display-name"), qualified("style:name")
EQUATION, EQUATION_NAME = qualified("draw:equation"), qualified("draw:name")
LISTS = {qualified("draw:stroke-dash-names")}
_KINDS = "outline|table|region|frame|graphic|ole|text|sequence"
_TARGET = re.compile(rf"#(.*?)(\|(?:{_KINDS}))?")
_ADDRESS = re.compile(r"(?:(\$?)('(?:[^']|'')*'|[^\s.:'$]*))?\.(\$?[A-Z]{1,3}\$?[0-9]{1,7})")


def drop_dead_links(roots: Iterable[etree._Element]) -> None:
    """Turn links inside the document that lead to no name in it ("#Budget|outline") into their text, in place."""
    nodes = [node for root in roots for node in root.iter()]
    names = {value for node in nodes for key, value in attributes(node) if key in NAMES}
    for node in nodes:
        found = _TARGET.fullmatch(unquote(node.get(HREF, "")))
        if found and found[1] not in names:
            unlink(node)


def is_address(value: str) -> bool:
    """Whether the value is one or more cell addresses."""
    return not _ADDRESS.sub("", value).strip(" :")


def neutralize_names(roots: Iterable[etree._Element]) -> None:
    """Replace all names, in place, over all parts of one document."""
    counter = _Counter()
    for root in roots:
        for node in root.iter():
            items = attributes(node)
            node.attrib.clear()
            for key, value in items:
                node.set(key, counter.value(node, key, value))
            name = node.get(STYLE_NAME, "")
            if "_20_" in name:
                node.set(DISPLAY_NAME, name.replace("_20_", " "))


class _Counter:
    """Hands out "n1", "n2" … in order of appearance; built-in names stay."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def value(self, node: etree._Element, key: str, value: str) -> str:
        """What the attribute's value becomes."""
        if key == EQUATION_NAME and node.tag == EQUATION and re.fullmatch(r"(?!n\d)[a-z]{1,2}\d{1,4}", value):
            return value  # a custom shape's formulas call it by this name
        if key in LISTS:
            return " ".join(self.name(each) for each in value.split())
        if key in NAMES:
            return self.name(value)
        if key in ADDRESSES:
            return _ADDRESS.sub(lambda found: f"{found[1] or ''}{self.name(found[2] or '')}.{found[3]}", value)
        if key == HREF and value.startswith("#"):
            found = _TARGET.fullmatch(unquote(value))
            return f"#{self.name(found[1])}{found[2] or ''}" if found else "#"
        return value

    def name(self, name: str) -> str:
        """The name's counter."""
        if not name or is_built_in(name):
            return name
        if name[0] == name[-1] == "'" and len(name) > 1:
            name = name[1:-1].replace("''", "'")
        return name if is_built_in(name) else self.names.setdefault(name, f"n{len(self.names) + 1}")
