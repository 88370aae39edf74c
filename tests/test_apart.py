"""Work in a process of its own: what comes back when it crashes, hangs, eats memory or fails."""

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from blinder import apart
from blinder.apart import run_apart, work_on
from blinder.errors import BlinderError, Defeated, TookTooLong, TooLarge, WrongExtension
from blinder.formats import FORMATS
from blinder.formats.base import Options
from blinder.limits import DEFAULT, limits

SECRET = "Quillfeather"


def ask(job, *arguments, timeout_s=60.0, limits=DEFAULT):
    return run_apart(job, *arguments, timeout_s=timeout_s, limits=limits)


def test_a_result_comes_back_from_another_process() -> None:
    assert ask(os.getpid) not in (os.getpid(), None)
    assert ask(os.getpid) == ask(os.getpid)


def test_the_limits_are_in_force_there() -> None:
    assert ask(limits, limits=replace(DEFAULT, pages=7)).pages == 7
    assert limits() == DEFAULT


def test_our_own_errors_come_back_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"no letter")
    with pytest.raises(WrongExtension) as here:
        FORMATS[".pdf"].read(tmp_path / "letter.pdf", Options())
    with pytest.raises(WrongExtension) as there:
        ask(FORMATS[".pdf"].read, tmp_path / "letter.pdf", Options())
    assert vars(there.value) == vars(here.value)


@pytest.mark.parametrize("job", [(eval, f"{{}}['{SECRET}']"), (eval, f"1 / 0 if '{SECRET}' else 0")])
def test_an_unforeseen_failure_is_ours_and_quotes_nothing(job: tuple) -> None:
    with pytest.raises(Defeated, match="report it") as raised:
        ask(*job)
    assert SECRET not in str(raised.value)


def test_a_crash_is_an_error_and_the_next_file_is_read() -> None:
    with pytest.raises(Defeated, match="crash"):
        ask(os.abort)
    assert ask(len, "abc") == 3


def test_a_hang_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "GRACE_S", 0.0)
    with pytest.raises(TookTooLong, match="timeout_s"):
        ask(time.sleep, 600, timeout_s=0.5)
    assert ask(len, "abc") == 3


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows how")
def test_hunger_for_memory_is_an_error_that_names_its_limit() -> None:
    small = replace(DEFAULT, memory_mb=300)
    with pytest.raises(TooLarge, match="memory_mb"):
        ask(bytes, 2**30, limits=small)
    assert len(ask(bytes, 2**20, limits=small)) == 2**20


def test_what_the_system_refuses_comes_back_without_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as raised:
        ask(Path.read_bytes, tmp_path / SECRET)
    assert SECRET not in str(raised.value)


def test_what_is_printed_there_disturbs_nothing() -> None:
    assert ask(os.write, 1, b"noise") == 5
    assert ask(len, "abc") == 3


def test_every_error_can_travel() -> None:
    kinds, known = [BlinderError], set()
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        known.add(type(kind("what", place="where", hint="next")))
    assert len(known) > 10


def test_items_are_worked_on_two_at_a_time_and_come_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "cores", lambda: 8)
    waits = (1.0, 0.0, 0.0)
    pids = list(work_on(lambda wait: (ask(time.sleep, wait), ask(os.getpid))[1], waits))
    assert len(pids) == 3
    assert pids[0] != pids[1] == pids[2]


def test_on_one_core_one_process_does_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "cores", lambda: 1)
    assert len(set(work_on(lambda _: ask(os.getpid), range(3)))) == 1


def test_work_that_is_left_early_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "cores", lambda: 2)
    began = time.monotonic()
    work = work_on(lambda wait: ask(time.sleep, wait), (0.0, 600.0))
    next(work)
    with pytest.raises(KeyboardInterrupt):
        work.throw(KeyboardInterrupt)
    assert time.monotonic() - began < 60
