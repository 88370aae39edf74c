"""PDF: drawings that may be logos, letters or signatures give way to frames; charts, tables and grounds stay."""

import math
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from blinder.formats.base import Options
from blinder.formats.pdf import PDF
from blinder.types import Document, Fate, Removal, Unseen

Point = tuple[float, float]
TOLD = Removal("p. 1, drawing 1", "drawing: replaced by a plain shape")
COLOUR = "0.8 0.1 0.2 rg 0.8 0.1 0.2 RG "


def pairs(*points: Point) -> str:
    return " ".join(f"{x:.2f} {y:.2f}" for x, y in points)


def curves(points: Sequence[Point]) -> str:
    """From the first point on, three to a curve."""
    steps = (points[at : at + 3] for at in range(1, len(points) - 2, 3))
    return f"{pairs(points[0])} m " + " ".join(f"{pairs(*step)} c" for step in steps)


def lines(points: Sequence[Point]) -> str:
    return f"{pairs(points[0])} m " + " ".join(f"{pairs(point)} l" for point in points[1:])


def around(x: float, y: float, radius: Callable[[int], float], count: int) -> list[Point]:
    turns = [(radius(at), 2 * math.pi * at / count) for at in range(count + 1)]
    return [(x + r * math.cos(turn), y + r * math.sin(turn)) for r, turn in turns]


def rosette(x: float, y: float, size: float = 30, count: int = 36) -> list[Point]:
    return around(x, y, lambda at: size * (1.0, 1.0, 0.3)[at % 3], count)


def circle(x: float, y: float, size: float) -> str:
    k = 0.5523 * size
    ring = [(size, 0), (size, k), (k, size), (0, size), (-k, size), (-size, k), (-size, 0), (-size, -k), (-k, -size)]
    return curves([(x + dx, y + dy) for dx, dy in [*ring, (0, -size), (k, -size), (size, -k), (size, 0)]])


def wave(count: int, wide: float = 300) -> list[Point]:
    return [(100 + wide * at / count, 400 + 20 * math.sin(at * 2.1)) for at in range(count + 1)]


SIGNATURE = [(100 + 2 * at + 12 * math.sin(at), 300 + 15 * math.cos(1.3 * at)) for at in range(60)]
LETTER_I = "140 380 m 146 380 l 146 384 l 144 384 l 144 416 l 146 416 l 146 420 l 140 420 l h f"
FINE = {
    "an emblem": f"{curves(rosette(300, 400))} h f",
    "a signature": f"2 w {lines(SIGNATURE)} S",
    "an emblem's outline that clips": f"q {curves(rosette(300, 400))} h W n 0 0 612 792 re f Q",
    "a letter beside one that is not fine itself": f"{curves(rosette(110, 400, 20))} h f {LETTER_I}",
    "a turned one": f"q 0 0.5 -0.5 0 400 100 cm {curves(rosette(300, 300))} h f* Q",
}
COARSE = {
    "bars": " ".join(f"{100 + 30 * at} 300 20 {10 * at + 5} re f" for at in range(12)),
    "a table's rules": " ".join(f"{lines([(72, y), (540, y)])} S" for y in range(200, 600, 12)),
    "a table's cells as polygons": " ".join(
        f"{lines([(x, y), (x + 90, y), (x + 90, y + 11), (x, y + 11)])} h f"
        for x in range(72, 500, 92)
        for y in range(200, 600, 12)
    ),
    "a line chart": f"{lines(wave(80))} S",
    "a smooth chart": f"{curves(wave(90))} S",
    "an area chart": f"{lines([*wave(80), (400, 300), (100, 300)])} h f",
    "a scatter chart": " ".join(f"{circle(x, y, 3)} h f" for x, y in wave(60)),
    "a round slice of a pie": f"300 400 m {curves(around(300, 400, lambda _: 60, 30)[:10])[8:]} h f",
    "a frame with round corners": f"{curves(around(300, 400, lambda _: 60, 12))} h S",
    "an underline": f"{lines(wave(200, 90))} S",
    "a hand-drawn ring": f"{lines(around(300, 400, lambda at: 50 + at % 2 / 3, 60))} S",
    "a page's wavy ground": f"{curves(rosette(300, 400, 290))} h f",
}


def drawn(path: Path, content: str, form: str = "") -> Path:
    """A page that draws, then says something; `form` is what an annotation looks like."""
    with pymupdf.open() as document:
        page = document.new_page(width=612, height=792)
        page.insert_text((72, 700), "Below the drawing.")
        document.save(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        page.contents_add(f"q {COLOUR}{content} Q".encode(), prepend=True)
        if form:
            look = pdf.make_stream(
                (COLOUR + form).encode(), Subtype=pikepdf.Name.Form, BBox=pikepdf.Array([0, 0, 612, 792])
            )
            stamp = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Stamp,
                Rect=pikepdf.Array([0, 0, 612, 792]),
                AP=pikepdf.Dictionary(N=look),
                F=4,
            )
            page.obj["/Annots"] = pikepdf.Array([pdf.make_indirect(stamp)])
        pdf.save(path)
    return path


def blinded(path: Path, **options: str) -> tuple[Document, Path]:
    out = path.with_name("out.pdf")
    PDF().rewrite(path, out, {}, Options(**options))
    return PDF().read(path, Options(**options)), out


def coloured(path: Path) -> int:
    """How many pixels of a page are of the drawing's colour."""
    with pymupdf.open(path) as document:
        pixels = document[0].get_pixmap(alpha=False, dpi=36).samples
        assert "Below the drawing." in document[0].get_text()
    return sum(red - green > 20 for red, green in zip(pixels[::3], pixels[1::3], strict=True))


@pytest.mark.parametrize("content", FINE.values(), ids=FINE)
def test_a_fine_drawing_gives_way_to_a_frame(tmp_path: Path, content: str) -> None:
    path = drawn(tmp_path / "a.pdf", content)
    document, out = blinded(path)
    assert TOLD in document.removals
    with pymupdf.open(out) as copy:
        shapes = [item[0] for each in copy[0].get_drawings() for item in each["items"]]
        assert shapes and set(shapes) == {"re"}
    if "W n" not in content:
        assert coloured(path)
        assert not coloured(out)


@pytest.mark.parametrize("content", COARSE.values(), ids=COARSE)
def test_charts_rules_and_grounds_stay(tmp_path: Path, content: str) -> None:
    path = drawn(tmp_path / "a.pdf", content)
    document, out = blinded(path)
    assert not [each for each in document.removals if "drawing" in each.what]
    assert coloured(out) == coloured(path) > 0


def test_a_drawing_in_a_stamp_gives_way_and_the_rest_of_the_page_stays(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", COARSE["bars"], FINE["an emblem"])
    document, out = blinded(path)
    assert TOLD in document.removals
    assert coloured(out) == coloured(drawn(tmp_path / "b.pdf", COARSE["bars"]))


def test_pieces_of_one_drawing_count_once_and_a_ground_under_them_stays(tmp_path: Path) -> None:
    letters = " ".join(f"{curves(rosette(150 + 25 * at, 400, 10))} h f" for at in range(6))
    ground = f"0.9 g {curves(around(220, 400, lambda _: 140, 12))} h f {COLOUR}"
    document, out = blinded(drawn(tmp_path / "a.pdf", ground + letters))
    assert TOLD in document.removals
    with pymupdf.open(out) as copy:
        assert [len(each["items"]) > 1 for each in copy[0].get_drawings()] == [True, False]
    assert not coloured(out)


def test_kept_drawings_stay_and_are_not_examined(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", FINE["an emblem"])
    document, out = blinded(path, pictures="keep")
    assert document.unseen == (Unseen("p. 1, drawing 1", "drawing kept: not examined for letters and emblems"),)
    assert coloured(out) == coloured(path)


def test_a_drawing_stays_after_a_yes_to_exactly_this_one(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", FINE["an emblem"], FINE["a signature"])
    first, second = PDF().read(path, Options()).pictures
    document, _ = blinded(path, decisions={(first.place, first.sha256): Fate.KEEP, (second.place, ""): Fate.KEEP})
    assert [each.place for each in document.removals] == [second.place]
    assert not document.unseen


def test_blinding_a_frame_changes_nothing(tmp_path: Path) -> None:
    _, once = blinded(drawn(tmp_path / "a.pdf", FINE["a signature"]))
    document, _ = blinded(once.rename(tmp_path / "b.pdf"))
    assert not document.removals
