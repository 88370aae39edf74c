"""Files in files: blinded by their own formats to any depth, left out and named where that cannot be."""

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pymupdf
import pytest

from blinder.formats import FORMATS
from blinder.formats.base import Options
from blinder.limits import DEFAULT, in_force
from blinder.types import Document, Redaction, Span

NAME, LABEL = "Quillfeather", "Teacher C"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OBJECT = (
    '<w:object xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'w:dxaOrig="9360"><v:shape id="_x0000_i1025" style="width:10pt;height:10pt"/><o:OLEObject Type="Embed" '
    f'ProgID="Quillfeather.1" ShapeID="_x0000_i1025" DrawAspect="Content" ObjectID="_{NAME}" r:id="rIdIn"/></w:object>'
)


def word(text: str, inner: Mapping[str, bytes] | None = None) -> bytes:
    """A Word document that says this, and holds these files as objects."""
    document, plain, out = docx.Document(), BytesIO(), BytesIO()
    document.core_properties.author = f"Author {NAME}"
    document.add_paragraph(f"before {text} after")
    document.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name).decode("latin-1")
            if name == "word/document.xml" and inner:
                data = data.replace("<w:sectPr", f"<w:p><w:r>{OBJECT}</w:r></w:p><w:sectPr", 1)
            if name == "word/_rels/document.xml.rels" and inner:
                rels = "".join(
                    f'<Relationship Id="rIdIn" Type="{REL}/package" Target="embeddings/{file}"/>' for file in inner
                )
                data = data.replace("</Relationships>", f"{rels}</Relationships>")
            new.writestr(name, data.encode("latin-1"))
        for file, content in (inner or {}).items():
            new.writestr(f"word/embeddings/{file}", content)
    return out.getvalue()


def pdf(text: str, inner: Mapping[str, bytes] | None = None) -> bytes:
    """A PDF that says this, with these files attached."""
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), f"before {text} after")
        for name, data in (inner or {}).items():
            document.embfile_add(name, data, filename=name, desc=f"from {NAME}")
        return bytes(document.tobytes())


def workbook() -> bytes:
    book, out = openpyxl.Workbook(), BytesIO()
    book.worksheets[0].append([NAME])
    book.save(out)
    return out.getvalue()


def locked() -> bytes:
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), NAME)
        return bytes(document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="x"))


def blind(path: Path, data: bytes) -> tuple[Document, Path]:
    """The document and its copy, in which every name is a label."""
    path.write_bytes(data)
    kind, out = FORMATS[path.suffix], path.with_name(f"out{path.suffix}")
    document = kind.read(path, Options())
    redactions = {
        each.id: [Redaction(each.id, Span(at, at + len(NAME)), LABEL, "p1")]
        for each in document.segments
        if not each.dropped and (at := each.text.find(NAME)) >= 0
    }
    kind.rewrite(path, out, redactions, Options())
    return document, out


def odt(text: str, inner: bytes = b"") -> bytes:
    """An OpenDocument text that says this, with another one as an object."""
    spaces = " ".join(
        f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for each, name in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("meta", "meta"))
    )
    link = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    frame = '<text:p><draw:frame><draw:object xlink:href="./Quill"/></draw:frame></text:p>' if inner else ""
    body = f"<office:body><office:text><text:p>before {text} after</text:p>{frame}</office:text></office:body>"
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"<office:document-content {spaces} {link}>{body}</office:document-content>")
        archive.writestr(
            "meta.xml",
            f"<office:document-meta {spaces}><office:meta><meta:initial-creator>{NAME}</meta:initial-creator>"
            "</office:meta></office:document-meta>",
        )
        if inner:
            with zipfile.ZipFile(BytesIO(inner)) as file:
                for name in file.namelist():
                    archive.writestr(f"Quill/{name}", file.read(name))
    return out.getvalue()


def test_a_text_in_an_opendocument_text_is_blinded_to_any_depth(tmp_path: Path) -> None:
    document, out = blind(tmp_path / "outer.odt", odt(NAME, odt(NAME, odt(NAME))))
    with zipfile.ZipFile(out) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert [name for name, text in texts.items() if f"before {LABEL} after" in text] == [
        "content.xml",
        "Object 1/content.xml",
        "Object 1/Object 1/content.xml",
    ]
    assert NAME not in "".join([*texts, *texts.values()])
    assert texts["META-INF/manifest.xml"].count("opendocument.text") == 3
    assert not document.unseen
    _, again = blind(tmp_path / "again.odt", out.read_bytes())
    assert again.read_bytes() == out.read_bytes()


def inner_of(path: Path) -> dict[str, bytes]:
    """The files in a file."""
    if path.suffix == ".pdf":
        with pikepdf.open(path) as file:
            return {name: spec.get_file().read_bytes() for name, spec in file.attachments.items()}
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if "embeddings" in name}


def said(path: Path, data: bytes) -> str:
    """Everything a file says, its own inner files too."""
    path.write_bytes(data)
    texts = [each.text for each in FORMATS[path.suffix].read(path, Options()).segments]
    return "\n".join([*texts, data.decode("latin-1")])


INSIDE = {"Quillfeather.docx": lambda: word(NAME), "Quillfeather.pdf": lambda: pdf(NAME)}


@pytest.mark.parametrize("name", INSIDE)
@pytest.mark.parametrize(("suffix", "make"), [(".docx", word), (".pdf", pdf)])
def test_a_file_in_a_file_is_blinded(tmp_path: Path, suffix: str, make, name: str) -> None:
    document, out = blind(tmp_path / f"outer{suffix}", make(NAME, {name: INSIDE[name]()}))
    ((file, data),) = inner_of(out).items()
    assert NAME not in file
    text = said(tmp_path / f"inner{Path(file).suffix}", data)
    assert f"before {LABEL} after" in text
    assert NAME not in text
    assert NAME not in out.read_bytes().decode("latin-1")
    assert any("blinded" in each.what and each.place.endswith("file 1") for each in document.removals)
    assert not document.unseen


def test_files_are_blinded_to_any_depth(tmp_path: Path) -> None:
    data = pdf(NAME, {"a.docx": word(NAME, {"b.docx": word(NAME, {"c.pdf": pdf(NAME)})})})
    _, out = blind(tmp_path / "outer.pdf", data)
    for suffix in (".docx", ".docx", ".pdf"):
        ((_, data),) = inner_of(out).items()
        out = tmp_path / f"level{suffix}"
        text = said(out, data)
        assert f"before {LABEL} after" in text
        assert NAME not in text


@pytest.mark.parametrize("make", [workbook, locked, lambda: b"PK\x03\x04 broken", NAME.encode])
@pytest.mark.parametrize(("suffix", "outer"), [(".docx", word), (".pdf", pdf)])
def test_what_cannot_be_blinded_inside_is_left_out_and_named(tmp_path: Path, suffix: str, outer, make) -> None:
    document, out = blind(tmp_path / f"outer{suffix}", outer(NAME, {"file.bin": make()}))
    assert inner_of(out) == {}
    assert NAME not in out.read_bytes().decode("latin-1")
    assert [each for each in document.removals if each.what in ("embedded file", "attached file")]


def test_what_lies_too_deep_is_left_out(tmp_path: Path) -> None:
    with in_force(replace(DEFAULT, embedded=1)):
        _, out = blind(tmp_path / "outer.pdf", pdf(NAME, {"a.pdf": pdf(NAME, {"b.pdf": pdf(NAME)})}))
    ((_, data),) = inner_of(out).items()
    (tmp_path / "inner.pdf").write_bytes(data)
    assert inner_of(tmp_path / "inner.pdf") == {}


@pytest.mark.parametrize(("suffix", "outer"), [(".docx", word), (".pdf", pdf)])
def test_blinding_again_changes_nothing(tmp_path: Path, suffix: str, outer) -> None:
    _, out = blind(tmp_path / f"outer{suffix}", outer(NAME, {"a.docx": word(NAME), "b.pdf": pdf(NAME)}))
    once = out.read_bytes()
    _, again = blind(tmp_path / f"again{suffix}", once)
    assert again.read_bytes() == once
