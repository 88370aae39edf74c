"""Plain text (.txt, .md, .csv): edited in place; encoding, byte order mark and line ends stay as they are."""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from blinder.errors import UnreadableFile, WrongExtension
from blinder.formats.base import Options, apply_redactions
from blinder.formats.channels import CHANNELS
from blinder.limits import MIB, limits, too_large
from blinder.types import Document, Redaction, Removal, Segment, SegmentKind

BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
OTHERS = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the file's text that is one segment; a quoted cell keeps its quotes around it."""

    segment: Segment
    start: int
    end: int
    quoted: bool = False


class Text:
    """The formats .txt, .md and .csv."""

    name = "text"
    suffixes = (".txt", ".md", ".csv")
    channels = CHANNELS[name]

    def read(self, path: Path, options: Options) -> Document:
        """As `Format.read`: one segment per paragraph, in .csv one per cell with its column's header as hint."""
        text, _, _ = _decode(path)
        return Document(path.name, self.name, tuple(piece.segment for piece in _pieces(text, path)))

    def rewrite(
        self, path: Path, out: Path, redactions: Mapping[str, Sequence[Redaction]], options: Options
    ) -> tuple[Removal, ...]:
        """As `Format.rewrite`; what a label has that the file's encoding cannot hold becomes "?"."""
        text, encoding, mark = _decode(path)
        parts, at = [], 0
        for piece in _pieces(text, path):
            if here := redactions.get(piece.segment.id):
                blinded = apply_redactions(piece.segment.text, here)
                parts += [text[at : piece.start], _cell(blinded, piece) if path.suffix.lower() == ".csv" else blinded]
                at = piece.end
        blinded_text = "".join([*parts, text[at:]])
        out.write_bytes(mark + blinded_text.encode(encoding, "replace"))
        return ()


def _decode(path: Path) -> tuple[str, str, bytes]:
    """The file's text, its encoding and its byte order mark.

    Raises:
        WrongExtension: this is no text. TooLarge, UnreadableFile: as their names say.
    """
    try:
        if path.stat().st_size > limits().part_mb * MIB:
            raise too_large("the file is too large for a text", "part_mb")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile("the file cannot be opened") from error
    if not data:
        raise UnreadableFile("the file is empty")
    mark = next((mark for mark in BOMS if data.startswith(mark)), b"")
    for encoding in (BOMS[mark],) if mark else ("utf-8", "cp1252", "latin-1"):
        try:
            text = data[len(mark) :].decode(encoding)
        except UnicodeDecodeError:
            continue
        if data.startswith(OTHERS) or _CONTROL.search(text):
            raise WrongExtension("this is not plain text")
        return text, encoding, mark
    raise UnreadableFile("the file's characters are damaged")


def _pieces(text: str, path: Path) -> Iterator[_Piece]:
    pieces = _cells(text) if path.suffix.lower() == ".csv" else _paragraphs(text)
    for number, piece in enumerate(pieces):
        if number > limits().segments:
            raise too_large("the file has too many paragraphs and cells", "segments")
        if piece.segment.text.strip():
            yield piece


def _paragraphs(text: str) -> Iterator[_Piece]:
    """Lines that follow each other without a blank one between them; the last line's end is not part of it."""
    ends = [(found.start(), found.end()) for found in _LINE_END.finditer(text)] + [(len(text), len(text))]
    lines = list(zip([0, *(end for _, end in ends)], (start for start, _ in ends), strict=False))
    number = 0
    for filled, group in groupby(enumerate(lines, 1), lambda line: bool(text[slice(*line[1])].strip())):
        if filled:
            members = list(group)
            first, start, end = members[0][0], members[0][1][0], members[-1][1][1]
            yield _Piece(Segment(str(number), SegmentKind.BODY, f"line {first}", text[start:end]), start, end)
            number += 1


def _cells(text: str) -> Iterator[_Piece]:
    """The cells of a table; of a quoted cell the text inside its quotes."""
    separator = _separator(text)
    cell = re.compile(rf'(?:"((?:[^"]|"")*)"|([^{re.escape(separator)}\r\n]*))({re.escape(separator)}|\r\n|\r|\n|\Z)')
    headers: list[str] = []
    at, row, column, number = 0, 1, 1, 0
    while at < len(text):
        found = cell.match(text, at)
        if found is None:  # text after a closing quote: take the cell as it stands
            found = re.compile(rf"()([^{re.escape(separator)}\r\n]*)({re.escape(separator)}|\r\n|\r|\n|\Z)").match(
                text, at
            )
        if found is None:
            return
        quoted = text[at] == '"' and found.end(2) < 0
        value = (found[1] or "").replace('""', '"') if quoted else found[2] or ""
        headers += [value.strip()] if row == 1 else []
        hint = headers[column - 1] if row > 1 and column <= len(headers) else ""
        glue = " | " if column > 1 else "\n"
        segment = Segment(str(number), SegmentKind.TABLE, f"row {row}, column {column}", value, hint, glue)
        yield _Piece(segment, at, found.start(3), quoted)
        at, number = found.end(), number + 1
        row, column = (row, column + 1) if found[3] == separator else (row + 1, 1)


def _separator(text: str) -> str:
    """What parts the cells of the first line: the most frequent of comma, semicolon and tab."""
    first = _LINE_END.split(text, maxsplit=1)[0]
    return max(",;\t", key=first.count)


def _cell(value: str, piece: _Piece) -> str:
    """The cell as it is written: in quotes if it had them or needs them."""
    needs_quotes = piece.quoted or any(each in value for each in ',;\t"\r\n')
    return '"' + value.replace('"', '""') + '"' if needs_quotes else value
