"""A second look at the blinded text, brought home to the original."""

import re
from collections.abc import Mapping

import pytest

import blinder
from blinder import detect as detection
from blinder.hindsight import look_again
from blinder.label_map import LabelMap
from blinder.reading import Reading, read_text
from blinder.resolve import Resolution
from blinder.types import Detection, Entity, EntityType, Mention, Redaction, Span

TEXT = "Ms. Quillfeather and Bo Tangerly met; Bo left."


def look(
    wanted: str, *, review: bool = False, text: str = TEXT, labelled: tuple[str, ...] = ("Ms. Quillfeather",)
) -> list[Detection]:
    """What comes home when the second look finds every `wanted` in the text blinded with "Teacher C"."""
    spans = sorted(Span(text.index(each), text.index(each) + len(each)) for each in labelled)

    def find(blinded: Mapping[str, Reading]) -> Resolution:
        read = blinded["A1"].text
        places = [at for at in range(len(read)) if read.startswith(wanted, at)]
        mentions = [
            Mention("A1", at, at + len(wanted), wanted, EntityType.PERSON, "Nurse", "p1", "", 0.7, "x", review=review)
            for at in places
        ]
        found = (Entity("p1", EntityType.PERSON, "Nurse", "", (wanted,), tuple(mentions)),) if mentions else ()
        return Resolution(found, frozenset())

    redactions = {"A1": {"text": [Redaction("text", span, "Teacher C", "p1") for span in spans]}}
    return look_again({"A1": read_text("A1", text)}, redactions, find).get("A1", [])


def surfaces(found: list[Detection], text: str = TEXT) -> list[str]:
    return [read_text("A1", text).text[d.span.start : d.span.end] for d in found]


def test_nothing_found_means_nothing_more() -> None:
    assert look("Zuri") == []


@pytest.mark.parametrize("wanted", ["Bo Tangerly", "Bo", "and", "left", "."])
def test_a_find_comes_home_to_its_place(wanted: str) -> None:
    found = look(wanted)
    assert surfaces(found) == [wanted] * TEXT.replace("Ms.", "Ms").count(wanted)
    assert {(d.recognizer, d.role) for d in found} == {("second look", "Nurse")}


def test_a_find_before_a_label_and_between_two() -> None:
    text = "Bo met Ana; Cy met Bo."
    assert surfaces(look("Cy", text=text, labelled=("Ana",)), text) == ["Cy"]
    assert surfaces(look("; Cy met ", text=text, labelled=("Ana", "Bo.")), text) == ["; Cy met"]


def test_the_label_itself_never_comes_home() -> None:
    assert look("Teacher C") == []
    assert look("C") == []


def test_a_find_that_reaches_into_a_label_is_cut() -> None:
    assert [surface.strip() for surface in surfaces(look("C and Bo"))] == ["and Bo"]


def test_doubtful_finds_are_left() -> None:
    assert look("Bo Tangerly", review=True) == []


def test_what_nobody_sees_is_counted() -> None:
    text = "Ms. Quill\u00adfeather met T\u00adangerly."
    assert surfaces(look("Tangerly", text=text, labelled=("Ms. Quill\u00adfeather",)), text) == ["Tangerly"]


def test_what_parts_a_find_from_a_label_stays() -> None:
    text = "Bo met Ana. Zolan left."
    assert surfaces(look("C. Zolan", text=text, labelled=("Ana",)), text) == ["Zolan"]


def test_capitals_beside_a_label_tell_nothing() -> None:
    blinded = blinder.blind_texts({"A1": "PLEASE GIVE THE GREEN BOOK TO MS. QUANDT IN THE LONG HALL."}).texts["A1"]
    assert re.fullmatch("PLEASE GIVE THE GREEN BOOK TO [A-Z][a-z]+ A IN THE LONG HALL.", blinded)


def test_no_text_is_detected_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def detect(texts: Mapping[str, str], label_map: LabelMap) -> dict[str, tuple[Detection, ...]]:
        asked.extend(texts.items())
        return detection.detect(texts, label_map)

    monkeypatch.setattr(blinder.texts, "detect", detect)
    blinder.blind_texts({"A1": TEXT, "A2": "Nobody of them came: the room was open, and it stayed so."})
    assert [document for document, _ in asked].count("A1") > 1
    assert len(asked) == len(set(asked))
