"""The grammar of personal names: folding, taking a name apart, and asking whether two forms can mean one person."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, combinations, islice
from string import ascii_lowercase

from nicknames import NickNamer
from rapidfuzz.distance import OSA

from blinder.resolve.nicknames import MORE
from blinder.scripts import MARK, in_latin

REMEMBERED = 2048  # a submission asks for some hundred names, and the next one for others
LETTERS = rf"[^\W\d_]+(?:(?:{MARK})+[^\W\d_]*)*"
WORD = re.compile(rf"{LETTERS}(?:(?:['’‘ʼ`–.]|\.?[-‑]){LETTERS})*\.?")
NO_LETTERS = re.compile(r"[.\s'’-]")  # of initials
OF_O = re.compile(r"([od])'([^\W\d_])")
LETTERS_OF_O = re.compile(r"[A-Z]{1,2}[OD]['’][A-Z]")  # "BO'H" of Bo O'Hara
IN_BRACKETS = re.compile(r" \(([^\W\d_]\.?)\)$")  # the initial of "Quill (A.)"
SHORTEST_USER_NAME = 5  # letters: a shorter one is another word too easily
LONGEST = 12  # words of a name; what has more is no name, and only these count
LONGEST_WORD = 40  # letters; a longer one is only itself
HISS = re.compile(r"(?:[sxz]|[cs]h)$")  # of a name whose plural ends in -es: "the Louises"
DOTS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+|[^\W\d_]+(?:\.[^\W\d_]{3,})+")
LETTER = re.compile(r"(?:ma?c|[od]')?[^\W\d_]")  # what an initial is: "F. McE." is of "McElroy"
PLAIN = str.maketrans(
    {
        "đ": "d",
        "ł": "l",
        "ø": "o",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "‑": "-",
        "–": "-",
    }
)
PARTICLES = frozenset(
    (
        "da das de del della der di do dos du el la las le los van von den ten ter bin ibn bint al ar as "
        "st san santa mac mc"
    ).split()
)
SUFFIXES = frozenset(
    "jr sr ii iii iv esq phd edd med ma ms mat mba msw lcsw licsw lmhc rn bsn bcba slp ccc ncsp cags dr prof".split()
)
FEMALE = frozenset(
    "ms mrs miss ma'am mme madame señora sra srta señorita sister aunt auntie dona doña madan sayyida".split()
)
MALE = frozenset("mr sir señor sr seu sayyid monsieur brother uncle father mesye".split())
TITLES = (
    FEMALE
    | MALE
    | frozenset(
        (
            "mx dr prof professor rev reverend pastor rabbi imam fr officer sgt sergeant lt chief coach "
            "nurse dean teacher principal superintendent supt hon judge mayor councilor councillor sen rep "
            "md mohd mst"  # Md. Rafiq: as good as a title, and left out as often
        ).split()
    )
)


@lru_cache(maxsize=REMEMBERED)
def fold(word: str) -> str:
    """The word without case, diacritics, typographic variants, possessive 's, final period and one before a hyphen."""
    text = word.casefold().translate(PLAIN)
    if not text.isascii():
        letters = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        text = "".join(letters).translate(PLAIN)
    text = text.rstrip(".").replace(".-", "-")
    return text[:-2] if text.endswith("'s") and len(text) > 3 else text.rstrip("'") or text


@dataclass(frozen=True)
class Name:
    """A personal name taken apart, all tokens folded.

    Attributes:
        given: first and middle names, or initials. family: surname with its particles; ("",) never.
        A single token is `family` when `bare` (nobody knows which it is).
    """

    given: tuple[str, ...]
    family: tuple[str, ...]

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """All tokens in the usual order."""
        return (*self.given, *self.family)

    @cached_property
    def bare(self) -> bool:
        """Whether it is one token: a surname or a first name."""
        return len(self.tokens) == 1

    @cached_property
    def full(self) -> bool:
        """Whether it has at least two tokens that are not initials."""
        return sum(len(token) > 1 for token in self.tokens if token not in PARTICLES) >= 2


@lru_cache(maxsize=REMEMBERED)
def parse_name(surface: str) -> Name:
    """Take a name apart: "Rivera, Ana M.", "Dr. Ana M. de la Cruz, Ed.D.", "J. Rivera", "Rivera", "the Riveras"."""
    surface = in_latin(surface)
    family_part, comma, rest = IN_BRACKETS.sub(r", \1", surface).partition(",")
    folded = _words(family_part)
    first = [t for t in folded if t not in TITLES] or folded  # somebody is called Dean
    second = [t for t in _words(rest) if t.replace(".", "") not in SUFFIXES] if comma else []
    if comma and second and first:
        return Name(tuple(_split_initials(second)), tuple(first))
    tokens = _split_initials(first)
    while len(tokens) > 1 and tokens[-1].replace(".", "") in SUFFIXES:
        tokens = tokens[:-1]
    start = len(tokens) - 1
    while start > 1 and tokens[start - 1] in PARTICLES:
        start -= 1
    if len(tokens) > 2 and start == 1 and tokens[0] in PARTICLES:  # "De la Cruz"
        start = 0
    return Name(tuple(tokens[:start]), tuple(tokens[start:])) if len(tokens) > 1 else Name((), tuple(tokens))


def _words(text: str) -> list[str]:
    return [fold(word[0]) for word in islice(WORD.finditer(text), LONGEST)]


def _split_initials(tokens: list[str]) -> list[str]:
    """ "j.r" stands for two initials, "m" for one, "j.rivera" for an initial and a surname."""
    parts = (token.split(".") if DOTS.fullmatch(token) else [token] for token in tokens)
    return list(islice(chain.from_iterable(parts), LONGEST))


@lru_cache(maxsize=1)
def _namer() -> NickNamer:
    return NickNamer()


@lru_cache(maxsize=1)
def _more() -> dict[str, frozenset[str]]:
    table = dict[str, set[str]]()
    for line in MORE:
        for name in line:
            table.setdefault(name, set()).update(set(line) - {name})
    return {name: frozenset(others) for name, others in table.items()}


@lru_cache(maxsize=REMEMBERED)
def nicknames(given: str) -> frozenset[str]:
    """Other first names the bearer of `given` (folded) may go by, in either direction; folded."""
    return (
        frozenset(_namer().nicknames_of(given))
        | frozenset(_namer().canonicals_of(given))
        | _more().get(given, frozenset())
    )


@lru_cache(maxsize=REMEMBERED)
def same_token(one: str, other: str) -> float:
    """0–1: how well two folded name tokens can mean the same name."""
    if one == other:
        return 1.0
    if max(len(one), len(other)) > LONGEST_WORD:
        return 0.0
    if one.replace("-", "") == other.replace("-", "") or one.replace("'", "") == other.replace("'", ""):
        return 0.95
    if len(one) == 1 or len(other) == 1:
        return 0.8 if one[0] == other[0] else 0.0
    if other in nicknames(one):
        return 0.9
    if other in one.split("-") or one in other.split("-"):
        return 0.7
    shorter, longer = sorted((one, other), key=len)
    if one.count("-") == other.count("-") > 0 and all(map(_same_half, one.split("-"), other.split("-"))):
        return 0.8  # "M-Lourdes" of "Marie-Lourdes"
    parts = [part[:1] for part in longer.split("-")] if "-" in longer else []
    if shorter in ("-".join(parts), "".join(parts)) or (LETTER.fullmatch(shorter) and longer.startswith(shorter)):
        return 0.8  # "T-M" and "TM" of "Tavares-Monteiro"
    if min(len(one), len(other)) >= 5 and OSA.distance(one, other, score_cutoff=1) <= 1:
        return 0.75
    if longer == f"{shorter}es" and HISS.search(shorter):
        return 0.75
    return 0.6 if len(shorter) >= 3 and longer.startswith(shorter) and len(longer) - len(shorter) <= 6 else 0.0


def _same_half(one: str, other: str) -> bool:
    return one == other or (one[:1] == other[:1] and 1 in (len(one), len(other)))


def token_hooks(token: str) -> frozenset[str]:
    """What two tokens of two letters or more have in common wherever `same_token` sees a likeness."""
    if len(token) > LONGEST_WORD:
        return frozenset([token])
    slips = [token[:at] + token[at + 1 :] for at in range(len(token))] if len(token) >= 5 else []
    beginnings = [token[:end] for end in range(max(3, len(token) - 6), len(token))]
    plain = token.replace("-", "").replace("'", "")
    letters = [part[:1] for part in token.split("-")]
    initials = ["-".join(letters), "".join(letters)] if "-" in token else []
    return frozenset([token, plain, *initials, *token.split("-"), *nicknames(token), *slips, *beginnings])


@lru_cache(maxsize=REMEMBERED)
def name_hooks(name: Name) -> frozenset[str]:
    """What two names have in common wherever `can_mean` sees a likeness: look-alikes of a token, or two first letters.

    In capitals the initials that the name may be meant by.
    """
    letters = [token[0] for token in name.tokens]
    initials = {name.tokens[0].replace(".", "")} if name.bare else initials_of(name)
    return frozenset(
        [
            *(hook for token in name.tokens if len(token) > 1 for hook in token_hooks(token)),
            *("".join(sorted(pair)) for pair in combinations(letters, 2)),
            *(letters.upper() for letters in initials),
            *user_names_of(name),
        ]
    )


@lru_cache(maxsize=REMEMBERED)
def can_mean(person: Name, mention: Name) -> float:
    """0–1: how well `mention` can be a form of `person`'s name; 0 when it cannot.

    Every token of the mention has its match among the person's, in either order; one match is more than an initial.
    """
    if not mention.tokens or not person.tokens:
        return 0.0
    if mention.bare and mention.tokens[0] in user_names_of(person):
        return 0.9
    if mention.full and "-".join(mention.tokens) in person.tokens:
        return 0.9  # "Ngoc Anh" of "Ngoc-Anh Ho"
    if mention.full and person.given and set(mention.tokens) <= set(person.tokens):
        return 0.9 if mention.family == person.family else 0.75  # "Phuong Dinh" of "Dinh Thi Phuong"
    if mention.given and person.given and mention.family != person.family and not _family_match(person, mention):
        return 0.0
    used: set[int] = set()
    scores = []
    for token in mention.tokens:
        best, where = 0.0, -1
        for at, own in enumerate(person.tokens):
            if at in used or (
                mention.bare and min(len(own), len(token)) == 1
            ):  # a lone token is never proved by an initial
                continue
            if (score := same_token(own, token)) > best:
                best, where = score, at
        if best == 0.0:
            return 0.0
        used.add(where)
        scores.append(best)
    if all(len(token) == 1 for token in mention.tokens):
        return 0.0
    if mention.bare and scores[0] < 0.7 and mention.tokens[0] not in person.given:
        scores = [s for s in scores if s >= 0.6 and person.given and person.given[0].startswith(mention.tokens[0])]
        return scores[0] if scores else 0.0
    return sum(scores) / len(scores)


def _family_match(person: Name, mention: Name) -> bool:
    own = [t for t in person.family if t not in PARTICLES] + [t for t in person.given[1:] if len(t) > 1]
    theirs = [t for t in mention.family if t not in PARTICLES] or list(mention.family)
    joined = "".join(theirs)
    if joined == "".join(t for t in person.family if t not in PARTICLES):
        return True
    if all(len(t) == 1 for t in theirs):  # "Fati D."
        return any(t.startswith(theirs[0]) for t in (*own, *person.family[:1]))
    return any(same_token(a, b) >= 0.7 for a in own for b in theirs if len(a) > 1 and len(b) > 1)


@lru_cache(maxsize=REMEMBERED)
def initials_of(name: Name) -> frozenset[str]:
    """The initials a person may sign with, letters only, lower case: "kl", "wjb", "lpr"; from two letters on."""
    given = [part[0] for token in name.given for part in token.split("-") if part]
    family = [part[0] for token in name.family if token not in PARTICLES for part in re.split(r"[-]", token) if part]
    first = [token[0] for token in name.given]
    last = [token[0] for token in name.family if token not in PARTICLES]
    found = {
        "".join(g) + "".join(f)
        for g in (given, first, first[:1], first[1:2])
        for f in (family, last, last[-1:])
        if g and f
    }
    if own := OF_O.match(name.family[-1]):  # "boh" of Bo O'Hara
        found |= {f"{''.join(g)}{own[1]}{own[2]}" for g in (given, first[:1]) if g}
    found |= {"".join(part[:1] for part in token.split("-")) for token in name.given if "-" in token}  # "JP"
    return frozenset(text for text in found if 2 <= len(text) <= 4)


@lru_cache(maxsize=REMEMBERED)
def user_names_of(name: Name) -> frozenset[str]:
    """What a person may log in as, from five letters on: "bgurung", "gurungb", "binagurung", "binag".

    Of whom only one name is known, the other begins with any letter: "bgurung" of "Ms. Gurung".
    """
    given = [_letters(token) for token in name.given if _letters(token)]
    family = [_letters(token) for token in name.family]
    lasts = {"".join(family), *family[-1:]} - {""}
    if not given:
        return frozenset(
            letter + last for letter in ascii_lowercase for last in lasts if len(last) >= SHORTEST_USER_NAME
        )
    firsts = {given[0], given[0][0], "".join(token[0] for token in given)}
    pairs = [(first, last) for first in firsts for last in lasts]
    found = {form for first, last in pairs for form in (first + last, last + first, first + last[0])}
    return frozenset(form for form in found if len(form) >= SHORTEST_USER_NAME)


def _letters(token: str) -> str:
    return NO_LETTERS.sub("", token).replace("'", "")


def abbreviates(letters: str, name: Name) -> bool:
    """Whether the letters end in the initials of the name as it is written: "KL" of "Lynch" and of "Kerry Lynch".

    One letter is that of its first word.
    """
    tokens = [token for token in name.tokens if token not in PARTICLES]
    if len(letters) == 1:
        return bool(tokens) and tokens[0].startswith(fold(letters))
    short, long = (
        "".join(part[0] for token in tokens for part in (token.split("-") if parts else [token]) if part)
        for parts in (False, True)
    )
    return bool(short) and fold(letters).endswith((short, long))


def is_initials(surface: str) -> bool:
    """Whether a surface is nothing but initials: "KL", "K.L.", "J. R.", "K.A-F."."""
    if not surface.isupper():
        return False
    if LETTERS_OF_O.fullmatch(surface):
        return True
    letters = NO_LETTERS.sub("", surface)
    return 2 <= len(letters) <= 4 and letters.isalpha() and (len(letters) == len(surface) or "." in surface)
