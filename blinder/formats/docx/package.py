"""The package: zip members → a graph of parts tied by relationships. `saving` leads back.

What no relationship reaches never comes back; what is reached but has no `KINDS` line is only evidence.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from blinder.errors import WrongExtension
from blinder.formats.archive import parse_xml
from blinder.formats.docx.names import NAMESPACES, q, to_transitional
from blinder.formats.embedded import Inner

RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DML = "application/vnd.openxmlformats-officedocument.drawingml"
KINDS = {  # role → (relationship type, content type, file name); the role is the type's last word
    "officeDocument": (f"{OFFICE}/officeDocument", f"{_WML}.document.main+xml", "word/document"),
    "styles": (f"{OFFICE}/styles", f"{_WML}.styles+xml", "word/styles"),
    "numbering": (f"{OFFICE}/numbering", f"{_WML}.numbering+xml", "word/numbering"),
    "settings": (f"{OFFICE}/settings", f"{_WML}.settings+xml", "word/settings"),
    "theme": (f"{OFFICE}/theme", "application/vnd.openxmlformats-officedocument.theme+xml", "word/theme/theme"),
    "footnotes": (f"{OFFICE}/footnotes", f"{_WML}.footnotes+xml", "word/footnotes"),
    "endnotes": (f"{OFFICE}/endnotes", f"{_WML}.endnotes+xml", "word/endnotes"),
    "comments": (f"{OFFICE}/comments", f"{_WML}.comments+xml", "word/comments"),
    "header": (f"{OFFICE}/header", f"{_WML}.header+xml", "word/header"),
    "footer": (f"{OFFICE}/footer", f"{_WML}.footer+xml", "word/footer"),
    "chart": (f"{OFFICE}/chart", f"{_DML}.chart+xml", "word/charts/chart"),
    "diagramData": (f"{OFFICE}/diagramData", f"{_DML}.diagramData+xml", "word/diagrams/data"),
    "diagramLayout": (f"{OFFICE}/diagramLayout", f"{_DML}.diagramLayout+xml", "word/diagrams/layout"),
    "diagramQuickStyle": (f"{OFFICE}/diagramQuickStyle", f"{_DML}.diagramStyle+xml", "word/diagrams/quickStyle"),
    "diagramColors": (f"{OFFICE}/diagramColors", f"{_DML}.diagramColors+xml", "word/diagrams/colors"),
    "diagramDrawing": (
        "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing",
        "application/vnd.ms-office.drawingml.diagramDrawing+xml",
        "word/diagrams/drawing",
    ),
    "image": (f"{OFFICE}/image", "", "word/media/image"),
    "package": (f"{OFFICE}/package", "", "word/embeddings/file"),
}
SINGLE = ("officeDocument", "styles", "numbering", "settings", "footnotes", "endnotes", "comments")
IMPLICIT = ("styles", "numbering", "settings", "theme", "footnotes", "endnotes", "comments")  # needs no mention by id
_POINTER = q("dsp:dataModelExt")
_IDS: Any = etree.XPath(
    "descendant-or-self::*/@r:* | descendant-or-self::*/@o:relid",
    namespaces={prefix: NAMESPACES[prefix] for prefix in ("r", "o")},
)


@dataclass(eq=False, slots=True)
class Relationship:
    """One arrow of the graph: to a part, or to an address outside."""

    role: str
    part: "Part | None" = None
    url: str = ""


@dataclass(eq=False, slots=True)
class Part:
    """One member of the package. `root` is its tree, where its role says that it is XML we know."""

    role: str
    name: str
    data: bytes
    root: etree._Element | None = None
    suffix: str = "xml"
    rels: dict[str, Relationship] = field(default_factory=dict)
    inner: Inner | None = None  # of an embedded file that stays

    def of_role(self, *roles: str) -> "list[Part]":
        """The parts that its relationships of these roles lead to."""
        return [rel.part for rel in self.rels.values() if rel.part is not None and rel.role in roles]


@dataclass(slots=True)
class Package:
    """A document: its main part, the package's own relationships, the members that nothing reaches."""

    main: Part
    rels: dict[str, Relationship]
    strays: dict[str, bytes]


def load_package(members: dict[str, bytes]) -> Package:
    """Follow the relationships from the package's root.

    Raises:
        WrongExtension: a zip file that holds no Word document.
        UnreadableFile: a part that we know is not well-formed.
    """
    if "[Content_Types].xml" not in members:
        raise WrongExtension("this is not a Word document")
    loader = _Loader(members)
    rels = loader.relationships("")
    main = next((rel.part for rel in rels.values() if rel.role == "officeDocument" and rel.part is not None), None)
    if main is None or main.root is None or main.root.tag != q("w:document"):
        raise WrongExtension("this is not a Word document")
    reached = {name for name, _ in loader.seen}
    strays = {name: data for name, data in members.items() if name not in reached and not _is_plumbing(name)}
    return Package(main, rels, strays)


def known_parts(main: Part) -> Iterator[Part]:
    """The parts of known kinds that are reached, main part first."""
    queue, seen = [main], {main}
    while queue:
        part = queue.pop(0)
        yield part
        for rel in part.rels.values():
            if rel.part is not None and rel.role in KINDS and rel.part not in seen:
                seen.add(rel.part)
                queue.append(rel.part)


def reached(main: Part) -> Iterator[Part]:
    """Main part first, then breadth first in the order in which the ids are mentioned."""
    queue, seen = [main], {main}
    while queue:
        part = queue.pop(0)
        yield part
        for id_ in new_ids(part):
            target = part.rels[id_].part
            if target is not None and target not in seen:
                seen.add(target)
                queue.append(target)


def new_ids(part: Part) -> dict[str, str]:
    """Old id → new id of every relationship that is mentioned or implicit; the others are dropped."""
    mentioned = [id_ for node, name in mentions(part) if (id_ := node.get(name, "")) in part.rels]
    implicit = sorted(
        (IMPLICIT.index(rel.role), id_)
        for id_, rel in part.rels.items()
        if rel.role in IMPLICIT and rel.part is not None
    )
    order = dict.fromkeys([*mentioned, *(id_ for _, id_ in implicit)])
    return {old: f"rId{n}" for n, old in enumerate(order, 1)}


def mentions(part: Part) -> Iterator[tuple[etree._Element, str]]:
    """Where ids of this part's relationships stand, as (element, attribute).

    A diagram's data names its cached drawing by an id of the part that shows the diagram, [MS-ODRAWXML] 2.24.3.17.
    """
    for found in _IDS(part.root) if part.root is not None else ():
        yield found.getparent(), found.attrname
    for data in part.of_role("diagramData"):
        for node in data.root.iter(_POINTER) if data.root is not None else ():
            yield node, "relId"


class _Loader:
    def __init__(self, members: dict[str, bytes]) -> None:
        self.members, self.by_lower = members, {name.lower(): name for name in members}
        self.seen: dict[tuple[str, str], Part] = {}

    def relationships(self, source: str) -> dict[str, Relationship]:
        folder, base = posixpath.split(source)
        name = self.by_lower.get(posixpath.join(folder, "_rels", f"{base}.rels").lower())
        if name is None:
            return {}
        found = {}
        for node in parse_xml(to_transitional(self.members[name]), "relationships").iter(f"{{{RELS}}}Relationship"):
            role = node.get("Type", "").rpartition("/")[2]
            target = node.get("Target", "")
            if node.get("TargetMode") == "External":
                found[node.get("Id", "")] = Relationship(role, url=target)
            elif (part := self.part(posixpath.normpath(posixpath.join("/", folder, target))[1:], role)) is not None:
                found[node.get("Id", "")] = Relationship(role, part)
        return found

    def part(self, name: str, role: str) -> Part | None:
        actual = self.by_lower.get(name.lower())
        if actual is None:
            return None
        if (actual, role) not in self.seen:
            part = self.seen[actual, role] = Part(role, actual, self.members[actual])
            if role in KINDS and role not in ("image", "package"):
                part.root = parse_xml(to_transitional(part.data), role)
            part.rels = self.relationships(actual)
        return self.seen[actual, role]


def _is_plumbing(name: str) -> bool:
    return name == "[Content_Types].xml" or name.endswith(".rels")
