"""Whole words: a finding that begins or ends inside a word of letters takes the rest of the word along.

The model reads "LourdesEcheverri" as two words, and so it does "PostgreSQL". Half a word blinded is neither hidden nor
worth reading, unless two words are glued there: one of them stands elsewhere ("saidRaúl", "GaskellMS").
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from blinder.resolve.candidates import Candidate
from blinder.resolve.names import TITLES, fold
from blinder.resolve.words import Words
from blinder.scripts import BORDERLESS
from blinder.types import EntityType, Span

LOGIN = re.compile(r"(?<![\w.@])[a-z]{2,}\.\Z")  # "ana." of "ana.quill"
HYPHENED = re.compile(r"[-‑][^\W\d_]*[A-ZÀ-Þ][^\W\d_]+|(?<= K)[-‑–]\d{1,2}\b")  # of "Running-Deer", "Orchard K-8"
Found = tuple[Candidate, str]  # and why a person should look at it


def take_whole_words(words: Words, blind: Mapping[str, list[Found]]) -> dict[str, list[Found]]:
    """What is blinded in every document, in order and without overlap, with the rest of its first and last words."""
    cut = {document for document, rows in blind.items() if any(_is_cut(words.texts[document], c.span) for c, _ in rows)}
    known = frozenset(token.folded for tokens in words.tokens.values() for token in tokens) if cut else frozenset()
    return {
        document: list(_whole(words, words.texts[document], rows, known)) if document in cut else rows
        for document, rows in blind.items()
    }


def _is_cut(text: str, span: Span) -> bool:
    return bool(HYPHENED.match(text, span.end) or _login(text, span)) or any(
        0 < at < len(text) and text[at - 1 : at + 1].isalpha() for at in (span.start, span.end)
    )


def _whole(words: Words, text: str, rows: Sequence[Found], known: Set[str]) -> Iterator[Found]:
    taken = 0
    limits = [*(candidate.span.start for candidate, _ in rows[1:]), len(text)]
    for (candidate, why), limit in zip(rows, limits, strict=True):
        start, end = candidate.span.start, candidate.span.end
        first, last = _word_start(text, start, taken), _word_end(text, end, limit)
        if not _glued(words, known, text[first:start], text[start : _word_end(text, start, end)]):
            start = first
        if not _glued(words, known, text[end:last], text[_word_start(text, end, start) : end]):
            end = last
        if candidate.entity_type in (EntityType.PERSON, EntityType.SCHOOL) and (
            rest := HYPHENED.match(text, end, limit)
        ):
            end = rest.end()
        if candidate.entity_type is EntityType.PERSON and (login := _login(text, candidate.span)):
            start = max(taken, login.start())
        taken = end
        yield replace(candidate, span=Span(start, end)), why


def _login(text: str, span: Span) -> re.Match[str] | None:
    """What stands before the dot of a name that is written as in an address."""
    return LOGIN.search(text, max(0, span.start - 24), span.start) if text[span.start].islower() else None


def _has_borders(letter: str) -> bool:
    """Whether it is a letter of a script that puts blanks between words."""
    return letter.isalpha() and not BORDERLESS.match(letter)


def _word_start(text: str, at: int, least: int) -> int:
    while at > least and _has_borders(text[at - 1]):
        at -= 1
    return at


def _word_end(text: str, at: int, most: int) -> int:
    while at < most and _has_borders(text[at]):
        at += 1
    return at


def _glued(words: Words, known: Set[str], rest: str, name: str) -> bool:
    """Whether the rest of a word is a word of its own, or what was found is one elsewhere; or nothing was cut."""
    return not (rest and name) or fold(rest) in TITLES or words.ordinary(fold(rest)) or fold(name) in known
