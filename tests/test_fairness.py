"""The people of the fairness benchmark are new to the model, and its figures are right."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

import pytest

from benchmarks.detectors import Hit
from benchmarks.fairness import SENTENCES, figures, fill, find_all, new_to_training, read_people, wilson
from benchmarks.marked import Row
from blinder.resolve.names import fold
from models.marks import read_marks

TEXTS = Path(__file__).parents[1] / "models" / "texts"
PEOPLE = read_people()
EVERYBODY = list(chain.from_iterable(PEOPLE.values()))


def folded(text: str) -> str:
    return " ".join(fold(word) for word in re.findall(r"[^\W\d_]+", text))


@pytest.mark.parametrize("origin", PEOPLE)
def test_every_origin_has_a_hundred_people(origin: str) -> None:
    assert len(set(PEOPLE[origin])) >= 100
    assert len(PEOPLE) >= 12


def test_nobody_is_named_twice() -> None:
    assert [
        name for name, times in Counter(folded(" ".join(person)) for person in EVERYBODY).items() if times > 1
    ] == []


def test_training_can_draw_nobody() -> None:
    assert [person for person in EVERYBODY if not any(map(new_to_training, person))] == []


def test_no_text_that_the_model_learns_from_names_anybody() -> None:
    lines = (line for path in TEXTS.glob("*/*.jsonl") for line in path.read_text(encoding="utf-8").splitlines())
    learnt = f" {' '.join(folded(read_marks(json.loads(line)['marked'])[0]) for line in lines)} "
    assert [person for person in EVERYBODY if f" {folded(' '.join(person))} " in learnt] == []


@pytest.mark.parametrize("origin", PEOPLE)
def test_hardly_any_part_of_a_name_is_drawn_in_training(origin: str) -> None:
    """Vietnamese given names are put together of few syllables: two in three are new even so."""
    first, last = ([new_to_training(name) for name in names] for names in zip(*PEOPLE[origin], strict=True))
    few = 0.6 if origin == "Vietnamese" else 0.95
    assert sum(first) / len(first) >= few
    assert sum(last) / len(last) >= min(few + 0.2, 0.95)


def test_a_sentence_marks_the_name_in_its_form() -> None:
    assert {fill(text, "Ida Mae", "de Vane").marks[0].surface for text in SENTENCES.values()} == {
        "Ida Mae", "de Vane", "Ida Mae de Vane", "de Vane, Ida Mae", "IDA MAE DE VANE", "ida mae de vane", "I",
    }  # fmt: skip


def test_only_a_whole_name_counts() -> None:
    def detect(texts: Mapping[str, str], roster: Sequence[Row] | None) -> list[Hit]:
        at = texts["text"].find("Vane")
        return [Hit("text", at, at + 4, "Person", "p")] if at >= 0 else []

    by_origin, by_kind = find_all(detect, {"one": [("Ida", "Vane")], "two": [("Ida", "Ode")]}, every=1)
    assert by_origin["two"] == {False: len(SENTENCES)}
    assert by_origin["one"][True] == sum(counts[True] for counts in by_kind.values())
    assert {kind for kind, counts in by_kind.items() if counts[True]} == {"surname", "title"}
    assert list(figures(by_origin)) == ["two", "one"]


def test_the_interval_is_that_of_wilson() -> None:
    assert wilson(98, 100) == (pytest.approx(0.9300, abs=1e-4), pytest.approx(0.9945, abs=1e-4))
    assert wilson(10, 10) == (pytest.approx(0.7225, abs=1e-4), pytest.approx(1))
