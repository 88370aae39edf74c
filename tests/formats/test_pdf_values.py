"""A name as a value behind a key that may stay, as an operand, or as text that nobody sees: none may get through."""

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from blinder.formats.base import Options
from blinder.formats.pdf import PDF
from blinder.formats.pdf.glyphnames import is_glyph_name
from blinder.formats.pdf.unreadable import LOST_TEXT

TOLD, NAMED = String("Okonquist"), Name("/Okonquist")
SHOWN = "BT /F1 12 Tf 72 700 Td (Minutes of the meeting) Tj ET"


def helvetica(**more: object) -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, **more)


def written(folder: Path, content: str = "", **resources: object) -> bytes:
    """The copy of one page with this content and these resources, its objects in plain view."""
    pdf, path, out = pikepdf.new(), folder / "a.pdf", folder / "out.pdf"
    page = pdf.add_blank_page(page_size=(612, 792))
    fonts = Dictionary(F1=helvetica())
    page.obj["/Resources"] = Dictionary(Font=fonts)
    for kind, thing in resources.items():
        members = page.obj["/Resources"].get(f"/{kind}", Dictionary())
        members["/X"] = pdf.copy_foreign(thing) if thing.is_indirect else thing
        page.obj["/Resources"][f"/{kind}"] = members
    page.obj["/Contents"] = pdf.make_stream(f"{SHOWN}\n{content}".encode())
    pdf.save(path)
    PDF().rewrite(path, out, {}, Options())
    with pikepdf.open(out) as copy:
        return b"\n".join(part for each in copy.objects for part in _plain(each))


def _plain(thing: pikepdf.Object) -> list[bytes]:
    if isinstance(thing, pikepdf.Stream):
        return [thing.stream_dict.unparse(resolved=True), thing.read_bytes()]
    return [thing.unparse(resolved=True)]


FUNCTION = {"FunctionType": 2, "Domain": Array([0, 1]), "N": 1}
VALUES = {
    "a state's dash": ("ExtGState", Dictionary(D=Array([Array([TOLD]), 0])), "/X gs"),
    "a state's blend mode": ("ExtGState", Dictionary(BM=Array([NAMED])), "/X gs"),
    "a key in a list": ("ExtGState", Dictionary(D=Array([Dictionary(Okonquist=1), 0])), "/X gs"),
    "the name of a glyph": ("Font", helvetica(Encoding=Dictionary(Differences=Array([65, NAMED]))), "/X 9 Tf"),
    "a font's widths": ("Font", helvetica(FirstChar=0, LastChar=0, Widths=Array([TOLD])), "/X 9 Tf"),
    "an encoding": ("Font", helvetica(Encoding=NAMED), "/X 9 Tf"),
    "a spot colour's function": (
        "ColorSpace",
        Array([Name.Separation, Name.All, Name.DeviceGray, Dictionary(C0=Array([TOLD]), **FUNCTION)]),
        "/X cs",
    ),
    "a palette": ("ColorSpace", Array([Name.Indexed, Name.DeviceRGB, 0, String(b"\1\2\3Okonquist")]), "/X cs"),
    "a shading": ("Shading", Dictionary(ShadingType=1, ColorSpace=Name.DeviceGray, Domain=Array([TOLD])), "/X sh"),
}


@pytest.mark.parametrize("what", VALUES)
def test_no_value_behind_a_known_key_holds_a_name(tmp_path: Path, what: str) -> None:
    kind, thing, call = VALUES[what]
    assert b"Okonquist" not in written(tmp_path, call, **{kind: thing})


@pytest.mark.parametrize(
    "content",
    [
        "/Okonquist gs",
        "/Okonquist Do",
        "/Okonquist cs",
        "/Okonquist ri",
        "(Okonquist) 1 w",
        "[(Okonquist) 3] 0 d",
        "(Okonquist) q Q",
        "BT /Okonquist 9 Tf ET",
        "BT /F1 9 Tf (Okonquist) (a) Tj ET",
        "BT /F1 9 Tf [/Okonquist (a)] TJ ET",
        "BT /F1 9 Tf << /A (Okonquist) >> Tj ET",
        "BT /F1 0 Tf (Okonquist) Tj ET",
        "BT /F1 9 Tf 0 0 0 0 9 9 Tm (Okonquist) Tj ET",
        "q BT 0 Tz /F1 9 Tf (Okonquist) Tj ET Q",
    ],
)
def test_operands_hold_no_name_and_text_without_a_size_goes(tmp_path: Path, content: str) -> None:
    copy = written(tmp_path, content)
    assert b"Okonquist" not in copy
    assert b"Minutes of the meeting" in copy


def test_text_within_the_drawing_of_a_glyph_goes(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    glyph = pdf.make_stream(b"5 0 d0 0 0 4 7 re f BT /F1 5 Tf (Okonquist) Tj ET")
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 9, 9]),
        FontMatrix=Array([0.1, 0, 0, 0.1, 0, 0]),
        FirstChar=65,
        LastChar=65,
        Widths=Array([5]),
        CharProcs=Dictionary(A=glyph),
        Encoding=Dictionary(Differences=Array([65, Name.A])),
        Resources=Dictionary(Font=Dictionary(F1=helvetica())),
    )
    copy = written(tmp_path, "BT /X 9 Tf (A) Tj ET", Font=pdf.make_indirect(font))
    assert b"Okonquist" not in copy


def test_text_far_off_the_page_is_read(tmp_path: Path) -> None:
    written(tmp_path, "BT /F1 9 Tf 1 0 0 1 90000 9 Tm (Okonquist) Tj ET")
    assert "Okonquist" in [segment.text for segment in PDF().read(tmp_path / "a.pdf", Options()).segments]


@pytest.mark.parametrize(
    "content",
    [
        "BT /F1 9 Tf 1 0 0 1 10000000000 9 Tm (Okonquist) Tj ET",
        "BT /F1 9 Tf 9 9 Td 100000000000000 Ts (Okonquist) Tj ET",
        "BT /F1 9 Tf 9 9 Td [-100000000000000000 (Okonquist)] TJ ET",
        "BT /F1 9 Tf 9 9 Td (The) Tj 1000000000000000 0 Td (Okonquist) Tj ET",
        "BT /F1 0.0000001 Tf 9 9 Td (Okonquist) Tj ET",
        "q .000001 0 0 .000001 9 9 cm BT /F1 9 Tf (O) Tj 9 0 Td (k) Tj ET Q",
    ],
)
def test_text_that_no_engine_reads_is_not_examined(tmp_path: Path, content: str) -> None:
    written(tmp_path, content)
    assert LOST_TEXT in [each.reason for each in PDF().read(tmp_path / "a.pdf", Options()).unseen]


@pytest.mark.parametrize("apart", [True, False])
def test_a_map_that_tells_other_letters_than_those_shown_is_not_believed(tmp_path: Path, *, apart: bool) -> None:
    pdf = pikepdf.new()
    space = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
    told = pdf.make_stream(space + b"1 beginbfrange <20> <7E> <0041> endbfrange endcmap")
    font = pdf.make_indirect(helvetica(Encoding=Name.WinAnsiEncoding, ToUnicode=told))
    written(tmp_path, "BT /X 9 Tf 72 600 Td (Okonquist) Tj ET", Font=font)
    with pikepdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as pdf:
        fonts = pdf.pages[0].obj["/Resources"]["/Font"]
        fonts["/X"] = fonts["/X"] if apart else Dictionary(dict(fonts["/X"].items()))
        pdf.save(tmp_path / "a.pdf")
    assert "Okonquist" in [segment.text for segment in PDF().read(tmp_path / "a.pdf", Options()).segments]


@pytest.mark.parametrize(
    ("name", "known"),
    [("Eacute", True), ("f_i", True), ("one.oldstyle", True), ("uni00E9", True), ("g12", True), ("C0_1", True),
     ("parenleftbigg", True), ("Okonquist", False), ("Rosa", False), ("Okonquist.alt", False)],
)  # fmt: skip
def test_glyphs_are_called_by_known_names(name: str, known: bool) -> None:
    assert is_glyph_name(name) is known
