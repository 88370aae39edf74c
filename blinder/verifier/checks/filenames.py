"""Do the files' own names hold a word that may name somebody?"""

import re
from collections.abc import Iterator, Sequence

from blinder.types import Finding, SegmentKind, Severity
from blinder.verifier.grammar import NAME, Grammar
from blinder.verifier.sight import Sight
from blinder.verifier.wording import words

HINT = "Rename the file: role and label instead of a name, for instance “Artifact 2 School B.docx”."
OWN = words("Confidentiality Anonymity Commentary Artifact Appendix Category Candidate Feedback Protocols Minutes")
GAP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|[_+&.–-]+|(?<=\D)(?=\d)|(?<=\d)(?=\D)")


def check(sights: Sequence[Sight], grammar: Grammar) -> Iterator[Finding]:
    """A capitalised word that is neither ordinary nor one of the assessment's asks for a person."""
    for sight in sights:
        if names_somebody(sight.name.rpartition(".")[0], grammar):
            message = "a word that may be a name"
            yield Finding(sight.name, "filenames", Severity.REVIEW, SegmentKind.FILE_NAME, message, HINT)


def names_somebody(path: str, grammar: Grammar) -> bool:
    """Whether a word of a path, without its suffix, may be a name."""
    found = re.findall(rf"(?<!\w){NAME}(?!\w)", GAP.sub(" ", path.replace("/", " ")))
    return any(word not in OWN and grammar.is_name(word) for word in found)
