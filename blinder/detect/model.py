"""The name model at run time: text in, runs of words that look like a name out. Numpy, onnxruntime and tokenizers only.

A text is cut into words (`split_words`), words into windows that end at line or sentence ends, and each window runs
through the int8 ONNX network by itself, so that a vote never depends on what else was read. The recipe in
`models/train` uses the same words and case patterns, which is why they live here and import nothing heavy.
"""

from __future__ import annotations

import json
import os
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_LETTERS = r"[^\W\d_][^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W\d_]*)*"
_WORD = re.compile(
    r"(?P<break>[^\S\n]*\n[^\S\n]*\n\s*)|(?P<line>[^\S\n]*\n[^\S\n]*)|(?P<gap>\t[^\S\n]*|[^\S\n]{3,}|[^\S\n]+\t[^\S\n]*)"
    rf"|(?P<word>{_LETTERS}(?:['’ʼ](?!s(?![^\W\d_])){_LETTERS})*)"
    r"|(?P<number>\d+)|(?P<possessive>['’ʼ]s(?![^\W\d_]))|(?P<sign>[^\s])"
)
_CAMEL = re.compile(r"(?<=[^\W\d_A-Z]{3})(?=[A-ZÀ-ÖØ-Þ])")

# Kinds of a word: what the uncased vocabulary cannot see. Two more bits follow in `pattern`.
KINDS = ("pad", "lower", "title", "upper", "initial", "mixed", "number", "sign", "line", "break", "gap")
KIND_ID = {name: index for index, name in enumerate(KINDS)}
PATTERNS = 2 * len(KINDS)  # each kind, standing free or glued to the word before it
PIECES_PER_WORD = 10  # a longer word (a web address) is known by its first pieces
LAYOUT = frozenset({KIND_ID["line"], KIND_ID["break"], KIND_ID["gap"]})


Floats = npt.NDArray[np.float32]
SIGN_KINDS = frozenset({KIND_ID["sign"]}) | LAYOUT
CLS, SEP, LAYOUT_TOKEN = 101, 102, 1  # word-piece ids: [CLS], [SEP] and the unused one that stands for any layout break
CACHED_WINDOWS = 4096
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "mx",
        "miss",
        "dr",
        "prof",
        "professor",
        "sr",
        "sra",
        "srta",
        "señor",
        "señora",
        "mister",
        "madam",
    ]
)
JOINTS = frozenset("-‐‑–.'’ʼ_@/:")  # signs that join two words of one label when they touch both


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


class Word(NamedTuple):
    """One word, number, sign or layout break: half-open code points, and its case pattern (0..PATTERNS-1)."""

    start: int
    end: int
    pattern: int

    @property
    def kind(self) -> int:
        """Index into KINDS."""
        return self.pattern >> 1


@lru_cache(maxsize=64)
def split_words(text: str) -> tuple[Word, ...]:
    """Cut a text into words in reading order; only blanks of one or two columns are left out.

    Letters stay together over inner apostrophes and combining marks; hyphens, possessive 's, digits and signs stand
    alone; "LourdesEcheverri" is cut at the hump. Line ends, blank lines, wide gaps are words too: layout tells names.
    """
    words: list[Word] = []
    last = -1
    for found in _WORD.finditer(text):
        start, end = found.span()
        group = found.lastgroup
        if group == "word":
            for a, b, kind in _humps(found[0]):
                words.append(Word(start + a, start + b, 2 * kind + (start + a == last)))
                last = start + b
            continue
        kind = KIND_ID["sign" if group == "possessive" else group or "sign"]
        words.append(Word(start, end, 2 * kind + (start == last)))
        last = end
    return tuple(words)


@lru_cache(maxsize=65536)
def _humps(word: str) -> tuple[tuple[int, int, int], ...]:
    """(start, end, kind) of letters cut at a lower-to-upper hump after three small letters ("McDonald" stays whole)."""
    cuts = [0, len(word)]
    if len(word) >= 6 and not (word.islower() or word.isupper() or word.istitle()):
        cuts[1:1] = [found.start() for found in _CAMEL.finditer(word)]
    return tuple((a, b, _letter_kind(word[a:b])) for a, b in pairwise(cuts))


def _letter_kind(word: str) -> int:
    """Case pattern of letters: the kinds lower, title, upper, initial, mixed."""
    if word.islower():
        return 1
    if word.isupper():
        return 4 if len(word) == 1 else 3
    return 2 if word[0].isupper() and word[1:].islower() else 5


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
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        options = ort.SessionOptions()  # type: ignore[attr-defined]
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = ort.InferenceSession(  # type: ignore[attr-defined]
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._threads = threads
        self._pieces: dict[str, tuple[int, ...]] = {}
        self._cache: OrderedDict[str, Floats] = OrderedDict()
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
        windows = [list(self._cut(text, parts)) for text, parts in zip(texts, words, strict=True)]
        keys = [
            [text[parts[a].start : parts[b - 1].end] for a, b in cuts]
            for text, parts, cuts in zip(texts, words, windows, strict=True)
        ]
        logits = self._logits(dict.fromkeys(key for row in keys for key in row))
        votes = []
        for text, parts, row in zip(texts, words, keys, strict=True):
            votes.append(self._decode(text, parts, np.concatenate([logits[key] for key in row])) if row else [])
        return votes

    def _cut(self, text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Windows as ranges of words: as long as fits, ended at the best break of their second half."""
        sizes = [1 if word.kind in LAYOUT else len(self._ids(text[word.start : word.end])) for word in words]
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
            if len(self._pieces) > 100_000:
                self._pieces.clear()
            ids = tuple(self._tokenizer.encode(word, add_special_tokens=False).ids[:PIECES_PER_WORD]) or (LAYOUT_TOKEN,)
            self._pieces[word] = ids
        return ids

    def _logits(self, keys: Iterable[str]) -> dict[str, Floats]:
        """Logits (words, labels) of every window text, from memory where it has been read before."""
        known: dict[str, Floats] = {}
        new: list[str] = []
        with self._lock:
            for key in keys:
                if key in self._cache:
                    self._cache.move_to_end(key)
                    known[key] = self._cache[key]
                else:
                    new.append(key)
        if self._threads > 1 and len(new) > 1:
            with ThreadPoolExecutor(self._threads) as pool:
                fresh = dict(zip(new, pool.map(self._run, new), strict=True))
        else:
            fresh = {key: self._run(key) for key in new}
        with self._lock:
            self._cache.update(fresh)
            while len(self._cache) > CACHED_WINDOWS:
                self._cache.popitem(last=False)
        return known | fresh

    def _run(self, text: str) -> Floats:
        """Run one window through the network: logits (words, labels), the mean over each word's pieces.

        One window at a time: int8 activations are scaled over all that runs together, so in a batch a text's votes
        would depend on its neighbours, and padding would cost what batching saves.
        """
        words = split_words(text)
        ids: list[int] = [CLS]
        patterns: list[int] = [0]
        starts: list[int] = []
        for word in words:
            pieces = (LAYOUT_TOKEN,) if word.kind in LAYOUT else self._ids(text[word.start : word.end])
            starts.append(len(ids))
            ids += pieces
            patterns += [word.pattern] * len(pieces)
        feed = {"ids": np.array([[*ids, SEP]], dtype=np.int64), "patterns": np.array([[*patterns, 0]], dtype=np.int64)}
        logits: Floats = np.asarray(self._session.run(None, feed)[0])[0]
        counts = np.diff([*starts, len(ids)]).astype(np.float32)
        mean = np.add.reduceat(logits[: len(ids)], starts, axis=0) / counts[:, None]
        return np.asarray(mean, dtype=np.float32)

    def _decode(self, text: str, words: Sequence[Word], logits: Floats) -> list[Vote]:
        """Label every word, join neighbours, trim the joints: votes."""
        chances = np.exp(logits - logits.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        plain = np.array([word.kind in SIGN_KINDS for word in words])
        best = np.where(plain, logits.argmax(axis=1), (logits + self._bias).argmax(axis=1))
        labels = [self.labels[i] for i in best]
        self._agree(text, words, chances, labels)
        votes = []
        for label, run in _runs(text, words, labels):
            inner = _trim(text, words, run, label)
            if inner:
                votes.append(self._vote(words, chances, label, inner))
        return votes

    def _agree(self, text: str, words: Sequence[Word], chances: Floats, labels: list[str]) -> None:
        """Where one name is half PERSON, half KEEP ("Marcus Jefferson"), make it PERSON: when in doubt, blind.

        Only words with nothing but a blank between them, and only if the kept half would be a person.
        """
        order = range(1, len(words))
        for i, step in [*((i, -1) for i in order), *((i - 1, 1) for i in reversed(order))]:
            beside = i + step
            gap = text[words[min(i, beside)].end : words[max(i, beside)].start]
            if (labels[i], labels[beside], gap) == ("KEEP", "PERSON", " ") and self._likely(chances[i]) == "PERSON":
                labels[i] = "PERSON"

    def _likely(self, chances: Floats) -> str:
        """The likeliest of the labels that blind."""
        blinding = [i for i, label in enumerate(self.labels) if label not in ("O", "KEEP")]
        return self.labels[max(blinding, key=lambda i: (chances[i], -i))]

    def _vote(self, words: Sequence[Word], chances: Floats, label: str, run: range) -> Vote:
        """The vote of one run; signs inside it do not count for the means."""
        counted = [i for i in run if words[i].kind not in SIGN_KINDS]
        mean = chances[counted].mean(axis=0)
        other, keep = self.labels.index("O"), self.labels.index("KEEP")
        return Vote(
            words[run[0]].start,
            words[run[-1]].end,
            label,
            round(float(mean[self.labels.index(label)]), 4),
            round(float(mean[keep]), 4),
            round(float(mean[other]), 4),
            self._likely(mean) if label == "KEEP" else label,
        )


def _break_strength(text: str, words: Sequence[Word], i: int) -> int:
    """How good a cut before word `i` is: 5 blank line, 4 line, 3 sentence, 2 wide gap, 1 blank, 0 inside a word."""
    before = words[i - 1]
    layout = {KIND_ID["break"]: 5, KIND_ID["line"]: 4, KIND_ID["gap"]: 2}.get(before.kind)
    if layout is not None:
        return layout
    if i < len(words) and words[i].pattern & 1:
        return 0
    return 3 if text[before.start : before.end] in ".!?" else 1


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
    if words[i].kind != KIND_ID["sign"] or words[i + 1].kind in SIGN_KINDS:
        return False
    sign = text[words[i].start : words[i].end]
    touches = bool(words[i].pattern & 1)
    if sign in JOINTS and touches and words[i + 1].pattern & 1:
        return sign not in "_/:@" or labels[i + 1] == "CONTACT"
    if sign == "." and touches:
        return words[i - 1].kind == KIND_ID["initial"]
    return sign == "," and touches and words[i + 1].kind == KIND_ID["initial"] and labels[i + 1] in ("PERSON", "KEEP")


def _trim(text: str, words: Sequence[Word], run: range, label: str) -> range:
    """The run without titles in front and without signs at its edges; empty if nothing but signs is left."""
    start, end = run.start, run.stop
    while start < end and (words[start].kind in SIGN_KINDS or _is_title(text, words[start], label)):
        start += 1
    while end > start and words[end - 1].kind in SIGN_KINDS:
        end -= 1
    return range(start, end)


def _is_title(text: str, word: Word, label: str) -> bool:
    """True for the title before a person's name; titles become part of the label's context, not of the name."""
    return label == "PERSON" and text[word.start : word.end].lower() in TITLES


class _WordTokenizer:
    """spaCy tokens that are our words: no rules, no exceptions, every character accounted for."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Tokens of `text`; one blank after a word belongs to it, further blanks are a token."""
        from spacy.tokens import Doc

        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for word in split_words(text):
            if word.kind in LAYOUT:
                continue
            _fill(words, spaces, text[at : word.start])
            words.append(text[word.start : word.end])
            spaces.append(False)
            at = word.end
        _fill(words, spaces, text[at:])
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to store."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> _WordTokenizer:
        """Nothing to load."""
        return self


def _fill(words: list[str], spaces: list[bool], blanks: str) -> None:
    """Account for the blanks between two words."""
    if blanks.startswith(" ") and words and not spaces[-1]:
        spaces[-1] = True
        blanks = blanks[1:]
    if blanks:
        words.append(blanks)
        spaces.append(False)


class NameComponent:
    """spaCy component: the model's votes as `doc._.votes`, those that would blind as `doc.ents`."""

    def __init__(self) -> None:
        self.model: NameModel | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        return next(self._read([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Read documents in batches, in their order."""
        batch: list[Doc] = []
        for doc in docs:
            batch.append(doc)
            if len(batch) >= batch_size:
                yield from self._read(batch)
                batch = []
        yield from self._read(batch)

    def _read(self, batch: list[Doc]) -> Iterator[Doc]:
        self.model = self.model or NameModel.load()
        for doc, votes in zip(batch, self.model.read([doc.text for doc in batch]), strict=True):
            yield self._note(doc, votes)

    @staticmethod
    def _note(doc: Doc, votes: list[Vote]) -> Doc:
        doc._.votes = votes
        spans = [doc.char_span(v.start, v.end, v.label, alignment_mode="expand") for v in votes if v.label != "KEEP"]
        doc.ents = [span for span in spans if span is not None]
        return doc


def build_nlp(model: NameModel | None = None) -> Language:
    """Blank English with our words as tokens and the component `blinder_ner`, on the shipped model unless given one."""
    import spacy
    from spacy.language import Language
    from spacy.tokens import Doc

    if not Doc.has_extension("votes"):
        Doc.set_extension("votes", default=[])
    if not Language.has_factory("blinder_ner"):
        Language.factory("blinder_ner", func=_make_component)
    nlp = spacy.blank("en")
    nlp.tokenizer = _WordTokenizer(nlp.vocab)
    component: Any = nlp.add_pipe("blinder_ner")
    component.model = model or NameModel.load()
    return nlp


def _make_component(nlp: Language, name: str) -> NameComponent:
    """Factory of `blinder_ner`; the shipped model is loaded when a document comes, unless one is set before."""
    return NameComponent()
