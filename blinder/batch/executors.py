"""Who does the work: processes of this machine, or the workers of a Dask cluster. Both take jobs and yield results.

A job whose worker died yields None, and only it: the others are done.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import active_children, get_context, parent_process
from threading import Thread
from typing import Protocol, TypeVar

from blinder.apart import end_all
from blinder.errors import BlinderError, UsageError
from blinder.resources import collect_seldom

J = TypeVar("J")
R = TypeVar("R")


class Executor(Protocol):
    """Does all jobs, in any order; `work` and what it takes and gives can be pickled."""

    def __call__(self, work: Callable[[J], R], jobs: Iterable[J]) -> Iterator[tuple[J, R | None]]:
        """Each job with its result, or None where the worker died of it."""


@dataclass(frozen=True)
class Pool:
    """Processes of this machine, one job each at a time. Left early (Ctrl-C), it ends them at once."""

    workers: int

    def __call__(self, work: Callable[[J], R], jobs: Iterable[J]) -> Iterator[tuple[J, R | None]]:
        """As `Executor`. When a worker dies, those at work are suspects: each is tried again, alone."""
        waiting = deque(jobs)
        while waiting:
            for suspect in (yield from self._work(work, waiting, self.workers)):
                for guilty in (yield from self._work(work, deque([suspect]), 1)):
                    yield guilty, None

    def _work(
        self, work: Callable[[J], R], waiting: deque[J], workers: int
    ) -> Generator[tuple[J, R | None], None, list[J]]:
        """Yield results until nothing waits or a worker dies; return the jobs that were at work then."""
        others, running = set(active_children()), dict[Future[R], J]()
        pool = ProcessPoolExecutor(workers, get_context("spawn"), start_worker)
        try:
            while waiting or running:
                while waiting and len(running) < workers:
                    running[pool.submit(work, waiting[0])] = waiting[0]
                    waiting.popleft()
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    result = future.result()
                    yield running.pop(future), result
        except BrokenProcessPool:
            return list(running.values())
        finally:
            if running:
                for worker in set(active_children()) - others:
                    worker.terminate()
            pool.shutdown(cancel_futures=True)
        return []


def start_worker() -> None:
    """In a new process: one thread, for its siblings use the other cores; the parent alone decides when it ends."""
    collect_seldom()
    os.environ["OMP_NUM_THREADS"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: _end_worker())
    Thread(target=_outlive_nobody, daemon=True).start()


def _outlive_nobody() -> None:
    """A parent that was killed ends nobody: nobody would ever hear of what its workers do."""
    if parent := parent_process():
        parent.join()
        _end_worker()


def _end_worker() -> None:
    end_all()
    os._exit(1)


@dataclass(frozen=True)
class Cluster:
    """The workers of the Dask scheduler at `address` ("tcp://host:8786"); they see the same files at the same paths."""

    address: str

    def __call__(self, work: Callable[[J], R], jobs: Iterable[J]) -> Iterator[tuple[J, R | None]]:
        """As `Executor`. Dask itself gives a dead worker's job to another, some times.

        Raises:
            UsageError: Dask is not installed, or no scheduler answers.
            BlinderError: the cluster went away.
        """
        try:
            from distributed import Client, KilledWorker, as_completed
        except ImportError:
            raise UsageError("--scheduler needs Dask", hint="Install blinder[cluster].") from None
        try:
            client = Client(self.address, set_as_default=False)
        except (OSError, ValueError):
            raise UsageError("no scheduler answers at this address", hint="Start one: dask scheduler.") from None
        with client:
            at_work = {client.submit(work, job, pure=False): job for job in jobs}
            for future in as_completed(at_work, loop=client.loop):
                if future.cancelled():
                    raise BlinderError("the cluster went away", hint="Run the same again: what is done stays done.")
                try:
                    yield at_work[future], future.result()
                except KilledWorker:
                    yield at_work[future], None
