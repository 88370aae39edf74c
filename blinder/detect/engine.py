"""Texts in, detections out: Presidio's analyzer over a spaCy pipeline whose only component is our name model.

The engine is built once per label map and kept; all documents of a submission pass the model in one batch.
"""

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from blinder.detect.component import build_nlp
from blinder.detect.model import NameModel
from blinder.detect.recognizers import RECOGNIZERS
from blinder.detect.recognizers.plugged import PluginRecognizer
from blinder.label_map import LabelMap
from blinder.plugins import installed
from blinder.resources import cores, data_folder
from blinder.types import Detection, EntityType, Span

MOST_THREADS = 4  # a laptop should stay usable
logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)  # its warnings may quote text


def detect(texts: Mapping[str, str], label_map: LabelMap) -> dict[str, tuple[Detection, ...]]:
    """All detections in every text, in order of place; they may overlap (see `overlaps`).

    Args:
        texts: document id → reading text. Spans of the result are half-open code points of these texts.
    """
    analyzer = _analyzer(label_map)
    batch = analyzer.nlp_engine.process_batch(texts.values(), "en")
    return {
        document: tuple(
            sorted(_detections(document, analyzer.analyze(text, "en", nlp_artifacts=artifacts)), key=_order)
        )
        for document, (text, artifacts) in zip(texts, batch, strict=True)
    }


def prepare(label_map: LabelMap) -> None:
    """Load what `detect` needs; it takes a second."""
    _analyzer(label_map)


def model_version() -> str:
    """The version of the name model that ships."""
    found: dict[str, Any] = json.loads((data_folder("models/ner") / "meta.json").read_text("utf-8"))
    return str(found["version"])


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


@lru_cache(maxsize=4)
def _analyzer(label_map: LabelMap) -> AnalyzerEngine:
    own = [recognizer(label_map) for recognizer in RECOGNIZERS]
    plugged = [PluginRecognizer(plugin, label_map) for plugin in installed("blinder.recognizers")]
    registry = RecognizerRegistry(recognizers=[*own, *plugged], supported_languages=["en"])
    return AnalyzerEngine(
        registry=registry,
        nlp_engine=_model_engine(),
        supported_languages=["en"],
        default_score_threshold=0,
        context_aware_enhancer=_NoEnhancer(0, 0, 0, 0),
    )


class _NoEnhancer(ContextAwareEnhancer):
    """Our recognizers read the context themselves; Presidio's enhancer would copy every result to change none."""

    def enhance_using_context(self, text: str, raw_results: list[RecognizerResult], *_: Any, **__: Any) -> Any:
        """The results as they are."""
        return raw_results


@lru_cache(maxsize=1)
def _model_engine() -> NlpEngine:
    """The model is loaded once, whatever the label maps."""
    return _ModelEngine()


class _ModelEngine(NlpEngine):
    """Presidio's door to our spaCy pipeline; never downloads anything."""

    def __init__(self) -> None:
        self.nlp = build_nlp(NameModel.load(threads=min(MOST_THREADS, cores())))

    def load(self) -> None:
        """The pipeline is there from the start."""

    def is_loaded(self) -> bool:
        """Always."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """The artifacts of one text."""
        return next(self.process_batch([text], language))[1]

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 64, n_process: int = 1, **kwargs: Any
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """(text, artifacts) for every text, in order; the artifacts' `tokens` carry the model's votes."""
        for text, doc in zip(held := list(texts), self.nlp.pipe(held, batch_size=batch_size), strict=True):
            yield (
                text,
                NlpArtifacts(
                    entities=[], tokens=doc, tokens_indices=[], lemmas=[], nlp_engine=self, language=language, scores=[]
                ),
            )

    def is_stopword(self, word: str, language: str) -> bool:
        """Not used: our recognizers bring their own cues."""
        return False

    def is_punct(self, word: str, language: str) -> bool:
        """Not used."""
        return False

    def get_supported_entities(self) -> list[str]:
        """The recognizers speak for the model."""
        return [kind.value for kind in EntityType]

    def get_supported_languages(self) -> list[str]:
        """English."""
        return ["en"]
