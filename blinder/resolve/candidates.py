"""Detections → candidates: one stretch each, with everything that speaks for and against it; overlaps settled.

A longer, stronger stretch takes in the weaker ones under it, and keeps their cues as evidence.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from blinder.types import Detection, EntityType, Span

WEAK = frozenset(
    {
        "role word before",
        "role after the comma",
        "by-line",
        "list of people",
        "name field",
        "signature",
        "speaker's letter",
        "family word beside",
        "column of names",
        "role title before",
        "namesake",
        "initial and surname",
        "greeting",
        "speaker turn",
    }
)
ENDED = frozenset(  # where a name ends is sure
    {"name field", "column of names", "signature", "greeting", "speaker turn", "initial and surname"}
)
SETTLED = 0.9  # score of a label before a period that is one: no coach is called G. Trust in "Coach G. Trust matters"
INITIAL = 2  # characters of an initial with its period
EXACT = frozenset({"contact", "numbers", "accounts", "roster", "second look"})  # what they find is found


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be blinded.

    Attributes:
        cues: why, strongest first. voted: the model takes it for a local name.
        keeps: kinds of evidence that it stays ("cited", "entry", "curriculum", …, "vote").
        known: number of the roster entry it is a form of, −1 for none.
    """

    document: str
    span: Span
    entity_type: EntityType
    score: float
    recognizer: str
    cues: tuple[str, ...] = ()
    voted: bool = False
    keeps: tuple[str, ...] = ()
    known: int = -1

    @property
    def weak(self) -> bool:
        """Whether only layout or a role word beside it speaks for it."""
        return not self.voted and all(cue in WEAK for cue in self.cues)

    def text_of(self, text: str) -> str:
        """Its surface."""
        return text[self.span.start : self.span.end]


def gather(detections: Sequence[Detection]) -> tuple[Candidate, ...]:
    """The candidates of one document, not overlapping, in order; what runs into a generic label is none.

    Exact forms and roster names first, then supported stretches, then weak cues; among equals the longer, the higher
    score, the earlier. Evidence for keeping attaches to every candidate that it covers.
    """
    letters = {d.span.end - 1 for d in detections if d.keep == "label" and d.score == SETTLED}
    near = Near([d for d in detections if d.span.start not in letters])
    taken: list[Detection] = []
    occupied = bytearray(max((d.span.end for d in detections), default=0))
    for label in (d for d in detections if d.keep == "label"):
        occupied[label.span.start : label.span.end] = b"\1" * len(label.span)
    hits = [_fitted(d, near.over(d.span)) for d in detections if not d.keep or d.keep == "vote"]
    for hit in sorted(hits, key=lambda hit: _rank(hit, near.over(hit.span))):
        if not any(occupied[hit.span.start : hit.span.end]):
            occupied[hit.span.start : hit.span.end] = b"\1" * len(hit.span)
            taken.append(hit)
    return tuple(_candidate(hit, near.over(hit.span)) for hit in sorted(taken, key=lambda d: d.span))


def is_sure_label(detection: Detection) -> bool:
    """Whether it is a label beyond doubt: no word and an initial of the name behind it ("member D. Ruiz")."""
    return detection.keep == "label" and detection.score >= SETTLED


def told_acronyms(candidates: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """Names of one document, in order, with the acronym or short form in brackets behind: "Quill Academy (QA)"."""
    for name, acronym in pairwise(candidates):
        if "acronym in brackets" in acronym.cues and acronym.span.start - name.span.end <= len("’s (the “"):
            yield name, acronym


def mask(size: int, spans: Iterable[Span]) -> bytearray:
    """A 1 for each of `size` characters that one of the spans holds."""
    held = bytearray(size)
    for span in spans:
        held[span.start : span.end] = b"\1" * len(span)
    return held


class Near:
    """Finds the detections over a stretch without looking at all of them."""

    BLOCK = 64

    def __init__(self, detections: Sequence[Detection]) -> None:
        self.blocks = defaultdict[int, list[Detection]](list)
        for detection in detections:
            for block in range(detection.span.start // self.BLOCK, detection.span.end // self.BLOCK + 1):
                self.blocks[block].append(detection)

    def over(self, span: Span) -> list[Detection]:
        """Every detection that shares a character with `span`, in the order given."""
        first = span.start // self.BLOCK
        return [
            d
            for block in range(first, span.end // self.BLOCK + 1)
            for d in self.blocks.get(block, ())
            if d.span.overlaps(span) and max(first, d.span.start // self.BLOCK) == block  # in one block, once
        ]


def _fitted(hit: Detection, over: Sequence[Detection]) -> Detection:
    """The hit, ending where the model knows that it ends."""
    return _stretched(hit, over) if hit.entity_type is EntityType.ADDRESS else _clipped(hit, over)


def _stretched(hit: Detection, over: Sequence[Detection]) -> Detection:
    """An address goes on as far as the model's place that begins in it: "12 King Street West", "… East Quillham"."""
    ends = [
        o.span.end
        for o in over
        if o.recognizer == "model" and o.entity_type is EntityType.LOCATION and o.span.start > hit.span.start
    ]
    return replace(hit, span=Span(hit.span.start, max([hit.span.end, *ends])))


def _clipped(hit: Detection, over: Sequence[Detection]) -> Detection:
    """A titled name that the model ends earlier at the same start ("Dr. T. Call me"): the model knows where it ends."""
    ends = [o.span.end for o in over if o.recognizer == "model" and not o.keep and o.span.start == hit.span.start]
    if not hit.cue.startswith("title") or not ends or max(ends) >= hit.span.end or max(ends) - hit.span.start > INITIAL:
        return hit
    return replace(hit, span=Span(hit.span.start, max(ends)))


def _rank(hit: Detection, over: Sequence[Detection] = ()) -> tuple[int, int, float, int, str]:
    weak = hit.cue in WEAK and not (hit.cue in ENDED and _one_voted(hit, over))
    tier = 0 if hit.recognizer in EXACT else 3 if hit.keep else 2 if weak else 1
    return tier, -len(hit.span), -hit.score, hit.span.start, hit.recognizer


def _one_voted(hit: Detection, over: Sequence[Detection]) -> bool:
    """Whether the model sees one name within the stretch, which may be a part of it."""
    votes = [other for other in over if other.recognizer == "model"]
    return len(votes) == 1 and not votes[0].keep and votes[0].entity_type is hit.entity_type and _covers(hit, votes[0])


def _candidate(hit: Detection, over: Sequence[Detection]) -> Candidate:
    under = sorted((other for other in over if not other.keep), key=_rank)
    cues = dict.fromkeys([hit.cue, *(other.cue for other in under)])
    same = [other.score for other in under if other.entity_type == hit.entity_type]
    return Candidate(
        hit.document, hit.span, hit.entity_type, max([hit.score, *same]), hit.recognizer,
        tuple(cue for cue in cues if cue), voted=any(other.recognizer == "model" for other in under),
        keeps=tuple(sorted(_evidence(hit, over))),
    )  # fmt: skip


def _evidence(hit: Detection, over: Sequence[Detection]) -> set[str]:
    """The kinds of evidence over the stretch; "wide" where a known phrase holds more than it ("Madame Curie")."""
    keeps = [keep for keep in over if keep.keep and _covers(keep, hit)]
    wide = any(keep.cue == "keep-list" and len(keep.span) > len(hit.span) for keep in keeps)
    return {keep.keep for keep in keeps} | ({"wide"} if wide else set())


def _covers(keep: Detection, hit: Detection) -> bool:
    return keep.span.start <= hit.span.start and hit.span.end <= keep.span.end
