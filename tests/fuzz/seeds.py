"""The files that are mutated: small, whole, one of each kind, holding much of what their format can hold."""

import csv
import importlib.util
import json
from collections.abc import Callable
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pikepdf
import pymupdf
import pyrage
from PIL import Image

from blinder.resources import data_folder
from tests.fuzz.trial import NAME

TESTS = Path(__file__).parents[1]
SAMPLE_DOC = TESTS.parent / "sample_docs" / "PLG minutes Hammond-Chhim-Peguero.doc"
ROWS = [["name", "role", "aliases"], [f"Mara {NAME}", "Teacher", "MQ;Mara"], ["Gaskell School", "School", ""]]


@cache
def planted(kind: str) -> bytes:
    """What the conformance suite plants names in."""
    spec = importlib.util.spec_from_file_location(kind, TESTS / "conformance" / "builders" / f"{kind}.py")
    assert spec and spec.loader
    builder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(builder)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"planted.{kind}"
        builder.build(path, (f"Mara {NAME}{n}" for n in range(9999)))
        return path.read_bytes()


@cache
def pdf() -> bytes:
    """Two pages with a table, a link, a note, a field, a form in a form, a picture, bookmarks and a layer."""
    with pymupdf.open() as document:
        for _ in range(2):
            page = document.new_page(width=400, height=400)
            page.insert_text((50, 50), f"Principal Mara {NAME} met Ms. Oona Thistlewick.")
            page.insert_text((50, 80), "Gaskell Middle School", fontname="tiro", rotate=90)
            for row in range(3):
                page.draw_rect((50, 100 + 20 * row, 350, 120 + 20 * row))
                page.insert_text((55, 114 + 20 * row), f"Ms. {NAME} {row}")
            page.insert_image((200, 200, 260, 240), stream=picture("PNG"))
            page.insert_link(
                {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(50, 40, 200, 60), "uri": "https://quill.example.org"}
            )
            page.add_text_annot((300, 50), f"Ask {NAME}")
            page.add_freetext_annot((50, 300, 200, 330), f"Free {NAME}")
        field = pymupdf.Widget()
        field.field_name, field.field_value, field.rect = "f", NAME, pymupdf.Rect(50, 350, 150, 370)
        field.field_type = pymupdf.PDF_WIDGET_TYPE_TEXT
        page.add_widget(field)
        document.set_toc([[1, f"Of {NAME}", 1], [2, "Second", 2]])
        document.set_metadata({"author": NAME, "title": f"Plan of {NAME}"})
        data = document.tobytes()
    with pikepdf.open(BytesIO(data)) as file:
        inner = pikepdf.Stream(file, b"BT /helv 9 Tf 60 20 Td (inner) Tj ET")
        resources = file.pages[0].obj["/Resources"]
        fonts = resources.get("/Font", pikepdf.Dictionary())
        for key, value in (("/Subtype", "/Form"), ("/Type", "/XObject")):
            inner[key] = pikepdf.Name(value)
        inner["/BBox"], inner["/Resources"] = pikepdf.Array([0, 0, 400, 400]), pikepdf.Dictionary(Font=fonts)
        outer = pikepdf.Stream(file, b"q 1 0 0 1 5 5 cm /In Do Q")
        outer["/Type"], outer["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
        outer["/BBox"] = pikepdf.Array([0, 0, 400, 400])
        outer["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(In=file.make_indirect(inner)))
        file.pages[0].add_resource(file.make_indirect(outer), pikepdf.Name.XObject, pikepdf.Name("/Out"))
        file.pages[0].contents_add(b"/Span <</ActualText (Mara)>> BDC /Out Do EMC")
        out = BytesIO()
        file.save(out, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return out.getvalue()


@cache
def picture(kind: str) -> bytes:
    out = BytesIO()
    Image.new("P" if kind == "GIF" else "RGB", (40, 30), 3).save(out, kind)
    return out.getvalue()


@cache
def workbook() -> bytes:
    book, out = openpyxl.Workbook(), BytesIO()
    for row in ROWS:
        book.worksheets[0].append(row)
    book.save(out)
    return out.getvalue()


def table() -> bytes:
    out = StringIO()
    csv.writer(out).writerows(ROWS)
    return out.getvalue().encode()


@cache
def key() -> bytes:
    entry = {"label": "Teacher A", "entity_type": "PERSON", "role": "Teacher", "names": [NAME]}
    return bytes(
        pyrage.passphrase.encrypt(json.dumps({"schema": "blinder-key/1", "entries": [entry]}).encode(), "passphrase")
    )


def attestation() -> bytes:
    row = {"name": "a.pdf", "status": "written", "sha256": "0" * 64, "size": 3}
    plain = {"schema": "blinder-attestation/1", "tool": "1", "exit_code": 0, "audit": "", "files": [row], "digest": ""}
    return json.dumps(plain).encode()


SEEDS: dict[str, Callable[[], bytes]] = {
    "case.docx": lambda: planted("docx"),
    "case.odt": lambda: planted("odt"),
    "case.pdf": pdf,
    "case.doc": SAMPLE_DOC.read_bytes,
    "case.txt": f"Mara {NAME}\r\nmet – José (Ms. {NAME})\n\n- a list, mara@{NAME}.org\n".encode,
    "case.csv": table,
    "roster.csv": table,
    "roster.xlsx": workbook,
    "map.toml": (data_folder("label_maps") / "ma-pal.toml").read_bytes,
    "blinder.toml": b'scheme = "series"\ntimeout_s = 30\n[limits]\npages = 7\n'.__bytes__,
    "key.age": key,
    "attestation.json": attestation,
    "picture.png": lambda: picture("PNG"),
    "picture.jpg": lambda: picture("JPEG"),
    "picture.gif": lambda: picture("GIF"),
    "picture.tif": lambda: picture("TIFF"),
}
