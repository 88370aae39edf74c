"""Findings as SARIF 2.1.0, which code hosts and editors show; no names, no machine paths.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from blinder.report.audit import Audit, FileStatus
from blinder.types import Severity

LEVELS = {Severity.LEAK: "error", Severity.REVIEW: "warning", Severity.NOTE: "note"}
RULES = {
    "changes": "Tracked changes are left.",
    "comments": "Comments are left.",
    "covered": "Something is covered instead of removed.",
    "filenames": "A file's name may name somebody.",
    "hidden": "Something is left that a reader does not see.",
    "history": "The file carries its past or stowaways.",
    "indirect": "Something may identify without naming.",
    "labels": "Labels disagree, or something beside them names.",
    "links": "A link leads to a person or a place.",
    "metadata": "Document properties are left.",
    "names": "A name is left.",
    "pictures": "A picture must be looked at.",
    "pseudonyms": "Pseudonyms are in use.",
    "scripts": "Text stands in letters in which no names are sought.",
    "unknown names": "Something reads like a name.",
    "unread": "The file was not finished.",
    "unseen": "A part was not examined.",
}


def sarif_dict(audit: Audit) -> dict[str, Any]:
    """One SARIF log with one run; results in the order of files, places and checks."""
    results = sorted(_results(audit), key=lambda result: (_uri(result), str(result)))
    used = {result["ruleId"] for result in results}
    rules = [{"id": rule, "shortDescription": {"text": RULES.get(rule, rule)}} for rule in sorted(used | set(RULES))]
    hashes = [
        {"location": {"uri": quote(file.name)}, "hashes": {"sha-256": file.sha256}}
        for file in audit.files
        if file.sha256
    ]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "blinder", "version": audit.tool, "rules": rules}},
                "artifacts": hashes,
                "results": results,
            }
        ],
    }


def sarif_json(audit: Audit) -> str:
    """`sarif_dict` as text, with a line break at its end."""
    return json.dumps(sarif_dict(audit), indent=2, ensure_ascii=False) + "\n"


def _results(audit: Audit) -> Iterator[dict[str, Any]]:
    for found in audit.findings():
        yield _result(found.check, LEVELS[found.severity], found.document, found.place, found.message, found.hint)
    for name, part in audit.unseen():
        yield _result("unseen", "warning", name, part.place, f"not examined: {part.reason}")
    for file in audit.with_status(FileStatus.BLOCKED, FileStatus.UNREADABLE):
        yield _result("unread", "error", file.name, "", f"{file.status}: {file.reason}")
    for hint in audit.indirect:
        yield _result("indirect", "note", hint.document, hint.place, f"{hint.kind}: {hint.message}")


def _result(rule: str, level: str, document: str, place: str, message: str, hint: str = "") -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": quote(document)}}}
    if place:
        location["logicalLocations"] = [{"fullyQualifiedName": place}]
    return {
        "ruleId": rule,
        "level": level,
        "message": {"text": " → ".join(filter(None, (message, hint)))},
        "locations": [location],
    }


def _uri(result: dict[str, Any]) -> str:
    return str(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
