"""Who is whom: titles, relatives, initials, namesakes."""

import pytest

import blinder
from blinder.types import Entity, EntityType

pytestmark = pytest.mark.usefixtures("by_rules")


def people(text: str | dict[str, str], roster: list[tuple[str, ...]] | None = None) -> list[Entity]:
    texts = {"A1": text} if isinstance(text, str) else text
    return [e for e in blinder.scan_texts(texts, roster).entities if e.entity_type is EntityType.PERSON]


def surfaces(entity: Entity) -> list[str]:
    return [mention.text for mention in entity.mentions]


def test_initials_join_the_full_name() -> None:
    (person,) = people("Present: Ms. Ana Quillfeather (AQ)\nAQ: We should begin. Then A.Q. asked why.")
    assert surfaces(person) == ["Ana Quillfeather", "AQ", "AQ", "A.Q."]


def test_a_table_of_initials_joins_them_to_the_name() -> None:
    text = "Code | Name\nAQ | Ms. Ana Quillfeather\n\nPresent: AQ, Ms. Ada Querl\nAQ: We should begin."
    assert surfaces(people(text)[0]) == ["AQ", "Ana Quillfeather", "AQ", "AQ"]


def test_whom_somebody_names_first_when_speaking_is_not_the_speaker() -> None:
    text = "Present: Ms. Ana Quillfeather (AQ), Mr. Samir Tangerly\nAQ: Samir began. Then AQ asked Samir why."
    assert [surfaces(person) for person in people(text)] == [
        ["Ana Quillfeather", "AQ", "AQ", "AQ"],
        ["Samir Tangerly", "Samir", "Samir"],
    ]


def test_title_and_surname_find_the_bare_name_in_another_file() -> None:
    (person,) = people({"A1": "Ms. Quillfeather spoke.", "A2": "We heard that Quillfeather agreed."})
    assert [mention.document for mention in person.mentions] == ["A1", "A2"]


def test_a_bare_name_before_the_title_is_found_too() -> None:
    (person,) = people({"A1": "We heard that Quillfeather agreed.", "A2": "Ms. Quillfeather spoke."})
    assert [mention.document for mention in person.mentions] == ["A1", "A2"]


def test_titles_tell_two_of_one_surname_apart() -> None:
    text = "Ms. Quillfeather and Mr. Quillfeather met. Ms. Quillfeather's class left; Mr. Quillfeather stayed."
    assert [len(person.mentions) for person in people(text)] == [2, 2]


def test_first_names_tell_two_of_one_surname_apart() -> None:
    text = "Present: Ana Quillfeather, Bo Quillfeather\nAna Quillfeather spoke to Bo Quillfeather."
    assert [person.names[0] for person in people(text)] == ["Ana Quillfeather", "Bo Quillfeather"]


def test_a_surname_that_two_share_is_blinded_and_marked() -> None:
    text = "Ms. Ana Quillfeather and Mr. Bo Quillfeather came.\nWe thank Quillfeather."
    doubtful = [mention.text for person in people(text) for mention in person.mentions if mention.review]
    assert doubtful == ["Quillfeather"]


def test_a_nickname_joins_the_full_name() -> None:
    (person,) = people("Present: Robert Tangerly\nMr. Bob Tangerly agreed.")
    assert surfaces(person) == ["Robert Tangerly", "Bob Tangerly"]


def test_who_goes_by_another_name_is_one() -> None:
    text = "Ms. Ana Quillfeather, who goes by “Zee”, met Mr. Tangerly (goes by Bat). Zee and Bat spoke."
    assert [surfaces(person) for person in people(text)] == [
        ["Ana Quillfeather", "Zee", "Zee"],
        ["Tangerly", "Bat", "Bat"],
    ]


def test_a_double_first_name_has_initials_with_a_hyphen() -> None:
    text = (
        "Present: Marie-Ange Quillfeather\nM-A: slides by Friday. Rooms J-K and Type A-B are free.\nSee you there. M-A"
    )
    assert [surfaces(person) for person in people(text)] == [["Marie-Ange Quillfeather", "M-A", "M-A"]]


@pytest.mark.parametrize("form", ["M-A. Quillfeather", "M.-A. Quillfeather", "Quillfeather, M.-A."])
def test_initials_with_a_hyphen_stand_for_a_double_first_name(form: str) -> None:
    (person, _) = people(f"Ms. Marie-Ange Quillfeather spoke.\nPresent: {form}; Bo Tangerly")
    assert surfaces(person) == ["Marie-Ange Quillfeather", form]


def test_a_cell_with_a_surname_first_is_one_though_its_first_names_are_somebodys() -> None:
    text = "Student | Fall\nQuinby, Ana Bo | 2\n\nMs. Ana Bo came."
    assert surfaces(people(text)[0])[0] == "Quinby, Ana Bo"


def test_two_in_one_list_are_two() -> None:
    text = "Attendees: Ms. Tangerly, Joanna (grade 6), Bo Quill\nFrom: Jo Tangerly"
    assert [surfaces(person) for person in people(text)] == [["Tangerly", "Jo Tangerly"], ["Joanna"], ["Bo Quill"]]


def test_last_first_joins_first_last() -> None:
    (person,) = people("Present: Quillfeather, Ana; Tangerly, Bo\nMs. Ana Quillfeather spoke.")[:1]
    assert surfaces(person) == ["Quillfeather, Ana", "Ana Quillfeather"]


def test_the_most_complete_name_comes_first() -> None:
    (person,) = people("Ms. Quillfeather spoke.\nSincerely,\nAna Quillfeather\n")
    assert person.names[0] == "Ana Quillfeather"


def test_a_family_is_named_by_its_plural() -> None:
    (person,) = people("Ms. Quillfeather spoke. The Quillfeathers came late.")
    assert surfaces(person) == ["Quillfeather", "Quillfeathers"]


def test_a_name_that_ends_in_a_hiss_has_another_plural() -> None:
    (person,) = people("Ms. Quilloux-Reedish spoke. It is known that Quilloux-Reedishes come late.")
    assert surfaces(person) == ["Quilloux-Reedish", "Quilloux-Reedishes"]


def test_a_chat_writes_first_names_small() -> None:
    text = "Ms. Zubeida Quill and Ms. Bo Reed came.\nwho agrees with zubeida here\nwe asked zubeida and bo for it"
    assert [surfaces(person) for person in people(text)] == [["Zubeida Quill", "zubeida", "zubeida"], ["Bo Reed"]]


def test_an_email_address_gives_its_owner_away() -> None:
    (person,) = people("Write to ana.quillfeather@example.net. Then Quillfeather will answer.")
    assert surfaces(person) == ["Quillfeather"]


@pytest.mark.parametrize("text", ["Ms. JT asked. Ms. J.T. read.", "Ms. J.T. asked. Ms. JT read."])
def test_initials_that_nobody_is_known_by_are_one_person(text: str) -> None:
    assert [len(person.mentions) for person in people(text)] == [2]


ROSTER = [("Ana Quillfeather", "Teacher"), ("Ana Reed Quillfeather", "Student")]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Ana Quillfeather", "Teacher"),
        ("Ms. Quillfeather", "Teacher"),
        ("Ana Reed Quillfeather", "Student"),
        ("Reed Quillfeather, Ana", "Student"),
    ],
)
def test_a_title_is_a_teachers_and_a_whole_name_is_whose_it_is(name: str, role: str) -> None:
    assert [person.role for person in people(f"Name: {name}\n", ROSTER)] == [role]


def test_whom_the_user_keeps_is_nobody_here() -> None:
    text = "Name: Ana Quillfeather\nStudent: Quinby\nWe thank Quinby."
    assert {person.role for person in people(text, [("Jo Quinby", "Keep"), *ROSTER])} == {"Teacher", "Student"}


def test_a_first_name_is_rather_the_students_where_the_teacher_is_called_mr() -> None:
    text = "Mr. Quillfeather came.\nWe heard that Ana agreed."
    assert [person.role for person in people(text, ROSTER)] == ["Teacher", "Student"]


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("Ms. Ana Quillfeather and Mr. Bo Tangerly met. We thank Ms. Q. and Mr. T. for it.", [2, 2]),
        ("Ms. Ana Quillfeather and Ms. Ada Quinby met. We thank Ms. Q. for it.", [1, 1, 1]),
        ("Mr. Bo Quillfeather came. We thank Ms. Q. for it.", [1, 1]),
    ],
)
def test_a_letter_behind_a_title_is_the_only_one_whose_surname_begins_so(text: str, sizes: list[int]) -> None:
    assert [len(person.mentions) for person in people(text)] == sizes


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("Monsieur Quillfeather came.\nFrom: M. Quillfeather\nTo: Jean Quillfeather", [3]),
        ("Mr. Quillfeather came.\nFrom: M. Quillfeather\nTo: Jean Quillfeather", [2, 1]),
    ],
)
def test_m_is_monsieur_where_somebody_is_called_so(text: str, sizes: list[int]) -> None:
    assert [len(person.mentions) for person in people(text)] == sizes


def test_words_that_are_names_elsewhere_stay_words() -> None:
    text = "Mr. Page and Ms. Hope came. Turn the page in hope. In the hall, Page spoke."
    assert [mention.text for person in people(text) for mention in person.mentions] == ["Page", "Page", "Hope"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Our principal, Ms. Quillfeather, agreed.", "Principal"),
        ("Ms. Quillfeather, the assistant principal, agreed.", "Assistant Principal"),
        ("Nurse Quillfeather called.", "Nurse"),
        ("Coach Quillfeather called.", "Instructional Coach"),
        ("Superintendent: Ms. Quillfeather", "Superintendent"),
        ("Teachers: Ms. Ana Quillfeather, Mr. Bo Tangerly", "Teacher"),
        ("Name | Role\nAna Quillfeather | School counselor", "Counselor"),
        ("Name | Role\nAna Quillfeather, coach | x", "Instructional Coach"),
        ("Ms. Quillfeather smiled.", "Person"),
        ("Ms. Quillfeather, Zuri's mother, smiled.", "Parent"),
        ("From: Ana Quillfeather, administrative intern", "Candidate"),
    ],
)
def test_a_role_is_read_off_the_cue(text: str, role: str) -> None:
    assert people(text)[0].role == role


def test_a_role_said_once_holds_in_every_file() -> None:
    texts = {"A1": "Ms. Quillfeather smiled.", "A2": "The school nurse, Ms. Quillfeather, called."}
    assert [(person.role, len(person.mentions)) for person in people(texts)] == [("Nurse", 2)]


def test_a_roster_role_wins_over_cues() -> None:
    (person,) = people("Our principal, Ms. Quillfeather, agreed.", [("Ana Quillfeather", "Teacher")])
    assert person.role == "Teacher"
