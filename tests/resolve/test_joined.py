"""Which mentions mean the same place, and which the same number."""

import pytest

import blinder

pytestmark = pytest.mark.usefixtures("by_rules")


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Call 978-555-0143 or +1 (978) 555.0143.", ["Phone 1", "Phone 1"]),
        ("Call 978-555-0143; her cell is 555-0143.", ["Phone 1", "Phone 1"]),
        ("Call 978-555-0143 or 617-555-0143, not 555-0143.", ["Phone 1", "Phone 2", "Phone 3"]),
    ],
)
def test_a_number_is_known_without_its_area_code_where_one_alone_ends_so(text: str, labels: list[str]) -> None:
    mentions = blinder.scan_texts({"A1": text}).mentions
    assert [mention.label for mention in sorted(mentions, key=lambda mention: mention.start)] == labels


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Quillham Moor K-8", "Quillham Moor School", True),
        ("Quillham Moor Elementary School", "Quillham Moor School", True),
        ("Quillham Moor Elementary School", "Quillham Moor Middle School", False),
    ],
)
def test_a_school_is_known_without_its_kind(first: str, second: str, *, same: bool) -> None:
    mentions = blinder.scan_texts({"A1": f"The {first} opened. We visited the {second} today."}).mentions
    assert (len({mention.entity_id for mention in mentions}) == 1) is same
