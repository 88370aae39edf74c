"""Is anything left that a reader does not see: scripts, attachments, layers, hidden text, parts that cannot be read?"""

from collections.abc import Iterator, Sequence

from blinder.types import Finding, Severity
from blinder.verifier.known import Known
from blinder.verifier.sight import FactKind, Sight

READABLE = frozenset({"zip"})  # embedded Office files, which were looked into
ASKED = {
    FactKind.SCRIPT: (Severity.REVIEW, "Remove macros and scripts: save as .docx, .odt or a plain PDF."),
    FactKind.EMBEDDED: (Severity.REVIEW, "Take the attached or embedded file out, and verify it by itself."),
    FactKind.LAYER: (Severity.REVIEW, "Flatten the layers, or print the file to a new PDF."),
    FactKind.UNREADABLE: (Severity.REVIEW, "Save the file again from the program that made it."),
    FactKind.HIDDEN_TEXT: (Severity.NOTE, "Show hidden text and read it, or delete it."),
}


def check(sight: Sight, known: Sequence[Known]) -> Iterator[Finding]:
    """Hidden text was read like any other and is noted; what may hide more asks for a person."""
    for fact in sight.of(*ASKED):
        severity, hint = ASKED[fact.kind]
        if fact.kind is FactKind.EMBEDDED and fact.name in READABLE:
            severity = Severity.NOTE
        message = str(fact.kind) if fact.name in ("", str(fact.kind)) else f"{fact.kind}: {fact.name}"
        yield Finding(sight.name, "hidden", severity, fact.place, message, hint)
