"""A name in a label's place: beside labels in a list, under labels in a column, before what is said."""

import pytest

from blinder.label_map import read_label_map
from blinder.verifier import Glimpse, Grammar, Sight, verify_together
from blinder.verifier.checks.labels import NAMED

HITS = [
    "Present: Teacher C, Quandt, Teacher D",
    "PBIS: Teacher C; Strong; Teacher D",
    "Four came: Hope and Student A (CP, grade 10), Student B.",
    "Reader – Teacher C; Time Keeper – Teacher D; Observer – Young",
    "We asked (Nurse B, Zerlina, Teacher K) and Teacher C, V. Quandt, Teacher D. The rest stayed.",
    "Teacher C, Teacher D, Z. Quandt",
    "1. Student A\n2. Student B\n3. Will\n4. Student C",
    "Name | Grade\nStudent A | 4\nStudent B | 5\nHope | 4",
    "Student A: Why?\nZO: Because it is longer.\nStudent B: Oh.\nStudent A: Yes.",
    "Student A: Why?\nZ: Because it is longer.\nStudent B: Oh.\nStudent A: Yes.",
]
NEAR_MISSES = [
    "Student A: Why?\nQ: Because it is longer.\nStudent B: Oh.\nStudent A: Yes.",
    "Teacher C, Science, Teacher D, Math",
    "Teacher C, the Chair, Teacher D (grade 4)",
    "Mon | Tue | Wed\nTeacher C | Teacher D | Nurse E\nTeacher D | Teacher C | Nurse E",
    "Student A: Why?\nGoal: Because it is longer.\nStudent B: Oh.",
    "Teacher C, Sgt. Person D, Teacher E",
]


@pytest.mark.parametrize("text", [*HITS, *NEAR_MISSES])
def test_a_name_in_a_labels_place_is_told(text: str) -> None:
    sight = Sight("a.docx", (Glimpse("text", text, visible=True),), ())
    found = verify_together([sight], Grammar.over([sight], read_label_map()))
    assert (NAMED in {each.message for each in found}) == (text in HITS)
