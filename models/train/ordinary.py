"""The list of ordinary words: what the training texts write small, or at the head of a sentence, and do not name by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from blinder.detect.words import split_words
from models.train.data import Piece, Text, bits

LEAST = 2  # times that a text writes the word small outside any name
IN_NAMES, AS_NAME, OPENING = 0.01, 0.2, 0.03  # shares of a word's uses that may be in a name: small, at all, to open


def ordinary_words(texts: Iterable[Text], names: Iterable[str]) -> list[str]:
    """Surfaces, sorted: small words that may stand anywhere, and, with a capital, those that may open a sentence.

    `names` are given names and surnames that a capital always puts in doubt ("An", "Will").
    """
    small, capital, small_name, capital_name = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for text in texts:
        for surface, named in surfaces(text.pieces):
            if surface.islower():
                (small_name if named else small)[surface] += 1
            else:
                (capital_name if named else capital)[surface.lower()] += 1
    called = {word.lower() for name in names for word in name.split()}
    found = ["I"]
    for word, count in small.items():
        named = capital_name[word] / (count + capital[word])
        if count >= LEAST and small_name[word] <= IN_NAMES * count and named <= AS_NAME:
            found.append(word)
            if named <= OPENING and word not in called:
                found.append(word.capitalize())
    return sorted(found)


def surfaces(pieces: Sequence[Piece]) -> Iterable[tuple[str, bool]]:
    """Words of letters, and whether they stand in a name or in something that is kept by name."""
    for piece in pieces:
        named = piece.type == "KEEP" or piece.allowed & bits("O") == 0
        for word in split_words(piece.text):
            if piece.text[word.start].isalpha():
                yield piece.text[word.start : word.end], named
