"""The folder gate: what lies whole in one folder is examined, and goes on to where it passes or to where it is held.

Killed at any instant, it loses nothing and shows nothing half: a copy is examined beside its goal, in `HOME`; then the
original goes into the `HOME` of its own folder, which decides the matter; then the copy takes its place; then the
original is deleted. `_Gate.finish` tells from what is there how far that had come, and does the rest. The copy is what
was examined: a program that still has the original open cannot change it.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import count, permutations
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from blinder.errors import ExitCode, OutputError, UsageError
from blinder.naming import free_name

HOME, LOCK = ".blinder-watch", ".blinder-watch.lock"
FILES, REPORT = "files", "report"
UNFINISHED = (".part", ".partial", ".filepart", ".crdownload", ".download", ".tmp")

Judge = Callable[[Path, Path], ExitCode]
"""(folder that holds what to examine, folder to write a report into unless it passes) → 0 if it passes."""
Looks = dict[str, tuple[tuple[str | int, ...], ...]]


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one file or folder, without its name.

    Attributes:
        moved: False where it had to stay.
    """

    number: int
    code: ExitCode
    moved: bool = True


def watch(
    inbox: Path, out: Path, quarantine: Path, *, judge: Judge, interval_s: float, once: bool = False
) -> Iterator[Settled]:
    """Settle every file and folder in `inbox` that two looks, `interval_s` apart, find the same.

    What passes goes into `out`; anything else into `quarantine`, as a folder with `files` and `report`. Hidden and
    unfinished files wait. What cannot be copied or moved stays and is tried again.

    Args:
        once: end after two looks.

    Raises:
        UsageError: the folders lie in each other, or another blinder watches one of them.
        OutputError: a former run began to move something into other folders than these.
    """
    gate = _Gate(inbox, out, quarantine)
    with gate.alone():
        gate.finish()
        before, numbers = _look(inbox, patient=not once), count(1)
        while True:
            time.sleep(interval_s)
            now = _look(inbox, patient=not once)
            for name in sorted(now):
                if now[name] == before.get(name):
                    code = gate.settle(inbox / name, judge)
                    if code is not None:
                        yield Settled(next(numbers), code, moved=not os.path.lexists(inbox / name))
            if once:
                return
            before = now


@dataclass(frozen=True)
class _Gate:
    inbox: Path
    out: Path
    quarantine: Path

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Make the folders and keep every other blinder away from them."""
        folders = [folder.resolve() for folder in (self.inbox, self.out, self.quarantine)]
        if any(one == two or one in two.parents for one, two in permutations(folders, 2)):
            raise UsageError("the three folders lie in each other", hint="Choose folders side by side.")
        if not self.inbox.is_dir():
            raise UsageError("the folder to watch is not there", hint="Check the path.")
        with ExitStack() as locks:
            for folder in folders:
                try:
                    folder.mkdir(parents=True, exist_ok=True)
                    locks.enter_context(FileLock(folder / LOCK, timeout=0))
                except Timeout:
                    raise UsageError("another blinder watches one of these folders") from None
                except OSError:
                    raise OutputError("one of the folders cannot be made or written") from None
            yield

    def settle(self, item: Path, judge: Judge) -> ExitCode | None:
        """Examine one item and move it on; None when it changed meanwhile, so that a later look takes it up."""
        passing, held = self.out / HOME, self.quarantine / HOME / item.name
        try:
            self.finish()
            seen = _print_of(item)
            passing.mkdir()
            _copy(item, passing / item.name)
            code = judge(passing, held / REPORT)
            if code is not ExitCode.CLEAN:
                _copy(passing / item.name, held / FILES / item.name)
            _remove(passing if code is not ExitCode.CLEAN else self.quarantine / HOME)
            unchanged = bool(seen) and _print_of(item) == seen
            if unchanged:
                self._decide(item)
            self.finish()
        except (OSError, OutputError):
            return ExitCode.UNREAD
        return code if unchanged else None

    def _decide(self, item: Path) -> None:
        """From here on the copy counts, not the original."""
        home = self.inbox / HOME
        home.mkdir(exist_ok=True)
        for folder in (self.out, self.quarantine):
            if (folder / HOME).is_dir():
                _sync(folder / HOME)
        item.rename(home / item.name)
        _sync(home)
        _sync(self.inbox)

    def finish(self) -> None:
        """Move on what was decided, and clear away what was not."""
        homes = [folder for folder in (self.out, self.quarantine) if (folder / HOME).is_dir()]
        decided = (self.inbox / HOME).is_dir() and any((self.inbox / HOME).iterdir())
        if decided and len(homes) != 1:
            raise OutputError(
                "something is on its way to other folders than these",
                hint="Start it with the former --out and --quarantine, and see that they are there.",
            )
        if decided:
            _place(homes[0])
        _remove(self.inbox / HOME)
        for folder in homes:
            _remove(folder / HOME)


def _place(folder: Path) -> None:
    """Move what lies in the folder's HOME into the folder, under a free name."""
    for entry in (folder / HOME).iterdir():
        taken = {other.name.casefold() for other in folder.iterdir()}
        entry.rename(folder / free_name(PurePosixPath(entry.name), taken))
    _sync(folder)


def _look(inbox: Path, *, patient: bool) -> Looks:
    """What lies in the folder and may be whole, by name; nothing, to the patient, where it is away for a while."""
    try:
        names = os.listdir(inbox)  # noqa: PTH208  `Path.iterdir` may raise late
    except OSError:
        if patient:
            return {}
        raise
    prints = {name: _print_of(inbox / name) for name in names if not name.startswith((".", "~$"))}
    return {name: seen for name, seen in prints.items() if seen}


def _print_of(item: Path) -> tuple[tuple[str | int, ...], ...]:
    """What tells whether it changes; empty for what is unfinished or goes away under our eyes."""
    with suppress(OSError):
        paths = sorted(str(path) for path in (item, *item.rglob("*")))
        if any(path.casefold().endswith(UNFINISHED) for path in paths):
            return ()
        facts = [(path, os.lstat(path)) for path in paths]
        return tuple((path, each.st_ino, each.st_mode, each.st_size, each.st_mtime_ns) for path, each in facts)
    return ()


def _copy(item: Path, target: Path) -> None:
    """Copy a file or a folder and bring it onto the disk; links stay links."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if item.is_dir() and not item.is_symlink():
        shutil.copytree(item, target, symlinks=True)
    else:
        shutil.copy2(item, target, follow_symlinks=False)
    for folder, _, names in os.walk(target.parent):
        for path in (*(Path(folder, name) for name in names), Path(folder)):
            _sync(path)


def _sync(path: Path) -> None:
    """Bring a file or a folder onto the disk; Windows knows no such thing for folders."""
    if os.name == "nt" or path.is_symlink():
        return
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _remove(folder: Path) -> None:
    """Delete a folder of ours, whatever rights the folders in it came with."""
    if not folder.is_dir():
        return
    for inner, _, _ in os.walk(folder):
        Path(inner).chmod(0o700)
    shutil.rmtree(folder)
