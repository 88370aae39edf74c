"""One paragraph: its text as a reader sees it, spread over spans and spaces, and redactions put back in place.

A paragraph's text is a row of slots. Slots are the texts and tails of its inline elements, and the elements that stand
for white space. What is anchored in it (notes, frames, comments) has paragraphs of its own.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lxml import etree

from blinder.formats.base import apply_redactions
from blinder.formats.odt.vocabulary import INLINE, qualified
from blinder.types import Redaction, Span

SPACE, TAB, BREAK = qualified("text:s"), qualified("text:tab"), qualified("text:line-break")
COUNT = qualified("text:c")
LINK, SPAN, STYLE = qualified("text:a"), qualified("text:span"), qualified("text:style-name")
MAX_SPACES = 1_000
_WHITE = re.compile(r"[ \t\r\n]+")
_UNSEEN = frozenset(
    qualified(f"text:{name}")
    for name in (
        "bookmark",
        "bookmark-start",
        "bookmark-end",
        "soft-page-break",
        "change",
        "change-start",
        "change-end",
    )
)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a stretch of a paragraph's text is kept: a node's text, its tail, or the node itself (white space)."""

    node: etree._Element
    where: Literal["text", "tail", "node"]

    @property
    def text(self) -> str:
        """What a reader sees here."""
        if self.where != "node":
            return (self.node.text if self.where == "text" else self.node.tail) or ""
        return {SPACE: " " * spaces(self.node), TAB: "\t"}.get(str(self.node.tag), "\n")

    def put(self, text: str) -> None:
        """Replace the text; not for white space."""
        setattr(self.node, self.where, text or None)


def paragraph_text(paragraph: etree._Element) -> str:
    """The paragraph's text; a tab is "\\t", a line break "\\n"."""
    return "".join(slot.text for slot in _slots(paragraph))


def redact_paragraph(paragraph: etree._Element, redactions: Sequence[Redaction]) -> None:
    """Carry the redactions out where the characters stand: each replacement takes the format of its first character."""
    at = 0
    starts, ends = [each.span.start for each in redactions], [each.span.end for each in redactions]
    changed_spaces: list[tuple[etree._Element, str]] = []
    for slot in list(_slots(paragraph)):
        text = slot.text
        touching = redactions[bisect_right(ends, at) : bisect_left(starts, at + len(text))] if text else ()
        here = [_within(each, at, len(text)) for each in touching]
        at += len(text)
        if here and slot.where == "node":
            changed_spaces.append((slot.node, apply_redactions(text, here)))
        elif here:
            slot.put(apply_redactions(text, here))
    for node, text in changed_spaces:
        unwrap(node, text)
    tidy(paragraph)


def tidy(paragraph: etree._Element) -> None:
    """Write white space as LibreOffice reads it: a run of it is one space, none at the paragraph's start.

    Source: OpenDocument 1.3, part 3, 6.1.2.
    """
    after_space = True
    for slot in _slots(paragraph):
        if slot.where == "node":
            after_space = False
            continue
        if slot.where == "tail" and slot.node.tag not in INLINE | _UNSEEN:
            after_space = False
        text = _WHITE.sub(" ", slot.text)
        text = text[1:] if after_space and text.startswith(" ") else text
        after_space = text.endswith(" ") if text else after_space
        slot.put(text)


def spaces(node: etree._Element) -> int:
    """How many spaces a `text:s` stands for."""
    count = node.get(COUNT, "1")
    return min(int(count), MAX_SPACES) if count.isdecimal() and len(count) < 9 else 1


def unwrap(node: etree._Element, text: str | None = None) -> None:
    """Put the node's content (or the given text) in its own place."""
    parent = node.getparent()
    if parent is None:
        return
    if text is not None:
        for child in list(node):
            node.remove(child)
        node.text = text
    at = parent.index(node)
    _append_text(parent, at, node.text or "")
    children = list(node)
    for offset, child in enumerate(children):
        parent.insert(at + offset, child)
    _append_text(parent, at + len(children), node.tail or "")
    node.tail = None
    parent.remove(node)


def unlink(node: etree._Element) -> None:
    """Leave of a link what it shows; text looks as it did."""
    style = node.get(STYLE) if node.tag == LINK else None
    if not style:
        unwrap(node)
        return
    node.attrib.clear()
    node.tag = SPAN
    node.set(STYLE, style)


def _append_text(parent: etree._Element, at: int, text: str) -> None:
    """Add text right before the child number `at`."""
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + text or None
    else:
        parent.text = (parent.text or "") + text or None


def _slots(node: etree._Element) -> Iterator[Slot]:
    yield Slot(node, "text")
    for child in node:
        if child.tag in (SPACE, TAB, BREAK):
            yield Slot(child, "node")
        elif child.tag in INLINE:
            yield from _slots(child)
        yield Slot(child, "tail")


def _within(redaction: Redaction, at: int, length: int) -> Redaction:
    """The part of the redaction that falls on a slot; the replacement goes to the slot where it starts."""
    start, end = redaction.span.start - at, redaction.span.end - at
    return replace(
        redaction, span=Span(max(start, 0), min(end, length)), replacement=redaction.replacement if start >= 0 else ""
    )
