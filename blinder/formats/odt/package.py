"""The parts of an .odt: what may be opened at all, what the parts are, and how the blinded ones go back into a file."""

from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from blinder.errors import EncryptedFile, SignedFile, UnreadableFile, WrongExtension
from blinder.formats.archive import pack, parse_xml, read_archive, serialize_xml, write_archive
from blinder.formats.odt.vocabulary import URIS, qualified

MIMETYPE = "application/vnd.oasis.opendocument.text"
CHART = "application/vnd.oasis.opendocument.chart"
FORMULA = "application/vnd.oasis.opendocument.formula"
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
MANIFEST_PART = "META-INF/manifest.xml"
CONTENT, STYLES, META = "content.xml", "styles.xml", "meta.xml"


def open_package(path: Path) -> dict[str, bytes]:
    """The parts of an .odt.

    Raises:
        EncryptedFile, SignedFile, WrongExtension, TooLarge, UnreadableFile: as their names say.
    """
    parts = read_archive(path)
    manifest = parts.get(MANIFEST_PART, b"")
    if b"encryption-data" in manifest or "encrypted-package" in parts:
        raise EncryptedFile("the file asks for a password")
    if any(name.startswith("META-INF/") and "documentsignatures" in name for name in parts):
        raise SignedFile("the file carries a digital signature")
    kind = parts.get("mimetype", b"").decode("ascii", "replace").strip()
    if kind not in ("", MIMETYPE, MIMETYPE + "-template") or "[Content_Types].xml" in parts:
        raise WrongExtension("this is another kind of document")
    if CONTENT not in parts:
        raise UnreadableFile("the file has no content")
    return parts


def tree(parts: Mapping[str, bytes], name: str) -> etree._Element | None:
    """The root of a part; none where the part is missing."""
    return parse_xml(parts[name], name) if name in parts else None


def attributes(node: etree._Element) -> list[tuple[str, str]]:
    """The node's attributes, in an order that does not depend on the source."""
    return sorted((str(key), str(value)) for key, value in node.attrib.items())


def new_root(name: str, version: str = "1.3") -> etree._Element:
    """An empty root that declares blinder's own prefixes, whatever the source called them."""
    root = etree.Element(qualified(name), nsmap={prefix: uri for prefix, uri in URIS.items() if prefix != "xml"})
    if name.startswith("office:"):
        root.set(qualified("office:version"), version)
    return root


def as_file(parts: Mapping[str, bytes], folder: str) -> bytes:
    """The text document in a folder of the package, as a file of its own."""
    own = {name.removeprefix(f"{folder}/"): data for name, data in parts.items() if name.startswith(f"{folder}/")}
    return pack({**own, "mimetype": MIMETYPE.encode()}, first="mimetype")


def write_package(
    out: Path, trees: Mapping[str, etree._Element], media: Mapping[str, bytes], inner: Mapping[str, bytes]
) -> None:
    """Write the trees and the media with a fresh manifest: nothing else gets in.

    Args:
        trees: part name → root; an object's parts carry its folder ("Object 1/content.xml").
        inner: folder → the text document in it.
    """
    parts: dict[str, bytes] = {"mimetype": MIMETYPE.encode()}
    for name, root in trees.items():
        etree.cleanup_namespaces(root)
        parts[name] = serialize_xml(root)
    parts |= media
    kinds = {"/": MIMETYPE} | {name: _kind(name) for name in parts if name != "mimetype"}
    for name, root in trees.items():
        if name.endswith("/" + CONTENT):
            chart = root.tag == qualified("office:document-content")
            kinds[name.removesuffix(CONTENT)] = CHART if chart else FORMULA
    for folder, file in inner.items():
        own = read_archive(file)
        kinds |= {
            f"{folder}/{name.removeprefix('/')}": kind for name, kind in _kinds_in(own.pop(MANIFEST_PART)).items()
        }
        parts |= {f"{folder}/{name}": data for name, data in own.items() if name != "mimetype"}
    parts[MANIFEST_PART] = _manifest(kinds)
    write_archive(out, parts, first="mimetype")


def _kinds_in(manifest: bytes) -> dict[str, str]:
    entries = parse_xml(manifest, MANIFEST_PART).iter(f"{{{MANIFEST}}}file-entry")
    return {str(each.get(f"{{{MANIFEST}}}full-path")): str(each.get(f"{{{MANIFEST}}}media-type")) for each in entries}


def _kind(name: str) -> str:
    suffixes = {"xml": "text/xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"}
    return suffixes.get(name.rpartition(".")[2], "application/octet-stream")


def _manifest(kinds: Mapping[str, str]) -> bytes:
    root = etree.Element(f"{{{MANIFEST}}}manifest", nsmap={"manifest": MANIFEST})
    root.set(f"{{{MANIFEST}}}version", "1.3")
    for name, kind in kinds.items():
        entry = etree.SubElement(root, f"{{{MANIFEST}}}file-entry")
        entry.set(f"{{{MANIFEST}}}full-path", name)
        entry.set(f"{{{MANIFEST}}}media-type", kind)
    return serialize_xml(root)
