"""Votes → votes: the half of a name that the model takes for a person gets its other half.

Of a name that the model has never seen it may know one word, and take the other for anything or nothing. That befalls
some languages' names more than others', so that half of them would stay readable.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from blinder.detect.recognizers.base import NAME_WORD, UPPER
from blinder.detect.recognizers.people import ALSO_NAMES, GENERIC
from blinder.detect.votes import Vote

SURE = 0.6  # from this score on, a place beside a person is a place
DOUBT = 0.5  # from this chance of no name on, a word beside a person is none
PARTICLES = r"(?:(?:d[aeo]s?|del|di|la|las|los|van|von|der|den|bin|bint|ibn|al) ){0,2}"
CAPITAL = re.compile(rf"{PARTICLES}[{UPPER}]")
BETWEEN = re.compile(rf" {PARTICLES}|(?:(?<=\bSt)|(?<=\bSte))\. ?", re.IGNORECASE)
INITIALS = re.compile(rf"[{UPPER}](?:(?:\. ?|\.?-)[{UPPER}])*")
AFTER_INITIAL = re.compile(rf" |(?:\.?[-‑][{UPPER}])?\. ?(?:[{UPPER}]\. ?)*{PARTICLES}")
WORD_BEFORE = re.compile(rf"(?:(?<=[\w,] )(?P<inside>)|(?<!\w))(?P<word>{NAME_WORD}) $")  # inside: a sentence goes on
WORD_AFTER = re.compile(rf"(?P<inside>) (?P<word>{NAME_WORD})(?!\w)")
ALL_INITIALS = re.compile(  # "J.T.", "K.A-F.", "K. A-F.", no G.A.1
    rf"(?<![\w.])[{UPPER}](?:(?:[.-][{UPPER}]){{1,2}}(?!\w|\.\w)|\. [{UPPER}](?:-[{UPPER}])?(?=\.(?!\w| [{UPPER}])))"
)
NEXT_LETTER = re.compile(rf", [{UPPER}]$")  # of "Quill, M-A. Reed" the model takes "Quill, M" for one person
NEXT_HALF = re.compile(rf"[-‑][{UPPER}]\. ?{NAME_WORD}")
HALF = re.compile(rf"\S+(?: [{UPPER}]\.?)?")
LONGEST = 24  # characters of a word beside a name
ONE_WORD = re.compile(rf"(?![{UPPER}]{{1,4}}$){NAME_WORD}")  # no acronym
NICKNAMED = re.compile(rf"(?:\"[^\W\d_]+\"|“[^\W\d_]+”|‘[^\W\d_]+’|\([^\W\d_]+\)) (?=[{UPPER}])")
SCHOOLS = frozenset({"LOCATION", "SCHOOL", "DISTRICT"})
KIND = re.compile(
    r"(?:Regional|Academy|Elementary|Middle|High|School|Schools|District|Charter)(?: (?:School|District|Schools))*"
)
TURNED = re.compile(
    rf"(?:^|:|\b[AP]M,)[ \t]*(?:\d{{1,3}}[.)]|[-•*])?[ \t]*(?P<last>{PARTICLES}{NAME_WORD}(?: [{UPPER}]\.?)?), "
    rf"(?P<first>{NAME_WORD}(?: {NAME_WORD})?)(?=[ \t]*(?:$|\t| {{2,}}| [-–—] |[|(<]|wrote:|\d{{1,2}}[:/]\d))",
    re.MULTILINE,
)


def whole_names(text: str, votes: Sequence[Vote], roles: Collection[str]) -> list[Vote]:
    """The votes with those joined that are one person's name.

    Args:
        votes: in reading order, without overlap.
        roles: words in small letters that are a role after a comma ("Rivera, librarian"), and no first name.
    """
    joined: list[Vote] = []
    for vote in _widened(text, votes):
        if joined and _one_person(text, joined[-1], vote):
            joined[-1] = _person([joined[-1], vote], joined[-1].start, vote.end)
        elif joined and _hyphened(text, joined[-1], vote):
            joined[-1] = replace(
                max(joined[-1], vote, key=lambda half: half.score), start=joined[-1].start, end=vote.end
            )
        elif joined and _one_place(text, joined[-1], vote):
            joined[-1] = replace(vote, start=joined[-1].start, score=max(joined[-1].score, vote.score))
        else:
            joined.append(vote)
    for match in NICKNAMED.finditer(text):
        over = [vote for vote in joined if vote.start <= match.end() and match.start() - 1 <= vote.end]
        if len(over) > 1 and all(vote.label == "PERSON" for vote in over) and _holds(over, match, roles):
            at = joined.index(over[0])
            joined[at : at + len(over)] = [_person(over, over[0].start, over[-1].end)]
    for start, end in _turned(text, roles):
        over = [vote for vote in joined if vote.start < end and start < vote.end]
        if _half_seen(text, over) and start <= over[0].start and over[-1].end <= end:
            at = joined.index(over[0])
            joined[at : at + len(over)] = [_person(over, start, end)]
    return joined


def _widened(text: str, votes: Sequence[Vote]) -> Iterator[Vote]:
    """People with all of their initials, and with the capital word on either side that can be nothing but a name: the
    model does not see accents."""
    taken = {vote.start for vote in votes} | {vote.end for vote in votes}
    for vote in votes:
        start, end = vote.start, vote.end
        if vote.label == "PERSON":
            before, after = WORD_BEFORE.search(text, max(0, start - LONGEST), start), WORD_AFTER.match(text, end)
            if before and _named(before) and before.end("word") not in taken:
                start = before.start("word")
            if after and _named(after) and after.start("word") not in taken:
                end = after.end("word")
            elif initials := ALL_INITIALS.match(text, start):
                end = max(end, initials.end())
            if NEXT_HALF.match(text, end) and (letter := NEXT_LETTER.search(text, start, end)):
                end = letter.start()
        taken.add(end)
        yield replace(vote, start=start, end=end)


def _named(beside: re.Match[str]) -> bool:
    """Whether the word has an accent ("Mỹ", "Thế"), or is a small word that the sentence would not write so ("She")."""
    word = beside["word"]
    return (not word.isascii() and not word.isupper()) or (beside["inside"] is not None and word in ALSO_NAMES)


def _one_person(text: str, first: Vote, second: Vote) -> bool:
    """Whether nothing parts two votes, one for a person and the other for one, too, or fainter."""
    person, other = sorted((first, second), key=lambda vote: (vote.label != "PERSON", -vote.score))
    return (
        person.label == "PERSON"
        and _touch(text, first, second)
        and all(CAPITAL.match(text, vote.start) for vote in (first, second))
        and (other.label == "PERSON" or _fainter(text[other.start : other.end], other, person))
    )


def _touch(text: str, first: Vote, second: Vote) -> bool:
    """Whether only a blank or a particle parts two votes, or the first is initials and the second goes on from them."""
    initials, name = (INITIALS.fullmatch(text, vote.start, vote.end) for vote in (first, second))
    between = AFTER_INITIAL if initials and not name else BETWEEN
    return bool(between.fullmatch(text, first.end, second.start))


def _holds(over: Sequence[Vote], nickname: re.Match[str], roles: Collection[str]) -> bool:
    """Whether the votes hold the names on both sides of what stands in quotes or brackets, which is no role."""
    both = over[0].start < nickname.start() and nickname.end() < over[-1].end
    return both and nickname.string[nickname.start() - 1] == " " and nickname[0].strip(" ()").casefold() not in roles


def _hyphened(text: str, first: Vote, second: Vote) -> bool:
    """Whether only a hyphen parts two votes for different things ("Cap-Rouge")."""
    kinds = {first.label, second.label}
    return len(kinds) == 2 and not kinds & {"KEEP", "CONTACT"} and text[first.end : second.start] in ("-", "‑")


def _one_place(text: str, first: Vote, second: Vote) -> bool:
    """Whether a town begins a fainter name of a place or body ("Weir Bridge"): what ends it tells what it is.

    Of one that only says what it is, any place is the beginning ("Weir-Reed Regional"); "for" and "of" join two bodies.
    """
    if first.label == second.label == "ORGANIZATION":
        return text[first.end : second.start] in (" for ", " of ")
    if first.label in SCHOOLS and second.label in SCHOOLS and KIND.fullmatch(text, second.start, second.end):
        return text[first.end : second.start] == " "
    fainter = second.label in ("SCHOOL", "ORGANIZATION") and second.score < SURE
    one_word = ONE_WORD.fullmatch(text, second.start, second.end)
    return first.label == "LOCATION" and fainter and bool(one_word) and text[first.end : second.start] == " "


def _fainter(surface: str, vote: Vote, person: Vote) -> bool:
    """Whether the vote is for one word that is a name, but less surely so than the person's beside it is one."""
    named = ONE_WORD.fullmatch(surface) and surface not in GENERIC and vote.other < DOUBT
    return bool(named) and vote.score < min(SURE, person.score) and vote.label not in ("KEEP", "CONTACT")


def _turned(text: str, roles: Collection[str]) -> Iterator[tuple[int, int]]:
    """Every "Last, First" that opens a line or follows a colon, and that layout ends."""
    for match in TURNED.finditer(text):
        first = match["first"]
        generic = first in GENERIC and first not in ALSO_NAMES
        if ONE_WORD.match(first) and not generic and first.casefold() not in roles:
            yield match.start("last"), match.end("first")


def _half_seen(text: str, over: Sequence[Vote]) -> bool:
    """Whether the votes see a person, but none whole ("Ana Rivera, Chair")."""
    sure = [vote for vote in over if vote.score >= SURE and vote.label != "KEEP"]
    halves = all(vote.label == "PERSON" and HALF.fullmatch(text, vote.start, vote.end) for vote in sure)
    return halves and any(vote.label == "PERSON" for vote in over)


def _person(votes: Sequence[Vote], start: int, end: int) -> Vote:
    best = max((vote for vote in votes if vote.label == "PERSON"), key=lambda vote: vote.score)
    return replace(best, start=start, end=end)
