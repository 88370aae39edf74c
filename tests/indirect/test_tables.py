"""Tables that count few students or list single ones, tables like them that do not, in every format."""

from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import odfdo
import pymupdf
import pytest

from blinder.formats import FORMATS
from blinder.formats.base import Options
from blinder.indirect import Hint, Kind, find_indirect
from blinder.label_map import read_label_map
from blinder.reading import read_document, read_text

HITS = {
    "a column of ELs": (
        Kind.SMALL_GROUP,
        "Room | Teacher | ELs\n112 | Teacher M | 9\n114 | Teacher N | 12",
    ),
    "a column n": (Kind.SMALL_GROUP, "Subgroup | n | % meeting\nEnglish learners | 7 | 14\nAll students | 61 | 38"),
    "a count of a subgroup": (Kind.SMALL_GROUP, "Group | Number | Percent\nStudents with disabilities | 4 | 12"),
    "number of students": (Kind.SMALL_GROUP, "Shop | Number of students\nMetal | 8\nCarpentry | 31"),
    "parts of a class": (
        Kind.SMALL_GROUP,
        "Class | n | above | below\nRoom 4 | 21 | 16 | 5\nRoom 5 | 22 | 12 | 10",
    ),
    "a caption that counts": (
        Kind.SMALL_GROUP,
        "Table 4. Students at level 2 or above\n\nTeacher | January | March\nTeacher M | 5 | 11\nTeacher N | 14 | 17",
    ),
    "parts of wholes": (Kind.SMALL_GROUP, "Measure (ELs) | January | March\nLocated it | 9 of 32 | 20 of 31"),
    "parts with shares": (Kind.SMALL_GROUP, "Students who | Fall\nexplained it | 9/64 (14%)\nsolved it | 41/64 (64%)"),
    "a row with its n": (Kind.SMALL_GROUP, "Measure | Before | After\nIEP correct (n=13) | 1 | 6"),
    "an empty corner": (Kind.SMALL_GROUP, "ELs | IEPs | Score\nRoom 2 | 12 | 3 | 44"),
    "single students": (Kind.SINGLE_STUDENT, "Student | Home language | Score\nStudent A | Khmer | 2"),
    "single students, y/n": (Kind.SINGLE_STUDENT, "Student | Fall | Spring | EL | IEP\nStudent A | 41 | 48 | Y | N"),
    "births": (Kind.BIRTH, "Name | DOB | Bus\nStudent A | 3/14/2015 | 4"),
    "births in words": (Kind.BIRTH, "Child | Date of birth\nStudent A | March 14, 2015"),
    "enrollment in a row": (Kind.ENROLLMENT, "Fact | School A | State\nEnrollment (number) | 611 | 914,959"),
    "enrollment in a column": (Kind.ENROLLMENT, "School | Enrollment\nSchool A | 412\nSchool B | 388"),
}
MISSES = {
    "percentages": "Group | School A | State\nEnglish learners | 8 | 6\nLow income | 25 | 21",
    "percent in the caption": "Table 2. Students by group, percent\n\nGroup | School A | n\nEnglish learners | 8 | 38",
    "scores": "Student | Score (0-4)\nStudent A | 3\nStudent B | 1",
    "points": "Group | Idea (points of 5) | Conventions (points of 3)\nEnglish learners | 2 | 1",
    "grades and rooms": "Teacher | Grade | Room | Students\nTeacher M | 3 | 7 | 24",
    "ratings": "Statement | Mean | Lowest | Highest\nThe focus was ours | 4 | 3 | 4",
    "ratings by member": "Item | Teacher A | Teacher B\n1 Norms for students | 5 | 4",
    "adults": "Group | Number\nTeachers | 5\nParents | 3",
    "talk turns": "Measure (ELs) | January\nShare of public talk turns | 7 of 61",
    "a numbered list": "# | Date | Question about students\n1 | Oct 3 | What do they say?\n2 | Oct 9 | Who speaks?",
    "days": "Name | Days enrolled | Absent | Tardy\nStudent I | 66 | 9 | 2",
    "names": "Group | Students | Role\n1 | Student A, Student B | reader",
    "fractions": "Student work | Answer\nnumber line | 3/4\nbar | 2/8",
    "dates of tests": "Student | First visit | Second\nStudent A | 9/18 | 9/20",
    "staff and ELs": "Name | Sections | EL in section\nTeacher D | 4 | 11",
    "a rounded enrollment": "Fact | School A\nEnrollment | 600",
    "enrollment in percent": "Fact | School A\nEnrollment | 24.1",
    "an agenda": "AGENDA 2:45 Welcome | 3:05 Norms\nNEXT 3:20 Data | 3:40 Close",
}


def hints(text: str) -> tuple[Hint, ...]:
    return find_indirect(read_text("A1", text), read_label_map())


@pytest.mark.parametrize("name", HITS)
def test_this_table_gives_away(name: str) -> None:
    kind, table = HITS[name]
    assert kind in {hint.kind for hint in hints(table)}


@pytest.mark.parametrize("name", MISSES)
def test_this_table_gives_nothing_away(name: str) -> None:
    assert hints(MISSES[name]) == ()


# ── Formats ──

ROWS = (("", "ELs", "Reading score"), ("Room 112", "9", "8"), ("Room 114", "12", "9"), ("All", "21", "8"))


def write_docx(path: Path, rows: Sequence[Sequence[str]]) -> None:
    document = docx.Document()
    document.add_paragraph("What we saw in October")
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for at, row in enumerate(rows):
        for cell, text in zip(table.rows[at].cells, row, strict=True):
            cell.text = text
    document.save(str(path))


def write_odt(path: Path, rows: Sequence[Sequence[str]]) -> None:
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Paragraph("What we saw in October"))
    table = odfdo.Table("Table")
    for row in rows:
        line = odfdo.Row()
        for text in row:
            cell = odfdo.Cell()
            cell.append(odfdo.Paragraph(text))
            line.append_cell(cell)
        table.append_row(line)
    document.body.append(table)
    document.save(path)


def write_pdf(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 72), "What we saw in October")
        for down, row in enumerate(rows):
            for right, text in enumerate(row):
                box = pymupdf.Rect(72 + 150 * right, 90 + 24 * down, 222 + 150 * right, 114 + 24 * down)
                page.draw_rect(box)
                page.insert_text((box.x0 + 6, box.y1 - 8), text)
        document.save(path)


def write_csv(path: Path, rows: Sequence[Sequence[str]]) -> None:
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")


def write_md(path: Path, rows: Sequence[Sequence[str]]) -> None:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    path.write_text("\n".join(["What we saw", "", lines[0], "|---|---|---|", *lines[1:]]), encoding="utf-8")


def write_txt(path: Path, rows: Sequence[Sequence[str]]) -> None:
    path.write_text("What we saw\n\n" + "\n".join("\t".join(row) for row in rows), encoding="utf-8")


@pytest.mark.parametrize(
    ("suffix", "write", "place"),
    [
        (".docx", write_docx, "table 1"),
        (".odt", write_odt, "table 1"),
        (".pdf", write_pdf, "p. 1, table 1"),
        (".csv", write_csv, "table"),
        (".md", write_md, "line 3"),
        (".txt", write_txt, "line 3"),
    ],
)
def test_every_format_shows_its_tables(
    tmp_path: Path, suffix: str, write: Callable[[Path, Sequence[Sequence[str]]], None], place: str
) -> None:
    path = tmp_path / f"memo{suffix}"
    write(path, ROWS)
    reading = read_document(FORMATS[suffix].read(path, Options()))
    found = find_indirect(reading, read_label_map())
    assert [(hint.place, hint.kind) for hint in found] == [(place, Kind.SMALL_GROUP)]


def test_without_the_small_cell_no_format_has_a_hint(tmp_path: Path) -> None:
    rows = [[cell.replace("9", "19") if at == 1 else cell for at, cell in enumerate(row)] for row in ROWS]
    for suffix, write in ((".docx", write_docx), (".odt", write_odt), (".pdf", write_pdf), (".csv", write_csv)):
        write(tmp_path / f"memo{suffix}", rows)
        reading = read_document(FORMATS[suffix].read(tmp_path / f"memo{suffix}", Options()))
        assert find_indirect(reading, read_label_map()) == (), suffix


def test_a_table_goes_on_after_a_page_break(tmp_path: Path) -> None:
    document = docx.Document()
    for rows in ((("Room", "ELs"), ("112", "19")), (("114", "7"), ("116", "21"))):
        table = document.add_table(rows=2, cols=2)
        for at, row in enumerate(rows):
            for cell, text in zip(table.rows[at].cells, row, strict=True):
                cell.text = text
    document.save(str(tmp_path / "memo.docx"))
    reading = read_document(FORMATS[".docx"].read(tmp_path / "memo.docx", Options()))
    assert [hint.place for hint in find_indirect(reading, read_label_map())] == ["table 2"]
