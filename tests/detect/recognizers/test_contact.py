"""E-mail addresses, telephone numbers, web addresses, handles; references among them stay."""

import pytest

from blinder.detect.recognizers.contact import ContactRecognizer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to a.quill@brackenmoor.org.", [("a.quill@brackenmoor.org", "EMAIL_ADDRESS")]),
        ("Tan {ana, b.tan}@quill.org", [("{ana, b.tan}@quill.org", "EMAIL_ADDRESS")]),
        ("> <a.quill@brackenmoor.\n> org> wrote", [("a.quill@brackenmoor.\n> org", "EMAIL_ADDRESS")]),
        ("> <a.quill@\n>> brackenmoor.org>", [("a.quill@\n>> brackenmoor.org", "EMAIL_ADDRESS")]),
        ("To a@quill.org.\nthen go", [("a@quill.org", "EMAIL_ADDRESS")]),
        ("quill @ host . org", [("quill @ host . org", "EMAIL_ADDRESS")]),
        ("a.quill(at)host(dot)org", [("a.quill(at)host(dot)org", "EMAIL_ADDRESS")]),
        ("ana [dot] quill [at] host [dot] org", [("ana [dot] quill [at] host [dot] org", "EMAIL_ADDRESS")]),
        ("a_quill{at}host{dot}k12{dot}ma{dot}us", [("a_quill{at}host{dot}k12{dot}ma{dot}us", "EMAIL_ADDRESS")]),
        ("aquill AT host DOT org", [("aquill AT host DOT org", "EMAIL_ADDRESS")]),
        ("TikTok @ana.dances", [("@ana.dances", "HANDLE")]),
        ("Call 508-555-0142, extension four", [("508-555-0142, extension four", "PHONE_NUMBER")]),
        ("Dial 9-1-508-555-0142", [("9-1-508-555-0142", "PHONE_NUMBER")]),
        ("or 5085550142", [("5085550142", "PHONE_NUMBER")]),
        ("at 508-\n555-0142 or", [("508-\n555-0142", "PHONE_NUMBER")]),
        ("at 508-555-\n0142 or", [("508-555-\n0142", "PHONE_NUMBER")]),
        ("Call 555 0142", [("555 0142", "PHONE_NUMBER")]),
        ("Call (508) 555-0142 now", [("(508) 555-0142", "PHONE_NUMBER")]),
        ("Call 508.555.0142 x12", [("508.555.0142 x12", "PHONE_NUMBER")]),
        ("Call 4l3-555-Ol42", [("4l3-555-Ol42", "PHONE_NUMBER")]),
        (r"see \\quill-fs\staff\plans.docx.", [(r"\\quill-fs\staff\plans.docx", "URL")]),
        (r"in C:\Users\bquill (old)", [(r"C:\Users\bquill", "URL")]),
        ("file:///Users/bquill/plan.md and 1/2 a/Users/b", [("file:///Users/bquill/plan.md", "URL")]),
        ("Call 555-0142", [("555-0142", "PHONE_NUMBER")]),
        ("Call 508 555 0142 now", [("508 555 0142", "PHONE_NUMBER")]),
        ("Call 0912 345 678 now", [("0912 345 678", "PHONE_NUMBER")]),
        ("Call 238 991 20 14 now", [("238 991 20 14", "PHONE_NUMBER")]),
        ("Call +33 1 42 68 53 00 now", [("+33 1 42 68 53 00", "PHONE_NUMBER")]),
        ("Call 011 33 1 42 68 53 00 now", [("011 33 1 42 68 53 00", "PHONE_NUMBER")]),
        ("Call 6 17 555 01 3 4 now", [("6 17 555 01 3 4", "PHONE_NUMBER")]),
        ("Her cell number is: 1 61 75 55 01 34", [("1 61 75 55 01 34", "PHONE_NUMBER")]),
        (
            "Call 781-555-0142 or 6 17 555 01 9 9",
            [("781-555-0142", "PHONE_NUMBER"), ("6 17 555 01 9 9", "PHONE_NUMBER")],
        ),
        ("Teacher 1 781-555-0142", [("781-555-0142", "PHONE_NUMBER")]),
        ("School Committee Member 1 781 555 0142", [("781 555 0142", "PHONE_NUMBER")]),
        ("Phone 1 781-555-0142", [("1 781-555-0142", "PHONE_NUMBER")]),
        ("Teacher 1-781-555-0142", [("1-781-555-0142", "PHONE_NUMBER")]),
        ("Dial ext. 4412", [("ext. 4412", "PHONE_NUMBER")]),
        ("The office is x4412.", [("x4412", "PHONE_NUMBER")]),
        ("See https://www.brackenmoor.org/bes.", [("https://www.brackenmoor.org/bes", "URL")]),
        ("See brackenmoorschools.org, please", [("brackenmoorschools.org", "URL")]),
        ("Visit BrackenmoorES.org.", [("BrackenmoorES.org", "URL")]),
        ("GO TO BRACKENMOOR.K12.MA.US", [("BRACKENMOOR.K12.MA.US", "URL")]),
        ("ftp://files.brackenmoor.org/x", [("files.brackenmoor.org/x", "URL")]),
        ("See...brackenmoor.org, _quillham.net_", [("brackenmoor.org", "URL"), ("quillham.net", "URL")]),
        ("old/brackenmoor.org, Quillham.school", [("brackenmoor.org", "URL"), ("Quillham.school", "URL")]),
        ("On Newsela.com", [("Newsela.com", "reference")]),
        ("Follow @BrackenmoorOtters", [("@BrackenmoorOtters", "HANDLE")]),
        ("See https://docs.google.com/d/1a2b", [("https://docs.google.com/d/1a2b", "URL")]),
        ("See https://doi.org/10.1000/182", [("https://doi.org/10.1000/182", "reference")]),
        ("See www.doe.mass.edu/frameworks", [("www.doe.mass.edu/frameworks", "reference")]),
        ("Write to data@mass.gov", [("data@mass.gov", "state")]),
        (
            "see portal.quill.local/kbes, data.quill.example",
            [("portal.quill.local/kbes", "URL"), ("data.quill.example", "URL")],
        ),
        ("https://profiles.doe.mass.edu/?orgcode=1", [("https://profiles.doe.mass.edu/?orgcode=1", "URL")]),
    ],
)
def test_contacts_are_found(find, text: str, found: list[tuple[str, str]]) -> None:
    assert find(ContactRecognizer, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "12 of 17 pupils (71 %)",
        "in 2019-2020 and 2021–2022",
        "e.g. and i.e. here",
        "Artifact1.docx",
        "python tests/build.py, run.sh",
        "He said no.But it came. The end.In time, Ms.Li has a B.Sc. and a Ph.D.",
        "at 3:15 p.m.",
        "III-OOO-lOIl",
        "Look at the dot matrix. Meet at the dot net. Back up dots at noon.",
        "$5085550142, 5085550142.5",
        "page 4-5",
        "Grade 4 134 130 4 0 0 0 0",
        "in 76 65 (85.53) 44 ( 67.69) 615 495",
        "0 0.2 0.4 0.6 0.8 1 1.2",
        "Enrollment 2304 2509 12",
        "Call-backs 6 17 555 01 3 4 12",
        "Recall 6 17 555 01 3 4",
        "Text 6 17 555 01",
        "So 3 x 12 = 36, 4 x125 = 500, and paper is 8.5 x 11.",
        "Room | Done\n12 | x\n120 |",
        "Text types 62 14 16 18 20",
        "Phone calls 62 14 16 18 20",
        "Grade 6 320 114 92 69",
        "8 6 4 2 1 0 0 0 0 0",
    ],
)
def test_other_numbers_and_dots_are_none(find, text: str) -> None:
    assert find(ContactRecognizer, text) == []


def test_a_host_that_only_ends_like_a_reference_is_local(find) -> None:
    assert find(ContactRecognizer, "https://notdoi.org/x") == [("https://notdoi.org/x", "URL")]
