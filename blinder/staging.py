"""The output folder: what may be one, and how files come into it, each whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from blinder.errors import OutputError, UsageError
from blinder.intake import take_in


def check_target(target: Path, paths: Sequence[Path], key: Path | None, force: bool) -> None:
    """Refuse an output folder that would harm something, or that the user may not mean.

    Raises:
        UsageError: it is a file, holds originals or the key; or, without `force`, lies among the input or is not empty.
    """
    resolved = target.resolve()
    for path in paths:
        if path.is_dir() and (resolved == path.resolve() or path.resolve() in resolved.parents) and not force:
            raise UsageError(
                "the output folder lies inside an input folder", hint="Choose another --out, or add --force."
            )
    if target.exists() and not target.is_dir():
        raise UsageError("--out is a file", hint="Give a folder.")
    if target.is_dir() and any(target.iterdir()) and not force:
        raise UsageError("the output folder is not empty", hint="Choose another --out, or add --force.")
    originals = (Path(os.path.realpath(file.path)) for file in take_in(paths, lambda _: True).all)
    if any(resolved in original.parents for original in originals):
        raise UsageError("the output folder holds files of the input", hint="Choose another --out: originals stay.")
    if key and (resolved == key.resolve().parent or resolved in key.resolve().parents):
        raise UsageError("the key must not lie in the output folder", hint="Keep it where you keep private things.")


@contextmanager
def staging(target: Path) -> Iterator[Path]:
    """A private folder on the output's own disk, gone afterwards whatever happens."""
    home = target if target.is_dir() else target.parent
    try:
        home.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".blinder-", dir=home))
    except OSError:
        raise OutputError("the output folder cannot be made") from None
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def move_in_place(stage: Path, target: Path) -> None:
    """Put every staged file in its place, each whole or not at all."""
    try:
        for file in sorted(path for path in stage.rglob("*") if path.is_file()):
            place = target / file.relative_to(stage)
            place.parent.mkdir(parents=True, exist_ok=True)
            file.replace(place)
    except OSError:
        raise OutputError("the copies cannot be moved into the output folder") from None


def write_whole(text: str, target: Path) -> None:
    """Write one file, whole or not at all."""
    with staging(target.parent) as stage:
        (stage / target.name).write_bytes(text.encode())
        move_in_place(stage, target.parent)
