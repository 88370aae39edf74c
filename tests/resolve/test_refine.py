"""Stretches that the submission corrects: lists taken for one name."""

import re

import pytest

from blinder.label_map import read_label_map
from blinder.resolve import resolve
from blinder.types import Detection, EntityType, Span

KNOWN = "Present: Ana Quill, Bo Reedham, Cy Marshwell, Di Loweson, Ed Tangerly."
NAMES = re.findall(r"[A-Z][a-z]+ [A-Z][a-z]+", KNOWN)


def as_school(text: str, *, place: str = "") -> str:
    """The type of the first "Bo" of a text that the detector takes for a school, beside a place."""
    rows = [(KNOWN, NAMES[1], EntityType.PERSON), (text, "Bo", EntityType.SCHOOL), (text, place, EntityType.LOCATION)]
    texts, found = {"A1": KNOWN, "A2": text}, dict[str, list[Detection]](A1=[], A2=[])
    for document, name, kind in ((("A1", "A2")[whole is text], name, kind) for whole, name, kind in rows if name):
        span = Span(texts[document].index(name), texts[document].index(name) + len(name))
        found[document].append(Detection(document, span, kind, 0.7, "model", cue="model"))
    entities = resolve(texts, found, (), read_label_map()).entities
    return next(str(e.entity_type) for e in entities for m in e.mentions if (m.document, m.text) == ("A2", "Bo"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We thanked Bo for it.", "PERSON"),
        ("Question | Bo | Cy", "PERSON"),
        ("We thanked Bo's brother.", "PERSON"),
        ("We met at Bo for it.", "SCHOOL"),
        ("We met Bo's students.", "SCHOOL"),
    ],
)
def test_a_first_name_is_a_persons_unless_it_stands_as_a_schools(text: str, kind: str) -> None:
    assert as_school(text) == kind


def taken_for(text: str, name: str, kind: EntityType) -> str:
    """The type of the last `name` of a text that the detector takes for `kind`, behind Ana Quill-Reed and Bo Seng."""
    text = f"Ana Quill-Reed met Bo Seng. {text}"
    rows = [(name, kind), ("Ana Quill-Reed", EntityType.PERSON), ("Bo Seng", EntityType.PERSON)]
    spans = [Span(at, at + len(each)) for each, _ in rows for at in [text.rindex(each)]]
    found = [
        Detection("A1", span, kind, 0.7, "model", cue="model") for span, (_, kind) in zip(spans, rows, strict=True)
    ]
    entities = resolve({"A1": text}, {"A1": found}, (), read_label_map()).entities
    return next(str(e.entity_type) for e in entities for m in e.mentions if m.start == spans[0].start)


@pytest.mark.parametrize(
    ("text", "name", "kind", "told"),
    [
        ("We met Quill again.", "Quill", EntityType.SCHOOL, "PERSON"),
        ("We met Quill again.", "Quill", EntityType.LOCATION, "PERSON"),
        ("We met in Quill again.", "Quill", EntityType.LOCATION, "LOCATION"),
        ("We met a Quill again.", "Quill", EntityType.MASCOT, "MASCOT"),
        ("We met the Sengs.", "Sengs", EntityType.MASCOT, "PERSON"),
        ("We met AQR, BS and ABC.", "AQR", EntityType.SCHOOL, "PERSON"),
        ("We met AQR, BS and ABC.", "ABC", EntityType.SCHOOL, "SCHOOL"),
        ("We met BB Seng.", "BB Seng", EntityType.LOCATION, "PERSON"),
        ("We met Lake Seng.", "Lake Seng", EntityType.LOCATION, "LOCATION"),
        ("We met in Quill's office.", "Quill", EntityType.LOCATION, "PERSON"),
        ("We met in Quill's rm.", "Quill", EntityType.SCHOOL, "PERSON"),
        ("We met in Gaskell's homeroom.", "Gaskell", EntityType.LOCATION, "PERSON"),
        ("We met in Gaskell's homeroom.", "Gaskell", EntityType.SCHOOL, "SCHOOL"),
        ("We met in Gaskell's gym.", "Gaskell", EntityType.LOCATION, "LOCATION"),
        ("We helped the Sengs.", "Sengs", EntityType.SCHOOL, "PERSON"),
        ("We helped the Gaskells.", "Gaskells", EntityType.SCHOOL, "SCHOOL"),
    ],
)
def test_a_surname_that_owns_a_room_or_is_many_is_a_persons(text: str, name: str, kind: EntityType, told: str) -> None:
    assert taken_for(text, name, kind) == told


def test_a_schools_short_form_is_no_persons() -> None:
    text = "Quill Intermediate School is here. We left Quill Int in May."
    spans = [(Span(0, 25), EntityType.SCHOOL), (Span(43, 52), EntityType.PERSON)]
    found = [Detection("A1", span, kind, 0.9, "model", cue="model") for span, kind in spans]
    (school,) = resolve({"A1": text}, {"A1": found}, (), read_label_map()).entities
    assert [mention.text for mention in school.mentions] == ["Quill Intermediate School", "Quill Int"]


@pytest.mark.parametrize(("more", "kind"), [("", "SCHOOL"), (" Bo Moor came.", "PERSON"), (" Moor came.", "PERSON")])
def test_a_schools_own_name_is_nobodys_where_nobody_else_is_called_so(more: str, kind: str) -> None:
    text = f"Quill Moor School is here. We left Quill Moor in May.{more}"
    spans = [(Span(0, 17), EntityType.SCHOOL), (Span(35, 45), EntityType.PERSON)]
    spans += [(Span(54, len(text) - 6), EntityType.PERSON)] if more else []
    found = [Detection("A1", span, kind, 0.9, "model", cue="model") for span, kind in spans]
    entities = resolve({"A1": text}, {"A1": found}, (), read_label_map()).entities
    assert [str(each.entity_type) for each in entities for m in each.mentions if m.start == 35] == [kind]


def test_a_title_of_first_names_tells_no_surname() -> None:
    for title, names in (("cô", ["Tangley, Zuri", "Zuri"]), ("Ms.", ["Tangley", "Zuri", "Zuri"])):
        text = f"Tangley, Zuri | {title} Zuri"
        rows = [
            Detection("A1", Span(at, end), EntityType.PERSON, 0.7, "model", cue=cue)
            for at, end, cue in ((0, 13, "model"), (len(text) - 4, len(text), "title before"))
        ]
        entities = resolve({"A1": text}, {"A1": rows}, (), read_label_map()).entities
        assert [m.text for m in sorted((m for e in entities for m in e.mentions), key=lambda m: m.start)] == names


def test_small_letters_may_be_somebodys_initials() -> None:
    text = "Script by aq (aq). AQ left."
    rows = [Detection("A1", Span(at, at + 2), EntityType.PERSON, 0.7, "model", cue="model") for at in (10, 14, 19)]
    rows.append(Detection("A2", Span(9, 18), EntityType.PERSON, 0.9, "model", cue="model"))
    entities = resolve({"A1": text, "A2": KNOWN}, {"A1": rows[:3], "A2": rows[3:]}, (), read_label_map()).entities
    assert [[m.text for m in e.mentions] for e in entities] == [["aq", "aq", "AQ", "Ana Quill"]]


def test_whoever_is_called_so_is_somebody_though_written_small() -> None:
    text = "The girl named quillan and a boy called to the office met."
    rows = [(text.index(word), word) for word in ("quillan", "office")]
    found = [Detection("A1", Span(at, at + len(w)), EntityType.PERSON, 0.3, "model", cue="model") for at, w in rows]
    entities = resolve({"A1": text}, {"A1": found}, (), read_label_map()).entities
    assert [mention.text for each in entities for mention in each.mentions] == ["quillan"]


def test_a_first_name_that_a_place_has_may_be_a_schools() -> None:
    assert as_school("We thanked Bo. We saw Marsh Bo Hill.", place="Marsh Bo Hill") == "SCHOOL"


def people(text: str, *whole: str) -> list[str]:
    """The names found in the text, where the detector takes each of `whole` for one name."""
    texts = {"A1": KNOWN, "A2": text}
    hits = [("A1", KNOWN.index(name), name) for name in NAMES] + [("A2", text.index(name), name) for name in whole]
    detections: dict[str, list[Detection]] = {"A1": [], "A2": []}
    for document, start, name in hits:
        span = Span(start, start + len(name))
        detections[document].append(Detection(document, span, EntityType.PERSON, 0.9, "model", cue="model"))
    found = resolve(texts, detections, (), read_label_map()).entities
    return [m.text for m in sorted((m for e in found for m in e.mentions if m.document == "A2"), key=lambda m: m.start)]


def test_whom_the_model_believes_is_somebody_behind_with_too_though_written_small() -> None:
    assert people("Zuri left. we met with zuri again.", "Zuri", "zuri") == ["Zuri", "zuri"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("here: Ana Bo Cy Di left", ["Ana", "Bo", "Cy", "Di"]),
        ("here: Quill Reedham Marshwell Tangerly left", ["Quill", "Reedham", "Marshwell", "Tangerly"]),
        ("here: Ana Bo Cy Zuri left", ["Ana", "Bo", "Cy", "Zuri"]),  # one may be new
        ("here: Snacks Ana Bo Cy Di left", ["Ana", "Bo", "Cy", "Di"]),
        ("here: Ana Quill Bo Reedham Zuri Tang left", ["Ana Quill", "Bo Reedham", "Zuri Tang"]),
    ],
)
def test_names_in_a_row_without_commas_are_so_many_people(text: str, names: list[str]) -> None:
    assert people(text, " ".join(names)) == names


@pytest.mark.parametrize(
    "name", ["Ana Maria Zuri Quill", "Ana Bo Quill", "Ana Quill Reedham", "Maria Ines Reedham Quill"]
)
def test_a_long_name_stays_one(name: str) -> None:
    assert people(f"here: {name} left", name) == [name]


def test_a_first_name_before_the_comma_is_another_person() -> None:
    assert people("here: Ana, Bo left", "Ana, Bo") == ["Ana", "Bo"]
    assert people("here: Ana, Zuri left", "Ana, Zuri") == ["Ana", "Zuri"]
    assert people("here: Di, Lin, Zuri left", "Lin, Zuri") == ["Lin", "Zuri"]
    assert people("Gr. 4: Lin, Zuri\nleft", "Lin, Zuri") == ["Lin", "Zuri"]


def test_a_surname_before_the_comma_is_one() -> None:
    assert people("here: Quill, Ana left", "Quill, Ana") == ["Quill, Ana"]
    assert people("| QUILL, ANA | 7", "QUILL, ANA") == ["QUILL, ANA"]


@pytest.mark.parametrize(
    ("text", "whole", "names"),
    [
        ("here: A. Stone, B. Price, C. Wood", "Stone, B. Price, C. Wood", ["A. Stone", "B. Price", "C. Wood"]),
        ("here: A. Stone, B. Price left", "Stone, B. Price", ["A. Stone", "B. Price"]),
        ("here: Stone, B. Price, C. Wood left", "Stone, B. Price, C. Wood", ["Stone", "B. Price", "C. Wood"]),
        ("here: Stone, B. Price left", "Stone, B. Price", ["Stone, B. Price"]),  # as "Fitzroy, F. Scott"
        ("here: Stone, B. P. left", "Stone, B. P.", ["Stone, B. P."]),
        ("here: S., Bertha left", "S., Bertha", ["S., Bertha"]),
        ("here: Z.T., B.P. left", "Z.T., B.P.", ["Z.T.", "B.P."]),
        ("here: D, Zed left", "D, Zed", ["D, Zed"]),
        ('here: Zed, Bertha "Bee" Stone left', 'Zed, Bertha "Bee" Stone', ["Zed", 'Bertha "Bee" Stone']),
        ("here: Zed, Bertha, did it", "Zed, Bertha", ["Zed", "Bertha"]),
        ("here: Lu/Zed, Bertha/Ivo", "Zed, Bertha", ["Zed", "Bertha"]),
        ("here: Stone, Bertha; Reed, Ivo", "Stone, Bertha", ["Stone, Bertha"]),
    ],
)
def test_initials_part_the_people_of_a_row(text: str, whole: str, names: list[str]) -> None:
    assert people(text, whole) == names


def test_the_letter_of_a_section_is_nobodys_initial() -> None:
    assert people("c. 71, §37O. Quill is right", "O. Quill") == ["Quill"]
    assert people("c. 71. O. Quill is right", "O. Quill") == ["O. Quill"]


@pytest.mark.parametrize(
    ("text", "found"), [("Then V. in my office cried.", True), ("Then V. In my office we met.", False)]
)
def test_a_letter_whose_period_ends_no_sentence_is_an_initial(text: str, *, found: bool) -> None:
    rows = [Detection("A1", Span(5, 6), EntityType.PERSON, 0.5, "model", cue="model")]
    assert bool(resolve({"A1": text}, {"A1": rows}, (), read_label_map()).entities) == found
