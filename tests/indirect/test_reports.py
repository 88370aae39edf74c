"""The list of indirect identifiers in what `scan`, `blind` and `verify` report: places and kinds, no text."""

import json
from pathlib import Path

import docx
import pytest

import blinder
from blinder.cli.app import run
from blinder.outcome import Outcome
from blinder.report import audit_schema

pytestmark = pytest.mark.usefixtures("by_rules")
PARAGRAPHS = (
    "Ms. Quillfeather teaches at Brackenmoor Elementary School, which enrolls 437 students.",
    "Hollis Quillfeather is our Teacher of the Year and the first Somali principal's deputy.",
    "The student was born on March 14, 2015.",
    "Nothing is to be seen here.",
    "Our town of 14,312 residents has the only dual-language program in the county.",
)
ROWS = (("Teacher", "ELs"), ("Quillfeather", "7"), ("Tangerly", "21"))
WANTED = {
    ("paragraph 1", "exact enrollment"),
    ("paragraph 2", "award"),
    ("paragraph 2", "unique person"),
    ("paragraph 3", "date of birth"),
    ("paragraph 5", "town size"),
    ("paragraph 5", "unique standing"),
    ("table 1", "small group"),
}
LINES = {"paragraph 1": 1, "paragraph 2": 2, "paragraph 3": 3, "paragraph 5": 5, "table 1": 6}
AS_SEEN = "word/document.xml, text, line {}"  # by the verifier, who shares no places with the formats
ORIGINAL = ("quillfeather", "tangerly", "brackenmoor", "437", "14,312", "march 14", "2015", "somali", "dual-language")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A submission of one Word document that gives much away."""
    made = tmp_path / "in"
    made.mkdir()
    document = docx.Document()
    for text in PARAGRAPHS:
        document.add_paragraph(text)
    table = document.add_table(rows=len(ROWS), cols=2)
    for at, row in enumerate(ROWS):
        for cell, text in zip(table.rows[at].cells, row, strict=True):
            cell.text = text
    document.save(str(made / "Quillfeather_Memo.docx"))
    return made


def listed(outcome: Outcome) -> set[tuple[str, str]]:
    assert {hint.document for hint in outcome.indirect} == {"Memo.docx"}
    return {(hint.place, hint.kind) for hint in outcome.indirect}


def test_scan_blind_and_verify_list_the_same(folder: Path, tmp_path: Path) -> None:
    assert listed(blinder.scan([folder])) == WANTED
    assert listed(blinder.blind([folder], out=tmp_path / "out")) == WANTED
    assert listed(blinder.verify([tmp_path / "out" / "Memo.docx"])) == {
        (AS_SEEN.format(LINES[place]), kind) for place, kind in WANTED
    }


def test_the_text_itself_stays_as_it_is(folder: Path, tmp_path: Path) -> None:
    blinder.blind([folder], out=tmp_path / "out")
    written = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "out" / "Memo.docx")).paragraphs)
    assert all(
        kept in written for kept in ("437 students", "March 14, 2015", "14,312 residents", "Teacher of the Year")
    )


def test_every_report_has_the_list_and_none_has_the_text(folder: Path, tmp_path: Path) -> None:
    blinder.blind([folder], out=tmp_path / "out")
    audit = json.loads((tmp_path / "out" / "audit" / "audit.json").read_text("utf-8"))
    assert {(hint["place"], hint["kind"]) for hint in audit["indirect"]} == WANTED
    assert set(audit["indirect"][0]) == set(audit_schema()["properties"]["indirect"]["items"]["required"])
    sarif = json.loads((tmp_path / "out" / "audit" / "findings.sarif").read_text("utf-8"))
    assert sum(result["ruleId"] == "indirect" for result in sarif["runs"][0]["results"]) == len(WANTED)
    page = (tmp_path / "out" / "audit" / "audit.html").read_text("utf-8")
    assert all(f"{kind}: " in page for _, kind in WANTED)
    for said in (json.dumps(audit["indirect"]), json.dumps(sarif["runs"][0]["results"])):
        assert [text for text in ORIGINAL if text in said.casefold()] == []


def test_the_command_line_shows_it_and_the_exit_code_stays(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["blind", str(folder), "--out", str(tmp_path / "out")]) == blinder.ExitCode.CLEAN
    said = capsys.readouterr().out
    assert "Memo.docx, table 1: small group: fewer than 10 students" in said
    assert [text for text in ORIGINAL if text in said.casefold()] == []
    assert run(["verify", str(tmp_path / "out")]) == blinder.ExitCode.CLEAN
    assert f"Memo.docx, {AS_SEEN.format(6)}: small group" in capsys.readouterr().out


def test_what_the_copy_leaves_out_is_not_listed(tmp_path: Path) -> None:
    document = docx.Document()
    run_ = document.add_paragraph("Nothing is to be seen here.").runs[0]
    document.add_comment(run_, "The school enrolls 437 students.", author="A. Q.", initials="AQ")
    document.save(str(tmp_path / "memo.docx"))
    assert blinder.scan([tmp_path / "memo.docx"]).indirect == ()


def test_a_file_that_cannot_be_read_has_no_hints(tmp_path: Path) -> None:
    (tmp_path / "memo.docx").write_bytes(b"")
    assert blinder.scan([tmp_path / "memo.docx"]).indirect == ()
    assert blinder.verify([tmp_path / "memo.docx"]).indirect == ()
