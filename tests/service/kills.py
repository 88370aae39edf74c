"""Kill -9 in a loop: `python kills.py steps DIR` at every step that the folder gate takes on the disk, `… times DIR` at
any time, also while it does what the one killed before it left. Prints how often it was killed; fails where something
is lost, doubled or shown half. Runs alone, because a process with threads should not be forked.
"""

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from blinder.errors import ExitCode
from blinder.service.watch import FILES, HOME, REPORT, watch

TIMES, LONGEST_S = 30, 0.02
GOOD, BAD = b"Teacher C agreed. " * 200, b"Oona agreed. " * 200
Tree = dict[str, bytes]


def judge(folder: Path, report: Path) -> ExitCode:
    """As the real one, with an eye for one name."""
    if not any(b"Oona" in path.read_bytes() for path in folder.rglob("*") if path.is_file()):
        return ExitCode.CLEAN
    report.mkdir(parents=True)
    (report / "audit.json").write_text("{}", encoding="utf-8")
    return ExitCode.FINDINGS


def fill(inbox: Path, number: int) -> dict[str, Tree]:
    """A folder that passes and a file that does not; by name, what they hold."""
    given: dict[str, Tree] = {
        f"{number} good": {"one.docx": GOOD, "more/two.odt": GOOD},
        f"{number} bad.pdf": {"": BAD},
    }
    for name, tree in given.items():
        for inner, content in tree.items():
            path = inbox / name / inner if inner else inbox / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return given


def tree_of(item: Path) -> Tree:
    if item.is_file():
        return {"": item.read_bytes()}
    return {path.relative_to(item).as_posix(): path.read_bytes() for path in item.rglob("*") if path.is_file()}


def visible(folder: Path) -> dict[str, Path]:
    return {path.name: path for path in folder.iterdir() if path.name[0] != "."} if folder.is_dir() else {}


def check(box: Path, given: dict[str, Tree], *, ended: bool) -> None:
    """Each item is in one place at most, whole; at the end in the right one, and nothing else is there."""
    waiting, passed, held = (visible(box / name) for name in ("in", "out", "held"))
    for name, tree in given.items():
        places = [found[name] for found in (waiting, passed, held) if name in found]
        assert len(places) == 1 or (not places and not ended and (box / "in" / HOME / name).exists()), name
        if name in held:
            assert tree_of(held[name] / FILES / name) == tree
            assert (held[name] / REPORT / "audit.json").read_text("utf-8") == "{}"
        elif places:
            assert tree_of(places[0]) == tree, name
        assert not ended or name in (held if "bad" in name else passed), name
    assert {*waiting, *passed, *held} <= {*given}
    assert not ended or not list(box.glob(f"*/{HOME}"))


def run(box: Path) -> None:
    for _ in watch(box / "in", box / "out", box / "held", judge=judge, interval_s=0, once=True):
        pass


def forked(job: Callable[[], None], after_s: float | None = None) -> bool:
    """Do the job in a process of its own, killed after that time; whether it was killed."""
    child = os.fork()
    if not child:
        job()
        os._exit(0)
    if after_s is not None:
        time.sleep(after_s)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def killed_at_step(box: Path, step: int) -> None:
    """Run, and be killed just before the given step; steps are what Python tells before it asks the system."""
    steps = count(1)

    def hook(event: str, _: object) -> None:
        if event.startswith(("os.", "open")) and event not in ("os.scandir", "os.listdir") and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    run(box)


def kill_at_every_step(box: Path) -> int:
    for step in count(1):
        shutil.rmtree(box, ignore_errors=True)
        given = fill(box / "in", 1)
        killed = forked(lambda step=step: killed_at_step(box, step))  # type: ignore[misc]
        check(box, given, ended=not killed)
        if not killed:
            return step - 1
        run(box)
        check(box, given, ended=True)
    raise AssertionError


def kill_at_any_time(box: Path) -> int:
    shutil.rmtree(box, ignore_errors=True)
    chance, given, kills = random.Random(7), dict[str, Tree](), 0
    while kills < TIMES:  # on a quick machine some are done before they are killed
        given |= fill(box / "in", len(given))
        kills += forked(lambda: run(box), chance.uniform(0, LONGEST_S))
        check(box, given, ended=False)
    run(box)
    check(box, given, ended=True)
    return kills


if __name__ == "__main__":
    os.fsync = lambda _: None  # slow, and needed against a power cut only: what is killed has written what it wrote
    mode = {"steps": kill_at_every_step, "times": kill_at_any_time}[sys.argv[1]]
    print(mode(Path(sys.argv[2])))
