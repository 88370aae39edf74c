"""Pictures: what OCR reads is text like any other; what nobody could read is told."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from blinder.errors import UnreadableFile
from blinder.types import EntityType
from blinder.verifier import Known, verify_file

Make = Callable[..., Path]
READ = "a picture whose text was read: logos, signs and faces are for a person to see"
UNREAD = "a picture that was not examined: a person must look"

PRIVATE = (  # a font whose letters are characters of its own
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00><ff> endcodespacerange"
    b" 1 beginbfrange <00><ff><E000> endbfrange endcmap end end"
)


def photo() -> bytes:
    stream = BytesIO()
    Image.radial_gradient("L").save(stream, "png")
    return stream.getvalue()


def said(path: Path, read_pixels: Callable[[bytes], str] | None) -> list[tuple[str, str]]:
    found = verify_file(path, [Known("Quandt", EntityType.PERSON)], read_pixels=read_pixels)[1]
    return sorted((each.check, each.message) for each in found if each.check in ("names", "pictures"))


def fail(picture: bytes) -> str:
    raise UnreadableFile("no")


@pytest.mark.parametrize("kind", ["docx", "odt", "pdf"])
def test_a_name_that_a_picture_shows_is_a_leak(request: pytest.FixtureRequest, kind: str) -> None:
    make = request.getfixturevalue(kind)
    path = {
        "docx": lambda: make("", {"word/media/image1.png": photo()}),
        "odt": lambda: make("", {"Pictures/1.png": photo()}),
        "pdf": lambda: make(lambda document: document[0].insert_image((10, 10, 90, 90), stream=photo())),
    }[kind]()
    assert said(path, lambda picture: "Class of Ms. Quandt") == [
        ("names", "a name is left: 1 PERSON"),
        ("pictures", READ),
    ]
    assert said(path, fail) == said(path, None) == [("pictures", UNREAD)]


def letters_as_shapes(document: pymupdf.Document) -> None:
    inner = pymupdf.open()
    inner.new_page().insert_text((72, 200), "Class of Ms. Quandt, all of it, " * 4)
    drawn = pymupdf.open("svg", inner[0].get_svg_image(text_as_path=True).encode()).convert_to_pdf()
    document[0].show_pdf_page(document[0].rect, pymupdf.open("pdf", drawn))


def stripes(document: pymupdf.Document) -> None:
    for row in range(4):
        document[0].insert_image((50, 100 + 20 * row, 500, 120 + 20 * row), stream=photo(), keep_proportion=False)


@pytest.mark.parametrize("draw", [letters_as_shapes, stripes])
def test_a_page_whose_letters_are_no_text_is_read_as_it_looks(pdf: Make, draw: Callable[..., None]) -> None:
    sizes = []

    def read(picture: bytes) -> str:
        sizes.append(Image.open(BytesIO(picture)).size)
        return "Class of Ms. Quandt" if sizes[-1][0] > 1000 else ""

    assert ("names", "a name is left: 1 PERSON") in said(pdf(draw), read)


@pytest.mark.parametrize("told", [True, False])
def test_a_page_is_sent_to_ocr_without_the_text_that_its_font_tells(pdf: Make, told: bool) -> None:
    def dots(document: pymupdf.Document) -> None:
        for at in range(30):
            document[0].draw_circle((50 + 9 * at, 400), 4)
        document[0].insert_text((72, 200), "Class of Ms. Quandt", fontsize=20)

    def hide(document: pikepdf.Pdf) -> None:
        for font in document.pages[0].Resources.Font.values():
            font.ToUnicode = document.make_stream(PRIVATE)

    inked = []

    def read(picture: bytes) -> str:
        with Image.open(BytesIO(picture)) as image:
            inked.append(min(image.convert("L").crop((140, 360, 600, 410)).getextrema()) < 128)
        return ""

    said(pdf(dots, None if told else hide), read)
    assert inked == [not told]


def test_pages_of_text_and_placeholders_are_not_sent_to_ocr(docx: Make, pdf: Make) -> None:
    image, stream = Image.new("RGB", (300, 120), (238, 238, 238)), BytesIO()
    ImageDraw.Draw(image).rectangle((0, 0, 299, 119), outline=(160, 160, 160))
    ImageDraw.Draw(image).text((60, 50), "Picture removed", fill=(96, 96, 96), font=ImageFont.load_default(14))
    image.save(stream, "png")
    assert said(docx("", {"word/media/image1.png": stream.getvalue()}), fail) == []
    assert said(pdf(lambda document: document[0].insert_image((10, 10, 90, 90), stream=stream.getvalue())), fail) == []


@pytest.mark.parametrize(("width", "height", "asked"), [(16, 16, False), (300, 4, False), (40, 20, True)])
def test_bullets_and_rules_ask_for_nobody(docx: Make, pdf: Make, width: int, height: int, asked: bool) -> None:
    stream = BytesIO()
    Image.radial_gradient("L").resize((width, height)).save(stream, "png")
    box = (10, 10, 90, 90)
    for path in (
        docx("", {"word/media/image1.png": stream.getvalue()}),
        pdf(lambda document: document[0].insert_image(box, stream=stream.getvalue(), keep_proportion=False)),
    ):
        assert said(path, None) == [("pictures", UNREAD)] * asked


def test_a_key_of_an_inline_picture_is_read(pdf: Make) -> None:
    def draw(file: pikepdf.Pdf) -> None:
        file.pages[0].contents_add(b"q BI /W 1 /H 1 /CS /G /BPC 8 /Quandt true ID x EI Q")

    assert said(pdf(None, draw), None) == [("names", "a name is left: 1 PERSON")]


def test_an_inline_picture_is_a_picture(pdf: Make) -> None:
    def draw(file: pikepdf.Pdf) -> None:
        pixels = bytes(range(0, 250, 10)) * 16
        file.pages[0].contents_add(b"q BI /W 20 /H 20 /CS /G /BPC 8 ID " + pixels + b" EI Q")

    assert said(pdf(None, draw), lambda picture: "Quandt") == [
        ("names", "a name is left: 1 PERSON"),
        ("pictures", READ),
    ]


def test_a_page_of_placeholders_is_no_scan(pdf: Make) -> None:
    image, stream = Image.new("RGB", (300, 120), (238, 238, 238)), BytesIO()
    ImageDraw.Draw(image).rectangle((0, 0, 299, 119), outline=(160, 160, 160))
    image.save(stream, "png")

    def draw(document: pymupdf.Document) -> None:
        for row in range(4):
            document[0].insert_image((10, 100 + 50 * row, 90, 140 + 50 * row), stream=stream.getvalue())

    assert said(pdf(draw), fail) == []
