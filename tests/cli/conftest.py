"""A small submission, and a way to call the whole program."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import docx
import pymupdf
import pytest

from blinder.cli.app import run

TEXT = "Principal Oona Thistlewick met Ms. Quillfeather at Brackenmoor Elementary School.\nMs. Quillfeather agreed.\n"
NAMES = ("thistlewick", "quillfeather", "brackenmoor", "oona")


@dataclass
class Call:
    """What one call of the program said; `code` is its exit code."""

    code: int
    out: str
    err: str

    def names(self) -> list[str]:
        """The submission's names that it said aloud."""
        return [name for name in NAMES if name in f"{self.out}{self.err}".casefold()]


Blinder = Callable[..., Call]


@pytest.fixture
def blinder(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Blinder:
    """Calls `blinder` in this process, from a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def call(*argv: object) -> Call:
        capsys.readouterr()
        return Call(run([str(argument) for argument in argv]), *capsys.readouterr())

    return call


@pytest.fixture
def submission(tmp_path: Path) -> Path:
    """A folder with the same two sentences as text, Word document and PDF."""
    folder = tmp_path / "submission"
    folder.mkdir()
    (folder / "memo.txt").write_text(TEXT, encoding="utf-8")
    word = docx.Document()
    word.add_paragraph(TEXT)
    word.save(str(folder / "Quillfeather_Artifact1 FINAL.docx"))
    with pymupdf.open() as pdf:
        pdf.new_page().insert_textbox((72, 72, 500, 200), TEXT)
        pdf.save(folder / "letter.pdf")
    return folder


@pytest.fixture
def memo(tmp_path: Path) -> Path:
    """A folder with one text: the quickest submission."""
    folder = tmp_path / "memo"
    folder.mkdir()
    (folder / "memo.txt").write_text(TEXT, encoding="utf-8")
    return folder


def files_in(folder: Path) -> set[str]:
    """Relative names of all files."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
