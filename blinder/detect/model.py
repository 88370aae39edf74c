"""The name model at run time: text in, runs of words that look like a name out. Numpy, onnxruntime and tokenizers only.

A text is cut into words, words into windows that end at line or sentence ends. Each window with a word in doubt runs
through the int8 ONNX network, which looks at all its words and decides those in doubt. It runs alone: int8 activations
are scaled over all that runs together, so in a batch a text's votes would depend on its neighbours.
"""

from __future__ import annotations

import json
import os
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np
import numpy.typing as npt

from blinder.detect.votes import Vote, decode
from blinder.detect.words import KIND_ID, LAYOUT, Ordinary, Word, split_words

PIECES_PER_WORD = 10  # a longer word (a web address) is known by its first pieces
CLS, SEP, LAYOUT_TOKEN = 101, 102, 1  # word-piece ids: [CLS], [SEP] and the unused one that stands for any layout break
CACHED_WINDOWS, CACHED_WORDS = 2048, 10_000
LAYOUT_BREAKS = {KIND_ID["break"]: 5, KIND_ID["line"]: 4, KIND_ID["gap"]: 2}  # see `_break_strength`
CERTAIN = 30.0  # logit of "no name" for a word that is not in doubt
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Window:
    """What the network reads at once: ids and case patterns of its word pieces, and what is asked of it.

    Attributes:
        decide: places of the word pieces of words in doubt, counted with [CLS].
        starts: for each word in doubt, where its pieces begin in `decide`.
    """

    ids: tuple[int, ...]
    patterns: tuple[int, ...]
    decide: tuple[int, ...]
    starts: tuple[int, ...]


class NameModel:
    """The shipped network with its words and labels. Reads many texts; safe to share between threads."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # later releases would report home from native code
        import onnxruntime as ort

        ort.disable_telemetry_events()  # type: ignore[attr-defined]
        from tokenizers import Tokenizer

        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        self.labels: tuple[str, ...] = tuple(meta["labels"])
        self.version: str = meta["version"]
        self._bias = np.zeros(len(self.labels), dtype=np.float32)
        self.set_bias(meta["o_bias"], meta["keep_bias"])
        self._size: int = meta["window_pieces"]
        self._ordinary = Ordinary.read(folder)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        options = ort.SessionOptions()  # type: ignore[attr-defined]
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = ort.InferenceSession(  # type: ignore[attr-defined]
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._threads = threads
        self._pieces: dict[str, tuple[int, ...]] = {}
        self._cache: OrderedDict[Window, Floats] = OrderedDict()
        self._lock = Lock()

    @classmethod
    def load(cls, folder: Path | None = None, *, threads: int = 1) -> NameModel:
        """The model in `folder`, by default the one that ships; `threads` windows run at the same time.

        Raises:
            FileNotFoundError: the model is not there.
        """
        if folder is None:
            from blinder.resources import data_folder

            folder = data_folder("models/ner")
        return cls(folder, threads)

    def set_bias(self, o_bias: float, keep_bias: float = 0.0) -> None:
        """Add to the logits of "no name" and of KEEP before deciding: the lower, the more words are taken for names."""
        self._bias[self.labels.index("O")] = o_bias
        self._bias[self.labels.index("KEEP")] = keep_bias

    def read(self, texts: Sequence[str]) -> list[list[Vote]]:
        """Votes of each text, in reading order and without overlap. The same text always gets the same votes."""
        words = [split_words(text) for text in texts]
        doubts = [self._ordinary.doubtful(text, parts) for text, parts in zip(texts, words, strict=True)]
        windows = [list(self._windows(*row)) for row in zip(texts, words, doubts, strict=True)]
        logits = self._logits(dict.fromkeys(window for row in windows for window in row))
        votes = []
        for text, parts, doubt, row in zip(texts, words, doubts, windows, strict=True):
            table = np.zeros((len(parts), len(self.labels)), dtype=np.float32)
            table[:, self.labels.index("O")] = CERTAIN
            if row:
                table[doubt] = np.concatenate([logits[window] for window in row])
            votes.append(decode(text, parts, table, self.labels, self._bias))
        return votes

    def _windows(self, text: str, words: Sequence[Word], doubt: Sequence[bool]) -> Iterator[Window]:
        """The windows of one text that hold a word in doubt."""
        pieces = [(LAYOUT_TOKEN,) if w.kind in LAYOUT else self._ids(text[w.start : w.end]) for w in words]
        for start, end in self._cut(text, words, [len(ids) for ids in pieces]):
            if not any(doubt[start:end]):
                continue
            ids, patterns, decide, starts = [CLS], [0], list[int](), list[int]()
            for i in range(start, end):
                if doubt[i]:
                    starts.append(len(decide))
                    decide += range(len(ids), len(ids) + len(pieces[i]))
                ids += pieces[i]
                patterns += [words[i].pattern] * len(pieces[i])
            yield Window((*ids, SEP), (*patterns, 0), tuple(decide), tuple(starts))

    def _cut(self, text: str, words: Sequence[Word], sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Windows as ranges of words: as long as fits, ended at the best break of their second half."""
        start = 0
        while start < len(words):
            end, size = start, 0
            while end < len(words) and size + sizes[end] <= self._size - 2:
                size += sizes[end]
                end += 1
            if end < len(words):
                end = max(range((start + end) // 2 + 1, end + 1), key=lambda i: (_break_strength(text, words, i), i))
            yield start, end
            start = end

    def _ids(self, word: str) -> tuple[int, ...]:
        """Word-piece ids of one word, remembered."""
        ids = self._pieces.get(word)
        if ids is None:
            if len(self._pieces) > CACHED_WORDS:
                self._pieces.clear()
            ids = self._split(word)
            self._pieces[word] = ids
        return ids

    def _split(self, word: str) -> tuple[int, ...]:
        """Word-piece ids of one word; a plain word that the vocabulary holds whole needs no splitting."""
        whole = self._tokenizer.token_to_id(word.lower()) if word.isascii() and word.isalnum() else None
        if whole is not None:
            return (whole,)
        return tuple(self._tokenizer.encode(word, add_special_tokens=False).ids[:PIECES_PER_WORD]) or (LAYOUT_TOKEN,)

    def _logits(self, windows: Iterable[Window]) -> dict[Window, Floats]:
        """Logits (words in doubt, labels) of every window, from memory where it has been read before."""
        known: dict[Window, Floats] = {}
        new: list[Window] = []
        with self._lock:
            for window in windows:
                if window in self._cache:
                    self._cache.move_to_end(window)
                    known[window] = self._cache[window]
                else:
                    new.append(window)
        if self._threads > 1 and len(new) > 1:
            with ThreadPoolExecutor(self._threads) as pool:
                fresh = dict(zip(new, pool.map(self._run, new), strict=True))
        else:
            fresh = {window: self._run(window) for window in new}
        with self._lock:
            self._cache.update(fresh)
            while len(self._cache) > CACHED_WINDOWS:
                self._cache.popitem(last=False)
        return known | fresh

    def _run(self, window: Window) -> Floats:
        """Run one window through the network: logits (words in doubt, labels), the mean over each word's pieces."""
        feed = {
            "ids": np.array([window.ids], dtype=np.int64),
            "patterns": np.array([window.patterns], dtype=np.int64),
            "decide": np.array(window.decide, dtype=np.int64),
        }
        logits: Floats = np.asarray(self._session.run(None, feed)[0])[0]
        counts = np.diff([*window.starts, len(window.decide)]).astype(np.float32)
        return np.asarray(np.add.reduceat(logits, window.starts, axis=0) / counts[:, None], dtype=np.float32)


def _break_strength(text: str, words: Sequence[Word], i: int) -> int:
    """How good a cut before word `i` is: 5 blank line, 4 line, 3 sentence, 2 wide gap, 1 blank, 0 inside a word."""
    before = words[i - 1]
    if layout := LAYOUT_BREAKS.get(before.pattern >> 2):
        return layout
    if i < len(words) and words[i].pattern & 1:
        return 0
    return 3 if text[before.start : before.end] in ".!?" else 1
