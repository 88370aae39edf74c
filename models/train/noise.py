"""Damage that real files bring: capitals, OCR, lost or added line breaks, bullets, glued words, one line out of many.

Every function takes pieces and gives pieces, so that labels never slip.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence

from models.train.data import Piece

OCR = {
    "l": "1I|", "I": "l1|", "O": "0", "o": "0", "B": "8", "S": "5", "m": ("rn",), "e": "c", "c": "e", "h": "b",
    "b": "h", "u": "ii", "n": "ri", "t": "f", "f": "t", "w": ("vv",), "y": "v", "i": "í1", "g": "q9", "a": "o",
}  # fmt: skip
BULLETS = ("- ", "• ", "* ", "– ", "o ", "▪ ", "1. ", "a) ", "> ")


def damage(pieces: Sequence[Piece], rng: random.Random) -> list[Piece]:
    """One draw of damage: most texts stay as they are but for a crop, some suffer once or twice."""
    result = list(pieces)
    if rng.random() < 0.3:
        result = crop(result, rng)
    for chance, change in CHANGES:
        if rng.random() < chance:
            result = change(result, rng)
    return [piece for piece in result if piece.text]


def _each(pieces: Sequence[Piece], change: Callable[[str], str]) -> list[Piece]:
    return [Piece(change(p.text), p.allowed, p.type, p.role, p.entity) for p in pieces]


def upper(pieces: Sequence[Piece], rng: random.Random) -> list[Piece]:
    """All capitals."""
    return _each(pieces, str.upper)


def lower(pieces: Sequence[Piece], rng: random.Random) -> list[Piece]:
    """All small letters, as in chats."""
    return _each(pieces, str.lower)


def lower_names(pieces: Sequence[Piece], rng: random.Random) -> list[Piece]:
    """Names in small letters in an otherwise proper text."""
    return [Piece(p.text.lower(), p.allowed, p.type) if p.type not in ("", "O") else p for p in pieces]


def upper_names(pieces: Sequence[Piece], rng: random.Random) -> list[Piece]:
    """Surnames, schools in capitals in an otherwise proper text."""
    return [Piece(p.text.upper(), p.allowed, p.type) if p.type not in ("", "O") else p for p in pieces]


def scan(pieces: Sequence[Piece], rng: random.Random) -> list[Piece]:
    """Letters misread by OCR, at a rate of one to four in a hundred."""
    rate = rng.uniform(0.01, 0.04)

    def misread(text: str) -> str:
        return "".join(rng.choice(OCR[c]) if c in OCR and rng.random() < rate else c for c in text)

    return _each(pieces, misread)


def join_lines(pieces: Sequence[Piece], rng: random.Random) -> list[Piece]:
    """Line breaks lost in extraction."""
    return _each(pieces, lambda text: re.sub(r"\s*\n\s*", " ", text))


def wrap(pieces: Sequence[Piece], rng: random.Random) -> list[Piece]:
    """Hard line breaks at a column, also inside names."""
    width, column = rng.randint(30, 95), 0
    result = []
    for piece in pieces:
        words = re.split(r"( )", piece.text)
        for i, word in enumerate(words):
            if word == " " and column > width:
                words[i], column = "\n", 0
            else:
                column = len(word) - word.rindex("\n") - 1 if "\n" in word else column + len(word)
        result.append(Piece("".join(words), piece.allowed, piece.type, piece.role, piece.entity))
    return result


def wide(pieces: Sequence[Piece], rng: random.Random) -> list[Piece]:
    """Cells parted by wide gaps or tabs instead of bars."""
    gap = rng.choice(("\t", "    ", "        ", "  ", " / ", "; "))
    return _each(pieces, lambda text: text.replace(" | ", gap))


def bullets(pieces: Sequence[Piece], rng: random.Random) -> list[Piece]:
    """A bullet or number before every line."""
    sign = rng.choice(BULLETS)
    return _each(pieces, lambda text: text.replace("\n", "\n" + sign))


def bare(pieces: Sequence[Piece], rng: random.Random) -> list[Piece]:
    """Letters without their marks: José → Jose."""

    def strip(text: str) -> str:
        return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))

    return _each(pieces, strip)


def parted(pieces: Sequence[Piece], rng: random.Random) -> list[Piece]:
    """Letters and marks as two code points, as some PDF programs write them."""
    return _each(pieces, lambda text: unicodedata.normalize("NFD", text))


def glue(pieces: Sequence[Piece], rng: random.Random) -> list[Piece]:
    """Some blanks lost."""
    return _each(pieces, lambda text: re.sub(r"(?<=\w) (?=\w)", lambda _: "" if rng.random() < 0.06 else " ", text))


def crop(pieces: Sequence[Piece], rng: random.Random) -> list[Piece]:
    """A few lines, often just one, out of the text: what stands alone in a cell or a header."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        parts = [piece.text] if piece.type not in ("", "O") else re.split(r"(?<=\n)", piece.text)
        for i, part in enumerate(parts):
            if i:
                lines.append([])
            lines[-1].append(Piece(part, piece.allowed, piece.type, piece.role, piece.entity))
    named = [i for i, line in enumerate(lines) if any(p.type not in ("", "O") for p in line)] or [0]
    chosen: list[Piece] = []
    for _ in range(max(1, len(lines) // 8)):
        start = rng.choice(named)
        chosen += [p for line in lines[start : start + rng.choice((1, 1, 2, 3, 6))] for p in line]
        chosen.append(Piece("\n\n", 1))
    return chosen


Change = Callable[[Sequence[Piece], random.Random], list[Piece]]
CHANGES: tuple[tuple[float, Change], ...] = (
    (0.06, wide), (0.05, bullets), (0.07, join_lines), (0.08, wrap), (0.07, scan), (0.03, glue), (0.08, bare),
    (0.02, parted), (0.03, lower_names), (0.03, upper_names), (0.06, upper), (0.05, lower),
)  # fmt: skip
