"""Names of glyphs: those of Adobe's list as MuPDF knows it, numbered ones, and TeX's for formulas."""

import re
from functools import lru_cache

from blinder.formats.pdf.engines import mupdf

_NUMBERED = re.compile(
    r"(?:[A-Za-z]{0,3}|[Cc]har|index|glyph|cid)(?:[._]?[0-9A-F]*[0-9][0-9A-F]*){1,2}|\.notdef|\.null|nonmarkingreturn|CR|NULL"
)
_FORMULA = re.compile(  # Computer Modern and its like: "parenleftbig", "summationdisplay", "bracehtipupright"
    r"(?:paren|bracket|brace|angbracket|floor|ceiling|slash|backslash|vextend|arrow|radical|summation|product|coproduct|integral"
    r"|contintegral|union|unionmulti|unionsq|intersection|logicaland|logicalor|circledot|circleplus|circlemultiply|hat|tilde|wide)"
    r"(?:hat|tilde|left|right|up|down|tp|bt|md|mid|ex|vert|hor|dbl|htip|tip|big|Big|bigg|Bigg|text|display|wide|wider|widest)*"
)
_UNKNOWN = 0xFFFD


@lru_cache(maxsize=8192)
def is_glyph_name(name: str) -> bool:
    """Whether a font calls a glyph so, rather than a person."""
    return is_letter_name(name) or bool(_NUMBERED.fullmatch(name) or _FORMULA.fullmatch(name))


@lru_cache(maxsize=8192)
def is_letter_name(name: str) -> bool:
    """Whether the name alone tells the letter."""
    return bool(mupdf.mupdf.fz_unicode_from_glyph_name(name) != _UNKNOWN)
