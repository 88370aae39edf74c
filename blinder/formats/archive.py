"""The zip archive under .docx and .odt: bytes in, named parts out, and back — bounded, safe, the same bytes every time.

It is its own file because both formats share it, and because everything hostile about zip and XML ends here.
"""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from lxml import etree

from blinder.errors import EncryptedFile, UnreadableFile, WrongExtension
from blinder.formats.base import read_file
from blinder.limits import MIB, limits, too_large

MAX_RATIO, RATIO_FROM = 250, 8 * 2**20  # unpacked to packed bytes of one member; small members may exceed it
EPOCH = (1980, 1, 1, 0, 0, 0)
CHUNK = 2**20
ENCRYPTED_FLAG = 0x1
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE2_ENCRYPTION = tuple(name.encode("utf-16-le") for name in ("EncryptedPackage", "EncryptionInfo"))
OTHERS = {
    b"%PDF": "a PDF file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"<html": "a web page",
    b"<!DOCTYPE": "a web page",
    b"<?xml": "an XML file",
    b"7z\xbc\xaf": "another kind of archive",
    b"Rar!": "another kind of archive",
    b"\x1f\x8b": "another kind of archive",
}


def read_archive(source: Path | bytes, limit: int | None = None) -> dict[str, bytes]:
    """All members of a zip file, in the archive's order; folders are left out.

    Args:
        limit: how many bytes all members may have together; default `Limits.unpacked_mb`.

    Raises:
        EncryptedFile: a member or the whole file asks for a password.
        WrongExtension: it is known as something else than a zip file.
        TooLarge: it has or unpacks to more than the limits allow.
        UnreadableFile: empty, truncated, damaged, or with names that are absolute, climb (`..`) or come twice.
    """
    try:
        data = source if isinstance(source, bytes) else read_file(source)
    except OSError as error:
        raise UnreadableFile("the file cannot be opened") from error
    _refuse_other_kinds(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _read_members(archive, limits().unpacked_mb * MIB if limit is None else limit)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise UnreadableFile("the file is damaged or incomplete") from error


def write_archive(out: Path, parts: Mapping[str, bytes], first: str | None = None) -> None:
    """Write the parts as a zip file that depends on nothing but them: no time, no system, no extra fields.

    Args:
        first: a member that goes first and unpacked, as ODF asks of `mimetype`.
    """
    out.write_bytes(pack(parts, first))


def pack(parts: Mapping[str, bytes], first: str | None = None) -> bytes:
    """The bytes that `write_archive` writes."""
    buffer = BytesIO()
    names = [name for name in parts if name != first]
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in [first, *names] if first in parts else names:
            info = zipfile.ZipInfo(name or "", EPOCH)
            info.create_system = 0
            info.compress_type = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            archive.writestr(info, parts[name or ""], compresslevel=6)
    return buffer.getvalue()


def parse_xml(data: bytes, place: str) -> etree._Element:
    """The root of an XML part, without its comments and processing instructions.

    Args:
        place: the part's name for error messages, without text of the document.

    Raises:
        TooLarge: more than `Limits.part_mb`.
        UnreadableFile: not well-formed, nested too deeply, or with entities.
    """
    if len(data) > limits().part_mb * MIB:
        raise too_large("this part is too large", "part_mb", place=place)
    if any("<!ENTITY".encode(coding) in data for coding in ("utf-8", "utf-16-le", "utf-16-be")):
        raise UnreadableFile("this part defines entities", place=place)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableFile("this part is not well-formed", place=place) from None
    if any(not isinstance(node.tag, str) for node in root.iter()):
        raise UnreadableFile("this part refers to entities", place=place)
    return root


def serialize_xml(root: etree._Element) -> bytes:
    """The part's bytes: UTF-8, a declaration, the tree; no document type, comments or processing instructions."""
    for node in [node for node in root.iter() if not isinstance(node.tag, str)]:
        _drop_keeping_tail(node)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))


def _drop_keeping_tail(node: etree._Element) -> None:
    parent, previous = node.getparent(), node.getprevious()
    if parent is None:
        return
    if node.tail and previous is not None:
        previous.tail = (previous.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    node.tail = None
    parent.remove(node)


def _refuse_other_kinds(data: bytes) -> None:
    if not data:
        raise UnreadableFile("the file is empty")
    if data.startswith(OLE2):
        if any(name in data for name in OLE2_ENCRYPTION):
            raise EncryptedFile("the file asks for a password")
        raise WrongExtension("this is an old Office file (such as .doc)")
    head = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    for magic, kind in OTHERS.items():
        if head.lower().startswith(magic.lower()):
            raise WrongExtension(f"this is {kind}")
    if not head.startswith(b"PK"):
        raise WrongExtension("this is not a zip-based document")


def _read_members(archive: zipfile.ZipFile, left: int) -> dict[str, bytes]:
    infos = archive.infolist()
    if len(infos) > limits().members:
        raise too_large("the file has too many members", "members")
    parts: dict[str, bytes] = {}
    for info in infos:
        name = _safe_name(info.filename, parts)
        if info.flag_bits & ENCRYPTED_FLAG:
            raise EncryptedFile("a part of the file asks for a password")
        if info.is_dir():
            continue
        parts[name] = b"".join(_bounded(archive, info, left))
        left -= len(parts[name])
    return parts


def _safe_name(name: str, parts: Mapping[str, bytes]) -> str:
    if "\\" in name or ":" in name or name.startswith("/") or ".." in name.split("/"):
        raise UnreadableFile("a member's name leaves the archive")
    if name in parts:
        raise UnreadableFile("two members have the same name")
    return name


def _bounded(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> Iterator[bytes]:
    """The member's bytes; what the header claims about its size is not believed."""
    size = 0
    with archive.open(info) as member:
        while chunk := member.read(CHUNK):
            size += len(chunk)
            if size > left or (size > RATIO_FROM and size > MAX_RATIO * max(info.compress_size, 1)):
                raise too_large("the file unpacks to more than a document needs", "unpacked_mb")
            yield chunk
