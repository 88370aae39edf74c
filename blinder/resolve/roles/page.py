"""One text with all that tells roles in it: phrases, layout, and who and what is named where."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from blinder.label_map import LabelMap
from blinder.resolve.roles.layout import Layout
from blinder.resolve.roles.phrases import PhraseBook, Phrases
from blinder.types import EntityType, Span

TITLE = r"(?:(?:Mr|Mrs|Ms|Mx|Dr|Miss|Prof|Sra?|Mme)\.?[ \u00a0]+)?"
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|Miss|Prof|Sra?|Mme)\.?[ \u00a0]+$")
FIRST_NAME_AND_INITIAL = re.compile(r"[^\W\d_]{2,} [A-ZÀ-Þ]\.?$")
LINKED = re.compile(rf"(?: \([^()\n]{{0,40}}\))?(?:,| and|, and| &|/| /) ?{TITLE}")
NO_PHRASES = ("looks", "of")  # hints that name a look and a type of place


class Vote(NamedTuple):
    """A role, and the cue that speaks for it: a key of `STRENGTHS`."""

    role: str
    cue: str


@dataclass(frozen=True)
class Page:
    """One text.

    Attributes:
        people: where people are named, in order. places: where places and bodies are, in order.
    """

    text: str
    label_map: LabelMap
    phrases: Phrases
    layout: Layout
    people: Sequence[Span]
    places: Sequence[tuple[Span, EntityType]]

    def matches(self, pattern: re.Pattern[str], start: int, end: int) -> re.Match[str] | None:
        """The match when the whole stretch is one."""
        return pattern.fullmatch(self.text, start, end)

    def alone_in_line(self, start: int, end: int) -> bool:
        """Whether nothing else stands in the line of the stretch."""
        line = self.layout.line(self.layout.number(start))
        return not re.search(r"\w", self.text[line.start : start] + self.text[end : line.end])

    @cached_property
    def _starts(self) -> list[int]:
        return [name.start for name in self.people]

    def named_before(self, at: int) -> Span | None:
        """The last name that starts before the place."""
        found = bisect_left(self._starts, at)
        return self.people[found - 1] if found else None

    def named_after(self, at: int) -> Span | None:
        """The first name that starts at the place or after it."""
        found = bisect_left(self._starts, at)
        return self.people[found] if found < len(self.people) else None

    def linked(self, span: Span) -> Span | None:
        """The name right before the name, as in a list: "Ana and Bo"."""
        before = self.named_before(span.start)
        return before if before and self.matches(LINKED, before.end, span.start) else None

    def place_after(self, at: int) -> tuple[Span, EntityType] | None:
        """The first place or body that is named at the place or after it."""
        found = bisect_left([place.start for place, _ in self.places], at)
        return self.places[found] if found < len(self.places) else None

    def titled(self, span: Span) -> bool:
        """Whether a title stands before the name."""
        return bool(TITLED.search(self.text, max(0, span.start - 8), span.start))

    def by_first_name(self, span: Span) -> bool:
        """Whether the name is one word, or one with an initial, and has no title."""
        return not self.titled(span) and (" " not in self.text[span.start : span.end] or self.with_initial(span))

    def with_initial(self, span: Span) -> bool:
        """Whether the name is a first name with an initial: "Ana Q."."""
        return bool(FIRST_NAME_AND_INITIAL.match(self.text, span.start, span.end))


class RoleReader:
    """Reads texts with the phrases of one label map."""

    def __init__(self, label_map: LabelMap) -> None:
        self.label_map = label_map
        jobs = {cue: role for cue, role in label_map.roles_by_cue.items() if cue not in label_map.vague_cues}
        phrases = {kind: own for kind, own in label_map.role_hints.items() if kind not in NO_PHRASES}
        self.book = PhraseBook({**phrases, "job": jobs})

    def read(self, text: str, people: Iterable[Span], places: Iterable[tuple[Span, EntityType]] = ()) -> Page:
        """The text with everything that tells roles in it."""
        return Page(text, self.label_map, self.book.find(text), Layout(text), sorted(people), sorted(places))


@lru_cache(maxsize=4)
def role_reader(label_map: LabelMap) -> RoleReader:
    """The reader for one label map, built once."""
    return RoleReader(label_map)
