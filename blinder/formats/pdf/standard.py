"""The fonts that every reader has: which comes closest to another, how long a text is in one, and it as an object."""

import re
from functools import cache, lru_cache

import pikepdf

from blinder.formats.pdf.engines import mupdf

ENCODING = "cp1252"  # WinAnsi
FAMILIES = {
    "sans": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique"),
    "serif": ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
    "mono": ("Courier", "Courier-Bold", "Courier-Oblique", "Courier-BoldOblique"),
}
SHORT = {"sans": ("helv", "hebo", "heit", "hebi"), "serif": ("tiro", "tibo", "tiit", "tibi")}  # PyMuPDF's names
SHORT |= {"mono": ("cour", "cobo", "coit", "cobi")}
METRICS = {name: short for family in FAMILIES for name, short in zip(FAMILIES[family], SHORT[family], strict=True)}
SERIF_NAMES = ("times", "georgia", "cambria", "garamond", "palatino", "bookman", "century")
SANS_NAMES = re.compile("sans|arial|helvet|calibri|verdana|tahoma|segoe|roboto|aptos|gothic")
MAX_LENGTHS = 50_000  # words whose lengths are remembered: pages repeat theirs


def closest_font(name: str, *, mono: bool, serif: bool, bold: bool, italic: bool) -> str:
    """The standard font closest to one of that name; the name is believed before what the file says beside it."""
    name = name.lower()
    mono = mono or any(word in name for word in ("courier", "mono"))
    serif = any(word in name for word in SERIF_NAMES) or (serif and not SANS_NAMES.search(name))
    family = "mono" if mono else "serif" if serif else "sans"
    bold = bold or any(word in name for word in ("bold", "black", "heavy"))
    italic = italic or "italic" in name or "oblique" in name
    return FAMILIES[family][bold + 2 * italic]


@lru_cache(MAX_LENGTHS)
def length_of(text: str, font: str, size: float) -> float:
    """Points that the text takes in a standard font."""
    return float(_metrics(font).text_length(text, size))


@cache
def overhang_of(letter: str, font: str) -> float:
    """How far its ink leans over what stands behind it, of the font size; a slanted font's capitals do."""
    metrics = _metrics(font)
    return max(0.0, float(metrics.glyph_bbox(ord(letter)).x1 - metrics.glyph_advance(ord(letter))))


@cache
def _metrics(font: str) -> mupdf.Font:
    return mupdf.Font(METRICS[font])


def standard_font(name: str) -> pikepdf.Dictionary:
    """One of the fonts that every reader has, as an object."""
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name(f"/{name}"),
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
