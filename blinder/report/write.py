"""The audit folder: the JSON truth, the page for people, and the draft of the form."""

from pathlib import Path

from blinder.report.audit import Audit, audit_json
from blinder.report.form import form_docx
from blinder.report.html import audit_html


def write_reports(audit: Audit, folder: Path) -> None:
    """Write `audit.json`, `audit.html` and `confidentiality-form-draft.docx` into `folder`, which is made.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "audit.json").write_text(audit_json(audit), "utf-8")
    (folder / "audit.html").write_text(audit_html(audit), "utf-8")
    (folder / "confidentiality-form-draft.docx").write_bytes(form_docx(audit))
