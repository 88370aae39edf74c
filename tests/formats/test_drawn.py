"""Lines of a drawing, as Word, OpenDocument and SVG write them."""

import pytest

from blinder.formats.base import Options
from blinder.formats.drawn import judge_drawing, strokes_of
from blinder.formats.pictures import read_picture
from blinder.types import Fate

PATHS = {  # path, whether small letters tell steps → its strokes
    "points": ("0,0 9,5 0,-9", False, [[(0, 0), (9, 5), (0, -9)]]),
    "orders of Word's": ("m0,0l10,20,30,40xem5,5l6,6e", False, [[(0, 0), (10, 20), (30, 40)], [(5, 5), (6, 6)]]),
    "orders of SVG's": ("M 1 1 L 2 2 Z M 3 3 L 4 4", True, [[(1, 1), (2, 2)], [(3, 3), (4, 4)]]),
    "steps": ("M10 10l1 2 3 4h5v-6z", True, [[(10, 10), (11, 12), (14, 16), (19, 16), (19, 10)]]),
    "curves in steps": ("M10 10c1 1 2 2 3 3 1 1 2 2 3 3", True, [[(at, at) for at in range(10, 17)]]),
}


@pytest.mark.parametrize(("path", "steps", "strokes"), PATHS.values(), ids=PATHS)
def test_lines_are_read_as_they_are_drawn(path: str, steps: bool, strokes: list[list[tuple[float, float]]]) -> None:
    assert strokes_of(path, steps=steps) == strokes


def test_a_decision_holds_for_these_lines_alone() -> None:
    drawing = judge_drawing([[(0, 0), (9, 5), (0, 9)]], "drawing 1", Options())
    yes = Options(decisions={(drawing.place, drawing.sha256): Fate.KEEP})
    assert judge_drawing([[(0, 0), (9, 5), (0, 9)]], "drawing 1", yes).fate is Fate.KEEP
    assert judge_drawing([[(0, 0), (9, 6), (0, 9)]], "drawing 1", yes).fate is Fate.PLACEHOLDER
    assert judge_drawing([[(0, 0), (9, 5), (0, 9)]], "drawing 2", yes).fate is Fate.PLACEHOLDER


def test_a_drawing_of_no_size_has_a_picture_too() -> None:
    assert read_picture(judge_drawing([[(4.0, 4.0)]], "drawing 1", Options()).data).words == ()
