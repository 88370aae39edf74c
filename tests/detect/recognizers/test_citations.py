"""Cited authors in the text and in reference lists."""

import pytest

from blinder.detect.recognizers.citations import CitationRecognizer


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("(Windermere, 2015)", ["Windermere"]),
        ("(Windermere & Ashgrove, 2015a)", ["Windermere", "Ashgrove"]),
        ("(see Windermere, 2015; Ashgrove, 2019)", ["Windermere", "Ashgrove"]),
        ("(See \nWindermere, 2015, and Ashgrove, 2019.)", ["Windermere", "Ashgrove"]),
        ("(Windermere and\nAshgrove,\n2015)", ["Windermere", "Ashgrove"]),
        ("Windermere (2015) argues", ["Windermere"]),
        ("Windermere and Ashgrove (2015) argue", ["Windermere", "Ashgrove"]),
        ("Windermere's rubric (2015) helps", ["Windermere's"]),
        ("Windermere et al. found", ["Windermere"]),
        ("Van der Windermere (2015) argues", ["Van der Windermere"]),
    ],
)
def test_cited_authors_are_found(find, text: str, authors: list[str]) -> None:
    assert find(CitationRecognizer, text) == [(author, "cited") for author in authors]


def test_a_reference_entry_is_one_stretch(find) -> None:
    entry = "Windermere, A. B., & Ashgrove, C. (2015). Leading well. Fern Press."
    assert (entry, "entry") in find(CitationRecognizer, f"References\n{entry}\n")


def test_under_a_references_heading_loose_entries_count_until_the_next_section(find) -> None:
    text = "References\nAva Windermere, Leading Well, 2015\n# Minutes\nAva Windermere came in 2015"
    assert find(CitationRecognizer, text) == [("Ava Windermere, Leading Well, 2015", "entry")]


def entries(find, text: str) -> list[str]:
    return [surface for surface, what in find(CitationRecognizer, text) if what == "entry"]


def test_what_follows_a_reference_list_is_no_part_of_it(find) -> None:
    text = (
        "References\nWindermere, A. (2015). Leading well.\n\nFrom: Ida Tangerly\nSent: May 4, 2024\nHello, Ode is here."
    )
    assert entries(find, text) == ["Windermere, A. (2015). Leading well."]


def test_an_entry_goes_on_where_the_page_cut_its_line(find) -> None:
    lines = ["Windermere, A., & Ashgrove, B. (2015). Leading well in schools that", "nobody wanted to lead. Press."]
    text = "\n".join(["References", *lines, "Ida Tangerly signs."])
    assert entries(find, text) == lines


@pytest.mark.parametrize(
    "text",
    ["adapted from Ida Tangerly's graphic organizer (2024)", "Ms. Tangerly's protocol (2024)", "Ms. Tangerly (2024)"],
)
def test_who_made_what_only_schools_make_or_has_a_title_is_not_cited(find, text: str) -> None:
    assert find(CitationRecognizer, text) == []


@pytest.mark.parametrize(
    "text", ["(May 2019)", "Spring (2019)", "We met in 2019.", "Ms. Windermere came late.", "Grade 5 (2019) scores"]
)
def test_dates_and_grades_are_no_citations(find, text: str) -> None:
    assert find(CitationRecognizer, text) == []


@pytest.mark.parametrize(
    "entry",
    [
        "Windermere, A. B. (2025, January 9). Personal communication.",
        "Windermere, A. B. (2024). Handbook [Unpublished].",
        "Windermere, A. B. Interview by author. 14 November 2024.",
        "Windermere, A. B. (2024). Our handbook. Fernhollow Elementary School.",
        "Windermere, A. B. (2024). Letter to the families.",
        "Personal communications: Windermere, A. B., November 9, 2023.",
    ],
)
def test_who_wrote_what_only_people_here_know_is_local(find, entry: str) -> None:
    assert find(CitationRecognizer, f"References\n{entry}\n") == [("Windermere, A. B.", "PERSON")]


@pytest.mark.parametrize(
    "entry",
    [
        "Windermere, A. B. (2010). Trust [Unpublished doctoral dissertation]. Fern University.",
        "Windermere, A. B. (2010). Trust. Fernhollow Business School.",
        "Windermere, A. B. (2010). The elementary school. Fern Press.",
    ],
)
def test_a_published_author_is_not_local(find, entry: str) -> None:
    assert entry in entries(find, f"References\n{entry}\n")


def test_thanks_below_a_reference_list_are_no_entry(find) -> None:
    assert entries(find, "References and thanks\nThanks to Ana Quillfeather, who read Windermere (2015).") == []
