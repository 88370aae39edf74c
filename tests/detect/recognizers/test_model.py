"""The model's votes as a recognizer: what is taken over, what is not."""

import pytest

from blinder.detect.recognizers.base import artifacts_of
from blinder.detect.recognizers.model import ModelRecognizer
from blinder.detect.votes import Vote
from blinder.label_map import read_label_map

TEXT = "Dear Ana Quillfeather's class at Brackenmoor"


def vote(start: int, end: int, label: str, likely: str) -> Vote:
    return Vote(start, end, label, 0.9, 0.05, 0.05, likely)


def hits_of(*votes: Vote, text: str = TEXT) -> list[tuple[str, str, str]]:
    found = ModelRecognizer(read_label_map()).find(text, artifacts_of(votes))
    return [(text[hit.start : hit.end], str(hit.entity_type), hit.keep) for hit in found]


@pytest.mark.parametrize(
    ("voted", "hits"),
    [
        (vote(0, 23, "PERSON", "PERSON"), [("Ana Quillfeather", "PERSON", "")]),
        (vote(33, 44, "SCHOOL", "SCHOOL"), [("Brackenmoor", "SCHOOL", "")]),
        (vote(33, 44, "KEEP", "LOCATION"), [("Brackenmoor", "LOCATION", "vote")]),
        (vote(33, 44, "CONTACT", "CONTACT"), []),
        (vote(0, 4, "PERSON", "PERSON"), []),
    ],
)
def test_a_vote_becomes_a_hit(voted: Vote, hits: list[tuple[str, str, str]]) -> None:
    assert hits_of(voted) == hits


@pytest.mark.parametrize(
    ("text", "label", "found"),
    [
        ("Quillf0rd", "PERSON", True),
        ("0yelaran", "PERSON", True),
        ("Li1y", "PERSON", True),
        ("Room15", "PERSON", False),
        ("gr3lily", "PERSON", False),
        ("East Wing", "LOCATION", False),
        ("Main Gym", "LOCATION", False),
        ("Quillfeather Gym", "LOCATION", True),
        ("Hall", "LOCATION", True),
    ],
)
def test_a_scan_has_digits_for_letters_and_any_school_has_a_gym(text: str, label: str, found: bool) -> None:
    assert bool(hits_of(vote(0, len(text), label, label), text=text)) is found


@pytest.mark.parametrize(("text", "found"), [("Ana Quill, Dean of Students", []), ("Ana Quill, Dean said", ["Dean"])])
def test_a_role_of_several_words_is_nobody(text: str, found: list[str]) -> None:
    assert [surface for surface, *_ in hits_of(vote(11, 15, "PERSON", "PERSON"), text=text)] == found


@pytest.mark.parametrize(
    ("text", "name"),
    [("Observed Quill", "Quill"), ("Fred Quill", "Fred Quill"), ("Reed Quill", "Reed Quill"), ("Ahmed", "Ahmed")],
)
def test_what_was_done_is_no_name(text: str, name: str) -> None:
    assert [surface for surface, *_ in hits_of(vote(0, len(text), "PERSON", "PERSON"), text=text)] == [name]


def test_the_letter_of_the_next_key_is_no_first_name() -> None:
    text = "M = Ana Quill, J = Bo"
    assert hits_of(vote(4, 16, "PERSON", "PERSON"), text=text) == [("Ana Quill", "PERSON", "")]


def test_a_place_begins_behind_the_preposition() -> None:
    assert hits_of(vote(0, 14, "SCHOOL", "SCHOOL"), text="At Brackenmoor") == [("Brackenmoor", "SCHOOL", "")]


@pytest.mark.parametrize(("text", "name"), [("Marisol K-2 team", "Marisol"), ("Marisol K. Quill", "Marisol K. Quill")])
def test_the_letter_of_a_code_is_no_initial(text: str, name: str) -> None:
    end = 9 if "-" in text else len(text)
    assert [surface for surface, *_ in hits_of(vote(0, end, "PERSON", "PERSON"), text=text)] == [name]
