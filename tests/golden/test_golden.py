"""Golden pairs: a small submission before and after blinding, as a reader sees it.

A file of `pairs/` holds a roster (name; role; aliases), the documents, a line "===", and the documents blinded. All
people and places in it are invented. Names that no rule proves are on the roster: the model has no say here.
"""

import re
from pathlib import Path

import pytest

import blinder

pytestmark = pytest.mark.usefixtures("by_rules")
PAIRS = sorted((Path(__file__).parent / "pairs").glob("*.txt"))


def read_parts(text: str) -> dict[str, str]:
    """Title → text of every part that "### title" opens."""
    return dict(re.findall(r"^### (\S+)\n(.*?)(?=^### |\Z)", text, re.DOTALL | re.MULTILINE))


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_a_submission_is_blinded_as_written_down(path: Path) -> None:
    before, _, after = path.read_text("utf-8").partition("===\n")
    given = read_parts(before)
    roster = [[cell.strip() for cell in line.split(";", 2)] for line in given.pop("roster").splitlines()]
    assert blinder.blind_texts(given, roster).texts == read_parts(after)


def test_there_are_pairs() -> None:
    assert len(PAIRS) > 2
