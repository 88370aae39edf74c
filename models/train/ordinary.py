"""The list of ordinary words: what the training texts write small, or at the head of a sentence, and do not name by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from blinder.detect.words import split_words
from models.train.data import Piece, Text, bits

LEAST = 2  # times that a text writes the word small outside any name
IN_NAMES, AS_NAME, OPENING = 0.01, 0.2, 0.03  # shares of a word's uses that may be in a name: small, at all, to open
OFTEN, SELDOM = 10, 0.05  # of a word that goes with others: times that it is written small, share of them in a name


def ordinary_words(texts: Iterable[Text], names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Surfaces, sorted: small words that may stand anywhere, and, with a capital, those that may open a sentence.

    Then the small words that belong to a name only beside others: common ones, and no part of any person's name.
    `names` are given names, surnames and towns, which a capital always puts in doubt ("An", "Will").
    """
    small, capital, small_name, capital_name = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    called = {word.lower() for name in names for word in name.split()}
    people = set(called)
    for text in texts:
        for surface, allowed in surfaces(text.pieces):
            if surface.islower():
                (small_name if allowed else small)[surface] += 1
            else:
                (capital_name if allowed else capital)[surface.lower()] += 1
                if allowed & bits("PERSON"):
                    people.add(surface.lower())
    found, beside = ["I"], list[str]()
    for word, count in small.items():
        named = capital_name[word] / (count + capital[word])
        if count >= LEAST and small_name[word] <= IN_NAMES * count and named <= AS_NAME:
            found.append(word)
            if named <= OPENING and word not in called:
                found.append(word.capitalize())
        elif count >= OFTEN and small_name[word] <= SELDOM * count and len(word) > 1 and word not in people:
            beside.append(word)
    return sorted(found), sorted(beside)


def surfaces(pieces: Sequence[Piece]) -> Iterable[tuple[str, int]]:
    """Words of letters, and what they may be as bits: 0 if they stand neither in a name nor in what is kept by name."""
    for piece in pieces:
        named = piece.type == "KEEP" or piece.allowed & bits("O") == 0
        for word in split_words(piece.text):
            if piece.text[word.start].isalpha():
                yield piece.text[word.start : word.end], piece.allowed if named else 0
