"""The story of a batch: name its submissions, skip what is done, have the rest blinded, note each in its place."""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from itertools import permutations
from pathlib import Path

from blinder.batch import names
from blinder.batch.executors import Cluster, Executor, Pool
from blinder.batch.manifest import FILE, Manifest
from blinder.batch.names import Names, alone, name_submissions
from blinder.batch.summary import write_summary
from blinder.batch.work import Done, Job, Record, blind_submission, failure
from blinder.errors import ExitCode, OutputError, UsageError
from blinder.intake import hash_file, is_file, is_litter, is_roster, take_in
from blinder.label_map import read_label_map
from blinder.plugins import all_versions
from blinder.resources import cores, data_folder
from blinder.settings import Settings
from blinder.sources import Progress, silent

UNFINISHED = ".unfinished"
OURS = {UNFINISHED, names.LOCK}  # what a batch that was killed at its start leaves
DECISIONS = "decisions.toml"
OUTDATED = ""  # no fingerprint: what lies there is about to be replaced
DIED = "the process that worked on it ended. Blind it by itself to learn more."


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of all submissions, in the order of their names.

    Attributes:
        again: how many were blinded in this call; the others were done before.
        loose: files that lie in no sub-folder, and so belong to no submission.
    """

    records: tuple[Record, ...]
    again: int
    loose: int
    out: Path

    @property
    def exit_code(self) -> ExitCode:
        """The gravest of all; a file of no submission was not examined."""
        return max((ExitCode.UNREAD if self.loose else ExitCode.CLEAN, *(each.exit_code for each in self.records)))


def blind_all(
    root: Path | str,
    *,
    out: Path | str,
    workers: int | None = None,
    scheduler: str = "",
    roster: Path | None = None,
    keys: Path | None = None,
    passphrase: str = "",
    settings: Settings | None = None,
    retry: bool = False,
    force: bool = False,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> Batch:
    """Blind each sub-folder of `root` as a submission of its own into a folder of `out`; what is done stays done.

    Args:
        workers: processes on this machine, by default one per core.
        scheduler: address of a Dask scheduler whose workers do it instead.
        roster: for all; by default each submission's own.
        keys: folder for a key file per submission.
        retry: do those again that were not wholly read or examined.

    Raises:
        UsageError: a folder, the label map or the scheduler cannot be used, or another batch is at work there.
        OutputError: `out`, or the file in `root` that says which is which, cannot be written.
    """
    base, target, tell = Path(root).resolve(), Path(out).resolve(), progress or silent
    folders = _sub_folders(base)
    _check(base, target, keys, force)
    chosen = _absolute(settings or Settings())
    called = name_submissions(base, folders)
    with alone(target), _stage(target) as stage:
        manifest = Manifest(target, called.sign(b"batch"))
        jobs, about = list[Job](), _decisive(chosen, roster)
        for number, folder in enumerate(folders):
            tell("comparing", number, len(folders))
            job = _job(base / folder, called, stage, chosen, roster, keys, passphrase, about)
            if not _is_done(job, manifest, target, retry):
                jobs.append(job)
        done = len(folders) - len(jobs)
        tell("blinding", done, len(folders))
        run = executor or (Cluster(scheduler) if scheduler else Pool(max(1, min(workers or cores(), len(jobs)))))
        for number, (job, result) in enumerate(run(blind_submission, jobs), start=done + 1):
            if job.name in manifest.entries:
                manifest.add(OUTDATED, manifest.entries[job.name].record)
            manifest.add(job.fingerprint, _put(job, result, target))
            tell("blinding", number, len(folders))
        records = tuple(manifest.entries[name].record for name in sorted(called.of[folder] for folder in folders))
        write_summary(records, target)
    return Batch(records, len(jobs), _count_loose(base, roster), target)


def _sub_folders(root: Path) -> list[str]:
    found = sorted(path.name for path in root.iterdir() if path.is_dir()) if root.is_dir() else []
    if not found:
        raise UsageError("there is no sub-folder with a submission", hint="Give the folder that holds them.")
    return found


def _count_loose(root: Path, roster: Path | None) -> int:
    own = {names.FILE, names.LOCK, *([roster.name] if roster and roster.resolve().parent == root else [])}
    loose = (path for path in root.iterdir() if not path.is_dir() and path.name not in own)
    return sum(not is_litter(path) and not is_roster(path) for path in loose)


def _check(root: Path, out: Path, keys: Path | None, force: bool) -> None:
    apart = [root, out, *([keys.resolve()] if keys else [])]
    if any(one.is_relative_to(other) for one, other in permutations(apart, 2)):
        raise UsageError("originals, copies and keys lie in one another", hint="Give each a folder of its own.")
    if out.exists() and not out.is_dir():
        raise UsageError("--out is a file", hint="Give a folder.")
    if out.is_dir() and {path.name for path in out.iterdir()} - OURS and not (out / FILE).exists() and not force:
        raise UsageError("the output folder is not empty", hint="Choose another --out, or add --force.")
    try:
        out.mkdir(parents=True, exist_ok=True)
        if keys:
            keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise OutputError("the output folder cannot be made") from None


@contextmanager
def _stage(out: Path) -> Iterator[Path]:
    """The private folder for copies in the making, without those that an earlier call did not finish."""
    stage = out / UNFINISHED
    shutil.rmtree(stage, ignore_errors=True)
    try:
        stage.mkdir(mode=0o700)
    except OSError:
        raise OutputError("the output folder cannot be written") from None
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _absolute(settings: Settings) -> Settings:
    """The settings for processes that work elsewhere; a label map that cannot be used stops the batch here."""
    read_label_map(settings.label_map)
    own = settings.label_map.endswith(".toml")
    return replace(settings, label_map=str(Path(settings.label_map).resolve())) if own else settings


def _decisive(settings: Settings, roster: Path | None) -> tuple[bytes, ...]:
    """What decides about all submissions alike: versions, settings, the label map, a roster for all."""
    own = Path(settings.label_map)
    shared = own if own.suffix == ".toml" else data_folder("label_maps") / f"{own}.toml"
    said = json.dumps([all_versions(), asdict(replace(settings, label_map=""))], sort_keys=True)
    files = (data_folder("models/ner") / "meta.json", shared, *([roster] if roster else []))
    try:
        return (said.encode(), *(file.read_bytes() for file in files))
    except OSError:
        raise UsageError("the roster cannot be read", hint="Check the path and its permissions.") from None


def _job(
    folder: Path,
    called: Names,
    stage: Path,
    settings: Settings,
    roster: Path | None,
    keys: Path | None,
    passphrase: str,
    about: Sequence[bytes],
) -> Job:
    name = called.of[folder.name]
    decisions = folder / DECISIONS
    return Job(
        name,
        folder,
        stage,
        called.sign(*about, str(bool(keys)).encode(), *_contents(folder)),
        settings,
        roster.resolve() if roster else None,
        decisions if is_file(decisions) else None,
        keys.resolve() / f"{name}.key" if keys else None,
        passphrase,
    )


def _contents(folder: Path) -> list[bytes]:
    """Names and hashes of all files of a submission, its roster too; a file that cannot be opened has none."""
    found = take_in([folder], lambda _: True)
    paths = sorted({*(file.path for file in found.all), *found.rosters})
    return [
        f"{path.relative_to(folder).as_posix()}\0{_hash(path)}".encode("utf-8", "surrogateescape") for path in paths
    ]


def _hash(path: Path) -> str:
    try:
        return hash_file(path)
    except OSError:
        return ""


def _is_done(job: Job, manifest: Manifest, out: Path, retry: bool) -> bool:
    """Whether it was blinded as it is, with these settings, and is still there; a failure is always tried again."""
    entry = manifest.entries.get(job.name)
    if entry is None or entry.fingerprint != job.fingerprint or entry.record.reason:
        return False
    whole = entry.record.exit_code <= ExitCode.FINDINGS
    return (whole or not retry) and (out / job.name).is_dir() and (job.key is None or job.key.exists())


def _put(job: Job, result: Done | None, out: Path) -> Record:
    """Put the made folder in its place, whole; what an earlier call made of other inputs goes, whatever came now."""
    place, made = out / job.name, result.made if result else None
    try:
        if place.exists():
            place.replace(job.stage / f"old-{job.name}")
        if made:
            made.replace(place)
    except OSError:
        raise OutputError("the copies cannot be moved into the output folder") from None
    return result.record if result else failure(job, DIED)
