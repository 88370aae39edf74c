"""One audit with something of everything, and a reader of schemas."""

from collections.abc import Callable
from typing import Any

import pytest

from blinder.errors import ExitCode
from blinder.report import Audit, AuditCount, AuditEntity, AuditFile, AuditIndirect, AuditPlace, Channels, FileStatus
from blinder.types import EntityType, Finding, Removal, Severity, Unseen


def person(letter: str, role: str = "Teacher", review: str = "") -> AuditEntity:
    return AuditEntity(
        f"{role} {letter}", EntityType.PERSON, role, 3, (AuditPlace("Artifact 1.docx", "p. 1, table 2", 3),), review
    )


@pytest.fixture
def audit() -> Audit:
    written = AuditFile(
        "Artifact 1.docx",
        "docx",
        FileStatus.WRITTEN,
        input_kind="doc",
        sha256="ab" * 32,
        counts=(AuditCount(EntityType.PERSON, "Teacher", 2, 6),),
        removals=(Removal("word/media", "picture: replaced by a placeholder"), Removal("comments", "2 comments")),
        findings=(
            Finding(
                "Artifact 1.docx",
                "pictures",
                Severity.REVIEW,
                "member 9 (.png)",
                "a picture: a person must look",
                "Look at it.",
            ),
            Finding("Artifact 1.docx", "hidden", Severity.NOTE, "word/document.xml", "hidden text"),
        ),
    )
    blocked = AuditFile(
        "File 2", "pdf", FileStatus.BLOCKED, reason="a part was not examined", unseen=(Unseen("p. 4", "a scan <b>"),)
    )
    return Audit(
        tool="0.1.0",
        model="ner 1",
        label_map="ma-pal 1",
        exit_code=ExitCode.UNREAD,
        files=(written, blocked),
        entities=(
            person("C"),
            person("D", review="two people may share this label"),
            AuditEntity("School B", EntityType.SCHOOL, "School", 1, (AuditPlace("Artifact 1.docx", "p. 2", 1),)),
        ),
        indirect=(AuditIndirect("Artifact 1.docx", "p. 3", "small group", "fewer than 10 students"),),
        settings={"scheme": "series", "keep_comments": False},
        plugins=["blinder-subtitles 1.2"],
        checks=["names", "pictures"],
        channels={"docx": Channels(["body", "file name"], ["text", "stray bytes"])},
    )


@pytest.fixture
def clean_audit() -> Audit:
    file = AuditFile("Artifact 1.docx", "docx", FileStatus.WRITTEN, sha256="cd" * 32)
    return Audit(tool="0.1.0", model="ner 1", label_map="ma-pal 1", exit_code=ExitCode.CLEAN, files=(file,))


@pytest.fixture
def conforms() -> Callable[[Any, dict[str, Any]], bool]:
    """`conforms(value, schema)`."""
    return lambda value, schema: _conforms(value, schema, schema)


def _conforms(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """As much of JSON Schema as our schemas use."""
    if "$ref" in schema:
        return _conforms(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    if "const" in schema or "enum" in schema:
        return value in schema.get("enum", [schema.get("const")])
    if schema["type"] == "array":
        return isinstance(value, list) and all(_conforms(item, schema["items"], root) for item in value)
    if schema["type"] == "object" and "properties" in schema:
        known = schema["properties"]
        return set(value) == set(known) == set(schema["required"]) and all(
            _conforms(value[k], known[k], root) for k in known
        )
    return isinstance(value, {"object": dict, "string": str, "integer": int}[schema["type"]])
