"""Word documents: what is read from one, and what its blinded copy looks like from inside."""

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from lxml import etree
from PIL import Image

from blinder.errors import SignedFile, UnreadableFile, WrongExtension
from blinder.formats.archive import pack, read_archive
from blinder.formats.base import Options
from blinder.formats.docx import DOCX
from blinder.formats.docx.fields import clean_code
from blinder.formats.docx.names import NAMESPACES, q
from blinder.formats.docx.vocabulary import is_number_picture, is_safe_value, is_shape_guide, safe_css
from blinder.outcome import group_removals
from blinder.types import Fate, Redaction, Removal, SegmentKind, Span

OPEN = "http://schemas.openxmlformats.org"
REL = f"{OPEN}/officeDocument/2006/relationships"
XMLNS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items() if prefix != "xml")
KEEP_CHANGES, KEEP_COMMENTS = Options(keep_changes=True), Options(keep_comments=True)


def p(*runs: str) -> str:
    return f"<w:p>{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def rels(rows: list[tuple[str, str]]) -> str:
    """Relationships rId1, rId2 … from (role, target) rows; a target with a colon is outside."""
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{REL}/{role}" Target="{target}"'
        f"{' TargetMode=' + repr('External') if ':' in target else ''}/>"
        for n, (role, target) in enumerate(rows, 1)
    )
    return f'<Relationships xmlns="{OPEN}/package/2006/relationships">{lines}</Relationships>'


class Bench:
    """Makes a document of a body and some parts, reads it, rewrites it."""

    def __init__(self, folder: Path) -> None:
        self.path, self.out = folder / "a.docx", folder / "out.docx"

    def make(self, body: str, *related: tuple[str, str], **parts: str | bytes) -> "Bench":
        """`parts` are members of the folder word/, dots written as underscores unless there is a slash."""
        members: dict[str, str | bytes] = {
            "[Content_Types].xml": f'<Types xmlns="{OPEN}/package/2006/content-types"/>',
            "_rels/.rels": rels([("officeDocument", "word/document.xml")]),
            "word/document.xml": f"<w:document {XMLNS}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": rels(list(related)),
            **{f"word/{name if '/' in name else name.replace('_', '.')}": data for name, data in parts.items()},
        }
        data = {name: part if isinstance(part, bytes) else part.encode() for name, part in members.items()}
        self.path.write_bytes(pack(data))
        return self

    def segments(self, options: Options = Options()) -> list:  # noqa: B008
        return list(DOCX.read(self.path, options).segments)

    def kept(self, options: Options = Options()) -> list[str]:  # noqa: B008
        return [segment.text for segment in self.segments(options) if not segment.dropped]

    def dropped(self, options: Options = Options()) -> list[str]:  # noqa: B008
        return [segment.text for segment in self.segments(options) if segment.dropped]

    def blind(self, name: str = "", label: str = "Teacher C", options: Options = Options()) -> dict[str, str]:  # noqa: B008
        """The copy's members, with the name blinded wherever it is read."""
        redactions = {}
        for segment in self.segments(options):
            at = segment.text.find(name) if name and not segment.dropped else -1
            if at >= 0:
                redactions[segment.id] = [Redaction(segment.id, Span(at, at + len(name)), label, "p1")]
        DOCX.rewrite(self.path, self.out, redactions, options)
        return {name: data.decode("utf-8", "replace") for name, data in read_archive(self.out).items()}

    def body(self, name: str = "", **options: Options) -> etree._Element:
        return etree.fromstring(self.blind(name, **options)["word/document.xml"].encode())


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def texts(root: etree._Element) -> list[str]:
    return [node.text or "" for node in root.iter(q("w:t"))]


def test_a_name_over_three_runs_leaves_each_run_its_own_letters_and_look(bench):
    bold, italic = "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:i/></w:rPr>"
    bench.make(p(r("Dear Mar"), '<w:proofErr w:type="spellStart"/>', r("a Qu", bold), r("ell, hello", italic)))
    root = bench.body("Mara Quell")
    assert texts(root) == ["Dear Teacher C", "", ", hello"]
    assert [run.find(q("w:rPr")) is not None for run in root.iter(q("w:r"))] == [False, True, True]


@pytest.mark.parametrize(("font", "reads"), [("Arial", "Quell"), ("Wingdings", "\uf051uell")])
def test_a_symbol_of_a_font_for_text_is_a_letter(bench, font, reads):
    bench.make(p(f'<w:r><w:sym w:font="{font}" w:char="F051"/></w:r>', "uell"))
    assert bench.kept() == [reads]


def test_a_range_that_somebody_may_edit_is_a_range_no_more(bench):
    bench.make(p("a", '<w:permStart w:id="5" w:ed="mquell"/>', "b", '<w:permEnd w:id="5"/>'))
    assert "perm" not in bench.blind()["word/document.xml"]
    assert bench.kept() == ["ab"]


@pytest.mark.parametrize(
    ("before", "deleted", "after", "stays"),
    [("so Ma", "ra Quell", " came", False), ("so ", "Mara Qu", "ell came", False), ("so ", "Mara", " came", True)],
)
def test_of_kept_changes_only_those_between_words_stay(bench, before, deleted, after, stays):
    change = f'<w:del w:author="x"><w:r><w:delText xml:space="preserve">{deleted}</w:delText></w:r></w:del>'
    bench.make(p(before, change, f'<w:ins w:author="x">{r("Rosa")}</w:ins>', after))
    assert (deleted in bench.kept(KEEP_CHANGES)) is stays
    assert f"{before}Rosa{after}" in bench.kept(KEEP_CHANGES)


def test_the_large_initial_of_a_paragraph_reads_with_it(bench):
    frame = '<w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>'
    bench.make(p("Notes") + p(frame, "M") + p(frame, "ar") + p("a spoke.") + p(frame, "E"))
    assert bench.kept() == ["Notes", "Mara spoke.", "E"]
    assert texts(bench.body("Mara")) == ["Notes", "Teacher C", "", " spoke.", "E"]


def test_two_names_in_one_run_are_both_replaced(bench):
    bench.make(p("Mara met Mara."))
    segment = bench.segments()[0]
    spans = [Redaction(segment.id, Span(at, at + 4), label, "p") for at, label in ((0, "A"), (9, "Teacher B"))]
    DOCX.rewrite(bench.path, bench.out, {segment.id: spans}, Options())
    assert DOCX.read(bench.out, Options()).segments[0].text == "A met Teacher B."


def test_breaks_tabs_and_hyphens_are_characters_and_go_with_the_name(bench):
    bench.make(p("Mara", "<w:r><w:br/></w:r>", "Quell", "<w:r><w:tab/><w:noBreakHyphen/><w:softHyphen/></w:r>"))
    assert bench.kept() == ["Mara\nQuell\t\N{NON-BREAKING HYPHEN}\N{SOFT HYPHEN}"]
    assert list(bench.body("Mara\nQuell").iter(q("w:br"))) == []


def test_a_label_that_starts_at_a_break_takes_its_place(bench):
    bench.make(p("see", "<w:r><w:br/></w:r>", "Mara"))
    assert texts(bench.body("\nMara")) == ["see", "Teacher C", ""]


def test_cells_of_a_row_are_glued_by_a_bar_and_rows_by_a_line(bench):
    row = f"<w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}{p('c')}</w:tc></w:tr>"
    bench.make(f"<w:tbl>{row}{row}</w:tbl>{p('end')}")
    found = [(each.text, each.glue, each.place) for each in bench.segments()]
    assert found[:4] == [
        ("a", "\n", "table 1, row 1"),
        ("b", " | ", "table 1, row 1"),
        ("c", "\n", "table 1, row 1"),
        ("a", "\n", "table 1, row 2"),
    ]
    assert found[-1] == ("end", "\n", "paragraph 1")


def test_an_empty_corner_cell_leaves_its_row_on_a_line_of_its_own(bench):
    row = f"<w:tr><w:tc>{p('')}</w:tc><w:tc>{p('fall')}</w:tc><w:tc>{p('spring')}</w:tc></w:tr>"
    bench.make(f"{p('before')}<w:tbl>{row}</w:tbl>")
    assert [(each.text, each.glue) for each in bench.segments()][1:] == [("fall", "\n"), ("spring", " | ")]


def test_comments_that_go_are_counted_where_they_stood(bench):
    comment = f'<w:comment w:id="{{}}" w:author="Mara">{p("a note")}</w:comment>'
    comments = f"<w:comments {XMLNS}>{comment.format(0)}{comment.format(1)}</w:comments>"
    bench.make(p("text"), ("comments", "comments.xml"), comments_xml=comments)
    removals = DOCX.read(bench.path, Options()).removals
    assert [(each.place, each.what) for each in removals] == [("comments", "comment")] * 2
    assert group_removals(removals) == (Removal("comments", "comment", 2),)


def test_blanks_that_word_does_not_show_are_not_read(bench):
    assert bench.make("<w:p><w:r><w:t>  Mara \n</w:t></w:r></w:p>").kept() == ["Mara"]


def test_changes_are_accepted_and_what_they_deleted_is_evidence(bench):
    by = 'w:id="1" w:author="Mara Quell"'
    deleted = f"<w:del {by}><w:r><w:delText>old</w:delText></w:r></w:del>"
    bench.make(p("a ", deleted, f"<w:ins {by}>{r('new')}</w:ins>"))
    assert bench.kept() == ["a new"]
    assert {"old", "Mara Quell"} <= set(bench.dropped())
    assert "w:ins" not in bench.blind()["word/document.xml"]


def test_kept_changes_are_read_and_their_authors_are_counted(bench):
    by = 'w:id="1" w:author="Mara Quell" w:date="2024-01-01T00:00:00Z"'
    bench.make(
        p("a ", f"<w:del {by}><w:r><w:delText>Mara</w:delText></w:r></w:del>", f"<w:ins {by}>{r('new')}</w:ins>")
    )
    assert bench.kept(KEEP_CHANGES) == ["a new", "Mara"]
    root = bench.body("Mara", options=KEEP_CHANGES)
    assert [node.text for node in root.iter(q("w:delText"))] == ["Teacher C"]
    assert {node.get(q("w:author")) for node in root.iter(q("w:ins"), q("w:del"))} == {"Author 1"}


def test_a_deleted_paragraph_mark_joins_two_paragraphs(bench):
    mark = '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>' + r("Mara ") + "</w:p>"
    assert bench.make(mark + p("Quell")).kept() == ["Mara Quell"]


def test_a_table_whose_rows_were_all_deleted_goes(bench):
    row = f'<w:tr><w:trPr><w:del w:id="1" w:author="x"/></w:trPr><w:tc>{p("Mara")}</w:tc></w:tr>'
    assert list(bench.make(f"<w:tbl>{row}</w:tbl>{p('end')}").body().iter(q("w:tbl"))) == []


BY = 'w:id="0" w:author="Mara Quell" w:initials="MQ"'
COMMENT = f"<w:comments {XMLNS}><w:comment {BY}>{p('ask Dee')}</w:comment></w:comments>"
MARK = '<w:r><w:commentReference w:id="0"/></w:r>'


def test_comments_go_and_teach_their_names(bench):
    bench.make(p("a", MARK), ("comments", "comments.xml"), comments_xml=COMMENT)
    assert {"Mara Quell", "ask Dee"} <= set(bench.dropped())
    assert "word/comments.xml" not in bench.blind()


def test_kept_comments_have_counted_authors(bench):
    bench.make(p("a", MARK), ("comments", "comments.xml"), comments_xml=COMMENT)
    members = bench.blind("Dee", options=KEEP_COMMENTS)
    assert "ask Teacher C" in members["word/comments.xml"]
    assert 'w:author="Author 1"' in members["word/comments.xml"]
    assert "MQ" not in members["word/comments.xml"]


LINK = f'<w:hyperlink r:id="rId1">{r("our site")}</w:hyperlink>'


@pytest.mark.parametrize("target", ["https://quell.example/", "https://x.example/%71uell"])
def test_a_redacted_link_becomes_plain_text(bench, target):
    bench.make(p(LINK), ("hyperlink", target))
    members = bench.blind("quell")
    assert "w:hyperlink" not in members["word/document.xml"]
    assert "word/_rels/document.xml.rels" not in members
    assert "our site" in members["word/document.xml"]


def test_a_link_without_names_stays(bench):
    bench.make(p(LINK), ("hyperlink", "https://doi.org/10.1"))
    assert "https://doi.org/10.1" in bench.blind("Mara")["word/_rels/document.xml.rels"]


@pytest.mark.parametrize("target", ["file:///C:/Users/mquell/a.docx", "mquell.docx", "javascript:mquell()"])
def test_local_links_never_stay(bench, target):
    bench.make(p(LINK), ("hyperlink", target))
    assert "mquell" not in "".join(bench.blind().values())


BOOKMARKS = {"Quell_intro": "Bookmark1"}


@pytest.mark.parametrize(
    ("code", "clean"),
    [
        (" PAGE ", " PAGE "),
        (" PAGEREF Quell_intro \\h ", " PAGEREF Bookmark1 \\h "),
        (' HYPERLINK \\l "Quell_intro" ', ' HYPERLINK \\l "Bookmark1" '),
        (' HYPERLINK "https://a.example/x" \\o "Mara" ', ' HYPERLINK "https://a.example/x" '),
        (' TOC \\o "1-3" \\h \\z \\u ', " TOC \\o 1-3 \\h \\z \\u "),
        (' DATE \\@ "d MMMM yyyy" ', ' DATE \\@ "d MMMM yyyy" '),
        (" SEQ Figure \\* ARABIC ", " SEQ Figure \\* ARABIC "),
        (' HYPERLINK "C:\\\\quell\\\\a.docx" ', None),
        (" REF Unknown ", None),
        (" SEQ Quell ", None),
        (" DATE \\@ \"'Quell' yyyy\" ", None),
        (" AUTHOR ", None),
        (' DOCPROPERTY "Quell" ', None),
        (' INCLUDETEXT "C:\\\\quell.docx" ', None),
        ("", None),
    ],
)
def test_field_codes_stay_only_in_known_words(code, clean):
    assert clean_code(code, BOOKMARKS)[0] == clean


def test_an_unlinked_field_leaves_its_result(bench):
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    code = "<w:r><w:instrText> AUTHOR </w:instrText></w:r>"
    bench.make(p("by ", marks[0], code, marks[1], "Mara", marks[2]))
    members = bench.blind("Mara")
    assert "fldChar" not in members["word/document.xml"]
    assert texts(etree.fromstring(members["word/document.xml"].encode())) == ["by ", "Teacher C"]


@pytest.mark.parametrize(
    ("code", "taught"),
    [
        (' MERGEFIELD  "Mara Quell"  \\* FirstCap MERGEFORMAT ', ["Mara Quell"]),
        (' MERGEFIELD quell \\@ "dddd, MMMM dd, yyyy" ', ["quell"]),
        (" AUTHOR  \\* MERGEFORMAT ", []),
        (" Mara Quell ", ["Mara Quell"]),
    ],
)
def test_only_what_somebody_typed_into_a_field_code_is_evidence(bench, code, taught):
    bench.make(p(f"<w:fldSimple w:instr='{code}'>{r('x')}</w:fldSimple>"))
    assert bench.dropped() == taught


def test_bookmarks_are_counted_and_links_to_them_still_work(bench):
    bench.make(
        p('<w:bookmarkStart w:id="0" w:name="quell"/><w:bookmarkEnd w:id="0"/>', '<w:hyperlink w:anchor="quell"/>')
    )
    root = bench.body()
    assert root.find(f".//{q('w:bookmarkStart')}").get(q("w:name")) == "Bookmark1"
    assert root.find(f".//{q('w:hyperlink')}").get(q("w:anchor")) == "Bookmark1"


def test_styles_are_counted_unless_they_are_built_in(bench):
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/></w:style>'
    styles = f"<w:styles {XMLNS}>{style.format('Quell', 'Quell style')}{style.format('Mara', 'Heading 1')}</w:styles>"
    used = "".join(f'<w:p><w:pPr><w:pStyle w:val="{id_}"/></w:pPr></w:p>' for id_ in ("Quell", "Mara", "Gone"))
    root = bench.make(used, ("styles", "styles.xml"), styles_xml=styles).body()
    assert [node.get(q("w:val")) for node in root.iter(q("w:pStyle"))] == ["Style1", "Heading1"]


def test_both_copies_of_a_text_box_change_together(bench):
    box = f"<w:txbxContent>{p('Mara Quell')}</w:txbxContent>"
    both = f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback>'
    bench.make(f"<w:p><w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p>")
    assert bench.kept() == ["Mara Quell"]
    assert texts(bench.body("Mara Quell")) == ["Teacher C", "Teacher C"]


def test_copies_of_a_text_box_that_differ_are_both_read(bench):
    boxes = [f"<w:txbxContent>{p(name)}</w:txbxContent>" for name in ("Mara", "Dee")]
    both = f'<mc:Choice Requires="wps">{boxes[0]}</mc:Choice><mc:Fallback>{boxes[1]}</mc:Fallback>'
    bench.make(f"<w:p><w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p>")
    assert sorted(bench.kept()) == ["Dee", "Mara"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<w:sectPr><w:r><w:t>Mara</w:t></w:r></w:sectPr>",
        "<w:p><w:pPr><w:t>Mara</w:t></w:pPr></w:p>",
        "<w:p><w:r><w:instrText>Mara</w:instrText></w:r></w:p>",
        "<w:p><w:r><w:delText>Mara</w:delText></w:r></w:p>",
        "<w:tbl><w:t>Mara</w:t></w:tbl>",
        "<w:r><w:t>Mara</w:t></w:r>",
        "<w:p>Mara<w:r>Mara</w:r>Mara</w:p>",
        '<w:p><w:hyperlink w:val="Mara"/><w:pPr w:val="Mara"/></w:p>',
        "<w:p><mc:AlternateContent><mc:Fallback><w:t>Mara</w:t></mc:Fallback></mc:AlternateContent></w:p>",
        "<c:v>Mara</c:v><c:f>Mara!A1</c:f><c:formatCode>Mara</c:formatCode>",
    ],
)
def test_text_where_none_belongs_is_read_or_gone(bench, hidden):
    bench.make(hidden)
    assert "Mara" not in "".join(bench.blind("Mara").values())


def test_the_separator_of_footnotes_is_read(bench):
    note = f'<w:footnotes {XMLNS}><w:footnote w:type="separator" w:id="0">{p("Mara")}</w:footnote></w:footnotes>'
    assert bench.make(p("a"), ("footnotes", "footnotes.xml"), footnotes_xml=note).kept() == ["a", "Mara"]


def test_choices_of_a_list_stay_readable_with_counted_values(bench):
    items = '<w:comboBox><w:listItem w:value="Mara"/><w:listItem w:displayText="Dee" w:value="mquell"/></w:comboBox>'
    bench.make(f"<w:sdt><w:sdtPr>{items}</w:sdtPr><w:sdtContent>{p('x')}</w:sdtContent></w:sdt>")
    found = [
        (node.get(q("w:displayText")), node.get(q("w:value"))) for node in bench.body("Mara").iter(q("w:listItem"))
    ]
    assert found == [("Teacher C", "1"), ("Dee", "2")]


def test_the_title_of_a_control_is_the_hint_of_its_text(bench):
    bench.make(f'<w:sdt><w:sdtPr><w:alias w:val="Mentor"/></w:sdtPr><w:sdtContent>{p("Mara")}</w:sdtContent></w:sdt>')
    assert [(each.text, each.hint) for each in bench.segments() if not each.dropped] == [("Mara", "Mentor")]
    assert "Mentor" not in bench.blind()["word/document.xml"]


def test_a_bound_control_shows_what_its_store_holds(bench):
    id_ = "{00000000-1111-2222-3333-444444444444}"
    binding = f'<w:dataBinding w:xpath="/a[1]/b[1]" w:storeItemID="{id_}"/>'
    bench.make(
        f"<w:sdt><w:sdtPr>{binding}</w:sdtPr><w:sdtContent>{p('old')}</w:sdtContent></w:sdt>",
        ("customXml", "store.xml"),
        **{"store_xml": "<a><b>Mara</b></a>", "props_xml": f'<x itemID="{id_}"/>'},
        **{"_rels/store.xml.rels": rels([("customXmlProps", "props.xml")])},
    )
    assert bench.kept() == ["Mara"]
    assert "store" not in "".join(bench.blind())


@pytest.mark.parametrize(
    ("chunk", "expected"),
    [
        ("<html><style>x</style><p>Mara <b>Quell</b></p><p>two</p></html>", ["Mara Quell", "two"]),
        ("MIME-Version: 1.0\nContent-Type: text/html\n\n<p>Mara</p>", ["Mara"]),
        ("Mara\nQuell", ["Mara", "Quell"]),
    ],
)
def test_imported_chunks_become_paragraphs(bench, chunk, expected):
    bench.make('<w:altChunk r:id="rId1"/>', ("aFChunk", "chunk.bin"), chunk_bin=chunk)
    assert bench.kept() == expected


def test_a_chunk_that_cannot_be_read_is_unseen(bench):
    bench.make('<w:altChunk r:id="rId1"/>', ("aFChunk", "chunk.rtf"), chunk_rtf="{\\rtf1 Mara}")
    assert [each.place for each in DOCX.read(bench.path, Options()).unseen] == ["imported chunk 1"]


def png() -> bytes:
    data = BytesIO()
    Image.effect_noise((64, 48), 90).save(data, "PNG")
    return data.getvalue()


PICTURE = '<w:p><w:r><w:drawing><a:blip r:embed="rId1"/></w:drawing></w:r></w:p>'


def test_a_picture_gives_way_to_a_placeholder_of_its_size(bench):
    bench.make(PICTURE, ("image", "mara.png"), mara_png=png())
    bench.blind()
    placeholder = read_archive(bench.out)["word/media/image1.png"]
    assert placeholder != png()
    assert Image.open(BytesIO(placeholder)).size == (64, 48)
    assert [each.what for each in DOCX.read(bench.path, Options()).removals] == ["picture: replaced by a placeholder"]


def test_a_kept_picture_is_unseen(bench):
    bench.make(PICTURE, ("image", "mara.png"), mara_png=png())
    options = Options(pictures="untouched")
    assert [each.reason for each in DOCX.read(bench.path, options).unseen] == ["picture kept: not examined (as it is)"]
    bench.blind(options=options)
    kept = Image.open(BytesIO(read_archive(bench.out)["word/media/image1.png"]))
    assert kept.tobytes() == Image.open(BytesIO(png())).tobytes() or kept.size == (64, 48)


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = '<w:r><w:instrText> HYPERLINK "https://x.example/{}" </w:instrText></w:r>'
LINKS = {  # ways to write a link: number and shown text → XML
    "complex field": FIELD.format("begin") + CODE + FIELD.format("separate") + r("{}") + FIELD.format("end"),
    "simple field": "<w:fldSimple w:instr=' HYPERLINK \"https://x.example/{}\" '>" + r("{}") + "</w:fldSimple>",
    "hyperlink": '<w:hyperlink r:id="rId{}">' + r("{}") + "</w:hyperlink>",
}


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_a_link_on_a_name_goes_and_one_beside_it_stays(link, bench):
    body = p("Mara ", link.format(1, "of Mara"), link.format(2, " a"))
    members = bench.make(body, *(("hyperlink", f"https://x.example/{n}") for n in (1, 2))).blind()
    assert [n for n in "12" if f"x.example/{n}" in "".join(members.values())] == ["1", "2"]
    segment = bench.segments()[0]
    spans = [Redaction(segment.id, Span(at, at + 4), "Teacher C", "p") for at in (0, segment.text.rfind("Mara"))]
    DOCX.rewrite(bench.path, bench.out, {segment.id: spans}, Options())
    written = b"".join(read_archive(bench.out).values()).decode("utf-8", "replace")
    assert [n for n in "12" if f"x.example/{n}" in written] == ["2"]
    assert DOCX.read(bench.out, Options()).segments[0].text == "Teacher C of Teacher C a"


LETTERS = "".join(f'<a:lnTo><a:pt x="{n}" y="{n * 7 % 50}"/></a:lnTo>' for n in range(40))
ARROW = '<a:lnTo><a:pt x="9" y="5"/></a:lnTo>'
DRAWN = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:spPr><a:custGeom><a:pathLst>"
    "<a:path w='50' h='50'>{}</a:path></a:pathLst></a:custGeom></wps:spPr></wps:wsp></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:shape coordsize='50,40' path='{}'/></w:pict></mc:Fallback></mc:AlternateContent>"
    "</w:r></w:p>"
)
FINE = DRAWN.format(LETTERS, "m0,0l" + ",".join(map(str, range(80))) + "xe")


def test_a_fine_drawing_gives_way_to_a_plain_shape(bench):
    root = bench.make(FINE).body()
    assert [node.get("prst") for node in root.iter(q("a:prstGeom"))] == ["rect"]
    assert [node.get("path") for node in root.iter(q("v:shape"))] == ["m0,0l50,0,50,40,0,40xe"]
    assert next(root.iter(q("a:pt")), None) is None
    removals = DOCX.read(bench.path, Options()).removals
    assert removals == (Removal("drawing 1", "drawing: replaced by a plain shape"),)


def test_a_drawing_stays_after_a_yes_to_exactly_this_one(bench):
    first, second = DOCX.read(bench.make(FINE + FINE.replace('y="7"', 'y="8"')).path, Options()).pictures
    yes = {(first.place, first.sha256): Fate.KEEP, (second.place, "0" * 64): Fate.KEEP}
    root = bench.body(options=Options(decisions=yes))
    assert len(list(root.iter(q("a:custGeom")))) == len(list(root.iter(q("a:prstGeom")))) == 1
    assert DOCX.read(bench.path, Options(decisions=yes)).unseen == ()


def test_an_arrow_and_a_drawing_to_be_kept_stay(bench):
    root = bench.make(DRAWN.format(ARROW, "m0,0l9,5xe")).body()
    assert len(list(root.iter(q("a:custGeom")))) == 1
    kept = bench.make(FINE).body(options=Options(pictures="keep"))
    assert len(list(kept.iter(q("a:pt")))) == 40
    unseen = DOCX.read(bench.path, Options(pictures="keep")).unseen
    assert [each.reason for each in unseen] == ["drawing kept: not examined for letters and emblems"]


def test_a_linked_picture_leaves_no_path(bench):
    bench.make(PICTURE.replace("r:embed", "r:link"), ("image", "file:///C:/mquell.png"))
    members = bench.blind()
    assert "mquell" not in "".join(members.values())
    assert "word/media/image1.png" in members


def test_an_orphan_header_goes_and_is_evidence(bench):
    bench.make(p("a"), ("header", "header1.xml"), header1_xml=f"<w:hdr {XMLNS}>{p('Mara')}</w:hdr>")
    assert bench.dropped() == ["Mara"]
    assert not any("header" in name for name in bench.blind())


def test_names_in_documents_in_documents_are_evidence(bench, tmp_path):
    inner = Bench(tmp_path / "inner") if (tmp_path / "inner").mkdir() is None else bench
    inner.make(p("Mara"))
    wrapped = pack({"word/embeddings/inner.docx": inner.path.read_bytes()})
    bench.make(p("a"), ("package", "book.docx"), book_docx=wrapped)
    assert [(each.text, each.kind) for each in bench.segments() if each.dropped] == [("Mara", SegmentKind.EMBEDDED)]


def test_strict_documents_come_out_as_common_ones(bench):
    bench.make(p("Mara"), ("styles", "styles.xml"), styles_xml=f"<w:styles {XMLNS}/>")
    strict = {
        name: data.replace(
            f"{OPEN}/wordprocessingml/2006/".encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/"
        ).replace(REL.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, data in read_archive(bench.path).items()
    }
    bench.path.write_bytes(pack(strict))
    assert bench.kept() == ["Mara"]
    assert "purl.oclc.org" not in "".join(bench.blind("Mara").values())


def test_macros_go(bench):
    bench.make(p("a"), ("vbaProject", "vbaProject.bin"), vbaProject_bin=b"Mara")
    assert [each.what for each in DOCX.read(bench.path, Options()).removals] == ["macros"]
    assert "Mara" not in "".join(bench.blind().values())


def test_signed_documents_are_refused(bench):
    bench.make(p("a"))
    members = read_archive(bench.path)
    signed = [("officeDocument", "word/document.xml"), ("digital-signature/origin", "sig.xml")]
    bench.path.write_bytes(pack({**members, "_rels/.rels": rels(signed).encode(), "sig.xml": b"<a/>"}))
    with pytest.raises(SignedFile):
        DOCX.read(bench.path, Options())


def test_other_zip_files_are_not_word_documents(bench):
    bench.path.write_bytes(pack({"content.xml": b"<a/>"}))
    with pytest.raises(WrongExtension):
        DOCX.read(bench.path, Options())


def test_tables_nested_without_end_are_unreadable(bench):
    bench.make("<w:tbl><w:tr><w:tc>" * 300 + "</w:tc></w:tr></w:tbl>" * 300)
    with pytest.raises(UnreadableFile):
        DOCX.read(bench.path, Options())


def test_parts_that_point_at_each_other_end(bench):
    header = f"<w:hdr {XMLNS}>{p('Mara')}</w:hdr>"
    bench.make(
        '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>',
        ("header", "h.xml"),
        **{"h_xml": header, "_rels/h.xml.rels": rels([("officeDocument", "document.xml"), ("header", "h.xml")])},
    )
    assert bench.kept() == ["Mara"]


def test_prefixes_of_the_authors_own_do_not_survive(bench):
    bench.make('<w:p xmlns:quell="urn:quell"><w:r><w:t>a</w:t></w:r></w:p>')
    assert "quell" not in bench.blind()["word/document.xml"]


def test_python_docx_opens_the_copy_and_every_relationship_leads_somewhere(bench):
    bench.make(
        p("Mara", LINK) + PICTURE.replace("rId1", "rId2"),
        ("hyperlink", "https://a.example"),
        ("image", "m.png"),
        m_png=png(),
    )
    members = bench.blind("Mara")
    assert docx.Document(str(bench.out)).paragraphs[0].text == "Teacher Cour site"
    for name in (name for name in members if name.endswith(".rels")):
        for row in etree.fromstring(members[name].encode()):
            folder = name.partition("_rels/")[0]
            assert row.get("TargetMode") == "External" or folder + row.get("Target") in members


def test_the_archive_tells_no_time_and_no_comment(bench):
    bench.make(p("a")).blind()
    with zipfile.ZipFile(bench.out) as archive:
        assert {(info.date_time[0], info.comment, info.extra) for info in archive.infolist()} == {(1980, b"", b"")}


@pytest.mark.parametrize(
    "value", ["12", "-1.5pt", "FFEE00", "auto", "en-US", "50%", "0,0;21600", "roundRect", "2024-01-01T00:00:00Z"]
)
def test_values_of_the_standard_are_safe(value):
    assert is_safe_value(value)


@pytest.mark.parametrize(
    "value", ["Quell", "Mara Quell", "mquell@a.example", "room 12b Quell", "C:\\quell", r"\Q\u\e\l\l0"]
)
def test_words_of_a_person_are_not_safe(value):
    assert not is_safe_value(value)
    assert not is_shape_guide(value)
    assert not is_number_picture(value)
    assert safe_css(f"font-family:{value};width:3pt") == "width:3pt"
