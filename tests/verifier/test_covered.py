"""What is covered instead of removed: each way of hiding is found, and what is shown is not."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from PIL import Image

from blinder.types import Severity
from blinder.verifier import Glimpse, Sight, verify_file
from blinder.verifier.checks import pseudonyms

Make = Callable[..., Path]
TEXT, AT, BOX = "Quarterly numbers", (72, 200), pymupdf.Rect(60, 185, 300, 206)


def covered(path: Path) -> dict[str, Severity]:
    return {found.message: found.severity for found in verify_file(path)[1] if found.check == "covered"}


def picture() -> bytes:
    stream = BytesIO()
    Image.radial_gradient("L").save(stream, "png")
    return stream.getvalue()


def under(cover: Callable[[pymupdf.Page], object]) -> Callable[[pymupdf.Document], object]:
    return lambda document: (document[0].insert_text(AT, TEXT), cover(document[0]))


def marked(page: pymupdf.Page) -> None:
    mark = page.add_highlight_annot(BOX)
    mark.set_colors(stroke=(0, 0, 0))
    mark.update()


def form(document: pymupdf.Document) -> None:
    inner = pymupdf.open()
    page = inner.new_page()
    page.insert_text(AT, TEXT)
    page.draw_rect(BOX, fill=(0, 0, 0))
    document[0].show_pdf_page(document[0].rect, inner)


PDF = {
    "dark box": (under(lambda page: page.draw_rect(BOX, fill=(0, 0, 0))), "text under a dark box"),
    "white box": (under(lambda page: page.draw_rect(BOX, fill=(1, 1, 1))), "text that is not shown"),
    "picture": (
        under(lambda page: page.insert_image(BOX, stream=picture(), keep_proportion=False)),
        "text under a picture",
    ),
    "thick line": (under(lambda page: page.draw_line((60, 196), (300, 196), width=16)), "text under a dark box"),
    "highlight": (under(marked), "text under a dark box"),
    "box in a form": (form, "text under a dark box"),
    "other text": (under(lambda page: page.insert_text(AT, "Somebody else")), "text under other text"),
    "white text": (lambda d: d[0].insert_text(AT, TEXT, color=(1, 1, 1)), "text that is not shown"),
    "invisible text": (lambda d: d[0].insert_text(AT, TEXT, render_mode=3), "invisible text"),
    "tiny text": (lambda d: d[0].insert_text(AT, TEXT, fontsize=0.6), "tiny text"),
    "off the page": (lambda d: d[0].insert_text((-900, 200), TEXT), "text outside the page"),
    "hidden layer": (lambda d: d[0].insert_text(AT, TEXT, oc=d.add_ocg("x", on=False)), "text that is not shown"),
    "unapplied redaction": (under(lambda page: page.add_redact_annot(BOX)), "unapplied redaction"),
}  # fmt: skip
SHOWN = {
    "on a dark ground": lambda d: (d[0].draw_rect(BOX, fill=(0, 0, 0.4)), d[0].insert_text(AT, TEXT, color=(1, 1, 1))),
    "on a picture": lambda d: (d[0].insert_image(BOX, stream=picture()), d[0].insert_text(AT, TEXT, color=(1, 0, 0))),
    "in small print": lambda d: d[0].insert_text(AT, TEXT, fontsize=5),
    "twice for bold": lambda d: (d[0].insert_text(AT, TEXT), d[0].insert_text((72.3, 200), TEXT)),
    "on a turned page": lambda d: (d[0].insert_text(AT, TEXT), d[0].set_rotation(90)),
    "under a pale highlight": under(lambda page: page.add_highlight_annot(BOX)),
}


@pytest.mark.parametrize("case", PDF)
def test_text_that_a_page_hides_is_found(pdf: Make, case: str) -> None:
    draw, message = PDF[case]
    assert covered(pdf(draw)) == {message: Severity.REVIEW}


@pytest.mark.parametrize("case", SHOWN)
def test_text_that_a_page_shows_is_fine(pdf: Make, case: str) -> None:
    assert covered(pdf(SHOWN[case])) == {}


def test_the_text_layer_of_a_scan_is_noted(pdf: Make) -> None:
    def scan(document: pymupdf.Document) -> None:
        document[0].insert_image(document[0].rect, stream=picture())
        document[0].insert_text(AT, TEXT, render_mode=3)

    assert covered(pdf(scan))["text layer of a picture"] is Severity.NOTE


def test_a_label_under_a_box_names_nobody(pdf: Make) -> None:
    def draw(document: pymupdf.Document) -> None:
        document[0].insert_text(AT, "Teacher C")
        document[0].draw_rect(BOX, fill=(0, 0, 0))

    assert covered(pdf(draw)) == {"text under a dark box": Severity.NOTE}


def test_a_picture_that_shows_only_in_part_is_found(pdf: Make) -> None:
    def clip(file: pikepdf.Pdf) -> None:
        page = file.pages[0]
        page.contents_coalesce()
        page.Contents = file.make_stream(b"q 60 700 50 50 re W n " + page.Contents.read_bytes() + b" Q")

    draw = lambda document: document[0].insert_image((50, 50, 250, 150), stream=picture())  # noqa: E731
    assert "cropped picture" in covered(pdf(draw, clip))
    assert "cropped picture" not in covered(pdf(draw))


RUN = "<w:p><w:r><w:rPr>{}</w:rPr><w:t>Quarterly numbers</w:t></w:r></w:p>"
FILL = "<wps:spPr xmlns:wps='x'><a:solidFill><a:srgbClr val='{}'/></a:solidFill></wps:spPr>"
SHAPE = f"<wp:anchor behindDoc='{{}}'>{FILL}</wp:anchor>"
CELL = "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='{}'/></w:tcPr>{}</w:tc></w:tr></w:tbl>"
WHITE = RUN.format("<w:color w:val='FFFFFF'/>")
IMAGE = {"word/media/image1.png": picture()}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (RUN.format("<w:highlight w:val='black'/>"), "text in the colour of its ground"),
        (RUN.format("<w:color w:val='000000'/><w:shd w:fill='0A0A0A'/>"), "text in the colour of its ground"),
        (WHITE, "white text"),
        (RUN.format("<w:sz w:val='2'/>"), "tiny text"),
        (f"<w:p>{SHAPE.format(0, '000000')}</w:p>", "a black shape that may cover text"),
        ("<w:p><v:rect fillcolor='black'/></w:p>", "a black shape that may cover text"),
        ("<w:p><a:blipFill><a:srcRect l='2500' r='0'/></a:blipFill></w:p>", "cropped picture"),
    ],
)
def test_what_word_hides_is_found(docx: Make, body: str, message: str) -> None:
    assert covered(docx(body, IMAGE)) == {message: Severity.REVIEW}


@pytest.mark.parametrize(
    "body",
    [
        RUN.format("<w:highlight w:val='yellow'/>"),
        RUN.format("<w:color w:val='FFFFFF'/><w:shd w:fill='1F3864'/>"),
        RUN.format("<w:sz w:val='16'/>"),
        f"<w:p>{SHAPE.format(1, '000000')}{SHAPE.format(0, '1F3864')}</w:p>",
        "<w:p><a:blipFill><a:srcRect l='0'/><a:srcRect/></a:blipFill></w:p>",
    ],
)
def test_what_word_shows_is_fine(docx: Make, body: str) -> None:
    assert covered(docx(body, IMAGE)) == {}


def test_white_text_on_a_coloured_cell_is_noted(docx: Make) -> None:
    assert covered(docx(CELL.format("1F3864", WHITE))) == {"white text on a coloured ground": Severity.NOTE}
    assert covered(docx(CELL.format("auto", WHITE))) == {"white text": Severity.REVIEW}


@pytest.mark.parametrize(
    ("shape", "grade"),
    [
        (f"<wps:wsp xmlns:wps='x'>{FILL.format('1F3864')}", "NOTE"),
        (f"<wps:wsp xmlns:wps='x'>{FILL.format('FFFFFF')}", "REVIEW"),
        ("<wps:wsp xmlns:wps='x'><wps:spPr/><wps:style><a:fillRef idx='1'/></wps:style>", "NOTE"),
        (
            "<wps:wsp xmlns:wps='x'><wps:spPr><a:noFill/></wps:spPr><wps:style><a:fillRef idx='1'/></wps:style>",
            "REVIEW",
        ),
        ("<v:rect fillcolor='#1f3864'>", "NOTE"),
        ("<v:rect fillcolor='white'>", "REVIEW"),
    ],
)
def test_white_text_on_a_coloured_shape_is_noted(docx: Make, shape: str, grade: str) -> None:
    name = shape.partition(" ")[0][1:]
    found = covered(docx(f"<w:p>{shape}<w:txbxContent>{WHITE}</w:txbxContent></{name}></w:p>"))
    assert [severity.name for severity in found.values()] == [grade]


def test_a_cropped_placeholder_hides_nothing(docx: Make) -> None:
    assert covered(docx("<w:p><a:blipFill><a:srcRect l='2500'/></a:blipFill></w:p>")) == {}


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ("fo:color='#ffffff'", "white text"),
        ("fo:color='#000000' fo:background-color='#000000'", "text in the colour of its ground"),
        ("fo:font-size='1pt'", "tiny text"),
    ],
)
def test_styles_of_opendocument_that_hide_are_found(odt: Make, style: str, message: str) -> None:
    text = f"<style:text-properties xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' {style}/>"
    assert covered(odt(text)) == {message: Severity.REVIEW}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("All names in this report are pseudonyms.", True),
        ("Names have been changed to protect privacy.", True),
        ("Zerlina* shared it.", True),
        ("Zerlina is not her real name.", True),
        ("It uses no aliases, pseudonyms or first names.", False),
        ("Names were replaced by labels.", False),
        ("Students* of grade 5, **Bold** and *Italic*, 12*", False),
        ("Source: WIDA, *Growing Zuri*.", False),
    ],
)
def test_pseudonyms_are_found(text: str, found: bool) -> None:
    sight = Sight("File 1", (Glimpse("p. 1", text, True),), ())
    assert bool(list(pseudonyms.check(sight, ()))) is found
