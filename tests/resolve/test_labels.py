"""Which generic labels in a text are labels."""

import pytest

from blinder.resolve.labels import OPEN, settle_labels
from blinder.resolve.words import read_words
from blinder.types import Detection, EntityType, Span


def settled(text: str, *others: tuple[str, str, float]) -> list[str]:
    """The labels in a text that opens with "Nurse B", where (surface, recognizer, score) was found too."""
    rows = [Detection("A1", Span(0, 7), EntityType.PERSON, 1.0, "labels", keep=OPEN)]
    for surface, recognizer, score in others:
        span = Span(text.index(surface), text.index(surface) + len(surface))
        rows.append(Detection("A1", span, EntityType.PERSON, score, recognizer))
    found = settle_labels({"A1": text}, {"A1": rows}, read_words({"A1": text}))["A1"]
    return [text[d.span.start : d.span.end] for d in found if d.keep == "label"]


@pytest.mark.parametrize(
    ("text", "others", "labels"),
    [
        ("Nurse B. Marsh plants grow.", [], ["Nurse B"]),
        ("Nurse B. Marsh plants grow.", [("B. Marsh", "model", 0.2)], ["Nurse B"]),
        ("Nurse B. Marsh came.", [("B. Marsh", "model", 0.9)], []),
        ("Nurse B. Marsh came.", [("Marsh", "model", 0.9)], ["Nurse B"]),
        ("Nurse B. Tangerly came.", [], []),
    ],
)
def test_an_ordinary_word_follows_a_label_unless_the_model_sees_a_name(
    text: str, others: list[tuple[str, str, float]], labels: list[str]
) -> None:
    assert settled(text, *others) == labels
