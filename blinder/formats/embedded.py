"""Files in files: one of a kind that blinder reads is blinded by its own format, its texts join those around it.

Every other one is left out and named: what cannot be read as a whole, holds parts nobody examined, or lies too deep.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from blinder.errors import UnreadableFile
from blinder.formats import FORMATS
from blinder.formats.base import Format, Options
from blinder.limits import limits
from blinder.types import Document, Redaction, Removal, Segment, SegmentKind

ODT_KIND = b"mimetypeapplication/vnd.oasis.opendocument.text"  # stands behind the header of its first member


@dataclass(frozen=True, slots=True)
class Inner:
    """A file in a file. `place` ("attached file 2") begins the ids and places of its segments."""

    place: str
    suffix: str
    data: bytes
    document: Document

    @property
    def name(self) -> str:
        """What the copy calls it."""
        return f"{self.place.replace(' ', '-')}{self.suffix}"

    def segments(self) -> tuple[Segment, ...]:
        """Its texts, as the file around it reports them."""
        return tuple(
            replace(
                each,
                id=f"{self.place}/{each.id}",
                kind=SegmentKind.EMBEDDED,
                place=f"{self.place}, {each.place}",
            )
            for each in self.document.segments
        )

    def removals(self) -> tuple[Removal, ...]:
        """That it stays, and what it loses."""
        own = (Removal(f"{self.place}, {each.place}", each.what) for each in self.document.removals)
        return (Removal(self.place, "embedded file: blinded, under a neutral name"), *own)

    def rewrite(self, redactions: Mapping[str, Sequence[Redaction]], options: Options) -> bytes:
        """The blinded copy; ids as in `segments`."""
        start = f"{self.place}/"
        own = {id_.removeprefix(start): each for id_, each in redactions.items() if id_.startswith(start)}
        with TemporaryDirectory(prefix="blinder-") as folder:
            source, out = Path(folder) / f"in{self.suffix}", Path(folder) / f"out{self.suffix}"
            source.write_bytes(self.data)
            FORMATS[self.suffix].rewrite(source, out, own, _deeper(options))
            return out.read_bytes()


def read_inner(data: bytes, place: str, options: Options) -> Inner | None:
    """The file, read; none where it cannot be blinded in its place."""
    suffix = _suffix_of(data)
    if not suffix or options.depth >= limits().embedded:
        return None
    kind: Format = FORMATS[suffix]
    try:
        with TemporaryDirectory(prefix="blinder-") as folder:
            source = Path(folder) / f"in{suffix}"
            source.write_bytes(data)
            document = kind.read(source, _deeper(options))
    except UnreadableFile:
        return None
    return None if document.unseen else Inner(place, suffix, data, document)


def _deeper(options: Options) -> Options:
    return replace(options, depth=options.depth + 1)


def _suffix_of(data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        return ".pdf"
    if not data.startswith(b"PK"):
        return ""
    return ".odt" if ODT_KIND in data[:120] else ".docx" if b"word/document.xml" in data else ""
