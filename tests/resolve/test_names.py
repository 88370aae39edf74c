"""The grammar of personal names."""

from itertools import product

import pytest

from blinder.resolve.names import (
    can_mean,
    fold,
    initials_of,
    is_initials,
    name_hooks,
    nicknames,
    parse_name,
    same_token,
)


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Quillfeather", "quillfeather"),
        ("QUILLFEATHER", "quillfeather"),
        ("Quillfeather's", "quillfeather"),
        ("Quillfeather’s", "quillfeather"),
        ("Đặng", "dang"),
        ("Zoltán", "zoltan"),
        ("Zolta\u0301n", "zoltan"),
        ("O’Halloran", "o'halloran"),
        ("Okonjo\u2011Vale", "okonjo-vale"),
        ("Łucja", "lucja"),
        ("J.", "j"),
    ],
)
def test_folding_leaves_the_letters(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("surface", "given", "family"),
    [
        ("Ana Quillfeather", ("ana",), ("quillfeather",)),
        ("Quillfeather, Ana", ("ana",), ("quillfeather",)),
        ("Quillfeather, Ana M.", ("ana", "m"), ("quillfeather",)),
        ("Dr. Ana M. de la Cruz, Ed.D.", ("ana", "m"), ("de", "la", "cruz")),
        ("Ana Quillfeather Jr.", ("ana",), ("quillfeather",)),
        ("J.R. Quillfeather", ("j", "r"), ("quillfeather",)),
        ("Ms. Quillfeather", (), ("quillfeather",)),
        ("Quillfeather", (), ("quillfeather",)),
        ("Nurse Sam", (), ("sam",)),
        ("ANA OKONJO-VALE", ("ana",), ("okonjo-vale",)),
        ("Dean", (), ("dean",)),
        ("De la Cruzado", (), ("de", "la", "cruzado")),
        ("ana.quillfeather", ("ana",), ("quillfeather",)),
    ],
)
def test_a_name_is_taken_apart(surface: str, given: tuple[str, ...], family: tuple[str, ...]) -> None:
    name = parse_name(surface)
    assert (name.given, name.family) == (given, family)


@pytest.mark.parametrize(
    ("person", "mention"),
    [
        ("Ana Quillfeather", "Quillfeather"),
        ("Ana Quillfeather", "Ana"),
        ("Ana Quillfeather", "Ana's"),
        ("Ana Quillfeather", "Quillfeather, Ana"),
        ("Ana Quillfeather", "A. Quillfeather"),
        ("Ana Quillfeather", "Ana Q."),
        ("Ana Maria Quillfeather", "Ana Quillfeather"),
        ("Robert Tangerly", "Bob Tangerly"),
        ("Bob Tangerly", "Robert Tangerly"),
        ("Guadalupe Quillfeather", "Lupe"),
        ("Jesús Quillfeather", "Chuy"),
        ("José Peñaloza", "JOSE PENALOZA"),
        ("Jennifer Tangerly", "Jen T."),
        ("Ana Okonjo-Vale", "Vale"),
        ("Ana de la Cruzado", "Cruzado"),
        ("Ana Okonjo-Vale", "Ana O-V"),
        ("Ana Okonjo-Vale", "A. O-V"),
        ("Ana Quilles", "Quilleses"),
        ("Ana Okonjo-Vale", "Ana OV"),
        ("Fiona McQuillfeather", "F. McQ."),
        ("Fiona O'Quillfeather", "F. O'Q."),
        ("Ana dos Quilles", "Ana D."),
        ("Ana de la Cruzado", "De la Cruzado"),
        ("Ana Quillfeather", "Quillfeather (A.)"),
        ("Ana Quillfeather", "aquillfeather"),
        ("Ngoc-Anh Quillfeather", "Ngọc Anh"),
        ("Marie-Ange Quillfeather", "M-Ange"),
        ("Dinh Thi Quillfeather", "Quillfeather Dinh"),
        ("Anh Dinh", "Dinh Anh"),
    ],
)
def test_a_short_form_can_mean_the_full_name(person: str, mention: str) -> None:
    assert can_mean(parse_name(person), parse_name(mention)) >= 0.6


@pytest.mark.parametrize(
    ("person", "mention"),
    [
        ("Ana Quillfeather", "Tangerly"),
        ("Ana Quillfeather", "Bo Quillfeather"),
        ("Ana Quillfeather", "Ana Tangerly"),
        ("Ana Quillfeather", "B. Quillfeather"),
        ("Ana Quillfeather", "A. Q."),
        ("A. Quillfeather", "Ana"),
        ("Ana Maria Quillfeather", "Anders"),
        ("Ana Okonjo-Vale", "Ana O-R"),
        ("Ana Okonjo-Vale", "Ana OR"),
        ("Marie-Ange Quillfeather", "M-Rose"),
        ("Dinh Thi Quillfeather", "Quillfeather Dao"),
        ("Fiona McQuillfeather", "F. McT."),
        ("Ana Quill", "Quilles"),
    ],
)
def test_another_name_cannot(person: str, mention: str) -> None:
    assert can_mean(parse_name(person), parse_name(mention)) < 0.6


@pytest.mark.parametrize(
    ("surface", "letters"),
    [
        ("Ana Quillfeather", {"aq"}),
        ("Ana Maria Quillfeather", {"aq", "amq", "mq"}),
        ("Ana Okonjo-Vale", {"ao", "aov"}),
        ("Ana de la Cruzado", {"ac"}),
        ("Ana-Lu Quillfeather", {"aq", "alq", "al"}),
        ("Ana O'Quillfeather", {"ao", "aoq"}),
        ("Quillfeather", set()),
    ],
)
def test_initials_are_what_a_person_may_sign_with(surface: str, letters: set[str]) -> None:
    assert initials_of(parse_name(surface)) == letters


@pytest.mark.parametrize(
    ("surface", "yes"),
    [
        ("AQ", True),
        ("A.Q.", True),
        ("A. Q.", True),
        ("A.Q-R.", True),
        ("A-Q", False),
        ("Aq", False),
        ("A", False),
        ("A Q", False),
        ("ABCDE", False),
    ],
)
def test_initials_are_two_to_four_capitals(surface: str, yes: bool) -> None:
    assert is_initials(surface) is yes


def test_nicknames_go_both_ways() -> None:
    assert "bob" in nicknames("robert") and "robert" in nicknames("bob")
    assert "lupe" in nicknames("guadalupe") and "guadalupe" in nicknames("lupe")


def test_tokens_are_compared_the_same_both_ways() -> None:
    words = ["ana", "anna", "a", "quillfeather", "quilfeather", "okonjo-vale", "vale", "bob", "robert"]
    assert all(same_token(one, other) == same_token(other, one) for one in words for other in words)


def test_names_that_are_alike_share_a_hook() -> None:
    families = [
        "Quillfeather",
        "Quilfeather",
        "Uqillfeather",
        "Okonjo-Vale",
        "OkonjoVale",
        "O'Halloran",
        "OHalloran",
        "Q.",
    ]
    givens = ["", "Robert", "Bob", "Guadalupe", "Lupe", "Ana", "Anna", "A.", "Jo", "Q. R."]
    names = [parse_name(f"{given} {family}") for given, family in product(givens, families)]
    alike = [(one, other) for one, other in product(names, names) if can_mean(one, other)]
    assert len(alike) > len(names)
    assert not [pair for pair in alike if name_hooks(pair[0]).isdisjoint(name_hooks(pair[1]))]
