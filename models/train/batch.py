"""Pieces → windows of word pieces with the set of right labels per word → padded batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import torch
from tokenizers import Tokenizer

from blinder.detect.model import CLS, LAYOUT_TOKEN, PIECES_PER_WORD, SEP
from blinder.detect.words import LAYOUT, Ordinary, split_words
from models.train.data import Piece


@dataclass(slots=True)
class Window:
    """What the network reads at once.

    `word` tells for each word piece its word's index; `allowed` for each word its right labels as bits, `doubt` whether
    it may belong to a name.
    """

    ids: list[int] = field(default_factory=list)
    patterns: list[int] = field(default_factory=list)
    word: list[int] = field(default_factory=list)
    allowed: list[int] = field(default_factory=list)
    doubt: list[bool] = field(default_factory=list)


class Encoder:
    """Words → word-piece ids, with a memory, since most words come again."""

    def __init__(self, tokenizer: Tokenizer, ordinary: Ordinary) -> None:
        self.tokenizer = tokenizer
        self.ordinary = ordinary
        self.memory: dict[str, list[int]] = {}

    def ids(self, word: str) -> list[int]:
        """Word-piece ids of one word, at most PIECES_PER_WORD."""
        found = self.memory.get(word)
        if found is None:
            found = self.tokenizer.encode(word, add_special_tokens=False).ids[:PIECES_PER_WORD] or [LAYOUT_TOKEN]
            self.memory[word] = found
        return found

    def windows(self, pieces: Sequence[Piece], size: int, rng: random.Random | None = None) -> list[Window]:
        """Cut pieces into windows of at most `size` word pieces; with `rng`, of differing sizes."""
        text = "".join(piece.text for piece in pieces)
        ends, at = [], 0
        for piece in pieces:
            at += len(piece.text)
            ends.append(at)
        windows: list[Window] = []
        limit = size
        now = Window()
        index = 0
        words = split_words(text)
        for word, doubt in zip(words, self.ordinary.doubtful(text, words), strict=True):
            while index < len(ends) - 1 and ends[index] <= (word.start + word.end - 1) // 2:
                index += 1
            layout = word.kind in LAYOUT
            ids = [LAYOUT_TOKEN] if layout else self.ids(text[word.start : word.end])
            full = len(now.ids) + len(ids) > limit - 2
            if full or (layout and len(now.ids) > 0.75 * limit):
                windows.append(now)
                now = Window()
                limit = size if rng is None else rng.choice((size, size, size // 2))
            n = len(now.allowed)
            now.ids += ids
            now.patterns += [word.pattern] * len(ids)
            now.word += [n] * len(ids)
            now.allowed.append(pieces[index].allowed)
            now.doubt.append(doubt)
        if now.ids:
            windows.append(now)
        return windows


def batches(windows: list[Window], pieces_per_batch: int, rng: random.Random) -> Iterator[dict[str, torch.Tensor]]:
    """Batches of windows of like length, in random order; each holds about `pieces_per_batch` word pieces."""
    order = sorted(range(len(windows)), key=lambda i: (len(windows[i].ids), i))
    groups: list[list[Window]] = []
    now: list[Window] = []
    for i in order:
        if now and (len(now) + 1) * (len(windows[i].ids) + 2) > pieces_per_batch:
            groups.append(now)
            now = []
        now.append(windows[i])
    if now:
        groups.append(now)
    rng.shuffle(groups)
    for group in groups:
        yield collate(group)


def collate(group: Sequence[Window]) -> dict[str, torch.Tensor]:
    """Pad a group of windows; words are numbered through the whole batch.

    ids, patterns, mask, word: (windows, length). `word` is -1 for what belongs to none.
    decide, decide_word: (windows, most pieces to decide), places of the pieces of words in doubt, and their words;
    0 and -1 where a window has fewer. allowed, doubt: (words).
    """
    length = max(len(w.ids) for w in group) + 2
    ids, patterns, mask, word, decide, decide_word = [], [], [], [], [], []
    most = max(sum(w.doubt[n] for n in w.word) for w in group)
    allowed: list[int] = []
    doubt: list[bool] = []
    for w in group:
        pad = length - len(w.ids) - 2
        ids.append([CLS, *w.ids, SEP] + [0] * pad)
        patterns.append([0, *w.patterns, 0] + [0] * pad)
        mask.append([True] * (len(w.ids) + 2) + [False] * pad)
        word.append([-1, *(n + len(allowed) for n in w.word), -1] + [-1] * pad)
        places = [at for at, n in enumerate(w.word, 1) if w.doubt[n]]
        decide.append(places + [0] * (most - len(places)))
        decide_word.append([word[-1][at] for at in places] + [-1] * (most - len(places)))
        allowed += w.allowed
        doubt += w.doubt
    return {
        "ids": torch.tensor(ids), "patterns": torch.tensor(patterns), "mask": torch.tensor(mask),
        "word": torch.tensor(word), "decide": torch.tensor(decide),
        "decide_word": torch.tensor(decide_word), "allowed": torch.tensor(allowed),
        "doubt": torch.tensor(doubt),
    }  # fmt: skip
