"""The folder gate: what goes where, what waits, what stays; and that it can be killed at any instant."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock

from blinder.errors import ExitCode, OutputError, UsageError
from blinder.service.watch import HOME, LOCK, Settled, watch

Watch = Callable[..., list[Settled]]


def judge(folder: Path, report: Path) -> ExitCode:
    """Passes what says nothing of Oona."""
    if not any(b"Oona" in path.read_bytes() for path in folder.rglob("*") if path.is_file()):
        return ExitCode.CLEAN
    report.mkdir(parents=True)
    (report / "audit.json").write_text("{}", encoding="utf-8")
    return ExitCode.FINDINGS


@pytest.fixture
def once(tmp_path: Path) -> Watch:
    """Two looks into `in`."""
    (tmp_path / "in").mkdir()
    folders = [tmp_path / name for name in ("in", "out", "held")]
    return lambda judge=judge: list(watch(*folders, judge=judge, interval_s=0, once=True))


def files_in(folder: Path) -> set[str]:
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.name != LOCK)
    return {path.as_posix() for path in files}


def test_what_passes_goes_out_and_the_rest_is_held_with_a_report(once: Watch, tmp_path: Path) -> None:
    (tmp_path / "in/folder/more").mkdir(parents=True)
    (tmp_path / "in/folder/more/one.txt").write_text("Teacher C", encoding="utf-8")
    (tmp_path / "in/good.txt").write_text("Teacher C", encoding="utf-8")
    (tmp_path / "in/bad.txt").write_text("Oona", encoding="utf-8")
    told = [(each.code, each.moved) for each in once()]
    assert told == [(ExitCode.FINDINGS, True), (ExitCode.CLEAN, True), (ExitCode.CLEAN, True)]
    assert files_in(tmp_path / "out") == {"folder/more/one.txt", "good.txt"}
    assert files_in(tmp_path / "held") == {"bad.txt/files/bad.txt", "bad.txt/report/audit.json"}
    assert files_in(tmp_path / "in") == set()
    assert not list(tmp_path.glob(f"*/{HOME}"))


def test_a_second_one_of_the_same_name_takes_a_free_name(once: Watch, tmp_path: Path) -> None:
    for text in ("Teacher C", "Teacher D"):
        (tmp_path / "in/memo.txt").write_text(text, encoding="utf-8")
        once()
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "out").glob("*.txt")} == {
        "memo.txt": "Teacher C",
        "memo (2).txt": "Teacher D",
    }


@pytest.mark.parametrize(
    "name", [".hidden.docx", "~$memo.docx", "memo.docx.part", "memo.pdf.crdownload", "a/b.filepart"]
)
def test_what_is_hidden_or_unfinished_waits(once: Watch, tmp_path: Path, name: str) -> None:
    (tmp_path / "in" / name).parent.mkdir(exist_ok=True)
    (tmp_path / "in" / name).write_text("Teacher C", encoding="utf-8")
    assert once() == []
    assert files_in(tmp_path / "in") == {name}


def test_what_grows_between_two_looks_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    growing = tmp_path / "in/memo.txt"
    growing.write_text("Teacher", encoding="utf-8")
    monkeypatch.setattr("blinder.service.watch.time.sleep", lambda _: growing.write_text("Teacher C and", "utf-8"))
    looks = partial(watch, tmp_path / "in", tmp_path / "out", tmp_path / "held", judge=judge, interval_s=1, once=True)
    assert list(looks()) == []
    monkeypatch.setattr("blinder.service.watch.time.sleep", lambda _: None)
    assert list(looks()) == [Settled(1, ExitCode.CLEAN)]


def test_what_changes_while_it_is_examined_waits(once: Watch, tmp_path: Path) -> None:
    (tmp_path / "in/memo.txt").write_text("Teacher C", encoding="utf-8")

    def late(folder: Path, report: Path) -> ExitCode:
        (tmp_path / "in/memo.txt").write_text("Oona", encoding="utf-8")
        return judge(folder, report)

    assert once(late) == []
    assert (files_in(tmp_path / "in"), files_in(tmp_path / "out")) == ({"memo.txt"}, set())


def test_a_writer_that_still_has_the_original_open_changes_nothing_that_passed(once: Watch, tmp_path: Path) -> None:
    with (tmp_path / "in/memo.txt").open("w", encoding="utf-8") as late:
        print("Teacher C", file=late, flush=True)
        once()
        print("Oona", file=late, flush=True)
    assert (tmp_path / "out/memo.txt").read_text("utf-8") == "Teacher C\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files")
def test_what_cannot_be_copied_stays_and_stops_nobody(once: Watch, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "in/a.txt")
    (tmp_path / "in/b.txt").write_text("Teacher C", encoding="utf-8")
    assert once() == [Settled(1, ExitCode.UNREAD, moved=False), Settled(2, ExitCode.CLEAN)]
    assert files_in(tmp_path / "out") == {"b.txt"}


def test_a_folder_that_is_away_for_a_while_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/memo.txt").write_text("Teacher C", encoding="utf-8")
    listed, away = os.listdir, iter([True, False, True])

    def listdir(path: Path) -> list[str]:
        if next(away, False):
            raise OSError(errno.EIO, "Oona")
        return listed(path)

    monkeypatch.setattr(os, "listdir", listdir)
    folders = [tmp_path / name for name in ("in", "out", "held")]
    with closing(watch(*folders, judge=judge, interval_s=0)) as seen:
        assert next(seen).code is ExitCode.CLEAN
    assert files_in(tmp_path / "out") == {"memo.txt"}


def test_folders_without_the_right_to_write_are_moved_too(once: Watch, tmp_path: Path) -> None:
    (tmp_path / "in/folder/inner").mkdir(parents=True)
    (tmp_path / "in/folder/inner/memo.txt").write_text("Teacher C", encoding="utf-8")
    (tmp_path / "in/folder/inner").chmod(0o500)
    assert once() == [Settled(1, ExitCode.CLEAN)]
    assert files_in(tmp_path / "out") == {"folder/inner/memo.txt"}
    (tmp_path / "out/folder/inner").chmod(0o700)


@pytest.mark.parametrize(
    "names", [("in", "in", "held"), ("in", "in/out", "held"), ("in", "out", "out/held"), ("no", "out", "held")]
)
def test_folders_in_each_other_or_missing_are_refused(tmp_path: Path, names: tuple[str, ...]) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(UsageError):
        list(watch(*(tmp_path / name for name in names), judge=judge, interval_s=0, once=True))
    assert files_in(tmp_path) == set()


def test_two_do_not_watch_one_folder(once: Watch, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with FileLock(tmp_path / "out" / LOCK), pytest.raises(UsageError, match="another blinder"):
        once()


def test_a_matter_decided_is_not_finished_in_other_folders(once: Watch, tmp_path: Path) -> None:
    (tmp_path / "in" / HOME / "memo.txt").mkdir(parents=True)
    with pytest.raises(OutputError, match="other folders"):
        once()
    assert (tmp_path / "in" / HOME / "memo.txt").is_dir()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
@pytest.mark.parametrize(("mode", "least"), [("steps", 100), ("times", 30)])
def test_killed_at_any_instant_it_loses_nothing(tmp_path: Path, mode: str, least: int) -> None:
    script = Path(__file__).with_name("kills.py")
    command = [sys.executable, str(script), mode, str(tmp_path / "box")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    shutil.rmtree(tmp_path / "box", ignore_errors=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= least
