"""The audit folder beside the blinded files: one truth, its three renderings, and what binds it to the files."""

from pathlib import Path

from blinder.errors import OutputError
from blinder.report.attestation import NAME, attestation_json
from blinder.report.audit import Audit, audit_json


def write_reports(audit: Audit, folder: Path, *, form: bool = True) -> tuple[Path, ...]:
    """Write audit.json, audit.html, findings.sarif, the `form`'s draft and attestation.json into `folder`.

    Raises:
        OutputError: the folder cannot be written.
    """
    from blinder.report.form import form_docx  # heavy: only when reports are wanted
    from blinder.report.html import audit_html
    from blinder.report.sarif import sarif_json

    truth = audit_json(audit).encode()
    contents = {
        "audit.json": truth,
        "audit.html": audit_html(audit).encode(),
        "findings.sarif": sarif_json(audit).encode(),
        **({"confidentiality-form-draft.docx": form_docx(audit)} if form else {}),
        NAME: attestation_json(audit, truth).encode(),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            (folder / name).write_bytes(content)
    except OSError:
        raise OutputError("the reports cannot be written") from None
    return tuple(folder / name for name in contents)
