"""What is installed: an instant command, documented names, a complete lock, a wheel that needs nothing beside it."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

import blinder

ROOT = Path(__file__).parents[1]
HEAVY = {"docx", "lxml", "numpy", "onnxruntime", "openpyxl", "phonenumbers", "pikepdf", "PIL"}
HEAVY |= {"presidio_analyzer", "pymupdf", "spacy", "fastapi", "uvicorn"}
COMMANDS = ("blind", "scan", "verify", "gate", "watch", "restore", "pictures", "batch", "serve")
CLI = "from blinder.cli.app import main; main()"
COLOUR = re.compile(r"\x1b\[(?:\d+;)*[349]\d[;m]")


def run(*argv: str, cwd: Path = ROOT, **environment: str) -> str:
    """What Python prints when called so; the call must succeed."""
    environment = {**os.environ, **environment}
    done = subprocess.run(
        [sys.executable, *argv], cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


# ── The command ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("argv", [["--help"], ["--version"], *([name, "--help"] for name in COMMANDS)], ids=" ".join)
def test_help_imports_nothing_heavy(argv: list[str]) -> None:
    job = f"import sys; from blinder.cli.app import run; run({argv}); print(sorted({HEAVY} & set(sys.modules)))"
    assert run("-c", job).splitlines()[-1] == "[]"


def test_importing_blinder_imports_nothing_heavy() -> None:
    assert run("-c", f"import sys, blinder; print(sorted({HEAVY} & set(sys.modules)))").strip() == "[]"


def test_help_names_every_command() -> None:
    shown = run("-c", CLI, "--help")
    assert all(re.search(rf"\b{name}\b", shown) for name in COMMANDS)


def test_version_is_the_projects() -> None:
    assert run("-c", CLI, "--version").split() == ["blinder", project()["project"]["version"]]


def test_help_has_no_colours_even_when_forced() -> None:
    assert not COLOUR.search(run("-c", CLI, "--help", FORCE_COLOR="1", NO_COLOR=""))


# ── The public names ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", blinder.__all__)
def test_public_name_is_documented(name: str) -> None:
    value = getattr(blinder, name)
    assert value.__doc__
    assert not value.__doc__.startswith(f"{name}("), "only the docstring that a dataclass makes for itself"


# ── What is installed ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lock", ["runtime.txt", "dev.txt"])
def test_lock_pins_every_dependency_with_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / "requirements" / lock).read_text("utf-8"))
    pinned = {name(entry) for entry in entries if "==" in entry}
    wanted = {name(line) for line in project()["project"]["dependencies"]}
    assert wanted <= pinned
    assert all("--hash=sha256:" in entry for entry in entries if not entry.startswith("#"))
    assert not re.search(r"://|--(extra-)?index-url|--find-links|file:", "\n".join(entries))


def test_installing_the_checkout_downloads_nothing_outside_the_lock() -> None:
    lock = (ROOT / "requirements" / "dev.txt").read_text("utf-8")
    needed = {name(line) for line in project()["build-system"]["requires"]}
    assert needed <= {name(line) for line in lock.splitlines() if "==" in line}


def name(requirement: str) -> str:
    """The package's normal name: https://packaging.python.org/en/latest/specifications/name-normalization/"""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()


def test_wheel_works_alone(tmp_path: Path) -> None:
    job = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    wheel = tmp_path / run("-c", job, str(tmp_path)).splitlines()[-1]
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
        assert any(member.endswith("licenses/LICENSE") for member in archive.namelist())
    (tmp_path / "memo.txt").write_text("Principal Oona Thistlewick met Ms. Quillfeather.", encoding="utf-8")
    job = "import sys; sys.path.insert(0, 'installed'); import blinder; print(blinder.scan(['memo.txt']).scan.mentions)"
    job += "; from blinder.resources import data_folder; print(data_folder('models/ner'))"
    mentions, model = run("-c", job, cwd=tmp_path).splitlines()
    assert mentions.count("Mention(") == 2
    assert Path(model).is_relative_to(tmp_path / "installed")


def test_import_contracts_hold_the_stages_apart() -> None:
    contracts = {contract["type"]: contract for contract in project()["tool"]["importlinter"]["contracts"]}
    rooms = {f"blinder.{path.parent.name}" for path in (ROOT / "blinder").glob("*/__init__.py")}
    stages = rooms - {"blinder.cli", "blinder.service", "blinder.batch"}  # these call the pipeline
    assert stages <= set(contracts["independence"]["modules"])
    assert stages <= set(re.findall(r"blinder\.\w+", " ".join(contracts["layers"]["layers"])))
