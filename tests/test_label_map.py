"""Profiles of assessments: the shipped one, and a file of one's own."""

from pathlib import Path

import pytest

from blinder.errors import UsageError
from blinder.label_map import read_label_map
from blinder.types import EntityType

OWN = """
version = 3
name = "own"
vague_cues = ["lead"]
[[roles]]
name = "Mentor"
cues = ["guide", "lead"]
owns = ["Workshop"]
unique = true
[[roles]]
name = "Person"
[labels]
SCHOOL = "Site"
[roster]
Site = "SCHOOL"
[keep]
state = ["OWN TEST"]
reference_hosts = ["example.org"]
"""
ROLES = (
    "Candidate, Principal, Assistant Principal, Superintendent, Assistant Superintendent, Teacher, "
    "Instructional Coach, Counselor, Psychologist, Nurse, Librarian, Paraprofessional, Department Head, "
    "Curriculum Director, Student, Parent, Community Partner, School Committee Member, Supervising "
    "Practitioner, Professor, Secretary, Custodian, Staff, Person"
).split(", ")


def test_the_shipped_map_has_every_role() -> None:
    assert set(ROLES) == set(read_label_map("ma-pal").role_cues)


def test_everything_that_is_not_a_person_has_a_label() -> None:
    assert set(read_label_map().type_labels) == set(EntityType) - {EntityType.PERSON}


@pytest.mark.parametrize(
    ("said", "role"),
    [("Teacher", "Teacher"), (" TEACHER ", "Teacher"), ("school nurse", "Nurse"), ("Keep", "Keep"), ("wizard", "")],
)
def test_a_role_is_found_by_its_name_or_a_cue(said: str, role: str) -> None:
    assert read_label_map().role_of(said) == role


def test_a_map_of_ones_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    own = read_label_map(str(path))
    assert (own.name, own.version, own.role_of("guide")) == ("own", 3, "Mentor")
    assert own.type_labels == {EntityType.SCHOOL: "Site"}
    assert own.role_hints == {"owns": {"workshop": "Mentor"}}
    assert (own.roles_with("unique"), own.roles_with("common")) == ({"Mentor"}, frozenset())
    assert own.vague_cues == {"lead"}
    assert own.keep == {"state": ("OWN TEST",)}
    assert own.reference_hosts == ("example.org",)


def test_the_shipped_map_names_only_looks_and_places_that_the_code_knows() -> None:
    hints = read_label_map().role_hints
    assert set(hints["looks"]) == {"initial", "quoted", "roll call", "motion", "room number"}
    assert {EntityType(place.upper()) for place in hints["of"]} <= set(EntityType)


def test_longer_label_words_come_first() -> None:
    words = read_label_map().label_words
    assert words.index("Assistant Principal") < words.index("Principal")


@pytest.mark.parametrize("content", ["", "version = ", 'version = 1\nname = "x"\nroles = 7', b"\xff\xfe"])
def test_a_file_that_is_no_map_is_refused(tmp_path: Path, content: str | bytes) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UsageError, match="cannot be read"):
        read_label_map(str(path))


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="ma-pal"):
        read_label_map("no-such-map")
