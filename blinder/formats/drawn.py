"""Lines that somebody drew, or a program for a logo: where they are too fine for a box or an arrow, they are a picture.

Nothing can read letters, a crest or a signature made of lines. So a plain shape of the same size takes their place,
unless pictures are kept; then they count as not examined.
"""

import re

from blinder.formats.base import Options
from blinder.types import Removal, Unseen

POINTS = 16  # an arrow, a star or a callout has no more
_NUMBER = re.compile(r"-?\d*\.?\d+")


def is_fine(path: str) -> bool:
    """Whether the numbers of a path make more points than a simple shape has."""
    return len(_NUMBER.findall(path)) > 2 * POINTS


def is_kept(options: Options) -> bool:
    """Whether drawings stay as they are."""
    return options.pictures in ("keep", "untouched")


def tell_drawings(place: str, count: int, options: Options) -> list[Removal | Unseen]:
    """The report's line on the drawings at a place, if there are any."""
    if not count or options.pictures == "untouched":
        return []
    if is_kept(options):
        return [Unseen(place, "drawing kept: not examined for letters and emblems")]
    return [Removal(place, "drawing: replaced by a plain shape", count)]
