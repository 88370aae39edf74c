"""Redactions of one page → which glyphs go, and what is drawn instead.

A label stands in the hole its name leaves. Where it is much longer or shorter than the hole, the rest of its line is
drawn anew right behind it, in the same widths; where that cannot be, the label is set narrower, and the caller is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from blinder.formats.pdf.glyphs import Glyph
from blinder.formats.pdf.labels import Draw, is_printable, natural_width
from blinder.formats.pdf.lines import Piece
from blinder.formats.pdf.objects import Box
from blinder.formats.pdf.passages import Passage
from blinder.formats.pdf.prepare import WIDE, Sheet
from blinder.types import Redaction, Removal

SNUG = 0.85  # of its natural width: a label squeezed further pushes the line on instead
LOOSE = 1.6  # of the font size: a larger leftover pulls the line up
NARROWEST = 0.72  # of its natural width; beyond that the type gets smaller too
SMALLEST = 0.55  # of the line's font size
EDGE = 14.0  # points that stay free at the page's edge


@dataclass(slots=True)
class PagePlan:
    """What happens to one page."""

    gone: list[list[Glyph]] = field(default_factory=list)  # names, each as glyphs in order
    moved: list[list[Glyph]] = field(default_factory=list)  # kept text that is drawn anew elsewhere
    draws: list[Draw] = field(default_factory=list)
    notices: list[Removal] = field(default_factory=list)


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
    kept: list[Glyph]  # what it replaces where it is kept text


def plan_page(
    passages: Sequence[Passage], redactions: Mapping[str, Sequence[Redaction]], sheet: Sheet, pictures: Sequence[Box]
) -> PagePlan:
    """Plan every redaction of a page. `pictures` are the boxes of pictures that stay."""
    plan = PagePlan()
    for passage in passages:
        members = redactions.get(passage.segment.id, ())
        holes = _holes(passage, members, plan) if members else {}
        layout = _Layout(passage.segment.place, sheet, pictures, plan)
        for at, found in sorted(holes.items()):
            layout.place(passage.pieces[at], sorted(found, key=lambda hole: hole.start))
    return plan


def _holes(passage: Passage, redactions: Sequence[Redaction], plan: PagePlan) -> dict[int, list[_Hole]]:
    """Holes per line of the passage; the names' glyphs are noted as gone."""
    holes: dict[int, list[_Hole]] = {}
    where = {id(glyph): (p, g) for p, piece in enumerate(passage.pieces) for g, glyph in enumerate(piece.glyphs)}
    for redaction in redactions:
        glyphs = [each for anchor in passage.anchors[redaction.span.start : redaction.span.end] for each in anchor]
        if glyphs:
            plan.gone.append(glyphs)
            _add_holes(holes, [where[id(glyph)] for glyph in glyphs], redaction.replacement, passage.pieces)
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
class _Layout:
    """Places the labels of one passage."""

    where: str
    sheet: Sheet
    pictures: Sequence[Box]
    plan: PagePlan

    def place(self, piece: Piece, holes: list[_Hole]) -> None:
        """One line's labels: each in its hole as long as they suit, from the first misfit on all of the line anew."""
        for at, hole in enumerate(holes):
            first, after = _drawn(piece, hole.start), _drawn(piece, hole.end)
            if first is None or not hole.label:
                continue
            natural = natural_width(hole.label, first.look)
            room = (after.u0 if after else _limit(piece, first, self.sheet)) - first.u0
            fits = SNUG * natural <= room and (after is None or room - natural <= LOOSE * first.look.size)
            if not fits and after and _can_move(piece, hole.end):
                self._draw_rest(piece, holes[at:])
                return
            self._draw_fitted(hole.label, first, room)

    def _draw_fitted(self, label: str, first: Glyph, room: float) -> None:
        """A label within `room` points: narrower first, then smaller — which is told."""
        natural, size = natural_width(label, first.look), first.look.size
        squeeze = min(1.0, room / natural) if natural else 1.0
        if squeeze < NARROWEST:
            size *= max(squeeze / NARROWEST, SMALLEST)
            self.plan.notices.append(Removal(self.where, "label set smaller than its line"))
        width = natural * max(squeeze, NARROWEST * SMALLEST)
        self.plan.draws.append(Draw(label, first.look, first.u0, _v(first), width, size, self._on_picture(first)))

    def _draw_rest(self, piece: Piece, holes: list[_Hole]) -> None:
        """Labels and kept text from the first hole to the end of the line, squeezed alike where they do not fit."""
        items = _items(piece, holes)
        u = items[0].glyph.u0
        squeeze = min(
            1.0, (_limit(piece, items[0].glyph, self.sheet) - u) / sum(item.gap + item.width for item in items)
        )
        smaller = min(1.0, max(squeeze / NARROWEST, SMALLEST))
        if smaller < 1:
            self.plan.notices.append(Removal(self.where, "line set smaller to hold its labels"))
        for text, glyph, gap, width, _ in items:
            u += gap * squeeze
            size, backed = glyph.look.size * smaller, self._on_picture(glyph)
            self.plan.draws.append(Draw(text, glyph.look, u, _v(glyph), width * squeeze, size, backed))
            u += width * squeeze
        self.plan.moved += [item.kept for item in items if item.kept]

    def _on_picture(self, glyph: Glyph) -> bool:
        x, y = glyph.origin[0] - WIDE, WIDE - glyph.origin[1]
        return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in self.pictures)


def _drawn(piece: Piece, at: int) -> Glyph | None:
    """The first glyph from `at` on."""
    return next((glyph for glyph in piece.glyphs[at:] if glyph), None)


def _limit(piece: Piece, glyph: Glyph, sheet: Sheet) -> float:
    """How far right text may run: up to its neighbour, or near the page's edge."""
    dx, dy = glyph.look.direction
    corners = [(x + WIDE, WIDE - y) for x in sheet.crop[::2] for y in sheet.crop[1::2]]
    edge = max(x * dx + y * dy for x, y in corners) - EDGE
    return min(piece.limit, max(edge, piece.u1))


def _can_move(piece: Piece, start: int) -> bool:
    """Whether the line from `start` on can be drawn in a standard font."""
    return all(is_printable(glyph.char) for glyph in piece.glyphs[start:] if glyph)


def _items(piece: Piece, holes: list[_Hole]) -> list[_Item]:
    """What a line is drawn from: its kept words and its labels, in order."""
    items: list[_Item] = []
    at, end_u = holes[0].start, float("inf")
    for hole in [*holes, None]:
        stop = hole.start if hole else len(piece.glyphs)
        for kept in _chunks([glyph for glyph in piece.glyphs[at:stop] if glyph and not glyph.char.isspace()]):
            text, width = "".join(glyph.char for glyph in kept), kept[-1].u1 - kept[0].u0
            items.append(_Item(text, kept[0], max(0.0, kept[0].u0 - end_u), width, kept))
            end_u = kept[-1].u1
        if hole is None:
            break
        drawn = [glyph for glyph in piece.glyphs[hole.start : hole.end] if glyph]
        if hole.label:
            natural = natural_width(hole.label, drawn[0].look)
            items.append(_Item(hole.label, drawn[0], max(0.0, drawn[0].u0 - end_u), natural, []))
        at, end_u = hole.end, drawn[-1].u1
    return items


def _chunks(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Words, each of one look, so that each keeps its own width."""
    chunks: list[list[Glyph]] = []
    for glyph in glyphs:
        last = chunks[-1][-1] if chunks else None
        if last and last.look == glyph.look and glyph.u0 - last.u1 < 0.1 * glyph.look.size:
            chunks[-1].append(glyph)
        else:
            chunks.append([glyph])
    return chunks


def _v(glyph: Glyph) -> float:
    dx, dy = glyph.look.direction
    return glyph.origin[1] * dx - glyph.origin[0] * dy
