"""Hostile files are read, or refused with a sentence; `python -m tests.fuzz` looks for new ones."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1]))  # the process apart, too, must find the trial

from tests.fuzz.mutations import mutate
from tests.fuzz.seeds import SEEDS
from tests.fuzz.shapes import SHAPES
from tests.fuzz.trial import finding

PATIENCE_S = 120.0  # a busy machine is no finding
CASES = 3  # of each kind
LIBRE_OFFICE = "case.doc"


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_made_to_hurt_is_read_or_refused(tmp_path: Path, shape: str) -> None:
    name, make = SHAPES[shape]
    path = tmp_path / name
    path.write_bytes(make())
    assert not finding(path, timeout_s=PATIENCE_S)


@pytest.mark.parametrize("name", [name for name in SEEDS if name != LIBRE_OFFICE])
def test_broken_files_are_read_or_refused(tmp_path: Path, name: str) -> None:
    for number in range(CASES):
        path = tmp_path / name
        path.write_bytes(mutate(name, SEEDS[name](), number))
        assert not finding(path, keep=number % 2 == 1, timeout_s=PATIENCE_S), (
            f"python -m tests.fuzz {name} --case {number}"
        )


def test_the_whole_file_is_no_finding(tmp_path: Path) -> None:
    for name in SEEDS.keys() - {LIBRE_OFFICE}:
        path = tmp_path / name
        path.write_bytes(SEEDS[name]())
        assert not finding(path, timeout_s=PATIENCE_S), name
