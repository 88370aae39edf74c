"""Labels that the candidate tied to a name are that person's, everywhere, and nobody else's."""

import pytest

import blinder

pytestmark = pytest.mark.usefixtures("by_rules")


def blinded(*texts: str, roster: list[tuple[str, ...]] | None = None) -> str:
    found = blinder.blind_texts({f"A{number}": text for number, text in enumerate(texts)}, roster).texts
    return "\n".join(found.values())


@pytest.mark.parametrize(
    "tie",
    [
        "Teacher D (Ms. Quillfeather) spoke.",
        "Ms. Quillfeather (Teacher D) spoke.",
        "Teacher D = Ms. Quillfeather",
        "Ms. Quillfeather, hereafter Teacher D, spoke.",
        "Ms. Quillfeather (referred to as Teacher D) spoke.",
        "Key:\n- Teacher D: Ms. Quillfeather\n",
        "Teacher D | Ms. Quillfeather",
        "Label | Name | Grade\nTeacher D | Ms. Quillfeather | 4",
        "Name | Code | Grade\nMs. Quillfeather | Teacher D | 4",
    ],
)
def test_a_label_tied_to_a_name_is_that_persons_in_every_file(tie: str) -> None:
    assert blinded("Ms. Tangerly's class met Ms. Quillfeather.", tie).startswith("Teacher A's class met Teacher D.")


@pytest.mark.parametrize(
    "text",
    [
        "Teacher D and Ms. Quillfeather spoke.",
        "Teacher D told Ms. Quillfeather so.",
        "Teacher D: Ms. Quillfeather, can you start?",
        "Ms. Quillfeather, Teacher D and School B came.",
        "Teacher D (with Ms. Quillfeather) spoke.",
        "Student 1 | Ms. Quillfeather | 3\nStudent 2 | Ms. Quillfeather | 4",
        "Our principal, Ms. Quillfeather, came.\nTeacher D: Ms. Quillfeather",  # a list pairs other things too
        "School D (Ms. Quillfeather) is small.",
    ],
)
def test_a_label_near_a_name_is_not_tied_to_it(text: str) -> None:
    assert "Quillfeather" not in blinded(text)
    assert blinder.scan_texts({"A1": text}).entities[0].label not in ("Teacher D", "Student 1", "Student 2", "School D")


def test_a_label_tied_to_two_is_neithers() -> None:
    text = "Ms. Quillfeather (Teacher D) and Mr. Tangerly (Teacher D) spoke."
    assert {entity.label for entity in blinder.scan_texts({"A1": text}).entities}.isdisjoint({"Teacher D"})


def test_a_label_tied_twice_goes_before_one_tied_once() -> None:
    text = "Ms. Quillfeather (Teacher D) met Mr. Tangerly (Teacher D). Ms. Quillfeather (Teacher D) left."
    assert blinder.scan_texts({"A1": text}).entities[0].label == "Teacher D"


def test_schools_keep_their_labels_too() -> None:
    text = "School B (Gaskell Middle School) is small.\nGaskell Middle School is old."
    assert blinded(text) == "School B (School B) is small.\nSchool B is old."


def test_the_role_is_that_of_the_label() -> None:
    (person,) = blinder.scan_texts({"A1": "Ms. Quillfeather (Counselor D) spoke."}).entities
    assert (person.role, person.label, person.mentions[0].role) == ("Counselor", "Counselor D", "Counselor")


def test_a_label_of_an_earlier_task_stays() -> None:
    from blinder.resolve.ties import tie_labels

    (person,) = blinder.scan_texts({"A1": "Ms. Quillfeather (Teacher D) spoke."}).entities
    from dataclasses import replace

    from blinder.label_map import read_label_map
    from blinder.types import Span

    text, labels = {"A1": "Ms. Quillfeather (Teacher D) spoke."}, {"A1": [Span(18, 27)]}
    bare = replace(person, label="")
    assert tie_labels([bare], text, labels, read_label_map(), {"Teacher D"})[0].label == ""
    known = replace(person, label="Teacher C")
    assert tie_labels([known], text, labels, read_label_map(), {"Teacher C"})[0].label == "Teacher C"
