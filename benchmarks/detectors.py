"""Detectors as functions from one submission's texts to hits: blinder, and the peer that it is compared with."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module, util
from typing import Any, NamedTuple

from benchmarks.marked import Row

STOCK_MODELS = ("en_core_web_lg", "en_core_web_sm")
NOT_NAMES = {"DATE_TIME", "NRP"}  # Presidio's dates and nationalities: nobody is blinded by them


class Hit(NamedTuple):
    """What a detector would blind: half-open code points, whom it takes them for, and of what type that is."""

    document: str
    start: int
    end: int
    role: str
    entity: str
    type: str = ""


Detector = Callable[[Mapping[str, str], Sequence[Row] | None], list[Hit]]


def blinder_detector() -> Detector:
    """blinder itself."""
    import blinder

    def detect(texts: Mapping[str, str], roster: Sequence[Row] | None = None) -> list[Hit]:
        mentions = blinder.scan_texts(texts, roster=roster).mentions
        return [Hit(m.document, m.start, m.end, m.role, m.entity_id, m.entity_type) for m in mentions]

    return detect


def detection() -> Callable[[Mapping[str, str]], list[tuple[str, int, int, str]]]:
    """As a peer: blinder's model and recognizers alone; nothing is weighed over the whole submission."""
    from blinder.detect import detect
    from blinder.label_map import read_label_map

    profile = read_label_map()

    def run(texts: Mapping[str, str]) -> list[tuple[str, int, int, str]]:
        found = [hit for hits in detect(texts, profile).values() for hit in hits if not hit.keep]
        return [(hit.document, hit.span.start, hit.span.end, hit.entity_type) for hit in found]

    return run


def peer_detector(spec: str) -> Detector:
    """The peer `MODULE:FUNCTION`, or with "" Presidio on an installed spaCy model.

    FUNCTION() gives a function from {document: text} to (document, start, end, entity type[, role, entity]), half-open
    code points; where it names no entity, equal texts are one.

    Raises:
        LookupError: no peer was named, and no model of spaCy is installed.
    """
    if spec:
        module, _, function = spec.partition(":")
        run = getattr(import_module(module), function)()
    else:
        run = _stock_presidio()

    def detect(texts: Mapping[str, str], roster: Sequence[Row] | None = None) -> list[Hit]:
        return list(_hits(run(texts), texts))

    return detect


def _hits(found: Iterable[Sequence[Any]], texts: Mapping[str, str]) -> Iterable[Hit]:
    for document, start, end, kind, *rest in found:
        role, entity = rest[:2] if len(rest) >= 2 else ("", texts[document][start:end].casefold())
        yield Hit(document, start, end, role, entity, kind)


def _stock_presidio() -> Callable[[Mapping[str, str]], list[tuple[str, int, int, str]]]:
    name = next((name for name in STOCK_MODELS if util.find_spec(name)), None)
    if name is None:
        raise LookupError(f"No peer: name one by --peer MODULE:FUNCTION, or install {' or '.join(STOCK_MODELS)}.")
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    settings = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": name}]}
    analyzer = AnalyzerEngine(nlp_engine=NlpEngineProvider(nlp_configuration=settings).create_engine())

    def run(texts: Mapping[str, str]) -> list[tuple[str, int, int, str]]:
        found = [(document, hit) for document, text in texts.items() for hit in analyzer.analyze(text, "en")]
        return [(document, h.start, h.end, h.entity_type) for document, h in found if h.entity_type not in NOT_NAMES]

    return run


def peer_or_none(spec: str) -> Detector | None:
    """The peer, or None with a line on stderr when there is none to compare with."""
    try:
        return peer_detector(spec)
    except LookupError as error:
        print(error, file=sys.stderr)
        return None
