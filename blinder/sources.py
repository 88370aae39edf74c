"""What a call brings: its files as documents, its roster and key as known people, its settings as format options."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from blinder.apart import run_apart, work_on
from blinder.decisions import Decision
from blinder.errors import BlinderError, UnreadableFile, UsageError
from blinder.formats import FORMATS, format_of, read
from blinder.formats.base import Format, Options
from blinder.intake import InputFile, Intake, is_file, take_in
from blinder.label.key import read_key
from blinder.limits import in_force
from blinder.outcome import Source
from blinder.roster import Known
from blinder.settings import Settings
from blinder.types import Document, Segment, SegmentKind

T = TypeVar("T")
Item = TypeVar("Item")
Progress = Callable[[str, int, int], None]  # stage, done, total
FILE_NAME = "file-name"
NOTHING_THERE = UsageError(
    "there are no documents under these paths",
    hint="blinder reads .docx .doc .odt .pdf .txt .md .csv, and what plugins add.",
)


def take_in_documents(paths: Sequence[Path | str], apart: Sequence[object] = ()) -> Intake:
    """The files under the paths, those of a known format apart from the others; the call's roster and key are none.

    Raises:
        UsageError: see `take_in`.
    """
    intake = take_in([Path(path) for path in paths], lambda path: format_of(path) is not None)
    own = {os.path.realpath(path) for path in apart if isinstance(path, Path | str)}
    files, unknown = (
        tuple(file for file in found if os.path.realpath(file.path) not in own)
        for found in (intake.files, intake.unknown)
    )
    return replace(intake, files=files, unknown=unknown)


def earlier_key(key: Path | None, passphrase: str) -> tuple[Known, ...]:
    """Everybody an existing key labelled; nobody where there is none yet."""
    return read_key(key, passphrase) if key and key.exists() else ()


def format_options(settings: Settings, file: InputFile | None = None, decisions: Sequence[Decision] = ()) -> Options:
    """What the settings and a person's decisions ask of a file's format."""
    return Options(
        settings.keep_comments,
        settings.keep_changes,
        settings.pictures,
        settings.timeout_s,
        settings.limits,
        {(each.place, each.sha256): each.fate for each in decisions if file and each.file == file.name.as_posix()},
    )


def read_source(file: InputFile, options: Options) -> Source:
    """The file's document with its name as the last segment; of an unreadable file only the name."""
    kind, error, document = format_of(file.path), None, Document(str(file.name), "", ())
    try:
        if kind is None or not is_file(file.path):
            raise UnreadableFile("not examined: blinder does not read this kind of file", hint="Look at it yourself.")
        document = replace(guarded(kind, options, read, kind, file.path, options), name=str(file.name))
        options = replace(options, converted=document.converted, ocr=document.ocr)
        document = replace(document, converted=b"", ocr=b"")
    except BlinderError as found:
        error = found
    except OSError:
        error = UnreadableFile("the file cannot be opened", hint="Check its permissions.")
    name = Segment(FILE_NAME, SegmentKind.FILE_NAME, "file name", str(file.name.with_suffix("")))
    return Source(file, kind, replace(document, segments=(*document.segments, name)), error, options)


def guarded(kind: Format, options: Options, job: Callable[..., T], *arguments: object) -> T:
    """The result of a job on one file: apart from us, unless nothing but our own code reads such files.

    The other process imports the module that the job stands in, so that should be a light one.
    """
    if kind is FORMATS[".txt"]:
        with in_force(options.limits):
            return job(*arguments)
    arguments = tuple(each.absolute() if isinstance(each, Path) else each for each in arguments)
    return run_apart(job, *arguments, timeout_s=options.timeout_s, limits=options.limits)


def silent(stage: str, done: int, total: int) -> None:
    """No progress wanted."""


def of_each(
    stage: str, job: Callable[[Item], T], items: Sequence[Item], tell: Progress, *, beside: Callable[[], object] = int
) -> list[T]:
    """`job` of every item, in their order, several at a time; `beside` is done at the same time, and fails silently."""
    results = list[T]()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(beside)
        tell(stage, 0, len(items))
        for result in work_on(job, items):
            results.append(result)
            tell(stage, len(results), len(items))
    return results
