"""What the layout of a text says about a place in it: the head of its list, its heading, the cells of its table."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from blinder.types import Span

BULLET = re.compile(r"\s*(?:[-–—•*▪◦~]|\d{1,2}[.)])\s+")
HEADING = re.compile(r"#+ |[^a-z|]*[A-ZÀ-Þ]{3}[^a-z|]*$")
MEMBERS = re.compile(r"[.,;:]?\s*(?:Members|Participants|Attendees|Present|Who)\s*$")
SENTENCE_END = re.compile(r"[^\W\d_]{2}[)\"”]?[.!?]\s")
ITEM_END = re.compile(r"[.;!?|]\s|\s{3,}")
CELL = re.compile(r"\S+(?: \S+)*")  # of a line that tabs or runs of spaces cut into columns
HEAD_LENGTH = 70
LIST_LENGTH = 2000  # characters of a list in one line
REACH = 60  # lines that a list or a table reaches at most
SLACK = 3  # characters that cells of one column may be out of line


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a line, and which of them holds the place that was asked for."""

    cells: tuple[Span, ...]
    column: int

    @property
    def neighbours(self) -> list[Span]:
        """The cells beside it, the nearest first."""
        columns = self.column + 1, self.column - 1, self.column + 2
        return [self.cells[at] for at in columns if 0 <= at < len(self.cells)]


@dataclass(frozen=True)
class Layout:
    """The lines of one text."""

    text: str

    @cached_property
    def starts(self) -> list[int]:
        """Where each line starts."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def number(self, at: int) -> int:
        """The number of the line that holds the place."""
        return bisect_right(self.starts, at) - 1

    def line(self, number: int) -> Span:
        """The line, without its line break."""
        end = self.starts[number + 1] - 1 if number + 1 < len(self.starts) else len(self.text)
        return Span(self.starts[number], end)

    def read(self, span: Span) -> str:
        """What stands there."""
        return self.text[span.start : span.end]

    def before(self, at: int) -> str:
        """What stands before the place in its line, as far as a list goes."""
        return self.text[max(self.starts[self.number(at)], at - LIST_LENGTH) : at]

    # ── Lists and headings ──────────────────────────────────────────────────────────────────────────────────────────

    def list_head(self, at: int) -> Span | None:
        """What stands before the colon or the leaders of its list: "Teachers" in "Teachers: Ana, Bo"."""
        before = self.before(at)
        end = max(before.rfind(":"), before.rfind("...."))
        if end >= 0:
            in_list = "|" not in before[end:] and not SENTENCE_END.search(before, end)
            return self._clause(at - len(before), at - len(before) + end) if in_list else None
        if before.strip(" *") and not BULLET.match(before):
            return None
        return self._line_above(self.number(at))

    def _line_above(self, number: int) -> Span | None:
        """The line with a colon at its end that opens the bullets which this line belongs to."""
        for above in range(number - 1, max(-1, number - REACH), -1):
            row = self.line(above)
            text = self.read(row).rstrip(" *")
            if text.endswith(":"):
                return self._clause(row.start, row.start + len(text) - 1)
            if not BULLET.match(text):
                return None
        return None

    def _clause(self, start: int, end: int) -> Span | None:
        """The stretch from its last sentence or item on; of "Math team. Members" the first."""
        if (members := MEMBERS.search(self.text, start, end)) and members.start() > start:
            end = members.start()
        start = max((match.end() for match in ITEM_END.finditer(self.text, start, end)), default=start)
        return Span(start, end) if end - start <= HEAD_LENGTH else None

    def heading(self, at: int) -> Span | None:
        """The heading that the place stands under; None within a heading."""
        number = self.number(at)
        found = self._headings[number]
        return found if found != self.line(number) else None

    @cached_property
    def _headings(self) -> list[Span | None]:
        found: list[Span | None] = []
        for number in range(len(self.starts)):
            row = self.line(number)
            is_heading = row.start < row.end <= row.start + HEAD_LENGTH and HEADING.match(self.read(row))
            found.append(row if is_heading else found[-1] if found else None)
        return found

    # ── Tables ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def row(self, at: int) -> Row | None:
        """The cells of the line around the place; None where it is no row of a table."""
        cells = self._rows[self.number(at)]
        column = bisect_right(cells, at, key=lambda cell: cell.start) - 1
        return Row(cells, column) if column >= 0 and at <= cells[column].end else None

    @cached_property
    def _rows(self) -> list[tuple[Span, ...]]:
        return [tuple(self._cells(self.line(number))) for number in range(len(self.starts))]

    def _cells(self, row: Span) -> Iterator[Span]:
        """The cells of a line that bars, tabs or runs of spaces cut into columns; none where nothing does."""
        text = self.read(row)
        if "|" in text:
            at = row.start
            for cell in text.split("|"):
                yield Span(at, at + len(cell))
                at += len(cell) + 1
        elif "  " in text.strip() or "\t" in text.strip():
            yield from (Span(row.start + match.start(), row.start + match.end()) for match in CELL.finditer(text))

    def header(self, at: int) -> tuple[Span, ...]:
        """The cells of the first row of a table with bars around the place; none for that row itself."""
        number = self.number(at)
        top = self._tops[number]
        return self._rows[top] if top != number else ()

    @cached_property
    def _tops(self) -> list[int]:
        """Per line the number of the first row of its table: the rows above it that bars cut into as many cells."""
        tops: list[int] = []
        bars = [self.read(self.line(number)).count("|") for number in range(len(self.starts))]
        for number, count in enumerate(bars):
            goes_on = number and count and bars[number - 1] == count and number - tops[-1] < REACH
            tops.append(tops[-1] if goes_on else number)
        return tops

    def heads(self, at: int) -> Iterator[Span]:
        """The cells that may be the head of its column: of a table without bars those above it, the nearest first."""
        row = self.row(at)
        if row and "|" in self.read(self.line(self.number(at))):
            yield from self.header(at)[row.column : row.column + 1]
        elif row:
            yield from self._above(self.number(at), row.cells[row.column].start)

    def _above(self, number: int, at: int) -> Iterator[Span]:
        offset = at - self.starts[number]
        for above in range(number - 1, max(-1, number - REACH), -1):
            if self._rows[above]:
                yield from (c for c in self._rows[above] if abs(c.start - self.starts[above] - offset) <= SLACK)
            elif self.read(self.line(above)).strip() and offset > SLACK:
                return
            elif offset <= SLACK:
                yield self.line(above)
