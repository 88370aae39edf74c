"""Short forms and acronyms of places."""

import pytest

from blinder.resolve.places import acronyms_of, core_of, fold_words, short_forms
from blinder.types import EntityType


def forms(surface: str, kind: EntityType = EntityType.SCHOOL) -> list[str]:
    return [" ".join(form) for form in short_forms(surface, kind)]


@pytest.mark.parametrize(
    ("surface", "short"),
    [
        ("Brackenmoor Elementary School", "brackenmoor"),
        ("Brackenmoor Elementary School", "brackenmoor elementary"),
        ("Brackenmoor Elementary School", "brackenmoor es"),
        ("Brackenmoor MS", "brackenmoor middle school"),
        ("Brackenmoor MS", "brackenmoor"),
        ("The Brackenmoor School", "brackenmoor"),
        ("Manuel J. Furtado Elementary School", "furtado"),
        ("Manuel J. Furtado Elementary School", "manuel j furtado"),
        ("Manuel J. Furtado Elementary School", "furtado elementary"),
        ("M. Furtado Elem.", "furtado elementary"),
    ],
)
def test_a_school_is_called_by_less_than_its_name(surface: str, short: str) -> None:
    assert short in forms(surface)


def test_a_district_loses_its_kind_but_not_its_first_word() -> None:
    short = forms("Alder Brackenmoor Public Schools", EntityType.DISTRICT)
    assert "alder brackenmoor" in short
    assert all(form.startswith("alder brackenmoor") for form in short)


def test_a_district_is_called_one() -> None:
    assert {"brackenmoor district", "brackenmoor schools"} <= set(
        forms("Brackenmoor Public Schools", EntityType.DISTRICT)
    )


def test_a_town_has_no_short_form() -> None:
    assert forms("North Brackenmoor", EntityType.LOCATION) == ["north brackenmoor"]


def test_the_kind_alone_is_never_a_short_form() -> None:
    kinds = {"school", "elementary", "elementary school", "high", ""}
    assert not kinds & set(forms("Brackenmoor Elementary School") + forms("Manuel J. Furtado High School"))


@pytest.mark.parametrize(
    ("surface", "acronyms"),
    [
        ("Brackenmoor Elementary School", {"BES"}),
        ("University of Fern Hollow", {"UFH", "UOFH"}),
        ("Alder-Birch Regional High School", {"ARHS", "ABRHS"}),
        ("Alder Birch MS", {"ABMS"}),
        ("Brackenmoor High", set()),
    ],
)
def test_acronyms_are_made_of_three_letters_or_more(surface: str, acronyms: set[str]) -> None:
    assert set(acronyms_of(fold_words(surface))) == acronyms


def test_the_core_is_what_is_proper() -> None:
    assert core_of(fold_words("The Manuel J. Furtado Elementary School")) == ("manuel", "j", "furtado")
    assert core_of(fold_words("The High School")) == ()
