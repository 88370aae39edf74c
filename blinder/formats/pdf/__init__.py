"""PDF files: `PDF` is their format. `format.py` has the order of the steps; every other file is one of them."""

from blinder.formats.pdf.format import PDF

__all__ = ["PDF"]
