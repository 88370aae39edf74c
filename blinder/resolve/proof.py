"""Whether a word that the lexicon knows is a name where it stands: Page and May are words and months, too."""

import re
from collections.abc import Sequence

from blinder.resolve.lexicon import Lexicon
from blinder.resolve.names import fold
from blinder.resolve.words import (
    COMMON,
    MONTHS,
    NAME_GOES_ON,
    POSSESSIVE,
    TELLING,
    Token,
    Words,
    cell_of,
    in_address,
    line_of,
    says_small,
)
from blinder.resources import ordinary_words

BEFORE_MONTH = frozenset(
    (
        "in by since until till of this next last early late mid through from to for each every between "
        "during before after and or on"
    ).split()
)
SHORT = 3  # letters of a first name that a chat may write for a word: "bo", "mei"
ALONE = re.compile(r"[.!,]?[ \t]*(?:\n|$)")
TURN = re.compile(r"[\s>•*-]*([^\W\d_]+): (?!\d)")
LISTED = re.compile(r"\s*[,/&;|]\s*|,? and ")
YEAR = re.compile(r",? \(?(?:19|20)\d\d")  # bell hooks (1994)
QUOTED = re.compile(r"[.?!”\"] ?[–—-] ?$")  # "I see." – Page


def is_name(words: Words, document: str, at: int, strength: int) -> bool:
    """Whether a word of the lexicon, of this strength, is a name by itself where it stands."""
    text, token = words.texts[document], words.tokens[document][at]
    if token.folded in words.slips and not YEAR.match(text, token.end):
        return True
    if words.ordinary(token.folded):
        signs = (
            strength > 1
            and not token.surface.isupper()
            and not _after_date_word(words.tokens[document], at)
            and bool(ALONE.match(text, token.end))
        )  # a listed name that ends its line: a signature
        quoted = strength > 1 and bool(QUOTED.search(text, max(0, token.start - 5), token.start))
        shouted = strength > 1 and token.surface.endswith(("'S", "’S"))  # "HALL'S CLASS"
        return token.capital and (signs or shouted or quoted or proves(words, document, at))
    if token.capital or (strength > 1 and len(token.folded) >= TELLING):
        return True
    small = in_address(text, token) or says_small(cell_of(text, token.start))  # "quill_ana.pdf"
    return (strength > 1 or len(token.folded) > SHORT) and small


def proves(words: Words, document: str, at: int) -> bool:
    """Whether the capital of an ordinary word proves a name: inside a sentence, not in a heading, not a date."""
    text, tokens = words.texts[document], words.tokens[document]
    token = tokens[at]
    if (
        not token.capital
        or (token.surface.isupper() and len(token.surface) > 1)
        or (words.opens_sentence(document, token.start) and not _goes_on(text, token))
        or words.in_title_case(document, token.start, token.end)
    ):
        return False
    if token.folded in MONTHS:
        dated = re.match(r"\s*\d|[,'’]? ?\d{2,4}", text[token.end : token.end + 6])
        return not dated and not _after_date_word(tokens, at)
    return True


def among_names(text: str, tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether the next surname of a list stands on either side: "Brown, Green, White"; or a name behind "and"."""
    strength = lexicon.tokens.get(tokens[at].folded, 0)
    for step in (1, -1):
        linked = 0 <= at + step < len(tokens) and tokens[at + step].surface == "and"
        beside = at + (2 * step if linked else step)
        if strength and 0 <= beside < len(tokens) and tokens[beside].capital:
            other = lexicon.tokens.get(tokens[beside].folded, 0)
            first, second = sorted((tokens[at], tokens[beside]))
            shouted = first.surface.isupper() and second.surface.isupper()
            if min(strength, other) > (0 if linked or shouted else 1) and LISTED.fullmatch(
                text, first.end, second.start
            ):
                return True
    return False


def takes_turns(text: str, tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a surname and a colon open a line, and another's the line before or after it: "Hall: Why?⏎Page: So"."""
    token = tokens[at]
    if lexicon.tokens.get(token.folded, 0) < 2 or not text.startswith(":", token.end):
        return False
    start, end = text.rfind("\n", 0, token.start), text.find("\n", token.end)
    around = (line_of(text, start - 1) if start > 0 else "", line_of(text, end + 1) if end >= 0 else "")
    turns = (TURN.match(line) for line in (line_of(text, token.start), *around))
    own, *others = (lexicon.tokens.get(fold(turn[1]), 0) if turn else 0 for turn in turns)
    return own > 1 and max(others) > 1


def stands_in_column(text: str, tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a name is a cell of a table, and some other cell of its column is one that is no ordinary word."""
    token = tokens[at]
    if not lexicon.tokens.get(token.folded) or cell_of(text, token.start).strip() != token.surface:
        return False
    start = text.rfind("\n", 0, token.start) + 1
    column = text.count(" | ", start, token.start)
    before, after = text[:start].rpartition("\n\n")[2], text[start:].partition("\n\n")[0]
    rows = [line.split(" | ") for line in (before + after).split("\n")]
    cells = {fold(row[column].strip()) for row in rows if 1 < len(row) > column} - {token.folded}
    return any(lexicon.tokens.get(cell) and cell not in COMMON | ordinary_words() for cell in cells)


def _after_date_word(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is the month or the season of "in May", "since spring"."""
    return at > 0 and tokens[at].folded in MONTHS and tokens[at - 1].folded in BEFORE_MONTH


def _goes_on(text: str, token: Token) -> bool:
    """Whether the word that opens a sentence is what only a name is there: "Page caught it", "Grant's class"."""
    return token.surface.endswith(POSSESSIVE) or bool(NAME_GOES_ON.match(text[token.end : token.end + 16]))
