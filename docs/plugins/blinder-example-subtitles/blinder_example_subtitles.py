"""A format: subtitles of a recording (.srt), a segment per caption; numbers and times stay as they are."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from blinder.errors import UnreadableFile, WrongExtension
from blinder.formats.base import Options, apply_redactions, read_file
from blinder.types import Document, Redaction, Removal, Segment, SegmentKind

HEAD = re.compile(r"(?m)(^\ufeff?\d+\r?\n[\d:,.]+ --> [\d:,.]+[ \t]*\r?\n)")  # a caption's number and times


class Subtitles:
    """Reads and writes .srt files in UTF-8."""

    name = "srt"
    suffixes = (".srt",)
    channels = frozenset({SegmentKind.BODY})

    def read(self, path: Path, options: Options) -> Document:
        """Whatever stands between the heads, before the first one too."""
        texts = enumerate(_cut(path)[::2])
        segments = (Segment(str(at), SegmentKind.BODY, f"caption {at}", text) for at, text in texts if text.strip())
        return Document(path.name, self.name, tuple(segments))

    def rewrite(
        self, path: Path, out: Path, redactions: Mapping[str, Sequence[Redaction]], options: Options
    ) -> tuple[Removal, ...]:
        """The same heads, and the blinded texts between them."""
        parts = _cut(path)
        parts[::2] = [apply_redactions(text, redactions.get(str(at), ())) for at, text in enumerate(parts[::2])]
        out.write_bytes("".join(parts).encode())
        return ()


def _cut(path: Path) -> list[str]:
    """Text, head, text, head, … text."""
    try:
        parts = HEAD.split(read_file(path).decode())
    except UnicodeDecodeError:
        raise UnreadableFile("the subtitles are not in UTF-8", hint="Save them as UTF-8.") from None
    if len(parts) == 1:
        raise WrongExtension("these are no subtitles")
    return parts
