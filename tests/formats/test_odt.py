import zipfile
from pathlib import Path

import pytest
from lxml import etree

from blinder.errors import EncryptedFile, SignedFile, UnreadableFile, WrongExtension
from blinder.formats.base import Options
from blinder.formats.odt import ODT
from blinder.formats.odt.names import is_address
from blinder.formats.odt.package import MIMETYPE
from blinder.formats.odt.values import is_formatting, is_language, known_font
from blinder.formats.odt.vocabulary import ELEMENTS, HOLDERS, INLINE, NAMES, TEXTS, URIS, qualified
from blinder.types import Document, Fate, Redaction, SegmentKind, Span

NAME, LABEL = "Marisol Quent", "Teacher C"
NS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in URIS.items() if prefix != "xml")


def odt(tmp_path: Path, body: str, **parts: bytes) -> Path:
    path = tmp_path / "a.odt"
    content = (
        f'<office:document-content {NS} office:version="1.3">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", MIMETYPE)
        archive.writestr("content.xml", content)
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def read(path: Path, **options: bool) -> Document:
    return ODT().read(path, Options(**options))


def texts(path: Path, **options: bool) -> list[str]:
    return [segment.text for segment in read(path, **options).segments if not segment.dropped]


def blinded(path: Path, **options: bool) -> etree._Element:
    """The body of the copy in which every `NAME` is blinded."""
    redactions = {
        segment.id: [Redaction(segment.id, Span(at, at + len(NAME)), LABEL, "p1")]
        for segment in read(path, **options).segments
        if (at := segment.text.find(NAME)) >= 0
    }
    out = path.with_name("out.odt")
    ODT().rewrite(path, out, redactions, Options(**options))
    with zipfile.ZipFile(out) as archive:
        return etree.fromstring(archive.read("content.xml"))


def test_a_name_over_spans_gives_way_in_place_and_the_spans_stay(tmp_path: Path) -> None:
    path = odt(
        tmp_path,
        '<text:p>by <text:span text:style-name="T1">Mari</text:span><text:span text:style-name="T2">sol<text:s/>Quent, '
        'and </text:span><text:span text:style-name="T3">others</text:span></text:p>',
    )
    spans = blinded(path).iter(qualified("text:span"))
    assert [span.text for span in spans] == [LABEL, ", and ", "others"]


def test_white_space_is_read_as_libreoffice_shows_it(tmp_path: Path) -> None:
    path = odt(tmp_path, '<text:p>  one \n two<text:s text:c="3"/>three<text:tab/>four<text:line-break/>five</text:p>')
    assert texts(path) == ["one two   three\tfour\nfive"]


def test_a_million_spaces_are_bounded(tmp_path: Path) -> None:
    assert len(texts(odt(tmp_path, '<text:p>one<text:s text:c="99999999"/>two</text:p>'))[0]) < 2_000


def test_cells_are_parted_by_bars_and_rows_by_line_breaks(tmp_path: Path) -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell}{cell}</table:table-row>"
    path = odt(tmp_path, f'<table:table table:name="t">{(row * 2).format("aa", "bb", "cc", "dd")}</table:table>')
    segments = read(path).segments
    assert [each.glue for each in segments] == ["\n", " | ", "\n", " | "]
    assert segments[3].place == "table 1, row 2"


def test_an_empty_corner_cell_leaves_its_row_on_a_line_of_its_own(tmp_path: Path) -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell * 3}</table:table-row>".format("", "fall", "spring")
    path = odt(tmp_path, f'<text:p>before</text:p><table:table table:name="t">{row}</table:table>')
    assert [each.glue for each in read(path).segments] == ["\n", "\n", " | "]


def test_a_single_figure_is_read_in_a_cell_and_a_bullet_is_not(tmp_path: Path) -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell}{cell}</table:table-row>"
    path = odt(tmp_path, f'<text:p>o</text:p><table:table table:name="t">{row.format("ELs", "7")}</table:table>')
    assert texts(path) == ["ELs", "7"]


def test_a_note_follows_its_paragraph(tmp_path: Path) -> None:
    note = '<text:note text:note-class="footnote"><text:note-body><text:p>aside</text:p></text:note-body></text:note>'
    segments = read(odt(tmp_path, f"<text:p>before{note} after</text:p>")).segments
    assert [(each.text, each.kind) for each in segments] == [
        ("before after", SegmentKind.BODY),
        ("aside", SegmentKind.NOTE),
    ]


def test_references_follow_the_names_they_mean(tmp_path: Path) -> None:
    body = (
        f'<text:p><text:bookmark text:name="{NAME}"/>x</text:p>'
        f'<text:p><text:a xlink:href="#{NAME.replace(" ", "%20")}|region">there</text:a>'
        f'<text:bookmark-ref text:ref-name="{NAME}">x</text:bookmark-ref></text:p>'
    )
    root = blinded(odt(tmp_path, body))
    name = next(root.iter(qualified("text:bookmark"))).get(qualified("text:name"))
    assert name != NAME
    assert next(root.iter(qualified("text:a"))).get(qualified("xlink:href")) == f"#{name}|region"
    assert next(root.iter(qualified("text:bookmark-ref"))).get(qualified("text:ref-name")) == name


def test_built_in_styles_keep_their_names(tmp_path: Path) -> None:
    root = blinded(
        odt(tmp_path, '<text:p text:style-name="Heading_20_1">x</text:p><text:p text:style-name="Quent">y</text:p>')
    )
    assert [each.get(qualified("text:style-name")) for each in root.iter(qualified("text:p"))] == ["Heading_20_1", "n1"]


@pytest.mark.parametrize(
    ("href", "kind", "stays"),
    [
        ("https://doi.example/10.1", SegmentKind.LINK, True),
        ("mailto:m@x.example", SegmentKind.LINK, True),
        ("../plans/plan.odt", SegmentKind.LINK, False),
        ("file:///C:/Users/m/plan.odt", SegmentKind.LINK, False),
        ("javascript:alert(1)", SegmentKind.LINK, False),
        ("https://[broken", SegmentKind.LINK, False),
    ],
)
def test_only_links_to_the_web_and_to_mail_stay(tmp_path: Path, href: str, kind: SegmentKind, stays: bool) -> None:
    path = odt(tmp_path, f'<text:p>see <text:a xlink:href="{href}">this</text:a> now</text:p>')
    assert [each.dropped for each in read(path).segments if each.kind is kind] == [not stays]
    root = blinded(path)
    assert (next(root.iter(qualified("text:a")), None) is not None) is stays
    assert "".join(root.itertext()) == "see this now"


def test_a_redacted_link_becomes_plain_text(tmp_path: Path) -> None:
    link = '<text:a xlink:href="https://x.example/Marisol%20Quent">this <text:span>page</text:span></text:a>'
    path = odt(tmp_path, f"<text:p>see {link}.</text:p>")
    root = blinded(path)
    assert next(root.iter(qualified("text:a")), None) is None
    assert "".join(root.itertext()) == "see this page."


def test_a_link_on_a_name_goes_and_one_beside_it_stays(tmp_path: Path) -> None:
    links = [f'<text:a xlink:href="https://x.example/{n}">{text}</text:a>' for n, text in ((1, f"of {NAME}"), (2, "a"))]
    root = blinded(odt(tmp_path, f"<text:p>{' '.join(links)}</text:p>"))
    assert [node.get(qualified("xlink:href")) for node in root.iter(qualified("text:a"))] == ["https://x.example/2"]
    assert "".join(root.itertext()) == f"of {LABEL} a"


LINES = " ".join(f"L {n} {n * 7 % 50}" for n in range(40))
FREE = (
    '<draw:custom-shape svg:width="2cm"><draw:enhanced-geometry draw:type="{}" draw:enhanced-path="M 0 0 {} N"/>'
    "</draw:custom-shape>"
)
DRAWN = {  # → its plain shape, None where it stays
    "a path": (f'<draw:path svg:width="2cm" svg:d="M 0 0 {LINES} Z"/>', "rect"),
    "a polygon": (f'<draw:polygon svg:width="2cm" draw:points="{LINES.replace("L ", "")}"/>', "rect"),
    "a free shape": (FREE.format("non-primitive", LINES), "custom-shape"),
    "an arrow": ('<draw:polygon svg:width="2cm" draw:points="0,0 9,5 0,9"/>', None),
    "a cloud": (FREE.format("cloud", LINES), None),
}


@pytest.mark.parametrize(("drawing", "plain"), DRAWN.values(), ids=DRAWN)
def test_a_fine_drawing_gives_way_to_a_plain_shape(drawing: str, plain: str | None, tmp_path: Path) -> None:
    path = odt(tmp_path, f"<text:p>{drawing}</text:p>")
    inside = etree.tostring(blinded(path)).decode()
    assert ("14 48" not in inside and f"<draw:{plain}" in inside) is (plain is not None)
    assert ("drawing: replaced by a plain shape" in [each.what for each in read(path).removals]) is (plain is not None)
    assert len(read(path, pictures="keep").unseen) == (plain is not None)
    yes = {(each.place, each.sha256): Fate.KEEP for each in read(path).pictures}
    assert not read(path, decisions=yes).removals


@pytest.mark.parametrize("href", ["https://x.example/Marisol%20Quent", "../plans/plan.odt", "#Budget%7Coutline"])
def test_a_link_that_goes_leaves_its_looks(tmp_path: Path, href: str) -> None:
    link = f'<text:a xlink:href="{href}" text:style-name="Internet_20_link">this <text:span>page</text:span></text:a>'
    root = blinded(odt(tmp_path, f"<text:p>see {link}.</text:p>"))
    assert next(root.iter(qualified("text:a")), None) is None
    assert "".join(root.itertext()) == "see this page."
    assert next(root.iter(qualified("text:span"))).get(qualified("text:style-name")) == "Internet_20_link"


def test_a_field_gives_way_to_what_it_shows(tmp_path: Path) -> None:
    path = odt(tmp_path, f"<text:p>by <text:author-name>{NAME}</text:author-name>, principal</text:p>")
    root = blinded(path)
    assert next(root.iter(qualified("text:author-name")), None) is None
    assert "".join(root.itertext()) == f"by {LABEL}, principal"


CHANGES = (
    '<text:tracked-changes><text:changed-region xml:id="c1"><text:deletion><office:change-info>'
    f"<dc:creator>{NAME}</dc:creator><dc:date>2024-05-06T07:08:09</dc:date></office:change-info>"
    "<text:p>old words</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    '<text:p>new<text:change text:change-id="c1"/> words</text:p>'
)


def test_changes_are_accepted(tmp_path: Path) -> None:
    path = odt(tmp_path, CHANGES)
    dropped = {(each.kind, each.text, each.hint) for each in read(path).segments if each.dropped}
    assert dropped == {(SegmentKind.DELETED, "old words", ""), (SegmentKind.PROPERTY, NAME, "Author")}
    assert "".join(blinded(path).itertext()) == "new words"


def test_kept_changes_lose_author_and_date(tmp_path: Path) -> None:
    path = odt(tmp_path, CHANGES)
    root = blinded(path, keep_changes=True)
    assert "".join(root.itertext()) == "Author1970-01-01T00:00:00old wordsnew words"
    region = next(root.iter(qualified("text:changed-region"))).get(qualified("xml:id"))
    assert next(root.iter(qualified("text:change"))).get(qualified("text:change-id")) == region


def test_unknown_elements_inside_a_line_leave_their_text(tmp_path: Path) -> None:
    path = odt(tmp_path, f'<text:p>by <loext:new loext:who="x">{NAME}</loext:new>!</text:p>')
    assert "".join(blinded(path).itertext()) == f"by {LABEL}!"


def test_unknown_blocks_with_text_are_unseen(tmp_path: Path) -> None:
    path = odt(tmp_path, f"<loext:new><text:p>{NAME}</text:p></loext:new><loext:empty/>")
    document = read(path)
    assert len(document.unseen) == 1
    assert [each.text for each in document.segments if each.dropped] == [NAME]
    assert "".join(blinded(path).itertext()) == ""


def test_prefixes_of_the_source_do_not_come_along(tmp_path: Path) -> None:
    path = odt(tmp_path, f'<q:p xmlns:q="{URIS["text"]}" xmlns:quent="urn:quent" quent:a="b">one</q:p>')
    blinded(path)
    with zipfile.ZipFile(tmp_path / "out.odt") as archive:
        assert b"<text:p>one</text:p>" in archive.read("content.xml")


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ({"META-INF/manifest.xml": b"<m:encryption-data/>"}, EncryptedFile),
        ({"META-INF/documentsignatures.xml": b"<s/>"}, SignedFile),
        ({"[Content_Types].xml": b"<s/>"}, WrongExtension),
        ({"styles.xml": b"<broken"}, UnreadableFile),
    ],
)
def test_packages_that_cannot_be_opened(tmp_path: Path, parts: dict[str, bytes], error: type[Exception]) -> None:
    with pytest.raises(error):
        read(odt(tmp_path, "<text:p>x</text:p>", **parts))


def test_a_spreadsheet_by_the_name_of_a_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(WrongExtension):
        read(path)


@pytest.mark.parametrize(
    "value",
    [
        "0.5cm solid #00ff00",
        "M 0 0 L 10.5 -3e-05 Z",
        "bold",
        "chart:bar",
        "rotate (0.5)",
        "M 1 2 L 3 4 Z N",
        "m 1 2 z M 3 4 l 5 6",
        "",
    ],
)
def test_formatting_passes(value: str) -> None:
    assert is_formatting(value)


@pytest.mark.parametrize(
    "value",
    [
        "Quent",
        "Q u e n t",
        "Q u e",
        "L i",
        "J.o.y",
        "L 1 e 1 e",
        "0.5cm Quent",
        "bold-quent",
        "Núñez",
        "#quent",
        "x" * 99_999,
    ],
)
def test_text_is_no_formatting(value: str) -> None:
    assert not is_formatting(value)


def test_unknown_fonts_become_a_plain_one() -> None:
    assert known_font("'Liberation Serif', serif") == "'Liberation Serif', serif"
    assert known_font("Open Sans SemiBold1") == "Open Sans SemiBold1"
    assert known_font("Quent Hand") == "sans-serif"


def test_language_codes_are_codes() -> None:
    assert all(map(is_language, ("en", "US", "none", "Latn")))
    assert not any(map(is_language, ("Quen", "quent", "QUE", "")))


def test_the_vocabulary_does_not_contradict_itself() -> None:
    assert HOLDERS | INLINE <= ELEMENTS
    assert not NAMES & TEXTS


def test_objects_within_each_other_end(tmp_path: Path) -> None:
    frame = '<draw:frame><draw:object xlink:href="./Object {0}"/><draw:object xlink:href="./Object {0}"/></draw:frame>'
    chart = (
        f"<office:document-content {NS}><office:body><office:chart><chart:chart><chart:title>"
        f"<text:p>title{frame}</text:p>"
        "</chart:title></chart:chart></office:chart></office:body></office:document-content>"
    )
    parts = {f"Object {at}/content.xml": chart.format((at + 1) % 12).encode() for at in range(12)}
    assert len(texts(odt(tmp_path, f"<text:p>{frame.format(0)}</text:p>", **parts))) == 12


@pytest.mark.parametrize(
    ("value", "passes"),
    [("local-table.A1:.B2", True), ("'It''s a plan'.$A$1", True), ("Quent", False), ("A1 Quent", False)],
)
def test_only_cell_addresses_are_cell_addresses(value: str, passes: bool) -> None:
    assert is_address(value) is passes
