"""A draft of the confidentiality form: what the candidate confirms, the audit's evidence for it, empty boxes.

Source: PAL Task 2 Candidate Assessment Handbook, "Submission Readiness", "Condition Codes" C, Glossary "Blinding".
It ticks nothing: the candidate does, in the form of the ePortfolio system.
"""

import io
import zipfile
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from blinder.report.audit import Audit
from blinder.report.confirmations import Confirmation, list_checks, list_confirmations
from blinder.report.digest import tell_outcome

BOX = "☐"
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
NEUTRAL_DATE = datetime(2000, 1, 1)  # a constant, not a time
UNUSED_PARTS = ("thumbnail", "customXml", "stylesWithEffects")  # of python-docx's template


def form_docx(audit: Audit) -> bytes:
    """The draft as a .docx with clean properties; the same audit gives the same bytes."""
    document: Any = Document()
    _set_up(document)
    document.add_heading("Confidentiality and anonymity: draft", 0)
    document.add_paragraph(
        "This draft helps you fill in the Confidentiality and Anonymity Form of the ePortfolio system; "
        "it does not replace it. "
        "Each line says what you confirm and what blinder saw. Tick a box only when you have looked yourself."
    )
    document.add_paragraph(tell_outcome(audit)[1]).runs[0].bold = True
    _add_table(document, "What you confirm", list_confirmations(audit))
    _add_table(document, "What only you can see", list_checks(audit))
    _add_files(document, audit)
    return _settle(document)


def _set_up(document: Any) -> None:
    section, style = document.sections[0], document.styles["Normal"]
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    style.font.name, style.font.size = "Calibri", Pt(11)
    style.paragraph_format.space_after = Pt(6)
    properties = document.core_properties
    for name in ("author", "last_modified_by", "comments", "keywords", "category", "subject"):
        setattr(properties, name, "")
    properties.title = "Confidentiality and anonymity: draft"
    properties.created = properties.modified = NEUTRAL_DATE
    properties.revision = 1


def _add_table(document: Any, heading: str, rows: tuple[Confirmation, ...]) -> None:
    document.add_heading(heading, 1)
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    table.columns[0].width, table.columns[1].width = Cm(1.2), Cm(15.3)
    for row in rows:
        box, text = table.add_row().cells
        box.width, text.width = Cm(1.2), Cm(15.3)
        box.paragraphs[0].add_run(BOX).font.size = Pt(16)
        box.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        text.paragraphs[0].add_run(row.statement).bold = True
        text.add_paragraph(row.evidence)
    _keep_rows_whole(table)


def _add_files(document: Any, audit: Audit) -> None:
    document.add_heading("The files this speaks of", 1)
    table = document.add_table(rows=1, cols=3, style="Light List")
    for cell, text in zip(table.rows[0].cells, ("File", "Status", "SHA-256, first 16 digits"), strict=True):
        cell.text = text
    for file in audit.files:
        for cell, text in zip(table.add_row().cells, (file.name, file.status, file.sha256[:16] or "none"), strict=True):
            cell.text = text
    _keep_rows_whole(table)


def _keep_rows_whole(table: Any) -> None:
    for row in table.rows:
        properties = row._tr.get_or_add_trPr()
        properties.append(properties.makeelement(qn("w:cantSplit"), {}))


def _settle(document: Any) -> bytes:
    """Save without the template's leftovers and without a clock."""
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype.rpartition("/")[2] in UNUSED_PARTS:
                del part.rels[key]
    saved, settled = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(settled, "w") as target:
        for info in source.infolist():
            target.writestr(zipfile.ZipInfo(info.filename, ZIP_DATE), source.read(info), zipfile.ZIP_DEFLATED)
    return settled.getvalue()
