"""What there is to work with: the shipped data, in an installed wheel or beside the package, and the processor."""

import atexit
import gc
import os
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent


def data_folder(name: str) -> Path:
    """The folder of shipped data called `name` ("models/ner", "label_maps").

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for folder in (PACKAGE / "_packaged" / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"shipped data {name!r} is missing: install blinder again")


@cache
def ordinary_words() -> frozenset[str]:
    """Words that no name is made of, as texts write them; they ship with the name model."""
    return frozenset((data_folder("models/ner") / "ordinary.txt").read_text(encoding="utf-8").split())


def cores() -> int:
    """How many cores this process may use; OMP_NUM_THREADS says fewer."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    asked = os.environ.get("OMP_NUM_THREADS", "")
    return min(usable, max(1, int(asked))) if asked.isdigit() else usable


def collect_seldom() -> None:
    """Look for garbage in cycles once in 10,000 new objects, not in 700, and not at the end, where all of it goes.

    It was a tenth of the time, for next to none, and the end took half a second. For processes of our own; how a host
    of the library collects is its own matter.
    """
    gc.set_threshold(10_000)
    atexit.register(gc.freeze)


def collect_all() -> None:
    """Take away what a piece of work has left in cycles; what lives on after the first is not looked at again."""
    gc.collect()
    if not gc.get_freeze_count():
        gc.freeze()
