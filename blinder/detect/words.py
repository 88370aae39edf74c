"""A text as the name model sees it: words, their case patterns, and which of them may belong to a name at all.

The recipe in `models/train` cuts its texts with the same code, which is why this file needs nothing but Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

_LETTERS = r"[^\W\d_][^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W\d_]*)*"
_WORD = re.compile(
    r"(?P<break>[^\S\n]*\n[^\S\n]*\n\s*)|(?P<line>[^\S\n]*\n[^\S\n]*)|(?P<gap>\t[^\S\n]*|[^\S\n]{3,}|[^\S\n]+\t[^\S\n]*)"
    rf"|(?P<word>{_LETTERS}(?:['’ʼ](?!s(?![^\W\d_])){_LETTERS})*)"
    r"|(?P<number>\d+)|(?P<possessive>['’ʼ]s(?![^\W\d_]))|(?P<sign>[^\s])"
)
_CAMEL = re.compile(r"(?<=[^\W\d_A-Z]{3})(?=[A-ZÀ-ÖØ-Þ])")

# What the uncased vocabulary cannot see: the kind of a word, and two more bits in `pattern`.
KINDS = ("pad", "lower", "title", "upper", "initial", "mixed", "number", "sign", "line", "break", "gap")
KIND_ID = {name: index for index, name in enumerate(KINDS)}
PATTERNS = 4 * len(KINDS)  # each kind; of the letters a to z or with others; standing free or glued to the word before
LOWER, TITLE, UPPER, INITIAL, NUMBER, SIGN = (
    KIND_ID[name] for name in ("lower", "title", "upper", "initial", "number", "sign")
)
LAYOUT = frozenset({KIND_ID["line"], KIND_ID["break"], KIND_ID["gap"]})
LETTERS = frozenset(KIND_ID[name] for name in ("lower", "title", "upper", "initial", "mixed"))
SIGN_KINDS = frozenset({SIGN}) | LAYOUT
APOSTROPHES = str.maketrans("’ʼ", "''")
OPENERS = frozenset('.?!:;•·*|–—-"“(')  # after these a capital proves nothing
BRIDGE = 3  # an unknown word so few words after another one takes what lies between with it


class Word(NamedTuple):
    """One word, number, sign or layout break: half-open code points, and its case pattern (0..PATTERNS-1)."""

    start: int
    end: int
    pattern: int

    @property
    def kind(self) -> int:
        """Index into KINDS."""
        return self.pattern >> 2


def split_words(text: str) -> tuple[Word, ...]:
    """Cut a text into words in reading order; only blanks of one or two columns are left out.

    Letters stay together over inner apostrophes and combining marks; hyphens, possessive 's, digits and signs stand
    alone; "LourdesEcheverri" is cut at the hump. Line ends, blank lines, wide gaps are words too: layout tells names.
    """
    words: list[Word] = []
    last = -1
    for found in _WORD.finditer(text):
        start, end = found.span()
        group = found.lastgroup
        if group == "word":
            for a, b, pattern in _humps(found[0]):
                words.append(Word(start + a, start + b, pattern + (start + a == last)))
                last = start + b
            continue
        kind = KIND_ID["sign" if group == "possessive" else group or "sign"]
        words.append(Word(start, end, 4 * kind + (start == last)))
        last = end
    return tuple(words)


@lru_cache(maxsize=16384)
def _humps(word: str) -> tuple[tuple[int, int, int], ...]:
    """(start, end, pattern) of letters cut at a lower-to-upper hump after three small ones ("McDonald" stays whole)."""
    cuts = [0, len(word)]
    if len(word) >= 6 and not (word.islower() or word.isupper() or word.istitle()):
        cuts[1:1] = [found.start() for found in _CAMEL.finditer(word)]
    return tuple((a, b, _letter_pattern(word[a:b])) for a, b in pairwise(cuts))


def _letter_pattern(word: str) -> int:
    """Case pattern of letters that stand free: lower, title, upper, initial or mixed; of a to z or with others."""
    if word.islower():
        kind = "lower"
    elif word.isupper():
        kind = "initial" if len(word) == 1 else "upper"
    else:
        kind = "title" if word[0].isupper() and word[1:].islower() else "mixed"
    return 4 * KIND_ID[kind] + 2 * (not word.translate(APOSTROPHES).isascii())


class Ordinary:
    """Words that no name is made of, as texts write them: "the" anywhere, "The" only where a sentence opens.

    Those of a second list, `beside`, belong to a name only beside others: "of", "school", "five".
    """

    def __init__(self, surfaces: Iterable[str], beside: Iterable[str] = ()) -> None:
        self._surfaces = frozenset(surfaces)
        self._beside = frozenset(beside)

    @classmethod
    def read(cls, folder: Path) -> Ordinary:
        """The lists `ordinary.txt` and `beside.txt`, a word a line."""
        return cls(*((folder / name).read_text(encoding="utf-8").split() for name in ("ordinary.txt", "beside.txt")))

    def doubtful(self, text: str, words: Sequence[Word]) -> list[bool]:
        """Which words may belong to a name: letters that are in no list, and what stands close between two such.

        Beside an unknown word in small letters ("nguyen"), and before an unknown word at the head of a sentence, an
        ordinary word is in doubt as well ("an nguyen", "So Young").
        """
        doubt = [False] * len(words)
        opens, last = True, -9
        for i, word in enumerate(words):
            kind = word.pattern >> 2
            if kind in LAYOUT:
                opens, last = True, -9
            elif kind == SIGN:
                opens = opens or text[word.start] in OPENERS
            elif kind == NUMBER:
                opens = False
            else:
                surface = text[word.start : word.end]
                if surface in self._beside:
                    if i - last <= BRIDGE:
                        doubt[last + 1 : i + 1] = [True] * (i - last)
                elif surface not in self._surfaces or not (opens or kind == LOWER):
                    first = last if i - last <= BRIDGE else i - 1 if i and self._leans(words[i - 1], kind) else i
                    doubt[first : i + 1] = [True] * (i + 1 - first)
                    last = i
                elif last == i - 1 and words[last].kind == LOWER:
                    doubt[i] = True
                opens = False
        return doubt

    @staticmethod
    def _leans(before: Word, kind: int) -> bool:
        """Whether the ordinary word before an unknown one of this kind may be the first part of its name."""
        return before.kind == LOWER if kind == LOWER else before.kind in (TITLE, UPPER, INITIAL)
