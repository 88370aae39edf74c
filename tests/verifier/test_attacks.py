"""Fifteen families of hiding places: a known name in any of them is a leak, whatever the format's reader believes."""

import io
import zipfile
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest
from PIL import Image, PngImagePlugin

from blinder.types import EntityType, Severity
from blinder.verifier import Known, verify_file

NAME = "Zerlina Quandt"
KNOWN = [Known(name, EntityType.PERSON) for name in (NAME, "Quandt", "Zerlina", "Ada")]
Make = Callable[..., Path]


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def picture(kind: str = "png", text: str = "") -> bytes:
    stream, image = io.BytesIO(), Image.new("RGB", (20, 20), "white")
    info, exif = PngImagePlugin.PngInfo(), Image.Exif()
    info.add_text("Author", text, zip=True)
    exif[0x013B] = text
    image.save(stream, kind, **({"pnginfo": info} if kind == "png" else {"exif": exif}))
    return stream.getvalue()


def external(target: str) -> dict[str, str]:
    link = f"<rel:Relationship TargetMode='External' Target='{target}'/>"
    return {"word/_rels/footnotes.xml.rels": f"<rel:Relationships XMLNS>{link}</rel:Relationships>"}


FALLBACK = "<mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
BOX = "<w:txbxContent><w:p>{}</w:p></w:txbxContent>"
DOC_VAR = f"<w:settings XMLNS><w:docVars><w:docVar w:name='a' w:val='{NAME}'/></w:docVars></w:settings>"
CHART = f"<c:chartSpace XMLNS><c:strCache><c:pt><c:v>{NAME}</c:v></c:pt></c:strCache></c:chartSpace>"
MAIL_CHUNK = "MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\nZerlina=20Qua=\nndt"
FIELD = (
    '<w:r><w:instrText>HYPERLINK "mailto:qua</w:instrText></w:r><w:r><w:instrText>ndt@x.example"</w:instrText></w:r>'
)

INNER = ("", {"word/embeddings/x.docx": (f"<w:p>{run(NAME)}</w:p>",)})
DOCX: dict[str, tuple[Any, ...]] = {
    "runs and bookmarks inside the name": (
        f"<w:p>{run('Zer')}<w:proofErr/>{run('lina Qu')}<w:bookmarkEnd/>{run('andt')}</w:p>",
    ),
    "invisible characters inside the name": ("<w:p>" + run("Qu\u00adan\u200bdt") + "</w:p>",),
    "a line break inside the name": ("<w:p><w:r><w:t>Zerlina</w:t><w:br/><w:t>Quandt</w:t></w:r></w:p>",),
    "a hyphen at a line's end": ("<w:p>" + run("Qua\u2010") + "<w:r><w:br/></w:r>" + run("ndt") + "</w:p>",),
    "spaced capitals": (f"<w:p>{run('Q U A N D T')}</w:p>",),
    "deleted text": ("<w:p><w:del w:author='Author 1'><w:r><w:delText>Quandt</w:delText></w:r></w:del></w:p>",),
    "author of a change": (f"<w:p><w:ins w:author='{NAME}'>{run('x')}</w:ins></w:p>",),
    "people part": ("", {"word/people.xml": f"<w15:people XMLNS><w15:person w15:author='{NAME}'/></w15:people>"}),
    "header of no section": ("", {"word/header9.xml": f"<w:hdr XMLNS><w:p>{run(NAME)}</w:p></w:hdr>"}),
    "text box fallback": (f"<w:p>{FALLBACK.format(BOX.format(run(NAME)))}</w:p>",),
    "a name around a text box": (f"<w:p>{run('Quan')}{BOX.format(run('box'))}{run('dt')}</w:p>",),
    "WordArt": (f"<w:p><v:textpath string='{NAME}'/></w:p>",),
    "chart cache": ("", {"word/charts/chart1.xml": CHART}),
    "docx in docx in docx": (
        "",
        {"word/embeddings/y.docx": ("", {"word/embeddings/x.docx": (f"<w:p>{run(NAME)}</w:p>",)})},
    ),
    "link target that nobody uses": ("", external("https://example.org/zerlina.quandt")),
    "path of a template": ("", external("file:///C:/Zerlina_Quandt.dotx")),
    "field code over two runs": (f"<w:p>{FIELD}</w:p>",),
    "document variable": ("", {"word/settings.xml": DOC_VAR}),
    "core property": ("", {"docProps/core.xml": f"<cp:p XMLNS><dc:description>{NAME}</dc:description></cp:p>"}),
    "alternative text": (f"<w:p><wp:docPr id='1' name='Picture 1' descr='{NAME}'/></w:p>",),
    "bookmark name": ("<w:p><w:bookmarkStart w:name='quandt_notes'/></w:p>",),
    "a name in a hexadecimal disguise": ("<w:p><w:bookmarkStart w:name='Ada'/></w:p>",),
    "attribute name": ("<w:p ZerlinaQuandt='x'/>",),
    "element name among Word's": ("<w:ZerlinaQuandt/>",),
    "element name among properties": ("", {"docProps/core.xml": "<cp:p XMLNS><cp:Quandt>x</cp:Quandt></cp:p>"}),
    "element name in a custom store": ("", {"customXml/item1.xml": "<root><ZerlinaQuandt/></root>"}),
    "XML comment": (f"<!-- {NAME} --><w:p/>",),
    "processing instruction": (f"<?note {NAME}?><w:p/>",),
    "PNG text chunk": ("", {"word/media/image1.png": picture(text=NAME)}),
    "bytes after a picture's end": ("", {"word/media/image1.png": picture() + NAME.encode("utf-16-le")}),
    "EXIF": ("", {"word/media/image1.jpg": picture("jpeg", NAME)}),
    "member name": ("", {"word/media/ZerlinaQuandt.png": picture()}),
    "web archive": ("", {"word/chunk.mht": MAIL_CHUNK}),
    "a file packed into an attribute": (
        "<w:p w:gfxdata='" + b64encode(NAME.encode() + bytes(range(256))).decode() + "'/>",
    ),
    "a part that is no XML": ("", {"word/broken.xml": f"<w:p>{NAME}"}),
}

HEADER_LEFT = f"<style:master-page><style:header-left><text:p>{NAME}</text:p></style:header-left></style:master-page>"
ODT: dict[str, tuple[Any, ...]] = {
    "spans inside the name": ("<text:p>Zer<text:span>lina</text:span> Qu<text:span>an</text:span>dt</text:p>",),
    "tracked deletion": (f"<text:tracked-changes><text:p>{NAME}</text:p></text:tracked-changes>",),
    "unused master page": ("", {"styles.xml": f"<office:styles XMLNS>{HEADER_LEFT}</office:styles>"}),
    "user-defined property": (
        "",
        {"meta.xml": f"<office:meta XMLNS><meta:user-defined>{NAME}</meta:user-defined></office:meta>"},
    ),
    "printer": (
        "",
        {"settings.xml": f"<config:config-item XMLNS config:name='PrinterName'>{NAME}</config:config-item>"},
    ),
    "description of a picture": (f"<text:p><draw:frame><svg:desc>{NAME}</svg:desc></draw:frame></text:p>",),
    "form help text": (f"<form:text form:help-text='{NAME}'/>",),
    "cell value": (f"<table:table-row><table:table-cell office:string-value='{NAME}'/></table:table-row>",),
}


def add_form(file: Any) -> None:
    form = pikepdf.Stream(file, b"BT [(Zer) 20 (lina) -300 (Qu) 20 (andt)] TJ ET", Subtype=pikepdf.Name.Form)
    file.Root.Extra = file.make_indirect(form)


def add_stream(file: Any) -> None:
    file.Root.Extra = file.make_indirect(pikepdf.Stream(file, b"BT (Zerlina Quandt) Tj ET"))


def add_remark(file: Any) -> None:
    file.pages[0].contents_add(b"% by Zerlina Quandt\n")


def add_link(document: Any) -> None:
    document[0].insert_link({"kind": 2, "from": pymupdf.Rect(1, 1, 9, 9), "uri": "mailto:quandt@x.example"})


def cover(document: Any) -> None:
    document[0].insert_text((72, 200), NAME)
    document[0].draw_rect((60, 180, 300, 220), fill=(0, 0, 0))


PDF: dict[str, tuple[Any, ...]] = {
    "page text": (lambda d: d[0].insert_text((72, 200), NAME),),
    "white text": (lambda d: d[0].insert_text((72, 200), NAME, color=(1, 1, 1)),),
    "invisible text": (lambda d: d[0].insert_text((72, 200), NAME, render_mode=3),),
    "text off the page": (lambda d: d[0].insert_text((-900, 200), NAME),),
    "cropped text": (lambda d: (d[0].insert_text((300, 700), NAME), d[0].set_cropbox((0, 0, 200, 200))),),
    "rotated text": (lambda d: d[0].insert_text((72, 200), NAME, rotate=90),),
    "hidden layer": (lambda d: d[0].insert_text((72, 200), NAME, oc=d.add_ocg("x", on=False)),),
    "text under a box": (cover,),
    "name of a layer": (lambda d: d.add_ocg(NAME),),
    "outline": (lambda d: d.set_toc([[1, NAME, 1]]),),
    "annotation": (lambda d: d[0].add_text_annot((72, 300), NAME),),
    "link": (add_link,),
    "attachment": (lambda d: d.embfile_add("x", b"PS: Quandt", filename="x.txt"),),
    "EXIF of a picture": (lambda d: d[0].insert_image((10, 10, 50, 50), stream=picture("jpeg", NAME)),),
    "stream of no kind": (None, add_stream),
    "form that no page draws": (None, add_form),
    "remark between operators": (None, add_remark),
    "structure text": (None, lambda f: setattr(f.Root, "StructTreeRoot", pikepdf.Dictionary(ActualText=NAME))),
    "key of a dictionary": (None, lambda f: f.Root.__setitem__("/ZerlinaQuandt", pikepdf.Array())),
    "page label": (
        None,
        lambda f: setattr(f.Root, "PageLabels", pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(P="Quandt-")])),
    ),
    "XMP of a page": (
        None,
        lambda f: setattr(f.pages[0].obj, "Metadata", pikepdf.Stream(f, f"<x>{NAME}</x>".encode())),
    ),
}


def has_leak(path: Path) -> bool:
    findings = verify_file(path, KNOWN)[1]
    assert not any("quandt" in repr(finding).lower() for finding in findings), "a finding shows the name"
    return any(finding.check == "names" and finding.severity is Severity.LEAK for finding in findings)


@pytest.mark.parametrize("case", DOCX)
def test_name_in_docx_is_a_leak(docx: Make, case: str) -> None:
    assert has_leak(docx(*DOCX[case]))


@pytest.mark.parametrize("case", ODT)
def test_name_in_odt_is_a_leak(odt: Make, case: str) -> None:
    assert has_leak(odt(*ODT[case]))


@pytest.mark.parametrize("case", PDF)
def test_name_in_pdf_is_a_leak(pdf: Make, case: str) -> None:
    assert has_leak(pdf(*PDF[case]))


def test_earlier_revision_of_a_pdf_is_a_leak_and_is_read(pdf: Make) -> None:
    path = pdf(lambda document: document[0].insert_text((72, 200), NAME))
    document = pymupdf.open(path)
    document[0].add_redact_annot((0, 0, 600, 800))
    document[0].apply_redactions()
    document.save(path, incremental=True, encryption=pymupdf.PDF_ENCRYPT_KEEP)
    checks = {finding.check for finding in verify_file(path, KNOWN)[1] if finding.severity is Severity.LEAK}
    assert checks == {"history", "names"}


def test_bytes_before_and_after_zip_members_are_read(docx: Make) -> None:
    path = docx()
    path.write_bytes(path.read_bytes() + b" Quandt")
    assert {finding.check for finding in verify_file(path, KNOWN)[1]} == {"history", "names"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_doubled_member_is_a_leak(docx: Make) -> None:
    path = docx()
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "history" in {finding.check for finding in verify_file(path)[1] if finding.severity is Severity.LEAK}
