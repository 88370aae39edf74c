"""Text of PDF content streams, decoded roughly: by each font's ToUnicode map, else as Latin. Positions are ignored.

It sees what no page shows: unused forms, patterns, text outside the page or behind a clip.
"""

import re
from functools import cache
from typing import Any

import pikepdf

from blinder.verifier.pdf_streams import unpack

MAX_CONTENT = 8 << 20  # bytes of one content stream that are parsed; vector drawings beyond hold no more text
SHOWS = frozenset({"Tj", "TJ", "'", '"'})
REMARK = re.compile(rb"\((?:\\.|[^\\()])*\)|%([^\r\n]*)", re.DOTALL)
MOVES = frozenset(["Td", "TD", "T*", "Tm", "'", '"'])
WORD_GAP = -180  # thousandths of the font size from which a shift inside TJ reads as a space
BFCHAR = re.compile(r"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>")
BFRANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")

CODECS = {"/MacRomanEncoding": "mac_roman", "/WinAnsiEncoding": "cp1252"}
OWN_SIGN = re.compile(rb"dup\s+(\d{1,3})\s*/([!-~]+)\s+put")
MAX_HEAD = 1 << 16  # bytes in which a Type 1 font tells its encoding
NO_LETTER = "\ufffd"
SURROGATES = 0xD800  # below, a character is one unit of UTF-16
INLINE = "\nBI\n"  # begins the keys of an inline picture

CodeMap = tuple[int, dict[int, str]]  # bytes per code, code → text


class FontMaps:
    """ToUnicode maps, each parsed once per document."""

    def __init__(self) -> None:
        self._maps: dict[tuple[int, int], CodeMap] = {}

    def of(self, font: Any) -> CodeMap:
        """The code map of a font dictionary; one byte per code and no map when it has none."""
        key = font.objgen
        if key == (0, 0) or key not in self._maps:
            self._maps[key] = _parse_font(font)
        return self._maps[key]


def content_streams(item: Any) -> list[Any]:
    """The streams that hold the drawing operators of a page, form or pattern."""
    source = item if isinstance(item, pikepdf.Stream) else item.get("/Contents")
    parts = [source] if isinstance(source, pikepdf.Stream) else list(source or ())
    return [part for part in parts if isinstance(part, pikepdf.Stream)]


def read_content(item: Any, fonts: FontMaps) -> str | None:
    """The text that a page, form or pattern draws; None when it is too large or cannot be parsed."""
    try:
        if sum(len(unpack(part)) for part in content_streams(item)) > MAX_CONTENT:
            return None
        resources = item.get("/Resources") or pikepdf.Dictionary()
        page_fonts = resources.get("/Font") or pikepdf.Dictionary()
        return _run(pikepdf.parse_content_stream(item), page_fonts, fonts)
    except (pikepdf.PdfError, TypeError, AttributeError, ValueError):
        return None


def read_remarks(content: bytes) -> str:
    """Comments between the drawing operators, which no program shows."""
    return "\n".join(remark[1].decode("latin-1") for remark in REMARK.finditer(content) if remark[1])


def _run(instructions: Any, page_fonts: Any, fonts: FontMaps) -> str:
    pieces: list[str] = []
    code_map: CodeMap = (1, {})
    line, last, anew = 0.0, 0.0, False
    for operands, operator in instructions:
        name = str(operator)
        if name == "Tf" and operands:
            font = page_fonts.get(str(operands[0]))
            code_map = fonts.of(font) if isinstance(font, pikepdf.Dictionary) else (1, {})
        elif name == "BT":
            line, anew = 0.0, True
        elif name in MOVES:
            line, anew = _line_after(name, operands, line), anew and name != "Tm"
        elif name == "INLINE IMAGE":
            header: bytes = operands[0].unparse().partition(b"\nID")[0]
            pieces.append(f"{INLINE}{header.decode('latin-1').removeprefix('BI')}\n")
        elif name in ("BDC", "DP") and len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary):
            pieces += [f"\n{value}\n" for value in operands[1].as_dict().values() if isinstance(value, pikepdf.String)]
        if name in SHOWS and operands:
            shown = operands[-1]
            text = "".join(_decode(each, code_map) for each in (shown if isinstance(shown, pikepdf.Array) else [shown]))
            pieces += ["\n" if line != last or (anew and not _goes_on(pieces, text)) else "", text]
            last, anew = line, False
    return "".join(pieces)


def _goes_on(pieces: list[str], text: str) -> bool:
    """Whether a text object on the line of the one before ends its word: "Sam", "ple"."""
    return bool(pieces) and pieces[-1][-1:].isalpha() and text[:1].islower()


def _line_after(name: str, operands: Any, line: float) -> float:
    """The height after a move; what is set along one line is glued, as many programs set single letters."""
    if name in ("Td", "TD") and len(operands) == 2:
        return line + float(operands[1])
    if name == "Tm" and len(operands) == 6:
        return float(operands[5])
    return line - 1


def _decode(piece: Any, code_map: CodeMap) -> str:
    if not isinstance(piece, pikepdf.String):
        return " " if _is_number(piece) and float(piece) < WORD_GAP else ""
    width, table = code_map
    raw = bytes(piece)
    codes = [int.from_bytes(raw[at : at + width], "big") for at in range(0, len(raw), width)]
    return "".join(table.get(code, chr(code) if code < 256 else "\ufffd") for code in codes)


def _is_number(piece: Any) -> bool:
    try:
        float(piece)
    except (TypeError, ValueError):
        return False
    return True


def _parse_font(font: Any) -> CodeMap:
    width = 2 if font.get("/Subtype") == "/Type0" else 1
    source = font.get("/ToUnicode")
    if not isinstance(source, pikepdf.Stream):
        return width, (_table_of(font.get("/Encoding")) or _own_table_of(font)) if width == 1 else {}
    text = source.read_bytes()[:MAX_CONTENT].decode("latin-1")
    table: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, value in BFCHAR.findall(block):
            table[int(code, 16)] = _unhex(value)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for low, high, value, values in BFRANGE.findall(block):
            _add_range(table, int(low, 16), int(high, 16), value, values)
    return width, table


def _table_of(encoding: Any) -> dict[int, str]:
    """The table of a simple font by the encoding's name: quotes and dashes lie elsewhere in each."""
    name = encoding.get("/BaseEncoding") if isinstance(encoding, pikepdf.Dictionary) else encoding
    return _upper_half(CODECS.get(str(name), ""))


@cache
def _upper_half(codec: str) -> dict[int, str]:
    return {code: bytes([code]).decode(codec, "replace") for code in range(128, 256)} if codec else {}


def _own_table_of(font: Any) -> dict[int, str]:
    """The signs in a Type 1 font's own encoding that stand where letters stand in Latin: "y" may be a dagger."""
    program = font.get("/FontDescriptor", pikepdf.Dictionary()).get("/FontFile")
    if "/Encoding" in font or not isinstance(program, pikepdf.Stream):
        return {}
    signs = OWN_SIGN.findall(unpack(program)[:MAX_HEAD])
    return {
        int(code): NO_LETTER
        for code, sign in signs
        if int(code) < 256 and sign.decode() != chr(int(code)) and chr(int(code)).isalpha()
    }


def _add_range(table: dict[int, str], low: int, high: int, value: str, values: str) -> None:
    listed = re.findall(r"<([0-9A-Fa-f]+)>", values)
    if value and int(value, 16) + high - low < SURROGATES:
        table.update((code, chr(int(value, 16) + code - low)) for code in range(low, min(high, low + 0xFFFF) + 1))
        return
    for code in range(low, min(high, low + 0xFFFF) + 1):
        if value:
            table[code] = _unhex(f"{int(value, 16) + code - low:0{len(value)}x}")
        elif code - low < len(listed):
            table[code] = _unhex(listed[code - low])


def _unhex(value: str) -> str:
    digits = "".join(value.split())
    return bytes.fromhex(digits.zfill(len(digits) + len(digits) % 2)).decode("utf-16-be", "replace")
