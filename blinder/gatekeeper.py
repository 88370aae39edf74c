"""The gate before an upload: `verify`, and nothing passes that was not examined."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from blinder import verifier
from blinder.detect import model_version
from blinder.errors import BlinderError, ExitCode, UnreadableFile
from blinder.finished import verify
from blinder.formats import format_of
from blinder.intake import is_file, is_roster, place_of
from blinder.label_map import read_label_map
from blinder.naming import unnamed
from blinder.outcome import FileResult, Outcome, Scan, to_audit
from blinder.report import FileStatus, write_reports
from blinder.residue import read_sight
from blinder.roster import Roster
from blinder.settings import Settings
from blinder.sources import Progress, take_in_documents
from blinder.texts import find_entities

SET_ASIDE = "not examined: a roster, an audit, a program's leftover, a link or an empty folder; take it out"


def gate(
    paths: Sequence[Path | str],
    *,
    roster: Roster = None,
    key: Path | None = None,
    passphrase: str = "",
    settings: Settings | None = None,
    skip_unknown: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Ask of files whether they may pass, as `verify` does; only an exit code of 0 means that they may.

    What `verify` passes over in a folder (a roster, blinder's audit, a program's leftovers) counts as not examined.

    Args:
        skip_unknown: judge only the files that blinder reads, as a hook does, wherever they lie; the others are as if
            they were not there.

    Raises:
        UsageError: as `verify`.
    """
    apart = (roster, key)
    if skip_unknown:
        paths = [*paths, *(leaf for leaf in _set_aside(paths, apart) if _is_read(leaf) and not is_roster(leaf))]
    outcome = verify(
        paths,
        roster=roster,
        key=key,
        passphrase=passphrase,
        settings=settings,
        skip_unknown=skip_unknown,
        progress=progress,
    )
    left = (leaf for leaf in _set_aside(paths, apart) if _is_read(leaf) or leaf.is_symlink() or not skip_unknown)
    aside = map(_unexamined, count(len(outcome.files) + 1), left)
    return replace(outcome, files=(*outcome.files, *aside))


def located(outcome: Outcome, paths: Sequence[Path | str]) -> Outcome:
    """The outcome with each file under its path from the current folder, as code hosts know it.

    A file whose name was not told keeps what it goes by; so does one in a folder that may name somebody, or elsewhere.
    """
    intake = take_in_documents(paths)
    homes = {str(file.name): _from_here(file.path) for file in intake.all}
    told = [folder for folder in {home.parent for home in homes.values() if home} if _may_be_told(folder, outcome)]
    names = {
        file.name: home.as_posix()
        for file in outcome.files
        if file.name == file.document and (home := homes.get(file.name)) and home.parent in told
    }
    files = tuple(_called(file, names.get(file.name, file.name)) for file in outcome.files)
    hints = tuple(replace(hint, document=names.get(hint.document, hint.document)) for hint in outcome.indirect)
    return replace(outcome, files=files, indirect=hints)


def _from_here(path: Path) -> Path | None:
    path = Path(os.path.abspath(path))  # noqa: PTH100  `Path.resolve` would follow links, which are no places here
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else None


def _may_be_told(folder: Path, outcome: Outcome) -> bool:
    reading = read_sight(f"{folder.as_posix()}/.", verifier.Sight("", (), ()))
    found = find_entities({"": reading}, (), outcome.label_map, outcome.settings.scheme).entities
    return not found and not verifier.names_somebody(folder.as_posix(), verifier.Grammar(outcome.label_map, ()))


def judge(folder: Path, report: Path, settings: Settings) -> ExitCode:
    """Gate what lies in a folder; unless it passes, write into `report` why. What goes wrong does not let it pass."""
    try:
        if any(path.is_symlink() for path in folder.rglob("*")):
            raise UnreadableFile("not examined: a link", hint="Put the file itself in its place.")
        outcome = gate([folder], settings=settings)
    except BlinderError as error:
        outcome = _refused(str(error), settings)
    except Exception as error:  # noqa: BLE001  # one bad submission never stops the others
        outcome = _refused(f"not examined: {type(error).__name__}", settings)
    if outcome.exit_code:
        write_reports(to_audit(outcome, model_version()), report, form=False)
    return outcome.exit_code


def _refused(reason: str, settings: Settings) -> Outcome:
    file = FileResult("submission", "", FileStatus.UNREADABLE, "submission", reason=reason)
    return Outcome((file,), Scan((), ()), read_label_map(settings.label_map), settings)


def _set_aside(paths: Sequence[Path | str], apart: Sequence[object]) -> Iterator[Path]:
    """Everything under the paths that is not among the files taken in; the call's own roster and key are not meant."""
    intake = take_in_documents(paths, apart)
    own = [path for path in apart if isinstance(path, Path | str)]
    known = {place_of(Path(path)) for path in (*own, *(file.path for file in intake.all))}
    every = {place_of(leaf): leaf for path in paths for leaf in _leaves(Path(path))}
    return (leaf for place, leaf in every.items() if place not in known)


def _is_read(path: Path) -> bool:
    return is_file(path) and format_of(path) is not None


def _leaves(path: Path) -> Iterator[Path]:
    """Files, links and empty folders under a path, or the path itself."""
    if not path.is_dir():
        yield path
    for folder, folders, names in os.walk(path):
        links = (name for name in folders if Path(folder, name).is_symlink())
        yield from (Path(folder, name) for name in sorted((*names, *links)))
        if not folders and not names:
            yield Path(folder)


def _unexamined(number: int, path: Path) -> FileResult:
    """What was passed over, by a number: its name may name somebody ("~$Rivera.docx")."""
    return FileResult(unnamed(number, path.name), "", FileStatus.UNREADABLE, str(path), reason=SET_ASIDE)


def _called(file: FileResult, name: str) -> FileResult:
    return replace(file, name=name, findings=tuple(replace(each, document=name) for each in file.findings))
