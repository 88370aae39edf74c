"""Which generic labels in a text are labels."""

import re
from dataclasses import replace

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
        ("Nurse B. Marsh voted no.", [("B. Marsh", "model", 0.2)], []),
        ("Nurse B. Marsh, Nurse C. Hill", [], []),
        ("Nurse B. Marsh\n", [], []),
        ("Nurse B. Marsh and Ana came.", [], []),
        ("Nurse B. Marsh and lake dry up.", [], ["Nurse B"]),
        ("Nurse B. Hours changed; an hour, many hours.", [], ["Nurse B"]),
        ("Nurse B. Very strong.", [], ["Nurse B"]),
    ],
)
def test_an_ordinary_word_follows_a_label_unless_it_goes_on_as_after_a_name(
    text: str, others: list[tuple[str, str, float]], labels: list[str]
) -> None:
    assert settled(text, *others) == labels


@pytest.mark.parametrize(
    ("others", "label"),
    [("Teacher A and Student C", True), ("Teacher A and Student D", False), ("Teacher B and Student C", False)],
)
def test_a_letter_between_those_of_two_labels_is_a_label(others: str, label: bool) -> None:
    text = f"Nurse B. Tangerly came. {others} left."
    rows = [Detection("A1", Span(0, 7), EntityType.PERSON, 1.0, "labels", keep=OPEN)]
    for found in re.finditer(r"(?:Teacher|Student) [A-Z]", text):
        rows.append(Detection("A1", Span(*found.span()), EntityType.PERSON, 1.0, "labels", keep="label"))
    settled = settle_labels({"A1": text}, {"A1": rows}, read_words({"A1": text}))["A1"]
    assert (Span(0, 7) in [d.span for d in settled]) == label


@pytest.mark.parametrize(("others", "kept"), [("School A, School D and School E", True), ("School A", False)])
def test_unsure_labels_speak_for_each_other_where_most_are_sure(others: str, kept: bool) -> None:
    text = f"Nurse B. Tangerly came. Coach C. Tangerly left. {others}"
    spans = [Span(*found.span()) for found in re.finditer(r"(?:Nurse|Coach|School) [A-Z]", text)]
    rows = [Detection("A1", span, EntityType.PERSON, 1.0, "labels", keep="label") for span in spans]
    rows[:2] = [replace(row, keep=OPEN) for row in rows[:2]]
    settled = settle_labels({"A1": text}, {"A1": rows}, read_words({"A1": text}))["A1"]
    assert (spans[:2] == [row.span for row in settled[:2]]) == kept


def double(text: str, score: float) -> list[str]:
    """The labels among the nurses of a text, where the model takes two letters for a person with this score."""
    rows = []
    for found in re.finditer(r"Nurse ([A-Z]+)", text):
        rows.append(Detection("A1", Span(*found.span()), EntityType.PERSON, 1.0, "labels", keep="label"))
        if len(found[1]) == 2:
            rows.append(Detection("A1", Span(*found.span(1)), EntityType.PERSON, score, "model"))
    found = settle_labels({"A1": text}, {"A1": rows}, read_words({"A1": text}))["A1"]
    return [text[d.span.start : d.span.end] for d in found if d.keep == "label"]


@pytest.mark.parametrize(
    ("text", "score", "labels"),
    [
        ("Nurse BQ came.", 0.9, []),
        ("Nurse BQ came.", 0.5, ["Nurse BQ"]),
        ("Nurse BQ and Nurse B came.", 0.9, ["Nurse B"]),
        ("Nurse BQ and Nurse B came.", 0.5, ["Nurse BQ", "Nurse B"]),
        ("Nurse Z, Nurse AA and Nurse AB came.", 0.9, ["Nurse Z", "Nurse AA", "Nurse AB"]),
        ("Nurse Z, Nurse AZ and Nurse BA came.", 0.9, ["Nurse Z", "Nurse AZ", "Nurse BA"]),
        ("Nurse Z and Nurse BB came.", 0.9, ["Nurse Z", "Nurse BB"]),
        ("Nurse Z and Nurse BA came.", 0.9, ["Nurse Z"]),
    ],
)
def test_two_letters_are_initials_where_no_series_of_labels_comes_so_far(
    text: str, score: float, labels: list[str]
) -> None:
    assert double(text, score) == labels


@pytest.mark.parametrize(
    ("text", "recognizer", "label"),
    [
        ("Varney School B", "places", False),
        ("Varney School B", "model", False),
        ("Hale Tunny School 31 years", "places", False),
        ("Partner School B", "places", True),
        ("MCAS School B", "places", True),
        ("Ms. Varney School B", "places", True),
        ("Pilot School 3", "model", True),
        ("Pilot School 3", "places", False),
    ],
)
def test_what_ends_the_name_of_a_school_is_no_label(text: str, recognizer: str, *, label: bool) -> None:
    at, end = text.index("School"), text.index("School") + len("School")
    last = re.compile(r"\w+").match(text, end + 1)
    assert last
    standing = Detection("A1", Span(at, last.end()), EntityType.PERSON, 1.0, "labels", keep="label")
    start = text.index(" ") + 1 if text.startswith("Ms.") else 0
    rows = [Detection("A1", Span(start, end), EntityType.SCHOOL, 0.9, recognizer), standing]
    if text.startswith("MCAS"):
        rows.append(Detection("A1", Span(0, len("MCAS")), EntityType.PERSON, 0.9, "facts", keep="state"))
    found = settle_labels({"A1": text}, {"A1": rows}, read_words({"A1": text}))["A1"]
    assert (standing in found) == label


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        ("School H. Joy Quill came.", "model", "Joy Quill"),
        ("School H. Quill came.", "model", "Quill"),
        ("School H. Reading came.", "model", "H. Reading"),
        ("School H. Quill came.", "role word before", "H. Quill"),
    ],
)
def test_a_name_behind_a_label_is_read_without_its_letter(text: str, cue: str, name: str) -> None:
    standing = Detection("A1", Span(0, 8), EntityType.PERSON, 1.0, "labels", keep="label")
    found = Detection("A1", Span(7, text.index(" came")), EntityType.PERSON, 0.9, "model", cue=cue)
    rows = settle_labels({"A1": text}, {"A1": [found, standing]}, read_words({"A1": text}))["A1"]
    assert [text[d.span.start : d.span.end] for d in rows if not d.keep] == [name]


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("Coach K came.", ["K"]),
        ("Coach K met Coach K.", ["K", "K"]),
        ("Teacher C met Coach K.", ["K"]),
        ("Teacher C met Coach D, Coach E and Coach K.", ["K"]),
        ("Coach A met Coach B and Coach C.", []),
        ("Teacher L met Coach K.", []),
        ("Coach 2 met Teacher K.", []),
    ],
)
def test_a_coach_is_called_by_an_initial_where_no_labels_come_so_far(text: str, initials: list[str]) -> None:
    rows = [
        Detection("A1", Span(*found.span()), EntityType.PERSON, 1.0, "labels", keep="label")
        for found in re.finditer(r"(?:Teacher|Coach) \w", text)
    ]
    settled = settle_labels({"A1": text}, {"A1": rows}, read_words({"A1": text}))["A1"]
    assert len(settled) == len(rows)
    assert [text[d.span.start : d.span.end] for d in settled if not d.keep] == initials


@pytest.mark.parametrize("whole", [True, False])
def test_what_stands_inside_a_name_is_no_label(*, whole: bool) -> None:
    text = 'Bo "Nurse K" Quill came.'
    standing = Detection("A1", Span(4, 11), EntityType.PERSON, 1.0, "labels", keep="label")
    name = Detection("A1", Span(0, 18 if whole else 2), EntityType.PERSON, 0.9, "model")
    assert (standing in settle_labels({"A1": text}, {"A1": [name, standing]}, read_words({"A1": text}))["A1"]) != whole
