"""Bad files beside a good one: each is refused with a sentence, the good one is still done, nothing is half-written."""

import os
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pymupdf
import pytest

from blinder.cli.app import run

pytestmark = pytest.mark.usefixtures("by_rules")
TEXT = "Principal Oona Thistlewick met Ms. Quillfeather.\n"
MIB = 2**20
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOMB = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))


def word_bytes() -> bytes:
    document, buffer = docx.Document(), BytesIO()
    document.add_paragraph(TEXT)
    document.save(buffer)
    return buffer.getvalue()


def odt_bytes() -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    body = f"""<office:document-content xmlns:office="{office}" xmlns:text="{text}"><office:body><office:text>
        <text:p>{TEXT}</text:p></office:text></office:body></office:document-content>"""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", body)
    return buffer.getvalue()


def pdf_bytes(content: bytes = b"", **how: object) -> bytes:
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 72), TEXT)
        if content:
            number = document.get_new_xref()
            document.update_object(number, "<<>>")
            document.update_stream(number, content, compress=True)
            document.xref_set_key(page.xref, "Contents", f"{number} 0 R")
        return bytes(document.tobytes(**how))


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """The archive with one member replaced, or another one added."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return buffer.getvalue()


def with_double(data: bytes) -> bytes:
    buffer = BytesIO(data)
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", b"<a/>")
    return buffer.getvalue()


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def entities(definitions: bytes, used: bytes) -> bytes:
    text = b'<w:document xmlns:w="%s"><w:body><w:p><w:r><w:t>&%s;</w:t></w:r></w:p></w:body></w:document>'
    return b"<!DOCTYPE a [%s]>" % definitions + text % (WORD.encode(), used)


def manifest(data: bytes) -> bytes:
    namespace = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    xml = f"""<manifest:manifest xmlns:manifest="{namespace}"><manifest:file-entry manifest:full-path="content.xml"
        manifest:media-type="text/xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"""
    return with_member(data, "META-INF/manifest.xml", xml.encode())


LOCKED = {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "owner_pw": "owner"}
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)
MAIN = "word/document.xml"
BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    **{f"empty {kind}": (kind, bytes, "empty") for kind in ("docx", "odt", "pdf", "doc", "txt", "csv")},
    "cut docx": ("docx", lambda: cut(word_bytes()), "damaged"),
    "cut odt": ("odt", lambda: cut(odt_bytes()), "damaged"),
    "cut pdf": ("pdf", lambda: cut(pdf_bytes()), "damaged"),
    "cut doc": ("doc", lambda: ENCRYPTED[:600], ""),
    "encrypted docx": ("docx", lambda: ENCRYPTED, "password"),
    "encrypted odt": ("odt", lambda: manifest(odt_bytes()), "password"),
    "encrypted pdf": ("pdf", lambda: pdf_bytes(user_pw="user", **LOCKED), "password"),
    "locked pdf": ("pdf", lambda: pdf_bytes(**LOCKED), "password"),
    "a pdf called docx": ("docx", pdf_bytes, "extension"),
    "a docx called pdf": ("pdf", word_bytes, "extension"),
    "a docx called odt": ("odt", word_bytes, "extension"),
    "an odt called docx": ("docx", odt_bytes, ""),
    "a docx called doc": ("doc", word_bytes, "extension"),
    "a docx called txt": ("txt", word_bytes, "extension"),
    "a pdf called csv": ("csv", pdf_bytes, "extension"),
    "text called pdf": ("pdf", TEXT.encode, "extension"),
    "text called docx": ("docx", TEXT.encode, "extension"),
    "a bomb of zeros in a docx": ("docx", lambda: with_member(word_bytes(), MAIN, bytes(64 * MIB)), "unpacks"),
    "a bomb in a docx's picture": ("docx", lambda: with_member(word_bytes(), "word/media/a.png", bytes(64 * MIB)), ""),
    "a bomb of zeros in an odt": ("odt", lambda: with_member(odt_bytes(), "content.xml", bytes(64 * MIB)), "unpacks"),
    "entities in a docx": ("docx", lambda: with_member(word_bytes(), MAIN, entities(BOMB, b"e9")), "entities"),
    "a file drawn into a docx": (
        "docx",
        lambda: with_member(word_bytes(), MAIN, entities(b'<!ENTITY f SYSTEM "file:///etc/hostname">', b"f")),
        "entities",
    ),
    "climbing names": ("docx", lambda: with_member(word_bytes(), "../../evil.txt", b"x"), "leaves the archive"),
    "doubled members": ("docx", lambda: with_double(word_bytes()), "same name"),
    "deep nesting": ("docx", lambda: with_member(word_bytes(), MAIN, b"<a>" * 20_000 + b"</a>" * 20_000), ""),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one good file."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT, encoding="utf-8")
    return folder


def copies() -> set[str]:
    found = {path.relative_to("out").as_posix() for path in Path("out").rglob("*") if path.is_file()}
    return {name for name in found if not name.startswith("audit/")}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_and_the_good_one_done(
    folder: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    suffix, make, reason = BAD[what]
    bad = folder / f"Quillfeather.{suffix}"
    data = make()
    bad.write_bytes(data)
    assert run(["blind", "in", "--out", "out"]) == 3
    said = capsys.readouterr().out
    assert reason in said
    assert "Quillfeather" not in said
    assert copies() == {"good.txt"}
    assert bad.read_bytes() == data
    assert sorted(path.name for path in folder.parent.iterdir()) == ["in", "out"]
    assert run(["verify", str(bad)]) in (1, 3), "never clean"


def test_a_pdf_bomb_is_refused_in_bounded_time(folder: Path) -> None:
    (folder / "bomb.pdf").write_bytes(pdf_bytes(bytes(768 * MIB)))
    assert run(["blind", "in", "--out", "out"]) == 3
    assert copies() == {"good.txt"}


def test_unknown_kinds_are_named_as_not_examined(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("Quillfeather film.mp4", "sheet.xlsx", "noending"):
        (folder / name).write_bytes(b"something")
    assert run(["blind", "in", "--out", "out"]) == 3
    said = capsys.readouterr().out
    assert said.count("not examined") == 3
    assert "Quillfeather" not in said
    assert copies() == {"good.txt"}


def test_a_file_that_is_not_there_any_more_is_refused(folder: Path) -> None:
    (folder / "gone.txt").symlink_to("nowhere.txt")
    (folder / "self.docx").symlink_to("self.docx")
    assert run(["blind", "in", "--out", "out"]) == 3
    assert copies() == {"good.txt"}


def test_a_loop_of_links_ends(folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "deep/up").symlink_to("..", target_is_directory=True)
    (folder / "here").symlink_to(".", target_is_directory=True)
    assert run(["blind", "in", "--out", "out"]) == 0
    assert copies() == {"good.txt"}


def test_a_folder_called_like_a_document_is_walked(folder: Path) -> None:
    (folder / "folder.docx").mkdir()
    (folder / "folder.docx/inner.txt").write_text(TEXT, encoding="utf-8")
    assert run(["blind", "in", "--out", "out"]) == 0
    assert copies() == {"good.txt", "folder.docx/inner.txt"}


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_not_be_opened_is_not_examined(folder: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    closed = folder / "closed.txt"
    if what == "file":
        closed.write_text(TEXT, encoding="utf-8")
    else:
        closed.mkdir()
        (closed / "inner.txt").write_text(TEXT, encoding="utf-8")
    allowed, read_bytes = os.access, Path.read_bytes

    def access(path: Path, *rest: int) -> bool:
        return Path(path).name != "closed.txt" and allowed(path, *rest)

    def read(path: Path) -> bytes:
        if path.name == "closed.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(os, "access", access)  # tests may run as root, whom nothing is closed to
    monkeypatch.setattr(Path, "read_bytes", read)
    assert run(["blind", "in", "--out", "out"]) == 3
    assert copies() == {"good.txt"}


def test_texts_in_every_encoding_are_read(folder: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        (folder / f"{encoding}.txt").write_bytes("Señora Pennyfarthing met Ms. Quillfeather.\n".encode(encoding))
    assert run(["blind", "in", "--out", "out"]) == 0
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        text = Path("out", f"{encoding}.txt").read_bytes().decode(encoding)
        assert "Quillfeather" not in text
        assert " met " in text


def test_two_thousand_pages_are_read_to_the_last(folder: Path) -> None:
    with pymupdf.open() as document:
        for _ in range(2000):
            document.new_page(width=200, height=100)
        document[1999].insert_text((10, 50), "Ms. Quillfeather")
        document.save(folder / "long.pdf")
    assert run(["blind", "in", "--out", "out"]) == 0
    with pymupdf.open("out/long.pdf") as blinded:
        assert len(blinded) == 2000
        assert "Quillfeather" not in blinded[1999].get_text()


@pytest.mark.skipif(sys.platform != "linux", reason="needs address-space limits")
def test_a_bomb_needs_little_memory(folder: Path) -> None:
    (folder / "bomb.docx").write_bytes(with_member(word_bytes(), MAIN, bytes(256 * MIB)))
    job = f"""
import resource
from blinder.formats import FORMATS
from blinder.formats.base import Options
from blinder.errors import TooLarge
from pathlib import Path
FORMATS['.docx']._loaded()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    FORMATS['.docx'].read(Path({str(folder / "bomb.docx")!r}), Options())
except TooLarge:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    said = subprocess.run([sys.executable, "-c", job], capture_output=True, text=True, check=True).stdout
    assert int(said) < 100 * 1024  # kilobytes
