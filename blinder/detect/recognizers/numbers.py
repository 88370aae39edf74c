"""Identifiers and street addresses: numbers with a cue before them, and the grammar of American addresses."""

import re
from collections.abc import Iterator

from presidio_analyzer.nlp_engine import NlpArtifacts

from blinder.detect.recognizers.anchors import A_FIGURE, Holding, Opening
from blinder.detect.recognizers.base import NAME_WORD, Hit, Recognizer
from blinder.types import EntityType

YEAR = r"(?:19|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?(?![\w-])"
ID_CUE = (
    r"(?:SASID|LASID|MEPID|student\s+(?:id|number|no\.?)|state\s+id|local\s+id|school\s+code"
    r"|district\s+code|org(?:anization)?\s+code|"
    r"employee\s+(?:id|number|no\.?)|educator\s+licen[cs]e|licen[cs]e|license\s+(?:number|no\.?)"
    r"|candidate\s+(?:id|number|no\.?)|badge|interpreter|docket|ID|id\s+number|"
    r"account|username|user\s*name|login|lunch\s+(?:number|pin)|locker|MTEL\s+(?:id|number)"
    rf"|(?:case|IEP|registration)\b(?! ?\W? ?{YEAR}))"
)
ID = Opening(
    (
        "sasid lasid mepid student state local school district org organization employee educator license licence "
        "candidate badge interpreter case docket iep id account username user login lunch locker mtel registration"
    ).split(),
    rf"\b{ID_CUE}\b\s*(?:(?:number|num\.?|no\.?|code|id|ID"
    rf"|#)\s*)*[:#(]?\s*(?:is\s+)?#?(?P<id>(?:[A-Z]{{2}} )?(?=[\w-]*\d)[A-Z]{{0,4}}-?\d[\w-]{{2,}}\b)",
    flags=re.IGNORECASE,
    any_case=True,
)
NUMBERED = (
    "Medicaid|MassHealth|Medicare|BCBS|passport|F?EIN|asset tag|invoice|purchase order|P\\.?O\\.? ?#|work order|VIN"
)
BY_NUMBER = "insurance|policy|member|subscriber|visa|tax|serial|check|visitor|visitor pass|permit|tracking"
CARD = Opening(
    (
        "medicaid masshealth medicare bcbs passport ein fein asset invoice purchase po p work vin insurance policy "
        "member subscriber visa tax serial check visitor permit tracking"
    ).split(),
    rf"\b(?:(?:{NUMBERED})(?:\s(?:number|num\.?|no\.?|id|card))*|(?:{BY_NUMBER})\s(?:number|num\.?|no\.?|id|#))"
    rf"\s?[:#(]?\s?#?(?!{YEAR})(?P<id>(?=(?:[A-Z-]*\d){{4}})[A-Z\d]+(?:-[A-Z\d]+)*)\b(?![.,]\d|%)",
    flags=re.IGNORECASE,
    any_case=True,
)
SOCIAL_SECURITY = Opening(
    (A_FIGURE, "A"), r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])|(?<![\w-])A-?\d{3}-\d{3}-\d{3}(?![\w-])"
)
LAST_DIGITS = Opening(
    ("SSN", "ssn", "social", "Social", "last"),
    r"\b(?:SSN|social security(?: number)?|last four(?: digits)?(?: of [^.\n]{0,30}?)?)"
    r"(?: (?:ends|ending)(?: in| with)?| is|:)? (?P<id>\d{4})\b",
    flags=re.IGNORECASE,
)
CODED = Opening((A_FIGURE,), r"(?<![\w.-])(?!FY|SY)[A-Z]{1,4}\d{7,12}(?![\w-])")  # of cards
PLATE = Opening(
    ("plate plates reg registration").split(),
    r"\b(?:(?:licen[cs]e )?plates?|reg(?:istration)?\.?)(?: (?:number|no\.?|#|is))*\s?:?\s?#?"
    r"(?P<id>(?=[A-Z\d -]{0,8}\d)(?=[\d -]{0,8}[A-Z])[A-Z\d]{2,4}[ -]?[A-Z\d]{2,5})\b",
    any_case=True,
)
WHERE = re.compile(
    r"(?<![\d.])-?\d{2}\.\d{4,}°?(?: ?[NS])?,\s?-?\d{2,3}\.\d{4,}°?(?: ?[EW]\b)?"
    r"|\d{1,3}° ?\d{1,2}(?:\.\d+)?['’′] ?(?:\d{1,2}(?:\.\d+)?[\"”″])? ?[NS],? ?\d{1,3}° ?\d{1,2}(?:\.\d+)?['’′] ?"
    r"(?:\d{1,2}(?:\.\d+)?[\"”″])? ?[EW]\b"
)
LONG_NUMBER = Opening((A_FIGURE,), r"(?<![\w.,/$€£-])(?![01]+\b)(?:10\d{8}|\d{8})(?![\w%]|[.,/-]\d)")
STREET_KIND = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Boulevard|Blvd|Way|Terrace"
    r"|Ter|Circle|Cir|Square|Sq|Highway|Hwy|Parkway|Pkwy|Row|Path|Turnpike|Tpke|Wharf|Hill|Park|Common"
    r"|Extension|Landing|Crossing|Alley|Plaza|Mews|Heights|Ridge|STREET|AVENUE|ROAD|LANE|DRIVE|TERRACE|CIRCLE|BOULEVARD|HIGHWAY|COURT|AVE|ST|RD)"
)
WORDS = rf"{NAME_WORD}(?: (?:of|the|and|{NAME_WORD})){{0,3}}"
STATE, ZIP = r"(?:MA|Mass\.?|Massachusetts)", r"0\d{4}(?:-\d{4})?"
ROOM = r"(?:,? (?:Apt|Unit|Suite|Ste|Floor|#)\.? ?\w{1,5})?"
TAIL = rf"{ROOM}(?:,?\s+{WORDS})?(?:,?\s+{STATE})?(?:,?\s+{ZIP})?"
ABBREVIATION_END = r"(?:(?<=St|Rd|Dr|Ln|Ct|Pl)\.|(?<=Ave|Ter|Cir|Hwy)\.|(?<=Blvd|Pkwy|Tpke)\.)?"
DIRECTION = r"(?: (?:North|South|East|West|[NS]\.?[EW]|[NSEW])\b)?"
FIGURE = r"(?<!\d[.:–-])(?<!\d{3}[ .-]\d{3}[ .-])\b\d{1,5}(?:-\d{1,4}|½| 1/2)?[A-Z]?"
SPELLED_FIGURES = (
    "One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Twenty|Thirty|Forty|Fifty|Sixty|Seventy|Eighty"
    "|Ninety|Hundred"
)
STREET = r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Boulevard|Blvd|Terrace|Plaza|Row|Square|Wharf)"  # not "One Way"
ROUTE = r"(?:Old |State )?(?:Route|Rte\.?|Rt\.?|Highway|Hwy\.?)[ -]?\d{1,3}[A-Z]?"
ADDRESS = Opening(
    (A_FIGURE, *SPELLED_FIGURES.split("|")),
    rf"(?:{FIGURE} (?:{NAME_WORD} ){{1,3}}{STREET_KIND}\b{ABBREVIATION_END}{DIRECTION}"
    rf"|(?<!Bus )(?<!Van ){FIGURE} {ROUTE}\b"
    rf"|\b(?:(?:{SPELLED_FIGURES})[ -]){{1,3}}(?:{NAME_WORD} ){{1,2}}{STREET}\b{ABBREVIATION_END})"
    rf"(?:{ROOM}(?:,\s+(?![A-Z]{{3,}}\b){WORDS}| {WORDS}(?=,? {STATE}\b))?"
    rf"(?:,?\s+{STATE}\b)?(?:,?\s+{ZIP}\b)?)",
)
BOX = Opening(("P", "PO", "Post"), rf"\b(?:P\.?\s?O\.?|Post Office)\s+Box\s+\d+{TAIL}")
ROAD = rf"{NAME_WORD}(?: {NAME_WORD})?\.?"
CORNER = Opening(
    ("corner", "intersection"),
    rf"\b(?:[Cc]orner|[Ii]ntersection(?=[^\n]{{0,40}}? {STREET})) of (?P<roads>{ROAD} (?:and|&) {ROAD}(?<!\.))",
    any_case=True,
)  # not of Race and Class
CROSSING = Holding(
    ("&", "+", "@"),
    rf"(?:\b(?:[Aa]t|[Oo]n|[Oo]f|[Nn]ear|[Tt]o|[Ss]top)|[:–—]) (?P<roads>{NAME_WORD}(?: {NAME_WORD})?\.? [&+@]"
    r" (?:\d{1,2}(?:st|nd|rd|th)|(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)(?= (?:St|Ave)))"
    r"(?: (?:St|Ave|Street|Avenue)\b)?)(?! (?:[Gg]rade|[Pp]eriod|[Bb]lock|[Qq]uarter))",
)
TOWN_ZIP = Holding(
    ("MA", "Mass", "Massachusetts"),
    rf"\b(?P<town>{WORDS})(?P<comma>,)?\s+(?P<state>{STATE})(?:\s+(?P<zip>{ZIP}))?(?(comma)|(?<=\d))\b",
    in_line=False,
)
ZIP_CODE = Opening(("ZIP", "zip"), rf"\b(?i:zip)(?: (?i:code))?:? (?P<zip>{ZIP})\b", any_case=True)

FORMS: tuple[tuple[re.Pattern[str] | Holding | Opening, EntityType, float, str], ...] = (
    (ID, EntityType.ID, 0.95, "identifier cue before"),
    (CARD, EntityType.ID, 0.95, "identifier cue before"),
    (LAST_DIGITS, EntityType.ID, 0.95, "identifier cue before"),
    (PLATE, EntityType.ID, 0.95, "identifier cue before"),
    (SOCIAL_SECURITY, EntityType.ID, 0.95, "identifier form"),
    (CODED, EntityType.ID, 0.95, "identifier form"),
    (ADDRESS, EntityType.ADDRESS, 0.95, "address form"),
    (BOX, EntityType.ADDRESS, 0.95, "address form"),
    (WHERE, EntityType.ADDRESS, 0.95, "address form"),
    (CORNER, EntityType.ADDRESS, 0.9, "corner of two roads"),
    (CROSSING, EntityType.ADDRESS, 0.9, "corner of two roads"),
)


class NumberRecognizer(Recognizer):
    """What stands for one person, household or building in a register."""

    subject = "numbers"

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterator[Hit]:
        """Identifiers after a cue, state student numbers, addresses, "Town, MA"."""
        for pattern, kind, score, cue in FORMS:
            for match in pattern.finditer(text):
                yield Hit(*match.span(match.lastgroup or 0), kind, score, cue=cue)
        for match in LONG_NUMBER.finditer(text):
            if not re.fullmatch(r"(?:19|20)\d{6}", match[0]):
                yield Hit(match.start(), match.end(), EntityType.ID, 0.8, cue="number of a register's length")
        towns = list(TOWN_ZIP.finditer(text))
        for match in towns:
            yield Hit(*match.span("town"), EntityType.LOCATION, 0.9, cue="state after")
            yield Hit(*match.span("state"), EntityType.LOCATION, 1.0, cue="town before", keep="geography")
        for match in (*towns, *ZIP_CODE.finditer(text)):
            if match["zip"]:  # it tells the town
                yield Hit(*match.span("zip"), EntityType.ADDRESS, 0.95, cue="address form")
