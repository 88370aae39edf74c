"""Are there pictures that a person must look at?"""

from collections.abc import Iterator, Sequence

from blinder.types import Finding, Severity
from blinder.verifier.known import Known
from blinder.verifier.sight import FactKind, Sight

MESSAGES = {
    "": "a picture that was not examined: a person must look",
    "read": "a picture whose text was read: logos, signs and faces are for a person to see",
}
HINT = "Look at it; replace a logo, a face or a screenshot with names by a plain box with a caption."


def check(sight: Sight, known: Sequence[Known]) -> Iterator[Finding]:
    """Placeholders, plain colours, bullets, rules, and pages that were read say nothing; another may show who it is."""
    for fact in sight.of(FactKind.PICTURE):
        if fact.name in MESSAGES:
            yield Finding(sight.name, "pictures", Severity.REVIEW, fact.place, MESSAGES[fact.name], HINT)
