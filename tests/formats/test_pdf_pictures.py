"""PDF: which pictures stay, what is left of them, what stands in for the others. Every name here is invented."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pymupdf
import pytest
import zxingcpp
from PIL import Image

from blinder.formats.base import Options
from blinder.formats.pdf import PDF
from blinder.formats.pictures import PictureText, Word, read_picture
from blinder.formats.pictures.raster import open_picture
from blinder.types import Document, Fate, Redaction, SegmentKind, Span

NAME, LABEL = "Maribel Okonquist", "Teacher C"
QUAD = ((20.0, 20.0), (180.0, 20.0), (180.0, 50.0), (20.0, 50.0))
SEEN = PictureText(NAME, (Word(Span(0, 7), QUAD), Word(Span(8, 17), QUAD)))
MIDDLE = (150, 300, 450, 460)

Draw = Callable[[pymupdf.Page], object]


def encoded(image: Image.Image, kind: str = "PNG") -> bytes:
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


def screenshot() -> Image.Image:
    """A line that names somebody, and a QR code."""
    with pymupdf.open() as document:
        page = document.new_page(width=300, height=160)
        page.insert_text((20, 40), f"Reply to {NAME}", fontsize=14)
        pixels = page.get_pixmap(dpi=150)
    image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)
    code = zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(NAME, zxingcpp.BarcodeFormat.QRCode), scale=6)
    image.paste(Image.fromarray(code), (360, 130))
    return image


@pytest.fixture(scope="module")
def picture() -> bytes:
    return encoded(screenshot())


@pytest.fixture
def fake_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name in every picture that can be opened."""

    def answer(data: bytes) -> PictureText:
        open_picture(data)
        return SEEN

    monkeypatch.setattr("blinder.formats.pictures.judging.read_picture", answer)


def made(path: Path, *pages: Draw) -> Path:
    with pymupdf.open() as document:
        for draw in pages:
            page = document.new_page(width=612, height=792)
            page.insert_text((72, 200), "Before the picture.")
            draw(page)
        document.save(path)
    return path


def shown_at(picture: bytes, *boxes: tuple[int, int, int, int], **more: object) -> Draw:
    return lambda page: [page.insert_image(box, stream=picture, keep_proportion=False, **more) for box in boxes]


def rewritten(path: Path, document: Document, options: Options) -> Path:
    out = path.with_name("out.pdf")
    redactions = {
        segment.id: [Redaction(segment.id, Span(at, at + len(NAME)), LABEL, "p1")]
        for segment in document.segments
        if (at := segment.text.find(NAME)) >= 0
    }
    PDF().rewrite(path, out, redactions, options)
    return out


def images(path: Path) -> list[pikepdf.Object]:
    with pikepdf.open(path) as pdf:
        return [
            pikepdf.PdfImage(each).as_pil_image()
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]


def whys(document: Document) -> list[tuple[Fate, str]]:
    return [(each.fate, each.why) for each in document.pictures]


def test_a_screenshot_stays_with_its_names_and_codes_painted_over(tmp_path: Path, picture: bytes) -> None:
    options = Options(pictures="cover")
    path = made(tmp_path / "a.pdf", shown_at(picture, MIDDLE))
    document = PDF().read(path, options)
    read = [segment for segment in document.segments if segment.kind is SegmentKind.PICTURE]
    assert [(segment.place, segment.text) for segment in read] == [("p. 1, picture 1", f"Reply to {NAME}")]
    out = rewritten(path, document, options)
    (image,) = images(out)
    left = read_picture(encoded(image.convert("RGB")))
    assert LABEL in left.text and "Okonquist" not in left.text and not left.codes
    with pymupdf.open(out) as finished:
        assert finished[0].get_image_info()[0]["bbox"] == pytest.approx(MIDDLE, abs=0.1)
        assert "Before the picture." in finished[0].get_text()


def in_form(page: pymupdf.Page, picture: bytes) -> None:
    """A picture painted by a form, which calls itself one of ours."""
    with pymupdf.open() as inner:
        shown_at(picture, (0, 0, 300, 160))(inner.new_page(width=300, height=160))
        page.show_pdf_page(pymupdf.Rect(MIDDLE), inner, 0)
    for xref, *_ in page.get_xobjects():
        page.parent.xref_set_key(xref, "Blinder", "true")


@pytest.mark.parametrize(
    ("draw", "why"),
    [
        (lambda data: shown_at(data, (150, 20, 450, 60)), "in a header or footer"),
        (lambda data: shown_at(data, (10, 300, 200, 460)), "near the edge of a page"),
        (lambda data: shown_at(data, MIDDLE, (150, 500, 450, 600)), "used more than once"),
        (lambda data: shown_at(data, MIDDLE, (150, 460, 450, 600)), "a piece of a larger picture"),
    ],
)
@pytest.mark.usefixtures("fake_ocr")
def test_what_may_be_a_logo_gives_way(tmp_path: Path, picture: bytes, draw: Callable[[bytes], Draw], why: str) -> None:
    path = made(tmp_path / "a.pdf", draw(picture))
    assert whys(PDF().read(path, Options(pictures="cover")))[0] == (Fate.PLACEHOLDER, why)
    assert why in PDF().read(path, Options(pictures="keep")).unseen[0].reason


@pytest.mark.usefixtures("fake_ocr")
def test_a_persons_yes_keeps_a_logo_and_a_no_takes_a_screenshot(tmp_path: Path, picture: bytes) -> None:
    path = made(tmp_path / "a.pdf", shown_at(picture, (150, 20, 450, 60)))
    (logo,) = PDF().read(path, Options()).pictures
    for fate, mode, left in ((Fate.COVER, "placeholder", 1), (Fate.PLACEHOLDER, "keep", 0)):
        options = Options(pictures=mode, decisions={(logo.place, logo.sha256): fate})
        document = PDF().read(path, options)
        assert not document.unseen
        assert len(images(rewritten(path, document, options))) == left


@pytest.mark.usefixtures("fake_ocr")
def test_a_picture_within_a_form_is_a_picture(tmp_path: Path, picture: bytes) -> None:
    path = made(tmp_path / "a.pdf", lambda page: in_form(page, picture))
    out = rewritten(path, PDF().read(path, Options()), Options())
    assert not images(out)
    with pymupdf.open(out) as document:
        assert "Picture removed" in document[0].get_text()


@pytest.mark.usefixtures("fake_ocr")
def test_a_picture_written_into_the_content_gives_way(tmp_path: Path) -> None:
    path = made(tmp_path / "a.pdf", lambda page: None)
    inline = b"q 200 0 0 100 150 300 cm BI /W 8 /H 8 /BPC 8 /CS /G ID " + bytes(range(64)) + b" EI Q"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].contents_add(inline)
        pdf.save(path)
    options = Options(pictures="cover")
    out = rewritten(path, PDF().read(path, options), options)
    with pikepdf.open(out) as pdf:
        assert b" ID " not in pdf.pages[0].Contents.read_bytes()


@pytest.mark.usefixtures("fake_ocr")
def test_what_stays_is_what_was_read_and_nothing_behind_it(tmp_path: Path, picture: bytes) -> None:
    """A soft mask, and bytes after the end of a JPEG."""
    mask = encoded(Image.new("L", screenshot().size, 200))
    options = Options(pictures="cover")
    for name, draw in (
        ("mask", shown_at(picture, MIDDLE, mask=mask)),
        ("tail", shown_at(encoded(screenshot(), "JPEG") + NAME.encode(), MIDDLE)),
    ):
        path = made(tmp_path / f"{name}.pdf", draw)
        out = rewritten(path, PDF().read(path, options), options)
        assert len(images(out)) == 1
        with pikepdf.open(out) as pdf:
            assert not any(isinstance(each, pikepdf.Stream) and "/SMask" in each for each in pdf.objects)
        assert NAME.encode() not in out.read_bytes()


def test_pictures_stay_as_they_are_in_finished_files(tmp_path: Path, picture: bytes) -> None:
    path = made(tmp_path / "a.pdf", shown_at(picture, MIDDLE), shown_at(picture, (0, 0, 612, 792)))
    options = Options(pictures="untouched")
    assert len(images(rewritten(path, PDF().read(path, options), options))) == 1
