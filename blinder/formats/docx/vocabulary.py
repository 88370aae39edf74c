"""The allowlist: which elements, attributes and values may stay. Its words are data, in vocabulary.txt."""

import re
from functools import cache, lru_cache
from importlib.resources import files

from blinder.formats.fonts import is_known_font

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?:%|pt|in|cm|mm|pc|pi|px|emu|f|fd)?"
_GUID = r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?"
_DATE = r"\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?"
_LANGUAGE = r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?-(?:[A-Z]{2}|\d{3})|[a-z]{2}"
_COLOR = r"#?[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?|#[0-9A-Fa-f]{3}"
_HEX = r"[0-9A-F]{2}|(?=[A-F]*\d)[0-9A-Fa-f]{4,20}"
_LIST = r"[-+\d\s.,;:@#%]*"
_SAFE = re.compile(f"(?:{_NUMBER}|{_GUID}|{_DATE}|{_LANGUAGE}|{_COLOR}|{_HEX}|{_LIST})")
_VML_PATH = re.compile(r"(?:(?:nf|ns|ae|al|at|ar|wa|wr|qx|qy|qb|h[a-i]|[mlcxetrv])|[-+\d\s.,@#])*")
_FORMULA = re.compile(  # guides of shapes: "sum #0 0 10800", "*/ w 1 2"
    r"(?:(?:val|sum|prod|product|mid|abs|min|max|if|mod|atan2|sin|cos|cosatan2|sinatan2|sqrt|sumangle|ellipse|tan|cat2|sat2"
    r"|pin|at2|width|height|pixelWidth|pixelHeight|pixelLineWidth|emuWidth|emuHeight|lineDrawn|[hw]d?\d*|ss?d?\d*|ls"
    r"|[tlrb]|[hv]c|\d*cd\d*|adj\d*|[xy]\d*|connsite[XY]\d+|rtr\d*|stAng\d*|swAng\d*|[gdi][xyl]?\d*|[@#]?-?\d+|[?*+-]/?|\*/|\+-|\+/|\?:)\s*)+"
)
_DATE_PICTURE = re.compile(r"(?:[dMyhHmsS]|[/:.,\s-]|AM/PM|am/pm)*")
_NUMBER_PICTURE = re.compile(
    r"(?:[0#?,.;:$€£%+\s()_*@/-]|General|Standard|\[Red\]|\\\W|d{1,4}|m{1,5}|y{2,4}|h{1,2}|s{1,2}|AM/PM)*"
)


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind: "w" and other prefixes for elements, "@" attributes, "=" values, "css", "shapes"."""
    lines = _lines()
    return frozenset(word for line in lines if line.startswith(f"{kind}: ") for word in line[len(kind) + 2 :].split())


@cache
def phrases(kind: str) -> frozenset[str]:
    """The names of one kind that may hold spaces: "styles"."""
    return frozenset(
        name.strip()
        for line in _lines()
        if line.startswith(f"{kind}; ")
        for name in line.split(";")[1:]
        if name.strip()
    )


@lru_cache(maxsize=4096)
def is_safe_value(value: str) -> bool:
    """Whether a value is a number, a measure, a colour, a date, a language, an identifier or a word of the standard."""
    return value in words("=") or value in words("shapes") or bool(_SAFE.fullmatch(value))


def is_shape_guide(value: str) -> bool:
    """Whether it is geometry: a path or formula of a shape."""
    return bool(_VML_PATH.fullmatch(value) or _FORMULA.fullmatch(value))


def is_date_picture(value: str) -> bool:
    """Whether it is a pattern for dates without literal words ("d.M.yyyy")."""
    return bool(_DATE_PICTURE.fullmatch(value))


def is_number_picture(value: str) -> bool:
    """Whether it is a pattern for numbers without literal words ("#,##0.00")."""
    return bool(_NUMBER_PICTURE.fullmatch(value))


def safe_css(style: str) -> str:
    """The declarations of a VML style whose names and values are in the vocabulary."""
    kept = []
    for declaration in style.split(";"):
        name, _, value = (side.strip() for side in declaration.partition(":"))
        known = is_known_font(value.strip("\"'")) if name == "font-family" else all(map(_is_css_value, value.split()))
        if name in words("css") and value and known:
            kept.append(f"{name}:{value}")
    return ";".join(kept)


def _is_css_value(value: str) -> bool:
    return is_safe_value(value) or value in words("css")


@cache
def _lines() -> tuple[str, ...]:
    return tuple(files(__package__).joinpath("vocabulary.txt").read_text("utf-8").splitlines())
