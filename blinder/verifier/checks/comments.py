"""Are comments left, and do they name who wrote them?"""

from collections.abc import Iterator, Sequence

from blinder.types import Finding, Severity
from blinder.verifier.known import Known
from blinder.verifier.neutral import is_neutral
from blinder.verifier.sight import FactKind, Sight

HINT = "Delete the comments; in a PDF the annotations too."


def check(sight: Sight, known: Sequence[Known]) -> Iterator[Finding]:
    """A comment by a named author is a leak, one by a neutral author is noted."""
    for fact in sight.of(FactKind.COMMENT):
        if is_neutral(fact.value):
            yield Finding(sight.name, "comments", Severity.NOTE, fact.place, "a comment by a neutral author")
        else:
            yield Finding(sight.name, "comments", Severity.LEAK, fact.place, "a comment names its author", HINT)
