"""Finding names ends, whatever a text is made of; what takes too long is ended, also a regular expression."""

import re
import signal
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from blinder import Settings, blind, scan_texts, verify
from blinder.deadline import within
from blinder.errors import ExitCode, TookTooLong
from blinder.limits import Limits

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no such signal")
PATIENCE_S = 120.0  # each takes a second or two
SIZE = 20_000  # characters
ENDLESS = re.compile("(?:a+)+b")
HOSTILE = [  # what, told again and again, took minutes or gigabytes
    " ", "\n", "'",
    "O'", "Xx-", "Ana-", "ana.", "Ana\u200b", "ABCDEFGH", "A.B.C. Quill ", "Ana, ", "Ana and ", "Teacher C, ",
    "Grace will\n", "Ana Quill, ", "Ana School, ", "Quilltown, MA ", "http://a.b/", "ana dot ",
    "Ms. Quarrie met Zelda. ", "A.B. met C.D. ", "@anaq ",
]  # fmt: skip
ANCHORS = " @ et al. (2015) Mr. teacher: at dot Schools, MA 02139, principal | ( x@y.org"


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_lines_end(unit: str, tmp_path: Path) -> None:
    text = f"Teacher C met Oona Quill. {unit * (SIZE // len(unit))}{ANCHORS}"
    document = Document()
    document.add_paragraph(text)
    document.save(str(tmp_path / "a.docx"))
    with within(PATIENCE_S):
        found = scan_texts({"a": text})
    assert any(mention.text == "Oona Quill" for mention in found.mentions)
    with within(PATIENCE_S):
        assert verify([tmp_path / "a.docx"]).exit_code is ExitCode.FINDINGS


def test_a_submission_that_takes_too_long_is_refused(tmp_path: Path) -> None:
    document = Document()
    for number in range(4000):
        document.add_paragraph(f"Ana Quill met Oona Fennimore in room {number}.")
    document.save(str(tmp_path / "a.docx"))
    with pytest.raises(TookTooLong):
        blind([tmp_path / "a.docx"], out=tmp_path / "out", settings=Settings(timeout_s=0.01))
    assert not (tmp_path / "out").exists()


def test_what_takes_too_long_to_verify_is_not_examined(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ana Quill met Oona Fennimore. " * 4000, "utf-8")
    found = verify([tmp_path / "a.txt"], settings=Settings(timeout_s=0.01))
    assert found.exit_code is ExitCode.UNREAD
    assert "finding names took longer" in found.files[0].reason


def test_more_text_than_anybody_reads_is_not_examined(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ana Quill met Oona Fennimore. " * 100, "utf-8")
    found = verify([tmp_path / "a.txt"], settings=Settings(limits=Limits(characters=2000)))
    assert found.exit_code is ExitCode.UNREAD
    assert "too much text" in found.files[0].reason


def test_a_pattern_that_never_ends_is_ended() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(TookTooLong, match=r"longer than 0.2 s") as error, within(0.2):
        ENDLESS.search("a" * 60)
    assert error.value.exit_code is ExitCode.UNREAD
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_an_end_that_is_lost_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    class Finalizer:
        def __del__(self) -> None:
            ENDLESS.search("a" * 60)

    lost: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", lost.append)
    with pytest.raises(TookTooLong), within(0.1):
        each = Finalizer()
        del each
        ENDLESS.search("a" * 60)
    assert [each.exc_type for each in lost] == [TookTooLong]


def test_what_ends_in_time_is_left_alone() -> None:
    with within(60):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_another_thread_has_no_limit() -> None:
    done = []

    def work() -> None:
        with within(0.001):
            done.append(signal.getitimer(signal.ITIMER_REAL))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [(0.0, 0.0)]
