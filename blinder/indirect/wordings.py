"""What a wording is, and how texts are asked for it. The tables of wordings stand in `people.py` and `facts.py`."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from blinder.indirect.kinds import Kind

BEFORE = 80  # code points before a match that are looked at

Check = Callable[[re.Match[str]], bool]


class Wording(NamedTuple):
    """One wording and what it tells.

    Attributes:
        begins: how a match begins, in lower case; the pattern is tried nowhere else, which makes it fast.
        unless: what, right before a match, speaks against it.
        check: looks closer at a match.
    """

    kind: Kind
    begins: tuple[str, ...]
    pattern: str
    unless: str
    check: Check | None


def wording(kind: Kind, begins: str, pattern: str, unless: str = "", check: Check | None = None) -> Wording:
    """A row of a table: `begins` parted by spaces ("_" for a space inside one), patterns without regard to case."""
    return Wording(
        kind,
        tuple(begin.replace("_", " ") for begin in begins.split()),
        pattern,
        unless and rf"(?:{unless})$",
        check,
    )


def before(match: re.Match[str]) -> str:
    """What stands before the match in its text, as far as one looks."""
    return match.string[max(0, match.start() - BEFORE) : match.start()].rpartition("\n")[2]


def find_in_texts(texts: Sequence[str], wordings: Sequence[Wording]) -> list[tuple[int, Kind]]:
    """(number of the text, kind) of everything the texts give away, once each, in order."""
    whole = "\n".join(text.replace("\n", " ") for text in texts)
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    lower = whole.lower() if len(whole.lower()) == len(whole) else whole  # "İ" grows
    begins = {begin for each in wordings for begin in each.begins}
    places = {begin: [found.start() for found in re.finditer(re.escape(begin), lower)] for begin in begins}
    return sorted(
        {
            (bisect_right(starts, at) - 1, each.kind)
            for each in wordings
            for begin in each.begins
            for at in places[begin]
            if (match := _compiled(each.pattern).match(whole, at)) and _holds(each, match)
        }
    )


def _holds(each: Wording, match: re.Match[str]) -> bool:
    unless = each.unless and _compiled(each.unless).search(before(match))
    return not unless and (each.check is None or each.check(match))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled, which takes long, when a text first begins like it."""
    return re.compile(pattern, re.IGNORECASE)
