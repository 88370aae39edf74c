"""Handles, meeting numbers, passwords and codes, and what only looks like one."""

import pytest

from blinder.detect.recognizers.accounts import AccountRecognizer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Instagram: quill_7", [("quill_7", "HANDLE")]),
        ("IG quill.7 or Snapchat: anaq22.", [("quill.7", "HANDLE"), ("anaq22", "HANDLE")]),
        ("Insta is “luu.tien”", [("luu.tien", "HANDLE")]),
        ("Discord: quill#4471", [("quill#4471", "HANDLE")]),
        ("Roblox username quill09", [("quill09", "HANDLE")]),
        ("PlayStation ID: quill_09", [("quill_09", "HANDLE")]),
        ("Login: squillb / Quill123", [("squillb", "HANDLE")]),
        ("Zoom Meeting ID: 845 1234 5678", [("845 1234 5678", "ID")]),
        ("Passcode: Quill7!", [("Quill7!", "ID")]),
        ("WiFi password is Quill2024", [("Quill2024", "ID")]),
        ("Google Meet (abc-defg-hij)", [("abc-defg-hij", "ID")]),
        ("Google Classroom code: k7xq2ab", [("k7xq2ab", "ID")]),
        ("Seesaw (code QKXZ-WPRT)", [("QKXZ-WPRT", "ID")]),
        ("Kahoot pin 4417893", [("4417893", "ID")]),
        ("combination 12-34-6", [("12-34-6", "ID")]),
        ("[Printed by ana.q, 3/4, page 1]", [("ana.q", "HANDLE")]),
        ("IP address 10.14.22.6", [("10.14.22.6", "ID")]),
    ],
)
def test_what_lets_somebody_in_is_found(find, text: str, found: list[tuple[str, str]]) -> None:
    assert find(AccountRecognizer, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Teachers handle K-5 lunch",
        "on Facebook Q4 in review",
        "Twitter is great, and YouTube has a video",
        "Instagram: Families first",
        "Login: required",
        "the dress code: no hats",
        "the code of conduct, class code of honor",
        "password must be changed",
        "meet us day-when-can",
        "zoom in 2024",
        "a combination of 12-34",
        "pin 12 up",
    ],
)
def test_plain_words_and_numbers_are_none(find, text: str) -> None:
    assert find(AccountRecognizer, text) == []
