"""What came of a run: scans, file results, and the audit made of them. From here on there is no original text."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

from blinder.errors import BlinderError, ExitCode
from blinder.formats import formats
from blinder.formats.base import Format, Options
from blinder.intake import InputFile, hash_file
from blinder.label_map import LabelMap
from blinder.plugins import plugin_versions
from blinder.reading import Reading
from blinder.report import Audit, AuditCount, AuditEntity, AuditFile, AuditIndirect, AuditPlace, Channels, FileStatus
from blinder.report.attestation import format_name
from blinder.settings import Settings
from blinder.types import (
    Document,
    Entity,
    EntityType,
    Finding,
    Mention,
    NearMiss,
    Removal,
    SegmentKind,
    Severity,
    Unseen,
)
from blinder.verifier import CHECKS, channels_of

UNKNOWN_NAMES = "unknown names"  # the check that only `verify` makes: what reads like a name


@dataclass(frozen=True, slots=True)
class Scan:
    """What one submission names: `entities` in order of first mention, `mentions` and near-misses in reading order."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    near: tuple[NearMiss, ...] = ()


@dataclass(frozen=True, slots=True)
class Blinded:
    """Blinded texts by document id, the scan behind them, and per document what of it nobody reads for names."""

    texts: dict[str, str]
    scan: Scan
    unseen: dict[str, tuple[Unseen, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """One input file, read with `options`: its document; if it could not be read, only its name, and `error`."""

    file: InputFile
    format: Format | None
    document: Document
    error: BlinderError | None = None
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file.

    Attributes:
        name: the output's, or a neutral one where none was written; it holds no name.
        document: key into the readings; may hold a name and is never printed.
    """

    name: str
    format: str
    status: FileStatus
    document: str = field(repr=False)
    input_kind: str = ""
    sha256: str = ""
    size: int = 0
    reason: str = ""
    unseen: tuple[Unseen, ...] = ()
    removals: tuple[Removal, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What one call did with all files.

    Attributes:
        scan: whom and what they name; empty for `verify`, whose findings hold no names.
        readings: per document key, for the places of mentions.
    """

    files: tuple[FileResult, ...]
    scan: Scan
    label_map: LabelMap
    settings: Settings
    readings: Mapping[str, Reading] = field(default_factory=dict, repr=False)
    indirect: tuple[AuditIndirect, ...] = ()
    out: Path | None = None

    @property
    def verified(self) -> bool:
        """Whether finished files were looked at; `scan` only reads."""
        return self.out is not None or not self.readings

    @property
    def exit_code(self) -> ExitCode:
        """The gravest outcome of all files: unread or unseen parts, then findings and doubts, then clean."""
        bad = (FileStatus.BLOCKED, FileStatus.UNREADABLE)
        if any(f.status in bad or (f.unseen and not self.settings.accept_unseen) for f in self.files):
            return ExitCode.UNREAD
        found = any(finding.severity is not Severity.NOTE for f in self.files for finding in f.findings)
        return ExitCode.FINDINGS if found or any(e.review for e in self.scan.entities) else ExitCode.CLEAN


def to_audit(outcome: Outcome, model: str) -> Audit:
    """The audit of an outcome; `model` is the version of the name model."""
    names = {file.document: file.name for file in outcome.files}
    shown = [e for e in outcome.scan.entities if any(m.document in names for m in e.mentions)]
    settings = {name: value for name, value in asdict(outcome.settings).items() if name not in ("label_map", "limits")}
    settings |= {f"limits.{name}": value for name, value in outcome.settings.limits.changed().items()}
    return Audit(
        tool=version("blinder"),
        model=model,
        label_map=f"{outcome.label_map.name} {outcome.label_map.version}",
        exit_code=outcome.exit_code,
        files=tuple(_file(file, outcome.scan.entities) for file in outcome.files),
        entities=tuple(_entity(entity, names, outcome.readings) for entity in shown),
        indirect=outcome.indirect,
        settings=settings,
        plugins=plugin_versions(),
        checks=_checks(outcome),
        channels=_channels(outcome),
    )


def bind(result: FileResult, path: Path) -> FileResult:
    """The result with the hash and the size of its file."""
    return replace(result, sha256=hash_file(path), size=path.stat().st_size)


def _channels(outcome: Outcome) -> dict[str, Channels]:
    """What was looked at in the files that could be read: `verify` reads them as the verifier sees them."""
    kinds = {format_name(f.name) for f in outcome.files if f.status in (FileStatus.WRITTEN, FileStatus.EXAMINED)}
    read = {kind: formats()[f".{kind}"].channels if outcome.readings else {"text"} for kind in kinds}
    return {
        kind: Channels(
            [each for each in ("text", *SegmentKind) if each in read[kind] or each is SegmentKind.FILE_NAME],
            channels_of(f".{kind}") if outcome.verified else (),
        )
        for kind in kinds
    }


def _checks(outcome: Outcome) -> tuple[str, ...]:
    if not outcome.verified:
        return ()
    return tuple(CHECKS) if outcome.readings else (*CHECKS, UNKNOWN_NAMES)


def _file(file: FileResult, entities: tuple[Entity, ...]) -> AuditFile:
    counts: dict[tuple[EntityType, str], list[int]] = defaultdict(list)
    for entity in entities:
        if here := sum(mention.document == file.document for mention in entity.mentions):
            counts[entity.entity_type, entity.role].append(here)
    return AuditFile(
        file.name,
        file.format,
        file.status,
        file.input_kind,
        file.sha256,
        file.size,
        file.reason,
        tuple(AuditCount(kind, role, len(rows), sum(rows)) for (kind, role), rows in sorted(counts.items())),
        file.unseen,
        group_removals(file.removals),
        file.findings,
    )


def group_removals(removals: Sequence[Removal]) -> tuple[Removal, ...]:
    """The same thing left out at the same place as one removal that counts."""
    counts: Counter[tuple[str, str]] = Counter()
    for removal in removals:
        counts[removal.place, removal.what] += removal.count
    return tuple(Removal(place, what, count) for (place, what), count in sorted(counts.items()))


def _entity(entity: Entity, names: Mapping[str, str], readings: Mapping[str, Reading]) -> AuditEntity:
    places: Counter[tuple[str, str]] = Counter()
    for mention in entity.mentions:
        if mention.document in names:
            segment = readings[mention.document].segment_at(mention.start)
            places[names[mention.document], segment.place if segment else "text"] += 1
    rows = tuple(AuditPlace(document, place, count) for (document, place), count in sorted(places.items()))
    return AuditEntity(entity.label, entity.entity_type, entity.role, sum(places.values()), rows, entity.review)
