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
from blinder.reading import Reading, read_document
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
from blinder.types import (
    Document,
    EntityType,
    Finding,
    Mention,
    Redaction,
    Segment,
    SegmentKind,
    Severity,
    Span,
)

GUESSES = ("model", "named elsewhere", "short form of a name", "initials of a name")
LEAST_SCORE, SURE_SCORE, LONGEST_ACRONYM = 0.5, 0.9, 3
NOTHING_SEEN = verifier.Sight("", (), ())
NAME_HINT = "Replace it by a label where it names a person or a place of the submission; leave it where it is public."


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
    results, sights, readings = list[FileResult](), list[verifier.Sight](), dict[str, Reading]()
    for number, file in enumerate((*intake.files, *intake.unknown)):
        tell("looking", number, len(intake.files) + len(intake.unknown))
        result, sight = _look(file, wanted, chosen) if file in intake.files else (_unknown(file), NOTHING_SEEN)
        results.append(_bind(result, file.path))
        sights.append(sight)
        readings[result.document] = _read_sight(str(file.name), sight)
    tell("finding names", 0, 1)
    found = scan_of(find_entities(readings, known, profile, chosen.scheme).entities)
    together = verifier.verify_together(sights, profile)
    grammar = verifier.Grammar(profile, [line for sight in sights for line in verifier.lines_of(sight)])
    files = []
    for number, result in enumerate(results):
        own = (finding for finding in together if finding.document == result.document)
        asked = replace(result, findings=(*result.findings, *own))
        files.append(_with_names(asked, number, found, readings, grammar))
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


def _look(file: InputFile, wanted: Sequence[verifier.Known], settings: Settings) -> tuple[FileResult, verifier.Sight]:
    """The checks' findings on one file, and what was seen in it."""
    name, kind, options = str(file.name), file.path.suffix.lstrip(".").casefold(), format_options(settings)
    look = partial(verifier.verify_file, document=name)
    try:
        sight, findings = guarded(FORMATS[f".{kind}"], options, look, file.path, wanted)
    except (BlinderError, OSError) as error:
        reason = str(error) if isinstance(error, BlinderError) else "the file cannot be opened"
        return FileResult(name, kind, FileStatus.UNREADABLE, name, reason=reason), NOTHING_SEEN
    return FileResult(name, kind, FileStatus.EXAMINED, name, findings=findings), sight


def _read_sight(name: str, sight: verifier.Sight) -> Reading:
    """All that a file says, by place: what people read, its name, and what stands where nobody reads."""
    stem = name.rpartition(".")[0].replace("/", " ")
    shown = [(SegmentKind.BODY, glimpse.place, glimpse.text) for glimpse in sight.texts if glimpse.visible]
    unread = [
        (
            SegmentKind.BODY if " " in value else SegmentKind.FILE_NAME,
            place,
            value.title() if value.islower() else value,
        )
        for place, value in verifier.unread_values(sight)
    ]
    told = [*shown, (SegmentKind.FILE_NAME, FILE_NAME, stem), *unread]
    return read_document(Document(name, "", tuple(Segment(str(at), *segment) for at, segment in enumerate(told))))


def _bind(result: FileResult, path: Path) -> FileResult:
    """The result bound to its file; one that cannot be opened is bound to nothing."""
    try:
        return bind(result, path)
    except OSError:
        return result


def _with_names(
    result: FileResult, number: int, found: Scan, readings: Mapping[str, Reading], grammar: verifier.Grammar
) -> FileResult:
    """The result with a finding for every name found in its text; a file whose own name holds one goes by a number."""
    reading = readings[result.document]
    placed = [
        (mention, _place_of(mention, reading)) for mention in found.mentions if mention.document == result.document
    ]
    neutral = any(place == FILE_NAME for _, place in placed)
    name = unnamed(number + 1, result.name) if neutral else result.name
    named = {_name_found(name, mention, place, grammar) for mention, place in placed}
    findings = {replace(finding, document=name) for finding in result.findings}
    return replace(result, name=name, findings=tuple(sorted(findings | named)))


def _place_of(mention: Mention, reading: Reading) -> str:
    """Where a mention stands: the place of its segment, with the line where that has several."""
    home = reading.homes(Span(mention.start, mention.end))[0]
    segment = reading.segments[home.segment]
    line = segment.text.count("\n", 0, home.span.start) + 1
    return f"{segment.place}, line {line}" if "\n" in segment.text else segment.place


def _name_found(document: str, mention: Mention, place: str, grammar: verifier.Grammar) -> Finding:
    kind = mention.entity_type.replace("_", " ").lower()
    weak = _is_weak(mention, grammar)
    severity = Severity.NOTE if weak else Severity.REVIEW if mention.review else Severity.LEAK
    single = mention.entity_type is EntityType.PERSON and mention.text.isalpha()
    what = "a single name, first name or pseudonym" if single else f"something reads like a {kind}"
    return Finding(document, UNKNOWN_NAMES, severity, place, f"{what} (cue: {mention.cue})", NAME_HINT)


def _is_weak(mention: Mention, grammar: verifier.Grammar) -> bool:
    """Whether in a blinded text, which names hardly anybody, this is rather an acronym or an ordinary word."""
    guessed = mention.cue in GUESSES
    if guessed and mention.text.isupper() and len(mention.text) <= LONGEST_ACRONYM:
        return True
    if mention.cue == "model" and mention.score < LEAST_SCORE:
        return True
    told = "title" in mention.cue or mention.score >= SURE_SCORE or any(letter.isdigit() for letter in mention.text)
    return not told and not grammar.is_name(mention.text)


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
