"""The pre-commit hook, with the real pre-commit where it is installed; what CI is offered is what there is."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest

ROOT = Path(__file__).parents[1]
MANIFEST = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
CONFIG = """
repos:
  - repo: local
    hooks:
      - id: blinder-gate
        name: blinder gate
        language: system
        entry: {entry}
        files: {files}
        require_serial: true
"""


def field(name: str) -> str:
    found = re.search(rf"^  {name}: (.*)$", MANIFEST, re.MULTILINE)
    assert found
    return found[1]


@pytest.mark.parametrize("name", ["a.docx", "x/B.DOC", "c.odt", "d.PDF"])
def test_the_hook_takes_finished_documents(name: str) -> None:
    assert re.search(field("files"), name)


@pytest.mark.parametrize("name", ["README.md", "a.txt", "film.mp4", "docx", "a.docx.py", "roster.csv"])
def test_the_hook_takes_nothing_else(name: str) -> None:
    assert not re.search(field("files"), name)


@pytest.mark.skipif(not shutil.which("pre-commit"), reason="pre-commit is not installed")
def test_pre_commit_refuses_names_and_lets_unknown_kinds_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path)
    entry = field("entry").replace("blinder ", f"{sys.executable} -m blinder.cli.app ", 1)
    Path(".pre-commit-config.yaml").write_text(CONFIG.format(entry=entry, files=field("files")), encoding="utf-8")
    Path("film.mp4").write_bytes(b"film")
    Path("notes.txt").write_text("Principal Oona Thistlewick", encoding="utf-8")
    write("finished.pdf", "Teacher C met Principal D at School A.")
    assert committed() == 0
    write("original.pdf", "Principal Oona Thistlewick met Ms. Quillfeather.")
    assert committed() == 1


def write(name: str, text: str) -> None:
    with pymupdf.open() as pdf:
        pdf.new_page().insert_textbox((72, 72, 500, 200), text)
        pdf.save(name)


def committed() -> int:
    subprocess.run(["git", "init", "--quiet"], check=True)
    subprocess.run(["git", "add", "--all"], check=True)
    return subprocess.run(["pre-commit", "run", "--all-files"], check=False, timeout=300).returncode
