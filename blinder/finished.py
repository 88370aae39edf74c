"""The story of finished files: `verify` asks whether they are anonymous, `restore` puts the names back in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from blinder import verifier
from blinder.detect.engine import model_version
from blinder.errors import BlinderError, OutputError, UsageError
from blinder.formats import FORMATS
from blinder.formats.base import Options
from blinder.intake import InputFile
from blinder.label.key import read_key
from blinder.label.labels import labels_in
from blinder.label_map import LabelMap, read_label_map
from blinder.naming import unnamed
from blinder.outcome import UNKNOWN_NAMES, FileResult, Outcome, Scan, bind, examination, to_audit
from blinder.pipeline import indirect_of
from blinder.reading import Reading, read_document, read_text
from blinder.report import FileStatus
from blinder.report.attestation import attestation_json
from blinder.roster import Roster, known_people
from blinder.settings import Settings
from blinder.sources import (
    FILE_NAME,
    NOTHING_THERE,
    Progress,
    format_options,
    guarded,
    read_source,
    silent,
    take_in_documents,
)
from blinder.staging import check_target, move_in_place, staging
from blinder.texts import find_entities, scan_of
from blinder.types import Finding, Mention, Redaction, Segment, Severity, Span


def verify(
    paths: Sequence[Path | str],
    *,
    roster: Roster = None,
    key: Path | None = None,
    passphrase: str = "",
    settings: Settings | None = None,
    attestation: Path | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Ask of finished files whether they are anonymous: by the checks, and by looking for names as `scan` does.

    Needs neither roster nor key; with them it also looks for exactly these names. What may identify without naming is
    listed too, for whoever has only these files; it changes no verdict.

    Args:
        attestation: file to write that binds what was found to these bytes, for `recheck`.

    Raises:
        UsageError: a path, the roster or the key cannot be used, or `attestation` is there or lies among the files.
    """
    chosen, tell = settings or Settings(), progress or silent
    if attestation:
        _check_new(attestation, paths)
    profile, intake = read_label_map(chosen.label_map), take_in_documents(paths, (roster, key))
    if not intake.files and not intake.unknown:
        raise NOTHING_THERE
    known = known_people(
        roster if roster is not None else intake.roster, read_key(key, passphrase) if key else (), profile
    )
    wanted = [
        verifier.Known(name, entry.entity_type, strict=" " in name.strip())
        for entry in known
        if not entry.keep
        for name in entry.names
    ]
    results, readings = list[FileResult](), dict[str, Reading]()
    for number, file in enumerate((*intake.files, *intake.unknown)):
        tell("looking", number, len(intake.files) + len(intake.unknown))
        result, text = _look(file, wanted, chosen) if file in intake.files else (_unknown(file), "")
        results.append(_bind(result, file.path))
        stem = re.sub(r"[_/]+", " ", str(file.name.with_suffix("")))
        readings[result.document] = read_text(result.document, f"{text}\n{stem}")
    tell("finding names", 0, 1)
    found = scan_of(find_entities(readings, known, profile, chosen.scheme).entities)
    files = [_with_names(result, number, found, readings) for number, result in enumerate(results)]
    laid_out = {str(file.name): _lay_out(file, readings[str(file.name)], chosen) for file in intake.files}
    hints = indirect_of(files, laid_out, {}, profile)
    outcome = Outcome(tuple(files), Scan((), ()), profile, chosen, indirect=hints)
    if attestation:
        _write_attestation(outcome, attestation)
    return outcome


def _lay_out(file: InputFile, shown: Reading, settings: Settings) -> Reading:
    """The file as its format reads it, with places and tables; a .doc, which only LibreOffice reads, as it is shown.

    For hints alone: the verdict never rests on what `formats` reads.
    """
    if file.path.suffix.casefold() == ".doc":
        return shown
    source = read_source(file, _all_of_it(settings))
    return shown if source.error else read_document(source.document)


def _all_of_it(settings: Settings) -> Options:
    """Options with which a format leaves out as little as it can."""
    return replace(format_options(settings), keep_comments=True, keep_changes=True, pictures="untouched")


def _unknown(file: InputFile) -> FileResult:
    reason = "not examined: blinder does not read this kind of file"
    return FileResult(
        str(file.name), file.path.suffix.lstrip("."), FileStatus.UNREADABLE, str(file.name), reason=reason
    )


def _look(file: InputFile, wanted: Sequence[verifier.Known], settings: Settings) -> tuple[FileResult, str]:
    """The checks' findings on one file, and its visible text."""
    name, kind, options = str(file.name), file.path.suffix.lstrip(".").casefold(), format_options(settings)
    look = partial(verifier.verify_file, document=name)
    try:
        sight, findings = guarded(FORMATS[f".{kind}"], options, look, file.path, wanted)
    except (BlinderError, OSError) as error:
        reason = str(error) if isinstance(error, BlinderError) else "the file cannot be opened"
        return FileResult(name, kind, FileStatus.UNREADABLE, name, reason=reason), ""
    shown = [glimpse.text for glimpse in sight.texts if glimpse.visible]
    return FileResult(name, kind, FileStatus.EXAMINED, name, findings=findings), "\n".join(shown)


def _bind(result: FileResult, path: Path) -> FileResult:
    """The result bound to its file; one that cannot be opened is bound to nothing."""
    try:
        return bind(result, path)
    except OSError:
        return result


def _with_names(result: FileResult, number: int, found: Scan, readings: Mapping[str, Reading]) -> FileResult:
    """The result with a finding for every name found in its text; a file whose own name holds one goes by a number."""
    mentions = [mention for mention in found.mentions if mention.document == result.document]
    stem_at = readings[result.document].text.rfind("\n") if mentions else 0
    neutral = any(mention.start > stem_at for mention in mentions)
    name = unnamed(number + 1, result.name) if neutral else result.name
    named = {_name_found(name, mention, "file name" if mention.start > stem_at else "text") for mention in mentions}
    findings = {replace(finding, document=name) for finding in result.findings}
    return replace(result, name=name, findings=tuple(sorted(findings | named)))


def _name_found(document: str, mention: Mention, place: str) -> Finding:
    kind = mention.entity_type.replace("_", " ").lower()
    severity = Severity.NOTE if mention.review else Severity.LEAK
    return Finding(document, UNKNOWN_NAMES, severity, place, f"something reads like a {kind} (cue: {mention.cue})")


def _check_new(attestation: Path, paths: Sequence[Path | str]) -> None:
    if attestation.exists():
        raise UsageError("the attestation is there already", hint="Choose another name, or move the old one away.")
    if any(Path(path).resolve() in attestation.resolve().parents for path in paths):
        raise UsageError("the attestation must not lie among the files", hint="Choose a folder outside.")


def _write_attestation(outcome: Outcome, target: Path) -> None:
    text = attestation_json(to_audit(outcome, model_version()), examination(outcome))
    with staging(target.parent) as stage:
        (stage / target.name).write_bytes(text.encode())
        move_in_place(stage, target.parent)


def restore(
    paths: Sequence[Path | str],
    *,
    key: Path,
    passphrase: str,
    out: Path | str,
    settings: Settings | None = None,
    force: bool = False,
) -> Outcome:
    """Write copies with the key's names in the place of their labels, for the candidate's own later edits.

    Raises:
        UsageError: a path, the key or `out` cannot be used.
    """
    chosen, target, intake = (
        replace(settings or Settings(), accept_unseen=True),
        Path(out),
        take_in_documents(paths, (key,)),
    )
    profile = read_label_map(chosen.label_map)
    check_target(target, [Path(path) for path in paths], None, force)
    names = {entry.label: entry.names[0] for entry in read_key(key, passphrase)}
    with staging(target) as stage:
        files = [_restore_file(file, names, profile, stage, chosen) for file in (*intake.files, *intake.unknown)]
        move_in_place(stage, target)
    return Outcome(tuple(files), Scan((), ()), profile, chosen, out=target)


def _restore_file(
    file: InputFile, names: Mapping[str, str], profile: LabelMap, stage: Path, settings: Settings
) -> FileResult:
    options = _all_of_it(settings)
    source, name, kind = read_source(file, options), str(file.name), file.path.suffix.lstrip(".")
    if source.error or source.format is None:
        return FileResult(name, kind, FileStatus.UNREADABLE, name, reason=str(source.error))
    redactions = {
        segment.id: tuple(_names_for(segment, names, profile))
        for segment in source.document.segments
        if segment.id != FILE_NAME
    }
    target = stage / name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        guarded(source.format, options, source.format.rewrite, file.path, target, redactions, options)
    except BlinderError as error:
        return FileResult(name, kind, FileStatus.BLOCKED, name, reason=str(error))
    except OSError:
        raise OutputError("a copy cannot be written") from None
    return bind(FileResult(name, kind, FileStatus.WRITTEN, name), target)


def _names_for(segment: Segment, names: Mapping[str, str], profile: LabelMap) -> Iterator[Redaction]:
    at = 0
    for label in labels_in(segment.text, profile):
        match = re.compile(re.escape(label).replace(r"\ ", r"\s+")).search(segment.text, at)
        if match and label in names:
            at = match.end()
            yield Redaction(segment.id, Span(match.start(), match.end()), names[label], label)
