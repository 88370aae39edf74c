"""What bears out a model that would rather keep a name, in files that are said to be blinded."""

import pytest

from blinder.resolve.company import read_company
from blinder.resolve.names import parse_name
from blinder.types import Detection, EntityType, Span

KNOWN = "Tova Zell"


@pytest.mark.parametrize(
    ("text", "borne_out"),
    [
        ("In 1836 Ana Quandt walked out.", True),
        ("In 1836 others did. Ana Quandt walked out.", False),
        ("In 1996 Ana Quandt walked out.", False),
        ("It cost $1836; Ana Quandt paid.", False),
        ("We read Tova Zell, Ben Orr and Ana Quandt.", True),
        ("Tova Zell, The Long Road; Ana Quandt.", True),
        ("Tova Zell is read aloud, and Ana Quandt came.", False),
        ("Tova Zell, Teacher B, Ana Quandt.", False),
        ("1 | Tova Zell | yes\n2 | Ana Quandt | no", True),
        ("Tova Zell | 1 | yes\n2 | Ana Quandt | no", False),
        ("Read Ana Quandt’s The Long Road.", True),
        ("See Ana Quandt 2011.", True),
        ("Ana Quandt v. Board", True),
        ("Orr v. Ana Quandt", True),
        ("Ana Quandt’s class read on.", False),
    ],
)
def test_history_works_and_known_company_bear_it_out(text: str, *, borne_out: bool) -> None:
    assert _bears_out(text, "Ana Quandt") is borne_out


def test_so_does_the_full_name_of_somebody_known_elsewhere() -> None:
    assert _bears_out("Tova Zell was a poet. They like Zell.", "Zell.")
    assert not _bears_out("Tova Zell was a poet. They like Tova.", "Tova.")


def _bears_out(text: str, name: str) -> bool:
    def find(words: str, keep: str) -> list[Detection]:
        at = text.find(words)
        kind = EntityType.PERSON
        return [Detection("a", Span(at, at + len(words)), kind, 0.9, "facts", keep=keep)] if at >= 0 else []

    company = read_company({"a": text}, {"a": [*find(KNOWN, "public"), *find("Teacher B", "label")]})
    at = text.rindex(name)
    return company.bears_out("a", Span(at, at + len(name.rstrip("."))), parse_name(name.rstrip(".")))
