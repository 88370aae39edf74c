"""Near-misses: what was nearly blinded and stays, with the reason, so that a person can disagree."""

from collections.abc import Iterable, Mapping, Sequence

from blinder.resolve.candidates import Candidate
from blinder.resolve.review import Verdict
from blinder.types import NearMiss

WHY = {  # kind of evidence → why it stays; the first that applies is told
    "label": "a generic label",
    "cited": "cited here",
    "entry": "in a reference list",
    "scholar": "a known scholar",
    "public": "a public figure",
    "curriculum": "a published curriculum",
    "publisher": "a publisher",
    "state": "a state or national body",
    "national": "a national body",
    "reference": "a public web page",
    "geography": "a people, language or country",
    "term": "a term of the field",
    "thing": "something named after a person",
    "calling": "a known author's calling beside it",
    "vote": "the model would keep it, and nothing speaks for a local name",
}
CITED_ELSEWHERE = "the same name is cited in the submission"
NOTHING = "nothing but this speaks for a name"


def near_misses(
    texts: Mapping[str, str],
    judged: Iterable[tuple[Candidate, Verdict]],
    blind: Mapping[str, Sequence[tuple[Candidate, str]]],
) -> tuple[NearMiss, ...]:
    """The candidates that were kept or dropped and lie in nothing that is blinded, in reading order, each once."""
    covered = {
        document: {i for candidate, _ in rows for i in range(candidate.span.start, candidate.span.end)}
        for document, rows in blind.items()
    }
    found = {
        (c.document, c.span): NearMiss(
            c.document, c.span.start, c.span.end, c.text_of(texts[c.document]), c.entity_type, c.score, c.recognizer,
            next(iter(c.cues), ""), _why(c, verdict), verdict is Verdict.KEEP,
        )
        for c, verdict in judged
        if verdict is not Verdict.BLIND and covered.get(c.document, set()).isdisjoint(range(c.span.start, c.span.end))
    }  # fmt: skip
    order = list(texts)
    return tuple(sorted(found.values(), key=lambda near: (order.index(near.document), near.start, near.end)))


def _why(candidate: Candidate, verdict: Verdict) -> str:
    kept = next((why for kind, why in WHY.items() if kind in candidate.keeps), CITED_ELSEWHERE)
    return NOTHING if verdict is Verdict.DROP else kept
