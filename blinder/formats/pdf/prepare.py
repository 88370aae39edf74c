"""Bring a PDF into the one shape that reading and rewriting share.

In: a path. Out: a document whose pages lie flat (annotations and fields drawn in), unrotated, with boxes so wide that
nothing is off the page, all layers on, pictures replaced — and beside it all that was taken out, to be rebuilt clean.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf

from blinder.errors import UnreadableFile
from blinder.formats.base import Options
from blinder.formats.pdf import evidence
from blinder.formats.pdf.annots import Marks, take_annotations
from blinder.formats.pdf.door import open_pdf
from blinder.formats.pdf.engines import Document, mupdf
from blinder.formats.pdf.objects import Box, box_of, reading_objects
from blinder.formats.pdf.outline import Bookmark, read_outline
from blinder.formats.pdf.placeholders import Pictures, replace_pictures
from blinder.types import Removal, Segment, Unseen

WIDE = 14_400.0  # points; a page may not be larger, so its content is hardly anywhere else
LETTER: Box = (0.0, 0.0, 612.0, 792.0)
KEPT_IN_PAGE = {"/Type", "/Parent", "/Resources", "/Contents", "/MediaBox", "/Rotate", "/Group", "/Annots", "/UserUnit"}
KEPT_IN_ROOT = {"/Type", "/Pages", "/AcroForm"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's own frame, which preparing widens and finishing restores. Boxes in points, y upwards."""

    media: Box
    crop: Box
    rotate: int  # degrees clockwise: 0, 90, 180, 270


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be read or rewritten."""

    document: Document
    sheets: tuple[Sheet, ...]
    title: str
    outline: list[Bookmark]
    marks: Marks
    pictures: Pictures
    segments: tuple[Segment, ...]
    unseen: tuple[Unseen, ...]
    removals: tuple[Removal, ...]


def prepare(path: Path, options: Options) -> Prepared:
    """Read everything outside the pages, then flatten the pages.

    Raises:
        UnreadableFile: or a subclass.
    """
    with open_pdf(path) as pdf, reading_objects():
        outside = (*evidence.properties(pdf), *evidence.form_fields(pdf), *evidence.structure_texts(pdf))
        outline, title = read_outline(pdf), evidence.title_of(pdf)
        unseen = tuple(evidence.unseen(pdf))
        removals = tuple(evidence.removals(pdf))
        marks = take_annotations(pdf, options)
        pictures = replace_pictures(pdf, keep=options.pictures in ("keep", "untouched"))
        segments = (*outside, *evidence.attachments(pdf), *(each.segment() for each in outline), *marks.segments)
        sheets = _flatten(pdf)
        data = BytesIO()
        pdf.save(data, static_id=True)
    return Prepared(
        _bake(data.getvalue()),
        sheets,
        title,
        outline,
        marks,
        pictures,
        tuple(each for each in segments if each.text),
        (*unseen, *pictures.unseen()),
        (*removals, *marks.removals, *pictures.removals()),
    )


def _flatten(pdf: pikepdf.Pdf) -> tuple[Sheet, ...]:
    """Widen every page, and drop all that neither the pages nor `bake` need."""
    sheets = []
    for page in pdf.pages:
        media = box_of(page.mediabox) or LETTER
        if media[2] - media[0] < 1 or media[3] - media[1] < 1:
            media = LETTER
        crop = _common(box_of(page.cropbox) or media, media)
        rotate = page.obj.get("/Rotate", pikepdf.Object.parse(b"0"))
        sheets.append(Sheet(media, crop, round(float(_inherited_rotate(page.obj, rotate)) / 90) * 90 % 360))
        page.obj["/Resources"] = page.resources
        for key in set(page.obj.keys()) - KEPT_IN_PAGE:
            del page.obj[key]
        page.obj["/MediaBox"] = pikepdf.Array([-WIDE, -WIDE, WIDE, WIDE])
        page.obj["/Rotate"] = 0
    for key in set(pdf.Root.keys()) - KEPT_IN_ROOT:
        del pdf.Root[key]
    for each in pdf.objects:  # a layer no longer hides what it holds
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream) and "/OC" in each:
            del each["/OC"]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    return tuple(sheets)


def _inherited_rotate(node: pikepdf.Object, value: object) -> int:
    for _ in range(50):
        if "/Rotate" in node:
            value = node["/Rotate"]
            break
        if "/Parent" not in node:
            break
        node = node["/Parent"]
    return int(value) if isinstance(value, int) else 0


def _common(inner: Box, outer: Box) -> Box:
    """The part of the crop box within the media box; all of it where they have none in common."""
    x0, y0, x1, y1 = (*map(max, inner[:2], outer[:2]), *map(min, inner[2:], outer[2:]))
    return (x0, y0, x1, y1) if x1 - x0 >= 1 and y1 - y0 >= 1 else outer


def _bake(data: bytes) -> Document:
    """Open the flattened bytes in PyMuPDF and draw annotations and fields into the pages."""
    try:
        document = mupdf.open("pdf", data)
        document.bake()
    except (RuntimeError, ValueError, mupdf.mupdf.FzErrorBase) as error:
        raise UnreadableFile("the PDF is damaged") from error
    return document
