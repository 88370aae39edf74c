"""The phrases of a label map that tell a role, found in a text in one pass over its words."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

WORD = re.compile(r"\d+(?:st|nd|rd|th)?|[^\W\d_]+(?:['’][^\W\d_]+)*", re.IGNORECASE)
NUMBERS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split())
GAP = re.compile(r"[ \u00a0]|(?<!\d)\n|\. ?|[-‑/]")  # between the words of a phrase
WIDTH = 90  # characters beside a place that are looked at
GLUED = "-‑'’@"  # "student-led" and "the principal's" name nobody


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase at `start:end` of a text, of one kind ("job", "owns", …), and the role it tells."""

    start: int
    end: int
    kind: str
    role: str
    plural: bool


class Phrases:
    """The phrases of one text, in order of place; those of one kind never overlap."""

    def __init__(self, found: Iterable[Phrase]) -> None:
        self.found: list[Phrase] = []
        ends: dict[str, int] = defaultdict(int)
        for phrase in found:
            if phrase.start >= ends[phrase.kind]:
                self.found.append(phrase)
                ends[phrase.kind] = phrase.end
        self.starts = [phrase.start for phrase in self.found]

    def _between(self, start: int, end: int) -> list[Phrase]:
        found = self.found[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [phrase for phrase in found if phrase.end <= end]

    def before(self, at: int) -> dict[str, Phrase]:
        """Kind → the nearest of its phrases before the place."""
        return {phrase.kind: phrase for phrase in self._between(at - WIDTH, at)}

    def after(self, at: int) -> dict[str, Phrase]:
        """Kind → the nearest of its phrases after the place."""
        return {phrase.kind: phrase for phrase in reversed(self._between(at, at + WIDTH))}

    def within(self, kind: str, start: int, end: int) -> list[Phrase]:
        """All of the kind that lie between the two places."""
        return [phrase for phrase in self._between(start, end) if phrase.kind == kind]


class PhraseBook:
    """All phrases of a label map by their first word."""

    def __init__(self, phrases: Mapping[str, Mapping[str, str]]) -> None:
        """`phrases`: kind → phrase → role; "#" in a phrase stands for any number."""
        self.roles = {
            (kind, tuple(_words(phrase.replace("#", "0")))): role
            for kind, roles in phrases.items()
            for phrase, role in roles.items()
        }
        self.book: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
        for kind, words in sorted(self.roles, key=lambda entry: (-len(entry[1]), entry)):
            self.book[words[0]].append((kind, list(words)))
            if len(words) == 1:
                self.book[f"{words[0]}s"].append((kind, list(words)))

    def find(self, text: str) -> Phrases:
        """Every phrase of `text`; of those of one kind that overlap, the first and longest."""
        places = [match.span() for match in WORD.finditer(text)]
        words = [_word(text[start:end]) for start, end in places]
        starts = [at for at, word in enumerate(words) if word in self.book]
        return Phrases(phrase for at in starts for phrase in self._phrases_at(text, places, words, at))

    def _phrases_at(
        self, text: str, places: Sequence[tuple[int, int]], words: Sequence[str], at: int
    ) -> Iterator[Phrase]:
        """The phrases that start with the word number `at`."""
        for kind, phrase in self.book[words[at]]:
            stop = at + len(phrase)
            if words[at : stop - 1] != phrase[:-1] or words[stop - 1 : stop] not in (phrase[-1:], [f"{phrase[-1]}s"]):
                continue
            start, end = places[at][0], places[stop - 1][1]
            if _stands_alone(text, start, end) and _is_joined(text, places[at:stop]):
                one = (kind, (*phrase[:-1], words[stop - 1].removesuffix("s")))
                plural = words[stop - 1].endswith("s") and one in self.roles
                yield Phrase(start, end, kind, self.roles[kind, tuple(phrase)], plural)


def _stands_alone(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] not in ("-", "‑") and not (text[end : end + 1] and text[end] in GLUED)


def _is_joined(text: str, places: Sequence[tuple[int, int]]) -> bool:
    return all(GAP.fullmatch(text, left[1], right[0]) for left, right in pairwise(places))


def _words(text: str) -> Iterator[str]:
    return (_word(match[0]) for match in WORD.finditer(text))


def _word(surface: str) -> str:
    word = surface.casefold()
    return "#" if word[0].isdigit() or word in NUMBERS else word
