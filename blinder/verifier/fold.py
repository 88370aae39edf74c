"""Folded text: letters and digits without case, accents and invisible characters; the word bounds are remembered.

`Folded.find` answers where a known name stands, however it is split, spaced, glued or accented.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

# A capital behind a small letter begins a word ("MariaRivera"). Chinese sets no gaps: each character is one.
WORD = re.compile(r"[A-Z]*[^\W\d_A-Z\u3400-\u9fff]+|[A-Z]+|\d+|[\u3400-\u9fff]")
FOREIGN = re.compile(r"[^\0-\x7f]+")  # nothing else needs folding
STUB = 3  # letters of a name's beginning by which it is looked up


class _Fold(dict[int, str]):
    """Translation table that learns a character when it first meets it: marks and invisible characters fall away."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kept = "" if unicodedata.category(char) in ("Mn", "Me", "Cf") else char
        self[code] = char.casefold() if kept and len(char.casefold()) > 1 else kept
        return self[code]


TWINS = dict(zip("øØłŁđĐħĦı", "oOlLdDhHi", strict=True)) | {
    "þ": "th",
    "Þ": "Th",
    "ð": "d",
    "æ": "ae",
    "Æ": "Ae",
    "œ": "oe",
}
FOLD = _Fold({ord(letter): plain for letter, plain in TWINS.items()})


def _fold(foreign: re.Match[str]) -> str:
    return unicodedata.normalize("NFKD", foreign[0]).translate(FOLD)


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a name stands in folded text.

    Attributes:
        cased: the letters as written, accents off.
        gaps: what stands between its words.
        before, after: the neighbouring words in lower case; the text between is `before_gap`, `after_gap`.
        last: its own last word, in lower case.
        whole: nothing else stands between the two nearest barriers.
    """

    start: int
    end: int
    cased: str
    gaps: tuple[str, ...]
    before: str
    before_gap: str
    after: str
    after_gap: str
    last: str
    whole: bool


class Folded:
    """One text, folded once and searched for many names."""

    def __init__(self, text: str) -> None:
        self._clean = FOREIGN.sub(_fold, text)
        self._bounds = [word.span() for word in WORD.finditer(self._clean)]
        found = [self._clean[start:end] for start, end in self._bounds]
        self.cased = "".join(found)
        self.compact = self.cased.lower() if len(self.cased.lower()) == len(self.cased) else self.cased
        *self._starts, end = accumulate(map(len, found), initial=0)
        self._ends = {*self._starts[1:], end}

    def find(self, index: "NameIndex") -> Iterator[tuple[str, Hit]]:
        """Every compact name of `index` that begins and ends at word bounds, with its surroundings."""
        for word, start in enumerate(self._starts):
            for size in index.sizes:
                for name in index.names.get(self.compact[start : start + size], ()):
                    end = start + len(name)
                    if end in self._ends and self.compact.startswith(name, start):
                        yield name, self._hit(word, start, end)

    def gaps(self) -> tuple[str, ...]:
        """What stands between the words, "" where only a capital or a digit parts them."""
        return tuple(self._gap(at) for at in range(len(self._bounds) - 1))

    def _hit(self, word: int, start: int, end: int) -> Hit:
        last = bisect_left(self._starts, end) - 1
        before_gap, after_gap = self._gap(word - 1), self._gap(last)
        return Hit(
            start,
            end,
            self.cased[start:end],
            tuple(self._gap(at) for at in range(word, last)),
            self._word(word - 1),
            before_gap,
            self._word(last + 1),
            after_gap,
            self._word(last),
            _closed(before_gap, word == 0) and _closed(after_gap, last + 1 == len(self._bounds)),
        )

    def _word(self, at: int) -> str:
        if not 0 <= at < len(self._bounds):
            return ""
        start, end = self._bounds[at]
        return self._clean[start:end].lower()

    def _gap(self, at: int) -> str:
        """What stands between word `at` and the next."""
        if not 0 <= at < len(self._bounds) - 1:
            return ""
        return self._clean[self._bounds[at][1] : self._bounds[at + 1][0]]


def _closed(gap: str, at_edge: bool) -> bool:
    return at_edge or "\x1e" in gap


@lru_cache(4096)
def compact(surface: str) -> str:
    """A name's letters and digits, folded: the key it is found by; empty when it has none."""
    return Folded(surface).compact


class NameIndex:
    """Compact names by their first letters; a name shorter than a stub stands under all it has."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names: dict[str, list[str]] = {}
        for name in sorted(set(names)):
            self.names.setdefault(name[:STUB], []).append(name)
        self.sizes = sorted({len(stub) for stub in self.names})
