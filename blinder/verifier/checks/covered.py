"""Is something only covered instead of removed: text under boxes, in the colour of its ground, off the page, crops?"""

from collections.abc import Iterator, Sequence

from blinder.types import Finding, Severity
from blinder.verifier.known import Known
from blinder.verifier.neutral import is_neutral
from blinder.verifier.page_fonts import LIE
from blinder.verifier.sight import FactKind, Sight

HINT = "Delete it instead of covering it: whoever copies the text or opens the picture still has it."
FONT_HINT = "Print the file to a new PDF, or write the page again: what is copied is not what is seen."
HARMLESS = frozenset({"text layer of a picture", "white text on a coloured ground"})


def check(sight: Sight, known: Sequence[Known]) -> Iterator[Finding]:
    """All of it was read like any other text; that it is not shown asks for a person, unless it is a label alone."""
    has_pictures = any(fact.name in ("", "read") for fact in sight.of(FactKind.PICTURE))
    for fact in sight.of(FactKind.UNSHOWN):
        if fact.name == "cropped picture" and not has_pictures:
            continue  # a cropped placeholder hides nothing
        harmless = fact.name in HARMLESS or (fact.value and is_neutral(fact.value))
        severity = Severity.NOTE if harmless else Severity.REVIEW
        hint = FONT_HINT if fact.name == LIE else HINT
        yield Finding(sight.name, "covered", severity, fact.place, fact.name, hint)
