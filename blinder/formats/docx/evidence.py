"""What the rewrite leaves out, read as evidence: authors, properties, deleted text, stores, embedded files.

Detection learns names from it; nothing here reaches the copy.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from blinder.errors import UnreadableFile
from blinder.formats.archive import parse_xml
from blinder.formats.docx.names import q, to_transitional
from blinder.formats.docx.package import Package, Part
from blinder.formats.docx.vocabulary import words
from blinder.types import Removal, SegmentKind

HINTS = {
    **dict.fromkeys(("creator", "lastModifiedBy", "Manager", "author", "initial-creator"), "Author"),
    "Company": "Company",
    "keywords": "Keywords",
    "description": "Description",
    "category": "Category",
    "HyperlinkBase": "Link",
    "Template": "Template",
}
_STANDARD = re.compile(r"(?i)normal\.dot[mx]?")  # the template that everybody has
_KEPT_PROPERTIES = ("title", "subject")
_DROPPED_VALUES = {  # element → (attribute, hint) with text that somebody typed
    "w:alias": ("w:val", "Form field"),
    "w:tag": ("w:val", "Form field"),
    "w:docVar": ("w:val", "Document variable"),
    "w:helpText": ("w:val", "Help text"),
    "w:statusText": ("w:val", "Help text"),
    "w:default": ("w:val", "Form field"),
    "w:permStart": ("w:ed", "Editor"),
    "w:listItem": ("w:value", "Form field"),
    "w:connectString": ("w:val", "Mail merge"),
    "w:query": ("w:val", "Mail merge"),
    "w:mailSubject": ("w:val", "Mail merge"),
}


@dataclass(slots=True)
class Evidence:
    """Dropped texts as (kind, place, text, hint), and what the reader of the report learns of the removals."""

    texts: list[tuple[SegmentKind, str, str, str]] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)
    unpacking_left: int = 200 * 2**20  # bytes that embedded archives may still unpack to

    def add(self, kind: SegmentKind, place: str, text: str | None, hint: str = "") -> None:
        """Note a text, unless it is blank."""
        if text and text.strip():
            self.texts.append((kind, place, text, hint))

    def removed(self, place: str, what: str) -> None:
        """Note a removal."""
        self.removals.append(Removal(place, what))


def read_properties(package: Package, evidence: Evidence) -> dict[str, str]:
    """Title and subject, which stay; every other property is evidence."""
    kept = {}
    for rel in package.rels.values():
        if rel.part is None or not rel.role.endswith("roperties"):
            continue
        for name, text in _properties(rel.part):
            if name in _KEPT_PROPERTIES and rel.role == "core-properties" and name not in kept:
                kept[name] = text
            elif name not in words("silent-properties") and not _STANDARD.fullmatch(text):
                evidence.add(SegmentKind.PROPERTY, "document properties", text, HINTS.get(name, ""))
                evidence.removed("document properties", "property")
    return kept


def read_story_leftovers(root: etree._Element, place: str, evidence: Evidence) -> None:
    """Authors of changes and comments, and typed values that the copy will not have."""
    authors = dict.fromkeys(node.get(q("w:author"), "") for node in root.iter() if node.get(q("w:author")))
    for author in authors:
        evidence.add(SegmentKind.PROPERTY, place, author, "Author")
    for name, (attribute, hint) in _DROPPED_VALUES.items():
        for node in root.iter(q(name)):
            evidence.add(SegmentKind.FIELD, place, node.get(q(attribute)), hint)


def read_comments(part: Part, evidence: Evidence) -> None:
    """The comments that go."""
    if part.root is None:
        return
    read_story_leftovers(part.root, "comments", evidence)
    comments = list(part.root.iter(q("w:comment")))
    for number, comment in enumerate(comments, 1):
        for text in paragraphs_text(comment):
            evidence.add(SegmentKind.COMMENT, f"comment {number}", text)
        evidence.removed("comments", "comment")


def read_dropped_part(data: bytes, kind: SegmentKind, place: str, evidence: Evidence) -> None:
    """Every text of an XML part that goes as a whole; silent where it is no XML."""
    try:
        root = parse_xml(to_transitional(data), place)
    except UnreadableFile:
        return
    found = paragraphs_text(root) or [node.text or "" for node in root.iter() if not len(node)]
    for text in dict.fromkeys(found):
        evidence.add(kind, place, text)


def paragraphs_text(root: etree._Element) -> list[str]:
    """The plain text of every paragraph, deleted text included."""
    marks = (q("w:p"), q("a:p"))
    return ["".join(_texts(paragraph)) for paragraph in root.iter(*marks)]


def _texts(node: etree._Element) -> Iterator[str]:
    for leaf in node.iter(q("w:t"), q("w:delText"), q("a:t"), q("m:t"), q("w:tab"), q("w:br")):
        yield leaf.text or "" if leaf.tag not in (q("w:tab"), q("w:br")) else " "


def _properties(part: Part) -> Iterator[tuple[str, str]]:
    root = part.root if part.root is not None else parse_xml(part.data, "document properties")
    for node in root.iter():
        if not len(node) and node.text and node.text.strip():
            yield str(node.tag).rpartition("}")[2], node.text.strip()
