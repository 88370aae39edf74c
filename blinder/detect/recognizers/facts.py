"""What anybody can look up and what is already blind: the label map's keep-lists and the generic labels in the text."""

import re
from collections.abc import Iterator

from presidio_analyzer.nlp_engine import NlpArtifacts

from blinder.detect.recognizers.anchors import Holding, Opening, Phrases
from blinder.detect.recognizers.base import NAME_WORD, PERSON_NAME, Hit, Recognizer
from blinder.detect.recognizers.people import GENERIC
from blinder.label_map import LabelMap
from blinder.types import EntityType

LETTERS = r"(?:[A-Z]{1,2}|\d{1,3})"
CALLING = (
    "author|authors|novelist|poet|playwright|scientist|physicist|chemist|mathematician|astronaut|inventor|painter|artist"
    "|composer|musician|singer|explorer|activist|abolitionist|philosopher|president|senator|governor|historian"
    "|journalist|illustrator|biographer|researcher|researchers|scholar|theorist|psychologist"
)
THING = (
    "method|protocol|model|framework|rubric|diagram|scale|taxonomy|theory|approach|cycle|chart|hierarchy|theorem"
    "|triangle|law|principle|process|test|inventory|curriculum|phonics|reading System|program|matrix|wheel|notes|boxes"
    "|cards|rods|blocks|books|rubrics|platform|app|software|seminar|conjecture|equation|poem|novel|play|speech|sonata|symphony"
)
OPUS = "biography|speech|poetry|poem|poems|novel|novels|work|works|life|portrait|statue|memoir"
WORK = (
    "novel|poem|poems|book|books|speech|article|study|research|theory|biography|essay|play|memoir|TED talk|TED Talk"
    "|picture book|keynote|podcast|lab work|theorem|taxonomy|hierarchy|framework|model|stages|writing"
)


def _also_capital(words: str) -> str:
    """The alternatives, each with a small or a capital first letter."""
    return "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words.split("|"))


PUBLIC = Holding(
    [*CALLING.split("|"), *OPUS.split("|"), *WORK.split("|"), "by"],
    rf"\b(?:the|by|by the|[Pp]oet|[Aa]uthor|[Nn]ovelist) ?(?:(?:{CALLING}) )?(?:{CALLING})"
    rf" (?P<before>{PERSON_NAME})"
    rf"|(?P<after>{PERSON_NAME}), (?:the|a|an|whose) (?:[\w-]+ ){{0,3}}(?:{CALLING})\b"
    rf"|\b(?:{_also_capital(OPUS)}) (?:of|by) (?P<of>{PERSON_NAME})"
    rf"|(?P<whose>{PERSON_NAME})['’]s (?:{WORK})\b"
    rf"|[”\"’'] by (?P<by>{PERSON_NAME})",
    any_case=True,
)
INITIALS = re.compile(r"[A-Z]{1,3}|(?:[A-Z]\. ?){1,3}")
COURSE = Opening(
    ("AP", "IB", "Honors", "Grade"),
    r"\b(?:(?:AP|IB|Honors) (?:[A-Z][a-z]+(?: (?:and|of|&))? ?){1,3}(?:[A-Z]{2}\b)?|Grade \d+ [A-Z][a-z]+)",
)
AND = r"(?:/|, | and | & )(?:AP )?"
ADVANCED = Opening(  # no assistant principals; one may be called Lang, where no Lit is beside it
    ("AP",),
    rf"\bAP (?:Lang{AND}Lit|Lit{AND}Lang|Lit|Bio|Chem|Calc(?: [AB][BC])?|Stats?|Gov|Euro|Psych|Physics|Econ|Micro"
    r"|Macro|Comp)\b",
)
COUNTRYWIDE = r"National|American|International|Massachusetts|United|U\.S\.|US|Federal|Library of Congress|Smithsonian"
NATIONAL = Opening(COUNTRYWIDE.split("|"), rf"\b(?:{COUNTRYWIDE})(?: (?:of |for |on |and |the )*{NAME_WORD}){{1,6}}")
TITLE = rf"{NAME_WORD}(?: (?:of|the|on|and|a|an|in|to|for|from|with|{NAME_WORD})){{0,6}}"
BOOK = Holding(
    ("book", "books", "novel", "aloud", "song", "text", "month", "by"),
    r"\b(?:[Bb]ooks?(?: [Oo]f the [Mm]onth)?|[Nn]ovel|[Rr]ead[ -][Aa]loud|[Ss]ong|(?:[Aa]nchor|[Mm]entor) [Tt]ext): "
    rf"(?P<told>{TITLE})|\b(?P<whose>{TITLE}),? by (?:[A-Z]\. ?){{1,2}}{NAME_WORD}",
    any_case=True,
)
NAMED_THING = Holding(
    THING.split("|"),
    rf"(?<!\. )\b(?P<thing>{NAME_WORD}(?:[- ]{NAME_WORD}){{0,2}}(?:['’]s)?) (?:{_also_capital(THING)})\b",
    any_case=True,
)


PRONOUN = re.compile(r" [a-z]+ ")  # of what goes on behind it: "At Quill School I asked her"


class FactRecognizer(Recognizer):
    """Published curricula, state bodies, publishers, scholars and public figures: evidence that they stay."""

    subject = "facts"

    def __init__(self, label_map: LabelMap) -> None:
        super().__init__(label_map)
        self.phrases = [(kind, Phrases(phrases, any_case=loose)) for kind, loose, phrases in _by_case(label_map)]

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterator[Hit]:
        """Every phrase of the keep-lists, as PERSON hits that carry `keep`."""
        for kind, phrases in self.phrases:
            for start, end in phrases.places(text):
                yield Hit(start, end, EntityType.PERSON, 0.9, cue="keep-list", keep=kind)
        for match in PUBLIC.finditer(text):
            group = match.lastgroup or "by"
            if not INITIALS.fullmatch(match[group]):  # "the work of JT" is a pupil's
                yield Hit(*match.span(group), EntityType.PERSON, 0.6, cue="calling beside", keep="calling")
        for match in NATIONAL.finditer(text):
            yield Hit(match.start(), match.end(), EntityType.ORGANIZATION, 0.6, cue="national body", keep="national")
        for match in ADVANCED.finditer(text):
            yield Hit(match.start(), match.end(), EntityType.PERSON, 0.9, cue="course", keep="curriculum")
        for match in COURSE.finditer(text):
            yield Hit(match.start(), match.end(), EntityType.PERSON, 0.6, cue="course", keep="thing")
        for match in BOOK.finditer(text):
            yield Hit(*match.span(match.lastgroup or 0), EntityType.PERSON, 0.6, cue="title of a book", keep="thing")
        for match in NAMED_THING.finditer(text):
            yield Hit(match.start("thing"), match.end(), EntityType.PERSON, 0.6, cue="thing named after", keep="thing")


def _by_case(label_map: LabelMap) -> Iterator[tuple[str, bool, list[str]]]:
    """Single short or common words only as they are written; phrases in any case."""
    for kind, phrases in label_map.keep.items():
        if exact := [p for p in phrases if " " not in p and "-" not in p]:
            yield kind, False, [*exact, *(p.upper() for p in exact)]
        if loose := [p for p in phrases if " " in p or "-" in p]:
            yield kind, True, loose


class LabelRecognizer(Recognizer):
    """Generic labels that stand in the text already ("Teacher D", "School B", "Student 2")."""

    subject = "labels"

    def __init__(self, label_map: LabelMap) -> None:
        super().__init__(label_map)
        self.places = {word.casefold() for kind, word in label_map.type_labels.items() if kind is not EntityType.PERSON}
        words = {
            *label_map.label_words,
            "Coach",
            "Special Educator",
            "City",
            "Guardian",
            "Family",
            "Member",
            "Educator",
            "Administrator",
            "Director",
            "Aide",
            "Participant",
            "Respondent",
            "Speaker",
            "Course",
            "Group",
            "Class",
            "Grade",
            "Room",
        }
        body = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))
        self.pattern = Opening(
            [*words, *(f"{word}s" for word in words)],
            rf"\b(?P<word>{body})s?(?:[ \u00a0]{{1,2}}| ?\n(?=[A-Z\d](?![\w:]|\s?:)))(?P<letters>{LETTERS})"
            r"(?![^\W_]|[-–]\d|\.[A-Z]\b|['’](?![sS]\b)\w)(?:(?=(?P<initial>\.\s?(?P<next>[A-ZÀ-Þ][^\W\d_]+)(?!\s?:)))|)",
            flags=re.IGNORECASE,
            any_case=True,
        )

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterator[Hit]:
        """Labels of the label map's words and a letter or number, as hits that carry `keep`."""
        for match in self.pattern.finditer(text.replace("_", " ")):  # "notes_Teacher C_final.docx"
            open_end = (
                match["initial"]
                and len(match["letters"]) == 1
                and match["next"][0].isupper()
                and match["next"] not in GENERIC
                and match["word"].casefold() not in self.places
            )  # "Teacher C. Ruiz"; two letters are no initial, and no school has one
            open_end = open_end or (match["letters"] == "I" and PRONOUN.match(text, match.end()))
            if match["letters"].isupper() or match["letters"].isdigit():
                keep = "label or initial" if open_end else "label"
                score = 1.0 if match["word"][0].isupper() else 0.5  # "for the school O. Ruiz"
                yield Hit(match.start(), match.end("letters"), EntityType.PERSON, score, cue="generic label", keep=keep)
