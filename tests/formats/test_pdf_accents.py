"""Accents drawn as glyphs of their own, as TeX draws them: read with their letter, and gone with it."""

from pathlib import Path

import pikepdf
import pymupdf
import pytest

from blinder.formats.base import Options
from blinder.formats.pdf import PDF
from blinder.types import Redaction, Span

FONT = {
    "Type": pikepdf.Name.Font,
    "Subtype": pikepdf.Name.Type1,
    "BaseFont": pikepdf.Name.Helvetica,
    "Encoding": pikepdf.Name.WinAnsiEncoding,
}
DIERESIS_O = rb") -112 (\250) 445 (o"  # the accent over the middle of its letter, then the letter
CEDILLA_S = rb"s) 417 (\270) -84 ("  # the letter, then the accent under it


def made(path: Path, *lines: bytes) -> Path:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(400, 300))
        page.obj["/Resources"] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pikepdf.Dictionary(**FONT)))
        content = b"\n".join(b"BT /F1 10 Tf 40 %d Td %s ET" % (250 - 20 * at, line) for at, line in enumerate(lines))
        page.obj["/Contents"] = pdf.make_stream(content)
        pdf.save(path)
    return path


def texts(path: Path) -> list[str]:
    return [segment.text for segment in PDF().read(path, Options()).segments if not segment.dropped]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (b"[(Vell" + DIERESIS_O + b"nd met us)] TJ", "Vellönd met us"),
        (b"[(Ok" + CEDILLA_S + b"en met us)] TJ", "Okşen met us"),
        (rb"[(We saw Tal) 28 (\264) 305 (\155an)] TJ", "We saw Talḿan"),
        (rb"(We saw ) Tj 2 Ts [-167 (\264) 500] TJ 0 Ts (Alvo) Tj", "We saw Álvo"),
        (rb"2 Ts [-167 (\264) 500] TJ 0 Ts (Alvo met us) Tj", "Álvo met us"),
        (rb"(run `make` and ^x or ~y) Tj", "run `make` and ^x or ~y"),  # beside letters, not over them
        (rb"(a \250 b \264) Tj", "a ¨ b ´"),
        (rb"[(x 5) 445 (\250) 112 ( y)] TJ", "x 5¨ y"),  # a digit takes no accent
    ],
)
def test_an_accent_over_its_letter_is_read_with_it(tmp_path: Path, line: bytes, text: str) -> None:
    assert texts(made(tmp_path / "a.pdf", line)) == [text]


def test_a_name_goes_with_its_accents_and_its_neighbours_keep_theirs(tmp_path: Path) -> None:
    name, kept = b"Vell" + DIERESIS_O + b"nd", b"K" + DIERESIS_O + b"rner"
    path = made(tmp_path / "a.pdf", b"[(We saw " + name + b" and " + kept + b" today)] TJ")
    (segment,) = (each for each in PDF().read(path, Options()).segments if not each.dropped)
    at = segment.text.index("Vellönd")
    redaction = Redaction(segment.id, Span(at, at + len("Vellönd")), "Person A", "p1")
    PDF().rewrite(path, tmp_path / "b.pdf", {segment.id: [redaction]}, Options())
    with pymupdf.open(tmp_path / "b.pdf") as document:
        seen = document[0].get_text()
    assert "Person A" in seen and "Vell" not in seen and "nd met" not in seen
    assert seen.count("\u00a8") + seen.count("ö") == 1
    assert texts(tmp_path / "b.pdf") == ["We saw Person A and Körner today"]
