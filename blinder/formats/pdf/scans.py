"""Scanned pages: a page that is one picture, in one piece or in strips, is read by OCR and never replaced.

The page's own content, an old text layer too, gives way to a text layer of what OCR read, so that all further steps see
a page like any other. `repaint` puts the picture back when the page is rewritten.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf

from blinder.errors import UnreadableFile
from blinder.formats.base import Options
from blinder.formats.pdf.engines import Document, Page, mupdf
from blinder.formats.pdf.glyphs import Glyph, Point, read_runs
from blinder.formats.pdf.labels import Draw
from blinder.formats.pdf.layer import lay_words, quarters_aside, write_layer
from blinder.formats.pdf.objects import Box
from blinder.formats.pdf.painted import Seat
from blinder.formats.pdf.pictures import UNTOUCHED
from blinder.formats.pdf.plan import words_of
from blinder.formats.pdf.sheets import WIDE, Sheet
from blinder.formats.pictures import PictureText, read_picture
from blinder.formats.pictures.scanned import is_blank
from blinder.types import Unseen

COVERED = 0.25  # of the page: pictures that take more, without any visible text, are a scan
EDGE = 0.085  # of its height: what is stamped on a scan stands there
CELLS = 40  # a side: so finely is the covered part of a page measured
DPI = (100, 300)  # the least and the most that a scan is drawn with
MAX_PIXELS = 16_000_000
UNSURE = 0.5  # of the words: where OCR doubts more of them, the page is not read
NO_TEXT = PictureText()
TEXT_KINDS, PICTURE_KINDS = ("fill-text", "stroke-text"), ("fill-image", "fill-imgmask")


@dataclass(frozen=True, slots=True)
class Scan:
    """One scanned page.

    Attributes:
        source, at: the document as it was and the page in it (from 0).
        area: of the sheet, in PyMuPDF's coordinates.
        turn: from there to the pixels of the upright picture.
        black: whether there is nothing but black and white.
        text: what OCR read, in pixels.
        words: the text layer, a `Draw` per word of `text`.
    """

    source: Document
    at: int
    area: Any
    turn: Any
    black: bool
    text: PictureText = NO_TEXT
    words: tuple[Draw, ...] = ()

    def picture(self) -> Any:
        """The page upright, as pixels."""
        return _shown(self.source, self.at).get_pixmap(matrix=self.turn, clip=self.area, alpha=False)

    def doubts(self) -> Iterator[Unseen]:
        """Where a person has to look."""
        place = f"p. {self.at + 1}"
        yield Unseen(place, "scanned page: OCR read it, and what it took for names is painted over: look yourself")
        if self.text.doubtful:
            yield Unseen(place, "scanned page: handwriting or unclear text is painted over: look yourself")


def take_scans(
    path: Path, pdf: pikepdf.Pdf, sheets: Sequence[Sheet], seats: Sequence[Seat], options: Options
) -> tuple[dict[int, Scan], list[Unseen]]:
    """Give every scanned page (from 0) of the flattened `pdf` the text layer for its content.

    Returns:
        The scans, and a line for each one that OCR could not read: such a page stays as it is.
    """
    scans: dict[int, Scan] = {}
    unseen: list[Unseen] = []
    painted = Counter[int]()
    for seat in seats if options.pictures != UNTOUCHED else ():
        painted[seat.page] += round(_size(seat.box))
    candidates = [at for at, size in sorted(painted.items()) if size > COVERED * _size(sheets[at].crop)]
    source = _open(path) if candidates else None
    for at in candidates if source and len(source) == len(sheets) else ():
        page = _shown(source, at)
        if _is_scan(page, _area(sheets[at])):
            stamped = list(_take_text(page, _area(sheets[at])))
            try:
                scans[at] = _read(_seen(source, at, page, sheets[at]), options)
            except UnreadableFile as error:
                unseen.append(Unseen(f"p. {at + 1}", f"scanned page: {error.message}"))
            else:
                write_layer(pdf, pdf.pages[at].obj, scans[at].words, stamped)
    return scans, unseen


def _open(path: Path) -> Document | None:
    try:
        return mupdf.open(path, filetype="pdf")
    except (RuntimeError, ValueError, mupdf.mupdf.FzErrorBase):
        return None


def _shown(source: Document, at: int) -> Page:
    """The page without annotations, in the frame that prepared pages have."""
    wide = f"[{-WIDE} {-WIDE} {WIDE} {WIDE}]"
    frame = {"Annots": "null", "Rotate": "0", "UserUnit": "1", "MediaBox": wide, "CropBox": wide}
    for key, value in frame.items():
        source.xref_set_key(source.page_xref(at), key, value)
    return source[at]


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _area(sheet: Sheet) -> Any:
    x0, y0, x1, y1 = sheet.crop
    return mupdf.Rect(x0 + WIDE, WIDE - y1, x1 + WIDE, WIDE - y0)


def _is_scan(page: Page, area: Any) -> bool:
    """Whether pictures take most of the page, and no text lies over them or beside, but what is stamped at the edge."""
    taken = {cell for kind, box in page.get_bboxlog() if kind in PICTURE_KINDS for cell in _cells(box, area)}
    edge = EDGE * area.height
    stamped = all(box.y1 < area.y0 + edge or box.y0 > area.y1 - edge for box in _visible_texts(page, area))
    return stamped and len(taken) > COVERED * CELLS**2


def _visible_texts(page: Page, area: Any) -> list[Any]:
    """Boxes of the text that no picture lies over."""
    visible: list[Any] = []
    for kind, box in page.get_bboxlog():
        if kind in PICTURE_KINDS:
            visible = [each for each in visible if each not in mupdf.Rect(box)]
        elif kind in TEXT_KINDS and not (part := mupdf.Rect(box) & area).is_empty:
            visible.append(part)
    return visible


def _take_text(page: Page, area: Any) -> Iterator[Draw]:
    """The visible words of a scanned page (its number, a fax's head), which stay text; no text is left in the page."""
    visible = _visible_texts(page, area)
    for run in read_runs(page) if visible else ():
        for word in words_of([glyph for glyph in run.glyphs if _is_in(glyph, visible)]):
            first, text = word[0], "".join(glyph.char for glyph in word)
            yield Draw(text, first.look, first.u0, first.v, word[-1].u1 - first.u0, first.look.size)
    if visible:
        page.add_redact_annot(page.rect, fill=False, cross_out=False)
        page.apply_redactions(images=mupdf.PDF_REDACT_IMAGE_NONE, graphics=mupdf.PDF_REDACT_LINE_ART_NONE)


def _is_in(glyph: Glyph, visible: Sequence[Any]) -> bool:
    box = mupdf.Rect(glyph.box)
    return glyph.look.visible and not glyph.char.isspace() and any(box.intersects(each) for each in visible)


def _cells(box: Any, area: Any) -> set[tuple[int, int]]:
    """The cells of a grid over the page whose middles lie in the box."""
    part = mupdf.Rect(box) & area
    wide, high = area.width / CELLS, area.height / CELLS
    columns = range(math.ceil((part.x0 - area.x0) / wide - 0.5), math.ceil((part.x1 - area.x0) / wide - 0.5))
    rows = range(math.ceil((part.y0 - area.y0) / high - 0.5), math.ceil((part.y1 - area.y0) / high - 0.5))
    return {(column, row) for column in columns for row in rows}


def _seen(source: Document, at: int, page: Page, sheet: Sheet) -> Scan:
    """The page upright, with as many pixels as its pictures have, where these can be used."""
    area = _area(sheet)
    images = [each for each in page.get_image_info() if mupdf.Rect(each["bbox"]).get_area() > 1]
    scale = min(max([_density(each) for each in images] + [DPI[0] / 72]), DPI[1] / 72)
    scale = min(scale, math.sqrt(MAX_PIXELS / area.get_area()))
    turn = mupdf.Matrix(scale, scale) * mupdf.Matrix(sheet.rotate)
    return Scan(source, at, area, turn, all(each["bpc"] == 1 for each in images))


def _density(image: Mapping[str, Any]) -> float:
    """Pixels per point."""
    box = mupdf.Rect(image["bbox"])
    return float(max(image["width"], image["height"]) / max(box.width, box.height))


def _read(scan: Scan, options: Options, *, may_turn: bool = True) -> Scan:
    """The scan with its text; one that lies on its side is turned, once.

    Raises:
        UnreadableFile: OCR failed, found nothing although something is there, or doubts most of what it found.
    """
    picture = scan.picture()
    data = picture.tobytes("png")
    if is_blank(data):
        return scan
    text = read_picture(data)
    if not text.words:
        raise UnreadableFile("no text to read")
    if len(text.doubtful) > UNSURE * len(text.words):
        raise UnreadableFile("handwriting or unclear text")
    back = ~scan.turn
    aside = quarters_aside(text) if may_turn else 0
    if aside:
        return _read(replace(scan, turn=scan.turn * mupdf.Matrix(-90 * aside)), options, may_turn=False)

    def on_sheet(point: Point) -> Point:
        moved = mupdf.Point(point[0] + picture.x, point[1] + picture.y) * back
        return moved.x, moved.y

    quads = [tuple(map(on_sheet, word.quad)) for word in text.words]
    return replace(scan, text=text, words=tuple(lay_words(text, quads)))
