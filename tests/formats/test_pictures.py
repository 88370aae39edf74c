from io import BytesIO
from zlib import crc32

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from blinder.errors import TooLarge, UnreadableFile
from blinder.formats.pictures import clean, placeholder
from blinder.formats.pictures.raster import DEFAULT_SIZE, MAX_PLACEHOLDER_SIDE, as_seen

NAME = b"Marisol Quent"


def picture(kind: str, size: tuple[int, int] = (60, 40), **settings: object) -> bytes:
    image = Image.effect_noise(size, 40).convert("RGB")
    out = BytesIO()
    image.save(out, kind, **settings)
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    tags = Image.Exif()
    tags[0x013B] = NAME.decode()  # artist
    tags[0x0112] = orientation
    return tags


def dirty_png() -> bytes:
    text = PngInfo()
    text.add_text("Author", NAME.decode())
    text.add_itxt("XML:com.adobe.xmp", NAME.decode(), zip=True)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return picture("PNG", pnginfo=text, exif=exif(), icc_profile=profile) + NAME


DIRTY = {
    "png": dirty_png,
    "jpeg": lambda: picture("JPEG", exif=exif(), comment=NAME) + NAME,
    "progressive": lambda: picture("JPEG", exif=exif(), comment=NAME, progressive=True) + NAME,
    "turned jpeg": lambda: picture("JPEG", exif=exif(6), comment=NAME) + NAME,
    "gif": lambda: picture("GIF", comment=NAME) + NAME,
    "tiff": lambda: picture("TIFF", description=NAME.decode(), artist=NAME.decode()) + NAME,
    "webp": lambda: picture("WEBP", exif=exif(), xmp=NAME, lossless=True),
    "bmp": lambda: picture("BMP") + NAME,
}


@pytest.mark.parametrize("kind", DIRTY)
def test_a_cleaned_picture_says_nothing_of_itself(kind: str) -> None:
    cleaned = clean(DIRTY[kind]())
    assert NAME not in cleaned
    assert not Image.open(BytesIO(cleaned)).getexif().get(0x013B)
    assert not {"icc_profile", "xmp", "exif", "comment"} & set(Image.open(BytesIO(cleaned)).info)


@pytest.mark.parametrize("kind", sorted(DIRTY.keys() - {"turned jpeg"}))
def test_a_cleaned_picture_shows_the_same_pixels(kind: str) -> None:
    dirty = DIRTY[kind]()
    before, after = Image.open(BytesIO(dirty)), Image.open(BytesIO(clean(dirty)))
    assert (after.format, after.size) == (before.format, before.size)
    assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()


@pytest.mark.parametrize("kind", DIRTY)
def test_cleaning_twice_changes_nothing(kind: str) -> None:
    once = clean(DIRTY[kind]())
    assert clean(once) == once


@pytest.mark.parametrize("ink", ["white", "black", "grey"])
def test_letters_on_a_transparent_page_are_seen_whatever_their_colour(ink: str) -> None:
    image = Image.new("RGBA", (40, 30))
    image.paste(ink, (10, 10, 30, 20))
    levels = [as_seen(image).convert("L").getpixel(at) for at in ((20, 15), (2, 2))]
    assert abs(levels[0] - levels[1]) > 100


def test_nothing_stays_under_transparent_pixels() -> None:
    image = Image.new("RGBA", (40, 30), (200, 10, 10, 0))
    image.paste((0, 0, 255, 255), (0, 0, 10, 10))
    out = BytesIO()
    image.save(out, "PNG")
    found = Image.open(BytesIO(clean(out.getvalue())))
    assert [found.getpixel(at) for at in ((5, 5), (30, 20))] == [(0, 0, 255, 255), (0, 0, 0, 0)]


def test_a_turned_photo_stays_upright() -> None:
    assert Image.open(BytesIO(clean(DIRTY["turned jpeg"]()))).size == (40, 60)


def test_a_photo_loses_its_thumbnail() -> None:
    body = b"JFIF\0\x01\x02\0\0\x48\0\x48\x04\x01" + NAME[:12]
    dirty = b"\xff\xd8\xff\xe0" + (len(body) + 2).to_bytes(2, "big") + body + picture("JPEG")[2:]
    assert NAME[:12] not in clean(dirty)


def test_a_placeholder_has_the_size_of_its_picture_and_none_of_its_pixels() -> None:
    data, suffix = placeholder(picture("PNG", (300, 200)))
    image = Image.open(BytesIO(data))
    assert (suffix, image.format, image.size) == ("png", "PNG", (300, 200))
    assert placeholder(picture("JPEG", (300, 200), quality=5)) == (data, suffix)


def test_a_placeholder_carries_its_caption() -> None:
    one, two = placeholder(picture("PNG", (300, 200))), placeholder(picture("PNG", (300, 200)), caption="Logo removed")
    assert one != two


@pytest.mark.parametrize("data", [b"", b"\x01\0\0\0" + bytes(60), b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_is_no_picture_gets_a_placeholder_of_a_sane_size(data: bytes) -> None:
    assert Image.open(BytesIO(placeholder(data)[0])).size == DEFAULT_SIZE


def test_a_placeholder_is_the_same_every_time() -> None:
    assert placeholder(b"") == placeholder(b"")


def test_a_single_pixel_gets_a_placeholder_too() -> None:
    assert Image.open(BytesIO(placeholder(picture("PNG", (1, 1)))[0])).size == (1, 1)


def enormous_png() -> bytes:
    small = bytearray(picture("PNG"))
    small[16:24] = (30_000).to_bytes(4, "big") + (20_000).to_bytes(4, "big")
    small[29:33] = crc32(bytes(small[12:29])).to_bytes(4, "big")
    return bytes(small)


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    with pytest.raises(TooLarge):
        clean(enormous_png())
    assert max(Image.open(BytesIO(placeholder(enormous_png())[0])).size) <= MAX_PLACEHOLDER_SIDE


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff", NAME, dirty_png()[:200], picture("JPEG")[:30]])
def test_damaged_pictures_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        clean(data)
