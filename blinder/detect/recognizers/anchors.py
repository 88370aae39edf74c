"""Patterns that are tried only where one of their words stands, instead of at every character of a text.

Most of our patterns open with one of a few words ("Mr", "moved by") or hold one ("School"). A text is cut into words
once, and every pattern looks its words up there. What it finds is what the bare pattern would find.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

FIRST_WORD = re.compile(r"(\w+?|[^\w\s])(?:(\w)\?|(?!\w))")
WORD_OR_SIGN = re.compile(r"\w+|[^\w\s]")
Places = dict[str, list[int]]


@lru_cache(maxsize=2)
def places_of(text: str) -> tuple[Places, Places]:
    """Word or sign → where it starts in `text`: as it is written, and in any case."""
    written, folded = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for match in WORD_OR_SIGN.finditer(text):
        written[match[0]].append(match.start())
    for word, places in written.items():
        folded[word.casefold()] += places
    return written, folded


class Anchored:
    """A pattern and words of which every match holds one, in any case if `any_case`; compiled when first needed."""

    def __init__(self, words: Iterable[str], pattern: str, *, flags: int = 0, any_case: bool = False) -> None:
        self.words = frozenset(word.casefold() if any_case else word for word in words)
        self.any_case = any_case
        self.pattern = re.compile(pattern, flags)

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
            if at >= end and (match := self.match(text, at)) and self._stands(text, end, at):
                end = match.end()
                yield match

    def _stands(self, text: str, end: int, at: int) -> bool:
        """Whether what must stand before a match at `at` does so, behind the match that ended at `end`."""
        return not self.before or bool(re.compile(self.before).search(text, max(end, text.rfind("\n", 0, at)), at))

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """The match that opens with the word at `at`."""
        return self.pattern.match(text, at)


class Phrases(Opening):
    """Many phrases, the longest first, as whole words; any white space stands for a space."""

    def __init__(self, phrases: Iterable[str], flags: int = re.IGNORECASE) -> None:
        self.flags = flags
        self.by_word = defaultdict[str, list[str]](list)
        for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
            self.by_word[WORD_OR_SIGN.findall(phrase)[0].casefold()].append(phrase)
        self.patterns = dict[str, re.Pattern[str]]()
        super().__init__(self.by_word, "", any_case=True)

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """The longest phrase at `at`."""
        word = WORD_OR_SIGN.match(text, at)
        return word and self._of_word(word[0].casefold()).match(text, at)

    def _of_word(self, word: str) -> re.Pattern[str]:
        """The phrases that open with `word`, put together when they are first needed."""
        if word not in self.patterns:
            bodies = [re.escape(p).replace(r"\ ", r"\s+").replace("'", "['’]") for p in self.by_word[word]]
            self.patterns[word] = re.compile(rf"(?<!\w)(?:{'|'.join(bodies)})(?!\w)", self.flags)
        return self.patterns[word]


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
