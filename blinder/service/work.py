"""The processes that blind: each does one submission after the other, tells how far it is, and may crash or hang.

`Worker` is such a process seen from the service; `attend` is what it does. A submission is a folder of its own: what
came lies in `IN`, what is made becomes `RESULT`.
"""

import json
import os
import signal
import tempfile
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from blinder.batch.executors import start_worker
from blinder.batch.work import Job, Record, blind_submission
from blinder.settings import Settings

if TYPE_CHECKING:
    from blinder.sources import Progress

IN, RESULT = "in", "result.zip"
SAME_DATE = (1980, 1, 1, 0, 0, 0)  # the same copies make the same bytes
LOOK_S = 0.1  # between two looks whether it has been cancelled
WARM_S = 300.0
END_S = 3.0
WARM, TOLD, ENDED = range(3)


@dataclass(frozen=True, slots=True)
class Task:
    """A submission to blind."""

    folder: Path = field(repr=False)
    settings: Settings = field(repr=False)


@dataclass(frozen=True, slots=True)
class Made:
    """What became of it: the audit, where one was made, and beside it `RESULT`.

    Attributes:
        refused: the system would not write it: nothing is said about the submission.
    """

    record: Record
    refused: bool = False
    audit: dict[str, Any] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Work:
    """What such a process does; both functions can be pickled."""

    do: "Callable[[Task, Progress], Made]"
    warm_up: Callable[[], object]


class Died(Exception):
    """The process ended."""


class Late(Exception):
    """It took too long, and the process was ended."""


class Worker:
    """One process; a new one takes the place of one that ended. Its methods belong into one thread."""

    def __init__(self, work: Work, scratch: Path) -> None:
        self.work, self.scratch = work, scratch
        self.stopping = Event()
        self.process: BaseProcess | None = None
        self.pipe: Connection | None = None

    def warm(self) -> None:
        """See that there is a process and that it is ready.

        Raises:
            Died, Late: it does not start.
        """
        if self.process and self.process.is_alive():
            return
        self.end()
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=attend, args=(theirs, self.work, self.scratch), daemon=True)
        self.process.start()
        theirs.close()
        if not self._hear(self.stopping, time.monotonic() + WARM_S):
            raise Died

    def do(self, task: Task, tell: "Progress", cancelled: Event, timeout_s: float) -> Made | None:
        """What became of the task; None where it was cancelled.

        Raises:
            Died, Late: the process ended, or was ended.
        """
        self.warm()
        assert self.pipe
        until = time.monotonic() + timeout_s
        try:
            self.pipe.send(task)
        except OSError:
            self.end()
            raise Died from None
        while heard := self._hear(cancelled, until):
            said, what = heard
            if said == ENDED:
                return what  # type: ignore[no-any-return]
            tell(*what)
        return None

    def _hear(self, cancelled: Event, until: float) -> tuple[int, Any] | None:
        """The next thing it says; None when cancelled."""
        assert self.pipe
        try:
            while not self.pipe.poll(LOOK_S):
                if cancelled.is_set():
                    self.end()
                    return None
                if time.monotonic() > until:
                    self.end()
                    raise Late
            said: tuple[int, Any] = self.pipe.recv()
            return said
        except (EOFError, OSError):
            self.end()
            raise Died from None

    def end(self) -> None:
        """End the process and what it started: asked first, for it knows of programs that we do not."""
        if self.process and self.process.pid:
            self.process.terminate()
            self.process.join(END_S)
            _kill_group(self.process.pid)
            self.process.kill()
            self.process.join()
        if self.pipe:
            self.pipe.close()
        self.process = self.pipe = None


def _kill_group(group: int) -> None:
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)


def attend(pipe: Connection, work: Work, scratch: Path) -> None:
    """The process: say when it is warm, then do what comes until nobody asks any more."""
    if hasattr(os, "setsid"):
        os.setsid()
    start_worker()
    _be_silent()
    os.environ["TMPDIR"] = os.environ["TMP"] = os.environ["TEMP"] = tempfile.tempdir = str(scratch)
    work.warm_up()
    pipe.send((WARM, None))
    with suppress(EOFError, OSError):
        while True:
            task = pipe.recv()
            pipe.send((ENDED, work.do(task, lambda *told: pipe.send((TOLD, told)))))


def _be_silent() -> None:
    """What libraries complain about may quote documents."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def blind(task: Task, tell: "Progress") -> Made:
    """Blind a submission; its copies and audit become `RESULT`."""
    done = blind_submission(Job("submission", task.folder / IN, task.folder, "", task.settings), tell)
    if not done.made:
        return Made(done.record, done.refused)
    try:
        audit = json.loads((done.made / "audit" / "audit.json").read_text("utf-8"))
        _pack(done.made, task.folder / RESULT)
    except OSError:
        return Made(done.record, refused=True)
    return Made(done.record, audit=audit)


def warm_up() -> None:
    """Blind a line, so that all is loaded before the first submission."""
    with tempfile.TemporaryDirectory() as folder:
        memo = Path(folder) / IN / "memo.txt"
        memo.parent.mkdir()
        memo.write_text("Ms. Quillfeather met the team.", encoding="utf-8")
        blind(Task(Path(folder), Settings()), lambda *_: None)


BLINDING = Work(blind, warm_up)


def _pack(folder: Path, target: Path) -> None:
    """Everything in the folder as a zip, the same bytes for the same files."""
    part = target.with_suffix(".part")
    with zipfile.ZipFile(part, "x", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            member = zipfile.ZipInfo(path.relative_to(folder).as_posix(), SAME_DATE)
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            with path.open("rb") as source, archive.open(member, "w") as packed:
                while piece := source.read(2**18):
                    packed.write(piece)
    part.replace(target)
