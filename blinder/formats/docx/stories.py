"""The walk through a document in reading order: trees in, segments and the ways to change them out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from lxml import etree

from blinder.formats.docx.evidence import Evidence
from blinder.formats.docx.flows import Flow, join_flows, read_flow, write_attribute, write_text
from blinder.formats.docx.names import q
from blinder.formats.docx.scrub import READ, TEXT
from blinder.types import Redaction, Segment, SegmentKind

Edit = Callable[[Sequence[Redaction]], None]
_KINDS = {
    "w:listEntry": SegmentKind.FIELD,
    "w:listItem": SegmentKind.FIELD,
    "w:lvlText": SegmentKind.BODY,
    "v:textpath": SegmentKind.TEXT_BOX,
}
_TEXT_TAGS = tuple(q(name) for name in sorted(TEXT - {"w:instrText"}))
_READ_TAGS = {q(name): name for name in READ}
_ATTRIBUTES = {
    attribute: attribute[1:] if attribute.startswith(":") else q(attribute)
    for names in READ.values()
    for attribute in names
}


@dataclass(slots=True)
class Story:
    """All segments of a document so far, and the edit behind each id."""

    segments: list[Segment] = field(default_factory=list)
    edits: dict[str, Edit] = field(default_factory=dict)
    boxes: int = 0
    covered: set[etree._Element] = field(default_factory=set)  # elements whose text is in a segment
    hints: dict[etree._Element, str] = field(default_factory=dict)  # content control → its title
    afterwards: list[Callable[[], None]] = field(default_factory=list)  # to be done when all edits are

    def keep(self, kind: SegmentKind, place: str, text: str, edit: Edit, hint: str = "", glue: str = "\n") -> None:
        """A segment that stays; blank ones have no id."""
        if text.strip():
            segment = Segment(f"s{len(self.segments) + 1}", kind, place, text, hint, glue)
            self.segments.append(segment)
            self.edits[segment.id] = edit

    def keep_flow(self, flow: Flow, kind: SegmentKind, place: str, hint: str = "", glue: str = "\n") -> None:
        """A paragraph's text, with those that mirror it."""
        self.keep(kind, place, flow.text, flow.apply, hint, glue)
        self.covered.update(piece.node for piece in flow.all_pieces())

    def sweep(self, root: etree._Element, place: str, evidence: Evidence) -> None:
        """Empty every text that no segment holds: what is not read must not be written."""
        for node in root.iter(*_TEXT_TAGS):
            if node not in self.covered and node.text and node.text.strip() and not _is_number(node.text):
                evidence.add(SegmentKind.BODY, place, node.text)
                evidence.removed(place, "text where none belongs")
                node.text = None

    def drop(self, evidence: Evidence) -> None:
        """Evidence behind everything else."""
        for kind, place, text, hint in evidence.texts:
            self.segments.append(Segment(f"s{len(self.segments) + 1}", kind, place, text, hint, dropped=True))

    def read(self, root: etree._Element, kind: SegmentKind, place: str = "") -> None:
        """A part with paragraphs: body, header, note, comment, text box."""
        _Walk(self, kind, place).blocks(root)

    def read_attributes(self, root: etree._Element, place: str) -> None:
        """What a person reads in attributes: alternative texts, tooltips, choices, captions, numbering."""
        for node in root.iter(*_READ_TAGS):
            name = _READ_TAGS[str(node.tag)]
            for attribute in READ[name]:
                key = _ATTRIBUTES[attribute]
                kind = _KINDS.get(name, SegmentKind.ALT_TEXT)
                self.keep(kind, place, node.get(key, ""), partial(write_attribute, node, key))

    def read_drawing(self, root: etree._Element, kind: SegmentKind, place: str) -> None:
        """A chart or diagram: its paragraphs, then the texts of its caches."""
        for paragraph in root.iter(q("a:p")):
            self.keep_flow(read_flow(paragraph), kind, place)
        for leaf in root.iter(q("c:v"), q("c:separator"), q("c:name")):
            if not _is_number(leaf.text or ""):
                self.keep(kind, place, leaf.text or "", partial(write_text, leaf))
                self.covered.add(leaf)


class _Walk:
    """The walk through one story; counts its paragraphs, tables and rows."""

    def __init__(
        self, story: Story, kind: SegmentKind, place: str, mirrors: dict[etree._Element, Flow] | None = None
    ) -> None:
        self.story, self.kind, self.prefix = story, kind, f"{place}, " if place else ""
        self.mirrors = mirrors or {}
        self.paragraphs = self.tables = 0
        self.cell, self.glue = "", "\n"
        self.initial: Flow | None = None  # of the paragraph to come

    def blocks(self, container: etree._Element) -> None:
        for node in container:
            if node.tag == q("w:p"):
                self.paragraph(node)
            elif node.tag == q("w:tbl"):
                self.table(node)
            elif node.tag not in (q("w:sdtPr"), q("w:sectPr"), q("w:tblPr")):
                self.blocks(node)

    def table(self, table: etree._Element) -> None:
        outer, kind = self.cell, self.kind
        self.tables += 1
        number = self.tables
        self.kind = SegmentKind.TABLE if kind == SegmentKind.BODY else kind
        for row_number, row in enumerate(_nearest(table, q("w:tr")), 1):
            before = len(self.story.segments)
            for cell in _nearest(row, q("w:tc")):
                self.cell = f"{outer}table {number}, row {row_number}"
                self.glue = " | " if len(self.story.segments) > before else "\n"
                self.blocks(cell)
        self.cell, self.kind, self.glue = outer, kind, "\n"

    def paragraph(self, paragraph: etree._Element) -> None:
        self.paragraphs += not self.cell
        place = self.prefix + (self.cell or f"paragraph {self.paragraphs}")
        flow = read_flow(paragraph)
        flow.mirror = self.mirrors.get(paragraph)
        if self.initial is not None:
            flow, self.initial = join_flows(self.initial, flow), None
        if _is_initial(paragraph) and flow.mirror is None:
            self.initial = flow
            return
        self.story.keep_flow(flow, self.kind, place, self.hint(paragraph), self.glue)
        if flow.text.strip():
            self.glue = "\n"
        for aside in flow.asides:
            self.aside(aside, place)
        for box in flow.boxes:
            self.box(box)

    def hint(self, paragraph: etree._Element) -> str:
        """The title of the content control around the paragraph, or of the first one in it."""
        controls = [*paragraph.iterancestors(q("w:sdt")), *paragraph.iter(q("w:sdt"))] if self.story.hints else []
        return next((self.story.hints[control] for control in controls if control in self.story.hints), "")

    def aside(self, node: etree._Element, place: str) -> None:
        deleted = node.tag != q("w:rt")
        flow = read_flow(node, deleted=deleted)
        self.story.keep_flow(flow, SegmentKind.DELETED if deleted else self.kind, place)
        for inner in flow.asides:
            self.aside(inner, place)
        for box in flow.boxes:
            self.box(box)

    def box(self, node: etree._Element) -> None:
        """A text box, or an alternative whose fallback repeats the choice and is then changed along with it."""
        if node.tag == q("w:txbxContent"):
            self.story.boxes += 1
            _Walk(self.story, SegmentKind.TEXT_BOX, f"text box {self.story.boxes}", self.mirrors).blocks(node)
            return
        first, *others = list(node)
        for other in others:
            mine, theirs = list(first.iter(q("w:p"))), [read_flow(p) for p in other.iter(q("w:p"))]
            if theirs and [read_flow(p).text for p in mine] == [flow.text for flow in theirs]:
                self.mirrors |= dict(zip(mine, theirs, strict=True))
            else:
                self.inside(other)
        self.inside(first)

    def inside(self, branch: etree._Element) -> None:
        flow = read_flow(branch)
        self.story.keep_flow(flow, self.kind, f"{self.prefix}paragraph {self.paragraphs}")
        for box in flow.boxes:
            self.box(box)


def _nearest(root: etree._Element, tag: str) -> Iterable[etree._Element]:
    """The elements of this tag below the root, not those inside of one."""
    for node in root:
        if node.tag == tag:
            yield node
        elif node.tag != q("w:tbl"):
            yield from _nearest(node, tag)


def _is_initial(paragraph: etree._Element) -> bool:
    """Whether it is the first letter of the next paragraph, set large: Word frames it as a paragraph of its own."""
    frame = paragraph.find(f"{q('w:pPr')}/{q('w:framePr')}")
    after = paragraph.getnext()
    framed = frame is not None and frame.get(q("w:dropCap"), "none") != "none"
    return framed and after is not None and after.tag == q("w:p")


def _is_number(text: str) -> bool:
    return bool(text) and set(text) <= set("0123456789.,+-eE%")
