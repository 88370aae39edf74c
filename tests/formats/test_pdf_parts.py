"""Parts of the PDF format on their own: font programs, XMP, the verifier's eyes."""

import struct
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from blinder.errors import TooLarge
from blinder.formats.base import Options
from blinder.formats.pdf import PDF
from blinder.formats.pdf.check import pages_with_leaks
from blinder.formats.pdf.evidence import properties
from blinder.formats.pdf.fontprogram import without_names
from blinder.formats.pdf.fonts import clean_cmap, clean_glyph_map, name_font
from blinder.formats.pdf.glyphs import read_runs
from blinder.formats.pdf.passages import Passage
from blinder.formats.pdf.sheets import Sheet, flatten
from blinder.formats.pdf.unreadable import unseen_of
from blinder.types import Segment, SegmentKind


@pytest.mark.parametrize(("font", "maker"), [("helv", b"Nimbus"), ("cjk", "Droid".encode("utf-16-be"))])
def test_font_programs_lose_their_names_and_keep_their_glyphs(font: str, maker: bytes) -> None:
    program = pymupdf.Font(font).buffer
    blank = without_names(program)
    assert maker in program
    assert maker not in blank and len(blank) == len(program)
    assert pymupdf.Font(fontbuffer=blank).text_length("Minutes") == pymupdf.Font(font).text_length("Minutes")


def test_a_font_program_loses_its_signature() -> None:
    signature = b"\0\0\0\1\0\1\0\0" + b"Okonquist Certification"
    head = b"\0\1\0\0" + b"\0\1" + bytes(6) + b"DSIG" + struct.pack(">LLL", 0, 28, len(signature))
    blank = without_names(head + signature)
    assert blank == head + b"\0\0\0\1" + bytes(len(signature) - 4)


def test_the_clear_part_of_a_type_1_program_loses_its_names() -> None:
    program = b"%!PS-AdobeFont-1.0: Okonquist\n/FontName /Okonquist def\n/Notice (by Okonquist) def eexec\x01\x02"
    blank = without_names(program)
    assert b"Okonquist" not in blank
    assert len(blank) == len(program) and blank.endswith(b"eexec\x01\x02")


@pytest.mark.parametrize("font", ["helv", "cjk"])
def test_nothing_stands_behind_the_last_part_of_a_font_program(font: str) -> None:
    program = pymupdf.Font(font).buffer
    blank = without_names(program + b"Okonquist")
    assert blank == without_names(program) + bytes(9)


def test_type_1_programs_keep_their_encoding_and_lose_unknown_keys_and_what_stands_behind_the_end() -> None:
    encoding = b"/Encoding 256 array dup 65 /Aacute put dup 66 /zcaron put readonly def\n"
    head, tail = b"%!PS-AdobeFont-1.0\n", b"eexec\x01\x02 0000 cleartomark"
    blank = without_names(head + b"/Okonquist 3 def\n" + encoding + tail + b" Okonquist")
    assert blank == head + b"/FFFFFFFFF 3 def\n" + encoding + tail + b" " * 10


@pytest.mark.parametrize(
    "program", [b"", b"\x01", b"\x01\x00\x04\x01\xff\xff", b"OTTO\xff\xff", b"%!", b"nothing known"]
)
def test_damaged_font_programs_go_or_hold_nothing(program: bytes) -> None:
    assert without_names(program) in (b"", program)


def test_a_program_of_no_known_kind_goes() -> None:
    assert without_names(b"Okonquist wrote this") == b""


def test_a_map_of_glyphs_holds_numbers_of_glyphs_alone() -> None:
    program = b"\0\1\0\0\0\1" + bytes(6) + b"maxp" + struct.pack(">LLL", 0, 28, 6) + b"\0\1\0\0\0\x09"
    with pikepdf.new() as pdf:
        descriptor = pikepdf.Dictionary(FontFile2=pdf.make_stream(program))
        numbers = pdf.make_stream(b"\0\1\0\x08\0\x09Okonquis" + bytes(2 * 65_536) + b"Okonquist")
        clean_glyph_map(numbers, pikepdf.Dictionary(FontDescriptor=descriptor))
        assert numbers.read_bytes() == b"\0\1\0\x08".ljust(2 * 65_536, b"\0")


def test_no_glyph_is_told_as_a_whole_name() -> None:
    name = "Okonquist".encode("utf-16-be").hex().encode()
    with pikepdf.new() as pdf:
        told = pdf.make_stream(b"2 beginbfchar <01> <" + name + b"> <02> <006600660069> endbfchar")
        clean_cmap(told)
        assert name not in told.read_bytes()
        assert b"<01> <FFFD> <02> <006600660069>" in told.read_bytes()


@pytest.mark.parametrize(
    ("old", "flags", "new"),
    [
        ("/Times New Roman,Bold", 32, "/Times New Roman,Bold"),
        ("/Arial Narrow", 32, "/Arial Narrow"),
        ("/Okonquist Sans", 32, "/Helvetica"),
        ("/OkonquistText", 2, "/Times-Roman"),
        ("/OkonquistText-Bold", 2, "/Times-Bold"),
        ("/OkonquistText", 1, "/Courier"),
        ("/Times New Okonquist", 32, "/Times-Roman"),
    ],
)
def test_a_font_that_the_file_does_not_carry_is_called_by_a_standard_name(old: str, flags: int, new: str) -> None:
    descriptor = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name(old), Flags=flags)
    font = pikepdf.Dictionary(Subtype=pikepdf.Name.TrueType, BaseFont=pikepdf.Name(old), FontDescriptor=descriptor)
    name_font(font, "F1")
    assert (font["/BaseFont"], descriptor["/FontName"]) == (new, new)


def test_the_author_is_read_from_xmp() -> None:
    xmp = b"<rdf:RDF><dc:creator><rdf:Seq><rdf:li>Maribel Okonquist</rdf:li></rdf:Seq></dc:creator></rdf:RDF>"
    with pikepdf.new() as pdf:
        pdf.Root["/Metadata"] = pdf.make_stream(xmp)
        assert [(each.hint, each.text) for each in properties(pdf)] == [("Author", "Maribel Okonquist")]


def test_the_second_engine_sees_a_name_that_stayed(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        page = document.new_page(width=28_800, height=28_800)
        page.insert_text((14_500, 14_300), "Okonquist was here")
        name = read_runs(page)[0].glyphs[:9]
        page.set_mediabox(pymupdf.Rect(0, 0, 28_800, 28_800))
        document.save(tmp_path / "wide.pdf")
    with pikepdf.open(tmp_path / "wide.pdf") as pdf:
        page = pdf.pages[0]
        page.contents_add(b"1 0 0 1 -14400 -14400 cm", prepend=True)
        page.obj["/MediaBox"] = pikepdf.Array([0, 0, 600, 800])
        pdf.save(tmp_path / "out.pdf")
    assert pages_with_leaks(tmp_path / "out.pdf", {0: [name]}, {0: []}) == [0]
    assert pages_with_leaks(tmp_path / "out.pdf", {0: [name[::-1][:1]]}, {0: []}) == []


@pytest.mark.parametrize(
    ("text", "is_unseen"), [("Dear Ms. Okonquist", False), ("المديرة فاطمة", True), ("מנהלת", True)]
)
def test_text_from_right_to_left_is_unseen(text: str, is_unseen: bool) -> None:
    passage = Passage(Segment("p1.1", SegmentKind.BODY, "p. 1, paragraph 1", text), [], [])
    sheet = Sheet((0, 0, 612, 792), (0, 0, 612, 792), 0)
    assert bool(list(unseen_of([passage], sheet, 1, []))) is is_unseen


@pytest.mark.parametrize(
    ("letters", "step", "is_unseen"),
    [("OKONQUIST", (0, -40), True), ("Okonquist", (40, 0), True), ("ABBCADEFCA", (0, -13), False),
     ("MTWRF", (40, 0), False), ("ABCDEFGH", (40, 0), False), ("Okonquist", (9, 0), False)],
)  # fmt: skip
def test_letters_that_stand_apart_are_not_examined(
    tmp_path: Path, letters: str, step: tuple[int, int], is_unseen: bool
) -> None:
    with pymupdf.open() as document:
        page = document.new_page()
        for at, letter in enumerate(letters):
            page.insert_text((72 + step[0] * at, 300 - step[1] * at), letter)
        document.save(tmp_path / "a.pdf")
    assert bool(PDF().read(tmp_path / "a.pdf", Options()).unseen) is is_unseen


def test_a_page_whose_parent_is_no_page_tree_stands_as_it_says_itself() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 200))
        pdf.pages[0].obj["/Parent"] = pikepdf.Name.Nowhere
        assert flatten(pdf)[0] == Sheet((0, 0, 300, 200), (0, 0, 300, 200), 0)


def test_a_page_of_millions_of_drawing_orders_is_refused(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].Contents = pdf.make_stream(b"q Q " * (4 * 2**20))
    pdf.save(tmp_path / "heavy.pdf", compress_streams=True)
    with pytest.raises(TooLarge):
        PDF().read(tmp_path / "heavy.pdf", Options())
