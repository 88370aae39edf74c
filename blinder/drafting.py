"""Draft the decisions about a submission's pictures: a table per picture with a proposal, and a sheet to look at.

The sheet and its thumbnails show the original pictures: they are the user's own, and never lie among blinded copies.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from blinder.decisions import Decision, read_decisions
from blinder.errors import UsageError
from blinder.formats.base import Options
from blinder.formats.pictures import describe, thumbnail
from blinder.intake import AUDIT, AUDIT_MARK
from blinder.report.sheet import SheetRow, sheet_html
from blinder.settings import Settings
from blinder.sources import NOTHING_THERE, Progress, format_options, read_source, silent, take_in_documents
from blinder.staging import move_in_place, staging
from blinder.types import Picture

SIDE = 320  # pixels of a thumbnail's longer side
HEAD = """\
# The pictures of a submission and what becomes of each. Change what you want otherwise, then
#     blinder blind PATH... --out DIR --decisions THIS_FILE
# placeholder  a grey box of the same size takes its place
# cover        it stays; names in it are painted over, and so is what cannot be read for certain
# keep         it stays; names in it are painted over as far as they can be read
# A drawing made of lines ("drawing 1") stays with keep alone; a plain shape takes its place otherwise.
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was drafted.

    Attributes:
        sheet: the page with the thumbnails.
        kept, dropped: earlier decisions whose picture is still there, and whose is not.
        unread: files that could not be read.
    """

    pictures: int
    sheet: Path
    kept: int = 0
    dropped: int = 0
    unread: int = 0


def draft_decisions(
    paths: Sequence[Path | str], target: Path, *, settings: Settings | None = None, progress: Progress | None = None
) -> Draft:
    """Write a table for every picture under `paths` into `target`, and a sheet with thumbnails into a folder beside it.

    Decisions that `target` holds already stay, unless their picture is gone.

    Raises:
        UsageError: a path or `target` cannot be used.
        OutputError: the draft cannot be written.
    """
    chosen, tell = replace(settings or Settings(), pictures="cover"), progress or silent
    _check(target, paths)
    old = {(each.file, each.place, each.sha256): each for each in read_decisions(target if target.exists() else None)}
    intake = take_in_documents(paths)
    if not intake.files:
        raise NOTHING_THERE
    rows, thumbnails, decisions, unread = list[SheetRow](), list[bytes](), list[Decision](), 0
    for number, file in enumerate(intake.files):
        tell("pictures", number, len(intake.files))
        source = read_source(file, format_options(chosen, file))
        unread += source.error is not None
        for picture in source.document.pictures:
            proposed = Decision(file.name.as_posix(), picture.place, picture.sha256, picture.fate)
            decisions.append(old.get((proposed.file, proposed.place, proposed.sha256), proposed))
            thumbnails.append(thumbnail(picture.data, SIDE))
            rows.append(_row(decisions[-1], picture, source.options, len(rows) + 1))
    folder = target.with_name(f"{target.stem}-pictures")
    _write(target, folder, rows, thumbnails, decisions)
    kept = len(old.keys() & {(each.file, each.place, each.sha256) for each in decisions})
    return Draft(len(rows), folder / "index.html", kept, len(old) - kept, unread)


def _check(target: Path, paths: Sequence[Path | str]) -> None:
    resolved = target.resolve()
    if resolved.is_dir():
        raise UsageError("--decisions is a folder", hint="Give a file.")
    if any(Path(path).resolve() in resolved.parents for path in paths):
        raise UsageError("the decisions must not lie among the documents", hint="Choose a folder outside.")
    if any((folder / AUDIT / AUDIT_MARK).is_file() for folder in resolved.parents):
        raise UsageError(
            "the decisions must not lie among blinded copies", hint="They come with your pictures: keep them apart."
        )


def _row(decision: Decision, picture: Picture, options: Options, number: int) -> SheetRow:
    return SheetRow(
        decision.file,
        decision.place,
        describe(picture, options),
        picture.fate,
        picture.why,
        decision.fate,
        f"{number:03}.png",
    )


def _write(
    target: Path, folder: Path, rows: Sequence[SheetRow], thumbnails: Sequence[bytes], decisions: Sequence[Decision]
) -> None:
    tables = (_table(row, decision, folder.name) for row, decision in zip(rows, decisions, strict=True))
    with staging(target.parent) as stage:
        (stage / folder.name).mkdir()
        for row, data in zip(rows, thumbnails, strict=True):
            (stage / folder.name / row.thumbnail).write_bytes(data)
        (stage / folder.name / "index.html").write_text(sheet_html(rows, target.name), "utf-8")
        (stage / target.name).write_text("\n".join([HEAD, *tables]), "utf-8")
        move_in_place(stage, target.parent)


def _table(row: SheetRow, decision: Decision, folder: str) -> str:
    lines = [
        f"# {folder}/{row.thumbnail}: {row.seen}",
        f"# proposed: {row.proposal}{f' ({row.why})' if row.why else ''}",
        "[[picture]]",
        f"file = {_quoted(decision.file)}",
        f"place = {_quoted(decision.place)}",
        f"sha256 = {_quoted(decision.sha256)}",
        f"decision = {_quoted(decision.fate)}",
        "",
    ]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """A TOML string: written as in JSON, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
