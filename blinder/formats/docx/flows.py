"""One paragraph's text and where each of its characters lives, so that a label lands in the run of the first one."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from blinder.formats.base import apply_redactions
from blinder.formats.docx.names import q, remove
from blinder.types import Redaction

_CHARACTERS = {
    q("w:tab"): "\t",
    q("w:ptab"): "\t",
    q("w:br"): "\n",
    q("w:cr"): "\n",
    q("a:br"): "\n",
    q("w:noBreakHyphen"): "\N{NON-BREAKING HYPHEN}",
    q("w:softHyphen"): "\N{SOFT HYPHEN}",
}
_PRIVATE = 0xF000  # where Word puts the characters of a font that has an order of its own
_SYMBOLS = re.compile("(?i)symbol|dings|extra|marlett|icon")
_TEXTS = (q("w:t"), q("m:t"), q("a:t"))
_PROPERTIES = tuple(q(name) for name in ("w:pPr", "w:rPr", "w:sdtPr", "a:pPr", "a:rPr", "m:rPr"))
_ASIDE = (q("w:rt"), q("w:del"), q("w:moveFrom"))
_BOXES = (q("w:txbxContent"), q("mc:AlternateContent"))


@dataclass(slots=True)
class _Piece:
    node: etree._Element
    text: str
    start: int
    end: int
    changed: bool = False


@dataclass(slots=True)
class Flow:
    """The text of one paragraph, of a ruby or of a deletion in it.

    Attributes:
        asides: rubies and kept deletions, which interrupt the text and are read on their own.
        boxes: text boxes and alternatives anchored here.
        mirror: a copy with the same text, which changes along.
    """

    text: str = ""
    pieces: list[_Piece] = field(default_factory=list)
    asides: list[etree._Element] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    mirror: "Flow | None" = None

    def apply(self, redactions: Sequence[Redaction]) -> None:
        """Put each label into the piece of its first character; the other pieces lose only what is redacted."""
        starts = [piece.start for piece in self.pieces]
        for redaction in reversed(redactions):
            label = redaction.replacement
            first, last = bisect_right(starts, redaction.span.start) - 1, bisect_left(starts, redaction.span.end)
            for piece in self.pieces[max(first, 0) : last]:
                start = max(redaction.span.start - piece.start, 0)
                end = min(redaction.span.end, piece.end) - piece.start
                if start < end:
                    piece.text = piece.text[:start] + label + piece.text[end:]
                    piece.changed, label = True, ""
        for piece in self.pieces:
            if piece.changed:
                _write(piece)
        if self.mirror is not None:
            self.mirror.apply(redactions)

    def all_pieces(self) -> "list[_Piece]":
        """Its own pieces and those of its mirror."""
        return self.pieces + (self.mirror.all_pieces() if self.mirror is not None else [])


def read_flow(root: etree._Element, deleted: bool = False) -> Flow:
    """The flow of a paragraph, or of an aside itself.

    Args:
        deleted: read deleted text, which is not part of the paragraph's own.
    """
    flow = Flow()
    for node, text in _leaves(root, flow, (*_TEXTS, q("w:delText")) if deleted else _TEXTS):
        if text:
            flow.pieces.append(_Piece(node, text, len(flow.text), len(flow.text) + len(text)))
            flow.text += text
    return flow


def join_flows(first: Flow, second: Flow) -> Flow:
    """Two flows that read as one; what mirrors the second does not change along."""
    for piece in second.pieces:
        piece.start += len(first.text)
        piece.end += len(first.text)
    return Flow(
        first.text + second.text,
        first.pieces + second.pieces,
        first.asides + second.asides,
        first.boxes + second.boxes,
    )


def preserve_space(node: etree._Element) -> None:
    """Mark a text whose outer blanks count; DrawingML and math need no mark but Word writes it for math, too."""
    text = node.text or ""
    if text != text.strip() and not str(node.tag).startswith(q("a:t")[:-1]):
        node.set(q("xml:space"), "preserve")


def trim_unpreserved(root: etree._Element) -> None:
    """Take away the outer blanks that Word does not show, since nothing preserves them."""
    for node in root.iter(q("w:t"), q("w:delText")):
        if node.text and node.get(q("xml:space")) != "preserve":
            node.text = node.text.strip(" \t\r\n") or None


def _leaves(node: etree._Element, flow: Flow, texts: Sequence[str]) -> Iterator[tuple[etree._Element, str]]:
    for child in node:
        tag = str(child.tag)
        if tag in texts:
            yield child, child.text or ""
        elif tag in _CHARACTERS and not (tag == q("w:tab") and node.tag == q("w:tabs")):
            yield child, _CHARACTERS[tag]
        elif tag == q("w:sym"):
            yield child, _symbol(child)
        elif tag in _ASIDE:
            flow.asides.append(child)
        elif tag in _BOXES:
            flow.boxes.append(child)
        elif tag not in _PROPERTIES:
            yield from _leaves(child, flow, texts)


def _symbol(node: etree._Element) -> str:
    """The character of a symbol font, as its private code point; of any other font, as the letter that it shows."""
    try:
        code = int(node.get(q("w:char"), ""), 16)
        return chr(
            code - _PRIVATE if code >> 8 == _PRIVATE >> 8 and not _SYMBOLS.search(node.get(q("w:font"), "")) else code
        )
    except (ValueError, OverflowError):
        return ""


def _write(piece: _Piece) -> None:
    node, text = piece.node, piece.text
    if node.tag in (*_TEXTS, q("w:delText")):
        node.text = text or None
        preserve_space(node)
    elif not text:
        remove(node)
    elif node.tag == q("a:br"):
        node.tag = q("a:r")
        etree.SubElement(node, q("a:t")).text = text
    else:
        node.attrib.clear()
        node.tag, node.text = q("w:t"), text
        preserve_space(node)


def write_attribute(node: etree._Element, name: str, redactions: Sequence[Redaction]) -> None:
    """Redact an attribute that is a segment of its own."""
    node.set(name, apply_redactions(node.get(name, ""), redactions))


def write_text(node: etree._Element, redactions: Sequence[Redaction]) -> None:
    """Redact an element whose whole text is a segment of its own."""
    node.text = apply_redactions(node.text or "", redactions) or None
