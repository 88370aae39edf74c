"""The two engines that draw and read pages. Neither tells its types, so they pass as `Any` through this one door."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pymupdf as _pymupdf
import pypdfium2 as _pdfium
import pypdfium2.raw as _pdfium_raw

from blinder.errors import UnreadableFile
from blinder.formats.pdf.objects import reading_objects

mupdf: Any = _pymupdf
pdfium: Any = _pdfium
pdfium_raw: Any = _pdfium_raw

Page = Any  # one of PyMuPDF's
Document = Any  # one of PyMuPDF's


@contextmanager
def reading_pages() -> Iterator[None]:
    """Whatever a malformed file makes PyMuPDF or pikepdf raise becomes `UnreadableFile`."""
    try:
        with reading_objects():
            yield
    except (mupdf.mupdf.FzErrorBase, IndexError, OverflowError, ZeroDivisionError) as error:
        raise UnreadableFile("the PDF is damaged") from error


mupdf.TOOLS.mupdf_display_errors(False)  # its messages may quote the file
mupdf.TOOLS.mupdf_display_warnings(False)
