"""Votes of the words right before and right after a name."""

import re
from collections.abc import Iterator, Mapping

from blinder.resolve.roles.page import TITLE, Page, Vote
from blinder.resolve.roles.phrases import Phrase
from blinder.types import Span

QUALIFIER = (
    r"(?:our|the|a|an|my|his|her|their|your|new|interim|acting|former|retired|lead|head|veteran|long-time|school|district"
    r"|building|assistant|grades?|gr\.|k|and|&|of|for|at|in|to|\d+(?:st|nd|rd|th)?(?:[-–/]\d+)?(?:st|nd|rd|th)?"
    r"|elementary|middle|high|part-time|full-time|one|whole|is|who|also|first|second|third|fourth|fifth|sixth|seventh"
    r"|eighth|\w+-grade|[\w-]+['’]s)"
)
STOP = (  # words that open another thought: "Ana Quill, told by the principal"
    r"and|or|with|to|by|from|than|like|told|asked|saw|met|whose|no|two|three|four|five|six|is|was|are|were|be|had|has"
    r"|have|who|when|where|if|because|as|about|after|before|will|would|can|says|say|said|but|so|that|this|not|she|he"
    r"|they|it|we|you|I|on|her|him|them"
)
SIGN = r"\**(?: ?\(|, ?| ?[-–—/|] ?| ?\.{3,} | is | was | serves as | as | (?:in|from|at|of) (?:the|our) |:\** |\n)\**"
BEFORE = re.compile(rf"(?P<sign>,|:| ?\|| ?[-–—]| ?\.{{3,}})?\**[ \u00a0\n]*\**(?:\(\s*)?{TITLE}")
AFTER = re.compile(rf"(?:['’]s)?{SIGN}(?:{QUALIFIER}[ -])*", re.IGNORECASE)
LOOSELY_AFTER = re.compile(
    rf"(?: ?\(|,\s| is (?:our|the) | of the )(?:(?:{QUALIFIER}|(?!(?:{STOP})\b)[\w&/-]+)[ -]){{1,4}}", re.IGNORECASE
)
SECOND_JOB = re.compile(r"s? (?:and |\(|/ |& )|/")
CALLED = re.compile(r"\.?[ \u00a0]+")
PLAIN = re.compile(rf" {TITLE}")
COMMA = re.compile(rf",? {TITLE}")
COUNTED = re.compile(r"\b(?:two|three|four|five|six|both|our|\d) (?:\w+ )?$", re.IGNORECASE)
LONGEST_COUNT = 24
SHARING = 30  # names that share the job before the first of them at most
OF = re.compile(rf" (?:of|by|from) {TITLE}")
OWNS = re.compile(r"(?:['’]s?|,? whose) (?:[\w-]+ ){0,2}")
DOES = re.compile(r"(?:,? who)?(?: \w+ly| also| then| still| always| never| has| had| is| was)? ")
BESIDE = re.compile(
    r"\**(?: ?\(|, | [-–—] |: | ?\| ?|; | / | ?\.{3,} ?| {2,})\**"
    r"(?:[Gg]r(?:ades?|\.)? ?)?(?:[\dK][\d/–-]*(?:th|st|nd|rd)? )?"
)
IN_ROOM = re.compile(r"(?:,? who is)? (?:in|from|at|of|runs) (?:the |our |her |his )?")
ROOM_OF = re.compile(rf" \({TITLE}")
OTHERS = re.compile(r" (?:the|an?|our|my|his|her|their) ")
HEAD_BELOW = re.compile(r"[^\n]{0,20}[:|]")
JOB_OF_NAME = re.compile(r"(?:\.?,? |\n)(?:(?:our|the|an?|my|her|his|their) (?:other |new |own )?)?")
MAIL = re.compile(r"[^\n]{0,20}[<\[@]|[^\n]*\n(?:Sent|Date: \w{3},)")


def before_name(page: Page, span: Span) -> Iterator[Vote]:
    """ "Principal Ana Quill", "Principal: Ana Quill", "our principal, Ana Quill", "the class of Ms. Quill"."""
    near = page.phrases.before(span.start)
    yield from list(_called(page, span, near)) or list(_job_before(page, span, near)) or _shared_job(page, span)
    yield from _signed(page, span, near)
    for kind, pattern, cue in (("owns", OF, "owns"), ("rooms", ROOM_OF, "room")):
        if (phrase := near.get(kind)) and page.matches(pattern, phrase.end, span.start):
            yield Vote(phrase.role, cue)


def _signed(page: Page, span: Span, near: Mapping[str, Phrase]) -> Iterator[Vote]:
    """ "From: Ana Quill" of a memo; in an e-mail everybody stands there."""
    signs = near.get("signs")
    match = page.matches(BEFORE, signs.end, span.start) if signs else None
    if signs and match and match["sign"] and not MAIL.match(page.text, span.end):
        yield Vote(signs.role, "signs")


def _called(page: Page, span: Span, near: Mapping[str, Phrase]) -> Iterator[Vote]:
    for kind, cue in (("titles", "title"), ("address", "address")):
        if (title := near.get(kind)) and page.matches(CALLED, title.end, span.start):
            yield Vote(title.role, cue)


def _job_before(page: Page, span: Span, near: Mapping[str, Phrase]) -> Iterator[Vote]:
    job = near.get("job")
    if not job or not (match := page.matches(BEFORE, job.end, span.start)):
        return
    sign = (match["sign"] or "").strip()
    earlier = page.named_before(job.start)  # "Ana Quill, principal, Bo Reed": the job is Ana's
    if not sign and "\n" in match[0] and not page.alone_in_line(job.start, job.end):
        return
    if (sign == "," and job.plural) or (earlier and page.matches(JOB_OF_NAME, earlier.end, job.start)):
        return
    yield Vote(job.role, "field" if sign and sign[0] in ":|." else "before")


def _shared_job(page: Page, span: Span) -> Iterator[Vote]:
    """What stands before the first of several names: "teachers Ana and Bo", "two students, Ana and Bo"."""
    first = span
    for _ in range(SHARING):
        if not (before := page.linked(first)):
            break
        first = before
    job = page.phrases.before(first.start).get("job")
    if not job or not job.plural:
        return
    counted = COUNTED.search(page.text, max(0, job.start - LONGEST_COUNT), job.start)
    if page.matches(COMMA if counted else PLAIN, job.end, first.start):
        yield Vote(job.role, "shared")


def after_name(page: Page, span: Span) -> Iterator[Vote]:
    """ "Ana Quill, our principal", "Ana Quill (grade 6 math)", "Ms. Quill's class", "Ana, whose son …"."""
    near = page.phrases.after(span.end)
    yield from _jobs_after(page, span, near)
    for kind, pattern, cue in (("owns", OWNS, "owns"), ("does", DOES, "does"), ("fields", BESIDE, "beside")):
        if (phrase := near.get(kind)) and page.matches(pattern, span.end, phrase.start):
            yield Vote(phrase.role, cue)
    if (room := near.get("rooms")) and any(page.matches(p, span.end, room.start) for p in (IN_ROOM, BESIDE)):
        yield Vote(room.role, "room")
    grade = near.get("pupil_grades" if page.by_first_name(span) else "staff_grades")
    if grade and page.matches(BESIDE, span.end, grade.start):
        yield Vote(grade.role, "grade")


def _jobs_after(page: Page, span: Span, near: Mapping[str, Phrase]) -> Iterator[Vote]:
    job = near.get("job")
    if not job or _is_anothers(page, span, job):
        return
    if page.matches(AFTER, span.end, job.start):
        yield Vote(job.role, "apposition")
        more = page.phrases.after(job.end).get("job")
        if more and page.matches(SECOND_JOB, job.end, more.start):
            yield Vote(more.role, "apposition")
    elif page.matches(LOOSELY_AFTER, span.end, job.start):
        yield Vote(job.role, "loose apposition")


def _is_anothers(page: Page, span: Span, job: Phrase) -> bool:
    """Whether a job after the name is somebody else's: of the next line, of the next name, of those spoken about."""
    sign = page.text[span.end]
    if sign == "\n" and HEAD_BELOW.match(page.text, job.end):
        return True
    if sign == ":" and OTHERS.search(page.text, span.end, job.start):
        return True
    following = page.named_after(job.end)
    return bool(following and page.matches(PLAIN, job.end, following.start)) or (job.plural and not page.linked(span))
