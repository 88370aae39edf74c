"""The JSON truth about one run: which versions, which files, which labels, what is left to a person.

Built only from safe things. No original text, no hash of a name, no original file or folder name, no time: the same
input gives the same bytes. `audit.schema.json` describes the form.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from blinder.errors import ExitCode
from blinder.types import EntityType, Finding, Removal, Severity, Unseen

SCHEMA = "blinder-audit/1"


class FileStatus(StrEnum):
    """What became of one file."""

    WRITTEN = "written"
    BLOCKED = "blocked"  # blinded, but not written: a leak or a part not examined
    UNREADABLE = "unreadable"
    EXAMINED = "examined"  # looked at, nothing written: scan and verify


@dataclass(frozen=True, slots=True, order=True)
class AuditCount:
    """How many entities of one type and role stand in a file, at how many places."""

    type: EntityType
    role: str
    entities: int
    mentions: int


@dataclass(frozen=True, slots=True, order=True)
class AuditPlace:
    """Where a label stands: `document` is an output name, `place` printable and free of text."""

    document: str
    place: str
    count: int


@dataclass(frozen=True, slots=True)
class AuditEntity:
    """One label and where it stands, in place of a name that the audit does not know.

    Attributes:
        review: why a person should look, "" when nothing is in doubt.
    """

    label: str
    type: EntityType
    role: str
    mentions: int
    places: tuple[AuditPlace, ...]
    review: str = ""


@dataclass(frozen=True, slots=True, order=True)
class AuditIndirect:
    """Something that may point to a person or a school without naming it (a small group, an award); never changed."""

    document: str
    place: str
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class AuditFile:
    """One file of the submission.

    Attributes:
        name: of the output; for a file that was not written a neutral one ("File 3"), never the original's.
        format: "docx", "odt", … as the format calls itself; "" when unknown.
        input_kind: what came in, where that differs ("doc").
        sha256, size: of the bytes written or examined, hexadecimal and in bytes; "" and 0 where there are none.
        reason: why it was not written, "" otherwise; holds no text of the file.
    """

    name: str
    format: str
    status: FileStatus
    input_kind: str = ""
    sha256: str = ""
    size: int = 0
    reason: str = ""
    counts: tuple[AuditCount, ...] = ()
    unseen: tuple[Unseen, ...] = ()
    removals: tuple[Removal, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Channels:
    """What was looked at in files of one format.

    Attributes:
        read: where names were searched for.
        verified: what the verifier looked at in the finished bytes.
    """

    read: Sequence[str]
    verified: Sequence[str]


@dataclass(frozen=True, slots=True)
class Audit:
    """One run over one submission.

    Attributes:
        tool, model, label_map: versions ("0.1.0", "ner 3", "ma-pal 1"); a label map by its own name, never a path.
        plugins: every plugin with its version ("blinder-subtitles 1.2").
        checks: which were asked of every finished file.
        channels: what was looked at in the files that could be read, by format ("docx").
        settings: what the user chose, as name → value; no paths.
        exit_code: what the process will say.
    """

    tool: str
    model: str
    label_map: str
    exit_code: ExitCode
    files: tuple[AuditFile, ...]
    entities: tuple[AuditEntity, ...] = ()
    indirect: tuple[AuditIndirect, ...] = ()
    settings: Mapping[str, str | bool | int | float] = field(default_factory=dict)
    plugins: Sequence[str] = ()
    checks: Sequence[str] = ()
    channels: Mapping[str, Channels] = field(default_factory=dict)

    def findings(self, *severities: Severity) -> tuple[Finding, ...]:
        """The findings of all files, of these severities (all when none is given), in a fixed order."""
        every = sorted(finding for file in self.files for finding in file.findings)
        return tuple(finding for finding in every if not severities or finding.severity in severities)

    def unseen(self) -> tuple[tuple[str, Unseen], ...]:
        """(file, part) of everything that was not examined."""
        return tuple((file.name, part) for file in self.files for part in sorted(file.unseen))

    def removals(self) -> tuple[tuple[str, Removal], ...]:
        """(file, removal) of everything that was left out or replaced by a constant."""
        return tuple((file.name, removal) for file in self.files for removal in sorted(file.removals))

    def with_status(self, *statuses: FileStatus) -> tuple[AuditFile, ...]:
        """The files that came to one of these ends."""
        return tuple(file for file in self.files if file.status in statuses)


def audit_dict(audit: Audit) -> dict[str, Any]:
    """The audit as the JSON object that `audit.schema.json` describes: plain types, every list in a fixed order."""
    plain = json.loads(json.dumps(_fields(audit), default=_fields))
    plain["files"] = [_file_dict(file) for file in plain["files"]]
    plain["entities"] = [{**entity, "places": sorted(entity["places"], key=_order)} for entity in plain["entities"]]
    plain["indirect"] = sorted(plain["indirect"], key=_order)
    plain["settings"] = dict(sorted(plain["settings"].items()))
    plain["channels"] = dict(sorted(plain["channels"].items()))
    return {"schema": SCHEMA, **plain}


def audit_json(audit: Audit) -> str:
    """`audit_dict` as text that is the same for the same audit, with a line break at its end."""
    return json.dumps(audit_dict(audit), indent=2, ensure_ascii=False) + "\n"


@cache
def audit_schema() -> dict[str, Any]:
    """The JSON schema of the audit."""
    schema: dict[str, Any] = json.loads(
        files("blinder.report").joinpath("audit.schema.json").read_text(encoding="utf-8")
    )
    return schema


def _fields(part: Any) -> dict[str, Any]:
    """A part of the audit as JSON sees it; `dataclasses.asdict` copies all that it holds, which takes long."""
    return {name: getattr(part, name) for name in part.__slots__}


def _file_dict(file: dict[str, Any]) -> dict[str, Any]:
    lists = ("counts", "unseen", "removals", "findings")
    return {**file, **{name: sorted(file[name], key=_order) for name in lists}}


def _order(item: dict[str, Any]) -> str:
    return json.dumps(item, sort_keys=True)
