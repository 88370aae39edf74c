"""The attestation as such: what it says, what it is bound to, and what is none."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from blinder.errors import UsageError
from blinder.report import Audit, audit_json
from blinder.report.attestation import (
    attestation_dict,
    attestation_json,
    attestation_schema,
    read_attestation,
)


@pytest.fixture
def written(audit: Audit, tmp_path: Path) -> Path:
    path = tmp_path / "attestation.json"
    path.write_text(attestation_json(audit, b"truth"), encoding="utf-8")
    return path


def test_attestation_conforms_to_its_schema(audit: Audit, conforms: Any) -> None:
    schema = attestation_schema()
    said = attestation_dict(audit)
    assert conforms(said, schema)
    assert all(conforms(channels, schema["$defs"]["channels"]) for channels in said["channels"].values())
    assert not conforms({**said, "time": "now"}, schema)


def test_it_says_of_each_file_what_the_audit_says_in_fewer_words(audit: Audit) -> None:
    first, second = attestation_dict(audit)["files"]
    assert (first["format"], first["sha256"], len(first["removals"])) == ("docx", "ab" * 32, 2)
    assert first["findings"] == [
        {"check": "hidden", "severity": "note", "count": 1},
        {"check": "pictures", "severity": "review", "count": 1},
    ]
    assert (second["status"], second["sha256"], second["unseen"]) == (
        "blocked",
        "",
        [{"place": "p. 4", "reason": "a scan <b>"}],
    )


def test_it_is_bound_to_the_audit(audit: Audit) -> None:
    truth = audit_json(audit).encode()
    assert attestation_dict(audit, truth)["audit"] == sha256(truth).hexdigest()
    assert attestation_dict(audit)["audit"] == ""


def test_the_same_run_gives_the_same_bytes(audit: Audit) -> None:
    files = tuple(replace(file, findings=file.findings[::-1], removals=file.removals[::-1]) for file in audit.files)
    assert attestation_json(replace(audit, files=files)) == attestation_json(audit)


def test_what_was_written_is_read_back_intact(audit: Audit, written: Path) -> None:
    attested = read_attestation(written)
    assert attested.intact
    assert [file.name for file in attested.files] == [file.name for file in audit.files]
    assert (attested.tool, attested.exit_code, attested.audit) == ("0.1.0", 3, sha256(b"truth").hexdigest())


def test_other_line_breaks_leave_it_intact(written: Path) -> None:
    written.write_text(json.dumps(json.loads(written.read_text("utf-8"))), encoding="utf-16")
    assert read_attestation(written).intact


@pytest.mark.parametrize(
    ("place", "other"),
    [(("exit_code",), 0), (("files", 0, "findings"), []), (("files", 0, "sha256"), "0" * 64), (("settings", "x"), 1)],
)
def test_any_other_word_is_noticed(written: Path, place: tuple[str | int, ...], other: Any) -> None:
    said = part = json.loads(written.read_text("utf-8"))
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = other
    written.write_text(json.dumps(said), encoding="utf-8")
    assert not read_attestation(written).intact


NONE: dict[str, str] = {
    "nothing": "",
    "no JSON": "{",
    "a list": "[]",
    "a deep list": "[" * 99_999,
    "another form": '{"schema": "blinder-audit/1", "files": []}',
    "a bare form": '{"schema": "blinder-attestation/1"}',
    "a foreign file": '{"schema": "blinder-attestation/1", "tool": "1", "exit_code": 0, "audit": "", "digest": "", '
    '"files": [{"name": 3, "status": "written", "sha256": "", "size": 0}]}',
    "an unknown status": '{"schema": "blinder-attestation/1", "tool": "1", "exit_code": 0, "audit": "", "digest": "", '
    '"files": [{"name": "a", "status": "lost", "sha256": "", "size": 0}]}',
}


@pytest.mark.parametrize("content", NONE.values(), ids=NONE)
def test_what_is_no_attestation_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="this is no attestation"):
        read_attestation(tmp_path / "a.json")


def test_a_later_form_is_told_from_a_foreign_one(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"schema": "blinder-attestation/9"}', encoding="utf-8")
    with pytest.raises(UsageError, match="newer"):
        read_attestation(tmp_path / "a.json")


def test_a_missing_one_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no attestation that can be opened"):
        read_attestation(tmp_path / "a.json")
