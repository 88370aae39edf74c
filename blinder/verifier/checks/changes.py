"""Are tracked changes left, and do they name who made them?"""

from collections.abc import Iterator, Sequence

from blinder.types import Finding, Severity
from blinder.verifier.known import Known
from blinder.verifier.neutral import is_neutral
from blinder.verifier.sight import FactKind, Sight

HINT = "Accept or reject every tracked change, then save the file again."


def check(sight: Sight, known: Sequence[Known]) -> Iterator[Finding]:
    """A change by a named author is a leak, one by a neutral author is noted."""
    for fact in sight.of(FactKind.CHANGE):
        if is_neutral(fact.value):
            yield Finding(sight.name, "changes", Severity.NOTE, fact.place, "a tracked change by a neutral author")
        else:
            yield Finding(sight.name, "changes", Severity.LEAK, fact.place, "a tracked change names its author", HINT)
