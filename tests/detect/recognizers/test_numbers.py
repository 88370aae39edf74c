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
        ("SSN 123-45-6789, SSN ends in 6789", [("123-45-6789", "ID"), ("6789", "ID")]),
        ("Alien number A-204-118-331", [("A-204-118-331", "ID")]),
        ("Insurance: BCBS XXP912345678", [("XXP912345678", "ID")]),
        ("Passport A1234567, EIN 04-1234567", [("A1234567", "ID"), ("04-1234567", "ID")]),
        ("Serial number C02XK1ABJG5H; asset tag 004417", [("C02XK1ABJG5H", "ID"), ("004417", "ID")]),
        ("License plate: 4KX T91; reg. 5TLN40", [("4KX T91", "ID"), ("5TLN40", "ID")]),
        ("at 42.3601, -71.0589", [("42.3601, -71.0589", "ADDRESS")]),
        ("42°21'36\"N 71°3'32\"W", [("42°21'36\"N 71°3'32\"W", "ADDRESS")]),
        ("from 88 Route 9 to 1204 Rte. 28, Unit 7", [("88 Route 9", "ADDRESS"), ("1204 Rte. 28, Unit 7", "ADDRESS")]),
        ("22 Alder Landing, #4", [("22 Alder Landing, #4", "ADDRESS")]),
        ("45½ Alder Pl", [("45½ Alder Pl", "ADDRESS")]),
        ("Three Hundred Alder Avenue", [("Three Hundred Alder Avenue", "ADDRESS")]),
        ("Post Office Box 9", [("Post Office Box 9", "ADDRESS")]),
        ("the corner of Alder and Larch", [("Alder and Larch", "ADDRESS")]),
        ("picks up at Alder & 3rd", [("Alder & 3rd", "ADDRESS")]),
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
        ("508-555-0142 Alder Street, 508 555 0142 Alder Street", []),
        ("09:01:55 Quill Park to Everyone", []),
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
        "0.1234, 0.5678",
        "Kindergarten registration 2025-26",
        "Registration 2024",
        "paper plates 1200",
        "policy 1200, member 2024, check 2024-25",
        "Route 9 floods; Bus 14 Route 3",
        "the intersection of Race and Class",
        "Math & 3rd grade",
        "Two Main Roads, Three Hundred Students",
    ],
)
def test_other_numbers_are_none(find, text: str) -> None:
    assert find(NumberRecognizer, text) == []
