"""Text outside the edges of its page: nobody sees it, every program reads it. It is read as evidence and goes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from blinder.formats.pdf.engines import Page
from blinder.formats.pdf.glyphs import Glyph
from blinder.formats.pdf.lines import Piece, piece_of
from blinder.formats.pdf.passages import Passage
from blinder.formats.pdf.sheets import Sheet
from blinder.types import Removal

NOTICE = "text outside the page"
WORD = re.compile(r"(?:[^\W_]+|.)\s*", re.DOTALL)  # or a sign, and the blanks behind it


def removals(passages: Sequence[Passage], sheet: Sheet, page: int) -> Iterator[Removal]:
    """What goes from one page, which counts from 1."""
    if count := sum(bool(part_at_edge(passage, sheet)[1]) for passage in passages):
        yield Removal(f"p. {page}", NOTICE, count)


def may_hold_outside(page: Page, sheet: Sheet) -> bool:
    """Whether any text of a prepared page reaches over the sheet's edge; spares reading most pages."""
    return any("text" in kind and not sheet.holds(box) for kind, box in page.get_bboxlog())


def part_at_edge(passage: Passage, sheet: Sheet) -> tuple[Passage, list[list[Glyph]]]:
    """The passage with its lines as far as they are on the sheet, and the words that are all off it."""
    pieces: list[Piece] = []
    off: list[list[Glyph]] = []
    for piece in passage.pieces:
        kept, words = _part(piece, sheet)
        pieces += piece_of(kept, piece.limit) if words else [piece]
        off += words
    return (replace(passage, pieces=pieces), off) if off else (passage, off)


def _part(piece: Piece, sheet: Sheet) -> tuple[list[Glyph | None], list[list[Glyph]]]:
    """What a line keeps, and its words off the sheet; a word across the edge stays whole."""
    kept: list[Glyph | None] = []
    off: list[list[Glyph]] = []
    first, last = (next(glyph for glyph in glyphs if glyph) for glyphs in (piece.glyphs, reversed(piece.glyphs)))
    if sheet.holds(first.box) and sheet.holds(last.box):
        return piece.glyphs, off
    words = [piece.glyphs[slice(*word.span())] for word in WORD.finditer(piece.text)]
    for is_shown, group in groupby(words, lambda word: _is_shown(word, sheet)):
        glyphs = [glyph for word in group for glyph in word]
        if is_shown:
            kept += glyphs
        else:
            off.append([glyph for glyph in glyphs if glyph])
    return kept, off


def _is_shown(word: Sequence[Glyph | None], sheet: Sheet) -> bool:
    return any(glyph and not glyph.char.isspace() and sheet.shows(glyph.box) for glyph in word)
