"""A second look: what still reads like a name once the labels stand, found in the blinded text and brought home.

Labels change the context that detection reads. Looking again until nothing new is found makes blinding idempotent and
gives the scorer, who has only the blinded text, nothing to find.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from blinder.formats.base import apply_redactions
from blinder.reading import Home, Reading, read_document
from blinder.resolve import Resolution
from blinder.resolve.words import line_of
from blinder.types import Detection, Document, Redaction, Span

ROUNDS = 5  # at most: each looks at what the labels of the one before did; most submissions need one or two
PARTED = re.compile(r"[.,]\s*(?=\w)")  # of "Person H. Zolan", whose H is a label's
Find = Callable[[Mapping[str, Reading]], Resolution]
Redactions = Mapping[str, Mapping[str, Sequence[Redaction]]]


def look_again(readings: Mapping[str, Reading], redactions: Redactions, find: Find) -> dict[str, list[Detection]]:
    """Detections, in code points of `readings`, of what `find` still takes for a name in the blinded text.

    Args:
        find: as the first look did it. Doubtful finds are left: the first look had more to go by.
    """
    blinded = read_blinded(readings, redactions)
    numbers = {name: {s.id: at for at, s in enumerate(reading.segments)} for name, reading in readings.items()}
    written = {name: {id_: _written(each) for id_, each in made.items()} for name, made in redactions.items()}
    found: dict[str, list[Detection]] = {name: [] for name in readings}
    for mention in (mention for entity in find(blinded).entities for mention in entity.mentions if not mention.review):
        for home in blinded[mention.document].homes(Span(mention.start, mention.end)):
            segment = blinded[mention.document].segments[home.segment]
            made = redactions[mention.document].get(segment.id, ())
            span = _unredacted(home.span, made, written[mention.document].get(segment.id, ()))
            place = readings[mention.document].place(Home(numbers[mention.document][segment.id], span))
            text = readings[mention.document].text
            if place and not (mention.recognizer == "people" and line_of(text, place.start).isupper()):
                # Beside a label the capitals of such a line look as if they told something.
                parted = PARTED.match(text, place.start, place.end)
                start = parted.end() if parted else place.start
                place = Span(start, start + len(text[start : place.end].rstrip()))  # a label's side leaves its blank
                found[mention.document].append(
                    Detection(
                        mention.document,
                        place,
                        mention.entity_type,
                        mention.score,
                        "second look",
                        mention.role,
                        mention.cue,
                    )
                )
    return {name: detections for name, detections in found.items() if detections}


def read_blinded(readings: Mapping[str, Reading], redactions: Redactions) -> dict[str, Reading]:
    """The readings as a reader of the blinded documents has them."""
    return {name: _read_blinded(name, reading, redactions.get(name, {})) for name, reading in readings.items()}


def _read_blinded(name: str, reading: Reading, redactions: Mapping[str, Sequence[Redaction]]) -> Reading:
    kept = [s for s in reading.segments if not s.dropped]
    texts = [replace(s, text=apply_redactions(s.text, redactions.get(s.id, ()))) for s in kept]
    return read_document(Document(name, "blinded", tuple(texts)))


def _written(redactions: Sequence[Redaction]) -> list[Span]:
    """Where the replacements of one segment stand in its blinded text."""
    spans, shift = list[Span](), 0
    for redaction in redactions:
        start = redaction.span.start + shift
        spans.append(Span(start, start + len(redaction.replacement)))
        shift += len(redaction.replacement) - len(redaction.span)
    return spans


def _unredacted(span: Span, redactions: Sequence[Redaction], written: Sequence[Span]) -> Span:
    """Where a stretch of the blinded text lies in the original, as far as it is not a label itself."""
    start, end = span.start, span.end
    if before := bisect_right(written, span.start, key=lambda label: label.start):
        start = redactions[before - 1].span.end + max(0, span.start - written[before - 1].end)
    if before := bisect_left(written, span.end, key=lambda label: label.start):
        redacted, label = redactions[before - 1].span, written[before - 1]
        end = redacted.end + span.end - label.end if span.end > label.end else redacted.start
    return Span(start, max(start, end))
