"""The name model as a spaCy component: our words are the tokens, the model's votes ride on the document."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from blinder.detect.model import NameModel
from blinder.detect.votes import Vote
from blinder.detect.words import LAYOUT, split_words

MOST_WORDS = 10_000  # that spaCy remembers; it forgets none by itself


def build_nlp(model: NameModel | None = None) -> Language:
    """A blank pipeline with our words as tokens and the component `blinder_ner`, on the shipped model by default."""
    if not Doc.has_extension("votes"):
        Doc.set_extension("votes", default=[])
        Doc.set_extension("words", default=())  # the text as the model sees it, until the votes are there
    if not Language.has_factory("blinder_ner"):
        Language.factory("blinder_ner", func=_make_component)
    # Bare of what English brings along: nobody asks for a word's shape or norm, and our words need no rules.
    nlp = Language(Vocab(), create_tokenizer=lambda nlp: _WordTokenizer(nlp.vocab))
    nlp.max_length = sys.maxsize  # spaCy's bound is for models that hold a whole text; ours reads windows
    component: Any = nlp.add_pipe("blinder_ner")
    component.model = model or NameModel.load()
    return nlp


def _make_component(nlp: Language, name: str) -> NameComponent:
    """Factory of `blinder_ner`; the shipped model is loaded when a document comes, unless one is set before."""
    return NameComponent()


class _WordTokenizer:
    """spaCy tokens that are our words: no rules, no exceptions, every character accounted for."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Tokens of `text`; one blank after a word belongs to it, further blanks are a token."""
        words: list[str] = []
        spaces: list[bool] = []
        at, seen = 0, split_words(text)
        for word in seen:
            if word.kind in LAYOUT:
                continue
            if word.start > at:
                _fill(words, spaces, text[at : word.start])
            words.append(text[word.start : word.end])
            spaces.append(False)
            at = word.end
        _fill(words, spaces, text[at:])
        if len(self.vocab.strings) > MOST_WORDS:
            self.vocab = Vocab()
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc._.words = seen
        return doc

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
        votes = self.model.read([doc.text for doc in batch], [doc._.words or split_words(doc.text) for doc in batch])
        for doc, found in zip(batch, votes, strict=True):
            doc._.words = ()
            yield self._note(doc, found)

    @staticmethod
    def _note(doc: Doc, votes: list[Vote]) -> Doc:
        doc._.votes = votes
        spans = [doc.char_span(v.start, v.end, v.label, alignment_mode="expand") for v in votes if v.label != "KEEP"]
        doc.ents = [span for span in spans if span is not None]
        return doc
