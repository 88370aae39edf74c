"""Pictures: whether one is blinder's placeholder, and the texts around the pixels (EXIF, XMP, comments)."""

import io
import warnings
from collections.abc import Iterator
from typing import cast

from PIL import Image

from blinder.verify.eyes_bytes import decode_run, look_into_strings
from blinder.verify.sight import BARRIER, FactKind, Gathering

SIGNATURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"\xd7\xcd\xc6\x9a",
    b"\x01\0\0\0",
    b"RIFF",
)
MAX_PIXELS = 60_000_000
GREYS = range(200, 250)  # a placeholder's ground; paper is 255
GROUND_SHARE = 0.75


def is_picture(data: bytes) -> bool:
    """Whether the bytes begin like a picture, vector formats included."""
    if data.startswith(b"\x01\0\0\0"):
        return data[40:44] == b" EMF"
    if data.startswith(b"RIFF"):
        return data[8:12] == b"WEBP"
    return data.startswith(SIGNATURES) or data[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif")


def look_into_picture(gathering: Gathering, place: str, data: bytes) -> None:
    """Note the picture, and read every text in the file around its pixels."""
    place = place or "picture"
    name = ""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as image:
            warnings.simplefilter("ignore")
            if image.width * image.height <= MAX_PIXELS:
                gathering.see(f"{place}, picture data", BARRIER.join(_texts(image)))
                name = name_picture(image)
    except Exception:  # noqa: BLE001  # Pillow's plugins raise anything on broken pictures; the bytes are read below
        name = ""
    gathering.note(FactKind.PICTURE, place, name)
    look_into_strings(gathering, place, data)


def name_picture(image: Image.Image) -> str:
    """What it is: light grey ground with a caption ("placeholder"), one colour ("plain"), or a real picture ("")."""
    small = image.convert("RGB")
    colours = small.getcolors(1024)
    if colours is None:
        return ""
    if len(colours) == 1:
        return "plain"
    count, channels = max(cast("list[tuple[int, tuple[int, int, int]]]", colours))
    grey = max(channels) - min(channels) <= 8 and all(channel in GREYS for channel in channels)
    return "placeholder" if grey and count >= GROUND_SHARE * small.width * small.height else ""


def _texts(image: Image.Image) -> Iterator[str]:
    yield from (f"{value}" for value in image.getexif().values())
    for key, value in image.info.items():
        if isinstance(value, bytes):
            yield decode_run(value)
            yield value.decode("utf-16-le", "replace") if len(value) < 65536 else ""
        else:
            yield f"{key} {value}"
