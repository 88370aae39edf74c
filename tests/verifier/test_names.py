import re
from pathlib import Path

import docx
import odfdo
import pymupdf
import pytest

from blinder.formats import FORMATS
from blinder.formats.base import Options
from blinder.types import EntityType, Severity
from blinder.verifier import Glimpse, Known, Sight, look
from blinder.verifier.checks import names

PERSON = EntityType.PERSON
OOXML = "http://schemas.openxmlformats.org"
HITS = [
    ("seen by Ms. QUANDT's class", "Quandt"),
    ("quandt_z@school.example", "Quandt"),
    ("ZerlinaQuandt.docx", "Zerlina Quandt"),
    ("zerlinaquandt", "Zerlina Quandt"),
    ("zerlina.quandt", "Zerlina Quandt"),
    ("Zerlina\n\nQuandt", "Zerlina Quandt"),
    ("O’Malley", "O'Malley"),
    ("omalley@school.example", "O'Malley"),
    ("Jose\u0301", "José"),
    ("Łukasz", "Lukasz"),
    ("ﬁsher", "Fisher"),
    ("McCarthy or Mccarthy", "MCCARTHY"),
    ("ask J.R. about it", "J.R."),
    ("LEE", "Lee"),
    ("李明老师", "李明"),
    ("Quandt2024", "Quandt"),
]
NEAR_MISSES = [
    ("a challenge", "Hall"),
    ("will son go", "Wilson"),
    ("Savannhall", "Ann Hall"),
    ("Martin Luther King Jr.", "J.R."),
    ("Teacher C", "C"),
    ("Teacher AD and Group Member JR", "AD"),
    ("Zerlina\x1eQuandt", "Zerlina Quandt"),
    ("the hood of a sand dune", "Sandhood"),
    ("the lee side", "Lee"),
]
UNREAD_HITS = [("Bell", "Bell"), ("Vu", "Vu"), ("Yu, Gothic Club", "Yu"), ("Metadata Quandt", "Quandt")]
UNREAD_NEAR_MISSES = [
    (f"{OOXML}/package/2006/relationships/metadata/core-properties", "Metadata"),
    ("bestFit", "Best"),
    ("Strong", "Strong"),
    ("DejaVu Sans", "Vu"),
    ("Yu Gothic Light", "Yu"),
    ("WenQuanYi Micro Hei", "Wen"),
    ("Bell MT", "Bell"),
]


def grades(text: str, *known: Known, visible: bool = True, raw: bool = False, place: str = "p. 1") -> list[Severity]:
    sight = Sight("File 1", (Glimpse(place, text, visible, raw),), ())
    return [finding.severity for finding in names.check(sight, known)]


@pytest.mark.parametrize(("text", "name"), HITS)
def test_name_is_found_however_it_is_written(text: str, name: str) -> None:
    assert grades(text, Known(name, PERSON)) == [Severity.LEAK]


@pytest.mark.parametrize(("text", "name"), NEAR_MISSES)
def test_other_words_are_no_name(text: str, name: str) -> None:
    assert grades(text, Known(name, PERSON)) == []


@pytest.mark.parametrize(("text", "name"), UNREAD_HITS)
def test_name_alone_is_found_where_nobody_reads(text: str, name: str) -> None:
    assert grades(text, Known(name, PERSON), visible=False) == [Severity.LEAK]


@pytest.mark.parametrize(("text", "name"), UNREAD_NEAR_MISSES)
def test_word_of_a_format_or_a_font_is_no_name(text: str, name: str) -> None:
    assert grades(text, Known(name, PERSON), visible=False) == []


def make_bare(path: Path) -> None:
    """A file with next to nothing in it."""
    if path.suffix == ".docx":
        docx.Document().save(str(path))
    elif path.suffix == ".odt":
        odfdo.Document("text").save(path)
    else:
        with pymupdf.open() as document:
            document.new_page().insert_text((72, 72), "1")
            document.save(path)


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".pdf"])
def test_whatever_word_a_bare_copy_is_made_of_somebody_may_be_called_so(suffix: str, tmp_path: Path) -> None:
    path, out = tmp_path / f"bare{suffix}", tmp_path / f"out{suffix}"
    make_bare(path)
    FORMATS[suffix].rewrite(path, out, {}, Options())
    sight = look(out)
    unread = "\n".join(glimpse.text for glimpse in sight.texts if not glimpse.visible and not glimpse.raw)
    words = {word.title() for word in re.findall(r"\b[A-Z]?[a-z]{2,11}", unread)}
    known = [Known(word, PERSON) for word in words]
    assert len(words) > 20
    assert [finding.place for finding in names.check(sight, known) if finding.severity is Severity.LEAK] == []


def test_phone_number_is_found_however_it_is_grouped() -> None:
    assert grades("413.555.0100", Known("(413) 555-0100", EntityType.PHONE_NUMBER)) == [Severity.LEAK]


def test_ordinary_word_counts_beside_a_title_only() -> None:
    will = Known("Will", PERSON, strict=False)
    assert grades("Will we go? He will, she said. Will!", will) == []
    assert grades("I asked Mr. Will about it", will) == [Severity.REVIEW]


def test_full_name_that_also_stays_on_purpose_asks_for_a_look() -> None:
    assert grades("after Zerlina Quandt", Known("Zerlina Quandt", PERSON, strict=False)) == [Severity.REVIEW]


def test_ordinary_word_counts_beside_another_name() -> None:
    known = [Known("Quandt", PERSON), Known("Hope", PERSON, strict=False)]
    assert Severity.REVIEW in grades("seen by Hope Quandt", *known)


def test_family_in_the_plural_asks_for_a_look() -> None:
    assert grades("the Quandts came", Known("Quandt", PERSON)) == [Severity.REVIEW]


def test_kept_passage_is_no_leak_but_the_name_elsewhere_is() -> None:
    known = [Known("Quandt", PERSON), Known("Quandt, Z. (2019)", PERSON, kept=True)]
    assert grades("as Quandt, Z. (2019) says", *known) == []
    assert grades("as Quandt, Z. (2019) says, and Quandt here", *known) == [Severity.LEAK]


def test_a_font_called_like_a_person_is_nobody_where_fonts_are_named() -> None:
    assert grades("David", Known("David", PERSON), visible=False, place="object 3, names of fonts") == []
    assert grades("David", Known("David", PERSON), visible=False) == [Severity.LEAK]
    assert grades("David", Known("David", PERSON)) == [Severity.LEAK]


@pytest.mark.parametrize("word", ["Manifest", "Styles", "Page", "Mark", "Office", "Roman"])
def test_words_of_file_formats_are_no_people_where_nobody_reads(word: str) -> None:
    assert grades(f"word/{word.lower()}.xml\x1e{word}Info", Known(word, PERSON), visible=False) == []


def test_the_tail_of_an_ordinary_word_that_a_line_end_breaks_is_no_name() -> None:
    tail = Known("ted", EntityType.PERSON)
    assert grades("They are limi-\nted or overrepor-\nted", tail) == []
    assert grades("They saw ted", tail) == [Severity.LEAK]
    assert grades("They are limi-\nTED", Known("Ted", EntityType.PERSON)) == []
    assert grades("They saw Ann-\nTed", Known("Ted", EntityType.PERSON)) == [Severity.LEAK]


def test_the_head_of_an_ordinary_word_that_a_line_end_breaks_is_no_name() -> None:
    head = Known("Social Secur", EntityType.ORGANIZATION)
    assert grades("the social secur-\nity tax", head) == []
    assert grades("the Social Secur-\nQuandt tax", head) == grades("at Social Secur", head) == [Severity.LEAK]
    assert grades("a Quandt-\nled team", Known("Quandt", PERSON)) == [Severity.LEAK]
    assert grades("of 83% (geo-\nmetric mean)", Known("geo", PERSON)) == []
    assert grades("of geo-mean", Known("geo", PERSON)) == grades("Geo-\nled", Known("Geo", PERSON)) == [Severity.LEAK]


def test_short_words_in_binary_noise_mean_nothing() -> None:
    assert grades("x%Lee+", Known("Lee", PERSON), visible=False, raw=True) == []
    assert grades("x%Quandt+", Known("Quandt", PERSON), visible=False, raw=True) == [Severity.LEAK]


def test_acronym_of_a_school_is_no_word() -> None:
    assert grades("the star pupil", Known("STAR", EntityType.SCHOOL)) == []
    assert grades("at STAR today", Known("STAR", EntityType.SCHOOL)) == [Severity.LEAK]


def test_surname_inside_a_full_name_counts_once() -> None:
    sight = Sight("File 1", (Glimpse("p. 1", "Zerlina Quandt", True),), ())
    known = [Known(name, PERSON) for name in ("Quandt", "Zerlina Quandt", "Zerlina")]
    assert [finding.message for finding in names.check(sight, known)] == ["a name is left: 1 PERSON"]


def test_finding_holds_types_and_counts_but_no_name() -> None:
    sight = Sight("File 1", (Glimpse("p. 1", "Quandt and Quandt", True),), ())
    assert [finding.message for finding in names.check(sight, [Known("Quandt", PERSON)])] == [
        "a name is left: 2 PERSON"
    ]


@pytest.mark.parametrize(("found", "is_leak"), [("Ruth", True), ("ruth", True), ("rûth", False), ("rUtH", False)])
def test_four_letters_in_binary_data_must_stand_there_as_written(found: str, is_leak: bool) -> None:
    assert bool(grades(f"\x9aq;{found}%x", Known("Ruth", PERSON), visible=False, raw=True)) is is_leak
