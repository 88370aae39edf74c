"""What stands where nobody reads: values that may name somebody, without vocabulary and labels; and file names."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import docx as python_docx
import pikepdf
import pytest

from blinder.formats.fonts import is_known_font
from blinder.label_map import read_label_map
from blinder.types import EntityType, Severity
from blinder.verifier import Glimpse, Grammar, Known, Sight, look, unread_values, verify_file, verify_together

HITS = [
    "quandt_notes",
    "ZerlinaQuandt",
    "Zerlina Quandt",
    "AUTHOR Zerlina Quandt",
    "/Zerlina#20Quandt",
    "https://x.example/quandt",
    "lin",
    "Lin",
    "David",
    "kristen",
    "Bradley",
    "Cooper Blackmer",
]
VOCABULARY = [
    "Heading 1", "minorEastAsia", "Style 12", "Courier New", "rId7", "FFCC00", "application/xml", "Teacher C",
    "http://schemas.openxmlformats.org/drawingml/2006/main", "/WinAnsiEncoding", "/AAAAAA+Calibri", "word/header1.xml",
    "/uni25CF", "/u1F5CE", "Bradley Hand ITC", "FangSong", "/AAAAAA+GillSansMT-Bold",
    "{29D93AC3-1263-B945-A702-0584124E6BBF}", "/MCID", "/ExtGState", "Arab, Armn, Cyrl, Geok",
    "visibility:visible;mso-wrap-style:square;mso-width-percent:950;v-text-anchor:middle",
    'font-family:"Calibri";font-size:1pt', "https://en.wikipedia.org/wiki/Newbery_Medal", "…/·2cÏm¢€<G«Ø`+",
]  # fmt: skip


def values(text: str, *, shown: str = "", raw: bool = False, place: str = "attributes") -> list[str]:
    sight = Sight("a.docx", (Glimpse("p. 1", shown, True), Glimpse(place, text, raw=raw)), ())
    return [value for _, value in unread_values(sight)]


@pytest.mark.parametrize("value", HITS)
def test_a_value_that_may_name_somebody_is_told(value: str) -> None:
    assert values(value) == [value]


@pytest.mark.parametrize("value", VOCABULARY)
def test_vocabulary_of_formats_and_labels_are_not(value: str) -> None:
    assert values(value) == []


def test_what_people_read_anyway_is_told_there() -> None:
    assert values("zerlina quandt\x1eQuandt", shown="Here Zerlina Quandt stands.") == []


def test_no_font_that_a_copy_may_keep_names_anybody_where_fonts_are_named() -> None:
    lines = files("blinder.formats").joinpath("fonts.txt").read_text("utf-8").splitlines()
    fonts = [line for line in lines if not line.startswith("#")]
    fonts += ["Roboto SemiBold", "Roboto Extra Light", "Copperplate Gothic Bold1", "Roboto Black2", "Arial Narrow Demi"]
    assert all(map(is_known_font, fonts))
    assert values("\x1e".join(fonts), place="word/styles.xml, names of fonts") == []


@pytest.mark.parametrize(("prefixes", "told"), [("wpg", []), ("wpg quandt", ["quandt"])])
def test_the_prefix_of_a_known_namespace_names_nobody(docx: Any, prefixes: str, told: list[str]) -> None:
    spaces = 'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" xmlns:quandt="urn:quandt"'
    path = docx(f'<w:p {spaces}><mc:Choice Requires="{prefixes}"/></w:p>')
    assert [value for _, value in unread_values(look(path))] == told


def test_a_prefix_is_asked_anew_for_what_it_stands_for(docx: Any) -> None:
    known, foreign = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup", "urn:quandt"
    choices = [f'<w:p xmlns:quandt="{space}"><mc:Choice Requires="quandt"/></w:p>' for space in (known, foreign)]
    assert "quandt" in [value for _, value in unread_values(look(docx("".join(choices))))]


def test_the_fonts_of_a_theme_name_nobody_but_a_name_that_must_be_gone_is_seen_there(docx: Any) -> None:
    fonts = '<a:font script="Sora" typeface="Zerlina Quandt"/><a:latin typeface="Ottoline Marsh"/>'
    path = docx("", {"word/theme/theme1.xml": f"<a:theme XMLNS>{fonts}</a:theme>"})
    assert [value for _, value in unread_values(look(path))] == ["Ottoline Marsh"]
    _, found = verify_file(path, [Known("Zerlina Quandt", EntityType.PERSON)])
    assert [each.place for each in found if each.check == "names"] == ["word/theme/theme1.xml, fonts by script"]


def test_a_font_called_like_a_person_is_told_of_where_no_font_is_named(docx: Any, tmp_path: Path) -> None:
    path = docx("<w:p><w:r><w:rPr><w:rFonts w:ascii='David'/></w:rPr><w:t w:tag='Miriam'>a</w:t></w:r></w:p>")
    assert [value for _, value in unread_values(look(path))] == ["Miriam"]
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.First = pikepdf.Dictionary(Type=pikepdf.Name.Font, BaseFont=pikepdf.Name("/AAAAAA+David,Bold"))
        pdf.Root.Second = pikepdf.Dictionary(T=pikepdf.String("David"))
        pdf.save(tmp_path / "a.pdf")
    assert [value for _, value in unread_values(look(tmp_path / "a.pdf"))] == ["David"]


def test_nothing_is_told_of_what_python_docx_brings(tmp_path: Path) -> None:
    plain = python_docx.Document()
    plain.add_paragraph("Teacher C met Principal D.")
    plain.save(str(tmp_path / "a.docx"))
    sight, found = verify_file(tmp_path / "a.docx")
    assert [each for each in found if each.severity is not Severity.NOTE] == []
    assert list(unread_values(sight)) == []


def test_in_binary_data_only_two_words_count() -> None:
    assert values("x%Quandt+&\x1e  by Zerlina Quandt.", raw=True) == ["Zerlina Quandt"]


@pytest.mark.parametrize("noise", ["ÎêôQ½¹ Õe", "ÙsÛºµ.žpè", "Ömë,Gçu", "Ba Ko"])
def test_what_bytes_write_by_chance_is_no_name(noise: str) -> None:
    assert values(noise, raw=True) == []


@pytest.mark.parametrize("value", ["lin", "linDir", "followSib", "autoTxRot", "bkPtFixedVal"])
def test_the_words_of_diagrams_name_nobody_there(value: str) -> None:
    assert values(value, place="word/diagrams/layout1.xml, attributes") == []


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ("font-family:Quandt;width:2", ["Quandt;2"]),
        ("Quandt:1;width:2", ["Quandt:1;2"]),
        ("width:2;z-index:3", []),
        ("font-family:David;width:2", []),
        ("color:David;width:2", ["David;2"]),
    ],
)
def test_of_a_style_sheet_only_its_own_words_are_left_out(style: str, told: list[str]) -> None:
    assert values(style) == told


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Quandt_A1.docx", True),
        ("A1ZerlinaQuandt.docx", True),
        ("old/Quandt/A1.docx", True),
        ("Artifact 2 Report v3 (edits).docx", False),
        ("Confidentiality Form School B.docx", False),
        ("Cat5_Other Materials_student work.pdf", False),
    ],
)
def test_a_file_name_with_a_name_asks_for_a_person(name: str, found: bool) -> None:
    told = verify_together([Sight(name, (), ())], Grammar.over((), read_label_map()))
    assert [(each.check, each.severity, each.place) for each in told] == [
        ("filenames", Severity.REVIEW, "file name")
    ] * found


def test_of_a_type_1_font_only_what_stands_before_its_glyphs_is_told(pdf: Any) -> None:
    program = b"%!PS-AdobeFont-1.0\n/Notice (Zerlina Quandt) def\ncurrentfile eexec\n\x8c\x93 Ottoline Marsh \x9d\x01"

    def embed(file: pikepdf.Pdf) -> None:
        file.Root.Font = file.make_indirect(pikepdf.Stream(file, program, Length1=73))

    told = [value for _, value in unread_values(look(pdf(None, embed)))]
    assert any("Zerlina Quandt" in value for value in told)
    assert not any("Ottoline" in value for value in told)
    known = [Known("Ottoline Marsh", EntityType.PERSON)]
    assert any(each.severity is Severity.LEAK for each in verify_file(pdf(None, embed), known)[1])


@pytest.mark.parametrize(
    ("text", "told"), [("See Zerlina%20Quandt", ["See Zerlina Quandt"]), ("Therefore %edx Quandt", [])]
)
def test_escaped_letters_are_told_in_plain(tmp_path: Path, text: str, told: list[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text)
    assert [value for _, value in unread_values(look(path))] == told
