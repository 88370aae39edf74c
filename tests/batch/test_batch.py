"""A batch goes on where it ended, stops for nothing, and says no name."""

import csv
import json
import os
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from blinder.batch.names import FILE as WHICH
from blinder.batch.names import LOCK
from blinder.batch.run import UNFINISHED, Batch, blind_all
from blinder.batch.work import Done, Job, Record, blind_submission
from blinder.errors import ExitCode, OutputError, UsageError
from blinder.settings import Settings

FOLDERS = ("Thistlewick, Oona", "Quillfeather_Beatrix", "Marrowby")
NAMES = ("thistlewick", "quillfeather", "oona", "beatrix", "marrowby")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three submissions of one memo each."""
    for folder in FOLDERS:
        memo = tmp_path / "root" / folder / "memo.txt"
        memo.parent.mkdir(parents=True)
        memo.write_text(f"Ms. {folder} wrote this.", encoding="utf-8")
    return tmp_path / "root"


class Fake:
    """An executor that blinds nothing, in this process, and remembers what it was asked."""

    def __init__(self, dies: Callable[[Job], bool] = lambda _: False, code: ExitCode = ExitCode.CLEAN) -> None:
        self.asked: list[Job] = []
        self.dies, self.code = dies, code

    def __call__(self, work: object, jobs: Iterable[Job]) -> Iterator[Any]:
        for job in jobs:
            self.asked.append(job)
            yield job, None if self.dies(job) else self.blind(job)

    def blind(self, job: Job) -> Done:
        made = job.stage / f"{job.name}-x"
        made.mkdir()
        (made / "memo.txt").write_text(str(len(self.asked)), encoding="utf-8")
        return Done(Record(job.name, self.code, files=1, written=1, words=4, seconds=0.1, mentions={"PERSON": 2}), made)


def run(root: Path, fake: Fake | None = None, **more: Any) -> tuple[Batch, list[Job]]:
    fake = fake or Fake()
    return blind_all(root, out=root.parent / "out", executor=fake, **more), fake.asked


def which(root: Path) -> dict[str, str]:
    return {folder: name for name, folder in json.loads((root / WHICH).read_text("utf-8"))["submissions"].items()}


def test_each_sub_folder_is_a_submission_with_a_neutral_name(root: Path) -> None:
    batch, asked = run(root)
    assert sorted(which(root)) == sorted(FOLDERS)
    assert [record.submission for record in batch.records] == ["submission-0001", "submission-0002", "submission-0003"]
    assert {job.folder.name for job in asked} == set(FOLDERS)
    assert batch.exit_code is ExitCode.CLEAN


def test_the_output_holds_no_name(root: Path) -> None:
    run(root, Fake(dies=lambda job: "Oona" in job.folder.name))
    for path in (root.parent / "out").rglob("*"):
        said = f"{path.name} {path.read_text('utf-8') if path.is_file() else ''}".casefold()
        assert not [name for name in NAMES if name in said]


def test_numbers_do_not_follow_the_alphabet(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.SystemRandom", lambda: random.Random(1))
    run(root)
    assert list(which(root)) != sorted(FOLDERS)


def test_a_job_shows_no_path(root: Path) -> None:
    assert not [name for name in NAMES if name in repr(run(root)[1]).casefold()]


def test_the_link_to_the_folders_is_private(root: Path) -> None:
    run(root)
    assert (root / WHICH).stat().st_mode & 0o077 == 0


def test_what_is_done_is_not_redone(root: Path) -> None:
    run(root)
    batch, asked = run(root)
    assert asked == []
    assert (batch.again, len(batch.records)) == (0, 3)


CHANGES: dict[str, Callable[[Path], dict[str, Any]]] = {
    "a file": lambda root: (root / "Marrowby/memo.txt").write_text("Anew.") and {},
    "a file's name": lambda root: (root / "Marrowby/memo.txt").rename(root / "Marrowby/other.txt") and {},
    "a new roster": lambda root: (root / "Marrowby/roster.csv").write_text("name,role\n") and {},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changed_is_redone(root: Path, change: Callable[[Path], dict[str, Any]]) -> None:
    run(root)
    change(root)
    assert [job.folder.name for job in run(root)[1]] == ["Marrowby"]


def test_other_settings_redo_all(root: Path) -> None:
    run(root)
    assert len(run(root, settings=Settings(scheme="per-role"))[1]) == 3
    assert len(run(root, settings=Settings(scheme="per-role"))[1]) == 0


def test_a_new_submission_leaves_the_others_their_names(root: Path) -> None:
    run(root)
    before = which(root)
    (root / "Aardwick").mkdir()
    (root / "Aardwick/memo.txt").write_text("Anew.")
    assert [job.name for job in run(root)[1]] == ["submission-0004"]
    assert which(root) == {**before, "Aardwick": "submission-0004"}


def test_a_death_stops_nothing_and_is_tried_again(root: Path) -> None:
    batch, _ = run(root, Fake(dies=lambda job: job.folder.name == "Marrowby"))
    failed = [record for record in batch.records if record.reason]
    assert [record.submission for record in failed] == [which(root)["Marrowby"]]
    assert batch.exit_code is ExitCode.UNREAD
    again, asked = run(root)
    assert [job.folder.name for job in asked] == ["Marrowby"]
    assert again.exit_code is ExitCode.CLEAN


def test_what_was_not_wholly_read_is_redone_when_asked(root: Path) -> None:
    run(root, Fake(code=ExitCode.UNREAD))
    assert run(root)[1] == []
    assert len(run(root, retry=True)[1]) == 3


def test_an_interrupted_batch_keeps_what_is_done(root: Path) -> None:
    class Interrupted(Fake):
        def blind(self, job: Job) -> Done:
            if len(self.asked) == 2:
                raise KeyboardInterrupt
            return super().blind(job)

    with pytest.raises(KeyboardInterrupt):
        run(root, Interrupted())
    assert sorted(path.name for path in (root.parent / "out").iterdir() if path.is_dir()) == [
        name for folder, name in which(root).items() if folder == sorted(FOLDERS)[0]
    ]
    assert len(run(root)[1]) == 2


def test_a_torn_line_counts_for_nothing(root: Path) -> None:
    run(root)
    manifest = root.parent / "out/manifest.jsonl"
    manifest.write_text(manifest.read_text("utf-8")[:-40], encoding="utf-8")
    assert len(run(root)[1]) == 1
    assert run(root)[1] == []


def test_a_redone_submission_leaves_nothing_of_the_earlier(root: Path) -> None:
    run(root)
    place = root.parent / "out" / which(root)["Marrowby"]
    (place / "old.txt").write_text("old")
    (root / "Marrowby/memo.txt").write_text("Anew.")
    run(root, Fake(dies=lambda _: True))
    assert not place.exists()


def test_copies_without_their_note_are_made_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between the move and the note, copies of other settings must not pass for those of the first call."""
    run(root)
    with monkeypatch.context() as patch:
        patch.setattr("blinder.batch.run._put", lambda *_: (_ for _ in ()).throw(OutputError("killed")))
        with pytest.raises(OutputError):
            run(root, settings=Settings(scheme="per-role"))
    assert len(run(root)[1]) == 1


def test_files_of_no_submission_are_told(root: Path) -> None:
    for name in ("stray.docx", "forty submissions.zip"):
        (root / name).write_bytes(b"")
    (root / "Quillfeather").symlink_to(root / "nothing")
    for name in (".DS_Store", "roster.csv", "people.csv"):
        (root / name).write_text("name,role\nOona Thistlewick,Teacher\n", "utf-8")
    batch, _ = run(root, roster=root / "people.csv")
    assert batch.loose == 3
    assert batch.exit_code is ExitCode.UNREAD


def test_two_batches_do_not_work_in_one_folder(root: Path) -> None:
    class Twice(Fake):
        def blind(self, job: Job) -> Done:
            with pytest.raises(UsageError, match="another batch"):
                run(root)
            return super().blind(job)

    assert [record.reason for record in run(root, Twice())[0].records] == ["", "", ""]


def test_a_batch_that_was_killed_at_its_start_is_begun_anew(root: Path) -> None:
    (root.parent / "out" / UNFINISHED).mkdir(parents=True)
    (root.parent / "out" / LOCK).touch()
    assert len(run(root)[1]) == 3


def test_a_folder_that_cannot_be_opened_stops_nobody(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    may_open = os.access
    monkeypatch.setattr(os, "access", lambda path, how: Path(path).name != "Marrowby" and may_open(path, how))
    asked = {job.folder.name: job for job in run(root)[1]}
    assert asked.keys() == set(FOLDERS)
    record = blind_submission(replace(asked["Marrowby"], stage=root.parent)).record
    assert (record.exit_code, record.files, record.written) == (ExitCode.UNREAD, 1, 0)


def test_what_the_system_refuses_is_told_from_what_cannot_be_read(root: Path) -> None:
    job = Job("submission-0001", root / "Marrowby", root / "gone", "", Settings())
    done = blind_submission(job)
    assert done.refused
    assert done.record.reason == "the system refused: No such file or directory"
    (root / "Marrowby" / "memo.txt").unlink()
    assert not blind_submission(replace(job, stage=root.parent)).refused


@pytest.mark.parametrize("out", ["root", "root/out", "."])
def test_originals_and_copies_stay_apart(root: Path, out: str) -> None:
    with pytest.raises(UsageError, match="in one another"):
        blind_all(root, out=root.parent / out, executor=Fake())


def test_another_batch_has_another_output(root: Path) -> None:
    run(root)
    (root / WHICH).unlink()
    with pytest.raises(UsageError, match="another batch"):
        run(root)


def test_the_summary_counts_and_needs_no_script(root: Path) -> None:
    run(root, Fake(dies=lambda job: job.folder.name == "Marrowby"))
    out = root.parent / "out"
    rows = list(csv.DictReader((out / "summary.csv").read_text("utf-8").splitlines()))
    assert [row["person"] for row in rows if not row["reason"]] == ["2", "2"]
    assert sorted(row["outcome"] for row in rows) == ["clean", "clean", "not wholly done"]
    page = (out / "summary.html").read_text("utf-8")
    assert page.count("<svg") == 3
    assert "<script" not in page


def test_a_bug_is_a_record_and_quotes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> None:
        raise ValueError("Ms. Quillfeather")

    monkeypatch.setattr("blinder.pipeline.blind", crash)
    job = Job("submission-0001", root / "Marrowby", root.parent, "", Settings())
    done = blind_submission(job)
    assert done.record.exit_code is ExitCode.BUG
    assert done.record.reason.startswith("a bug of ours (ValueError at ")
    assert not list(root.parent.glob("submission-*"))


def test_another_version_on_a_worker_is_refused(root: Path) -> None:
    job = Job("submission-0001", root / "Marrowby", root.parent, "", Settings(), tool=("0",))
    assert "another version" in blind_submission(job).record.reason
