"""What comes out: names of files, nothing half-written or left behind, nothing original in reports and on screen."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from rich.table import Column, Table

from blinder.cli import output
from blinder.errors import OutputError
from blinder.intake import hash_file

pytestmark = pytest.mark.usefixtures("by_rules")
TEXT = "Principal Oona Thistlewick met Ms. Quillfeather at Brackenmoor Elementary School.\n"


def written(folder: str = "out") -> set[str]:
    root = Path(folder)
    found = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    return {name for name in found if not name.startswith("audit/")}


# ── Names of files ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_file_names_lose_their_names_and_stay_apart(blinder: Any, memo: Path) -> None:
    for name in ("Quillfeather.txt", "Ms. Quillfeather.txt", "notes Quillfeather (May).txt", "MEMO.txt"):
        (memo / name).write_text(TEXT, encoding="utf-8")
    assert blinder("blind", memo, "--out", "out").code == 0
    assert len({name.casefold() for name in written()}) == 5
    assert not [name for name in written() if "quillfeather" in name.casefold()]
    assert "notes (May).txt" in written()


def test_folder_names_lose_their_names_too(blinder: Any, memo: Path) -> None:
    (memo / "Quillfeather notes").mkdir()
    (memo / "Quillfeather notes/memo.txt").write_text(TEXT, encoding="utf-8")
    blinder("blind", memo, "--out", "out")
    assert written() == {"memo.txt", "notes/memo.txt"}


def test_two_inputs_of_one_name_are_both_written(blinder: Any, memo: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "memo.txt").write_text("Ms. Pennyfarthing left.\n", encoding="utf-8")
    assert blinder("blind", memo, other / "memo.txt", "--out", "out").code == 0
    assert written() == {"memo.txt", "memo (2).txt"}
    assert len({Path("out", name).read_text("utf-8") for name in written()}) == 2


def test_a_file_given_twice_is_one_file(blinder: Any, memo: Path) -> None:
    blinder("blind", memo, memo / "memo.txt", "--out", "out")
    assert written() == {"memo.txt"}


def test_ones_own_audit_and_litter_are_passed_over(blinder: Any, memo: Path) -> None:
    (memo / "~$memo.docx").write_bytes(b"lock")
    (memo / ".DS_Store").write_bytes(b"litter")
    blinder("blind", memo, "--out", "out")
    assert blinder("blind", "out", "--out", "again").code == 0
    assert written("again") == {"memo.txt"}


# ── What is kept ────────────────────────────────────────────────────────────────────────────────────────────────────


def write_commented(path: Path, picture: Path | None = None) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph(TEXT)
    word.add_comment(paragraph.runs, text="Ms. Quillfeather should see this remark.", author="Oona Thistlewick")
    if picture:
        word.add_picture(str(picture))
    word.save(str(path))


def all_xml(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.parametrize("flags", [[], ["--keep-comments"]], ids=["removed", "kept"])
def test_comments_are_removed_or_blinded(blinder: Any, tmp_path: Path, flags: list[str]) -> None:
    write_commented(tmp_path / "memo.docx")
    assert blinder("blind", "memo.docx", "--out", "out", *flags).code == 0
    xml = all_xml(tmp_path / "out/memo.docx")
    assert ("should see this remark" in xml) is bool(flags)
    assert not re.search("quillfeather|thistlewick|oona", xml, re.IGNORECASE)


def test_a_kept_picture_is_not_examined_until_it_is_accepted(blinder: Any, tmp_path: Path) -> None:
    from PIL import Image

    Image.effect_noise((60, 60), 90).save(tmp_path / "photo.png")
    write_commented(tmp_path / "memo.docx", tmp_path / "photo.png")
    assert blinder("blind", "memo.docx", "--out", "one").code == 0
    assert blinder("blind", "memo.docx", "--out", "two", "--pictures", "keep").code == 3
    assert written("two") == set()
    accepted = blinder("blind", "memo.docx", "--out", "three", "--pictures", "keep", "--accept-unseen", "--json")
    assert accepted.code in (0, 1)
    assert json.loads(accepted.out)["files"][0]["unseen"]
    assert written("three") == {"memo.docx"}


# ── Nothing half-written ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("where", "error", "code"),
    [
        ("blinder.pipeline.verifier.verify_file", KeyboardInterrupt(), 130),
        ("blinder.pipeline.verifier.verify_file", OSError(28, "No space left on device", "Quillfeather.txt"), 3),
        ("blinder.pipeline.write_reports", OutputError("the reports cannot be written"), 3),
        ("blinder.pipeline.write_reports", OSError(28, "No space left on device", "Quillfeather.txt"), 3),
        ("blinder.pipeline.write_reports", MemoryError(), 70),
    ],
)
def test_a_run_that_stops_in_the_middle_leaves_nothing(
    blinder: Any,
    memo: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
    error: BaseException,
    code: int,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def stop(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(where, stop)
    called = blinder("blind", memo, "--out", "deep/out")
    assert (called.code, called.out, called.names()) == (code, "", [])
    assert called.err.startswith("blinder: ")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [memo / "memo.txt"]
    assert not list(tmp_path.rglob(".blinder*"))


SLOW_JOB = """
import time, pathlib
from blinder import pipeline
from blinder.cli.app import main

def slowly(path, *rest, **more):
    pathlib.Path("ready").touch()
    time.sleep(20)

pipeline.verifier.verify_file = slowly
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_signal_in_the_middle_leaves_nothing(memo: Path, tmp_path: Path, name: str) -> None:
    command = [sys.executable, "-c", SLOW_JOB, "blind", str(memo), "--out", "out"]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    job = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True)
    patience = time.monotonic() + 300
    while not (tmp_path / "ready").exists() and time.monotonic() < patience:
        time.sleep(0.05)
    assert list(tmp_path.glob(".blinder-*/*")), "the copy is being made"
    job.send_signal(getattr(signal, name))
    _, said = job.communicate(timeout=300)
    assert job.returncode == 130
    assert said == "blinder: interrupted; no half-written file is left\n"
    assert {path.name for path in tmp_path.iterdir()} <= {"memo", "ready"}


def test_an_output_folder_that_cannot_be_made_is_said(blinder: Any, memo: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    called = blinder("blind", memo, "--out", "file/out")
    assert called.code == 3
    assert "folder cannot be made" in called.err


def test_a_reader_that_leaves_early_changes_nothing(blinder: Any, memo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        monkeypatch.setattr(sys, "stdout", closed)
        from blinder.cli.app import run

        assert run(["scan", str(memo)]) == 0
        assert run(["verify", str(memo)]) == 1


# ── Colours ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("wanted", [True, False], ids=["as usual", "NO_COLOR"])
def test_tables_have_colours_only_where_they_are_wanted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, wanted: bool
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if not wanted:
        monkeypatch.setenv("NO_COLOR", "1")
    output._print_table(Table(Column("label", style="red"), title="[blue]labels"))
    shown = capsys.readouterr().out
    assert "label" in shown
    assert bool(re.search(r"\x1b\[(?:\d+;)*3\d(?:;\d+)*m", shown)) is wanted


def test_a_name_that_looks_like_markup_is_shown_as_it_is(blinder: Any, memo: Path) -> None:
    Path("people.csv").write_text("name,role\nOona [red] Thistlewick,Principal\n", encoding="utf-8")
    (memo / "memo.txt").write_text("Oona [red] Thistlewick left.\n", encoding="utf-8")
    assert "Oona [red] Thistlewick" in blinder("scan", memo, "--show-names", "--roster", "people.csv").out


# ── Nothing original ────────────────────────────────────────────────────────────────────────────────────────────────


def test_reports_hold_no_name_and_the_form_can_be_opened(blinder: Any, submission: Path) -> None:
    (submission / "Quillfeather notes.mp4").write_bytes(b"film")
    (submission / "Quillfeather cut.docx").write_bytes(b"PK\x03\x04 Oona Thistlewick")
    assert blinder("blind", submission, "--out", "out").code == 3
    form = docx.Document("out/audit/confidentiality-form-draft.docx")
    said = [all_xml(Path("out/audit/confidentiality-form-draft.docx")), *(each.text for each in form.paragraphs)]
    said += [path.read_text("utf-8") for path in Path("out/audit").iterdir() if path.suffix != ".docx"]
    assert not re.search("quillfeather|thistlewick|brackenmoor|oona", "\n".join(said), re.IGNORECASE)


def test_the_audit_shows_the_hash_of_every_copy(blinder: Any, submission: Path) -> None:
    blinder("blind", submission, "--out", "out")
    audit = json.loads(Path("out/audit/audit.json").read_text("utf-8"))
    assert {file["name"]: file["sha256"] for file in audit["files"]} == {
        name: hash_file(Path("out", name)) for name in written()
    }


def test_nothing_is_left_in_the_temporary_folder(
    blinder: Any, submission: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    blinder("blind", submission, "--out", "out")
    assert list((tmp_path / "temporary").iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"submission", "temporary", "out"}
