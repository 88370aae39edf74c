"""The names of schools, districts, universities, organisations and towns: their short forms and acronyms."""

import re
from collections.abc import Iterator, Sequence

from blinder.resolve.names import PARTICLES, fold
from blinder.types import EntityType

KIND_WORDS = frozenset(
    """
    school schools elementary middle high intermediate primary junior senior academy learning center early
    childhood innovation charter montessori regional vocational technical tech voke vo-tech preparatory prep
    pilot k-8 public district department committee union unified university college community state institute of
    the and a association foundation federation coalition alliance collaborative partnership club church parish
    inc llc llp pllc ltd corp company co brothers bros hardware services interpreting library hospital clinic local
    society network group council es ms hs jhs elem int
    """.split()
)
SHORT_KINDS: dict[tuple[str, ...], tuple[str, ...]] = {  # of schools
    ("es",): ("elementary", "school"),
    ("elem",): ("elementary", "school"),
    ("int",): ("intermediate", "school"),
    ("ms",): ("middle", "school"),
    ("hs",): ("high", "school"),
    ("jhs",): ("junior", "high", "school"),
}
DISTRICT_TAILS = (("district",), ("schools",), ("school", "district"))  # what any district is called by
ROADS = {"street": "st", "road": "rd", "avenue": "ave", "lane": "ln", "drive": "dr", "boulevard": "blvd", "court": "ct"}
STREETS = ROADS | {short: long for long, short in ROADS.items()}
LINKS = frozenset("of the and de da do dos la & for at".split())
PLACES = (
    EntityType.SCHOOL,
    EntityType.DISTRICT,
    EntityType.UNIVERSITY,
    EntityType.ORGANIZATION,
    EntityType.LOCATION,
    EntityType.MASCOT,
)
INSTITUTIONS = frozenset({EntityType.SCHOOL, EntityType.DISTRICT, EntityType.UNIVERSITY})  # known by their initials
NAMED = INSTITUTIONS | {EntityType.ORGANIZATION}


def has_plural(kind: EntityType, words: Sequence[str]) -> bool:
    """Whether it is spoken of by its singular and its plural: a mascot, or what is taken for a body of one word."""
    return kind is EntityType.MASCOT or (kind is EntityType.ORGANIZATION and len(words) == 1)


def both_numbers(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The name in the singular and in the plural."""
    one = words[-1].removesuffix("s")
    return (*words[:-1], one), (*words[:-1], f"{one}s")


def fold_words(surface: str) -> tuple[str, ...]:
    """The folded words of a place's name, with its digits, without a leading article."""
    words = [fold(word) for word in re.findall(r"[^\W_]+(?:['’\-.][^\W_]+)*\.?", surface)]
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


def core_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """What is left of a name without the words that say its kind: ("manuel", "j", "furtado")."""
    end = len(words)
    while end > 0 and words[end - 1] in KIND_WORDS:
        end -= 1
    return words[:end]


def acronyms_of(words: tuple[str, ...]) -> Iterator[str]:
    """Acronyms people make of a name, in capitals, three letters at least; a union's local number is no part of it."""
    words = words[: words.index("local")] if "local" in words[1:] else words
    words = (*words[:-1], *SHORT_KINDS.get(words[-1:], words[-1:]))
    letters = [word[0] for word in words if word not in LINKS and word[0].isalpha()]
    parts = [part[0] for word in words if word not in LINKS for part in word.split("-") if part and part[0].isalpha()]
    for found in dict.fromkeys(
        ("".join(letters), "".join(parts), "".join(word[0] for word in words if word[0].isalpha()))
    ):
        if 3 <= len(found) <= 8:
            yield found.upper()


def short_forms(surface: str, kind: EntityType) -> Iterator[tuple[str, ...]]:
    """Word sequences, longest first, that can stand for the named place, its own name among them.

    "Manuel J. Furtado Elementary School" → itself, "… Elementary", "Manuel J. Furtado", "Furtado".
    """
    words = fold_words(surface)
    yield words
    if kind is EntityType.LOCATION and words and words[-1] in STREETS:
        yield (*words[:-1], STREETS[words[-1]])
    if kind not in NAMED:
        return
    core = core_of(words)
    if kind is EntityType.DISTRICT and core:
        yield from ((*core, *tail) for tail in DISTRICT_TAILS)
    for end in range(len(words) - 1, len(core), -1):
        yield words[:end]
    if not core or core == words:
        core = words if core else ()
    if not core or all(len(word) < 2 for word in core):
        return
    yield core
    if kind is EntityType.SCHOOL:
        yield from ((*core, *other) for other in _kinds_of(words[len(core) :]))
    if kind is EntityType.DISTRICT:
        yield (*core, "ps")
    if kind is EntityType.SCHOOL and 2 <= len(core) <= 4 and len(words) > len(core) and _like_person(core):
        yield (core[-1],)
        for end in range(len(words), len(core), -1):
            yield (core[-1], *words[len(core) : end])
        yield from ((core[-1], *other) for other in _kinds_of(words[len(core) :]))
    if kind is EntityType.ORGANIZATION and len(core) > 2:
        yield core[:2]


def _kinds_of(told: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """How else a school's kind is told: "Middle School", "Middle" and "MS"."""
    told = SHORT_KINDS.get(told, told)
    for short, long in SHORT_KINDS.items():
        if told and told == long[: len(told)]:
            yield from (long, long[:-1], short)


def _like_person(core: tuple[str, ...]) -> bool:
    """Whether the core reads as given name and surname: an initial or an ordinary two-word name, no "of"."""
    return (
        not LINKS & set(core)
        and not any(word in PARTICLES for word in core[:1])
        and (len(core) > 2 or (len(core[0]) != 2 and len(core[1]) > 2))
    )
