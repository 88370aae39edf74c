"""The promise itself: blind the sample submission, and look for every planted name in every byte that comes out.

The truth is `samples/planted.json`. Long strings are looked for in everything (unzipped, decompressed, by another PDF
engine, without case, accents, blanks and invisible signs), short ones in all that can be read. `elsewhere` marks
strings that also stand in text that stays.
"""

import contextlib
import difflib
import importlib.util
import io
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from blinder import finished, pipeline
from blinder.cli.app import run
from blinder.formats import FORMATS
from blinder.formats.base import Options
from blinder.outcome import Outcome

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "sample_docs"
LONG = 7  # letters; nothing that long is found in binary data by chance
NOTICED = 4  # letters; shorter strings are looked for in their own file only


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


looking = load(HERE / "conformance" / "looking.py")
truth = load(HERE / "samples" / "test_planted.py")
FILES = [entry for entry in truth.FILES if shutil.which("soffice") or not entry["file"].endswith(".doc")]
GONE = sorted({row["surface"] for entry in FILES for row in entry["original"] if not row["elsewhere"]})


@dataclass
class Run:
    """One call: its exit code, what it said, what came of it, and where."""

    code: int
    said: str
    outcome: Outcome
    out: Path
    temporary: Path

    def copy_of(self, name: str) -> Path:
        result = next(file for file in self.outcome.files if file.document == name)
        assert result.status == "written", result.reason
        return self.out / result.name


def call(folder: Path, *argv: str) -> Run:
    """Run the program on `folder`, with a temporary folder of its own."""
    outcomes, said, temporary = list[Outcome](), io.StringIO(), folder / "temporary"
    temporary.mkdir()
    home = finished if argv[0] == "verify" else pipeline
    original = getattr(home, argv[0])

    def remember(*args: object, **kwargs: object) -> Outcome:
        outcomes.append(original(*args, **kwargs))
        return outcomes[-1]

    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        patch.setattr(home, argv[0], remember)
        patch.setattr(tempfile, "tempdir", str(temporary))
        code = run(argv)
    return Run(code, said.getvalue(), outcomes[-1], folder / "out", temporary)


@pytest.fixture(scope="session")
def blinded(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The sample submission, blinded; without its .doc where LibreOffice is missing."""
    folder = tmp_path_factory.mktemp("blinded")
    for name in ("roster.csv", "MANIFEST.md", *(entry["file"] for entry in FILES)):
        (folder / "in").mkdir(exist_ok=True)
        shutil.copy(SAMPLES / name, folder / "in" / name)
    return call(folder, "blind", str(folder / "in"), "--out", str(folder / "out"))


@pytest.fixture(scope="session")
def again(blinded: Run, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Its output, blinded once more, without a roster."""
    folder = tmp_path_factory.mktemp("again")
    return call(folder, "blind", str(blinded.out), "--out", str(folder / "out"))


def is_left(surface: str, text: str, letters: str = "") -> bool:
    """Whether it stands in readable `text` as a word, or, if it is long, anywhere in `letters`."""
    flat = re.escape(truth.flat(surface))
    return bool(re.search(rf"(?<!\w){flat}(?!\w)", text)) or (
        len(looking.letters(surface)) >= LONG and looking.letters(surface) in letters
    )


def test_the_run_is_clean(blinded: Run) -> None:
    assert blinded.code == 0, blinded.said


@pytest.mark.parametrize("entry", FILES, ids=[entry["part"] for entry in FILES])
def test_no_planted_name_is_left_in_any_byte(blinded: Run, entry: dict) -> None:
    copy = blinded.copy_of(entry["file"])
    text, letters = truth.everything_in(copy), looking.everything_in(copy)
    for label in sorted((truth.flat(entity.label) for entity in blinded.outcome.scan.entities), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(label)}(?!\w)", "…", text)  # "Person AD" is nobody's initials
    for kept in sorted((looking.letters(row["surface"]) for row in entry["keep"]), key=len, reverse=True):
        letters = letters.replace(kept, "…")
    own = [row["surface"] for row in entry["original"] if not row["elsewhere"]]
    assert [surface for surface in own if is_left(surface, text, letters)] == []


@pytest.mark.parametrize("entry", FILES, ids=[entry["part"] for entry in FILES])
def test_what_must_stay_can_still_be_read(blinded: Run, entry: dict) -> None:
    text = truth.everything_in(blinded.copy_of(entry["file"])).replace(" ", "")
    kept = [row["surface"] for row in entry["keep"]]
    assert [surface for surface in kept if truth.flat(surface).replace(" ", "") not in text] == []


def test_what_names_nobody_stays_as_it_is(blinded: Run) -> None:
    assert blinded.copy_of("MANIFEST.md").read_bytes() == (SAMPLES / "MANIFEST.md").read_bytes()


def test_the_search_finds_what_is_there() -> None:
    for entry in FILES:
        text = truth.everything_in(SAMPLES / entry["file"])
        letters = looking.everything_in(SAMPLES / entry["file"])
        long = [row["surface"] for row in entry["original"] if len(looking.letters(row["surface"])) >= LONG]
        assert any(is_left(surface, text, letters) for surface in long), entry["part"]


def test_reports_screen_and_file_names_name_nobody(blinded: Run) -> None:
    audit = blinded.out / "audit"
    names = "\n".join(path.name for path in blinded.out.rglob("*"))
    read = [truth.flat(path.read_text("utf-8")) for path in audit.iterdir() if path.suffix != ".docx"]
    text = " ".join([*read, truth.everything_in(audit / "confidentiality-form-draft.docx"), blinded.said, names])
    letters = " ".join(looking.everything_in(path) for path in audit.iterdir())
    noticed = [surface for surface in GONE if len(surface) >= NOTICED and surface != "Memo"]
    assert [surface for surface in noticed if is_left(surface, text, letters)] == []


def test_nothing_is_left_behind(blinded: Run) -> None:
    assert list(blinded.temporary.iterdir()) == []
    assert {path.name for path in blinded.out.parent.iterdir()} == {"in", "out", "temporary"}


def test_the_originals_are_untouched(blinded: Run) -> None:
    folder = blinded.out.parent / "in"
    assert [path.name for path in folder.iterdir() if path.read_bytes() != (SAMPLES / path.name).read_bytes()] == []


def test_verify_finds_nothing(blinded: Run, tmp_path: Path) -> None:
    verified = call(tmp_path, "verify", str(blinded.out))
    assert verified.code == 0, verified.said


def test_verify_finds_the_originals_wanting(blinded: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("Commentary_ZeeBarros_NSU.docx", "Cat3 Protocols (Barros & Pham).odt"):
        shutil.copy(SAMPLES / name, tmp_path / "in" / name)
    verified = call(tmp_path, "verify", str(tmp_path / "in"))
    assert verified.code == 1
    assert [surface for surface in GONE if len(surface) >= NOTICED and is_left(surface, verified.said)] == []


def texts_of(path: Path) -> list[str]:
    segments = FORMATS[path.suffix].read(path, Options()).segments
    return [segment.text for segment in segments if not segment.dropped]


def test_blinding_again_changes_no_text(blinded: Run, again: Run) -> None:
    before = {path.name: path for path in blinded.out.iterdir() if path.is_file()}
    after = {path.name: path for path in again.out.iterdir() if path.is_file()}
    assert set(after) == set(before)
    changed = [
        line
        for name in sorted(before)
        for line in difflib.unified_diff(texts_of(before[name]), texts_of(after[name]), name, name, n=0, lineterm="")
    ]
    assert changed == []
