"""PDF: scanned pages are read by OCR and stay, with their names painted over. Every name here is invented."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2
import pytest
from PIL import Image

import blinder
from blinder import formats
from blinder.errors import ExitCode, LeakFound, UnreadableFile
from blinder.formats import FORMATS, recall
from blinder.formats.base import Options
from blinder.formats.pdf import PDF
from blinder.formats.pdf.repaint import whole_words
from blinder.formats.pictures import PictureText, Word, ocr, read_picture
from blinder.formats.pictures.scanned import is_blank, pack
from blinder.types import Document, Redaction, Span

SIZE = (420, 240)  # points of a page
NAMES = {
    "Maribel Okonquist": "Teacher C",
    "Okonquist": "Teacher C",
    "Brandvold": "Parent D",
    "Harrowgate Middle School": "School B",
}
LINES = (
    "Minutes of the leadership team",
    "",
    "Present: Maribel Okonquist, and (Brandvold).",
    "Ms. Okonquist asked how students in grade six use",
    "their notes. The Harrowgate Middle School will plan.",
)
EXPECTED = [
    "Minutes of the leadership team",
    "Present: Teacher C, and (Parent D). Ms. Teacher C asked how students in grade six use their notes. "
    "The School B will plan.",
]


def drawn(dpi: int = 150, angle: float = 0) -> Image.Image:
    """The lines as a scanner sees them."""
    with pymupdf.open() as document:
        page = document.new_page(width=SIZE[0], height=SIZE[1])
        for at, line in enumerate(LINES):
            page.insert_text((50, 60 + 18 * at), line, fontsize=12, fontname="tiro")
        pixels = page.get_pixmap(dpi=dpi)
    image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)
    return image.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")


def encoded(image: Image.Image, kind: str = "JPEG", **settings: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **settings)
    return out.getvalue()


def add_page(document: pymupdf.Document, picture: bytes, *, text: str = "", rotate: int = 0, mode: int = 3) -> None:
    """A page that is the picture, over a text layer."""
    width, height = SIZE if rotate % 180 == 0 else SIZE[::-1]
    page = document.new_page(width=width, height=height)
    if text:
        page.insert_text((50, 96), text, fontsize=12, render_mode=mode)
    page.insert_image(page.rect, stream=picture, keep_proportion=False)
    page.set_rotation(rotate)


def add_strips(document: pymupdf.Document, image: Image.Image, count: int) -> None:
    page = document.new_page(width=SIZE[0], height=SIZE[1])
    cuts = [image.height * at // count for at in range(count + 1)]
    for top, bottom in pairwise(cuts):
        place = pymupdf.Rect(0, top * SIZE[1] / image.height, SIZE[0], bottom * SIZE[1] / image.height)
        page.insert_image(place, stream=encoded(image.crop((0, top, image.width, bottom))), keep_proportion=False)


def redactions_of(document: Document) -> dict[str, list[Redaction]]:
    found: dict[str, list[Redaction]] = {}
    for segment in document.segments:
        taken: list[Span] = []
        for name, label in NAMES.items():
            at = segment.text.find(name)
            while at >= 0:
                span = Span(at, at + len(name))
                if not any(span.overlaps(other) for other in taken):
                    taken.append(span)
                    found.setdefault(segment.id, []).append(Redaction(segment.id, span, label, "p1"))
                at = segment.text.find(name, at + 1)
    return {key: sorted(rows, key=lambda row: row.span) for key, rows in found.items()}


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A JPEG over an old text layer; black and white on a rotated page; a slanted sheet in strips."""
    path = tmp_path_factory.mktemp("scans") / "scans.pdf"
    with pymupdf.open() as document:
        add_page(document, encoded(drawn().convert("L")), text="Present: Maribel Okonquist")
        black = drawn(200).convert("L").point(lambda level: 255 * (level > 128)).convert("1")
        aside = black.transpose(Image.Transpose.ROTATE_90)
        add_page(document, encoded(aside, "TIFF", compression="group4"), rotate=90)
        add_strips(document, drawn(200, angle=1.5), 5)
        document.save(path)
    return path


@pytest.fixture(scope="module")
def read(scanned: Path) -> Document:
    return PDF().read(scanned, Options())


@pytest.fixture(scope="module")
def blinded(scanned: Path, read: Document) -> Path:
    out = scanned.with_name("out.pdf")
    PDF().rewrite(scanned, out, redactions_of(read), Options())
    return out


def test_what_was_read_is_not_read_again_for_the_copy(
    scanned: Path, blinded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = formats.read(FORMATS[".pdf"], scanned, Options())
    recall._said.clear()  # as in another process
    monkeypatch.setattr(ocr, "_ask", None)
    options = Options(ocr=document.ocr)
    formats.rewrite(FORMATS[".pdf"], scanned, tmp_path / "out.pdf", redactions_of(document), options)
    assert (tmp_path / "out.pdf").read_bytes() == blinded.read_bytes()


def test_every_kind_of_scan_is_read_as_paragraphs(read: Document) -> None:
    original = [" ".join(LINES[:1]), " ".join(LINES[2:])]
    assert [segment.text for segment in read.segments] == original * 3
    assert read.segments[0].place == "p. 1, paragraph 1, scanned"
    assert not read.unseen


def test_a_person_is_asked_to_look_at_every_scan(read: Document) -> None:
    assert [doubt.place for doubt in read.doubts] == ["p. 1", "p. 2", "p. 3"]


def test_labels_stand_in_the_text_layer_in_reading_order(blinded: Path) -> None:
    with pymupdf.open(blinded) as document:
        mine = [" ".join(page.get_text().split()) for page in document]
    document = pypdfium2.PdfDocument(blinded)
    theirs = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    assert mine == theirs == [" ".join(EXPECTED)] * 3


def test_the_text_layer_is_invisible_and_nothing_else_is_left_of_the_page(blinded: Path) -> None:
    with pymupdf.open(blinded) as document:
        for page in document:
            assert {kind for kind, _ in page.get_bboxlog()} == {"fill-image", "ignore-text"}
            assert len(page.get_images()) == 1
        assert [page.rotation for page in document] == [0, 90, 0]


def test_names_are_gone_from_the_pixels_and_labels_can_be_read(blinded: Path) -> None:
    """As the picture lies in the file, and as a reader shows the page."""
    with pikepdf.open(blinded) as pdf:
        image = next(iter(pdf.pages[0].get_images().values()))
        seen = [read_picture(encoded(pikepdf.PdfImage(image).as_pil_image(), "PNG")).text]
    with pymupdf.open(blinded) as document:
        seen += [read_picture(document[at].get_pixmap(dpi=150).tobytes("png")).text for at in (1, 2)]
    for text in seen:
        assert not any(part in text for name in NAMES for part in name.split() if part not in ("Middle", "School"))
        assert all(label in text for label in ("Teacher C", "Parent D", "School B", "leadership team"))


def test_black_and_white_stays_black_and_white(blinded: Path) -> None:
    with pikepdf.open(blinded) as pdf:
        depths = [int(next(iter(page.get_images().values())).BitsPerComponent) for page in pdf.pages]
    assert depths == [8, 1, 8]


def test_a_name_whose_place_in_the_picture_is_unknown_stops_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = PictureText("Brandvold", (Word(Span(0, 9), QUAD),))
    document = told(tmp_path, page_of(drawn()), monkeypatch, named)
    monkeypatch.setattr("blinder.formats.pdf.repaint.NEAR", -50.0)
    with pytest.raises(LeakFound):
        PDF().rewrite(tmp_path / "a.pdf", tmp_path / "out.pdf", redactions_of(document), Options())


def spans(page: pymupdf.Page) -> list[dict[str, object]]:
    lines = [line for block in page.get_text("dict")["blocks"] for line in block.get("lines", ())]
    return [span for line in lines for span in line["spans"]]


Shape = Callable[[pymupdf.Document], object]


def told(tmp_path: Path, shape: Shape, monkeypatch: pytest.MonkeyPatch, ocr: PictureText | None) -> Document:
    """What is read of a page where OCR answers `ocr`, or fails."""

    def answer(data: bytes) -> PictureText:
        if ocr is None:
            raise UnreadableFile("OCR failed or took too long")
        return ocr

    monkeypatch.setattr("blinder.formats.pdf.scans.read_picture", answer)
    with pymupdf.open() as document:
        shape(document)
        document.save(tmp_path / "a.pdf")
    return PDF().read(tmp_path / "a.pdf", Options())


def page_of(image: Image.Image, **more: object) -> Shape:
    return lambda document: add_page(document, encoded(image), **more)


QUAD = ((10.0, 10.0), (90.0, 10.0), (90.0, 30.0), (10.0, 30.0))
ONE_WORD = PictureText("Agenda", (Word(Span(0, 6), QUAD),))


@pytest.mark.parametrize(
    ("ocr", "reason"),
    [
        (None, "scanned page: OCR failed or took too long"),
        (PictureText(), "scanned page: no text to read"),
        (PictureText("Agenda", (Word(Span(0, 6), QUAD),), (QUAD,)), "scanned page: handwriting or unclear text"),
    ],
)
def test_what_ocr_cannot_read_is_unseen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ocr: PictureText | None, reason: str
) -> None:
    assert reason in [each.reason for each in told(tmp_path, page_of(drawn()), monkeypatch, ocr).unseen]


@pytest.mark.usefixtures("by_rules")
def test_a_scan_is_written_and_asks_for_a_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told(tmp_path, page_of(drawn()), monkeypatch, ONE_WORD)
    outcome = blinder.blind([tmp_path / "a.pdf"], out=tmp_path / "out")
    assert outcome.exit_code is ExitCode.FINDINGS
    assert "p. 1" in [each.place for each in outcome.files[0].findings if each.check == "doubts"]
    assert (tmp_path / "out" / "a.pdf").exists()


def test_a_blank_page_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = told(tmp_path, page_of(Image.new("L", (800, 500), 250)), monkeypatch, None)
    assert not document.unseen and not document.segments


def test_text_under_the_picture_is_an_old_text_layer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = told(tmp_path, page_of(drawn(), text="Maribel Okonquist", mode=0), monkeypatch, ONE_WORD)
    assert [segment.text for segment in document.segments] == ["Agenda"]


def test_a_page_with_text_of_its_own_is_no_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def shape(document: pymupdf.Document) -> None:
        add_page(document, encoded(drawn()))
        document[0].insert_text((50, 200), "Typed over the picture.", fontsize=12)

    document = told(tmp_path, shape, monkeypatch, ONE_WORD)
    assert [segment.text for segment in document.segments] == ["Typed over the picture."]
    assert [each.place for each in document.removals] == ["p. 1, picture 1"]


def test_a_number_stamped_on_a_scan_stays_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def shape(document: pymupdf.Document) -> None:
        add_page(document, encoded(drawn()))
        document[0].insert_text((50, 235), "Brandvold 0012", fontsize=8, fontname="tibo", color=(0, 0, 1))

    document = told(tmp_path, shape, monkeypatch, ONE_WORD)
    assert {segment.text for segment in document.segments} == {"Agenda", "Brandvold 0012"}
    PDF().rewrite(tmp_path / "a.pdf", tmp_path / "out.pdf", redactions_of(document), Options())
    with pymupdf.open(tmp_path / "out.pdf") as out:
        (stamp,) = [span for span in spans(out[0]) if "Parent D" in span["text"]]
        assert (stamp["font"], stamp["color"]) == ("Times-Bold", 0x0000FF)
        whole = [word[4] for word in out[0].get_text("words")]
        assert sorted(whole) == ["0012", "Agenda", "D", "Parent"]
        pixels = Image.open(BytesIO(out.extract_image(out[0].get_images()[0][0])["image"]))
    assert pixels.convert("L").crop((0, pixels.height * 9 // 10, *pixels.size)).getextrema()[0] > 200


def test_typed_notes_on_a_scan_stay_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def shape(document: pymupdf.Document) -> None:
        add_page(document, encoded(drawn()))
        document[0].add_freetext_annot((50, 180, 300, 200), "seen by Brandvold", fontsize=12)

    document = told(tmp_path, shape, monkeypatch, ONE_WORD)
    assert "seen by Brandvold" in [segment.text for segment in document.segments]
    PDF().rewrite(tmp_path / "a.pdf", tmp_path / "out.pdf", redactions_of(document), Options())
    with pymupdf.open(tmp_path / "out.pdf") as out:
        assert sorted(out[0].get_text().split()) == ["Agenda", "D", "Parent", "by", "seen"]


@pytest.mark.parametrize(
    ("text", "names", "grown"),
    [
        ("by Okonquist today", ["Okonquist"], [("Okonquist", "C")]),
        ("(Okonquist), who", ["Okonquist"], [("(Okonquist),", "(C),")]),
        ("Okonquist/Brandvold met", ["Okonquist", "Brandvold"], [("Okonquist/Brandvold", "C/C")]),
        ("Okonquist’s", ["Okonquist"], [("Okonquist’s", "C’s")]),
        ("A. Okonquist Jr. came", ["A. Okonquist"], [("A. Okonquist", "C")]),
    ],
)
def test_pictures_are_painted_over_by_whole_words(text: str, names: list[str], grown: list[tuple[str, str]]) -> None:
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    found = whole_words(text, [Redaction("s", span, "C", "p1") for span in spans])
    assert [(text[each.span.start : each.span.end], each.replacement) for each in found] == grown


@pytest.mark.parametrize(
    ("black", "stamp", "kind"),
    [(True, False, ("PNG", "1")), (False, False, ("JPEG", "L")), (False, True, ("JPEG", "RGB"))],
)
def test_pages_are_packed_by_what_they_show(black: bool, stamp: bool, kind: tuple[str, str]) -> None:
    page = drawn()
    if stamp:
        page.paste((180, 20, 20), (40, 40, 140, 90))
    packed = Image.open(BytesIO(pack(encoded(page, "PNG"), black=black)))
    assert (packed.format, packed.mode) == kind


def test_paper_and_dust_are_blank_and_a_line_of_writing_is_not() -> None:
    paper = Image.new("RGB", (800, 500), (244, 240, 230))
    paper.putpixel((30, 30), (0, 0, 0))
    assert is_blank(encoded(paper, "PNG"))
    assert not is_blank(encoded(drawn(), "PNG"))
