"""Where a label is drawn within a page's content, so that it is read where it stands."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pymupdf
import pytest

from blinder.formats.pdf.insert import Stroke, insert_strokes
from blinder.formats.pdf.widths import FontWidths

FONT = {
    "Type": pikepdf.Name.Font,
    "Subtype": pikepdf.Name.Type1,
    "BaseFont": pikepdf.Name.Helvetica,
    "Encoding": pikepdf.Name.WinAnsiEncoding,
}


def stroke(text: str, x: float, y: float, **more: bool) -> Stroke:
    commands = f"q BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET Q".encode()
    return Stroke(commands, x, y, 1.0, 0.0, (x, y, x + 40, y + 1), **more)


def read(content: str, *strokes: Stroke) -> list[str]:
    """The words of a page with this content, in the order in which it shows them."""
    with page_of(content, *strokes) as document:
        return str(document[0].get_text()).split()


def words_of(content: str, *strokes: Stroke) -> list[tuple[float, float, float, float, str]]:
    """Its words and where they stand."""
    with page_of(content, *strokes) as document:
        return [(*(round(each, 1) for each in word[:4]), word[4]) for word in document[0].get_text("words")]


def page_of(content: str, *strokes: Stroke) -> pymupdf.Document:
    """A page with this content and the strokes in it."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 300))
        font = pikepdf.Dictionary(**FONT)
        page.obj["/Resources"] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.obj["/Contents"] = pdf.make_stream(content.encode())
        page.obj["/Contents"] = pdf.make_stream(
            insert_strokes(pikepdf.parse_content_stream(page), strokes, FontWidths().of(page.resources))
        )
        data = BytesIO()
        pdf.save(data)
    document = pymupdf.open("pdf", data.getvalue())
    assert all(0 < x0 < 300 and 0 < y0 < 300 for x0, y0, *_ in document[0].get_text("words"))
    return document


ONE_BLOCK = "BT /F1 10 Tf 20 200 Td (first) Tj 0 -20 Td (second) Tj 0 -20 Td (third) Tj ET"
MIRRORED = "q 1 0 0 -1 0 300 cm BT /F1 10 Tf 1 0 0 -1 20 100 Tm (first) Tj ET BT 1 0 0 -1 20 120 Tm (second) Tj ET Q"

HOLE = "BT /F1 10 Tf 20 200 Td [(first)-4000(third)] TJ 0 -20 Td (fourth) Tj ET"
SPACED = "BT /F1 10 Tf 0.5 Tc 3 Tw 90 Tz 20 200 Td [(the first)-4000(third) 20 (!)] TJ 0 -20 Td (fourth) Tj ET"
TWO_SHOWS = "BT /F1 10 Tf 20 200 Td (first) Tj [-4000(third)] TJ T* ET BT /F1 10 Tf 20 180 Td (fourth) Tj ET"


@pytest.mark.parametrize(
    ("content", "where", "words"),
    [
        (ONE_BLOCK, (60, 200), "first Label second third"),
        (ONE_BLOCK, (60, 180), "first second Label third"),
        (ONE_BLOCK, (20, 190), "first Label second third"),  # its line holds nothing else
        (ONE_BLOCK, (20, 280), "Label first second third"),
        (ONE_BLOCK, (20, 10), "first second third Label"),
        (MIRRORED, (60, 200), "first Label second"),
        ("q 0 0 300 300 re W n BT /F1 10 Tf 20 200 Td (first) Tj ET Q", (60, 200), "first Label"),
        (
            "q 0 190 60 300 re W n BT /F1 10 Tf 20 200 Td (a) Tj ET EMC Q BT /F1 10 Tf 20 100 Td (b) Tj ET",
            (30, 200),
            "a Label b",
        ),
        ("BT /F1 10 Tf 20 240 Td (b) Tj 0 -60 Td (c) Tj 160 20 Td (a) Tj ET", (140, 200), "b c Label a"),
        (
            "q 0 0 99 300 re W n BT /F1 10 Tf 20 200 Td (a) Tj 0 -20 Td (b) Tj ET Q",
            (60, 200),
            "a Label b",
        ),  # and narrower
        ("", (60, 200), "Label"),
        (HOLE, (40, 200), "first Label third fourth"),
        (SPACED, (65, 200), "the first Label third! fourth"),
        (TWO_SHOWS, (40, 200), "first Label third fourth"),
        (HOLE.replace("/F1 10", "/F1 10 Tf /F2 10"), (40, 200), "first third Label fourth"),  # nobody knows its widths
    ],
)
def test_a_label_is_read_where_it_stands(content: str, where: tuple[float, float], words: str) -> None:
    assert read(content, stroke("Label", *where)) == words.split()


def test_what_lies_on_a_picture_comes_last() -> None:
    assert read(ONE_BLOCK, stroke("Label", 60, 200, on_top=True)) == ["first", "second", "third", "Label"]


def test_the_text_behind_a_label_stays_in_its_place() -> None:
    assert read(ONE_BLOCK, stroke("A", 60, 200), stroke("B", 80, 200), stroke("C", 60, 160)) == (
        "first A B second third C".split()
    )


@pytest.mark.parametrize("content", [HOLE, SPACED, TWO_SHOWS])
def test_the_text_around_a_label_stands_where_it_stood(content: str) -> None:
    places = [
        {word[4]: word[:2] for word in words_of(content, *strokes)} for strokes in ((), (stroke("Label", 60, 200),))
    ]
    assert places[0] == {word: place for word, place in places[1].items() if word != "Label"}


def test_a_stroke_stands_behind_the_text_that_was_drawn_before_it() -> None:
    columns = "BT /F1 10 Tf 20 200 Td (left) Tj 0 -20 Td (low) Tj ET BT /F1 10 Tf 150 220 Td (right) Tj ET"
    beside = stroke("label", 150, 180)
    assert read(columns, beside) == ["left", "low", "label", "right"]  # nobody knows better
    assert read(columns, replace(beside, behind=(160, 220))) == ["left", "low", "right", "label"]
    assert read(columns, replace(beside, behind=(160, 250))) == ["left", "low", "label", "right"]  # no text is there
