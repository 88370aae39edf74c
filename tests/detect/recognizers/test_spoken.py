"""People in what is said: whom a greeting names, and who speaks."""

import pytest

from blinder.detect.recognizers.spoken import SpokenRecognizer


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hello Thơ, could you cover lunch?", ["Thơ"]),
        ("Hi An,\nthe bus is late.", ["An"]),
        ("Dear Ana Quillfeather:", ["Ana Quillfeather"]),
        ("Dear Bo and Quinby,", ["Bo", "Quinby"]),
        ("> Good morning Zuri!", ["Zuri"]),
        ("It worked. Thank you, Zuri.\nThank you so much Zuri", ["Zuri"]),
        (
            "09:01:55 From Ana Q to Everyone:\n\tHi\n9:02 From S Quill to Bo Reed (Direct Message): Hi",
            ["Ana Q", "S Quill", "Bo Reed"],
        ),
        ("[00:01:10] Thơ: Maybe.\n(0:12) An (parent): So.\n00:01:12.5 N-S: [laughs]", ["Thơ", "An", "N-S"]),
        ("“And where do they live, Ngo?” he said.", ["Ngo"]),
        ("M: they add\n- B: slow down\nM: yes", ["M", "B"]),
        ("B: slow down. T: why? M: wait", ["B", "T", "M"]),
        ("[9:02] will: here?\n[9:03] joy: yes\n9:04 will: ok", ["will", "joy"]),
        ("Germán: I moved my desk.", ["Germán"]),
        ("Yee Man: What did you notice?\nZuri: We counted.", ["Yee Man", "Zuri"]),
    ],
)
def test_who_is_spoken_to_and_who_speaks_is_found(find, text: str, names: list[str]) -> None:
    assert [surface for surface, _ in find(SpokenRecognizer, text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Dear Colleagues, dear friends,",
        "Dear Families and Caregivers,",
        "[00:01:10] Facilitator: So.\n9:15 Lunch: pizza",
        "Dear Assistant Principal,\nDear Reviewers,\nHello Everyone!",
        "Hi New Families,",
        "Hello and welcome, all of you.",
        "Thank you for coming to Brackenmoor.",
        "Moderator: What do you think?\nStudent: I agree.\nYou: Ok.",
        "RE: We will meet.\nNote: I will call.",
        "Zuri: twelve points",
        "T: Why?\nS: So.\nT: Who?",
        "M: 12\nB: 14",
        "B: one. C: two. D: three.",
        "B to ask. M agrees.",
        "9:02 lunch: pizza\n9:40 recess: out",
        "He said “No, Sir!” to it.",
    ],
)
def test_groups_roles_and_headings_are_nobody(find, text: str) -> None:
    assert find(SpokenRecognizer, text) == []


def test_letters_that_speak_are_somebody_where_they_act(hits) -> None:
    text = "M: they add. B: slow down.\nM agrees. Then we saw B.\n- B to ask. I will."
    assert [hit.start for hit in hits(SpokenRecognizer, text)] == [0, 13, 27, 54]
