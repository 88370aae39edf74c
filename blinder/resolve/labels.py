"""Generic labels that stand in the text already: "Teacher C. We …" is one, "Teacher C. Ruiz" is not.

Nor is what only heads a number: "Phone 617 555 0199", "Address 12 Elm Street".
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from blinder.resolve.names import fold
from blinder.resolve.words import Words
from blinder.types import Detection

OPEN = "label or initial"
EVEN = 0.5  # a model's score that speaks neither for a name nor against it
NEXT_WORD = re.compile(r"\.\s?([^\W\d_]+)")


def settle_labels(
    texts: Mapping[str, str], detections: Mapping[str, Sequence[Detection]], words: Words
) -> dict[str, tuple[Detection, ...]]:
    """The detections of every document with every open label decided.

    "Teacher C. Xyz" is a label where the submission has "Teacher C" elsewhere beyond doubt, or where the next word is
    an ordinary one and the model sees no name ("Nurse B. Page"); else C is an initial and the evidence goes.
    """
    detections = {document: _outside_numbers(found) for document, found in detections.items()}
    certain = {_label(texts[name], d) for name, found in detections.items() for d in found if d.keep == "label"}
    return {
        document: tuple(_settle(text, detections.get(document, ()), certain, words)) for document, text in texts.items()
    }


def _outside_numbers(detections: Sequence[Detection]) -> list[Detection]:
    """The detections without the labels whose number goes on as a telephone number, an address, an identifier."""
    numbers = [d.span for d in detections if d.recognizer in ("contact", "numbers") and not d.keep]
    return [
        d
        for d in detections
        if d.keep not in ("label", OPEN)
        or not any(d.span.start < number.start < d.span.end < number.end for number in numbers)
    ]


def _settle(text: str, detections: Sequence[Detection], certain: Set[str], words: Words) -> Iterator[Detection]:
    for detection in detections:
        if detection.keep != OPEN:
            yield detection
            continue
        after = NEXT_WORD.match(text, detection.span.end)
        ordinary = after and words.ordinary(fold(after[1])) and not any(_names(d, after) for d in detections)
        if _label(text, detection) in certain or ordinary:
            yield replace(detection, keep="label")


def _names(detection: Detection, after: re.Match[str]) -> bool:
    """Whether the model is sure that an initial and the word after it are one name."""
    span = detection.span
    named = detection.recognizer == "model" and not detection.keep and detection.score > EVEN
    return named and span.start < after.start() and after.end() <= span.end


def _label(text: str, detection: Detection) -> str:
    return re.sub(r"\s+", " ", text[detection.span.start : detection.span.end]).casefold()
