"""Do the document's properties still tell who made it, where and when?"""

import re
from collections.abc import Iterator, Sequence

from blinder.types import Finding, Severity
from blinder.verifier.known import Known
from blinder.verifier.neutral import is_neutral
from blinder.verifier.sight import FactKind, Sight
from blinder.verifier.wording import words

PEOPLE = words(
    """
    author creator lastModifiedBy initial-creator printed-by manager company Manager Company contributor
    publisher
    """
) | {"last author"}
READ = frozenset({"title", "subject"})  # blinded as text, judged by the check for names
DATES = frozenset({"created", "modified", "date", "creation-date", "print-date", "lastPrinted", "saved", "printed"})
HARMLESS = frozenset({"program", "Template", "template"})
PLAIN_TEMPLATE = re.compile(r"(Normal(\.dotm?|\.dotx)?|)", re.IGNORECASE)

HINT = "Empty the document's properties (File → Info, or Properties)."


def check(sight: Sight, known: Sequence[Known]) -> Iterator[Finding]:
    """People and companies are leaks; other properties a person should look at; dates are noted."""
    for fact in sight.of(FactKind.PROPERTY):
        if fact.name in READ or fact.name == "program" or is_neutral(fact.value):
            continue
        if fact.name in HARMLESS and PLAIN_TEMPLATE.fullmatch(fact.value):
            continue
        severity = Severity.LEAK if fact.name in PEOPLE else Severity.NOTE if fact.name in DATES else Severity.REVIEW
        yield Finding(sight.name, "metadata", severity, fact.place, f"property left: {fact.name}", HINT)
