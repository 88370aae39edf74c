"""Pictures, the same for every format: bytes in, bytes out.

`placeholder` stands in for a picture, `clean` takes its history away, `read_picture` tells the text in it, `cover`
paints over stretches of that text. Nothing else in the formats touches Pillow or OCR.
"""

from blinder.formats.pictures.covering import Covered, cover
from blinder.formats.pictures.ocr import PictureText, Quad, Word, read_picture
from blinder.formats.pictures.raster import clean, placeholder
from blinder.formats.pictures.scanned import is_blank, pack

__all__ = [
    "Covered",
    "PictureText",
    "Quad",
    "Word",
    "clean",
    "cover",
    "is_blank",
    "pack",
    "placeholder",
    "read_picture",
]
