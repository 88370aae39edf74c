"""Compound files (.doc, embedded objects): the text Word shows, property sets, macros, and every printable run.

Source: [MS-CFB] for the container, [MS-DOC] 2.4.1 for the text, [MS-OLEPS] for properties.
"""

import struct
from collections.abc import Callable, Iterator
from itertools import islice

from blinder.errors import EncryptedFile, UnreadableFile
from blinder.verifier.eyes_bytes import look_into_strings
from blinder.verifier.sight import BARRIER, FactKind, Gathering

END = 0xFFFFFFFA  # from here on numbers are marks, not sectors
SUMMARY = {2: "title", 3: "subject", 4: "author", 5: "keywords", 6: "comments", 7: "template", 8: "last author"}
DOCUMENT_SUMMARY = {2: "category", 14: "manager", 15: "company"}
DATES = {11: "printed", 12: "created", 13: "saved"}
MACROS = ("macros", "_vba_project_cur", "vba", "_vba_project")
LINES = str.maketrans(
    {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x07": " | ", "\x1e": "\u2011", "\x13": " ", "\x14": " ", "\x15": " "}
)


def look_into_ole(
    gathering: Gathering, place: str, data: bytes, look_into: Callable[[Gathering, str, bytes], None]
) -> None:
    """Every stream by its content, the directory's names, and the raw bytes once more.

    Raises:
        UnreadableFile: the container is damaged. EncryptedFile: it asks for a password.
    """
    try:
        streams = list(_read_streams(data))
    except (struct.error, IndexError, ValueError):
        raise UnreadableFile("the file is damaged", place=place) from None
    by_name = dict(streams)
    if "EncryptedPackage" in by_name or "EncryptionInfo" in by_name:
        raise EncryptedFile("the file asks for a password", place=place)
    gathering.spend(sum(len(content) for _, content in streams))
    gathering.see(_join(place, "stream names"), BARRIER.join(by_name))
    if any(name.lower() in MACROS for name in by_name):
        gathering.note(FactKind.SCRIPT, place or "document", "macro")
    if "WordDocument" in by_name:
        gathering.see(_join(place, "text"), read_word_text(by_name, place), visible=True)
    for number, (name, content) in enumerate(streams, 1):
        if name.endswith("SummaryInformation"):
            _look_at_properties(
                gathering, _join(place, "properties"), content, DOCUMENT_SUMMARY if "Document" in name else SUMMARY
            )
        if content:
            look_into(gathering, _join(place, f"stream {number}"), content)
    look_into_strings(gathering, place or "document", data)


def read_word_text(streams: dict[str, bytes], place: str) -> str:
    """All text of a Word binary document: in the order of its piece table."""
    main = streams["WordDocument"]
    try:
        (flags,) = struct.unpack_from("<H", main, 10)
        if flags & 0x100:
            raise EncryptedFile("the file asks for a password", place=place)
        table = streams["1Table" if flags & 0x200 else "0Table"]
        at, size = struct.unpack_from("<II", main, 0x1A2)
        return "".join(_pieces(main, table[at : at + size])).translate(LINES)
    except (struct.error, KeyError, IndexError):
        raise UnreadableFile("the file is damaged", place=place) from None


def _pieces(main: bytes, clx: bytes) -> Iterator[str]:
    at = 0
    while clx[at] == 1:  # formatting first, to be skipped
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    (size,) = struct.unpack_from("<I", clx, at + 1)
    count, at = (size - 4) // 12, at + 5
    bounds = struct.unpack_from(f"<{count + 1}I", clx, at)
    for piece in range(count):
        (where,) = struct.unpack_from("<I", clx, at + 4 * (count + 1) + 8 * piece + 2)
        length = bounds[piece + 1] - bounds[piece]
        if where & 0x40000000:
            start = (where & 0x3FFFFFFF) // 2
            yield main[start : start + length].decode("cp1252", "replace")
        else:
            yield main[where : where + 2 * length].decode("utf-16-le", "replace")


def _read_streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    """(name, content) of every directory entry; storages have no content."""
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in (9, 12):
        raise ValueError
    size = 1 << shift
    directory_start, mini_cutoff, mini_start, difat_start = (
        struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60, 68)
    )
    fat = _read_fat(data, size, difat_start)

    def chain(start: int, limit: int | None = None) -> bytes:
        return b"".join(data[(at + 1) * size : (at + 2) * size] for at in islice(_follow(fat, start), limit))

    entries = chain(directory_start)
    mini_table = chain(mini_start) if mini_start < END else b""
    mini_fat = struct.unpack(f"<{len(mini_table) // 4}I", mini_table)
    mini = chain(struct.unpack_from("<I", entries, 116)[0])
    for at in range(0, len(entries) - 127, 128):
        name_size, kind = struct.unpack_from("<HB", entries, at + 64)
        start, length = struct.unpack_from("<II", entries, at + 116)
        name = entries[at : at + max(name_size - 2, 0)].decode("utf-16-le", "replace")
        if kind == 1 or (kind == 2 and not length):
            yield name, b""
        elif kind == 2 and length < mini_cutoff:
            yield name, b"".join(mini[64 * step : 64 * step + 64] for step in _follow(mini_fat, start))[:length]
        elif kind == 2:
            yield name, chain(start)[:length]


def _read_fat(data: bytes, size: int, difat: int) -> tuple[int, ...]:
    places = list(struct.unpack_from("<109I", data, 76))
    seen: set[int] = set()
    while difat < END and difat not in seen:
        seen.add(difat)
        *more, difat = struct.unpack_from(f"<{size // 4}I", data, (difat + 1) * size)
        places += more
    blocks = [data[(at + 1) * size : (at + 2) * size] for at in places if at < END]
    table = b"".join(block for block in blocks if len(block) == size)
    return struct.unpack(f"<{len(table) // 4}I", table)


def _follow(fat: tuple[int, ...], at: int) -> Iterator[int]:
    """The sectors of one chain; a chain that bites its tail ends there."""
    for _ in range(len(fat)):
        if at >= min(END, len(fat)):
            return
        yield at
        at = fat[at]


def _look_at_properties(gathering: Gathering, place: str, content: bytes, names: dict[int, str]) -> None:
    try:
        (sections,) = struct.unpack_from("<I", content, 24)
        for section in range(min(sections, 4)):
            (base,) = struct.unpack_from("<I", content, 28 + 20 * section + 16)
            for key, value in _section(content, base):
                name = names.get(key, "") if section == 0 else "custom property"
                if name and value:
                    gathering.note(FactKind.PROPERTY, place, name, value)
    except struct.error:
        gathering.note(FactKind.UNREADABLE, place, "property set")


def _section(content: bytes, base: int) -> Iterator[tuple[int, str]]:
    (count,) = struct.unpack_from("<I", content, base + 4)
    for entry in range(min(count, 200)):
        key, offset = struct.unpack_from("<II", content, base + 8 + 8 * entry)
        kind, length = struct.unpack_from("<II", content, base + offset)
        if kind == 30:
            yield key, content[base + offset + 8 :][:length].decode("cp1252", "replace").rstrip("\0 ")
        elif kind == 31:
            yield key, content[base + offset + 8 :][: 2 * length].decode("utf-16-le", "replace").rstrip("\0 ")


def _join(place: str, inner: str) -> str:
    return f"{place}, {inner}" if place else inner
