"""Half a name gets its other half: which votes become one, and which stay two."""

import pytest

from blinder.detect.model import Vote
from blinder.detect.recognizers.halves import whole_names

ROLES = {"librarian", "chair"}


def names_of(text: str, *seen: tuple[str, str, float]) -> list[tuple[str, str]]:
    votes = [
        Vote(text.index(surface), text.index(surface) + len(surface), label, score, 0.0, 0.0, label)
        for surface, label, score in seen
    ]
    return [(text[vote.start : vote.end], vote.label) for vote in whole_names(text, votes, ROLES)]


@pytest.mark.parametrize(
    ("text", "votes", "name"),
    [
        ("met J.T. there", [("J", "PERSON", 0.9)], "J.T"),
        ("met K.A-F. there", [("K.A", "PERSON", 0.9)], "K.A-F"),
        ("met K. A-F. there", [("K", "PERSON", 0.9)], "K. A-F"),
        ("met J.T. Quillfeather", [("J", "PERSON", 0.9), ("Quillfeather", "PERSON", 0.9)], "J.T. Quillfeather"),
        ("met J. T. Quillfeather", [("J", "PERSON", 0.9), ("Quillfeather", "PERSON", 0.9)], "J. T. Quillfeather"),
        ("met M.-A. Quillfeather", [("M", "PERSON", 0.9), ("Quillfeather", "PERSON", 0.9)], "M.-A. Quillfeather"),
        ("Quinby, M-A. Quill", [("Quinby, M", "PERSON", 0.9)], "Quinby"),
        ("met J. T. de la Quinby", [("J", "PERSON", 0.9), ("de la Quinby", "PERSON", 0.4)], "J. T. de la Quinby"),
        ("met Bo dos Reis there", [("Bo", "PERSON", 0.9), ("dos Reis", "PERSON", 0.4)], "Bo dos Reis"),
        ("met Mo Poon there", [("Mo", "SCHOOL", 0.3), ("Poon", "PERSON", 0.5)], "Mo Poon"),
        ("OBSERVATION OF KOLAB KUOCH", [("KOLAB", "PERSON", 0.4), ("KUOCH", "ORGANIZATION", 0.2)], "KOLAB KUOCH"),
        ("met Taís de Assunção", [("Taís", "PERSON", 0.5), ("Assunção", "PERSON", 0.4)], "Taís de Assunção"),
        ("MET OTÁVIO DOS PASSOS", [("OTÁVIO", "PERSON", 0.5), ("PASSOS", "LOCATION", 0.4)], "OTÁVIO DOS PASSOS"),
        ("met Réal St. Amand", [("Réal St", "PERSON", 0.5), ("Amand", "PERSON", 0.4)], "Réal St. Amand"),
        ("Received: Lalonde, Octave - speech", [("Lalonde", "PERSON", 0.8)], "Lalonde, Octave"),
        ("7.  Merchant, Rishabh   F   504", [("Rishabh", "PERSON", 0.97)], "Merchant, Rishabh"),
        ("Quillfeather R., Bo | 8", [("Quillfeather R", "PERSON", 0.9), ("Bo", "PERSON", 0.9)], "Quillfeather R., Bo"),
        ("- de la O, Lázaro\n- more", [("Lázaro", "PERSON", 0.97)], "de la O, Lázaro"),
        ("Marzano, Zuri", [("Marzano", "KEEP", 0.9), ("Zuri", "PERSON", 0.9)], "Marzano, Zuri"),
        ("Frayer, Zuri", [("Frayer", "PERSON", 0.9), ("Zuri", "PERSON", 0.9)], "Frayer, Zuri"),
        ("Mỹ Duyên came", [("Duyên", "PERSON", 0.8)], "Mỹ Duyên"),
        ("met Nhã Tôn Thất there", [("Nhã Tôn", "PERSON", 0.8)], "Nhã Tôn Thất"),
        ("then My Kha read", [("Kha", "PERSON", 0.8)], "My Kha"),
        ("met Diễm My Nghị there", [("Diễm", "PERSON", 0.8), ("Nghị", "PERSON", 0.8)], "Diễm My Nghị"),
        ("Kha, My", [("Kha", "PERSON", 0.8)], "Kha, My"),
        ("Shuqin She read", [("Shuqin", "PERSON", 0.8)], "Shuqin She"),
        ("3:15 PM, Quill, Ana wrote:", [("Quill", "PERSON", 0.9), ("Ana", "PERSON", 0.9)], "Quill, Ana"),
        ("Quill, Ana 7:05 AM", [("Quill", "PERSON", 0.9), ("Ana", "PERSON", 0.9)], "Quill, Ana"),
        ('met Robert "Bob" Quill', [("Robert", "PERSON", 0.9), ("Quill", "PERSON", 0.9)], 'Robert "Bob" Quill'),
        ("met Lê “Linh” Vo", [("Lê “Linh", "PERSON", 0.9), ("Vo", "PERSON", 0.9)], "Lê “Linh” Vo"),
        ("met Robert (Bob) Quill", [("Robert", "PERSON", 0.9), ("Quill", "PERSON", 0.9)], "Robert (Bob) Quill"),
        ("met Bo-Mei there", [("Bo", "LOCATION", 0.4), ("Mei", "PERSON", 0.5)], "Bo-Mei"),
        ("Garay, Israel", [("Garay", "PERSON", 0.8), ("Israel", "LOCATION", 0.4)], "Garay, Israel"),
    ],
)
def test_halves_become_one_name(text: str, votes: list[tuple[str, str, float]], name: str) -> None:
    assert names_of(text, *votes) == [(name, "PERSON")]


def test_a_town_may_begin_the_name_of_a_school() -> None:
    votes = [("Brackenmoor", "LOCATION", 0.9), ("Bridge", "SCHOOL", 0.5)]
    assert names_of("the Brackenmoor Bridge meeting", *votes) == [("Brackenmoor Bridge", "SCHOOL")]
    assert len(names_of("in Brackenmoor, Bridge pupils", *votes)) == 2
    votes = [("Brackenmoor-Reed", "SCHOOL", 0.9), ("Regional", "DISTRICT", 0.9)]
    assert names_of("at Brackenmoor-Reed Regional we", *votes) == [("Brackenmoor-Reed Regional", "DISTRICT")]


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("at Brackenmoor Ana came", [("Brackenmoor", "SCHOOL", 0.9), ("Ana", "PERSON", 0.9)]),
        ("the Quillfeather PLG met", [("Quillfeather", "PERSON", 0.8), ("PLG", "SCHOOL", 0.1)]),
        ("Every Heron sang", [("Every", "PERSON", 0.1), ("Heron", "SCHOOL", 0.3)]),
        ("Grade Ana read", [("Grade", "SCHOOL", 0.1), ("Ana", "PERSON", 0.9)]),
        ("Ana, Brackenmoor", [("Ana", "PERSON", 0.9), ("Brackenmoor", "SCHOOL", 0.9)]),
        ("met Ana Q. Reedham left", [("Ana Q", "PERSON", 0.9), ("Reedham", "PERSON", 0.9)]),
        ("Bo Q., Ana Reedham", [("Bo Q", "PERSON", 0.9), ("Ana Reedham", "PERSON", 0.9)]),
        ("met J. A dog came", [("J", "PERSON", 0.9)]),
        ("met P. K. Quillfeather", [("P", "PERSON", 0.9)]),
        ("met J.The", [("J", "PERSON", 0.9)]),
        ("met 5.J.A.1", [("J", "PERSON", 0.9)]),
        ("met J.A.1", [("J", "PERSON", 0.9)]),
        ("met J.A.Q.S.", [("J", "PERSON", 0.9)]),
        ("met Ana. Quinby left", [("Ana", "PERSON", 0.9), ("Quinby", "PERSON", 0.9)]),
        ("So Ana read", [("Ana", "PERSON", 0.9)]),
        ("We left. So Ana read", [("Ana", "PERSON", 0.9)]),
        ("At noon Ana read. She left", [("Ana", "PERSON", 0.9)]),
        ("À ANA ÉCOLE", [("ANA", "PERSON", 0.9)]),
        ("met Ana (Chair) Quinby", [("Ana", "PERSON", 0.9), ("Quinby", "PERSON", 0.9)]),
        ('met Ana "the Owl" Quinby', [("Ana", "PERSON", 0.9), ("Quinby", "PERSON", 0.9)]),
        ("Bo-Brackenmoor", [("Bo", "PERSON", 0.9), ("Brackenmoor", "KEEP", 0.9)]),
        ("Lynch, Lopes; Quinby", [("Lynch", "PERSON", 0.9), ("Lopes", "PERSON", 0.9)]),
        ("Ana Quillfeather, Chair", [("Ana Quillfeather", "PERSON", 0.9)]),
        ("Ana Quillfeather, Carpentry", [("Ana Quillfeather", "PERSON", 0.9)]),
        ("Quillfeather, ESL", [("Quillfeather", "PERSON", 0.9)]),
        ("Quillfeather, Librarian", [("Quillfeather", "PERSON", 0.9)]),
        ("We met Quillfeather, Zuri said.", [("Quillfeather", "PERSON", 0.9)]),
        ("Brackenmoor, Massachusetts", [("Brackenmoor", "LOCATION", 0.5)]),
    ],
)
def test_what_is_whole_or_no_person_stays_as_it_is(text: str, votes: list[tuple[str, str, float]]) -> None:
    assert names_of(text, *votes) == [(surface, label) for surface, label, _ in votes]
