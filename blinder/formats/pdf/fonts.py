"""Fonts under neutral names: what a font is called, what its maps and its program say about themselves."""

import re
from typing import Any

import pikepdf

from blinder.formats.pdf.fontprogram import MAX_GLYPHS, glyph_count, without_names
from blinder.formats.pdf.glyphnames import is_letter_name
from blinder.formats.pdf.keys import KEYS, STREAM, keep_keys
from blinder.formats.pdf.standard import closest_font

KNOWN_FONT = re.compile(
    r"^/(?:[A-Z]{6}\+)?(?:Helvetica|Arial(?: ?Narrow| ?Unicode)?|Times(?: ?New ?Roman)?|Courier(?: ?New)?|Symbol"
    r"|ZapfDingbats|Calibri|Cambria|Verdana|Georgia|Tahoma|Garamond|Wingdings)"
    r"(?:[-, ]?(?:PS|MT|Bold|Italic|Oblique|Roman|Regular|Narrow))*$"
)
KNOWN_CMAP = re.compile(
    r"^/(?:Identity|78|83pv|90ms|90msp|90pv|Add|Adobe|B5pc|CNS[12]?|ETen|ETenms|ETHK|EUC|Ext|GB|GBK|GBKp|GBK2K|GBT|GBTpc|GBpc"
    r"|HKscs|Hojo|KSC|KSCms|KSCpc|NWP|Uni(?:GB|CNS|JIS|JISX0213|JISX02132004|JIS2004|KS))"
    r"(?:-(?:Japan1|GB1|CNS1|Korea1|KR|UCS2|UTF16|UTF8|UTF32|RKSJ|EUC|B5|HW|Johab|[HV]))*$|^/[HV]$"
)
SYMBOLS = re.compile("symbol|dings", re.IGNORECASE)  # fonts with an order of their own
MONO, SERIF, ITALIC, BOLD = 1, 2, 64, 2**18  # of a font descriptor's flags
CMAP_PARTS = re.compile(
    rb"\d+\s+begin(codespacerange|bfchar|bfrange|cidchar|cidrange|notdefchar|notdefrange)\b(.*?)\bend\1", re.DOTALL
)
LONGEST = 18  # signs of a code in a map: four letters in UTF-16, and the brackets
CMAP_HEAD = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Map def /CMapType 2 def\n"
)
CMAP_TAIL = b"endcmap CMapName currentdict /CMap defineresource pop end end\n"


def name_font(font: pikepdf.Dictionary, name: str) -> None:
    """A neutral name for a font that carries its program; the name of a standard font for one that does not."""
    if font.get("/Subtype") == "/Type3":
        return
    old, descriptor = str(font.get("/BaseFont", "/Helvetica")), font.get("/FontDescriptor")
    embedded = isinstance(descriptor, pikepdf.Dictionary) and any(f"/FontFile{n}" in descriptor for n in ("", "2", "3"))
    bold, italic = "bold" in old.lower(), "italic" in old.lower() or "oblique" in old.lower()
    style = "-" * (bold or italic) + "Bold" * bold + "Italic" * italic
    plain = old if KNOWN_FONT.match(old) else f"/{_closest(old, descriptor)}"
    new = f"/AAAAAA+{name}{style}" if embedded else plain
    if "/DescendantFonts" in font:
        new = str(font["/DescendantFonts"][0].get("/BaseFont", new))
    font["/BaseFont"] = pikepdf.Name(new)
    if isinstance(descriptor, pikepdf.Dictionary):
        keep_keys(descriptor, KEYS["descriptor"])
        descriptor["/FontName"] = pikepdf.Name(new)
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            if isinstance(descriptor.get(key), pikepdf.Stream):
                keep_keys(descriptor[key], KEYS["program"])
                if program := without_names(descriptor[key].read_bytes()):
                    descriptor[key].write(program)
                else:
                    del descriptor[key]


def drop_needless_map(font: pikepdf.Dictionary) -> None:
    """Let a font that the file does not carry tell its letters by its encoding alone, as readers show it."""
    descriptor, encoding = font.get("/FontDescriptor"), font.get("/Encoding")
    carried = isinstance(descriptor, pikepdf.Dictionary) and any(f"/FontFile{n}" in descriptor for n in ("", "2", "3"))
    own_order = "/ToUnicode" not in font or SYMBOLS.search(str(font.get("/BaseFont", "")))
    if carried or own_order or font.get("/Subtype") not in ("/Type1", "/TrueType"):
        return
    differences = encoding.get("/Differences", ()) if isinstance(encoding, pikepdf.Dictionary) else ()
    names = [str(each)[1:] for each in differences if isinstance(each, pikepdf.Name)]
    tells = encoding is not None or KNOWN_FONT.match(str(font.get("/BaseFont", "")))
    if tells and all(map(is_letter_name, names)):
        del font["/ToUnicode"]


def _closest(name: str, descriptor: object) -> str:
    """The standard font closest to one that the file does not carry."""
    flags = int(descriptor.get("/Flags", 0)) if isinstance(descriptor, pikepdf.Dictionary) else 0
    return closest_font(
        name, mono=bool(flags & MONO), serif=bool(flags & SERIF), bold=bool(flags & BOLD), italic=bool(flags & ITALIC)
    )


def clean_cmap(stream: Any) -> None:
    """A character map with its ranges and nothing else: no comment, no name, not even as the text of one glyph."""
    keep_keys(stream, KEYS["cmap"])
    if "/CMapName" in stream:
        stream["/CMapName"] = pikepdf.Name.Map
    base = stream.get("/UseCMap")
    if base is not None and not (isinstance(base, pikepdf.Name) and KNOWN_CMAP.match(str(base))):
        del stream["/UseCMap"]
    data = re.sub(rb"%[^\r\n]*", b"", stream.read_bytes())
    parts = []
    for found in CMAP_PARTS.finditer(data):
        body = b" ".join(map(_short, re.findall(rb"<[0-9A-Fa-f\s]*>|\[|\]|\b\d+\b", found[2])))
        count = found[0].split(None, 1)[0]
        parts.append(count + b" begin" + found[1] + b"\n" + body + b"\nend" + found[1] + b"\n")
    mode = b"/WMode 1 def\n" if re.search(rb"/WMode\s+1\b", data) else b""
    stream.write(CMAP_HEAD + mode + b"".join(parts) + CMAP_TAIL)


def _short(word: bytes) -> bytes:
    """A code, or the text of one glyph: that of a ligature is short, a longer one reads as unknown."""
    return word if len(re.sub(rb"\s", b"", word)) <= LONGEST else b"<FFFD>"


def clean_glyph_map(stream: Any, font: pikepdf.Dictionary) -> None:
    """The glyphs that a font's characters are drawn with, by number: those that its program has, and nothing behind."""
    keep_keys(stream, frozenset(STREAM.split()))
    program = font.get("/FontDescriptor", pikepdf.Dictionary()).get("/FontFile2")
    count = glyph_count(program.read_bytes()) if isinstance(program, pikepdf.Stream) else MAX_GLYPHS
    data = stream.read_bytes()[: 2 * MAX_GLYPHS]
    pairs = (data[at : at + 2] for at in range(0, len(data) - 1, 2))
    stream.write(b"".join(pair if int.from_bytes(pair, "big") < count else b"\0\0" for pair in pairs))
