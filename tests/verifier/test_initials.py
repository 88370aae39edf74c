"""Letters that nobody explains: initials that speak, own, act, or stand beside labels."""

import pytest

from blinder.label_map import read_label_map
from blinder.verifier import Glimpse, Grammar, Sight, verify_together
from blinder.verifier.checks.labels import NAMED

HITS = [
    "ZQ: why?",
    "I read ZQ's plan.",
    "Then Z.Q. will ask.",
    "ZQV handed out the answers.",
    "10:04 ZF: no hands.",
    "After that AM asked again.",
    "Teacher C and ZQ try cubes.",
    "Teacher C: Notes: B.B. Time: F.H.",
    "> Thanks, Teacher C!\n> ZQ",
    "In A.M.'s room Teacher C waited.",
]
NEAR_MISSES = [
    "ZQ and the plan",
    "IEP: why?",
    "Teacher C (MTSS, EL, RTI) and the ILT",
    "Teacher C cites Bryk, A. S., & Gomez, L. M. (2015).",
    "Teacher C reads L. M. Montgomery.",
    "Teacher AD and Student ZQ",
    "TEACHER C SAID ZQ WAS LATE ON THE BUS.",
    "RL.4.3 for Teacher C, at 8:30 A.M., under M.G.L. c. 71",
    "Teacher C counted ZQ, ZQ and ZQ.",
]


@pytest.mark.parametrize("text", [*HITS, *NEAR_MISSES])
def test_initials_ask_for_a_person(text: str) -> None:
    sight = Sight("a.docx", (Glimpse("text", text, visible=True),), ())
    found = verify_together([sight], Grammar.over([sight], read_label_map()))
    assert (NAMED in {each.message for each in found}) == (text in HITS)
