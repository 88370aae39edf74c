"""The door to OCR: the text in a picture, every word with its place.

The reading itself happens in `worker`, apart from us (from the process that reads files, too), with limits of time and
memory of its own. What cannot be read within the limits raises; nothing is read twice.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from PIL import Image

from blinder.apart import run_apart
from blinder.errors import UnreadableFile
from blinder.formats import recall
from blinder.formats.pictures import worker
from blinder.formats.pictures.raster import DAMAGED, as_seen, open_picture
from blinder.limits import Limits, limits
from blinder.types import Span

SMALLEST = 24  # pixels: in fewer rows or columns nobody reads a line
NOTHING: dict[str, Any] = {"lines": [], "codes": []}
SURE = 0.8  # below, a word may be any other word; measured on pages drawn at 75 to 150 dpi

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]  # from the start of the text along its top, in pixels of the picture as seen


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its code points of the picture's text and its place."""

    span: Span
    quad: Quad


@dataclass(frozen=True, slots=True)
class PictureText:
    """What can be read in a picture.

    Attributes:
        text: its lines; words that OCR is not sure of are left out, for nobody can tell whom they name: dictionary
            words too, as many a name is one.
        words: in the order of the text.
        doubtful: where the words are that OCR is not sure of.
        codes: where QR and bar codes are.
    """

    text: str = field(default="", repr=False)
    words: tuple[Word, ...] = field(default=(), repr=False)
    doubtful: tuple[Quad, ...] = ()
    codes: tuple[Quad, ...] = ()


def read_picture(data: bytes) -> PictureText:
    """The text of a picture; read once per process and file.

    Raises:
        UnreadableFile: it is no picture that can be read, or reading it failed or went over the limits.
    """
    with _LOCK:
        picture = sha256(data + repr(limits()).encode()).hexdigest()
        said = recall.known(picture)
        if said is None:
            try:
                said = _read(data)
            except UnreadableFile as error:
                said = error.message
            except (OSError, *DAMAGED):
                said = "the picture is damaged"
            recall.note(picture, said)
    if isinstance(said, str):
        raise UnreadableFile(said)
    return _parse(said)


def read_pixels(data: bytes) -> str:
    """The text alone; see `read_picture`."""
    return read_picture(data).text


def _read(data: bytes) -> dict[str, Any]:
    """What `worker.read` says of a picture."""
    picture = open_picture(data)
    if min(picture.size) < SMALLEST:
        return NOTHING
    seen = as_seen(picture)
    if seen.getcolors(1):  # nothing but one colour
        return NOTHING
    return _ask(seen, limits())


def _parse(found: Mapping[str, Any]) -> PictureText:
    lines, words, doubtful, at = [], [], [], 0
    for line in found["lines"]:
        sure = []
        for (text, _, corners), in_doubt in zip(line, _in_doubt(line), strict=True):
            if in_doubt:
                doubtful.append(_quad(corners))
                continue
            words.append(Word(Span(at, at + len(text)), _quad(corners)))
            sure.append(text)
            at += len(text) + 1
        if sure:
            lines.append(" ".join(sure))
    return PictureText("\n".join(lines), tuple(words), tuple(doubtful), tuple(map(_quad, found["codes"])))


def _in_doubt(line: Sequence[tuple[str, float, object]]) -> list[bool]:
    """Which words cannot be relied on: faint ones, and what may be the other part of a name beside one.

    Letters that OCR does not know are missing from what it reads of the name around them. Where half of the words are
    faint, the others are mere luck.
    """
    faint = [False, *(score < SURE for _, score, _ in line), False]
    if 2 * sum(faint) >= len(line) > 2:
        return [True] * len(line)
    return [
        own or ((before or after) and (text[:1].isupper() or not text.isascii()))
        for (text, _, _), before, own, after in zip(line, faint, faint[1:], faint[2:], strict=False)
    ]


def _quad(corners: Sequence[tuple[float, float]]) -> Quad:
    a, b, c, d = [(x, y) for x, y in corners]
    return a, b, c, d


_LOCK = threading.Lock()


def _ask(seen: Image.Image, within: Limits) -> dict[str, Any]:
    """What is read apart from us, within limits of its own."""
    own = replace(within, memory_mb=within.ocr_mb)
    try:
        return run_apart(worker.read, seen.tobytes(), *seen.size, within.ocr_s, timeout_s=within.ocr_s, limits=own)
    except UnreadableFile:
        message = f"OCR failed or took more than {within.ocr_s} s (ocr_s in blinder.toml)"
        raise UnreadableFile(message) from None
