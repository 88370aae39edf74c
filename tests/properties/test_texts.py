"""What holds for every submission: nothing else is touched, nothing listed is left, a second run changes nothing."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import blinder

pytestmark = pytest.mark.usefixtures("by_rules")
ROSTER = [
    ("Ana Quillfeather", "Teacher", "Nana"),
    ("Bo Tangerly", "Principal"),
    ("Đặng Thị Lục", "Nurse"),
    ("Brackenmoor Elementary School", "School"),
]
NAMES = [
    "Ana Quillfeather", "Ms. Quillfeather", "Quillfeather", "Quillfeather, Ana", "QUILLFEATHER", "Nana", "Bo Tangerly",
    "Mr. Tangerly", "Tangerly's", "Tan\u00adgerly", "Bo\u00a0Tangerly", "Đặng Thị Lục", "Dang Thi Luc",
    "Brackenmoor Elementary School", "BES", "Brackenmoor",
]  # fmt: skip
WORDS = [
    "we met", "on Monday", "and then", "the class", "asked why", "Teacher D", "School B", "(Windermere, 2015)", "MCAS",
    "\n", "\n\n", ".", ",", " | ", "—", "12", "“so”", "🙂", "e\u0301", "the page", "Grade 4",
]  # fmt: skip
LISTED = re.compile(r"quill|feather|tangerly|nana|đặng|dang|brackenmoor|\bbes\b", re.IGNORECASE)
texts = st.lists(st.sampled_from([*NAMES, *WORDS]), max_size=14).map(" ".join)
submissions = st.dictionaries(st.sampled_from(["A1", "A2", "COM"]), texts, min_size=1)
few = settings(max_examples=25, deadline=None)


@few
@given(submissions)
def test_mentions_are_code_points_of_the_given_texts_in_order(given_texts: dict[str, str]) -> None:
    scan = blinder.scan_texts(given_texts, ROSTER)
    assert all(m.text == given_texts[m.document][m.start : m.end] for m in scan.mentions)
    for document in given_texts:
        places = [place for m in scan.mentions if m.document == document for place in (m.start, m.end)]
        assert places == sorted(places)


@few
@given(texts)
def test_outside_the_mentions_the_text_is_untouched(text: str) -> None:
    """Every stretch between two mentions is there, in order; only a title may go with its name."""
    done = blinder.blind_texts({"A1": text}, ROSTER)
    rest, at = done.texts["A1"], 0
    for mention in done.scan.mentions:
        between = re.sub(r"(?:Ms|Mr)\. $", "", text[at : mention.start])
        assert rest.startswith(between + mention.label)
        rest, at = rest[len(between + mention.label) :], mention.end
    assert rest == text[at:]


@few
@given(submissions)
def test_no_listed_name_is_left(given_texts: dict[str, str]) -> None:
    left = " ".join(blinder.blind_texts(given_texts, ROSTER).texts.values())
    assert not LISTED.search(left.replace("\u00ad", ""))


@few
@given(submissions)
def test_blinding_twice_changes_nothing(given_texts: dict[str, str]) -> None:
    once = blinder.blind_texts(given_texts, ROSTER).texts
    assert blinder.blind_texts(once, ROSTER).texts == once
    assert blinder.blind_texts(once).texts == once


@few
@given(submissions)
def test_the_same_input_gives_the_same_output(given_texts: dict[str, str]) -> None:
    assert blinder.blind_texts(given_texts, ROSTER) == blinder.blind_texts(dict(given_texts), list(ROSTER))


@few
@given(submissions)
def test_one_label_is_one_entitys(given_texts: dict[str, str]) -> None:
    entities = blinder.scan_texts(given_texts, ROSTER).entities
    labels = [entity.label for entity in entities]
    letters = [label.rpartition(" ")[2] for label in labels]
    assert len(set(labels)) == len(labels)
    assert len(set(letters)) == len(letters)
    assert not set(letters) & {"D" if "Teacher D" in text else "" for text in given_texts.values()}
