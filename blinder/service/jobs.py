"""The submissions that are here: let in as far as there is room, blinded one after the other, kept a short time.

All of it happens in one event loop, but for the work itself. What comes and what is made lies in a folder of this run
alone, below `WORK`; folders of other runs are swept, so that a kill leaves nothing for long.
"""

import asyncio
import secrets
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

from blinder.errors import ExitCode, OutputError
from blinder.limits import MIB
from blinder.service.config import Serving
from blinder.service.journal import DELETED, EXPIRED, FETCHED, INTERRUPTED, Journal
from blinder.service.logs import note
from blinder.service.problems import PROBLEMS, Problem
from blinder.service.webhook import Webhooks
from blinder.service.work import RESULT, Died, Late, Made, Task, Work, Worker
from blinder.settings import Settings

WORK = "work"
VERDICTS = {ExitCode.CLEAN: "clean", ExitCode.FINDINGS: "look", ExitCode.UNREAD: "unread"}
QUEUED, RUNNING, DONE, FAILED = "queued", "running", "done", "failed"
AGAIN_S = 2.0  # before a process that does not start is tried again
LONGEST_RETRY_S = 60
TELL_S = 5.0  # that the end waits for webhooks


@dataclass(eq=False)
class Job:
    """One submission.

    Attributes:
        files, size: of what came; later the bytes of what was made.
        told: somebody knows its address.
        fetched: its end was told to somebody.
        code: of the problem it came to.
        keep_until: on the monotonic clock.
    """

    id: str
    owner: str
    folder: Path
    files: int
    size: int
    webhook: str
    status: str = QUEUED
    progress: tuple[str, int, int] = (QUEUED, 0, 0)
    made: Made | None = None
    code: str = ""
    told: bool = False
    fetched: bool = False
    keep_until: float = 0.0
    cancelled: Event = field(default_factory=Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def result(self) -> Path | None:
        """The zip with the copies and the audit, where there is one."""
        return self.folder / RESULT if self.status == DONE and self.made and self.made.audit else None

    def view(self) -> dict[str, Any]:
        """The job as JSON."""
        made, (stage, done, total) = self.made if self.status == DONE else None, self.progress
        kept_s = self.keep_until - time.monotonic()
        return {
            "id": self.id,
            "status": self.status,
            "progress": {"stage": stage, "done": done, "total": total, "files": self.files},
            "verdict": VERDICTS[made.record.exit_code] if made else None,
            "reason": made.record.reason if made else "",
            "audit": made.audit if made else None,
            "result": f"/v1/jobs/{self.id}/result" if self.result else None,
            "problem": Problem(self.code).body() if self.code else None,
            "expires": datetime.fromtimestamp(time.time() + kept_s, UTC).isoformat(timespec="seconds")
            if self.ended.is_set()
            else None,
        }


class Jobs:
    """All jobs of a running service."""

    def __init__(self, folder: Path, serving: Serving, settings: Settings, work: Work, webhooks: Webhooks) -> None:
        self.serving, self.settings, self.webhooks, self.metrics = serving, settings, webhooks, webhooks.metrics
        self.home = folder / WORK
        self.run = self.home / secrets.token_hex(8)
        self.scratch = self.run / "tmp"
        self.journal = Journal(folder, serving.remember_s)
        self.jobs = dict[str, Job]()
        self.draining = False
        self._coming: list[str] = []
        self._queue = asyncio.Queue[Job]()
        self._workers = [Worker(work, self.scratch) for _ in range(serving.workers)]
        self._warm = set[Worker]()
        self._threads = ThreadPoolExecutor(serving.workers, "worker")
        self._tasks: list[asyncio.Task[None]] = []
        self._mean_s = 1.0

    # ── From start to end ───────────────────────────────────────────────────────────────────────────────────────────

    async def start(self) -> None:
        """Sweep what a killed run left, tell whom it concerns, and start the processes."""
        self.scratch.mkdir(mode=0o700, parents=True)
        self._sweep_runs()
        for entry in self.journal.interrupted:
            self.webhooks.tell(entry.webhook, {"job": entry.job, "status": INTERRUPTED})
        self._tasks = [asyncio.create_task(self._attend(worker)) for worker in self._workers]
        self._tasks.append(asyncio.create_task(self._tick()))

    def give_up(self) -> None:
        """Answer what is still waited for as not done."""
        self.draining = True
        for job in [job for job in self.jobs.values() if not job.ended.is_set()]:
            job.cancelled.set()
            self._fail(job, "stopping")

    async def stop(self) -> None:
        """End everything and delete what is there."""
        self.give_up()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for worker in self._workers:
            worker.stopping.set()
        await asyncio.to_thread(self._threads.shutdown)
        await asyncio.gather(*(asyncio.to_thread(worker.end) for worker in self._workers))
        await self.webhooks.finish(TELL_S)
        await asyncio.to_thread(shutil.rmtree, self.home, ignore_errors=True)

    @property
    def ready(self) -> bool:
        """Whether a submission would be worked on."""
        return bool(self._warm) and not self.draining

    @property
    def idle(self) -> bool:
        """Whether nothing is worked on, and nobody who asks for a job still has to hear of its end."""
        return not self._coming and all(
            job.ended.is_set() and (job.fetched or not job.told) for job in self.jobs.values()
        )

    # ── One submission ──────────────────────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def room(self, owner: str) -> Iterator[Path]:
        """Room for one more submission of this owner, and a folder, which goes unless it becomes a job.

        Raises:
            Problem: there is no room.
        """
        if self.draining:
            raise Problem("stopping")
        waiting = [*self._coming, *(job.owner for job in self.jobs.values() if not job.ended.is_set())]
        full = len(waiting) >= self.serving.workers + self.serving.queue
        if full or self._stored >= self.serving.stored_mb * MIB or waiting.count(owner) >= self.serving.per_key:
            raise Problem("busy", self._retry_s(len(waiting)))
        folder = self.run / secrets.token_hex(16)
        self._coming.append(owner)
        try:
            with _on_the_disk():
                folder.mkdir(mode=0o700)
            yield folder
        finally:
            self._coming.remove(owner)
            if not any(job.folder == folder for job in self.jobs.values()):
                shutil.rmtree(folder, ignore_errors=True)

    def add(self, owner: str, folder: Path, files: int, webhook: str) -> Job:
        """A new job for what lies in the folder.

        Raises:
            Problem: unpacked, there is no room for it beside what lies here.
        """
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        if self._stored and self._stored + size > self.serving.stored_mb * MIB:
            raise Problem("busy", self._retry_s(1))
        job = Job(secrets.token_urlsafe(24), owner, folder, files, size, webhook)
        self.jobs[job.id] = job
        self._queue.put_nowait(job)
        return job

    async def tell_address(self, job: Job) -> None:
        """Note the job before its address is told: from now on it is never silently gone.

        Raises:
            Problem: it cannot be noted.
        """
        if job.told:
            return
        with _on_the_disk():
            await asyncio.to_thread(self.journal.accept, job.id, job.owner, job.webhook)
        job.told = True

    def find(self, job: str, owner: str) -> Job:
        """The owner's job.

        Raises:
            Problem: it is gone, or there is none of this owner.
        """
        found = self.jobs.get(job)
        if found and found.owner == owner:
            return found
        raise Problem(self.journal.why_gone(job, owner) or "not-found")

    def remove(self, job: Job, why: str = DELETED) -> None:
        """Delete a job and all that is kept of it; what is worked on is stopped."""
        self.jobs.pop(job.id, None)
        job.cancelled.set()
        if job.status != RUNNING:
            shutil.rmtree(job.folder, ignore_errors=True)
        if not job.ended.is_set():
            job.code = DELETED
            job.ended.set()
        self._note_end(job, why)

    def note_fetched(self, job: Job) -> None:
        """Somebody has what came of it: a restart does not interrupt it any more."""
        if job.id in self.jobs:
            self._note_end(job, FETCHED)

    def _note_end(self, job: Job, why: str) -> None:
        with suppress(OSError):  # on a full disk it is told as interrupted after a restart, which is no harm
            self.journal.end(job.id, why)

    # ── The work ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _attend(self, worker: Worker) -> None:
        """Keep one process at work."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                await loop.run_in_executor(self._threads, worker.warm)
            except (Died, Late, OSError):
                note("worker-does-not-start")
                await asyncio.sleep(AGAIN_S)
                continue
            self._warm.add(worker)
            job = await self._queue.get()
            if job.cancelled.is_set():
                continue
            try:
                await self._work_on(job, worker)
            except OSError:
                if not job.ended.is_set():
                    self._fail(job, "no-space")

    async def _work_on(self, job: Job, worker: Worker) -> None:
        job.status, began = RUNNING, time.monotonic()
        made, code = None, ""

        def tell(*told: Any) -> None:
            job.progress = told

        try:
            made = await asyncio.get_running_loop().run_in_executor(
                self._threads, worker.do, Task(job.folder, self.settings), tell, job.cancelled, self.serving.job_s
            )
        except Died:
            code = "worker-died"
        except Late:
            code = "took-too-long"
        except Exception as error:  # noqa: BLE001  no submission stops the service
            note("bug", error=error)
            code = "bug"
        if code:
            self._warm.discard(worker)
            self.metrics.deaths.inc()
        if made and made.refused:
            made, code = None, "no-space"
        if made and made.record.exit_code not in VERDICTS:
            note("bug", bug=made.record.reason)
            made, code = None, "bug"
        await asyncio.to_thread(_clear, job.folder, keep=made is not None and not job.cancelled.is_set())
        if job.ended.is_set():
            return
        if made is None:
            return self._fail(job, code or "worker-died")
        seconds = time.monotonic() - began
        self._mean_s += 0.2 * (seconds - self._mean_s)
        job.size = (job.folder / RESULT).stat().st_size if made.audit else 0
        job.made, job.status = made, DONE
        verdict = VERDICTS[made.record.exit_code]
        self.metrics.submissions.labels(verdict).inc()
        self.metrics.submission_s.observe(seconds)
        self.metrics.files.inc(job.files)
        note("blinded", verdict=verdict, files=job.files, seconds=round(seconds, 3), owner=job.owner)
        self._end(job)

    def _fail(self, job: Job, code: str) -> None:
        job.status, job.code, job.size = FAILED, code, 0
        self.metrics.problems.labels(code).inc()
        note("failed", code=code, status=PROBLEMS[code][0], files=job.files, owner=job.owner)
        self._end(job)

    def _end(self, job: Job) -> None:
        job.progress = (job.status, job.files, job.files)
        job.keep_until = time.monotonic() + self.serving.keep_s
        job.ended.set()
        self.webhooks.tell(job.webhook, {"job": job.id, "status": job.status})

    # ── Housekeeping ────────────────────────────────────────────────────────────────────────────────────────────────

    async def _tick(self) -> None:
        while True:
            with suppress(OSError, OutputError):
                self._sweep_runs()
                for job in [job for job in self.jobs.values() if job.ended.is_set()]:
                    if time.monotonic() > job.keep_until:
                        self.remove(job, EXPIRED)
                self.journal.forget()
            await asyncio.sleep(1)

    def _sweep_runs(self) -> None:
        """Delete what other runs left; a process of theirs may still be about to end."""
        for other in self.home.iterdir():
            if other != self.run:
                shutil.rmtree(other, ignore_errors=True)

    def measure(self) -> None:
        """Bring the gauges up to date."""
        now = list(self.jobs.values())
        for status in (QUEUED, RUNNING, DONE, FAILED):
            self.metrics.jobs.labels(status).set(sum(job.status == status for job in now))
        self.metrics.stored.set(self._stored)
        self.metrics.workers.set(len(self._warm))

    @property
    def _stored(self) -> int:
        return sum(job.size for job in self.jobs.values())

    def _retry_s(self, waiting: int) -> int:
        return max(1, min(LONGEST_RETRY_S, round(self._mean_s * waiting / self.serving.workers)))


@contextmanager
def _on_the_disk() -> Iterator[None]:
    """What the system refuses there is no bug."""
    try:
        yield
    except OSError:
        raise Problem("no-space") from None


def _clear(folder: Path, *, keep: bool) -> None:
    """Delete the submission and what was half made; keep the result or delete it too."""
    for path in folder.iterdir() if keep else (folder,):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != RESULT:
            path.unlink()
