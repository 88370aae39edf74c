"""Every file format blinder reads, by suffix. Importing this is cheap: a format's libraries load when it is used."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path

from blinder.formats import recall
from blinder.formats.base import Format, Options
from blinder.formats.channels import CHANNELS
from blinder.formats.plugged import PluginFormat
from blinder.limits import limits, too_large
from blinder.plugins import installed
from blinder.types import Document, Redaction, Removal, SegmentKind


@dataclass
class LazyFormat:
    """Stands for the format found at `where` ("module:class") and loads it at its first use.

    `output_suffix` is that of its copies, "" where they have the file's own.
    """

    name: str
    suffixes: tuple[str, ...]
    where: str
    output_suffix: str = ""

    @property
    def channels(self) -> frozenset[SegmentKind]:
        """As `Format.channels`."""
        return CHANNELS[self.name]

    def read(self, path: Path, options: Options) -> Document:
        """As `Format.read`."""
        return self._loaded().read(path, options)

    def rewrite(
        self, path: Path, out: Path, redactions: Mapping[str, Sequence[Redaction]], options: Options
    ) -> tuple[Removal, ...]:
        """As `Format.rewrite`."""
        return self._loaded().rewrite(path, out, redactions, options)

    def _loaded(self) -> Format:
        module, _, name = self.where.partition(":")
        found = getattr(import_module(module), name)
        loaded: Format = found() if isinstance(found, type) else found
        return loaded


_ALL: tuple[Format, ...] = (
    LazyFormat("docx", (".docx",), "blinder.formats.docx:DOCX"),
    LazyFormat("doc", (".doc",), "blinder.formats.doc:DOC", output_suffix=".docx"),
    LazyFormat("odt", (".odt",), "blinder.formats.odt:ODT"),
    LazyFormat("pdf", (".pdf",), "blinder.formats.pdf:PDF"),
    LazyFormat("text", (".txt", ".md", ".csv"), "blinder.formats.text:Text"),
)

FORMATS: dict[str, Format] = {suffix: each for each in _ALL for suffix in each.suffixes}


def read(kind: Format, path: Path, options: Options) -> Document:
    """As `Format.read`, with what OCR read in it, but no more of it than anybody would read.

    Raises:
        TooLarge: it has more segments or characters than the limits allow.
    """
    recall.begin()
    document = replace(kind.read(path, options), ocr=recall.pack())
    if len(document.segments) > limits().segments:
        raise too_large("the file has too many paragraphs and cells", "segments")
    if sum(len(segment.text) + len(segment.hint) for segment in document.segments) > limits().characters:
        raise too_large("the file has too much text", "characters")
    return document


def rewrite(
    kind: Format, path: Path, out: Path, redactions: Mapping[str, Sequence[Redaction]], options: Options
) -> tuple[Removal, ...]:
    """As `Format.rewrite`; what OCR read for `read` it need not read again."""
    recall.begin(options.ocr)
    return kind.rewrite(path, out, redactions, options)


@cache
def formats() -> Mapping[str, Format]:
    """Our own formats and those of plugins, by suffix.

    Raises:
        PluginError: a plugin claims a suffix that is taken, or that is none.
    """
    found = dict(FORMATS)
    for plugin in installed("blinder.formats"):
        suffix = f".{plugin.name}"
        if suffix in found or not re.fullmatch(r"\.[a-z0-9]+", suffix):
            raise plugin.error("claims a suffix that is taken, or that is none")
        found[suffix] = PluginFormat(plugin.name, (suffix,), plugin)
    return found


def format_of(path: Path) -> Format | None:
    """The format that the file's suffix names, in either case; none where blinder does not know it.

    Raises:
        PluginError: see `formats`.
    """
    return formats().get(path.suffix.lower())
