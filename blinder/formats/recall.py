"""What OCR read in a file's pictures, kept from `read` to `rewrite`: a page takes it seconds.

The two may run in two processes, so it travels with the file; the readers are deep, so it is not handed down.
"""

import json
import zlib
from typing import Any

MOST = 1_000  # pictures that a process remembers from one file to the next: a logo stands in many

_said: dict[str, Any] = {}  # by picture and limits: what `pictures.worker` said, or the words why it could not
_asked: set[str] = set()  # for this file


def begin(packed: bytes = b"") -> None:
    """A file begins; `packed` is what `pack` gave when it was read."""
    if len(_said) > MOST:
        _said.clear()
    _asked.clear()
    if packed:
        _said.update(json.loads(zlib.decompress(packed)))


def known(picture: str) -> Any:
    """What was said of a picture, None if it has not been read."""
    _asked.add(picture)
    return _said.get(picture)


def note(picture: str, said: Any) -> None:
    """Remember what was said of a picture: a dictionary of plain types, or text."""
    _said[picture] = said


def pack() -> bytes:
    """What was said of the pictures of this file; empty where nobody asked."""
    asked = {picture: _said[picture] for picture in _asked & _said.keys()}
    return zlib.compress(json.dumps(dict(sorted(asked.items()))).encode()) if asked else b""
