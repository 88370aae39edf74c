"""People by layout: attendance lists, form fields, columns of names."""

import pytest

from blinder.detect.model import Vote
from blinder.detect.recognizers.base import artifacts_of
from blinder.detect.recognizers.lists import ListRecognizer
from blinder.label_map import read_label_map


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Present: Ana Quillfeather, Bo Tangerly and Quinby", ["Ana Quillfeather", "Bo Tangerly", "Quinby"]),
        ("Absent: Quinby; Tangerly", ["Quinby", "Tangerly"]),
        ("Members: A. Stone, I. Quinby", ["A. Stone", "I. Quinby"]),
        ("Facilitator: A. Quinby, coach", ["A. Quinby"]),
        ("Present: Quillfeather, Ana; Tangerly, Bo", ["Quillfeather, Ana", "Tangerly, Bo"]),
        ("Present: Superintendent, Ana Quillfeather", ["Ana Quillfeather"]),
        ("Name  Initials\nAna   aq\nBo    B.\nCy met  nobody here\n\nDi    dq", ["aq", "B."]),
        ("Present: Ana Quillfeather, CCC-SLP, Bo Tangerly, M.Ed.", ["Ana Quillfeather", "Bo Tangerly"]),
        ("Members Present (grade 5): Ana Quillfeather", ["Ana Quillfeather"]),
        ("Attendees:\n- Ana Quillfeather\n- Bo Tangerly, coach\n\nGoals", ["Ana Quillfeather", "Bo Tangerly"]),
        ("From: Ana Quillfeather, Vice Principal", ["Ana Quillfeather"]),
        ("Student: Zuri\nTeacher: Ms. Quillfeather", ["Zuri", "Quillfeather"]),
        ("Observer: Ana Quillfeather | Date: May 2", ["Ana Quillfeather"]),
        ("Student | Score\nZuri | 12\nHope | 17", ["Zuri", "Hope"]),
        ("Student | 1\nQuinby-Orr, Ana Bo | 2\nQuill Jr., Bo | 3", ["Quinby-Orr, Ana Bo", "Quill Jr., Bo"]),
        ("Name | 1\nQuinby, Department Head | 2", ["Quinby"]),
        ("Item | Owner\nBudget | Quinby", ["Quinby"]),
        ("Name | Initials\nQuinby | QB\nBo | b.t.\nZuri | 李", ["Quinby", "QB", "Bo", "b.t.", "Zuri", "李"]),
        ("Name (print) | In\nquill thi bo | 8:00\nlate bus | 9:00", ["quill thi bo"]),
        ("Title | Author | Copies\nOwls | Ana Quill | 6", []),
        ("Minutes | Author\nMay | Ana Quill", ["Ana Quill"]),
        ("To: Ana Quillfeather\nFrom: Bo Tangerly", ["Ana Quillfeather", "Bo Tangerly"]),
        ("Present: Bo Tangerly, Ana Quillfeather.", ["Bo Tangerly", "Ana Quillfeather"]),
        ("Present: Bo Tangerly. After lunch we read Zell and Orr.", ["Bo Tangerly"]),
        ("From: QBT\nPrepared by: AZ", ["QBT", "AZ"]),
        ("From: QBT and others\nTeam: QBT\nTo: QBT", []),
    ],
)
def test_names_are_read_off_the_layout(find, text: str, names: list[str]) -> None:
    assert [surface for surface, _ in find(ListRecognizer, text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Present: all",
        "Goals: raise scores, reduce absence",
        "Grade | Score\nFour | 12",
        "Time: 3:00\nPlace: Library",
        "Initials | Seen\nno | 3\nx | 4\nabsent | 5",
        "From: the desk of\n",
        "Present: Superintendent, Principal",
        "Present: A quorum, I think",
        "Facilitator: A. Quinby. She led.",  # no half of it
        "Teacher: Wonderful thinking, everyone.\nStudent: Maybe seven?\nCoach: Could you say why?",
        "Facilitator: I'd rather wait.\nStudent: Bigger, I guess.\nTeacher: Great. Who knows more?",
    ],
)
def test_other_lists_give_no_names(find, text: str) -> None:
    assert find(ListRecognizer, text) == []


@pytest.mark.parametrize(
    ("row", "voted", "more"),
    [
        ("Quinby | Zuri | Prosper", ["Quinby", "Zuri"], ["Prosper"]),
        ("Quinby | Zuri | (empty) | Hope", ["Quinby", "Zuri"], ["Hope"]),
        ("Quinby | Zuri | Gym", ["Quinby", "Zuri"], []),
        ("Quinby | Prosper | Hope", ["Quinby"], []),
        ("Quinby | Zuri | 12:30", ["Quinby", "Zuri"], []),
    ],
)
def test_among_names_in_a_row_of_seats_a_word_is_a_name(row: str, voted: list[str], more: list[str]) -> None:
    votes = [Vote(row.index(name), row.index(name) + len(name), "PERSON", 0.9, 0.0, 0.0, "PERSON") for name in voted]
    artifacts = artifacts_of(votes)
    found = [row[hit.start : hit.end] for hit in ListRecognizer(read_label_map()).find(row, artifacts)]
    assert [name for name in found if name not in voted] == more


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Initials | QBCS ID | Fall\nQB | NB-60714 | 61", [("QB", "PERSON"), ("NB-60714", "ID")]),
        ("Student # | Score\n10293 | 61\npending | 58", [("10293", "ID")]),
        (
            "Home school before | Days\nQuillbrook | 4\nTangerly K-6 | 5",
            [("Quillbrook", "SCHOOL"), ("Tangerly K-6", "SCHOOL")],
        ),
        ("School | Days\nElementary | 4\noverseas | 5\nAll | 9", []),
        ("Idea | Days\nRead 102 | 4", []),
    ],
)
def test_the_head_of_a_column_tells_what_its_cells_are(find, text: str, found: list[tuple[str, str]]) -> None:
    assert find(ListRecognizer, text) == found
