"""Names in scripts that the name model does not read: words may have no borders there, so letters are sought."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from blinder.resolve.candidates import Candidate, mask
from blinder.resolve.names import Name, parse_name
from blinder.roster import Known
from blinder.scripts import passages
from blinder.types import EntityType, Span

Told = dict[str, tuple[EntityType, int]]  # as written → type, and number of the roster entry or −1


def spread_scripts(
    texts: Mapping[str, str], candidates: Mapping[str, Sequence[Candidate]], known: Sequence[Known]
) -> dict[str, tuple[Candidate, ...]]:
    """All candidates per document, in order, with the places where such names stand again or the roster knows them."""
    told = _told(texts, candidates, known)
    if not told:
        return {document: tuple(found) for document, found in candidates.items()}
    pattern = re.compile("|".join(map(re.escape, sorted(told, key=lambda name: (-len(name), name)))))
    return {
        document: tuple(
            sorted((*found, *_again(texts[document], document, found, told, pattern)), key=lambda c: c.span)
        )
        for document, found in candidates.items()
    }


def names_in_latin(surfaces: Iterable[str]) -> dict[str, Name]:
    """A name as it is written in another script → in Latin letters: "李娜" of "Li Na (李娜)"."""
    return {
        passage: parse_name(surface)
        for surface in surfaces
        for passage in _written(surface)
        if parse_name(surface) != parse_name(passage)
    }


def _told(texts: Mapping[str, str], candidates: Mapping[str, Sequence[Candidate]], known: Sequence[Known]) -> Told:
    found = {
        passage: (candidate.entity_type, -1)
        for document, own in candidates.items()
        for candidate in own
        for passage in _written(candidate.text_of(texts[document]))
    }
    listed = {
        passage: (entry.entity_type, number)
        for number, entry in enumerate(known)
        if not entry.keep
        for name in entry.names
        for passage in _written(name)
    }
    return found | listed


def _written(surface: str) -> Iterator[str]:
    return (surface[passage.start : passage.end] for passage in passages(surface))


def _again(
    text: str, document: str, found: Sequence[Candidate], told: Told, pattern: re.Pattern[str]
) -> Iterator[Candidate]:
    held = mask(len(text), (candidate.span for candidate in found))
    for match in pattern.finditer(text):
        span, (kind, number) = Span(*match.span()), told[match[0]]
        if not any(held[span.start : span.end]):
            recognizer = "spread" if number < 0 else "roster"
            yield Candidate(document, span, kind, 0.7, recognizer, ("named elsewhere",), known=number)
