"""The detection room: texts → detections.

This door is light. The engine behind it takes more than a second to import: `prepare` does it while files are read.
"""

import json
from collections.abc import Mapping
from typing import Any

from blinder.label_map import LabelMap
from blinder.resources import data_folder
from blinder.types import Detection


def detect(texts: Mapping[str, str], label_map: LabelMap) -> dict[str, tuple[Detection, ...]]:
    """All detections in every text, in order of place; they may overlap (see `overlaps`).

    Args:
        texts: document id → reading text. Spans of the result are half-open code points of these texts.
    """
    from blinder.detect import engine

    return engine.detect(texts, label_map)


def prepare(label_map: LabelMap) -> None:
    """Load what `detect` needs; it takes two seconds."""
    from blinder.detect import engine

    engine.prepare(label_map)


def model_version() -> str:
    """The version of the name model that ships."""
    found: dict[str, Any] = json.loads((data_folder("models/ner") / "meta.json").read_text("utf-8"))
    return str(found["version"])
