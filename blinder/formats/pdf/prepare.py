"""Bring a PDF into the one shape that reading and rewriting share.

In: a path. Out: a document whose pages lie flat (annotations and fields drawn in), unrotated, with boxes so wide that
nothing is off the page, all layers on, pictures replaced — and beside it all that was taken out, to be rebuilt clean.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from blinder.formats.base import Options
from blinder.formats.drawn import tell_drawings
from blinder.formats.embedded import Inner
from blinder.formats.pdf import evidence
from blinder.formats.pdf.annots import Marks, take_annotations
from blinder.formats.pdf.door import open_pdf
from blinder.formats.pdf.drawings import frame_drawings
from blinder.formats.pdf.engines import Document, mupdf
from blinder.formats.pdf.objects import reading_objects
from blinder.formats.pdf.outline import Bookmark, read_outline
from blinder.formats.pdf.painted import find_pictures
from blinder.formats.pdf.pictures import Pictures, Redactions, judge_pictures, replace_pictures
from blinder.formats.pdf.scans import Scan, take_scans
from blinder.formats.pdf.sheets import Sheet, flatten
from blinder.formats.pdf.tags import Tags, read_tags
from blinder.types import Picture, Removal, Segment, Unseen


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be read or rewritten."""

    document: Document
    sheets: tuple[Sheet, ...]
    title: str
    outline: list[Bookmark]
    marks: Marks
    tags: Tags
    pictures: Pictures
    drawings: tuple[Picture, ...]
    scans: dict[int, Scan]
    inner: tuple[Inner, ...]
    segments: tuple[Segment, ...]
    unseen: tuple[Unseen, ...]
    removals: tuple[Removal, ...]


def prepare(path: Path, options: Options, redactions: Redactions | None = None) -> Prepared:
    """Read everything outside the pages, then flatten the pages.

    Args:
        redactions: by segment; those of pictures are carried out here. None where the document is but read.

    Raises:
        UnreadableFile: or a subclass.
    """
    with open_pdf(path) as pdf, reading_objects():
        tags = read_tags(pdf)
        outside = (*evidence.properties(pdf), *evidence.form_fields(pdf), *evidence.structure_texts(pdf))
        outline, title = read_outline(pdf), evidence.title_of(pdf)
        inner = evidence.inner_files(pdf, options)
        unseen = tuple(evidence.unseen(pdf, inner))
        removals = tuple(evidence.removals(pdf, inner))
        marks = take_annotations(pdf, options)
        sheets = flatten(pdf)
        drawings = frame_drawings(pdf, options)
        told = list(tell_drawings(drawings))
        seats = find_pictures(pdf)
        scans, unread = take_scans(path, pdf, sheets, seats, options)
        unscanned = [seat for seat in seats if seat.page not in scans]
        pictures = judge_pictures(unscanned, sheets, options, to_show=redactions is None)
        replace_pictures(pdf, pictures, redactions or {})
        attached = (*evidence.attachments(pdf), *(segment for each in inner for segment in each.segments()))
        panel = (each.segment() for each in outline)
        segments = (*outside, *tags.segments(), *attached, *panel, *marks.segments, *pictures.segments())
        data = BytesIO()
        pdf.save(data, static_id=True)
    return Prepared(
        _bake(data.getvalue()),
        sheets,
        title,
        outline,
        marks,
        tags,
        pictures,
        tuple(drawings),
        scans,
        inner,
        tuple(each for each in segments if each.text),
        (*unseen, *unread, *pictures.unseen(), *(each for each in told if isinstance(each, Unseen))),
        (*removals, *marks.removals, *pictures.removals(), *(each for each in told if isinstance(each, Removal))),
    )


def _bake(data: bytes) -> Document:
    """Open the flattened bytes in PyMuPDF and draw annotations and fields into the pages."""
    document = mupdf.open("pdf", data)
    document.bake()
    return document
