"""Labels as they stand in a text ("Teacher C", "Assistant Principal B", "Email 2"), and what reads like a name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from blinder.label_map import LabelMap
from blinder.verifier.sight import Sight
from blinder.verifier.wording import ordinary_words

CAPITALS = "A-ZÀ-ÖØ-ÞĀ-ſ"
PART = rf"(?:[{CAPITALS}]['’])?[{CAPITALS}][a-zß-öø-ÿ\u0101-\u017f][^\W\d_]*"
NAME = rf"(?:(?:de |da |dos |van |al-)?{PART}(?:-{PART})?)"
DOTTED = rf"[{CAPITALS}]\. ?[{CAPITALS}]\.?(?!\w)"
INITIALS = rf"(?:{DOTTED}|[{CAPITALS}]{{2}}(?![\w.]))"


ACRONYM = 3  # times from which two capitals are an acronym
PAIR = 2  # capitals that rather are initials; more rather are an acronym


@dataclass(frozen=True, slots=True)
class Line:
    """One visible paragraph; `place` tells where it stands and holds none of it."""

    document: str
    place: str
    text: str


@dataclass(frozen=True)
class Grammar:
    """What a label map calls a label, as patterns, and which capitalised words name nobody."""

    profile: LabelMap
    lines: Sequence[Line]
    names: frozenset[str] = frozenset()  # in lower case: who the user says is a person
    known: frozenset[str] = frozenset()  # surnames in lower case that the files have with full names everybody may know

    @classmethod
    def over(
        cls,
        sights: Iterable[Sight],
        profile: LabelMap,
        names: frozenset[str] = frozenset(),
        known: frozenset[str] = frozenset(),
    ) -> "Grammar":
        """The grammar of all files of one submission."""
        return cls(profile, [line for sight in sights for line in lines_of(sight)], names, known)

    @cached_property
    def words(self) -> str:
        """The words that labels begin with, longest first."""
        return "|".join(re.escape(word) for word in self.profile.label_words)

    @cached_property
    def label(self) -> re.Pattern[str]:
        """A label: groups `role` and `mark`."""
        return re.compile(rf"(?<!\w)(?P<role>{self.words})\s(?P<mark>[A-Z]{{1,2}}|\d{{1,4}})(?!\w|['’](?!s\b)\w)")

    @cached_property
    def glued_label(self) -> re.Pattern[str]:
        """A label that another word may be glued to."""
        return re.compile(rf"(?:{self.words})\s(?:[A-Z]{{1,2}}|\d{{1,4}})(?!\w)")

    @cached_property
    def harmless(self) -> frozenset[str]:
        """Words that stay: ordinary ones, those the files write small too, and the label map's."""
        small = (word for line in self.lines for word in re.findall(r"\b[^\W\d_A-Z]{3,}\b", line.text))
        return ordinary_words() | self.kept | frozenset(small)

    @cached_property
    def kept(self) -> frozenset[str]:
        """The words of all that the label map knows: roles, cues, what it keeps; of known people the surnames alone."""
        keep = dict(self.profile.keep)
        people = [phrase.rpartition(" ")[2] for phrase in keep.pop("scholar", ())]
        people += [phrase for phrase in keep.pop("public", ()) if " " not in phrase]
        kept = (phrase for phrases in keep.values() for phrase in phrases)
        hints = (phrase for phrases in self.profile.role_hints.values() for phrase in phrases)
        own = (*self.profile.label_words, *self.profile.roles_by_cue, *self.profile.vague_cues, *hints, *people, *kept)
        return frozenset(word for phrase in own for word in re.findall(r"[^\W\d_]+", phrase.casefold()))

    @cached_property
    def phrases(self) -> frozenset[str]:
        """What stays as a whole ("paulo freire")."""
        kept = (phrase for phrases in self.profile.keep.values() for phrase in phrases)
        return frozenset(" ".join(_words(phrase)) for phrase in (*kept, *self.known))

    @cached_property
    def acronyms(self) -> Counter[str]:
        """How often two capitals stand in the files: what stands often is nobody's initials."""
        return Counter(pair for line in self.lines for pair in re.findall(r"\b[A-Z]{2}\b", line.text))

    def stays(self, words: str) -> bool:
        """Whether the label map keeps them as a whole."""
        return " ".join(_words(words.removesuffix("'s").removesuffix("’s"))) in self.phrases

    def is_name(self, words: str) -> bool:
        """Whether capitalised words read like a name: one of them is none that stays; initials are no kept acronym."""
        found = _words(words.removesuffix("'s").removesuffix("’s"))
        if self.stays(words):
            return False
        if all(len(word) == 1 for word in found) or (words.isupper() and len(words) < 3):
            return words.upper() == words and "".join(found) not in self.kept and self.acronyms[words] < ACRONYM
        return any(word not in self.harmless and word.removesuffix("s") not in self.harmless for word in found)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"[^\W\d_]+", text)]


def lines_of(sight: Sight) -> Iterator[Line]:
    """Every visible paragraph of a file with its place."""
    for glimpse in sight.texts:
        if glimpse.visible:
            for number, text in enumerate(glimpse.text.split("\n"), 1):
                if text.strip():
                    yield Line(sight.name, f"{glimpse.place}, line {number}", text)
