import subprocess
import sys
import time
from pathlib import Path

import pytest

from blinder.errors import EncryptedFile, MissingProgram, SignedFile, UnreadableFile, WrongExtension
from blinder.formats import doc, format_of
from blinder.formats.base import Options

WORD = doc.OLE2 + bytes(doc.SECTOR - len(doc.OLE2)) + doc.WORD_STREAM + bytes(doc.SECTOR)


@pytest.fixture
def soffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts a program of our own in LibreOffice's place; it gets the arguments as `sys.argv`."""

    def install(code: str) -> None:
        program = tmp_path / "soffice"
        program.write_text(f"#!{sys.executable}\nimport sys, pathlib, subprocess, time\n{code}")
        program.chmod(0o755)
        monkeypatch.setattr(doc, "PROGRAMS", (str(program),))
        doc._convert.cache_clear()

    return install


def word_file(tmp_path: Path, data: bytes = WORD) -> Path:
    path = tmp_path / "a.doc"
    path.write_bytes(data)
    return path


def read(path: Path, timeout_s: float = 20) -> object:
    return doc.DOC().read(path, Options(timeout_s=timeout_s))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", UnreadableFile),
        (b"PK\x03\x04", WrongExtension),
        (b"{\\rtf1 a}", WrongExtension),
        (WORD[: doc.SECTOR + 11] + b"\x01" + bytes(99), EncryptedFile),
        (WORD + "EncryptedPackage".encode("utf-16-le"), EncryptedFile),
        (WORD + "_xmlsignatures".encode("utf-16-le"), SignedFile),
    ],
)
def test_what_cannot_be_opened_is_refused_before_libreoffice_runs(
    tmp_path: Path, soffice, data: bytes, error: type[Exception]
) -> None:
    soffice("pathlib.Path(__file__).with_name('ran').touch()")
    with pytest.raises(error):
        read(word_file(tmp_path, data))
    assert not (tmp_path / "ran").exists()


def test_without_libreoffice_the_user_hears_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "PROGRAMS", ("no-such-program",))
    doc._convert.cache_clear()
    with pytest.raises(MissingProgram, match=r"Install it from libreoffice\.org"):
        read(word_file(tmp_path))


def test_a_program_that_writes_nothing_is_an_unreadable_file(tmp_path: Path, soffice) -> None:
    soffice("sys.exit(1)")
    with pytest.raises(UnreadableFile, match="cannot read"):
        read(word_file(tmp_path))


@pytest.mark.skipif(not hasattr(doc.os, "killpg"), reason="process groups are POSIX")
def test_a_program_that_hangs_is_killed_with_its_children(tmp_path: Path, soffice) -> None:
    beat = tmp_path / "beat"
    child = (
        f"import time, pathlib\nwhile True: pathlib.Path({str(beat)!r}).write_text(str(time.time())); time.sleep(.05)"
    )
    soffice(f"subprocess.Popen([sys.executable, '-c', {child!r}])\ntime.sleep(60)")
    with pytest.raises(UnreadableFile, match="took longer"):
        read(word_file(tmp_path), timeout_s=2)
    time.sleep(0.3)
    last = beat.read_text()
    time.sleep(0.5)
    assert beat.read_text() == last


def test_nothing_of_the_file_stays_behind(tmp_path: Path, soffice) -> None:
    soffice("print(sys.argv[-1], file=open(pathlib.Path(__file__).with_name('seen'), 'w'))")
    with pytest.raises(UnreadableFile):
        read(word_file(tmp_path))
    source = Path((tmp_path / "seen").read_text().strip())
    assert source.name == "source.doc"
    assert not source.parent.exists()


def test_reading_and_rewriting_convert_once(tmp_path: Path, soffice) -> None:
    soffice(
        "with open(pathlib.Path(__file__).with_name('runs'), 'a') as runs: runs.write('x')\n"
        "folder = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        "(folder / 'source.docx').write_bytes(b'made')"
    )
    data = word_file(tmp_path).read_bytes()
    assert doc._convert(data, 20.0) == doc._convert(data, 20.0) == b"made"
    assert (tmp_path / "runs").read_text() == "x"


def test_a_doc_becomes_a_docx() -> None:
    assert format_of(Path("Plan.DOC")).output_suffix == ".docx"


def test_importing_the_formats_is_cheap() -> None:
    code = "import sys, blinder.formats; print({'lxml', 'PIL', 'pymupdf', 'pikepdf'} & set(sys.modules))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
        == "set()"
    )
