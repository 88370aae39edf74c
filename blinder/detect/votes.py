"""Logits per word in, votes out: label every word, join neighbours, trim the joints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from blinder.detect.words import INITIAL, LETTERS, LOWER, SIGN, SIGN_KINDS, Word

TITLES = frozenset(
    "mr mrs ms mx miss dr prof professor sr sra srta señor señora maestra maestro mister madam msgr monsignor rev"
    " reverend supt super bro".split()
)
SMALL = frozenset(
    "and are ask but can could did does for from has had have if is tell that told was were when with".split()
)
ASKS = frozenset("Are Could Did Does Has Have Is Was Were When".split())  # "Is Marly here?"
FIELD = re.compile(r"(?:Addr|Cell|Dist|Ext|Fax|Gr|Ph|Rm|Sch|Tchr|Tel)\.?:")  # "Alpha Barry  Ph: 508 555 0147"
DRAWN = 1.5  # logits that a person's name beside a word adds to its being one, too
AFTER = re.compile(rf"a(?= (?!(?:{'|'.join(sorted(SMALL))})\b)[a-z])|(?:re|said|says)(?!\w)")
ASKED = re.compile(rf"(?:{'|'.join(sorted(map(str.title, SMALL)))}) [A-Z]{{2,4}}(?!\w)")  # "Can JD cover"
JOINTS = frozenset("-‐‑–.'’ʼ_@/:")  # signs that join two words of one label when they touch both
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Vote:
    """One run of words that the model takes for a name, or for a name to be kept.

    Attributes:
        start, end: half-open code points of the text.
        label: PERSON SCHOOL DISTRICT UNIVERSITY ORGANIZATION LOCATION CONTACT MASCOT, or KEEP.
        score: mean probability of the label over the run's words, before the bias towards names.
        keep, other: mean probability of KEEP and of "no name" over the same words.
        likely: the likeliest label that would blind it; differs from `label` only if that is KEEP.
    """

    start: int
    end: int
    label: str
    score: float
    keep: float
    other: float
    likely: str = ""


def decode(text: str, words: Sequence[Word], logits: Floats, names: Sequence[str], bias: Floats) -> list[Vote]:
    """The votes of one text, in reading order and without overlap.

    Args:
        logits: (words, labels); `bias` (labels) is added before deciding, but for signs and layout.
        names: the labels by name.
    """
    if not words:
        return []
    chances = np.exp(logits - logits.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    leaning = logits + bias
    best = leaning.argmax(axis=1)
    plain = logits.argmax(axis=1)
    labels = ["O"] * len(words)
    for i in np.flatnonzero((best != names.index("O")) | (plain != names.index("O"))).tolist():
        labels[i] = names[plain[i] if words[i].kind in SIGN_KINDS else best[i]]
    _draw_in(text, words, leaning, labels, names)
    likely = _Likely(names)
    _agree(text, words, chances, labels, likely)
    votes = []
    for label, run in _runs(text, words, labels):
        counted = [i for i in _trim(text, words, run, label) if words[i].kind not in SIGN_KINDS]
        if counted:
            mean = chances[counted].mean(axis=0) if len(counted) > 1 else chances[counted[0]]
            score, keep, other = (round(float(mean[names.index(name)]), 4) for name in (label, "KEEP", "O"))
            blinding = likely(mean) if label == "KEEP" else label
            votes.append(Vote(words[counted[0]].start, words[counted[-1]].end, label, score, keep, other, blinding))
    return votes


def _draw_in(text: str, words: Sequence[Word], logits: Floats, labels: list[str], names: Sequence[str]) -> None:
    """Let a person's name draw in what stands beside it and may be its other half: names come in several words.

    Only words with nothing but a blank between them, both with a capital or both without.
    """
    person = names.index("PERSON")
    named = [i for i, label in enumerate(labels) if label == "PERSON" and words[i].kind in LETTERS]
    for step in (1, -1):
        for start in named[::step]:
            i, beside = start, start + step
            while 0 <= beside < len(words) and labels[beside] in ("O", "SCHOOL", "ORGANIZATION", "LOCATION"):
                gap = text[words[min(i, beside)].end : words[max(i, beside)].start]
                alike = words[beside].kind in LETTERS and (words[i].kind == LOWER) == (words[beside].kind == LOWER)
                if gap != " " or not alike or logits[beside, person] + DRAWN < logits[beside].max():
                    break
                labels[beside] = "PERSON"
                i, beside = beside, beside + step


class _Likely:
    """Tells the likeliest of the labels that blind."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._blinding = [i for i, name in enumerate(names) if name not in ("O", "KEEP")]

    def __call__(self, chances: Floats) -> str:
        return self._names[max(self._blinding, key=lambda i: (chances[i], -i))]


def _agree(text: str, words: Sequence[Word], chances: Floats, labels: list[str], likely: _Likely) -> None:
    """Where one name is half PERSON, half KEEP ("Marcus Jefferson"), make it PERSON: when in doubt, blind.

    Only words with nothing but a blank between them, and only if the kept half would be a person.
    """
    kept = [i for i, label in enumerate(labels) if label == "KEEP"]
    for i, step in [*((i, -1) for i in kept), *((i, 1) for i in reversed(kept))]:
        beside = i + step
        if labels[i] != "KEEP" or not 0 <= beside < len(words) or labels[beside] != "PERSON":
            continue
        gap = text[words[min(i, beside)].end : words[max(i, beside)].start]
        if gap == " " and likely(chances[i]) == "PERSON":
            labels[i] = "PERSON"


def _runs(text: str, words: Sequence[Word], labels: Sequence[str]) -> Iterator[tuple[str, range]]:
    """Ranges of words that are one name: neighbours of one label, joined over hyphens, periods, commas of initials."""
    start = 0
    while start < len(words):
        label = labels[start]
        if label == "O" or words[start].kind in SIGN_KINDS:
            start += 1
            continue
        end = start + 1
        while end < len(words):
            if labels[end] == label:
                end += 1
            elif end + 1 < len(words) and labels[end + 1] == label and _joins(text, words, labels, end):
                end += 2
            else:
                break
        yield label, range(start, end)
        start = end


def _joins(text: str, words: Sequence[Word], labels: Sequence[str], i: int) -> bool:
    """True if sign `i` stands inside a name though the model did not vote it so."""
    if words[i].kind != SIGN or words[i + 1].kind in SIGN_KINDS:
        return False
    sign = text[words[i].start : words[i].end]
    touches = bool(words[i].pattern & 1)
    if sign in JOINTS and touches and words[i + 1].pattern & 1:
        return sign not in "_/:@" or labels[i + 1] == "CONTACT"
    if sign == "." and touches:
        return words[i - 1].kind == INITIAL
    return sign == "," and touches and words[i + 1].kind == INITIAL and labels[i + 1] in ("PERSON", "KEEP")


def _trim(text: str, words: Sequence[Word], run: range, label: str) -> range:
    """The run without titles and small words in front, signs at its edges and what is no more of a name behind it, all
    in small letters ("gave yesenia a book", "email okafor re the trip"); empty if nothing else is left."""
    start, end = run.start, run.stop
    while start < end and (words[start].kind in SIGN_KINDS or _is_no_part(text, words[start], label)):
        start += 1
    while end > start and (words[end - 1].kind in SIGN_KINDS or FIELD.match(text, words[end - 1].start)):
        end -= 1
    if end > start + 1 and words[end - 2].kind == LOWER and AFTER.match(text, words[end - 1].start):
        end -= 1
    return range(start, end)


def _is_no_part(text: str, word: Word, label: str) -> bool:
    """True for the title before a person's name, part of the label's context, and for "can" in "can bo", "Can JD"."""
    surface = text[word.start : word.end]
    asked = ASKED.match(text, word.start)
    return label == "PERSON" and (surface.lower() in TITLES or surface in SMALL or surface in ASKS or bool(asked))
