"""Work on files that may be hostile in a process of its own: a crash, a hang or hunger for memory ends there.

The libraries behind the formats are native code: no handler catches their crash, no signal stops their loop. One or two
such processes serve the whole run, so each costs its start once. What comes back is a result or one of our errors.
"""

import atexit
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import BoundedSemaphore, Lock, Timer
from typing import Any, BinaryIO, NoReturn, TypeVar, cast

from blinder.errors import BlinderError, Defeated, TookTooLong
from blinder.limits import MIB, Limits, in_force, too_large
from blinder.resources import collect_seldom, cores

T = TypeVar("T")
Item = TypeVar("Item")
MOST = 2  # processes at a time: each holds a hundred megabytes
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
    with _slots:
        worker = _take()
        try:
            said, what = worker.ask((job, arguments, limits), timeout_s + GRACE_S)
        except BaseException:
            worker.end()
            raise
        finally:
            worker.busy = False
        if said in (MEMORY, BUG):  # who knows what that left behind
            worker.end()
    if said == RESULT:
        return cast(T, what)
    _raise(said, what)


def work_on(job: Callable[[Item], T], items: Iterable[Item]) -> Iterator[T]:
    """`job` of every item, in their order: as many at a time as processes may run. Left early, it ends these."""
    pool = ThreadPoolExecutor(min(MOST, cores()))
    try:
        yield from pool.map(job, items)
    except BaseException:
        end_all()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


RESULT, OURS, SYSTEM, MEMORY, BUG = range(5)


class _Worker:
    """The other process, seen from this one."""

    def __init__(self) -> None:
        command = [sys.executable, "-I", "-c", START.format(path=sys.path)]
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL  # its complaints may quote documents
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere)  # noqa: S603  our own words
        self.owner = os.getpid()
        self.late = False
        self.busy = True

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


_slots = BoundedSemaphore(MOST)
_lock = Lock()
_workers: list[_Worker] = []


def _take() -> _Worker:
    """One that waits, or a new one; a fork of this process does not use its parent's."""
    with _lock:
        _workers[:] = [each for each in _workers if each.owner == os.getpid() and each.process.poll() is None]
        worker = next((each for each in _workers if not each.busy), None)
        if worker is None:
            _workers.append(worker := _Worker())
        worker.busy = True
        return worker


@atexit.register
def end_all() -> None:
    """End the other processes; to be called before an exit that runs no exit handlers."""
    for worker in list(_workers):
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
    collect_seldom()
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
