"""What stands around a name that the model would rather keep, and bears it out: history, a work, known company.

It is a second witness, never a first: alone it keeps nobody.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from blinder.resolve.evidence import KNOWN_TO_ALL
from blinder.resolve.names import PARTICLES, Name, parse_name
from blinder.types import Detection, Span

LONGEST_GAP = 90  # characters of a list between two names of it
LONGEST_SENTENCE = 200  # on either side
CELL = " | "
YEAR = re.compile(r"(?<![\w$#.,/-])1(?:[0-8]\d\d|9[0-4]\d)s?(?![\w%]|[.,:/-]\d)")  # nobody here was at school then
SENTENCE_END = re.compile(r"(?<=[^\W_][^\W_][^\W_])[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-ZÀ-Þ])|\n")
WORD_OF_LIST = r"(?:\(\d{4}\)|[A-ZÀ-Þ][\w.'’-]*|d[aeo]s?|del?|la|le|von|van|der|of|the|a|an|in|to|on|for|with|and|or)"
LISTED = re.compile(  # "; ", ", ", " and ", "; Homer, The Odyssey; "
    rf"\s?[,;&/]\s(?:{WORD_OF_LIST}[,;]?\s|[&/]\s)*|\s(?:and|or|&|vs\.?)\s(?:{WORD_OF_LIST}[,;]?\s)*"
)
PUBLISHED = re.compile(
    r"['’]s?\s[“\"]?(?:The|An?)\s[A-ZÀ-Þ]|['’]s?\s[“\"][A-ZÀ-Þ]"  # "’s The Day You Begin"
    r"|['’]s?\s(?:[A-ZÀ-Þ][\w’']+\s){2}(?:[a-z’']+\s){1,2}[A-ZÀ-Þ]"
    r"|,\s[“\"]?(?:The|An?)\s[A-ZÀ-Þ]\w+[^.;\n]{0,60}(?:\((?:19|20)\d\d\)|[;.\n]|$)"  # ", The Art of Coaching"
    r"|,\s[A-ZÀ-Þ][\w’']+(?:\s[\w’']+){0,6}\s\((?:1[5-9]|20)\d\d\)"
    r"|(?:\s(?:&|and)\s[A-ZÀ-Þ][\w’'-]+)?,?\s(?:19|20)\d\d(?!\w|[/-]\d)"  # " & Tunmer, 1986"
    r"|\.?\sv\.?\s[A-ZÀ-Þ]"  # " v. Doe"
)
CASE = re.compile(r"\sv\.?\s")  # in a name, or before one


@dataclass(frozen=True)
class Company:
    """Where the documents name whom everybody may know.

    Attributes:
        known, labels: document id → where public people and cited ones stand, and generic labels, in order.
        surnames: folded, of the public people with a full name among them.
    """

    texts: Mapping[str, str]
    known: Mapping[str, Sequence[Span]]
    labels: Mapping[str, Sequence[Span]]
    surnames: frozenset[str]

    def bears_out(self, document: str, span: Span, name: Name) -> bool:
        """Whether what stands around a name says that it is no local one."""
        text = self.texts[document]
        return (
            (name.bare and name.tokens[-1] in self.surnames)
            or bool(PUBLISHED.match(text, span.end, span.end + LONGEST_GAP))
            or bool(CASE.search(text, max(0, span.start - len(" v. ")), span.end))
            or bool(YEAR.search(text, *_sentence(text, span)))
            or self._is_listed(document, span)
        )

    def _is_listed(self, document: str, span: Span) -> bool:
        """Whether it stands in one list with somebody known, and with no label between."""
        text, known, labels = self.texts[document], self.known[document], self.labels[document]
        at = bisect_left(known, span)
        for other in known[max(0, at - 2) : at + 3]:
            if _is_below(text, other, span):
                return True
            first, second = sorted((other, span))
            gap = Span(min(first.end, second.start), second.start)
            if len(gap) <= LONGEST_GAP and LISTED.fullmatch(text, gap.start, gap.end):
                beside = bisect_left(labels, gap)
                if not any(label.overlaps(gap) for label in labels[max(0, beside - 1) : beside + 1]):
                    return True
        return False


def read_company(texts: Mapping[str, str], detections: Mapping[str, Sequence[Detection]]) -> Company:
    """The company that the detections which keep something tell of."""

    def spans(document: str, kinds: Set[str]) -> list[Span]:
        return sorted({detection.span for detection in detections.get(document, ()) if detection.keep in kinds})

    public = {document: spans(document, KNOWN_TO_ALL) for document in texts}
    known = {document: spans(document, KNOWN_TO_ALL | {"cited"}) for document in texts}
    labels = {document: spans(document, {"label"}) for document in texts}
    names = (parse_name(texts[document][s.start : s.end]) for document, own in public.items() for s in own)
    surnames = {token for name in names if name.full for token in name.family[-1:] if token not in PARTICLES}
    return Company(texts, known, labels, frozenset(surnames))


def _is_below(text: str, one: Span, other: Span) -> bool:
    """Whether both stand in the same column of a table, in two rows."""
    starts = [text.rfind("\n", 0, span.start) for span in (one, other)]
    columns = [text.count(CELL, start + 1, span.start) for start, span in zip(starts, (one, other), strict=True)]
    return starts[0] != starts[1] and columns[0] == columns[1] > 0 and abs(starts[1] - starts[0]) < LONGEST_SENTENCE


def _sentence(text: str, span: Span) -> tuple[int, int]:
    """Where the sentence of a name begins and ends, as far as it is near."""
    start, stop = max(0, span.start - LONGEST_SENTENCE), min(len(text), span.end + LONGEST_SENTENCE)
    starts = [found.end() for found in SENTENCE_END.finditer(text, start, span.end) if found.end() <= span.start]
    after = SENTENCE_END.search(text, span.end, stop)
    return starts[-1] if starts else start, after.start() if after else stop
