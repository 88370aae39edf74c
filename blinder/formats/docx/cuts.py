"""What a document is cut off from: its relationships to parts and addresses that do not stay in the copy."""

from blinder.formats.archive import parse_xml
from blinder.formats.docx import evidence, imports
from blinder.formats.docx.evidence import Evidence
from blinder.formats.docx.package import KINDS, Part, Relationship
from blinder.formats.docx.vocabulary import words
from blinder.types import SegmentKind

DROPPED = {  # role → what the report calls it, for parts that go
    "oleObject": "embedded file",
    "package": "embedded file",
    "control": "ActiveX control",
    "vbaProject": "macros",
    "customXml": "data store",
    "glossaryDocument": "building blocks",
    "thumbnail": "thumbnail",
    "printerSettings": "printer settings",
    "attachedTemplate": "path of the template",
    "subDocument": "path of a sub-document",
    "font": "embedded font",
    "people": "authors of comments",
    "mailMergeSource": "mail merge",
    "mailMergeHeaderSource": "mail merge",
    "recipientData": "mail merge",
}


def cut(part: Part, keep_comments: bool, notes: Evidence) -> None:
    """Drop the relationships of one part to whatever does not stay; what they led to becomes evidence."""
    for id_, rel in list(part.rels.items()):
        if rel.role == "comments" and not keep_comments and rel.part is not None:
            evidence.read_comments(rel.part, notes)
        elif _stays(rel):
            continue
        elif rel.role not in words("silent-parts"):
            notes.removed("package", DROPPED.get(rel.role, "unknown part"))
            notes.add(SegmentKind.LINK, "package", rel.url)
            _read_dropped(rel.role, rel.part, notes)
        del part.rels[id_]


def _stays(rel: Relationship) -> bool:
    """Whether it leads to a part that we know, to an embedded file that is blinded, or from a link outside."""
    if rel.part is None:
        return rel.role == "hyperlink"
    return rel.part.inner is not None if rel.role == "package" else rel.role in KINDS


def _read_dropped(role: str, part: Part | None, notes: Evidence) -> None:
    if part is None:
        return
    if role in ("package", "oleObject"):
        imports.read_embedded(part.data, "embedded file", notes)
    elif role == "people":
        for author in _authors(part.data):
            notes.add(SegmentKind.PROPERTY, "comments", author, "Author")
    else:
        evidence.read_dropped_part(part.data, SegmentKind.PROPERTY, DROPPED.get(role, "unknown part"), notes)


def _authors(data: bytes) -> list[str]:
    return [
        str(value)
        for node in parse_xml(data, "authors").iter()
        for key, value in node.attrib.items()
        if "author" in str(key)
    ]
