"""The package: zip members → a graph of parts tied by relationships, and back with neutral names and ids.

What no relationship reaches never comes back; what is reached but has no `KINDS` line is only evidence.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from blinder.errors import WrongExtension
from blinder.formats.archive import parse_xml, serialize_xml
from blinder.formats.docx.names import NAMESPACES, q, to_transitional

RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
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
}
SINGLE = ("officeDocument", "styles", "numbering", "settings", "footnotes", "endnotes", "comments")
IMPLICIT = ("styles", "numbering", "settings", "theme", "footnotes", "endnotes", "comments")  # needs no mention by id
_POINTER = q("dsp:dataModelExt")


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


def save_package(package: Package, core: bytes | None) -> dict[str, bytes]:
    """The members to write: only what is reached, with counted names and ids, so that no old one is left."""
    parts = list(reached(package.main))
    names = _new_names(parts)
    root = [("rId1", KINDS["officeDocument"][0], names[package.main], False)]
    if core is not None:
        root.append(("rId2", f"{RELS}/metadata/core-properties", "docProps/core.xml", False))
    members = {"[Content_Types].xml": _content_types(names, core is not None), "_rels/.rels": _rels_xml("", root)}
    for part in parts:
        _rename_ids(part)
        members[names[part]] = part.data if part.root is None else _part_xml(part.root)
        if part.rels:
            folder, base = posixpath.split(names[part])
            members[f"{folder}/_rels/{base}.rels"] = _rels_xml(folder, _rows(part, names))
    if core is not None:
        members["docProps/core.xml"] = core
    return members


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
            if role in KINDS and role != "image":
                part.root = parse_xml(to_transitional(part.data), role)
            part.rels = self.relationships(actual)
        return self.seen[actual, role]


def _is_plumbing(name: str) -> bool:
    return name == "[Content_Types].xml" or name.endswith(".rels")


def reached(main: Part) -> Iterator[Part]:
    """Main part first, then breadth first in the order in which the ids are mentioned."""
    queue, seen = [main], {main}
    while queue:
        part = queue.pop(0)
        yield part
        for id_ in _new_ids(part):
            target = part.rels[id_].part
            if target is not None and target not in seen:
                seen.add(target)
                queue.append(target)


def _new_ids(part: Part) -> dict[str, str]:
    """Old id → new id of every relationship that is mentioned or implicit; the others are dropped."""
    mentioned = [id_ for node, name in _mentions(part) if (id_ := node.get(name, "")) in part.rels]
    implicit = sorted(
        (IMPLICIT.index(rel.role), id_)
        for id_, rel in part.rels.items()
        if rel.role in IMPLICIT and rel.part is not None
    )
    order = dict.fromkeys([*mentioned, *(id_ for _, id_ in implicit)])
    return {old: f"rId{n}" for n, old in enumerate(order, 1)}


def _mentions(part: Part) -> Iterator[tuple[etree._Element, str]]:
    """Where ids of this part's relationships stand, as (element, attribute).

    A diagram's data names its cached drawing by an id of the part that shows the diagram, [MS-ODRAWXML] 2.24.3.17.
    """
    for node in part.root.iter() if part.root is not None else ():
        for name in node.attrib:
            if str(name).startswith(f"{{{NAMESPACES['r']}}}") or name == q("o:relid"):
                yield node, str(name)
    for data in part.of_role("diagramData"):
        for node in data.root.iter(_POINTER) if data.root is not None else ():
            yield node, "relId"


def _rename_ids(part: Part) -> None:
    ids = _new_ids(part)
    for node, name in _mentions(part):
        if node.get(name) in ids:
            node.set(name, ids[node.get(name, "")])
        else:
            del node.attrib[name]
    part.rels = {new: part.rels[old] for old, new in ids.items()}


def _new_names(parts: list[Part]) -> dict[Part, str]:
    counts: dict[str, int] = {}
    names = {}
    for part in parts:
        base = KINDS[part.role][2]
        counts[base] = counts.get(base, 0) + 1
        names[part] = f"{base}{'' if part.role in SINGLE else counts[base]}.{part.suffix}"
    return names


def _rows(part: Part, names: dict[Part, str]) -> list[tuple[str, str, str, bool]]:
    """Id, type, target, whether it is outside."""
    return [
        (id_, f"{OFFICE}/{rel.role}", rel.url, True)
        if rel.part is None
        else (id_, KINDS[rel.role][0], names[rel.part], False)
        for id_, rel in part.rels.items()
    ]


def _rels_xml(folder: str, rows: list[tuple[str, str, str, bool]]) -> bytes:
    root = etree.Element(f"{{{RELS}}}Relationships", nsmap=_default(RELS))
    for id_, type_, target, external in rows:
        node = etree.SubElement(root, f"{{{RELS}}}Relationship", Id=id_, Type=type_)
        node.set("Target", target if external else posixpath.relpath(target, folder or "."))
        if external:
            node.set("TargetMode", "External")
    return serialize_xml(root)


def _content_types(names: dict[Part, str], core: bool) -> bytes:
    root = etree.Element(f"{{{TYPES}}}Types", nsmap=_default(TYPES))
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    defaults |= {part.suffix: f"image/{part.suffix}" for part in names if part.role == "image"}
    for suffix, type_ in defaults.items():
        etree.SubElement(root, f"{{{TYPES}}}Default", Extension=suffix, ContentType=type_)
    overrides = {f"/{name}": KINDS[part.role][1] for part, name in names.items() if part.role != "image"}
    if core:
        overrides["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    for name, type_ in overrides.items():
        etree.SubElement(root, f"{{{TYPES}}}Override", PartName=name, ContentType=type_)
    return serialize_xml(root)


def _part_xml(root: etree._Element) -> bytes:
    """The part without namespaces that nothing uses; compatibility marks name theirs by prefix."""
    prefixes = set(root.get(q("mc:Ignorable"), "").split())
    prefixes.update(*(choice.get("Requires", "").split() for choice in root.iter(q("mc:Choice"))))
    etree.cleanup_namespaces(root, keep_ns_prefixes=sorted(prefixes))
    return serialize_xml(root)


def _default(uri: str) -> dict[str, str]:
    """A namespace map without prefix; lxml's stubs know no `None` there."""
    return {None: uri}  # type: ignore[dict-item]
