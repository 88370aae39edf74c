"""Candidates that the submission corrects: lists of surnames taken for one name, schools taken for people."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from blinder.resolve.candidates import Candidate
from blinder.resolve.names import PARTICLES, is_initials, parse_name
from blinder.resolve.places import fold_words, short_forms
from blinder.resolve.words import Words
from blinder.roster import Known
from blinder.types import EntityType, Span

AFTER_SCHOOL = re.compile(
    r"^(?:['’]s)? (?:students?|staff|teachers?|families|faculty|parents?|community|building|leadership"
    r"|PTO|PTA|PLG|PLC|Elementary|Middle|High|School|campus|educators|children|is a (?:school|K)"
    r"|enrolls|has \d|serves)\b"
)
BEFORE_SCHOOL = re.compile(r"\b(?:at|the|of|from|to|at the|for) $|[–—|-] $")


def refine(
    words: Words, found: Mapping[str, Sequence[Candidate]], known: Sequence[Known]
) -> dict[str, list[Candidate]]:
    """The candidates with lists split into their names, and bare school names told from people's.

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
    families, given = _name_counts(words, found)
    schools = {
        form
        for candidates in found.values()
        for c in candidates
        if c.entity_type is EntityType.SCHOOL
        for form in short_forms(c.text_of(words.texts[c.document]), EntityType.SCHOOL)
    }
    refined: dict[str, list[Candidate]] = {}
    for document, candidates in found.items():
        whole = [
            c for c in candidates if not (_patchwork(words, c, listed) or _listed_place(words, c, listed, families))
        ]
        parts = [part for c in whole for part in _split(words.texts[document], c, families, given)]
        refined[document] = [_as_school(words.texts[document], c, schools, families) for c in parts]
    return refined


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


def _name_counts(words: Words, found: Mapping[str, Sequence[Candidate]]) -> tuple[Counter[str], Counter[str]]:
    """How often a token is a surname, and a given name, in full names without a comma."""
    families: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for document, candidates in found.items():
        for candidate in candidates:
            surface = candidate.text_of(words.texts[document])
            name = parse_name(surface)
            if (
                candidate.entity_type is EntityType.PERSON
                and "," not in surface
                and (name.full or "title before" in candidate.cues)
            ):
                families.update(token for token in name.family if token not in PARTICLES)
                given.update(token for token in name.given if len(token) > 1)
    return families, given


def _split(text: str, candidate: Candidate, families: Counter[str], given: Counter[str]) -> Iterator[Candidate]:
    """ "Lynch, Lopes" and "A. Lopes, DePina" are two people; "Lopes, Adilson" and "DePina, M. F." are one."""
    surface = candidate.text_of(text)
    comma = re.search(r",\s+|\s*/\s*|\s+(?:and|&)\s+", surface)
    if candidate.entity_type is not EntityType.PERSON or not comma:
        yield candidate
        return
    left, right = surface[: comma.start()], surface[comma.end() :]
    first, second = parse_name(left), parse_name(right)
    last = second.family[-1] if second.family else ""
    is_list = (
        "," not in comma[0]
        or is_initials(right)
        or "." in left.split()[0]
        or families[last] > given[last]
        or (second.full and first.full)
    )
    if not is_list or not re.search(r"[^\W\d_]", left) or re.fullmatch(r"[^\W\d_]|(?:[^\W\d_]\.\s?){1,3}", right):
        yield candidate
        return
    start = candidate.span.start
    yield replace(candidate, span=Span(start, start + comma.start()))
    yield from _split(text, replace(candidate, span=Span(start + comma.end(), candidate.span.end)), families, given)


def _as_school(text: str, candidate: Candidate, schools: set[tuple[str, ...]], families: Counter[str]) -> Candidate:
    """A bare name that a school has too, where nothing says person, is the school."""
    if candidate.entity_type is not EntityType.PERSON or set(candidate.cues) - {"model", "signature"}:
        return candidate
    form = fold_words(candidate.text_of(text))
    if form not in schools or len(form) > 1 or not candidate.voted:
        return candidate
    before, after = (
        text[max(0, candidate.span.start - 8) : candidate.span.start],
        text[candidate.span.end : candidate.span.end + 24],
    )
    if families[form[-1]] and not (AFTER_SCHOOL.match(after) or BEFORE_SCHOOL.search(before)):
        return candidate
    return replace(candidate, entity_type=EntityType.SCHOOL)
