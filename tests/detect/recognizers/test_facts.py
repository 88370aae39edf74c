"""Evidence for staying: keep-lists, public figures, things named after people, generic labels."""

import pytest

from blinder.detect.recognizers.facts import FactRecognizer, LabelRecognizer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the MCAS results", ("MCAS", "state")),
        ("U.S. Department of Education", ("U.S. Department of Education", "state")),
        ("with DIBELS data", ("DIBELS", "curriculum")),
        ("the danielson framework", ("danielson framework", "curriculum")),
        ("published by Corwin", ("Corwin", "publisher")),
        ("Gloria Ladson-Billings wrote", ("Gloria Ladson-Billings", "scholar")),
        ("the poet Ava Windermere", ("Ava Windermere", "calling")),
        ("a poem by Ava Windermere", ("Ava Windermere", "calling")),
        ("the work of A. Windermere", ("A. Windermere", "calling")),
        ("Book of the month: Wonder, by A. B. Windermere", ("Wonder", "thing")),
        ("Read Aloud: Windermere Rising.", ("Windermere Rising", "thing")),
        ("in AP Lit and AP Lang we", ("AP Lit and AP Lang", "curriculum")),
        ("Her AP Calc BC class", ("AP Calc BC", "curriculum")),
        ("the Windermere Protocol guided us", ("Windermere Protocol", "thing")),
    ],
)
def test_what_anybody_can_look_up_stays(find, text: str, found: tuple[str, str]) -> None:
    assert found in find(FactRecognizer, text)


@pytest.mark.parametrize(
    "text",
    [
        "Ms. Quillfeather spoke.",
        "we pal around",
        "an access ramp",
        "Corwinson came",
        "we saw the work of JT and of J.T.",
    ],
)
def test_other_words_are_no_facts(find, text: str) -> None:
    assert find(FactRecognizer, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Teacher D spoke", ("Teacher D", "label")),
        ("at School B, we", ("School B", "label")),
        ("Student 2 wrote", ("Student 2", "label")),
        ("Assistant Principal AA spoke", ("Assistant Principal AA", "label")),
        ("notes_Teacher C_final.docx", ("Teacher C", "label")),
        ("Teacher C's class", ("Teacher C", "label")),
        ("Teacher\u00a0C came", ("Teacher\u00a0C", "label")),
        ("the school  C came", ("school  C", "label")),
        ("told Teacher C. We left", ("Teacher C", "label")),
        ("told Teacher C. Tangerly", ("Teacher C", "label or initial")),
        ("told Teacher AC. Tangerly", ("Teacher AC", "label")),
        ("at School C. Tangerly", ("School C", "label")),
        ("at Quill School I asked her", ("School I", "label or initial")),
        ("from Town O. Tangerly", ("Town O", "label")),
    ],
)
def test_generic_labels_are_seen(find, text: str, found: tuple[str, str]) -> None:
    assert find(LabelRecognizer, text) == [found]


@pytest.mark.parametrize(
    "text", ["Teacher Dana spoke", "Teachers agree", "Vitamin D helps", "Teacher d spoke", "Nurse    AQ"]
)
def test_other_words_are_no_labels(find, text: str) -> None:
    assert find(LabelRecognizer, text) == []
