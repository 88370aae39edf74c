"""The story of a submission's files on one page: it knows every stage, and no stage knows another.

read → detect → resolve → label → redact → rewrite → verify → report: `scan` goes as far as labels, `blind` to the end.
The middle, which needs no files, stands in `texts.py`; what happens to finished files stands in `finished.py`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from blinder import verifier
from blinder.deadline import within
from blinder.decisions import read_decisions
from blinder.detect import model_version, prepare
from blinder.errors import BlinderError, LeakFound, NotExamined, OutputError
from blinder.formats import rewrite
from blinder.formats.base import Options
from blinder.hindsight import ROUNDS, read_blinded
from blinder.indirect import find_indirect, find_linked
from blinder.intake import InputFile
from blinder.label.key import write_key
from blinder.label_map import LabelMap, read_label_map
from blinder.naming import free_name, output_name
from blinder.outcome import FileResult, Outcome, Source, bind, to_audit
from blinder.overlooked import check_copy
from blinder.reading import Reading, read_document
from blinder.redact import redact
from blinder.report import AuditIndirect, FileStatus
from blinder.report.write import write_reports
from blinder.resolve import Resolution, fold
from blinder.roster import Known, Roster, kept_names, known_people
from blinder.scripts import unread_scripts
from blinder.settings import Settings
from blinder.sources import (
    FILE_NAME,
    NOTHING_THERE,
    Progress,
    earlier_key,
    format_options,
    guarded,
    of_each,
    read_source,
    silent,
    take_in_documents,
)
from blinder.staging import check_target, move_in_place, staging
from blinder.texts import find_entities, scan_of
from blinder.types import EntityType, Finding, Redaction, Severity
from blinder.verifier.fold import Folded, NameIndex, compact

DOUBT = 0.5  # a score below: no person for certain


def scan(
    paths: Sequence[Path | str],
    *,
    roster: Roster = None,
    key: Path | None = None,
    passphrase: str = "",
    decisions: Path | str | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Read all files under `paths` as one submission and find whom and what they name; nothing is written.

    Args:
        decisions: TOML file with a yes or no per picture, see `blinder.decisions`.

    Raises:
        UsageError: a path, the roster, the key, the label map or the decisions cannot be used. Files that cannot be
            read do not raise: they stand in the outcome with their reason.
    """
    chosen, tell = settings or Settings(), progress or silent
    sources, known, profile = _read_all(paths, roster, (key, decisions), earlier_key(key, passphrase), chosen, tell)
    readings, found = _find_in(sources, known, profile, chosen, tell)
    redactions = redact(readings, found.entities, profile)
    blinded = read_blinded(readings, redactions)
    kept = kept_names(known)
    names: set[str] = set()
    files = [_unwritten(source, redactions, blinded, kept, names) for source in sources]
    hints = indirect_of(files, readings, blinded, profile)
    return Outcome(tuple(files), scan_of(found.entities, found.near), profile, chosen, readings, hints)


def blind(
    paths: Sequence[Path | str],
    *,
    out: Path | str,
    roster: Roster = None,
    key: Path | None = None,
    passphrase: str = "",
    decisions: Path | str | None = None,
    settings: Settings | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Write blinded copies of all files under `paths`, and the audit, into the folder `out`.

    Nothing appears in `out` before every file is done; a file that could not be read, was not wholly examined or still
    holds a name is not written, and the outcome says so.

    Args:
        key: file that links labels to names, encrypted with `passphrase`; an existing one continues its labels.
        decisions: TOML file with a yes or no per picture, see `blinder.decisions`.
        force: write into a folder that is not empty.

    Raises:
        UsageError: a path, the roster, the key, the label map, the decisions or `out` cannot be used.
        OutputError: `out` cannot be written.
    """
    chosen, tell, target = settings or Settings(), progress or silent, Path(out)
    check_target(target, [Path(path) for path in paths], key, force)
    earlier = earlier_key(key, passphrase)
    sources, known, profile = _read_all(paths, roster, (key, decisions), earlier, chosen, tell)
    readings, found = _find_in(sources, known, profile, chosen, tell)
    redactions = redact(readings, found.entities, profile)
    blinded = read_blinded(readings, redactions)
    kept = kept_names(known)
    gone = _must_be_gone(found, known, "\n".join(reading.text for reading in blinded.values()))
    with staging(target) as stage:
        names = set[str]()
        unwritten = [(source, _unwritten(source, redactions, blinded, kept, names)) for source in sources]
        write = partial(_blind_file, redactions, gone, stage, profile, chosen.accept_unseen)
        files = of_each("blinding", write, unwritten, tell)
        hints = indirect_of(files, readings, blinded, profile)
        outcome = Outcome(tuple(files), scan_of(found.entities, found.near), profile, chosen, readings, hints, target)
        write_reports(to_audit(outcome, model_version()), stage / "audit")
        if key:
            write_key(key, passphrase, found.entities, earlier)
        move_in_place(stage, target)
    return outcome


def _read_all(
    paths: Sequence[Path | str],
    roster: Roster,
    apart: tuple[Path | None, Path | str | None],
    earlier: Sequence[Known],
    settings: Settings,
    tell: Progress,
) -> tuple[list[Source], tuple[Known, ...], LabelMap]:
    """All files read, those of no known kind too, everybody known, and the label map.

    Args:
        apart: the key and the decisions, which are no documents.
    """
    intake = take_in_documents(paths, (roster, *apart))
    if not intake.all:
        raise NOTHING_THERE
    decisions = read_decisions(apart[1], [file.name.as_posix() for file in intake.files])
    profile = read_label_map(settings.label_map)
    known = known_people(roster if roster is not None else intake.roster, earlier, profile)

    def read(file: InputFile) -> Source:
        return read_source(file, format_options(settings, file, decisions))

    slow_first = sorted(intake.files, key=lambda file: file.path.suffix.casefold() != ".doc")
    sources = of_each("reading", read, slow_first, tell, beside=partial(prepare, profile))
    sources.sort(key=lambda source: intake.files.index(source.file))
    return [*sources, *(read_source(file, Options()) for file in intake.unknown)], known, profile


def _find_in(
    sources: Sequence[Source], known: Sequence[Known], profile: LabelMap, settings: Settings, tell: Progress
) -> tuple[dict[str, Reading], Resolution]:
    tell("finding names", 0, 1)
    readings = {str(source.file.name): read_document(source.document) for source in sources}
    with within(settings.timeout_s * len(readings)):
        return readings, find_entities(readings, known, profile, settings.scheme, again=ROUNDS)


def _unwritten(
    source: Source,
    redactions: Mapping[str, Mapping[str, tuple[Redaction, ...]]],
    blinded: Mapping[str, Reading],
    kept: Sequence[str],
    names: set[str],
) -> FileResult:
    """The file's result before anything is written, under the name its copy will have."""
    document, suffix = str(source.file.name), source.file.path.suffix.casefold()
    kind = source.format.name if source.format else ""
    written_as: str = getattr(source.format, "output_suffix", "") if source.error is None else ""
    written_as = written_as or suffix
    name = free_name(output_name(source.file.name, redactions[document].get(FILE_NAME, ()), written_as), names)
    if source.error:
        return FileResult(name, kind, FileStatus.UNREADABLE, document, reason=str(source.error))
    return FileResult(
        name, kind, FileStatus.EXAMINED, document, suffix.lstrip(".") if written_as != suffix else "",
        unseen=(*source.document.unseen, *unread_scripts(blinded[document].segments, kept)),
        removals=source.document.removals,
        findings=(*_undecided(name, source), *_doubts(name, source)),
    )  # fmt: skip


def _undecided(name: str, source: Source) -> tuple[Finding, ...]:
    """Decisions about pictures that this file does not hold."""
    left = source.options.decisions.keys() - {(each.place, each.sha256) for each in source.document.pictures}
    message = f"decisions that match no picture: {len(left)}; these pictures have changed or moved, or are gone"
    return (Finding(name, "decisions", Severity.REVIEW, "pictures", message),) if left else ()


def _doubts(name: str, source: Source) -> Iterator[Finding]:
    """What a person should look at before anybody else does."""
    return (Finding(name, "doubts", Severity.REVIEW, each.place, each.reason) for each in source.document.doubts)


def _blind_file(
    redactions: Mapping[str, Mapping[str, tuple[Redaction, ...]]],
    gone: Sequence[verifier.Known],
    stage: Path,
    profile: LabelMap,
    accept_unseen: bool,
    unwritten: tuple[Source, FileResult],
) -> FileResult:
    """One file rewritten and verified in the staging folder, or the reason why not."""
    source, result = unwritten
    if source.error or source.format is None:
        return result
    if result.unseen and not accept_unseen:
        return replace(result, status=FileStatus.BLOCKED, reason=str(NotExamined("parts were not examined")))
    target = stage / result.name
    findings = result.findings
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        inside = {segment: own for segment, own in redactions[result.document].items() if segment != FILE_NAME}
        kind, options = source.format, source.options
        more = guarded(kind, options, rewrite, kind, source.file.path, target, inside, options)
        look = partial(verifier.verify_file, document=result.name)
        sight, found = guarded(kind, options, look, target, gone)
        findings = (*findings, *found)
        check_copy(kind, target, sight, options, profile)
        if any(finding.severity is Severity.LEAK for finding in findings):
            raise LeakFound("the finished copy still holds a name")
    except BlinderError as error:
        target.unlink(missing_ok=True)
        return replace(result, status=FileStatus.BLOCKED, reason=str(error), findings=findings)
    except OSError:
        target.unlink(missing_ok=True)
        raise OutputError("a copy cannot be written") from None
    removals = (*result.removals, *more)
    return bind(replace(result, status=FileStatus.WRITTEN, removals=removals, findings=findings), target)


def indirect_of(
    files: Sequence[FileResult], readings: Mapping[str, Reading], blinded: Mapping[str, Reading], profile: LabelMap
) -> tuple[AuditIndirect, ...]:
    """What may identify without naming in the blinded text, and what is only linked, under the names of the outputs."""
    return tuple(
        AuditIndirect(file.name, hint.place, hint.kind, hint.message)
        for file in files
        if file.document in readings
        for hint in (
            *find_indirect(blinded[file.document], profile),
            *find_linked(readings[file.document], profile),
        )
    )


def _must_be_gone(found: Resolution, known: Sequence[Known], blinded: str) -> list[verifier.Known]:
    """Every surface of every entity; not strict are words that stay for a reason (a cited namesake), and those that
    were read and left elsewhere (an Atlantic that is no newspaper), unless the user named them or a full name is left.
    """
    gone: dict[str, verifier.Known] = {}
    named = {name for entry in known for name in entry.names}
    surfaces = [text for entity in found.entities for text in (*entity.names, *(m.text for m in entity.mentions))]
    still_there = {key for key, _ in Folded(blinded).find(NameIndex(map(compact, surfaces)))}
    for entity in found.entities:
        for surface, score in (*((name, 0.0) for name in entity.names), *((m.text, m.score) for m in entity.mentions)):
            words = [fold(word) for word in re.findall(r"[^\W\d_]+", surface)]
            as_written = bool(words) and all(word in found.staying or len(word) < 3 for word in words)
            stays = as_written or "".join(words) in found.staying  # Rosa Lind, and Rosalind, who is cited
            full = entity.entity_type is EntityType.PERSON and len(words) > 1 and score > DOUBT
            left = surface not in named and not full and compact(surface) in still_there
            strict = not (stays or left) or (surface in gone and gone[surface].strict)
            gone[surface] = verifier.Known(surface, entity.entity_type, strict)
    return [gone[surface] for surface in sorted(gone)]
