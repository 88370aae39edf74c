"""Paths of one call → the files of one submission: folders walked, the roster set apart, unknown kinds named."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from blinder.errors import UsageError

ROSTERS = ("roster.csv", "roster.xlsx")
LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini", "blinder.toml", ".gitignore", ".gitkeep"})
AUDIT = "audit"
AUDIT_MARK = "audit.json"


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file of the submission: where it is, and its name relative to the path the user gave ("minutes/May.docx")."""

    path: Path
    name: PurePosixPath

    @property
    def base(self) -> Path:
        """The folder that its name is relative to."""
        return self.path.parents[len(self.name.parts) - 1]


@dataclass(frozen=True, slots=True)
class Intake:
    """What the paths hold: files of a kind blinder reads, files of other kinds, and the rosters lying with them."""

    files: tuple[InputFile, ...]
    unknown: tuple[InputFile, ...]
    rosters: tuple[Path, ...] = ()

    @property
    def all(self) -> tuple[InputFile, ...]:
        """The files of every kind."""
        return (*self.files, *self.unknown)

    @property
    def roster(self) -> Path | None:
        """The one roster that lies with the files.

        Raises:
            UsageError: there are several.
        """
        if len(self.rosters) > 1:
            raise UsageError("the folders bring more than one roster", hint="Name the one to use with --roster.")
        return self.rosters[0] if self.rosters else None


def take_in(paths: Sequence[Path], is_document: Callable[[Path], bool]) -> Intake:
    """Walk the paths; each name of a file once, in the order of the paths and then of names.

    A `roster.csv` or `roster.xlsx` that is named or lies at the top of a named folder is a roster; blinder's `audit/`
    and programs' litter are passed over; links that lead back into a folder already walked are not followed. A folder
    that cannot be opened counts as a file of an unknown kind, and so does what is no file: a pipe, a link to nothing.

    Raises:
        UsageError: a path does not exist.
    """
    files: dict[str, InputFile] = {}
    rosters: dict[str, Path] = {}
    for number, path in enumerate(paths, start=1):
        folder = path if _is_folder(path) else path.parent
        if not os.path.lexists(path):
            raise UsageError(f"there is no such file or folder: argument {number}", hint="Check the path.")
        for file in _walk(path, set()) if folder == path else (path,):
            if file.parent == folder and is_roster(file):
                rosters.setdefault(os.path.realpath(file), file)
            else:
                name = PurePosixPath(file.relative_to(folder).as_posix())
                files[place_of(file)] = InputFile(file, name)
    found: dict[bool, list[InputFile]] = {True: [], False: []}
    for each in files.values():
        found[is_file(each.path) and is_document(each.path)].append(each)
    return Intake(tuple(_unlike_names(found[True])), tuple(_unlike_names(found[False])), tuple(rosters.values()))


def _walk(folder: Path, seen: set[str]) -> Iterator[Path]:
    if (real := os.path.realpath(folder)) in seen:
        return
    seen.add(real)
    for entry in sorted(folder.iterdir(), key=lambda entry: (entry.name.casefold(), entry.name)):
        if is_litter(entry) or (entry.name == AUDIT and is_file(entry / AUDIT_MARK)):
            continue
        if _is_folder(entry):
            yield from _walk(entry, seen)
        else:
            yield entry


def _is_folder(path: Path) -> bool:
    """Whether it is a folder that may be opened."""
    return os.path.isdir(path) and os.access(path, os.R_OK | os.X_OK)  # noqa: PTH112  `Path.is_dir` raises without permission


def is_roster(path: Path) -> bool:
    """Whether it is called like a roster."""
    return path.name.casefold() in ROSTERS


def is_file(path: Path) -> bool:
    """Whether it is a file, or a link to one; a pipe or a device is none, and to read it might take for ever."""
    return os.path.isfile(path)  # noqa: PTH113  `Path.is_file` raises without permission


def place_of(path: Path) -> str:
    """What tells names of files apart: a link has a name of its own, which may be somebody's."""
    return os.path.join(os.path.realpath(path.parent), path.name)  # noqa: PTH118


def is_litter(path: Path) -> bool:
    """Whether a program left it there for itself."""
    name = path.name.casefold()
    return name in LITTER or name.startswith(("~$", ".~lock."))


def _unlike_names(files: Iterable[InputFile]) -> Iterator[InputFile]:
    """Give files of different folders that share a name a number, so that each is a document of its own."""
    seen: dict[PurePosixPath, int] = {}
    for file in files:
        seen[file.name] = number = seen.get(file.name, 0) + 1
        yield file if number == 1 else InputFile(file.path, file.name.with_stem(f"{file.name.stem} ({number})"))


def hash_file(path: Path) -> str:
    """The SHA-256 of a file's bytes, hexadecimal.

    Raises:
        OSError: it cannot be opened, or is no file.
    """
    if not is_file(path):
        raise OSError("no file")
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
