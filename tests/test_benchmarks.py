"""The figures that we quote, on a case small enough to count by hand."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from benchmarks import cases, twice, verify
from benchmarks.detectors import Detector, Hit
from benchmarks.leftovers import KINDS, ways_of
from benchmarks.marked import Row, read_submissions, roster_of
from benchmarks.public import measure as persons
from benchmarks.quality import b_cubed, measure

MARKED = (
    '{"submission": "s", "part": "A1", "marked": "Ms. ⟦PERSON|Teacher|p1|Vane⟧ met ⟦PERSON|Parent|p2|Ode⟧ of '
    '⟦SCHOOL|School|s1|Moor⟧. ⟦PERSON|Teacher|p1|Ida Vane⟧ cited ⟦KEEP|cited|k1|Hattie⟧."}\n'
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.jsonl"
    path.write_text(MARKED, encoding="utf-8")
    return path


def detector(*found: tuple[str, str, str]) -> Detector:
    """Blinds the first place of each (text, role, entity)."""

    def detect(texts: Mapping[str, str], roster: Sequence[Row] | None) -> list[Hit]:
        text = texts["s/A1"]
        at = [(text.index(word), word, role, entity) for word, role, entity in found]
        return [Hit("s/A1", start, start + len(word), role, entity) for start, word, role, entity in at]

    return detect


def test_figures_count_what_was_found_and_kept(data: Path) -> None:
    found = measure(
        read_submissions(data), detector(("Vane", "Teacher", "a"), ("Ode", "Student", "a"), ("Hattie", "Person", "b"))
    ).figures()
    assert found["mention recall"] == 2 / 4
    assert found["entity protection"] == 1 / 3
    assert found["character precision"] == 7 / 13
    assert found["keep rate"] == 0
    assert found["role accuracy"] == 1 / 2
    assert found["linking B³ precision"] == 1 / 2
    assert found["linking B³ recall"] == 1


def test_half_a_name_is_no_recall(data: Path) -> None:
    found = measure(read_submissions(data), detector(("Ida", "Teacher", "a"))).figures()
    assert found["mention recall"] == 0
    assert found["character precision"] == 1
    assert found["keep rate"] == 1
    assert found["linking B³ recall"] is None


def test_linking_counts_group_and_entity() -> None:
    assert b_cubed([("x", 1), ("x", 1), ("y", 1), ("y", 2)]) == (pytest.approx(2 / 3), pytest.approx(3 / 4))


def test_roster_has_the_fullest_name_first(data: Path) -> None:
    documents = list(read_submissions(data)["s"].values())
    assert roster_of(documents) == [("Ida Vane", "Teacher", "Vane"), ("Ode", "Parent", ""), ("Moor", "School", "")]


def test_persons_of_public_sets_are_counted_by_token_without_titles() -> None:
    row = {"text": "Dr. Ida Vane, of Moor", "spans": [{"start": 4, "end": 12, "type": "PERSON"}]}
    found = persons([row], lambda text: [(8, 12), (17, 21)])
    assert found == {"PERSON recall": 0.5, "PERSON precision": 0.5, "PERSON F1": 0.5}


def test_a_text_is_blinded_by_its_marks_and_titles_go(data: Path) -> None:
    (documents,) = read_submissions(data).values()
    assert verify.blind_by_marks(documents) == {"A1": "Teacher A met Parent B of School C. Teacher A cited Hattie."}


@pytest.mark.parametrize("suffix", KINDS)
def test_every_kind_of_leftover_can_be_planted(suffix: str) -> None:
    clean = max((Path(__file__).parents[1] / "sample_docs").glob(f"*{suffix}")).read_bytes()
    name = ways_of("Zerlina", "Quandt", "Ada Ott", "Teacher C")
    assert [kind for kind, plant in KINDS[suffix].items() if plant(clean, name) == clean] == []


def test_one_mark_at_a_time_is_left_and_is_told_by_what_it_names(data: Path) -> None:
    natural = verify.measure_natural(list(read_submissions(data).values()), 4)
    assert {way: len(told) for way, told in natural.items()} == {
        "PERSON, one word": 2,
        "PERSON, full name": 1,
        "SCHOOL": 1,
    }
    assert natural["PERSON, full name"] == [True]
    (documents,) = read_submissions(data).values()
    ((name, document),) = documents.items()
    assert verify.blind_by_marks(documents, {name: document.marks[1]}) == {
        "A1": "Teacher A met Ode of School B. Teacher A cited Hattie."
    }


def test_a_leftover_is_caught_and_a_clean_file_is_not_accused(tmp_path: Path) -> None:
    path = verify.write_docx("Teacher C met Parent D.\n# Next steps", tmp_path / "Plan.docx")
    left = verify.write_docx("Ms. Teacher C met Parent D.\n# Next steps", tmp_path / "Report.docx")
    assert {name: told.total() for name, told in verify.told([path, left]).items()} == {
        "Plan.docx": 0,
        "Report.docx": 1,
    }


@pytest.mark.parametrize(
    ("refused", "figures", "line"),
    [
        (
            False,
            {"texts": 1, "blocked": 0, "changed": 1, "stretches": 1},
            "s/A1: Ode → Parent C in: Ms . Vane met Ode of Moor . Ida Vane cited Hattie .",
        ),
        (True, {"texts": 1, "blocked": 1}, "s/A1: blocked: a name is left"),
    ],
)
def test_what_is_refused_or_changes_the_second_time_is_counted(
    refused: bool, figures: dict[str, int], line: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def blind(papers: Mapping[str, Path], out: Path) -> tuple[dict[str, Path], dict[str, str]]:
        if refused and out.name == "twice":
            return {}, dict.fromkeys(papers, "a name is left")
        out.mkdir()
        change = ("Ode", "Parent C") if out.name == "twice" else ("", "")
        texts = {paper: twice.read_docx(path).replace(*change) for paper, path in papers.items()}
        return {paper: verify.write_docx(text, out / f"{paper}.docx") for paper, text in texts.items()}, {}

    monkeypatch.setattr(twice, "blind_papers", blind)
    tally = twice.Tally()
    twice.measure(read_submissions(data), tally)
    assert (tally.figures, tally.lines) == (figures, [line])


def test_papers_are_blinded_by_the_product(tmp_path: Path) -> None:
    paper = verify.write_docx("Ms. Ida Vane came.", tmp_path / "Paper 1.docx")
    copies, refused = twice.blind_papers({"Paper 1": paper}, tmp_path / "out")
    assert (twice.read_docx(copies["Paper 1"]), refused) == ("Person A came.", {})


FILE = {"input_kind": "", "findings": [], "unseen": []}
BLINDED = {
    "files": [
        FILE | {"name": "Plan.md", "format": "text", "status": "written", "reason": ""},
        FILE | {"name": "File 2.doc", "format": "doc", "status": "unreadable", "reason": "it asks for a password."},
    ]
}
LEAK = {"severity": "leak", "check": "names", "place": "line 1", "message": "a name is left"}


@pytest.mark.parametrize(("content", "closed"), [(b"Teacher C", 0), (b"\xff\xfe\xff", 1)])
def test_cases_count_what_became_of_each_file(
    content: bytes, closed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Plan.md").write_bytes(content)
    told = {
        "blind": BLINDED,
        "verify": {"files": [{"name": "Plan.md", "format": "text", "reason": "", "findings": [LEAK]}]},
    }
    monkeypatch.setattr(cases, "call", lambda command, *_: (1, told[command]))
    figures: cases.Table = defaultdict(Counter)
    lines = cases.try_out(tmp_path, tmp_path, "cover", figures)
    assert figures["doc"] == {"files": 1, "refused": 1}
    assert +figures["text"] == Counter({"files": 1, "written": 1, "leaks": 1}) + Counter({"not reopened": closed})
    assert lines[0] == "File 2.doc · it asks for a password."
    assert lines[-1] == "Plan.md: leak: names: line 1: a name is left"


def test_a_case_that_crashes_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "call", lambda *_: (70, None))
    figures: cases.Table = defaultdict(Counter)
    assert cases.try_out(tmp_path / "a.odt", tmp_path, "cover", figures) == ["blind: exit code 70"]
    assert figures == {"odt": {"crashes": 1}}
