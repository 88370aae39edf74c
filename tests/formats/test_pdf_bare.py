"""Bytes behind the last pixel of a picture that stays, as in the drawing of a glyph or in a finished file."""

import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from blinder.formats.base import Options
from blinder.formats.pdf import PDF
from blinder.formats.pdf.bare import keep_mesh_only, keep_pixels_only

TAIL = b" drawn by Maribel Okonquist"
SIDE = 16
GREY = bytes(range(256))
FAX = Dictionary(K=-1, Columns=SIDE, Rows=SIDE)


def encoded(kind: str, mode: str = "L") -> bytes:
    picture, data = Image.frombytes("L", (SIDE, SIDE), GREY).convert(mode), BytesIO()
    picture.save(data, kind)
    return data.getvalue()


def faxed() -> bytes:
    data = BytesIO()
    Image.frombytes("L", (SIDE, SIDE), GREY).convert("1").save(data, "TIFF", compression="group4")
    tags = Image.open(data).tag_v2
    return data.getvalue()[tags[273][0] :][: tags[279][0]]


PICTURES = {
    "plain": (GREY + TAIL, {}),
    "packed": (zlib.compress(GREY + TAIL), {"Filter": Name.FlateDecode}),
    "behind what is packed": (zlib.compress(GREY) + TAIL, {"Filter": Name.FlateDecode}),
    "digits": (GREY.hex().encode() + b">" + TAIL, {"Filter": Name.ASCIIHexDecode}),
    "runs": (b"\x7f" + GREY[:128] + b"\x7f" + GREY[128:] + b"\x80" + TAIL, {"Filter": Name.RunLengthDecode}),
    "JPEG": (encoded("JPEG") + TAIL, {"Filter": Name.DCTDecode}),
    "JPEG 2000": (encoded("JPEG2000") + TAIL, {"Filter": Name.JPXDecode}),
    "fax": (faxed() + TAIL, {"Filter": Name.CCITTFaxDecode, "DecodeParms": FAX, "BitsPerComponent": 1}),
}


def stream(pdf: pikepdf.Pdf, data: bytes, **keys: object) -> pikepdf.Stream:
    plain = {"Width": SIDE, "Height": SIDE, "ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}
    return pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, **plain | keys)


@pytest.mark.parametrize("kind", PICTURES)
def test_nothing_stands_behind_the_pixels(kind: str) -> None:
    data, keys = PICTURES[kind]
    with pikepdf.new() as pdf:
        picture = stream(pdf, data, **keys)
        before = pikepdf.PdfImage(stream(pdf, data.removesuffix(TAIL), **keys)).as_pil_image().convert("L")
        keep_pixels_only(picture)
        assert TAIL not in picture.read_raw_bytes()
        if "Filter" not in keys or keys["Filter"] != Name.DCTDecode:
            assert TAIL not in picture.read_bytes()
        assert pikepdf.PdfImage(picture).as_pil_image().convert("L").tobytes() == before.tobytes()


def test_a_picture_that_cannot_be_read_turns_blank() -> None:
    with pikepdf.new() as pdf:
        picture = stream(pdf, TAIL, Filter=Name.JPXDecode)
        keep_pixels_only(picture)
        assert picture.read_bytes() == bytes(SIDE * SIDE)


@pytest.mark.parametrize(
    ("kind", "mesh"),
    [
        (4, bytes([0, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 6])),
        (5, bytes(20)),
        (6, bytes(37) + b"\1" + bytes(22)),
        (7, bytes(45)),
    ],
)
def test_a_mesh_ends_with_its_last_whole_piece(kind: int, mesh: bytes) -> None:
    keys = {"BitsPerCoordinate": 8, "BitsPerComponent": 8, "BitsPerFlag": 8, "VerticesPerRow": 2}
    tail = b"" if kind == 5 else TAIL
    with pikepdf.new() as pdf:
        shading = pdf.make_stream(mesh + (tail or b"Okon"), ShadingType=kind, ColorSpace=Name.DeviceRGB, **keys)
        keep_mesh_only(shading)
        assert shading.read_bytes() == mesh


@pytest.mark.parametrize("inline", [True, False])
def test_a_glyph_that_is_a_picture_holds_its_pixels_alone(tmp_path: Path, *, inline: bool) -> None:
    with pikepdf.new() as pdf:
        pixels = bytes(range(8))
        drawn = b"BI /W 8 /H 8 /BPC 1 /IM true ID " + pixels + TAIL + b" EI" if inline else b"/I Do"
        picture = pdf.make_stream(pixels + TAIL, Subtype=Name.Image, Width=8, Height=8, ImageMask=True)
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 9, 9]),
            FontMatrix=Array([0.1, 0, 0, 0.1, 0, 0]),
            FirstChar=65,
            LastChar=65,
            Widths=Array([9]),
            CharProcs=Dictionary(A=pdf.make_stream(b"8 0 0 0 8 8 d1 8 0 0 8 0 0 cm " + drawn)),
            Encoding=Dictionary(Differences=Array([65, Name.A])),
            Resources=Dictionary(XObject=Dictionary(I=picture)),
        )
        page = pdf.add_blank_page(page_size=(612, 792)).obj
        page["/Resources"] = Dictionary(Font=Dictionary(T=font))
        page["/Contents"] = pdf.make_stream(b"BT /T 20 Tf 72 700 Td (A) Tj ET")
        pdf.save(tmp_path / "a.pdf")
    PDF().rewrite(tmp_path / "a.pdf", tmp_path / "out.pdf", {}, Options())
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        streams = [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
    assert not any(part in each for each in streams for part in (b"Okonquist", b"Okonquist".hex().encode()))
    assert any(part in each for each in streams for part in (pixels, pixels.hex().encode()))
