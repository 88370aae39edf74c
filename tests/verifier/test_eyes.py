"""What the eyes read, what they refuse, and that a clean file passes."""

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from PIL import Image, ImageDraw

from blinder.errors import EncryptedFile, TooLarge, UnreadableFile, WrongExtension
from blinder.label_map import read_label_map
from blinder.types import EntityType, Severity
from blinder.verifier import Known, verify_file
from blinder.verifier.neutral import is_neutral

Make = Callable[..., Path]
KNOWN = [
    Known("Zerlina Quandt", EntityType.PERSON),
    Known("Quandt", EntityType.PERSON),
    Known("Hall", EntityType.PERSON),
]


def grave(path: Path) -> list[tuple[str, str]]:
    return [(f.check, f.message) for f in verify_file(path, KNOWN)[1] if f.severity is not Severity.NOTE]


def visible(path: Path) -> str:
    return "\n".join(glimpse.text for glimpse in verify_file(path)[0].texts if glimpse.visible)


def placeholder() -> bytes:
    image, stream = Image.new("RGB", (300, 120), (238, 238, 238)), io.BytesIO()
    ImageDraw.Draw(image).rectangle((0, 0, 299, 119), outline=(160, 160, 160))
    ImageDraw.Draw(image).text((60, 50), "Picture removed", fill=(96, 96, 96))
    image.save(stream, "png")
    return stream.getvalue()


def photo() -> bytes:
    stream = io.BytesIO()
    Image.radial_gradient("L").save(stream, "png")
    return stream.getvalue()


def test_clean_docx_has_nothing_against_it(docx: Make) -> None:
    body = (
        "<w:p><w:r><w:rPr><w:rFonts w:ascii='Georgia'/></w:rPr><w:t>Teacher C's challenge at School B</w:t></w:r></w:p>"
    )
    core = "<cp:p XMLNS><dc:title>Plan of School B</dc:title><dc:creator>Author 1</dc:creator></cp:p>"
    assert grave(docx(body, {"docProps/core.xml": core, "word/media/image1.png": placeholder()})) == []


def test_clean_odt_has_nothing_against_it(odt: Make) -> None:
    assert grave(odt("<text:p>Teacher C</text:p>", {"Pictures/1.png": placeholder()})) == []


def test_clean_pdf_has_nothing_against_it(pdf: Make) -> None:
    assert grave(pdf(lambda document: document[0].insert_image((10, 10, 90, 90), stream=placeholder()))) == []


@pytest.mark.parametrize("suffix", [".txt", ".md", ".csv"])
def test_text_files_are_read_in_any_encoding(tmp_path: Path, suffix: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        path = tmp_path / f"a{suffix}"
        path.write_bytes("Señor Quandt".encode(encoding))
        assert visible(path) == "Señor Quandt"
        assert grave(path) == [("names", "a name is left: 1 PERSON")]


@pytest.mark.parametrize("text", ["K&#101;rrigan said so.", "**K**errigan said so.", "Kerri<b>gan</b> said so."])
def test_a_name_is_seen_as_a_browser_shows_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "notes.md"
    path.write_text(text)
    _, findings = verify_file(path, [Known("Kerrigan", EntityType.PERSON)])
    assert {finding.severity for finding in findings if finding.check == "names"} == {Severity.LEAK}


def test_visible_text_is_good_reading_text(docx: Make) -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    row = f"<w:tr>{cell.format('Name')}{cell.format('Role')}</w:tr>"
    body = f"<w:p><w:r><w:t>One </w:t></w:r><w:r><w:t>line</w:t></w:r></w:p><w:tbl>{row}{row}</w:tbl>"
    assert visible(docx(body)) == "One line\nName | Role\nName | Role"


def test_pages_are_read_in_lines(pdf: Make) -> None:
    assert visible(pdf(lambda document: document[0].insert_text((72, 90), "Second line"))).splitlines() == [
        "Teacher C met District A.",
        "Second line",
    ]


def test_letters_that_a_pdf_sets_apart_make_no_short_names(pdf: Make) -> None:
    def kern(file: pikepdf.Pdf) -> None:
        file.pages[0].contents_add(
            b"BT /helv 9 Tf 1 0 0 1 72 500 Tm [(Ed) -2 (ucation)] TJ 80 0 Td (Frank) Tj 23 0 Td (lin) Tj ET"
        )

    known = [Known("Ed", EntityType.PERSON), Known("Frank", EntityType.PERSON), Known("Mark", EntityType.PERSON)]
    assert verify_file(pdf(None, kern), known)[1] == ()


def test_pdf_stream_bomb_is_refused(pdf: Make) -> None:
    def add_bomb(file: pikepdf.Pdf) -> None:
        bomb = zlib.compress(b"\0" * (120 << 20))
        file.Root.Extra = file.make_indirect(pikepdf.Stream(file, bomb, Filter=pikepdf.Name.FlateDecode))

    with pytest.raises(TooLarge):
        verify_file(pdf(None, add_bomb))


PARTS = [
    ("metadata", "<cp:p XMLNS><dc:creator>A. Person</dc:creator></cp:p>", Severity.LEAK),
    ("metadata", "<cp:p XMLNS><cp:keywords>plan</cp:keywords></cp:p>", Severity.REVIEW),
    ("comments", "<w:comments XMLNS><w:comment w:author='A. Person'/></w:comments>", Severity.LEAK),
    ("comments", "<w:comments XMLNS><w:comment w:author='Teacher C'/></w:comments>", Severity.NOTE),
    ("changes", "<w:p XMLNS><w:ins w:author='A. Person'/></w:p>", Severity.LEAK),
    ("changes", "<w:p XMLNS><w:ins w:author='Author 2'/></w:p>", Severity.NOTE),
    ("hidden", "<w:r XMLNS><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>", Severity.NOTE),
    ("hidden", "<broken", Severity.REVIEW),
    (
        "links",
        "<rel:R XMLNS><rel:Relationship TargetMode='External' Target='mailto:a@x.example'/></rel:R>",
        Severity.LEAK,
    ),
    (
        "links",
        "<rel:R XMLNS><rel:Relationship TargetMode='External' Target='https://x.example'/></rel:R>",
        Severity.REVIEW,
    ),
]


@pytest.mark.parametrize(("check", "part", "severity"), PARTS)
def test_each_check_weighs_what_is_left(docx: Make, check: str, part: str, severity: Severity) -> None:
    found = {(f.check, f.severity) for f in verify_file(docx("", {"word/extra.xml": part}))[1]}
    assert found == {(check, severity)}


@pytest.mark.parametrize(
    "target", ["https://doi.org/10.1/x", "https://www.doe.mass.edu/ele/", "https://ies.ed.gov/x", "#top"]
)
def test_references_may_stay(docx: Make, target: str) -> None:
    part = f"<rel:R XMLNS><rel:Relationship TargetMode='External' Target='{target}'/></rel:R>"
    assert grave(docx("", {"word/extra.xml": part})) == []


def test_pictures_ask_for_a_person_unless_they_are_placeholders(docx: Make) -> None:
    assert grave(docx("", {"word/media/image1.png": photo()})) == [
        ("pictures", "a picture that was not examined: a person must look")
    ]


def test_scripts_attachments_and_layers_in_a_pdf_are_found(pdf: Make) -> None:
    def script(file: pikepdf.Pdf) -> None:
        file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1")

    def draw(document: pymupdf.Document) -> None:
        document.add_ocg("Layer 1")
        document.embfile_add("x", b"x")

    messages = {message for check, message in grave(pdf(draw, script)) if check == "hidden"}
    assert messages == {"layer", "script: JavaScript", "embedded file: attachment"}


def test_member_that_no_list_names_is_found(odt: Make) -> None:
    path = odt()
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("Thumbnails/note", "x")
    assert grave(path) == [("history", "unlisted member")]


def test_findings_carry_the_name_that_the_caller_gives(docx: Make) -> None:
    sight, findings = verify_file(docx("", {"word/media/image1.png": photo()}), document="File 7")
    assert sight.name == "File 7"
    assert {finding.document for finding in findings} == {"File 7"}


def test_labels_are_neutral_authors_and_names_are_not() -> None:
    assert all(is_neutral(f"{word} C") for word in read_label_map("ma-pal").label_words)
    assert not any(is_neutral(author) for author in ("Maria R", "Lincoln School", "Rivera A", "mrivera"))


BAD = {
    "empty.docx": (b"", UnreadableFile),
    "truncated.docx": (b"PK\x03\x04" + b"x" * 80, UnreadableFile),
    "really_a_pdf.docx": (b"%PDF-1.7\n", WrongExtension),
    "really_a_zip.txt": (b"PK\x03\x04", WrongExtension),
    "really_text.pdf": (b"hello", WrongExtension),
    "damaged.pdf": (b"%PDF-1.7\ntrailer", UnreadableFile),
    "damaged.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 900, UnreadableFile),
    "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), EncryptedFile),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_by_our_errors(tmp_path: Path, name: str) -> None:
    data, error = BAD[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(error) as caught:
        verify_file(tmp_path / name)
    assert type(caught.value) is error


def test_encrypted_pdf_is_refused(pdf: Make) -> None:
    path = pdf()
    document = pymupdf.open(stream=path.read_bytes())
    document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="a", user_pw="")
    with pytest.raises(EncryptedFile):
        verify_file(path)


def test_zip_bomb_is_refused(docx: Make) -> None:
    with pytest.raises(TooLarge):
        verify_file(docx("", {"word/big.bin": b"\0" * (20 << 20)}))


def test_entity_bomb_stays_small(docx: Make) -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    sight, _ = verify_file(docx("", {"word/bomb.xml": f"<!DOCTYPE x [{lines}]><x>&e11;</x>"}))
    assert sum(len(glimpse.text) for glimpse in sight.texts) < 100_000


def test_files_nested_too_deeply_are_refused(tmp_path: Path) -> None:
    data = b"x"
    for _ in range(12):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("inner.zip", data)
        data = stream.getvalue()
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    with pytest.raises(TooLarge):
        verify_file(path)


def test_paths_that_climb_are_only_read(docx: Make, tmp_path: Path) -> None:
    assert grave(docx("", {"../../evil.xml": "<x/>"})) == [("history", "unlisted member")]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.docx"]
