"""A roster name is found in every form, everywhere in the submission."""

import re

import pytest

import blinder

pytestmark = pytest.mark.usefixtures("by_rules")
ROSTER = [
    ("Ana Quillfeather", "Teacher", "Nana"),
    ("Robert Okonjo-Vale", "Principal"),
    ("José Peñaloza", "Nurse"),
    ("Brackenmoor Elementary School", "School", "the Otter House"),
    ("Alder Hollow Public Schools", "District"),
    ("Fernhollow", "Town"),
    ("Manuel J. Furtado Middle School", "School"),
    ("Harvest Kitchen Partners", "Organization"),
    ("Henrietta Tangerly", "Keep"),
]


def labels(text: str) -> list[str]:
    return [mention.label.rpartition(" ")[0] for mention in blinder.scan_texts({"A1": text}, ROSTER).mentions]


def blinded(text: str) -> str:
    return blinder.blind_texts({"A1": text}, ROSTER).texts["A1"]


@pytest.mark.parametrize(
    "form",
    [
        "Ana Quillfeather",
        "Quillfeather",
        "Ana",
        "A. Quillfeather",
        "A.Q.",
        "Quillfeather, Ana",
        "Quillfeather, A.",
        "QUILLFEATHER",
        "ANA QUILLFEATHER",
        "Nana",
        "Ms. Quillfeather",
        "Ana\u00a0Quillfeather",
        "Ana\u202fQuillfeather",
        "Ana\nQuillfeather",
        "Quill\u00adfeather",
        "Quill\u200bfeather",
        "Quill\u2060feather",
        "Quill-\nfeather",
        "Ana Quill-\nfeather",
        "Ana  Quillfeather",
    ],
)
def test_a_person_is_found_as(form: str) -> None:
    assert blinded(f"Later that week {form} came to the meeting.") == "Later that week Teacher A came to the meeting."


@pytest.mark.parametrize("form", ["Ana's", "Quillfeather’s", "ANA QUILLFEATHER'S", "Ana Quillfeather's"])
def test_a_possessive_stays_behind_the_label(form: str) -> None:
    assert blinded(f"We saw {form} class.") in (
        "We saw Teacher A's class.",
        "We saw Teacher A’s class.",
        "We saw Teacher A'S class.",
    )


@pytest.mark.parametrize(
    "form",
    [
        "Robert Okonjo-Vale",
        "Bob Okonjo-Vale",
        "Bob",
        "Okonjo-Vale",
        "Mr. Okonjo-Vale",
        "OKONJO-VALE",
        "Okonjo\u2011Vale",
        "R. Okonjo-Vale",
        "Okonjo-\nVale",
    ],
)
def test_a_nickname_and_a_double_name_are_found_as(form: str) -> None:
    assert blinded(f"Later that week {form} came to the meeting.") == "Later that week Principal A came to the meeting."


@pytest.mark.parametrize("form", ["José Peñaloza", "Jose Penaloza", "Penaloza", "Pen\u0303aloza", "PENALOZA", "Pepe"])
def test_diacritics_do_not_matter(form: str) -> None:
    assert blinded(f"Later that week {form} came to the meeting.") == "Later that week Nurse A came to the meeting."


@pytest.mark.parametrize(
    ("form", "label"),
    [
        ("Brackenmoor Elementary School", "School A"),
        ("Brackenmoor Elementary", "School A"),
        ("Brackenmoor", "School A"),
        ("BRACKENMOOR ELEMENTARY SCHOOL", "School A"),
        ("BES", "School A"),
        ("Otter House", "School A"),
        ("Manuel J. Furtado Middle School", "School A"),
        ("Furtado Middle School", "School A"),
        ("Alder Hollow Public Schools", "District A"),
        ("AHPS", "District A"),
        ("Fernhollow", "Town A"),
        ("Harvest Kitchen Partners", "Organization A"),
    ],
)
def test_a_place_is_found_as(form: str, label: str) -> None:
    assert blinded(f"We went to {form} on foot.") == f"We went to {label} on foot."


def test_one_name_in_all_its_forms_is_one_person() -> None:
    text = "Ana Quillfeather came. Quillfeather spoke, Ana's class sang. A.Q. agreed. We thanked Nana."
    (person,) = blinder.scan_texts({"A1": text}, ROSTER).entities
    assert (person.role, person.label, len(person.mentions)) == ("Teacher", "Teacher A", 5)


def test_a_kept_name_stays_in_every_form() -> None:
    text = "We thanked Henrietta Tangerly. Tangerly came, and Henrietta Tangerly's book."
    assert blinded(text) == text


@pytest.mark.parametrize("text", ["Dr. Henrietta\nTangerly spoke.", "Teacher: Tangerly, our HENRIETTA TANGERLY"])
def test_a_part_of_a_kept_name_stays_within_it(text: str) -> None:
    kept = blinded(text)
    assert re.search(r"(?i)henrietta\s+tangerly", kept)


def test_a_school_that_bears_a_kept_name_is_a_school() -> None:
    assert blinded("At Henrietta Tangerly Elementary School we met.") == "At School A we met."


def test_a_first_name_that_two_share_is_blinded_and_marked() -> None:
    roster = [("Ana Quillfeather", "Teacher"), ("Ana Tangerly", "Nurse")]
    scan = blinder.scan_texts({"A1": "We heard that Ana came."}, roster)
    assert [mention.text for mention in scan.mentions] == ["Ana"]
    assert scan.mentions[0].review


def test_a_roster_name_that_is_a_word_is_found_only_as_a_name() -> None:
    roster = [("Grace Hall", "Teacher"), ("April Young", "Nurse")]
    text = "In April the young met in the hall; by grace we saw Grace Hall, and April Young and Ms. Hall."
    found = [mention.text for mention in blinder.scan_texts({"A1": text}, roster).mentions]
    assert found == ["Grace Hall", "April Young", "Hall"]


@pytest.mark.parametrize(
    "line", ["Grace Hall spoke.", "# Notes of Grace Hall", "GRACE HALL", "In April, Grace Hall", "Hall, Grace"]
)
def test_a_full_name_of_ordinary_words_proves_itself(line: str) -> None:
    (mention,) = blinder.scan_texts({"A1": line}, [("Grace Hall", "Teacher")]).mentions
    assert mention.text.casefold() in ("grace hall", "hall, grace")


def test_a_mail_address_makes_no_word_of_a_name() -> None:
    text = "#Quillfeather spoke. Quillfeather wrote to quillfeather@example.net."
    assert blinded(text) == "#Teacher A spoke. Teacher A wrote to Email 1."


def test_two_sentences_are_not_one_name() -> None:
    assert blinded("We thanked Quillfeather. Ana then spoke.") == "We thanked Teacher A. Teacher A then spoke."


def test_other_words_are_nobody() -> None:
    assert labels("We met on Monday about reading scores in grade 4. The principal agreed.") == []
