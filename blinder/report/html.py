"""The audit as one self-contained page: no scripts, no outside resources, prints well."""

from blinder.report.audit import Audit
from blinder.report.digest import TYPE_WORDS, count, count_labels, list_looks, tell_outcome
from blinder.report.pages import template
from blinder.types import Severity


def audit_html(audit: Audit) -> str:
    """The page as text; the same audit gives the same page."""
    tone, outcome = tell_outcome(audit)
    return template("audit.html.j2").render(
        audit=audit,
        tone=tone,
        outcome=outcome,
        looks=list_looks(audit),
        notes=audit.findings(Severity.NOTE),
        labels=count_labels(audit),
        type_words=TYPE_WORDS,
        count=count,
    )
