"""Bare mentions of people and places that are certain elsewhere: hits and near-misses."""

import re

import pytest

import blinder
from blinder.label_map import read_label_map
from blinder.resolve import resolve
from blinder.types import Detection, EntityType, Span

pytestmark = pytest.mark.usefixtures("by_rules")

TEAM = "Ms. Lena Page, Mr. Marcus Chase, Mr. Andrew Grant, Ms. June May, Mr. Rithy Quandt, Ms. Ana da Quinby.\n"


def blinded(text: str) -> str:
    """The text as it is blinded after a list of those present."""
    return blinder.blind_texts({"A1": TEAM, "A2": text}).texts["A2"]


@pytest.mark.parametrize(
    "text",
    [
        "Page covers the hall.",
        "Chase presented first.",
        "Exit. Grant's answer was on the board.",
        "No problem. Page and Chase have the hall.",
        "Grant will come.",
        "May will do it.",
        'Page: "I see a half."',
        "Chase and Page came.",
    ],
)
def test_a_surname_that_is_a_word_and_does_what_people_do_is_blinded_where_a_sentence_opens(text: str) -> None:
    name = text.removeprefix("No problem. ").removeprefix("Exit. ").split()[0].removesuffix("'s")
    assert name not in blinded(text)


@pytest.mark.parametrize(
    "text",
    [
        "Page 4 is torn.",
        "Grant applications are due.",
        "Chase the ball.",
        "Grant yourself a rest.",
        "Page and print go together.",
        "Page: see below.",
        "We say: 'Chase the why.'",
        "We will do it in May.\nWe are done by May",
    ],
)
def test_the_word_stays_where_it_is_one(text: str) -> None:
    assert blinded(text) == text


def test_those_who_text_write_names_small_beside_a_capital_of_their_own() -> None:
    text = "MJ: is rithy on today\nMJ: yes til 6\nMJ: tell quandt"
    assert "rithy" not in blinded(text)
    assert "quandt" not in blinded(text)


def test_one_small_line_each_is_chat_where_people_take_turns() -> None:
    text = "Zed: morning\nBo: thx quandt\nZed: ask Mr. Quandt\nLu: can we start"
    assert "quandt" not in blinded(text)


def test_a_cell_in_small_letters_names_people_small() -> None:
    text = "Role | Answer\nStudent | so does quandt, who helps me with math\nParent | We like Mr. Quandt."
    assert "quandt" not in blinded(text)


def test_in_minutes_a_word_that_is_also_written_small_is_a_word() -> None:
    text = "Goal: read the quandt slowly.\nThe quandt helps.\nQuandt: a book."
    assert blinded(text) == text


def test_texts_name_a_school_small_too() -> None:
    texts = {"A1": "We teach at Nathan Quillfeather Elementary School.", "A2": "bo: is the room at quillfeather free"}
    assert "quillfeather" not in blinder.blind_texts(texts).texts["A2"]


@pytest.mark.parametrize(
    "text", ["See you.\nxo AQ", "Thanks, AQ", "Dr. N.B. came.", "Done.\nSigned AQ 6/1", "We called AQ's mother."]
)
def test_initials_after_a_parting_word_or_a_title_are_a_person(text: str) -> None:
    texts = {"A1": "Present: Ana Quandt, Noor Baz", "A2": text}
    assert not {"AQ", "AQ's", "N.B."} & set(blinder.blind_texts(texts).texts["A2"].split())


@pytest.mark.parametrize("form", ["Otters", "Otter", "Amber Otter"])
def test_a_mascot_is_called_by_its_last_word_too_and_is_one_or_many(form: str) -> None:
    text = f"Home of the Amber Otters! He writes for The {form}’s Log."
    assert blinder.blind_texts({"A1": text}).texts["A1"].endswith("The Mascot A’s Log.")


@pytest.mark.parametrize("name", ["DA QUINBY", "da Quinby", "Da Quinby", "De la Quandt"])
def test_a_particle_goes_with_its_surname_in_capitals_too(name: str) -> None:
    assert not {"da", "de", "la"} & set(blinded(f"We thank {name} for it.").casefold().split())


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("2:40 | JRQ | Norms", False),
        ("Thank you all.\nJRQ", False),
        ("2:40 | JQ | Norms", True),
        ("2:40 | the JRQ test | Norms", True),
    ],
)
def test_three_initials_in_a_cell_or_line_of_their_own_are_a_person(text: str, stays: bool) -> None:
    texts = {"A1": "We met Ms. Joan Rosa Quandt.", "A2": text}
    assert ("Q" in blinder.blind_texts(texts).texts["A2"]) == stays


@pytest.mark.parametrize(("text", "stays"), [("Then zubeidas mom came.", False), ("Then graces came.", True)])
def test_a_first_name_may_lose_its_apostrophe(text: str, *, stays: bool) -> None:
    told = blinded(f"Ms. Zubeida Quandt and Ms. Grace Reed came.\n{text}")
    assert told.endswith(text) is stays


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("AQ + TA draft it.", False),
        ("Notes: TA/AQ", False),
        ("Send it from AQ to TA.", False),
        ("The TA helps.", True),
        ("PE/OT and TA come.", True),
    ],
)
def test_beside_initials_an_acronym_is_somebodys(text: str, stays: bool) -> None:
    told = f"Ms. Ana Quandt and Ms. Tia Abernathy came.\n{text}"
    assert ("TA" in blinded(told)) == stays


@pytest.mark.parametrize("place", ["Carverton Public Schools (CPS)", "Quillham Brackenmoor Elementary School (QBES)"])
def test_an_acronym_told_behind_a_name_is_blinded_everywhere(place: str) -> None:
    acronym = place.partition("(")[2].rstrip(")")  # CPS stays elsewhere
    assert acronym not in blinded(f"The {place} pays.\nIt is {acronym}'s plan. {acronym} said so.")


def test_a_short_form_told_in_quotes_gets_the_same_label() -> None:
    told = blinded("We paid Lantern Ridge, Inc. (“Lantern”) to come.")
    assert re.fullmatch(r"We paid (Organization \w) \(“\1”\) to come\.", told)


def test_a_state_bodys_acronym_stays() -> None:
    text = "The Massachusetts Teachers Association (MTA) met. The MTA's plan helps."
    assert blinded(text) == text


def test_a_vietnamese_name_is_blinded_to_its_end() -> None:
    assert "H\u1eb1ng" not in blinded("Ms. Pham came. Today Ph\u1ea1m Thu H\u1eb1ng spoke.")


@pytest.mark.parametrize("text", ['"I see" – Page, to Bo', "Page circulated.", "Page moved on to fractions."])
def test_a_listed_word_that_is_quoted_or_acts_is_a_name(text: str) -> None:
    assert "Page" not in blinded(f"Ms. Page came.\n{text}")


def test_p_s_is_nobody() -> None:
    assert blinded("P.S. Quandt came.").startswith("P.S. ")


def test_an_author_whose_surname_a_school_has_stays_in_the_reference_list() -> None:
    text = (
        "We teach at Ana Quandt Elementary School. At Quandt we read.\nReferences\nQuandt, J. A. (2008). Maps. Corwin."
    )
    left = blinder.blind_texts({"A1": text}).texts["A1"]
    assert left.endswith("Quandt, J. A. (2008). Maps. Corwin.")
    assert "At School A we read" in left


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("notes with quandt", "notes with Teacher A"),
        ("rithy artifact 1", "Teacher A artifact 1"),
        ("page notes", "page notes"),
        ("grant report", "grant report"),
    ],
)
def test_a_file_name_in_small_letters_names_people_too(name: str, left: str) -> None:
    texts = {"A1": f"The teacher Mr. Rithy Quandt met Ms. Page.\n{name}"}
    assert blinder.blind_texts(texts).texts["A1"].rpartition("\n")[2] == left


COLORS = [("Ana Brown", "Teacher"), ("Bo Green", "Teacher"), ("Cy White", "Teacher")]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Teachers: Brown, Green, White", "Teachers: Teacher A, Teacher B, Teacher C"),
        ("Grade 3 | Brown | Green | 12", "Grade 3 | Teacher A | Teacher B | 12"),
        ("Green and White co-teach.", "Teacher A and Teacher B co-teach."),
        ("See Room 4 (Brown/Green).", "See Room 4 (Teacher A/Teacher B)."),
        ("White asked. White's class left.", "Teacher A asked. Teacher A's class left."),
        ("White, Latino and Asian students; White families", "White, Latino and Asian students; White families"),
        ("Red, Yellow, Green. Green | 12", "Red, Yellow, Green. Green | 12"),
        ("Green paint and White paint.", "Green paint and White paint."),
    ],
)
def test_listed_surnames_that_are_colors_are_names_beside_one_another(text: str, left: str) -> None:
    assert blinder.blind_texts({"A1": text}, COLORS).texts["A1"] == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Green: Why?\nWhite: So that we see.", "Teacher A: Why?\nTeacher B: So that we see."),
        ("- Green: snacks\n- White: music", "- Teacher A: snacks\n- Teacher B: music"),
        ("Green: go\nRed: stop", "Green: go\nRed: stop"),
        ("Green: 4\nWhite: 5", "Green: 4\nWhite: 5"),
        ("GREEN'S CLASS", "Teacher A'S CLASS"),
        ("GREEN CLASS", "GREEN CLASS"),
        ("cc: Green, White", "cc: Teacher A, Teacher B"),
    ],
)
def test_a_color_that_takes_turns_with_another_or_owns_in_capitals_is_a_name(text: str, left: str) -> None:
    assert blinder.blind_texts({"A1": text}, COLORS).texts["A1"] == left


def test_a_titled_name_that_is_a_country_is_somebodys_where_it_does_what_people_do() -> None:
    text = "Mr. Jordan came. Families come from Jordan. Jordan asked why."
    assert blinder.blind_texts({"A1": text}).texts["A1"].count("Jordan") == 1


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Her SASID is 1029384756. File 1029384756.", "Her SASID is ID 1. File ID 1."),
        ("Student ID 20417. See form_20417 and (20417).", "Student ID 1. See form_ID 1 and (ID 1)."),
        ("Employee ID: QB-4471. Take qb-4471.", "Employee ID: ID 1. Take ID 1."),
        ("Student ID 20417: $20417, 20417%, 1,204.20417, 204171", "Student ID 1: $20417, 20417%, 1,204.20417, 204171"),
        ("Student ID 2024, in 2024", "Student ID 1, in 2024"),
        ("Write @quill_7. Then quill_7 wrote.", "Write Handle 1. Then Handle 1 wrote."),
    ],
)  # fmt: skip
def test_a_number_or_a_handle_is_known_where_nothing_tells_it(text: str, left: str) -> None:
    assert blinder.blind_texts({"A1": text}).texts["A1"] == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ms. Bina Quandt | bquandt | quandtb | BQuandt", "Teacher A | Teacher A | Teacher A | Teacher A"),
        ("Ms. Bina Quandt, saved by binaquandt", "Teacher A, saved by Teacher A"),
        ("Ty O'Dell-Vance: todellvance, odellvancet", "Teacher A: Teacher A, Teacher A"),
        ("Ms. Sena Park saw a spark.", "Teacher A saw a spark."),
    ],
)
def test_people_are_known_by_what_they_log_in_as(text: str, left: str) -> None:
    roster = [("Bina Quandt", "Teacher"), ("Ty O'Dell-Vance", "Teacher"), ("Sena Park", "Teacher")]
    assert blinder.blind_texts({"A1": text}, roster).texts["A1"] == left


def test_of_whom_one_name_is_known_the_first_letter_may_be_any() -> None:
    text = blinder.blind_texts({"A1": "Ms. Quandt came. Cc: mquandt; bo"}).texts["A1"]
    assert text == "Person A came. Cc: Person A; bo"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("IT: Why? DH: So. GQ agreed. IT left.", "Teacher A: Why? Teacher B: So. Teacher C agreed. IT left."),
        ("IT and DH: yes. GQ asked.", "Teacher A and Teacher B: yes. Teacher C asked."),
        ("Closed by IT. DH: yes. GQ asked.", "Closed by Teacher A. Teacher B: yes. Teacher C asked."),
        ("IT: Why? DH: So.", "IT: Why? Teacher A: So."),
        ("DH: yes. GQ asked. Our IT. At 3 AM to go.", "Teacher A: yes. Teacher B asked. Our IT. At 3 AM to go."),
    ],
)
def test_initials_that_are_words_are_somebodys_among_others(text: str, left: str) -> None:
    people = ["Ines Tangerly", "Dana Hollis", "Gus Quandt", "Ana Moor"]
    assert blinder.blind_texts({"A1": text}, [(name, "Teacher") for name in people]).texts["A1"] == left


@pytest.mark.parametrize("suffix", [", Jr.", " Sr.", ", III", " IV"])
def test_a_suffix_goes_with_its_name(suffix: str) -> None:
    text = f"Ana Brown{suffix} came; Quill, Ty{suffix}; and {suffix[-2:]} x"
    blinded = blinder.blind_texts({"A1": text}, [*COLORS, ("Ty Quill", "Teacher")]).texts["A1"]
    assert blinded == f"Teacher A came; Teacher B; and {suffix[-2:]} x"


@pytest.mark.parametrize(("kind", "known"), [(EntityType.DISTRICT, True), (EntityType.ORGANIZATION, False)])
def test_a_district_that_only_the_model_sees_is_known_by_its_own_word_too(kind: EntityType, *, known: bool) -> None:
    texts = {"A1": "We left the Westcove Regional district.", "A2": "saw him at the store in westcove lol, dont tell"}
    found = {"A1": [Detection("A1", Span(12, 29), kind, 0.5, "model", cue="model")]}
    mentions = [m.text for e in resolve(texts, found, (), read_label_map()).entities for m in e.mentions]
    assert ("westcove" in mentions) == known


def test_a_name_once_written_small_is_still_no_word() -> None:
    often = "We saw Ms. Ana Quandt. Then Ana Quandt met Bo Quandt, and Quandt left."
    text = f"{often}\nOh, tell quandt that Bo came.\nQuandt in."
    assert "Quandt" not in blinded(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Then I told quandt about it. Ms. Quandt agreed.", "Then I told Person G about it. Person G agreed."),
        ("We left quandt on Monday. The Quandt School grew.", "We left School G on Monday. The School G grew."),
        ("See quandt_lena.pdf. Ms. Lena Quandt agreed.", "See Person G_Person G.pdf. Person G agreed."),
        ("The herons fly. Go Herons! We are the Gaskell Herons.", "The herons fly."),
        ("Ms. Quandt teaches; we read quandt (1994).", "Teacher G teaches; we read quandt (1994)."),
    ],
)
def test_a_name_that_is_once_written_small_is_known_beside_capitals_too(text: str, left: str) -> None:
    assert blinded(text).startswith(left)


def test_a_hashtag_that_a_name_is_a_part_of_goes() -> None:
    text = "Ms. Quandt of Gaskell Middle School wrote #GaskellPride, #quandtstrong and #MathMatters."
    left = blinded(text)
    assert "#MathMatters" in left
    assert not any(name in left.casefold() for name in ("gaskell", "quandt"))
    assert left.count("Handle") == 2


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Caller | Bus\nQuandt | 22\nGreen | 7", "Caller | Bus\nTeacher A | 22\nTeacher B | 7"),
        ("Color | Bus\nRed | 22\nGreen | 7", "Color | Bus\nRed | 22\nGreen | 7"),
    ],
)
def test_a_color_in_a_column_of_names_is_one(text: str, left: str) -> None:
    roster = [("Ana Green", "Teacher", ""), ("Bo White", "Teacher", ""), ("Cy Quandt", "Teacher", "")]
    assert blinder.blind_texts({"A1": text}, roster).texts["A1"] == left


def test_initials_in_small_letters_sign_where_they_stand_alone() -> None:
    roster = [("Dara Quinby-Moe", "Teacher", "")]
    assert blinder.blind_texts({"A1": "It took long.\n\ndqm"}, roster).texts["A1"].endswith("long.\n\nTeacher A")
    head = blinder.blind_texts({"A1": "Dara Quinby-Moe\n\nDraft: dqm / part 2"}, roster).texts["A1"]
    assert head.endswith("\n\nDraft: Teacher A / part 2")
    assert blinder.blind_texts({"A1": "The dqm was long."}, roster).texts["A1"] == "The dqm was long."


def test_a_letter_that_speaks_is_the_only_one_whose_name_begins_so() -> None:
    text = "Present: Marisol Quandt, Jude Tangerly\n\nM: they add too fast\nJ: maybe slow down\nM: yes"
    roster = [("Marisol Quandt", "Teacher", ""), ("Jude Tangerly", "Teacher", "")]
    found = blinder.blind_texts({"A1": text}, roster).texts["A1"].split("\n")
    assert [found[2].split(":")[0], found[3].split(":")[0]] == found[0].removeprefix("Present: ").split(", ")


def test_a_street_is_known_by_its_short_form_too() -> None:
    text = "Stop moved to Quandt Street. Late: Quandt St is a parking lot."
    assert "Quandt" not in blinder.blind_texts({"A1": text}, [("Quandt Street", "Town", "")]).texts["A1"]


def test_a_letter_that_a_key_tells_is_somebody_wherever_it_stands() -> None:
    roster = [("Marisol Quandt", "Teacher", ""), ("Xia Tangerly", "Teacher", "")]
    text = "Key: M = Marisol Quandt, X = Xia Tangerly.\nX asked M's class for 3 vitamins: C, D."
    left = "Key: Teacher A = Teacher A, Teacher B = Teacher B.\nTeacher B asked Teacher A's class for 3 vitamins: C, D."
    assert blinder.blind_texts({"A1": text}, roster).texts["A1"] == left
    assert blinder.blind_texts({"A1": "X asked M."}, roster).texts["A1"] == "X asked M."


def test_initials_of_a_column_are_somebodys_even_where_they_mean_an_hour_elsewhere() -> None:
    text = "Initials | Score\nA.M. | 61\nQ.B. | 58\n\nAt 9 A.M. we saw that A.M. reads."
    left = blinder.blind_texts({"A1": text}).texts["A1"].split("\n")[-1]
    assert left.startswith("At 9 A.M. we saw that ")
    assert left.count("A.M.") == 1


@pytest.mark.parametrize(("piece", "kind"), [("Quillon", "LOCATION"), ("Regional", "PERSON")])
def test_a_piece_of_a_places_short_form_is_no_name_of_its_own(piece: str, kind: str) -> None:
    full, short = "Quillon Regional School District", "Quillon Regional"
    texts = {"A1": f"We serve {full}.", "A2": f"See the {short} site."}
    rows = [("A1", full, EntityType.DISTRICT, 0.95), ("A2", piece, EntityType(kind), 0.3)]
    found = {
        name: [
            Detection(name, Span(text.index(each), text.index(each) + len(each)), of, score, "model", cue="model")
            for document, each, of, score in rows
            if document == name
        ]
        for name, text in texts.items()
    }
    (district,) = resolve(texts, found, (), read_label_map()).entities
    assert [mention.text for mention in district.mentions] == [full, short]


def test_letters_that_are_an_hour_too_are_somebodys_who_acts_among_others() -> None:
    roster = [("Ana Marsh", "Teacher"), ("Cy Odell", "Teacher"), ("Bo Quill", "Teacher"), ("Di Tan", "Teacher")]
    left = blinder.blind_texts(
        {"A1": "BQ asked why. DT said so. AM read it. CO would add one. At 9 AM we left."}, roster
    )
    assert [mention.text for mention in left.scan.mentions] == ["BQ", "DT", "AM", "CO"]
