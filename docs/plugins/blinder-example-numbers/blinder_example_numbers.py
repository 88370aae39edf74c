"""A recognizer: the student numbers of one district, such as "NB/24/0193"."""

import re
from collections.abc import Iterator

from presidio_analyzer.nlp_engine import NlpArtifacts

from blinder.detect.recognizers.base import Hit, Recognizer
from blinder.types import EntityType

NUMBER = re.compile(r"\bNB/\d\d/\d{4}\b")


class StudentNumbers(Recognizer):
    """Finds what only this district calls a student."""

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterator[Hit]:
        """Every number of this form."""
        for found in NUMBER.finditer(text):
            yield Hit(found.start(), found.end(), EntityType.ID, 0.95)
