"""One way to ask a recognizer: a text in, what it found out."""

from collections.abc import Callable

import pytest

from blinder.detect.recognizers.base import Hit, Recognizer
from blinder.label_map import read_label_map
from tests.conftest import NO_VOTES

Find = Callable[..., list[tuple[str, str]]]


@pytest.fixture(scope="session")
def hits() -> Callable[[type[Recognizer], str], list[Hit]]:
    """(recognizer, text) → its hits in order of place."""
    made: dict[type[Recognizer], Recognizer] = {}

    def run(kind: type[Recognizer], text: str) -> list[Hit]:
        recognizer = made.setdefault(kind, kind(read_label_map()))
        return sorted(recognizer.find(text, NO_VOTES))

    return run


@pytest.fixture(scope="session")
def find(hits: Callable[[type[Recognizer], str], list[Hit]]) -> Find:
    """(recognizer, text) → (surface, what) in order, each once; `what` is the evidence for keeping or else the type."""

    def run(kind: type[Recognizer], text: str) -> list[tuple[str, str]]:
        return list(dict.fromkeys((text[h.start : h.end], h.keep or str(h.entity_type)) for h in hits(kind, text)))

    return run
