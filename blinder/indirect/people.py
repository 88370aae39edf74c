"""Wordings that tell people apart: few students of a kind, one student, the first or only one of the staff.

A number alone is no small group ("six students came"): it takes a language, an origin, a disability or the like, or a
part of a counted whole. Ten is the number that most states keep to, Massachusetts among them: NCES 2011-603,
https://nces.ed.gov/pubs2011/2011603.pdf.
"""

import re
from functools import lru_cache

from blinder.indirect.kinds import Kind
from blinder.indirect.wordings import Wording, before, wording
from blinder.indirect.words import (
    CHILDREN,
    CONDITION,
    FEW,
    LABEL,
    LEARNER,
    LEARNERS,
    NEED,
    NUMBER,
    POST,
    UNDER_TEN,
    origins,
)
from blinder.label_map import LabelMap

FEW_BEGIN = "2 3 4 5 6 7 8 9 two three four five six seven eight nine"
GRADED = (
    r"(?:\b(?:grades?|gr\.?|levels?|rooms?|tiers?|units?|tables?|figures?|items?|norms?|goals?)\b[^.;]{0,14}"
    r"|[\d$.,/–-])"
)
BETWEEN = r"(?:(?!(?:the|of|and|to|from|us|who|for|in|with|at|on|or|a|are|is|was|were)\b)[\w-]+ )"
WHOSE = r"(?:the|our|my|these|those|her|his|their|other)"
PUPILS = re.compile(rf"\b(?:{LEARNERS}|{LEARNER}|IEPs?|504s?|gr(?:ade)?\.? \d{{1,2}})\b[^.;|]*$", re.IGNORECASE)
GENDER = (
    r"(?:female|male|woman|man|girl|boy|person of color|African[- ]American|openly gay|gay|lesbian|transgender"
    r"|non-?binary|deaf|blind|bilingual|immigrant)"
)


@lru_cache(maxsize=8)
def people_wordings(profile: LabelMap) -> tuple[Wording, ...]:
    """The table, with the label map's countries, peoples and languages."""
    origin = origins(profile)
    of_origin = rf"{origin}(?:[- ](?:speaking|American))?"
    marked = (
        r"(?:newcomers|ELs|ELLs|MLs|MLLs|FELs|SWDs|SLIFE|(?:English|multilingual|language) learners|emergent bilinguals"
        rf"|(?:{of_origin}|{CONDITION}) (?:{CHILDREN}|families|households|newcomers|speakers)"
        rf"|{CHILDREN} (?:with|on|in) (?:[\w-]+ )?{NEED}"
        rf"|{CHILDREN} (?:from|born in|who (?:came|arrived) from) {origin}"
        rf"|{CHILDREN} (?:who|that) (?:are|were|live|speak) (?:[\w-]+ )?(?:{CONDITION}|{origin}|new to))\b"
    )
    being = (
        rf"(?:(?:have|has|had) (?:active |current )?{NEED}|(?:are|were) (?:(?:also|still|all|former) )*"
        rf"(?:{CONDITION}|ELs|ELLs|MLs|MLLs|newcomers|English learners|new to the country|on IEPs|from {origin})"
        rf"|(?:speak|spoke) {origin}|receive special education)\b"
    )
    return (
        wording(
            Kind.SMALL_GROUP,
            FEW_BEGIN,
            rf"\b{FEW} (?:of )?(?:{WHOSE} )?(?:{NUMBER} )?{BETWEEN}{{0,2}}?{marked}"
            rf"|\b{FEW} (?:of (?:them|these|those|whom|{WHOSE} [\w-]+) )?{being}",
            GRADED,
        ),
        wording(
            Kind.SMALL_GROUP,
            f"1 one {FEW_BEGIN}",
            rf"\b{UNDER_TEN} (?:out )?of (?:{WHOSE} )?{NUMBER} {BETWEEN}{{0,2}}?{LEARNERS}\b",
            GRADED,
        ),
        wording(
            Kind.SMALL_GROUP,
            f"1 one {FEW_BEGIN}",
            rf"\b{UNDER_TEN} (?:out )?of {NUMBER} \(\d+(?:\.\d+)? ?%\)",
            GRADED,
            _speaks_of_students,
        ),
        wording(
            Kind.SMALL_GROUP,
            "of_",
            rf"\bof (?:{WHOSE} )?{NUMBER} {BETWEEN}?{LEARNERS}\b[^.;:\n]{{0,120}}?\b{UNDER_TEN}"
            r" (?:[a-z]+ed|were|had|have|are|could|did|wrote|met|got|made|spoke)\b",
        ),
        wording(Kind.SMALL_GROUP, "n= n_=", rf"\bn ?= ?[1-9] {BETWEEN}?{LEARNERS}\b"),
        wording(Kind.SMALL_GROUP, "n= n_=", r"\bn ?= ?[1-9](?![\d.,%])", check=_speaks_of_students),
        wording(
            Kind.SMALL_GROUP,
            "1 2 3 4 5 6 7 8 9",
            rf"\b(\d{{1,2}}(?:\.\d)?) ?(?:%|percent) of (?:{WHOSE} )?(\d{{1,3}}) {BETWEEN}{{0,2}}?{LEARNERS}\b",
            check=_is_small_share,
        ),
        wording(
            Kind.SINGLE_STUDENT,
            "only sole lone the_one",
            rf"\b(?:only|sole|lone|the one) "
            rf"(?:{BETWEEN}{{0,2}}?(?:{of_origin}|{CONDITION}|male|female) (?:{LEARNER}|speaker)"
            rf"|(?:EL|ELL|MLL|SWD|newcomer|English learner)|(?:girl|boy) (?:in|on)"
            rf"|{LEARNER} (?:with {NEED}|in (?:a wheelchair|foster care)|from {origin}"
            r"|who (?:speaks|uses an?|was born|is an?)))\b",
        ),
        wording(
            Kind.SINGLE_STUDENT,
            "student_",
            rf"\b(?-i:Student) {LABEL},? \(?(?:who|an?|whose|is|has|was) (?:(?!\bno)[^.;|\n]){{0,60}}?"
            rf"\b(?:{NEED}|newcomer|arrived|from {origin}|{CONDITION})\b",
        ),
        wording(
            Kind.UNIQUE_PERSON,
            "first only sole",
            rf"\b(?:first|only|sole) (?:{BETWEEN}?(?:{GENDER}|{of_origin})(?: [\w-]+){{0,2}}? {POST}"
            rf"|{POST} of color"
            rf"|(?:{of_origin} )?{GENDER}\b[^.;|\n]{{0,30}}? to (?:be|lead|serve|hold|place|win|earn|coach|teach|chair)"
            rf"|{GENDER}\b[^.;|\n]{{0,12}} (?:on|in) (?:the|our|this) (?:staff|faculty|team|school|building))\b",
        ),
        wording(Kind.UNIQUE_PERSON, "youngest oldest longest", rf"\b(?:youngest|oldest|longest[- ]serving) {POST}\b"),
    )


def _speaks_of_students(match: re.Match[str]) -> bool:
    return PUPILS.search(before(match)) is not None


def _is_small_share(match: re.Match[str]) -> bool:
    return 0 < round(float(match[1]) * int(match[2]) / 100) < 10
