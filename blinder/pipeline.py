"""The story on one page; alone knows every stage.

read → detect → resolve → label → redact → rewrite → verify → report: `scan_texts` and `scan` go as far as labels,
`blind` to the end, `verify` looks at finished files, `restore` goes back with the key.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from blinder import verifier
from blinder.detect.engine import detect, model_version
from blinder.errors import BlinderError, LeakFound, NotExamined, OutputError, UnreadableFile, UsageError
from blinder.formats import format_of
from blinder.formats.base import Options, apply_redactions
from blinder.hindsight import ROUNDS, look_again
from blinder.intake import InputFile, Intake, take_in
from blinder.label.key import read_key, write_key
from blinder.label.labels import label_entities, labels_in
from blinder.label_map import LabelMap, read_label_map
from blinder.naming import free_name, output_name
from blinder.outcome import Blinded, FileResult, Outcome, Scan, Source, to_audit
from blinder.reading import Reading, read_document, read_text
from blinder.redact import redact
from blinder.report import FileStatus
from blinder.report.write import write_reports
from blinder.resolve import Resolution, fold, resolve
from blinder.roster import Known, known_from, read_roster
from blinder.settings import Settings
from blinder.staging import check_target, move_in_place, staging
from blinder.types import Document, Entity, Finding, Mention, Redaction, Segment, SegmentKind, Severity, Span

Roster = Path | str | Sequence[Sequence[str]] | None
Progress = Callable[[str, int, int], None]  # stage, done, total
FILE_NAME = "file-name"
NOTHING_THERE = UsageError(
    "there are no documents under these paths", hint="blinder reads .docx .doc .odt .pdf .txt .md .csv."
)


# ── Texts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def scan_texts(
    texts: Mapping[str, str], roster: Roster = None, label_map: str = "ma-pal", scheme: str = "series"
) -> Scan:
    """Find every person, place and datum of one submission in memory.

    Args:
        texts: document id → text. All of them are one submission: one set of entities, one set of labels.
        roster: path of a roster file, or (name, role, aliases) rows.

    Returns:
        Mentions with half-open code points of the texts given.
    """
    return _scan_texts(texts, roster, label_map, scheme)[0]


def blind_texts(
    texts: Mapping[str, str], roster: Roster = None, label_map: str = "ma-pal", scheme: str = "series"
) -> Blinded:
    """As `scan_texts`, and the texts with every mention replaced by its label."""
    scan, readings = _scan_texts(texts, roster, label_map, scheme)
    redactions = redact(readings, _in_readings(scan.entities, readings), read_label_map(label_map))
    return Blinded(
        {document: apply_redactions(text, redactions[document].get("text", ())) for document, text in texts.items()},
        scan,
    )


def _scan_texts(
    texts: Mapping[str, str], roster: Roster, label_map: str, scheme: str
) -> tuple[Scan, dict[str, Reading]]:
    profile = read_label_map(label_map)
    readings = {document: read_text(document, text) for document, text in texts.items()}
    found = _find(readings, _known(roster, None, profile), profile, scheme)
    return _scan_of(_at_home(found.entities, readings, texts)), readings


def _at_home(
    entities: Sequence[Entity], readings: Mapping[str, Reading], texts: Mapping[str, str]
) -> tuple[Entity, ...]:
    """The entities with their mentions in code points of the given texts instead of the readings."""

    def home(mention: Mention) -> Mention:
        span = readings[mention.document].homes(Span(mention.start, mention.end))[0].span
        return replace(mention, start=span.start, end=span.end, text=texts[mention.document][span.start : span.end])

    return tuple(replace(entity, mentions=tuple(home(mention) for mention in entity.mentions)) for entity in entities)


def _in_readings(entities: Sequence[Entity], readings: Mapping[str, Reading]) -> tuple[Entity, ...]:
    """The way back of `_at_home`."""
    places = {
        document: {start: at for at, start in reversed(list(enumerate(reading.starts)))}
        for document, reading in readings.items()
    }
    ends = {document: {end: at + 1 for at, end in enumerate(reading.ends)} for document, reading in readings.items()}

    def away(mention: Mention) -> Mention:
        return replace(mention, start=places[mention.document][mention.start], end=ends[mention.document][mention.end])

    return tuple(replace(entity, mentions=tuple(away(mention) for mention in entity.mentions)) for entity in entities)


def _find(
    readings: Mapping[str, Reading], known: Sequence[Known], profile: LabelMap, scheme: str, *, again: int = 0
) -> Resolution:
    """Detect, resolve and label; then look `again` times at most at what the labels leave."""
    texts = {document: reading.text for document, reading in readings.items()}
    detections = detect(texts, profile)
    taken = [entry.label for entry in known if entry.label]
    kept = [entry for entry in known if entry.keep]
    while True:
        found = resolve(texts, detections, known, profile)
        found = replace(found, entities=label_entities(found.entities, texts, profile, scheme, taken))
        if not again:
            return found
        more = look_again(
            readings,
            redact(readings, found.entities, profile),
            lambda blinded: _find(blinded, kept, profile, scheme).entities,
        )
        if not more:
            return found
        detections = {document: (*rows, *more.get(document, ())) for document, rows in detections.items()}
        again -= 1


def _scan_of(entities: Sequence[Entity]) -> Scan:
    documents = list(dict.fromkeys(m.document for e in entities for m in e.mentions))
    mentions = sorted(
        (m for e in entities for m in e.mentions), key=lambda m: (documents.index(m.document), m.start, m.end)
    )
    return Scan(tuple(entities), tuple(mentions))


def _known(roster: Roster, key: Sequence[Known] | None, profile: LabelMap) -> tuple[Known, ...]:
    """Roster and key as one list: an entry of the key that the roster names too keeps its label."""
    entries = (
        ()
        if roster is None
        else read_roster(Path(roster), profile)
        if isinstance(roster, Path | str)
        else known_from(roster, profile)
    )
    by_name = {name.casefold(): entry for entry in key or () for name in entry.names}
    merged, used = [], set[str]()
    for entry in entries:
        earlier = next((by_name[name.casefold()] for name in entry.names if name.casefold() in by_name), None)
        if earlier and earlier.label not in used:
            used.add(earlier.label)
            names = tuple(dict.fromkeys((*entry.names, *earlier.names)))
            merged.append(replace(entry, label=earlier.label, names=names))
        else:
            merged.append(entry)
    return (*merged, *(entry for entry in key or () if entry.label not in used))


# ── Files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def scan(
    paths: Sequence[Path | str],
    *,
    roster: Roster = None,
    key: Path | None = None,
    passphrase: str = "",
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Read all files under `paths` as one submission and find whom and what they name; nothing is written.

    Raises:
        UsageError: a path, the roster, the key or the label map cannot be used. Files that cannot be read do not raise:
            they stand in the outcome with their reason.
    """
    chosen, tell = settings or Settings(), progress or _silent
    sources, known, profile = _read_all(paths, roster, _earlier(key, passphrase), chosen, tell)
    readings, found = _find_in(sources, known, profile, chosen, tell)
    redactions = redact(readings, found.entities, profile)
    names: set[str] = set()
    files = [_unwritten(source, redactions, names) for source in sources]
    return Outcome(tuple(files), _scan_of(found.entities), profile, chosen, readings)


def blind(
    paths: Sequence[Path | str],
    *,
    out: Path | str,
    roster: Roster = None,
    key: Path | None = None,
    passphrase: str = "",
    settings: Settings | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Write blinded copies of all files under `paths`, and the audit, into the folder `out`.

    Nothing appears in `out` before every file is done; a file that could not be read, was not wholly examined or still
    holds a name is not written, and the outcome says so.

    Args:
        key: file that links labels to names, encrypted with `passphrase`; an existing one continues its labels.
        force: write into a folder that is not empty.

    Raises:
        UsageError: a path, the roster, the key, the label map or `out` cannot be used.
        OutputError: `out` cannot be written.
    """
    chosen, tell, target = settings or Settings(), progress or _silent, Path(out)
    check_target(target, [Path(path) for path in paths], key, force)
    earlier = _earlier(key, passphrase)
    sources, known, profile = _read_all(paths, roster, earlier, chosen, tell)
    readings, found = _find_in(sources, known, profile, chosen, tell)
    redactions = redact(readings, found.entities, profile)
    gone = _must_be_gone(found)
    with staging(target) as stage:
        names, files = set[str](), []
        for number, source in enumerate(sources):
            tell("blinding", number, len(sources))
            result = _unwritten(source, redactions, names)
            files.append(_blind_file(source, result, redactions, gone, stage, chosen))
        outcome = Outcome(tuple(files), _scan_of(found.entities), profile, chosen, readings, out=target)
        write_reports(to_audit(outcome, model_version()), stage / "audit")
        if key:
            write_key(key, passphrase, found.entities, earlier)
        move_in_place(stage, target)
    return outcome


def _read_all(
    paths: Sequence[Path | str], roster: Roster, earlier: Sequence[Known], settings: Settings, tell: Progress
) -> tuple[list[Source], tuple[Known, ...], LabelMap]:
    """All files read, those of no known kind too, everybody known, and the label map."""
    intake = _take_in(paths)
    if not intake.files and not intake.unknown:
        raise NOTHING_THERE
    profile = read_label_map(settings.label_map)
    known = _known(roster if roster is not None else intake.roster, earlier, profile)
    sources = []
    for number, file in enumerate(intake.files):
        tell("reading", number, len(intake.files))
        sources.append(_read(file, _options(settings)))
    return [*sources, *(_read(file, _options(settings)) for file in intake.unknown)], known, profile


def _find_in(
    sources: Sequence[Source], known: Sequence[Known], profile: LabelMap, settings: Settings, tell: Progress
) -> tuple[dict[str, Reading], Resolution]:
    tell("finding names", 0, 1)
    readings = {str(source.file.name): read_document(source.document) for source in sources}
    return readings, _find(readings, known, profile, settings.scheme, again=ROUNDS)


def _take_in(paths: Sequence[Path | str]) -> Intake:
    return take_in([Path(path) for path in paths], lambda path: format_of(path) is not None)


def _earlier(key: Path | None, passphrase: str) -> tuple[Known, ...]:
    return read_key(key, passphrase) if key and key.exists() else ()


def _options(settings: Settings) -> Options:
    return Options(settings.keep_comments, settings.keep_changes, settings.keep_pictures, settings.timeout_s)


def _read(file: InputFile, options: Options) -> Source:
    """The file's document with its name as the last segment; of an unreadable file only the name."""
    kind, error, document = format_of(file.path), None, Document(str(file.name), "", ())
    try:
        if kind is None:
            raise UnreadableFile("not examined: blinder does not read this kind of file", hint="Look at it yourself.")
        document = replace(kind.read(file.path, options), name=str(file.name))
    except BlinderError as found:
        error = found
    except OSError:
        error = UnreadableFile("the file cannot be opened", hint="Check its permissions.")
    name = Segment(FILE_NAME, SegmentKind.FILE_NAME, "file name", str(file.name.with_suffix("")))
    return Source(file, kind, replace(document, segments=(*document.segments, name)), error)


def _unwritten(
    source: Source, redactions: Mapping[str, Mapping[str, tuple[Redaction, ...]]], names: set[str]
) -> FileResult:
    """The file's result before anything is written, under the name its copy will have."""
    document, suffix = str(source.file.name), source.file.path.suffix.casefold()
    kind = source.format.name if source.format else ""
    written_as = getattr(source.format, "output_suffix", suffix) if source.error is None else suffix
    name = free_name(output_name(source.file.name, redactions[document].get(FILE_NAME, ()), written_as), names)
    if source.error:
        return FileResult(name, kind, FileStatus.UNREADABLE, document, reason=str(source.error))
    return FileResult(
        name, kind, FileStatus.EXAMINED, document, suffix.lstrip(".") if written_as != suffix else "",
        unseen=source.document.unseen, removals=source.document.removals,
    )  # fmt: skip


def _blind_file(
    source: Source,
    result: FileResult,
    redactions: Mapping[str, Mapping[str, tuple[Redaction, ...]]],
    gone: Sequence[verifier.Known],
    stage: Path,
    settings: Settings,
) -> FileResult:
    """One file rewritten and verified in the staging folder, or the reason why not."""
    if source.error or source.format is None:
        return result
    if result.unseen and not settings.accept_unseen:
        return replace(result, status=FileStatus.BLOCKED, reason=str(NotExamined("parts were not examined")))
    target = stage / result.name
    findings: tuple[Finding, ...] = ()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        inside = {segment: own for segment, own in redactions[result.document].items() if segment != FILE_NAME}
        more = source.format.rewrite(source.file.path, target, inside, _options(settings))
        _, findings = verifier.verify_file(target, gone, document=result.name)
        if any(finding.severity is Severity.LEAK for finding in findings):
            raise LeakFound("the finished copy still holds a name")
    except BlinderError as error:
        target.unlink(missing_ok=True)
        return replace(result, status=FileStatus.BLOCKED, reason=str(error), findings=findings)
    except OSError:
        target.unlink(missing_ok=True)
        raise OutputError("a copy cannot be written") from None
    removals = tuple(sorted({*result.removals, *more}))
    return replace(result, status=FileStatus.WRITTEN, sha256=_sha256(target), removals=removals, findings=findings)


def _must_be_gone(found: Resolution) -> list[verifier.Known]:
    """Every surface of every entity; one whose words all stay for a reason (a cited namesake) is not strict."""
    known: dict[str, verifier.Known] = {}
    for entity in found.entities:
        for surface in (*entity.names, *(mention.text for mention in entity.mentions)):
            words = [fold(word) for word in re.findall(r"[^\W\d_]+", surface)]
            stays = bool(words) and all(word in found.staying or len(word) < 3 for word in words)
            known[surface] = verifier.Known(surface, entity.entity_type, strict=not stays)
    return [known[surface] for surface in sorted(known)]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# ── Finished files ──────────────────────────────────────────────────────────────────────────────────────────────────


def verify(
    paths: Sequence[Path | str],
    *,
    roster: Roster = None,
    key: Path | None = None,
    passphrase: str = "",
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Ask of finished files whether they are anonymous: by the checks, and by looking for names as `scan` does.

    Needs neither roster nor key; with them it also looks for exactly these names.

    Raises:
        UsageError: a path, the roster or the key cannot be used.
    """
    chosen, tell = settings or Settings(), progress or _silent
    profile, intake = read_label_map(chosen.label_map), _take_in(paths)
    if not intake.files and not intake.unknown:
        raise NOTHING_THERE
    known = _known(roster if roster is not None else intake.roster, read_key(key, passphrase) if key else (), profile)
    wanted = [
        verifier.Known(name, entry.entity_type, strict=" " in name.strip())
        for entry in known
        if not entry.keep
        for name in entry.names
    ]
    results, readings = list[FileResult](), dict[str, Reading]()
    for number, file in enumerate((*intake.files, *intake.unknown)):
        tell("looking", number, len(intake.files) + len(intake.unknown))
        result, text = _look(file, wanted) if file in intake.files else (_unknown(file), "")
        results.append(result)
        stem = re.sub(r"[_/]+", " ", str(file.name.with_suffix("")))
        readings[result.document] = read_text(result.document, f"{text}\n{stem}")
    tell("finding names", 0, 1)
    found = _scan_of(_find(readings, known, profile, chosen.scheme).entities)
    files = [_with_names(result, number, found, readings) for number, result in enumerate(results)]
    return Outcome(tuple(files), Scan((), ()), profile, chosen)


def _unknown(file: InputFile) -> FileResult:
    reason = "not examined: blinder does not read this kind of file"
    return FileResult(
        str(file.name), file.path.suffix.lstrip("."), FileStatus.UNREADABLE, str(file.name), reason=reason
    )


def _look(file: InputFile, wanted: Sequence[verifier.Known]) -> tuple[FileResult, str]:
    """The checks' findings on one file, and its visible text."""
    name, kind = str(file.name), file.path.suffix.lstrip(".").casefold()
    try:
        sight, findings = verifier.verify_file(file.path, wanted, document=name)
    except (BlinderError, OSError) as error:
        reason = str(error) if isinstance(error, BlinderError) else "the file cannot be opened"
        return FileResult(name, kind, FileStatus.UNREADABLE, name, reason=reason), ""
    shown = [glimpse.text for glimpse in sight.texts if glimpse.visible]
    return FileResult(name, kind, FileStatus.EXAMINED, name, findings=findings), "\n".join(shown)


def _with_names(result: FileResult, number: int, found: Scan, readings: Mapping[str, Reading]) -> FileResult:
    """The result with a finding for every name found in its text; a file whose own name holds one goes by a number."""
    mentions = [mention for mention in found.mentions if mention.document == result.document]
    stem_at = readings[result.document].text.rfind("\n") if mentions else 0
    neutral = any(mention.start > stem_at for mention in mentions)
    name = f"file {number + 1}.{result.format}" if neutral else result.name
    named = {_name_found(name, mention, "file name" if mention.start > stem_at else "text") for mention in mentions}
    findings = {replace(finding, document=name) for finding in result.findings}
    return replace(result, name=name, findings=tuple(sorted(findings | named)))


def _name_found(document: str, mention: Mention, place: str) -> Finding:
    kind = mention.entity_type.replace("_", " ").lower()
    severity = Severity.NOTE if mention.review else Severity.LEAK
    return Finding(document, "unknown names", severity, place, f"something reads like a {kind} (cue: {mention.cue})")


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
    chosen, target, intake = replace(settings or Settings(), accept_unseen=True), Path(out), _take_in(paths)
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
    options = Options(True, True, True, settings.timeout_s)
    source, name, kind = _read(file, options), str(file.name), file.path.suffix.lstrip(".")
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
        source.format.rewrite(file.path, target, redactions, options)
    except BlinderError as error:
        return FileResult(name, kind, FileStatus.BLOCKED, name, reason=str(error))
    except OSError:
        raise OutputError("a copy cannot be written") from None
    return FileResult(name, kind, FileStatus.WRITTEN, name, sha256=_sha256(target))


def _names_for(segment: Segment, names: Mapping[str, str], profile: LabelMap) -> Iterator[Redaction]:
    at = 0
    for label in labels_in(segment.text, profile):
        match = re.compile(re.escape(label).replace(r"\ ", r"\s+")).search(segment.text, at)
        if match and label in names:
            at = match.end()
            yield Redaction(segment.id, Span(match.start(), match.end()), names[label], label)


def _silent(stage: str, done: int, total: int) -> None:
    """No progress wanted."""
