"""Fonts in wide use, whose names tell of nobody. Others may be called after a school, or be somebody's handwriting."""

import re
from functools import cache, lru_cache
from importlib.resources import files

WEIGHT = "Thin|Light|Regular|Medium|Demi|Bold|Heavy|Black"
STYLES = re.compile(
    rf"(?: (?:(?:Extra|Ultra|Semi|Demi)[ -]?)?(?:{WEIGHT}|Italic|Narrow|Condensed))*"
    r" ?\d*$",  # LibreOffice counts the variants of a font
    re.IGNORECASE,
)


@lru_cache(4096)
def is_known_font(name: str) -> bool:
    """Whether it is the name of a font in wide use, or of one of its styles ("Open Sans SemiBold")."""
    plain = name.strip().casefold()
    return not _known().isdisjoint((plain, plain.rstrip("0123456789"), STYLES.sub("", plain)))


@cache
def _known() -> frozenset[str]:
    lines = files(__package__).joinpath("fonts.txt").read_text("utf-8").splitlines()
    return frozenset(line.casefold() for line in lines if not line.startswith("#"))
