"""The main job never goes online: it runs in a process where every way out is refused and reported."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import docx
import pymupdf
import pytest

from blinder.detect.recognizers.contact import _suffixes

NATIVE = {".so", ".dylib", ".pyd", ".dll"}
TEXT = "Ms. Quillfeather teaches at Brackenmoor Elementary School. Write to quillfeather@brackenmoorschools.org."

# Python's audit events see every socket, also of libraries: https://docs.python.org/3/library/audit_events.html
# urllib3, when imported, asks whether the machine knows IPv6 by a socket that goes nowhere; nothing more is allowed.
GUARD = """
import json, sys
asked = []
def refuse(event, _):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.bind"):
        asked.append(event)
        raise OSError("no network")
sys.addaudithook(refuse)
"""
APART_JOB = """
from pathlib import Path
from blinder.formats import FORMATS
from blinder.formats.base import Options
from blinder.verifier import verify_file
done = []
for path in sorted(Path(sys.argv[1]).iterdir()):
    FORMATS[path.suffix].read(path, Options())
    FORMATS[path.suffix].rewrite(path, path.with_name(f"out-{path.name}"), {}, Options())
    verify_file(path.with_name(f"out-{path.name}"))
    done.append(path.name)
print(json.dumps({"asked": asked, "done": done}))
"""
ONLINE_JOB = """
import contextlib, socket
with contextlib.suppress(OSError):
    socket.create_connection(("192.0.2.1", 80))
print(json.dumps({"asked": asked}))
"""
TEXTS_JOB = """
import blinder
labels = [mention.label for mention in blinder.scan_texts({"A1": sys.argv[1]}).mentions]
print(json.dumps({"asked": asked, "done": labels}))
"""
FILES_JOB = """
import blinder
outcome = blinder.blind([sys.argv[1]], out=sys.argv[2])
written = [file.name for file in outcome.files if (outcome.out / file.name).is_file()]
print(json.dumps({"asked": asked, "done": written}))
"""


def run_guarded(job: str, *args: object) -> dict[str, list[str]]:
    """What the job printed: the socket events that it asked for, and what it did."""
    command = [sys.executable, "-c", GUARD + job, *map(str, args)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


@pytest.fixture
def submission(tmp_path: Path) -> Path:
    """A text, a Word document and a PDF that name the same teacher."""
    folder = tmp_path / "submission"
    folder.mkdir()
    (folder / "memo.txt").write_text(TEXT, encoding="utf-8")
    word = docx.Document()
    word.add_paragraph(TEXT)
    word.save(str(folder / "report.docx"))
    with pymupdf.open() as pdf:
        pdf.new_page().insert_textbox((72, 72, 500, 200), TEXT)
        pdf.save(folder / "letter.pdf")
    return folder


def test_the_guard_sees_a_socket() -> None:
    assert run_guarded(ONLINE_JOB)["asked"] == ["socket.getaddrinfo"]


def test_texts_are_scanned_without_a_socket() -> None:
    found = run_guarded(TEXTS_JOB, TEXT)
    assert found["asked"] == []
    assert len(found["done"]) >= 3


def test_files_are_blinded_without_a_socket(submission: Path, tmp_path: Path) -> None:
    found = run_guarded(FILES_JOB, submission, tmp_path / "out")
    assert found["asked"] == []
    assert sorted(found["done"]) == ["letter.pdf", "memo.txt", "report.docx"]


def test_what_is_done_apart_needs_no_socket(submission: Path) -> None:
    found = run_guarded(APART_JOB, submission)
    assert found["asked"] == []
    assert found["done"] == ["letter.pdf", "memo.txt", "report.docx"]


def test_the_runtime_of_the_name_model_sends_no_telemetry() -> None:
    # native code opens sockets that no audit event sees: https://github.com/microsoft/onnxruntime/pull/27379
    found = find_spec("onnxruntime")
    assert found and found.origin
    folder = Path(found.origin).parent / "capi"
    binaries = [path for path in folder.iterdir() if NATIVE & set(path.suffixes)]
    assert binaries
    assert not [path.name for path in binaries if b"events.data.microsoft.com" in path.read_bytes()], (
        "see pyproject.toml"
    )


def test_the_suffix_list_is_the_shipped_one() -> None:
    assert _suffixes().suffix_list_urls == ()
