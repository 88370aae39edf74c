"""A finding never begins or ends inside a word of letters, unless two words are glued there."""

import pytest

from blinder.resolve.candidates import Candidate
from blinder.resolve.whole import Found, take_whole_words
from blinder.resolve.words import read_words
from blinder.types import EntityType, Span


def widened(text: str, *found: str) -> list[str]:
    """What is blinded of a text where each of `found` was found, once, in order."""
    rows: list[Found] = []
    at = 0
    for surface in found:
        at = text.index(surface, at)
        span = Span(at, at + len(surface))
        rows.append((Candidate("A1", span, EntityType.PERSON, 0.5, "model", ("model",)), ""))
        at = span.end
    whole = take_whole_words(read_words({"A1": text}), {"A1": rows})["A1"]
    return [candidate.text_of(text) for candidate, _ in whole]


@pytest.mark.parametrize(
    ("text", "found", "blinded"),
    [
        ("We use QuillSQL here", ["Quill"], ["QuillSQL"]),
        ("We use QuillSQL here", ["SQL"], ["QuillSQL"]),
        ("We use TheQuillSQL here", ["Quill"], ["TheQuillSQL"]),
        ("Quill-Reed and ana.quinby came", ["Quill", "quinby"], ["Quill-Reed", "ana.quinby"]),
        ("at Quill K-8 we", ["Quill K"], ["Quill K-8"]),
        ("Ask BoTangerlyJúnior Quinby", ["Tangerly"], ["BoTangerlyJúnior"]),
    ],
)
def test_half_a_word_takes_its_rest_along(text: str, found: list[str], blinded: list[str]) -> None:
    assert widened(text, *found) == blinded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met saidQuill, it was said", ["Quill"]),  # the rest is a word
        ("MsQuill came", ["Quill"]),  # a title
        ("QuillMS is near Quill", ["Quill"]),  # what was found is one
        ("AnaQuillBoTangerly came", ["AnaQuill", "BoTangerly"]),  # nothing is left of the word
        ("Quill2024 and 4Quill_Tangerly", ["Quill", "Quill", "Tangerly"]),  # cut at no letter
        ("Quill's, Quill-led, Quill-Reed", ["Quill", "Quill", "Quill", "Reed"]),
        ("We asked. Quill came.Then", ["Quill"]),
        ("we go home.\nquill came", ["quill"]),
    ],
)
def test_what_is_glued_to_a_word_or_cuts_none_stays(text: str, found: list[str]) -> None:
    assert widened(text, *found) == found
