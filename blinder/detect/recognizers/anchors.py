"""Patterns that are tried only where one of their words stands, instead of at every character of a text.

Most of our patterns open with one of a few words ("Mr", "moved by") or hold one ("School"). A text is cut into words
once, and every pattern looks its words up there. What it finds is what the bare pattern would find.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain

FIRST_WORD = re.compile(r"(\w+?|[^\w\s])(?:(\w)\?|(?!\w))")
WORD_OR_SIGN = re.compile(r"\w+|[^\w\s]")
BEFORE = 1000  # characters before a match that are looked at
A_FIGURE = "0"  # stands for every word that holds a figure
Places = dict[str, list[int]]


@lru_cache(maxsize=2)
def places_of(text: str) -> tuple[Places, Places]:
    """Word or sign → where it starts in `text`: as it is written, and in any case."""
    written, folded = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for match in WORD_OR_SIGN.finditer(text):
        written[match[0]].append(match.start())
    for word, places in written.items():
        folded[word.casefold()] += places
    figured = [places for word, places in written.items() if not word.isalpha() and any(map(str.isdecimal, word))]
    written[A_FIGURE] = folded[A_FIGURE] = list(chain.from_iterable(figured))
    return written, folded


class Anchored:
    """A pattern and words of which every match holds one, in any case if `any_case`."""

    def __init__(self, words: Iterable[str], pattern: str, *, flags: int = 0, any_case: bool = False) -> None:
        self.words = frozenset(word.casefold() if any_case else word for word in words)
        self.any_case = any_case
        self._source, self._flags = pattern, flags

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled, which takes long, when a text first holds one of its words."""
        return re.compile(self._source, self._flags)

    def places(self, text: str) -> list[int]:
        """Where the words stand, in order."""
        places = places_of(text)[self.any_case]
        return sorted(chain.from_iterable(places[word] for word in places.keys() & self.words))


class Opening(Anchored):
    """A pattern whose matches open with the first word of one of some phrases ("Guests?" stands for two).

    `before` is what must stand before a match, from the line break on.
    """

    def __init__(
        self, phrases: Iterable[str], pattern: str, *, flags: int = 0, any_case: bool = False, before: str = ""
    ) -> None:
        first = [match for phrase in phrases if (match := FIRST_WORD.match(phrase))]
        words = [word for match in first for word in (match[1], match[1] + (match[2] or ""))]
        super().__init__(words, pattern, flags=flags, any_case=any_case)
        self.before = before

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        end = 0
        for at in self.places(text):
            if at >= end and (match := self.pattern.match(text, at)) and self._stands(text, end, at):
                end = match.end()
                yield match

    def _stands(self, text: str, end: int, at: int) -> bool:
        """Whether what must stand before a match at `at` does so, behind the match that ended at `end`."""
        start = max(end, text.rfind("\n", 0, at), at - BEFORE)
        return not self.before or bool(re.compile(self.before).search(text, start, at))


class Phrases:
    """Many phrases as whole words, the longest first; white space stands for a space, ’ for an apostrophe."""

    def __init__(self, phrases: Iterable[str], *, any_case: bool) -> None:
        self.any_case = any_case
        self.by_word = defaultdict[str, list[list[str]]](list)
        for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
            parts = _folded(phrase, any_case).split(" ")
            self.by_word[WORD_OR_SIGN.findall(parts[0])[0]].append(parts)

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where phrases stand, in order and without overlap."""
        folded, words, end = _folded(text, self.any_case), places_of(text)[self.any_case], 0
        for at, word in sorted((at, known) for known in words.keys() & self.by_word for at in words[known]):
            stop = next(filter(None, (_end(folded, at, parts) for parts in self.by_word[word])), 0)
            if at >= end and stop:
                yield at, (end := stop)


@lru_cache(maxsize=4)
def _folded(text: str, any_case: bool) -> str:
    """The text, of the same length, with one kind of apostrophe and, for `any_case`, in small letters."""
    text = text.replace("’", "'").replace("İ", "I")  # the one letter whose small form is longer
    return text.lower() if any_case else text


def _end(text: str, at: int, parts: Sequence[str]) -> int:
    """Where the words `parts`, which begin at `at`, end in `text`; 0 if they do not stand there."""
    for number, part in enumerate(parts):
        if number:
            gap = at
            while text[at : at + 1].isspace():
                at += 1
            if at == gap:
                return 0
        if not text.startswith(part, at):
            return 0
        at += len(part)
    return 0 if text[at : at + 1].isalnum() or text[at : at + 1] == "_" else at


class Holding(Anchored):
    """A pattern whose matches hold one of some phrases, told by its longest word; within one line if `in_line`."""

    def __init__(
        self,
        phrases: Iterable[str],
        pattern: str,
        *,
        flags: int = 0,
        any_case: bool = False,
        in_line: bool = True,
    ) -> None:
        words = [max(WORD_OR_SIGN.findall(phrase), key=len) for phrase in phrases]
        super().__init__(words, pattern, flags=flags, any_case=any_case)
        self.in_line = in_line

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        end = -1
        for at in self.places(text):
            if at > end:
                start = text.rfind("\n", 0, at) + 1 if self.in_line else 0
                end = text.find("\n", at) if self.in_line else len(text)
                end = end if end >= 0 else len(text)
                yield from self.pattern.finditer(text, start, end)
