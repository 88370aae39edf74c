"""One submission of a batch, in whatever process: a job goes in, a record of safe facts comes out, whatever happens.

A job holds paths, which may hold names, and so shows none of them. A record holds counts and reasons, and may be kept
with the blinded copies. Importing this is cheap: a worker loads the model with its first job, and keeps it.
"""

import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from blinder.errors import BlinderError, ExitCode, OutputError, bug_line, refusal_line
from blinder.plugins import all_versions
from blinder.resources import collect_all
from blinder.settings import Settings

if TYPE_CHECKING:
    from blinder.outcome import Outcome
    from blinder.sources import Progress


@dataclass(frozen=True, slots=True)
class Job:
    """A submission to blind; all paths are absolute, on a disk that every worker sees.

    Attributes:
        name: what it is called from now on ("submission-0007").
        stage: the private folder in which copies are made.
        fingerprint: of all that decides about the result.
        tool: the versions of blinder and its plugins that want it done.
    """

    name: str
    folder: Path = field(repr=False)
    stage: Path = field(repr=False)
    fingerprint: str
    settings: Settings = field(repr=False)
    roster: Path | None = field(default=None, repr=False)
    decisions: Path | None = field(default=None, repr=False)
    key: Path | None = field(default=None, repr=False)
    passphrase: str = field(default="", repr=False)
    tool: tuple[str, ...] = field(default_factory=all_versions)


@dataclass(frozen=True, slots=True)
class Record:
    """What became of a submission; holds no name, no path and no time of day.

    Attributes:
        reason: why nothing of it was written; "" where it was.
        written: files written, of `files`.
        unseen: parts that were not examined.
        looks: what a person should look at, unseen parts among them.
        mentions: places that were blinded, by type.
        seconds: from its first to its last byte, on the worker's clock.
    """

    submission: str
    exit_code: ExitCode
    reason: str = ""
    files: int = 0
    written: int = 0
    unseen: int = 0
    looks: int = 0
    labels: int = 0
    words: int = 0
    seconds: float = 0.0
    mentions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """A record, and the folder that was made, if one was; or that the system would not write it."""

    record: Record
    made: Path | None = field(default=None, repr=False)
    refused: bool = False


def blind_submission(job: Job, progress: "Progress | None" = None) -> Done:
    """Blind a submission into a folder of its own under `job.stage`; a failure is a record too."""
    started, attempt, refused = time.perf_counter(), None, False
    try:
        if job.tool != all_versions():
            message = "this worker has another version of blinder or of a plugin"
            raise BlinderError(message, hint="Install the same ones everywhere.")
        attempt = Path(tempfile.mkdtemp(prefix=f"{job.name}-", dir=job.stage))
        return Done(_blind(job, attempt / job.name, started, progress), attempt / job.name)
    except BlinderError as error:
        failed, refused = failure(job, str(error)), isinstance(error, OutputError)
    except OSError as error:
        failed, refused = failure(job, refusal_line(error)), True
    except Exception as error:  # noqa: BLE001  # one submission must not stop the others, nor quote its text
        failed = failure(job, bug_line(error), ExitCode.BUG)
    finally:
        collect_all()
    if attempt:
        shutil.rmtree(attempt, ignore_errors=True)
    return Done(failed, refused=refused)


def failure(job: Job, reason: str, code: ExitCode = ExitCode.UNREAD) -> Record:
    """The record of a submission of which nothing was written; a bad roster, too, is no wrong call of the batch."""
    return Record(job.name, code, reason)


def _blind(job: Job, out: Path, started: float, progress: "Progress | None") -> Record:
    from blinder.pipeline import blind

    outcome = blind(
        [job.folder],
        out=out,
        roster=job.roster,
        key=job.key,
        passphrase=job.passphrase,
        decisions=job.decisions,
        settings=job.settings,
        progress=progress,
    )
    return _record(job.name, outcome, started)


def _record(name: str, outcome: "Outcome", started: float) -> Record:
    from blinder.detect import model_version
    from blinder.outcome import to_audit
    from blinder.report.audit import FileStatus
    from blinder.report.digest import list_looks

    audit = to_audit(outcome, model_version())
    mentions = Counter[str]()
    for entity in audit.entities:
        mentions[entity.type] += entity.mentions
    return Record(
        name,
        audit.exit_code,
        files=len(audit.files),
        written=len(audit.with_status(FileStatus.WRITTEN)),
        unseen=len(audit.unseen()),
        looks=len(list_looks(audit)) + len(audit.unseen()),
        labels=len(audit.entities),
        words=sum(len(reading.text.split()) for reading in outcome.readings.values()),
        seconds=round(time.perf_counter() - started, 3),
        mentions=dict(sorted(mentions.items())),
    )
