"""The door: a path in, an opened pikepdf document out — or a clear error for whatever must not come in.

Bombs are counted on the raw bytes, before any parser unpacks them.
"""

import re
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf

from blinder.errors import EncryptedFile, SignedFile, TooLarge, UnreadableFile, WrongExtension
from blinder.formats.base import read_file
from blinder.limits import MIB, limits, too_large

HEADER_WITHIN = 1024  # bytes; readers accept that much rubbish before "%PDF-"
CHUNK = 2**20
DEFLATE = 8  # low half of a zlib stream's first byte
STREAM = re.compile(rb"stream\r?\n")
UNPACKING = ("/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL")


def open_pdf(path: Path) -> pikepdf.Pdf:
    """Open the file, refusing what blinder must not touch.

    Raises:
        UnreadableFile: empty, damaged or without pages. WrongExtension: no PDF. EncryptedFile. SignedFile.
        TooLarge: it would unpack to more than the limits allow.
    """
    data = _read(path)
    _refuse_bombs(data)
    try:
        pdf = pikepdf.open(BytesIO(data), suppress_warnings=True)
        pages = len(pdf.pages)
        signed = is_signed(pdf)
    except pikepdf.PasswordError as error:
        raise EncryptedFile("the file is encrypted") from error
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise UnreadableFile("the PDF is damaged") from error
    if pdf.is_encrypted:
        raise EncryptedFile("the file is encrypted")
    if signed:
        raise SignedFile("the file carries a digital signature")
    if not pages:
        raise UnreadableFile("the PDF has no pages")
    if pages > limits().pages:
        raise too_large("the PDF has too many pages", "pages")
    _refuse_chains(pdf)
    _refuse_heavy_drawings(pdf)
    return pdf


def is_signed(pdf: pikepdf.Pdf) -> bool:
    """Whether a signature is in place; an empty signature field and Reader's usage rights are none."""
    permissions = pdf.Root.get("/Perms", pikepdf.Dictionary())
    rights = {permissions[key].objgen for key in ("/UR", "/UR3") if key in permissions}
    return "/DocMDP" in permissions or any(
        isinstance(each, pikepdf.Dictionary) and "/ByteRange" in each and each.objgen not in rights
        for each in pdf.objects
    )


def _read(path: Path) -> bytes:
    try:
        data = read_file(path)
    except OSError as error:
        raise UnreadableFile("the file cannot be opened") from error
    if not data.strip():
        raise UnreadableFile("the file is empty")
    if b"%PDF-" not in data[:HEADER_WITHIN]:
        raise WrongExtension("the content is not a PDF")
    return data


def _refuse_bombs(data: bytes) -> None:
    """Unpack every stream in small pieces, keeping none, and count."""
    total = 0
    for found in STREAM.finditer(data):
        if found.end() < len(data) and data[found.end()] & 0x0F == DEFLATE:
            total += _unpacked_size(data, found.end())
        if total > limits().streams_mb * MIB:
            raise too_large("the PDF unpacks to too much", "streams_mb")


def _unpacked_size(data: bytes, start: int) -> int:
    """Bytes behind a Flate stream at `start`; 0 where there is none."""
    inflater, size, pending = zlib.decompressobj(), 0, b""
    try:
        while not inflater.eof and (pending or start < len(data)):
            if not pending:
                pending, start = data[start : start + CHUNK], start + CHUNK
            size += len(inflater.decompress(pending, CHUNK))
            pending = inflater.unconsumed_tail
            if size > limits().stream_mb * MIB:
                raise too_large("a part of the PDF unpacks to too much", "stream_mb")
    except zlib.error:
        pass
    return size


def _refuse_heavy_drawings(pdf: pikepdf.Pdf) -> None:
    """A page of millions of drawing orders would hold the readers for minutes; 12 MiB take one."""
    forms = (each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form")
    pages = (page.obj.get("/Contents", pikepdf.Array()) for page in pdf.pages)
    for each in (*pages, *forms):
        parts = each if isinstance(each, pikepdf.Array) else [each]
        try:
            size = sum(len(part.read_bytes()) for part in parts if isinstance(part, pikepdf.Stream))
        except pikepdf.PdfError:
            continue  # what cannot be unpacked cannot be drawn
        if size > limits().drawing_mb * MIB:
            raise too_large("a page of the PDF holds too much to draw", "drawing_mb")


def _refuse_chains(pdf: pikepdf.Pdf) -> None:
    """No stream may unpack twice over: two filters multiply what `_refuse_bombs` counted."""
    for each in pdf.objects:
        filters = each.get("/Filter") if isinstance(each, pikepdf.Stream) else None
        if isinstance(filters, pikepdf.Array) and sum(str(name) in UNPACKING for name in filters) > 1:
            raise TooLarge("a part of the PDF is packed twice")
