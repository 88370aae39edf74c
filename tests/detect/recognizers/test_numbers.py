"""Identifiers, street addresses, "Town, MA"."""

import pytest

from blinder.detect.recognizers.numbers import NumberRecognizer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SASID: 1023456789", [("1023456789", "ID")]),
        ("Student ID 48213", [("48213", "ID")]),
        ("Educator License # 512345", [("512345", "ID")]),
        ("number 1098765432 in the list", [("1098765432", "ID")]),
        ("lives at 12 Alder Street", [("12 Alder Street", "ADDRESS")]),
        (
            "12 Alder St., Brackenmoor, MA 02999",
            [("12 Alder St., Brackenmoor, MA 02999", "ADDRESS"), ("02999", "ADDRESS")],
        ),
        (
            "12 Alder Street Brackenmoor MA 02999",
            [("12 Alder Street Brackenmoor MA 02999", "ADDRESS"), ("02999", "ADDRESS")],
        ),
        ("Brackenmoor, MA 02999-0123", [("02999-0123", "ADDRESS")]),
        ("zip code: 02999", [("02999", "ADDRESS")]),
        ("12 Alder Street North, Suite 4", [("12 Alder Street North, Suite 4", "ADDRESS")]),
        ("12 Alder St. NW on Monday", [("12 Alder St. NW", "ADDRESS")]),
        ("12 Alder Street, where", [("12 Alder Street", "ADDRESS")]),
        ("AT 12 ALDER WHARF ROAD", [("12 ALDER WHARF ROAD", "ADDRESS")]),
        ("P.O. Box 77", [("P.O. Box 77", "ADDRESS")]),
        ("from Brackenmoor, MA", [("Brackenmoor", "LOCATION")]),
        ("from Brackenmoor MA 02999", [("Brackenmoor", "LOCATION")]),
    ],
)
def test_register_data_are_found(find, text: str, found: list[tuple[str, str]]) -> None:
    assert [hit for hit in find(NumberRecognizer, text) if hit[1] == found[0][1]] == found


@pytest.mark.parametrize(
    "text",
    [
        "20240512 is a date",
        "12,345,678 dollars",
        "$12345678",
        "11011000",
        "ID badges were late",
        "in Massachusetts 01234 of them",
        "3 Grade Teachers met",
        "0.12345678",
    ],
)
def test_other_numbers_are_none(find, text: str) -> None:
    assert find(NumberRecognizer, text) == []
