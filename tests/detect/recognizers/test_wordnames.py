"""Names that are words: hits by verb and pronoun, and the months, feasts and articles that stay."""

import pytest

from blinder.detect.recognizers.wordnames import WordNameRecognizer


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("May asked whether the bus was late.", "May"),
        ("We met. Grace showed us the graph.", "Grace"),
        ("So led the warm-up with her partner.", "So"),
        ("Jordan whispered.", "Jordan"),
        ("Hope, who is new, read aloud.", "Hope"),
        ("“Faith is the student who counts aloud.”", "Faith"),
        ("My's exit ticket was blank.", "My"),
        ("- Mark shared what his table found", "Mark"),
        ("• Mark shared what his table found", "Mark"),
        ("told him yes. will texted us a photo", "will"),
        ("late again. hope, our ap, says she will look", "hope"),
    ],
)
def test_a_word_that_acts_as_a_person_is_one(find, text: str, name: str) -> None:
    assert [surface for surface, _ in find(WordNameRecognizer, text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "May brought more rain than usual.",
        "April showed a rise in attendance.",
        "Grace is given on late work.",
        "Hope was high.",
        "So said the report.",
        "An answer came.",
        "Will you come?",
        "In June asked families came.",
        "Mark the answers. Her score rose.",
        "Long reads tire readers.",
        "they will. so said all, and do said no. the art says a lot, hope, our best guest, is gone",
    ],
)
def test_words_stay_words(find, text: str) -> None:
    assert list(find(WordNameRecognizer, text)) == []
