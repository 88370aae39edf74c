"""Take glyphs out of a page, and make sure that they are gone.

Text is removed under a strip much lower than the line, so that neighbours above and below keep their letters; what
resists is removed under its whole box. Pixels under a name go in a second pass.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from blinder.formats.pdf.engines import Page, mupdf
from blinder.formats.pdf.glyphs import Area, Glyph, Point, read_origins
from blinder.formats.pdf.sheets import WIDE

MIDDLE = 0.3  # of the font size above the base line: every letter has ink there, no neighbouring line does
HALF = 0.07  # of the font size: half the strip's height
INSET = 0.18  # of a glyph's width left free at either end of a strip
GROWTHS = (0.0, 0.5, 1.5)  # points around the whole box of a glyph that resists
MOVED = 0.49  # points: a letter that is further off than that from where it stood was moved
NEAR = 0.06  # points: a glyph closer than that to where one was removed is the same


class Drawn:
    """What a page draws, character by character."""

    def __init__(self, page: Page) -> None:
        self._there = _Places(read_origins(page))

    def still(self, groups: Sequence[Sequence[Glyph]], near: float = NEAR) -> list[Glyph]:
        """Which of the glyphs are drawn where they stood, give or take `near`: less than half a point."""
        return [
            glyph
            for group in groups
            for glyph in group
            if not glyph.char.isspace() and self._there.hold(glyph.char, glyph.origin, near)
        ]

    def strays(self, glyphs: Iterable[Glyph]) -> Counter[str]:
        """The letters that are drawn where none of these has stood."""
        stood = _Places((glyph.char, glyph.origin) for glyph in glyphs)
        return Counter(char for char, place in self._there if not char.isspace() and not stood.hold(char, place, MOVED))


class _Places:
    """Where characters stand: most exactly where they are looked for, the others found by whole points."""

    def __init__(self, characters: Iterable[tuple[str, Point]]) -> None:
        self._all = list(characters)
        self._exact = set(self._all)

    def __iter__(self) -> Iterator[tuple[str, Point]]:
        return iter(self._all)

    @cached_property
    def _near(self) -> dict[tuple[str, int, int], list[Point]]:
        found: dict[tuple[str, int, int], list[Point]] = {}
        for char, (x, y) in self._all:
            found.setdefault((char, round(x), round(y)), []).append((x, y))
        return found

    def hold(self, char: str, place: Point, near: float) -> bool:
        if (char, place) in self._exact:
            return True
        x, y = place
        return any(
            abs(left - x) < near and abs(top - y) < near
            for column in {round(x - near), round(x + near)}
            for row in {round(y - near), round(y + near)}
            for left, top in self._near.get((char, column, row), ())
        )


def erase(page: Page, groups: Sequence[Sequence[Glyph]], *, pixels: bool) -> tuple[list[Glyph], Drawn]:
    """Remove the glyphs of all groups from the page; with `pixels`, blank pictures under them too.

    Returns:
        Glyphs that are still there: empty unless PyMuPDF cannot reach them. And all that the page draws now.
    """
    groups = [[part for glyph in group for part in glyph.drawn] for group in groups]
    _apply(page, [strip for group in groups for strip in _strips(group)])
    drawn = Drawn(page)
    left = drawn.still(groups)
    for more in GROWTHS if left else ():
        _apply(page, [_grown(glyph.box, more) for glyph in left])
        drawn = Drawn(page)
        left = drawn.still(groups)
    if pixels:
        boxes = [glyph.box for group in groups for glyph in group]
        _apply(page, boxes, text=mupdf.PDF_REDACT_TEXT_NONE, images=mupdf.PDF_REDACT_IMAGE_PIXELS)
    return left, drawn


def _grown(box: Area, more: float) -> Area:
    return box[0] - more, box[1] - more, box[2] + more, box[3] + more


def _apply(
    page: Page,
    areas: Sequence[Area],
    *,
    text: int = mupdf.PDF_REDACT_TEXT_REMOVE,
    images: int = mupdf.PDF_REDACT_IMAGE_NONE,
) -> None:
    """One annotation for all areas: PyMuPDF takes ever longer for each further one of a page."""
    if areas:
        annot = page.add_redact_annot(page.rect, fill=False, cross_out=False)
        page.parent.xref_set_key(annot.xref, "QuadPoints", f"[{' '.join(map(_quad, areas))}]")
        page.apply_redactions(images=images, graphics=mupdf.PDF_REDACT_LINE_ART_NONE, text=text)


def _quad(area: Area) -> str:
    """The four corners, in the page's own coordinates."""
    x0, x1 = area[0] - WIDE, max(area[2], area[0] + 0.02) - WIDE
    y0, y1 = WIDE - area[1], WIDE - max(area[3], area[1] + 0.02)
    return " ".join(f"{x:.4f} {y:.4f}" for y in (y0, y1) for x in (x0, x1))


def _strips(group: Sequence[Glyph]) -> Iterator[Area]:
    """Level text: one strip per stretch. Any other angle: a small box in the middle of each glyph."""
    stretch: list[Glyph] = []
    for glyph in group:
        if not _is_level(glyph):
            yield _core(glyph)
        elif stretch and _goes_on(stretch[-1], glyph):
            stretch.append(glyph)
        else:
            if stretch:
                yield _strip(stretch)
            stretch = [glyph]
    if stretch:
        yield _strip(stretch)


def _is_level(glyph: Glyph) -> bool:
    return glyph.look.direction[0] > 0.999


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    em = last.look.size
    return abs(glyph.origin[1] - last.origin[1]) < 0.02 * em and -0.3 * em < glyph.u0 - last.u1 < 0.35 * em


def _strip(stretch: Sequence[Glyph]) -> Area:
    first, last = stretch[0], stretch[-1]
    inset = INSET * min(first.box[2] - first.box[0], last.box[2] - last.box[0])
    top, bottom = _height(first)
    return first.box[0] + inset, top, last.box[2] - inset, bottom


def _height(glyph: Glyph) -> tuple[float, float]:
    """Top and bottom of a level glyph's strip; the middle of its box where the font lies about its size."""
    middle, half = glyph.origin[1] - MIDDLE * glyph.look.size, HALF * glyph.look.size
    if not glyph.box[1] + half < middle < glyph.box[3] - half:
        middle, half = (glyph.box[1] + glyph.box[3]) / 2, 0.1 * (glyph.box[3] - glyph.box[1])
    return middle - half, middle + half


def _core(glyph: Glyph) -> Area:
    dx, dy = glyph.look.direction
    along, up, half = (glyph.u1 - glyph.u0) / 2, MIDDLE * glyph.look.size, max(HALF * glyph.look.size / 2, 0.05)
    x, y = glyph.origin[0] + along * dx + up * dy, glyph.origin[1] + along * dy - up * dx
    if glyph.look.stacked:
        x, y = (glyph.box[0] + glyph.box[2]) / 2, (glyph.box[1] + glyph.box[3]) / 2
    return x - half, y - half, x + half, y + half
