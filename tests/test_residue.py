"""What still reads like a name in a finished file: its place, how grave it is, and what is only noted."""

import pytest

from blinder.label_map import read_label_map
from blinder.outcome import Scan
from blinder.residue import gather, names_found, read_sight
from blinder.types import EntityType, Finding, Mention, Severity
from blinder.verifier import BESIDE_LABEL, Glimpse, Grammar, Sight

SIGHT = Sight(
    "Notes_ZerlinaQuandt.docx",
    (
        Glimpse("p. 1", "Teacher C met us.\nZerlina Quandt came, with NOTES on the CP and the mark.", visible=True),
        Glimpse(
            "p. 2", "CallPerson D, QuandtPerson E (e.g. ML-G) and zqrt at QZD School F, Quandt School G", visible=True
        ),
        Glimpse("word/document.xml, attribute name", "quandt_notes\x1eHeading 1\x1eTeacher C", visible=False),
    ),
    (),
)


def found(text: str, cue: str = "model", score: float = 0.8, *, review: bool = False, names: str = "") -> list[Finding]:
    reading = read_sight(SIGHT.name, SIGHT)
    at = reading.text.index(text)
    mention = Mention(
        SIGHT.name, at, at + len(text), text, EntityType.PERSON, "Person", "p1", "Person A", score, "model", cue, review
    )
    grammar = Grammar.over([SIGHT], read_label_map(), frozenset(names.split()))
    return list(names_found(Scan((), (mention,)), SIGHT.name, reading, grammar))


def test_places_are_lines_file_names_and_what_nobody_reads() -> None:
    assert [
        finding.place for text in ("Zerlina Quandt came", "Notes Zerlina", "Quandt Notes") for finding in found(text)
    ] == [
        "p. 1, line 2",
        "file name",
        "word/document.xml, attribute name",
    ]


def test_finding_says_what_to_do_and_holds_no_name() -> None:
    (finding,) = found("Zerlina Quandt came")
    assert finding.hint
    assert "Quandt" not in repr(finding).replace("Notes_ZerlinaQuandt.docx", "")


@pytest.mark.parametrize(
    ("text", "cue", "score", "severity"),
    [
        ("Zerlina Quandt", "model", 0.8, Severity.LEAK),
        ("Zerlina Quandt", "model", 0.7, Severity.REVIEW),
        ("Zerlina Quandt", "model", 0.1, Severity.NOTE),
        ("Zerlina Quandt", "model; title before", 0.2, Severity.LEAK),
        ("NOTES", "form of an acronym", 0.5, Severity.NOTE),
        ("CP", "named elsewhere", 0.7, Severity.NOTE),
        ("CP", "model; form of the name", 0.9, Severity.NOTE),
        ("mark", "model", 0.7, Severity.NOTE),
        ("mark", "title before", 0.7, Severity.LEAK),
        ("Quandt Notes", "model", 0.2, Severity.LEAK),
        ("ML-G", "model", 0.7, Severity.NOTE),
        ("e.g", "model", 0.7, Severity.NOTE),
        ("zqrt", "model", 0.95, Severity.REVIEW),
        ("zqrt", "model", 0.7, Severity.REVIEW),
        ("zqrt", "named elsewhere", 0.7, Severity.NOTE),
        ("Quandt", "model", 0.2, Severity.REVIEW),
        ("CallPerson D", "model", 0.5, Severity.NOTE),
        ("llPerson", "model", 0.95, Severity.NOTE),
        ("QuandtPerson E", "model", 0.5, Severity.REVIEW),
        ("QuandtPerson E", "model", 0.8, Severity.LEAK),
        ("QZD School", "form of the name", 0.9, Severity.REVIEW),
        ("Quandt School", "form of the name", 0.9, Severity.LEAK),
    ],
)
def test_weak_guesses_in_the_text_are_only_noted(text: str, cue: str, score: float, severity: Severity) -> None:
    assert [finding.severity for finding in found(text, cue, score)] == [severity]


def test_an_echo_is_no_graver_than_the_name_it_echoes() -> None:
    reading, grammar = read_sight(SIGHT.name, SIGHT), Grammar.over([SIGHT], read_label_map())

    def told(score: float, *, review: bool = False, alone: bool = False) -> list[Severity]:
        names = (("Zerlina Quandt", "model", score, review), ("Quandt came", "named elsewhere", 0.7, False))[alone:]
        mentions = tuple(
            Mention(
                SIGHT.name, reading.text.index(text), reading.text.index(text) + len(text), text,
                EntityType.PERSON, "Person", "p1", "Person A", sure, "model", cue, doubt,
            )
            for text, cue, sure, doubt in names
        )  # fmt: skip
        return [found.severity for found in names_found(Scan((), mentions), SIGHT.name, reading, grammar)]

    assert told(0.1) == [Severity.NOTE, Severity.NOTE]
    assert told(0.8) == [Severity.LEAK, Severity.LEAK]
    assert told(0.8, review=True) == [Severity.REVIEW, Severity.REVIEW]
    assert told(0.8, alone=True) == [Severity.REVIEW]  # of nothing that was found


def test_doubt_asks_for_a_person() -> None:
    assert [finding.severity for finding in found("Zerlina Quandt", review=True)] == [Severity.REVIEW]


def test_a_name_that_the_user_lists_is_never_an_ordinary_word() -> None:
    assert [finding.severity for finding in found("mark", names="mark", score=0.1)] == [Severity.LEAK]


@pytest.mark.parametrize(
    ("text", "kind", "cue", "severity"),
    [
        ("Word Bank", EntityType.ORGANIZATION, "form of the name; model", Severity.NOTE),
        ("High School", EntityType.SCHOOL, "model", Severity.NOTE),
        ("Zerlina Club", EntityType.ORGANIZATION, "form of the name", Severity.LEAK),
        ("Próxima Reunião", EntityType.PERSON, "model", Severity.NOTE),
        ("Zellwick", EntityType.PERSON, "model", Severity.NOTE),
        ("Ana Zellwick", EntityType.PERSON, "model", Severity.LEAK),
        ("Zellwick", EntityType.PERSON, "title before", Severity.LEAK),
        ("Quandt", EntityType.LOCATION, "model", Severity.REVIEW),
    ],
)
def test_what_any_school_has_and_who_is_known_is_only_noted(
    text: str, kind: EntityType, cue: str, severity: Severity
) -> None:
    sight = Sight("A1.docx", (Glimpse("p. 1", f"Then {text} came.", visible=True),), ())
    reading = read_sight(sight.name, sight)
    at = reading.text.index(text)
    mention = Mention("A1.docx", at, at + len(text), text, kind, "", "x1", "", 0.8, "model", cue)
    grammar = Grammar.over([sight], read_label_map(), known=frozenset({"zellwick"}))
    (finding,) = names_found(Scan((), (mention,)), sight.name, reading, grammar)
    assert finding.severity is severity


def test_looks_alike_on_one_page_are_one_and_leaks_are_told_one_by_one() -> None:
    def told(severity: Severity, place: str, message: str = "a name", check: str = "unknown names") -> Finding:
        return Finding("A1.docx", check, severity, place, message)

    looks = [told(Severity.REVIEW, f"p. 1, line {line}") for line in (9, 3, 4, 5)]
    leaks = [told(Severity.LEAK, f"p. 1, line {line}") for line in (3, 4)]
    other = told(Severity.REVIEW, "p. 2, line 9")
    one = told(Severity.REVIEW, "p. 1, lines 3–5, 9", "a name, in 4 lines")
    twice = told(Severity.REVIEW, "p. 2, line 9", BESIDE_LABEL, "labels")
    assert {*gather([*looks, *leaks, other, twice])} == {one, *leaks, other}
