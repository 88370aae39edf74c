"""Near-misses: what was nearly blinded is told once, with why it stays."""

from blinder.resolve.candidates import Candidate
from blinder.resolve.near import near_misses
from blinder.resolve.review import Verdict
from blinder.types import EntityType, Span

TEXT = "Windermere (2015) and Ms. Quillfeather read Data."


def candidate(surface: str, **more: object) -> Candidate:
    start = TEXT.index(surface)
    span = Span(start, start + len(surface))
    return Candidate("A1", span, EntityType.PERSON, 0.7, "model", ("model",), **more)  # type: ignore[arg-type]


def test_what_stays_is_told_with_its_reason_in_reading_order_and_once() -> None:
    cited = (candidate("Windermere", keeps=("cited", "vote")), Verdict.KEEP)
    dropped = (candidate("Data"), Verdict.DROP)
    told = near_misses({"A1": TEXT}, [dropped, cited, cited], {})
    assert [(near.text, near.why) for near in told] == [
        ("Windermere", "cited here"),
        ("Data", "nothing but this speaks for a name"),
    ]


def test_what_is_blinded_after_all_is_no_near_miss() -> None:
    name = candidate("Quillfeather")
    assert near_misses({"A1": TEXT}, [(name, Verdict.DROP)], {"A1": [(name, "")]}) == ()
