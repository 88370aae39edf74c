"""What a submission is known to name: the lexicon in which every word of every document is looked up.

It is made from the certain candidates of all documents, the roster and the key: name tokens of people, word sequences
of places, acronyms, initials, user names.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from rapidfuzz.distance import OSA

from blinder.resolve.candidates import Candidate
from blinder.resolve.initials import NOT_INITIALS
from blinder.resolve.names import (
    HISS,
    NO_LETTERS,
    PARTICLES,
    Name,
    abbreviates,
    initials_of,
    nicknames,
    parse_name,
    user_names_of,
)
from blinder.resolve.places import (
    INSTITUTIONS,
    NAMED,
    PLACES,
    acronyms_of,
    both_numbers,
    core_of,
    fold_words,
    has_plural,
    short_forms,
)
from blinder.resolve.words import COMMON, TELLING, Token, Words
from blinder.resources import ordinary_words
from blinder.roster import Known
from blinder.types import EntityType

DEFINED = re.compile(
    r"(?:^|[\s,;(|:])([A-ZÀ-Þ](?:\.?[A-ZÀ-Þ]){1,3}\.?|[A-ZÀ-Þ](?= ?=)) ?[=–:|-] ?((?:(?:Mr|Ms|Mrs"
    r"|Dr)\.? )?[A-ZÀ-Þ][^\s,;|=]{1,40}(?: [A-ZÀ-Þ][^\s,;|=]{1,40}){0,3})"
    r"|\b([A-ZÀ-Þ][^\s,;|()=]{1,40}(?: [A-ZÀ-Þ][^\s,;|()=]{1,40}){0,3}) \(([A-ZÀ-Þ]{2,4})\)"
)
SHORTENED = frozenset({EntityType.SCHOOL, EntityType.DISTRICT})  # "Westcove" of "Westcove Regional"
LOCAL_PART = re.compile(r"^([^\W\d_]+)[._-]([^\W\d_]{3,})\d*@")

Phrase = tuple[tuple[str, ...], EntityType, int]  # folded words, type, roster number


@dataclass
class Lexicon:
    """What the submission is known to name.

    Attributes:
        tokens: folded name token → strength (2 surname or roster, 1 first name or nickname).
        phrases: first folded word → those that begin with it, longest first.
        acronyms: capitals → (type, roster number). initials: letters → whether somebody defined them.
        listed: initials in a column of them, capitals without periods. hyphened: those of double first names ("m-a").
        user_names: what the people may log in as. signing: document → how many people it calls by initials, if asked.
    """

    tokens: dict[str, int] = field(default_factory=dict)
    phrases: dict[str, list[Phrase]] = field(default_factory=lambda: defaultdict(list))
    acronyms: dict[str, tuple[EntityType, int]] = field(default_factory=dict)
    initials: dict[str, bool] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)
    hyphened: set[str] = field(default_factory=set)
    user_names: set[str] = field(default_factory=set)
    signing: dict[str, int] = field(default_factory=dict)

    @cached_property
    def surnames(self) -> Mapping[str, Sequence[str]]:
        """First letter → the surnames of six letters or more that a slip may have changed."""
        found = defaultdict[str, list[str]](list)
        for name, strength in self.tokens.items():
            if strength > 1 and len(name) > 5:
                found[name[0]].append(name)
        return found

    @cached_property
    def long_names(self) -> frozenset[str]:
        """Surnames and schools in one word, too long to stand in another word by chance."""
        people = {name for name, strength in self.tokens.items() if strength > 1}
        places = {"".join(form) for rows in self.phrases.values() for form, kind, _ in rows if kind in INSTITUTIONS}
        return frozenset(name for name in people | places if len(name) >= TELLING and name not in ordinary_words())

    def strength_of(self, words: Words, token: Token) -> int:
        """How strongly a word is somebody's name: by itself, as a plural ("the Riveras"), or with one slip."""
        return self.tokens.get(token.folded, 0) or _plural(token, self) or _misspelt(words, token, self)


def read_lexicon(
    words: Words,
    certain: Iterable[Candidate],
    faint: Iterable[Candidate],
    known: Sequence[Known],
    stay: frozenset[str],
) -> Lexicon:
    """The lexicon of a submission; see `spread` for what the arguments are."""
    lexicon = Lexicon()
    for candidate in certain:
        surface = candidate.text_of(words.texts[candidate.document])
        if candidate.entity_type is EntityType.PERSON:
            if "column of initials" in candidate.cues:
                lexicon.listed.add(NO_LETTERS.sub("", surface))
            _add_person(lexicon, surface, 2 if "title before" in candidate.cues else 1)
        elif candidate.entity_type in PLACES:
            _add_place(lexicon, words, surface, candidate.entity_type, -1, stay)
        elif candidate.entity_type is EntityType.EMAIL_ADDRESS and (local := LOCAL_PART.match(surface)):
            _add_person(lexicon, f"{local[1]} {local[2]}", 1)
    for number, entry in enumerate(known):
        for name in entry.names:
            if entry.entity_type is EntityType.PERSON and not entry.keep:
                _add_listed(lexicon, name, number)
            elif not entry.keep:
                _add_place(lexicon, words, name, entry.entity_type, number, stay)
    told = told_initials(words.texts.values())
    lexicon.initials |= {letters.casefold(): True for letters, name in told if _means(letters, name, lexicon)}
    for phrases in lexicon.phrases.values():
        phrases.sort(key=lambda p: (-len(p[0]), p[0], p[1], p[2]))
    _add_as_written(lexicon, words, faint)
    return lexicon


def told_initials(texts: Iterable[str]) -> list[tuple[str, Name]]:
    """Capitals, and the name that they are said to mean: "KL = Lynch" before "Kerry Lynch (KL)"."""
    found = [match for text in texts for match in DEFINED.finditer(text)]
    pairs = [(m[1], m[2]) for m in found if m[1]] + [(m[4], m[3]) for m in found if not m[1]]
    return [(re.sub(r"[.\s]", "", letters), parse_name(surface)) for letters, surface in pairs]


def _add_listed(lexicon: Lexicon, surface: str, number: int) -> None:
    """A person whom the user lists: the full name, either way round, needs no proof, even of ordinary words."""
    _add_person(lexicon, surface, 2, listed=True)
    name = parse_name(surface)
    for form in dict.fromkeys([name.tokens, (*name.family, *name.given)]) if name.given else ():
        lexicon.phrases[form[0]].append((form, EntityType.PERSON, number))


def _add_as_written(lexicon: Lexicon, words: Words, faint: Iterable[Candidate]) -> None:
    surfaces = {(candidate.entity_type, candidate.text_of(words.texts[candidate.document])) for candidate in faint}
    written = set[Phrase]()
    for kind, surface in surfaces:
        if kind is EntityType.PERSON:
            _add_user_names(lexicon, parse_name(surface))
        form = fold_words(surface)
        said = [form, *(core for core in [core_of(form)] if kind in SHORTENED and len(core) == 1)]
        for each in both_numbers(form) if has_plural(kind, form) else said:
            strange = not all(words.ordinary(word) and word not in words.slips for word in each)
            if sum(map(len, each)) > 3 and strange:
                written.add((each, kind, -1))
    for first, entries in groupby(sorted(written), key=lambda entry: entry[0][0]):
        held = {*lexicon.phrases[first], *entries}
        lexicon.phrases[first] = sorted(held, key=lambda p: (-len(p[0]), p[0], -p[2], p[1]))


def _means(letters: str, name: Name, lexicon: Lexicon) -> bool:
    """Whether the letters are initials of this name, and it is somebody's here."""
    known = any(lexicon.tokens.get(token) for token in name.tokens if token not in PARTICLES)
    return known and (letters not in NOT_INITIALS or len(letters) == 1) and abbreviates(letters, name)


def _add_person(lexicon: Lexicon, surface: str, strength: int, *, listed: bool = False) -> None:
    name = parse_name(surface)
    for token in name.family:
        if len(token) > 1 and token not in PARTICLES and not _acronym(surface, token):
            lexicon.tokens[token] = max(lexicon.tokens.get(token, 0), 2 if not name.bare else strength)
            for part in token.split("-") if token.count("-") == 1 else ():
                if len(part) > 3:
                    lexicon.tokens.setdefault(part, lexicon.tokens[token])
    for token in name.given:
        if len(token) > 2:
            for form in (token, *(n for n in nicknames(token) if len(n) > 2)):
                proof = int(listed or form == token)  # a nickname proves nothing, unless the user lists the person
                lexicon.tokens[form] = max(lexicon.tokens.get(form, 0), proof)
    lexicon.hyphened |= {"-".join(part[:1] for part in token.split("-")) for token in name.given if "-" in token}
    for letters in initials_of(name):
        lexicon.initials.setdefault(letters, False)
    _add_user_names(lexicon, name)


def _add_user_names(lexicon: Lexicon, name: Name) -> None:
    lexicon.user_names |= user_names_of(name) - ordinary_words() - COMMON


def _acronym(surface: str, token: str) -> bool:
    """Whether the token is written as an acronym in a surface that is not all capitals ("Furtado PLG")."""
    return len(token) <= 4 and token.upper() in surface and not surface.isupper()


def _add_place(
    lexicon: Lexicon, words: Words, surface: str, kind: EntityType, number: int, stay: frozenset[str]
) -> None:
    full = fold_words(surface)
    if not full:
        return
    if len(full) == 1 and surface.isupper() and len(surface) <= 8:
        lexicon.acronyms.setdefault(surface, (kind, number))
        return
    for form in short_forms(surface, kind):
        known = not words.ordinary(form[0]) or form[0] in words.slips
        telling = len(form) > 1 or number >= 0 or known or form == full
        if telling and (entry := (form, kind, number)) not in lexicon.phrases[form[0]]:
            lexicon.phrases[form[0]].append(entry)
    if kind in NAMED and len(full) > 2:
        for acronym in acronyms_of(full):
            if acronym not in stay and acronym not in NOT_INITIALS:
                lexicon.acronyms.setdefault(acronym, (kind, number))
    if has_plural(kind, full):
        for form in (*both_numbers(full), *both_numbers(full[-1:])):
            if (entry := (form, kind, number)) not in lexicon.phrases[form[0]]:
                lexicon.phrases[form[0]].append(entry)


def _plural(token: Token, lexicon: Lexicon) -> int:
    """ "the Riveras", "the Louises" """
    if not token.folded.endswith("s") or len(token.folded) <= 5:
        return 0
    one, hiss = token.folded[:-1], token.folded.removesuffix("es")
    return lexicon.tokens.get(one, 0) or (lexicon.tokens.get(hiss, 0) if HISS.search(hiss) else 0)


def _misspelt(words: Words, token: Token, lexicon: Lexicon) -> int:
    """Strength of a surname that is one slip away from a capitalised word that is nowhere written small."""
    word = token.folded
    if not token.capital or len(word) < 6 or words.ordinary(word):
        return 0
    close = (name for name in lexicon.surnames[word[0]] if abs(len(name) - len(word)) <= 1)
    return 1 if any(OSA.distance(word, name, score_cutoff=1) <= 1 for name in close) else 0
