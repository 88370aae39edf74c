"""The key: round trip, passphrase, mode, nothing readable on the disk."""

import stat
import sys
from pathlib import Path

import pytest

from blinder.errors import KeyFileError
from blinder.label.key import read_key, write_key
from blinder.roster import Known
from blinder.types import Entity, EntityType

PASSPHRASE = "four quiet words here"
ANA = Entity("p1", EntityType.PERSON, "Teacher", "Teacher C", ("Ana Quillfeather", "Ana"), ())
SCHOOL = Entity("s1", EntityType.SCHOOL, "School", "School B", ("Brackenmoor Elementary School",), ())


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Written once: a passphrase is slow on purpose."""
    path = tmp_path_factory.mktemp("key") / "candidate.key"
    write_key(path, PASSPHRASE, [ANA, SCHOOL])
    return path


def test_what_is_written_is_read_again(key: Path) -> None:
    assert read_key(key, PASSPHRASE) == (
        Known(ANA.names, EntityType.PERSON, "Teacher", "Teacher C"),
        Known(SCHOOL.names, EntityType.SCHOOL, "School", "School B"),
    )


def test_a_later_task_adds_its_names_and_keeps_the_earlier(tmp_path: Path) -> None:
    ana = Entity("p1", EntityType.PERSON, "Teacher", "Teacher C", ("Ana", "Nana"), ())
    earlier = [Known(entity.names, entity.entity_type, entity.role, entity.label) for entity in (ANA, SCHOOL)]
    write_key(tmp_path / "key", PASSPHRASE, [ana], earlier)
    assert [(entry.label, entry.names) for entry in read_key(tmp_path / "key", PASSPHRASE)] == [
        ("Teacher C", ("Ana Quillfeather", "Ana", "Nana")),
        ("School B", SCHOOL.names),
    ]


def test_only_the_owner_may_read_it(key: Path) -> None:
    if sys.platform != "win32":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_no_name_can_be_read_without_the_passphrase(key: Path) -> None:
    assert b"Quillfeather" not in key.read_bytes()


def test_nothing_else_is_left_beside_it(key: Path) -> None:
    assert list(key.parent.iterdir()) == [key]


def test_a_wrong_passphrase_opens_nothing_and_tells_no_name(key: Path) -> None:
    with pytest.raises(KeyFileError, match="does not open") as error:
        read_key(key, "another one")
    assert "Quillfeather" not in repr(error.value)


@pytest.mark.parametrize("content", [b"", b"no key at all", b"age-encryption.org/v1\n"])
def test_a_file_that_is_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(KeyFileError):
        read_key(path, PASSPHRASE)


def test_a_missing_key_and_a_missing_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="cannot be read"):
        read_key(tmp_path / "none", PASSPHRASE)
    with pytest.raises(KeyFileError, match="cannot be written"):
        write_key(tmp_path / "none" / "key", PASSPHRASE, [ANA])
