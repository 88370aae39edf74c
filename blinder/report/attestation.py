"""The attestation: an audit in few words, bound to the bytes it speaks of.

It is made of the audit alone; the same run gives the same bytes. Its digest tells that it is not what blinder wrote,
by mistake or in transit. It is no signature: who can write the folder can write a new attestation.
`attestation.schema.json` describes the form.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any

from blinder.errors import UsageError
from blinder.report.audit import Audit, FileStatus, audit_dict

NAME = "attestation.json"
SCHEMA = "blinder-attestation/1"
RUN = ("tool", "plugins", "model", "label_map", "settings", "exit_code", "checks", "channels")
FILE = ("name", "status", "sha256", "size", "unseen", "removals")


@dataclass(frozen=True, slots=True)
class AttestedFile:
    """One file that an attestation binds."""

    name: str
    status: FileStatus
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Attested:
    """What an attestation says, as far as it can be compared with a folder.

    Attributes:
        tool, exit_code: of the run that wrote it.
        audit: SHA-256 of that run's audit.json, "" where there was none.
        digest: over all that it says. intact: whether it fits.
    """

    tool: str
    exit_code: int
    audit: str
    files: tuple[AttestedFile, ...]
    digest: str
    intact: bool


def format_name(name: str) -> str:
    """What an attestation calls the format of a file with this name: "docx"."""
    return PurePosixPath(name).suffix.lower().removeprefix(".")


def attestation_dict(audit: Audit, audit_json: bytes = b"") -> dict[str, Any]:
    """The attestation as the JSON object that `attestation.schema.json` describes.

    Args:
        audit_json: the bytes of audit.json, where it is written too.
    """
    plain = audit_dict(audit)
    bound = {
        "schema": SCHEMA,
        **{name: plain[name] for name in RUN},
        "audit": sha256(audit_json).hexdigest() if audit_json else "",
        "files": [_file_dict(file) for file in plain["files"]],
    }
    return {**bound, "digest": _digest(bound)}


def attestation_json(audit: Audit, audit_json: bytes = b"") -> str:
    """`attestation_dict` as text that is the same for the same run, with a line break at its end."""
    return json.dumps(attestation_dict(audit, audit_json), indent=2, ensure_ascii=False) + "\n"


@cache
def attestation_schema() -> dict[str, Any]:
    """The JSON schema of the attestation."""
    text = files("blinder.report").joinpath("attestation.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def read_attestation(path: Path) -> Attested:
    """The attestation at `path`, whether it is intact or not.

    Raises:
        UsageError: it cannot be opened, or is none.
    """
    try:
        found = json.loads(path.read_bytes())
    except OSError:
        hint = "Name the folder that blind wrote, or the attestation itself (a .json file)."
        raise UsageError("there is no attestation that can be opened", hint=hint) from None
    except (ValueError, RecursionError):
        found = None
    match found:
        case {
            "schema": "blinder-attestation/1",
            "tool": str(tool),
            "exit_code": int(exit_code),
            "audit": str(audit),
            "files": list(rows),
            "digest": str(digest),
        } if all(map(_is_file, rows)):
            bound = tuple(
                AttestedFile(row["name"], FileStatus(row["status"]), row["sha256"], row["size"]) for row in rows
            )
            rest = {name: value for name, value in found.items() if name != "digest"}
            return Attested(tool, exit_code, audit, bound, digest, digest == _digest(rest))
        case {"schema": str(schema)} if schema.startswith("blinder-attestation/") and schema != SCHEMA:
            raise UsageError("the attestation has a form that this blinder does not know", hint="Install a newer one.")
    raise UsageError("this is no attestation", hint=f"Name the {NAME} that blind wrote, as it was written.")


def _file_dict(file: dict[str, Any]) -> dict[str, Any]:
    found = Counter((finding["check"], finding["severity"]) for finding in file["findings"])
    counts = [
        {"check": check, "severity": severity, "count": found[check, severity]} for check, severity in sorted(found)
    ]
    return {**{name: file[name] for name in FILE}, "format": format_name(file["name"]), "findings": counts}


def _is_file(row: object) -> bool:
    match row:
        case {"name": str(), "status": str(status), "sha256": str(), "size": int()}:
            return status in set(FileStatus)
    return False


def _digest(bound: Mapping[str, Any]) -> str:
    """SHA-256 of what it says, however its lines are broken."""
    return sha256(json.dumps(bound, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
