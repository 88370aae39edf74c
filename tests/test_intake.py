"""Paths of one call → the files of one submission."""

from pathlib import Path

import pytest

from blinder.errors import UsageError
from blinder.intake import Intake, hash_file, take_in


def is_document(path: Path) -> bool:
    return path.suffix == ".txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "A.txt", "minutes/May.txt", "logo.png", "roster.csv", ".DS_Store", "~$b.txt", "blinder.toml"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return tmp_path / "in"


def names(intake: Intake) -> list[str]:
    return [str(file.name) for file in intake.files]


def test_a_folder_is_walked_in_the_order_of_names(folder: Path) -> None:
    intake = take_in([folder], is_document)
    assert names(intake) == ["A.txt", "b.txt", "minutes/May.txt"]


def test_unknown_kinds_are_named_and_litter_is_not(folder: Path) -> None:
    assert [str(file.name) for file in take_in([folder], is_document).unknown] == ["logo.png"]


def test_the_roster_at_the_top_is_no_document(folder: Path) -> None:
    assert take_in([folder], lambda _: True).roster == folder / "roster.csv"
    assert "roster.csv" not in names(take_in([folder], lambda _: True))


def test_a_roster_further_down_is_a_document(folder: Path) -> None:
    (folder / "roster.csv").rename(folder / "minutes" / "roster.csv")
    intake = take_in([folder], lambda _: True)
    assert intake.roster is None
    assert "minutes/roster.csv" in names(intake)


def test_blinders_audit_is_passed_over_and_another_one_is_not(folder: Path) -> None:
    for name, mark in (("audit", "audit.json"), ("minutes/audit", "other.json")):
        (folder / name).mkdir()
        (folder / name / mark).write_text("{}", encoding="utf-8")
        (folder / name / "note.txt").write_text("x", encoding="utf-8")
    assert [name for name in names(take_in([folder], is_document)) if "audit" in name] == ["minutes/audit/note.txt"]


def test_a_file_given_twice_is_taken_once(folder: Path) -> None:
    assert names(take_in([folder / "A.txt", folder], is_document)) == ["A.txt", "b.txt", "minutes/May.txt"]


def test_files_of_one_name_become_two_documents(folder: Path) -> None:
    assert names(take_in([folder / "minutes", folder / "minutes" / "May.txt"], is_document)) == ["May.txt"]
    (folder / "other").mkdir()
    (folder / "other" / "May.txt").write_text("y", encoding="utf-8")
    assert names(take_in([folder / "minutes", folder / "other"], is_document)) == ["May.txt", "May (2).txt"]


def test_files_of_one_name_and_no_known_kind_are_told_apart_too(folder: Path) -> None:
    (folder / "minutes" / "logo.png").write_text("y", encoding="utf-8")
    unknown = take_in([folder, folder / "minutes" / "logo.png"], is_document).unknown
    assert [str(file.name) for file in unknown] == ["logo.png", "logo (2).png"]


def test_a_link_in_a_circle_ends(folder: Path) -> None:
    (folder / "minutes" / "again").symlink_to(folder, target_is_directory=True)
    assert names(take_in([folder], is_document)) == ["A.txt", "b.txt", "minutes/May.txt"]


def test_a_link_has_a_name_of_its_own(folder: Path) -> None:
    (folder / "Quillfeather.txt").symlink_to(folder / "b.txt")
    assert names(take_in([folder], is_document)) == ["A.txt", "b.txt", "minutes/May.txt", "Quillfeather.txt"]


def test_what_is_no_file_is_not_read(folder: Path) -> None:
    (folder / "gone.txt").symlink_to(folder / "nothing.txt")
    (folder / "folder.txt").mkdir()
    intake = take_in([folder], is_document)
    assert "gone.txt" not in names(intake)
    assert "gone.txt" in [str(file.name) for file in intake.unknown]
    with pytest.raises(OSError, match="no file"):
        hash_file(folder / "folder.txt")


def test_a_missing_path_is_told_by_its_number(folder: Path) -> None:
    with pytest.raises(UsageError, match="argument 2") as error:
        take_in([folder, folder / "Quillfeather.txt"], is_document)
    assert "Quillfeather" not in str(error.value)


def test_two_rosters_are_one_too_many(folder: Path) -> None:
    (folder / "roster.xlsx").write_text("x", encoding="utf-8")
    intake = take_in([folder], is_document)
    with pytest.raises(UsageError, match="more than one roster"):
        _ = intake.roster
