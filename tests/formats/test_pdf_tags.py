"""What a screen reader hears of a PDF: kinds, order and alternative texts stay, and names go from them, too."""

from pathlib import Path

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from blinder.formats.base import Options
from blinder.formats.pdf import PDF
from blinder.formats.pdf.tags import Tag, read_tags
from blinder.types import Redaction, SegmentKind, Span

CONTENT = b"""/Artifact BMC BT /F1 10 Tf 20 280 Td (Page) Tj ET EMC
/Headline << /MCID 0 >> BDC BT /F1 14 Tf 20 240 Td (Plan) Tj ET EMC
/P << /MCID 1 /ActualText (Quill) >> BDC BT /F1 10 Tf 20 200 Td (Written by Ms Quill in May) Tj ET EMC
/TD << /MCID 2 >> BDC BT /F1 10 Tf 20 160 Td (Cell) Tj ET EMC"""


@pytest.fixture
def tagged(tmp_path: Path) -> Path:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 300)).obj
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page["/Resources"] = Dictionary(Font=Dictionary(F1=font))
        page["/Contents"], page["/StructParents"] = pdf.make_stream(CONTENT), 0

        def element(kind: str, *kids: object, **more: object) -> Dictionary:
            return pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(kind), Pg=page, K=Array(kids), **more))

        span = Array([Dictionary(O=Name.Table, ColSpan=2, Scope=Name.Row, Headers=Array([String("Quill")]))])
        head = element("/Headline", 0, T=String("Quill's plan"), ID=String("quill"))
        cell = element("/TD", 2, A=span)
        row = element("/TR", cell)
        figure = element("/Figure", Alt=String("Ms Quill at her desk"))
        roots = element("/Quillish", head, element("/P", 1), element("/Table", row), figure)
        pdf.Root["/StructTreeRoot"] = Dictionary(
            Type=Name.StructTreeRoot, K=Array([roots]), RoleMap=Dictionary(Headline=Name.H1)
        )
        pdf.Root["/MarkInfo"], pdf.Root["/Lang"] = Dictionary(Marked=True), String("en-US")
        path = tmp_path / "tagged.pdf"
        pdf.save(path)
    return path


def blind(path: Path, *names: str) -> Path:
    """A copy in which every one of the names is Teacher C."""
    out = path.with_name("out.pdf")
    redactions = {}
    for segment in PDF().read(path, Options()).segments:
        found = [
            Redaction(segment.id, Span(at, at + len(name)), "Teacher C", "e1")
            for name in names
            if not segment.dropped and (at := segment.text.find(name)) >= 0
        ]
        redactions |= {segment.id: tuple(found)} if found else {}
    PDF().rewrite(path, out, redactions, Options())
    return out


def outline(tag: Tag) -> str:
    inner = "".join(outline(kid) if isinstance(kid, Tag) else str(kid[1]) for kid in tag.kids)
    return f"{tag.kind}({inner})"


def test_the_tree_stays_with_its_kinds_and_marks(tagged: Path) -> None:
    with pikepdf.open(blind(tagged)) as pdf:
        tags = read_tags(pdf)
        assert [outline(tag) for tag in tags.roots] == ["NonStruct(H1(0)P(1)Table(TR(TD(2)))Figure())"]
        assert tags.language == "en-US"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.StructTreeRoot.ParentTree.Nums[1][1].S == "/P"
        assert [tag.attributes for tag in tags.all() if tag.kind == "TD"] == [{"/ColSpan": 2, "/Scope": "/Row"}]


def test_alternative_texts_stay_without_their_names(tagged: Path) -> None:
    texts = [each.text for each in PDF().read(tagged, Options()).segments if each.kind is SegmentKind.ALT_TEXT]
    assert "Ms Quill at her desk" in texts
    with pikepdf.open(blind(tagged, "Ms Quill")) as pdf:
        assert [tag.alt for tag in read_tags(pdf).all() if tag.alt] == ["Teacher C at her desk"]


def test_a_label_is_heard_within_its_paragraph(tagged: Path) -> None:
    out = blind(tagged, "Ms Quill")
    with pikepdf.open(out) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    inside = content.split(b"/MCID 1")[1].split(b"EMC")[0]
    assert b"Teacher C" in inside
    with pymupdf.open(out) as document:
        assert "Teacher C" in document[0].get_text()


def test_nothing_else_of_the_tree_is_left(tagged: Path) -> None:
    out = blind(tagged, "Ms Quill")
    with pikepdf.open(out) as pdf:
        pdf.save(
            tagged.with_name("plain.pdf"), object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False
        )
    data = tagged.with_name("plain.pdf").read_bytes()
    assert b"uill" not in data
    assert b"Headline" not in data


def test_a_loop_in_the_tree_ends(tagged: Path) -> None:
    with pikepdf.open(tagged, allow_overwriting_input=True) as pdf:
        root = pdf.Root.StructTreeRoot.K[0]
        root.K.append(root)
        pdf.save()
    with pikepdf.open(blind(tagged)) as pdf:
        assert len(list(read_tags(pdf).all())) == 7
