"""Work on files that may be hostile in a process of its own: a crash, a hang or hunger for memory ends there.

The libraries behind the formats are native code: no handler catches their crash, no signal stops their loop. One such
process serves the whole run, so it costs its start once. What comes back is a result or one of our errors.
"""

import atexit
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Timer
from typing import Any, BinaryIO, NoReturn, TypeVar, cast

from blinder.errors import BlinderError, Defeated, TookTooLong
from blinder.limits import MIB, Limits, in_force, too_large

T = TypeVar("T")
GRACE_S = 15.0  # a program called from there has the time limit for itself and is ended there
START = "import sys; sys.path[:] = {path!r}; from blinder.apart import serve; serve()"


def run_apart(job: Callable[..., T], *arguments: object, timeout_s: float, limits: Limits) -> T:
    """The result of `job(*arguments)`, worked out in the other process.

    Args:
        job: a function or bound method that pickle finds by its name.
        arguments: anything that can be pickled; paths are absolute.

    Raises:
        BlinderError: the job's own; or `TookTooLong`, `TooLarge` for its memory, `Defeated` where it crashed.
        OSError: the system refused something; without the name of the file.
    """
    with _lock:
        worker = _worker()
        try:
            said, what = worker.ask((job, arguments, limits), timeout_s + GRACE_S)
        except BaseException:
            worker.end()
            raise
        if said in (MEMORY, BUG):  # who knows what that left behind
            worker.end()
    if said == RESULT:
        return cast(T, what)
    _raise(said, what)


RESULT, OURS, SYSTEM, MEMORY, BUG = range(5)


class _Worker:
    """The other process, seen from this one."""

    def __init__(self) -> None:
        command = [sys.executable, "-I", "-c", START.format(path=sys.path)]
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL  # its complaints may quote documents
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere)  # noqa: S603  our own words
        self.owner = os.getpid()
        self.late = False

    def ask(self, question: object, timeout_s: float) -> tuple[int, Any]:
        """Its answer.

        Raises:
            TookTooLong, Defeated: it had to be ended, or ended by itself.
        """
        assert self.process.stdin and self.process.stdout
        timer = Timer(timeout_s, self._stop)
        timer.daemon = True
        timer.start()
        try:
            pickle.dump(question, self.process.stdin)
            self.process.stdin.flush()
            said, what = pickle.load(self.process.stdout)  # noqa: S301  our own process
        except (EOFError, BrokenPipeError, pickle.UnpicklingError):
            if self.late:
                raise TookTooLong(f"it took longer than {timeout_s - GRACE_S:g} s") from None
            raise Defeated("the file made a reader crash") from None
        finally:
            timer.cancel()
        return said, what

    def _stop(self) -> None:
        self.late = True
        self.process.kill()

    def end(self) -> None:
        """End the process and what it started; by force where it does not listen."""
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(2)
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()


_lock = Lock()
_workers: list[_Worker] = []


def _worker() -> _Worker:
    """The one that waits, or a new one; a fork of this process does not use its parent's."""
    _workers[:] = [each for each in _workers if each.owner == os.getpid() and each.process.poll() is None]
    if not _workers:
        _workers.append(_Worker())
    return _workers[0]


@atexit.register
def end_all() -> None:
    """End the other process; to be called before an exit that runs no exit handlers."""
    for worker in _workers:
        if worker.owner == os.getpid():
            worker.end()


def _raise(said: int, what: Any) -> NoReturn:
    if said == OURS:
        kind, message, place, hint = what
        raise kind(message, place=place, hint=hint)
    if said == SYSTEM:
        raise OSError(what, os.strerror(what))
    if said == MEMORY:
        raise too_large("reading it takes too much memory", "memory_mb")
    raise Defeated(f"the file is made in a way that blinder does not know ({what})")


def serve() -> None:
    """The other process: answer until nobody asks any more."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    questions, answers = _pipes()
    with suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        while True:
            answers.write(_answer(*pickle.load(questions)))  # noqa: S301  our own process
            answers.flush()


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """The way in and the way out, out of reach of whatever else reads or prints."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "r+b") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), 0)
        os.dup2(nowhere.fileno(), 1)
    return questions, answers


def _answer(job: Callable[..., object], arguments: tuple[object, ...], limits: Limits) -> bytes:
    said: int
    what: object
    _limit_memory(limits.memory_mb * MIB)
    try:
        with in_force(limits):
            return pickle.dumps((RESULT, job(*arguments)))
    except BlinderError as error:
        said, what = OURS, (type(error), error.message, error.place, error.hint)
    except OSError as error:
        said, what = SYSTEM, error.errno or 0
    except MemoryError:
        said, what = MEMORY, None
    except Exception as error:  # noqa: BLE001  its message may quote the document
        said, what = BUG, type(error).__name__
    return pickle.dumps((said, what))


def _limit_memory(size: int) -> None:
    """Hold this process and what it starts to `size` bytes of data, where the system knows how (Linux)."""
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (size if hard < 0 else min(size, hard), hard))
