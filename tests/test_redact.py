"""Labelled entities → redactions: titles, suffixes, several segments, file names."""

import pytest

import blinder
from blinder.formats.base import apply_redactions
from blinder.label_map import read_label_map
from blinder.reading import read_document
from blinder.redact import redact
from blinder.types import Document, Entity, EntityType, Mention, Segment, SegmentKind

PROFILE = read_label_map()


def segment(text: str, number: int = 0, **more: object) -> Segment:
    return Segment(str(number), more.pop("kind", SegmentKind.BODY), "p. 1", text, **more)  # type: ignore[arg-type]


def blinded(
    segments: list[Segment], *surfaces: str, role: str = "Teacher", kind: EntityType = EntityType.PERSON
) -> list[str]:
    """The segments' texts with every occurrence of the surfaces in their joint reading redacted."""
    reading = read_document(Document("A1", "text", tuple(segments)))
    mentions = [
        Mention("A1", at, at + len(surface), surface, kind, role, "p1", f"{role} C", 0.9, "people")
        for surface in surfaces
        for at in range(len(reading.text))
        if reading.text.startswith(surface, at)
    ]
    entity = Entity("p1", kind, role, f"{role} C", surfaces, tuple(mentions))
    redactions = redact({"A1": reading}, [entity], PROFILE)["A1"]
    return [apply_redactions(s.text, redactions.get(s.id, ())) for s in segments]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ms. Rivero's class", "Teacher C's class"),
        ("Deacon Rivero's class", "Teacher C's class"),
        ("by Supt. Rivero", "by Teacher C"),
        ("Mrs Rivero came", "Teacher C came"),
        ("Dr. Rivero, Jr. came", "Teacher C came"),
        ("Ms.\u00a0Rivero came", "Teacher C came"),
        ("Ms.\nRivero came", "Teacher C came"),
        ("Sra. Rivero came", "Teacher C came"),
        ("Mr. and Mrs. Rivero came", "Teacher C came"),
        ("Teacher Rivero came", "Teacher C came"),
        ("Sister Rivero came", "Teacher C came"),
        ("Father Rivero and Msgr. Rivero came", "Teacher C and Teacher C came"),
        ("my sister Rivero came", "my sister Teacher C came"),
        ("Doña Rivero came", "Teacher C came"),
        ("the co-teacher Rivero came", "the co-teacher Teacher C came"),
        ("our teacher, Rivero", "our teacher, Teacher C"),
        ("MS. Rivero came", "Teacher C came"),
        ("the terms Rivero set", "the terms Teacher C set"),
        ("Rivero III came", "Teacher C came"),
        ("the Teachers Rivero and Quill", "the Teacher C and Quill"),
        ("the Rivero came", "the Teacher C came"),
    ],
)
def test_a_title_goes_with_its_name(text: str, left: str) -> None:
    assert blinded([segment(text)], "Rivero") == [left]


@pytest.mark.parametrize("text", ["Rivero and the Riveros came", "Rivero and the Riveros family came"])
def test_a_familys_plural_stays_a_family(text: str) -> None:
    assert (
        blinded([segment(text)], "Rivero ", "Riveros")[0].split() == "Teacher C and the Teacher C family came".split()
    )


def test_who_ends_the_line_before_is_no_title() -> None:
    assert blinded([segment("with Mr. Deacon.\nRivero: yes")], "Deacon", "Rivero") == [
        "with Teacher C.\nTeacher C: yes"
    ]


def test_a_role_in_capitals_goes_with_its_name() -> None:
    assert blinded([segment("AP Rivero came")], "Rivero", role="Assistant Principal") == ["Assistant Principal C came"]
    assert blinded([segment("map ap Rivero")], "Rivero", role="Assistant Principal") == ["map ap Assistant Principal C"]


def test_a_word_of_kinship_stays_before_the_label() -> None:
    assert blinded([segment("her son Teo came")], "Teo", role="Student") == ["her son Student C came"]
    assert blinded([segment("the student Teo came")], "Teo", role="Student") == ["the Student C came"]


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [("at Dr. Alder School", "Alder School", "at School C"), ("Dr. Alder", "Alder", "Dr. School C")],
)
def test_a_title_goes_with_the_whole_name_of_a_school(text: str, name: str, left: str) -> None:
    assert blinded([segment(text)], name, role="School", kind=EntityType.SCHOOL) == [left]


def test_a_name_over_two_segments_gets_its_label_once() -> None:
    parts = [segment("Ana Riv"), segment("ero came", 1, glue="")]
    assert blinded(parts, "Ana Rivero") == ["Teacher C", " came"]


def test_a_dropped_segment_needs_no_redaction() -> None:
    assert blinded([segment("Ana Rivero", dropped=True)], "Ana Rivero") == ["Ana Rivero"]


def test_a_file_name_loses_its_name() -> None:
    assert blinded([segment("Rivero_Artifact1", kind=SegmentKind.FILE_NAME)], "Rivero") == ["_Artifact1"]


def test_what_nobody_sees_goes_with_the_name() -> None:
    assert blinded([segment("so Riv\u00adero came")], "Rivero") == ["so Teacher C came"]


def test_mentions_that_meet_do_not_overlap() -> None:
    assert blinded([segment("Ms. Ana Rivero came")], "Ana", "Rivero") == ["Teacher C Teacher C came"]
    assert blinded([segment("AnaRivero came")], "AnaRiv", "Rivero") == ["Teacher C Teacher C came"]


def test_a_label_is_glued_to_no_letter_and_no_digit() -> None:
    assert blinded([segment("saidRivero7")], "Rivero") == ["said Teacher C 7"]
    assert blinded([segment("TO MR. RIVERO.")], "TO MR", ". RIVERO") == ["Teacher C Teacher C."]
    assert blinded([segment("v2_Rivero_2.pdf: Rivero¹")], "Rivero") == ["v2_Teacher C_2.pdf: Teacher C¹"]


def test_a_role_word_that_ends_the_name_before_takes_no_blank_along() -> None:
    roster = [("Ana Quillfeather", "Teacher", "Nana")]
    done = blinder.blind_texts({"A1": "Ms. Quillfeather Nana Ms. Quillfeather"}, roster)
    assert done.texts["A1"] == "Parent A Parent A"
