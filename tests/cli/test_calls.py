"""Calls, right and wrong: what each ends with, what it says, what it writes."""

import json
from pathlib import Path
from typing import Any

import pytest

from blinder import pipeline
from blinder.report import audit_schema

pytestmark = pytest.mark.usefixtures("by_rules")
REPORTS = {"attestation.json", "audit.json", "audit.html", "findings.sarif", "confidentiality-form-draft.docx"}


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


# ── Right calls ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_blind_writes_every_file_and_the_audit(blinder: Any, submission: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in submission.iterdir()}
    called = blinder("blind", submission, "--out", "out")
    assert called.code == 0
    copies = {"memo.txt", "letter.pdf", "Artifact1 FINAL.docx"}
    assert files_in(tmp_path / "out") == copies | {f"audit/{name}" for name in REPORTS}
    assert {path: path.read_bytes() for path in submission.iterdir()} == before
    assert called.names() == []
    assert "audit.html" in called.out


def test_one_person_has_one_label_in_every_file(blinder: Any, submission: Path, tmp_path: Path) -> None:
    blinder("blind", submission, "--out", "out", "--json")
    entities = json.loads((tmp_path / "out/audit/audit.json").read_text("utf-8"))["entities"]
    spread = {entity["label"]: {place["document"] for place in entity["places"]} for entity in entities}
    assert len(spread) == 3
    assert all(len(documents) == 3 for documents in spread.values())


@pytest.mark.parametrize("command", ["scan", "verify"])
def test_looking_writes_nothing(blinder: Any, memo: Path, tmp_path: Path, command: str) -> None:
    blinder(command, memo)
    assert files_in(tmp_path) == {"memo/memo.txt"}


def test_names_are_shown_only_when_asked_for(blinder: Any, submission: Path) -> None:
    assert blinder("scan", submission).names() == []
    assert set(blinder("scan", submission, "--show-names").names()) >= {"thistlewick", "quillfeather", "brackenmoor"}


def test_verify_tells_names_left_from_none_left(blinder: Any, memo: Path) -> None:
    blinder("blind", memo, "--out", "out")
    assert blinder("verify", "out").code == 0
    found = blinder("verify", memo)
    assert (found.code, found.names()) == (1, [])


def test_verify_looks_for_the_rosters_names(blinder: Any, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("the fee for the zwyntrop was paid in march", encoding="utf-8")
    (tmp_path / "people.csv").write_text("name,role\nAnja Zwyntrop,Teacher\n", encoding="utf-8")
    assert blinder("verify", "notes.txt").code == 0
    assert blinder("verify", "notes.txt", "--roster", "people.csv").code == 1


def test_blinding_again_changes_no_text(blinder: Any, memo: Path, tmp_path: Path) -> None:
    blinder("blind", memo, "--out", "out")
    blinder("blind", "out", "--out", "again")
    assert files_in(tmp_path / "again") == files_in(tmp_path / "out")
    assert (tmp_path / "again/memo.txt").read_bytes() == (tmp_path / "out/memo.txt").read_bytes()


def test_the_same_call_writes_the_same_bytes(blinder: Any, submission: Path, tmp_path: Path) -> None:
    for out in ("one", "two"):
        blinder("blind", submission, "--out", out)
    one, two = tmp_path / "one", tmp_path / "two"
    assert [name for name in files_in(one) if (one / name).read_bytes() != (two / name).read_bytes()] == []


# ── Choices ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("scheme", "labels"), [("series", {"A", "B", "C"}), ("per-role", {"A"})])
def test_scheme_decides_how_letters_run(blinder: Any, memo: Path, scheme: str, labels: set[str]) -> None:
    (memo / "roster.csv").write_text("name,role\nOona Thistlewick,Principal\nQuillfeather,Teacher\n", encoding="utf-8")
    entities = json.loads(blinder("scan", memo, "--scheme", scheme, "--json").out)["entities"]
    assert {entity["label"].rpartition(" ")[2] for entity in entities} == labels


def test_a_label_map_of_ones_own_is_used(blinder: Any, memo: Path, tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "label_maps" / "ma-pal.toml"
    (tmp_path / "own.toml").write_text(
        shipped.read_text("utf-8").replace('name = "ma-pal"', 'name = "own"', 1), encoding="utf-8"
    )
    assert json.loads(blinder("scan", memo, "--label-map", "own.toml", "--json").out)["label_map"].startswith("own ")


def test_settings_lie_in_blinder_toml_and_flags_win(blinder: Any, memo: Path, tmp_path: Path) -> None:
    (tmp_path / "blinder.toml").write_text('scheme = "per-role"\n', encoding="utf-8")
    assert json.loads(blinder("scan", memo, "--json").out)["settings"]["scheme"] == "per-role"
    chosen = json.loads(blinder("scan", memo, "--scheme", "series", "--json").out)["settings"]
    assert chosen["scheme"] == "series"


# ── JSON ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("argv", [["blind", "--out", "out"], ["scan"], ["verify"]], ids=lambda argv: argv[0])
def test_json_is_one_object_without_names(blinder: Any, submission: Path, argv: list[str]) -> None:
    (submission / "Quillfeather.mp4").write_bytes(b"film")
    (submission / "Brackenmoor.odt").write_bytes(b"")
    called = blinder(*argv, submission, "--json")
    found = json.loads(called.out)
    assert called.code == found["exit_code"] == 3
    assert set(found) == set(audit_schema()["required"])
    assert found["schema"] == audit_schema()["properties"]["schema"]["const"]
    assert called.names() == []


# ── Wrong calls ─────────────────────────────────────────────────────────────────────────────────────────────────────

WRONG = {
    "no command": [],
    "no such command": ["frobnicate"],
    "no path": ["blind"],
    "no output": ["blind", "memo"],
    "no such flag": ["scan", "memo", "--frobnicate"],
    "no such path": ["blind", "nowhere", "--out", "out"],
    "a wild scheme": ["blind", "memo", "--out", "out", "--scheme", "wild"],
    "wild pictures": ["blind", "memo", "--out", "out", "--pictures", "blur"],
    "no such label map": ["blind", "memo", "--out", "out", "--label-map", "nowhere"],
    "no such label map file": ["blind", "memo", "--out", "out", "--label-map", "nowhere.toml"],
    "no such roster": ["blind", "memo", "--out", "out", "--roster", "nowhere.csv"],
    "output inside the input": ["blind", "memo", "--out", "memo/out"],
    "output over the input": ["blind", "memo", "--out", "memo"],
    "output over the input by force": ["blind", "memo", "--out", "memo", "--force"],
    "output over a named file by force": ["blind", "memo/memo.txt", "--out", "memo", "--force"],
    "output is not empty": ["blind", "memo", "--out", "full"],
    "output is a file": ["blind", "memo", "--out", "full/file.txt"],
    "nothing there": ["blind", "empty", "--out", "out"],
    "nothing there to scan": ["scan", "empty"],
    "nothing there to verify": ["verify", "empty"],
    "no key to restore with": ["restore", "memo", "--out", "out"],
    "a label map that is none": ["scan", "memo", "--label-map", "full/file.txt"],
}


@pytest.mark.parametrize("argv", WRONG.values(), ids=WRONG)
def test_a_wrong_call_says_so_and_does_nothing(blinder: Any, memo: Path, tmp_path: Path, argv: list[str]) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/file.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "empty/inner").mkdir(parents=True)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    called = blinder(*argv)
    assert called.code == 2
    assert called.err or not argv
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_force_writes_into_a_full_folder_and_keeps_what_is_there(blinder: Any, memo: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine", encoding="utf-8")
    assert blinder("blind", memo, "--out", "out", "--force").code == 0
    assert (tmp_path / "out/mine.txt").read_text("utf-8") == "mine"
    assert (tmp_path / "out/memo.txt").is_file()


def test_force_writes_into_a_folder_among_the_input(blinder: Any, memo: Path) -> None:
    assert blinder("blind", memo, "--out", memo / "out", "--force").code == 0
    assert (memo / "out/memo.txt").is_file()


def test_a_crash_looks_like_nothing_else_and_quotes_nothing(
    blinder: Any, memo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise ValueError("Oona Thistlewick")

    monkeypatch.setattr(pipeline, "write_reports", crash)
    called = blinder("blind", memo, "--out", "out")
    assert (called.code, called.out, called.names()) == (70, "", [])
    assert "ValueError" in called.err
    assert files_in(tmp_path) == {"memo/memo.txt"}
