"""The user's own list: where it lies, what it may look like, and what is wrong with it."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

pytestmark = pytest.mark.usefixtures("by_rules")
ROWS = [("name", "role", "aliases"), ("Oona Thistlewick", "Coach", "OT"), ("Beatrix Quillfeather", "Nurse", "")]
BLINDED = "Instructional Coach A met Nurse B at School C."


def table(delimiter: str) -> str:
    return "\n".join(delimiter.join(row) for row in ROWS).replace("Coach", "Instructional Coach") + "\n"


def write_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    for row in table(",").splitlines():
        book.active.append([cell or None for cell in row.split(",")])
    book.save(path)


GOOD = {
    "commas": table(",").encode(),
    "with a mark": table(",").encode("utf-8-sig"),
    "semicolons": table(";").encode(),
    "tabs, UTF-16": table("\t").encode("utf-16"),
    "Windows": table(",").replace("Beatrix", "Béatrix").encode("cp1252"),
    "other columns": table(",").replace("aliases", "aliases,room", 1).replace("name", "NAME ", 1).encode(),
}


@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD)
def test_a_roster_in_the_folder_gives_roles_and_is_no_document(blinder: Any, memo: Path, content: bytes) -> None:
    (memo / "roster.csv").write_bytes(content)
    assert blinder("blind", memo, "--out", "out").code == 0
    assert BLINDED in Path("out/memo.txt").read_text("utf-8")
    assert not Path("out/roster.csv").exists()


def test_a_workbook_is_a_roster_too(blinder: Any, memo: Path) -> None:
    write_xlsx(memo / "roster.xlsx")
    assert blinder("blind", memo, "--out", "out").code == 0
    assert BLINDED in Path("out/memo.txt").read_text("utf-8")


def test_a_roster_among_named_files_is_no_document(blinder: Any, memo: Path) -> None:
    (memo / "Roster.CSV").write_bytes(GOOD["commas"])
    assert blinder("blind", *sorted(memo.iterdir()), "--out", "out").code == 0
    assert sorted(path.name for path in Path("out").glob("*.*")) == ["memo.txt"]
    assert BLINDED in Path("out/memo.txt").read_text("utf-8")


def test_a_roster_deeper_down_is_a_document(blinder: Any, memo: Path) -> None:
    (memo / "old").mkdir()
    (memo / "old/roster.csv").write_bytes(GOOD["commas"])
    blinder("blind", memo, "--out", "out")
    assert Path("out/old/roster.csv").is_file()


def test_of_two_rosters_one_must_be_named(blinder: Any, memo: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for folder in (memo, other):
        (folder / "roster.csv").write_bytes(GOOD["commas"])
    assert blinder("scan", memo, other).code == 2
    assert blinder("scan", memo, other, "--roster", memo / "roster.csv").code == 0


def test_what_the_roster_keeps_stays(blinder: Any, memo: Path) -> None:
    (memo / "roster.csv").write_text("name,role\nBrackenmoor Elementary School,Keep\n", encoding="utf-8")
    blinder("blind", memo, "--out", "out")
    assert "Brackenmoor Elementary School" in Path("out/memo.txt").read_text("utf-8")


BAD = {
    "an unknown role": b"name,role\nOona Thistlewick,Wizard\n",
    "one name twice": b"name,role\nOona Thistlewick,Principal\noona  thistlewick,Teacher\n",
    "a row without a name": b"name,role\n,Principal\n",
    "a name of no letters": b"name,role\n--,Principal\n",
    "no name column": b"person,role\nOona Thistlewick,Principal\n",
    "nothing": b"",
    "no text": bytes(range(256)),
    "more rows than a school has people": b"name\n" + b"".join(b"Quillfeather %d\n" % n for n in range(20_001)),
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_a_bad_roster_stops_the_run_without_a_name(blinder: Any, memo: Path, content: bytes) -> None:
    (memo / "roster.csv").write_bytes(content)
    refused = blinder("blind", memo, "--out", "out")
    assert (refused.code, refused.names()) == (2, [])
    assert "row" in refused.err or "roster" in refused.err
    assert not Path("out").exists()


def replace_member(path: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()} | {name: content}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, data in parts.items():
            archive.writestr(each, data)


BROKEN_BOOKS = {
    "empty": lambda path: path.write_bytes(b""),
    "a table by another name": lambda path: path.write_bytes(GOOD["commas"]),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:2000]),
    "encrypted": lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000)),
    "half a sheet": lambda path: replace_member(path, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>"),
    "half a workbook": lambda path: replace_member(path, "xl/workbook.xml", b"<a"),
    "a bomb": lambda path: replace_member(path, "xl/worksheets/sheet1.xml", bytes(64 * 2**20)),
}


@pytest.mark.parametrize("damage", BROKEN_BOOKS.values(), ids=BROKEN_BOOKS)
def test_a_broken_workbook_stops_the_run(blinder: Any, memo: Path, damage: Any) -> None:
    write_xlsx(memo / "roster.xlsx")
    damage(memo / "roster.xlsx")
    refused = blinder("blind", memo, "--out", "out")
    assert refused.code == 2
    assert "roster" in refused.err
