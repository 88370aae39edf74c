"""`blinder gate` and `blinder watch`: what passes, what is said, and that what was not examined never passes."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("by_rules")
CLEAN = "Teacher C met Principal D at School A.\n"


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A folder with one finished text."""
    (tmp_path / "clean").mkdir()
    (tmp_path / "clean/memo.txt").write_text(CLEAN, encoding="utf-8")
    return tmp_path / "clean"


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


# ── gate ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_finished_file_passes_and_an_original_does_not(blinder: Any, clean: Path, memo: Path, tmp_path: Path) -> None:
    before = files_in(tmp_path)
    assert blinder("gate", clean).code == 0
    found = blinder("gate", memo)
    assert (found.code, found.names()) == (1, [])
    assert files_in(tmp_path) == before


UNEXAMINED: dict[str, Callable[[Path], object]] = {
    "a kind that blinder does not read": lambda folder: (folder / "Quillfeather.mp4").write_bytes(b"film"),
    "a broken file": lambda folder: (folder / "Quillfeather.odt").write_bytes(b""),
    "a roster": lambda folder: (folder / "roster.csv").write_text("name,role\nAna Quillfeather,Teacher\n"),
    "an owner file of Word": lambda folder: (folder / "~$Quillfeather.docx").write_bytes(b"Ana Quillfeather"),
    "litter": lambda folder: (folder / ".DS_Store").write_bytes(b"Quillfeather.docx"),
    "an empty folder": lambda folder: (folder / "Quillfeather").mkdir(),
    "a file in what looks like an audit": lambda folder: audit_with(folder / "audit", "Quillfeather.docx"),
}


def audit_with(folder: Path, name: str) -> None:
    folder.mkdir()
    (folder / "audit.json").write_text("{}", encoding="utf-8")
    (folder / name).write_bytes(b"Ms. Quillfeather")


@pytest.mark.parametrize("add", UNEXAMINED.values(), ids=UNEXAMINED)
def test_what_was_not_examined_does_not_pass(blinder: Any, clean: Path, add: Callable[[Path], object]) -> None:
    add(clean)
    found = blinder("gate", clean)
    assert (found.code, found.names()) == (3, [])
    assert "not examined" in found.out or "unreadable" in found.out


@pytest.mark.parametrize("what", ["a kind that blinder does not read", "a broken file"])
def test_verify_calls_what_it_could_not_examine_by_a_number(blinder: Any, clean: Path, what: str) -> None:
    UNEXAMINED[what](clean)
    found = blinder("verify", clean)
    assert (found.code, found.names()) == (3, [])
    assert "file " in found.out


def test_the_calls_own_roster_is_no_part_of_the_submission(blinder: Any, clean: Path) -> None:
    (clean / "roster.csv").write_text("name,role\nAna Quillfeather,Teacher\n", encoding="utf-8")
    assert blinder("gate", clean, "--roster", clean / "roster.csv").code == 0


def test_unknown_kinds_can_be_passed_over_but_what_is_read_cannot(blinder: Any, clean: Path, memo: Path) -> None:
    (clean / "film.mp4").write_bytes(b"film")
    assert blinder("gate", clean, "--skip-unknown").code == 0
    assert blinder("gate", clean / "film.mp4", "--skip-unknown").code == 0
    assert blinder("gate", clean, memo, "--skip-unknown").code == 1
    (clean / "broken.odt").write_bytes(b"")
    assert blinder("gate", clean, "--skip-unknown").code == 3


def closed(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0)


HIDDEN = {
    "an owner file of Word": (3, lambda folder: (folder / "~$Quillfeather.docx").write_bytes(b"Ana Quillfeather")),
    "a roster": (3, UNEXAMINED["a roster"]),
    "a folder that cannot be opened": (3, lambda folder: closed(folder / "Quillfeather")),
    "a pipe": (3, lambda folder: os.mkfifo(folder / "minutes.docx")),
    "a link to nothing": (3, lambda folder: (folder / "film.mp4").symlink_to(folder / "gone.mp4")),
    "a file in an audit": (3, UNEXAMINED["a file in what looks like an audit"]),
    "a text in an audit": (1, lambda folder: audit_with(folder / "audit", "minutes.txt")),
    "a link called like somebody": (1, lambda folder: (folder / "Ms. Quillfeather.txt").symlink_to("memo.txt")),
    "a link back, called like somebody": (3, lambda folder: (folder / "Ms. Quillfeather").symlink_to(folder)),
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files")
@pytest.mark.parametrize(("code", "add"), HIDDEN.values(), ids=HIDDEN)
def test_what_is_read_is_not_passed_over(
    blinder: Any, clean: Path, code: int, add: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    may_open = os.access
    monkeypatch.setattr(os, "access", lambda path, how: Path(path).name != "Quillfeather" and may_open(path, how))
    add(clean)
    found = blinder("gate", clean, "--skip-unknown")
    assert (found.code, found.names()) == (code, [])


def test_where_there_is_nothing_to_judge_it_says_so(blinder: Any, tmp_path: Path) -> None:
    found = blinder("gate", tmp_path, "--skip-unknown")
    assert (found.code, found.out.strip()) == (0, "There was no file to look at.")


def test_the_files_of_a_hook_may_be_of_many_submissions(blinder: Any, tmp_path: Path) -> None:
    for folder, label in (("one", "Teacher C"), ("two", "Teacher D")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "memo.txt").write_text(f"{label} of grade 4 shared the reading data of the fall.", "utf-8")
    files = [tmp_path / "one" / "memo.txt", tmp_path / "two" / "memo.txt"]
    assert blinder("gate", *files).code == 1
    assert blinder("gate", *files, "--skip-unknown").code == 0
    assert blinder("gate", tmp_path / "one", tmp_path / "two", "--skip-unknown").code == 0
    assert blinder("gate", tmp_path, "--skip-unknown").code == 1


def test_json_and_sarif_hold_no_names(blinder: Any, memo: Path, tmp_path: Path) -> None:
    (memo / "Quillfeather.mp4").write_bytes(b"film")
    called = blinder("gate", memo, "--json", "--sarif", tmp_path / "found.sarif")
    assert called.code == json.loads(called.out)["exit_code"] == 3
    text = (tmp_path / "found.sarif").read_text("utf-8")
    rules = {result["ruleId"] for result in json.loads(text)["runs"][0]["results"]}
    assert {"unknown names", "unread"} <= rules
    assert called.names() == []
    assert "uillfeather" not in text
    assert blinder("gate", memo, "--sarif", "-").out == text


def places(blinder: Any, *argv: object) -> set[str]:
    """Where SARIF says that its findings are."""
    runs = json.loads(blinder("gate", *argv, "--sarif", "-").out)["runs"]
    found = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in runs[0]["results"]]
    return {*found, *(artifact["location"]["uri"] for artifact in runs[0]["artifacts"])}


def test_sarif_knows_files_by_their_path_from_here_as_code_hosts_do(blinder: Any, memo: Path) -> None:
    (memo / "Task 1").mkdir()
    (memo / "memo.txt").rename(memo / "Task 1/memo.txt")
    for argv in (["memo"], [memo], ["memo/Task 1"], ["memo/Task 1/memo.txt"], ["memo/../memo/Task 1/memo.txt"]):
        assert places(blinder, *argv) == {"memo/Task%201/memo.txt"}


@pytest.mark.parametrize("folder", ["Quillfeather", "drafts/Ms. Quillfeather/old"])
def test_sarif_tells_no_folder_that_may_name_somebody(blinder: Any, memo: Path, tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir(parents=True)
    (memo / "memo.txt").rename(tmp_path / folder / "memo.txt")
    assert places(blinder, tmp_path / folder / "memo.txt") == {"memo.txt"}
    assert places(blinder, tmp_path / folder) == {"memo.txt"}


def test_sarif_tells_no_place_outside_of_here(
    blinder: Any, memo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert places(blinder, "../memo") == {"memo.txt"}


@pytest.mark.parametrize(
    "argv", [["--json", "--sarif", "-"], ["--sarif", "memo/memo.txt"], ["--sarif", "memo/new.sarif"]], ids=" ".join
)
def test_a_wrong_call_writes_nothing(blinder: Any, memo: Path, tmp_path: Path, argv: list[str]) -> None:
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert blinder("gate", memo, *argv).code == 2
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


# ── watch ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_watch_moves_what_passes_and_holds_the_rest(blinder: Any, clean: Path, memo: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    clean.rename(inbox / "1001")
    memo.rename(inbox / "1002")
    (inbox / "1003").mkdir()
    (inbox / "Quillfeather.txt").write_text(CLEAN, encoding="utf-8")
    (inbox / "linked").mkdir()
    (inbox / "linked/memo.txt").symlink_to(tmp_path / "elsewhere.txt")
    (tmp_path / "elsewhere.txt").write_text(CLEAN, encoding="utf-8")
    called = blinder("watch", inbox, "--out", "out", "--quarantine", "held", "--interval", 0, "--once")
    assert (called.code, called.names()) == (3, [])
    assert [line.partition("submission ")[2] for line in called.out.splitlines()] == [
        "1: passed",
        "2: held, something was found",
        "3: held, something was not examined",
        "4: held, something was found",
        "5: held, something was not examined",
    ]
    assert {path.name for path in (tmp_path / "out").iterdir() if path.name[0] != "."} == {"1001"}
    reports = list((tmp_path / "held").glob("*/report/*"))
    assert {path.name for path in reports} == {"audit.html", "audit.json", "findings.sarif", "attestation.json"}
    assert not any(b"uillfeather" in path.read_bytes() for path in reports)
    assert len(reports) == 4 * 4
    assert (tmp_path / "held/1002/files/1002/memo.txt").is_file()


def test_watch_says_a_wrong_label_map_at_once(blinder: Any, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    wrong = blinder("watch", "in", "--out", "out", "--quarantine", "held", "--label-map", "nowhere", "--once")
    assert wrong.code == 2


def test_a_bug_lets_nothing_pass(blinder: Any, clean: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> None:
        raise ValueError("Quillfeather")

    monkeypatch.setattr("blinder.gatekeeper.verify", crash)
    called = blinder("watch", clean, "--out", "out", "--quarantine", "held", "--interval", 0, "--once")
    assert (called.code, called.names()) == (3, [])
    assert "ValueError" in (tmp_path / "held/memo.txt/report/audit.json").read_text("utf-8")
    assert (tmp_path / "held/memo.txt/files/memo.txt").read_text("utf-8") == CLEAN
