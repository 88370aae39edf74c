"""Which mentions mean the same place, by the forms of its name, and which the same data."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from blinder.resolve.candidates import Candidate, told_acronyms
from blinder.resolve.places import PLACES, acronyms_of, both_numbers, core_of, fold_words, has_plural, short_forms
from blinder.roster import Known
from blinder.types import EntityType

ANY_SCHOOL = (("school",), ("k-8",), ("k-8", "school"))  # what does not tell a school from another of its name
SIGNS = re.compile(r"[\s()./@+-]+")  # that people leave out or put in
TELEPHONE, LOCAL = 10, 7  # digits of a telephone number, and of one without its area code
Row = tuple[Candidate, str]  # and why it is in doubt
Form = tuple[EntityType, tuple[str, ...]]


def join_places(
    texts: Mapping[str, str], blind: Mapping[str, Sequence[Row]], known: Sequence[Known]
) -> Iterator[tuple[EntityType, int, list[Row]]]:
    """Kind, number of the roster's entry (−1 for none) and mentions of each place, by first mention.

    Longer names first, so that a short form finds what it is short for.
    """
    rows = [row for rows in blind.values() for row in rows if row[0].entity_type in PLACES]
    surfaces = [(candidate, candidate.text_of(texts[candidate.document])) for candidate, _ in rows]
    told = defaultdict[str, set[str]](set)
    for document, found in blind.items():
        for name, short in told_acronyms([candidate for candidate, _ in found]):
            told[name.text_of(texts[document])].add(short.text_of(texts[document]))
    forms: dict[Form, Form] = {}
    of_known: dict[Form, int] = {}
    for number, entry in enumerate(known):
        if entry.entity_type in PLACES and not entry.keep:
            key = (entry.entity_type, fold_words(entry.names[0]))
            of_known[key] = number
            for form in entry.names:
                _note_forms(forms, form, entry.entity_type, key)
    for candidate, surface in sorted(
        surfaces, key=lambda row: (-len(core_of(fold_words(row[1]))), -len(row[1]), row[1])
    ):
        said = list(_said(candidate, surface))
        key = next((forms[form] for form in said if form in forms), said[0])
        _note_forms(forms, surface, candidate.entity_type, key)
        for words in map(fold_words, told[surface]):
            forms.setdefault((candidate.entity_type, words), key)
    groups = defaultdict[Form, list[Row]](list)
    for row, (candidate, surface) in zip(rows, surfaces, strict=True):
        groups[forms[candidate.entity_type, fold_words(surface)]].append(row)
    for key, members in groups.items():
        yield key[0], of_known.get(key, -1), members


def _said(candidate: Candidate, surface: str) -> Iterator[Form]:
    """The forms by which a name may be known already; the first is its own."""
    kind, words = candidate.entity_type, fold_words(surface)
    yield kind, words
    if candidate.recognizer not in ("places", "numbers", "roster"):  # "Town of X" is no school called X
        yield from ((other, words) for other in PLACES if other is not kind)
    core = core_of(words)
    spelled = len(core) == 1 and surface.split(maxsplit=1)[0].isupper()
    if spelled or words[len(core) :] in ANY_SCHOOL:  # "QRV School", "Quill Moor School"
        yield kind, core


def _note_forms(forms: dict[Form, Form], surface: str, kind: EntityType, key: Form) -> None:
    words = fold_words(surface)
    forms.setdefault((kind, words), key)
    for form in short_forms(surface, kind):
        forms.setdefault((kind, form), key)
    if len(words) > 2:
        for acronym in acronyms_of(words):
            forms.setdefault((kind, (acronym.casefold(),)), key)
    if has_plural(kind, words):
        for form in (*both_numbers(words), *both_numbers(words[-1:])):
            forms.setdefault((kind, form), key)


def join_data(texts: Mapping[str, str], blind: Mapping[str, Sequence[Row]]) -> Iterator[tuple[EntityType, list[Row]]]:
    """Kind and mentions of each number, address and handle; a telephone number is known without its area code."""
    groups = defaultdict[tuple[EntityType, str], list[Row]](list)
    for document, rows in blind.items():
        for candidate, why in rows:
            kind = candidate.entity_type
            if kind is not EntityType.PERSON and kind not in PLACES:
                said = SIGNS.sub("", candidate.text_of(texts[document]).casefold())
                phone = kind is EntityType.PHONE_NUMBER and said.isdigit()
                groups[kind, said[-TELEPHONE:] if phone else said].append((candidate, why))
    for key in [key for key in groups if key[0] is EntityType.PHONE_NUMBER and len(key[1]) == LOCAL]:
        whole = [other for other in groups if other[0] is key[0] and other != key and other[1].endswith(key[1])]
        if len(whole) == 1:
            groups[whole[0]] += groups.pop(key)
    for (kind, _), members in groups.items():
        yield kind, members
