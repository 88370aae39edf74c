"""A number or a handle that is told once is known wherever it stands: "SASID 1029384756", "see 1029384756"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from blinder.resolve.candidates import Candidate, mask
from blinder.types import EntityType, Span

TOLD = (EntityType.ID, EntityType.HANDLE)  # by a word or a sign beside them; the others tell themselves
RUN = re.compile(r"[^\W_]+")
YEAR = re.compile(r"(?:19|20)\d\d")
SHORTEST = 4  # letters and digits: shorter ones stand elsewhere by chance
FIGURE_BEFORE, FIGURE_AFTER = re.compile(r"(?:\d[.,]|\$)$"), re.compile(r"[.,]?\d|%")
Shape = tuple[int, int]  # characters before the first run, and in all
Told = Mapping[str, Mapping[Shape, Mapping[str, EntityType]]]


def spread_data(
    texts: Mapping[str, str], candidates: Mapping[str, Sequence[Candidate]]
) -> dict[str, tuple[Candidate, ...]]:
    """All candidates per document, in order, with the places where told numbers and handles stand again."""
    told: dict[str, dict[Shape, dict[str, EntityType]]] = defaultdict(lambda: defaultdict(dict))
    for document, found in candidates.items():
        for candidate in found:
            surface = candidate.text_of(texts[document]).removeprefix("@").casefold()
            if candidate.entity_type in TOLD and _is_telling(surface):
                first = next(RUN.finditer(surface))
                told[first[0]][first.start(), len(surface)][surface] = candidate.entity_type
    if not told:
        return {document: tuple(found) for document, found in candidates.items()}
    return {
        document: tuple(sorted((*found, *_again(texts[document], document, found, told)), key=lambda c: c.span))
        for document, found in candidates.items()
    }


def _is_telling(surface: str) -> bool:
    """Whether it is no word, no year and too long to stand elsewhere by chance."""
    signs = "".join(RUN.findall(surface))
    return len(signs) >= SHORTEST and any(map(str.isdigit, signs)) and not YEAR.fullmatch(signs)


def _again(text: str, document: str, found: Sequence[Candidate], told: Told) -> Iterator[Candidate]:
    held = mask(len(text), (candidate.span for candidate in found))
    for run in RUN.finditer(text):
        for (before, length), surfaces in told.get(run[0].casefold(), {}).items():
            span = Span(max(0, run.start() - before), run.start() - before + length)
            kind = surfaces.get(text[span.start : span.end].casefold())
            if kind and _stands_alone(text, span) and not any(held[span.start : span.end]):
                held[span.start : span.end] = b"\1" * len(span)
                yield Candidate(document, span, kind, 0.7, "spread", ("told elsewhere",))


def _stands_alone(text: str, span: Span) -> bool:
    """Whether neither letters nor more of a figure stand beside it, as in 4.1204 or 1204%."""
    after = text[span.end : span.end + 2]
    return not (
        after[:1].isalnum()
        or FIGURE_AFTER.match(after)
        or FIGURE_BEFORE.search(text[max(0, span.start - 2) : span.start])
    )
