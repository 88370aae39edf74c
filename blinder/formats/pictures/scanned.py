"""The pixels of a scanned page: is there anything on it, and in how few bytes can it be kept."""

from PIL import Image, ImageChops

from blinder.formats.pictures.raster import encode, open_picture

INK = 64  # levels darker than the paper
BLANK = 0.0005  # of the pixels: less ink is dust
COLOUR = 24  # levels that the channels of a coloured pixel differ by
COLOURED = 0.001  # of the pixels: fewer are none
SMALL = (800, 800)  # pixels: in so many colour is looked for


def is_blank(data: bytes) -> bool:
    """Whether a page shows nothing but paper and dust."""
    levels = open_picture(data).convert("L").histogram()
    paper = max(range(256), key=levels.__getitem__)
    return sum(levels[: max(paper - INK, 0)]) + sum(levels[paper + INK :]) < BLANK * sum(levels)


def pack(data: bytes, *, black: bool) -> bytes:
    """A PNG of one bit where the page was nothing but black and white, else a JPEG, grey or coloured."""
    page = open_picture(data).convert("RGB")
    grey = page.convert("L")
    if black:
        return encode(grey.convert("1", dither=Image.Dither.NONE), "PNG")
    return encode(page if _has_colour(page) else grey, "JPEG")


def _has_colour(page: Image.Image) -> bool:
    small = page.copy()
    small.thumbnail(SMALL)
    red, green, blue = small.split()
    differ = ImageChops.lighter(ImageChops.difference(red, green), ImageChops.difference(green, blue)).histogram()
    return sum(differ[COLOUR:]) > COLOURED * sum(differ)
