"""What stays: cited authors, reference lists, curricula, state bodies, labels; and what does not stay for all that."""

import pytest

import blinder
from blinder.label_map import read_label_map
from blinder.resolve import resolve
from blinder.types import Detection, EntityType, Span

pytestmark = pytest.mark.usefixtures("by_rules")


def blinded(text: str, roster: list[tuple[str, ...]] | None = None) -> str:
    return blinder.blind_texts({"A1": text}, roster).texts["A1"]


@pytest.mark.parametrize(
    "text",
    [
        "Trust comes first (Windermere & Ashgrove, 2015).",
        "Windermere (2015) argues that trust comes first. Windermere's model helps.",
        "As Windermere et al. found, trust comes first.",
        "References\nWindermere, A. B., & Ashgrove, C. (2015). Leading well. University of Fernhollow Press.",
        "The MCAS and ACCESS results came from the Massachusetts Department of Elementary and Secondary Education.",
        "We use Eureka Math, DIBELS and the Danielson Framework.",
        "See https://doi.org/10.1000/182 and www.doe.mass.edu/frameworks.",
        "We read Hattie, Marzano, Danielson and Freire.",
        "Gloria Ladson-Billings writes about pedagogy.",
        "Teacher D met Principal A at School B in District C; Student 2 and Parent AA came.",
        "Every high school and each school district in Massachusetts reports.",
        "Governor Windermere and U.S. Senator Ana Ashgrove wrote to Acting Commissioner Fernhollow.",
        "We read Thurgood Marshall, Langston Hughes and Hammurabi, and Atticus Finch spoke.",
    ],
)
def test_what_anybody_may_read_stays(text: str) -> None:
    assert blinded(text) == text


@pytest.mark.parametrize("office", ["Parks Commissioner", "Student Senator"])
def test_an_office_of_the_town_or_the_school_keeps_nobody(office: str) -> None:
    assert "Windermere" not in blinded(f"{office} Ana Windermere came. Ms. Windermere spoke.")


@pytest.mark.parametrize(("score", "kept"), [(0.97, False), (0.6, True)])
def test_a_term_of_one_letter_is_a_pupil_where_the_model_is_sure(score: float, *, kept: bool) -> None:
    text = "Then W. and K read."
    rows = [
        Detection("A1", Span(12, 13), EntityType.PERSON, 0.9, "facts", cue="keep-list", keep="term"),
        Detection("A1", Span(12, 13), EntityType.PERSON, score, "model", cue="model"),
    ]
    assert (not resolve({"A1": text}, {"A1": rows}, (), read_label_map()).entities) == kept


def test_whom_a_school_here_is_named_after_goes_with_the_school() -> None:
    text = "Langston Hughes Middle School is ours. Langston Hughes has 400 students."
    assert "Larsen" not in blinded(text)


def test_a_colleague_who_shares_a_cited_surname_is_blinded_and_the_citation_stays() -> None:
    text = "Trust comes first (Windermere, 2015). Ms. Windermere's class left."
    assert blinded(text) == "Trust comes first (Windermere, 2015). Teacher A's class left."


def test_who_is_cited_for_a_talk_is_blinded_wherever_the_talk_is_cited() -> None:
    text = "Trust came first (Windermere, 2024).\nReferences\nWindermere, A. (2024). Interview by author."
    assert "Windermere" not in blinded(text)


def test_the_address_of_a_local_school_is_no_reference() -> None:
    text = "References\nBrackenmoor Public Schools. (2023). Plan. https://www.brackenmoorps.org/plan"
    assert "brackenmoor" not in blinded(text)


@pytest.mark.parametrize("told", ["Write to ana@qbps.example.org.", "QBPS is small."])
def test_nor_is_the_address_of_its_acronym_or_its_e_mail(told: str) -> None:
    text = f"{told}\nReferences\nState. (2023). Plan. https://www.qbps.example.org/plan"
    assert "qbps" not in blinded(text)


def test_half_a_cited_double_name_is_somebody_else() -> None:
    text = "Trust comes first (Windermere-Ashgrove, 2015).\nStudent: Windermere Quandt\nWe thank Windermere."
    assert "thank Windermere" not in blinded(text)


def test_a_roster_name_is_blinded_even_beside_a_citation() -> None:
    text = "Trust comes first (Windermere, 2015). Ana Windermere left."
    assert blinded(text, [("Ana Windermere", "Nurse")]) == "Trust comes first (Windermere, 2015). Nurse A left."


def test_a_label_keeps_its_letter_and_nobody_else_gets_it() -> None:
    assert blinded("Teacher A met Ms. Quillfeather.") == "Teacher A met Person B."


def test_an_initial_is_no_label() -> None:
    assert blinded("We met teacher C. Quillfeather.", [("Carl Quillfeather", "Teacher")]) == "We met Teacher A."


def test_a_sentence_may_open_with_an_ordinary_word_after_a_label() -> None:
    text = "We met Teacher C. Marsh plants grow there."
    assert blinded(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Phone 617-555-0142", "Phone 1"),
        ("Phone 617 555 0142 ext. 12", "Phone 1"),
        ("Address 12 Alder Street", "Address 1"),
        ("Address 1, Phone 2", "Address 1, Phone 2"),
    ],
)
def test_a_word_of_labels_before_a_number_makes_it_none(text: str, left: str) -> None:
    assert blinded(text) == left


def test_a_district_in_a_citation_is_blinded_and_its_plan_stays() -> None:
    roster = [("Brackenmoor Public Schools", "District")]
    assert (
        blinded("(Brackenmoor Public Schools Improvement Plan, 2024)", roster) == "(District A Improvement Plan, 2024)"
    )


def test_one_school_in_all_its_forms_is_one_entity() -> None:
    text = "Brackenmoor Elementary School (BES) opened. At BES we sang; Brackenmoor Elementary is old."
    assert blinded(text) == "School A (School A) opened. At School A we sang; School A is old."


def test_schools_that_share_a_first_word_are_two() -> None:
    text = "Brackenmoor Elementary School and Brackenmoor Middle School met."
    assert blinded(text) == "School A and School B met."


def test_a_school_is_no_course_behind_a_grade() -> None:
    assert blinded("Brackenmoor Elementary School, Grade 4 Brackenmoor") == "School A, Grade 4 School A"
    assert blinded("Brackenmoor Elementary School, Grade 4 Science") == "School A, Grade 4 Science"


def test_school_district_and_town_of_one_name_are_three() -> None:
    text = "Brackenmoor Elementary School is in the Brackenmoor Public Schools, in the Town of Brackenmoor."
    assert blinded(text) == "School A is in the District B, in the Town of Town C."


def test_contact_data_go() -> None:
    text = "Mail a.quill@example.net, call (508) 555-0142, SASID: 1023456789, @BrackOtters. At 12 Alder Street we met."
    assert blinded(text) == "Mail Email 1, call Phone 1, SASID: ID 1, Handle 1. At Address 1 we met."


def test_a_title_goes_with_its_name() -> None:
    assert blinded("Ms. Quillfeather's class and Dr. T met.") == "Teacher A's class and Person B met."


def test_a_role_word_that_the_label_repeats_goes_too() -> None:
    assert blinded("We asked Principal Quillfeather and Nurse Sam.") == "We asked Principal A and Nurse B."


@pytest.mark.parametrize(
    ("text", "blind"),
    [
        ("Hello Germán, the bus is late.", "Hello Person A, the bus is late."),
        ("Hello Israel, the bus is late.", "Hello Person A, the bus is late."),
        ("Dear Hamlet, your desk is ready.", "Dear Person A, your desk is ready."),
        ("Rosemary: I moved my desk.", "Person A: I moved my desk."),
        ("Ms. So came. So we began.", "Person A came. So we began."),
        ("Mr. Fall came. In Fall 2024 we began.", "Person A came. In Fall 2024 we began."),
        ("Ms. English came. We teach English here.", "Person A came. We teach English here."),
    ],
)
def test_words_that_are_names_are_blinded_where_they_are_names(text: str, blind: str) -> None:
    assert blinded(text) == blind


def test_a_short_first_name_goes_with_its_name() -> None:
    assert blinded("We met Md. Rafiq.", [("Rafiq Ode", "Parent")]) == "We met Parent A."


@pytest.mark.parametrize(
    "text",
    [
        "We read Hamlet in Israel.",
        "Veterans Day: no school.",
        "Dear Families, come in.",
        "Observed: Cold Call, Turn and Talk, Exit Slip",
        "Student: Fractions are hard.\nInterviewer: What helps?\nStudent: Games.",
        "Warmly,\nYour School Leadership Team",
        "Bring a book. Go Team!",
        "Be short (e.g., two pages), i.e., clear. P.S. A file has 20 MB.",
        "What Do School Leaders Need?",
        "See (1) Quarry, J.A., et al. (2001).",
        "Student name: XXXX",
        "Para Presentar El Formulario",
        "Grades K-8 use Eureka Math. Mathematics K-8 and English K-8 meet on Friday.",
        "The DATA team MAPS next STEPS with the MTA and the PTA.",
        "Team: Gen Ed, Sped, ESL, Adjustment Counselor",
    ],
)
def test_words_that_are_names_stay_where_they_are_none(text: str) -> None:
    assert blinded(text) == text


def test_who_is_called_by_a_first_name_alone_is_no_author_but_one_of_us() -> None:
    text = "Zuri Tangerly came. Zuri sat.\nZuri Tangerly left.\nTangerly, Z. (2024). Letter."
    voted = [(0, 13, ""), (20, 24, ""), (30, 43, ""), (50, 61, "vote")]
    found = [
        Detection("A1", Span(start, end), EntityType.PERSON, 0.8, "model", cue="model", keep=keep)
        for start, end, keep in voted
    ]
    found.append(Detection("A1", Span(50, len(text)), EntityType.PERSON, 0.95, "citations", keep="entry"))
    (entity,) = resolve({"A1": text}, {"A1": found}, (), read_label_map()).entities
    assert [m.text for m in entity.mentions] == ["Zuri Tangerly", "Zuri", "Zuri Tangerly", "Tangerly, Z"]


@pytest.mark.parametrize(
    ("after", "stays"), [(" tries again.", False), (".", False), (" students grew.", True), ("/African American", True)]
)
def test_a_well_known_surname_that_tells_a_people_is_a_name_where_no_people_is_told(after: str, stays: bool) -> None:
    text = f"Mr. Black and Mr. Black. Again: Black{after}"
    rows = [
        *(Detection("A1", Span(at, at + 5), EntityType.PERSON, 0.97, "people", cue="title before") for at in (4, 18)),
        Detection("A1", Span(32, 37), EntityType.PERSON, 0.3, "model", cue="model"),
        *(
            Detection("A1", Span(at, at + 5), EntityType.PERSON, 0.9, "facts", cue="keep-list", keep="geography")
            for at in (4, 18, 32)
        ),
    ]
    found = resolve({"A1": text}, {"A1": rows}, (), read_label_map()).entities
    assert (32 not in {m.start for e in found for m in e.mentions}) == stays


@pytest.mark.parametrize(
    ("text", "cue", "blind"),
    [
        ("Present: Tova Zell. Later: Tova Zell spoke.", "list of people", True),
        ("Authors: Tova Zell. Later: Tova Zell spoke.", "list of people", False),
        ("Great poem: Tova Zell. Later: Tova Zell spoke.", "", False),
        ("We met Ms. Tova Zell. Later: Tova Zell spoke.", "", True),
        ("We met. Tova Zell teaches art. Later: Tova Zell.", "", True),
        ("Tova Zell opened the data meeting. We thanked Tova Zell.", "", True),
        ("Today I met with Tova Zell. The slides are Tova Zell’s.", "", True),
        ("Tova Zell’s homeroom left early. Then Tova Zell spoke.", "", True),
        ("Tova Zell in third grade is real, too. I know Tova Zell.", "", True),
        ("Tova Zell opened the door to many. Tova Zell’s poems say so.", "", False),
    ],
)
def test_who_is_called_as_somebody_whom_all_know_is_blinded(text: str, cue: str, *, blind: bool) -> None:
    places = [text.index("Tova"), text.rindex("Tova")]
    rows = [Detection("A1", Span(at, at + 9), EntityType.PERSON, 0.9, "facts", keep="public") for at in places]
    rows += [Detection("A1", Span(places[0], places[0] + 9), EntityType.PERSON, 0.8, "model", keep="vote")] * (not cue)
    if cue:
        rows.append(Detection("A1", Span(places[0], places[0] + 9), EntityType.PERSON, 0.8, "lists", cue=cue))
    found = resolve({"A1": text}, {"A1": rows}, (), read_label_map()).entities
    assert [m.start for e in found for m in e.mentions] == (places if blind else [])


@pytest.mark.parametrize(
    ("text", "blind"),
    [
        ("Mr. Zell came. Then Tova Zell opened the day.", True),
        ("Mr. Zell came. We read Tova Zell’s poem.", False),
        ("Mr. Bo Zell came. Then Tova Zell opened the day.", False),
    ],
)
def test_no_half_of_a_name_that_all_know_is_blinded(text: str, *, blind: bool) -> None:
    at, local = text.index("Tova"), text.index(" Zell") + 1
    rows = [
        Detection("A1", Span(text.index("Mr. ") + 4, local + 4), EntityType.PERSON, 0.97, "people", cue="title before"),
        Detection("A1", Span(at, at + 9), EntityType.PERSON, 0.9, "facts", keep="public"),
        Detection("A1", Span(at, at + 9), EntityType.PERSON, 0.8, "model", cue="model", keep="vote"),
    ]
    found = resolve({"A1": text}, {"A1": rows}, (), read_label_map()).entities
    assert {m.text for e in found for m in e.mentions if m.start >= at} == ({"Tova Zell"} if blind else set())


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Wiggins and McTighe would ask.", True),
        ("I asked McTighe, Wiggins too.", True),
        ("See McTighe if you like.", True),
        ("McTighe would ask.", False),
        ("Ms. McTighe and Wiggins would ask.", False),
    ],
)
def test_two_scholars_side_by_side_stay(text: str, *, stays: bool) -> None:
    at = text.index("McTighe")
    rows = [Detection("A1", Span(at, at + 7), EntityType.PERSON, 0.9, "model", cue="model")]
    if "Ms." in text:
        rows.append(Detection("A1", Span(at, at + 7), EntityType.PERSON, 0.97, "people", cue="title before"))
    found = resolve({"A1": text}, {"A1": rows}, (), read_label_map()).entities
    assert (not found) == stays
