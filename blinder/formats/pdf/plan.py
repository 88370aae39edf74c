"""Redactions of one page → which glyphs go, and what is drawn instead.

A label stands in the hole its name leaves. Where it is much longer or shorter than the hole, the rest of its line is
drawn anew right behind it, in the same widths; where that cannot be, the label is set narrower, and the caller is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from blinder.formats.pdf.glyphs import Glyph, Look
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


def plan_page(
    passages: Sequence[Passage], redactions: Mapping[str, Sequence[Redaction]], sheet: Sheet, pictures: Sequence[Box]
) -> PagePlan:
    """Plan every redaction of a page. `pictures` are the boxes of pictures that stay."""
    plan = PagePlan()
    for passage in passages:
        holes: dict[int, list[_Hole]] = {}
        where = {id(glyph): (p, g) for p, piece in enumerate(passage.pieces) for g, glyph in enumerate(piece.glyphs)}
        for redaction in redactions.get(passage.segment.id, ()):
            glyphs = [g for anchor in passage.anchors[redaction.span.start : redaction.span.end] for g in anchor]
            if glyphs:
                plan.gone.append(glyphs)
                _add_holes(holes, [where[id(glyph)] for glyph in glyphs], redaction.replacement, passage.pieces)
        for at, members in sorted(holes.items()):
            _lay_out(passage, passage.pieces[at], sorted(members, key=lambda hole: hole.start), sheet, pictures, plan)
    return plan


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


def _lay_out(
    passage: Passage, piece: Piece, holes: list[_Hole], sheet: Sheet, pictures: Sequence[Box], plan: PagePlan
) -> None:
    """Place one line's labels: each in its hole as long as they suit, from the first misfit on all of the line anew."""
    for at, hole in enumerate(holes):
        first, after = _drawn(piece, hole.start), _drawn(piece, hole.end)
        if first is None or not hole.label:
            continue
        natural = natural_width(hole.label, first.look)
        room = (after.u0 if after else _limit(piece, first, sheet)) - first.u0
        snug, loose = room >= SNUG * natural, after is not None and room - natural > LOOSE * first.look.size
        if (not snug or loose) and after and _can_move(piece, hole.end):
            _draw_rest(passage, piece, holes[at:], sheet, pictures, plan)
            return
        plan.draws.append(_fitted(passage, hole.label, first, room, pictures, plan))


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
    rest = [glyph for glyph in piece.glyphs[start:] if glyph]
    return all(is_printable(glyph.char) for glyph in rest)


def _fitted(passage: Passage, label: str, first: Glyph, room: float, pictures: Sequence[Box], plan: PagePlan) -> Draw:
    """A label within `room` points: narrower first, then smaller — which is told."""
    natural, size = natural_width(label, first.look), first.look.size
    squeeze = min(1.0, room / natural) if natural else 1.0
    if squeeze < NARROWEST:
        smaller = max(squeeze / NARROWEST, SMALLEST)
        size *= smaller
        plan.notices.append(Removal(passage.segment.place, "label set smaller than its line"))
    width = natural * max(squeeze, NARROWEST * SMALLEST)
    return Draw(label, first.look, first.u0, _v(first), width, size, _on_picture(first, pictures))


def _draw_rest(
    passage: Passage, piece: Piece, holes: list[_Hole], sheet: Sheet, pictures: Sequence[Box], plan: PagePlan
) -> None:
    """Draw labels and kept text from the first hole to the end of the line, squeezed alike where they do not fit."""
    items = list(_items(piece, holes))
    start = items[0][1].u0
    total = sum(gap + width for _, _, gap, width, _ in items)
    squeeze = min(1.0, (_limit(piece, items[0][1], sheet) - start) / total)
    smaller = min(1.0, max(squeeze / NARROWEST, SMALLEST))
    if smaller < 1:
        plan.notices.append(Removal(passage.segment.place, "line set smaller to hold its labels"))
    u = start
    for text, glyph, gap, width, _ in items:
        u += gap * squeeze
        backed = _on_picture(glyph, pictures)
        plan.draws.append(Draw(text, glyph.look, u, _v(glyph), width * squeeze, glyph.look.size * smaller, backed))
        u += width * squeeze
    plan.moved += [kept for *_, kept in items if kept]


def _items(piece: Piece, holes: list[_Hole]) -> list[tuple[str, Glyph, float, float, list[Glyph]]]:
    """Text, its first glyph, the gap before it, its width, and the glyphs it replaces where they are kept text."""
    items: list[tuple[str, Glyph, float, float, list[Glyph]]] = []
    at, end_u = holes[0].start, None
    for hole in [*holes, None]:
        stop = hole.start if hole else len(piece.glyphs)
        for kept in _chunks([glyph for glyph in piece.glyphs[at:stop] if glyph and not glyph.char.isspace()]):
            gap = max(0.0, kept[0].u0 - end_u) if end_u is not None else 0.0
            items.append(("".join(glyph.char for glyph in kept), kept[0], gap, kept[-1].u1 - kept[0].u0, kept))
            end_u = kept[-1].u1
        if hole is None:
            break
        drawn = [glyph for glyph in piece.glyphs[hole.start : hole.end] if glyph]
        gap = max(0.0, drawn[0].u0 - end_u) if end_u is not None else 0.0
        if hole.label:
            items.append((hole.label, drawn[0], gap, natural_width(hole.label, drawn[0].look), []))
        at, end_u = hole.end, drawn[-1].u1
    return items


def _chunks(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Words, each of one look, so that each keeps its own width."""
    chunks: list[list[Glyph]] = []
    for glyph in glyphs:
        last = chunks[-1] if chunks else []
        if (
            last
            and (last[-1].look is glyph.look or last[-1].look == glyph.look)
            and glyph.u0 - last[-1].u1 < 0.1 * glyph.look.size
        ):
            last.append(glyph)
        else:
            chunks.append([glyph])
    return chunks


def _v(glyph: Glyph) -> float:
    look: Look = glyph.look
    return glyph.origin[1] * look.direction[0] - glyph.origin[0] * look.direction[1]


def _on_picture(glyph: Glyph, pictures: Sequence[Box]) -> bool:
    x, y = glyph.origin[0] - WIDE, WIDE - glyph.origin[1]
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in pictures)
