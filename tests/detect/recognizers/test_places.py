"""Schools, districts, universities, towns, mascots and organisations by the form of their names."""

import pytest

from blinder.detect.recognizers.places import PlaceRecognizer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at Brackenmoor Elementary School today", [("Brackenmoor Elementary School", "SCHOOL")]),
        ("the Manuel J. Furtado Elementary School", [("Manuel J. Furtado Elementary School", "SCHOOL")]),
        ("at BRACKENMOOR MIDDLE SCHOOL", [("BRACKENMOOR MIDDLE SCHOOL", "SCHOOL")]),
        ("of Brackenmoor High today", [("Brackenmoor High", "SCHOOL")]),
        ("the Brackenmoor Public Schools", [("Brackenmoor Public Schools", "DISTRICT")]),
        ("the Public Schools of Brackenmoor", [("Public Schools of Brackenmoor", "DISTRICT")]),
        ("at Fernhollow State University", [("Fernhollow State University", "UNIVERSITY")]),
        ("the University of Fernhollow", [("University of Fernhollow", "UNIVERSITY")]),
        ("a methods class I took at BU last fall", [("BU", "UNIVERSITY")]),
        ("the Fernhollow Graduate School of Education", [("Fernhollow Graduate School of Education", "UNIVERSITY")]),
        ("her name is on file with UMB.", [("UMB", "UNIVERSITY")]),
        ("at Quill Moor MS and Alder Elem. today", [("Quill Moor MS", "SCHOOL"), ("Alder Elem.", "SCHOOL")]),
        ("BSU-North professors came", [("BSU-North", "UNIVERSITY")]),
        ("the UMass supervisor came", [("UMass", "UNIVERSITY")]),
        ("Escuela Secundaria Alder Pond, Salón 4", [("Alder Pond", "SCHOOL")]),
        ("Trường Tiểu học Alder Pond sẽ", [("Alder Pond", "SCHOOL")]),
        ("Lekòl Brackenmoor la", [("Brackenmoor", "SCHOOL")]),
        ("nan lekòl Brackenmoor la", [("Brackenmoor", "SCHOOL")]),
        ("in the Town of Brackenmoor", [("Brackenmoor", "LOCATION")]),
        ("the Ada Quill K-8 playground", [("Ada Quill K-8", "SCHOOL")]),
        ("the Friends of Alder Pond paid", [("Friends of Alder Pond", "ORGANIZATION")]),
        ("the calendar of QBRSD came", [("QBRSD", "DISTRICT")]),
        ("the plan of QBPS and the QBTA", [("QBPS", "DISTRICT"), ("QBTA", "ORGANIZATION")]),
        ("Go Otters!", [("Otters", "MASCOT")]),
        ("the Brackenmoor Historical Society", [("Brackenmoor Historical Society", "ORGANIZATION")]),
        ("at Molly's Bookshop today", [("Molly's Bookshop", "ORGANIZATION")]),
        ("at St. Anne's and @ Ste Quill's", [("St. Anne", "ORGANIZATION"), ("Ste Quill", "ORGANIZATION")]),
        ("down Elm St. Anne's class went on St. Anne's Day", []),
        (
            'the Brackenmoor Elementary PTO ("BEPTO" or the "Body")',
            [
                ("Brackenmoor Elementary", "SCHOOL"),
                ("Brackenmoor Elementary PTO", "ORGANIZATION"),
                ("BEPTO", "ORGANIZATION"),
            ],
        ),
        (
            "the Brackenmoor Elementary School (BES)",
            [("Brackenmoor Elementary School", "SCHOOL"), ("BES", "SCHOOL")],
        ),
        (
            "paid Copper Beech, Inc. (“Beech” or “the vendor”) twice",
            [("Copper Beech, Inc.", "ORGANIZATION"), ("Beech", "ORGANIZATION")],
        ),
        ("the Alder Hill School (the “School”)", [("Alder Hill School", "SCHOOL")]),
        (
            "Alder, Birchfield and Cobbett schools",
            [("Alder", "SCHOOL"), ("Birchfield", "SCHOOL"), ("Cobbett", "SCHOOL")],
        ),
    ],
)
def test_places_are_found(find, text: str, found: list[tuple[str, str]]) -> None:
    assert find(PlaceRecognizer, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Every High School in Massachusetts",
        "Fernhollow Business School Press",
        "The Elementary School opened.",
        "our middle school and its public schools",
        "Our School Improvement Plan",
        "a State University",
        "Each School District reports.",
        "Math MS, Grade 6 HS, SEND THE FORM TO MS. QUILL, Use MS Word",
        "We worked with UMB students, and the BSU met.",
        "Since 400 BC the class has changed; BC counts backwards.",
    ],
)
def test_kinds_of_places_are_no_names(find, text: str) -> None:
    assert find(PlaceRecognizer, text) == []


def test_brackets_that_do_not_abbreviate_the_name_are_none(find) -> None:
    assert find(PlaceRecognizer, "Brackenmoor Elementary School (MCAS)") == [
        ("Brackenmoor Elementary School", "SCHOOL")
    ]
