"""Which mentions mean the same person: full names first, then title and surname, then bare tokens and initials."""

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from blinder.resolve.names import (
    FEMALE,
    MALE,
    NO_LETTERS,
    Name,
    can_mean,
    fold,
    initials_of,
    is_initials,
    name_hooks,
    parse_name,
)
from blinder.roster import Known
from blinder.types import EntityType, Span

GOES_BY = re.compile(r"(?:,? who| \(| \(who)? goes by (?:the name )?[“\"‘']?| \(goes by [“\"‘']?")
MONSIEUR = re.compile(r"\b(?:Monsieur|Mons\.) ([^\W\d_]+)")
TITLE_BEFORE = re.compile(r"([^\W\d_]+)\.?[ \u00a0\n]+$")
NEXT_ITEM = re.compile(r"(?: ?\([^()\n:]{0,40}\))?[,;] ?(?:(?:and|&) )?(?:[^\W\d_]+\.? ){0,2}")  # of a list
JOIN = 0.6  # can_mean at which a mention may be a form of a person's name


@dataclass(frozen=True)
class PersonMention:
    """One mention of a person: its place, surface, parsed name and the gender its title gives ("f", "m" or "").

    `signs`: its letters are somebody's initials, though they are written small. `row`: the number of the list of people
    that it stands in, −1 for none; there everybody stands once.
    """

    order: int
    document: str
    span: Span
    surface: str
    name: Name
    gender: str
    known: int = -1
    signs: bool = False
    row: int = -1

    @cached_property
    def initials(self) -> str:
        """Its letters when it is nothing but initials, else ""."""
        return NO_LETTERS.sub("", self.surface).casefold() if self.signs or is_initials(self.surface) else ""


@dataclass
class Person:
    """A person in the making, at `place` among all of them."""

    number: int
    place: int
    names: list[Name] = field(default_factory=list)
    genders: set[str] = field(default_factory=set)
    mentions: list[PersonMention] = field(default_factory=list)
    doubtful: set[int] = field(default_factory=set)  # orders of mentions that could mean another
    pupil: bool | None = None  # whether lone first names of this person stand as students; None: nobody knows
    known: int = -1
    compared: dict[Name, tuple[int, float]] = field(default_factory=dict)
    starts: dict[str, list[int]] = field(default_factory=dict)  # document → where the person is mentioned
    named_in: set[str] = field(default_factory=set)  # documents that have more of the name than initials
    signs: bool = False  # whether the person is somewhere nothing but initials
    rows: dict[int, Name] = field(default_factory=dict)  # list of people → as whom it names the person

    def take(self, mention: PersonMention) -> None:
        """Note that the mention means this person."""
        self.mentions.append(mention)
        insort(self.starts.setdefault(mention.document, []), mention.span.start)
        if mention.gender:
            self.genders.add(mention.gender)
        if mention.row >= 0:
            self.rows.setdefault(mention.row, mention.name)
        if mention.initials:
            self.signs = True
        else:
            self.named_in.add(mention.document)

    def fits(self, mention: PersonMention) -> float:
        """0–1: how well the mention can mean this person."""
        if mention.gender and self.genders and mention.gender not in self.genders:
            return 0.0
        if mention.initials:
            if any(name.bare and name.tokens[0].replace(".", "") == mention.initials for name in self.names):
                return 1.0
            return 0.7 if any(mention.initials in initials_of(name) for name in self.names) else 0.0
        return self._likeness(mention.name)

    def is_called(self, name: Name) -> bool:
        """Whether it is one of the person's names, word for word, with the comma or without."""
        return any(own.tokens == name.tokens for own in self.names)

    def _likeness(self, name: Name) -> float:
        """0–1: how well the name and one of this person's can mean each other; each pair is compared once."""
        compared, best = self.compared.get(name, (0, 0.0))
        for own in self.names[compared:]:
            best = max(best, can_mean(own, name), can_mean(name, own) if name.full and not own.bare else 0.0)
        self.compared[name] = len(self.names), best
        return best


def person_mention(
    order: int, document: str, text: str, span: Span, known: int = -1, monsieurs: Collection[str] = ()
) -> PersonMention:
    """The mention at `span` of `text`, with what its title says.

    Args:
        monsieurs: folded surnames before which "M." is Monsieur.
    """
    surface = text[span.start : span.end]
    before = TITLE_BEFORE.search(text, max(0, span.start - 12), span.start)
    title = before[1].casefold() if before else ""
    name = parse_name(surface)
    if name.given == ("m",) and name.family[0] in monsieurs:
        title, name = "monsieur", Name((), name.family)
    gender = "f" if title in FEMALE else "m" if title in MALE else ""
    return PersonMention(order, document, span, surface, name, gender, known)


def monsieurs_of(texts: Iterable[str]) -> frozenset[str]:
    """The folded surnames that somewhere stand after "Monsieur"."""
    return frozenset(fold(match[1]) for text in texts if "Mons" in text for match in MONSIEUR.finditer(text))


def told_nicknames(texts: Mapping[str, str], mentions: Iterable[PersonMention]) -> dict[str, Name]:
    """Folded single name → the name of whom it is said to mean: "Ana Quill, who goes by Nita"."""
    in_order = sorted(mentions, key=lambda mention: (mention.document, mention.span.start))
    return {
        nick.name.tokens[0]: whose.name
        for whose, nick in pairwise(in_order)
        if whose.document == nick.document
        and nick.name.bare
        and GOES_BY.fullmatch(texts[nick.document], whose.span.end, max(whose.span.end, nick.span.start))
    }


def with_rows(
    texts: Mapping[str, str], mentions: Sequence[PersonMention], listed: Collection[int]
) -> list[PersonMention]:
    """The mentions, those that follow each other in a list of people with its number.

    Args:
        listed: orders of mentions that the layout tells to be in a list.
    """
    whole = [mention for mention in mentions if not mention.initials]
    rows: list[list[PersonMention]] = []
    for mention in sorted(whole, key=lambda mention: (mention.document, mention.span.start)):
        last = rows[-1][-1] if rows and rows[-1][-1].document == mention.document else None
        if last and NEXT_ITEM.fullmatch(texts[mention.document], last.span.end, mention.span.start):
            rows[-1].append(mention)
        else:
            rows.append([mention])
    row_of = {each.order: at for at, row in enumerate(rows) if any(m.order in listed for m in row) for each in row}
    return [replace(mention, row=row_of.get(mention.order, -1)) for mention in mentions]


def join_people(
    mentions: Sequence[PersonMention],
    known: Sequence[Known],
    defined: Mapping[str, Name],
    nicknames: Mapping[str, Name],
    pupils: Collection[int],
    untitled: Collection[str] = (),
) -> list[Person]:
    """The persons behind the mentions.

    Args:
        known: roster entries; each person entry is a person from the start.
        defined: letters → name, where the submission says whose initials they are ("KL = Lynch").
        nicknames: folded single name → name, where it says who goes by it.
        pupils: orders of names that stand as a student's: a teacher of that name is somebody else.
        untitled: the roles of those whom nobody calls Mr. or Ms.
    """
    people = _People()
    for number, entry in enumerate(known):
        if entry.entity_type is EntityType.PERSON and not entry.keep:
            person = people.join(number, known=number, pupil=entry.role in untitled or None)
            for surface in entry.names:
                people.call(person, parse_name(surface))
    full = [m for m in mentions if m.name.full and not m.initials]
    for mention in sorted(full, key=lambda m: (-sum(len(t) > 1 for t in m.name.tokens), -len(m.surface), m.order)):
        _settle(people, mention, pupil=mention.order in pupils)
    whole = {m.order for m in full}
    part = [m for m in mentions if m.order not in whole]
    for mention in sorted(part, key=lambda m: (_is_letter(m), bool(m.initials), m.name.bare, not m.gender, m.order)):
        told = defined if mention.initials or _is_letter(mention) else nicknames if mention.name.bare else {}
        name = told.get(mention.initials or mention.name.tokens[0])
        _settle(people, mention, stand_in=name, pupil=mention.order in pupils)
    return [person for person in people.all if person.mentions]


class _People:
    """Everybody so far, with the hooks of their names: a mention is compared only with those that are like it."""

    def __init__(self) -> None:
        self.all: list[Person] = []
        self.hooked = defaultdict[str, list[int]](list)

    def join(self, number: int, *, known: int = -1, pupil: bool | None = None) -> Person:
        """Somebody new."""
        self.all.append(Person(number, len(self.all), known=known, pupil=pupil))
        return self.all[-1]

    def call(self, person: Person, name: Name) -> None:
        """Note that the person goes by the name."""
        if name not in person.names:
            person.names.append(name)
            for hook in name_hooks(name):
                self.hooked[hook].append(person.place)

    def like(self, mention: PersonMention) -> list[Person]:
        """Everybody whom the mention may mean, in order."""
        wanted = [mention.initials.upper()] if mention.initials else name_hooks(mention.name)
        return [self.all[place] for place in sorted({at for hook in wanted for at in self.hooked.get(hook, ())})]


def _settle(people: _People, mention: PersonMention, stand_in: Name | None = None, *, pupil: bool = False) -> None:
    asked = replace(mention, surface="", name=stand_in) if stand_in else mention
    scored = [(person.fits(asked), person) for person in people.like(asked)]
    fitting = [(score, person) for score, person in scored if score >= JOIN and _may_be(person, asked, pupil)]
    if stand_in and not fitting:  # "AQ: Quiet please" tells nothing about AQ
        return _settle(people, mention, pupil=pupil)
    if not fitting and (person := _titled_letter(people, mention) or _only_letter(people, mention)):
        person.doubtful.add(mention.order)
    elif not fitting:
        person = people.join(len(people.all), pupil=True if pupil else None)
        people.call(person, mention.name)
    else:
        best = max(score for score, _ in fitting)
        rivals = [person for score, person in fitting if score >= best - 0.05]
        exact = [person for person in rivals if mention.name.full and person.is_called(mention.name)]
        rivals = exact if len(exact) == 1 else rivals
        child = pupil or _is_childs(mention, rivals)
        person = max(rivals, key=lambda p: (bool(p.pupil) == child, not (child and p.genders), _nearness(p, mention)))
        if len(rivals) > 1:
            person.doubtful.add(mention.order)
    person.take(mention)
    for name in (None if mention.initials else mention.name, stand_in):
        if name:
            people.call(person, name)


def _may_be(person: Person, mention: PersonMention, pupil: bool) -> bool:
    """Whether a lone first name that stands as a student's may mean this person: not one with a title and a surname.

    Nor does a title before a lone surname mean a student, or another name in one list of people the same person.
    """
    if person.rows.get(mention.row, mention.name).tokens != mention.name.tokens:
        return False
    if person.pupil and mention.gender and mention.name.bare:
        return False
    if not pupil or person.known >= 0 or mention.initials or not mention.name.bare:
        return True
    return not (_first_name_of(person, mention) and (person.genders or person.signs))


def _is_childs(mention: PersonMention, rivals: Sequence[Person]) -> bool:
    """Whether a lone first name is rather the student's, where another who has it, too, is called Mr. or Ms."""
    first = mention.name.bare and not mention.gender and any(person.pupil for person in rivals)
    return first and any(p.genders and not p.pupil and _first_name_of(p, mention) for p in rivals)


def _first_name_of(person: Person, mention: PersonMention) -> bool:
    """Whether the lone name is no surname of the person, nor anything that the person is called by alone."""
    return all(mention.name.tokens[0] not in name.family for name in person.names)


def _titled_letter(people: _People, mention: PersonMention) -> Person | None:
    """Of "Ms. B.", the only one whose surname begins so, if there is just one."""
    if not mention.gender or not mention.name.bare or len(mention.name.tokens[0]) > 1:
        return None
    letter = mention.name.tokens[0]
    fitting = [
        person
        for person in people.all
        if not person.pupil
        and (not person.genders or mention.gender in person.genders)
        and any(name.family[-1][0] == letter and (name.full or person.genders) for name in person.names)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _is_letter(mention: PersonMention) -> bool:
    return mention.name.bare and len(mention.name.tokens[0]) == 1


def _only_letter(people: _People, mention: PersonMention) -> Person | None:
    """Of a letter alone, the only one in its document whose first or only name begins so, if there is just one; where
    there is none, who was called by this letter before."""
    if mention.gender or not _is_letter(mention):
        return None
    here = [person for person in people.all if mention.document in person.named_in]
    fitting = [
        person
        for person in here
        if any(name.tokens[0][0] == mention.name.tokens[0] for name in person.names if not _letters_only(name))
    ]
    fitting = fitting or [person for person in here if person.is_called(mention.name)]
    return fitting[0] if len(fitting) == 1 else None


def _letters_only(name: Name) -> bool:
    return all(len(token) == 1 for token in name.tokens)


def _nearness(person: Person, mention: PersonMention) -> tuple[int, int, int, int]:
    """Same document, close before, often mentioned, early: what makes a rival likely."""
    here, start = person.starts.get(mention.document, ()), mention.span.start
    at = bisect_left(here, start)
    gap = min(
        [*(start - one for one in here[at - 1 : at]), *(one - start + 2000 for one in here[at : at + 1])], default=10**9
    )
    return bool(here), -(gap // 400), len(person.mentions), -person.number


def primary_name(mentions: Iterable[PersonMention]) -> list[str]:
    """All surfaces of a person, the most complete and most frequent first."""
    counts = Counter(m.surface for m in mentions)
    return sorted(
        counts,
        key=lambda s: (-sum(len(t) > 1 for t in parse_name(s).tokens), "," in s, fold(s) == s, -counts[s], -len(s), s),
    )
