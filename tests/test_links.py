"""Links through every format: local ones become text, references stay, those in the place of a file are told."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import docx
import pymupdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from odfdo import Document as Odf
from odfdo import Link, Paragraph

from blinder.cli.app import run
from blinder.indirect import find_linked
from blinder.label_map import read_label_map
from blinder.reading import read_text

pytestmark = pytest.mark.usefixtures("by_rules")
PLACES = (
    "docs.google.com/document/d/1AbC",
    "drive.google.com/drive/folders/1AbC",
    "gaskellps.sharepoint.com/sites/plg",
    "1drv.ms/b/s!AbC",
    "www.dropbox.com/s/AbC/minutes.pdf",
    "www.canva.com/design/AbC/view",
    "youtu.be/AbC",
    "gaskell.brackenmoorschools.org/minutes",
)
REFERENCES = ("https://doi.org/10.1000/182", "https://www.doe.mass.edu/frameworks/ela", "https://www.ascd.org/books/a")


def make_docx(path: Path) -> None:
    document = docx.Document()
    for at, place in enumerate((*PLACES, *REFERENCES)):
        url = place if place.startswith("http") else f"https://{place}"
        paragraph = document.add_paragraph(f"See item {at}: ")
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        link.append(paragraph.add_run(f"the agenda {at}")._r)
        paragraph._p.append(link)
        field = document.add_paragraph().add_run()._r
        for kind, text in (("begin", ""), ("", f' HYPERLINK "{url}" '), ("separate", ""), ("end", "")):
            node = OxmlElement("w:fldChar" if kind else "w:instrText")
            node.set(qn("w:fldCharType"), kind) if kind else node.__setattr__("text", text)
            field.append(node)
        document.add_paragraph(f"Bare: {url}")
    document.save(str(path))


def make_odt(path: Path) -> None:
    document = Odf("text")
    document.body.clear()
    for place in (*PLACES, *REFERENCES):
        url = place if place.startswith("http") else f"https://{place}"
        paragraph = Paragraph("See ")
        paragraph.append(Link(url, text="the agenda"))
        document.body.append(paragraph)
        document.body.append(Paragraph(f"Bare: {url}"))
    document.save(path)


def make_pdf(path: Path) -> None:
    with pymupdf.open() as document:
        page = document.new_page()
        for at, place in enumerate((*PLACES, *REFERENCES)):
            url = place if place.startswith("http") else f"https://{place}"
            page.insert_text((50, 60 + 40 * at), "See the agenda", fontsize=10)
            page.insert_text((50, 75 + 40 * at), f"Bare: {url}", fontsize=8)
            box = pymupdf.Rect(50, 50 + 40 * at, 150, 62 + 40 * at)
            page.insert_link({"kind": pymupdf.LINK_URI, "from": box, "uri": url})
        document.save(path)


def make_text(path: Path) -> None:
    lines = [f"See https://{place} or {place}." for place in PLACES] + [f"Read {url} too." for url in REFERENCES]
    path.write_text("\n\n".join(lines), encoding="utf-8")


def make_csv(path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["item", "link"], *[["minutes", f"https://{p}"] for p in PLACES], REFERENCES[:2]])


MAKERS: dict[str, Callable[[Path], None]] = {
    "letter.docx": make_docx,
    "letter.odt": make_odt,
    "letter.pdf": make_pdf,
    "letter.txt": make_text,
    "letter.md": make_text,
    "letter.csv": make_csv,
}


def everything(path: Path) -> str:
    """What an examiner's eye finds in the file, links' targets too."""
    from blinder.verifier import look

    sight = look(path)
    return "\n".join([*(glimpse.text for glimpse in sight.texts), *(fact.value for fact in sight.facts)])


@pytest.mark.parametrize("name", MAKERS)
def test_local_links_are_gone_and_references_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    MAKERS[name](tmp_path / name)
    assert run(["blind", name, "--out", "out"]) in (0, 1)
    left = everything(Path("out", name))
    assert [place for place in PLACES if place.partition("/")[0].removeprefix("www.") in left] == []
    assert [url for url in REFERENCES[:2] if url.removeprefix("https://") not in left] == []
    audit = json.loads(Path("out/audit/audit.json").read_text("utf-8"))
    hints = [hint for hint in audit["indirect"] if hint["kind"] == "link instead of a file"]
    assert hints
    assert all("condition code C" in hint["message"] and hint["place"] for hint in hints)
    assert not [place for place in PLACES if place in json.dumps(audit)]
    capsys.readouterr()
    for command in ("scan", "verify"):
        run([command, name])
        assert "condition code C" in capsys.readouterr().out, command


@pytest.mark.parametrize(
    "text",
    [
        "Our minutes: https://docs.google.com/document/d/1AbC",
        "drive.google.com/x",
        "the full report is available at gaskell.example.org/report",
        "Click here: https://gaskell.example.org",
        "Watch the recording (Web address 3).",
        "https://gaskellps-my.sharepoint.com/:w:/g/personal/a",
    ],
)
def test_a_link_instead_of_a_file_is_told(text: str) -> None:
    assert [hint.place for hint in find_linked(read_text("A1", text), read_label_map())] == ["text"]


@pytest.mark.parametrize(
    "text",
    [
        "See https://doi.org/10.1000/182.",
        "See the frameworks at www.doe.mass.edu/frameworks.",
        "Brown, B. (2010). The power of vulnerability [Video]. https://www.youtube.com/watch?v=1",
        "Gaskell Middle School, 12 Elm Street, www.gaskell.example.org",
        "Web address 3",
        "We see growth. e.g. in fluency",
        "See section 4.b and p. 3.",
    ],
)
def test_references_and_letterheads_are_no_evidence(text: str) -> None:
    assert find_linked(read_text("A1", text), read_label_map()) == ()
