"""A second look: what still reads like a name once the labels stand, found in the blinded text and brought home.

Labels change the context that detection reads. Looking again until nothing new is found makes blinding idempotent and
gives the scorer, who has only the blinded text, nothing to find.
"""

import re
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
    found: dict[str, list[Detection]] = {name: [] for name in readings}
    for mention in (mention for entity in find(blinded).entities for mention in entity.mentions if not mention.review):
        for home in blinded[mention.document].homes(Span(mention.start, mention.end)):
            segment = blinded[mention.document].segments[home.segment]
            span = _unredacted(home.span, redactions[mention.document].get(segment.id, ()))
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


def _unredacted(span: Span, redactions: Sequence[Redaction]) -> Span:
    """Where a stretch of the blinded text lies in the original, as far as it is not a label itself."""
    shift, start, end = 0, None, None
    for redaction in redactions:
        label_start = redaction.span.start + shift
        label_end = label_start + len(redaction.replacement)
        if start is None and span.start < label_start:
            start = span.start - shift
        if end is None and span.end <= label_start:
            end = span.end - shift
        elif end is None and label_start < span.end <= label_end:
            end = redaction.span.start
        shift += len(redaction.replacement) - len(redaction.span)
        if start is None and span.start < label_end:
            start = redaction.span.end
    start = span.start - shift if start is None else start
    end = span.end - shift if end is None else end
    return Span(start, max(start, end))
