"""The votes of the name model, as one recognizer among others."""

import re
from collections import defaultdict
from collections.abc import Iterator

from presidio_analyzer.nlp_engine import NlpArtifacts

from blinder.detect.recognizers.base import Hit, Recognizer, votes_in
from blinder.detect.recognizers.halves import whole_names
from blinder.detect.recognizers.people import is_generic, trim_name
from blinder.detect.recognizers.scripts import may_be_name
from blinder.label_map import LabelMap
from blinder.scripts import passages
from blinder.types import EntityType, Span

ARTICLE = re.compile(r"[Tt]he\s+(?=\S)|(?:[Oo]n|[Ii]n|[Aa]t|[Tt]o|[Ff]rom|[Nn]ear|[Ww]ith|[Aa]nd)\s+(?=[A-Z])")
LONGEST = 300  # characters of a web address, before and behind, that are looked at
ADDRESS = re.compile(
    r"(?:https?://|www\.)\S*|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.(?:edu|org|com|net|gov|us)\b\S*"
)
NO_NAME = re.compile(r"[2-46-9@]|[015](?![^\W\d_])|://")  # a scan has 0, 1 and 5 for O, l and S: "0yelaran", "Li1y"
ROOMS = re.compile(  # "East Wing", "Main Gym": any school has them
    r"(?:(?:East|West|North|South|Main|Upper|Lower|Front|Back|Side|Old|New|Big|Small)[ -])+(?:Wing|Gym|Gymnasium|Hall"
    r"|Hallway|Stairwell|Stairs|Office|Building|Cafeteria|Auditorium|Lobby|Entrance|Field|Lot|Playground|Floor|Annex|Door)"
)
OF_CODE = re.compile(r"\s[A-Z]-\d")  # of "Formulario W-4", "Marisol K-2"
ALL = 99  # words: the model says of each that it is a name
VOTED = {kind.value: kind for kind in EntityType}


class ModelRecognizer(Recognizer):
    """What `blinder.detect.model` takes for a name; its KEEP is a hint, not evidence."""

    subject = "model"

    def __init__(self, label_map: LabelMap) -> None:
        super().__init__(label_map)
        self.longer_cues = defaultdict[str, list[str]](list)
        for cue in label_map.roles_by_cue:
            if " of " in cue:
                self.longer_cues[cue.partition(" ")[0]].append(cue)

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterator[Hit]:
        """One hit per vote; contact data are left to the patterns that know them."""
        for vote in whole_names(text, votes_in(artifacts), self.label_map.roles_by_cue):
            keep = "vote" if vote.label == "KEEP" else ""
            kind = VOTED.get(vote.likely if keep else vote.label)
            if _in_address(text, vote.end) or _is_unread(text, vote.start, vote.end):
                place = None
            elif kind is not EntityType.PERSON:
                place = _trim_place(text, vote.start, vote.end)
            elif NO_NAME.search(text, vote.start, vote.end):
                place = None
            else:
                end = vote.end - 2 * bool(OF_CODE.match(text, vote.end - 2))
                place = trim_name(text, vote.start, end, sure=ALL)
            if kind and place and not (kind is EntityType.PERSON and self._is_role(text, *place)):
                yield Hit(*place, kind, vote.score, cue="model", keep=keep)

    def _is_role(self, text: str, start: int, end: int) -> bool:
        """Whether what the model takes for a person begins the words of a role ("Dean" of "Dean of Students")."""
        going_on = self.longer_cues.get(text[start:end].casefold(), ())
        return any(text[start : start + len(cue)].casefold() == cue for cue in going_on)


def _trim_place(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name of a place or a body without article and preposition; None where nothing but a generic word is left."""
    if article := ARTICLE.match(text, start, end):
        start = article.end()
    return None if is_generic(text[start:end]) or ROOMS.fullmatch(text, start, end) else (start, end)


def _is_unread(text: str, start: int, end: int) -> bool:
    """Whether the model cannot read the letters, and only guesses from what stands around them."""
    return any(passages(text[start:end])) and not may_be_name(text, Span(start, end))


def _in_address(text: str, end: int) -> bool:
    """Whether what ends here lies in a web address, which the patterns judge as a whole."""
    start = stop = end
    while start > max(0, end - LONGEST) and not text[start - 1].isspace():
        start -= 1
    while stop < min(len(text), end + LONGEST) and not text[stop].isspace():
        stop += 1
    found = ADDRESS.finditer(text, start, stop) if "." in text[start:stop] else ()
    return any(address.start() < end <= address.end() for address in found)
