"""Candidates that the submission corrects: lists of people taken for one name, schools taken for people."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from blinder.resolve.candidates import Candidate
from blinder.resolve.names import is_initials
from blinder.resolve.places import SHORT_KINDS, fold_words, short_forms
from blinder.resolve.seen import BARE_CUES, Seen, read_names, singulars
from blinder.resolve.signs import SIGNED
from blinder.resolve.splits import split_list, split_run
from blinder.resolve.words import Words
from blinder.roster import Known
from blinder.types import EntityType, Span

AFTER_SCHOOL = re.compile(
    r"^(?:['’]s)? (?:students?|staff|teachers?|families|faculty|parents?|community|building|leadership"
    r"|PTO|PTA|PLG|PLC|Elementary|Middle|High|School|campus|educators|children|is a (?:school|K)"
    r"|enrolls|has \d|serves)\b"
)
SECTION = re.compile(r"(?<=\d)[A-Z]\.\s(?=\w)")
SCHOOL_LETTERS = re.compile(r"[A-Z]{1,3}(?:[EMH]S|PS)")  # "QES" is a school's, though Quinn E. Silva has them, too
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
    seen = read_names(words, found, known)
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
        alone = [part for c in whole for part in split_run(words, c, seen)]
        parts = [part for c in alone for part in split_list(words.texts[document], c, seen)]
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


def _as_people(words: Words, candidates: Sequence[Candidate], seen: Seen) -> list[Candidate]:
    """The candidates; a bare name that only the model takes for a place's is the person's who has it."""
    return [_as_person(words, c) if _half_name(words, c, seen) else c for c in candidates]


def _as_person(words: Words, candidate: Candidate) -> Candidate:
    signs = is_initials(candidate.text_of(words.texts[candidate.document]))
    return replace(
        candidate, entity_type=EntityType.PERSON, cues=(*candidate.cues, SIGNED) if signs else candidate.cues
    )


def _half_name(words: Words, candidate: Candidate, seen: Seen) -> bool:
    if candidate.entity_type is EntityType.PERSON or not BARE_CUES.issuperset(candidate.cues):
        return False
    text, start = words.texts[candidate.document], candidate.span.start
    surface = candidate.text_of(text)
    if is_initials(surface):
        return surface.casefold() in seen.initials and not SCHOOL_LETTERS.fullmatch(surface)
    form = fold_words(surface)
    if len(form) == 2 and not seen.in_place(form):  # "Nell Park", "MP Quill"
        return bool(seen.families[form[1]] and (form[0] in seen.alone or is_initials(surface.split(maxsplit=1)[0])))
    if len(form) != 1 or seen.in_place(form):
        return False
    family = seen.families[form[0]]
    if any(seen.families[one] > family for one in singulars(form[0])):  # "the Sengs"
        return True
    if candidate.cues != ("model",):
        return True  # "the Seng family"
    if OWNED.match(text, candidate.span.end) and (family or candidate.entity_type is EntityType.LOCATION):
        return True
    named = seen.given[form[0]] or (candidate.entity_type is not EntityType.MASCOT and family)
    stands_in = IN_PLACE.search(text, max(0, start - 8), start)
    does = AFTER_SCHOOL.match(text[candidate.span.end : candidate.span.end + 24])
    return bool(named) and not stands_in and not does


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
