"""PDF: what is read, what is blinded, what stays, what is refused. Every document is made here, every name invented."""

import math
import re
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2
import pytest
from PIL import Image

from blinder.errors import BlinderError, EncryptedFile, LeakFound, SignedFile, TooLarge, UnreadableFile, WrongExtension
from blinder.formats.base import Options
from blinder.formats.pdf import PDF
from blinder.formats.pdf.erase import Drawn
from blinder.limits import Limits
from blinder.types import Document, Redaction, Removal, Segment, SegmentKind, Span

NAME, LABEL = "Maribel Okonquist", "Teacher C"
SENTENCE = f"Minutes: {NAME} opened the meeting."

Draw = Callable[[pymupdf.Page], object]


def made(path: Path, *pages: Draw) -> Path:
    """A PDF of one page per drawing."""
    with pymupdf.open() as document:
        for draw in pages:
            draw(document.new_page())
        document.save(path)
    return path


def lines(*texts: str, y: float = 100, pitch: float = 14, **style: object) -> Draw:
    return lambda page: [page.insert_text((72, y + pitch * at), text, **style) for at, text in enumerate(texts)]


def read(path: Path, **options: bool) -> Document:
    return PDF().read(path, Options(**options))


def texts(path: Path) -> list[str]:
    return [segment.text for segment in read(path).segments if not segment.dropped]


def blinded(path: Path, name: str = NAME, label: str = LABEL, **options: bool) -> Path:
    """The copy in which every occurrence of the name gives way to the label."""
    redactions: dict[str, list[Redaction]] = {}
    for segment in read(path, **options).segments:
        at = segment.text.find(name)
        while at >= 0 and not segment.dropped:
            span = Span(at, at + len(name))
            redactions.setdefault(segment.id, []).append(Redaction(segment.id, span, label, "p1"))
            at = segment.text.find(name, at + 1)
    assert redactions
    out = path.with_name(f"blinded-{path.name}")
    PDF().rewrite(path, out, redactions, Options(**options))
    return out


def seen_by_both(path: Path) -> str:
    """All text that two engines find."""
    with pymupdf.open(path) as document:
        mine = [page.get_text() for page in document]
    document = pypdfium2.PdfDocument(path)
    theirs = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return " ".join(" ".join([*mine, *theirs]).split())


def edited(path: Path, edit: Callable[[pikepdf.Pdf], object], **save: object) -> Path:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        edit(pdf)
        pdf.save(path, **save)
    return path


def kinds(document: Document, kind: SegmentKind) -> list[Segment]:
    return [segment for segment in document.segments if segment.kind is kind]


def test_a_name_gives_way_to_its_label_and_its_neighbours_stay(tmp_path: Path) -> None:
    out = blinded(made(tmp_path / "a.pdf", lines(SENTENCE)))
    assert texts(out) == [f"Minutes: {LABEL} opened the meeting."]
    assert "Okonquist" not in seen_by_both(out)


def test_wrapped_lines_are_one_paragraph(tmp_path: Path) -> None:
    path = made(
        tmp_path / "a.pdf", lines("The committee met in the library and heard that Maribel", "Okonquist leads it.")
    )
    assert texts(path) == ["The committee met in the library and heard that Maribel Okonquist leads it."]


def test_short_lines_are_paragraphs_of_their_own(tmp_path: Path) -> None:
    path = made(
        tmp_path / "a.pdf", lines("Maribel Okonquist", "Tom Vellard", "The whole committee met in the library.")
    )
    assert len(texts(path)) == 3


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the teacher called Okon-", "quist and others", "Okonquist"),
        ("the teacher called Anne-", "Marie and others", "Anne-Marie"),
        ("the teacher called Okon\u00ad", "quist and others", "Okonquist"),
    ],
)
def test_hyphens_at_line_ends_join(tmp_path: Path, first: str, second: str, joined: str) -> None:
    path = made(tmp_path / "a.pdf", lines(f"The committee heard in the autumn from {first}", second))
    assert f"called {joined} and others" in texts(path)[0]
    out = blinded(path, joined)
    assert LABEL in seen_by_both(out)
    assert not {"Okon", "quist", "Marie"} & set(seen_by_both(out).replace("-", " ").split())


def test_spaced_capitals_are_read_as_a_word(tmp_path: Path) -> None:
    assert texts(made(tmp_path / "a.pdf", lines("O K O N Q U I S T"))) == ["OKONQUIST"]


def test_cells_follow_each_other_in_their_row(tmp_path: Path) -> None:
    def table(page: pymupdf.Page) -> None:
        for row, cells in enumerate((("Name", "Role"), ("Okonquist", "Nurse"), ("Vellard", "Coach"))):
            for column, cell in enumerate(cells):
                page.insert_text((72 + 200 * column, 100 + 20 * row), cell)

    found = kinds(read(made(tmp_path / "a.pdf", table)), SegmentKind.TABLE)
    assert [(cell.glue, cell.text) for cell in found][2:4] == [("\n", "Okonquist"), (" | ", "Nurse")]


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    def columns(page: pymupdf.Page) -> None:
        for at in range(8):
            page.insert_text((60, 100 + 13 * at), f"left column text goes on here {at} and on", fontsize=10)
            page.insert_text((310, 105 + 13 * at), f"right column text goes on here {at} too", fontsize=10)

    found = " ".join(texts(made(tmp_path / "a.pdf", columns)))
    assert found.index("left column text goes on here 7") < found.index("right column text goes on here 0")


def test_a_name_goes_on_in_the_next_line_of_a_column_with_widely_set_lines(tmp_path: Path) -> None:
    def columns(page: pymupdf.Page) -> None:
        for at in range(12):
            page.insert_text((60, 100 + 13 * at), f"left column text goes on here {at} and on", fontsize=10)
        for at, text in enumerate(("The lesson plan was written by Maribel", "Okonquist, who taught it twice in May.")):
            page.insert_text((310, 100 + 13 * at), text, fontsize=10)
        for at in range(2, 7):
            for word in range(5):
                page.insert_text((310 + 40 * word, 100 + 13 * at), "plain", fontsize=10)
        for at in range(7, 12):
            page.insert_text((310, 100 + 13 * at), f"right column text goes on here {at} too", fontsize=10)

    path = made(tmp_path / "a.pdf", columns)
    assert any(NAME in text for text in texts(path))


def test_a_line_drawn_anew_is_read_in_its_own_column(tmp_path: Path) -> None:
    def columns(page: pymupdf.Page) -> None:
        for x, name in ((60, "the office"), (320, "Okonquist")):
            for at in range(8):
                page.insert_text((x, 100 + 13 * at), f"this column's text goes on here {at} and on", fontsize=10)
            page.insert_text((x, 204), f"{name}, which is named in this col-", fontsize=10)
            page.insert_text((x, 217), "umn, goes on here and on and on", fontsize=10)

    out = blinded(made(tmp_path / "a.pdf", columns), "Okonquist", "Assistant Superintendent C")
    with pymupdf.open(out) as document:
        seen = " ".join(document[0].get_text().split())
    assert seen.count("which is named in this col- umn, goes on") == 2


def test_a_lengthened_line_keeps_off_the_next_column(tmp_path: Path) -> None:
    def columns(page: pymupdf.Page) -> None:
        for at in range(8):
            page.insert_text((60, 100 + 13 * at), f"left column text goes on here {at} and on", fontsize=10)
            page.insert_text((258, 100 + 13 * at), f"right column text goes on here {at} and on", fontsize=10)
        page.insert_text((60, 217), "The head of the school, Okonquist, met", fontsize=10)
        page.insert_text((258, 217), "several of us again in the library", fontsize=10)

    out = blinded(made(tmp_path / "a.pdf", columns), "Okonquist", "Assistant Superintendent C")
    with pymupdf.open(out) as document:
        met, several = (document[0].search_for(word)[0] for word in ("met", "several"))
    assert several.x0 - met.x1 > 9


def test_a_lowered_letter_stays_with_its_word_beside_signs_drawn_over_each_other(tmp_path: Path) -> None:
    def line(page: pymupdf.Page) -> None:
        page.insert_text((72, 100), "cs", fontsize=10)
        page.insert_text((72 + pymupdf.get_text_length("cs", fontsize=10), 101.5), "max", fontsize=7)
        for sign in "E/":
            page.insert_text((150, 100), sign, fontsize=10)

    assert "csmax" in texts(made(tmp_path / "a.pdf", line))


@pytest.mark.parametrize("line", ["OpenOkonquist went", "the year of OpenOkonquist and of MaribelOkonquistOpen"])
def test_a_label_in_a_word_stands_apart_from_the_rest_of_it(tmp_path: Path, line: str) -> None:
    out = blinded(made(tmp_path / "a.pdf", lines(line)), "Okonquist")
    assert f"Open {LABEL}" in seen_by_both(out)
    assert texts(out) == [line.replace("Okonquist", f" {LABEL} ").replace("  ", " ")]


def test_a_heading_over_columns_stays_one_line(tmp_path: Path) -> None:
    def columns(page: pymupdf.Page) -> None:
        page.insert_text((200, 80), "Figure 6.", fontsize=9)
        page.insert_text((246, 80), "Visits of our school by the district", fontsize=10)
        for at in range(8):
            page.insert_text((60, 100 + 13 * at), f"left column text goes on here {at} and on", fontsize=10)
            page.insert_text((310, 100 + 13 * at), f"right column text goes on here {at} too", fontsize=10)

    assert texts(made(tmp_path / "a.pdf", columns))[0] == "Figure 6. Visits of our school by the district"


def test_columns_whose_paragraphs_hang_out_are_read_one_after_the_other(tmp_path: Path) -> None:
    def columns(page: pymupdf.Page) -> None:
        for at in range(12):
            page.insert_text((60, 100 + 13 * at), f"left column text goes on here {at} and on", fontsize=10)
            hanging = 12 if at % 3 else 0
            page.insert_text((310 + hanging, 100 + 13 * at), f"right column text goes {at} too", fontsize=10)

    found = " ".join(texts(made(tmp_path / "a.pdf", columns)))
    assert found.index("left column text goes on here 11") < found.index("right column text goes 0")


def test_a_short_column_of_list_and_paragraph_is_read_to_its_end(tmp_path: Path) -> None:
    def columns(page: pymupdf.Page) -> None:
        for at, indent in enumerate((0, 0, 17, 17, 17, 17)):
            page.insert_text((60 + indent, 100 + 13 * at), f"left column text goes on here {at} and on", fontsize=10)
        page.insert_text((327, 100), "a list of what the year has brought", fontsize=10)
        page.insert_text((327, 113), "and its end goes on.", fontsize=10)
        page.insert_text((322, 128), "Then a paragraph, said Mari-", fontsize=10)
        for at in range(3):
            page.insert_text((310, 141 + 13 * at), "bel Okonquist goes on here, too", fontsize=10)

    assert any(NAME in text for text in texts(made(tmp_path / "a.pdf", columns)))


def test_a_small_table_in_a_column_ends_no_column(tmp_path: Path) -> None:
    def columns(page: pymupdf.Page) -> None:
        for at in range(12):
            page.insert_text((310, 100 + 13 * at), f"right column text goes on here {at} too", fontsize=10)
            for x in (60, 130, 200) if at > 6 else ():
                page.insert_text((x, 100 + 13 * at), f"May {at}", fontsize=10)
        for at in range(7):
            page.insert_text((60, 100 + 13 * at), f"left column text goes on here {at} and on", fontsize=10)

    found = " ".join(texts(made(tmp_path / "a.pdf", columns)))
    assert found.index("left column text goes on here 6") < found.index("May 11") < found.index("right column text")


@pytest.mark.parametrize("size", [6.5, 8.8])  # TeX sets marks in 8 points beside 10
def test_the_mark_of_a_footnote_parts_no_name_and_moves_with_its_line(tmp_path: Path, size: float) -> None:
    def paragraph(page: pymupdf.Page) -> None:
        page.insert_text((72, 100), "The plan for the whole school was written by Maribel", fontsize=11)
        page.insert_text((72, 114), "Okonquist, the coach", fontsize=11)
        page.insert_text((72 + pymupdf.get_text_length("Okonquist, the coach", fontsize=11), 109), "2", fontsize=size)
        page.insert_text((182, 114), "who has taught it.", fontsize=11)

    path = made(tmp_path / "a.pdf", paragraph)
    assert texts(path) == [f"The plan for the whole school was written by {NAME}, the coach 2 who has taught it."]
    assert "Okonquist" not in seen_by_both(blinded(path))


@pytest.mark.parametrize(("y", "size", "text"), [(101.5, 7, "states in S B and"), (103, 4.5, "states in SB and")])
def test_a_letter_and_its_index_are_no_initials(tmp_path: Path, y: float, size: float, text: str) -> None:
    def formula(page: pymupdf.Page) -> None:
        page.insert_text((72, 100), "states in S", fontsize=10)
        page.insert_text((72 + pymupdf.get_text_length("states in S", fontsize=10), y), "B", fontsize=size)
        page.insert_text((129, 100), "and", fontsize=10)

    assert texts(made(tmp_path / "a.pdf", formula)) == [text]


def test_a_heading_before_its_paragraph_parts_no_name(tmp_path: Path) -> None:
    def paragraph(page: pymupdf.Page) -> None:
        page.insert_text((72, 100), "Vision.", fontsize=11, fontname="hebo")
        page.insert_text((136, 100), "The plan was written by Maribel", fontsize=11)
        page.insert_text((84, 114), "Okonquist, who has taught it for a long time.", fontsize=11)

    path = made(tmp_path / "a.pdf", paragraph)
    assert texts(path) == [f"Vision. The plan was written by {NAME}, who has taught it for a long time."]
    seen = seen_by_both(blinded(path))
    assert LABEL in seen
    assert not {"Maribel", "Okonquist"} & set(seen.split())


def test_the_lines_of_a_memo_head_are_texts_of_their_own(tmp_path: Path) -> None:
    head = ("TO: the faculty and families of our middle school", "FROM: Maribel Okonquist, Principal", "RE: Visits")
    assert texts(made(tmp_path / "a.pdf", lines(*head))) == [*head]


def test_a_list_below_a_table_is_no_part_of_it(tmp_path: Path) -> None:
    def table(page: pymupdf.Page) -> None:
        for at, cells in enumerate((("Name", "Role"), ("Maribel Okonquist", "Nurse"), ("Tom Vellard", "Coach"))):
            for x, cell in zip((72, 306), cells, strict=True):
                page.insert_text((x, 100 + 26 * at), cell)
        for at, cells in enumerate((("1.", "Okonquist"), ("2.", "Vellard"))):
            for x, cell in zip((72, 108), cells, strict=True):
                page.insert_text((x, 178 + 13 * at), cell)

    assert texts(made(tmp_path / "a.pdf", table))[-4:] == ["1.", "Okonquist", "2.", "Vellard"]


def test_lines_in_the_margins_are_header_and_footer(tmp_path: Path) -> None:
    def page(page: pymupdf.Page) -> None:
        for y, text in ((30, "Handbook"), (400, "Minutes"), (820, "Page 1")):
            page.insert_text((72, y), text)

    found = read(made(tmp_path / "a.pdf", page))
    assert [segment.text for segment in kinds(found, SegmentKind.HEADER)] == ["Handbook"]
    assert [segment.text for segment in kinds(found, SegmentKind.FOOTER)] == ["Page 1"]


@pytest.mark.parametrize("angle", [0, 90, 180, 270, 30])
def test_text_at_any_angle_is_blinded(tmp_path: Path, angle: int) -> None:
    def slanted(page: pymupdf.Page) -> None:
        point = pymupdf.Point(300, 400)
        page.insert_text(point, f"before {NAME} after", morph=(point, pymupdf.Matrix(angle)))

    assert texts(blinded(made(tmp_path / "a.pdf", slanted))) == [f"before {LABEL} after"]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_rotated_pages_keep_their_rotation(tmp_path: Path, rotate: int) -> None:
    path = made(tmp_path / "a.pdf", lambda page: (lines(SENTENCE)(page), page.set_rotation(rotate)))
    out = blinded(path)
    with pymupdf.open(out) as document:
        assert document[0].rotation == rotate
    assert texts(out) == [f"Minutes: {LABEL} opened the meeting."]


def test_tight_lines_lose_no_letter(tmp_path: Path) -> None:
    above, below = "gypsy jumping quickly above", "HEIGHT BELOW IT ALL"
    out = blinded(made(tmp_path / "a.pdf", lines(above, f"{NAME} is here", below, pitch=8)))
    assert all(text in seen_by_both(out) for text in (above, below))


def test_a_long_label_pushes_its_line_on(tmp_path: Path) -> None:
    out = blinded(
        made(tmp_path / "a.pdf", lines("The coach Li was there, and went home.", "A much longer line " * 4)), "Li"
    )
    assert f"The coach {LABEL} was there, and went home." in " ".join(texts(out))


def test_labels_side_by_side_are_two_words(tmp_path: Path) -> None:
    path = made(tmp_path / "a.pdf", lines("by the OkonVellard committee"))
    spans = Span(7, 11), Span(11, 18)
    members = [Redaction("p1.1", span, label, "p1") for span, label in zip(spans, ("Town A", LABEL), strict=True)]
    PDF().rewrite(path, tmp_path / "out.pdf", {"p1.1": members}, Options())
    assert seen_by_both(tmp_path / "out.pdf").count(f"by the Town A {LABEL} committee") == 2


@pytest.mark.parametrize(("name", "label"), [(NAME, LABEL), ("Li", "Assistant Superintendent AB")])
def test_a_label_is_read_in_the_middle_of_its_line(tmp_path: Path, name: str, label: str) -> None:
    out = blinded(made(tmp_path / "a.pdf", lines(f"Minutes, read by {name}, who opened it.")), name, label)
    with pymupdf.open(out) as document:
        assert " ".join(document[0].get_text().split()).count(f"Minutes, read by {label}, who opened it.") == 1
    assert seen_by_both(out).count(f"Minutes, read by {label}, who opened it.") == 2


def test_text_drawn_over_a_name_stays(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        page.insert_text((72, 100), f"{NAME} met us here")
        page.insert_text((90, 101.5), "approved")

    out = blinded(made(tmp_path / "a.pdf", draw))
    with pymupdf.open(out) as document:
        words = {word[4]: word[:2] for word in document[0].get_text("words")}
    assert words["approved"][0] == pytest.approx(90, abs=0.1)
    assert "Okonquist" not in seen_by_both(out)


def test_a_label_set_smaller_is_told(tmp_path: Path) -> None:
    path = made(
        tmp_path / "a.pdf",
        lambda page: (page.set_mediabox(pymupdf.Rect(0, 0, 60, 60)), page.insert_text((20, 30), "Li")),
    )
    span = Redaction("p1.1", Span(0, 2), "Assistant Superintendent AB", "p1")
    notices = PDF().rewrite(path, tmp_path / "out.pdf", {"p1.1": [span]}, Options())
    assert [notice.what for notice in notices] == ["label: set in smaller type than its line"]


def test_a_label_without_room_overlaps_nobody_and_can_be_read(tmp_path: Path) -> None:
    def draw(page: pymupdf.Page) -> None:
        page.insert_text((72, 100), f"{NAME[:2]} met us", fontsize=8)
        page.draw_rect(pymupdf.Rect(70, 90, 150, 104), fill=(1, 1, 1))  # what lies under it is not moved

    out = blinded(made(tmp_path / "a.pdf", draw), name=NAME[:2], label="Instructional Coach C")
    with pymupdf.open(out) as document:
        words = document[0].get_text("words")
    label = [word for word in words if word[4] in ("Instructional", "Coach", "C")]
    met = next(word for word in words if word[4] == "met")
    assert max(word[2] for word in label) <= met[0]
    assert min(word[3] - word[1] for word in label) > 6


def test_a_label_ends_before_lines_half_beside_it_and_their_bracket(tmp_path: Path) -> None:
    def formula(page: pymupdf.Page) -> None:
        page.insert_text((72, 100), "Li (x) =", fontsize=9)
        page.insert_text((120, 86), "{", fontsize=9)
        for y in (94, 106):
            page.insert_text((123, y), "0 otherwise and always", fontsize=9)

    out = blinded(made(tmp_path / "a.pdf", formula), "Li", "Superintendent C")
    with pymupdf.open(out) as document:
        ends = {word[4]: word[2] for word in document[0].get_text("words")}
    assert ends["="] < 120


def test_a_label_in_italics_leans_over_no_sign_behind_it(tmp_path: Path) -> None:
    path = made(tmp_path / "a.pdf", lines("Okonqu/and", fontname="tiit"))
    with pymupdf.open(blinded(path, "Okonqu", "School T")) as document:
        spans = document[0].get_text("rawdict")["blocks"][0]["lines"][0]["spans"]
    starts = {char["c"]: char["origin"][0] for span in spans for char in span["chars"]}
    narrowed = spans[0]["size"] ** 2 / 11  # the size that is told is the mean of height, 11 points, and width
    assert starts["T"] + pymupdf.Font("tiit").glyph_bbox(ord("T")).x1 * narrowed <= starts["/"]


def test_a_lone_short_name_has_room_for_its_label(tmp_path: Path) -> None:
    with pymupdf.open(blinded(made(tmp_path / "a.pdf", lines("Li")), "Li")) as document:
        span = document[0].get_text("dict")["blocks"][0]["lines"][0]["spans"][0]
    assert (span["text"], round(span["size"])) == (LABEL, 11)


def test_labels_keep_size_and_colour(tmp_path: Path) -> None:
    out = blinded(made(tmp_path / "a.pdf", lines(SENTENCE, fontsize=15, color=(1, 0, 0), fontname="tibo")))
    with pymupdf.open(out) as document:
        spans = [s for b in document[0].get_text("dict")["blocks"] for line in b["lines"] for s in line["spans"]]
    label = next(span for span in spans if LABEL in span["text"])
    assert (label["font"], round(label["size"]), label["color"]) == ("Times-Bold", 15, 0xFF0000)


def test_text_off_the_page_is_evidence_and_goes(tmp_path: Path) -> None:
    path = made(
        tmp_path / "a.pdf", lambda page: (page.insert_text((-400, 100), SENTENCE), page.insert_text((72, 99), "Hi"))
    )
    document = read(path)
    assert [segment.dropped for segment in document.segments if SENTENCE in segment.text] == [True]
    assert Removal("p. 1", "text outside the page") in document.removals
    PDF().rewrite(path, tmp_path / "out.pdf", {}, Options())
    assert seen_by_both(tmp_path / "out.pdf").split() == ["Hi"] * 2


def test_text_over_the_edge_of_the_page_stays(tmp_path: Path) -> None:
    out = blinded(made(tmp_path / "a.pdf", lambda page: page.insert_text((-9, 100), SENTENCE)))
    assert seen_by_both(out).count(f"inutes: {LABEL} opened the meeting.") == 2


def test_words_of_a_line_that_are_off_the_page_go(tmp_path: Path) -> None:
    path = made(tmp_path / "a.pdf", lambda page: page.insert_text((-300, 100), f"{'nobody sees ' * 5}. {SENTENCE}"))
    document = read(path)
    assert Removal("p. 1", "text outside the page") in document.removals
    out = seen_by_both(blinded(path))
    assert out.split() == ["sees", ".", "Minutes:", *LABEL.split(), "opened", "the", "meeting."] * 2


def test_covered_text_is_not_moved_from_under_its_cover(tmp_path: Path) -> None:
    def covered(page: pymupdf.Page) -> None:
        page.insert_text((72, 100), "Ms. Li said no to it")
        page.draw_rect(pymupdf.Rect(110, 88, 180, 104), fill=(0, 0, 0))

    with pymupdf.open(blinded(made(tmp_path / "a.pdf", covered), "Li")) as document:
        moved = [word for word in document[0].get_text("words") if word[4] == "no"]
    assert moved and moved[0][0] < 150


def test_pictures_give_way_to_placeholders(tmp_path: Path) -> None:
    path = made(
        tmp_path / "a.pdf", lambda page: (lines("Minutes")(page), page.insert_image((72, 200, 272, 300), stream=jpeg()))
    )
    document = read(path)
    assert [removal.place for removal in document.removals] == ["p. 1, picture 1"]
    PDF().rewrite(path, tmp_path / "out.pdf", {}, Options())
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert not [
            each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]
    assert "Picture removed" in seen_by_both(tmp_path / "out.pdf")


def test_kept_pictures_lose_their_history_and_are_unseen(tmp_path: Path) -> None:
    path = made(tmp_path / "a.pdf", lambda page: page.insert_image((72, 200, 272, 300), stream=jpeg()))
    assert [each.place for each in read(path, pictures="untouched").unseen] == ["p. 1, picture 1"]
    PDF().rewrite(path, tmp_path / "out.pdf", {}, Options(pictures="untouched"))
    assert NAME.encode() in path.read_bytes()
    assert NAME.encode() not in (tmp_path / "out.pdf").read_bytes()


@pytest.mark.parametrize(("letters", "doubted"), [("OKONQUIST", True), ("DBACADBEC", False)])
def test_letters_along_a_wave_may_spell_a_name(tmp_path: Path, letters: str, *, doubted: bool) -> None:
    def wave(page: pymupdf.Page) -> None:
        for at, letter in enumerate(letters):
            page.insert_text((72 + 30 * at, 300 + 90 * math.sin(at)), letter)

    reasons = {each.reason for each in read(made(tmp_path / "a.pdf", wave)).unseen}
    assert reasons == ({"letters that stand apart may spell a name"} if doubted else set())


def test_letters_that_a_font_does_not_tell_are_unseen(tmp_path: Path) -> None:
    def lose_map(pdf: pikepdf.Pdf) -> None:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each:
                del each["/ToUnicode"]

    def write(page: pymupdf.Page) -> None:
        writer = pymupdf.TextWriter(page.rect)
        writer.append((72, 100), "nobody can read what this says", font=pymupdf.Font("cjk"))
        writer.write_text(page)

    path = edited(made(tmp_path / "a.pdf", write), lose_map)
    assert read(path).unseen


@pytest.mark.parametrize("uri", ["https://okonquist.example/", "https://x.example/%6Fkonquist"])
def test_a_redacted_link_becomes_plain_text_and_others_stay(tmp_path: Path, uri: str) -> None:
    def link(page: pymupdf.Page) -> None:
        for at, target in enumerate((uri, "https://doi.example/10.1")):
            box = pymupdf.Rect(72, 100 + 30 * at, 200, 120 + 30 * at)
            page.insert_link({"kind": pymupdf.LINK_URI, "from": box, "uri": target})
        page.insert_text((72, 110), "our page")

    out = blinded(made(tmp_path / "a.pdf", link), "okonquist")
    with pymupdf.open(out) as document:
        assert [each["uri"] for each in document[0].get_links()] == ["https://doi.example/10.1"]


@pytest.mark.parametrize("rotate", [0, 90])
def test_a_link_on_a_name_goes_and_those_beside_it_stay(tmp_path: Path, rotate: int) -> None:
    def linked(page: pymupdf.Page) -> None:
        lines(f"of {NAME}", "a paper", "another")(page)
        for at in range(3):
            box = pymupdf.Rect(70, 90 + 14 * at, 200, 104 + 14 * at)
            page.insert_link({"kind": pymupdf.LINK_URI, "from": box, "uri": f"https://doi.example/{at}"})
        page.insert_link({"kind": pymupdf.LINK_GOTO, "from": pymupdf.Rect(70, 90, 200, 104), "page": 0})
        page.set_rotation(rotate)

    path = made(tmp_path / "a.pdf", linked)
    with pymupdf.open(blinded(path)) as document:
        left = [each.get("uri", "inside") for each in document[0].get_links()]
    assert sorted(left) == ["https://doi.example/1", "https://doi.example/2", "inside"]
    segment = next(each for each in read(path).segments if NAME in each.text)
    whole = [Redaction(segment.id, Span(3, 3 + len(NAME)), LABEL, "p1")]
    told = PDF().rewrite(path, tmp_path / "b.pdf", {segment.id: whole}, Options())
    assert Removal("p. 1", "link on a name") in told


def test_internal_links_and_bookmarks_still_lead_to_their_page(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        for at in range(3):
            document.new_page().insert_text((72, 100), f"page {at}")
        document[0].insert_link({"kind": pymupdf.LINK_GOTO, "from": pymupdf.Rect(70, 90, 200, 110), "page": 2})
        document.set_toc([[1, "Start", 1], [2, f"Notes of {NAME}", 3]])
        document.save(tmp_path / "a.pdf")
    with pymupdf.open(blinded(tmp_path / "a.pdf")) as document:
        assert document[0].get_links()[0]["page"] == 2
        assert document.get_toc() == [[1, "Start", 1], [2, f"Notes of {LABEL}", 3]]


def test_only_the_title_is_left_of_the_properties(tmp_path: Path) -> None:
    path = made(tmp_path / "a.pdf", lines("Minutes"))
    info = {"/Title": f"Plan of {NAME}", "/Author": NAME, "/Subject": "Plan"}
    edited(path, lambda pdf: pdf.trailer.__setitem__("/Info", pdf.make_indirect(pikepdf.Dictionary(info))))
    authors = [each for each in kinds(read(path), SegmentKind.PROPERTY) if each.hint == "Author"]
    assert [(each.text, each.dropped) for each in authors] == [(NAME, True)]
    with pikepdf.open(blinded(path)) as pdf:
        assert {key: str(value) for key, value in pdf.trailer.Info.items()} == {"/Title": f"Plan of {LABEL}"}


def test_sticky_notes_go_unless_they_are_kept(tmp_path: Path) -> None:
    path = made(
        tmp_path / "a.pdf", lambda page: (lines(SENTENCE)(page), page.add_text_annot((200, 200), f"Ask {NAME}"))
    )
    note = kinds(read(path), SegmentKind.COMMENT)[0]
    assert note.dropped and not kinds(read(path, keep_comments=True), SegmentKind.COMMENT)[0].dropped
    with pymupdf.open(blinded(path)) as document:
        assert not list(document[0].annots())
    with pymupdf.open(blinded(path, keep_comments=True)) as document:
        assert [annot.info["content"] for annot in document[0].annots()] == [f"Ask {LABEL}"]


def test_form_values_become_text_and_tooltips_are_hints(tmp_path: Path) -> None:
    def form(page: pymupdf.Page) -> None:
        widget = pymupdf.Widget()
        widget.field_type, widget.rect = pymupdf.PDF_WIDGET_TYPE_TEXT, pymupdf.Rect(72, 100, 300, 120)
        widget.field_name, widget.field_label, widget.field_value = "mentor", "Name of the mentor", NAME
        page.add_widget(widget)

    path = made(tmp_path / "a.pdf", form)
    assert ("Name of the mentor", NAME) in [(each.hint, each.text) for each in kinds(read(path), SegmentKind.FIELD)]
    with pymupdf.open(blinded(path)) as document:
        assert not list(document[0].widgets())
        assert LABEL in document[0].get_text()


def test_blinding_twice_changes_nothing(tmp_path: Path) -> None:
    once = blinded(made(tmp_path / "a.pdf", lines(SENTENCE, "The coach Li was there."), lines("Another page.")))
    PDF().rewrite(once, tmp_path / "twice.pdf", {}, Options())
    assert (tmp_path / "twice.pdf").read_bytes() == once.read_bytes()


def test_only_pages_with_names_are_drawn_anew(tmp_path: Path) -> None:
    path = made(tmp_path / "a.pdf", lines(SENTENCE), lines("Nobody is named here."))
    with pymupdf.open(path) as before, pymupdf.open(blinded(path)) as after:
        assert before[1].get_text() == after[1].get_text()
        assert before[1].get_pixmap().samples == after[1].get_pixmap().samples


def test_a_page_that_keeps_a_name_becomes_a_picture_of_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("blinder.formats.pdf.format.erase", lambda page, groups, pixels: (groups[0], Drawn(page)))
    out = blinded(made(tmp_path / "a.pdf", lines(SENTENCE), lines("Another page.")))
    assert texts(out) == [f"Minutes: {LABEL} opened the meeting.", "Another page."]
    assert "Okonquist" not in seen_by_both(out)
    with pymupdf.open(out) as document:
        assert [len(page.get_images()) for page in document] == [1, 0]


@pytest.mark.parametrize(
    "content",
    [
        f"9 TL ({SENTENCE}) ' (Next.) '",
        f"9 TL 1 1 (First.) \" ({SENTENCE}) '",
        f"0 -9 TD ({SENTENCE}) % the first\n' (Next.) '",
        f"9 TL T* ({SENTENCE}) Tj T* (Next.) Tj",
    ],
)
@pytest.mark.parametrize("within", [True, False])
def test_a_line_shown_in_one_go_with_the_step_to_it_is_blinded(tmp_path: Path, content: str, *, within: bool) -> None:
    def show(pdf: pikepdf.Pdf) -> None:
        page, drawn = pdf.pages[0].obj, f"BT /helv 9 Tf 72 300 Td {content} ET".encode()
        form = pdf.make_stream(drawn, Subtype=pikepdf.Name.Form, BBox=pikepdf.Array([0, 0, 600, 700]))
        form["/Resources"] = pikepdf.Dictionary(Font=page["/Resources"]["/Font"])
        page["/Resources"]["/XObject"] = pikepdf.Dictionary(Form=form)
        page["/Contents"] = pdf.make_stream(b"/Form Do" if within else drawn)

    path = edited(made(tmp_path / "a.pdf", lines("Hi")), show)
    with pymupdf.open(path) as before, pymupdf.open(blinded(path)) as after:
        places = [
            {(word[4], round(word[1])) for word in document[0].get_text("words") if word[4] not in f"{NAME} {LABEL}"}
            for document in (before, after)
        ]
        assert NAME not in after[0].get_text() and LABEL in after[0].get_text()
    assert places[0] == places[1]


def test_letters_drawn_by_other_resources_stay(tmp_path: Path) -> None:
    def draw_letters(pdf: pikepdf.Pdf) -> None:
        box = pdf.make_stream(b"0 0 500 700 re f", Subtype=pikepdf.Name.Form, BBox=pikepdf.Array([0, 0, 600, 700]))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type3,
            FontBBox=pikepdf.Array([0, 0, 600, 700]),
            FontMatrix=pikepdf.Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=pikepdf.Dictionary(box=pdf.make_stream(b"600 0 d0 /Box Do")),
            Encoding=pikepdf.Dictionary(Differences=pikepdf.Array([65, pikepdf.Name.box])),
            FirstChar=65,
            LastChar=65,
            Widths=pikepdf.Array([600]),
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Box=box)),
        )
        pdf.pages[0].obj["/Resources"] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        pdf.pages[0].obj["/Contents"] = pdf.make_stream(b"BT /F 40 Tf 100 400 Td (AAA) Tj ET")

    path = edited(made(tmp_path / "a.pdf", lines("Hi")), draw_letters)
    PDF().rewrite(path, tmp_path / "out.pdf", {}, Options())
    with pymupdf.open(path) as before, pymupdf.open(tmp_path / "out.pdf") as after:
        assert len(set(before[0].get_pixmap().samples)) > 1
        assert before[0].get_pixmap().samples == after[0].get_pixmap().samples


def test_forms_within_forms_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("blinder.formats.pdf.painted.MAX_VISITS", 300)

    def nest(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"", Subtype=pikepdf.Name.Form, BBox=pikepdf.Array([0, 0, 9, 9]))
        for _ in range(12):
            objects = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
            form = pdf.make_stream(
                b"/F Do " * 10, Subtype=pikepdf.Name.Form, BBox=pikepdf.Array([0, 0, 9, 9]), Resources=objects
            )
        pdf.pages[0].obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        pdf.pages[0].obj["/Contents"] = pdf.make_stream(b"/F Do")

    with pytest.raises(TooLarge):
        read(edited(made(tmp_path / "a.pdf", lines("Hi")), nest))


def encrypted(path: Path) -> None:
    edited(made(path, lines(SENTENCE)), lambda pdf: None, encryption=pikepdf.Encryption(user="secret", owner="secret"))


def restricted(path: Path) -> None:
    edited(made(path, lines(SENTENCE)), lambda pdf: None, encryption=pikepdf.Encryption(user="", owner="secret"))


def signed(path: Path) -> None:
    value = pikepdf.Dictionary(
        Type=pikepdf.Name.Sig, ByteRange=pikepdf.Array([0, 1, 2, 3]), Contents=pikepdf.String("x")
    )
    field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String("s"), V=value)

    def sign(pdf: pikepdf.Pdf) -> None:
        value_ref = pdf.make_indirect(value)
        field["/V"] = value_ref
        pdf.Root["/AcroForm"] = pikepdf.Dictionary(Fields=pikepdf.Array([pdf.make_indirect(field)]), SigFlags=3)

    edited(made(path, lines(SENTENCE)), sign)


def truncated(path: Path) -> None:
    path.write_bytes(made(path, lines(SENTENCE)).read_bytes()[:150])


def bomb(path: Path) -> None:
    packed = zlib.compress(bytes(2**21))
    edited(
        made(path, lines(SENTENCE)),
        lambda pdf: pdf.pages[0].obj.__setitem__(
            "/Contents", pikepdf.Stream(pdf, packed, Filter=pikepdf.Name.FlateDecode)
        ),
        compress_streams=False,
    )


def doubly_packed(path: Path) -> None:
    twice = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    packed = zlib.compress(zlib.compress(bytes(2**20)))
    edited(
        made(path, lines(SENTENCE)),
        lambda pdf: pdf.pages[0].obj.__setitem__("/Contents", pikepdf.Stream(pdf, packed, Filter=twice)),
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda path: path.touch(), UnreadableFile),
        (lambda path: path.write_bytes(b"PK\x03\x04 word/document.xml"), WrongExtension),
        (lambda path: path.write_bytes(b"%PDF-1.7\n%%EOF"), UnreadableFile),
        (truncated, UnreadableFile),
        (encrypted, EncryptedFile),
        (restricted, EncryptedFile),
        (signed, SignedFile),
        (bomb, TooLarge),
        (doubly_packed, TooLarge),
    ],
)
def test_what_must_not_come_in_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], object], error: type[BlinderError]
) -> None:
    monkeypatch.setattr("blinder.formats.pdf.door.limits", lambda: Limits(stream_mb=1))
    path = tmp_path / "bad.pdf"
    make(path)
    with pytest.raises(error) as raised:
        read(path)
    assert NAME not in str(raised.value)
    with pytest.raises(error):
        PDF().rewrite(path, tmp_path / "out.pdf", {}, Options())
    assert not (tmp_path / "out.pdf").exists()


def jpeg() -> bytes:
    """A picture whose EXIF names its maker."""
    exif, out = Image.Exif(), BytesIO()
    exif[0x013B] = NAME
    Image.new("RGB", (64, 48), (180, 40, 40)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_label_that_begins_like_its_name_is_no_leak(tmp_path: Path) -> None:
    path = made(tmp_path / "a.pdf", lines("The Superintendent Search goes on."))
    out = blinded(path, name="Superintendent Search", label="Superintendent A")
    assert "Superintendent A" in seen_by_both(out)
    assert "Search" not in seen_by_both(out)


def test_letters_that_move_while_a_name_goes_stop_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("blinder.formats.pdf.sheets.QUOTES", re.compile(b"(?!)"))
    path = edited(
        made(tmp_path / "a.pdf", lines("Hi")),
        lambda pdf: pdf.pages[0].obj.update(
            {"/Contents": pdf.make_stream(f"BT /helv 9 Tf 72 300 Td 9 TL ({SENTENCE}) ' ET".encode())}
        ),
    )
    with pytest.raises(LeakFound):
        blinded(path)
