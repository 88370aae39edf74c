"""How far a shown text moves the pen: the widths of its codes, as the font's dictionary tells them.

In: a page's resources. Out: per font name a `Widths`; fonts whose widths cannot be told for certain are left out.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

import pikepdf

from blinder.formats.pdf.objects import BROKEN, dict_of, list_of
from blinder.formats.pdf.standard import ENCODING, METRICS, length_of

EM = 1000.0  # widths are thousandths of the font size
SPACE = 32  # the code that word spacing widens, where codes are bytes


@dataclass(frozen=True, slots=True, eq=False)
class Widths:
    """Thousandths of the font size by code, of `code_bytes` bytes each."""

    by_code: Mapping[int, float]
    other: float
    code_bytes: int

    def advance(self, text: bytes, size: float, char_spacing: float, word_spacing: float) -> float:
        """How far the text moves the pen, before horizontal scaling."""
        step = self.code_bytes
        codes = [int.from_bytes(text[at : at + step], "big") for at in range(0, len(text), step)]
        spaces = codes.count(SPACE) if step == 1 else 0
        drawn = sum(self.by_code.get(code, self.other) for code in codes)
        return drawn / EM * size + char_spacing * len(codes) + word_spacing * spaces


class FontWidths:
    """The widths of one document's fonts, each worked out once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], Widths | None] = {}

    def of(self, resources: pikepdf.Dictionary) -> dict[str, Widths]:
        """Widths by the names under which a page calls its fonts; none where a graphics state may set a font, too."""
        states = dict_of(resources.get("/ExtGState"))
        if any("/Font" in dict_of(state) for _, state in states.items()):
            return {}
        found = ((name, self._widths(dict_of(font))) for name, font in dict_of(resources.get("/Font")).items())
        return {name: widths for name, widths in found if widths}

    def _widths(self, font: Any) -> Widths | None:
        if not font.is_indirect:
            return _widths(font)
        if font.objgen not in self._known:
            self._known[font.objgen] = _widths(font)
        return self._known[font.objgen]


def _widths(font: Any) -> Widths | None:
    with suppress(*BROKEN, IndexError):
        return _told_by(font)
    return None


def _told_by(font: Any) -> Widths | None:
    if font.get("/Subtype") == "/Type0":
        return _of_composite(font)
    if "/Widths" not in font:
        return _of_standard(font)
    scale = EM * float(list_of(font.get("/FontMatrix"))[0]) if font.get("/Subtype") == "/Type3" else 1.0
    first, members = int(font.get("/FirstChar", 0)), list_of(font["/Widths"])
    missing = float(dict_of(font.get("/FontDescriptor")).get("/MissingWidth", 0))
    return Widths({first + at: scale * float(width) for at, width in enumerate(members)}, scale * missing, 1)


def _of_standard(font: Any) -> Widths | None:
    """One of the fonts that every reader has; beyond ASCII only in the encoding that labels use, too."""
    name = str(font.get("/BaseFont", ""))[1:]
    if name not in METRICS or font.get("/Encoding") != "/WinAnsiEncoding":
        return None
    return Widths(_standard_lengths(name), 0.0, 1)


@cache
def _standard_lengths(name: str) -> dict[int, float]:
    texts = {code: bytes([code]).decode(ENCODING, "replace") for code in range(SPACE, 256)}
    return {code: length_of(text, name, EM) for code, text in texts.items()}


def _of_composite(font: Any) -> Widths | None:
    """A font of two-byte codes that are its glyphs' numbers, written from left to right."""
    if font.get("/Encoding") != "/Identity-H":
        return None
    inner = dict_of(list_of(font.get("/DescendantFonts"))[0])
    return Widths(dict(_ranges(list_of(inner.get("/W")))), float(inner.get("/DW", EM)), 2)


def _ranges(members: Any) -> Iterator[tuple[int, float]]:
    """The array of `W`: a first code and its widths, or a first and a last code and the width of all."""
    rest = iter(members)
    for first in rest:
        then = next(rest)
        if isinstance(then, pikepdf.Array):
            yield from ((int(first) + at, float(width)) for at, width in enumerate(then))
        else:
            width = float(next(rest))
            yield from ((code, width) for code in range(int(first), min(int(then), 0xFFFF) + 1))
