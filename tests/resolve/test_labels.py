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


def double(text: str, score: float) -> list[str]:
    """The labels in a text that opens with "Nurse BQ", whose letters the model takes for a person with this score."""
    rows = [
        Detection("A1", Span(0, 8), EntityType.PERSON, 1.0, "labels", keep="label"),
        Detection("A1", Span(6, 8), EntityType.PERSON, score, "model"),
    ]
    if "Nurse B " in text:
        at = text.index("Nurse B ")
        rows.append(Detection("A1", Span(at, at + 7), EntityType.PERSON, 1.0, "labels", keep="label"))
    found = settle_labels({"A1": text}, {"A1": rows}, read_words({"A1": text}))["A1"]
    return [text[d.span.start : d.span.end] for d in found if d.keep == "label"]


@pytest.mark.parametrize(
    ("text", "score", "labels"),
    [
        ("Nurse BQ came.", 0.9, []),
        ("Nurse BQ came.", 0.5, ["Nurse BQ"]),
        ("Nurse BQ and Nurse B came.", 0.9, ["Nurse BQ", "Nurse B"]),
    ],
)
def test_two_letters_are_initials_where_no_label_has_one(text: str, score: float, labels: list[str]) -> None:
    assert double(text, score) == labels
