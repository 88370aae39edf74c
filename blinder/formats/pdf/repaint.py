"""A scanned page as it is written: its picture with names and doubtful words painted over, and the text layer anew.

In: what `scans` read, and the page's redactions. Out: a changed page, and drawings for its plan.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from blinder.errors import LeakFound
from blinder.formats.base import apply_redactions
from blinder.formats.pdf.engines import Document, mupdf
from blinder.formats.pdf.glyphs import Glyph, Look, Point
from blinder.formats.pdf.labels import Draw
from blinder.formats.pdf.layer import LAYER
from blinder.formats.pdf.passages import Passage
from blinder.formats.pdf.pictures import Redactions
from blinder.formats.pdf.plan import PagePlan
from blinder.formats.pdf.raster import kept_words
from blinder.formats.pdf.scans import Scan
from blinder.formats.pictures import cover
from blinder.formats.pictures.scanned import pack
from blinder.types import Redaction, Removal, Span

NEAR = 0.4  # points: two engines differ less in where a glyph stands
NO_ROOM = "label: no room for it in the picture; the text layer has it"


def whole_words(text: str, redactions: Sequence[Redaction]) -> list[Redaction]:
    """Redactions that take whole words, as pictures can only be painted over by words; what stays goes with the label.

    Several in one word become one.
    """
    grown: list[tuple[Span, list[Redaction]]] = []
    for redaction in redactions:
        start, end = redaction.span.start, redaction.span.end
        span = Span(start - len(text[:start].rsplit(" ", maxsplit=1)[-1]), end + len(text[end:].split(" ", 1)[0]))
        if grown and grown[-1][0].end > span.start:
            span = Span(grown[-1][0].start, span.end)
            grown[-1] = span, [*grown[-1][1], redaction]
        else:
            grown.append((span, [redaction]))
    return [_joined(text, span, members) for span, members in grown]


def _joined(text: str, span: Span, members: Sequence[Redaction]) -> Redaction:
    inside = [replace(e, span=Span(e.span.start - span.start, e.span.end - span.start)) for e in members]
    return replace(members[0], span=span, replacement=apply_redactions(text[span.start : span.end], inside))


def put_back(
    document: Document, scan: Scan, passages: Sequence[Passage], redactions: Redactions, plan: PagePlan
) -> None:
    """The picture under its page, painted over; the text layer anew among the plan's drawings, in reading order."""
    picture = scan.picture()
    covered = cover(picture.tobytes("png"), sorted(_hits(scan, passages, redactions), key=lambda e: e.span), scan.text)
    page = document[scan.at]
    box = (mupdf.Rect(picture.irect) * ~scan.turn).normalize()
    turned = round(math.degrees(math.atan2(scan.turn.b, scan.turn.a)))
    page.insert_image(
        box, stream=pack(covered.data, black=scan.black), rotate=turned, keep_proportion=False, overlay=False
    )
    layer = next(xref for xref, name, *_ in page.get_xobjects() if name == LAYER)
    document.update_stream(layer, b" ")
    glyphs = [glyph for passage in passages for anchor in passage.anchors for glyph in anchor]
    apart = {id(glyph) for name in plan.gone for glyph in name} | {id(glyph) for glyph in glyphs if glyph.look.visible}
    order = {(glyph.u0, glyph.v): at for at, glyph in reversed(list(enumerate(glyphs)))}
    draws = [*kept_words(passages, apart), *plan.draws]
    plan.draws = sorted(draws, key=lambda draw: order.get((draw.u, draw.v), len(order)))
    plan.notices = [Removal(f"p. {scan.at + 1}", NO_ROOM)] * bool(covered.without_label)


def _hits(scan: Scan, passages: Sequence[Passage], redactions: Redactions) -> Iterator[Redaction]:
    """The redactions of the passages as redactions of what OCR read; the label goes to the line with most room."""
    lines: dict[tuple[Point, int], list[int]] = {}
    for at, draw in enumerate(scan.words):
        lines.setdefault((_about(draw.look), round(draw.v)), []).append(at)
    for passage in passages:
        for redaction in redactions.get(passage.segment.id, ()):
            glyphs = [each for anchor in passage.anchors[redaction.span.start : redaction.span.end] for each in anchor]
            layer = [glyph for glyph in glyphs if not glyph.look.visible and not glyph.char.isspace()]
            found = sorted({_word_at(glyph, scan, lines) for glyph in layer})
            runs = list(_runs(found, scan.words))
            widest = max(runs, key=lambda run: sum(scan.words[at].width for at in run), default=[])
            for run in runs:
                span = Span(scan.text.words[run[0]].span.start, scan.text.words[run[-1]].span.end)
                yield replace(redaction, span=span, replacement=redaction.replacement if run is widest else "")


def _runs(found: Sequence[int], words: Sequence[Draw]) -> Iterator[list[int]]:
    """Numbers of words that follow each other on one line."""
    for _, run in groupby(enumerate(found), lambda each: (each[1] - each[0], words[each[1]].v)):
        yield [at for _, at in run]


def _word_at(glyph: Glyph, scan: Scan, lines: Mapping[tuple[Point, int], Sequence[int]]) -> int:
    """The word that a glyph of the text layer belongs to.

    Raises:
        LeakFound: there is none, so that nobody knows where to paint.
    """
    middle = (glyph.u0 + glyph.u1) / 2
    for row in {round(glyph.v - NEAR), round(glyph.v + NEAR)}:
        for at in lines.get((_about(glyph.look), row), ()):
            if scan.words[at].u - NEAR <= middle <= scan.words[at].u + scan.words[at].width + NEAR:
                return at
    raise LeakFound("a name is not found in the picture of its page", place=f"p. {scan.at + 1}")


def _about(look: Look) -> Point:
    """The direction, as far as two engines agree."""
    return round(look.direction[0], 2) + 0.0, round(look.direction[1], 2) + 0.0
