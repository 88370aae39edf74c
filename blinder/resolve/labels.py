"""Generic labels that stand in the text already: "Teacher C. We …" is one, "Teacher C. Ruiz" is not."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from blinder.resolve.names import fold
from blinder.resolve.words import Words
from blinder.types import Detection

OPEN = "label or initial"
NEXT_WORD = re.compile(r"\.\s?([^\W\d_]+)")


def settle_labels(
    texts: Mapping[str, str], detections: Mapping[str, Sequence[Detection]], words: Words
) -> dict[str, tuple[Detection, ...]]:
    """The detections of every document with every open label decided.

    "Teacher C. Xyz" is a label where the submission has "Teacher C" elsewhere beyond doubt, or where the next word is
    an ordinary one; else C is an initial and the evidence goes.
    """
    certain = {_label(texts[name], d) for name, found in detections.items() for d in found if d.keep == "label"}
    return {
        document: tuple(_settle(text, detections.get(document, ()), certain, words)) for document, text in texts.items()
    }


def _settle(text: str, detections: Iterable[Detection], certain: Set[str], words: Words) -> Iterator[Detection]:
    for detection in detections:
        if detection.keep != OPEN:
            yield detection
            continue
        after = NEXT_WORD.match(text, detection.span.end)
        if _label(text, detection) in certain or (after and words.ordinary(fold(after[1]))):
            yield replace(detection, keep="label")


def _label(text: str, detection: Detection) -> str:
    return re.sub(r"\s+", " ", text[detection.span.start : detection.span.end]).casefold()
