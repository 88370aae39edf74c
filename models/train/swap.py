"""Swap the people and places of a text for others, the same one everywhere: contexts are learnt, names are not.

Word by word: "Ana Sousa-Melo", "Sousa-Melo", "Ana" and "ASM" of one person become the same new person's forms.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from models.train import names
from models.train.data import Piece, bits

WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
PARTICLES = frozenset(
    ("de", "da", "do", "dos", "das", "del", "la", "las", "van", "von", "der", "den", "di", "al", "el", "y", "e",
     "jr", "sr", "ii", "iii", "iv")
)  # fmt: skip
GENERIC = frozenset(
    ("elementary", "school", "schools", "high", "middle", "public", "district", "regional", "academy", "charter", "the",
     "of", "and", "primary", "intermediate", "k", "center", "elem", "early", "childhood", "community", "vocational",
     "technical", "city", "town", "unified", "preparatory", "for", "at", "families", "family", "staff", "team", "es",
     "ms", "hs")
)  # fmt: skip
TITLE_BEFORE = re.compile(r"(?:Mr|Mrs|Ms|Mx|Dr|Miss|Coach|Principal|Superintendent|Sra?|Prof|Professor)\.?\s+$", re.I)


class Swapper:
    """New names for the people and places of one document or one submission."""

    def __init__(self, rng: random.Random, share: float = 0.85) -> None:
        self.rng, self.share = rng, share
        self.words: dict[str, str] = {}
        self.origins: dict[str, str] = {}
        self.cores: dict[str, tuple[str, str]] = {}
        self.whole: dict[str, str] = {}

    def swap(self, pieces: Sequence[Piece]) -> list[Piece]:
        """The same pieces with other names; types and sets of right labels stay."""
        self._learn(pieces)
        cited = self.rng.random() < 0.35
        swapped: list[Piece] = []
        before = ""
        for piece in pieces:
            text = piece.text
            if not any(sign in text for sign in "\n0123456789"):
                text = self._new(piece, before, cited)
            swapped.append(Piece(text, piece.allowed, piece.type, piece.role, piece.entity))
            before = text
        return swapped

    def _new(self, piece: Piece, before: str, cited: bool) -> str:
        match piece.type:
            case "PERSON":
                return self._person(piece, before) if self._chosen(piece.entity) else piece.text
            case "KEEP" if piece.role == "cited" and cited:
                return WORD.sub(lambda found: self._cited(found.group()), piece.text)
            case "SCHOOL" | "DISTRICT" if self._chosen(piece.entity):
                return self._place(piece)
            case "LOCATION" if piece.role == "Town":
                return self._choose(piece.text, names.TOWNS)
            case "MASCOT":
                return self._choose(piece.text, names.MASCOTS)
            case "UNIVERSITY" if self._chosen(piece.entity):
                return self._choose(piece.text, names.UNIVERSITIES)
            case "ORG" if self._chosen(piece.entity) and " " in piece.text:
                return self._organization(piece.text)
        return piece.text

    def _chosen(self, entity: str) -> bool:
        """True if this entity gets a new name, the same answer each time."""
        key = f"chosen {entity}"
        if key not in self.whole:
            self.whole[key] = "yes" if self.rng.random() < self.share else ""
        return bool(self.whole[key])

    def _learn(self, pieces: Sequence[Piece]) -> None:
        """Read first name and surname off the fullest form of every person."""
        fullest: dict[str, str] = {}
        for piece in pieces:
            if piece.type == "PERSON" and len(WORD.findall(piece.text)) > len(
                WORD.findall(fullest.get(piece.entity, ""))
            ):
                fullest[piece.entity] = piece.text
        for entity, text in fullest.items():
            found = WORD.findall(text)
            origin = self.origins.setdefault(entity, names.draw_origin(self.rng))
            if len(found) < 2 or "\n" in text:
                continue
            first, last = (found[1], found[0]) if "," in text else (found[0], found[-1])
            if len(first) > 1:
                self.words.setdefault(first.casefold(), names.draw_first(self.rng, origin))
            self.words.setdefault(last.casefold(), names.draw_last(self.rng, origin))
            self.words.setdefault(f"initials {entity}", f"{first[0]}{last[0]}".casefold())
            self.words.setdefault(
                f"new {entity}", f"{self.words.get(first.casefold(), first)[0]}{self.words[last.casefold()][0]}"
            )

    def _person(self, piece: Piece, before: str) -> str:
        titled = bool(TITLE_BEFORE.search(before))
        return WORD.sub(lambda found: self._person_word(found.group(), piece.entity, titled), piece.text)

    def _person_word(self, word: str, entity: str, titled: bool) -> str:
        key = word.casefold()
        if key in PARTICLES:
            return word
        if len(word) <= 3 and word.isupper():
            old, new = self.words.get(f"initials {entity}", ""), self.words.get(f"new {entity}", "")
            return "".join(
                new[old.index(c)] if c in old else self.rng.choice("ABCDEFGHIJKLMNOPRSTVWYZ") for c in key
            ).upper()
        if key not in self.words:
            origin = self.origins.setdefault(entity, names.draw_origin(self.rng))
            self.words[key] = (names.draw_last if titled else names.draw_first)(self.rng, origin)
        return like(word, self.words[key])

    def _cited(self, word: str) -> str:
        """Another scholar's surname; a local person's namesake keeps the local person's new surname."""
        key = word.casefold()
        if len(word) < 3 or key in ("and", "the", "et", "al") or word.islower():
            return word
        if key not in self.words:
            self.words[key] = names.draw_last(self.rng, names.draw_origin(self.rng))
        return like(word, self.words[key])

    def _place(self, piece: Piece) -> str:
        """New core of a school or district; generic words and their order stay."""
        if piece.entity not in self.cores:
            town = piece.type == "DISTRICT"
            core = self.rng.choice(names.TOWNS) if town else names.draw_school_core(self.rng)
            self.cores[piece.entity] = (core, self.rng.choice(core.replace(".", " ").split()) if not town else core)
        core, short = self.cores[piece.entity]
        text = piece.text
        if text.isupper() and " " not in text and len(text) <= 6:
            kind = self.rng.choice(("ES", "S", "MS", "HS", "A", "K8", "PS", "CS"))
            return "".join(word[0] for word in core.split()).upper() + kind
        runs = re.split(r"(\s+)", text)
        proper = [i for i in range(0, len(runs), 2) if re.sub(r"\W", "", runs[i].casefold()) not in GENERIC and runs[i]]
        if not proper:
            return text
        new = core if len(proper) > 1 or self.rng.random() < 0.3 else short
        head, tail = (
            runs[: proper[0]],
            [run for i, run in enumerate(runs) if i > proper[0] and i not in proper and (i % 2 or runs[i])],
        )
        while tail and not tail[0].strip() and len(tail) > 1 and not tail[1].strip():
            tail.pop(0)
        return like(text, re.sub(r"\s{2,}", " ", "".join([*head, new, *tail])).strip())

    def _choose(self, text: str, among: Sequence[str]) -> str:
        key = text.casefold()
        if key not in self.whole:
            self.whole[key] = self.rng.choice(among)
        return like(text, self.whole[key])

    def _organization(self, text: str) -> str:
        core = self.rng.choice(
            (
                self.rng.choice(names.TOWNS),
                self.rng.choice(names.PLACES),
                names.draw_last(self.rng, names.draw_origin(self.rng)),
            )
        )
        return self._choose(text, (f"{core} {self.rng.choice(names.ORG_HEADS)}",))


def swap_public(pieces: Sequence[Piece], strict: Sequence[Piece], rng: random.Random) -> list[Piece]:
    """People of a public text become local ones, so their label is PERSON and nothing else."""
    new: dict[str, str] = {}
    swapped = []
    for loose, exact in zip(pieces, strict, strict=True):
        text, allowed = loose.text, loose.allowed
        count = len(WORD.findall(text))
        if exact.type == "PERSON" and count and "\n" not in text and not text.startswith("@"):
            if text not in new:
                first, last = names.draw_person(rng)
                new[text] = like(text, f"{first} {last}" if count > 1 else rng.choice((first, last)))
            text, allowed = new[text], bits("PERSON")
        swapped.append(Piece(text, allowed, exact.type))
    return swapped


def like(old: str, new: str) -> str:
    """`new` in the case of `old`: all capitals, all small, or as it is."""
    if old.isupper() and len(old) > 1:
        return new.upper()
    return new.lower() if old.islower() else new
