"""Attested files: unchanged they pass, and whatever else becomes of them is said, file by file, without new names."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import blinder
from blinder import ExitCode, UsageError
from blinder.attested import recheck
from blinder.outcome import to_audit

pytestmark = pytest.mark.usefixtures("by_rules")
TEXT = "Principal Oona Thistlewick met Ms. Quillfeather at Brackenmoor Elementary School.\n"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory, by_rules: None) -> Path:
    """Three blinded files, one of them in a folder, with their audit."""
    folder = tmp_path_factory.mktemp("attested")
    (folder / "in/minutes").mkdir(parents=True)
    for name, more in {"memo.txt": "", "notes.txt": "She agreed.\n", "minutes/May.md": "All left.\n"}.items():
        (folder / "in" / name).write_text(TEXT + more, encoding="utf-8")
    blinder.blind([folder / "in"], out=folder / "out")
    return folder / "out"


@pytest.fixture
def out(original: Path, tmp_path: Path) -> Path:
    """A copy of them, to be harmed."""
    return Path(shutil.copytree(original, tmp_path / "out"))


def changes(out: Path, *attestation: Path) -> set[tuple[str, str, str]]:
    """What is said to have changed; no new name is ever among it."""
    found = recheck([out], *attestation)
    assert "uillfeather" not in repr(found)
    return {(each.file, each.change, each.message) for each in found.changes}


def swap(one: Path, two: Path) -> None:
    content = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(content)


HARMS: dict[str, tuple[Callable[[Path], object], set[tuple[str, str]]]] = {
    "nothing": (lambda out: None, set()),
    "litter of a file browser": (lambda out: (out / ".DS_Store").write_bytes(b"x"), set()),
    "a changed byte": (lambda out: (out / "memo.txt").write_text("x"), {("memo.txt", "changed")}),
    "an emptied file": (lambda out: (out / "memo.txt").write_text(""), {("memo.txt", "changed")}),
    "a file added": (lambda out: (out / "Quillfeather.odt").write_text("x"), {("file 4.odt", "added")}),
    "a file of no known kind": (lambda out: (out / "x.Quillfeather").write_text("x"), {("file 4", "added")}),
    "a roster left behind": (lambda out: (out / "roster.csv").write_text("x"), {("file 4.csv", "added")}),
    "a copy": (lambda out: shutil.copy(out / "memo.txt", out / "Quillfeather.txt"), {("file 4.txt", "added")}),
    "a file removed": (lambda out: (out / "memo.txt").unlink(), {("memo.txt", "removed")}),
    "a folder removed": (lambda out: shutil.rmtree(out / "minutes"), {("minutes/May.md", "removed")}),
    "a file renamed": (lambda out: (out / "memo.txt").rename(out / "Quillfeather.txt"), {("memo.txt", "renamed")}),
    "a file moved": (lambda out: (out / "memo.txt").rename(out / "minutes/memo.txt"), {("memo.txt", "renamed")}),
    "two files swapped": (
        lambda out: swap(out / "memo.txt", out / "notes.txt"),
        {("memo.txt", "renamed"), ("notes.txt", "renamed")},
    ),
    "one file over another": (
        lambda out: (out / "memo.txt").replace(out / "notes.txt"),
        {("memo.txt", "renamed"), ("notes.txt", "removed")},
    ),
    "another audit": (lambda out: (out / "audit/audit.json").write_text("{}"), {("audit/audit.json", "changed")}),
}


@pytest.mark.parametrize(("harm", "said"), HARMS.values(), ids=HARMS)
def test_each_harm_is_told_once(out: Path, harm: Callable[[Path], object], said: set[tuple[str, str]]) -> None:
    harm(out)
    assert {(file, change) for file, change, _ in changes(out)} == said
    assert recheck([out]).exit_code is (ExitCode.FINDINGS if said else ExitCode.CLEAN)


def test_a_changed_file_tells_its_sizes(out: Path) -> None:
    size = (out / "memo.txt").stat().st_size
    (out / "memo.txt").write_bytes(b"xyz")
    assert changes(out) == {("memo.txt", "changed", f"{size} bytes then, 3 now")}


def test_a_new_name_is_there_for_the_user_who_asks(out: Path) -> None:
    (out / "memo.txt").rename(out / "Quillfeather.txt")
    assert [each.name for each in recheck([out]).changes] == ["Quillfeather.txt"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_file_that_cannot_be_opened_is_unread(out: Path) -> None:
    (out / "memo.txt").unlink()
    (out / "memo.txt").symlink_to(out / "nowhere")
    assert {(file, change) for file, change, _ in changes(out)} == {("memo.txt", "unreadable")}
    assert recheck([out]).exit_code is ExitCode.UNREAD


# ── The attestation itself ──


@pytest.mark.parametrize("harm", [lambda said: said.update(exit_code=0, tool="x"), lambda said: said["files"].pop()])
def test_a_tampered_attestation_is_noticed(out: Path, harm: Callable[[dict], object]) -> None:
    path = out / "audit/attestation.json"
    said = json.loads(path.read_text("utf-8"))
    harm(said)
    path.write_text(json.dumps(said), encoding="utf-8")
    assert ("attestation.json", "changed") in {(file, change) for file, change, _ in changes(out)}


def test_one_that_was_kept_apart_is_compared_instead(out: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    shutil.move(out / "audit/attestation.json", kept)
    assert changes(out, kept) == set()
    (out / "memo.txt").unlink()
    assert changes(out, kept) == {("memo.txt", "removed", "")}


def test_without_its_audit_the_files_are_still_compared(out: Path, tmp_path: Path) -> None:
    kept = shutil.move(out / "audit/attestation.json", tmp_path / "kept.json")
    shutil.rmtree(out / "audit")
    found = recheck([out], Path(kept))
    assert (found.changes, found.notes) == ((), ("audit/audit.json is not there",))


def test_another_version_is_a_note(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("blinder.attested.version", lambda _: "9.9.9")
    found = recheck([out])
    assert found.exit_code is ExitCode.CLEAN
    assert "9.9.9" in found.notes[0]


def test_a_folder_without_one_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no attestation"):
        recheck([tmp_path])


def test_a_folder_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        recheck([tmp_path / "nowhere"])


# ── What `blind` and `verify` attest ──


def test_blind_attests_the_files_it_wrote_and_says_which_it_did_not(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/memo.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in/Quillfeather.docx").write_bytes(b"")
    blinder.blind([tmp_path / "in"], out=tmp_path / "out")
    said = json.loads((tmp_path / "out/audit/attestation.json").read_text("utf-8"))
    bound = {file["status"]: bool(file["sha256"]) for file in said["files"]}
    assert bound == {"written": True, "unreadable": False}
    assert said["exit_code"] == 3
    assert set(said["channels"]) == {"txt"}
    assert json.loads((tmp_path / "out/audit/audit.json").read_text("utf-8"))["channels"] == said["channels"]
    assert changes(tmp_path / "out") == set()


def test_scan_reads_and_verifies_nothing(out: Path) -> None:
    audit = to_audit(blinder.scan([out / "memo.txt"]), "ner 1")
    assert audit.channels["txt"].read == ["body", "table", "file name"]
    assert (audit.channels["txt"].verified, audit.checks) == ((), ())


def test_verify_attests_finished_files(out: Path, tmp_path: Path) -> None:
    outcome = blinder.verify([out], attestation=tmp_path / "mine.json")
    said = json.loads((tmp_path / "mine.json").read_text("utf-8"))
    assert said["exit_code"] == outcome.exit_code
    assert said["audit"] == ""
    assert "unknown names" in said["checks"]
    assert said["channels"]["txt"] == {"read": ["text", "file name"], "verified": ["text"]}
    assert changes(out, tmp_path / "mine.json") == set()
    blinder.verify([out], attestation=tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "mine.json").read_bytes()


def test_a_file_attested_without_its_name_is_known_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/Ms Quillfeather.txt").write_text("Nobody met.\n", encoding="utf-8")
    (tmp_path / "in/film.mp4").write_bytes(b"film")
    blinder.verify([tmp_path / "in"], attestation=tmp_path / "mine.json")
    assert "uillfeather" not in (tmp_path / "mine.json").read_text("utf-8")
    assert changes(tmp_path / "in", tmp_path / "mine.json") == set()
    (tmp_path / "in/Ms Quillfeather.txt").write_text("x", encoding="utf-8")
    assert changes(tmp_path / "in", tmp_path / "mine.json") == {
        ("file 1.txt", "removed", ""),
        ("file 2.txt", "added", "not attested"),
    }


def test_verify_overwrites_nothing_and_writes_nothing_among_the_files(out: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text("mine", encoding="utf-8")
    for place in (tmp_path / "mine.json", out / "new.json", out / "audit/attestation.json"):
        with pytest.raises(UsageError, match=r"is there already|lie among"):
            blinder.verify([out], attestation=place)
    assert (tmp_path / "mine.json").read_text("utf-8") == "mine"
    assert not (out / "new.json").exists()
