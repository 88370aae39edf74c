"""The benchmark of fidelity must be able to fail: it is fed harmed copies, and good ones."""

import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import docx
import pikepdf
import pymupdf
import pytest
from lxml import etree

from benchmarks.fidelity import office, pages, valid
from benchmarks.fidelity.__main__ import files_under, table
from benchmarks.fidelity.measure import Report, adjoining, count_text, frequent_words, lost, pdf_counts, whole
from benchmarks.fidelity.peer import blind_naively
from benchmarks.fidelity.replaced import Place, Swap, fold, places, plain
from blinder.types import Redaction, Span

SWAP = Swap("Ms. Quill", "Teacher C")
LINES = ("Ms. Quill met the team.", "The plan was read by all of them.")


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("Ms. Quill met us", "Teacher C met us", [Place(0, 8, 0, 8)]),
        ("we met us", "we met us", []),
        ("Ms. Quill met us", "Ms. Quill met us", []),  # nothing replaced: labels missing tells that
        ("Ms. Quill met us", "Teacher C met them", None),
        ("Ms. Quill met us", "Teacher D met us", None),
        ("we met us", "we met", None),
    ],
)
def test_only_swaps_explain_a_change(before: str, after: str, found: list[Place] | None) -> None:
    assert places(fold(before), fold(after), [Swap(fold(SWAP.old), fold(SWAP.new))]) == found


def test_a_name_over_two_lines_is_explained_on_either() -> None:
    swaps = [Swap("MsQuillfeather", "TeacherC")]
    assert places("wemetMsQuill-", "wemetTeacherC", swaps, cells=[0, 13])
    assert places("featherfirst", "first", swaps, cells=[0, 12])
    assert places("wemetMsQuill-", "wemetTeacherC", swaps) is None


def test_a_name_over_two_lines_of_a_column_is_explained_beside_another_column() -> None:
    swaps = [Swap("MsQuillfeather", "TeacherC")]
    assert places("wemetMsQuillthecouncil", "wemetTeacherCthecouncil", swaps, cells=[0, 12, 22])
    assert places("thecouncilfeatherfirst", "thecouncilfirst", swaps, cells=[0, 10, 22])
    assert places("wemetMsQuillthecouncil", "wemetTeacherCthecouncil", swaps, cells=[0, 22]) is None
    assert places("Quill17", "17", swaps, cells=[0, 5, 7])


def pdf(path: Path, lines: Sequence[str], size: float = 11, x: float = 72) -> Path:
    with pymupdf.open() as document:
        page = document.new_page()
        for at, line in enumerate(lines):
            page.insert_text((x, 100 + 30 * at), line, fontsize=size)
        document.save(path)
    return path


def compare(folder: Path, lines: Sequence[str], swaps: Sequence[Swap] | None = (SWAP,)) -> pages.Found:
    return pages.compare(pdf(folder / "before.pdf", LINES), pdf(folder / "after.pdf", lines), swaps)


def test_text_outside_the_page_may_go_but_a_name_there_is_left(tmp_path: Path) -> None:
    before, gone = pdf(tmp_path / "before.pdf", ["Ms. Quill met"], x=-200), pdf(tmp_path / "gone.pdf", [""])
    assert pages.compare(before, gone, [SWAP]).changed == 0
    assert pages.compare(before, before, [SWAP]).changed == 1
    for after, left in ((gone, 0), (before, 1)):
        report = Report("a", "pdf")
        count_text(before, after, {0: [SWAP._replace(new="")]}, report)
        assert (report.figures["terms left"], report.figures["harmed"]) == (left, 0)


def test_a_good_page_has_no_figure(tmp_path: Path) -> None:
    found = compare(tmp_path, ("Teacher C met the team.", LINES[1]))
    assert (found.words, found.changed, found.overlaps, found.small, found.pages) == (13, 0, 0, 0, 0)


def test_a_harmed_neighbour_is_counted(tmp_path: Path) -> None:
    assert compare(tmp_path, ("Teacher C met the.", LINES[1])).changed == 1
    assert compare(tmp_path, ("Teacher C met the team.", "The plan was read by of them.")).changed == 1


def test_a_page_that_looks_otherwise_is_counted(tmp_path: Path) -> None:
    assert compare(tmp_path, (LINES[0], "The plan was lost by all of them."), None).pages == 1
    assert compare(tmp_path, LINES, None).pages == 0


def test_labels_that_overlap_or_are_too_small_are_counted(tmp_path: Path) -> None:
    before = pdf(tmp_path / "before.pdf", LINES)
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 100), "Teacher C", fontsize=5)
        page.insert_text((80, 100), "met the team.", fontsize=11)
        page.insert_text((72, 130), LINES[1], fontsize=11)
        document.save(tmp_path / "after.pdf")
    line = pages.Line()
    (old,), (new,) = pages.read_chars(before), pages.read_chars(tmp_path / "after.pdf")
    line.before, label = old, [char for char in new if char.size == pytest.approx(5)]
    assert len(label) == len("TeacherC")
    assert pages.overlapped(label, [char for char in old if char.along < 75 and char.box[1] > 600][:1], new)


def counted(tmp_path: Path, lines: Sequence[str], swaps: Sequence[Swap] = (SWAP,)) -> dict[str, int]:
    report = Report("a", "pdf")
    before, after = pdf(tmp_path / "before.pdf", LINES), pdf(tmp_path / "after.pdf", lines)
    count_text(before, after, {0: swaps}, report)
    return {name: count for name, count in report.figures.items() if count}


@pytest.mark.parametrize(
    ("lines", "figures"),
    [
        (("Teacher C met the team.", LINES[1]), {}),
        (("Ms. Quill met the team.", LINES[1]), {"terms left": 1, "labels missing": 1}),
        (("met the team.", LINES[1]), {"labels missing": 1}),
        (("Teacher C met team.", LINES[1]), {"harmed": 1}),
    ],
)
def test_terms_labels_and_neighbours_are_counted(tmp_path: Path, lines: Sequence[str], figures: dict[str, int]) -> None:
    assert counted(tmp_path, lines) == figures


@pytest.mark.parametrize(
    ("before", "after", "swap", "figures"),
    [
        ("Vell\u00a8ond met K\u00a8orner", "A B met K\u00a8orner", Swap("Vellönd", "A B"), {}),
        ("Vell\u00a8ond met K\u00a8orner", "A B met Korner", Swap("Vellönd", "A B"), {"harmed": 1}),
        ("Vell\u00a8ond met", "Vell\u00a8ond met A B", Swap("Vellönd", "A B"), {"terms left": 1}),
        ("Q U I L L met us", "A B met us", Swap("QUILL", "A B"), {}),
        ("Q U I L L met us", "Q U I L L met us A B", Swap("QUILL", "A B"), {"terms left": 1}),
        ("Q U I L L met U I L", "A B met us", Swap("QUILL", "A B"), {"harmed": 3}),
    ],
)
def test_accents_and_spaced_letters_are_counted_as_they_are(
    tmp_path: Path, before: str, after: str, swap: Swap, figures: dict[str, int]
) -> None:
    report = Report("a", "pdf")
    count_text(pdf(tmp_path / "before.pdf", [before]), pdf(tmp_path / "after.pdf", [after]), {0: [swap]}, report)
    assert {name: count for name, count in report.figures.items() if count} == figures


def test_an_accent_that_is_read_as_a_word_within_another_joins_it() -> None:
    assert plain("Laszl \u00b4 o and \u00b4Ulfar, Mart\u00b4\u0131n, ﬁrst") == "Laszlo and Ulfar, Martin, first"


@pytest.mark.parametrize(
    ("before", "after", "swap", "figures"),
    [
        (("we met Quill-", "feather here"), ("we met A B-", "feather here"), Swap("Quill", "A B"), {}),
        (("the accu-", "mulated plan"), ("mulated plan", "the accu-"), Swap("Quill", "A B"), {"labels missing": 1}),
        (("the accu-", "mulated plan"), ("the accu-", "plan"), Swap("Quill", ""), {"harmed": 1}),
    ],
)
def test_a_word_broken_over_two_lines_is_read_as_one_or_as_two(
    tmp_path: Path, before: Sequence[str], after: Sequence[str], swap: Swap, figures: dict[str, int]
) -> None:
    report = Report("a", "pdf")
    count_text(pdf(tmp_path / "before.pdf", before), pdf(tmp_path / "after.pdf", after), {0: [swap]}, report)
    assert {name: count for name, count in report.figures.items() if count} == figures


def test_an_accent_drawn_behind_a_hyphen_leaves_the_word_whole() -> None:
    assert pages.joined_words(plain("and Quill- \u00a8\r\nfeather went")) == Counter(("and", "Quillfeather", "went"))


def test_a_ligature_that_is_told_by_its_name_alone_is_read(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", ["ofXces"])
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        page = document.pages[0]
        (font,) = page.Resources.Font.values()
        font.Encoding = pikepdf.Dictionary(Differences=[ord("X"), pikepdf.Name.f_i])
        document.save(path)
    assert pages.texts_of(path, "pdfium") == ["of\ufb01ces"]
    assert "".join(char.text for char in pages.read_chars(path)[0]) == "offices"


@pytest.mark.parametrize(("pitch", "counted"), [(8.0, 0), (9.9, 1)])
def test_a_label_may_meet_the_line_below_where_letters_of_these_lines_always_could(
    tmp_path: Path, pitch: float, counted: int
) -> None:
    for name, first, rise in (("before", "Ms. Owen met us", 0.0), ("after", "Jg met us", pitch - 8.0)):
        with pymupdf.open() as document:
            page = document.new_page()
            page.insert_text((72, 100 + rise), first, fontsize=10)
            page.insert_text((72, 100 + pitch), "lldll", fontsize=10)
            page.insert_text((72, 300), "all gypsy", fontsize=10)
            document.save(tmp_path / f"{name}.pdf")
    old, new = (pages.read_chars(tmp_path / f"{name}.pdf")[0] for name in ("before", "after"))
    line = pages.Line([char for char in old if char.across > 740], [])
    label = [char for char in new if char.text in "Jg" and char.across > 600]
    assert pages.overlapped(label, line.before[:6], new)
    assert pages.overlapped(label, line.before[:6], pages._apart(line, old, new)) == bool(counted)


def test_a_part_of_a_word_counts_with_the_rest_of_it() -> None:
    text = "the OpenQuill of Ms. Quill"
    parts = [Redaction("p1.1", Span(8, 13), "A", "p1"), Redaction("p1.1", Span(17, 26), "B", "p2")]
    assert [whole([part], text) for part in parts] == ["OpenQuill", "Ms. Quill"]


def test_words_of_a_scan_which_is_read_anew_are_not_compared(tmp_path: Path) -> None:
    def scan(path: Path, text: str) -> Path:
        with pymupdf.open() as document:
            document.new_page().insert_text((72, 100), text, render_mode=3)
            document.save(path)
        return path

    before, after = (
        scan(tmp_path / "before.pdf", "Ms. Quill met tbe team."),
        scan(tmp_path / "after.pdf", "met the team."),
    )
    found = pages.compare(before, after, [SWAP])
    assert (found.scans, found.words, found.changed) == (1, 0, 0)
    report = Report("a", "pdf")
    count_text(before, after, {0: [SWAP]}, report)
    assert report.figures == {"terms left": 0, "labels missing": 1, "harmed": 0}


def test_labels_for_the_parts_of_a_word_are_one_swap() -> None:
    spans = [Span(0, 4), Span(9, 12), Span(12, 16)]
    groups = adjoining(Redaction("p1.1", span, f"Teacher {span.start}", "p1") for span in reversed(spans))
    assert [[each.replacement for each in group] for group in groups] == [["Teacher 0"], ["Teacher 9", "Teacher 12"]]


def test_letters_that_lean_and_lines_drawn_over_each_other_are_no_overlap(tmp_path: Path) -> None:
    def drawn(path: Path, label: str, over: str, slash: float) -> Path:
        with pymupdf.open() as document:
            page = document.new_page()
            page.insert_text((72, 100), label, fontname="tiit")
            page.insert_text((slash, 100), "/", fontname="tiit")
            page.insert_text((72, 102), over)
            document.save(path)
        return path

    end = 72 + pymupdf.get_text_length("Teacher C", "tiit")
    before = drawn(tmp_path / "before.pdf", "Quill", "Quillon met", 72 + pymupdf.get_text_length("Quill", "tiit"))
    after = drawn(tmp_path / "after.pdf", "Teacher C", "Teacher D met", end)
    swaps = [Swap("Quill", "Teacher C"), Swap("Quillon", "Teacher D")]
    assert pages.compare(before, after, swaps).overlaps == 0
    assert (
        pages.compare(before, drawn(tmp_path / "bad.pdf", "Teacher C", "Teacher D met", end - 3), swaps).overlaps == 1
    )


def test_the_peer_replaces_what_it_finds(tmp_path: Path) -> None:
    done = blind_naively(pdf(tmp_path / "a.pdf", LINES), tmp_path / "b.pdf", [Swap("Quill", "C")])
    assert done == [[Swap("Quill", "C")]]
    assert "Quill" not in pages.texts_of(tmp_path / "b.pdf", "pdfium")[0]


def test_what_is_no_longer_there_is_named(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        document.new_page()
        document.set_toc([[1, "Plan", 1]])
        document.save(tmp_path / "a.pdf")
    found = pdf_counts(tmp_path / "a.pdf")
    assert lost(found, found)[0] == 0
    assert lost(found, pdf_counts(pdf(tmp_path / "b.pdf", LINES))) == (1, "bookmarks 1 → 0")


@pytest.fixture
def word(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_heading("Plan", 1)
    document.add_paragraph("By Ms. ").add_run("Quill in May").bold = True
    document.add_table(1, 2).cell(0, 0).text = "Quill Quill"
    document.save(str(tmp_path / "a.docx"))
    return tmp_path / "a.docx"


def test_word_paragraphs_are_paired_and_the_swaps_carried_out(word: Path) -> None:
    before, after = office.open_office(word), office.open_office(word)
    for paragraph in after.paragraphs():
        for write, text in office.leaves(paragraph):
            write(text.replace("Quill", "C"))
    assert office.pair(before, after, [Swap("Quill", "C")]) == (0, [])
    assert [office.text_of(each) for each in before.paragraphs()] == ["Plan", "By Ms. C in May", "C C", ""]


def test_a_changed_paragraph_and_a_lost_heading_are_counted(word: Path) -> None:
    before, after = office.open_office(word), office.open_office(word)
    heading, body, *_ = after.paragraphs()
    office.leaves(body)[0][0]("Of Ms. ")
    assert office.pair(before, after, [])[0] == 1
    heading.getparent().remove(heading)
    assert lost(office.counts(before), office.counts(after))[0] > 0


def rewritten(path: Path, name: str, old: str, new: str) -> Path:
    out = path.with_name("harmed.docx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
        for member in source.namelist():
            data = source.read(member)
            target.writestr(member, data.replace(old.encode(), new.encode()) if member == name else data)
    return out


BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
MERGED = '<w:r><w:instrText> MERGEFIELD  name </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
RULES = {  # what blinding takes out on purpose → what must be left of it
    "a deleted end": ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>One </w:t></w:r></w:p>", "One two"),
    "a field of mail merge": (f"<w:p>{MERGED}</w:p>", "|two"),
    "a simple one": ('<w:p><w:fldSimple w:instr="MERGEFIELD a"><w:r><w:t>A</w:t></w:r></w:fldSimple></w:p>', "A|two"),
    "a moved stretch": ("<w:p><w:moveFromRangeStart/><w:moveFrom><w:r><w:t>A</w:t></w:r></w:moveFrom></w:p>", "|two"),
    "a comment": ("<w:p><w:r><w:commentReference/></w:r></w:p>", "|two"),
}


@pytest.mark.parametrize(("first", "left"), RULES.values(), ids=RULES)
def test_what_rules_remove_is_taken_from_the_original(first: str, left: str) -> None:
    root = etree.fromstring(BODY.format(first + "<w:p><w:r><w:t>two</w:t></w:r></w:p>"))
    before = office.Office(Path(), {}, {"word/document.xml": root})
    office.apply_rules(before)
    assert "|".join(map(office.text_of, before.paragraphs())) == left
    assert {office.local(node) for node in root.iter()} <= {"document", "body", "p", "pPr", "rPr", "r", "t"}


def test_a_soft_hyphen_goes_with_the_name_that_it_parts() -> None:
    root = etree.fromstring(BODY.format("<w:p><w:r><w:t>Ms. Qu</w:t><w:softHyphen/><w:t>ill met</w:t></w:r></w:p>"))
    before = office.Office(Path(), {}, {"word/document.xml": root})
    office.replace_in(before.paragraphs()[0], [Place(0, 8, 0, 8)], ["Teacher C"])
    assert "".join(root.itertext()) == "Teacher C met"
    assert not [node for node in root.iter() if office.local(node) == "softHyphen"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("word/_rels/document.xml.rels", "styles.xml", "gone.xml"),
        ("word/document.xml", "<w:tblGrid>", "<w:tr/><w:tblGrid>"),
        ("word/document.xml", 'w:val="Heading1"', 'w:val="Nowhere"'),
        ("word/document.xml", "<w:pPr>", '<w:pPr><w:jc w:val="left"/>'),
        ("[Content_Types].xml", 'Extension="xml"', 'Extension="lmx"'),
    ],
)
def test_a_package_that_word_would_repair_is_told(word: Path, name: str, old: str, new: str) -> None:
    whole = set(valid.problems(word))
    assert set(valid.problems(rewritten(word, name, old, new))) - whole


def test_the_roster_is_made_of_the_files_own_words(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", ["Quill met Marsh, Marsh met Plan. A plan for a Teacher."])
    assert frequent_words(path, 5) == ["Marsh", "Quill"]


def test_the_table_has_a_column_per_format(tmp_path: Path) -> None:
    good, bad = Report("a.pdf", "pdf"), Report("b.docx", "docx")
    bad.note("text", 2, "one", "two")
    lines = table([good, bad]).splitlines()
    assert lines[0].split() == ["pdf", "docx"]
    assert next(line for line in lines if line.startswith("text")).split() == ["text", "0", "2"]
    assert "    text: one" in lines
    assert files_under([tmp_path]) == []
