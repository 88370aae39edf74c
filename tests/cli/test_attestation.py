"""`blinder verify --attestation`: exit codes, what it says, and wrong calls."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("by_rules")


@pytest.fixture
def out(blinder: Any, submission: Path) -> Path:
    """The submission, blinded."""
    assert blinder("blind", submission, "--out", "out").code == 0
    return Path("out")


def test_what_is_unchanged_passes_and_what_is_not_is_named(blinder: Any, out: Path) -> None:
    called = blinder("verify", out, "--attestation")
    assert (called.code, called.names()) == (0, [])
    assert called.out.startswith("Unchanged: 3 attested files, and no other.")
    (out / "memo.txt").rename(out / "Quillfeather.txt")
    (out / "letter.pdf").write_bytes(b"%PDF")
    called = blinder("verify", out, "--attestation")
    assert (called.code, called.names()) == (1, [])
    assert "memo.txt    renamed: now file 3.txt\n" in called.out
    assert "letter.pdf  changed: " in called.out
    assert blinder("verify", out, "--attestation", "--show-names").names() == ["quillfeather"]


def test_json_is_one_object_without_names(blinder: Any, out: Path) -> None:
    (out / "Quillfeather.md").write_text("x", encoding="utf-8")
    called = blinder("verify", out, "--attestation", "--show-names", "--json")
    said = json.loads(called.out)
    assert called.code == said["exit_code"] == 1
    assert said["schema"] == "blinder-recheck/1"
    assert said["changes"] == [{"file": "file 4.md", "change": "added", "message": "not attested"}]
    assert called.names() == []


def test_an_attestation_kept_apart_is_named_among_the_paths(blinder: Any, out: Path) -> None:
    (out / "audit/attestation.json").rename("kept.json")
    assert blinder("verify", out, "--attestation").code == 2
    assert blinder("verify", out, "--attestation", "kept.json").code == 0
    assert blinder("verify", "kept.json", out, "--attestation").code == 0


def test_verify_writes_an_attestation_of_its_own(blinder: Any, out: Path) -> None:
    assert blinder("verify", out, "--write-attestation", "mine.json").code == 0
    assert blinder("verify", out, "--attestation", "mine.json").code == 0
    assert blinder("verify", out, "--write-attestation", "mine.json").code == 2


def test_verify_writes_reports_without_the_form(blinder: Any, out: Path) -> None:
    assert blinder("verify", out, "--report", "found").code == 0
    names = {path.name for path in Path("found").iterdir()}
    assert names == {"audit.html", "audit.json", "findings.sarif", "attestation.json"}
    assert blinder("verify", out, "--report", "found").code == 2
    assert blinder("verify", out, "--attestation", "--report", "more").code == 2


def test_it_loads_no_model(out: Path) -> None:
    job = "import sys; from blinder.cli.app import run; code = run(['verify', 'out', '--attestation']); "
    job += "print(code, sorted({'spacy', 'presidio_analyzer', 'onnxruntime', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", job], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"


def test_attestation_holds_no_path(out: Path, tmp_path: Path) -> None:
    text = (out / "audit/attestation.json").read_text("utf-8")
    assert tmp_path.name not in text
    assert "submission" not in text


WRONG = {
    "no attestation there": ["memo"],
    "an attestation alone": ["kept.json"],
    "two attestations": ["memo", "kept.json", "other.json"],
    "what is none": ["memo", "kept.json"],
    "no such attestation": ["memo", "nowhere.json"],
    "with a roster": ["memo", "--roster", "people.csv"],
    "with a key": ["memo", "--key", "my.key"],
    "with a label map": ["memo", "--label-map", "ma-pal"],
    "while writing one": ["memo", "--write-attestation", "new.json"],
}


@pytest.mark.parametrize("argv", WRONG.values(), ids=WRONG)
def test_a_wrong_call_says_so(blinder: Any, memo: Path, argv: list[str]) -> None:
    Path("kept.json").write_text("{}", encoding="utf-8")
    called = blinder("verify", "--attestation", *argv)
    assert (called.code, called.out) == (2, "")
    assert called.err.startswith("blinder: ")
    assert not Path("new.json").exists()
