"""Text in letters that nobody reads is told, and signs of formulas are not."""

import pytest

from blinder.verifier import CHECKS, Glimpse, Sight


def told(text: str, *, visible: bool = True) -> list[str]:
    sight = Sight("a.md", (Glimpse("text", text, visible=visible),), ())
    return [finding.message.split(",")[0] for finding in CHECKS["scripts"](sight, ())]


@pytest.mark.parametrize(
    ("text", "scripts"),
    [
        ("Teacher C said: 请来参加会议。", ["Chinese"]),
        ("សុខា ចាន់, Ана", ["Cyrillic", "Khmer"]),
        ("تدعوكم", ["Arabic"]),
        ("Ms. 김", ["Korean"]),
        ("Εύα", ["Greek"]),
        ("Café, Đặng, α = 3, 5 µm, ΔΣ, 10 kΩ, 𝐐, ﬁne, 口 yes, É, 😀️", []),
    ],
)
def test_words_in_other_scripts_are_told(text: str, scripts: list[str]) -> None:
    assert told(text) == [f"text in {script} script" for script in scripts]


def test_what_nobody_sees_is_left_to_other_checks() -> None:
    assert told("请来参加会议", visible=False) == []
