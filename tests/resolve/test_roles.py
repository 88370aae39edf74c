"""Roles: which words and which layout around a name tell one, and which do not. Names stand in brackets."""

import re

import pytest

from blinder.label_map import read_label_map
from blinder.resolve.roles import Sighting, role_reader, settle_roles, votes_of
from blinder.types import EntityType, Span

MAP = read_label_map()
MARKED = re.compile(r"\[(?P<place>[A-Z]+:)?(?P<name>[^\]|]+)\]")


def roles(text: str) -> dict[str, str]:
    """Name → role, each bracketed name being a person of its own; "[ORGANIZATION:…]" is a place."""
    plain, people, places = "", [], []
    at = 0
    for match in MARKED.finditer(text):
        plain += text[at : match.start()]
        span = Span(len(plain), len(plain) + len(match["name"]))
        if match["place"]:
            places.append((span, EntityType(match["place"].rstrip(":"))))
        else:
            people.append(span)
        plain, at = plain + match["name"], match.end()
    plain += text[at:]
    page = role_reader(MAP).read(plain, people, places)
    names = dict.fromkeys(plain[s.start : s.end] for s in people)
    spans = {name: [s for s in people if plain[s.start : s.end] == name] for name in names}
    sightings = [[Sighting("A1", s, votes_of(page, s)) for s in own] for own in spans.values()]
    return dict(zip(names, settle_roles(sightings, {"A1": plain}, MAP), strict=True))


def role(text: str) -> str:
    """The role of the first bracketed name."""
    return next(iter(roles(text).values()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a job before the name
        ("Our principal, Ms. [Quill], agreed.", "Principal"),
        ("the grade 3 teacher [Ana Quill] agreed", "Teacher"),
        ("Superintendent: Ms. [Quill]", "Superintendent"),
        ("School psychologist | Dr. [Quill] | x", "Psychologist"),
        ("**Custodian:** [Ana Quill]", "Custodian"),
        ("Recorder ........ x\nNurse ........ [Ana Quill]", "Nurse"),
        ("Asst. Supt. [Quill] wrote.", "Assistant Superintendent"),
        ("Principal [Ana Quill] agreed.", "Principal"),
        ("La maestra [Ana Quill] llamó.", "Teacher"),
        ("Zuri's mother, Ms. [Quill], called.", "Parent"),
        # a job after it
        ("[Ana Quill], our grade 3 teacher, agreed.", "Teacher"),
        ("[Ana Quill] (assistant principal) agreed.", "Assistant Principal"),
        ("Ms. [Quill] is the school nurse.", "Nurse"),
        ("[Ana Quill], Grade 4 Teacher / Administrative Intern", "Candidate"),
        ("[Ana Quill], our bilingual mathematics teacher, agreed.", "Teacher"),
        ("[Ana Quill] – paraprofessional", "Paraprofessional"),
        ("Sincerely,\n[Ana Quill]\nPrincipal", "Principal"),
        ("QUILL, ANA ........ LIBRARIAN\n[Ana Quill] ........ LIBRARIAN", "Librarian"),
        ("Ms. [Quill], Zuri's mother, called.", "Parent"),
        ("[Ana Quill], mother of Zuri", "Parent"),
        ("Mr. [Quill] of the School Committee asked.", "School Committee Member"),
        ("Dr. [Quill], who directs mathematics, came.", "Curriculum Director"),
        ("[Ana Quill], padre", "Parent"),
        ("Homeroom | Teacher | On roll\n2A | [Quill] | 21", "Teacher"),
        ("Student | Teacher | Score\nZuri | [Quill] | 21", "Teacher"),
        ("Homeroom | Name | Score\n2A | [Zuri] | 21", "Student"),
        # what somebody has, does and teaches, and where they are
        ("We met in Ms. [Quill]'s third-grade classroom.", "Teacher"),
        ("[Marnie]'s room, 11/19: chain saw mix.", "Teacher"),
        ("the class of Ms. [Quill]", "Teacher"),
        ("[Zuri]'s mother called.", "Student"),
        ("the notebook of [Zuri]", "Student"),
        ("Ms. [Quill], whose son is in grade 3, asked.", "Parent"),
        ("Ms. [Quill], who teaches in Room 12, asked.", "Teacher"),
        ("[Zuri] scored 3 of 8.", "Student"),
        ("**[Marnie Hope]**, grade 6 math. 22 years.", "Teacher"),
        ("[Jim Donoghue] (8 civics, 24 years)", "Teacher"),
        ("[Tran] (special ed)", "Teacher"),
        ("Ms. [Quill] in the library has two copies.", "Librarian"),
        ("MEETING 3. Library (Ms. [Quill]).", "Librarian"),
        ("Call Ms. [Quill] in the front office.", "Secretary"),
        ("Ms. [Quill]    Rm 12", "Teacher"),
        # bodies and places
        ("Dr. [Ana Quill], [UNIVERSITY:Harrow University]", "Professor"),
        ("Ms. [Quill] of [ORGANIZATION:Harrow Land Trust] came.", "Community Partner"),
        # how names look
        ("[Zuri Q.] drew.", "Student"),
        ('[Zuri]: "I like it when we talk."', "Student"),
        ("Motion by Ms. [Quill], second Mr. [Reed].", "School Committee Member"),
        ("Mr. [Reed] – yes. Ms. [Quill] – yes.", "School Committee Member"),
    ],
)
def test_a_cue_tells_the_role(text: str, expected: str) -> None:
    assert role(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ms. [Quill] smiled.",
        "She told the principal that Ms. [Quill] smiled.",
        "We asked the students, Ms. [Quill] said.",  # several before a comma are others
        "[Ana Quill] and the principal met.",
        "[Ana Quill], told by the principal, left.",
        "[Ana Quill] met the nurse.",
        "[Ana Quill]\nParents: Bo Reed",  # the head of the next line
        "[Zuri]: my mother says no",  # spoken about
        "[Ana Quill], two students and Bo came.",
        "[Ana Quill], principal [Bo Reed] and others",  # the next one's
        "The student-led group heard from [Ana Quill].",
        "[Ana Quill], the principal's cousin, came.",
        "Student support: [Ana Quill], [Bo Reed]",  # "student" is not what the list is of
        "From: [Ana Quill] <aquill@example.org>\nSent: Monday",  # anybody writes an e-mail
        "Staff: [Ana Quill]",  # says too little
        "[Ana Quill] (12 years)",
        "[Ana Quill] wrote.\nTo the principal",
    ],
)
def test_a_word_that_belongs_to_somebody_else_tells_nothing(text: str) -> None:
    assert role(text) == "Person"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Teachers: Ms. [Ana Quill], Mr. [Bo Reed]", ["Teacher", "Teacher"]),
        ("Grade 5 teachers present: [Ana Quill], [Bo Reed]", ["Teacher", "Teacher"]),
        ("Parents (two of nine):\n- [Ana Quill]\n- [Bo Reed]", ["Parent", "Parent"]),
        ("Grade 6 team: [Quill], [Reed]", ["Teacher", "Teacher"]),
        ("Grade 6 .......... [Quill], [Reed]", ["Teacher", "Teacher"]),
        ("Mathematics Department. Members: [Quill], [Reed]", ["Teacher", "Teacher"]),
        ("teachers [Quill], [Reed]; parents [Ana Marsh], [Bo Lowe]", ["Teacher", "Teacher", "Parent", "Parent"]),
        ("Two students, [Ana Quill] and [Bo Reed], asked.", ["Student", "Student"]),
        ("[Ana Quill], principal, [Bo Reed], teacher", ["Principal", "Teacher"]),
        ("[Ana Quill]\nPrincipal\n[Bo Reed]\nTeacher", ["Principal", "Teacher"]),
        ("PRESENT: all. NURSE: [Ana Quill]. NOTES: [Bo Reed]", ["Nurse", "Person"]),
        ("STUDENT VOICES\n[Zuri]: fine\n[Ko]: no", ["Student", "Student"]),
        ("# Student work\n- [Zuri] - tape diagram", ["Student"]),
        (
            "Name | Role\n[Ana Quill] | School counselor\n[Bo Reed] | coach, half time",
            ["Counselor", "Instructional Coach"],
        ),
        ("Student | Teacher\n[Zuri] | [Ana Quill]\n[Ko] | [Bo Reed]", ["Student", "Teacher", "Student", "Teacher"]),
        ("Name | Score | Level\n[Zuri Quill] | 4 | 2\n[Ko Reed] | 3 | 1", ["Student", "Student"]),
        ("Grade 3           SCIENCE\n[Ana Quill]         [Bo Reed]", ["Teacher", "Teacher"]),
        ("Science | [Cho], [Haddad] | weekly", ["Teacher", "Teacher"]),
    ],
)
def test_lists_and_tables_tell_the_roles_of_their_names(text: str, expected: list[str]) -> None:
    assert list(roles(text).values()) == expected


def test_the_strongest_cue_decides_and_not_the_first() -> None:
    assert role("Ms. [Quill]'s room was full. Ms. [Quill], our principal, came.") == "Principal"


def test_many_weak_cues_do_not_outweigh_a_strong_one() -> None:
    assert role("Ms. [Quill]'s class. " * 9 + "Coach: [Quill]. Ms. [Quill], our instructional coach, left.") == (
        "Instructional Coach"
    )


def test_nobody_with_a_title_is_a_student() -> None:
    assert role("Mr. [Bui]'s mother came. [Bui] scored all papers.") == "Person"


def test_a_first_name_and_initial_is_no_student_where_the_surname_stands_elsewhere() -> None:
    page_text = "[Ana Q.] spoke."
    assert role(page_text) == "Student"
    plain = "Ana Q. spoke. Ana Quill left."
    page = role_reader(MAP).read(plain, [Span(0, 6), Span(14, 23)])
    sightings = [Sighting("A1", span, votes_of(page, span)) for span in (Span(0, 6), Span(14, 23))]
    assert settle_roles([sightings], {"A1": plain}, MAP) == ["Person"]


def test_only_one_person_of_a_submission_is_the_candidate() -> None:
    text = "From: [Ana Quill]\nTo: x\n[Ana Quill], administrative intern\n\nFrom: [Bo Reed]\nTo: x"
    assert roles(text) == {"Ana Quill": "Candidate", "Bo Reed": "Person"}


def test_a_candidate_who_teaches_is_the_candidate() -> None:
    assert role("[Ana Quill], principal intern\n[Ana Quill]'s class\n[Ana Quill], grade 3 teacher") == "Candidate"


def test_those_named_together_share_a_role_that_many_have() -> None:
    assert roles("[Zuri]'s mother came. [Zuri], [Ko] and [Ife] left.")["Ife"] == "Student"


@pytest.mark.parametrize(
    "text",
    [
        "Nurse [Gail], [Ray] and [Bo] came.",  # few are nurses
        "[Zuri]'s mother came. [Zuri] and Ms. [Quill] left.",  # not named alike
        "[Zuri]'s mother and [Ana]'s class came. [Zuri], [Ana], [Ko]",  # company of two kinds
    ],
)
def test_those_named_together_share_nothing_else(text: str) -> None:
    assert list(roles(text).values())[-1] == "Person"


@pytest.mark.parametrize(
    "name",
    [
        "Ana Quill",
        "Nguyễn Thị Vân",
        "Abdirahman Xasan",
        "Fatou Ndiaye-Bah",
        "Jean-Rodné Désir",
        "Zhao Yun",
        "O'Dea Murrough",
        "Sokha Prum",
    ],
)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our principal, [{}], agreed.", "Principal"),
        ("[{}] (grade 6 math)", "Teacher"),
        ("[{}]'s mother called.", "Student"),
        ("Parents: [{}]", "Parent"),
    ],
)
def test_names_of_every_origin_are_read_alike(name: str, text: str, expected: str) -> None:
    assert role(text.format(name)) == expected


@pytest.mark.parametrize("text", ["[Ana Quill] RN, [Bo Reed], me", "For [Zuri], the other student, [Bo Reed] came."])
def test_a_job_behind_one_name_is_not_the_next_ones(text: str) -> None:
    assert roles(text)["Bo Reed"] == "Person"
