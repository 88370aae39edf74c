"""Pictures, the same for every format: bytes in, bytes out.

A format asks `judge` for the fate of each picture, takes `text_of` it as a segment, and has `finish` write it; `tell`
gives the report's line. Below: `read_picture` tells the text in a picture, `cover` paints over stretches of that text,
`placeholder` stands in for it, `clean` takes its history away, `sketch` makes one of lines. Nothing else in the
formats touches Pillow or OCR.
"""

from blinder.formats.pictures.covering import Covered, cover
from blinder.formats.pictures.judging import DECIDED, Written, describe, finish, is_legend, judge, tell, text_of
from blinder.formats.pictures.ocr import PictureText, Quad, Word, read_picture, read_pixels
from blinder.formats.pictures.raster import clean, placeholder, sketch, thumbnail

__all__ = [
    "DECIDED",
    "Covered",
    "PictureText",
    "Quad",
    "Word",
    "Written",
    "clean",
    "cover",
    "describe",
    "finish",
    "is_legend",
    "judge",
    "placeholder",
    "read_picture",
    "read_pixels",
    "sketch",
    "tell",
    "text_of",
    "thumbnail",
]
