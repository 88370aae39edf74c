"""Lines that somebody drew, or a program for a logo: where they are too fine for a box or an arrow, they are a picture.

Nothing can read letters, a crest or a signature made of lines. So a plain shape of the same size takes their place,
unless a person decides that they stay, or pictures are kept; then they count as not examined.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from blinder.formats.base import Options
from blinder.formats.pictures import DECIDED, sketch
from blinder.types import Fate, Picture, Removal, Unseen

MUTE = "lines that nothing can read"
POINTS = 16  # an arrow, a star or a callout has no more
_NUMBER = re.compile(r"-?\d*\.?\d+")
_ORDER = re.compile(r"([A-Za-z]?)([^A-Za-z]*)")

Point = tuple[float, float]


def is_fine(path: str) -> bool:
    """Whether the numbers of a path make more points than a simple shape has."""
    return len(_NUMBER.findall(path)) > 2 * POINTS


def strokes_of(path: str, *, steps: bool = False) -> list[list[Point]]:
    """Its strokes, of curves the points that bend them; with `steps`, as in SVG, small letters tell steps."""
    strokes: list[list[Point]] = [[]]
    at = (0.0, 0.0)
    for order, operands in _ORDER.findall(path):
        numbers = [float(each) for each in _NUMBER.findall(operands)]
        if order in ("h", "v"):
            numbers = [each for value in numbers for each in ((value, 0.0) if order == "h" else (0.0, value))]
        points = list(zip(numbers[::2], numbers[1::2], strict=False))
        if steps and order.islower():
            points = list(_from(at, points, 3 if order == "c" else 1))
        if order.lower() == "m":
            strokes.append([])
        strokes[-1] += points
        at = points[-1] if points else at
    return [stroke for stroke in strokes if stroke]


def _from(at: Point, steps: Sequence[Point], group: int) -> Iterator[Point]:
    """The points to which steps lead, those of a `group` all from where the one before ended."""
    for number, (x, y) in enumerate(steps, 1):
        yield (point := (at[0] + x, at[1] + y))
        at = at if number % group else point


def judge_drawing(strokes: Iterable[Sequence[Point]], place: str, options: Options) -> Picture:
    """A drawing as a picture of its lines, with its fate: it stays or goes, for nothing in it can be painted over."""
    data = sketch(strokes)
    decision = options.decisions.get((place, sha256(data).hexdigest()))
    why = DECIDED if decision else MUTE
    if decision is Fate.KEEP or (decision is None and options.pictures == "keep"):
        return Picture(place, data, Fate.KEEP, why, examined=decision is not None)
    return Picture(place, data, Fate.PLACEHOLDER, why)


def tell_drawings(drawings: Iterable[Picture]) -> Iterator[Removal | Unseen]:
    """The report's lines."""
    for each in drawings:
        if each.fate is Fate.PLACEHOLDER:
            yield Removal(each.place, "drawing: replaced by a plain shape")
        elif not each.examined:
            yield Unseen(each.place, "drawing kept: not examined for letters and emblems")
