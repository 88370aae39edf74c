"""Initials that call somebody: "AQ seconded", "AQ + TA" where TA alone is a teaching assistant."""

import re
from collections.abc import Sequence

from blinder.resolve.initials import NOT_INITIALS
from blinder.resolve.lexicon import Lexicon
from blinder.resolve.names import is_initials
from blinder.resolve.words import CELL_AFTER, CELL_BEFORE, Token, Words, are_close, line_of
from blinder.resources import ordinary_words

SIGNED = "initials of a name"
PARTING_WORD = re.compile(  # before a name at the end of a line
    r"(?:^|(?<=\W))(?:x?o?xo+|love|thanks?|thx|best|cheers|yours|regards|gracias|merci|mèsi|obrigad[oa])[,.!]? $",
    re.IGNORECASE,
)
PARTS = re.compile(r"\s+[/|·]\s+|:\s+")  # of a page's head
SIGNED_BY = re.compile(r"\b[Ss]igned[:,]? $")
DID = (
    "will|would|has|had|does|did|says|said|asks|asked|adds|wants|thinks|thought|told|read|brought|gave|took|made|wrote"
    "|found|noted|shared|moved|led"
)
JOINED = re.compile(r" ?[+&/] ?| (?:and|to) ")


def initials_cue(words: Words, document: str, at: int, lexicon: Lexicon) -> str:
    """Why the word is somebody's initials where it stands; empty if it is none."""
    text, tokens = words.texts[document], words.tokens[document]
    if tokens[at].surface.islower():
        return SIGNED if _signs_small(text, tokens[at], lexicon) else ""
    if _signs(text, tokens[at], lexicon) or (tokens[at].capital and tokens[at].folded in lexicon.hyphened):  # "M-A"
        return SIGNED
    beside = tokens[at].folded in lexicon.initials and (
        _beside_initials(text, tokens, at, lexicon) or _signs_among(words, document, at, lexicon)
    )
    beside = beside or _is_listed(text, tokens[at], lexicon)
    return "initials beside initials" if beside else ""


def _signs(text: str, token: Token, lexicon: Lexicon) -> bool:
    """Whether it is the initials of somebody, where minutes put a person or wherever somebody defined them."""
    surface = re.sub(r"['’]s$", "", token.surface)
    letters = surface.replace(".", "")
    if len(letters) == 1:  # "M" where the text says "M = Marisol"
        told = letters not in "AI" and lexicon.initials.get(letters.casefold())
        return bool(told and re.search(rf"\b{letters} ?= ?[^\W\d_]", text))
    if not is_initials(surface) or letters in NOT_INITIALS:
        return False
    defined = lexicon.initials.get(letters.casefold())
    return defined is not None and (defined or (len(letters) < 4 and _minute_like(text, token)))


def _is_listed(text: str, token: Token, lexicon: Lexicon) -> bool:
    """Whether it is, with periods, what a column of initials holds: "A.M. reads", but not "at 9 A.M."."""
    hour = text[max(0, token.start - 2) : token.start].strip().isdigit()
    return not hour and "." in token.surface and token.surface.replace(".", "") in lexicon.listed


def _signs_small(text: str, token: Token, lexicon: Lexicon) -> bool:
    """Whether somebody's initials are written small, alone in their line and no word: "djc", "djc / part 2"."""
    if token.surface not in lexicon.initials or token.surface in ordinary_words():
        return False
    line = line_of(text, token.start).strip(" \t-–—~")
    alone = line == token.surface or (len(token.surface) > 2 and token.surface in PARTS.split(line))
    return alone and token.surface.upper() not in NOT_INITIALS


def _beside_initials(text: str, tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether other initials of somebody's are joined to these: "AQ + TA", where "TA" alone is a teaching assistant."""
    for step in (1, -1):
        linked = 0 <= at + step < len(tokens) and tokens[at + step].surface in ("and", "to")
        beside = at + (2 * step if linked else step)
        if not 0 <= beside < len(tokens):
            continue
        letters = tokens[beside].surface.replace(".", "")
        known = is_initials(letters) and letters not in NOT_INITIALS and letters.casefold() in lexicon.initials
        first, second = sorted((tokens[at], tokens[beside]))
        if known and JOINED.fullmatch(text, first.end, second.start):
            return True
    return False


def _signs_among(words: Words, document: str, at: int, lexicon: Lexicon) -> bool:
    """Whether "IT", "PT" or "AM" is somebody's where minutes call two others or more by initials, too."""
    text, tokens = words.texts[document], words.tokens[document]
    letters = tokens[at].surface.rstrip(".")  # a period may end the sentence
    token = tokens[at]._replace(surface=letters, end=tokens[at].start + len(letters))
    if letters not in NOT_INITIALS or text[max(0, token.start - 2) : token.start].strip().isdigit():  # "at 3 AM"
        return False
    beside = [other for other in tokens[max(0, at - 1) : at + 2 : 2] if are_close(text, sorted((token, other)))]
    if not _minute_like(text, token) and not any(_signs(text, other, lexicon) for other in beside):
        return False
    if document not in lexicon.signing:
        lexicon.signing[document] = len({each.surface for each in tokens if _signs(text, each, lexicon)})
    return lexicon.signing[document] > 1


def _minute_like(text: str, token: Token) -> bool:
    """Whether initials stand where minutes put a person: before a colon, a verb or a thing of theirs, after "by"."""
    before, after = text[max(0, token.start - 4) : token.start], text[token.end : token.end + 14]
    return bool(
        "." in token.surface
        or (token.surface.endswith(("'s", "’s")) and re.match(r" [a-z]", after))
        or (len(token.surface) > 2 and CELL_BEFORE.search(before) and CELL_AFTER.match(after))
        or (before.endswith("| ") and re.match(r" [a-z]", after))
        or re.match(rf"\s?[:)=/]|,? (?:and|&|to|{DID}|[a-z]{{3,}}ed)\b", after)
        or re.search(r"(?:\(|by |/|– |- )$", before)
        or SIGNED_BY.search(text, max(0, token.start - 12), token.start)
        or (CELL_AFTER.match(after) and PARTING_WORD.search(text, max(0, token.start - 12), token.start))
    )
