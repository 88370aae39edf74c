"""PDF: tables whose borders are drawn. A name that wraps in a narrow cell is read, and blinded, as one."""

from pathlib import Path

import pymupdf
import pytest

from blinder.formats.base import Options
from blinder.formats.pdf import PDF
from blinder.types import Redaction, Segment, Span

WIDTH, LINE = 70.0, 12.0
ROWS = (
    (["Family council", "meets"], ["J. Vellard, Maribel", "Okonquist, Tom"], ["monthly"]),
    (["Grade 8"], ["Ott"], ["daily"]),
)


def table(path: Path, *, thin_boxes: bool = False, rotate: int = 0, frame: bool = False) -> Path:
    """Rows set as tight as the lines of a cell, gaps between cells hardly wider than a space."""
    with pymupdf.open() as document:
        page = document.new_page()
        top = 100.0
        if frame:
            page.draw_rect(pymupdf.Rect(30, 30, 560, 760))
            page.insert_text((60, 80), "Minutes of the autumn", fontsize=8)
        for cells in ROWS:
            bottom = top + LINE * max(map(len, cells)) + 2
            for column, lines in enumerate(cells):
                box = pymupdf.Rect(60 + WIDTH * column, top, 60 + WIDTH * (column + 1), bottom)
                _draw_border(page, box, thin_boxes)
                for at, line in enumerate(lines):
                    page.insert_text((box.x0 + 2, top + LINE * (at + 1) - 2), line, fontsize=7.5)
            top = bottom
        page.set_rotation(rotate)
        document.save(path)
    return path


def _draw_border(page: pymupdf.Page, box: pymupdf.Rect, thin_boxes: bool) -> None:
    if not thin_boxes:
        page.draw_rect(box, width=0.5)
        return
    for x in (box.x0, box.x1):
        page.draw_rect(pymupdf.Rect(x, box.y0, x + 0.5, box.y1), fill=(0, 0, 0), width=0)
    for y in (box.y0, box.y1):
        page.draw_rect(pymupdf.Rect(box.x0, y, box.x1, y + 0.5), fill=(0, 0, 0), width=0)


def segments(path: Path) -> list[Segment]:
    return [segment for segment in PDF().read(path, Options()).segments if not segment.dropped]


@pytest.mark.parametrize(
    "look", [{}, {"thin_boxes": True}, {"rotate": 90}, {"frame": True}], ids=["boxes", "thin", "rotated", "framed"]
)
def test_a_name_that_wraps_in_its_cell_is_one(tmp_path: Path, look: dict) -> None:
    found = [(segment.glue, segment.text) for segment in segments(table(tmp_path / "a.pdf", **look))]
    assert found[-6:] == [
        ("\n", "Family council meets"),
        (" | ", "J. Vellard, Maribel Okonquist, Tom"),
        (" | ", "monthly"),
        ("\n", "Grade 8"),
        (" | ", "Ott"),
        (" | ", "daily"),
    ]


def test_a_label_stays_in_its_cell(tmp_path: Path) -> None:
    path, out = table(tmp_path / "a.pdf"), tmp_path / "out.pdf"
    cell = next(segment for segment in segments(path) if segment.text == "Ott")
    label = "Supervising Practitioner AB"
    PDF().rewrite(path, out, {cell.id: [Redaction(cell.id, Span(0, 3), label, "p1")]}, Options())
    assert label in [segment.text for segment in segments(out)]
    with pymupdf.open(out) as document:
        words = [word for word in document[0].get_text("words") if word[4] in label.split()]
    assert max(word[2] for word in words) <= 60 + 2 * WIDTH


def test_paragraphs_of_a_cell_are_read_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pymupdf.open() as document:
        page = document.new_page()
        for column in range(2):
            page.draw_rect(pymupdf.Rect(60 + 200 * column, 100, 260 + 200 * column, 150))
        for at, line in enumerate(("Maribel Okonquist", "Tom Vellard", "Ida Ott")):
            page.insert_text((64, 115 + 14 * at), line)
        page.insert_text((264, 115), "absent")
        document.save(path)
    assert [segment.text for segment in segments(path)] == ["Maribel Okonquist", "Tom Vellard", "Ida Ott", "absent"]


def test_columns_without_borders_part_where_several_cells_begin_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    rows = (
        ("Name", "Role"),
        ("Maribel Okonquist-", "Special educator in grade 4"),
        ("Vellard", "and coach"),
        ("Ida Ott", "Nurse"),
    )
    with pymupdf.open() as document:
        page = document.new_page()
        for at, cells in enumerate(rows):
            for x, cell in zip((72, 190), cells, strict=True):
                page.insert_text((x, 100 + 13 * at + (8 if at else 0)), cell, fontsize=11)
        document.save(path)
    assert [(segment.glue, segment.text) for segment in segments(path)] == [
        ("\n", "Name"),
        (" | ", "Role"),
        ("\n", "Maribel Okonquist-Vellard"),
        ("\n", "Ida Ott"),
        (" | ", "Special educator in grade 4 and coach"),
        ("\n", "Nurse"),
    ]


def test_a_rule_through_a_word_parts_no_cells(tmp_path: Path) -> None:
    path = table(tmp_path / "a.pdf")
    with pymupdf.open(path) as document:
        page = document[0]
        page.insert_text((62, 200), "Okonquist", fontsize=9)
        page.draw_rect(pymupdf.Rect(60, 190, 80, 205), width=0.5)
        page.draw_rect(pymupdf.Rect(80, 190, 120, 205), width=0.5)
        document.saveIncr()
    assert [segment.text for segment in segments(path)][-1] == "Okonquist"


def test_a_border_that_ends_within_a_row_closes_the_cells_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pymupdf.open() as document:
        page = document.new_page()
        for y in (100, 126, 190):
            page.draw_line((60, y), (360, y))
        for x, end in ((60, 190), (160, 190), (260, 152), (360, 190)):
            page.draw_line((x, 100), (x, end))
        for x, y, text in (
            *((64, 112, "Council"), (164, 112, "J. Vellard, Maribel"), (164, 122, "Okonquist"), (264, 117, "Tom Ott")),
            *((64, 138, "Team"), (164, 138, "J. Ott, Maribel Ida"), (164, 148, "Vellard"), (264, 143, "absent")),
        ):
            page.insert_text((x, y), text, fontsize=8)
        page.insert_text((164, 170), "and all who met them in the autumn", fontsize=8)
        document.save(path)
    found = [segment.text for segment in segments(path)]
    assert found[:3] == ["Council", "J. Vellard, Maribel Okonquist", "Tom Ott"]
    assert {"J. Ott, Maribel Ida Vellard", "absent", "and all who met them in the autumn"} <= set(found)


def test_a_column_that_holds_ruled_tables_is_a_column(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pymupdf.open() as document:
        page = document.new_page()
        for at in range(30):
            page.insert_text((42, 60 + 12 * at), f"and the team of grade {at} met the families again", fontsize=9)
        for at in range(7):
            page.insert_text((310, 60 + 12 * at), f"what the council said of plan {at} was heard by all", fontsize=9)
        for row in range(9):
            for column, text in enumerate((f"Visit {row}", "J. Vellard, Maribel", "monthly")):
                page.draw_rect(pymupdf.Rect(310 + 80 * column, 150 + 27 * row, 390 + 80 * column, 177 + 27 * row))
                page.insert_text((313 + 80 * column, 160 + 27 * row), text, fontsize=8)
            page.insert_text((393, 171 + 27 * row), "Okonquist", fontsize=8)
        document.save(path)
    found = segments(path)
    assert "grade 0 met the families again and the team of grade 1" in found[0].text
    cells = [each.text for each in found if each.kind == "table"]
    assert cells[:3] == ["Visit 0", "J. Vellard, Maribel Okonquist", "monthly"]
