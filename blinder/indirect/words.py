"""The words that wordings and tables share: whom schools count, how numbers are written, whence people come."""

import re
from functools import lru_cache

from blinder.label_map import LabelMap

UNDER_TEN_WORDS = "one|two|three|four|five|six|seven|eight|nine"
UNDER_TEN = rf"(?:[1-9]|{UNDER_TEN_WORDS})"
FEW = r"(?:[2-9]|two|three|four|five|six|seven|eight|nine)"
NUMBER = (
    rf"(?:\d{{1,3}}|{UNDER_TEN_WORDS}|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    rf"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:{UNDER_TEN_WORDS}))?)"
)
EXACT = r"(?:\d{1,2},\d|[1-9])(?!00\b|50\b)\d\d(?![\d,.]*\d|\s?%)"  # from 101 on, and not rounded to 50

CHILDREN = (
    r"(?:students|pupils|children|kids|boys|girls|graders|learners|scholars|freshmen|seniors|siblings|brothers|sisters)"
)
LEARNERS = rf"(?:{CHILDREN}|newcomers|ELs|ELLs|MLs|MLLs|FELs|SWDs|(?:English|multilingual|language) learners)"
LEARNER = r"(?:student|pupil|child|kid|boy|girl|grader|learner|newcomer|freshman|EL|ELL|ML|MLL|SWD)"
NEED = (
    r"(?:an? IEP|IEPs|an? 504(?: plan)?|504s|504 plans|(?:[\w-]+ )?(?:disabilit(?:y|ies)|impairments?|diagnos[ei]s)"
    r"|autism|dyslexia|ADHD|Down syndrome|a wheelchair|foster care|refugee status|(?:fine|gross)[- ]motor needs"
    r"|special needs|(?:limited|interrupted) (?:or interrupted )?(?:formal )?education)"
)
CONDITION = (
    r"(?:homeless|unhoused|refugee|immigrant|migrant|undocumented|transgender|non-?binary|deaf|blind|autistic|dyslexic"
    r"|foster|adopted|low-income|bilingual|multilingual|disabled|gay|lesbian|queer|EL|ELL|ML|MLL|SLIFE)"
)
POST = (
    r"(?:principal|superintendent|teacher|educator|coach|counselor|nurse|psychologist|librarian|administrator|president"
    r"|director|dean|custodian|paraprofessional|graduate|valedictorian|(?:committee|board|staff) member|leader)"
)
LABEL = r"(?-i:[A-Z]{1,2}\b)"
TOO_WIDE = frozenset({"English", "American", "Americans", "British", "Latin"})


@lru_cache(maxsize=8)
def origins(profile: LabelMap) -> str:
    """A pattern of the countries, peoples and languages that the label map knows, as they are written there."""
    known = sorted({*profile.keep.get("geography", ())} - TOO_WIDE, key=lambda word: (-len(word), word))
    return rf"(?-i:\b(?:{'|'.join(map(re.escape, known))})\b)" if known else r"(?!)"
