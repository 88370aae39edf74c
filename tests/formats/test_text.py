from pathlib import Path

import pytest

from blinder.errors import UnreadableFile, WrongExtension
from blinder.formats.base import Options
from blinder.formats.text import Text
from blinder.types import Redaction, Span

NAME, LABEL = "Marisol Quent", "Teacher C"


def blind(path: Path, label: str = LABEL) -> bytes:
    redactions = {
        segment.id: [Redaction(segment.id, Span(at, at + len(NAME)), label, "p1")]
        for segment in Text().read(path, Options()).segments
        if (at := segment.text.find(NAME)) >= 0
    }
    assert redactions
    out = path.with_name("out")
    Text().rewrite(path, out, redactions, Options())
    return out.read_bytes()


def texts(path: Path) -> list[str]:
    return [segment.text for segment in Text().read(path, Options()).segments]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_stay(tmp_path: Path, encoding: str, line_end: str) -> None:
    text = f"Café — minutes{line_end}{line_end}{line_end}by {NAME}, 3 ½ pages{line_end}  end{line_end}"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert blind(path) == text.replace(NAME, LABEL).encode(encoding)


def test_latin_letters_that_cp1252_lacks_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x81\x9d caf\xe9 " + NAME.encode())
    assert blind(path) == b"\x81\x9d caf\xe9 " + LABEL.encode()


def test_a_label_that_the_encoding_cannot_hold_does_not_stop(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"caf\xe9 " + NAME.encode())
    assert blind(path, "Lehrkraft Ω") == b"caf\xe9 Lehrkraft ?"


def test_a_paragraph_keeps_its_lines_together(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Plan\n\nby Marisol\nQuent\n \nend")
    assert texts(path) == ["# Plan", "by Marisol\nQuent", "end"]
    assert [segment.place for segment in Text().read(path, Options()).segments] == ["line 1", "line 3", "line 6"]


def test_cells_know_their_column(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'Name;Role\n"Quent; Marisol";teacher\n{NAME};"says ""yes"""\n')
    segments = Text().read(path, Options()).segments
    assert [(each.text, each.hint, each.glue) for each in segments[2:]] == [
        ("Quent; Marisol", "Name", "\n"),
        ("teacher", "Role", " | "),
        (NAME, "Name", "\n"),
        ('says "yes"', "Role", " | "),
    ]


def test_a_label_with_a_comma_is_quoted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'a,b\n{NAME},"x ""y"" {NAME}"\n')
    assert blind(path, "C, teacher").decode() == 'a,b\n"C, teacher","x ""y"" C, teacher"\n'


def test_broken_quotes_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = f'a,"b"c,{NAME}\n"never closed,{NAME}\n'
    path.write_text(text)
    assert blind(path).decode() == text.replace(NAME, LABEL)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"PK\x03\x04abc", b"a\0b", b"\xd0\xcf\x11\xe0\xa1", b"{\\rtf1 x}"])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(WrongExtension):
        Text().read(path, Options())


@pytest.mark.parametrize("data", [b"", b"\xff\xfea"])
def test_empty_and_damaged_files_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile):
        Text().read(path, Options())
