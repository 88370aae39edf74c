"""Labels: one series or one per role, letters that are taken, labels that continue."""

import pytest

from blinder.label.labels import label_entities, labels_in, letters
from blinder.label_map import read_label_map
from blinder.types import Entity, EntityType, Mention

PROFILE = read_label_map()


def entity(role: str, kind: EntityType = EntityType.PERSON, label: str = "") -> Entity:
    mention = Mention("A1", 0, 3, "Ana", kind, role, "p1", "", 0.9, "people")
    return Entity("p1", kind, role, label, ("Ana",), (mention,))


def labels(*entities: Entity, text: str = "", scheme: str = "series", taken: tuple[str, ...] = ()) -> list[str]:
    return [e.label for e in label_entities(entities, {"A1": text}, PROFILE, scheme, taken)]


@pytest.mark.parametrize(
    ("number", "mark"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_letters_count_as_spreadsheet_columns(number: int, mark: str) -> None:
    assert letters(number) == mark


def test_no_two_numbers_share_letters() -> None:
    assert len({letters(number) for number in range(2000)}) == 2000


def test_no_letters_read_as_a_title() -> None:
    given = labels(*(entity("Teacher") for _ in range(400)))
    assert "Teacher DQ" in given
    assert {"Teacher DR", "Teacher MR", "Teacher MS"}.isdisjoint(given)


def test_one_series_runs_on_across_roles() -> None:
    people = entity("Principal"), entity("School", EntityType.SCHOOL), entity("Teacher"), entity("Teacher")
    assert labels(*people) == ["Principal A", "School B", "Teacher C", "Teacher D"]


def test_a_series_per_role_starts_anew_with_each() -> None:
    people = entity("Principal"), entity("School", EntityType.SCHOOL), entity("Teacher"), entity("Teacher")
    assert labels(*people, scheme="per-role") == ["Principal A", "School A", "Teacher A", "Teacher B"]


def test_contact_data_are_numbered_apart() -> None:
    data = entity("Email", EntityType.EMAIL_ADDRESS), entity("Teacher"), entity("Email", EntityType.EMAIL_ADDRESS)
    assert labels(*data) == ["Email 1", "Teacher A", "Email 2"]


def test_letters_that_stand_in_the_text_are_nobody_elses() -> None:
    assert labels(entity("Teacher"), entity("Nurse"), text="Teacher A met School B.") == ["Teacher C", "Nurse D"]


def test_a_series_per_role_reserves_the_label_and_not_the_letter() -> None:
    people = entity("Teacher"), entity("Nurse")
    assert labels(*people, text="Teacher A spoke.", scheme="per-role") == ["Teacher B", "Nurse A"]


def test_labels_of_earlier_tasks_are_not_given_again() -> None:
    assert labels(entity("Teacher"), taken=("Principal A", "Teacher C")) == ["Teacher B"]


def test_who_has_a_label_keeps_it() -> None:
    assert labels(entity("Teacher"), entity("Teacher", label="Teacher A")) == ["Teacher B", "Teacher A"]


def test_after_z_comes_aa() -> None:
    assert labels(*[entity("Student")] * 28)[25:] == ["Student Z", "Student AA", "Student AB"]


def test_the_mentions_carry_their_entitys_label() -> None:
    found = label_entities([entity("Teacher")], {}, PROFILE, "series")
    assert [mention.label for mention in found[0].mentions] == ["Teacher A"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Teacher D and School B met.", ["Teacher D", "School B"]),
        ("Assistant Principal AA spoke.", ["Assistant Principal AA"]),
        ("See Email 2.", ["Email 2"]),
        ("Teacher\nC left.", ["Teacher C"]),
        ("We met at School C. Then we left.", ["School C"]),
        ("notes_Teacher D_v2, Student_E.odt", ["Teacher D", "Student E"]),
        ("Teacher Dana and Teacher d left.", []),
        ("Vitamin D helps; SubTeacher D too.", []),
    ],
)
def test_generic_labels_are_read_off_the_text(text: str, found: list[str]) -> None:
    assert list(labels_in(text, PROFILE)) == found
