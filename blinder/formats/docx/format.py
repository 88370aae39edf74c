"""The .docx format: path ⇄ segments, at the level of package parts."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from blinder.formats.archive import write_archive
from blinder.formats.base import Options
from blinder.formats.channels import CHANNELS
from blinder.formats.docx.document import open_document
from blinder.formats.docx.saving import save_package
from blinder.types import Document, Redaction, Removal


class Docx:
    """Word documents, transitional and strict; macros and templates come out as plain documents."""

    name = "docx"
    suffixes = (".docx",)
    channels = CHANNELS[name]

    def read(self, path: Path, options: Options) -> Document:
        """See `Format.read`."""
        opened = open_document(path, options)
        unseen, removals = sorted(set(opened.unseen)), sorted(opened.removals)
        pictures = (*(shown.picture for shown in opened.pictures), *opened.drawings)
        return Document(path.name, self.name, tuple(opened.story.segments), tuple(unseen), tuple(removals), pictures)

    def rewrite(
        self, path: Path, out: Path, redactions: Mapping[str, Sequence[Redaction]], options: Options
    ) -> tuple[Removal, ...]:
        """See `Format.rewrite`."""
        opened = open_document(path, options)
        for id_, edit in opened.story.edits.items():
            if redactions.get(id_):
                edit(redactions[id_])
        notes = [note for shown in opened.pictures for note in shown.write(options)]
        for finish in opened.story.afterwards:
            finish()
        write_archive(out, save_package(opened.package, opened.core_xml()))
        return tuple(notes)


DOCX = Docx()
