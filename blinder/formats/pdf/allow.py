"""The allowlist: of every object only known keys pass, every name that nobody reads is neutral, no string survives.

In: a saved document. Out: the same object, changed in place, holding pages, resources, fonts and pictures and no more.
Keys follow ISO 32000-1: page 7.7.3, resources 7.8.3, fonts 9.6–9.8, XObjects 8.8–8.10, patterns 8.7, colours 8.6.
"""

import re
from collections.abc import Callable
from typing import Any

import pikepdf

from blinder.errors import UnreadableFile
from blinder.formats.pdf.content import PREFIX, clean_content, neutral_names
from blinder.formats.pdf.objects import dict_of
from blinder.formats.pictures import clean

MAX_DEPTH = 60
STREAM = "/Length /Filter /DecodeParms"
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
KNOWN_FONT = re.compile(
    r"^/(?:[A-Z]{6}\+)?(?:Helvetica|Arial(?:Narrow|Unicode)?|Times(?:NewRoman)?|Courier(?:New)?|Symbol|ZapfDingbats|Calibri"
    r"|Cambria|Verdana|Georgia|Tahoma|Garamond|Wingdings)(?:[-,]?(?:PS|MT|Bold|Italic|Oblique|Roman|Regular|Narrow))*$"
)
KNOWN_CMAP = re.compile(r"^/(?:Identity-[HV]|[A-Za-z0-9-]+-(?:UCS2|UTF16|UTF8|UTF32|RKSJ|EUC|[HV])(?:-[HV])?|[HV])$")
KNOWN_COLORANT = frozenset(["/All", "/None", "/Cyan", "/Magenta", "/Yellow", "/Black", "/Red", "/Green", "/Blue"])
DEVICE = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
CMAP_PARTS = re.compile(
    rb"\d+\s+begin(codespacerange|bfchar|bfrange|cidchar|cidrange|notdefchar|notdefrange)\b(.*?)\bend\1", re.DOTALL
)
CMAP_HEAD = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Map def /CMapType 2 def\n"
)
CMAP_TAIL = b"endcmap CMapName currentdict /CMap defineresource pop end end\n"


class Allowlist:
    """Cleans one document. Every object is cleaned once, however many others point at it."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf, self._fonts = pdf, 0
        self._done: set[tuple[int, int]] = set()
        self._spots: dict[str, str] = {}

    def clean_document(self) -> None:
        """Clean the root, the page tree and every page."""
        _keep(self._pdf.Root, frozenset(("/Type", "/Pages")))
        for page in self._pdf.pages:
            resources = page.resources
            _keep(page.obj, KEYS["page"])
            self._painter(page.obj, resources, 0, page.obj)
            self._group(page.obj)
            self._pages_above(page.obj.get("/Parent"))
        if "/Info" in self._pdf.trailer:
            del self._pdf.trailer["/Info"]

    def _pages_above(self, node: Any) -> None:
        while isinstance(node, pikepdf.Dictionary) and self._is_new(node):
            _keep(node, frozenset(("/Type", "/Parent", "/Kids", "/Count")))
            node = node.get("/Parent")

    def _is_new(self, thing: pikepdf.Object) -> bool:
        if not thing.is_indirect:
            return True
        new = thing.objgen not in self._done
        self._done.add(thing.objgen)
        return new

    def _painter(self, owner: Any, resources: pikepdf.Dictionary, depth: int, content: Any) -> None:
        """A page, form, pattern or glyph with its resources: new names in both."""
        if depth > MAX_DEPTH:
            raise UnreadableFile("the PDF nests its parts too deeply")
        renames = neutral_names(content, resources)
        data = clean_content(content, renames)
        if isinstance(content, pikepdf.Stream):
            content.write(data)
        else:
            owner["/Contents"] = self._pdf.make_stream(data)
        owner["/Resources"] = self._resources(resources, renames, depth + 1)

    def _resources(self, old: pikepdf.Dictionary, renames: dict[str, dict[str, str]], depth: int) -> pikepdf.Dictionary:
        cleaners: dict[str, Callable[[Any, pikepdf.Dictionary, int], Any]] = {
            "/Font": self._font,
            "/XObject": self._xobject,
            "/ExtGState": self._state,
            "/ColorSpace": lambda thing, _, level: self._space(thing, level),
            "/Pattern": self._pattern,
            "/Shading": lambda thing, _, level: self._shading(thing, level),
        }
        new = pikepdf.Dictionary()
        for kind in PREFIX:
            if renames.get(kind):
                members = dict_of(old.get(kind))
                cleaned = {name: cleaners[kind](members[key], old, depth) for key, name in renames[kind].items()}
                new[kind] = pikepdf.Dictionary({name: each for name, each in cleaned.items() if each is not None})
        return new

    def _xobject(self, thing: Any, outer: pikepdf.Dictionary, depth: int) -> Any:
        if not isinstance(thing, pikepdf.Stream):
            return None
        if self._is_new(thing):
            if thing.get("/Subtype") == "/Image":
                self._image(thing, depth)
            else:
                _keep(thing, KEYS["form"])
                self._group(thing)
                self._painter(thing, dict_of(thing.get("/Resources", outer)), depth, thing)
        return thing

    def _group(self, owner: Any) -> None:
        if isinstance(owner.get("/Group"), pikepdf.Dictionary):
            _keep(owner["/Group"], KEYS["group"])
            if "/CS" in owner["/Group"]:
                owner["/Group"]["/CS"] = self._space(owner["/Group"]["/CS"], 1)

    def _image(self, image: Any, depth: int) -> None:
        """A picture that stays: without its history, or with its pixels packed anew."""
        _keep(image, KEYS["image"])
        if "/ColorSpace" in image:
            image["/ColorSpace"] = self._space(image["/ColorSpace"], depth)
        for key in ("/SMask", "/Mask"):
            if isinstance(image.get(key), pikepdf.Stream) and self._is_new(image[key]) and depth < MAX_DEPTH:
                self._image(image[key], depth + 1)
        if image.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
            image.write(clean(image.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)
        elif image.get("/Filter") == "/FlateDecode" and "/DecodeParms" not in image:
            image.write(image.read_bytes())

    def _state(self, thing: Any, outer: pikepdf.Dictionary, depth: int) -> Any:
        if not isinstance(thing, pikepdf.Dictionary):
            return None
        if self._is_new(thing):
            _keep(thing, KEYS["state"])
            mask = thing.get("/SMask")
            if isinstance(mask, pikepdf.Dictionary):
                _keep(mask, KEYS["mask"])
                self._xobject(mask.get("/G"), outer, depth + 1)
                _plain(mask, "/TR")
            if isinstance(thing.get("/Font"), pikepdf.Array):
                self._font(thing["/Font"][0], outer, depth + 1)
        return thing

    def _pattern(self, thing: Any, outer: pikepdf.Dictionary, depth: int) -> Any:
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            return None
        if self._is_new(thing):
            _keep(thing, KEYS["pattern"])
            if isinstance(thing, pikepdf.Stream):
                self._painter(thing, dict_of(thing.get("/Resources", outer)), depth, thing)
            else:
                thing["/Shading"] = self._shading(thing.get("/Shading"), depth + 1)
                self._state(thing.get("/ExtGState"), outer, depth + 1)
        return thing

    def _shading(self, thing: Any, depth: int) -> Any:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) and self._is_new(thing):
            _keep(thing, KEYS["shading"])
            if "/ColorSpace" in thing:
                thing["/ColorSpace"] = self._space(thing["/ColorSpace"], depth)
            _function(thing.get("/Function"), 0)
        return thing

    def _space(self, thing: Any, depth: int) -> Any:
        """A colour space: device colours for profiles, neutral names for spot colours."""
        if not isinstance(thing, pikepdf.Array) or not len(thing) or depth > MAX_DEPTH:
            return thing if isinstance(thing, pikepdf.Name) else pikepdf.Name.DeviceGray
        kind, rest = str(thing[0]), list(thing)[1:]
        if kind == "/ICCBased":
            return pikepdf.Name(DEVICE.get(int(rest[0].get("/N", 3)), "/DeviceRGB"))
        if kind in ("/CalGray", "/CalRGB", "/Lab"):
            _keep(rest[0], KEYS["calibrated"])
            return thing
        if kind == "/Indexed":
            lookup = rest[2]
            if isinstance(lookup, pikepdf.Stream):
                lookup = pikepdf.String(lookup.read_bytes())
            return pikepdf.Array([thing[0], self._space(rest[0], depth + 1), rest[1], lookup])
        if kind in ("/Separation", "/DeviceN"):
            names = self._spot(rest[0]) if kind == "/Separation" else pikepdf.Array([self._spot(n) for n in rest[0]])
            _function(rest[2], 0)
            return pikepdf.Array([thing[0], names, self._space(rest[1], depth + 1), rest[2]])
        return pikepdf.Array([thing[0], *(self._space(each, depth + 1) for each in rest[:1])])

    def _spot(self, name: Any) -> pikepdf.Name:
        key = str(name)
        new = key if key in KNOWN_COLORANT else self._spots.setdefault(key, f"/Spot{len(self._spots) + 1}")
        return pikepdf.Name(new)

    def _font(self, thing: Any, outer: pikepdf.Dictionary, depth: int) -> Any:
        if not isinstance(thing, pikepdf.Dictionary):
            return None
        if self._is_new(thing):
            self._fonts += 1
            self._one_font(thing, f"F{self._fonts}", outer, depth)
        return thing

    def _one_font(self, font: pikepdf.Dictionary, name: str, outer: pikepdf.Dictionary, depth: int) -> None:
        _keep(font, KEYS["font"])
        for child in font.get("/DescendantFonts", ()):
            if isinstance(child, pikepdf.Dictionary) and self._is_new(child):
                self._one_font(child, name, outer, depth + 1)
        _name_font(font, name)
        if isinstance(font.get("/Encoding"), pikepdf.Stream):
            _clean_cmap(font["/Encoding"])
        elif isinstance(font.get("/Encoding"), pikepdf.Dictionary):
            _keep(font["/Encoding"], KEYS["encoding"])
        if isinstance(font.get("/ToUnicode"), pikepdf.Stream):
            _clean_cmap(font["/ToUnicode"])
        if "/CIDSystemInfo" in font:
            _keep(font["/CIDSystemInfo"], frozenset(("/Registry", "/Ordering", "/Supplement")))
        if isinstance(font.get("/CIDToGIDMap"), pikepdf.Stream):
            _keep(font["/CIDToGIDMap"], frozenset(STREAM.split()))
        if font.get("/Subtype") == "/Type3":
            self._type3(font, outer, depth)

    def _type3(self, font: pikepdf.Dictionary, outer: pikepdf.Dictionary, depth: int) -> None:
        """Glyphs are drawings with names: new names in the encoding and in the drawings."""
        procs, resources = dict_of(font.get("/CharProcs")), dict_of(font.get("/Resources", outer))
        names = {old: f"/g{at}" for at, old in enumerate(sorted(procs.keys()), 1)}
        differences = dict_of(font.get("/Encoding")).get("/Differences")
        if isinstance(differences, pikepdf.Array):
            renamed = [
                pikepdf.Name(names.get(str(e), "/.notdef")) if isinstance(e, pikepdf.Name) else e for e in differences
            ]
            font["/Encoding"]["/Differences"] = pikepdf.Array(renamed)
        for old in names:
            if isinstance(procs[old], pikepdf.Stream) and self._is_new(procs[old]):
                _keep(procs[old], frozenset(STREAM.split()))
                self._painter(procs[old], dict_of(procs[old].get("/Resources", resources)), depth + 1, procs[old])
        font["/CharProcs"] = pikepdf.Dictionary({new: procs[old] for old, new in names.items()})
        font["/Resources"] = pikepdf.Dictionary()


def _keep(thing: Any, keys: frozenset[str]) -> None:
    """Drop every other key, and every string."""
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key in list(thing.keys()):
            value = thing[key]
            if key not in keys or (isinstance(value, pikepdf.String) and key not in ("/Registry", "/Ordering")):
                del thing[key]


def _plain(owner: Any, key: str) -> None:
    """A transfer function passes only as one of the known names."""
    if key in owner and str(owner[key]) not in ("/Identity", "/Default"):
        del owner[key]


def _function(thing: Any, depth: int) -> None:
    if isinstance(thing, pikepdf.Array):
        for each in thing:
            _function(each, depth + 1)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) and depth < 20:
        _keep(thing, KEYS["function"])
        _function(thing.get("/Functions"), depth + 1)
        if isinstance(thing, pikepdf.Stream) and thing.get("/FunctionType") == 4:
            thing.write(re.sub(rb"%[^\r\n]*", b"", thing.read_bytes()))


def _name_font(font: pikepdf.Dictionary, name: str) -> None:
    """A neutral name for a font that carries its program; the name of a standard font for one that does not."""
    if font.get("/Subtype") == "/Type3":
        return
    old, descriptor = str(font.get("/BaseFont", "/Helvetica")), font.get("/FontDescriptor")
    embedded = isinstance(descriptor, pikepdf.Dictionary) and any(f"/FontFile{n}" in descriptor for n in ("", "2", "3"))
    bold, italic = "bold" in old.lower(), "italic" in old.lower() or "oblique" in old.lower()
    style = "-" * (bold or italic) + "Bold" * bold + "Italic" * italic
    if embedded:
        new = f"/AAAAAA+{name}{style}"
    else:
        new = old if KNOWN_FONT.match(old) else "/Helvetica" + style.replace("Italic", "Oblique")
    if "/DescendantFonts" in font:
        new = str(font["/DescendantFonts"][0].get("/BaseFont", new))
    font["/BaseFont"] = pikepdf.Name(new)
    if isinstance(descriptor, pikepdf.Dictionary):
        _keep(descriptor, KEYS["descriptor"])
        descriptor["/FontName"] = pikepdf.Name(new)
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            if isinstance(descriptor.get(key), pikepdf.Stream):
                _keep(descriptor[key], KEYS["program"])


def _clean_cmap(stream: Any) -> None:
    """A character map with its ranges and nothing else: no comment, no name."""
    _keep(stream, KEYS["cmap"])
    if "/CMapName" in stream:
        stream["/CMapName"] = pikepdf.Name.Map
    base = stream.get("/UseCMap")
    if base is not None and not (isinstance(base, pikepdf.Name) and KNOWN_CMAP.match(str(base))):
        del stream["/UseCMap"]
    data = re.sub(rb"%[^\r\n]*", b"", stream.read_bytes())
    parts = []
    for found in CMAP_PARTS.finditer(data):
        body = b" ".join(re.findall(rb"<[0-9A-Fa-f\s]*>|\[|\]|\b\d+\b", found[2]))
        count = found[0].split(None, 1)[0]
        parts.append(count + b" begin" + found[1] + b"\n" + body + b"\nend" + found[1] + b"\n")
    mode = b"/WMode 1 def\n" if re.search(rb"/WMode\s+1\b", data) else b""
    stream.write(CMAP_HEAD + mode + b"".join(parts) + CMAP_TAIL)
