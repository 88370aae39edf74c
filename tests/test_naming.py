"""Output file names."""

from pathlib import PurePosixPath

import pytest

from blinder.naming import free_name, output_name
from blinder.types import Redaction, Span


def renamed(name: str, *names: str, suffix: str = "") -> str:
    stem = str(PurePosixPath(name).with_suffix(""))
    spans = sorted(Span(stem.index(each), stem.index(each) + len(each)) for each in names)
    return str(output_name(PurePosixPath(name), [Redaction("f", span, "", "p1") for span in spans], suffix))


@pytest.mark.parametrize(
    ("name", "names", "left"),
    [
        ("Quillfeather_Artifact1 FINAL.docx", ["Quillfeather"], "Artifact1 FINAL.docx"),
        ("Artifact1_Quillfeather.docx", ["Quillfeather"], "Artifact1.docx"),
        ("Notes (Quillfeather).PDF", ["Quillfeather"], "Notes.pdf"),
        ("Quillfeather's notes.txt", ["Quillfeather"], "notes.txt"),
        ("Ana and Bo minutes.odt", ["Ana", "Bo"], "minutes.odt"),
        ("Quillfeather.docx", ["Quillfeather"], "document.docx"),
        ("Quillfeather/May.docx", ["Quillfeather"], "folder/May.docx"),
        ("minutes/May.docx", [], "minutes/May.docx"),
        ("A - Quillfeather - B.txt", ["Quillfeather"], "A B.txt"),
        ("瞿兰/Report (瞿兰) α.md", [], "folder/Report α.md"),  # nobody reads it for names
    ],
)
def test_a_file_loses_its_names_and_no_more(name: str, names: list[str], left: str) -> None:
    assert renamed(name, *names) == left


def test_the_suffix_is_that_of_the_format_written() -> None:
    assert renamed("Memo.doc", suffix=".docx") == "Memo.docx"


def test_two_files_of_one_name_are_numbered() -> None:
    taken: set[str] = set()
    names = [free_name(PurePosixPath(name), taken) for name in ("Memo.txt", "memo.TXT", "Memo.txt", "a/Memo.txt")]
    assert names == ["Memo.txt", "memo (2).TXT", "Memo (3).txt", "a/Memo.txt"]
