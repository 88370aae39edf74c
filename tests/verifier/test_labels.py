"""What labels tell: names, titles and forms beside them, and labels that disagree between files."""

import pytest

from blinder.label_map import read_label_map
from blinder.verifier import Glimpse, Grammar, Sight, verify_together

NAME, TITLE = "a name stands where a label belongs, or beside one", "a title stands before a label"
FORM, SAID = "a label in another form", "the same is said of another label in another file"
HITS = [
    ("Teacher C (Zerlina) shared it.", NAME),
    ("Teacher C [Zerlina Quandt] shared it.", NAME),
    ("Teacher C, Zerlina, shared it.", NAME),
    ("Teacher C – Zerlina – shared it.", NAME),
    ("Teacher C, also called Zerlina, shared it.", NAME),
    ("Teacher C/Zerlina shared it.", NAME),
    ("Zerlina (Teacher C) shared it.", NAME),
    ("Z.Q. (Teacher C) shared it.", NAME),
    ("Teacher C (Z.Q.) shared it.", NAME),
    ("Teacher C (ZQ) shared it.", NAME),
    ("Present: ZQ, Teacher C and all others.", NAME),
    ("Teacher C/ZQ shared it.", NAME),
    ("Teacher Quandt and Teacher C shared it.", NAME),
    ("Teacher Quandt’s and Teacher C’s classes shared it.", NAME),
    ("Teacher C said so. Zerlina added an example.", NAME),
    ("Teacher C said so. Page asked for an example.", NAME),
    ("Teacher C heard it when Hope said so.", NAME),
    ("In class, Grant told Teacher C why.", NAME),
    ("Teacher C, Quandt Council, and others shared it.", NAME),
    ("Teacher C thanked the Quandts.", NAME),
    ("Ms. Teacher C shared it.", TITLE),
    ("Dr. Principal A shared it.", TITLE),
    ("Señora Parent B shared it.", TITLE),
    ("Teacher C and Teacher q shared it.", FORM),
    ("Teacher C and teacher Q shared it.", FORM),
    ("Teacher C of School XX shared it.", FORM),
    ("Teacher C and Teacher ____ shared it.", FORM),
    ("Teacher C and Ms. X shared it.", FORM),
    ("Teacher C and [NAME] shared it.", FORM),
    ("Teacher C and Teacher-D shared it.", FORM),
]
NEAR_MISSES = [
    "Teacher C, the Page said it all, and hope said nothing. Dr. Fisher asked the Board. Page 3 told why.",
    "Teacher C (grade 5) and Teacher D (ELA), Librarian N’s and Parent AV’s papers.",
    "Teacher C, Fundations and WIDA in hand, said so. Research says so. Hattie said so.",
    "Student AA, Student AB and School Z met the School Council and the Student Council.",
    "Teacher C, Nurse BT, and Assistant Principal E met at School B (University AO).",
    "Organization B, National Council, and School Z met.",
    "Parent B, a teacher, a principal and a school e-mail: Email 1. The teacher I met, the student A for effort.",
    "Teacher C. Reading went well. Everybody said so. Later she added more.",
    "Teacher C met the Parents, the Quandts Fund and the Teachers' Union; the Romans (all) came.",
    "Teacher C's class, Teacher C’s notes; Vygotsky said so, and DESE (Town D) added more.",
]


def told(*texts: str) -> list[tuple[str, str]]:
    sights = [Sight(f"File {n}", (Glimpse("p. 1", text, True),), ()) for n, text in enumerate(texts, 1)]
    return [
        (finding.document, finding.message)
        for finding in verify_together(sights, Grammar.over(sights, read_label_map()))
    ]


@pytest.mark.parametrize(("text", "message"), HITS)
def test_what_tells_beside_a_label_is_found(text: str, message: str) -> None:
    assert told(text) == [("File 1", message)]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_plain_labels_and_ordinary_words_are_fine(text: str) -> None:
    assert told(text) == []


def test_texts_without_labels_are_not_asked() -> None:
    assert told("Zerlina (Teacher Quandt) added more.") == []


def test_one_letter_for_two_roles_is_found_in_both_files() -> None:
    message = "the letter C stands for Student and Teacher"
    assert told("Teacher C came.", "Student C came. Teacher D and Parent E left.") == [
        ("File 1", message),
        ("File 2", message),
    ]


def test_a_series_per_role_uses_letters_again() -> None:
    assert told("Teacher A, Teacher B, Teacher C, Teacher D", "Student A, Student B, Student C, Student D") == []


def test_labels_that_only_serve_as_examples_are_no_people() -> None:
    assert told("Labels such as Teacher A are used.", "Principal A and Teacher C met.") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "On Monday Teacher C brought the exit tickets of grade six.",
            "On Monday Teacher D brought the exit tickets of grade six.",
        ),
        ("Teacher C, the only teacher of robotics, came.", "Later Teacher D, the only teacher of robotics, left."),
        (
            "Teacher C said: “We never had the time to look at it together.”",
            "“We never had the time to look at it together.” (Teacher D)",
        ),
    ],
)
def test_one_person_under_two_labels_is_found(one: str, other: str) -> None:
    assert told(one, other) == [("File 1", SAID), ("File 2", SAID)]


def test_what_one_file_says_of_several_people_is_a_phrase_of_the_house() -> None:
    phrase = "Teacher {} will bring two papers to the next meeting of the group."
    assert told(f"{phrase.format('C')}\n{phrase.format('D')}", phrase.format("D")) == []


def test_findings_hold_labels_but_no_names() -> None:
    sights = [Sight("File 1", (Glimpse("p. 1", "Hello\nTeacher C (Zerlina)", True),), ())]
    (finding,) = verify_together(sights, Grammar.over(sights, read_label_map()))
    assert finding.place == "p. 1, line 2"
    assert finding.hint
    assert "Zerlina" not in repr(finding)
