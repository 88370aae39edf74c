"""What every recognizer of ours is: a table of patterns or cues plus a check, as a Presidio `EntityRecognizer`.

A recognizer yields `Hit`s; the role, the cue and the evidence for keeping travel in Presidio's `recognition_metadata`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, cast

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from blinder.detect.votes import Vote
from blinder.label_map import LabelMap
from blinder.types import EntityType

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĔĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŞŠŢŤŪŮŰŲŴŶŹŻŽƠƯ" + "".join(
    map(chr, range(0x1EA0, 0x1EFA, 2))  # of Vietnamese: every other letter is a small one
)
LETTER = r"[^\W\d_]"
# One capitalised word of a name: "Rivera", "O'Halloran-Reis", "DePina", "M.", "JEAN-BAPTISTE", "Đặng".
# Its parts are counted: without a bound, a hostile line takes for ever.
NAME_WORD = rf"(?:[{UPPER}]\.(?:[{UPPER}]\.){{0,4}}|[{UPPER}]{LETTER}{{0,40}}(?:['’\-‑]{LETTER}{{1,40}}){{0,4}})"
PARTICLE = r"(?:d[aeo]s?|del|della|di|du|el|la|le|los|las|van|von|der|den|ten|bin|ibn|bint|al|y|e|st\.|St\.)"
# Up to four words with particles between: "Ana M. de la Cruz". Single spaces only: a tab or wide gap ends a column.
PERSON_NAME = rf"{NAME_WORD}(?:[ \-](?:{PARTICLE}[ \-']){{0,2}}{NAME_WORD}){{0,3}}"
DEGREES = re.compile(r"(?:,? (?:Jr|Sr|II|III|IV|Ed\.?D|Ph\.?D|M\.?Ed|M\.?A|CAGS|Esq|LICSW|LMHC|RN|BCBA|CCC-SLP)\.?)+$")


class Hit(NamedTuple):
    """One finding of a recognizer, in code points of the text."""

    start: int
    end: int
    entity_type: EntityType
    score: float
    role: str = ""
    cue: str = ""
    keep: str = ""


class Recognizer(EntityRecognizer):
    """Base of our recognizers: subclasses name themselves and yield hits."""

    subject = "recognizer"

    def __init__(self, label_map: LabelMap) -> None:
        self.label_map = label_map
        super().__init__(
            supported_entities=[kind.value for kind in EntityType], name=self.subject, supported_language="en"
        )

    def load(self) -> None:
        """Nothing to load: tables are built with the recognizer."""

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterable[Hit]:
        """All hits in `text`, in any order; they may overlap."""
        raise NotImplementedError

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """Presidio's door: the hits as recognizer results."""
        return [self._result(hit) for hit in self.find(text, nlp_artifacts) if hit.end > hit.start]

    def _result(self, hit: Hit) -> RecognizerResult:
        metadata: dict[str, Any] = {
            RecognizerResult.RECOGNIZER_NAME_KEY: self.subject,
            RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            "kind": hit.entity_type,
            "role": hit.role,
            "cue": hit.cue,
            "keep": hit.keep,
        }
        # Presidio drops a result inside an equal or better one of its type: each witness is a type of its own.
        witness = f"{hit.entity_type}/{self.subject}/{hit.cue}/{hit.keep}"
        return RecognizerResult(witness, hit.start, hit.end, hit.score, recognition_metadata=metadata)


def artifacts_of(votes: Sequence[Vote]) -> NlpArtifacts:
    """What Presidio hands its recognizers, with the name model's votes on a text as its entities."""
    return NlpArtifacts(cast(Any, votes), cast(Any, ()), [], [], cast(Any, None), "en")


def votes_in(artifacts: NlpArtifacts) -> Sequence[Vote]:
    """The name model's votes again."""
    return cast(Sequence[Vote], artifacts.entities)


def lines(text: str) -> Iterator[tuple[int, str]]:
    """(start, line) for every line of the text, without its end."""
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1
