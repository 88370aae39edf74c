"""What was replaced: is the text after blinding the one before with some stretches swapped for labels, and no more?"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise, product
from typing import NamedTuple

SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "\u00ad": None, "\u200b": None})
ACCENTS = str.maketrans(
    "´ˆ˜¯˘˙¨˚˝ˇ¸˛`", "\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327\u0328\u0300"
)
APART = re.compile(r"(?<=[^\W_]) [´¨`¸] (?=[a-z])")  # an accent that an engine reads as a word within another
WORD = re.compile(r"[^\W_]+")


class Swap(NamedTuple):
    """A stretch of the original and what stands for it; "" where its label stands elsewhere."""

    old: str
    new: str


class Place(NamedTuple):
    """A swap carried out: half-open in the text before, and in the text after."""

    start: int
    end: int
    new_start: int
    new_end: int


def fold(text: str) -> str:
    """The text without what an engine may add or lose: blanks, soft hyphens, composed letters, shapes of quotes."""
    return "".join(unicodedata.normalize("NFKC", text).translate(SIGNS).split())


def plain(text: str) -> str:
    """The text without accents: where a page draws them by themselves, every engine reads them elsewhere."""
    decomposed = unicodedata.normalize("NFKD", APART.sub("", text).translate(ACCENTS).replace("ı", "i"))
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if not unicodedata.combining(char)))


def accents(text: str) -> Counter[str]:
    """The accents of a text, those of composed letters too."""
    return Counter(filter(unicodedata.combining, unicodedata.normalize("NFD", text.translate(ACCENTS))))


def spelled(term: str, text: str) -> str:
    """The term as the text has it: S P A C E D, perhaps."""
    spaced = r"\s".join(map(re.escape, "".join(term.split())))
    found = re.search(rf"(?<![^\W_]){spaced}(?![^\W_])", text)
    return (
        found[0]
        if found and len(term) > 1 and not re.search(rf"(?<![^\W_]){re.escape(term)}(?![^\W_])", text)
        else term
    )


def places(before: str, after: str, swaps: Iterable[Swap], *, cells: Sequence[int] = ()) -> list[Place] | None:
    """The swaps that lead from one folded text to the other; None where it takes more than them.

    Args:
        cells: the texts are one line of a page: where it begins, where it goes on behind a gap, where it ends.
            There, part of an old stretch may stand for all of it.
    """
    by_letter: dict[str, list[Swap]] = {}
    for swap in sorted(set(swaps), key=lambda swap: (len(swap.old), swap)):
        by_letter.setdefault(swap.old[:1], []).append(swap)
    ends = _at_ends(before, swaps, cells)
    waiting: list[tuple[int, int, tuple[object, ...]]] = [(0, 0, ())]
    seen = set[tuple[int, int]]()
    while waiting:
        at, new_at, path = waiting.pop()
        if (at, new_at) in seen:
            continue
        seen.add((at, new_at))
        if (at, new_at) == (len(before), len(after)):
            return _unrolled(path)
        if before[at : at + 1] == after[new_at : new_at + 1] != "":
            waiting.append((at + 1, new_at + 1, path))
        for old, new in (*by_letter.get(before[at : at + 1], ()), *ends.get(at, ())):
            if old and before.startswith(old, at) and after.startswith(new, new_at):
                place = Place(at, at + len(old), new_at, new_at + len(new))
                waiting.append((place.end, place.new_end, (path, place)))
    return None


def _at_ends(line: str, swaps: Iterable[Swap], cells: Sequence[int]) -> dict[int, list[Swap]]:
    """By place: how each cell of the line may begin with the rest of a stretch, end with its head, be its midst."""
    found: dict[int, list[Swap]] = {}
    for (old, new), (start, end) in product(swaps, pairwise(cells)):
        cell = line[start:end]
        if cell and cell in old:
            found.setdefault(start, []).extend((Swap(cell, new), Swap(cell, "")))
        for cut in range(1, len(old)):
            head, rest = old[:cut], old[cut:]
            if cell.startswith(rest):
                found.setdefault(start, []).extend((Swap(rest, new), Swap(rest, "")))
            for tail in (head, head + "-"):
                if cell.endswith(tail):
                    found.setdefault(end - len(tail), []).extend((Swap(tail, new), Swap(tail, "")))
    return found


def _unrolled(path: tuple[object, ...]) -> list[Place]:
    found: list[Place] = []
    while path:
        path, place = path
        found.append(place)
    return found[::-1]
