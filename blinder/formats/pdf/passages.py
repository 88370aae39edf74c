"""One page as segments: paragraphs, table cells, headers and footers, each character tied to the glyphs that draw it.

In: a prepared page. Out: `Passage`s in reading order. Reading and rewriting both come here, so ids agree.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from blinder.formats.pdf.accents import with_accents
from blinder.formats.pdf.cells import Cell, Grid, Ruling, find_grids
from blinder.formats.pdf.columns import part_columns
from blinder.formats.pdf.engines import Page
from blinder.formats.pdf.glyphs import Glyph, Run, read_runs
from blinder.formats.pdf.lines import Band, Piece, Row, build_bands, build_rows
from blinder.formats.pdf.placeholders import CAPTION
from blinder.formats.pdf.sheets import WIDE, Sheet
from blinder.types import Segment, SegmentKind

HYPHENS = "-\u00ad\u2010"
LINE_PITCH = 1.75  # of the font size: lines further apart are two paragraphs
FULL = 0.82  # of the column's width: a line as long as that may go on in the next
MARGIN = 0.085  # of the page's height: headers and footers stand there
EDGE = 6.0  # points: as much a cell keeps free at its borders
MEMO_HEAD = re.compile(r"(?:TO|FROM|CC|DATE|RE|SUBJECT):", re.IGNORECASE)
OUTSIDE = "outside the page"
BULLETS = "•◦▪■●○–—*·\uf0b7"


@dataclass(slots=True)
class Passage:
    """A segment and, per character of its text, the glyphs behind it (none for a joint, two around a lost hyphen)."""

    segment: Segment
    anchors: list[tuple[Glyph, ...]]
    pieces: list[Piece]


@dataclass(slots=True)
class _Draft:
    kind: SegmentKind
    place: str
    glue: str
    pieces: list[Piece]
    dropped: bool = False
    text: list[str] = field(default_factory=list)
    anchors: list[tuple[Glyph, ...]] = field(default_factory=list)


def read_page(page: Page, sheet: Sheet, hidden: str = "invisible text") -> list[Passage]:
    """All text of one page, hidden text too, as dropped what is off the page; invisible text is called `hidden`."""
    number = page.number + 1
    return [
        Passage(_segment(draft, number, at), draft.anchors, draft.pieces)
        for at, draft in enumerate(_drafts(page, sheet, hidden), 1)
    ]


def _segment(draft: _Draft, page: int, at: int) -> Segment:
    text, place = "".join(draft.text), f"p. {page}, {draft.place}"
    return Segment(f"p{page}.{at}", draft.kind, place, text, glue=draft.glue, dropped=draft.dropped)


def _drafts(page: Page, sheet: Sheet, hidden: str) -> Iterator[_Draft]:
    paragraph = table = 0
    for upright, band in _bands(page, sheet):
        is_table = isinstance(band, Grid) or band.table
        table += is_table
        for draft in _read(band, f"table {table}"):
            if draft.kind is SegmentKind.BODY:
                paragraph += 1
                draft.place = f"paragraph {paragraph}"
            one_row = isinstance(band, Band) and len(band.rows) == 1
            yield _marked(draft, sheet, hidden, may_be_margin=upright and (one_row or not is_table))


def _read(band: Band | Grid, table: str) -> Iterator[_Draft]:
    if isinstance(band, Grid):
        return _grid(band, table)
    return _table(band, table) if band.table else _paragraphs(band)


def _bands(page: Page, sheet: Sheet) -> Iterator[tuple[bool, Band | Grid]]:
    """Bands in reading order, and whether their text is upright: what is off the page comes last, by itself."""
    groups: dict[tuple[bool, float, float], list[Run]] = {}
    for run in map(with_accents, read_runs(page)):
        if "".join(each.char for each in run.glyphs).strip() != CAPTION:
            dx, dy = run.glyphs[0].look.direction
            off = not any(sheet.shows(glyph.box) for glyph in run.glyphs)
            groups.setdefault((off, round(dx, 2) + 0.0, round(dy, 2) + 0.0), []).append(run)
    for (_, dx, dy), runs in sorted(groups.items(), key=lambda item: (item[0][0], -len(item[1]), item[0])):
        yield from ((dx == 1.0, band) for band in _laid_out(runs, Ruling(page, (dx, dy))))


def _laid_out(runs: Sequence[Run], ruling: Ruling, limit: float = float("inf")) -> Iterator[Band | Grid]:
    """Ruled tables and the text above and below each; `limit` is how far right its lines may reach."""
    grids, free, beside = find_grids(runs, ruling)
    for grid in grids:
        yield from _text([run for run in free if run.v < grid.top], beside, ruling, limit)
        yield grid
        free = [run for run in free if run.v >= grid.top]
    yield from _text(free, beside, ruling, limit)


def _text(runs: Sequence[Run], beside: Set[Run], ruling: Ruling, limit: float) -> Iterator[Band | Grid]:
    """What stands in no ruled table, unless that is part of a column."""
    regions = part_columns(runs, beside, limit) if runs else []
    for region in regions:
        if len(regions) > 1 and not beside.isdisjoint(region.runs):
            yield from _laid_out(region.runs, ruling, region.limit)
        else:
            yield from build_bands(build_rows(region.runs, limit=region.limit))


def _grid(grid: Grid, name: str) -> Iterator[_Draft]:
    """A ruled table's cells, row by row; each paragraph of a cell is a text."""
    tops: list[float] = []
    for cell, runs in grid.cells:
        new_row = not tops or cell.top > tops[-1] + EDGE
        tops += [cell.top] if new_row else []
        glue = "\n" if new_row else " | "
        for draft in _cell(cell, runs):
            draft.kind, draft.place, draft.glue = SegmentKind.TABLE, f"{name}, row {len(tops)}", glue
            yield draft
            glue = "\n"


def _cell(cell: Cell, runs: Sequence[Run]) -> Iterator[_Draft]:
    """What stands in a cell: paragraphs, or a table without rules."""
    left = min(run.u0 for run in runs)
    right = cell.right - min(max(left - cell.left, 0.0), EDGE)
    for band in build_bands(build_rows(runs, limit=right)):
        yield from _table(band, "") if band.table else _paragraphs(band, left, right)


def _table(band: Band, name: str) -> Iterator[_Draft]:
    """A table's cells, row by row; the lines of one wrapped cell are one text."""
    slots = _starts(band)
    columns: dict[int, list[Piece]] = {}
    for piece in (piece for row in band.rows for piece in row.pieces):
        columns.setdefault(_slot(piece, slots), []).append(piece)
    edges = {at: (min(p.u0 for p in pieces), max(p.u1 for p in pieces)) for at, pieces in columns.items()}
    for number, rows in enumerate(_logical_rows(band.rows), 1):
        cells: dict[int, list[Piece]] = {}
        for piece in (piece for row in rows for piece in row.pieces):
            cells.setdefault(_slot(piece, slots), []).append(piece)
        glue = "\n"
        for at, pieces in sorted(cells.items()):
            for draft in _joined(pieces, *edges[at]):
                draft.kind, draft.place, draft.glue = SegmentKind.TABLE, f"{name}, row {number}", glue
                yield draft
                glue = "\n"
            glue = " | "


def _slot(piece: Piece, slots: Sequence[float]) -> int:
    """The column in which the piece begins."""
    return max((at for at, start in enumerate(slots) if start <= piece.u0 + 1), default=0)


def _starts(band: Band) -> list[float]:
    """Where the table's columns begin."""
    starts: list[float] = []
    spans = sorted((piece.u0, piece.u1) for row in band.rows if len(row.pieces) > 1 for piece in row.pieces)
    reach = float("-inf")
    for u0, u1 in spans:
        if u0 > reach:
            starts.append(u0)
        reach = max(reach, u1)
    return starts


def _logical_rows(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows of a table, where lines set much tighter than the rows are one row's wrapped lines."""
    pitches = [below.v - above.v for above, below in pairwise(rows)]
    tight = min(pitches, default=0.0)
    wraps = bool(pitches) and tight < 1.45 * rows[0].size and max(pitches) > 1.25 * tight
    group = [rows[0]]
    for row, pitch in zip(rows[1:], pitches, strict=True):
        if wraps and pitch < 1.12 * tight:
            group.append(row)
        else:
            yield group
            group = [row]
    yield group


def _paragraphs(band: Band, left: float | None = None, right: float | None = None) -> Iterator[_Draft]:
    """A column's lines, those of one paragraph joined. The column is as wide as its lines, unless somebody knows."""
    pieces = [piece for row in band.rows for piece in row.pieces]
    left = min(piece.u0 for piece in pieces) if left is None else left
    right = max(piece.u1 for piece in pieces) if right is None else right
    return _joined(pieces, left, right)


def _joined(pieces: Iterable[Piece], left: float, right: float) -> Iterator[_Draft]:
    """The pieces of a column from `left` to `right`, those of one paragraph as one draft."""
    draft, last = None, None
    for piece in pieces:
        if draft and last and _continues(last, piece, left, right):
            draft.pieces.append(piece)
        else:
            if draft:
                yield draft
            draft, last = _Draft(SegmentKind.BODY, "", "\n", [piece]), None
        _append(draft, last, piece)
        last = piece
    if draft:
        yield draft


def _continues(last: Piece, piece: Piece, left: float, right: float) -> bool:
    """Whether a line goes on with the paragraph of the one before: near, alike, and that one was full or hyphenated."""
    pitch, em = piece.v - last.v, last.size
    if not 0.3 * em < pitch < LINE_PITCH * em or abs(piece.size - em) > 0.15 * em or piece.text[:1] in BULLETS:
        return False
    if MEMO_HEAD.match(piece.text):
        return False
    if piece.u0 - last.u0 > 6 * em:
        return False
    first_word = piece.text.split(maxsplit=1)[0]
    width = (piece.u1 - piece.u0) * len(first_word) / max(len(piece.text), 1)
    full = last.u1 + width + 0.5 * em > right or last.u1 - left > FULL * (right - left)
    return full or last.text[-1:] in HYPHENS or (piece.text[:1].islower() and last.text[-1:] not in ".:;")


def _append(draft: _Draft, last: Piece | None, piece: Piece) -> None:
    """Add a line: after a blank, or after a hyphen, which falls away where the word goes on in lower case."""
    if last is not None and draft.text:
        if draft.text[-1] in HYPHENS and len(draft.text) > 1 and draft.text[-2].isalpha():
            if piece.text[:1].islower() or draft.text[-1] == "\u00ad":
                draft.text.pop()
                hyphen = draft.anchors.pop()
                draft.anchors[-1] += hyphen
        elif draft.text[-1] != "/":  # a broken web address
            draft.text.append(" ")
            draft.anchors.append(())
    for char, glyph in zip(piece.text, piece.glyphs, strict=True):
        draft.text.append(char)
        draft.anchors.append((glyph,) if glyph else ())


def _marked(draft: _Draft, sheet: Sheet, hidden: str, *, may_be_margin: bool) -> _Draft:
    """Say what is invisible, or outside the page and goes; call header and footer what stands in the margins."""
    glyphs = [glyph for anchor in draft.anchors for glyph in anchor]
    if not any(sheet.shows(glyph.box) for glyph in glyphs):
        draft.place, draft.dropped = f"{draft.place}, {OUTSIDE}", True
    elif not any(glyph.look.visible for glyph in glyphs):
        draft.place += f", {hidden}"
    elif may_be_margin and sheet.rotate == 0:
        top, bottom = sheet.crop[3], sheet.crop[1]
        edge = MARGIN * (top - bottom)
        highest, lowest = (WIDE - v for v in (draft.pieces[0].v, draft.pieces[-1].v))
        if lowest > top - edge:
            draft.kind = SegmentKind.HEADER
        elif highest < bottom + edge:
            draft.kind = SegmentKind.FOOTER
    return draft
