"""Candidates that the submission corrects: lists of surnames taken for one name, schools taken for people."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from blinder.resolve.candidates import Candidate
from blinder.resolve.names import PARTICLES, fold, is_initials, parse_name
from blinder.resolve.places import SHORT_KINDS, fold_words, short_forms
from blinder.resolve.words import Words
from blinder.roster import Known
from blinder.types import EntityType, Span

AFTER_SCHOOL = re.compile(
    r"^(?:['’]s)? (?:students?|staff|teachers?|families|faculty|parents?|community|building|leadership"
    r"|PTO|PTA|PLG|PLC|Elementary|Middle|High|School|campus|educators|children|is a (?:school|K)"
    r"|enrolls|has \d|serves)\b"
)
COMMA = re.compile(r",\s+|\s*/\s*|\s+(?:and|&)\s+")
LAST_INITIAL = re.compile(r"(?<!\w)[^\W\d_]\.\s?$")
INITIALLED = re.compile(r"(?:[^\W\d_]\.\s?)+[^\W\d_]{2,}")
SECTION = re.compile(r"(?<=\d)[A-Z]\.\s(?=\w)")
NICKNAMED = re.compile(r"\w [\"“(][^\W\d_]+[\"”)] [^\W\d_]")  # Ana "Nita" Quill
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Miss|Dr)\.? $")  # "Ms. D, Zed"
ALSO_SURNAMES = frozenset({EntityType.LOCATION, EntityType.MASCOT})  # Orange, Heron
OWNED = re.compile(r"['’]s? (?:(?:home)?room|rm|class(?:room)?|office|advisory)\b")  # "in Quill's office"
IN_PLACE = re.compile(r"\b(?:at|in|near|from|to|of|the) $")
BEFORE_SCHOOL = re.compile(r"\b(?:at|the|of|from|to|at the|for) $|[–—|-] $")


def refine(
    words: Words, found: Mapping[str, Sequence[Candidate]], known: Sequence[Known]
) -> dict[str, list[Candidate]]:
    """The candidates with lists split into their names, and bare names of schools and people told apart.

    A place that only the model sees, made of places of the roster and ordinary words ("Gaskell Ardenbury State"), goes:
    the roster's own names are found in its stead.
    """
    listed = {
        form
        for entry in known
        if entry.entity_type is not EntityType.PERSON and not entry.keep
        for name in entry.names
        for form in short_forms(name, entry.entity_type)
    }
    seen = _read_names(words, found, known)
    found = {document: _as_people(words, candidates, seen) for document, candidates in found.items()}
    schools = {
        form: c.entity_type
        for kind in (EntityType.UNIVERSITY, EntityType.SCHOOL)
        for candidates in found.values()
        for c in candidates
        if c.entity_type is kind
        for form in short_forms(c.text_of(words.texts[c.document]), kind)
    }
    refined: dict[str, list[Candidate]] = {}
    for document, candidates in found.items():
        whole = [
            c
            for c in candidates
            if not (_patchwork(words, c, listed) or _listed_place(words, c, listed, seen.families))
        ]
        whole = [_without_section(words.texts[document], c) for c in whole]
        alone = [part for c in whole for part in _split_run(words.texts[document], c, seen)]
        parts = [part for c in alone for part in _split(words.texts[document], c, seen)]
        refined[document] = [_as_school(words.texts[document], c, schools, seen) for c in parts]
    return refined


def _without_section(text: str, candidate: Candidate) -> Candidate:
    """The candidate without the letter of a section before it: "§37O. Hazing"."""
    section = SECTION.match(text, candidate.span.start, candidate.span.end)
    return replace(candidate, span=Span(section.end(), candidate.span.end)) if section else candidate


def _patchwork(words: Words, candidate: Candidate, listed: set[tuple[str, ...]]) -> bool:
    form = fold_words(candidate.text_of(words.texts[candidate.document]))
    if candidate.entity_type is EntityType.PERSON or candidate.cues != ("model",) or form in listed or len(form) < 2:
        return False
    parts = {word for known in listed if len(known) == 1 for word in known}
    return any(word in parts for word in form) and all(word in parts or words.ordinary(word) for word in form)


def _listed_place(words: Words, candidate: Candidate, listed: set[tuple[str, ...]], families: Counter[str]) -> bool:
    """Whether what the model sees is just a place of the roster, and nobody's surname."""
    form = fold_words(candidate.text_of(words.texts[candidate.document]))
    return candidate.cues == ("model",) and form in listed and not families[form[-1]]


class Seen(NamedTuple):
    """How the words of names stand in names without a comma.

    Attributes:
        families, given: how often a word is a surname, and a given name, in full names.
        firsts, lasts: the first and the last words of names of two words.
        places: the words of places whose names say what they are, or have several words.
        whole: how often a name stands so.
    """

    families: Counter[str]
    given: Counter[str]
    firsts: frozenset[str]
    lasts: frozenset[str]
    places: frozenset[str]
    whole: Counter[tuple[str, ...]]

    def nobodys(self, form: tuple[str, ...]) -> bool:
        """Whether nobody has its last word for a surname but in this very name."""
        last = form[-1]
        return self.families[last] == self.whole[form] and not (self.whole[(last,)] or self.whole[(f"{last}s",)])


def _read_names(words: Words, found: Mapping[str, Sequence[Candidate]], known: Sequence[Known]) -> Seen:
    people = [c for own in found.values() for c in own if c.entity_type is EntityType.PERSON]
    named = [(c, c.text_of(words.texts[c.document])) for c in people]
    names = [(parse_name(surface), c) for c, surface in named if "," not in surface]
    roster = [parse_name(entry.names[0]) for entry in known if entry.entity_type is EntityType.PERSON]
    full = [*roster, *(name for name, c in names if name.full or "title before" in c.cues)]
    pairs = {name.tokens for name, _ in names if len(name.tokens) == 2}
    return Seen(
        Counter(part for name in full for token in name.family if token not in PARTICLES for part in _halves(token)),
        Counter(token for name in full for token in name.given if len(token) > 1),
        frozenset(first for first, _ in pairs),
        frozenset(last for _, last in pairs),
        frozenset(word for form in _place_forms(words, found) for word in form),
        Counter(name.tokens for name, _ in names),
    )


def _halves(surname: str) -> Iterator[str]:
    """ "quill-reed" is said as "Quill", too."""
    yield surname
    if surname.count("-") == 1:
        yield from surname.split("-")


def _place_forms(words: Words, found: Mapping[str, Sequence[Candidate]]) -> Iterator[tuple[str, ...]]:
    for candidate in (c for own in found.values() for c in own if c.entity_type is not EntityType.PERSON):
        form = fold_words(candidate.text_of(words.texts[candidate.document]))
        if len(form) > 1 or candidate.cues != ("model",):
            yield form


def _as_people(words: Words, candidates: Sequence[Candidate], seen: Seen) -> list[Candidate]:
    """The candidates; a bare name that only the model takes for a place's is the person's who has it."""
    return [replace(c, entity_type=EntityType.PERSON) if _half_name(words, c, seen) else c for c in candidates]


def _half_name(words: Words, candidate: Candidate, seen: Seen) -> bool:
    if candidate.entity_type is EntityType.PERSON or candidate.cues != ("model",):
        return False
    text, start = words.texts[candidate.document], candidate.span.start
    form = fold_words(candidate.text_of(text))
    if len(form) != 1 or form[0] in seen.places:
        return False
    family = seen.families[form[0]]
    owns = OWNED.match(text, candidate.span.end)
    if (owns and (family or candidate.entity_type is EntityType.LOCATION)) or seen.families[
        form[0].removesuffix("s")
    ] > family:
        return True  # "the Sengs"
    named = seen.given[form[0]] or (candidate.entity_type not in ALSO_SURNAMES and family)
    stands_in = IN_PLACE.search(text, max(0, start - 8), start)
    does = AFTER_SCHOOL.match(text[candidate.span.end : candidate.span.end + 24])
    return bool(named) and not stands_in and not does


def _split_run(text: str, candidate: Candidate, seen: Seen) -> Iterator[Candidate]:
    """ "Ana Bo Cy Di" and "Quill Reed Marsh Lowe" are four people where all words but one at most are first names, or
    all are surnames, of others."""
    parts = list(re.finditer(r"\S+", candidate.text_of(text)))
    tokens = {fold(part[0]) for part in parts}
    plain = not re.search(r"[.,;/]", candidate.text_of(text))
    is_run = (
        plain and len(tokens) > 3 and any(len(tokens & own) >= len(tokens) - 1 for own in (seen.firsts, seen.lasts))
    )
    if candidate.entity_type is not EntityType.PERSON or not is_run:
        yield candidate
        return
    start = candidate.span.start
    yield from (replace(candidate, span=Span(start + part.start(), start + part.end())) for part in parts)


def _split(text: str, candidate: Candidate, seen: Seen) -> Iterator[Candidate]:
    """ "Lynch, Lopes" and "A. Lopes, DePina" are two people; "Lopes, Adilson" and "DePina, M. F." are one."""
    surface = candidate.text_of(text)
    comma = COMMA.search(surface)
    if candidate.entity_type is not EntityType.PERSON or not comma or "surname first" in candidate.cues:
        yield candidate
        return
    left, right = surface[: comma.start()], surface[comma.end() :]
    first, second = parse_name(left), parse_name(right)
    last = second.family[-1] if second.family else ""
    is_list = (
        "," not in comma[0]
        or is_initials(right)
        or ("." in left.split()[0] and not LAST_INITIAL.fullmatch(left))
        or (len(left) == 1 and TITLED.search(text, max(0, candidate.span.start - 6), candidate.span.start))
        or NICKNAMED.search(right)
        or _is_row(text, candidate.span.start, right)
        or (not seen.families[first.tokens[-1]] and _goes_on(text, candidate.span))
        or seen.families[last] > seen.given[last]
        or (first.bare and seen.given[first.tokens[0]] > seen.families[first.tokens[0]])
        or (second.full and first.full)
    )
    initials = re.fullmatch(r"[^\W\d_]|(?:[^\W\d_]\.\s?){1,3}", right) and not is_initials(left)
    if not is_list or initials or not re.search(r"[^\W\d_]", left):
        yield candidate
        return
    start = candidate.span.start
    yield replace(candidate, span=Span(start, start + comma.start()))
    yield from _split(text, replace(candidate, span=Span(start + comma.end(), candidate.span.end)), seen)


def _goes_on(text: str, span: Span) -> bool:
    """Whether the row of names goes on before or behind: "Ana/Bo, Cy", "Bo, Cy, see below"."""
    return text[span.end : span.end + 1] in (",", "/") or text[max(0, span.start - 1) : span.start] == "/"


def _is_row(text: str, start: int, right: str) -> bool:
    """Whether initials part the people of a row: "B. Price" after a comma, and an initial or a comma on its other side.

    So "Stone, B. Price, C. Wood" and "Stone, B. Price" after "A. " are as many people; "Fitzroy, F. Scott" is one.
    """
    own = INITIALLED.match(right)
    return bool(own and (LAST_INITIAL.search(text, max(0, start - 3), start) or COMMA.match(right, own.end())))


def _as_school(text: str, candidate: Candidate, schools: Mapping[tuple[str, ...], EntityType], seen: Seen) -> Candidate:
    """A name that a school or a university has too, where nothing says person, is theirs."""
    if candidate.entity_type is not EntityType.PERSON or set(candidate.cues) - {"model", "signature"}:
        return candidate
    form = fold_words(candidate.text_of(text))
    if form not in schools:
        return candidate
    if len(form) > 1 and (form[-1:] in SHORT_KINDS or seen.nobodys(form)):  # "Quill Int"; "Quill Moor"
        return replace(candidate, entity_type=schools[form])
    if len(form) > 1 or not candidate.voted:
        return candidate
    before, after = (
        text[max(0, candidate.span.start - 8) : candidate.span.start],
        text[candidate.span.end : candidate.span.end + 24],
    )
    if seen.families[form[-1]] and not (AFTER_SCHOOL.match(after) or BEFORE_SCHOOL.search(before)):
        return candidate
    return replace(candidate, entity_type=schools[form])
