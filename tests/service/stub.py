"""The service with work that takes no time: `python -m tests.service.stub FOLDER [name=value …]`, on a free port.

What a file says is done: "crash", "hang", "slow", "bug", "full"; anything else is blinded, by one name.
"""

import os
import sys
import time
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

from blinder.batch.work import Record
from blinder.errors import ExitCode
from blinder.report.audit import Audit, audit_dict
from blinder.service.config import Serving
from blinder.service.work import IN, RESULT, Made, Task, Work
from blinder.settings import Settings

if TYPE_CHECKING:
    from blinder.sources import Progress

NAME = b"Oona"
AUDIT = audit_dict(Audit("0", "stub", "ma-pal 1", ExitCode.CLEAN, ()))


def do(task: Task, tell: "Progress") -> Made:
    """As `blinder.service.work.blind`, in no time."""
    paths = sorted(path for path in (task.folder / IN).rglob("*") if path.is_file())
    said = b"".join(path.read_bytes() for path in paths)
    if b"crash" in said:
        os._exit(9)
    if b"hang" in said:
        time.sleep(600)
    if b"bug" in said:
        return Made(Record("submission", ExitCode.BUG, "a bug of ours (ValueError at stub.py:1)"))
    if b"full" in said:
        return Made(Record("submission", ExitCode.UNREAD, "a copy cannot be written."), refused=True)
    if b"unread" in said:
        return Made(Record("submission", ExitCode.UNREAD, "there are no documents under these paths."))
    (task.folder / "half-made").write_bytes(said)
    tell("reading", 1, len(paths))
    time.sleep(0.5 if b"slow" in said else 0.002)
    with zipfile.ZipFile(task.folder / RESULT, "x") as archive:
        for number, path in enumerate(paths, start=1):
            archive.writestr(f"file {number}.txt", path.read_bytes().replace(NAME, b"Teacher C"))
    return Made(Record("submission", ExitCode.CLEAN, files=len(paths), written=len(paths)), audit=AUDIT)


def warm_up() -> None:
    """Nothing to load."""


WORK = Work(do, warm_up)


def stay_here(event: str, _: object) -> None:
    """End the service at once where it calls anybody."""
    if event in ("socket.connect", "socket.getaddrinfo"):
        os._exit(99)


def main(folder: str, *settings: str) -> None:
    from blinder.service.server import serve

    sys.addaudithook(stay_here)
    given = {name: float(value) for name, _, value in (each.partition("=") for each in settings)}
    whole = {name: int(value) if value == int(value) else value for name, value in given.items()}
    serve("127.0.0.1", 0, replace(Serving(folder=folder), **whole), Settings(), WORK)  # type: ignore[arg-type]


if __name__ == "__main__":
    from tests.service import stub  # the same functions under the name by which a worker finds them

    stub.main(*sys.argv[1:])
