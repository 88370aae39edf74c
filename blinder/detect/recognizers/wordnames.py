"""Names that are words ("April", "Mark", "An") where they do what only a person does.

A capital at the head of a sentence proves nothing, and the model knows such words as months, feasts and articles.
"""

from collections.abc import Iterator

from presidio_analyzer.nlp_engine import NlpArtifacts

from blinder.detect.recognizers.anchors import Opening
from blinder.detect.recognizers.base import Hit, Recognizer
from blinder.types import EntityType

GIVEN = (
    "April August June May Autumn Summer Winter Dawn Eve Hope Faith Grace Joy Charity Patience Constance Prudence "
    "Mercy Honor Rose Lily Iris Daisy Violet Ivy Heather Holly Hazel Olive Ruby Amber Jade Crystal Pearl Opal Ginger "
    "Sage Basil Melody Harmony Cadence Destiny Trinity Serenity Journey Heaven Genesis Star Sky River Rain Robin Wren "
    "Jay Raven Drew Grant Chase Mark Bill Rich Will Art Gene Guy Jack Pat Sue Rob Nick Frank Ernest Dean Major Miles "
    "Mason Hunter Carter Cooper Parker Porter Taylor Tyler Archer Sawyer Baker Christian Jordan Israel Chad India "
    "Asia China Kenya Georgia Virginia Carolina Dakota Savannah Brooklyn Paris London Austin Dallas Houston Lincoln "
    "Jackson Madison Sunny Angel Precious Blessing Messiah Prince King Duke Royal Noble True Justice Liberty An So Do "
    "My Long Ray Sandy Rusty Chance Gale Clay Forest Reed Brook Dale Glen Heath Cliff Ford Lane Pierce Bright Sincere"
).split()
SPEAKS = (
    "said|says|asked|asks|answered|answers|replied|wrote|explained|whispered|shouted|laughed|smiled|nodded|waved|cried"
    "|giggled|shrugged|joked|agreed|disagreed|apologized|volunteered|admitted|wondered|insisted|complained|texted"
    "|e-?mailed|knows|thinks|thought|told|tells|likes|loves|wants|raised (?:his|her|their) hand"
)
PEOPLE = (
    r"(?:us|me|him|her|them|everyone|everybody|(?:the|our|his|her|my|their) (?:team|class|group|staff|teachers?"
    r"|students?|committee|parents?|partner|coach|principal|mother|father|friends?|others|rest))"
)
SHOWS = (
    "showed|shows|gave|gives|taught|teaches|told|reminded|thanked|helped|helps|joined|greeted|invited|led|met|emailed"
)
ACTS = (
    "led|leads|showed|shows|taught|teaches|read|reads|wrote|writes|sat|stood|ran|runs|came|went|took|brought|kept|made"
    "|gave|used|uses|finished|started|worked|works|solved|counted|drew|spoke|noticed|explained|shared|chose|needed"
    "|needs|struggled|struggles|met|opened|closed|missed|lost|found|left|got|is|was|has|had|moved|drafted|presented"
)
OWN = r"(?:he|she|his|her|hers|him|himself|herself)"
CALLED = (
    rf"(?:^|(?<=\n)|(?<=[.!?:\"“”|•*–—-] )|(?<=[\"“|•]))(?!So sa(?:id|ys)\b)(?P<name>{'|'.join(GIVEN)})"
    rf"(?=, who(?:se)?\b| (?:{SPEAKS})\b| (?:{SHOWS}) {PEOPLE}\b"
    rf"| (?:{ACTS}) [^.!?\n]{{0,80}}?\b{OWN}\b"
    r"|(?<=\b(?:An|My|So|Do))['’]s\b"
    r"| (?:is|was) (?:the|a|an|our|my) (?:\w+ ){0,2}(?:who|whose|teacher|student|coach|nurse|child|girl|boy|parent)\b)"
)
SMALL_GIVEN = [name.lower() for name in GIVEN if len(name) > 2]  # not "so said all"
SMALL = (  # "told him yes. will texted us": who writes all small; "will" never stands before a past
    rf"(?:^|(?<=\n)|(?<=[.!?:;,] )|(?<=\band )|(?<=\bbut ))(?P<name>{'|'.join(SMALL_GIVEN)})"
    rf"(?= (?:{SPEAKS})\b|, (?:our|my|the) (?:\w+ )?(?:ap|vp|teacher|principal|coach|nurse|counselor|para|aide|dean)\b)"
)


class WordNameRecognizer(Recognizer):
    """Given names that are words, by their verb and by the pronoun behind it."""

    subject = "word names"
    patterns = Opening(GIVEN, CALLED), Opening(SMALL_GIVEN, SMALL)

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterator[Hit]:
        """One hit per sentence that such a name opens."""
        for match in (match for pattern in self.patterns for match in pattern.finditer(text)):
            yield Hit(match.start("name"), match.end("name"), EntityType.PERSON, 0.75, cue="acts as a person")
