"""How the words of names stand in a submission: as first names, as surnames, alone, in places' names."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from blinder.resolve.candidates import Candidate
from blinder.resolve.names import HISS, PARTICLES, initials_of, parse_name
from blinder.resolve.places import fold_words
from blinder.resolve.words import Words
from blinder.roster import Known
from blinder.types import EntityType

BARE_CUES = frozenset({"model", "family word beside"})
BY_FIRST = re.compile(
    r"\b(?:cô|thầy|ông|bà|anh|chị|em|bác|chú|dì|Don|Doña|Dona|Seu|Tia|Tio|Tía|Tío|Aunt|Auntie|Uncle|Sister|Brother) $",
    re.IGNORECASE,
)


class Seen(NamedTuple):
    """How the words of names stand in names without a comma.

    Attributes:
        families, given: how often a word is a surname, and a given name, in full names.
        firsts, lasts: the first and the last words of names of two words. pairs: these names, without a title.
        alone: words that stand alone for a person, without a title. initials: of full names.
        places: the places whose names say what they are, or have several words.
        whole: how often a name stands so.
    """

    families: Counter[str]
    given: Counter[str]
    firsts: frozenset[str]
    lasts: frozenset[str]
    pairs: frozenset[tuple[str, ...]]
    alone: frozenset[str]
    initials: frozenset[str]
    places: frozenset[tuple[str, ...]]
    whole: Counter[tuple[str, ...]]

    def in_place(self, form: tuple[str, ...]) -> bool:
        """Whether a place has one of its words but in this very name."""
        return any(not set(form).isdisjoint(place) for place in self.places if place != form or len(form) == 1)

    def nobodys(self, form: tuple[str, ...]) -> bool:
        """Whether nobody has its last word for a surname but in this very name."""
        last = form[-1]
        return self.families[last] == self.whole[form] and not (self.whole[(last,)] or self.whole[(f"{last}s",)])


def read_names(words: Words, found: Mapping[str, Sequence[Candidate]], known: Sequence[Known]) -> Seen:
    """How the words of the candidates' and the roster's names stand."""
    people = [c for own in found.values() for c in own if c.entity_type is EntityType.PERSON]
    named = [(c, c.text_of(words.texts[c.document])) for c in people]
    names = [(parse_name(surface), c) for c, surface in named if "," not in surface]
    roster = [parse_name(entry.names[0]) for entry in known if entry.entity_type is EntityType.PERSON]
    full = [
        *roster,
        *(name for name, c in names if name.full or ("title before" in c.cues and not _by_first(words, c))),
    ]
    pairs = {name.tokens for name, _ in names if len(name.tokens) == 2}
    untitled = {name.tokens for name, c in names if "title before" not in c.cues}
    return Seen(
        Counter(part for name in full for token in name.family if token not in PARTICLES for part in _halves(token)),
        Counter(token for name in full for token in name.given if len(token) > 1),
        frozenset(first for first, _ in pairs),
        frozenset(last for _, last in pairs),
        frozenset(pairs & untitled),
        frozenset(name[0] for name in untitled if len(name) == 1),
        frozenset(letters for name in full for letters in initials_of(name)),
        frozenset(_place_forms(words, found)),
        Counter(name.tokens for name, _ in names),
    )


def _by_first(words: Words, candidate: Candidate) -> bool:
    """Whether its title stands before first names: "cô Grace", "Dona Ana"."""
    start = candidate.span.start
    return bool(BY_FIRST.search(words.texts[candidate.document], max(0, start - 10), start))


def _halves(surname: str) -> Iterator[str]:
    """ "quill-reed" is said as "Quill", too."""
    yield surname
    if surname.count("-") == 1:
        yield from surname.split("-")


def _place_forms(words: Words, found: Mapping[str, Sequence[Candidate]]) -> Iterator[tuple[str, ...]]:
    for candidate in (c for own in found.values() for c in own if c.entity_type is not EntityType.PERSON):
        form = fold_words(candidate.text_of(words.texts[candidate.document]))
        if len(form) > 1 or not BARE_CUES.issuperset(candidate.cues):
            yield form


def singulars(word: str) -> Iterator[str]:
    """What a plural may be of: "haggertys", "barroses"."""
    if word.endswith("s"):
        yield word[:-1]
    if word.endswith("es") and HISS.search(word[:-2]):
        yield word[:-2]
