"""The votes of the name model, as one recognizer among others."""

import re
from collections.abc import Iterator

from presidio_analyzer.nlp_engine import NlpArtifacts

from blinder.detect.recognizers.base import Hit, Recognizer
from blinder.detect.recognizers.halves import whole_names
from blinder.detect.recognizers.people import trim_name
from blinder.types import EntityType

NO_NAME = re.compile(r"[\d@]|://")
ALL = 99  # words: the model says of each that it is a name
VOTED = {kind.value: kind for kind in EntityType}


class ModelRecognizer(Recognizer):
    """What `blinder.detect.model` takes for a name; its KEEP is a hint, not evidence."""

    subject = "model"

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterator[Hit]:
        """One hit per vote; contact data are left to the patterns that know them."""
        for vote in whole_names(text, artifacts.tokens._.votes, self.label_map.roles_by_cue):
            keep = "vote" if vote.label == "KEEP" else ""
            kind = VOTED.get(vote.likely if keep else vote.label)
            place: tuple[int, int] | None = (vote.start, vote.end)
            if kind is EntityType.PERSON:
                place = _name(text, vote.start, vote.end)
            if kind and place:
                yield Hit(*place, kind, vote.score, cue="model", keep=keep)


def _name(text: str, start: int, end: int) -> tuple[int, int] | None:
    return None if NO_NAME.search(text, start, end) else trim_name(text, start, end, sure=ALL)
