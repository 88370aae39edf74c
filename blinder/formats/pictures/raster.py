"""Pixels: bytes in, bytes out — a neutral placeholder of the same size, or the same picture without its history."""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageFont, ImageOps
from PIL.JpegImagePlugin import JpegImageFile, get_sampling

from blinder.errors import UnreadableFile
from blinder.limits import limits, too_large

MAX_PLACEHOLDER_SIDE = 1600  # pixels
SKETCH = 320  # pixels
DEFAULT_SIZE = (640, 400)  # pixels, where the picture does not tell
READABLE = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
SHOWN = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr")  # modes that Pillow turns into RGB as they look
PAPER, BORDER, INK = (238, 238, 238), (160, 160, 160), (96, 96, 96)
DAMAGED = (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError, OverflowError)  # Pillow raises
HIDDEN = 8  # of 255: at so little opacity nobody sees a pixel
ORIENTATION = 0x0112  # the one EXIF tag that changes what is seen


def placeholder(data: bytes, *, caption: str = "Picture removed") -> tuple[bytes, str]:
    """A light grey picture of the same pixel size with a thin border and the caption in its middle.

    Both sides shrink together where one is longer than `MAX_PLACEHOLDER_SIDE`. What cannot be read (EMF, WMF, SVG,
    damaged bytes) gets `DEFAULT_SIZE`. The same input gives the same bytes.

    Returns:
        The PNG and its suffix, "png".
    """
    image = Image.new("RGB", _placeholder_size(data), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, image.width - 1, image.height - 1), outline=BORDER)
    font = _fitting_font(draw, caption, image.size)
    if font:
        draw.text((image.width / 2, image.height / 2), caption, fill=INK, font=font, anchor="mm")
    return encode(image, "PNG"), "png"


def sketch(strokes: Iterable[Sequence[tuple[float, float]]]) -> bytes:
    """A PNG of lines, each through its points, as large as fits into `SKETCH` pixels."""
    lines = [list(stroke) for stroke in strokes]
    xs, ys = zip(*(point for line in lines for point in line), strict=True)
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    scale = (SKETCH - 1) / (max(wide, high) or 1)
    image = Image.new("L", (int(wide * scale) + 1, int(high * scale) + 1), 255)
    draw = ImageDraw.Draw(image)
    for line in lines:
        draw.line([((x - min(xs)) * scale, (y - min(ys)) * scale) for x, y in line], fill=0)
    return encode(image, "PNG")


def thumbnail(data: bytes, side: int) -> bytes:
    """A small PNG of what is seen, of a picture that cannot be read a placeholder."""
    try:
        seen = as_seen(open_picture(data))
    except (UnreadableFile, *DAMAGED):
        return placeholder(data, caption="No preview")[0]
    seen.thumbnail((side, side))
    return encode(seen, "PNG")


def clean(data: bytes) -> bytes:
    """The same picture in the same format, without EXIF, XMP, IPTC, profiles, comments, thumbnails, trailing bytes.

    A JPEG keeps its compressed data as it is, so that cleaning twice changes nothing; the others are encoded anew,
    of several frames the first.

    Raises:
        TooLarge: it would unpack to more than `Limits.pixels`.
        UnreadableFile: it is none of `READABLE`, or damaged.
    """
    image = open_picture(data)
    try:
        kind = image.format or ""
        if kind == "JPEG" and image.getexif().get(ORIENTATION, 1) == 1:
            return _clean_jpeg(data)
        return encode(_bare(ImageOps.exif_transpose(image)), kind)
    except DAMAGED as error:
        raise UnreadableFile("the picture is damaged") from error


def open_picture(data: bytes) -> Image.Image:
    """Read the picture's head; its pixels are not unpacked yet.

    Raises:
        TooLarge: it would unpack to more than `Limits.pixels`.
        UnreadableFile: it is none of `READABLE`.
    """
    image = _open(data)
    if image.width * image.height > limits().pixels:
        raise too_large("the picture has too many pixels", "pixels")
    return image


def as_seen(image: Image.Image) -> Image.Image:
    """The picture as a reader sees it: upright, in RGB, on a paper that shows it where it is transparent.

    Raises:
        UnreadableFile: its pixels are of a kind that Pillow cannot show faithfully (16 bits of grey).
    """
    if image.mode not in SHOWN:
        raise UnreadableFile("the picture's pixels are of a rare kind")
    upright = ImageOps.exif_transpose(image)
    if upright.has_transparency_data:
        clear = upright.convert("RGBA")
        paper = Image.new("RGBA", upright.size, (_paper_under(clear),) * 3)
        return Image.alpha_composite(paper, clear).convert("RGB")
    return upright.convert("RGB")


def _paper_under(clear: Image.Image) -> int:
    """White, black or grey, whichever is least like what is painted: white letters want a dark page."""
    shades = clear.convert("L").histogram(_shown(clear))
    return min((255, 0, 128), key=lambda paper: sum(shades[max(paper - 48, 0) : paper + 49]))


def without_hidden(image: Image.Image) -> Image.Image:
    """A copy in which nothing stands under pixels that are transparent."""
    if image.mode not in ("RGBA", "LA"):
        return image.copy()
    return Image.composite(image, Image.new(image.mode, image.size), _shown(image))


def _shown(image: Image.Image) -> Image.Image:
    """A mask of the pixels that are not transparent."""
    return image.getchannel("A").point([255 if alpha > HIDDEN else 0 for alpha in range(256)])


def _open(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(BytesIO(data), formats=READABLE)
    except Image.DecompressionBombError as error:
        raise too_large("the picture has too many pixels", "pixels") from error
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, OverflowError) as error:
        raise UnreadableFile("the picture cannot be read") from error


def _placeholder_size(data: bytes) -> tuple[int, int]:
    try:
        width, height = _open(data).size
    except UnreadableFile:
        return DEFAULT_SIZE
    scale = min(1.0, MAX_PLACEHOLDER_SIDE / max(width, height, 1))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _fitting_font(
    draw: ImageDraw.ImageDraw, caption: str, size: tuple[int, int]
) -> ImageFont.FreeTypeFont | ImageFont.ImageFont | None:
    """The default font, large enough to be read and small enough to fit; none where the picture is too small for it."""
    for points in range(min(36, size[1] // 2), 6, -1):
        font = ImageFont.load_default(points)
        if draw.textlength(caption, font=font) <= size[0] * 0.85:
            return font
    return None


def _bare(image: Image.Image) -> Image.Image:
    """The pixels that are seen, as an image that remembers nothing of its file but what is transparent."""
    bare = without_hidden(image)
    bare.info = {key: value for key, value in image.info.items() if key == "transparency"}
    return bare


def encode(image: Image.Image, kind: str, like: Image.Image | None = None) -> bytes:
    """The image as a file of this kind, the same bytes for the same pixels.

    Args:
        like: a JPEG whose tables to use, so that what is not painted on hardly changes.
    """
    settings: dict[str, dict[str, Any]] = {
        "JPEG": {"quality": 92},
        "WEBP": {"lossless": True},
        "TIFF": {"compression": "tiff_lzw"},
    }
    if isinstance(like, JpegImageFile):
        settings["JPEG"] = {"qtables": like.quantization, "subsampling": get_sampling(like)}
    out = BytesIO()
    image.save(out, kind, **settings.get(kind, {}))
    return out.getvalue()


def _clean_jpeg(data: bytes) -> bytes:
    """The JPEG's coding segments alone; JFIF keeps its density and loses its thumbnail, Adobe keeps its transform.

    Segments: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B.
    """
    kept = bytearray(b"\xff\xd8")
    for marker, body, scan in _jpeg_segments(data):
        if marker == 0xE0 and body.startswith(b"JFIF\0"):
            kept_body = body[:12].ljust(12, b"\0") + b"\0\0"
        elif marker == 0xEE and body.startswith(b"Adobe"):
            kept_body = body[:12]
        elif marker < 0xE0:
            kept_body = body
        else:  # other application data, comments, extensions
            continue
        kept += bytes((0xFF, marker)) + (len(kept_body) + 2).to_bytes(2, "big") + kept_body + scan
    return bytes(kept + b"\xff\xd9")


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each segment up to the end of the picture: marker, body, and the coded data behind it where it starts a scan."""
    at = 2
    while True:
        at = data.index(b"\xff", at)
        while data[at] == 0xFF:
            at += 1
        marker, at = data[at], at + 1
        if marker == 0xD9:
            return
        if marker in (0x00, 0x01) or 0xD0 <= marker <= 0xD8:  # carry no length
            continue
        end = at + int.from_bytes(data[at : at + 2], "big")
        body, at = data[at + 2 : end], end
        scan_end = _scan_end(data, end) if marker == 0xDA else end
        yield marker, body, data[end:scan_end]
        if scan_end == len(data):
            return
        at = scan_end


def _scan_end(data: bytes, at: int) -> int:
    """Where the coded data ends: the next marker that is neither a stuffed byte nor a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
