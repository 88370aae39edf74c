"""Fonts that show other letters than the text says, and fonts that need not be read to be believed."""

import io
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from blinder.errors import UnreadableFile
from blinder.verifier import verify_file
from blinder.verifier.page_fonts import LIE

SHOWN, SAID = "Zerlina Quandt spoke", "Teacher C and nobody"
CAPITALS = "ZERLINA QUANDT SPOKE"


def pdf(path: Path, line: str, said: str = "", turn: int = 0) -> Path:
    """A page with one line, whose font says that its letters are those of `said`."""
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 300), line, fontname="helv", fontsize=12, rotate=turn)
    with pikepdf.open(io.BytesIO(document.tobytes())) as made:
        (font,) = made.pages[0].Resources.Font.values()
        codes = dict(zip(line, said, strict=True)) if said else {}
        pairs = "".join(f"<{ord(shown):02x}> <{ord(told):04x}>\n" for shown, told in codes.items())
        cmap = f"1 begincodespacerange\n<00> <ff>\nendcodespacerange\n{len(codes)} beginbfchar\n{pairs}endbfchar\n"
        if codes:
            font.ToUnicode = made.make_stream(f"begincmap\n{cmap}endcmap\n".encode())
        made.save(path)
    return path


def lies(path: Path, seen: str | None) -> bool:
    """Whether the page is said to lie when OCR sees `seen`, or cannot read."""

    def read_pixels(_: bytes) -> str:
        if seen is None:
            raise UnreadableFile("no OCR")
        return seen

    return LIE in [finding.message for finding in verify_file(path, [], read_pixels=read_pixels)[1]]


def test_a_font_that_shows_other_letters_is_told(tmp_path: Path) -> None:
    path = pdf(tmp_path / "File 1.pdf", SHOWN, SAID)
    assert lies(path, SHOWN)
    assert not lies(path, SAID)
    assert not lies(path, None)


@pytest.mark.parametrize(("line", "turn"), [(SHOWN, 0), (CAPITALS, 180)])
def test_letters_as_high_as_they_should_be_need_no_reading(line: str, turn: int, tmp_path: Path) -> None:
    assert not lies(pdf(tmp_path / "File 1.pdf", line, turn=turn), "other words")


def test_capitals_are_read(tmp_path: Path) -> None:
    path = pdf(tmp_path / "File 1.pdf", CAPITALS)
    assert lies(path, "OTHER WORDS")
    assert not lies(path, CAPITALS.replace("L", "I"))
