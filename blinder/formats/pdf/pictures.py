"""The pictures of a PDF: what each shows, whether it may stay, and what is written in its place.

What stays of a picture is what was read of it: its pixels as a reader draws them on white. Masks, alternates, palettes
and metadata stay behind.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO

import pikepdf

from blinder.formats.base import Options
from blinder.formats.pdf.engines import mupdf
from blinder.formats.pdf.objects import BROKEN, Box
from blinder.formats.pdf.painted import Seat, walk_pictures
from blinder.formats.pdf.placeholders import placeholder, solid
from blinder.formats.pdf.sheets import Sheet
from blinder.formats.pictures import finish, judge, tell, text_of
from blinder.types import Fate, Picture, Redaction, Removal, Segment, SegmentKind, Unseen

MAX_PIXELS = 24_000_000  # of a picture that may stay
MARGIN = 0.12  # of the page's height: running heads and feet, and their pictures, stand there
EDGE = 36.0  # points
TOUCH = 2.0  # points: pictures nearer to each other are pieces of one
UNTOUCHED = "untouched"

Redactions = Mapping[str, Sequence[Redaction]]
Key = tuple[int, int]  # of the object that holds the picture


@dataclass
class Pictures:
    """What was found.

    Attributes:
        boxes: per page (from 0), in points of the unrotated page.
        kept: those of pictures that stay.
        shown: the pictures by the object that holds them, with the segment ids of their texts.
    """

    options: Options
    boxes: dict[int, list[Box]] = field(default_factory=dict)
    kept: dict[int, list[Box]] = field(default_factory=dict)
    shown: dict[Key, tuple[str, Picture]] = field(default_factory=dict)
    notes: list[Removal] = field(default_factory=list)

    def segments(self) -> Iterator[Segment]:
        """The text of those that stay."""
        for number, picture in self.shown.values():
            if text := text_of(picture, self.options):
                yield Segment(number, SegmentKind.PICTURE, picture.place, text)

    def staying(self) -> set[Key]:
        """Those that give way to no placeholder."""
        return {key for key, (_, picture) in self.shown.items() if picture.fate is not Fate.PLACEHOLDER}

    def removals(self) -> list[Removal]:
        """A line for each that gives way, or stays covered."""
        return [line for _, each in self.shown.values() if isinstance(line := tell(each), Removal)]

    def unseen(self) -> list[Unseen]:
        """A line for each that stays although nobody could tell that it may."""
        return [line for _, each in self.shown.values() if isinstance(line := tell(each), Unseen)]


def judge_pictures(seats: Sequence[Seat], sheets: Sequence[Sheet], options: Options, *, to_show: bool) -> Pictures:
    """Decide about every picture; about one that is painted several times, once.

    Args:
        to_show: draw also what gives way whatever it shows.
    """
    pictures, first = Pictures(options), dict[Key, tuple[Seat, int]]()
    for seat in (seat for seat in seats if not seat.is_line):
        boxes = pictures.boxes.setdefault(seat.page, [])
        boxes.append(seat.box)
        first.setdefault(_key(seat, len(boxes)), (seat, len(boxes)))
    uses, decided = Counter(_digest(seat) for seat in seats), {place for place, _ in options.decisions}
    for key, (seat, number) in first.items():
        sign = _sign(seat, sheets[seat.page], pictures.boxes[seat.page], uses[_digest(seat)])
        place = f"p. {seat.page + 1}, picture {number}"
        is_drawn = to_show or options.pictures != "placeholder" or place in decided
        picture = judge(_pixels(seat, options) if is_drawn else b"", place, sign, options)
        pictures.shown[key] = f"p{seat.page + 1}.picture{number}", picture
    for seat in seats:
        if seat.image is not None and seat.image.objgen in pictures.staying():
            pictures.kept.setdefault(seat.page, []).append(seat.box)
    return pictures


def replace_pictures(pdf: pikepdf.Pdf, pictures: Pictures, redactions: Redactions) -> None:
    """Carry out what was decided; `redactions` by segment."""

    def replacement(seat: Seat) -> pikepdf.Object | None:
        if pictures.options.pictures == UNTOUCHED:
            return None
        if seat.is_line:
            return solid(pdf)
        if seat.image is None or seat.image.objgen not in pictures.staying():
            return placeholder(pdf, seat)
        number, picture = pictures.shown[seat.image.objgen]
        written = finish(picture, redactions.get(number, ()), "", pictures.options)
        pictures.notes += written.notes
        return _image(pdf, written.data)

    walk_pictures(pdf, replacement)


def _key(seat: Seat, number: int) -> Key:
    """Of a picture within the content, which has no object, a key that no object has."""
    return seat.image.objgen if seat.image is not None else (-1 - seat.page, number)


def _digest(seat: Seat) -> bytes:
    """What tells copies of one picture; those within the content count as none."""
    try:
        return sha256(seat.image.read_raw_bytes()).digest() if seat.image is not None else b""
    except BROKEN:
        return b""


def _sign(seat: Seat, sheet: Sheet, boxes: Sequence[Box], uses: int) -> str:
    """What in a picture's seat speaks for a logo, or against reading it alone."""
    if seat.mute:
        return "in a pattern or a mask"
    if any(_touch(seat.box, other) for other in boxes):
        return "a piece of a larger picture"
    (x0, y0, x1, y1), (left, bottom, right, top) = seat.box, sheet.crop
    edge = MARGIN * (top - bottom)
    if y0 > top - edge or y1 < bottom + edge:
        return "in a header or footer"
    if uses > 1:
        return "used more than once"
    is_near = min(x0 - left, y0 - bottom, right - x1, top - y1) < EDGE
    return "near the edge of a page" if is_near else ""


def _touch(box: Box, other: Box) -> bool:
    """Whether two pictures lie side by side or over each other."""
    if box == other:
        return False
    wide, high = (min(box[at + 2], other[at + 2]) - max(box[at], other[at]) for at in (0, 1))
    return min(wide, high) > -TOUCH and max(wide, high) > TOUCH


def _pixels(seat: Seat, options: Options) -> bytes:
    """The picture as a reader draws it on white; nothing where it is not looked at, or cannot be drawn."""
    image = seat.image
    if image is None or options.pictures == UNTOUCHED:
        return b""
    try:
        width, height = int(image["/Width"]), int(image["/Height"])
        if not 0 < width * height <= MAX_PIXELS:
            return b""
        with pikepdf.new() as page, BytesIO() as data:
            objects = pikepdf.Dictionary(P=page.copy_foreign(image))
            page.add_blank_page(page_size=(width, height))
            page.pages[0].obj["/Resources"] = pikepdf.Dictionary(XObject=objects)
            page.pages[0].obj["/Contents"] = page.make_stream(f"{width} 0 0 {height} 0 0 cm /P Do".encode())
            page.save(data)
            with mupdf.open("pdf", data.getvalue()) as drawn:
                pixels = drawn[0].get_pixmap(alpha=False)
    except (*BROKEN, mupdf.mupdf.FzErrorBase):
        return b""
    kind = ("jpeg", 92) if "/DCTDecode" in str(image.get("/Filter")) else ("png", None)
    return bytes(pixels.tobytes(*kind))


def _image(pdf: pikepdf.Pdf, data: bytes) -> pikepdf.Stream:
    """A JPEG as it is, any other picture as its pixels."""
    pixels = mupdf.Pixmap(data)
    keys = {
        "Type": pikepdf.Name.XObject,
        "Subtype": pikepdf.Name.Image,
        "Width": pixels.width,
        "Height": pixels.height,
        "ColorSpace": pikepdf.Name.DeviceGray if pixels.n == 1 else pikepdf.Name.DeviceRGB,
        "BitsPerComponent": 8,
    }
    if data.startswith(b"\xff\xd8"):
        return pdf.make_stream(data, Filter=pikepdf.Name.DCTDecode, **keys)
    return pdf.make_stream(bytes(pixels.samples), **keys)
