"""Entities → labels: one letter series over all roles, or a series per role; A … Z, AA, AB …

Letters that stand in the text already ("Teacher D"), and those an earlier task gave, are never given to somebody else.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from string import ascii_uppercase

from blinder.label_map import LabelMap
from blinder.types import Entity, EntityType

NUMBERED = frozenset(
    {
        EntityType.EMAIL_ADDRESS,
        EntityType.PHONE_NUMBER,
        EntityType.URL,
        EntityType.ADDRESS,
        EntityType.ID,
        EntityType.HANDLE,
    }
)
TITLES = frozenset({"DR", "MR", "MS"})  # "Teacher DR" would read as a title


def letters(number: int) -> str:
    """0 → "A", 25 → "Z", 26 → "AA", as spreadsheet columns."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = ascii_uppercase[rest] + text
    return text


def label_entities(
    entities: Sequence[Entity], texts: Mapping[str, str], label_map: LabelMap, scheme: str, taken: Iterable[str] = ()
) -> tuple[Entity, ...]:
    """Give every entity its label, in the order of the entities; those that have one keep it.

    Args:
        texts: the submission's texts: generic labels in them reserve their letters.
        scheme: "series" or "per-role".
        taken: labels that earlier tasks gave ("Teacher C").
    """
    reserved = set(taken) | {label for text in texts.values() for label in labels_in(text, label_map)}
    free = _Series(reserved | {entity.label for entity in entities if entity.label}, scheme)
    labelled = []
    for entity in entities:
        label = entity.label or free.next(entity.role, entity.entity_type in NUMBERED)
        labelled.append(replace(entity, label=label, mentions=tuple(replace(m, label=label) for m in entity.mentions)))
    return tuple(labelled)


def labels_in(text: str, label_map: LabelMap) -> Iterator[str]:
    """Every generic label that stands in `text` ("Teacher D", "Email 2"), in order."""
    words = "|".join(re.escape(word) for word in label_map.label_words)
    for match in re.finditer(rf"(?<![^\W_])({words})[\s_]+([A-Z]{{1,2}}|\d{{1,4}})(?![^\W_])", text):
        yield f"{match[1]} {match[2]}"


class _Series:
    def __init__(self, reserved: set[str], scheme: str) -> None:
        self.reserved = reserved
        self.used_letters = {label.rpartition(" ")[2] for label in reserved} | TITLES
        self.shared = scheme == "series"
        self.counters: dict[str, Iterator[int]] = {}

    def next(self, word: str, numbered: bool) -> str:
        counter = self.counters.setdefault(word if numbered or not self.shared else "", count())
        for number in counter:
            mark = str(number + 1) if numbered else letters(number)
            label = f"{word} {mark}"
            if label not in self.reserved and (numbered or not self.shared or mark not in self.used_letters):
                return label
        raise AssertionError("count() never ends")
