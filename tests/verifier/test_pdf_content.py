"""Content streams: which pieces of text the verifier glues, so that it neither misses a name nor makes one up."""

import pikepdf
import pytest

from blinder.types import Severity
from blinder.verifier.checks.links import weigh_target
from blinder.verifier.pdf_content import FontMaps, read_content


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("BT 9 70 Td (Sam) Tj ET BT 30 70 Td (ple of) Tj ET", "Sample of"),
        ("BT 9 70 Td (Sam) Tj ET BT 90 70 Td (Ott) Tj ET", "Sam\nOtt"),
        ("BT 9 70 Td (Sam) Tj ET BT 9 50 Td (ple of) Tj ET", "Sam\nple of"),
        ("BT 1 0 0 1 9 70 Tm (Qua) Tj ET BT 1 0 0 1 30 70 Tm (NDT) Tj ET", "QuaNDT"),
        ("BT 9 70 Td (Q) Tj 5 0 Td (U) Tj 5 0 Td (A) Tj ET", "QUA"),
        ("BT 9 70 Td (Quandt) Tj T* (Ott) Tj ET", "Quandt\nOtt"),
    ],
)
def test_what_stands_on_one_line_is_glued_where_a_word_goes_on(content: str, text: str) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(content.encode())
        assert (read_content(page.obj, FontMaps()) or "").strip() == text


@pytest.mark.parametrize(
    ("encoding", "code"),
    [(pikepdf.Name.MacRomanEncoding, "325"), (pikepdf.Name.WinAnsiEncoding, "222")],
)
def test_a_simple_font_is_read_in_its_own_encoding(encoding: pikepdf.Name, code: str) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        for given in (encoding, pikepdf.Dictionary(BaseEncoding=encoding)):
            font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.TrueType, Encoding=given)
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.Contents = pdf.make_stream(f"BT /F1 9 Tf (Quandt\\{code}s) Tj ET".encode())
            assert (read_content(page.obj, FontMaps()) or "").strip() == "Quandt’s"


def test_a_sign_in_the_place_of_a_letter_is_no_letter() -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        program = pdf.make_stream(b"%!PS-AdobeFont-1.0\ndup 89 /daggerdbl put\ndup 79 /O put\ncurrentfile eexec\n\x93")
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, FontDescriptor=pikepdf.Dictionary(FontFile=program)
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(b"BT /F1 9 Tf (YOtt) Tj ET")
        assert (read_content(page.obj, FontMaps()) or "").strip() == "\ufffdOtt"


@pytest.mark.parametrize(
    ("target", "grade"),
    [
        ("mailto:quandt@x.example", Severity.LEAK),
        ("mailto:office@doe.mass.edu?subject=x", Severity.NOTE),
        ("mailto:z.quandt@doe.mass.edu", Severity.REVIEW),
        ("mailto:quandt@mass.edu.x.example", Severity.LEAK),
        ("https://www.doe.mass.edu/frameworks", None),
        ("https://docs.google.com/document/d/1", Severity.LEAK),
        ("https://quandtps-my.sharepoint.com/x", Severity.LEAK),
        ("https://www.quandtpublicschools.org/news", Severity.LEAK),
        ("https://www.quandt.k12.ma.us", Severity.LEAK),
        ("https://quandt.example/x", Severity.REVIEW),
    ],
)
def test_links_to_people_schools_and_shared_documents_are_leaks_and_offices_are_public(
    target: str, grade: Severity | None
) -> None:
    verdict = weigh_target(target)
    assert (verdict and verdict[0]) is grade
