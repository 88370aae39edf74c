import json
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from blinder.errors import OutputError
from blinder.report import Audit, FileStatus, audit_dict, audit_json, audit_schema, summary_lines, write_reports
from blinder.report.digest import tell_outcome
from blinder.report.form import form_docx
from blinder.report.html import audit_html
from blinder.report.sarif import sarif_dict
from blinder.types import EntityType, Finding, Severity
from blinder.verifier import verify_file


def test_audit_conforms_to_its_schema(audit: Audit, clean_audit: Audit, conforms: Any) -> None:
    for one in (audit, clean_audit):
        said = audit_dict(one)
        assert conforms(said, audit_schema())
        assert all(conforms(each, audit_schema()["$defs"]["channels"]) for each in said["channels"].values())


def test_schema_refuses_what_it_does_not_know(audit: Audit, conforms: Any) -> None:
    assert not conforms({**audit_dict(audit), "original": "x"}, audit_schema())
    assert not conforms({**audit_dict(audit), "exit_code": 4}, audit_schema())


def test_schema_lists_every_entity_type() -> None:
    assert audit_schema()["$defs"]["type"]["enum"] == [str(kind) for kind in EntityType]


def test_same_audit_gives_the_same_text_whatever_the_order_of_its_lists(audit: Audit) -> None:
    files = tuple(replace(f, removals=f.removals[::-1], findings=f.findings[::-1]) for f in audit.files)
    assert audit_json(replace(audit, files=files)) == audit_json(audit)
    assert json.loads(audit_json(audit))["schema"] == "blinder-audit/1"


def test_outcome_is_told_in_one_sentence(audit: Audit, clean_audit: Audit) -> None:
    leak = Finding("Artifact 1.docx", "names", Severity.LEAK, "p. 1", "a name is left: 1 PERSON")
    leaking = replace(clean_audit, files=(replace(clean_audit.files[0], findings=(leak,)),))
    looking = replace(audit, files=audit.files[:1])
    assert tell_outcome(audit) == ("stop", "Not ready: 1 of 2 files could not be finished.")
    assert tell_outcome(leaking) == ("stop", "Not ready: 1 trace of a person or a place left in the files.")
    assert tell_outcome(looking) == ("look", "No name was found in 1 finished file; 3 things left for you to look at.")
    assert tell_outcome(clean_audit) == ("clean", "No name was found in 1 finished file.")


def test_scan_does_not_claim_that_names_are_gone(audit: Audit) -> None:
    scanned = replace(audit, files=(replace(audit.files[0], status=FileStatus.EXAMINED),))
    assert tell_outcome(scanned) == ("look", "3 names to blind in 1 file; nothing was written.")


def test_summary_names_files_labels_and_looks(audit: Audit) -> None:
    text = "\n".join(summary_lines(audit))
    assert "File 2           blocked: a part was not examined" in text
    assert "Labelled: 2 people, 1 school at 7 places." in text
    assert "File 2, p. 4: a scan <b>" in text
    assert "Teacher D: two people may share this label" in text


def test_page_tells_where_it_was_looked_and_with_what(audit: Audit, clean_audit: Audit) -> None:
    text = " ".join(_Page(audit_html(audit)).text.split())
    assert ".docx 2 places read, 2 verified Names were searched for in: body, file name" in text
    assert "The verifier looked at: text, stray bytes 2 checks of every finished file names, pictures" in text
    assert "Pluginblinder-subtitles 1.2" in text
    assert "searched for" not in audit_html(clean_audit)


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_page_is_self_contained_and_shows_everything(audit: Audit) -> None:
    page = _Page(audit_html(audit))
    assert not [tag for tag, attributes in page.tags if tag in ("script", "link", "img") or "src" in attributes]
    for words in ("Not ready", "a scan <b>", "Teacher D", "p. 1, table 2", "ab" * 32, "small group", "ma-pal 1"):
        assert words in page.text


def test_page_tells_its_structure_to_a_screen_reader(audit: Audit) -> None:
    tags = _Page(audit_html(audit)).tags
    ids = {attributes["id"] for _, attributes in tags if "id" in attributes}
    assert {attributes["aria-labelledby"] for tag, attributes in tags if tag == "section"} == ids
    assert all("scope" in attributes for tag, attributes in tags if tag == "th")
    assert ("html", {"lang": "en"}) in tags


def test_form_holds_evidence_and_leaves_every_box_empty(audit: Audit) -> None:
    document = Document(BytesIO(form_docx(audit)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert cells.count("☐") == 12
    assert not set("☑☒✓✔") & set("".join(cells))
    assert any("1 picture replaced or cleaned; 1 picture left to look at." in cell for cell in cells)
    assert any("0 known names left in 1 finished file; 2 people labelled." in cell for cell in cells)


def test_form_passes_our_own_verifier(audit: Audit, tmp_path: Path) -> None:
    path = tmp_path / "confidentiality-form-draft.docx"
    path.write_bytes(form_docx(audit))
    assert [finding for finding in verify_file(path)[1] if finding.severity is not Severity.NOTE] == []


def test_form_has_the_same_bytes_every_time(audit: Audit) -> None:
    assert form_docx(audit) == form_docx(audit)


def test_every_report_says_what_to_do(audit: Audit) -> None:
    assert "What to do:\n  Look at it." in "\n".join(summary_lines(audit))
    assert "<small>Look at it.</small>" in audit_html(audit)
    assert audit_dict(audit)["files"][0]["findings"][1]["hint"] == "Look at it."
    messages = {result["message"]["text"] for result in sarif_dict(audit)["runs"][0]["results"]}
    assert "a picture: a person must look → Look at it." in messages


@pytest.mark.parametrize("rule", ["pictures", "hidden", "unseen", "unread", "indirect"])
def test_sarif_holds_each_kind_of_finding_with_its_rule(audit: Audit, rule: str) -> None:
    run = sarif_dict(audit)["runs"][0]
    assert rule in {result["ruleId"] for result in run["results"]}
    assert rule in {entry["id"] for entry in run["tool"]["driver"]["rules"]}


def test_sarif_addresses_are_valid(audit: Audit) -> None:
    uris = {
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for r in sarif_dict(audit)["runs"][0]["results"]
    }
    assert uris == {"Artifact%201.docx", "File%202"}


def test_audit_folder_holds_the_truth_and_its_renderings(audit: Audit, tmp_path: Path) -> None:
    written = write_reports(audit, tmp_path / "audit")
    assert [path.name for path in written] == [
        "audit.json",
        "audit.html",
        "findings.sarif",
        "confidentiality-form-draft.docx",
        "attestation.json",
    ]
    assert json.loads(written[0].read_text("utf-8")) == audit_dict(audit)


def test_folder_that_cannot_be_written_is_our_error(audit: Audit, tmp_path: Path) -> None:
    (tmp_path / "audit").write_text("in the way")
    with pytest.raises(OutputError):
        write_reports(audit, tmp_path / "audit")
