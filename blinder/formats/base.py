"""What every file format does: path → `Document`, and path + redactions → a blinded copy.

A format owns its hidden channels: whatever is on its list of known parts is either read as a segment or dropped by the
rewrite (and listed as a `Removal`); what is on no list is `Unseen`. `read` and `rewrite` number segments the same way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from blinder.limits import DEFAULT, MIB, Limits, limits, too_large
from blinder.settings import Pictures
from blinder.types import Document, Fate, Redaction, Removal, SegmentKind


@dataclass(frozen=True, slots=True)
class Options:
    """What the user wants of a rewritten file, the same for `read` and `rewrite`.

    Attributes:
        keep_comments: comments and annotations are blinded instead of removed; their authors become neutral.
        keep_changes: tracked changes are blinded instead of accepted; their authors become neutral.
        pictures: what becomes of them: "placeholder" – all give way; "cover" – those stay that have text, which is
            blinded, and show no sign of a logo or a photograph; "keep" – these stay too, but count as not examined;
            "untouched" – all stay as they are, for finished files.
        decisions: what a person decided: place and SHA-256 of a picture → its fate, whatever the mode.
        timeout_s: how long an outside program (LibreOffice) may take for one file.
        limits: what the file may have at most; whoever calls a format puts them in force.
        depth: how many files this one lies in.
        converted, ocr: what they were of the `Document`, for `rewrite`.
    """

    keep_comments: bool = False
    keep_changes: bool = False
    pictures: Pictures | Literal["untouched"] = "placeholder"
    timeout_s: float = 600.0
    limits: Limits = DEFAULT
    decisions: Mapping[tuple[str, str], Fate] = field(default_factory=dict)
    depth: int = 0
    converted: bytes = field(default=b"", repr=False, compare=False)
    ocr: bytes = field(default=b"", repr=False, compare=False)


class Format(Protocol):
    """One file format. Implementations are stateless."""

    name: str
    suffixes: tuple[str, ...]  # lower case, with the dot

    @property
    def channels(self) -> frozenset[SegmentKind]:
        """Where it finds text: every kind of segment that `read` can yield, and no other."""
        ...

    def read(self, path: Path, options: Options) -> Document:
        """All readable stretches of the file, in reading order, hidden ones too.

        The file name is not among them: the pipeline adds it.

        Raises:
            UnreadableFile: or a subclass, when the file as a whole cannot be read.
        """
        ...

    def rewrite(
        self, path: Path, out: Path, redactions: Mapping[str, Sequence[Redaction]], options: Options
    ) -> tuple[Removal, ...]:
        """Write the blinded copy of `path` to `out`, in the same format, deterministic byte for byte.

        `redactions` maps segment ids to their redactions: ordered, not overlapping, spans in code points of the
        segment's text. A redaction on a LINK segment turns the link into plain text. Dropped segments vanish.
        `path` is never changed; `out` is a temporary file that the pipeline moves in place once it is verified.

        Returns:
            What only the rewrite could tell (a label that had to be set smaller, a page drawn as a picture).

        Raises:
            UnreadableFile: as `read`.
        """
        ...


def read_file(path: Path) -> bytes:
    """The file's bytes.

    Raises:
        TooLarge: there are more than `Limits.file_mb`.
        OSError: it cannot be opened.
    """
    if path.stat().st_size > limits().file_mb * MIB:
        raise too_large("the file is too large", "file_mb")
    return path.read_bytes()


def apply_redactions(text: str, redactions: Sequence[Redaction]) -> str:
    """The segment's text with every redaction carried out; spans are ordered and do not overlap."""
    parts, at = [], 0
    for redaction in redactions:
        parts += [text[at : redaction.span.start], redaction.replacement]
        at = redaction.span.end
    return "".join([*parts, text[at:]])
