"""Is anything left that a reader does not see: scripts, attachments, layers, hidden text, parts that cannot be read?"""

from collections.abc import Iterator, Sequence

from blinder.types import Finding, Severity
from blinder.verifier.known import Known
from blinder.verifier.sight import FactKind, Sight

READABLE = frozenset({"zip"})  # embedded Office files, which were looked into
SEVERITIES = {
    FactKind.SCRIPT: Severity.REVIEW,
    FactKind.EMBEDDED: Severity.REVIEW,
    FactKind.LAYER: Severity.REVIEW,
    FactKind.UNREADABLE: Severity.REVIEW,
    FactKind.HIDDEN_TEXT: Severity.NOTE,
}


def check(sight: Sight, known: Sequence[Known]) -> Iterator[Finding]:
    """Hidden text was read like any other and is noted; what may hide more asks for a person."""
    for fact in sight.of(*SEVERITIES):
        looked_into = fact.kind is FactKind.EMBEDDED and fact.name in READABLE
        severity = Severity.NOTE if looked_into else SEVERITIES[fact.kind]
        message = str(fact.kind) if fact.name in ("", str(fact.kind)) else f"{fact.kind}: {fact.name}"
        yield Finding(sight.name, "hidden", severity, fact.place, message)
