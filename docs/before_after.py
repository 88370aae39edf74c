"""The picture of the README: `python docs/before_after.py BEFORE.pdf AFTER.pdf docs/before-after.png`.

The upper part of both first pages side by side, with the words that differ tinted. The files are a document of
`sample_docs` and its blinded copy; an office document is first printed to PDF.
"""

import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

import pymupdf
from PIL import Image

SHOWN = 0.586  # of the page's height
SCALE = 1.5  # pixels per point
GAP, FRAME = 24, (190, 196, 204)
TINTS = ((1.0, 0.80, 0.76), (0.76, 0.92, 0.78))  # before, after


def main(before: str, after: str, out: str) -> None:
    """Tint, crop, set side by side."""
    with pymupdf.open(before) as left, pymupdf.open(after) as right:
        pages = [left[0], right[0]]
        words = [page.get_text("words", sort=False) for page in pages]
        matcher = SequenceMatcher(None, *([word[4] for word in found] for found in words), autojunk=False)
        for tag, *ends in matcher.get_opcodes():
            if tag != "equal":
                for page, found, (start, end), tint in zip(pages, words, (ends[:2], ends[2:]), TINTS, strict=True):
                    tint_words(page, found[start:end], tint)
        write_pair([render(page) for page in pages], Path(out))


def tint_words(page: pymupdf.Page, words: list[tuple], tint: tuple[float, float, float]) -> None:
    """Lay a tint behind words, one bar per line."""
    for line in by_line(words):
        x0, y0, x1, y1 = pymupdf.Rect(line[0][:4]) | pymupdf.Rect(line[-1][:4])
        page.draw_rect((x0 - 1.5, y0, x1 + 1.5, y1), color=None, fill=tint, overlay=False, radius=0.15)


def by_line(words: list[tuple]) -> Iterator[list[tuple]]:
    """Neighbouring words of one line together."""
    line: list[tuple] = []
    for word in words:
        if line and word[5:7] != line[-1][5:7]:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def render(page: pymupdf.Page) -> Image.Image:
    """The upper part of the page."""
    clip = pymupdf.Rect(page.rect) * pymupdf.Matrix(1, SHOWN)
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(SCALE, SCALE), clip=clip)
    return Image.open(BytesIO(pixmap.tobytes("png")))


def write_pair(pictures: list[Image.Image], out: Path) -> None:
    """Both pictures in thin frames on white, in few colours."""
    width, height = pictures[0].width + 2, pictures[0].height + 2
    both = Image.new("RGB", (2 * width + GAP, height), "white")
    for number, picture in enumerate(pictures):
        framed = Image.new("RGB", (width, height), FRAME)
        framed.paste(picture, (1, 1))
        both.paste(framed, (number * (width + GAP), 0))
    both.quantize(48).save(out, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
