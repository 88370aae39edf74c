"""The roster: CSV and XLSX, roles, aliases, and what is wrong with one."""

from pathlib import Path

import openpyxl
import pytest

from blinder.errors import ExitCode, RosterError
from blinder.label_map import read_label_map
from blinder.roster import Known, known_from, read_roster
from blinder.types import EntityType

PROFILE = read_label_map()
PEOPLE = "name,role,aliases\nAna Quillfeather,Teacher,Nana; A. Q.\nBrackenmoor Elementary School,School,BES\n"


def read(tmp_path: Path, content: str | bytes, name: str = "roster.csv") -> tuple[Known, ...]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_roster(path, PROFILE)


def test_names_roles_and_aliases_are_read(tmp_path: Path) -> None:
    assert read(tmp_path, PEOPLE) == (
        Known(("Ana Quillfeather", "Nana", "A. Q."), EntityType.PERSON, "Teacher"),
        Known(("Brackenmoor Elementary School", "BES"), EntityType.SCHOOL, "School"),
    )


def test_a_workbook_reads_as_the_csv(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in PEOPLE.splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "roster.xlsx")
    assert read_roster(tmp_path / "roster.xlsx", PROFILE) == read(tmp_path, PEOPLE)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_way_a_spreadsheet_saves_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    content = f"Name,Role\r\nJosé Peñaloza,nurse\r\n\r\n".replace(",", delimiter).encode(encoding)  # noqa: F541
    assert read(tmp_path, content) == (Known(("José Peñaloza",), EntityType.PERSON, "Nurse"),)


@pytest.mark.parametrize(
    ("wanted", "role", "kind"),
    [
        ("", "Person", EntityType.PERSON),
        ("teacher", "Teacher", EntityType.PERSON),
        ("Literacy Coach", "Instructional Coach", EntityType.PERSON),
        ("District", "District", EntityType.DISTRICT),
        ("University", "University", EntityType.UNIVERSITY),
        ("Town", "Town", EntityType.LOCATION),
        ("Organization", "Organization", EntityType.ORGANIZATION),
    ],
)
def test_a_role_is_meant_in_a_readers_words(wanted: str, role: str, kind: EntityType) -> None:
    (entry,) = known_from([("Quillfeather", wanted)], PROFILE)
    assert (entry.role, entry.entity_type, entry.keep) == (role, kind, False)


def test_keep_means_never_blind() -> None:
    assert known_from([("Quillfeather", "Keep")], PROFILE)[0].keep


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "no column called name"),
        ("person,role\nAna,Teacher\n", "no column called name"),
        ("name,role\n,Teacher\n", "row 2 has no name"),
        ("name,role\n---,Teacher\n", "row 2 has no name"),
        ("name,role\nQuillfeather,Wizard\n", "row 2 has an unknown role"),
        ("name,role\nQuillfeather,Nurse\nQUILLFEATHER,Teacher\n", "row 3 has the name of row 2"),
    ],
)
def test_what_is_wrong_is_said_by_row_and_never_by_name(tmp_path: Path, content: str, says: str) -> None:
    with pytest.raises(RosterError, match=says) as error:
        read(tmp_path, content)
    assert error.value.exit_code is ExitCode.USAGE
    assert "quillfeather" not in str(error.value).casefold()


@pytest.mark.parametrize("name", ["roster.csv", "roster.xlsx"])
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(RosterError):
        read(tmp_path, b"PK\x03\x04 broken \xff\x00\x81", name)
    with pytest.raises(RosterError, match="cannot be read"):
        read_roster(tmp_path / "none" / name, PROFILE)


def test_no_name_stands_in_the_repr() -> None:
    assert "Quillfeather" not in repr(known_from([("Ana Quillfeather", "Teacher", "Quill")], PROFILE))
