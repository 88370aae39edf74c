"""Zip files: every member, and every byte that is no member (comments, extra fields, gaps, trailing data)."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath

from blinder.errors import EncryptedFile, TooLarge, UnreadableFile
from blinder.verifier.eyes_bytes import decode_run, look_into_strings
from blinder.verifier.listing import find_unlisted
from blinder.verifier.sight import BARRIER, MIB, FactKind, Gathering
from blinder.verifier.wording import words

MAX_MEMBERS = 20_000
MAX_RATIO = 400  # of unpacked to packed size, beyond the first mebibytes
PLAIN_NAME = re.compile(
    r"\[Content_Types\]\.xml|mimetype|(content|styles|meta|settings)\.xml|META-INF/manifest\.xml|(\w{1,10}/)?_rels/(\w{1,20}\.xml)?\.rels"
    r"|docProps/(core|app|custom)\.xml|word/(document|styles|settings|webSettings|fontTable|numbering|footnotes|endnotes"
    r"|comments\w{0,12}|people|header\d{0,3}|footer\d{0,3}|glossary/document|theme/theme\d{0,2}|charts/\w{5,9}\d{0,3}"
    r"|diagrams/[a-z]{4,10}\d{0,3})\.xml|xl/(workbook|sharedStrings|styles|worksheets/sheet\d{1,3})\.xml|ppt/slides/slide\d{1,3}\.xml"
)
SUFFIXES = words(
    """
    .xml .rels .png .jpg .jpeg .gif .bmp .tif .emf .wmf .svg .bin .docx .xlsx .pptx .odt .ole .pdf .rdf .txt
    .html .mht .ttf
    """
)


def look_into_zip(
    gathering: Gathering, place: str, data: bytes, look_into: Callable[[Gathering, str, bytes], None]
) -> None:
    """Every member by its content, however deep, then what lies outside and between them.

    Raises:
        UnreadableFile: no directory can be read. EncryptedFile: a member asks for a password. TooLarge: a bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            if len(archive.infolist()) > MAX_MEMBERS:
                raise TooLarge("the file holds too many members")
            _look_at_names(gathering, place, archive)
            _look_between(gathering, place, data, archive)
            _refuse_encrypted(gathering, place, archive)
            contents: dict[str, bytes] = {}
            for number, info in enumerate(members, 1):
                member_place = _join(place, name_member(info.filename, number))
                content = _read(gathering, archive, info, member_place)
                contents[info.filename] = content if info.filename.endswith((".rels", "manifest.xml")) else b""
                look_into(gathering, member_place, content)
    except (zipfile.BadZipFile, struct.error, OSError, ValueError, NotImplementedError, EOFError, zlib.error):
        raise UnreadableFile("the file is damaged", place=place) from None
    unlisted = find_unlisted(contents)
    for number, name in enumerate(contents, 1):
        if name in unlisted:
            gathering.note(FactKind.UNLISTED, _join(place, name_member(name, number)))


def name_member(filename: str, number: int) -> str:
    """What a place calls a member: its name where that is format vocabulary, otherwise its number and kind."""
    if PLAIN_NAME.fullmatch(filename):
        return filename
    suffix = PurePosixPath(filename).suffix.lower()
    return f"member {number}" + (f" ({suffix})" if suffix in SUFFIXES else "")


def _read(gathering: Gathering, archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: str) -> bytes:
    if info.flag_bits & 1:
        raise EncryptedFile("the file asks for a password", place=place)
    parts, size = [], 0
    with archive.open(info) as stream:
        while chunk := stream.read(MIB):
            gathering.spend(len(chunk))
            size += len(chunk)
            if size > 8 * MIB and size > MAX_RATIO * max(info.compress_size, 1):
                raise TooLarge("a part unpacks to many times its size", place=place)
            parts.append(chunk)
    return b"".join(parts)


def _refuse_encrypted(gathering: Gathering, place: str, archive: zipfile.ZipFile) -> None:
    """OpenDocument encrypts members by itself and says so in the manifest; signatures are noted on the way."""
    names = archive.namelist()
    if "META-INF/manifest.xml" in names:
        manifest = archive.getinfo("META-INF/manifest.xml")
        if b"encryption-data" in _read(gathering, archive, manifest, place):
            raise EncryptedFile("the file asks for a password", place=place)
    if any(name.startswith("_xmlsignatures/") or name == "META-INF/documentsignatures.xml" for name in names):
        gathering.note(FactKind.PROPERTY, _join(place, "package"), "signature", "signature")


def _look_at_names(gathering: Gathering, place: str, archive: zipfile.ZipFile) -> None:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    gathering.see(_join(place, "member names"), BARRIER.join(name for name in names if not PLAIN_NAME.fullmatch(name)))
    for _ in range(len(names) - len(set(names))):
        gathering.note(FactKind.DUPLICATE, _join(place, "zip directory"))
    extras = [decode_run(blob) for info in infos for blob in (info.comment, info.extra) if blob]
    comments = [decode_run(archive.comment), *extras]
    gathering.see(_join(place, "zip comments and extra fields"), BARRIER.join(comments))
    if archive.comment or any(info.comment for info in infos):
        gathering.note(FactKind.STRAY, _join(place, "zip directory"), "comment")


def _look_between(gathering: Gathering, place: str, data: bytes, archive: zipfile.ZipFile) -> None:
    """Bytes that belong to no member, and names in local headers, which may differ from the directory's."""
    at, strays, names = 0, [], []
    for info in sorted(archive.infolist(), key=lambda info: info.header_offset):
        strays.append(data[at : info.header_offset])
        name_size, extra_size = struct.unpack_from("<HH", data, info.header_offset + 26)
        start = info.header_offset + 30
        name = decode_run(data[start : start + name_size])
        extra = decode_run(data[start + name_size : start + name_size + extra_size])
        names += [extra] if PLAIN_NAME.fullmatch(name) else [name, extra]
        at = start + name_size + extra_size + info.compress_size
        if info.flag_bits & 8:
            at += _descriptor_size(data, at)
    strays.append(data[at : archive.start_dir])
    end = data.rfind(b"PK\x05\x06")
    strays.append(data[end + 22 + len(archive.comment) :])
    gathering.see(_join(place, "local headers"), BARRIER.join(names))
    for stray in filter(None, strays):
        gathering.note(FactKind.STRAY, _join(place, "between members"), "bytes")
        look_into_strings(gathering, _join(place, "between members"), stray)


def _descriptor_size(data: bytes, at: int) -> int:
    signed = 4 if data[at : at + 4] == b"PK\x07\x08" else 0
    rest = data[at + signed + 12 : at + signed + 16]
    return signed + (12 if rest[:2] == b"PK" or not rest else 20)


def _join(place: str, inner: str) -> str:
    return f"{place}, {inner}" if place else inner
