"""What the OpenAPI document says beyond what the routes themselves show: bodies, answers, problems."""

import json
from typing import Any

from blinder.report import audit_schema
from blinder.service.problems import MEDIA_TYPE, PROBLEMS

JOB_ID = r"^[A-Za-z0-9_-]{32}$"
ABOUT = "Blinds submissions: names out, generic labels in. No answer, log line or metric holds a name."
SUBMIT = (
    "All files of one request are one submission: one set of people, one label each. A small one is answered when it "
    "is done; a large one, or one that takes longer than the request waits, with a job. Nothing is kept but the "
    "result, and that for a short time. With `Accept: application/zip` the answer is the result itself, and nothing "
    "is kept."
)
Answer = dict[str, Any]


def _ref(name: str) -> Answer:
    return {"$ref": f"#/components/schemas/{name}"}


def _text(description: str) -> Answer:
    return {"type": "string", "description": description}


def _header(description: str, kind: str = "string") -> Answer:
    return {"description": description, "required": True, "schema": {"type": kind}}


BYTES = {"type": "string", "format": "binary"}
VERDICT = {"Blinder-Verdict": _header("clean, look or unread.")}
LOCATION = {"Location": _header("Where the job can be looked at.")}
SUBMISSION: Answer = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "additionalProperties": False,
                    "properties": {"files": {"type": "array", "minItems": 1, "items": BYTES}},
                }
            },
            "application/zip": {"schema": BYTES},
        },
    }
}
JOB_ANSWER: Answer = {"description": "The job.", "content": {"application/json": {"schema": _ref("Job")}}}
ACCEPTED: Answer = {
    **JOB_ANSWER,
    "description": "It is accepted; look at the job for what comes of it.",
    "headers": {**LOCATION, "Retry-After": _header("Seconds until a look is worth it.", "integer")},
}
ZIP_ANSWER: Answer = {
    "description": "The blinded copies, and `audit/`.",
    "content": {"application/zip": {"schema": BYTES}},
    "headers": VERDICT,
}
RESULT: dict[int | str, Answer] = {
    200: {
        "description": "It is done: the job, or its result where that was asked for.",
        "content": {"application/json": {"schema": _ref("Job")}, "application/zip": {"schema": BYTES}},
    }
}
HEALTH_ANSWER: Answer = {"description": "Yes.", "content": {"application/json": {"schema": _ref("Health")}}}
METRICS_ANSWER: Answer = {
    "description": "The text format of Prometheus.",
    "content": {"text/plain": {"schema": {"type": "string"}}},
}
SCHEMAS: Answer = {
    "Health": {"type": "object", "required": ["status"], "properties": {"status": {"const": "ok"}}},
    "Problem": {
        "type": "object",
        "description": "What is wrong (RFC 9457). `code` says it for programs.",
        "required": ["type", "title", "status", "detail", "code"],
        "additionalProperties": False,
        "properties": {
            "type": _text("urn:blinder:problem: and the code."),
            "title": _text("The status in words."),
            "status": {"type": "integer"},
            "detail": _text("What is wrong, for people."),
            "code": {"enum": sorted(PROBLEMS)},
        },
    },
    "Job": {
        "type": "object",
        "required": ["id", "status", "progress", "verdict", "reason", "audit", "result", "problem", "expires"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "pattern": JOB_ID},
            "status": {"enum": ["queued", "running", "done", "failed"]},
            "progress": {
                "type": "object",
                "required": ["stage", "done", "total", "files"],
                "additionalProperties": False,
                "properties": {
                    "stage": _text("What is being done."),
                    "done": {"type": "integer"},
                    "total": {"type": "integer"},
                    "files": {"type": "integer", "description": "That came."},
                },
            },
            "verdict": {
                "enum": ["clean", "look", "unread", None],
                "description": "clean: nothing is left to do. look: a person should look at what the audit lists. "
                "unread: something could not be read or was not examined.",
            },
            "reason": _text("Why nothing was written; empty where something was."),
            "audit": {"anyOf": [_ref("Audit"), {"type": "null"}]},
            "result": {"type": ["string", "null"], "description": "Where the copies are, until `expires`."},
            "problem": {"anyOf": [_ref("Problem"), {"type": "null"}]},
            "expires": {"type": ["string", "null"], "format": "date-time"},
        },
    },
}


def problems(*statuses: int) -> dict[int | str, Answer]:
    """The answers of these statuses, each with the codes that it may have."""
    return {status: _problem(status) for status in statuses}


def _problem(status: int) -> Answer:
    codes = [f"`{code}`: {text}" for code, (of, text) in PROBLEMS.items() if of == status]
    told: Answer = {"description": " ".join(codes), "content": {MEDIA_TYPE: {"schema": _ref("Problem")}}}
    if status in (429, 503):
        told["headers"] = {"Retry-After": _header("Seconds until it is worth trying again.", "integer")}
    if status == 401:
        told["headers"] = {"WWW-Authenticate": _header("Bearer.")}
    return told


def complete(made: Answer) -> Answer:
    """The document with the schemas that answers refer to, and the key."""
    audit = json.loads(json.dumps(audit_schema()).replace("#/$defs/", "#/components/schemas/Audit-"))
    parts = {f"Audit-{name}": part for name, part in audit.pop("$defs", {}).items()}
    audit.pop("$schema", None)
    components = made.setdefault("components", {})
    components["schemas"] = {**components.get("schemas", {}), **SCHEMAS, "Audit": audit, **parts}
    components["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    for path, operations in made["paths"].items():
        for operation in operations.values():
            if not path.startswith("/health"):
                operation["security"] = [{"key": []}]
    return made
