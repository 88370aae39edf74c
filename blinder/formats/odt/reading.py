"""Walk a clean tree in reading order: every stretch of text as an anchor, a segment and the way to redact it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import unquote

from lxml import etree

from blinder.formats.base import apply_redactions
from blinder.formats.odt.package import attributes
from blinder.formats.odt.paragraphs import paragraph_text, redact_paragraph, tidy, unlink
from blinder.formats.odt.vocabulary import HOLDERS, TEXTS, qualified
from blinder.types import Redaction, SegmentKind

HREF = qualified("xlink:href")
LINKS = {qualified("text:a"), qualified("draw:a")}
_TABLE, _ROW = qualified("table:table"), qualified("table:table-row")
_CELLS = {qualified("table:table-cell"), qualified("table:covered-table-cell")}
_LETTER, _TWO_LETTERS = re.compile(r"[^\W_]"), re.compile(r"[^\W_].*?[^\W_]", re.DOTALL)
_LABELS = [qualified(f"form:{name}") for name in ("label", "title")]
_OWN_KIND = {
    "svg:title": SegmentKind.ALT_TEXT,
    "svg:desc": SegmentKind.ALT_TEXT,
    "table:title": SegmentKind.ALT_TEXT,
    "table:desc": SegmentKind.ALT_TEXT,
    "number:text": SegmentKind.FIELD,
    "number:currency-symbol": SegmentKind.FIELD,
    "number:embedded-text": SegmentKind.FIELD,
    "text:index-title-template": SegmentKind.FIELD,
    "text:index-entry-span": SegmentKind.FIELD,
}
_KINDS = {
    "draw:text-box": SegmentKind.TEXT_BOX,
    "text:note": SegmentKind.NOTE,
    "office:annotation": SegmentKind.COMMENT,
    "office:change-info": SegmentKind.COMMENT,
    "text:deletion": SegmentKind.DELETED,
    "office:forms": SegmentKind.FIELD,
    "style:header": SegmentKind.HEADER,
    "style:header-left": SegmentKind.HEADER,
    "style:header-first": SegmentKind.HEADER,
    "style:footer": SegmentKind.FOOTER,
    "style:footer-left": SegmentKind.FOOTER,
    "style:footer-first": SegmentKind.FOOTER,
    "office:chart": SegmentKind.CHART,
}
_SHAPES = (
    "caption",
    "circle",
    "connector",
    "custom-shape",
    "ellipse",
    "line",
    "measure",
    "path",
    "polygon",
    "polyline",
    "rect",
    "regular-polygon",
)
_OWN = {qualified(name): kind for name, kind in _OWN_KIND.items()}
_AROUND = (
    {qualified(name): kind for name, kind in _KINDS.items()}
    | {qualified(f"draw:{shape}"): SegmentKind.TEXT_BOX for shape in _SHAPES}
    | dict.fromkeys(_CELLS, SegmentKind.TABLE)
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A segment to be, and how to redact it in the tree it came from."""

    kind: SegmentKind
    place: str
    text: str = field(repr=False)
    redact: Callable[[Sequence[Redaction]], None] = field(repr=False)
    hint: str = field(default="", repr=False)
    glue: str = "\n"


def read_tree(root: etree._Element, where: str = "") -> Iterator[Anchor]:
    """All anchors of a clean tree; its paragraphs' white space is tidied on the way.

    Args:
        where: goes before every place ("object 1, ").
    """
    places = _Places(where)
    for node in root.iter():
        places.enter(node)
        if node.tag in HOLDERS:
            tidy(node)
            yield Anchor(
                _kind(node), places.of(node), paragraph_text(node), partial(redact_paragraph, node), glue=_glue(node)
            )
        if not TEXTS.isdisjoint(node.attrib):
            yield from _attribute_anchors(node, places.of(node))
        if node.tag in LINKS and not node.get(HREF, "").startswith("#"):
            yield Anchor(SegmentKind.LINK, places.of(node), unquote(node.get(HREF, "")), partial(_unlink, node))


def is_text(anchor: Anchor) -> bool:
    """Whether a name could stand there: two letters or digits at least, in a table one, where it may be a figure."""
    wanted = _LETTER if anchor.kind is SegmentKind.TABLE else _TWO_LETTERS
    return wanted.search(anchor.text) is not None


def _attribute_anchors(node: etree._Element, place: str) -> Iterator[Anchor]:
    """The texts in the node's attributes; a form field's label or help is the hint of its other texts."""
    label = next((node.get(key, "") for key in _LABELS if node.get(key)), "")
    for key, value in attributes(node):
        if key in TEXTS:
            hint = label if label != value else ""
            yield Anchor(SegmentKind.FIELD, place, value, partial(_redact_attribute, node, key), hint)


class _Places:
    """Counts paragraphs, tables and rows on the way through a tree."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.count: Counter[str] = Counter()
        self.numbers: dict[etree._Element, int] = {}

    def enter(self, node: etree._Element) -> None:
        if node.tag == _TABLE:
            self.count["table"] += 1
            self.numbers[node] = self.count["table"]
        elif node.tag == _ROW:
            table = next(node.iterancestors(_TABLE), node)
            self.count[f"row {self.numbers.get(table)}"] += 1
            self.numbers[node] = self.count[f"row {self.numbers.get(table)}"]
        elif node.tag in HOLDERS:
            self.count["paragraph"] += 1

    def of(self, node: etree._Element) -> str:
        """Where the node is, in a reader's words."""
        kind = _kind(node)
        row = next(node.iterancestors(_ROW), None)
        if row is not None and kind is SegmentKind.TABLE:
            table = next(node.iterancestors(_TABLE), row)
            return f"{self.where}table {self.numbers.get(table)}, row {self.numbers.get(row)}"
        place = f"paragraph {self.count['paragraph']}"
        return self.where + (place if kind is SegmentKind.BODY else f"{kind.value}, {place}")


def _kind(node: etree._Element) -> SegmentKind:
    """What the node itself says, else what is nearest around it; a chart's table is part of the chart."""
    if node.tag in _OWN:
        return _OWN[str(node.tag)]
    kinds = [_AROUND[str(each.tag)] for each in node.iterancestors() if each.tag in _AROUND]
    return SegmentKind.CHART if SegmentKind.CHART in kinds else next(iter(kinds), SegmentKind.BODY)


def _glue(node: etree._Element) -> str:
    """The cells of a row that hold text are set apart by a bar, all else by a line break."""
    parent = node.getparent()
    if parent is None or parent.tag not in _CELLS or next(parent.iterchildren(*HOLDERS)) is not node:
        return "\n"
    before = ("".join(map(str, cell.itertext())) for cell in parent.itersiblings(*_CELLS, preceding=True))
    return " | " if any(_LETTER.search(text) for text in before) else "\n"


def _unlink(node: etree._Element, redactions: Sequence[Redaction]) -> None:
    unlink(node)


def _redact_attribute(node: etree._Element, key: str, redactions: Sequence[Redaction]) -> None:
    node.set(key, apply_redactions(node.get(key, ""), redactions))
