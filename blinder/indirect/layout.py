"""A reading laid out as paragraphs and tables, whichever way its format keeps them.

Word, OpenDocument, PDF and CSV bring tables as cells; in plain text and on tab stops a table is lines of equal make.
Its own file so that neither the wordings nor the counting of cells has to know a format.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from blinder.reading import OUTSIDE, Reading
from blinder.types import Segment, SegmentKind

UNREAD = frozenset({SegmentKind.PROPERTY, SegmentKind.LINK, SegmentKind.FILE_NAME, SegmentKind.OUTLINE})
MAX_CAPTION = 200  # code points; what is longer before a table is no caption
_BREAK = re.compile(r"\n| \| ")
_CELL_BREAK = re.compile(r"\s{3,}|\s{0,2}[\t|]\s*")
_RULE = re.compile(r"[\s|:=-]*")
_WRAPPED = re.compile(r"(?<![.!?:;|\n])\n(?=[a-z0-9(])")
_ROW = re.compile(r"(?:, )?row \d+$")
_NUMBER = re.compile(r"[\d.,]+%?")


class Paragraph(NamedTuple):
    """One stretch to read: a paragraph, or a cell of a table."""

    place: str
    text: str


class Cell(NamedTuple):
    """One filled cell with the header of its column, "" where there is none."""

    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Header and rows without their empty cells; `caption` is the paragraph before, where it is short."""

    place: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def texts(self) -> Iterator[str]:
        """What stands in the cells."""
        yield from self.header
        yield from (cell.text for row in self.rows for cell in row)


class _Piece(NamedTuple):
    segment: Segment
    text: str


def lay_out(reading: Reading) -> tuple[list[Paragraph], list[Table]]:
    """All paragraphs, those in cells too, and all tables."""
    paragraphs: list[Paragraph] = []
    tables: list[Table] = []
    for place, pieces in groupby(_pieces(reading), lambda piece: _table_of(piece.segment)):
        if place:
            rows = [_cells(row) for _, row in groupby(pieces, lambda piece: _row_of(piece.segment))]
            _add_table(place, rows, paragraphs, tables)
        else:
            _add_lines(pieces, paragraphs, tables)
    cells = [Paragraph(table.place, text) for table in tables for text in table.texts()]
    return paragraphs + cells, tables


def _pieces(reading: Reading) -> Iterator[_Piece]:
    """What stands between two separators that are not the document's own."""
    breaks = [found.span() for found in _BREAK.finditer(reading.text) if reading.owner[found.start()] == OUTSIDE]
    start = 0
    for stop, after in (*breaks, (len(reading.text), 0)):
        first = start
        while first < stop and reading.owner[first] == OUTSIDE:
            first += 1
        if first < stop and (segment := reading.segments[reading.owner[first]]).kind not in UNREAD:
            yield _Piece(segment, reading.text[first:stop])
        start = after


def _row_of(segment: Segment) -> str:
    return segment.place.partition(", column ")[0]


def _table_of(segment: Segment) -> str:
    """The place of the table that the segment belongs to, "" for what stands in none."""
    return (_ROW.sub("", _row_of(segment)) or "table") if segment.kind is SegmentKind.TABLE else ""


def _cells(pieces: Iterable[_Piece]) -> list[Cell]:
    """The cells of one row, for now with the header that the format itself knows."""
    cells: list[Cell] = []
    for segment, text in pieces:
        if cells and segment.glue != " | ":
            cells[-1] = Cell(cells[-1].column, f"{cells[-1].text} {text.strip()}")
        else:
            cells.append(Cell(segment.hint, text.strip()))
    return cells


def _add_lines(pieces: Iterable[_Piece], paragraphs: list[Paragraph], tables: list[Table]) -> None:
    lines = [(piece.segment.place, line) for piece in pieces for line in f"{piece.text}\n".splitlines()]
    for in_table, group in groupby(_joined(lines), lambda line: len(_split(line[1])) > 1):
        if in_table and len(members := list(group)) > 1:
            rows = [[Cell("", text) for text in _split(line)] for _, line in members if not _RULE.fullmatch(line)]
            _add_table(members[0][0], rows, paragraphs, tables)
        else:
            paragraphs += [Paragraph(*line) for line in (members if in_table else group)]


def _joined(lines: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The lines, those of one paragraph that only wrap put together again; lines that look like rows stay alone."""
    for place, group in groupby(lines, lambda line: line[0]):
        for is_row, same in groupby((line for _, line in group), lambda line: len(_split(line)) > 1):
            parts = list(same)
            parts = parts if is_row or len(parts) == 1 else _WRAPPED.sub(" ", "\n".join(parts)).splitlines()
            yield from ((place, part) for part in parts)


def _split(line: str) -> list[str]:
    """The cells of a line: parted by tabs, bars or wide gaps."""
    if "\t" not in line and "|" not in line and "   " not in line:
        return [line]
    return [cell for cell in _CELL_BREAK.split(line.strip().strip("|").strip()) if cell]


def _add_table(place: str, rows: Sequence[Sequence[Cell]], paragraphs: list[Paragraph], tables: list[Table]) -> None:
    """Take the first row for the header; a table that goes on after a page break has that of the table before."""
    if not rows:
        return
    header, body = tuple(cell.text for cell in rows[0]), rows[1:]
    caption = paragraphs[-1].text if paragraphs and len(paragraphs[-1].text) <= MAX_CAPTION else ""
    goes_on = any(_NUMBER.fullmatch(text) for text in header[1:])
    if goes_on and tables and len(tables[-1].header) == len(header):
        header, caption, body = tables[-1].header, tables[-1].caption, rows
    tables.append(Table(place, caption, header, tuple(_with_columns(row, header) for row in body)))


def _with_columns(row: Sequence[Cell], header: Sequence[str]) -> tuple[Cell, ...]:
    """Headers counted from the right, for the corner above the labels is often empty; the first cell has the first."""
    shift = len(header) - len(row)
    columns = [header[at + shift] if 0 <= at + shift < len(header) else "" for at in range(len(row))]
    if shift > 0:
        columns[0] = header[0]
    return tuple(Cell(cell.column or column, cell.text) for cell, column in zip(row, columns, strict=True))
