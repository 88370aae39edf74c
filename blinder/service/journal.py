"""What was accepted and must not be silently gone: a line per job, on the disk before its address is told.

Holds ids and times, nothing of a submission. After a restart, a job without an end in the journal is told as
interrupted. Jobs are forgotten after a while.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Lock

from blinder.batch.names import write_whole

FILE = "journal.jsonl"
INTERRUPTED, EXPIRED, DELETED, FETCHED = "interrupted", "expired", "deleted", "fetched"
SLACK = 1_000  # lines more than needed, before it is written anew


@dataclass(frozen=True, slots=True)
class Entry:
    """A job.

    Attributes:
        owner: the id of its key.
        at: when it was accepted, or was gone, in seconds of the system's clock.
        webhook: the name of the one that is told of its end.
        end: "" while it lives, else why it is gone.
    """

    job: str
    owner: str
    at: float
    webhook: str = ""
    end: str = ""


class Journal:
    """The journal of a service folder."""

    def __init__(self, folder: Path, remember_s: float) -> None:
        """Read what is there.

        Raises:
            OutputError: it cannot be written.
        """
        self.path, self.remember_s, self.lines = folder / FILE, remember_s, 0
        self._lock = Lock()
        self.entries = {entry.job: entry for entry in _read(self.path)}
        self.interrupted = [replace(entry, end=INTERRUPTED) for entry in self.entries.values() if not entry.end]
        self.entries |= {entry.job: entry for entry in self.interrupted}
        self._write_anew()

    def accept(self, job: str, owner: str, webhook: str) -> None:
        """Note a job, on the disk too."""
        self._add(Entry(job, owner, time.time(), webhook), sure=True)

    def end(self, job: str, why: str) -> None:
        """Note that a job is gone, if it was noted at all."""
        if job in self.entries and self.entries[job].end != why:
            self._add(replace(self.entries[job], at=time.time(), end=why))

    def why_gone(self, job: str, owner: str) -> str:
        """Why a job of this owner is gone; "" where there never was one, or is one."""
        entry = self.entries.get(job)
        return entry.end if entry and entry.owner == owner else ""

    def forget(self) -> None:
        """Drop what is older than what is remembered."""
        since = time.time() - self.remember_s
        with self._lock:
            self.entries = {job: entry for job, entry in self.entries.items() if not entry.end or entry.at >= since}
            if self.lines > len(self.entries) + SLACK:
                self._write_anew()

    def _add(self, entry: Entry, *, sure: bool = False) -> None:
        with self._lock, self.path.open("a", encoding="utf-8") as file:
            self.entries[entry.job] = entry
            file.write(json.dumps(asdict(entry)) + "\n")
            file.flush()
            if sure:
                os.fsync(file.fileno())
            self.lines += 1

    def _write_anew(self) -> None:
        write_whole(self.path, "".join(json.dumps(asdict(entry)) + "\n" for entry in self.entries.values()))
        self.lines = len(self.entries)


def _read(path: Path) -> Iterator[Entry]:
    """The entries, later ones last; a line that was torn counts for nothing."""
    if path.exists():
        for line in path.read_text("utf-8", errors="replace").splitlines():
            with suppress(ValueError, TypeError):
                yield Entry(**json.loads(line))
