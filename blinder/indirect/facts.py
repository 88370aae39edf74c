"""Wordings of what anybody can look up: births, enrollment, the size of a town, firsts and onlys, awards, the past."""

import re

from blinder.indirect.kinds import Kind
from blinder.indirect.wordings import wording
from blinder.indirect.words import CHILDREN, EXACT, LABEL, NUMBER

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
LIVING = r"(?:19[3-9]|20)\d\d"  # a year in which somebody in a school may have been born
DAY = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:{LIVING}|\d\d)\b|{LIVING}-\d\d-\d\d|\d{{1,2}} {MONTH} {LIVING}"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!,? 1(?:[0-8]\d|9[0-2])\d))"
)
YEAR = r"(?:1[6-9]|20)\d\d\b"
ROUNDED = r"\b(?:about|around|roughly|approximately|some|nearly|almost|over|than|under|up to|at least) "
WIDE = (
    r"(?:(?:the|our|all of|this|western|central|eastern|entire|whole) )*"
    r"(?:county|state|commonwealth|region|area|district|city|town|nation|country|massachusetts|new england|valley|cape"
    rf"|berkshires|united states|(?:town|district|county) {LABEL})\b"
)
NO_SCHOOL = (
    r"(?! (?:years?|days?|weeks?|months?|committees?|councils?|boards?|bus(?:es)?|visits?|meetings?|nurse|staff|goals?"
    r"|plans?)\b)"
)
SCHOOLS = rf"(?:schools?|districts?|academ(?:y|ies)|campus(?:es)?|preschools?|charters?)\b{NO_SCHOOL}"
PROGRAMS = rf"(?:{SCHOOLS}|(?:program(?:me)?s?|pathways?|courses?|cent(?:er|re)s?|partnerships?)\b{NO_SCHOOL})"
SCHOOL = rf"(?:school|academy|building|campus|schoolhouse|school {LABEL}|district {LABEL})"
EXTREME = r"(?:only|sole|first|last|oldest|largest|smallest|newest|biggest|poorest|wealthiest|(?:lowest|highest)-\w+)"
ONE_OF = r"one of (?:only |just |the |our |a )*(?:two|three|four|five|six|seven|eight|nine|ten|[2-9]|few)"
BOOKS = re.compile(r"newbery|caldecott|coretta|pulitzer|nobel|printz|national book", re.IGNORECASE)
EXTREMES = "only sole first last oldest largest smallest newest biggest poorest wealthiest lowest highest one_of"
SCHOOLS_BEGIN = "school academy building campus district"
DISASTER = r"(?:tornado(?:es)?|flood|fire|gas explosions?|explosions?|shooting|hurricane)"
DIGITS = "1 2 3 4 5 6 7 8 9"
TITLES = "teacher principal superintendent administrator educator counselor coach nurse school district student citizen"


def _is_no_book(match: re.Match[str]) -> bool:
    return BOOKS.search(match[0]) is None


FACTS = (
    wording(
        Kind.BIRTH,
        "dob d.o.b date_of_birth birth born",
        rf"\b(?:d\.?o\.?b\b\.?|date of birth|birth ?date|birthday|born)(?:[ :=(]|on|is|was|falls)*{DAY}",
    ),
    wording(Kind.BIRTH, "turn will_be", rf"\b(?:turn(?:s|ed|ing)?|will be) {NUMBER} on {DAY}"),
    wording(
        Kind.BIRTH,
        f"age chronological c.a ca {DIGITS}",
        r"\b(?:aged?|chronological age|c\.?a\.?)[ :,]*\d{1,2} (?:years?|yrs?\.?)[ ,]*(?:and )?\d{1,2} mo(?:nth)?s?\b"
        r"|\b\d{1,2} years?,? (?:and )?\d{1,2} months? old\b",
    ),
    wording(Kind.ENROLLMENT, "enrolls", rf"\benrolls (?:a total of |exactly |only |just )?{EXACT}"),
    wording(
        Kind.ENROLLMENT,
        "enrollment",
        r"\benrollment(?:,? (?:is|was|of|at|now|stands|stood|total(?:s|ed)?|this year|as|on|in"
        rf"|(?:the )?\w+ \d{{1,2}},?|{LIVING}))*[ :=(]+{EXACT}",
    ),
    wording(
        Kind.ENROLLMENT,
        "serves serving educates houses has_ with_ home_to school_of enrolled enrolling",
        r"\b(?:serves|serving|educates|houses|has|with|home to|school of|enrolled|enrolling) "
        rf"(?:only |just |exactly |its |our )?{EXACT} (?:[\w-]+ )?{CHILDREN}\b(?! (?:in|from) (?:\w+ ){{0,2}}grade\b)",
    ),
    wording(
        Kind.ENROLLMENT,
        f"one two three four five six seven eight nine {DIGITS}",
        rf"\b(?:{EXACT}|\w+ hundred (?:and )?{NUMBER}) (?:[\w-]+ )?{CHILDREN} (?:attend|at the"
        rf"|(?:at|of|in) (?:the |our )?{SCHOOL}|(?:in|from) (?:grades|pre-?k|preschool|kindergarten|k-))"
        rf"|\b(?<=our ){EXACT} {CHILDREN}\b",
        ROUNDED,
    ),
    wording(
        Kind.ENROLLMENT,
        "school enrollment all_students",
        rf"\b(?:school|enrollment|all students)[^|.;(\n]{{0,20}}\(n ?= ?{EXACT}",
    ),
    wording(
        Kind.TOWN_SIZE,
        f"population town_of city_of community_of {DIGITS}",
        r"\b\d{1,3},(?!000)\d{3} (?:residents|inhabitants|souls)\b"
        r"|(?<!student )\bpopulation[ :(]+(?:of |is |was |at )*\d{1,3},(?!000)\d{3}\b"
        r"|\b(?:town|city|community) of \d{1,3},(?!000)\d{3}\b",
        ROUNDED,
    ),
    wording(
        Kind.STANDING,
        EXTREMES,
        rf"\b(?:{EXTREME}|{ONE_OF}) (?:[\w'’-]+ ){{0,5}}?{PROGRAMS} (?:[\w'’-]+ ){{0,3}}?"
        rf"(?:in|of|within|across|throughout) {WIDE}",
    ),
    wording(
        Kind.STANDING,
        EXTREMES,
        rf"\b(?:{ONE_OF}|(?:{EXTREME}|one) of (?:the |its |our )?(?:{NUMBER}|[\w-]+['’]s)) "
        rf"(?:[\w'’-]+ ){{0,4}}?{SCHOOLS}",
    ),
    wording(
        Kind.STANDING,
        "the_only our_only the_sole",
        rf"\b(?:the|our) (?:only|sole) (?:[\w'’-]+ ){{0,3}}?{SCHOOLS} (?:in|of|with|that|to|where|serving)\b",
    ),
    wording(
        Kind.STANDING,
        "county state commonwealth region district city town nation country",
        rf"\b(?:county|state|commonwealth|region|district|city|town|nation|country)['’]s {EXTREME} "
        rf"(?:[\w'’-]+ ){{0,4}}?{PROGRAMS}",
    ),
    wording(Kind.STANDING, "first_", rf"\bfirst (?:ever )?in {WIDE}"),
    wording(Kind.STANDING, "only_ first_", r"\b(?:only|first)(?: \w+)? of its kind\b"),
    wording(
        Kind.STANDING,
        "turnaround level_ receivership underperforming designated declared state_takeover",
        r"\b(?:turnaround (?:list|school|status|plan|designation)|level (?:4|5|four|five) (?:school|district|status)"
        r"|receivership|underperforming (?:school|district)|(?:designated|declared) (?:chronically )?underperforming"
        r"|state takeover)\b",
    ),
    wording(
        Kind.AWARD,
        " ".join(f"{title}_of_the_year" for title in TITLES.split()),
        r"\b[a-z]+ of the year\b",
    ),
    wording(
        Kind.AWARD,
        "blue_ribbon green_ribbon milken presidential distinguished sontag school_of schools_of grinspoon golden_apple",
        r"\b(?:(?:blue|green) ribbon school|milken (?:family )?(?:educator|award)|presidential award"
        r"|distinguished school|sontag prize|schools? of (?:recognition|character|distinction|excellence)"
        r"|(?:grinspoon|golden apple) award)",
    ),
    wording(
        Kind.AWARD,
        "won_ wins_ received earned awarded honored recipient winner finalist nominated",
        r"\b(?:won|wins|received|earned|awarded|honored with|(?:recipient|winner)s? of|finalists? for|nominated for)"
        r" (?:(?:the|an?|this year['’]s|our|his|her|their|its) )?(?:\d{4} )?"
        r"(?-i:[A-Z][\w.'’&-]+ (?:(?:of|for|in|and|the) )*){1,7}(?:award|prize|medal|fellowship|championship)s?\b",
        check=_is_no_book,
    ),
    wording(
        Kind.AWARD,
        "state_ national_ regional_ new_england won_ winning winner",
        r"\b(?:(?:state|national|regional|new england) (?:champions?(?:hips?)?|finalists?)"
        r"|(?:won|winning|winners? of) (?:the |a |our )?(?:state|regional|national|international|county))\b",
    ),
    wording(
        Kind.HISTORY,
        SCHOOLS_BEGIN,
        rf"\b{SCHOOL}(?:,? (?:was|is|itself|which|that|first|were|has been)|,){{1,3}} (?:re)?"
        rf"(?:founded|established|built|chartered|erected|dedicated)\b[^.;|\n]{{0,24}}? {YEAR}"
        rf"|\b{SCHOOL}(?:,? which| that)?,? (?:first )?opened (?:its doors )?(?:in|as)\b[^.;|\n]{{0,20}}? {YEAR}"
        rf"|\b{SCHOOL}(?:['’]s|,? (?:which )?(?:is|was))? (?:re)?named (?:for|after|in (?:honor|memory) of)\b"
        rf"|\b{SCHOOL} (?:carries|bears|bearing) the name of\b|\b(?:building|schoolhouse|school) of {YEAR}"
        rf"|\b{SCHOOL} dates (?:back )?(?:from|to) {YEAR}|\b{SCHOOL}['’]s \d+(?:st|nd|rd|th) anniversary\b",
    ),
    wording(
        Kind.HISTORY,
        "founded established opened built for_whom",
        rf"\b(?:founded|established|opened its doors|built) in {YEAR}[^.;|\n]{{0,20}}\b{SCHOOL}"
        rf"|\bfor whom (?:the|our) {SCHOOL} is named\b",
    ),
    wording(
        Kind.EVENT,
        "tornado flood fire gas_explosion explosion shooting hurricane 199 200 201 202",
        rf"\b{DISASTER} (?:of|in) (?:{MONTH} )?(?:199|20[0-2])\d\b|\b(?:199|20[0-2])\d {DISASTER}\b",
    ),
)
