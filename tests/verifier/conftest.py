"""Small finished files, built by hand: `XMLNS` in a part stands for every namespace, a tuple for a docx inside."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest

OOXML, ODF = "http://schemas.openxmlformats.org/", "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = {
    "w": f"{OOXML}wordprocessingml/2006/main",
    "mc": f"{OOXML}markup-compatibility/2006",
    "a": f"{OOXML}drawingml/2006/main",
    "c": f"{OOXML}drawingml/2006/chart",
    "wp": f"{OOXML}drawingml/2006/wordprocessingDrawing",
    "cp": f"{OOXML}package/2006/metadata/core-properties",
    "rel": f"{OOXML}package/2006/relationships",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "svg": f"{ODF}svg-compatible:1.0",
    "draw": f"{ODF}drawing:1.0",
    **{name: f"{ODF}{name}:1.0" for name in ("office", "text", "style", "table", "form", "meta", "config", "manifest")},
}
XMLNS = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in SPACES.items())
CLEAN = "Teacher C met District A."


def _pack(parts: Mapping[str, Any]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            data = _docx(*content) if isinstance(content, tuple) else content
            data = data.replace("XMLNS", XMLNS) if isinstance(data, str) else data
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _docx(body: str = "", extra: Mapping[str, Any] | None = None) -> bytes:
    paragraph = f"<w:p><w:r><w:t>{CLEAN}</w:t></w:r></w:p>"
    targets = "".join(f"<rel:Relationship Id='x' Target='/{name}'/>" for name in extra or {} if ".rels" not in name)
    return _pack(
        {
            "[Content_Types].xml": f"<Types xmlns='{OOXML}package/2006/content-types'/>",
            "_rels/.rels": "<rel:Rels XMLNS><rel:Relationship Target='word/document.xml'/></rel:Rels>",
            "word/document.xml": f"<w:document XMLNS>{body or paragraph}</w:document>",
            "word/_rels/document.xml.rels": f"<rel:Relationships XMLNS>{targets}</rel:Relationships>",
            **(extra or {}),
        }
    )


def _odt(body: str = "", extra: Mapping[str, Any] | None = None) -> bytes:
    listed = "".join(f'<m manifest:full-path="{name}"/>' for name in ("content.xml", *(extra or {})))
    return _pack(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:text XMLNS>{body or f'<text:p>{CLEAN}</text:p>'}</office:text>",
            "META-INF/manifest.xml": f"<manifest:manifest XMLNS>{listed}</manifest:manifest>",
            **(extra or {}),
        }
    )


@pytest.fixture
def docx(tmp_path: Path) -> Callable[..., Path]:
    """`docx(body XML, other parts)`: written to a.docx."""
    return lambda *content: _written(tmp_path / "a.docx", _docx(*content))


@pytest.fixture
def odt(tmp_path: Path) -> Callable[..., Path]:
    """`odt(body XML, other parts)`: written to a.odt."""
    return lambda *content: _written(tmp_path / "a.odt", _odt(*content))


@pytest.fixture
def pdf(tmp_path: Path) -> Callable[..., Path]:
    """`pdf(draw, touch)`: one page; `draw` gets the PyMuPDF document, `touch` then the pikepdf document."""

    def make(draw: Callable[[Any], Any] | None = None, touch: Callable[[Any], Any] | None = None) -> Path:
        document = pymupdf.open()
        document.new_page().insert_text((72, 72), CLEAN)
        if draw:
            draw(document)
        with pikepdf.open(io.BytesIO(document.tobytes())) as file:
            if "/Info" in file.trailer:
                del file.trailer["/Info"]
            if touch:
                touch(file)
            file.save(tmp_path / "a.pdf", deterministic_id=True)
        return tmp_path / "a.pdf"

    return make


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
