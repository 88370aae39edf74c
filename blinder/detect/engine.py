"""Texts in, detections out: Presidio's recognizers, each of which is told our name model's votes.

Recognizers and model are built once and kept; all documents of a submission pass the model in one batch.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from presidio_analyzer import RecognizerResult

from blinder.detect.model import NameModel
from blinder.detect.recognizers import RECOGNIZERS
from blinder.detect.recognizers.base import Recognizer, artifacts_of
from blinder.detect.recognizers.plugged import PluginRecognizer
from blinder.label_map import LabelMap
from blinder.plugins import installed
from blinder.resources import cores
from blinder.types import Detection, EntityType, Span

MOST_THREADS = 4  # a laptop should stay usable
KINDS = [kind.value for kind in EntityType]
CELL = 256  # code points, far longer than most names
logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)  # its warnings may quote text


def detect(texts: Mapping[str, str], label_map: LabelMap) -> dict[str, tuple[Detection, ...]]:
    """As `blinder.detect.detect`."""
    recognizers, votes = _recognizers(label_map), _model().read(list(texts.values()))
    found: dict[str, tuple[Detection, ...]] = {}
    for (document, text), own in zip(texts.items(), votes, strict=True):
        artifacts = artifacts_of(own)
        results = [result for each in recognizers for result in each.analyze(text, KINDS, artifacts)]
        found[document] = tuple(sorted(_detections(document, _distinct(results)), key=_order))
    return found


def prepare(label_map: LabelMap) -> None:
    """As `blinder.detect.prepare`."""
    _recognizers(label_map)
    _model()


def _order(detection: Detection) -> tuple[int, int, str, str, str]:
    start, end = detection.span.start, detection.span.end  # plain numbers compare faster than spans
    return start, end, detection.recognizer, detection.entity_type, detection.keep


def _detections(document: str, results: Iterable[RecognizerResult]) -> Iterator[Detection]:
    for result in results:
        said: dict[str, Any] = result.recognition_metadata
        span, name = Span(result.start, result.end), said[RecognizerResult.RECOGNIZER_NAME_KEY]
        yield Detection(
            document, span, EntityType(said["kind"]), result.score, name, said["role"], said["cue"], said["keep"]
        )


def _distinct(results: Iterable[RecognizerResult]) -> Iterator[RecognizerResult]:
    """What lies in no surer result of its type.

    The rule of Presidio's `EntityRecognizer.remove_duplicates`, which compares each with each: a long text's hours.
    """
    kept = defaultdict[tuple[str, int], list[RecognizerResult]](list)
    for result in sorted(results, key=lambda each: (-each.score, each.start, -each.end)):
        cells = range(result.start // CELL, (result.end - 1) // CELL + 1)
        if not any(map(result.contained_in, kept[result.entity_type, cells[0]])):
            for cell in cells:
                kept[result.entity_type, cell].append(result)
            yield result


@lru_cache(maxsize=4)
def _recognizers(label_map: LabelMap) -> tuple[Recognizer, ...]:
    own = [recognizer(label_map) for recognizer in RECOGNIZERS]
    return (*own, *(PluginRecognizer(plugin, label_map) for plugin in installed("blinder.recognizers")))


@lru_cache(maxsize=1)
def _model() -> NameModel:
    """It is loaded once, whatever the label maps."""
    return NameModel.load(threads=min(MOST_THREADS, cores()))
