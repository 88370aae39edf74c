"""Choose the bias of O on held-out school texts: recall counts twice as much as precision (F with beta √2).

A miss is a leak, a word too many is a nuisance; but a bias that blinds half the page helps nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from blinder.detect.model import NameModel
from models.train.data import Text, bits

CHOICES = (0.0, -0.5, -1.0, -1.5, -2.0, -2.5, -3.0)
WEIGHT = 2.0  # beta squared
NEAR = 0.002  # an F so little below the best is as good


def choose_bias(folder: Path, texts: Sequence[Text]) -> tuple[float, dict[str, dict[str, float]]]:
    """The lowest of CHOICES that is as good as the best for the model in `folder`, and the figures of all of them."""
    model = NameModel.load(folder)
    figures: dict[str, dict[str, float]] = {}
    quality: dict[float, float] = {}
    for bias in CHOICES:
        model.set_bias(bias)
        figures[str(bias)] = found = score(model, texts)
        recall, precision = found["recall"], found["char_precision"]
        quality[bias] = (1 + WEIGHT) * recall * precision / (recall + WEIGHT * precision or 1)
    return min(bias for bias, f in quality.items() if f >= max(quality.values()) - NEAR), figures


def score(model: Any, texts: Sequence[Text]) -> dict[str, float]:
    """Share of names found whole, of keeps left alone, and of blinded letters that had to be."""
    plain = ["".join(piece.text for piece in text.pieces) for text in texts]
    found = kept = names = keeps = right = wrong = 0
    for text, string, votes in zip(texts, plain, model.read(plain), strict=True):
        covered = {i for v in votes if v.label != "KEEP" for i in range(v.start, v.end) if string[i].isalnum()}
        at, gold = 0, set()
        for piece in text.pieces:
            letters = {i for i in range(at, at + len(piece.text)) if string[i].isalnum()}
            at += len(piece.text)
            if piece.type == "KEEP":
                keeps += 1
                kept += not letters & covered
            elif piece.allowed != bits("O"):
                gold |= letters
                names += 1
                found += letters <= covered
        right += len(covered & gold)
        wrong += len(covered - gold)
    return {
        "recall": round(found / max(1, names), 4), "kept": round(kept / max(1, keeps), 4),
        "char_precision": round(right / max(1, right + wrong), 4),
    }  # fmt: skip
