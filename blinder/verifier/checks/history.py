"""Does the file carry its past or stowaways: earlier revisions, doubled or unlisted members, stray bytes?"""

from collections.abc import Iterator, Sequence

from blinder.types import Finding, Severity
from blinder.verifier.known import Known
from blinder.verifier.sight import FactKind, Sight

SEVERITIES = {
    FactKind.REVISION: Severity.LEAK,
    FactKind.DUPLICATE: Severity.LEAK,
    FactKind.UNLISTED: Severity.REVIEW,
    FactKind.STRAY: Severity.REVIEW,
}

HINT = "Save it under a new name from the program that made it (not “Save”), and verify that copy."


def check(sight: Sight, known: Sequence[Known]) -> Iterator[Finding]:
    """An earlier revision or a doubled member is the unblinded text itself; the rest asks for a person."""
    for fact in sight.of(*SEVERITIES):
        yield Finding(sight.name, "history", SEVERITIES[fact.kind], fact.place, str(fact.kind), HINT)
