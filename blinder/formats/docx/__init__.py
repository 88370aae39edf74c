"""Word documents (.docx). `DOCX` is the format; its files each have one subject, `document` tells the story."""

from blinder.formats.docx.format import DOCX

__all__ = ["DOCX"]
