"""The allowlist: of every object only known keys pass, every name that nobody reads is neutral, no string survives.

In: a saved document. Out: the same object, changed in place, holding pages, resources, fonts and pictures and no more.
"""

import re
from collections.abc import Callable
from math import prod
from typing import Any

import pikepdf

from blinder.errors import UnreadableFile
from blinder.formats.pdf.bare import keep_mesh_only, keep_pixels_only
from blinder.formats.pdf.content import PREFIX, clean_content, neutral_names
from blinder.formats.pdf.fonts import clean_cmap, clean_glyph_map, name_font
from blinder.formats.pdf.keys import KEYS, ORDERINGS, STREAM, keep_keys
from blinder.formats.pdf.objects import dict_of, text_of
from blinder.formats.pdf.values import keep_plain_values

MAX_DEPTH = 60
KNOWN_COLORANT = frozenset(["/All", "/None", "/Cyan", "/Magenta", "/Yellow", "/Black", "/Red", "/Green", "/Blue"])
CALCULATION = re.compile(  # ISO 32000-1, 7.10.5
    rb"[{}]|[-+]?(?:\d+\.?\d*|\.\d+)|\b(?:abs|add|atan|ceiling|cos|cvi|cvr|div|exp|floor|idiv|ln|log|mod|mul|neg|round|sin"
    rb"|sqrt|sub|truncate|and|bitshift|eq|false|ge|gt|le|lt|ne|not|or|true|xor|if|ifelse|copy|dup|exch|index|pop|roll)\b"
)
MAX_CHANNELS = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}
DEVICE = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}


class Allowlist:
    """Cleans one document. Every object is cleaned once, however many others point at it."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf, self._fonts = pdf, 0
        self._done: set[tuple[int, int]] = set()
        self._spots: dict[str, str] = {}
        self._shows = True  # whether text may stand where we are: nobody reads that of a glyph's drawing

    def clean_document(self) -> None:
        """Clean the root, the page tree and every page."""
        keep_keys(self._pdf.Root, frozenset(("/Type", "/Pages")))
        for page in self._pdf.pages:
            resources = page.resources
            keep_keys(page.obj, KEYS["page"])
            self._painter(page.obj, resources, 0, page.obj)
            self._group(page.obj)
            self._pages_above(page.obj.get("/Parent"))
        for key in set(self._pdf.trailer.keys()) - {"/Root", "/Size"}:
            del self._pdf.trailer[key]
        keep_plain_values(self._pdf)

    def _pages_above(self, node: Any) -> None:
        while isinstance(node, pikepdf.Dictionary) and self._is_new(node):
            keep_keys(node, frozenset(("/Type", "/Parent", "/Kids", "/Count")))
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
        renames = neutral_names([content], resources)
        data = clean_content(content, renames, shows=self._shows)
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
                keep_keys(thing, KEYS["form"])
                self._group(thing)
                self._painter(thing, dict_of(thing.get("/Resources", outer)), depth, thing)
        return thing

    def _group(self, owner: Any) -> None:
        if isinstance(owner.get("/Group"), pikepdf.Dictionary):
            keep_keys(owner["/Group"], KEYS["group"])
            if "/CS" in owner["/Group"]:
                owner["/Group"]["/CS"] = self._space(owner["/Group"]["/CS"], 1)

    def _image(self, image: Any, depth: int) -> None:
        """A picture that stays, without its history."""
        keep_keys(image, KEYS["image"])
        if "/ColorSpace" in image:
            image["/ColorSpace"] = self._space(image["/ColorSpace"], depth)
        for key in ("/SMask", "/Mask"):
            if isinstance(image.get(key), pikepdf.Stream) and self._is_new(image[key]) and depth < MAX_DEPTH:
                self._image(image[key], depth + 1)
        keep_pixels_only(image)

    def _state(self, thing: Any, outer: pikepdf.Dictionary, depth: int) -> Any:
        if not isinstance(thing, pikepdf.Dictionary):
            return None
        if self._is_new(thing):
            keep_keys(thing, KEYS["state"])
            mask = thing.get("/SMask")
            if isinstance(mask, pikepdf.Dictionary):
                keep_keys(mask, KEYS["mask"])
                self._xobject(mask.get("/G"), outer, depth + 1)
                _plain(mask, "/TR")
            if isinstance(thing.get("/Font"), pikepdf.Array):
                self._font(thing["/Font"][0], outer, depth + 1)
        return thing

    def _pattern(self, thing: Any, outer: pikepdf.Dictionary, depth: int) -> Any:
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            return None
        if self._is_new(thing):
            keep_keys(thing, KEYS["pattern"])
            if isinstance(thing, pikepdf.Stream):
                self._painter(thing, dict_of(thing.get("/Resources", outer)), depth, thing)
            else:
                thing["/Shading"] = self._shading(thing.get("/Shading"), depth + 1)
                self._state(thing.get("/ExtGState"), outer, depth + 1)
        return thing

    def _shading(self, thing: Any, depth: int) -> Any:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) and self._is_new(thing):
            keep_keys(thing, KEYS["shading"])
            if "/ColorSpace" in thing:
                thing["/ColorSpace"] = self._space(thing["/ColorSpace"], depth)
            _function(thing.get("/Function"), 0)
            if isinstance(thing, pikepdf.Stream):
                keep_mesh_only(thing)
        return thing

    def _space(self, thing: Any, depth: int) -> Any:
        """A colour space: device colours for profiles, neutral names for spot colours."""
        if not isinstance(thing, pikepdf.Array) or not len(thing) or depth > MAX_DEPTH:
            return thing if isinstance(thing, pikepdf.Name) else pikepdf.Name.DeviceGray
        kind, rest = str(thing[0]), list(thing)[1:]
        if kind == "/ICCBased":
            return pikepdf.Name(DEVICE.get(int(rest[0].get("/N", 3)), "/DeviceRGB"))
        if kind in ("/CalGray", "/CalRGB", "/Lab"):
            keep_keys(rest[0], KEYS["calibrated"])
            return thing
        if kind == "/Indexed":
            base, last = self._space(rest[0], depth + 1), int(rest[1])
            colours = rest[2].read_bytes() if isinstance(rest[2], pikepdf.Stream) else bytes(rest[2])
            lookup = self._pdf.make_stream(colours[: (last + 1) * MAX_CHANNELS.get(str(base), 32)])
            return pikepdf.Array([thing[0], base, last, lookup])
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
        keep_keys(font, KEYS["font"])
        for child in font.get("/DescendantFonts", ()):
            if isinstance(child, pikepdf.Dictionary) and self._is_new(child):
                self._one_font(child, name, outer, depth + 1)
        name_font(font, name)
        if isinstance(font.get("/Encoding"), pikepdf.Stream):
            clean_cmap(font["/Encoding"])
        elif isinstance(font.get("/Encoding"), pikepdf.Dictionary):
            keep_keys(font["/Encoding"], KEYS["encoding"])
        if isinstance(font.get("/ToUnicode"), pikepdf.Stream):
            clean_cmap(font["/ToUnicode"])
        if "/CIDSystemInfo" in font:
            font["/CIDSystemInfo"] = _collection(dict_of(font["/CIDSystemInfo"]))
        if isinstance(font.get("/CIDToGIDMap"), pikepdf.Stream):
            clean_glyph_map(font["/CIDToGIDMap"], font)
        if font.get("/Subtype") == "/Type3":
            self._type3(font, outer, depth)
            return
        for key in ("/CharProcs", "/Resources"):
            if key in font:
                del font[key]

    def _type3(self, font: pikepdf.Dictionary, outer: pikepdf.Dictionary, depth: int) -> None:
        """Glyphs are drawings with names: new names in the encoding and in the drawings."""
        if "/FontDescriptor" in font:
            del font["/FontDescriptor"]
        procs, resources = dict_of(font.get("/CharProcs")), dict_of(font.get("/Resources", outer))
        names = {old: f"/g{at}" for at, old in enumerate(sorted(procs.keys()), 1)}
        differences = dict_of(font.get("/Encoding")).get("/Differences")
        if isinstance(differences, pikepdf.Array):
            renamed = [
                pikepdf.Name(names.get(str(e), "/.notdef")) if isinstance(e, pikepdf.Name) else e for e in differences
            ]
            font["/Encoding"]["/Differences"] = pikepdf.Array(renamed)
        glyphs = {old: procs[old] for old in names if isinstance(procs[old], pikepdf.Stream)}
        renames = neutral_names(glyphs.values(), resources)
        for glyph in glyphs.values():
            if self._is_new(glyph):
                keep_keys(glyph, frozenset(STREAM.split()))
                glyph.write(clean_content(glyph, renames, shows=False))
        font["/CharProcs"] = pikepdf.Dictionary({names[old]: glyph for old, glyph in glyphs.items()})
        before, self._shows = self._shows, False
        font["/Resources"] = self._resources(resources, renames, depth + 1)
        self._shows = before


def _collection(old: pikepdf.Dictionary) -> pikepdf.Dictionary:
    """The collection that a font's characters are numbered in: one of Adobe's, or none."""
    ordering = text_of(old.get("/Ordering"))
    known = ordering if ordering in ORDERINGS else "Identity"
    supplement = old.get("/Supplement", 0)
    return pikepdf.Dictionary(
        Registry=pikepdf.String("Adobe"),
        Ordering=pikepdf.String(known),
        Supplement=supplement if isinstance(supplement, int) else 0,
    )


def _plain(owner: Any, key: str) -> None:
    """A transfer function passes only as one of the known names."""
    if key in owner and str(owner[key]) not in ("/Identity", "/Default"):
        del owner[key]


def _function(thing: Any, depth: int) -> None:
    if isinstance(thing, pikepdf.Array):
        for each in thing:
            _function(each, depth + 1)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) and depth < 20:
        keep_keys(thing, KEYS["function"])
        _function(thing.get("/Functions"), depth + 1)
        if isinstance(thing, pikepdf.Stream) and thing.get("/FunctionType") == 0:
            thing.write(thing.read_bytes()[: _sample_bytes(thing)])
        elif isinstance(thing, pikepdf.Stream) and thing.get("/FunctionType") == 4:
            thing.write(b" ".join(CALCULATION.findall(re.sub(rb"%[^\r\n]*", b"", thing.read_bytes()))))


def _sample_bytes(function: Any) -> int:
    """How many bytes the samples of a function take."""
    values = prod(int(each) for each in function["/Size"]) * (len(function["/Range"]) // 2)
    return (values * int(function["/BitsPerSample"]) + 7) // 8
