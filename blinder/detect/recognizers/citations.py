"""Cited authors: "(Hammond, 2015)", "Hammond (2015)", "City et al.", and the entries of a reference list.

They are evidence for keeping, never more: whether a surname is cited or local is decided later, over the submission.
"""

import re
from collections.abc import Iterator

from presidio_analyzer.nlp_engine import NlpArtifacts

from blinder.detect.recognizers.anchors import Holding
from blinder.detect.recognizers.base import NAME_WORD, Hit, Recognizer, lines
from blinder.types import EntityType

YEAR = r"(?:(?:19|20)\d{2}[a-z]?|n\.d\.|in press|forthcoming)"
A_YEAR = re.compile(rf" {YEAR}")
SURNAME = rf"(?:(?:van|von|de|der|den|da|la|le|du|dos|del|Van|Von|De) ){{0,2}}{NAME_WORD}(?: {NAME_WORD}){{0,3}}"
AUTHORS = (
    rf"{SURNAME}(?:,? (?:and|&|with) {SURNAME}|, {SURNAME}){{0,20}}(?:,? (?:and|&) (?:her|his"
    r"|their) (?:colleagues|co-authors)| et al\.?,?| (?:and|&) colleagues)?"
)
YEAR_IN_BRACKETS = re.compile(rf"\((?:see )?{YEAR}(?:[,:;][^()]*)?\)")
NARRATIVE = re.compile(rf"({AUTHORS})(?:['’]s?)?(?: [a-z]+){{0,3}} ?\Z")
MADE_HERE = re.compile(  # "Ana Quill's graphic organizer (2024)"
    r"(?:(?<=['’]s)|['’]s?) (?:[a-z]+ ){0,2}(?:unit|lesson|rubric|handout|slide|template|form|worksheet|organizer|note"
    r"|plan|checklist|agenda|survey|tracker|poster|letter|chart|ticket)s? $"
)
FULL_NAME = re.compile(rf"{NAME_WORD}(?: {NAME_WORD})+")
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Miss)\.? $")  # nobody cites so
PARENTHESIS = re.compile(r"\(([^()]*)\)")
IN_PARENTHESIS = re.compile(
    rf"(?:^|[;,(] ?|\b(?:[Ss]ee|from|by|after|cf\.|e\.g\.,?|in|also|and) {{1,2}})({AUTHORS}),? {YEAR}"
)
ET_AL = Holding(("al",), rf"({SURNAME}(?:, {SURNAME}){{0,20}}),? et al\b")
INITIALS = r"(?:[A-ZÀ-Þ]\.[ -]?){1,3}"
ENTRY_AUTHOR = rf"{NAME_WORD}(?:[ -]{NAME_WORD}){{0,5}}, {INITIALS}"
ENTRY = re.compile(rf"^\W*(?:\d+[.)]\s*)?{ENTRY_AUTHOR}.*?\(?{YEAR}")
LOOSE_ENTRY = re.compile(rf"^\W*(?:\d+[.)]\s*)?{NAME_WORD}.*(?:\b{YEAR}\b|Press|https?://)")
HEADING = re.compile(
    (
        r"^\W*(?:[A-Z0-9]{1,3}[.)]\s+)?(?:selected |annotated )?(?:references?|bibliography|works cited"
        r"|literature(?: cited)?|sources cited|further reading)\b[^.|]{0,45}$"
    ),
    re.IGNORECASE,
)
UNFINISHED = re.compile(r"^.{40,}[^.!?)\]\s]\s*$(?<!\d)(?<!/)")  # a line that a page width has cut
PROSE = re.compile(r"^\W*(?:Thanks?|We|I|My|Our|As|Special|With|This|These|She|He|They|After|When|Please|Note)\b")
LOCAL_PAPER = re.compile(
    rf"\bpersonal (?:communication|interview|conversation|correspondence)s?\b|\binterview(?:ed)? (?:by|with)\b"
    r"|\bletters? to (?:the |our |her |his |my )?(?:school|staff|faculty|famil|parents|council|district)"
    rf"|\bunpublished\b(?! (?:doctoral|master|dissertation|thesis|ph))"
    rf"|(?-i:[.\]] (?:{NAME_WORD} ){{1,4}}(?<!Business )(?<!Law )(?<!Medical )(?<!Graduate )"
    r"(?:School|Academy|Schools)\.?\s*$)",
    re.IGNORECASE,
)  # what only people here know, or their school has published
MOST_LINES = 5  # of one entry
NEW_SECTION = re.compile(r"^(?:#|\s*\d?[A-Z][.)] |\s*(?:Part|Section|Appendix)\b)")
MONTHS = re.compile(
    (
        r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring"
        r"|Summer|Fall|Winter|Grade|Category|Table|Artifact|Figure|Appendix|FY|SY|School Year|Fiscal Year"
        r"|Meeting|Version|Draft|Updated|Revised)\b"
    ),
    re.IGNORECASE,
)


class CitationRecognizer(Recognizer):
    """Names in the forms of a citation."""

    subject = "citations"

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterator[Hit]:
        """Cited authors as PERSON hits that carry `keep="cited"`; a whole reference entry as one hit `keep="entry"`.

        Authors of what only people here know, as an interview, are local, and stay nowhere.
        """
        entries = tuple(self._entries(text))
        papers = [hit for hit in entries if LOCAL_PAPER.search(text, hit.start, hit.end)]
        yield from (hit for hit in entries if hit not in papers)
        for paper in papers:
            for author in re.finditer(ENTRY_AUTHOR, text[paper.start : paper.end]):
                start = paper.start + author.start()
                yield Hit(start, start + len(author[0].rstrip()), EntityType.PERSON, 0.9, cue="author of a local paper")
        for hit in self._cited(text):
            if not any(paper.start <= hit.start < paper.end for paper in papers):
                yield hit

    def _cited(self, text: str) -> Iterator[Hit]:
        for year in YEAR_IN_BRACKETS.finditer(text):
            start = max(text.rfind(sign, 0, year.start()) for sign in "\n)") + 1
            match = NARRATIVE.search(text, start, year.start())
            if match and not _is_local(text, match, year.start()):
                yield from self._authors(match[1], match.start(1))
        for outer in PARENTHESIS.finditer(text):
            inner = outer[1].replace("\n", " ")  # a line's end may stand anywhere in it
            for match in IN_PARENTHESIS.finditer(inner) if A_YEAR.search(inner) else ():
                yield from self._authors(match[1], outer.start(1) + match.start(1))
        for match in ET_AL.finditer(text):
            yield from self._authors(match[1], match.start(1))

    def _authors(self, authors: str, start: int) -> Iterator[Hit]:
        if MONTHS.match(authors):
            return
        for part in re.finditer(rf"{SURNAME}(?:, {INITIALS}(?!\w))?", authors):
            yield Hit(
                start + part.start(), start + part.end(), EntityType.PERSON, 0.95, cue="citation form", keep="cited"
            )

    def _entries(self, text: str) -> Iterator[Hit]:
        headed = listed = False  # a heading came; the list that it opened goes on
        more = 0  # so many more lines may belong to the last entry
        for start, line in lines(text):
            if HEADING.match(line.strip("# \t*_")):
                headed, listed, more = True, True, 0
            elif NEW_SECTION.match(line) or " | " in line:
                headed, listed, more = False, False, 0
            elif not line.strip():
                more = 0
            elif (opens := ENTRY.match(line) or (listed and LOOSE_ENTRY.match(line) and not PROSE.match(line))) or more:
                listed, more = headed, (MOST_LINES if opens else more) - 1 if UNFINISHED.search(line) else 0
                yield Hit(start, start + len(line), EntityType.PERSON, 0.95, cue="reference list", keep="entry")
            else:
                listed, more = False, 0


def _is_local(text: str, cited: re.Match[str], end: int) -> bool:
    """Whether who stands before a year has a title, or a full name and made what only schools make."""
    titled = TITLED.search(text, max(0, cited.start(1) - len("Miss. ")), cited.start(1))
    return bool(titled or (FULL_NAME.fullmatch(cited[1]) and MADE_HERE.match(text, cited.end(1), end)))
