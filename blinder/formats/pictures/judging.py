"""Whether a picture may stay: what a person decided, else the mode, else what can be told from the picture itself.

Logos, emblems and faces cannot be recognised for certain. So a picture stays by itself only where it has text that can
be read and blinded, and neither its seat in the document nor its colours speak for one of these.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from PIL import Image, ImageChops

from blinder.errors import UnreadableFile
from blinder.formats.base import Options
from blinder.formats.pictures.covering import cover
from blinder.formats.pictures.ocr import PictureText, read_picture
from blinder.formats.pictures.raster import as_seen, clean, open_picture, placeholder
from blinder.types import Fate, Picture, Redaction, Removal, Unseen

DECIDED = "a person decided so"
UNTOUCHED = "as it is"
UNREADABLE = "its text cannot be read"
NO_TEXT = "no text in it"
PHOTOGRAPH = "it may hold a photograph"
CELLS, CELL_SIDE = 8, 48  # a picture is looked at in up to 8 × 8 cells of so many pixels at least
SIDE = 1024  # pixels
FLAT = 0.5  # the commonest shades fill this share of every cell of a drawing
_LABEL = re.compile(r"\b(?:School|District|University|College|Organization) [A-Z]{1,2}\b")
_LEGEND = re.compile(r"\s*(?:figure|fig|picture|photo|image|logo)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"\b(?:logo|emblem|crest|seal|mascot|banner|photograph|photo|map|chart)\b", re.IGNORECASE)


def judge(data: bytes, place: str, sign: str, options: Options) -> Picture:
    """The picture with its fate.

    Args:
        sign: why its seat speaks for a logo ("in a header"), "" where nothing does.
    """
    decision = options.decisions.get((place, sha256(data).hexdigest()))
    if options.pictures == "untouched":
        return Picture(place, data, Fate.KEEP, UNTOUCHED, examined=False)
    if (decision or options.pictures) == Fate.PLACEHOLDER:
        return Picture(place, data, Fate.PLACEHOLDER, DECIDED if decision else "")
    try:
        text = read_picture(data, options.ocr)
    except UnreadableFile:
        if decision is Fate.KEEP:
            return Picture(place, data, Fate.KEEP, UNREADABLE, examined=False)
        return Picture(place, data, Fate.PLACEHOLDER, UNREADABLE)
    if decision:
        return Picture(place, data, decision, DECIDED)
    why = sign or _sign(data, text)
    if why and options.pictures == "cover":
        return Picture(place, data, Fate.PLACEHOLDER, why)
    return Picture(place, data, Fate.COVER, why, examined=not why)


def text_of(picture: Picture, options: Options) -> str:
    """What can be read in a picture that is to be blinded."""
    return _text(picture, options).text if picture.fate is not Fate.PLACEHOLDER and _is_read(picture) else ""


@dataclass(frozen=True, slots=True)
class Written:
    """A picture as it is written: its bytes, their suffix ("" where it keeps its own), and what the report adds."""

    data: bytes
    suffix: str
    notes: tuple[Removal, ...] = ()


def finish(picture: Picture, redactions: Sequence[Redaction], alt: str, options: Options) -> Written:
    """Carry out a picture's fate.

    Args:
        redactions: of `text_of` the picture.
        alt: the blinded text beside it, for the caption of a placeholder.
    """
    try:
        if picture.fate is not Fate.PLACEHOLDER:
            return _blinded(picture, redactions, options)
    except UnreadableFile:
        if picture.why == UNREADABLE:  # and a person wants it all the same
            return Written(picture.data, "")
    return Written(*placeholder(picture.data, caption=_caption(alt)))


def tell(picture: Picture) -> Removal | Unseen:
    """The picture's line in the report."""
    why = f" ({picture.why})" if picture.why else ""
    if not picture.examined:
        what = "not examined for faces and emblems" if _is_read(picture) else "not examined"
        return Unseen(picture.place, f"picture kept: {what}{why}")
    if picture.fate is Fate.PLACEHOLDER:
        return Removal(picture.place, f"picture: replaced by a placeholder{why}")
    return Removal(picture.place, f"picture: names in it painted over{why}")


def describe(picture: Picture, options: Options) -> str:
    """What was seen in a picture, in neutral words ("640 × 400 pixels, 12 words, 1 code")."""
    try:
        width, height = open_picture(picture.data).size
        text = read_picture(picture.data, options.ocr)
    except UnreadableFile:
        return "not a picture that blinder can read"
    doubts = f", {len(text.doubtful)} hard to read" if text.doubtful else ""
    codes = f", QR or bar codes: {len(text.codes)}" if text.codes else ""
    return f"{width} × {height} pixels, words: {len(text.words)}{doubts}{codes}"


def is_legend(text: str) -> bool:
    """Whether the paragraph behind a picture tells what it shows ("Figure 2. …")."""
    return _LEGEND.match(text) is not None


def _is_read(picture: Picture) -> bool:
    return picture.why not in (UNTOUCHED, UNREADABLE)


def _text(picture: Picture, options: Options) -> PictureText:
    text = read_picture(picture.data, options.ocr)
    return replace(text, doubtful=()) if picture.fate is Fate.KEEP else text


def _blinded(picture: Picture, redactions: Sequence[Redaction], options: Options) -> Written:
    text = _text(picture, options) if _is_read(picture) else PictureText()
    if not (redactions or text.doubtful or text.codes):
        return _written(clean(picture.data))
    covered = cover(picture.data, redactions, text)
    told = Removal(picture.place, f"picture: no room for {covered.without_label} of the labels, plain boxes instead")
    return _written(covered.data, *([told] if covered.without_label else []))


def _written(data: bytes, *notes: Removal) -> Written:
    return Written(data, (open_picture(data).format or "").lower(), notes)


def _sign(data: bytes, text: PictureText) -> str:
    """What in the picture itself speaks for a logo or a photograph."""
    seen = as_seen(open_picture(data))
    if seen.getcolors(1):
        return ""
    if not text.text:
        return NO_TEXT
    return "" if all(share >= FLAT for share in _flat_shares(seen)) else PHOTOGRAPH


def _flat_shares(seen: Image.Image) -> Iterator[float]:
    """Of every cell the share that its commonest shades (of 32 per channel) fill: next to all of a drawing's."""
    seen.thumbnail((SIDE, SIDE), Image.Resampling.NEAREST)
    tinge = ImageChops.difference(seen, seen.convert("L").convert("RGB"))
    is_grey = tinge.point([value >> 4 for value in range(256)] * 3).getbbox() is None
    shades = seen.point([value >> 3 for value in range(256)] * 3)
    columns, rows = (max(1, min(CELLS, side // CELL_SIDE)) for side in seen.size)
    for row in range(rows):
        for column in range(columns):
            box = (
                column * seen.width // columns, row * seen.height // rows,
                (column + 1) * seen.width // columns, (row + 1) * seen.height // rows,
            )  # fmt: skip
            counts = sorted((count for count, _ in shades.crop(box).getcolors(SIDE * SIDE) or ()), reverse=True)
            yield sum(counts[: 4 if is_grey else 6]) / max(sum(counts), 1)


def _caption(alt: str) -> str:
    """What a placeholder says: "School B logo removed" where the text beside the picture tells, else nothing more."""
    label, subject = _LABEL.search(alt), _SUBJECT.search(alt)
    what = subject[0].lower() if subject else "picture"
    return f"{label[0]} {what} removed" if label else f"{what.capitalize()} removed"
