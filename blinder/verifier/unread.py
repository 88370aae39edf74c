"""What stands in a file where nobody reads it and might still name somebody: after format vocabulary is taken away.

Deleted text, attributes, names of parts and objects, remarks, drawn text that no page shows, bytes between members.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from blinder.verifier.checks.links import weigh_target
from blinder.verifier.fonts import without_fonts
from blinder.verifier.grammar import CAPITALS, PART
from blinder.verifier.neutral import is_neutral
from blinder.verifier.sight import FONTS, FONTS_BY_SCRIPT, GLYPHS, Sight
from blinder.verifier.wording import dull_words, words_of

VALUE = re.compile(r"[^\n\x1e]+")
WORD = re.compile(r"[^\W\d_]+")
CAMEL = re.compile(rf"(?<=[^\W\d_{CAPITALS}])(?=[{CAPITALS}])|(?<=[A-Z])(?=[A-Z][a-z])")
NAME_IN_BYTES = re.compile(rf"{PART}(?:[ ,.]{{1,2}}{PART})+")  # in noise only two words count
SUBSET = re.compile(r"^/?[A-Z]{6}\+")  # mark of an embedded part of a font
TECHNICAL = re.compile(
    r"(https?://(schemas|purl|www\.w3|ns\.adobe|openoffice|docs\.oasis)|urn:(oasis|schemas)|(application|image|text)/)\S*"
    r"|smileyFace|phong|gouraud|Atkinson Hyperlegible( \w+)*|\{?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?"
    r"|[A-Za-z]+(?: [A-Z][a-z]+)? ?\d{1,3}|#[0-9A-Fa-f]{3}|#?[0-9A-Fa-f]{6,8}|(<[0-9A-Fa-f]+>\s*)+|\S*\.(xml|rels|bin)"
    r"|/u(ni)?[0-9A-F]{4,6}"
)  # namespaces, kinds of content, shapes and a font like a person, GUIDs, "Style 12", colours, code maps, parts, glyphs
DECLARATIONS = re.compile(r"\s*[A-Za-z-]+\s*:[^:;]*(;\s*[A-Za-z-]+\s*:[^:;]*)*;?\s*")
PROPERTY = re.compile(r"(?:^|;)\s*([A-Za-z-]+)\s*:")
FAMILY = re.compile(r"(?<![\w-])font(-family)?\s*:[^;]*")
CONTROL = re.compile(r"[\0-\x08\x0e-\x1f]")
LONGEST = 4000  # letters of one value
LEAST = 3  # letters of a word that may be a name
PLAIN = 5  # plain letters of names in bytes; fewer, or more odd ones than words, are written by chance


def unread_values(sight: Sight) -> Iterator[tuple[str, str]]:
    """(place, value) of every value that no reader sees, is no format vocabulary and no label; each value once."""
    shown = _squeeze("\n".join(glimpse.text for glimpse in sight.texts if glimpse.visible))
    told = set[str]()
    for glimpse in sight.texts:
        if glimpse.visible or glimpse.place.endswith(FONTS_BY_SCRIPT) or GLYPHS in glimpse.place:
            continue
        for found in (NAME_IN_BYTES if glimpse.raw else VALUE).finditer(glimpse.text):
            value = _without_properties(SUBSET.sub("", found[0].strip())[:LONGEST])
            if value in told or CONTROL.search(value) or (glimpse.raw and _is_chance(value)):
                continue
            if not _may_name(without_fonts(value, glimpse.place), "/diagrams/" in glimpse.place):
                continue
            told.add(value)
            if _squeeze(value) not in shown:
                yield glimpse.place, value


def _without_properties(value: str) -> str:
    """Of a style sheet's declarations only what they declare, where their own words are a style sheet's."""
    if ":" not in value or "://" in value or not DECLARATIONS.fullmatch(value):
        return value
    value = FAMILY.sub(lambda found: without_fonts(found[0], FONTS), value)
    return PROPERTY.sub(lambda found: ";" if _are_dull(found[1]) else found[0], value).strip("; ")


@lru_cache(65536)
def _may_name(value: str, in_diagram: bool) -> bool:
    """Whether a word of it is neither ordinary nor technical; a label or a reference alone names nobody."""
    if _are_dull(value, in_diagram) or TECHNICAL.fullmatch(value) or is_neutral(value):
        return False
    return not value.startswith(("http://", "https://")) or weigh_target(value) is not None


@lru_cache(65536)
def _are_dull(value: str, in_diagram: bool = False) -> bool:
    words = {word.casefold() for word in WORD.findall(CAMEL.sub(" ", value)) if len(word) >= LEAST}
    return words <= dull_words() or (in_diagram and words <= dull_words() | words_of("diagrams.txt"))


def _is_chance(name: str) -> bool:
    """Whether bytes may write this by chance: it is short, or its letters are mostly odd ones."""
    plain = sum(letter.isascii() and letter.isalpha() for letter in name)
    return plain < PLAIN or len(name) - sum(map(str.isascii, name)) > len(name.split())


def _squeeze(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
