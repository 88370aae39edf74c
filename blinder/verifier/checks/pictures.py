"""Are there pictures that a person must look at?"""

from collections.abc import Iterator, Sequence

from blinder.types import Finding, Severity
from blinder.verifier.known import Known
from blinder.verifier.sight import FactKind, Sight


def check(sight: Sight, known: Sequence[Known]) -> Iterator[Finding]:
    """Placeholders and plain colours say nothing; whatever else is a picture may show a name."""
    for fact in sight.of(FactKind.PICTURE):
        if not fact.name:
            yield Finding(sight.name, "pictures", Severity.REVIEW, fact.place, "a picture: a person must look")
