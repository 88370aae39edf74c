"""Fonts that are called like people: "Bradley Hand ITC" tells of nobody, and "David" does not where fonts are named."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter

from blinder.verifier.sight import FONTS, FONTS_BY_SCRIPT

WHOLE = re.compile(r".+[A-Z].*")  # of two words, perhaps glued: no person's name alone
GAP = "[ -]?"
STYLE = "[ ,-]?(?:Bold|Italic|Oblique|Regular)"  # "David,Bold" is no person either
SHORTEST = 3  # letters of a word worth leaving out


def without_fonts(text: str, place: str) -> str:
    """A text that nobody reads, without the fonts that it names."""
    return (_words() if names_fonts(place) else _wholes()).sub("", text)


def names_fonts(place: str) -> bool:
    """Whether only fonts are named there."""
    return place.endswith((FONTS, FONTS_BY_SCRIPT))


@cache
def _wholes() -> re.Pattern[str]:
    return _pattern(name if WHOLE.fullmatch(name) else f"{name}{STYLE}" for name in _names())


@cache
def _words() -> re.Pattern[str]:
    words = {word for name in _names() for word in name.split(GAP) if len(word) >= SHORTEST}
    return _pattern({*_names(), *words, *map(str.lower, words)})


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names; what goes on in small letters is another word."""
    longest_first = sorted(names, key=lambda name: (name[0], -len(name), name))
    by_letter = (f"{letter}(?:{'|'.join(n[1:] for n in own)})" for letter, own in groupby(longest_first, itemgetter(0)))
    return re.compile(f"(?:{'|'.join(by_letter)})(?![a-z])")


@cache
def _names() -> tuple[str, ...]:
    """As patterns: glued they are the same names."""
    lines = files("blinder.verifier.checks").joinpath("fonts.txt").read_text("utf-8").splitlines()
    return tuple(line.replace(" ", GAP) for line in lines if not line.startswith("#"))
