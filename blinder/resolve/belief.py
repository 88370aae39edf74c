"""Whether what the model, the layout or a role word alone speaks for reads as a name."""

import re

from blinder.resolve.candidates import Candidate
from blinder.resolve.evidence import BELIEVED, Evidence
from blinder.resolve.initials import ABBREVIATIONS, NOT_INITIALS
from blinder.resolve.names import PARTICLES, Name, fold, parse_name
from blinder.resolve.places import INSTITUTIONS
from blinder.resolve.words import COMMON, NAME_GOES_ON, line_of, says_small
from blinder.resources import ordinary_words
from blinder.types import EntityType

SPOKEN = frozenset({"greeting", "speaker turn", "acts as a person", "among names"})
CHAT_BEFORE = re.compile(r"(?:^|\s)(?:w|with|ask|tell|text|from|hi|hey|thx|thanks|cc|named|called)\s$")
VOICE = 0.95  # a model's score for a local person that outweighs a citation of the same surname elsewhere
FAINT = 0.4  # a model's score that proves nothing where every word has a capital
WHISPER = 0.2  # a score that proves nothing even with a capital
TOLD_BY_CAPITAL = {  # towns, mascots and people are words: Orange, Heron, Rain
    EntityType.LOCATION: WHISPER,
    EntityType.MASCOT: WHISPER,
    EntityType.PERSON: FAINT,
}
ADDRESS_ENDS = frozenset(".@/_")  # before what is no word of its own: "*.md"
CALLING = frozenset({"named", "called"})
CHAT_LINE = 20  # characters from which on a line without a capital is chat
SIGNED_LETTER = re.compile(r"[A-Z]\.?")
LETTER_GOES_ON = re.compile(
    r"\.?(?:: | (?:[a-z]{3,}(?:s|ed)|came|went|said|took|gave|brought|left)\b)|\. [a-z]{2,}"
    r"|\., (?:the|a|who|whose|my|our)\b"
)
ENDS_LINE = re.compile(r"\.?[ \t]*(?:\n|$)")
SECTION_LETTER = re.compile(r"[A-Z]\.(?: (?![A-Z]\.)|$)")  # "J. Results", not "J. T. Quill"


def is_believable(evidence: Evidence, candidate: Candidate, surface: str) -> bool:
    """Whether what only the model says reads as a name: no low score on ordinary words or acronyms."""
    words = [word for word in re.findall(r"[^\W\d_]+", surface) if len(word) > 1]
    seen = evidence.words
    text = seen.texts[candidate.document]
    chat = CHAT_BEFORE.search(text, max(0, candidate.span.start - 8), candidate.span.start)
    once = int(chat[0].strip() in CALLING) if chat else 0  # in prose the name itself counts as written small
    if chat and surface == surface.lower() and not any(seen.small[fold(word)] > once for word in words):
        return True
    if (
        SIGNED_LETTER.fullmatch(surface)
        and candidate.score >= WHISPER
        and LETTER_GOES_ON.match(text, candidate.span.end - surface.endswith("."))
    ):
        return surface[0] not in ("AIST" if text.startswith(":", candidate.span.end) else "AI") and (
            candidate.score >= FAINT or evidence.begins_local(fold(surface[0]))
        )
    if candidate.score >= BELIEVED:
        return bool(words) or "." in surface or candidate.score >= VOICE
    person = candidate.entity_type is EntityType.PERSON
    capital = surface[0].isupper() and not (person and surface.isupper())
    if (
        capital
        and candidate.score >= TOLD_BY_CAPITAL.get(candidate.entity_type, 1)
        and seen.proves(candidate.document, candidate.span.start)
    ):
        return True
    terms = len(words) > 1 and ABBREVIATIONS.union(NOT_INITIALS).issuperset(words)  # "PLG Mtg"
    if terms or (candidate.entity_type is EntityType.ORGANIZATION and candidate.score < WHISPER):
        return False
    if SIGNED_LETTER.fullmatch(surface) and ENDS_LINE.match(text, candidate.span.end):
        return True
    if (
        person
        and capital
        and candidate.score >= FAINT
        and NAME_GOES_ON.match(text[candidate.span.end : candidate.span.end + 16])
    ):
        return True
    if person and candidate.score < FAINT and not evidence.terms.isdisjoint(words):  # "Fall DIBELS"
        return False
    if not words:
        return bool(re.search(r"[^\W\d_]\.\s?[^\W\d_]", surface))
    start = candidate.span.start
    if SECTION_LETTER.match(surface) and text[start - 1 : start] in ("", "\n"):
        return evidence.is_local(parse_name(surface))
    if seen.opens_sentence(candidate.document, start) and candidate.score < (
        FAINT if len(words) == 1 else WHISPER if surface[1:].islower() else 0
    ):  # but for the first, its words are small: "Mi nieto quiere"
        return False
    ordinary = all(word.isascii() and seen.ordinary(fold(word)) for word in words)
    line = line_of(text, start)
    if person and candidate.score >= FAINT and len(line) > CHAT_LINE and says_small(line):
        return text[start - 1 : start] not in ADDRESS_ENDS and not any(
            fold(word) in ordinary_words() or fold(word) in COMMON for word in words
        )
    acronym = len(words) == 1 and len(surface) <= 5 and surface[:2].isupper()
    acronym = acronym and not line.isupper()  # where all have capitals, they tell nothing
    acronym = acronym and (candidate.entity_type not in INSTITUTIONS or candidate.score < WHISPER)
    return surface != surface.lower() and not ordinary and not acronym


def is_plausible(evidence: Evidence, candidate: Candidate, name: Name) -> bool:
    """Whether a stretch that only layout or a role word speaks for reads as a name at all."""
    tokens = [t for t in name.tokens if len(t) > 1]
    if not tokens and "speaker's letter" in candidate.cues:
        return evidence.begins_local(name.tokens[0])
    if not tokens:
        return "list of people" in candidate.cues or "column of names" in candidate.cues
    surface = candidate.text_of(evidence.words.texts[candidate.document])
    words = re.findall(r"[^\W\d_]{2,}", surface.casefold())
    if not SPOKEN & set(candidate.cues) and all(word in ordinary_words() and word not in COMMON for word in words):
        return False
    strong = {
        "list of people",
        "column of names",
        "name field",
        "signature",
        "role title before",
        "namesake",
        "initial and surname",
        *SPOKEN,
    } & set(candidate.cues)
    for token in tokens:
        if token in PARTICLES or evidence.local[token]:
            continue
        if evidence.words.small[token] and not (token in COMMON and strong):
            return False
        if token in COMMON and not strong and len(tokens) == 1:
            return False
    return not (surface.isupper() and len(surface) <= 5 and len(tokens) == 1) and bool(
        strong or len(tokens) > 1 or any(evidence.local[t] for t in tokens)
    )
