"""Values of a PDF's objects: numbers, names of the standard and our own; no strings, no names of the author's.

`keys.py` says which keys may pass; here the values behind them are looked at, however deep they lie in lists, and so
are the operands of page content. Names: ISO 32000-1; of glyphs: see `glyphnames.py`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pikepdf

from blinder.formats.pdf.fonts import KNOWN_CMAP, KNOWN_FONT
from blinder.formats.pdf.glyphnames import is_glyph_name
from blinder.formats.pdf.keys import COLLECTIONS, KEYS

_WORDS = (
    "Page Pages Catalog XObject Form Image Font FontDescriptor Encoding ExtGState Pattern Shading Group Mask CMap Map"
    " ColorSpace Type0 Type1 MMType1 Type3 TrueType CIDFontType0 CIDFontType2 CIDFontType0C Type1C OpenType"
    " DeviceGray DeviceRGB DeviceCMYK CalGray CalRGB Lab ICCBased Indexed Separation DeviceN G RGB CMYK I"
    " All None Cyan Magenta Yellow Black Red Green Blue"
    " ASCIIHexDecode ASCII85Decode LZWDecode FlateDecode RunLengthDecode CCITTFaxDecode JBIG2Decode DCTDecode JPXDecode"
    " AHx A85 LZW Fl RL CCF DCT"
    " Transparency Luminosity Alpha Identity Default"
    " Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference"
    " Exclusion Hue Saturation Color AbsoluteColorimetric RelativeColorimetric Perceptual"
    " WinAnsiEncoding MacRomanEncoding MacExpertEncoding StandardEncoding PDFDocEncoding .notdef"
    " UltraCondensed ExtraCondensed Condensed SemiCondensed SemiExpanded Expanded ExtraExpanded UltraExpanded"
)
_KEYS = (
    "Kids Count Registry Ordering Supplement Predictor Colors BitsPerComponent Columns EarlyChange K EndOfLine"
    " EncodedByteAlign Rows EndOfBlock BlackIs1 DamagedRowsBeforeError JBIG2Globals ColorTransform"
)
NAMES = frozenset(f"/{word}" for word in f"{_WORDS} {_KEYS}".split()).union(*KEYS.values())
OURS = re.compile(r"/(?:(?:AAAAAA\+)?F\d+(?:-(?:Bold)?(?:Italic)?)?|[XGCPS]\d+|Spot\d+|g\d+)")
_TOKEN = re.compile(rb"/[^\s()<>\[\]{}/%]*|<<|>>|[(<]|(\d+) (\d+) R\b")
UNKNOWN = pikepdf.Name("/Unknown")
REPLACED = pikepdf.Name("/.notdef")


@lru_cache(maxsize=8192)
def is_known_name(name: str) -> bool:
    """Whether a name is one of the standard, of a glyph, or one that blinder hands out itself."""
    return bool(
        name in NAMES
        or OURS.fullmatch(name)
        or KNOWN_FONT.match(name)
        or KNOWN_CMAP.match(name)
        or is_glyph_name(name[1:])
    )


def keep_plain_values(pdf: pikepdf.Pdf) -> None:
    """Take what is neither a number nor a known name out of every object that the pages lead to, keys included."""
    waiting: list[Any] = [pdf.Root]
    seen = {pdf.Root.objgen}
    while waiting:
        thing = waiting.pop()
        source = (thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing).unparse(resolved=True)
        is_plain = True
        for found in _TOKEN.finditer(source):
            if found[1]:
                number = int(found[1]), int(found[2])
                leaf = pdf.get_object(number)
                if isinstance(leaf, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream):
                    waiting += [leaf] * (number not in seen)
                    seen.add(number)
                else:
                    is_plain = is_plain and _is_plain(leaf)
            elif found[0] not in (b"<<", b">>"):
                is_plain = is_plain and is_known_name(found[0].decode("latin-1"))
        if not is_plain:
            _clean(thing)


def plain_operands(operands: Any) -> list[Any]:
    """Numbers, and lists of them."""
    return [each for each in operands if not isinstance(each, pikepdf.Object) or _is_numbers(each)]


def plain_value(value: Any) -> Any:
    """A direct value, with unknown names and strings in it replaced; None for one that is nothing else."""
    if isinstance(value, pikepdf.Array):
        return pikepdf.Array([_member(each) for each in value])
    if isinstance(value, pikepdf.Dictionary):
        _clean(value)
        return value
    return value if _is_plain(value) else None


def _is_numbers(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Array) and not any(isinstance(each, pikepdf.Object) for each in thing)


def _is_plain(leaf: Any) -> bool:
    if isinstance(leaf, pikepdf.String):
        return str(leaf) in COLLECTIONS
    return is_known_name(str(leaf)) if isinstance(leaf, pikepdf.Name) else True


def _clean(thing: Any) -> None:
    """In place; objects of their own, which it leads to, have their own turn."""
    for key, value in list(_members(thing)):
        if isinstance(thing, pikepdf.Array):
            thing[key] = _member(value)
        elif not is_known_name(str(key)) or not _is_plain(value):
            del thing[key]
        elif _is_direct_container(value):
            thing[key] = plain_value(value)


def _member(value: Any) -> Any:
    """What stands in a list, where its place counts."""
    if _is_direct_container(value):
        return plain_value(value)
    if _is_plain(value):
        return value
    return REPLACED if isinstance(value, pikepdf.Name) else 0


def _members(thing: Any) -> Iterator[tuple[Any, Any]]:
    yield from enumerate(thing) if isinstance(thing, pikepdf.Array) else thing.items()


def _is_direct_container(value: Any) -> bool:
    return isinstance(value, pikepdf.Array | pikepdf.Dictionary) and not value.is_indirect
