"""Names in pictures: read once by OCR, painted over in the direction of the text, and nothing else changed."""

import importlib
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import zxingcpp
from docx import Document
from PIL import Image, ImageChops, ImageDraw, ImageFont

from blinder import apart
from blinder.errors import UnreadableFile
from blinder.formats import FORMATS
from blinder.formats.base import Format, Options
from blinder.formats.pictures import PictureText, Word, cover, finish, ocr, placeholder, read_picture, worker
from blinder.limits import Limits, in_force
from blinder.types import Fate, Picture, Redaction, SegmentKind, Span

NAME, LABEL = "Marisol Quent", "Teacher C"
PAPER, INK = (255, 250, 240), (20, 20, 60)
COVER = Options(pictures="cover")


def encoded(image: Image.Image, kind: str = "PNG") -> bytes:
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


def sheet() -> Image.Image:
    """The name in two sizes, once more turned along the edge, and a QR code."""
    image = Image.new("RGB", (660, 400), PAPER)
    draw = ImageDraw.Draw(image)
    draw.text((40, 30), f"Reading plan by {NAME} for spring", fill=INK, font=ImageFont.load_default(26))
    draw.text((40, 130), f"Seen by {NAME}, twice", fill=INK, font=ImageFont.load_default(15))
    strip = Image.new("RGB", (220, 40), PAPER)
    ImageDraw.Draw(strip).text((5, 2), f"Mr. {NAME}", fill=INK, font=ImageFont.load_default(24))
    image.paste(strip.rotate(90, expand=True), (595, 40))
    code = zxingcpp.create_barcode("https://example.org/quent", zxingcpp.BarcodeFormat.QRCode)
    image.paste(Image.fromarray(code.to_image(scale=4)), (60, 220))
    return image


def named(text: PictureText) -> list[Redaction]:
    """The name and each of its words, wherever they stand."""
    found, at = [], text.text.find(NAME)
    while at >= 0:
        found.append(Redaction("s1", Span(at, at + len(NAME)), LABEL, "p1"))
        at = text.text.find(NAME, at + 1)
    return found


def differs(one: Image.Image, two: Image.Image) -> Image.Image:
    return ImageChops.difference(one.convert("RGB"), two.convert("RGB"))


@pytest.fixture(scope="module")
def text() -> PictureText:
    return read_picture(encoded(sheet()))


@pytest.fixture(scope="module")
def covered(text: PictureText) -> Image.Image:
    return Image.open(BytesIO(cover(encoded(sheet()), named(text), text).data))


# ── Read ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_name_is_read_in_every_size_and_direction_and_a_code_is_seen(text: PictureText) -> None:
    assert text.text.count(NAME) == 3
    assert len(text.codes) == 1


def test_every_word_has_its_place(text: PictureText) -> None:
    assert [text.text[word.span.start : word.span.end] for word in text.words] == text.text.split()
    for word in text.words:
        (x0, x1), (y0, y1) = (sorted(corner[axis] for corner in word.quad)[:: len(word.quad) - 1] for axis in (0, 1))
        assert min(low for low, _ in sheet().crop((int(x0), int(y0), int(x1), int(y1))).getextrema()) < 128


def test_a_picture_is_never_read_twice(text: PictureText, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_ask", lambda *_: pytest.fail("it was read again"))
    assert read_picture(encoded(sheet())) == text


@pytest.mark.parametrize("size", [(300, 200), (400, 12)], ids=["plain", "thin"])
def test_what_can_hold_no_text_needs_no_ocr(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_ask", lambda *_: pytest.fail("it was read"))
    image = Image.new("RGB", size, PAPER)
    if size[1] < ocr.SMALLEST:
        image.putpixel((1, 1), INK)
    assert read_picture(encoded(image)) == PictureText()


def test_pixels_that_cannot_be_shown_faithfully_count_as_unread() -> None:
    with pytest.raises(UnreadableFile):
        read_picture(encoded(Image.new("I;16", (300, 200), 30_000)))


LIMITS = {
    "time": Limits(ocr_s=1e-2),
    "memory": Limits(ocr_mb=64),
    "pixels": Limits(pixels=1000),
}


@pytest.mark.parametrize("limit", LIMITS)
def test_a_picture_over_a_limit_counts_as_unread(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if limit == "memory" and sys.platform != "linux":
        pytest.skip("only Linux holds a process to its memory")
    monkeypatch.setattr(apart, "GRACE_S", 0.0)
    with in_force(LIMITS[limit]), pytest.raises(UnreadableFile):
        read_picture(encoded(sheet()))


def test_a_crash_of_the_reader_counts_as_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "crashing.py").write_text("import os\ndef read(*_): os.abort()", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(ocr, "worker", importlib.import_module("crashing"))
    apart.end_all()  # the next one knows this path
    with in_force(Limits(ocr_s=5)), pytest.raises(UnreadableFile, match=r"more than 5 s \(ocr_s in blinder.toml\)"):
        read_picture(encoded(sheet()))


TSV = """\
level page_num block_num par_num line_num word_num left top width height conf text
5 1 1 1 1 1 10 10 40 20 96.5 Seen
5 1 1 1 1 2 60 12 50 14 91.0 Quent
5 1 2 1 1 1 10 50 90 30 33.0 ae
4 1 2 1 1 0 10 50 90 30 -1 -
""".replace(" ", "\t")


def test_tesseract_adds_what_rapidocr_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker.shutil, "which", lambda _: "tesseract")
    done = subprocess.CompletedProcess([], 0, stdout=TSV.encode())
    monkeypatch.setattr(worker.subprocess, "run", lambda *_, **__: done)
    lines = worker._read_with_tesseract(b"", 200, 100, 1.0)
    assert [[text for text, _, _ in line] for line in lines] == [["Seen", "Quent"]]
    assert lines[0][1][2] == ((60, 10), (110, 10), (110, 30), (60, 30))  # as high as its line
    seen = ("Seen", 0.99, ((8, 8), (55, 8), (55, 33), (8, 33)))
    assert [[text for text, _, _ in line] for line in worker._left_out([seen], lines)] == [["Quent"]]


def test_the_reader_stays_offline() -> None:
    with pytest.raises(PermissionError):
        worker._stay_offline("socket.connect", ())


DOUBTS = {
    "a faint word": ([("met", 0.99), ("Jcnes", 0.5), ("again", 0.99)], [False, True, False]),
    "the other half of a name": (
        [("Ms.", 0.99), ("Adé", 0.99), ("mi", 0.4), ("wrote", 0.99)],
        [False, True, True, False],
    ),
    "the first half, its capital unread": ([("lábísí", 0.99), ("Ad", 0.3)], [True, True]),
    "a line that is half faint": ([("Des", 0.91), ("w", 0.5), ("d", 0.5), ("r.", 0.95)], [True] * 4),
    "nothing": ([("Quent", 0.99), ("Plan", 0.8)], [False, False]),
}


@pytest.mark.parametrize("case", DOUBTS)
def test_a_faint_word_takes_along_what_may_belong_to_its_name(case: str) -> None:
    line, doubts = DOUBTS[case]
    assert ocr._in_doubt([(text, score, ()) for text, score in line]) == doubts


class Engine:
    """Reads a line as its first pixel says, well only where this is even, and takes some for upside down."""

    text_cls = SimpleNamespace(cls_thresh=0.9)

    def __init__(self, taken_for_turned: Sequence[int]) -> None:
        self.taken_for_turned = taken_for_turned
        self.read = 0

    def cls_and_rotate(self, crops: Sequence[Any]) -> tuple[list[Any], Any]:
        turned = [at in self.taken_for_turned for at in range(len(crops))]
        upright = [crop[::-1, ::-1] if turn else crop for crop, turn in zip(crops, turned, strict=True)]
        return upright, SimpleNamespace(cls_res=[("180" if turn else "0", np.float32(0.95)) for turn in turned])

    def recognize_txt(self, crops: Sequence[Any]) -> Any:
        self.read += len(crops)
        first = [int(crop[0, 0, 0]) for crop in crops]
        scores = [0.5 if each % 2 else 0.99 for each in first]
        return SimpleNamespace(txts=list(map(str, first)), word_results=[None] * len(first), scores=scores)


TURNS = {  # the lines' first and last pixels, those taken for upside down → what is read, and which are turned
    "one is mistaken for upside down": ([(2, 1), (4, 1), (6, 1)], [1], ["2", "4", "6"], [False] * 3),
    "one is upside down": ([(2, 1), (1, 4), (6, 1)], [1], ["2", "4", "6"], [False, True, False]),
    "a page is upside down, one line mistaken": ([(1, 2), (1, 4), (1, 6)], [0, 2], ["2", "4", "6"], [True] * 3),
    "a single line": ([(1, 2)], [0], ["2"], [True]),
}


@pytest.mark.parametrize("case", TURNS)
def test_a_line_that_stands_unlike_the_others_is_read_both_ways(case: str) -> None:
    pixels, taken_for_turned, texts, turned = TURNS[case]
    crops = [np.array([[[first] * 3, [last] * 3]], np.uint8) for first, last in pixels]
    engine = Engine(taken_for_turned)
    read = worker._read_lines(engine, crops)
    assert [line[2] for line in read] == texts
    assert [line[0] for line in read] == turned
    assert engine.read == len(crops) + (len(crops) > 1)  # the odd one twice, the others once


def test_few_letters_in_much_room_cannot_be_relied_on() -> None:
    crop = np.full((30, 300, 3), 255, np.uint8)
    info = SimpleNamespace(words=[["r", "."]], confs=[0.95, 0.95], word_cols=[[3, 9]], line_txt_len=10)
    quad = ((0.0, 0.0), (300.0, 0.0), (300.0, 30.0), (0.0, 30.0))
    assert [sure for _, sure, _ in worker._words(quad, crop, "r.", info)] == [0.0]
    assert [sure for _, sure, _ in worker._words(quad, crop[:, :60], "r.", info)] == [0.95]


# ── Paint over ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_of_a_covered_name_or_code_can_be_read(covered: Image.Image) -> None:
    found = read_picture(encoded(covered))
    assert not {"Marisol", "Quent"} & set(found.text.replace(",", " ").split())
    assert found.text.count("Teacher") == 3
    assert "Reading plan by" in found.text
    assert found.codes == ()


def test_only_the_boxes_change(text: PictureText, covered: Image.Image) -> None:
    left = differs(sheet(), covered)
    touched = [word.quad for word in text.words if any(each.span.overlaps(word.span) for each in named(text))]
    for quad in (*touched, *text.codes):
        xs, ys = [x for x, _ in quad], [y for _, y in quad]
        margin = 0.2 * max(max(xs) - min(xs), max(ys) - min(ys)) if quad in text.codes else 8
        left.paste(0, (int(min(xs) - margin), int(min(ys) - margin), int(max(xs) + margin), int(max(ys) + margin)))
    assert left.getbbox() is None


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"])
def test_a_covered_picture_keeps_its_kind_and_is_the_same_every_time(kind: str, text: PictureText) -> None:
    data = encoded(sheet(), kind)
    once = cover(data, named(text), text).data
    assert once == cover(data, named(text), text).data
    assert (Image.open(BytesIO(once)).format, Image.open(BytesIO(once)).size) == (kind, sheet().size)


def a_word(box: tuple[int, int, int, int], said: str = NAME) -> PictureText:
    x0, y0, x1, y1 = box
    quad = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    return PictureText(said, (Word(Span(0, len(said)), quad),))


def test_what_stays_of_a_word_stands_beside_its_label() -> None:
    said, image = f"({NAME}),", Image.new("RGB", (300, 60), PAPER)
    text = a_word((10, 10, 290, 40), said)
    one = cover(encoded(image), [Redaction("s1", Span(1, 1 + len(NAME)), LABEL, "p1")], text).data
    two = cover(encoded(image), [Redaction("s1", Span(0, len(said)), f"({LABEL}),", "p1")], text).data
    assert one == two != encoded(image)


def test_a_label_without_room_is_a_plain_box_and_said() -> None:
    found = cover(encoded(Image.new("RGB", (90, 60), PAPER)), named(a_word((5, 5, 20, 20))), a_word((5, 5, 20, 20)))
    assert found.without_label == 1
    assert Image.open(BytesIO(found.data)).getpixel((12, 12)) == (128, 128, 128)


def test_a_label_never_leaves_its_box() -> None:
    data, text = encoded(Image.new("RGB", (300, 80), PAPER)), a_word((100, 20, 200, 50))
    box = differs(
        Image.open(BytesIO(cover(data, named(text), text).data)), Image.new("RGB", (300, 80), PAPER)
    ).getbbox()
    assert box is not None
    assert box[0] >= 100 and box[1] >= 20 and box[2] <= 200 and box[3] <= 50


def test_words_that_ocr_is_not_sure_of_are_painted_over() -> None:
    image = Image.effect_noise((120, 60), 90).convert("RGB")
    doubtful = PictureText(doubtful=(((10, 10), (60, 10), (60, 30), (10, 30)),))
    found = Image.open(BytesIO(cover(encoded(image), [], doubtful).data)).crop((10, 10, 60, 30))
    assert found.getcolors(1) is not None


# ── In documents ────────────────────────────────────────────────────────────────────────────────────────────────────


def line(said: str, points: int, kind: str) -> bytes:
    image = Image.new("RGB", (420, 60), PAPER)
    ImageDraw.Draw(image).text((12, 15), said, fill=INK, font=ImageFont.load_default(points))
    return encoded(image, kind)


LINES = {
    "png": line(f"Plan of {NAME}", 24, "PNG"),
    "jpeg": line(f"Group of {NAME}, May", 20, "JPEG"),
    "gif": line(f"Notes ({NAME})", 28, "GIF"),
}


def docx(folder: Path, pictures: dict[str, bytes]) -> Path:
    document = Document()
    for data in pictures.values():
        document.add_picture(BytesIO(data))
    document.save(str(folder / "memo.docx"))
    return folder / "memo.docx"


def odt(folder: Path, pictures: dict[str, bytes]) -> Path:
    uris = "office text draw svg".split()
    spaces = " ".join(f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in uris)
    spaces = spaces.replace("xmlns:svg:1.0", "xmlns:svg-compatible:1.0").replace("xmlns:draw:1.0", "xmlns:drawing:1.0")
    frames = "".join(
        f'<text:p><draw:frame><draw:image xlink:href="Pictures/{name}.{name}"/></draw:frame></text:p>'
        for name in pictures
    )
    with zipfile.ZipFile(folder / "memo.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">'
            f"<office:body><office:text>{frames}</office:text></office:body></office:document-content>",
        )
        for name, data in pictures.items():
            archive.writestr(f"Pictures/{name}.{name}", data)
    return folder / "memo.odt"


WRITERS = {"docx": docx, "odt": odt}


def pictures_in(path: Path) -> list[bytes]:
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name) for name in archive.namelist() if "media/" in name or "Pictures/" in name]


def blinded(path: Path, options: Options = COVER) -> list[bytes]:
    """The pictures of the copy in which every `NAME` is blinded."""
    format_: Format = FORMATS[path.suffix]
    out = path.with_stem("out")
    with in_force(options.limits):
        redactions = {
            segment.id: [Redaction(segment.id, Span(at, at + len(NAME)), LABEL, "p1")]
            for segment in format_.read(path, options).segments
            if (at := segment.text.find(NAME)) >= 0
        }
        format_.rewrite(path, out, redactions, options)
    return pictures_in(out)


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_text_of_pictures_is_a_segment_and_names_in_it_are_painted_over(suffix: str, tmp_path: Path) -> None:
    path = WRITERS[suffix](tmp_path, LINES)
    document = FORMATS[path.suffix].read(path, COVER)
    said = [segment.text for segment in document.segments if segment.kind is SegmentKind.PICTURE]
    assert [NAME in each for each in said] == [True] * 3
    assert {picture.fate for picture in document.pictures} == {Fate.COVER}
    copies = blinded(path)
    for before, after in zip(LINES.values(), copies, strict=True):
        assert Image.open(BytesIO(after)).format == Image.open(BytesIO(before)).format
        assert ink_left(before, after) < 0.5
    left = read_picture(copies[0]).text
    assert left.startswith("Plan of")
    assert not {"Marisol", "Quent"} & set(left.split())
    again = blinded(WRITERS[suffix](tmp_path, {"png": copies[0]}))  # blinding what is blinded
    assert ink_left(LINES["png"], again[0]) < 0.5


def ink_left(before: bytes, after: bytes) -> float:
    """How much of the name's ink is still ink; a label in its place hits some of it by chance."""
    text = read_picture(before)
    words = [word.quad for word in text.words if named(text)[0].span.overlaps(word.span)]
    box = (int(words[0][0][0]), int(words[0][0][1]), int(words[-1][2][0]), int(words[-1][2][1]))
    inks = [
        Image.open(BytesIO(data)).convert("L").crop(box).point([255 * (level < 128) for level in range(256)])
        for data in (before, after)
    ]
    return ImageChops.multiply(*inks).histogram()[255] / inks[0].histogram()[255]


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_picture_that_cannot_be_read_gives_way(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "GRACE_S", 0.0)
    path = WRITERS[suffix](tmp_path, {"png": LINES["png"]})
    options = Options(pictures="keep", limits=Limits(ocr_s=0))
    with in_force(options.limits):
        document = FORMATS[path.suffix].read(path, options)
    assert [(each.fate, each.why) for each in document.pictures] == [(Fate.PLACEHOLDER, "its text cannot be read")]
    assert not [segment for segment in document.segments if segment.kind is SegmentKind.PICTURE]
    assert Image.open(BytesIO(blinded(path, options)[0])).getpixel((5, 5)) == (238, 238, 238)


@pytest.mark.parametrize("suffix", WRITERS)
def test_pictures_are_not_read_where_all_give_way(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_read", lambda *_: pytest.fail("it was read"))
    blinded(WRITERS[suffix](tmp_path, LINES), Options())


CAPTIONS = {
    "Logo of School B": "School B logo removed",
    "The crest": "Crest removed",
    "School B": "School B picture removed",
    "": "Picture removed",
}


@pytest.mark.parametrize("alt", CAPTIONS)
def test_a_placeholder_says_what_was_there_as_far_as_the_text_beside_it_does(alt: str) -> None:
    picture = Picture("picture 1", encoded(sheet()), Fate.PLACEHOLDER)
    assert finish(picture, [], alt, Options()).data == placeholder(encoded(sheet()), caption=CAPTIONS[alt])[0]


def test_a_legend_in_the_document_counts_as_text_beside_a_picture(tmp_path: Path) -> None:
    document = Document()
    document.add_picture(BytesIO(LINES["png"]))
    document.add_paragraph(f"Figure 1. Logo of {NAME}")
    document.save(str(tmp_path / "memo.docx"))
    format_ = FORMATS[".docx"]
    legend = next(each for each in format_.read(tmp_path / "memo.docx", Options()).segments if NAME in each.text)
    at = legend.text.find(NAME)
    redaction = Redaction(legend.id, Span(at, at + len(NAME)), "School B", "s1")
    format_.rewrite(tmp_path / "memo.docx", tmp_path / "out.docx", {legend.id: [redaction]}, Options())
    assert pictures_in(tmp_path / "out.docx") == [placeholder(LINES["png"], caption="School B logo removed")[0]]
