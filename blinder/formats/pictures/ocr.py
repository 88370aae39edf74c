"""The door to OCR: the text in a picture, every word with its place.

The reading itself happens in `worker`, a process of its own with limits of time and memory that stays warm from one
picture to the next. What cannot be read within the limits raises; nothing is read twice.
"""

import atexit
import json
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from PIL import Image

from blinder.errors import UnreadableFile
from blinder.formats.pictures.raster import DAMAGED, as_seen, open_picture
from blinder.limits import Limits, limits
from blinder.types import Span

SMALLEST = 24  # pixels: in fewer rows or columns nobody reads a line
SURE = 0.8  # below, a word may be any other word; measured on pages drawn at 75 to 150 dpi
WORKER = Path(__file__).with_name("worker.py")
GRACE_S = 2.0  # for an answer after Tesseract's own time-out

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
    """The text of a picture; read once per process.

    Raises:
        UnreadableFile: it is no picture that can be read, or reading it failed or went over the limits.
    """
    key = (sha256(data).digest(), limits())
    with _LOCK:
        if key not in _READ:
            try:
                _READ[key] = _read(data)
            except UnreadableFile as error:
                _READ[key] = error.message
            except DAMAGED:
                _READ[key] = "the picture is damaged"
        found = _READ[key]
    if isinstance(found, str):
        raise UnreadableFile(found)
    return found


def read_pixels(data: bytes) -> str:
    """The text alone; see `read_picture`."""
    return read_picture(data).text


def _read(data: bytes) -> PictureText:
    picture = open_picture(data)
    if min(picture.size) < SMALLEST:
        return PictureText()
    seen = as_seen(picture)
    if seen.getcolors(1):  # nothing but one colour
        return PictureText()
    return _parse(_ask(seen, limits()))


def _parse(answer: str) -> PictureText:
    found = json.loads(answer)
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

    Letters that OCR does not know are missing from what it reads of the name around them.
    """
    faint = [False, *(score < SURE for _, score, _ in line), False]
    return [
        own or ((before or after) and (text[:1].isupper() or not text.isascii()))
        for (text, _, _), before, own, after in zip(line, faint, faint[1:], faint[2:], strict=False)
    ]


def _quad(corners: Sequence[tuple[float, float]]) -> Quad:
    a, b, c, d = [(x, y) for x, y in corners]
    return a, b, c, d


_LOCK = threading.Lock()
_READ: dict[tuple[bytes, Limits], PictureText | str] = {}  # or why there is none
_WORKERS: dict[Limits, subprocess.Popen[bytes]] = {}


def _ask(seen: Image.Image, within: Limits) -> str:
    """The worker's answer; a worker that fails or takes too long is ended."""
    worker = _worker(within)
    assert worker.stdin and worker.stdout
    alarm = threading.Timer(within.ocr_s + GRACE_S, worker.kill)
    alarm.start()
    try:
        worker.stdin.write(struct.pack(">II", *seen.size) + seen.tobytes())
        worker.stdin.flush()
        answer = worker.stdout.readline()
    except OSError:
        answer = b""
    finally:
        alarm.cancel()
    if not answer.endswith(b"\n"):
        _end(within)
        raise UnreadableFile(f"OCR failed or took more than {within.ocr_s} s (ocr_s in blinder.toml)")
    return answer.decode()


def _worker(within: Limits) -> subprocess.Popen[bytes]:
    if within not in _WORKERS or _WORKERS[within].poll() is not None:
        _WORKERS[within] = subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, "-P", str(WORKER), str(within.ocr_s), str(within.ocr_mb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    return _WORKERS[within]


def _end(within: Limits) -> None:
    worker = _WORKERS.pop(within)
    worker.kill()
    worker.communicate()


@atexit.register
def _end_all() -> None:
    for within in list(_WORKERS):
        _end(within)
