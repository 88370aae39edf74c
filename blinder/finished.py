"""The story of finished files: `verify` asks whether they are anonymous, `restore` puts the names back in."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from blinder import verifier
from blinder.deadline import within
from blinder.detect import model_version, prepare
from blinder.errors import BlinderError, OutputError, TookTooLong, UsageError
from blinder.formats import formats, rewrite
from blinder.formats.base import Options
from blinder.formats.pictures import read_pixels
from blinder.hindsight import read_blinded
from blinder.intake import InputFile, is_file
from blinder.label.key import read_key
from blinder.label.labels import labels_in
from blinder.label_map import LabelMap, read_label_map
from blinder.limits import too_large
from blinder.naming import unnamed
from blinder.outcome import FileResult, Outcome, Scan, bind, to_audit
from blinder.overlooked import check_seen
from blinder.pipeline import indirect_of
from blinder.reading import Reading, read_document
from blinder.report import FileStatus
from blinder.report.attestation import attestation_json
from blinder.report.write import write_reports
from blinder.residue import gather, names_found, read_sight
from blinder.roster import Known, Roster, known_people
from blinder.settings import Settings
from blinder.sources import (
    FILE_NAME,
    NOTHING_THERE,
    Progress,
    format_options,
    guarded,
    of_each,
    read_source,
    silent,
    take_in_documents,
)
from blinder.staging import check_target, move_in_place, staging, write_whole
from blinder.texts import find_entities, scan_of
from blinder.types import Document, Finding, Redaction, Segment, SegmentKind, Span

NOTHING_SEEN = verifier.Sight("", (), ())
OFFICE = frozenset({".docx", ".odt", ".doc"})


def verify(
    paths: Sequence[Path | str],
    *,
    roster: Roster = None,
    key: Path | None = None,
    passphrase: str = "",
    settings: Settings | None = None,
    attestation: Path | None = None,
    report: Path | None = None,
    skip_unknown: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Ask of finished files whether they are anonymous: by the checks, and by looking for names as `scan` does.

    Needs neither roster nor key; with them it also looks for exactly these names. What may identify without naming is
    listed too, for whoever has only these files; it changes no verdict.

    Args:
        attestation: file to write that binds what was found to these bytes, for `recheck`.
        report: folder to write the findings into: as a page, JSON, SARIF, with an attestation.
        skip_unknown: as a hook calls it, for a repository of many submissions: leave out files of a kind that blinder
            does not read, which count as not examined otherwise, and compare labels only where the files are named by
            the same folder, or lie in it.

    Raises:
        UsageError: a path, the roster or the key cannot be used, or what is to be written is there or lies among the
            files.
    """
    chosen, tell = settings or Settings(), progress or silent
    for written in filter(None, (attestation, report)):
        check_new(written, paths)
    profile, intake = read_label_map(chosen.label_map), take_in_documents(paths, (roster, key))
    if skip_unknown:
        intake = replace(intake, unknown=tuple(file for file in intake.unknown if not is_file(file.path)))
    elif not intake.all:
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
    look = partial(_look, wanted=wanted, settings=chosen)
    looked = of_each("looking", look, intake.files, tell, beside=partial(prepare, profile))
    looked += [(_unknown(file), NOTHING_SEEN) for file in intake.unknown]
    paths_there = [file.path for file in intake.all]
    results = [_bind(result, path) for (result, _), path in zip(looked, paths_there, strict=True)]
    sights = [sight for _, sight in looked]
    bases = [file.base if skip_unknown else Path() for file in intake.all]
    tell("finding names", 0, 1)
    try:
        with within(chosen.timeout_s * max(1, len(results))):
            more = _look_together(results, sights, bases, known, wanted, profile, chosen)
    except TookTooLong as error:
        results, more = [replace(each, status=FileStatus.UNREADABLE, reason=str(error)) for each in results], {}
    files = [_with_findings(result, number, more.get(result.document, ())) for number, result in enumerate(results)]
    laid_out = {
        str(file.name): _lay_out(file, sight, chosen) for file, sight in zip(intake.files, sights, strict=False)
    }
    hints = indirect_of(files, laid_out, read_blinded(laid_out, {}), profile)
    outcome = Outcome(tuple(files), Scan((), ()), profile, chosen, indirect=hints)
    if attestation:
        _write_attestation(outcome, attestation)
    if report:
        write_reports(to_audit(outcome, model_version()), report, form=False)
    return outcome


def _look_together(
    results: Sequence[FileResult],
    sights: Sequence[verifier.Sight],
    bases: Sequence[Path],
    known: Sequence[Known],
    wanted: Sequence[verifier.Known],
    profile: LabelMap,
    settings: Settings,
) -> dict[str, list[Finding]]:
    """Per document, what only all files of its base tell together, and what reads like a name."""
    readings = {
        result.document: read_sight(result.document, sight) for result, sight in zip(results, sights, strict=True)
    }
    resolved = find_entities(readings, known, profile, settings.scheme, finished=True)
    found = scan_of(resolved.entities)
    named = frozenset(word for name in wanted for word in name.surface.casefold().split())
    more: dict[str, list[Finding]] = {}
    for base in dict.fromkeys(bases):
        own = [each for each in zip(results, sights, bases, strict=True) if each[2] == base]
        seen = [sight for _, sight, _ in own]
        grammar = verifier.Grammar.over(seen, profile, named, resolved.known)
        for document in (result.document for result, *_ in own):
            more[document] = [*names_found(found, document, readings[document], grammar)]
        for finding in verifier.verify_together(seen, grammar):
            more[finding.document].append(finding)
    return more


def _lay_out(file: InputFile, sight: verifier.Sight, settings: Settings) -> Reading:
    """The file with its lines, tables and links: as the verifier sees it, who has an Office file's paragraphs and rows.

    A PDF or a text, whose lines only its format puts together, as that reads it. For hints alone: the verdict never
    rests on what `formats` reads.
    """
    if file.path.suffix.casefold() not in OFFICE:
        source = read_source(file, _all_of_it(settings))
        return read_document(source.document)
    lines = [(SegmentKind.BODY, line.place, line.text) for line in verifier.lines_of(sight)]
    links = [(SegmentKind.LINK, fact.place, fact.value) for fact in sight.of(verifier.FactKind.LINK)]
    segments = (Segment(str(number), *each) for number, each in enumerate((*lines, *links)))
    return read_document(Document(sight.name, "", tuple(segments)))


def _all_of_it(settings: Settings) -> Options:
    """Options with which a format leaves out as little as it can."""
    return replace(format_options(settings), keep_comments=True, keep_changes=True, pictures="untouched")


def _unknown(file: InputFile) -> FileResult:
    reason = "not examined: blinder does not read this kind of file"
    return FileResult(
        str(file.name), file.path.suffix.lstrip("."), FileStatus.UNREADABLE, str(file.name), reason=reason
    )


def _look(file: InputFile, wanted: Sequence[verifier.Known], settings: Settings) -> tuple[FileResult, verifier.Sight]:
    """The checks' findings on one file, and what was seen in it; its pictures go through the formats' door to OCR."""
    name, kind, options = str(file.name), file.path.suffix.lstrip(".").casefold(), format_options(settings)
    look = partial(verifier.verify_file, document=name, read_pixels=read_pixels)
    try:
        format_ = formats()[f".{kind}"]
        sight, findings = guarded(format_, options, look, file.path, wanted)
        check_seen(format_, file.path, sight, options)
        if sum(len(text.text) for text in sight.texts if text.visible) > settings.limits.characters:
            raise too_large("the file has too much text", "characters")
    except (BlinderError, OSError) as error:
        reason = str(error) if isinstance(error, BlinderError) else "the file cannot be opened"
        return FileResult(name, kind, FileStatus.UNREADABLE, name, reason=reason), NOTHING_SEEN
    return FileResult(name, kind, FileStatus.EXAMINED, name, findings=findings), sight


def _with_findings(result: FileResult, number: int, more: Iterable[Finding]) -> FileResult:
    """The result with more findings; a file whose own name holds a name, or was not examined, goes by a number."""
    told = {*gather((*result.findings, *more))}
    named = result.status is not FileStatus.EXAMINED or any(each.place == SegmentKind.FILE_NAME for each in told)
    name = unnamed(number + 1, result.name) if named else result.name
    return replace(result, name=name, findings=tuple(sorted(replace(each, document=name) for each in told)))


def _bind(result: FileResult, path: Path) -> FileResult:
    """The result bound to its file; one that cannot be opened is bound to nothing."""
    try:
        return bind(result, path)
    except OSError:
        return result


def check_new(written: Path, paths: Sequence[Path | str]) -> None:
    """Refuse to write what is there already, or among the files.

    Raises:
        UsageError: it would be one of these.
    """
    if written.exists():
        raise UsageError(
            "what is to be written is there already", hint="Choose another name, or move the old one away."
        )
    if any(Path(path).resolve() in written.resolve().parents for path in paths):
        raise UsageError("what is written must not lie among the files", hint="Choose a folder outside.")


def _write_attestation(outcome: Outcome, target: Path) -> None:
    write_whole(attestation_json(to_audit(outcome, model_version())), target)


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
        files = [_restore_file(file, names, profile, stage, chosen) for file in intake.all]
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
        guarded(source.format, options, rewrite, source.format, file.path, target, redactions, source.options)
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
