"""The two engines that draw and read pages. Neither tells its types, so they pass as `Any` through this one door."""

from typing import Any

import pymupdf as _pymupdf
import pypdfium2 as _pdfium
import pypdfium2.raw as _pdfium_raw

mupdf: Any = _pymupdf
pdfium: Any = _pdfium
pdfium_raw: Any = _pdfium_raw

Page = Any  # one of PyMuPDF's
Document = Any  # one of PyMuPDF's

mupdf.TOOLS.mupdf_display_errors(False)  # its messages may quote the file
mupdf.TOOLS.mupdf_display_warnings(False)
