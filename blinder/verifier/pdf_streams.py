"""Streams of PDF objects, unpacked within bounds, and known again by their packed bytes."""

import zlib
from typing import Any

import pikepdf

from blinder.errors import TooLarge
from blinder.verifier.sight import MIB

MAX_STREAM = 96 * MIB


def unpack(stream: Any) -> bytes:
    """A stream's content; its packed bytes where the filter is unknown or the data damaged.

    Raises:
        TooLarge: it is a bomb.
    """
    content: bytes = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    names = list(filters) if isinstance(filters, pikepdf.Array) else [filters] if filters is not None else []
    try:
        for name in names:
            if name not in ("/FlateDecode", "/Fl"):
                break
            content = inflate(content)
        else:
            if "/DecodeParms" not in stream:
                return content
        whole: bytes = stream.read_bytes()
        return whole
    except (pikepdf.PdfError, zlib.error):
        return content


def inflate(packed: bytes) -> bytes:
    """Deflated bytes, unpacked within bounds.

    Raises:
        TooLarge: it is a bomb. zlib.error: it is not deflated at all.
    """
    engine = zlib.decompressobj()
    content = engine.decompress(packed, MAX_STREAM)
    if engine.unconsumed_tail and len(content) >= MAX_STREAM:
        raise TooLarge("a stream unpacks to many times its size")
    return content


def fingerprint(packed: bytes) -> int:
    """The same for the same packed bytes, line ends around them aside."""
    return zlib.crc32(packed.strip(b"\r\n"))
