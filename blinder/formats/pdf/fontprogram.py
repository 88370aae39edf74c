"""Font programs without their names: family, maker, notices and signatures give way to filler of the same length.

Lengths and offsets stay, so that no table needs to move. What is not understood goes.
Formats: https://learn.microsoft.com/typography/opentype/spec/otff (name), Adobe Technical Notes 5176 (CFF), T1 book.
"""

import re
import struct
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from blinder.formats.pdf.glyphnames import is_glyph_name
from blinder.formats.pdf.keys import COLLECTIONS

PFB = b"\x80\x01"
SFNT = (b"\0\1\0\0", b"OTTO", b"true")
DRAWING = frozenset(  # tables that a glyph is drawn from; all others, PDF has no use for
    b"head hhea hmtx maxp vhea vmtx VORG OS/2 cmap loca glyf gasp hdmx LTSH VDMX EBDT EBLC EBSC fpgm prep".split()
) | {b"cvt "}
MAX_GLYPHS = 65_536
OS2_TOLD = range(32, 42), range(58, 62)  # of the table "OS/2": what the font resembles, and who made it
POST_NAMES = 0x20000  # version of the table "post" that spells the names of glyphs
TYPE1_TEXT = re.compile(rb"(\()((?:[^()\\]|\\.)*)", re.DOTALL)
TYPE1_NAME = re.compile(rb"(/FontName\s*/)([^\s/]+)")
TYPE1_HEAD = re.compile(rb"(%!PS-AdobeFont-1\.\d:?|%!FontType1-1\.\d:?)([^\r\n]*)")
TYPE1_KEYS = (
    "FontInfo version Notice Copyright FullName FamilyName Weight ItalicAngle isFixedPitch UnderlinePosition FSType"
    " UnderlineThickness FontName Encoding PaintType FontType StrokeWidth FontMatrix UniqueID XUID FontBBox Metrics"
    " StandardEncoding Private CharStrings WeightVector Blend BlendDesignPositions BlendDesignMap BlendAxisTypes"
    " BaseFontName NormalizeDesignVector ConvertDesignVector DesignVector NDV CDV $Blend currentfile eexec"
)
TYPE1_KEY = re.compile(
    rb"(/)(?!(?:"
    + b"|".join(map(re.escape, TYPE1_KEYS.encode().split()))
    + rb")\b)([A-Za-z]\w+)(?=\s+(?!put\b)[^/]{0,200}?\bdef\b)"
)
TYPE1_COMMENT = re.compile(rb"(%(?!!))([^\r\n]*)")
TYPE1_END = b"cleartomark"
Operator = int | tuple[int, int]
CHARSET, ENCODING, CHAR_STRINGS, PRIVATE, SUBRS, FD_ARRAY, FD_SELECT = 15, 16, 17, 18, 19, (12, 36), (12, 37)
CFF_TEXTS = frozenset((0, 1, 2, 3, 4, (12, 0), (12, 22), (12, 38)))  # operators whose operand names a text
CFF_STANDARD = 391  # strings below that number are the format's own


def without_names(program: bytes) -> bytes:
    """The same program, as long as before, with its names blanked; b"" for one that is not understood."""
    try:
        if program[:4] in SFNT:
            return _sfnt(bytearray(program))
        if program.lstrip()[:2] == b"%!" or program[:2] == PFB:
            return _type1(program)
        if program[:1] == b"\x01":
            return _cff(bytearray(program))
    except (struct.error, IndexError, ValueError, KeyError):
        pass
    return b""


def glyph_count(program: bytes) -> int:
    """How many glyphs a program of TrueType's kind has; as many as there can be where it does not tell."""
    try:
        (tables,) = struct.unpack_from(">H", program, 4)
        places = (struct.unpack_from(">4sLL", program, at) for at in range(12, 12 + 16 * tables, 16))
        found = next(offset for tag, _, offset in places if tag == b"maxp")
        return int.from_bytes(program[found + 4 : found + 6], "big")
    except (struct.error, StopIteration):
        return MAX_GLYPHS


def _sfnt(data: bytearray) -> bytes:
    """Empty the table "name" and the signature, which fits no more, and go on into "CFF "."""
    (tables,) = struct.unpack_from(">H", data, 4)
    _blank_between(data, tables)
    for at in range(12, 12 + 16 * tables, 16):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, at)
        if tag == b"name" and offset + length <= len(data):
            empty = struct.pack(">HHH", 0, 0, 6)[:length]
            data[offset : offset + length] = empty.ljust(length, b"\0")
        elif tag == b"DSIG" and offset + length <= len(data):
            data[offset : offset + length] = struct.pack(">LHH", 1, 0, 0)[:length].ljust(length, b"\0")
        elif tag == b"CFF " and offset + length <= len(data):
            data[offset : offset + length] = _cff(data[offset : offset + length])
        elif tag == b"post" and offset + length <= len(data):
            _blank_post(data, offset, length)
        elif tag == b"OS/2" and offset + length <= len(data):
            for told in OS2_TOLD:
                data[offset + told.start : offset + told.stop] = bytes(len(told))
        elif tag not in DRAWING:
            data[offset : offset + length] = bytes(len(data[offset : offset + length]))
    return bytes(data)


def _blank_between(data: bytearray, tables: int) -> None:
    """Blank what no table holds."""
    records = (struct.unpack_from(">LL", data, at + 8) for at in range(12, 12 + 16 * tables, 16))
    begin = 12 + 16 * tables
    for offset, length in sorted(records):
        data[begin : max(begin, offset)] = bytes(len(data[begin : max(begin, offset)]))
        begin = max(begin, offset + length)
    data[begin:] = bytes(len(data[begin:]))


def _blank_post(data: bytearray, offset: int, length: int) -> None:
    """Blank the names of glyphs that no list knows: Pascal strings behind a number for each glyph."""
    if length < 34 or struct.unpack_from(">L", data, offset)[0] != POST_NAMES:
        return
    at = offset + 34 + 2 * int(struct.unpack_from(">H", data, offset + 32)[0])
    while at < offset + length:
        begin, at = at + 1, min(at + 1 + data[at], offset + length)
        _blank_unknown(data, begin, at)


def _blank_unknown(data: bytearray, begin: int, end: int) -> None:
    name = data[begin:end].decode("latin-1")
    if name not in COLLECTIONS and not is_glyph_name(name):
        data[begin:end] = b"F" * (end - begin)


def _type1(data: bytes) -> bytes:
    """Blank texts, comments and unknown keys of the clear part, and what stands behind the end; the rest is glyphs."""
    clear, mark, coded = data.partition(b"eexec")
    patterns = ((TYPE1_TEXT, b" "), (TYPE1_NAME, b"F"), (TYPE1_HEAD, b" "), (TYPE1_COMMENT, b" "), (TYPE1_KEY, b"F"))
    for pattern, filler in patterns:
        clear = pattern.sub(partial(_filled, filler), clear)
    glyphs, end, behind = coded.rpartition(TYPE1_END)
    return clear + mark + (glyphs + end + b" " * len(behind) if end and data[:2] != PFB else coded)


def _filled(filler: bytes, found: re.Match[bytes]) -> bytes:
    return found[1] + filler * len(found[2])


def _cff(data: bytearray) -> bytes:
    """Blank the font's names, and those strings that the top dictionary calls texts."""
    names, at = _index(data, data[2])
    tops, at = _index(data, at)
    strings, _ = _index(data, at)
    for begin, end in strings:
        _blank_unknown(data, begin, end)
    blank = [*names]
    for begin, end in tops:
        numbers = (number - CFF_STANDARD for number in _text_operands(data[begin:end]))
        blank += [strings[number] for number in numbers if 0 <= number < len(strings)]
    for begin, end in blank:
        data[begin:end] = b"F" * (end - begin)
    for begin, end in tops:
        last = _cff_end(data, dict(_operands(data[begin:end])))
        data[last:] = bytes(len(data[last:]))
    return bytes(data)


def _cff_end(data: bytearray, top: dict[Operator, list[int]]) -> int:
    """Where the last part that the top dictionary leads to ends; where that is not clear, the end of the program."""
    ends = [0]
    (glyphs,) = top[CHAR_STRINGS]
    strings, end = _index(data, glyphs)
    ends += [end]
    for key, most in ((CHARSET, 1 + 4 * len(strings)), (ENCODING, 3 + 6 * 256), (FD_SELECT, 6 + 3 * len(strings))):
        ends += [number + most for number in top.get(key, ()) if number > 2]
    fonts = [top]
    if FD_ARRAY in top:
        members, end = _index(data, top[FD_ARRAY][0])
        fonts += [dict(_operands(data[begin:stop])) for begin, stop in members]
        ends += [end]
    for font in fonts:
        if PRIVATE in font:
            size, at = font[PRIVATE]
            private = dict(_operands(data[at : at + size]))
            ends += [at + size, *(_index(data, at + offset)[1] for offset in private.get(SUBRS, ()))]
    return max(ends)


def _index(data: bytearray, at: int) -> tuple[list[tuple[int, int]], int]:
    """Where the entries of an INDEX begin and end, and where it ends."""
    (count,) = struct.unpack_from(">H", data, at)
    if not count:
        return [], at + 2
    size, base = data[at + 2], at + 3
    offsets = [int.from_bytes(data[base + size * n : base + size * (n + 1)], "big") for n in range(count + 1)]
    first = base + size * (count + 1) - 1
    return [(first + a, first + b) for a, b in pairwise(offsets)], first + offsets[-1]


def _text_operands(top: bytes | bytearray) -> Iterator[int]:
    """String numbers that a top dictionary calls its texts."""
    return (operands[-1] for operator, operands in _operands(top) if operator in CFF_TEXTS and operands)


def _operands(dictionary: bytes | bytearray) -> Iterator[tuple[Operator, list[int]]]:
    """Every operator of a dictionary with its operands; a real number counts as -1."""
    at, operands = 0, list[int]()
    while at < len(dictionary):
        byte = dictionary[at]
        at += 1
        if byte <= 21:
            yield ((12, dictionary[at]) if byte == 12 else byte), operands
            at += byte == 12
            operands = []
        elif byte == 30:  # a real number, in half bytes up to 0xF
            while at < len(dictionary) and dictionary[at] & 0x0F != 0x0F and dictionary[at] >> 4 != 0x0F:
                at += 1
            at += 1
            operands.append(-1)
        else:
            value, at = _integer(dictionary, byte, at)
            operands.append(value)


def _integer(top: bytes | bytearray, byte: int, at: int) -> tuple[int, int]:
    if byte == 28:
        return int.from_bytes(top[at : at + 2], "big", signed=True), at + 2
    if byte == 29:
        return int.from_bytes(top[at : at + 4], "big", signed=True), at + 4
    if byte <= 246:
        return byte - 139, at
    if byte <= 250:
        return (byte - 247) * 256 + top[at] + 108, at + 1
    return -(byte - 251) * 256 - top[at] - 108, at + 1
