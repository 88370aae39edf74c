"""Identifiers and street addresses: numbers with a cue before them, and the grammar of American addresses."""

import re
from collections.abc import Iterator

from presidio_analyzer.nlp_engine import NlpArtifacts

from blinder.detect.recognizers.anchors import Holding, Opening
from blinder.detect.recognizers.base import NAME_WORD, Hit, Recognizer
from blinder.types import EntityType

ID_CUE = (
    r"(?:SASID|LASID|MEPID|student\s+(?:id|number|no\.?)|state\s+id|local\s+id|school\s+code"
    r"|district\s+code|org(?:anization)?\s+code|"
    r"employee\s+(?:id|number|no\.?)|educator\s+licen[cs]e|licen[cs]e|license\s+(?:number|no\.?)"
    r"|candidate\s+(?:id|number|no\.?)|badge|case|docket|IEP|ID|id\s+number|"
    r"account|username|user\s*name|login|lunch\s+(?:number|pin)|locker|MTEL\s+(?:id|number)|registration)"
)
ID = Opening(
    (
        "sasid lasid mepid student state local school district org organization employee educator license licence "
        "candidate badge case docket iep id account username user login lunch locker mtel registration"
    ).split(),
    rf"\b{ID_CUE}\b\s*(?:(?:number|num\.?|no\.?|code|id|ID"
    rf"|#)\s*)*[:#(]?\s*(?:is\s+)?#?((?:[A-Z]{{2}} )?(?=[\w-]*\d)[A-Z]{{0,4}}-?\d[\w-]{{2,}}\b)",
    flags=re.IGNORECASE,
    any_case=True,
)
LONG_NUMBER = re.compile(r"(?<![\w.,/$€£-])(?![01]+\b)(?:10\d{8}|\d{8})(?![\w%]|[.,/-]\d)")
STREET_KIND = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Boulevard|Blvd|Way|Terrace"
    r"|Ter|Circle|Cir|Square|Sq|Highway|Hwy|Parkway|Pkwy|Row|Path|Turnpike|Tpke|Wharf|Hill|Park|Common"
    r"|Extension|STREET|AVENUE|ROAD|LANE|DRIVE|TERRACE|CIRCLE|BOULEVARD|HIGHWAY|COURT|AVE|ST|RD)"
)
WORDS = rf"{NAME_WORD}(?: (?:of|the|and|{NAME_WORD})){{0,3}}"
STATE, ZIP = r"(?:MA|Mass\.?|Massachusetts)", r"0\d{4}(?:-\d{4})?"
ROOM = r"(?:,? (?:Apt|Unit|Suite|Ste|Floor|#)\.? ?\w{1,5})?"
TAIL = rf"{ROOM}(?:,?\s+{WORDS})?(?:,?\s+{STATE})?(?:,?\s+{ZIP})?"
ABBREVIATION_END = r"(?:(?<=St|Rd|Dr|Ln|Ct|Pl)\.|(?<=Ave|Ter|Cir|Hwy)\.|(?<=Blvd|Pkwy|Tpke)\.)?"
DIRECTION = r"(?: (?:North|South|East|West|[NS]\.?[EW]|[NSEW])\b)?"
ADDRESS = re.compile(
    rf"\b\d{{1,5}}(?:-\d{{1,4}})?[A-Z]? (?:{NAME_WORD} ){{1,3}}{STREET_KIND}\b{ABBREVIATION_END}{DIRECTION}"
    rf"(?P<tail>{ROOM}(?:,\s+(?![A-Z]{{3,}}\b){WORDS}| {WORDS}(?=,? {STATE}\b))?"
    rf"(?:,?\s+{STATE}\b)?(?:,?\s+{ZIP}\b)?)"
)
BOX = Opening(("P", "PO"), rf"\bP\.?\s?O\.?\s+Box\s+\d+{TAIL}")
TOWN_ZIP = Holding(
    ("MA", "Mass", "Massachusetts"),
    rf"\b(?P<town>{WORDS})(?P<comma>,)?\s+(?P<state>{STATE})(?:\s+(?P<zip>{ZIP}))?(?(comma)|(?<=\d))\b",
    in_line=False,
)
ZIP_CODE = Opening(("ZIP", "zip"), rf"\b(?i:zip)(?: (?i:code))?:? (?P<zip>{ZIP})\b", any_case=True)


class NumberRecognizer(Recognizer):
    """What stands for one person, household or building in a register."""

    subject = "numbers"

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterator[Hit]:
        """Identifiers after a cue, state student numbers, addresses, "Town, MA"."""
        for match in ID.finditer(text):
            yield Hit(match.start(1), match.end(1), EntityType.ID, 0.95, cue="identifier cue before")
        for match in LONG_NUMBER.finditer(text):
            if not re.fullmatch(r"(?:19|20)\d{6}", match[0]):
                yield Hit(match.start(), match.end(), EntityType.ID, 0.8, cue="number of a register's length")
        for pattern in (ADDRESS, BOX):
            for match in pattern.finditer(text):
                yield Hit(match.start(), match.end(), EntityType.ADDRESS, 0.95, cue="address form")
        towns = list(TOWN_ZIP.finditer(text))
        for match in towns:
            yield Hit(*match.span("town"), EntityType.LOCATION, 0.9, cue="state after")
            yield Hit(*match.span("state"), EntityType.LOCATION, 1.0, cue="town before", keep="geography")
        for match in (*towns, *ZIP_CODE.finditer(text)):
            if match["zip"]:  # it tells the town
                yield Hit(*match.span("zip"), EntityType.ADDRESS, 0.95, cue="address form")
