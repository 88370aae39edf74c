"""Does a name stand in a label's place: in a list, a column or before what is said, where its neighbours are labels?

There a capitalised word is a name, though it may be an ordinary word as well: "Teacher C; Strong; Teacher D".
"""

import re
from collections.abc import Iterator, Sequence

from blinder.types import Finding, Severity
from blinder.verifier.checks.labels import NAMED, NO_NAMES, REPLACE
from blinder.verifier.grammar import CAPITALS, NAME, PAIR, Grammar
from blinder.verifier.sight import Sight
from blinder.verifier.wording import dull_words, words_of

NOTE = re.compile(r"(?<=[^\W\d_])\d{1,2}(?!\w)|\*")  # behind one of a list: "Teacher C1" of a footnote
MARKER = re.compile(r"^\s*(?:\d{1,3}[.)]|[-•*–])\s+")
SPEAKER = re.compile(r"([^:.,;|]{1,40}):(?!\d)")
COLUMN = re.compile(r"[|\t]")
GAP = re.compile(r"(?<!\s)(?:\s*[,;|\t(]\s*(?:and\s+)?|\s+(?:&|\+|and)\s+)")
HEAD, TAIL = re.compile(r"^.*(?::|\s[–-])\s+"), re.compile(r"(?<!^[A-Z])[.!?]\s.*|(?<![.)\s])[.)\s]+$")
PERSON = "Person"  # whose role nobody knows
NEAR, ENOUGH = 3, 2  # lines above and below; labels
LONGEST = 60  # letters of a cell; what is longer is prose
SPOKEN = -1  # stands for the number of cells where somebody speaks
ASKED = frozenset("QA")  # "Q: Why?"
Row = tuple[int, list[str]]  # how many cells; the cells


def check(sights: Sequence[Sight], grammar: Grammar) -> Iterator[Finding]:
    """A finding for each line with a name among labels beside it, or above and below."""
    among = _Among(grammar)
    rows = [among.row(line.text) for line in grammar.lines]
    for at, line in enumerate(grammar.lines):
        above, below = (
            [rows[other] for other in side if grammar.lines[other].document == line.document]
            for side in (range(max(at - NEAR, 0), at), range(at + 1, min(at + NEAR + 1, len(rows))))
        )
        if among.in_a_column(rows[at], above, below) or any(map(among.in_a_list, COLUMN.split(line.text))):
            yield Finding(line.document, "labels", Severity.REVIEW, line.place, NAMED, REPLACE)


class _Among:
    """What is a label, what may be a name among labels, as patterns of one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        roles = "|".join(map(re.escape, (*grammar.profile.role_cues, PERSON)))
        self._label = re.compile(rf"(?:{roles}) (?:[A-Z]{{1,2}}|\d{{1,4}})")
        self._remark = re.compile(rf"(?<!\s)\s*\((?![^()]*\b(?:{roles}) )[^()]*\)")
        initial = rf"[{CAPITALS}]"
        full = rf"(?:{initial}\.? ?){{0,2}}{NAME}(?: {NAME}){{0,2}}(?: {initial}\.?)?"
        self._name = re.compile(rf"{full}|{initial}{{2,3}}|(?:{initial}\. ?){{1,3}}")
        self._grammar = grammar

    def row(self, text: str) -> Row:
        """The cells of a line, or who speaks in it."""
        if speaker := SPEAKER.match(text):
            return SPOKEN, [speaker[1].strip()]
        cells = self._cells(text)
        return len(cells), cells

    def in_a_column(self, row: Row, above: Sequence[Row], below: Sequence[Row]) -> bool:
        """Whether a cell may be a name where rows alike above and below have labels; a head has no row above it."""
        size, cells = row
        if max(map(len, cells)) > LONGEST or (size > 1 and not any(number == size for number, _ in above)):
            return False
        columns = zip(*(others for number, others in (*above, *below) if number == size), strict=True)
        pairs = zip(cells, columns, strict=False)
        may_be = self._may_speak if size == SPOKEN else self._may_be
        return any(sum(map(self._is_label, column)) >= ENOUGH and may_be(cell) for cell, column in pairs)

    def in_a_list(self, text: str) -> bool:
        """Whether what may be a name stands between two labels, or at the end of several."""
        cells = self._cells(text)
        labels = [self._is_label(cell) for cell in cells]
        return any(_closed_in(labels, at) and self._may_be(cell) for at, cell in enumerate(cells))

    def _cells(self, text: str) -> list[str]:
        plain = NOTE.sub("", self._remark.sub("", MARKER.sub("", text)))
        return [TAIL.sub("", HEAD.sub("", cell)).strip() for cell in GAP.split(plain)]

    def _is_label(self, cell: str) -> bool:
        return self._label.fullmatch(cell) is not None

    def _may_be(self, cell: str) -> bool:
        """Whether a cell may name somebody: one of its words is no ordinary one, or a name as well."""
        if not self._name.fullmatch(cell) or self._label.search(cell) or NO_NAMES.fullmatch(cell):
            return False
        words = [word.casefold() for word in re.findall(r"[^\W\d_]{2,}", cell)]
        if not words or cell.isupper():
            acronym = len(cell) > PAIR and cell.casefold() in words_of("acronyms.txt")
            return not acronym and self._grammar.is_name(cell)
        known = dull_words() | self._grammar.kept
        return any(word in words_of("word_names.txt") or word not in known for word in words)

    def _may_speak(self, cell: str) -> bool:
        return self._may_be(cell) or (len(cell) == 1 and cell.isupper() and cell not in ASKED)


def _closed_in(labels: list[bool], at: int) -> bool:
    before, after = labels[max(0, at - ENOUGH) : at], labels[at + 1 : at + 1 + ENOUGH]
    if before and after:
        return before[-1] and after[0]
    return sum(before + after) == ENOUGH
