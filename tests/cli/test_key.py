"""The key: encrypted, private, never beside the copies; it continues labels and brings names back."""

import os
import pty
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from blinder import pipeline

PASSPHRASE = "a horse, a staple"
TEXT = "Principal Oona Thistlewick met Ms. Quillfeather at Brackenmoor Elementary School.\nMs. Quillfeather agreed.\n"
pytestmark = pytest.mark.usefixtures("by_rules")


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BLINDER_PASSPHRASE", PASSPHRASE)


def test_the_key_is_encrypted_and_private(blinder: Any, memo: Path) -> None:
    assert blinder("blind", memo, "--out", "out", "--key", "my.key").code == 0
    key = Path("my.key")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert key.read_bytes().startswith(b"age-encryption.org/")
    assert sorted(path.name for path in Path().iterdir()) == ["memo", "my.key", "out"]


@pytest.mark.parametrize("place", ["out/my.key", "out/deep/my.key", "out/../out/my.key"])
def test_the_key_never_lies_among_the_copies(blinder: Any, memo: Path, place: str) -> None:
    assert blinder("blind", memo, "--out", "out", "--key", place).code == 2
    assert not Path("out").exists()


def test_an_existing_key_continues_its_labels(blinder: Any, memo: Path, tmp_path: Path) -> None:
    blinder("blind", memo, "--out", "out", "--key", "my.key")
    first = Path("out/memo.txt").read_text("utf-8")
    (tmp_path / "next.txt").write_text("Dr. Ulla Ostrander met Ms. Quillfeather.\n", encoding="utf-8")
    blinder("blind", "next.txt", "--out", "next", "--key", "my.key")
    new, same = Path("next/next.txt").read_text("utf-8").rstrip(".\n").split(" met ")
    assert same in first
    assert new not in first


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory, by_rules: None) -> Path:
    """A folder with a blinded text and the key to it."""
    folder = tmp_path_factory.mktemp("keyed")
    (folder / "memo.txt").write_text(TEXT, encoding="utf-8")
    outcome = pipeline.blind([folder / "memo.txt"], out=folder / "out", key=folder / "my.key", passphrase=PASSPHRASE)
    assert outcome.exit_code == 0
    return folder


def test_restore_brings_every_name_back_and_calls_its_copies_by_their_name(blinder: Any, keyed: Path) -> None:
    restored = blinder("restore", keyed / "out", "--key", keyed / "my.key", "--out", "back")
    assert restored.code == 0
    assert [path.name for path in Path("back").iterdir()] == ["memo.txt"]
    back = Path("back/memo.txt").read_text("utf-8")
    assert back == "Oona Thistlewick met Quillfeather at Brackenmoor Elementary School.\nQuillfeather agreed.\n"
    assert "Never upload" in restored.out
    assert "No name" not in restored.out


def test_restore_overwrites_only_by_force(blinder: Any, keyed: Path, tmp_path: Path) -> None:
    (tmp_path / "back").mkdir()
    (tmp_path / "back/memo.txt").write_text("mine", encoding="utf-8")
    call = ["restore", keyed / "out", "--key", keyed / "my.key", "--out", "back"]
    assert [blinder(*call).code, blinder(*call, "--force").code] == [2, 0]


def test_the_wrong_passphrase_opens_nothing_and_changes_nothing(
    blinder: Any, keyed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (keyed / "my.key").read_bytes()
    monkeypatch.setenv("BLINDER_PASSPHRASE", "a guess")
    assert blinder("blind", keyed / "memo.txt", "--out", "out", "--key", keyed / "my.key").code == 2
    assert (keyed / "my.key").read_bytes() == before
    assert not Path("out").exists()


@pytest.mark.parametrize("key", ["memo", "memo/memo.txt", "nowhere/my.key"])
def test_what_cannot_be_a_key_is_refused(blinder: Any, memo: Path, key: str) -> None:
    before = (memo / "memo.txt").read_bytes()
    assert blinder("blind", memo, "--out", "out", "--key", key).code == 2
    assert (memo / "memo.txt").read_bytes() == before
    assert not Path("out").exists()


@pytest.mark.parametrize("command", ["restore", "verify"])
def test_a_key_that_is_not_there_opens_nothing(blinder: Any, memo: Path, command: str) -> None:
    more = ["--out", "back"] if command == "restore" else []
    assert blinder(command, memo, "--key", "nowhere.key", *more).code == 2


def test_without_a_passphrase_and_nobody_to_ask_nothing_happens(
    blinder: Any, memo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BLINDER_PASSPHRASE")
    monkeypatch.setattr("os.isatty", lambda _: False)
    assert blinder("blind", memo, "--out", "out", "--key", "my.key").code == 2
    monkeypatch.setenv("BLINDER_PASSPHRASE", "")
    assert blinder("blind", memo, "--out", "out", "--key", "my.key").code == 2
    assert not Path("out").exists()


JOB = """
import sys
from pathlib import Path
from blinder.cli import options
print("asked for", options.passphrase_for(Path("new.key"), new=True))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_new_keys_passphrase_is_asked_twice_and_not_shown() -> None:
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover  the other process
        os.environ.pop("BLINDER_PASSPHRASE", None)
        os.execv(sys.executable, [sys.executable, "-c", JOB])
    said = b""
    for prompt, answer in ((b"key: ", b"typed\n"), (b"confirmation: ", b"typed\n"), (b"asked for typed", b"")):
        while prompt not in said:
            said += os.read(terminal, 1000)
        os.write(terminal, answer)
    os.waitpid(child, 0)
    assert said.count(b"typed") == 1
