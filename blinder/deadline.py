"""A time limit for work in this process: names that are made to be hard to tell must not hold it up for ever."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from blinder.errors import TookTooLong

AGAIN_S = 1.0  # an error that is raised while a finalizer runs is lost


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """End what takes longer; also a regular expression, which looks for signals while it matches.

    Only in the main thread, and not on Windows, which knows no such signal.

    Raises:
        TookTooLong: it did.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(*_: object) -> None:
        signal.setitimer(signal.ITIMER_REAL, AGAIN_S)
        raise TookTooLong(f"finding names took longer than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
