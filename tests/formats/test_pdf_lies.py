"""Fonts that show other letters than they tell: what an eye reads there, no program finds."""

from pathlib import Path

import pikepdf
import pymupdf
import pytest
from pikepdf import Dictionary, Name

from blinder.formats.base import Options
from blinder.formats.pdf import PDF
from blinder.formats.pdf.lies import LYING

SHOWN = "Dear Okonquist, the minutes of the meeting"
SPACE = "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "


def written(path: Path, font: str) -> Path:
    """One page in a font that the file carries, whose map is honest."""
    with pymupdf.open() as document:
        page = document.new_page()
        writer = pymupdf.TextWriter(page.rect)
        writer.append((72, 100), SHOWN, font=pymupdf.Font(font))
        writer.write_text(page)
        document.save(path)
    return path


def told(path: Path, **letters: str | None) -> Path:
    """The same in the font that the file is called after, with a map that tells other letters for some, or none."""
    font = pymupdf.Font(path.stem)
    written(path, path.stem)
    pairs = {font.has_glyph(ord(each)): letters.get(each, each) for each in dict.fromkeys(SHOWN)}
    pairs = {code: text for code, text in pairs.items() if text is not None}
    lines = " ".join(f"<{code:04X}> <{text.encode('utf-16-be').hex()}>" for code, text in pairs.items())
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for each in pdf.objects:
            if isinstance(each, Dictionary) and "/ToUnicode" in each:
                each["/ToUnicode"] = pdf.make_stream(
                    f"{SPACE}{len(pairs)} beginbfchar {lines} endbfchar endcmap".encode()
                )
        pdf.save(path)
    return path


def is_doubted(path: Path) -> bool:
    return LYING in {each.reason for each in PDF().read(path, Options()).unseen}


@pytest.mark.parametrize("font", ["helv", "tiro"])
def test_an_honest_font_is_believed(tmp_path: Path, font: str) -> None:
    document = PDF().read(told(tmp_path / f"{font}.pdf"), Options())
    assert SHOWN in [segment.text for segment in document.segments]
    assert not document.unseen


@pytest.mark.parametrize(
    "letters",
    [
        dict.fromkeys("Okonquist", "x"),
        dict.fromkeys("Okonquist", ""),
        dict.fromkeys("Okonquist", " "),
        dict.fromkeys("Okonquist", "\u200b"),
        dict.fromkeys("Okonquist", "."),
        dict.fromkeys("Okonquist", "0"),
        dict.fromkeys("Okonquist", "\u4e00"),
        {"O": "M", "k": "i", "q": "m", "s": "r"},
    ],
)
@pytest.mark.parametrize("font", ["helv", "tiro"])
def test_a_font_whose_map_tells_other_letters_is_not_examined(tmp_path: Path, font: str, letters: dict) -> None:
    assert is_doubted(told(tmp_path / f"{font}.pdf", **letters))


@pytest.mark.parametrize("untold", ["q", "O", "kq"])
def test_letters_of_a_word_that_a_font_tells_nothing_of_are_not_examined(tmp_path: Path, untold: str) -> None:
    document = PDF().read(told(tmp_path / "helv.pdf", **dict.fromkeys(untold)), Options())
    assert {each.reason for each in document.unseen} == {"a font does not tell its letters"}


def test_a_map_that_shows_other_glyphs_than_the_letters_told_is_not_examined(tmp_path: Path) -> None:
    path, font = written(tmp_path / "a.pdf", "cjk"), pymupdf.Font("cjk")
    shown = {ord(each): font.has_glyph(ord(each)) for each in SHOWN}
    codes = dict(zip(shown.values(), [*list(shown.values())[1:], 0], strict=True))
    numbers = b"".join(codes.get(code, code).to_bytes(2, "big") for code in range(max(codes) + 1))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for each in pdf.objects:
            if isinstance(each, Dictionary) and each.get("/Subtype") == "/CIDFontType2":
                each["/CIDToGIDMap"] = pdf.make_stream(numbers)
        pdf.save(path)
    assert is_doubted(path)


BARS = {  # what a Type 3 font draws for some letters
    "L": "50 0 100 700 re 50 0 450 100 re",
    "T": "250 0 100 700 re 50 600 500 100 re",
    "H": "50 0 100 700 re 450 0 100 700 re 50 300 500 100 re",
    "E": "50 0 100 700 re 50 0 450 100 re 50 300 400 100 re 50 600 450 100 re",
    "F": "50 0 100 700 re 50 300 400 100 re 50 600 450 100 re",
}


@pytest.mark.parametrize(("letters", "doubted"), [({}, False), ({"H": "O", "E": "A", "T": "M", "L": "C"}, True)])
def test_so_is_a_font_that_draws_its_letters_by_itself(tmp_path: Path, letters: dict, *, doubted: bool) -> None:
    with pikepdf.new() as pdf:
        procs = {f"/{n}": pdf.make_stream(f"600 0 0 0 600 700 d1 {bars} f".encode()) for n, bars in BARS.items()}
        maps = " ".join(f"<{ord(n):02X}> <{ord(letters.get(n, n)):04X}>" for n in BARS)
        tells = f"begincmap 1 begincodespacerange <00> <FF> endcodespacerange {len(BARS)} beginbfchar {maps} endbfchar"
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 600, 700], FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            CharProcs=procs, FirstChar=0, LastChar=255, Widths=[600] * 256, ToUnicode=pdf.make_stream(tells.encode()),
            Encoding=Dictionary(Differences=[each for n in BARS for each in (ord(n), Name(f"/{n}"))]),
        )  # fmt: skip
        page = pdf.add_blank_page()
        page.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
        page.Contents = pdf.make_stream(b"BT /F1 24 Tf 50 100 Td (THE LEFT) Tj ET")
        pdf.save(tmp_path / "a.pdf")
    assert is_doubted(tmp_path / "a.pdf") == doubted
