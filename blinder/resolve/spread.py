"""What is certain anywhere finds its bare mentions everywhere.

Every word of every document that no candidate holds yet is looked up in the lexicon of the submission.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from blinder.resolve.candidates import Candidate, mask
from blinder.resolve.lexicon import Lexicon, read_lexicon
from blinder.resolve.names import is_initials
from blinder.resolve.proof import among_names, is_name, proves, stands_in_column, takes_turns
from blinder.resolve.signs import initials_cue
from blinder.resolve.stretch import is_one_line, whole_stretches
from blinder.resolve.words import (
    COMMON,
    POSSESSIVE,
    TELLING,
    Token,
    Words,
    are_close,
    cell_of,
    ends_sentence,
    says_small,
)
from blinder.resources import ordinary_words
from blinder.roster import Known
from blinder.types import Detection, EntityType, Span

AMONG = (among_names, takes_turns, stands_in_column)
TAG = re.compile(r"(?<=#)[^\W\d_]\w{5,}")
LONGEST_PHRASE = 4  # words before a piece that are looked at
GAP = re.compile(r"[ \u00a0]?[-‑]?\n?[ ]?|, ?|\.? ")


def spread(
    words: Words,
    candidates: Mapping[str, Sequence[Candidate]],
    certain: Iterable[Candidate],
    faint: Iterable[Candidate],
    known: Sequence[Known],
    stay: frozenset[str],
    labels: Mapping[str, Sequence[Detection]],
) -> dict[str, tuple[Candidate, ...]]:
    """All candidates per document with the bare mentions added, not overlapping, in order.

    Args:
        certain: the candidates that enter the lexicon with all their forms.
        faint: those that are blinded, too, but only as they are written: one label, one name, everywhere.
        stay: acronyms and words (as written) of the keep-lists: never taken for an acronym.
        labels: per document, what is never touched: generic labels, and full names of people whom all know.
    """
    lexicon = read_lexicon(words, certain, faint, known, stay)
    telling = {
        token.surface
        for token in {token.surface: token for tokens in words.tokens.values() for token in tokens}.values()
        if _tells(words, token, lexicon)
    }
    return {
        document: tuple(_spread_document(words, document, found, lexicon, labels.get(document, ()), telling))
        for document, found in candidates.items()
    }


def _tells(words: Words, token: Token, lexicon: Lexicon) -> bool:
    """Whether the word, wherever it stands, may begin anything of the lexicon."""
    return (
        _unowned(token).isupper()
        or token.folded in lexicon.phrases
        or token.folded in lexicon.user_names
        or token.surface in lexicon.initials
        or lexicon.strength_of(words, token) > 0
    )


def _unowned(token: Token) -> str:
    """The word without its possessive and period: "MRE" of "MRE's"."""
    tail = next((tail for tail in POSSESSIVE if token.surface.endswith(tail)), "")
    return token.surface.removesuffix(tail).rstrip(".")


def _spread_document(
    words: Words,
    document: str,
    found: Sequence[Candidate],
    lexicon: Lexicon,
    labels: Sequence[Detection],
    telling: Set[str],
) -> Iterator[Candidate]:
    text, tokens = words.texts[document], words.tokens[document]
    found = _without_pieces(words, document, found, lexicon)
    held = mask(len(text), (*(candidate.span for candidate in found), *(label.span for label in labels)))
    free = [held.find(1, t.start, t.end) < 0 for t in tokens]
    new: list[Candidate] = []
    end = 0
    for at, token in enumerate(tokens):
        if token.surface in telling and at >= end and free[at]:
            end = at + (
                _phrase_at(words, document, at, free, lexicon, new)
                or _person_at(words, document, at, free, lexicon, new)
            )
    new += _tags(document, text, held, lexicon)
    yield from whole_stretches(text, (*found, *new), labels)


def _without_pieces(words: Words, document: str, found: Sequence[Candidate], lexicon: Lexicon) -> Sequence[Candidate]:
    """The candidates without the model's alone that are a piece of a place's name ("Quill" of "Quill Regional")."""
    tokens = words.tokens[document]
    numbers = {token.start: at for at, token in enumerate(tokens)}

    def is_piece(guess: Candidate) -> bool:
        at = numbers.get(guess.span.start, 0)
        named = [
            (phrase, tokens[start : start + len(phrase)])
            for start in range(max(0, at - LONGEST_PHRASE), at + 1)
            for phrase, _, _ in lexicon.phrases.get(tokens[start].folded, ())
        ]
        return any(
            tuple(token.folded for token in run) == phrase
            and guess.span.end <= run[-1].end
            and (guess.span.start > run[0].start or guess.span.end <= run[-1].start)
            and run[0].capital
            and are_close(words.texts[document], run)
            for phrase, run in named
        )

    return [candidate for candidate in found if not (candidate.cues == ("model",) and is_piece(candidate))]


def _tags(document: str, text: str, held: bytearray, lexicon: Lexicon) -> Iterator[Candidate]:
    """Hashtags that a name is a part of: "#GaskellPride"."""
    for tag in TAG.finditer(text):
        folded = tag[0].casefold()
        if held.find(1, *tag.span()) < 0 and any(name in folded for name in lexicon.long_names):
            yield _new(document, *tag.span(), EntityType.HANDLE, "tag with a name")


def _phrase_at(
    words: Words, document: str, at: int, free: Sequence[bool], lexicon: Lexicon, new: list[Candidate]
) -> int:
    """How many tokens a place's phrase or acronym takes from token `at` on; the candidate goes into `new`."""
    text, tokens = words.texts[document], words.tokens[document]
    token = tokens[at]
    letters = _unowned(token)
    if letters.isupper() and (named := lexicon.acronyms.get(letters.replace(".", ""))):
        end = token.start + len(letters)
        new.append(_new(document, token.start, end, named[0], "acronym of a name", named[1]))
        return 1
    for phrase, kind, number in lexicon.phrases.get(token.folded, ()):
        last = at + len(phrase) - 1
        if (
            last >= len(tokens)
            or tuple(t.folded for t in tokens[at : last + 1]) != phrase
            or not all(free[at : last + 1])
        ):
            continue
        slipped = kind is not EntityType.MASCOT and not words.slips.isdisjoint(phrase)
        if not are_close(text, tokens[at : last + 1]) or not (
            slipped
            or any(t.capital for t in tokens[at : last + 1])
            or (says_small(cell_of(text, token.start)) and not all(map(words.ordinary, phrase)))
        ):
            continue
        if len(phrase) == 1 and not slipped and words.ordinary(token.folded) and not proves(words, document, at):
            continue
        new.append(_new(document, token.start, _end(text, tokens[last]), kind, "short form of a name", number))
        return len(phrase)
    return 0


def _person_at(
    words: Words, document: str, at: int, free: Sequence[bool], lexicon: Lexicon, new: list[Candidate]
) -> int:
    text, tokens = words.texts[document], words.tokens[document]
    token = tokens[at]
    if cue := initials_cue(words, document, at, lexicon):
        new.append(_new(document, token.start, _end(text, token), EntityType.PERSON, cue))
        return 1
    if token.folded in lexicon.user_names:
        new.append(_new(document, token.start, _end(text, token), EntityType.PERSON, "user name of a name"))
        return 1
    if not (strength := lexicon.strength_of(words, token)):
        return 0
    among = token.capital and any(proof(text, tokens, at, lexicon) for proof in AMONG)
    if not among and not is_name(words, document, at, strength) and not _owns(words, token, lexicon):
        return 0
    size = 1
    while (
        at + size < len(tokens)
        and free[at + size]
        and lexicon.tokens.get(tokens[at + size].folded)
        and tokens[at + size].capital
        and not ends_sentence(tokens[at + size - 1])
        and _goes_with(text, tokens[at + size - 1], tokens[at + size], lexicon)
        and is_one_line(text, tokens[at + size - 1].start, tokens[at + size].end)
    ):
        size += 1
    cue = "among names" if among else "named elsewhere"
    new.append(_new(document, token.start, _end(text, tokens[at + size - 1]), EntityType.PERSON, cue))
    return size


def _owns(words: Words, token: Token, lexicon: Lexicon) -> bool:
    """Whether it is a first name that lost its apostrophe, and no word: "zubeidas mom"."""
    word, owner = token.folded, token.folded[:-1]
    common = words.ordinary(owner) or word in COMMON or word in ordinary_words()
    return len(owner) >= TELLING and word not in lexicon.tokens and not common


def _goes_with(text: str, first: Token, second: Token, lexicon: Lexicon) -> bool:
    """Whether nothing parts two names, or a comma a surname from its first name: "Quill, Ana", not "Brown, Green"."""
    gap = GAP.fullmatch(text, first.end, second.start)
    surnames = all(lexicon.tokens.get(token.folded, 0) > 1 for token in (first, second))
    return bool(gap) and not (surnames and "," in text[first.end : second.start])


def _end(text: str, token: Token) -> int:
    """The token's end without the possessive and, but for dotted initials, the period."""
    surface = token.surface
    for tail in ("'s", "’s", "'S", "’S"):
        if surface.endswith(tail) and len(surface) > len(tail):
            surface = surface[:-2]
    return token.start + len(
        surface if is_initials(surface) and "." in surface[:-1] else surface.rstrip(".") or surface
    )


def _new(document: str, start: int, end: int, kind: EntityType, cue: str, number: int = -1) -> Candidate:
    return Candidate(document, Span(start, end), kind, 0.7, "spread" if number < 0 else "roster", (cue,), known=number)
