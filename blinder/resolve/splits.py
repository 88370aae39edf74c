"""Rows of people that were taken for one name: with commas, and without."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from blinder.resolve.candidates import Candidate
from blinder.resolve.names import fold, is_initials, parse_name
from blinder.resolve.seen import Seen
from blinder.resolve.words import Words
from blinder.types import EntityType, Span

LONG = 3  # words that a name may have
BEFORE = 24  # characters before a row that are looked at
OF_SEVERAL = re.compile(
    r"\b(?:(?:Gr|Grades?|Gr[ae]des)\.? ?[K\d][^:\n]{0,9}|[A-Z][a-z]+[^s\W]s|Kindergarten|Pre-?K|Team): ?$"
)
ENDS_ITEM = re.compile(r"[.,;/]")
COMMA = re.compile(r",\s+|\s*/\s*|\s+(?:and|&)\s+")
LAST_INITIAL = re.compile(r"(?<!\w)[^\W\d_]\.\s?$")
INITIALLED = re.compile(r"(?:[^\W\d_]\.\s?)+[^\W\d_]{2,}")
NICKNAMED = re.compile(r"\w [\"“(][^\W\d_]+[\"”)] [^\W\d_]")  # Ana "Nita" Quill
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Miss|Dr)\.? $")  # "Ms. D, Zed"


def split_run(words: Words, candidate: Candidate, seen: Seen) -> Iterator[Candidate]:
    """The people of a row without commas, where others are called so: "Ana Bo Cy Di" of four first names, "Quill Reed
    Marsh Lowe" of four surnames, "Ana Quill Bo Reed" of two whole names."""
    text = words.texts[candidate.document]
    parts = list(re.finditer(r"\S+", candidate.text_of(text)))
    tokens = [fold(part[0]) for part in parts]
    cuts = _cuts(tokens, seen)
    if candidate.entity_type is not EntityType.PERSON or ENDS_ITEM.search(candidate.text_of(text)) or len(cuts) < 2:
        yield candidate
        return
    start = candidate.span.start
    for first, end in pairwise([*cuts, len(parts)]):
        lone = tokens[first] if end - first == 1 else ""
        if not (lone and words.ordinary(lone) and lone not in seen.alone):  # "Snacks Ana Bo Cy Di"
            yield replace(candidate, span=Span(start + parts[first].start(), start + parts[end - 1].end()))


def _cuts(tokens: Sequence[str], seen: Seen) -> list[int]:
    """Where the names of a row begin; nowhere, where it may be one name."""
    row = set(tokens)
    if len(row) <= LONG:
        return []
    if any(len(row & own) >= len(row) - 1 for own in (seen.firsts, seen.lasts, seen.alone)):
        return list(range(len(tokens)))
    whole = [at for at, pair in enumerate(pairwise(tokens)) if pair in seen.pairs]
    return sorted({0, *whole, *(at + 2 for at in whole if at + 2 < len(tokens))}) if len(whole) > 1 else []


def split_list(text: str, candidate: Candidate, seen: Seen) -> Iterator[Candidate]:
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
        or (is_initials(right) and ("." in right or not left.isupper()))
        or (
            first.bare
            and second.bare
            and OF_SEVERAL.search(text, max(0, candidate.span.start - BEFORE), candidate.span.start)
        )
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
    yield from split_list(text, replace(candidate, span=Span(start + comma.end(), candidate.span.end)), seen)


def _goes_on(text: str, span: Span) -> bool:
    """Whether the row of names goes on before or behind: "Ana/Bo, Cy", "Dee, Bo, Cy", "Bo, Cy, see below"."""
    before = text[max(0, span.start - 2) : span.start]
    return text[span.end : span.end + 1] in (",", "/") or before.endswith("/") or before == ", "


def _is_row(text: str, start: int, right: str) -> bool:
    """Whether initials part the people of a row: "B. Price" after a comma, and an initial or a comma on its other side.

    So "Stone, B. Price, C. Wood" and "Stone, B. Price" after "A. " are as many people; "Fitzroy, F. Scott" is one.
    """
    own = INITIALLED.match(right)
    return bool(own and (LAST_INITIAL.search(text, max(0, start - 3), start) or COMMA.match(right, own.end())))
