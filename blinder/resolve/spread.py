"""What is certain anywhere finds its bare mentions everywhere.

From the certain candidates of all documents, the roster and the key a lexicon is made: name tokens of people, word
sequences of places, acronyms, initials. Every word of every document that no candidate holds yet is looked up in it.
"""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import OSA

from blinder.resolve.candidates import Candidate, is_sure_label
from blinder.resolve.initials import NOT_INITIALS
from blinder.resolve.names import (
    HISS,
    PARTICLES,
    Name,
    abbreviates,
    fold,
    initials_of,
    is_initials,
    nicknames,
    parse_name,
    user_names_of,
)
from blinder.resolve.places import acronyms_of, fold_words, short_forms
from blinder.resolve.words import COMMON, MONTHS, NAME_GOES_ON, POSSESSIVE, Token, Words, cell_of, line_of, says_small
from blinder.resources import ordinary_words
from blinder.roster import Known
from blinder.types import Detection, EntityType, Span

PLACES = (
    EntityType.SCHOOL,
    EntityType.DISTRICT,
    EntityType.UNIVERSITY,
    EntityType.ORGANIZATION,
    EntityType.LOCATION,
    EntityType.MASCOT,
)
BEFORE_MONTH = frozenset(
    (
        "in by since until till of this next last early late mid through from to for each every between "
        "during before after and or on"
    ).split()
)
SHORT = 3  # letters of a first name that a chat may write for a word: "bo", "mei"
ALONE = re.compile(r"[.!,]?[ \t]*(?:\n|$)")
CELL_BEFORE, CELL_AFTER = re.compile(r"(?:^|\n|\| )$"), re.compile(r"[ \t]*(?:\||\n|$)")  # or a line's ends
PARTING_WORD = re.compile(  # before a name at the end of a line
    r"(?:^|(?<=\W))(?:x?o?xo+|love|thanks?|thx|best|cheers|yours|regards|gracias|merci|mèsi|obrigad[oa])[,.!]? $",
    re.IGNORECASE,
)
TURN = re.compile(r"[\s>•*-]*([^\W\d_]+): (?!\d)")
LISTED = re.compile(r"\s*[,/&;|]\s*|,? and ")
QUOTED = re.compile(r"[.?!”\"] ?[–—-] ?$")  # "I see." – Page
JOINED = re.compile(r" ?[+&/] ?| (?:and|to) ")
GAP = re.compile(r"[ \u00a0]?[-‑]?\n?[ ]?|, ?|\.? ")
DEFINED = re.compile(
    r"(?:^|[\s,;(|:])([A-ZÀ-Þ](?:\.?[A-ZÀ-Þ]){1,3}\.?) ?[=–:|-] ?((?:(?:Mr|Ms|Mrs"
    r"|Dr)\.? )?[A-ZÀ-Þ][^\s,;|=]+(?: [A-ZÀ-Þ][^\s,;|=]+){0,3})|\b([A-ZÀ-Þ][^\s,;|()=]+(?: [A-ZÀ-Þ][^\s,;|()=]+){0,3})"
    r" \(([A-ZÀ-Þ]{2,4})\)"
)
LOCAL_PART = re.compile(r"^([^\W\d_]+)[._-]([^\W\d_]{3,})\d*@")


@dataclass
class Lexicon:
    """What the submission is known to name.

    Attributes:
        tokens: folded name token → strength (2 surname or roster, 1 first name or nickname).
        phrases: first folded word → (all words, type, roster number), longest first.
        acronyms: capitals → (type, roster number). initials: letters → whether somebody defined them.
        user_names: what the people may log in as. signing: document → how many people it calls by initials, if asked.
    """

    tokens: dict[str, int] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], EntityType, int]]] = field(default_factory=lambda: defaultdict(list))
    acronyms: dict[str, tuple[EntityType, int]] = field(default_factory=dict)
    initials: dict[str, bool] = field(default_factory=dict)
    user_names: set[str] = field(default_factory=set)
    signing: dict[str, int] = field(default_factory=dict)

    @cached_property
    def surnames(self) -> Mapping[str, Sequence[str]]:
        """First letter → the surnames of six letters or more that a slip may have changed."""
        found = defaultdict[str, list[str]](list)
        for name, strength in self.tokens.items():
            if strength > 1 and len(name) > 5:
                found[name[0]].append(name)
        return found


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
        labels: per document, the generic labels that stand there: never touched.
    """
    lexicon = _lexicon(words, certain, known, stay)
    for candidate in faint:
        _add_as_written(lexicon, words, candidate)
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
        or bool(lexicon.tokens.get(token.folded) or _plural(token, lexicon) or _misspelt(words, token, lexicon))
    )


def _unowned(token: Token) -> str:
    """The word without its possessive and period: "MRE" of "MRE's"."""
    tail = next((tail for tail in POSSESSIVE if token.surface.endswith(tail)), "")
    return token.surface.removesuffix(tail).rstrip(".")


def _lexicon(words: Words, certain: Iterable[Candidate], known: Sequence[Known], stay: frozenset[str]) -> Lexicon:
    lexicon = Lexicon()
    for candidate in certain:
        surface = candidate.text_of(words.texts[candidate.document])
        if candidate.entity_type is EntityType.PERSON:
            _add_person(lexicon, surface, 2 if "title before" in candidate.cues else 1)
        elif candidate.entity_type in PLACES:
            _add_place(lexicon, words, surface, candidate.entity_type, -1, stay)
        elif candidate.entity_type is EntityType.EMAIL_ADDRESS and (local := LOCAL_PART.match(surface)):
            _add_person(lexicon, f"{local[1]} {local[2]}", 1)
    for number, entry in enumerate(known):
        for name in entry.names:
            if entry.entity_type is EntityType.PERSON and not entry.keep:
                _add_listed(lexicon, name, number)
            elif not entry.keep:
                _add_place(lexicon, words, name, entry.entity_type, number, stay)
    for text in words.texts.values():
        for match in DEFINED.finditer(text):
            letters, name = (match[1], match[2]) if match[1] else (match[4], match[3])
            if letters and _means(re.sub(r"[.\s]", "", letters), parse_name(name), lexicon):
                lexicon.initials[re.sub(r"[.\s]", "", letters).casefold()] = True
    for phrases in lexicon.phrases.values():
        phrases.sort(key=lambda p: (-len(p[0]), p[0], p[1], p[2]))
    return lexicon


def _add_listed(lexicon: Lexicon, surface: str, number: int) -> None:
    """A person whom the user lists: the full name, either way round, needs no proof, even of ordinary words."""
    _add_person(lexicon, surface, 2, listed=True)
    name = parse_name(surface)
    for form in dict.fromkeys([name.tokens, (*name.family, *name.given)]) if name.given else ():
        lexicon.phrases[form[0]].append((form, EntityType.PERSON, number))


def _add_as_written(lexicon: Lexicon, words: Words, candidate: Candidate) -> None:
    surface = candidate.text_of(words.texts[candidate.document])
    form = fold_words(surface)
    if candidate.entity_type is EntityType.PERSON:
        _add_user_names(lexicon, parse_name(surface))
    if form and sum(map(len, form)) > 3 and not all(words.ordinary(word) for word in form):
        held = lexicon.phrases[form[0]]
        held.append((form, candidate.entity_type, -1))
        held.sort(key=lambda p: (-len(p[0]), p[0], -p[2], p[1]))


def _means(letters: str, name: Name, lexicon: Lexicon) -> bool:
    known = any(lexicon.tokens.get(token) for token in name.tokens if token not in PARTICLES)
    return known and letters not in NOT_INITIALS and abbreviates(letters, name)


def _add_person(lexicon: Lexicon, surface: str, strength: int, *, listed: bool = False) -> None:
    name = parse_name(surface)
    for token in name.family:
        if len(token) > 1 and token not in PARTICLES and not _acronym(surface, token):
            lexicon.tokens[token] = max(lexicon.tokens.get(token, 0), 2 if not name.bare else strength)
            for part in token.split("-") if token.count("-") == 1 else ():
                if len(part) > 3:
                    lexicon.tokens.setdefault(part, lexicon.tokens[token])
    for token in name.given:
        if len(token) > 2:
            for form in (token, *(n for n in nicknames(token) if len(n) > 2)):
                proof = int(listed or form == token)  # a nickname proves nothing, unless the user lists the person
                lexicon.tokens[form] = max(lexicon.tokens.get(form, 0), proof)
    for letters in initials_of(name):
        lexicon.initials.setdefault(letters, False)
    _add_user_names(lexicon, name)


def _add_user_names(lexicon: Lexicon, name: Name) -> None:
    lexicon.user_names |= user_names_of(name) - ordinary_words() - COMMON


def _acronym(surface: str, token: str) -> bool:
    """Whether the token is written as an acronym in a surface that is not all capitals ("Furtado PLG")."""
    return len(token) <= 4 and token.upper() in surface and not surface.isupper()


def _add_place(
    lexicon: Lexicon, words: Words, surface: str, kind: EntityType, number: int, stay: frozenset[str]
) -> None:
    full = fold_words(surface)
    if not full:
        return
    if len(full) == 1 and surface.isupper() and len(surface) <= 8:
        lexicon.acronyms.setdefault(surface, (kind, number))
        return
    for form in short_forms(surface, kind):
        telling = len(form) > 1 or number >= 0 or not words.ordinary(form[0]) or form == full
        if telling and (entry := (form, kind, number)) not in lexicon.phrases[form[0]]:
            lexicon.phrases[form[0]].append(entry)
    if (
        kind in (EntityType.SCHOOL, EntityType.DISTRICT, EntityType.UNIVERSITY, EntityType.ORGANIZATION)
        and len(full) > 2
    ):
        for acronym in acronyms_of(full):
            if acronym not in stay and acronym not in NOT_INITIALS:
                lexicon.acronyms.setdefault(acronym, (kind, number))
    if kind is EntityType.MASCOT:
        one = full[-1].removesuffix("s")
        for form in ((*before, last) for before in (full[:-1], ()) for last in (one, f"{one}s")):
            if (entry := (form, kind, number)) not in lexicon.phrases[form[0]]:
                lexicon.phrases[form[0]].append(entry)


def _spread_document(
    words: Words,
    document: str,
    found: Sequence[Candidate],
    lexicon: Lexicon,
    labels: Sequence[Detection],
    telling: Set[str],
) -> Iterator[Candidate]:
    text, tokens = words.texts[document], words.tokens[document]
    held = bytearray(len(text) + 1)
    for span in (*(candidate.span for candidate in found), *(label.span for label in labels)):
        held[span.start : span.end] = b"\1" * len(span)
    free = [held.find(1, t.start, t.end) < 0 for t in tokens]
    new: list[Candidate] = []
    end = 0
    for at, token in enumerate(tokens):
        if token.surface in telling and at >= end and free[at]:
            end = at + (
                _phrase_at(words, document, at, free, lexicon, new)
                or _person_at(words, document, at, free, lexicon, new)
            )
    ends = [0, *sorted(label.span.end for label in labels if is_sure_label(label))]
    ordered = sorted((*found, *new), key=lambda c: c.span)
    yield from _joined(text, [_with_initials(text, c, ends[bisect(ends, c.span.start) - 1]) for c in ordered])


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
        if not _close(text, tokens[at : last + 1]) or not (
            any(t.capital for t in tokens[at : last + 1])
            or (says_small(cell_of(text, token.start)) and not all(map(words.ordinary, phrase)))
        ):
            continue
        if len(phrase) == 1 and words.ordinary(token.folded) and not _proves(words, document, at):
            continue
        new.append(_new(document, token.start, _end(text, tokens[last]), kind, "short form of a name", number))
        return len(phrase)
    return 0


def _person_at(
    words: Words, document: str, at: int, free: Sequence[bool], lexicon: Lexicon, new: list[Candidate]
) -> int:
    text, tokens = words.texts[document], words.tokens[document]
    token = tokens[at]
    if _signs(text, token, lexicon):
        new.append(_new(document, token.start, _end(text, token), EntityType.PERSON, "initials of a name"))
        return 1
    if token.folded in lexicon.initials and (
        _beside_initials(text, tokens, at, lexicon) or _signs_among(words, document, at, lexicon)
    ):
        new.append(_new(document, token.start, _end(text, token), EntityType.PERSON, "initials beside initials"))
        return 1
    if token.folded in lexicon.user_names:
        new.append(_new(document, token.start, _end(text, token), EntityType.PERSON, "user name of a name"))
        return 1
    if not (
        strength := lexicon.tokens.get(token.folded, 0) or _plural(token, lexicon) or _misspelt(words, token, lexicon)
    ):
        return 0
    among = token.capital and (_among_names(text, tokens, at, lexicon) or _takes_turns(text, token, lexicon))
    if not among and not _is_name(words, document, at, strength):
        return 0
    size = 1
    while (
        at + size < len(tokens)
        and free[at + size]
        and lexicon.tokens.get(tokens[at + size].folded)
        and tokens[at + size].capital
        and not _ends_sentence(tokens[at + size - 1])
        and _goes_with(text, tokens[at + size - 1], tokens[at + size], lexicon)
        and _is_one_line(text, tokens[at + size - 1].start, tokens[at + size].end)
    ):
        size += 1
    cue = "among names" if among else "named elsewhere"
    new.append(_new(document, token.start, _end(text, tokens[at + size - 1]), EntityType.PERSON, cue))
    return size


def _signs(text: str, token: Token, lexicon: Lexicon) -> bool:
    """Whether it is the initials of somebody, where minutes put a person or wherever somebody defined them."""
    letters = token.surface.replace(".", "")
    if not is_initials(token.surface) or letters in NOT_INITIALS:
        return False
    defined = lexicon.initials.get(letters.casefold())
    return defined is not None and (defined or (len(letters) < 4 and _minute_like(text, token)))


def _signs_among(words: Words, document: str, at: int, lexicon: Lexicon) -> bool:
    """Whether "IT", "PT" or "AM" is somebody's where minutes call two others or more by initials, too."""
    text, tokens = words.texts[document], words.tokens[document]
    letters = tokens[at].surface.rstrip(".")  # a period may end the sentence
    token = tokens[at]._replace(surface=letters, end=tokens[at].start + len(letters))
    if letters not in NOT_INITIALS or text[max(0, token.start - 2) : token.start].strip().isdigit():  # "at 3 AM"
        return False
    beside = [other for other in tokens[max(0, at - 1) : at + 2 : 2] if _close(text, sorted((token, other)))]
    if not _minute_like(text, token) and not any(_signs(text, other, lexicon) for other in beside):
        return False
    if document not in lexicon.signing:
        lexicon.signing[document] = len({each.surface for each in tokens if _signs(text, each, lexicon)})
    return lexicon.signing[document] > 1


def _goes_with(text: str, first: Token, second: Token, lexicon: Lexicon) -> bool:
    """Whether nothing parts two names, or a comma a surname from its first name: "Quill, Ana", not "Brown, Green"."""
    gap = GAP.fullmatch(text, first.end, second.start)
    surnames = all(lexicon.tokens.get(token.folded, 0) > 1 for token in (first, second))
    return bool(gap) and not (surnames and "," in text[first.end : second.start])


def _is_one_line(text: str, start: int, end: int) -> bool:
    """Whether what goes over a line's end stands in one line elsewhere; in a list each line is another person."""
    stretch = text[start:end]
    return "\n" not in stretch or "-" in stretch or re.sub(r"\s+", " ", stretch) in text


def _is_name(words: Words, document: str, at: int, strength: int) -> bool:
    text, token = words.texts[document], words.tokens[document][at]
    if words.ordinary(token.folded):
        signs = (
            strength > 1
            and not token.surface.isupper()
            and not _after_date_word(words.tokens[document], at)
            and bool(ALONE.match(text, token.end))
        )  # a listed name that ends its line: a signature
        quoted = strength > 1 and bool(QUOTED.search(text, max(0, token.start - 5), token.start))
        shouted = strength > 1 and token.surface.endswith(("'S", "’S"))  # "HALL'S CLASS"
        return token.capital and (signs or shouted or quoted or _proves(words, document, at))
    if token.capital:
        return True
    return (strength > 1 or len(token.folded) > SHORT) and says_small(cell_of(text, token.start))


def _proves(words: Words, document: str, at: int) -> bool:
    """Whether the capital of an ordinary word proves a name: inside a sentence, not in a heading, not a date."""
    text, tokens = words.texts[document], words.tokens[document]
    token = tokens[at]
    if (
        not token.capital
        or (token.surface.isupper() and len(token.surface) > 1)
        or (words.opens_sentence(document, token.start) and not _goes_on(text, token))
        or words.in_title_case(document, token.start, token.end)
    ):
        return False
    if token.folded in MONTHS:
        dated = re.match(r"\s*\d|[,'’]? ?\d{2,4}", text[token.end : token.end + 6])
        return not dated and not _after_date_word(tokens, at)
    return True


def _after_date_word(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is the month or the season of "in May", "since spring"."""
    return at > 0 and tokens[at].folded in MONTHS and tokens[at - 1].folded in BEFORE_MONTH


def _goes_on(text: str, token: Token) -> bool:
    """Whether the word that opens a sentence is what only a name is there: "Page caught it", "Grant's class"."""
    return token.surface.endswith(POSSESSIVE) or bool(NAME_GOES_ON.match(text[token.end : token.end + 16]))


def _among_names(text: str, tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether the next surname of a list stands on either side: "Brown, Green, White"; or a name behind "and"."""
    strength = lexicon.tokens.get(tokens[at].folded, 0)
    for step in (1, -1):
        linked = 0 <= at + step < len(tokens) and tokens[at + step].surface == "and"
        beside = at + (2 * step if linked else step)
        if strength and 0 <= beside < len(tokens) and tokens[beside].capital:
            other = lexicon.tokens.get(tokens[beside].folded, 0)
            first, second = sorted((tokens[at], tokens[beside]))
            shouted = first.surface.isupper() and second.surface.isupper()
            if min(strength, other) > (0 if linked or shouted else 1) and LISTED.fullmatch(
                text, first.end, second.start
            ):
                return True
    return False


def _takes_turns(text: str, token: Token, lexicon: Lexicon) -> bool:
    """Whether a surname and a colon open a line, and another's the line before or after it: "Hall: Why?⏎Page: So"."""
    if lexicon.tokens.get(token.folded, 0) < 2 or not text.startswith(":", token.end):
        return False
    start, end = text.rfind("\n", 0, token.start), text.find("\n", token.end)
    around = (line_of(text, start - 1) if start > 0 else "", line_of(text, end + 1) if end >= 0 else "")
    turns = (TURN.match(line) for line in (line_of(text, token.start), *around))
    own, *others = (lexicon.tokens.get(fold(turn[1]), 0) if turn else 0 for turn in turns)
    return own > 1 and max(others) > 1


def _plural(token: Token, lexicon: Lexicon) -> int:
    """ "the Riveras", "the Louises" """
    if not token.folded.endswith("s") or len(token.folded) <= 5:
        return 0
    one, hiss = token.folded[:-1], token.folded.removesuffix("es")
    return lexicon.tokens.get(one, 0) or (lexicon.tokens.get(hiss, 0) if HISS.search(hiss) else 0)


def _misspelt(words: Words, token: Token, lexicon: Lexicon) -> int:
    """Strength of a surname that is one slip away from a capitalised word that is nowhere written small."""
    word = token.folded
    if not token.capital or len(word) < 6 or words.ordinary(word):
        return 0
    close = (name for name in lexicon.surnames[word[0]] if abs(len(name) - len(word)) <= 1)
    return 1 if any(OSA.distance(word, name, score_cutoff=1) <= 1 for name in close) else 0


def _beside_initials(text: str, tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether other initials of somebody's are joined to these: "AQ + TA", where "TA" alone is a teaching assistant."""
    for step in (1, -1):
        linked = 0 <= at + step < len(tokens) and tokens[at + step].surface in ("and", "to")
        beside = at + (2 * step if linked else step)
        if not 0 <= beside < len(tokens):
            continue
        letters = tokens[beside].surface.replace(".", "")
        known = is_initials(letters) and letters not in NOT_INITIALS and letters.casefold() in lexicon.initials
        first, second = sorted((tokens[at], tokens[beside]))
        if known and JOINED.fullmatch(text, first.end, second.start):
            return True
    return False


def _minute_like(text: str, token: Token) -> bool:
    """Whether initials stand where minutes put a person: before a colon or verb, in brackets, after "by"."""
    before, after = text[max(0, token.start - 4) : token.start], text[token.end : token.end + 14]
    return bool(
        "." in token.surface
        or (len(token.surface) > 2 and CELL_BEFORE.search(before) and CELL_AFTER.match(after))
        or re.match(r"\s?[:)=/]|,? (?:and|&|to|will|said|asked|noted|shared|moved|seconded|led|[a-z]{3,}ed)\b", after)
        or re.search(r"(?:\(|by |/|– |- )$", before)
        or (CELL_AFTER.match(after) and PARTING_WORD.search(text, max(0, token.start - 12), token.start))
    )


def _close(text: str, tokens: Sequence[Token]) -> bool:
    return all(
        len(gap := text[a.end : b.start]) <= 3
        and not re.search(r"[.;:!?|]", gap.replace(". ", ""))
        and not _ends_sentence(a)
        for a, b in pairwise(tokens)
    )


def _ends_sentence(token: Token) -> bool:
    """Whether the word takes a period along that is not an abbreviation's."""
    return bool(re.search(r"[^\W_]{3}\.$", token.surface))


def _end(text: str, token: Token) -> int:
    """The token's end without the possessive and, but for dotted initials, the period."""
    surface = token.surface
    for tail in ("'s", "’s", "'S", "’S"):
        if surface.endswith(tail) and len(surface) > 3:
            surface = surface[:-2]
    return token.start + len(
        surface if is_initials(surface) and "." in surface[:-1] else surface.rstrip(".") or surface
    )


def _new(document: str, start: int, end: int, kind: EntityType, cue: str, number: int = -1) -> Candidate:
    return Candidate(document, Span(start, end), kind, 0.7, "spread" if number < 0 else "roster", (cue,), known=number)


INITIALS_BEFORE = re.compile(
    r"(?<![\w.])(?:(?!P\. ?S\.)(?:[A-ZÀ-Þ]\.[ \u00a0]?){1,3}|(?:Md|Mohd|Mst)\.?[ \u00a0])$"
)  # Md. Rafiq
PARTICLES_BEFORE = re.compile(
    r"(?<!\w)(?:(?:da|dos|das|van|von|der|den|bin|ibn|bint|al|abu|D[aAeE]|D[aAoO][sS]|D[eE][lL]|V[aAoO][nN]|L[aA]"
    r"|[dD]e la)[ \u00a0])+$"
    r"|(?<![\w-])(?:[Aa](?:l|r|s|d|n|z|sh)|[Ee]l|[Uu][lr]|[Bb]in|[Ii]bn|[Aa]b[ud]|[Aa]bdul|[Bb]en)[-‑]$"  # Al-Rashidi
)
INITIALS_AFTER = re.compile(r"^ \([A-ZÀ-Þ]\.?\)|^, (?:[A-ZÀ-Þ]\.[ \u00a0]?){1,3}(?!\w|[ \u00a0]?[A-ZÀ-Þ][^\W\d_])")

NEXT_WORDS = re.compile(r" (?P<one>[^\W\d_]{2,})(?![\w:])(?: (?P<two>[^\W\d_]{2,})(?![\w:]))?")
SUFFIX_AFTER = re.compile(r",? (?:Jr|Sr|II|III|IV)(?!\w)")
LAST_INITIAL = re.compile(r"(?:^|[.\s-])[A-ZÀ-Þ]$")
MORE_INITIALS = re.compile(r"(?:\.[A-ZÀ-Þ](?!\w))+")
AUTHOR_INITIALS = re.compile(
    r"(?:\.[ \u00a0]?[A-ZÀ-Þ](?!\w))+(?=\.,? (?:\(|&|[A-ZÀ-Þ]))"
)  # the rest of "Quill, A. B. (2024)"
ITS_PERIOD = re.compile(r"\.(?=[ \u00a0][a-zà-ÿ]|[,;:)\]'’])")
PERIOD_OF_CELL = re.compile(r"\.(?= \||\n|$)")


def _with_initials(text: str, candidate: Candidate, least: int) -> Candidate:
    """The person's stretch with the initials before it, not before `least`, ("M. F. DePina") or after its comma.

    A last initial takes its period along ("Fati D. came"), unless that may end a sentence, which is more than a name.
    """
    start, end = candidate.span.start, candidate.span.end
    if candidate.entity_type is EntityType.PERSON:
        for pattern in (PARTICLES_BEFORE, INITIALS_BEFORE):
            if before := pattern.search(text, max(least, start - 9), start):
                start = before.start()
        end = _with_marked(text, end)
        if "." not in text[start:end] and (after := INITIALS_AFTER.match(text[end : end + 20])):
            end += len(after[0].rstrip())
        if suffix := SUFFIX_AFTER.match(text, end):
            end = suffix.end() + bool(ITS_PERIOD.match(text, suffix.end()))
        if LAST_INITIAL.search(text[start:end]):
            more = AUTHOR_INITIALS.match(text, end) if ", " in text[start:end] else MORE_INITIALS.match(text, end)
            if more:  # all of "J.T."
                end = more.end()
            whole = CELL_BEFORE.search(text, max(0, start - 2), start) and PERIOD_OF_CELL.match(text, end)
            end += bool(whole or ITS_PERIOD.match(text, end))
    span = Span(start, end)
    return candidate if span == candidate.span else replace(candidate, span=span)


def _with_marked(text: str, end: int) -> int:
    """The end of a name with what goes on with it in letters that English has not: "Thu Hằng" of "Phạm Thu Hằng"."""
    while words := NEXT_WORDS.match(text, end):
        one, two = words["one"], words["two"] or ""
        if one.istitle() and not one.isascii():
            end = words.end("one")
        elif one.istitle() and two.istitle() and not two.isascii():
            end = words.end("two")
        else:
            break
    return end


PARTING = " \u00a0\t\n-‑,."


def _joined(text: str, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Neighbouring stretches of one person's name become one: "Fátima" + "DePina", "M. F." + "DePina"."""
    held: Candidate | None = None
    for found in candidates:
        start = found.span.start
        if held and start < held.span.end:  # it was widened; what parts the two stays
            rest = text[held.span.end : found.span.end]
            start = held.span.end + len(rest) - len(rest.lstrip(PARTING))
        if start >= found.span.end:
            continue
        candidate = found if start == found.span.start else replace(found, span=Span(start, found.span.end))
        if held and _belongs(text, held, candidate):
            held = replace(
                held,
                span=Span(held.span.start, candidate.span.end),
                cues=tuple(dict.fromkeys((*held.cues, *candidate.cues))),
                voted=held.voted or candidate.voted,
                score=max(held.score, candidate.score),
                keeps=tuple(sorted({*held.keeps, *candidate.keeps})),
            )
            continue
        if held:
            yield held
        held = candidate
    if held:
        yield held


def _belongs(text: str, first: Candidate, second: Candidate) -> bool:
    if not (first.entity_type is second.entity_type is EntityType.PERSON) or "spread" not in (
        first.recognizer,
        second.recognizer,
    ):
        return False
    gap = text[first.span.end : second.span.start]
    broken = re.fullmatch(r"\r?\n", gap) and _is_one_line(text, first.span.start, second.span.end)
    if not broken and not re.fullmatch(r"[ \u00a0\t]|-", gap):
        return False
    return not is_initials(second.text_of(text)) and not is_initials(first.text_of(text))
