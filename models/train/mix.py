"""What one pass of training sees: public texts first; then school texts, made papers and public text.

A tenth of the school submissions is held out, by a hash of its name, to choose the bias and to watch for overfitting.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence

from models.train import noise
from models.train.batch import Encoder, Window
from models.train.data import Piece, Text
from models.train.swap import Swapper, swap_public
from models.train.templates import make_text

WINDOW = 192  # word pieces


def held_out(text: Text) -> bool:
    """True for one school submission in ten, always the same ones."""
    return hashlib.sha256(text.submission.encode()).digest()[0] < 26


def public_epoch(
    public: Sequence[Text], share: float, encoder: Encoder, rng: random.Random, *, loose: bool
) -> list[Window]:
    """Windows of a share of the public texts; `loose` lets an organization be a school."""
    windows: list[Window] = []
    for text in rng.sample(list(public), int(len(public) * share)):
        pieces = (
            swap_public(text.pieces, text.strict, rng) if rng.random() < 0.4 else text.pieces if loose else text.strict
        )
        windows += encoder.windows(light_noise(pieces, rng), WINDOW, rng)
    return windows


def light_noise(pieces: Sequence[Piece], rng: random.Random) -> Sequence[Piece]:
    """Case only: public texts are noisy enough."""
    chance = rng.random()
    if chance < 0.05:
        return noise.upper(pieces, rng)
    return noise.lower(pieces, rng) if chance < 0.1 else pieces


def school_epoch(school: Sequence[Text], public: Sequence[Text], encoder: Encoder, rng: random.Random) -> list[Window]:
    """Windows of every school text once, swapped and damaged, and a third as much each of made and of public text."""
    windows: list[Window] = []
    seed = rng.random()
    for text in school:
        pieces: Sequence[Piece] = text.pieces
        if rng.random() < 0.7:
            pieces = Swapper(random.Random(f"{seed} {text.submission}")).swap(pieces)
        windows += encoder.windows(noise.damage(pieces, rng), WINDOW, rng)
    size = sum(len(w.ids) for w in windows)
    windows += made_windows(int(0.33 * size), encoder, rng)
    budget = int(0.33 * size)
    for window in public_epoch(public, 0.3, encoder, rng, loose=True):
        budget -= len(window.ids)
        if budget < 0:
            break
        windows.append(window)
    rng.shuffle(windows)
    return windows


def made_windows(pieces: int, encoder: Encoder, rng: random.Random) -> list[Window]:
    """Windows of made papers, about `pieces` word pieces in all."""
    windows: list[Window] = []
    while pieces > 0:
        new = encoder.windows(noise.damage(make_text(rng).pieces, rng), WINDOW, rng)
        pieces -= sum(len(w.ids) for w in new)
        windows += new
    return windows
