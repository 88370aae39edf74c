"""The table of keys: which entries of which PDF object may pass. It is data; `allow.py` and `fonts.py` apply it.

Keys follow ISO 32000-1: page 7.7.3, resources 7.8.3, fonts 9.6–9.8, XObjects 8.8–8.10, patterns 8.7, colours 8.6.
"""

from typing import Any

import pikepdf

STREAM = "/Length /Filter /DecodeParms"
ORDERINGS = frozenset(("Identity", "UCS", "Japan1", "Japan2", "GB1", "CNS1", "Korea1", "KR"))
COLLECTIONS = ORDERINGS | {"Adobe"}  # of characters
STREAMS = frozenset(  # keys behind which a stream may stand
    "/Contents /SMask /Mask /G /Function /Functions /Shading /ToUnicode /Encoding /CIDToGIDMap /UseCMap"
    " /FontFile /FontFile2 /FontFile3".split()
)
FUNCTION = "/FunctionType /Domain /Range /Size /BitsPerSample /Order /Encode /Decode /C0 /C1 /N /Functions /Bounds"
KEYS: dict[str, frozenset[str]] = {
    kind: frozenset(keys.split())
    for kind, keys in {
        "page": "/Type /Parent /MediaBox /CropBox /Rotate /UserUnit /Resources /Contents /Group",
        "form": f"{STREAM} /Type /Subtype /FormType /BBox /Matrix /Resources /Group",
        "image": f"{STREAM} /Type /Subtype /Width /Height /ColorSpace /BitsPerComponent /Decode /ImageMask /Mask /SMask"
        " /Interpolate /Matte /Intent /SMaskInData",
        "pattern": f"{STREAM} /Type /PatternType /PaintType /TilingType /BBox /XStep /YStep /Resources /Matrix /Shading"
        " /ExtGState",
        "shading": f"{STREAM} /ShadingType /ColorSpace /Background /BBox /AntiAlias /Function /Coords /Domain /Extend"
        " /Matrix /BitsPerCoordinate /BitsPerComponent /BitsPerFlag /Decode /VerticesPerRow",
        "state": "/Type /LW /LC /LJ /ML /D /RI /OP /op /OPM /Font /FL /SM /SA /BM /SMask /CA /ca /AIS /TK",
        "mask": "/Type /S /G /BC /TR",
        "group": "/Type /S /CS /I /K",
        "function": f"{STREAM} {FUNCTION}",
        "font": "/Type /Subtype /BaseFont /FirstChar /LastChar /Widths /FontDescriptor /Encoding /ToUnicode"
        " /DescendantFonts /CIDSystemInfo /DW /W /DW2 /W2 /CIDToGIDMap /FontBBox /FontMatrix /CharProcs /Resources",
        "descriptor": "/Type /FontName /FontStretch /FontWeight /Flags /FontBBox /ItalicAngle /Ascent /Descent /Leading"
        " /CapHeight /XHeight /StemV /StemH /AvgWidth /MaxWidth /MissingWidth /FontFile /FontFile2 /FontFile3",
        "program": f"{STREAM} /Length1 /Length2 /Length3 /Subtype",
        "encoding": "/Type /BaseEncoding /Differences",
        "cmap": f"{STREAM} /Type /CMapName /CIDSystemInfo /WMode /UseCMap",
        "calibrated": "/WhitePoint /BlackPoint /Gamma /Matrix /Range",
    }.items()
}


def keep_keys(thing: Any, keys: frozenset[str]) -> None:
    """Drop every other key, every string, and streams that nobody looks into."""
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key in list(thing.keys()):
            value = thing[key]
            is_foreign = isinstance(value, pikepdf.Stream) and key not in STREAMS
            if key not in keys or is_foreign or isinstance(value, pikepdf.String):
                del thing[key]
