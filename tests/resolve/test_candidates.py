"""One stretch each: which detection wins where several claim the same characters."""

import random

import pytest

from blinder.label_map import read_label_map
from blinder.resolve import resolve
from blinder.resolve.candidates import Near, gather
from blinder.types import Detection, EntityType, Span

TEXT = "Ms. Ana Quillfeather met Bo Tangerly at Brackenmoor Elementary School on 12 Alder Street."


def hit(surface: str, cue: str = "title before", score: float = 0.9, keep: str = "", by: str = "people") -> Detection:
    start = TEXT.index(surface)
    kind = EntityType.SCHOOL if "School" in surface else EntityType.PERSON
    return Detection("A1", Span(start, start + len(surface)), kind, score, by, cue=cue, keep=keep)


def taken(*detections: Detection) -> list[str]:
    return [candidate.text_of(TEXT) for candidate in gather(detections)]


@pytest.mark.parametrize(
    ("hits", "winners"),
    [
        ([hit("Ana"), hit("Ana Quillfeather")], ["Ana Quillfeather"]),
        ([hit("Ana Quillfeather met Bo", "list of people"), hit("Ana Quillfeather")], ["Ana Quillfeather"]),
        ([hit("Brackenmoor Elementary School", by="contact"), hit("Bo Tangerly at Brackenmoor")],
         ["Brackenmoor Elementary School"]),
        ([hit("Bo Tangerly"), hit("Ana Quillfeather")], ["Ana Quillfeather", "Bo Tangerly"]),
        ([hit("Ana", by="model", cue="model"), hit("Ana Quillfeather", "initial and surname")], ["Ana Quillfeather"]),
        ([hit("Bo Tangerly", keep="label"), hit("Tangerly at")], []),
        ([hit("Bo Tangerly", keep="cited")], []),
        ([], []),
    ],
)  # fmt: skip
def test_the_stronger_and_longer_stretch_wins(hits: list[Detection], winners: list[str]) -> None:
    assert taken(*hits) == winners


def test_an_address_goes_on_with_the_place_that_begins_in_it() -> None:
    text = "at 12 Alder Street East Brackenmoor, they"
    numbers = Detection("A1", Span(3, 18), EntityType.ADDRESS, 0.95, "numbers", cue="address form")
    place = Detection("A1", Span(6, 35), EntityType.LOCATION, 0.5, "model", cue="model")
    assert [c.text_of(text) for c in gather([numbers, place])] == ["12 Alder Street East Brackenmoor"]


def test_what_the_second_look_found_is_taken_whatever_the_first_thought() -> None:
    first, second = hit("Bo Tangerly at", by="model", cue="model"), hit("Tangerly", by="second look", score=0.3)
    assert taken(first, second) == ["Tangerly"]


def test_what_parts_a_widened_name_from_the_one_before_stays() -> None:
    text = "They went to Al-Quandt."
    rows = [
        Detection("A1", Span(13, 15), EntityType.LOCATION, 0.7, "model", cue="model"),
        Detection("A1", Span(16, 22), EntityType.PERSON, 0.9, "people", cue="title before"),
    ]
    entities = resolve({"A1": text}, {"A1": rows}, (), read_label_map()).entities
    assert sorted(mention.text for entity in entities for mention in entity.mentions) == ["Al", "Quandt"]


@pytest.mark.parametrize("keep", ["cited", "vote"])
def test_what_the_second_look_found_is_blinded_whatever_speaks_for_keeping(keep: str) -> None:
    rows = [hit("Bo Tangerly", by="second look"), hit("Bo Tangerly", by="model", keep=keep)]
    (entity,) = resolve({"A1": TEXT}, {"A1": rows}, (), read_label_map()).entities
    assert [mention.text for mention in entity.mentions] == ["Bo Tangerly"]


def test_a_candidate_takes_in_the_cues_and_keeps_over_it() -> None:
    (found,) = gather([hit("Ana Quillfeather"), hit("Ana", "by-line"), hit("Ana Quillfeather met", keep="cited")])
    assert found.cues == ("title before", "by-line")
    assert found.keeps == ("cited",)


def test_input_order_never_matters(detect_by_rules) -> None:
    profile = read_label_map()
    detections = list(detect_by_rules({"A1": TEXT * 3}, profile)["A1"])
    found = resolve({"A1": TEXT * 3}, {"A1": detections}, (), profile)
    for seed in range(5):
        random.Random(seed).shuffle(detections)
        assert resolve({"A1": TEXT * 3}, {"A1": detections}, (), profile) == found


def test_a_detection_is_found_from_every_character_under_it() -> None:
    long = Detection("A1", Span(500, 2100), EntityType.PERSON, 0.9, "people")
    near = Near([long])
    assert all(near.over(Span(at, at + 1)) == [long] for at in (500, 511, 512, 1500, 2099))
    assert near.over(Span(499, 500)) == near.over(Span(2100, 2101)) == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Then Ana Q. came.", "Ana Q."),
        ("Then Ana Q.'s class came.", "Ana Q."),
        ("We saw Ana Q. Then we left.", "Ana Q"),
        ("Then A.Q. came.", "A.Q."),
        ("Then Ana O.-Q. came.", "Ana O.-Q."),
        ("Ana Q.\n212", "Ana Q."),
        ("212 | Ana Q. | 219", "Ana Q."),
        ("We saw Ana Q.\n212", "Ana Q"),
        ("We saw Ana.", "Ana"),
        ("Ana O'D. (student) came", "Ana O'D."),
    ],
)
def test_a_last_initial_takes_its_period_along(text: str, surface: str) -> None:
    start, bare = text.index("A"), surface.rstrip(".")
    detection = Detection("A1", Span(start, start + len(bare)), EntityType.PERSON, 0.9, "people", cue="title before")
    (entity,) = resolve({"A1": text}, {"A1": [detection]}, (), read_label_map()).entities
    assert [mention.text for mention in entity.mentions] == [surface]


@pytest.mark.parametrize("surface", ["Al-Quillfeather", "el-Quillfeather", "Abu-Quillfeather", "da Quillfeather"])
def test_a_particle_goes_with_its_name(surface: str) -> None:
    text = f"Then {surface} came."
    start = text.index("Quillfeather")
    detection = Detection("A1", Span(start, start + 12), EntityType.PERSON, 0.9, "people", cue="title before")
    (entity,) = resolve({"A1": text}, {"A1": [detection]}, (), read_label_map()).entities
    assert [mention.text for mention in entity.mentions] == [surface]


@pytest.mark.parametrize(
    ("hits", "winners"),
    [
        ([hit("Ana Quillfeather", "name field"), hit("Ana", "model", by="model")], ["Ana Quillfeather"]),
        ([hit("Ana Quillfeather", "greeting"), hit("Quillfeather", "model", by="model")], ["Ana Quillfeather"]),
        ([hit("Ana Quillfeather", "role word before"), hit("Ana", "model", by="model")], ["Ana"]),
        ([hit("Ana Quillfeather met Bo", "name field"), hit("Ana", "", by="model"), hit("Bo", "", by="model")],
         ["Ana", "Bo"]),
    ],
)  # fmt: skip
def test_layout_that_ends_a_name_outdoes_a_vote_on_a_part_of_it(hits: list[Detection], winners: list[str]) -> None:
    assert taken(*hits) == winners


def test_one_of_several_initials_takes_the_others_along() -> None:
    text = "Then A.Q.R. came."
    detection = Detection("A1", Span(5, 6), EntityType.PERSON, 0.9, "people", cue="title before")
    (entity,) = resolve({"A1": text}, {"A1": [detection]}, (), read_label_map()).entities
    assert [mention.text for mention in entity.mentions] == ["A.Q.R."]


def test_each_line_of_a_list_is_another_person() -> None:
    text = "Ms. Ana Quillfeather and Mr. Bo Tangerly came.\nQuillfeather\nTangerly\n"
    names = ("Ana Quillfeather", "Bo Tangerly")
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    found = [Detection("A1", span, EntityType.PERSON, 0.9, "people", cue="title before") for span in spans]
    entities = resolve({"A1": text}, {"A1": found}, (), read_label_map()).entities
    assert [[mention.text for mention in each.mentions] for each in entities] == [
        ["Ana Quillfeather", "Quillfeather"],
        ["Bo Tangerly", "Tangerly"],
    ]


def test_half_a_double_surname_is_a_name_where_it_stands_alone() -> None:
    text = "Ms. Ana Tangerly-Finch came. A finch sang.\nMinutes: Finch\n"
    name = "Ana Tangerly-Finch"
    span = Span(text.index(name), text.index(name) + len(name))
    found = [Detection("A1", span, EntityType.PERSON, 0.9, "people", cue="title before")]
    (entity,) = resolve({"A1": text}, {"A1": found}, (), read_label_map()).entities
    assert [mention.text for mention in entity.mentions] == [name, "Finch"]


@pytest.mark.parametrize(("name", "found"), [("J. T. Quandt", ["J. T. Quandt"]), ("J. Findings", [])])
def test_two_initials_that_open_a_line_are_a_name_and_one_is_a_section(name: str, found: list[str]) -> None:
    row = Detection("A1", Span(0, len(name)), EntityType.PERSON, 0.5, "model", cue="model")
    entities = resolve({"A1": f"{name}\nThey came."}, {"A1": [row]}, (), read_label_map()).entities
    assert [mention.text for entity in entities for mention in entity.mentions] == found


def test_the_letter_of_a_label_is_no_initial_of_what_follows() -> None:
    text = "Teacher A, Coach B. Trust matters. School C"
    rows = [
        Detection("A1", Span(0, 9), EntityType.PERSON, 1.0, "labels", keep="label"),
        Detection("A1", Span(11, 18), EntityType.PERSON, 1.0, "labels", keep="label or initial"),
        Detection("A1", Span(17, 25), EntityType.PERSON, 0.8, "people", cue="role title before"),
        Detection("A1", Span(20, 25), EntityType.PERSON, 0.1, "model", cue="model", keep="vote"),
        Detection("A1", Span(35, 43), EntityType.PERSON, 1.0, "labels", keep="label"),
    ]
    assert resolve({"A1": text}, {"A1": rows}, (), read_label_map()).entities == ()


def test_an_author_among_us_goes_with_all_initials() -> None:
    text = "Ms. Quandt came.\nQuandt, T. A. (2024). Form."
    rows = [
        Detection("A1", Span(4, 10), EntityType.PERSON, 0.97, "people", cue="title before"),
        Detection("A1", Span(17, 26), EntityType.PERSON, 0.9, "model", cue="model"),
    ]
    (entity,) = resolve({"A1": text}, {"A1": rows}, (), read_label_map()).entities
    assert [mention.text for mention in entity.mentions] == ["Quandt", "Quandt, T. A"]


def test_a_letter_that_opens_a_line_before_a_local_name_is_an_initial() -> None:
    text = "Professor Quandt-Weir wrote.\nO. Quandt-Weir"
    rows = [
        Detection("A1", Span(10, 21), EntityType.PERSON, 0.97, "people", cue="title before"),
        Detection("A1", Span(32, 43), EntityType.PERSON, 0.55, "model", cue="model"),
    ]
    (entity,) = resolve({"A1": text}, {"A1": rows}, (), read_label_map()).entities
    assert [mention.text for mention in entity.mentions] == ["Quandt-Weir", "O. Quandt-Weir"]


@pytest.mark.parametrize(("name", "found"), [("Fall DIBELS", []), ("Oct Quandt", []), ("Fall QUANDT", ["Fall QUANDT"])])
def test_beside_a_test_or_a_month_a_faint_guess_is_no_name(name: str, found: list[str]) -> None:
    row = Detection("A1", Span(7, 7 + len(name)), EntityType.PERSON, 0.15, "model", cue="model")
    entities = resolve({"A1": f"Note | {name} | Score"}, {"A1": [row]}, (), read_label_map()).entities
    assert [mention.text for entity in entities for mention in entity.mentions] == found


@pytest.mark.parametrize(
    ("name", "score", "found"),
    [("Mi nieto quiere", 0.15, []), ("Mi nieto quiere", 0.3, ["Mi nieto quiere"]), ("Mi Nieto", 0.15, ["Mi Nieto"])],
)
def test_small_words_that_open_a_sentence_are_hardly_a_name(name: str, score: float, found: list[str]) -> None:
    row = Detection("A1", Span(0, len(name)), EntityType.PERSON, score, "model", cue="model")
    entities = resolve({"A1": f"{name} ir"}, {"A1": [row]}, (), read_label_map()).entities
    assert [mention.text for entity in entities for mention in entity.mentions] == found


@pytest.mark.parametrize(("school", "doubtful"), [("Quandt Middle School", False), ("Ellery Middle School", True)])
def test_no_doubt_is_left_about_whom_a_school_here_is_named_for(school: str, doubtful: bool) -> None:
    text = f"{school} is named for Ana Quandt."
    start = text.index("Ana")
    rows = [
        Detection("A1", Span(0, len(school)), EntityType.SCHOOL, 0.9, "model", cue="model"),
        Detection("A1", Span(start, len(text) - 1), EntityType.PERSON, 0.5, "model", cue="model", keep="vote"),
        Detection("A1", Span(start, len(text) - 1), EntityType.PERSON, 0.8, "people", cue="namesake"),
    ]
    entities = resolve({"A1": text}, {"A1": rows}, (), read_label_map()).entities
    assert [m.review for e in entities for m in e.mentions if m.text == "Ana Quandt"] == [doubtful]
