"""What is painted over text: boxes, bars, highlights. Text under them is blinded as any other, but not moved out."""

from collections.abc import Sequence

from blinder.formats.pdf.engines import Page
from blinder.formats.pdf.glyphs import Area, Glyph

PAINT = ("fill-path", "fill-image", "fill-shade", "stroke-path")
THIN = 2.0  # points: an underline or a rule covers nothing


def covers_of(page: Page) -> list[Area]:
    """Boxes of all that is painted after the page's first text, in PyMuPDF's coordinates."""
    covers, seen_text = [], False
    for kind, (x0, y0, x1, y1) in page.get_bboxlog():
        seen_text |= "text" in kind
        if seen_text and kind in PAINT and min(x1 - x0, y1 - y0) > THIN:
            covers.append((x0, y0, x1, y1))
    return covers


def is_covered(glyphs: Sequence[Glyph], covers: Sequence[Area]) -> bool:
    """Whether any of the glyphs lies under a cover."""
    return any(
        x0 < glyph.box[2] and glyph.box[0] < x1 and y0 < glyph.box[3] and glyph.box[1] < y1
        for x0, y0, x1, y1 in covers
        for glyph in glyphs
    )
