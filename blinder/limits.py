"""How much of a file blinder takes on. More is refused with a sentence that names the limit, before it is unpacked.

The readers are deep and the limits the same for all of them, so they are not handed down but in force.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass

from blinder.errors import TooLarge

MIB = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may have at most; `[limits]` of blinder.toml. Sizes in MiB.

    Attributes:
        file_mb: the file as it lies on the disk.
        members, unpacked_mb: of a .docx or .odt, all its members together.
        part_mb: one XML part, one plain text.
        pages, streams_mb, stream_mb: of a PDF: its pages, all its streams unpacked, one of them.
        drawing_mb: the drawing orders of one page of a PDF, or of a form in it.
        pixels: of one picture.
        ocr_s, ocr_mb: seconds and memory that reading one picture may take; only Linux holds it to the memory.
        embedded: files in files in files.
        segments, characters: what there is to read.
        memory_mb: what the process that reads may use, and LibreOffice too; only Linux holds them to it.
    """

    file_mb: int = 512
    members: int = 5_000
    unpacked_mb: int = 600
    part_mb: int = 64
    pages: int = 5_000
    streams_mb: int = 4_096
    stream_mb: int = 300
    drawing_mb: int = 12
    pixels: int = 64_000_000
    ocr_s: int = 120
    ocr_mb: int = 4_096
    embedded: int = 4
    segments: int = 300_000
    characters: int = 8_000_000
    memory_mb: int = 4_096

    def changed(self) -> dict[str, int]:
        """Those that are not the default."""
        return {name: value for name, value in asdict(self).items() if value != getattr(DEFAULT, name)}


DEFAULT = Limits()
_in_force: ContextVar[Limits] = ContextVar("limits", default=DEFAULT)


def limits() -> Limits:
    """The limits in force."""
    return _in_force.get()


@contextmanager
def in_force(chosen: Limits) -> Iterator[None]:
    """Put limits in force for a while."""
    token = _in_force.set(chosen)
    try:
        yield
    finally:
        _in_force.reset(token)


def too_large(what: str, limit: str, *, place: str = "") -> TooLarge:
    """The error for more than the limit called `limit` allows."""
    hint = f"Split it or save it smaller; if you trust it, raise {limit} under [limits] in blinder.toml."
    return TooLarge(what, place=place, hint=hint)
