"""The votes of the name model, as one recognizer among others."""

from collections.abc import Iterator

from presidio_analyzer.nlp_engine import NlpArtifacts

from blinder.detect.recognizers.base import Hit, Recognizer
from blinder.types import EntityType

VOTED = {kind.value: kind for kind in EntityType}


class ModelRecognizer(Recognizer):
    """What `blinder.detect.model` takes for a name; its KEEP is a hint, not evidence."""

    subject = "model"

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterator[Hit]:
        """One hit per vote; contact data are left to the patterns that know them."""
        for vote in artifacts.tokens._.votes:
            if vote.label in VOTED:
                yield Hit(vote.start, vote.end, VOTED[vote.label], vote.score, cue="model")
            elif vote.label == "KEEP":
                yield Hit(vote.start, vote.end, VOTED.get(vote.likely, EntityType.PERSON), vote.score, cue="model", keep="vote")
