"""Paths of one call → the files of one submission: folders walked, the roster set apart, unknown kinds named."""

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


@dataclass(frozen=True, slots=True)
class Intake:
    """What the paths hold: files of a kind blinder reads, files of other kinds, and the roster lying with them."""

    files: tuple[InputFile, ...]
    unknown: tuple[InputFile, ...]
    roster: Path | None


def take_in(paths: Sequence[Path], is_document: Callable[[Path], bool]) -> Intake:
    """Walk the paths; each file once, in the order of the paths and then of names.

    A folder's own `roster.csv` or `roster.xlsx` at its top is the roster; blinder's `audit/` and programs' litter are
    passed over; links that lead back into a folder already walked are not followed.

    Raises:
        UsageError: a path does not exist, or two folders bring a roster each.
    """
    files: list[InputFile] = []
    rosters: list[Path] = []
    for path in paths:
        if path.is_dir():
            top = [path / name for name in ROSTERS if (path / name).is_file()]
            rosters += top
            files += (
                InputFile(file, PurePosixPath(file.relative_to(path).as_posix()))
                for file in _walk(path, set())
                if file not in top
            )
        elif path.is_file():
            files.append(InputFile(path, PurePosixPath(path.name)))
        else:
            raise UsageError(
                f"there is no such file or folder: argument {list(paths).index(path) + 1}", hint="Check the path."
            )
    if len(rosters) > 1:
        raise UsageError("the folders bring more than one roster", hint="Name the one to use with --roster.")
    unique = {file.path.resolve(): file for file in files}.values()
    known = [file for file in unique if is_document(file.path)]
    unknown = [file for file in unique if not is_document(file.path)]
    return Intake(tuple(_unlike_names(known)), tuple(unknown), rosters[0] if rosters else None)


def _walk(folder: Path, seen: set[Path]) -> Iterator[Path]:
    if (real := folder.resolve()) in seen:
        return
    seen.add(real)
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: (entry.name.casefold(), entry.name))
    except OSError:
        raise UsageError("a folder cannot be opened", hint="Check its permissions.") from None
    for entry in entries:
        if _is_litter(entry) or (entry.name == AUDIT and (entry / AUDIT_MARK).is_file()):
            continue
        if entry.is_dir():
            yield from _walk(entry, seen)
        else:
            yield entry


def _is_litter(path: Path) -> bool:
    name = path.name.casefold()
    return name in LITTER or name.startswith(("~$", ".~lock."))


def _unlike_names(files: Iterable[InputFile]) -> Iterator[InputFile]:
    """Give files of different folders that share a name a number, so that each is a document of its own."""
    seen: dict[PurePosixPath, int] = {}
    for file in files:
        seen[file.name] = number = seen.get(file.name, 0) + 1
        yield file if number == 1 else InputFile(file.path, file.name.with_stem(f"{file.name.stem} ({number})"))
