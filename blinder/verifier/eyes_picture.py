"""Pictures: whether one is blinder's placeholder, and the texts around the pixels (EXIF, XMP, comments)."""

import io
import warnings
from collections.abc import Iterable, Iterator
from typing import cast

from PIL import Image

from blinder.verifier.eyes_bytes import decode_run, look_into_strings
from blinder.verifier.sight import BARRIER, FactKind, Gathering

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
PAPER, BORDER = range(228, 248), range(145, 176)  # grey levels of a placeholder; real paper is whiter
PAPER_SHARE = 0.7
TINY, SMALL = 8, 16  # pixels: a rule, a spacer; a bullet. Neither shows whose it is
TINGE = 12  # how far the channels of a grey may lie apart, as JPEG blurs them


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
                values = [*image.getexif().values(), *image.info.values()]
                gathering.see(
                    f"{place}, picture data", BARRIER.join(str(v) for v in values if not isinstance(v, bytes))
                )
                gathering.see(f"{place}, picture bytes", BARRIER.join(_decode_all(values)), raw=True)
                name = "tiny" if is_tiny(*image.size) else name_picture(image)
    except Exception:  # noqa: BLE001  # Pillow's plugins raise anything on broken pictures; the bytes are read below
        name = ""
    gathering.note(FactKind.PICTURE, place, name or gathering.read_picture(place, data))
    look_into_strings(gathering, place, data)


def is_tiny(width: int, height: int) -> bool:
    """Whether a picture of so many pixels is too small to show anything."""
    return min(width, height) <= TINY or max(width, height) <= SMALL


def name_picture(image: Image.Image) -> str:
    """What it is: grey paper, border and caption ("placeholder"), one colour ("plain"), or a real picture ("")."""
    picture = image.convert("RGB")
    colours = cast("list[tuple[int, tuple[int, int, int]]] | None", picture.getcolors(4096))
    if colours is None or any(max(colour) - min(colour) > TINGE for _, colour in colours):
        return ""
    if len(colours) == 1:
        return "plain"
    paper = sum(count for count, (level, *_) in colours if level in PAPER)
    corners = cast(
        "list[tuple[int, int, int]]", [picture.getpixel((0, 0)), picture.getpixel((image.width - 1, image.height - 1))]
    )
    share = PAPER_SHARE if min(image.size) > 32 else PAPER_SHARE / 2
    framed = all(corner[0] in BORDER for corner in corners)
    return "placeholder" if framed and paper >= share * image.width * image.height else ""


def to_png(image: Image.Image) -> bytes:
    """The picture as a file of its own."""
    stream = io.BytesIO()
    (image if image.mode in ("1", "L", "RGB") else image.convert("RGB")).save(stream, "png")
    return stream.getvalue()


def _decode_all(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, bytes):
            yield decode_run(value)
            yield value[:65536].decode("utf-16-le", "replace")
