"""Pictures as a page of a PDF shows them: cut off, in stripes, or letters that are drawn as shapes and are no text."""

import ctypes
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pypdfium2 as pdfium_helpers
from pypdfium2 import raw

from blinder.verifier.eyes_picture import name_picture, to_png
from blinder.verifier.sight import FactKind, Gathering

pdfium: Any = raw  # PDFium's own functions, whose types nobody wrote down
MAX_DEPTH, MAX_SHAPES = 12, 20_000  # of forms in forms; of the shapes on a page
TINY_PICTURE, WHOLE = 16.0, 0.9  # points; the share of a picture that must show
STRIPES = 3  # so many pictures on a page may be one scan
DRAWN_LETTERS, LETTER_SEGMENTS, LETTER_LOW, LETTER_HIGH = 24, 8, 2.0, 40.0  # shapes; of a shape: segments, points
OCR_SCALE = 2.0  # pixels per point
MAX_SIDE = 2500  # pixels of a page as it is drawn


def look_at_pictures(gathering: Gathering, place: str, page: Any) -> None:
    """Note pictures of which only a part shows; read the page as it is drawn where its pictures alone do not tell it.

    A scan may be cut into stripes, and letters may be drawn as shapes.
    """
    shapes = islice(page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=MAX_DEPTH), MAX_SHAPES)
    pictures = [each for each in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=1) if _is_real(each)]
    if any(_shown_share(picture) < WHOLE for picture in pictures):
        gathering.note(FactKind.UNSHOWN, place, "cropped picture")
    if len(pictures) >= STRIPES or sum(map(_is_like_a_letter, shapes)) >= DRAWN_LETTERS:
        pixels = page.render(scale=OCR_SCALE * scale_of(page)).to_pil()
        read = gathering.read_picture(place, to_png(pixels))
        gathering.note(FactKind.PICTURE, place, "page" if read else "")


def _is_real(picture: Any) -> bool:
    """Whether it is a picture at all: no spacer, no placeholder."""
    if min(_size(picture)) <= TINY_PICTURE:
        return False
    try:
        return not name_picture(picture.get_bitmap().to_pil())
    except (pdfium_helpers.PdfiumError, ValueError):  # an encoding that PDFium does not unpack
        return True


def _is_like_a_letter(shape: Any) -> bool:
    return pdfium.FPDFPath_CountSegments(shape.raw) >= LETTER_SEGMENTS and LETTER_LOW < _size(shape)[1] < LETTER_HIGH


def _size(item: Any) -> tuple[float, float]:
    left, bottom, right, top = item.get_bounds()
    return right - left, top - bottom


def _shown_share(picture: Any) -> float:
    """The share of a picture's area that its clip lets through."""
    left, bottom, right, top = picture.get_bounds()
    clip = pdfium.FPDFPageObj_GetClipPath(picture.raw)
    whole: float = max((right - left) * (top - bottom), 1e-6)
    for at in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0)):
        if not (points := list(_points(clip, at))):
            return 0.0
        columns, rows = zip(*points, strict=True)
        left, right = max(left, min(columns)), min(right, max(columns))
        bottom, top = max(bottom, min(rows)), min(top, max(rows))
    shown: float = max(right - left, 0.0) * max(top - bottom, 0.0)
    return shown / whole


def _points(clip: Any, at: int) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(pdfium.FPDFClipPath_CountPathSegments(clip, at)):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, at, number), x, y)
        yield x.value, y.value


def scale_of(page: Any) -> float:
    """Pixels per point: one, but fewer for a poster."""
    longest: float = max(page.get_size())
    return min(1.0, MAX_SIDE / longest)
