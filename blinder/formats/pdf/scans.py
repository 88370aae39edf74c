"""Scanned pages: a page that is one picture, in one piece or in strips, is read by OCR and never replaced.

Reading: the page's own content, an old text layer too, gives way to a text layer of what OCR read, so that all further
steps see a page like any other. Rewriting: the picture comes back under it, names and doubtful words covered.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import Any

import pikepdf

from blinder.errors import LeakFound, UnreadableFile
from blinder.formats.base import Options, apply_redactions
from blinder.formats.pdf.engines import Document, Page, mupdf
from blinder.formats.pdf.glyphs import Glyph, Look, Point, read_runs
from blinder.formats.pdf.labels import Draw, drawing_of, standard_font
from blinder.formats.pdf.objects import Box
from blinder.formats.pdf.painted import Seat
from blinder.formats.pdf.passages import Passage
from blinder.formats.pdf.pictures import UNTOUCHED, Redactions
from blinder.formats.pdf.plan import PagePlan, words_of
from blinder.formats.pdf.raster import kept_words
from blinder.formats.pdf.sheets import WIDE, Sheet
from blinder.formats.pictures import PictureText, cover, read_picture
from blinder.formats.pictures.scanned import is_blank, pack
from blinder.types import Redaction, Removal, Span, Unseen

LAYER = "ScanText"  # the form that holds the text layer
COVERED = 0.25  # of the page: pictures that take more, without any visible text, are a scan
EDGE = 0.085  # of its height: what is stamped on a scan stands there
CELLS = 40  # a side: so finely is the covered part of a page measured
DPI = (100, 300)  # the least and the most that a scan is drawn with
MAX_PIXELS = 16_000_000
FONT_SIZE, BASE_LINE = 0.8, 0.2  # of the height of a line as OCR sees it
GAP = 0.13  # of the font size that a word of the text layer leaves free at either end
ALIKE = 0.25  # of the font size: lines of a page that differ less are of one size
LEVEL = math.radians(0.3)  # less is not slanted
NEAR = 0.4  # points: two engines differ less in where a glyph stands
UNSURE = 0.5  # of the words: where OCR doubts more of them, the page is not read
NO_TEXT = PictureText()
NO_ROOM = "label: no room for it in the picture; the text layer has it"
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
                _write_layer(pdf, pdf.pages[at].obj, scans[at].words, stamped)
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


def _read(scan: Scan, options: Options) -> Scan:
    """The scan with its text.

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
    if aside := _sideways(text):
        return _read(replace(scan, turn=scan.turn * mupdf.Matrix(-90 * aside)), options)

    def on_sheet(point: Point) -> Point:
        moved = mupdf.Point(point[0] + picture.x, point[1] + picture.y) * back
        return moved.x, moved.y

    quads = [tuple(map(on_sheet, word.quad)) for word in text.words]
    return replace(scan, text=text, words=tuple(_layer(text, quads)))


def _sideways(text: PictureText) -> int:
    """By how many quarters, clockwise, most of the text is turned."""
    quarters = Counter(round(_angle(*word.quad[:2]) / (math.pi / 2)) % 4 for word in text.words)
    return quarters.most_common(1)[0][0]


def _layer(text: PictureText, quads: Sequence[Sequence[Point]]) -> Iterator[Draw]:
    """A word of the text layer for each that OCR read: one base line and size a line, one slant for all of the page."""
    lines = list(_lines(text))
    angles = [_angle(quads[line[0]][0], quads[line[-1]][1]) for line in lines]
    slant = median(angle - _quarter(angle) for angle in angles)
    sizes = [FONT_SIZE * median(math.dist(quads[at][0], quads[at][3]) for at in line) for line in lines]
    usual = median(sizes)
    for line, angle, height in zip(lines, angles, sizes, strict=True):
        size = usual if abs(height - usual) < ALIKE * usual else height
        turned = _quarter(angle) + (slant if abs(slant) > LEVEL else 0)
        dx, dy = round(math.cos(turned), 6), round(math.sin(turned), 6)
        look = Look("Helvetica", round(size, 2), 0, 0, False, (dx, dy))
        feet = [_between(quads[at][3], quads[at][0], BASE_LINE) for at in line]
        v = median(y * dx - x * dy for x, y in feet)
        for at, (x, y) in zip(line, feet, strict=True):
            word, (start, end) = text.words[at].span, quads[at][:2]
            width = math.dist(start, end)
            gap = min(GAP * size, width / 4)
            yield Draw(text.text[word.start : word.end], look, x * dx + y * dy + gap, v, width - 2 * gap, look.size)


def _lines(text: PictureText) -> Iterator[list[int]]:
    """Numbers of the words of each line."""
    line: list[int] = []
    for at, word in enumerate(text.words):
        if line and "\n" in text.text[text.words[at - 1].span.end : word.span.start]:
            yield line
            line = []
        line.append(at)
    if line:
        yield line


def _angle(start: Point, end: Point) -> float:
    return math.atan2(end[1] - start[1], end[0] - start[0])


def _quarter(angle: float) -> float:
    """The nearest of right, down, left and up."""
    return round(angle / (math.pi / 2)) * (math.pi / 2)


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _write_layer(pdf: pikepdf.Pdf, page: pikepdf.Dictionary, words: Sequence[Draw], stamped: Sequence[Draw]) -> None:
    """In place of all that the page held: the text layer as a form, which `put_back` finds by its name, and a stamp."""
    content, fonts = drawing_of(words)
    stamp, stamp_fonts = drawing_of(stamped)
    form = pdf.make_stream(
        content,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=pikepdf.Array([-WIDE, -WIDE, WIDE, WIDE]),
        Resources=pikepdf.Dictionary(Font=_fonts(fonts)),
    )
    page["/Contents"] = pdf.make_stream(f"/{LAYER} Do\n".encode() + stamp)
    page["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary({f"/{LAYER}": form}), Font=_fonts(stamp_fonts))


def _fonts(named: Mapping[str, str]) -> pikepdf.Dictionary:
    return pikepdf.Dictionary({f"/{name}": standard_font(font) for name, font in named.items()})


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
            runs = [
                [at for _, at in run]
                for _, run in groupby(enumerate(found), lambda e: (e[1] - e[0], scan.words[e[1]].v))
            ]
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
