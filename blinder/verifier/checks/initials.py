"""Do capitals that nobody explains stand for somebody? Beside labels hardly any do not: "KM will try", "note: B.B."."""

import re
from collections.abc import Iterator, Sequence

from blinder.types import Finding, Severity
from blinder.verifier.checks.labels import NAMED, REPLACE
from blinder.verifier.grammar import CAPITALS, NAME, PAIR, Grammar
from blinder.verifier.sight import Sight
from blinder.verifier.wording import ordinary_words, words, words_of

ONE = f"[{CAPITALS}]"
LETTERS = re.compile(
    rf"(?<![\w.'’&/@+#-])(?:{ONE}{{2,3}}|(?:{ONE}\.){{1,2}}{ONE}\.?|(?:{ONE}\. ){{1,2}}{ONE}\.)(?!\w|[-/&@.]\w)"
)
SPEAKS = re.compile(
    r",? (?:says|said|adds|added|asks|asked|thinks|thought|wants|wanted|feels|felt|nods|nodded|saw|wrote|would|told"
    r"|tells|agrees|agreed|moves|moved|seconds|seconded|nominates|nominated|shows|showed|shares|shared|reminds|reminded)\b"
)
ACTS = re.compile(
    r"['’]s (?=[a-z])|:(?=\s)| (?:will|does|did|has|had|is|was|made|gave|gives|took|takes|sent|ran|runs|led|leads|came"
    r"|comes|went|goes|[a-z]{3,}ed)\b"
)
WITH_PERIODS = words(
    "ad am bc bl cmr dc dob eg gl ie mgl phd edd pm pr ps rn uk un us ba bs ma ms md jd med cags mba po id"
)
AUTHOR = re.compile(rf"{NAME}, $|\bv\. $")  # "Bryk, A. S.", "v. B. L."
SURNAME = re.compile(rf",? {NAME}(?![\w:])")
BEFORE = 60  # characters before the letters that are looked at
LOUD = re.compile(rf"(?<!\w){ONE}{{2,}}(?!\w)")


def check(sights: Sequence[Sight], grammar: Grammar) -> Iterator[Finding]:
    """A finding for each line with such letters; where no labels are, only for letters that act."""
    labelled = any(grammar.label.search(line.text) for line in grammar.lines)
    for line in grammar.lines:
        letters = () if _is_loud(line.text) else LETTERS.finditer(line.text)
        if any(_is_somebody(each, grammar, labelled=labelled) for each in letters):
            yield Finding(line.document, "labels", Severity.REVIEW, line.place, NAMED, REPLACE)


def _is_loud(text: str) -> bool:
    """Whether a line is set in capitals."""
    return len(LOUD.findall(text)) > PAIR and sum(map(str.isupper, text)) > sum(map(str.islower, text))


def _is_somebody(found: re.Match[str], grammar: Grammar, *, labelled: bool) -> bool:
    """Whether the letters speak or act, or are a pair that is rare; three are initials only where they act."""
    text, end = found.string, found.end()
    before = text[max(0, found.start() - BEFORE) : found.start()]
    letters, dotted = re.sub(r"[. ]", "", found[0]).casefold(), "." in found[0]
    if letters in grammar.kept or AUTHOR.search(before) or re.search(rf"(?:{grammar.words}) $", before):
        return False
    pair, speaks, acts = len(letters) == PAIR, SPEAKS.match(text, end) is not None, ACTS.match(text, end) is not None
    if letters in (WITH_PERIODS if dotted else words_of("acronyms.txt")) or (
        not dotted and letters in ordinary_words()
    ):
        return pair and (speaks or (dotted and acts))
    if speaks or acts:
        return True
    return labelled and (not SURNAME.match(text, end) if dotted else pair and grammar.is_name(found[0]))
