"""The name model at run time: words, windows, votes, the spaCy component."""

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blinder.detect import model as model_module
from blinder.detect.model import NameModel, Window
from blinder.detect.votes import Vote, decode
from blinder.detect.words import KINDS, LAYOUT, NUMBER, SIGN_KINDS, Ordinary, Word, split_words


@pytest.fixture(scope="module")
def shipped() -> NameModel:
    return NameModel.load()


class Spelled(NameModel):
    """A model that votes by a table of words instead of a network, so that decoding can be tested alone."""

    def __init__(self, table: dict[str, str], size: int = 192) -> None:
        self.labels = ("O", "PERSON", "SCHOOL", "CONTACT", "KEEP")
        self.table = table
        self._bias = np.zeros(5, dtype=np.float32)
        self._size = size
        self._threads = 1
        self._cache = model_module.OrderedDict()
        self._lock = model_module.Lock()
        self._ordinary = Ordinary(["here", "nothing"])
        self.seen: list[str] = []
        self.runs: list[list[str]] = []

    def _ids(self, word: str) -> tuple[int, ...]:
        if word not in self.seen:
            self.seen.append(word)
        return (1000 + self.seen.index(word),)

    def _run(self, window: Window) -> Any:
        read = {place: self.seen[id - 1000] for place, id in enumerate(window.ids) if id >= 1000}
        self.runs.append(list(read.values()))
        labels = [self.table.get(read[place], "O") for place in window.decide]
        return np.array([[5.0 * (name == label) for name in self.labels] for label in labels], dtype=np.float32)


def words_of(text: str) -> list[str]:
    return [text[word.start : word.end] for word in split_words(text)]


def found(text: str, votes: Sequence[Vote]) -> list[tuple[str, str]]:
    return [(text[vote.start : vote.end], vote.label) for vote in votes]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ms. O'Brien's class", ["Ms", ".", "O'Brien", "'s", "class"]),
        ("Nwachukwu-Bell, J.R.", ["Nwachukwu", "-", "Bell", ",", "J", ".", "R", "."]),
        ("LourdesEcheverri McDonald", ["Lourdes", "Echeverri", "McDonald"]),
        ("gr3_Rivera2024.docx", ["gr", "3", "_", "Rivera", "2024", ".", "docx"]),
        ("Zolta\u0301n Đặng", ["Zolta\u0301n", "Đặng"]),
        ("a\n\nb\nc    d", ["a", "\n\n", "b", "\n", "c", "    ", "d"]),
        ("", []),
    ],
)
def test_words_are_cut_where_names_begin_and_end(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(st.text(max_size=80))
def test_words_lose_nothing_but_blanks(text: str) -> None:
    words = split_words(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))
    covered = {i for word in words for i in range(word.start, word.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


def test_patterns_tell_case_and_glue() -> None:
    kinds = [(KINDS[word.kind], word.pattern & 1) for word in split_words("Ana SMITH-e J x9")]
    assert kinds == [("title", 0), ("upper", 0), ("sign", 1), ("lower", 1), ("initial", 0), ("lower", 0), ("number", 1)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dr. Ana Sousa-Melo's class", [("Ana Sousa-Melo", "PERSON")]),
        ("can Ana cover", [("Ana", "PERSON")]),
        ("Can JR cover", [("JR", "PERSON")]),
        ("Can Ana cover", [("Can Ana", "PERSON")]),
        ("J. R. Smith, Ana", [("J. R. Smith", "PERSON"), ("Ana", "PERSON")]),
        ("Smith, J.", [("Smith, J", "PERSON")]),
        ("Ana/Smith", [("Ana", "PERSON"), ("Smith", "PERSON")]),
        ("Ana\nSmith", [("Ana", "PERSON"), ("Smith", "PERSON")]),
        ("Ana Brook", [("Ana", "PERSON"), ("Brook", "SCHOOL")]),
        ("a@b.org", [("a@b.org", "CONTACT")]),
        ("nothing here.", []),
    ],
)
def test_neighbours_of_one_label_join_over_the_joints_of_names(text: str, names: list[tuple[str, str]]) -> None:
    table = dict.fromkeys(["Dr", "can", "Can", "JR", "Ana", "Sousa", "Melo", "J", "R", "Smith", "'s"], "PERSON") | {
        "Brook": "SCHOOL"
    }
    table |= dict.fromkeys(["a", "b", "org"], "CONTACT")
    assert found(text, Spelled(table).read([text])[0]) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("gave yesenia a book", "yesenia"),
        ("email okafor re the trip", "okafor"),
        ("gave Yesenia a book", "Yesenia a"),
        ("Was Yesenia there", "Yesenia"),
        ("Msgr. Yesenia", "Yesenia"),
        ("Yesenia  Ph: 5", "Yesenia"),
        ("yesenia a, marco", "yesenia a"),
        ("yesenia a and marco", "yesenia a"),
    ],
)
def test_an_article_is_no_initial(text: str, name: str) -> None:
    table = dict.fromkeys(["yesenia", "Yesenia", "a", "okafor", "re", "Was", "Msgr", "Ph"], "PERSON")
    assert found(text, Spelled(table).read([text])[0]) == [(name, "PERSON")]


def test_patterns_tell_letters_that_english_has_not() -> None:
    thao, plain, curly = (split_words(word)[0] for word in ("Thảo", "Thao", "D’Angelo"))
    assert thao.kind == plain.kind
    assert thao.pattern != plain.pattern
    assert not curly.pattern & 2


@pytest.mark.parametrize(
    ("text", "faint", "name"),
    [
        ("then Ana You spoke", 1.0, "Ana You"),
        ("then You Ana spoke", 1.0, "You Ana"),
        ("ask ana you now", 1.0, "ana you"),
        ("then Ana You spoke", 2.0, "Ana"),
        ("then Ana, You spoke", 1.0, "Ana"),
        ("then Ana\nYou spoke", 1.0, "Ana"),
        ("then Ana you spoke", 1.0, "Ana"),
    ],
)
def test_a_name_draws_in_its_other_half(text: str, faint: float, name: str) -> None:
    words = split_words(text)
    surfaces = [text[word.start : word.end].lower() for word in words]
    rows = [[0.0, {"ana": 5.0, "you": -faint}.get(each, -9.0), -9.0] for each in surfaces]
    votes = decode(text, words, np.array(rows, np.float32), ("O", "PERSON", "KEEP"), np.zeros(3, np.float32))
    assert [text[vote.start : vote.end] for vote in votes] == [name]


def test_a_kept_name_says_what_else_it_may_be() -> None:
    vote = Spelled({"Ehri": "KEEP"}).read(["Ehri (2014)"])[0][0]
    assert (vote.label, vote.likely) == ("KEEP", "PERSON")
    assert vote.keep == vote.score > vote.other


def test_half_a_kept_name_is_blinded_whole() -> None:
    table = {"Marcus": "PERSON", "Jefferson": "KEEP", "Ehri": "KEEP"}
    text = "Marcus Jefferson read Ehri, Jefferson"
    assert found(text, Spelled(table).read([text])[0]) == [
        ("Marcus Jefferson", "PERSON"),
        ("Ehri", "KEEP"),
        ("Jefferson", "KEEP"),
    ]


@given(
    st.lists(st.sampled_from(["Ana", "x", ".", "\n", "\n\n", " ", "    ", "Ana.", "-"]), max_size=60),
    st.integers(4, 20),
)
def test_windows_cover_every_word_once_and_never_cut_inside_one(parts: list[str], size: int) -> None:
    text = "".join(parts)
    words = split_words(text)
    cuts = list(Spelled({}, size)._cut(text, words, [1] * len(words)))
    assert [i for a, b in cuts for i in range(a, b)] == list(range(len(words)))


def test_windows_end_at_line_ends() -> None:
    text = "one two three\nfour five six\nseven eight nine"
    model = Spelled({}, size=11)
    model.read([text])
    assert model.runs[0] == "one two three four five six".split()


def test_an_unchanged_window_is_not_run_twice() -> None:
    model = Spelled({"Ana": "PERSON"})
    first = model.read(["Ana met us.", "Ana met us."])
    assert model.read(["Ana met us."])[0] == first[0] == first[1]
    assert len(model.runs) == 1


def test_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_module, "CACHED_WINDOWS", 2)
    model = Spelled({})
    model.read(["a", "b", "c", "d"])
    assert len(model.runs) == 4
    assert len(model._cache) == 2


def test_what_holds_no_word_in_doubt_is_not_run() -> None:
    model = Spelled({})
    assert model.read(["nothing here.\n\nnothing."]) == [[]]
    assert model.runs == []


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("The team met. The end", []),
        ("the team met The end", ["The"]),
        ("An said so. The team met An.", ["An", "An"]),
        ("We met Ana and the Team.", ["Ana", "and", "the", "Team"]),
        ("We met Ana, then the team and the Team.", ["Ana", "Team"]),
        ("i told an nguyen so", ["an", "nguyen", "so"]),
        ("The Riverside so", ["The", "Riverside"]),
        ("met Ana\nthe team", ["Ana"]),
        ("12 of 3", []),
    ],
)
def test_only_words_that_names_may_be_made_of_are_in_doubt(text: str, doubtful: list[str]) -> None:
    ordinary = Ordinary("the team met so said end then and of i told an we end The We".split())
    words = split_words(text)
    flags = ordinary.doubtful(text, words)
    assert [text[w.start : w.end] for w, flag in zip(words, flags, strict=True) if flag] == doubtful


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("we met five of the team", []),
        ("the school of five", []),
        ("the School of Ana", ["School", "of", "Ana"]),
        ("we met at heron school", ["at", "heron", "school"]),
        ("the school met nguyen", ["met", "nguyen"]),
    ],
)
def test_words_that_go_with_others_are_in_doubt_beside_them(text: str, doubtful: list[str]) -> None:
    words = split_words(text)
    flags = Ordinary(["the", "team", "met", "we", "at"], ["of", "five", "school"]).doubtful(text, words)
    assert [text[w.start : w.end] for w, flag in zip(words, flags, strict=True) if flag] == doubtful


@given(st.text(max_size=60))
def test_every_word_that_is_not_listed_is_in_doubt(text: str) -> None:
    words = split_words(text)
    flags = Ordinary([]).doubtful(text, words)
    assert all(flag for word, flag in zip(words, flags, strict=True) if word.kind not in {NUMBER, *SIGN_KINDS})


def test_layout_is_a_word() -> None:
    assert [word.kind in LAYOUT for word in split_words("a\tb")] == [False, True, False]
    assert isinstance(split_words("a")[0], Word)


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Ms. Thuy Nguyen asked about the bus schedule.", "Thuy Nguyen", "PERSON"),
        ("Present: Sopheap Chhay, Fadumo Warsame, Colm Hegarty", "Sopheap Chhay", "PERSON"),
        ("Name: Rivera, Yaritza", "Rivera, Yaritza", "PERSON"),
        ("Signed, Wilguens Bien-Aimé", "Wilguens Bien-Aimé", "PERSON"),
        ("Welcome to Harrow Brook Elementary School!", "Harrow Brook Elementary School", "SCHOOL"),
        ("Ashgrove Public Schools adopted the plan.", "Ashgrove Public Schools", "DISTRICT"),
    ],
)
def test_the_shipped_model_finds(shipped: NameModel, text: str, name: str, label: str) -> None:
    covered = {i for vote in shipped.read([text])[0] if vote.label == label for i in range(vote.start, vote.end)}
    start = text.index(name)
    assert all(i in covered for i in range(start, start + len(name)) if text[i].isalpha())


def test_the_shipped_model_keeps_a_cited_scholar(shipped: NameModel) -> None:
    text = "Orthographic mapping (Ehri, 2014) guides our phonics block."
    assert ("Ehri", "KEEP") in found(text, shipped.read([text])[0])


def test_votes_do_not_depend_on_neighbours(shipped: NameModel) -> None:
    texts = ["Ms. Rivera met Zoltán Kerekes.", "Roll call: Hegarty yes, Luu yes.\n" * 40, "x"]
    together = shipped.read(texts)
    alone = [NameModel.load().read([text])[0] for text in texts]
    assert together == alone


def test_threads_change_nothing(shipped: NameModel) -> None:
    texts = [f"{name} opened the meeting." for name in ("Ana Melo", "Huda Khoury", "Min-ji Baek")]
    assert NameModel.load(threads=2).read(texts) == shipped.read(texts)


def test_a_long_text_is_read(shipped: NameModel) -> None:
    text = " " * 1_000_000 + "Ms. Quillfeather came."
    assert [text[vote.start : vote.end] for vote in shipped.read([text])[0]] == ["Quillfeather"]
