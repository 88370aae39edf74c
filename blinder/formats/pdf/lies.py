"""Fonts that tell other letters than they show: a name that every eye sees and no program reads.

A font of the file has a map or an encoding, which tells programs what its glyphs mean, and drawings, which tell people.
Nothing but the drawings can prove the rest; see `shapes.py`.
"""

import re
from collections.abc import Iterator, Set
from itertools import islice

from blinder.formats.pdf.engines import Document, Page, mupdf
from blinder.formats.pdf.shapes import Font, looks_otherwise, shape_of
from blinder.types import Unseen

low = mupdf.mupdf
Sign = tuple[int, str]  # a glyph's number, and the first letter that it is told to be
LYING = "a font shows other letters than it tells"
FEW_PAGES = 20  # whose signs are gathered sooner than those of a whole font are drawn
MAX_CODES = 65_536
MAX_GLYPHS = 1_500  # of a font, Latin letters first; only fonts of thousands of ideographs have more
ENOUGH = 200  # lies of a font
HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
SINGLE = re.compile(rb"beginbfchar\b(.*?)endbfchar", re.DOTALL)
RANGES = re.compile(rb"beginbfrange\b(.*?)endbfrange", re.DOTALL)
RANGE = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:(<[0-9A-Fa-f\s]*>)|\[([^\]]*)\])")
DIFFERENCE = re.compile(r"(\d+)|/([^\s/\[\]]+)")
BASES = {"/MacRomanEncoding": "mac_roman", "/WinAnsiEncoding": "cp1252"}
UNKNOWN = 0xFFFD  # looks like no letter, so nothing contradicts it


def find_lies(document: Document) -> Iterator[Unseen]:
    """The pages of a prepared document on which such letters stand: one that is beyond doubt, or several."""
    known: dict[int, dict[Sign, bool]] = {}
    shown = {sign for page in document for sign in _shown(page)} if len(document) <= FEW_PAGES else None
    for at, page in enumerate(document, 1):
        numbers = {font[0] for font in page.get_fonts(full=True) if font[0]}
        known |= {number: _lies(document, number, shown) for number in numbers - known.keys()}
        lies = {sign: sure for number in numbers for sign, sure in known[number].items()}
        used = lies.keys() & _shown(page) if lies else ()
        if len(used) > 1 or any(lies[sign] for sign in used):
            yield Unseen(f"p. {at}", LYING)


def _shown(page: Page) -> set[Sign]:
    """The glyphs that a page shows; of the text of one that tells several letters, the first."""
    return {(char[1], _first(chr(char[0]))) for span in page.get_texttrace() for char in span["chars"]}


def _first(text: str) -> str:
    """Its first sign; none of one that draws nothing."""
    return text[:1].strip() if text[:1].isprintable() else ""


def _lies(document: Document, number: int, shown: Set[Sign] | None) -> dict[Sign, bool]:
    """The glyphs of the font with this object number that look otherwise than is told, and whether for certain.

    Args:
        shown: those to look at; None for all.
    """
    pdf = low.pdf_document_from_fz_document(document.this)
    dictionary = low.pdf_new_indirect(pdf, number, 0)  # must outlive the call
    try:
        loaded = low.ll_pdf_load_font(pdf.m_internal, None, dictionary.m_internal)
    except low.FzErrorBase:
        return {}
    try:
        drawn_here = loaded.is_embedded or document.xref_get_key(number, "Subtype")[1] == "/Type3"
        return dict(islice(_compared(document, number, loaded, shown), ENOUGH)) if drawn_here else {}
    finally:
        low.ll_pdf_drop_font(loaded)


def _compared(document: Document, number: int, loaded: Font, shown: Set[Sign] | None) -> Iterator[tuple[Sign, bool]]:
    """What `_lies` finds, one by one."""
    font, drawn = low.FzFont(low.ll_fz_keep_font(loaded.font)), 0
    firsts = None if shown is None else {first for _, first in shown}
    read = ((code, told, _first(told or chr(UNKNOWN))) for code, told in _told(document, number).items())
    wanted = (each for each in read if firsts is None or each[2] in firsts)
    for code, told, first in sorted(wanted, key=lambda each: each[1] or ""):
        character = low.ll_pdf_lookup_cmap(loaded.encoding, code)
        glyph = low.ll_pdf_font_cid_to_gid(loaded, character) if character >= 0 else 0
        shape = shape_of(font, glyph) if glyph > 0 and (shown is None or (glyph, first) in shown) else None
        drawn += shape is not None
        if drawn > MAX_GLYPHS:
            return
        if shape and (sure := looks_otherwise(shape, _named(font, glyph) if told is None else told)) is not None:
            yield (glyph, first), sure


def _named(font: Font, glyph: int) -> str:
    """The letter that the font itself calls a glyph after; a sign that looks like nothing where it tells none."""
    letter = low.fz_unicode_from_glyph_name(low.fz_get_glyph_name2(font, glyph))
    return chr(letter or UNKNOWN)


def _told(document: Document, number: int) -> dict[int, str | None]:
    """Codes and the text that a program reads for them; none where the font itself tells."""
    kind, where = document.xref_get_key(number, "ToUnicode")
    mapped = _mapped(document.xref_stream(int(where.split()[0])) or b"") if kind == "xref" else {}
    if document.xref_get_key(number, "Subtype")[1] == "/Type0":
        return mapped
    return _encoded(document, number) | mapped


def _mapped(data: bytes) -> dict[int, str | None]:
    """What a map to Unicode tells."""
    told: dict[int, str | None] = {}
    for part in SINGLE.finditer(data):
        words = HEX.findall(part[1])
        told |= {_number(code): _text(text) for code, text in zip(words[::2], words[1::2], strict=False)}
    for part in RANGES.finditer(data):
        for first, last, start, texts in RANGE.findall(part[1]):
            codes = range(_number(first), min(_number(last), _number(first) + MAX_CODES) + 1)
            if start:
                told |= dict(zip(codes, _counted(_text(start[1:-1])), strict=False))
            else:
                told |= dict(zip(codes, map(_text, HEX.findall(texts)), strict=False))
            if len(told) > MAX_CODES:
                return told
    return told


def _number(digits: bytes) -> int:
    return int(re.sub(rb"\s", b"", digits) or b"0", 16)


def _text(digits: bytes) -> str:
    code = re.sub(rb"\s", b"", digits)
    data = bytes.fromhex((code + b"0" * (len(code) % 2)).decode())
    return data.decode("latin-1") if len(data) == 1 else data.decode("utf-16-be", "replace")


def _counted(start: str) -> Iterator[str]:
    """The text, and those whose last sign is one further each."""
    if start:
        yield from (start[:-1] + chr(each) for each in range(ord(start[-1]), 0x110000))


def _encoded(document: Document, number: int) -> dict[int, str | None]:
    """What the encoding of a font of 256 glyphs tells."""
    kind, name = document.xref_get_key(number, "Encoding")
    base = name if kind == "name" else document.xref_get_key(number, "Encoding/BaseEncoding")[1]
    told = dict[int, str | None].fromkeys(range(256))
    if base in BASES:
        told = {code: bytes([code]).decode(BASES[base], "replace") for code in range(0x20, 0x100)}
    code = 0
    for at, glyph in DIFFERENCE.findall(document.xref_get_key(number, "Encoding/Differences")[1]):
        if not at:
            told[code] = chr(low.fz_unicode_from_glyph_name(glyph))
        code = int(at) if at else code + 1
    return told
