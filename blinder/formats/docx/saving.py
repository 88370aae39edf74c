"""The package on its way out: a graph of parts → zip members with counted names and ids."""

import posixpath

from lxml import etree

from blinder.formats.archive import serialize_xml
from blinder.formats.docx.names import q
from blinder.formats.docx.package import KINDS, OFFICE, RELS, SINGLE, Package, Part, mentions, new_ids, reached

_MEDIA = {"emf": "image/x-emf", "wmf": "image/x-wmf", "svg": "image/svg+xml"}
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


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


def _rename_ids(part: Part) -> None:
    ids = new_ids(part)
    for node, name in mentions(part):
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
    defaults |= {part.suffix: _MEDIA.get(part.suffix, f"image/{part.suffix}") for part in names if part.role == "image"}
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
