"""Redactions of one page → which glyphs go, and what is drawn instead.

A label stands in the hole its name leaves. Where it is much longer or shorter than the hole, the rest of its line is
drawn anew right behind it, in the same widths; where that cannot be, the label is set narrower, and the caller is told.
"""

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from blinder.formats.pdf.covers import is_covered
from blinder.formats.pdf.glyphs import Area, Glyph, Look, Point
from blinder.formats.pdf.labels import Draw, is_printable, natural_width, overhang
from blinder.formats.pdf.lines import Piece
from blinder.formats.pdf.objects import Box
from blinder.formats.pdf.outside import part_at_edge
from blinder.formats.pdf.passages import Passage
from blinder.formats.pdf.sheets import WIDE, Sheet
from blinder.types import Redaction, Removal

SNUG = 0.85  # of its natural width: a label squeezed further pushes the line on instead
LOOSE = 1.6  # of the font size: a larger leftover pulls the line up
NARROWEST = 0.72  # of its natural width; beyond that the type gets smaller too
SMALLEST = 0.55  # of the line's font size
LEGIBLE = 6.0  # points: no label is set smaller, unless its line is
SPACE = 0.22  # of the font size, where no glyph draws the space
MARGIN = 72.0  # points at the right of the page that stay free, or as many as at the left where those are fewer
SMALLER = "label: set in smaller type than its line"
HALF_BESIDE = 0.75  # of the font size: so near a base line stand two lines beside each other
BRACKET = 2.0  # of the font size: so near stands that of a bracket of several lines
SPARE = 0.5  # of the font size: a line may reach that much further than the longest one


@dataclass(slots=True)
class PagePlan:
    """What happens to one page."""

    gone: list[list[Glyph]] = field(default_factory=list)  # names, each as glyphs in order
    moved: list[list[Glyph]] = field(default_factory=list)  # kept text that is drawn anew elsewhere
    draws: list[Draw] = field(default_factory=list)
    notices: list[Removal] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page's labels must mind: its size, pictures that stay (y upwards), what is painted over text."""

    sheet: Sheet
    pictures: Sequence[Box] = ()
    covers: Sequence[Area] = ()


@dataclass(slots=True)
class _Hole:
    start: int  # indices into the piece's glyphs
    end: int
    label: str


class _Item(NamedTuple):
    """A word or a label to draw anew."""

    text: str
    glyph: Glyph  # the first one that stood there: it gives look and base line
    gap: float  # points before it
    width: float  # points


def plan_page(passages: Sequence[Passage], redactions: Mapping[str, Sequence[Redaction]], frame: Frame) -> PagePlan:
    """Plan every redaction of a page; what is off its edges goes."""
    parted = [part_at_edge(passage, frame.sheet) for passage in passages]
    kept = [passage for passage, _ in parted]
    plan = PagePlan([word for _, off in parted for word in off])
    alike: dict[Point, list[Piece]] = {}
    for piece in (piece for passage in kept for piece in passage.pieces):
        alike.setdefault(_direction(piece), []).append(piece)
    for passage in kept:
        members = redactions.get(passage.segment.id, ())
        for at, found in sorted((_holes(passage, members, plan) if members else {}).items()):
            piece = passage.pieces[at]
            limit = _limit(piece, passage, alike[_direction(piece)], frame.sheet)
            _Line(piece, limit, passage.segment.place, frame, plan).place(sorted(found, key=lambda hole: hole.start))
    plan.draws = list(_behind_kept(plan, kept))
    return plan


def _behind_kept(plan: PagePlan, passages: Sequence[Passage]) -> Iterator[Draw]:
    """The drawings, each with the last kept character that the page draws before it: they are read in that order."""
    meant = {id(glyph) for group in (*plan.gone, *plan.moved) for glyph in group}
    glyphs = (glyph for passage in passages for piece in passage.pieces for glyph in piece.glyphs if glyph)
    kept = sorted((each.number, each.origin) for each in glyphs if id(each) not in meant and not each.char.isspace())
    for draw in plan.draws:
        at = bisect(kept, draw.number, key=itemgetter(0)) if draw.number is not None else 0
        yield replace(draw, behind=kept[at - 1][1]) if at else draw


def _limit(piece: Piece, passage: Passage, alike: Sequence[Piece], sheet: Sheet) -> float:
    """How far right a line may reach: its neighbour, its paragraph's other lines; alone, the longest or the margin.

    `alike`: what the page has in the line's direction.
    """
    dx, dy = _direction(piece)
    if len(passage.pieces) > 1:
        widest = max(each.u1 for each in passage.pieces)
    else:
        corners = [(x + WIDE) * dx + (WIDE - y) * dy for x in sheet.crop[::2] for y in sheet.crop[1::2]]
        margin = min(max(min(each.u0 for each in alike) - min(corners), 0.0), MARGIN)
        widest = max(max(corners) - margin, *(each.u1 for each in alike))
    return min(piece.limit, _start_beside(piece, alike), max(widest + SPARE * piece.size, piece.u1))


def _start_beside(piece: Piece, pieces: Sequence[Piece]) -> float:
    """Where lines begin that stand half beside the end of this one, as in a formula, or the bracket before them."""
    em = piece.size
    right = [each for each in pieces if each.u0 >= piece.u1 and abs(each.v - piece.v) < BRACKET * em]
    start = min((each.u0 for each in right if abs(each.v - piece.v) < HALF_BESIDE * em), default=float("inf"))
    before = (each.u0 for each in right if abs(each.u1 - start) < SPACE * em)
    return max(min([start, *before]) - SPACE * em, piece.u1)


def _holes(passage: Passage, redactions: Sequence[Redaction], plan: PagePlan) -> dict[int, list[_Hole]]:
    """Holes per line of the passage; the names' glyphs are noted as gone."""
    holes: dict[int, list[_Hole]] = {}
    where = {id(glyph): (p, g) for p, piece in enumerate(passage.pieces) for g, glyph in enumerate(piece.glyphs)}
    for redaction in redactions:
        glyphs = [each for anchor in passage.anchors[redaction.span.start : redaction.span.end] for each in anchor]
        if glyphs:
            plan.gone.append(glyphs)
        if at := [where[id(glyph)] for glyph in glyphs if id(glyph) in where]:
            _add_holes(holes, at, redaction.replacement, passage.pieces)
    return holes


def _add_holes(holes: dict[int, list[_Hole]], at: list[tuple[int, int]], label: str, pieces: Sequence[Piece]) -> None:
    """One hole per line that the name stands on; the label goes where there is most room."""
    made = [
        (piece, _Hole(min(index for _, index in members), max(index for _, index in members) + 1, ""))
        for piece, members in ((piece, list(group)) for piece, group in groupby(at, key=lambda item: item[0]))
    ]
    widest = max(range(len(made)), key=lambda n: (_span_width(pieces[made[n][0]], made[n][1]), -n))
    made[widest][1].label = label
    for piece, hole in made:
        holes.setdefault(piece, []).append(hole)


def _span_width(piece: Piece, hole: _Hole) -> float:
    drawn = [glyph for glyph in piece.glyphs[hole.start : hole.end] if glyph]
    return drawn[-1].u1 - drawn[0].u0


@dataclass(frozen=True, slots=True)
class _Line:
    """Places the labels of one line. `limit`: how far right it may reach."""

    piece: Piece
    limit: float
    where: str
    frame: Frame
    plan: PagePlan

    def place(self, holes: list[_Hole]) -> None:
        """Each label in its hole if all suit; else the line anew from the first misfit on, or all of it."""
        fits = [self._fits(hole) for hole in holes]
        if all(fits) or not self._can_move(holes[fits.index(False)].end):
            for hole in holes:
                self._draw_in_hole(hole)
            return
        first = fits.index(False)
        start = holes[first].start
        items = _items(self.piece, holes[first:], start)
        if self._squeeze(items) < SNUG and self._can_move(0):
            items, first, start = _items(self.piece, holes, 0), 0, 0
        for hole in holes[:first]:
            self._draw_in_hole(hole)
        self._draw(items)
        self.plan.moved.append([glyph for glyph in self.piece.glyphs[start:] if glyph])

    def _room(self, hole: _Hole) -> tuple[Glyph, float, float, bool]:
        """The hole's first glyph, where a label begins, how wide it may be, and whether the line goes on behind it."""
        first, after = _drawn(self.piece, hole.start), _drawn(self.piece, hole.end)
        assert first is not None  # a hole holds a glyph
        end = after.u0 - _trail(self.piece, hole, first.look) if after else self.limit
        start = first.u0 + _lead(self.piece, hole)
        return first, start, end - start, after is not None

    def _fits(self, hole: _Hole) -> bool:
        first, _, room, goes_on = self._room(hole)
        natural = natural_width(hole.label, first.look)
        return not hole.label or (SNUG * natural <= room and not (goes_on and room - natural > LOOSE * first.look.size))

    def _draw_in_hole(self, hole: _Hole) -> None:
        """A label within its room: narrower first, then smaller — which is told."""
        first, start, room, _ = self._room(hole)
        natural, size = natural_width(hole.label, first.look), first.look.size
        if not natural:
            return
        squeeze = min(1.0, max(room, 1.0) / natural)
        if squeeze < NARROWEST:
            size = _reduced(size, squeeze)
            self.plan.notices.append(Removal(self.where, SMALLER))
        width, backed = natural * squeeze, self._on_picture(first)
        self.plan.draws.append(Draw(hole.label, first.look, start, first.v, width, size, backed, number=first.number))

    def _can_move(self, start: int) -> bool:
        """Whether the line from `start` on can be drawn in a standard font, and nothing covers it."""
        glyphs = [glyph for glyph in self.piece.glyphs[start:] if glyph]
        return all(is_printable(glyph.char) and not glyph.look.stacked for glyph in glyphs) and not is_covered(
            glyphs, self.frame.covers
        )

    def _squeeze(self, items: Sequence[_Item]) -> float:
        return min(1.0, (self.limit - items[0].glyph.u0) / sum(item.gap + item.width for item in items))

    def _draw(self, items: Sequence[_Item]) -> None:
        """Labels and kept words one behind the other, squeezed alike where they do not fit."""
        squeeze, u = self._squeeze(items), items[0].glyph.u0
        if squeeze < NARROWEST:
            self.plan.notices.append(Removal(self.where, SMALLER))
        for at, (text, glyph, gap, width) in enumerate(items):
            u += gap * squeeze
            size, backed = _reduced(glyph.look.size, squeeze), self._on_picture(glyph)
            drawn = Draw(text, glyph.look, u, glyph.v, width * squeeze, size, backed, at > 0, glyph.number)
            self.plan.draws.append(drawn)
            u += drawn.width

    def _on_picture(self, glyph: Glyph) -> bool:
        x, y = glyph.origin[0] - WIDE, WIDE - glyph.origin[1]
        return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in self.frame.pictures)


def _reduced(size: float, squeeze: float) -> float:
    """The size of type that has to be set much narrower: smaller, too, as long as it can be read."""
    return max(size * min(1.0, max(squeeze / NARROWEST, SMALLEST)), min(size, LEGIBLE))


def _drawn(piece: Piece, at: int) -> Glyph | None:
    """The first glyph from `at` on."""
    return next((glyph for glyph in piece.glyphs[at:] if glyph), None)


def _trail(piece: Piece, hole: _Hole, look: Look) -> float:
    """The points that a label keeps from what follows: of a word a space, of a sign what its own last letter leans."""
    after = piece.glyphs[hole.end]
    if after is None or (after.char.isalnum() and hole.label):
        return SPACE * look.size
    return overhang(hole.label, look) if hole.label and not after.char.isspace() else 0.0


def _lead(piece: Piece, hole: _Hole) -> float:
    """The points that a label keeps from a word or a label that ends where it begins."""
    before = piece.glyphs[hole.start - 1] if hole.start else None
    return SPACE * before.look.size if before and before.char.isalnum() and hole.label else 0.0


def _direction(piece: Piece) -> Point:
    return next(glyph.look.direction for glyph in piece.glyphs if glyph)


def _items(piece: Piece, holes: Sequence[_Hole], at: int) -> list[_Item]:
    """What the line from `at` on is drawn from: its kept words and its labels, in order."""
    items: list[_Item] = []
    end_u = float("inf")
    for hole in [*holes, None]:
        stop = hole.start if hole else len(piece.glyphs)
        for kept in words_of([glyph for glyph in piece.glyphs[at:stop] if glyph and not glyph.char.isspace()]):
            text, width = "".join(glyph.char for glyph in kept), kept[-1].u1 - kept[0].u0
            items.append(_Item(text, kept[0], max(0.0, kept[0].u0 - end_u), width))
            end_u = kept[-1].u1
        if hole is None:
            break
        drawn = [glyph for glyph in piece.glyphs[hole.start : hole.end] if glyph]
        if hole.label:
            natural = natural_width(hole.label, drawn[0].look)
            gap = max(_lead(piece, hole), drawn[0].u0 - end_u)
            items.append(_Item(hole.label, drawn[0], gap, natural))
        at, end_u, after = hole.end, drawn[-1].u1, _drawn(piece, hole.end)
        if after:
            end_u = min(end_u, after.u0 - _trail(piece, hole, drawn[0].look))
    return items


def words_of(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs that no space draws as words, each of one look, so that each keeps its own width."""
    words: list[list[Glyph]] = []
    for glyph in glyphs:
        last = words[-1][-1] if words else None
        if last and last.look == glyph.look and glyph.u0 - last.u1 < 0.1 * glyph.look.size:
            words[-1].append(glyph)
        else:
            words.append([glyph])
    return words
