"""Candidates as far as their names go: initials, particles, and neighbours that are one person's name."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import replace

from blinder.resolve.candidates import Candidate, is_sure_label
from blinder.resolve.names import is_initials
from blinder.resolve.words import CELL_BEFORE
from blinder.types import Detection, EntityType, Span

INITIALS_BEFORE = re.compile(
    r"(?<![\w.])(?:(?!P\. ?S\.)(?:[A-ZÀ-Þ]\.?[-‑])?(?:[A-ZÀ-Þ]\.[ \u00a0]?){1,3}|(?:Md|Mohd|Mst)\.?[ \u00a0])$"
)  # Md. Rafiq
PARTICLES_BEFORE = re.compile(
    r"(?<!\w)(?:(?:da|dos|das|van|von|der|den|bin|ibn|bint|al|abu|D[aAeE]|D[aAoO][sS]|D[eE][lL]|V[aAoO][nN]|L[aA]"
    r"|[dD]e la)[ \u00a0])+$"
    r"|(?<![\w-])(?:[Aa](?:l|r|s|d|n|z|sh)|[Ee]l|[Uu][lr]|[Bb]in|[Ii]bn|[Aa]b[ud]|[Aa]bdul|[Bb]en)[-‑]$"  # Al-Rashidi
)
INITIALS_AFTER = re.compile(
    r"^ \([A-ZÀ-Þ]\.?\)"
    r"|^, (?:[A-ZÀ-Þ]\.?[-‑](?=[A-ZÀ-Þ]))?(?:[A-ZÀ-Þ]\.[ \u00a0]?){1,3}(?!\w|[ \u00a0]?[A-ZÀ-Þ][^\W\d_])"
)
NEXT_WORDS = re.compile(r" (?P<one>[^\W\d_]{2,})(?![\w:])(?: (?P<two>[^\W\d_]{2,})(?![\w:]))?")
SUFFIX_AFTER = re.compile(r",? (?:Jr|Sr|II|III|IV)(?!\w)")
LAST_INITIAL = re.compile(r"(?:^|[.\s-]|\bO['’])[A-ZÀ-Þ]$")
SECOND_HALF = re.compile(r"(?:(?<=\b[A-ZÀ-Þ])\.?|(?<=\b[A-ZÀ-Þ]\.))[-‑][A-ZÀ-Þ](?!\w)")  # of "M.-A.", "M-A"
MORE_INITIALS = re.compile(r"(?:\.[A-ZÀ-Þ](?!\w)){1,4}")
AUTHOR_INITIALS = re.compile(
    r"(?:\.[ \u00a0]?[A-ZÀ-Þ](?!\w)){1,4}(?=\.,? (?:\(|&|[A-ZÀ-Þ]))"
)  # the rest of "Quill, A. B. (2024)"
ITS_PERIOD = re.compile(r"\.(?=[ \u00a0]\(?[a-zà-ÿ]|[,;:)\]'’])")
PERIOD_OF_CELL = re.compile(r"\.(?= \||\n|$)")
HYPHEN_END = re.compile(r"-\s*\n")
PARTING = " \u00a0\t\n-‑,."


def whole_stretches(text: str, candidates: Iterable[Candidate], labels: Iterable[Detection]) -> Iterator[Candidate]:
    """The candidates in order, each as far as its name goes, without overlap, and not into a label that is sure."""
    ends = [0, *sorted(label.span.end for label in labels if is_sure_label(label))]
    ordered = sorted(candidates, key=lambda each: each.span)
    return _joined(text, (_with_initials(text, each, ends[bisect(ends, each.span.start) - 1]) for each in ordered))


def _with_initials(text: str, candidate: Candidate, least: int) -> Candidate:
    """The person's stretch with the initials before it, not before `least`, ("M. F. DePina") or after its comma.

    A last initial takes its period along ("Fati D. came"), unless that may end a sentence, which is more than a name.
    """
    start, end = candidate.span.start, candidate.span.end
    if candidate.entity_type is EntityType.PERSON:
        for pattern in (PARTICLES_BEFORE, INITIALS_BEFORE):
            if before := pattern.search(text, max(least, start - 9), start):
                start = before.start()
        end = _with_marked(text, end)
        if half := SECOND_HALF.match(text, end):
            end = half.end()
        if "." not in text[start:end] and (after := INITIALS_AFTER.match(text[end : end + 20])):
            end += len(after[0].rstrip())
        if suffix := SUFFIX_AFTER.match(text, end):
            end = suffix.end() + bool(ITS_PERIOD.match(text, suffix.end()))
        if LAST_INITIAL.search(text[start:end]):
            more = AUTHOR_INITIALS.match(text, end) if ", " in text[start:end] else MORE_INITIALS.match(text, end)
            if more:  # all of "J.T."
                end = more.end()
            whole = CELL_BEFORE.search(text, max(0, start - 2), start) and PERIOD_OF_CELL.match(text, end)
            end += bool(whole or ITS_PERIOD.match(text, end))
    span = Span(start, end)
    return candidate if span == candidate.span else replace(candidate, span=span)


def _with_marked(text: str, end: int) -> int:
    """The end of a name with what goes on with it in letters that English has not: "Thu Hằng" of "Phạm Thu Hằng"."""
    while words := NEXT_WORDS.match(text, end):
        one, two = words["one"], words["two"] or ""
        if one.istitle() and not one.isascii():
            end = words.end("one")
        elif one.istitle() and two.istitle() and not two.isascii():
            end = words.end("two")
        else:
            break
    return end


def _joined(text: str, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Neighbouring stretches of one person's name become one: "Fátima" + "DePina", "M. F." + "DePina"."""
    held: Candidate | None = None
    for found in candidates:
        start = found.span.start
        if held and start < held.span.end:  # it was widened; what parts the two stays
            rest = text[held.span.end : found.span.end]
            start = held.span.end + len(rest) - len(rest.lstrip(PARTING))
        if start >= found.span.end:
            continue
        candidate = found if start == found.span.start else replace(found, span=Span(start, found.span.end))
        if held and _belongs(text, held, candidate):
            held = replace(
                held,
                span=Span(held.span.start, candidate.span.end),
                cues=tuple(dict.fromkeys((*held.cues, *candidate.cues))),
                voted=held.voted or candidate.voted,
                score=max(held.score, candidate.score),
                keeps=tuple(sorted({*held.keeps, *candidate.keeps})),
            )
            continue
        if held:
            yield held
        held = candidate
    if held:
        yield held


def _belongs(text: str, first: Candidate, second: Candidate) -> bool:
    if not (first.entity_type is second.entity_type is EntityType.PERSON) or "spread" not in (
        first.recognizer,
        second.recognizer,
    ):
        return False
    gap = text[first.span.end : second.span.start]
    broken = re.fullmatch(r"\r?\n", gap) and is_one_line(text, first.span.start, second.span.end)
    if not broken and not re.fullmatch(r"[ \u00a0\t]|-", gap):
        return False
    return not is_initials(second.text_of(text)) and not is_initials(first.text_of(text))


def is_one_line(text: str, start: int, end: int) -> bool:
    """Whether what goes over a line's end stands in one line elsewhere; in a list each line is another person."""
    stretch = text[start:end]
    return "\n" not in stretch or bool(HYPHEN_END.search(stretch)) or re.sub(r"\s+", " ", stretch) in text
