"""Does the text use pseudonyms instead of labels, or say that it does?"""

import re
from collections.abc import Iterator, Sequence

from blinder.types import Finding, Severity
from blinder.verifier.grammar import CAPITALS, lines_of
from blinder.verifier.known import Known
from blinder.verifier.sight import Sight
from blinder.verifier.wording import ordinary_words

HINT = "Replace every pseudonym and first name by a label: Teacher C, Student D."
STATED = re.compile(
    r"\bpseudonyms?\b|\b(?:not|isn't) (?:his|her|their|the) real names?\b|\bfictitious names?\b"
    r"|\bnames? (?:\w+ ){0,8}(?:changed|altered|invented|made up|fictitious|replaced)\b",
    re.IGNORECASE,
)
UNSTATED = re.compile(
    r"\bno (?:\w+,? ){0,4}pseudonyms?\b|\bpseudonyms? (?:are|were) not\b"
    r"|\bnames? (?:\w+ ){0,4}replaced (?:by|with) (?:\w+ ){0,2}labels",
    re.IGNORECASE,
)
STARRED = re.compile(rf"(?<![\w*])([{CAPITALS}][^\W\d_]+)\*(?![\w*])")
EMPHASIS = re.compile(r"(?<![\w*])\*(?=\w)[^*]* [^*]*(?<=\w)\*(?![\w*])")  # "*Growing Readers*" in Markdown


def check(sight: Sight, known: Sequence[Known]) -> Iterator[Finding]:
    """Both ask for a person: a text may also speak of pseudonyms as such."""
    for line in lines_of(sight):
        if STATED.search(line.text) and not UNSTATED.search(line.text):
            yield Finding(sight.name, "pseudonyms", Severity.REVIEW, line.place, "it speaks of pseudonyms", HINT)
        if any(found[1].casefold() not in ordinary_words() for found in STARRED.finditer(EMPHASIS.sub("", line.text))):
            yield Finding(sight.name, "pseudonyms", Severity.REVIEW, line.place, "a name with an asterisk", HINT)
