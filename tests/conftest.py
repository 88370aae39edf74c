"""Detection by rules alone, so that a test does not depend on what the name model happens to have learned.

No test is timed: a busy machine is no failure.
"""

from collections.abc import Callable, Iterator, Mapping

import pytest
from hypothesis import settings

from blinder.detect.recognizers import RECOGNIZERS
from blinder.detect.recognizers.base import artifacts_of
from blinder.detect.recognizers.model import ModelRecognizer
from blinder.label_map import LabelMap, read_label_map
from blinder.types import Detection, Span

settings.register_profile("blinder", deadline=None)
settings.load_profile("blinder")

NO_VOTES = artifacts_of([])  # what the model says of a text
Detect = Callable[[Mapping[str, str], LabelMap], dict[str, tuple[Detection, ...]]]


@pytest.fixture(scope="session")
def detect_by_rules() -> Detect:
    """As `blinder.detect.engine.detect`, without the model's votes."""
    recognizers = [kind(read_label_map()) for kind in RECOGNIZERS if kind is not ModelRecognizer]

    def detect(texts: Mapping[str, str], label_map: LabelMap) -> dict[str, tuple[Detection, ...]]:
        return {document: tuple(sorted(find(document, text), key=repr)) for document, text in texts.items()}

    def find(document: str, text: str) -> Iterator[Detection]:
        for recognizer in recognizers:
            for hit in recognizer.find(text, NO_VOTES):
                span = Span(hit.start, hit.end)
                yield Detection(
                    document, span, hit.entity_type, hit.score, recognizer.subject, hit.role, hit.cue, hit.keep
                )

    return detect


@pytest.fixture(scope="module")
def by_rules(detect_by_rules: Detect) -> Iterator[None]:
    """`blinder.scan_texts` and the rest of the pipeline detect by rules alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("blinder.texts.detect", detect_by_rules)
        yield
