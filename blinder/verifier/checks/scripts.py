"""Is there text in letters that nobody here reads?"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from blinder.types import Finding, Severity
from blinder.verifier.known import Known
from blinder.verifier.sight import Sight

HINT = "Have somebody read it who knows the language; replace the names in it by labels, or take it out."
LANGUAGES = {"CJK": "Chinese", "HANGUL": "Korean", "HIRAGANA": "Japanese", "KATAKANA": "Japanese"}
READ = frozenset(  # how Unicode's names begin of letters that are Latin ones, stand in formulas, or in no script
    "LATIN FULLWIDTH MODIFIER MATHEMATICAL MICRO OHM KELVIN ANGSTROM SCRIPT BLACK-LETTER DOUBLE-STRUCK SUPERSCRIPT "
    "SUBSCRIPT FEMININE MASCULINE INFORMATION ROMAN PLANCK EULER TURNED VARIATION COMBINING ALEF BET".split()
)
LEAST = {"GREEK": 3} | dict.fromkeys(LANGUAGES, 1)  # letters in a row, of all others two: fewer are signs of a formula
MISREAD = frozenset("一丨丿二三口日目田工土十八人门回中")  # boxes and lines, as OCR reads them
BEYOND = re.compile(r"[^\x00-\u036f]+")  # what Unicode's first Latin blocks do not hold


def check(sight: Sight, known: Sequence[Known]) -> Iterator[Finding]:
    """One finding for each place and script."""
    for glimpse in sight.texts:
        if glimpse.visible and not glimpse.text.isascii():
            for script in sorted(_scripts_of(glimpse.text)):
                message = f"text in {LANGUAGES.get(script, script.title())} script, in which no names are sought"
                yield Finding(sight.name, "scripts", Severity.REVIEW, glimpse.place, message, HINT)


def _scripts_of(text: str) -> set[str]:
    """The scripts but Latin in which words stand."""
    rows = (groupby(filter(None, map(_script_of, found[0]))) for found in BEYOND.finditer(text))
    return {script for row in rows for script, run in row if len(list(run)) >= LEAST.get(script, 2)}


def _script_of(character: str) -> str:
    """The script of a letter or of a mark on one; none of other characters."""
    if unicodedata.category(character)[0] not in "LM" or character in MISREAD:
        return ""
    first = unicodedata.name(character, "UNKNOWN").split()[0]
    return "" if first in READ else first
