"""What a submission tells about names: whom it cites, who is local, which words and capitals are a local place's."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from blinder.resolve.candidates import Candidate, told_acronyms
from blinder.resolve.names import PARTICLES, Name, fold, parse_name, same_token, token_hooks
from blinder.resolve.places import core_of, fold_words
from blinder.resolve.words import Words
from blinder.roster import Known
from blinder.types import EntityType

INITIALS_CUES = frozenset({"column of initials", "initials beside initials"})
LOCAL_CUES = INITIALS_CUES | frozenset(
    {
        "namesake",
        "role title before",
        "title before",
        "titles before",
        "signature",
        "list of people",
        "column of names",
        "surname first",
        "name field",
        "role word before",
        "role after the comma",
        "greeting",
        "speaker turn",
        "author of a local paper",
    }
)
KNOWN_TO_ALL = frozenset({"public", "scholar"})  # kinds of people whose names local people may have, too
HERE = LOCAL_CUES - {"namesake", "title before", "titles before"}  # of them, where nobody puts whom all know
ACADEMIC = re.compile(r"\b(?:prof|lectur|research|author|universit|scholar|speaker|poet|artist|scientist)", re.I)
DOES_HERE = re.compile(  # and nobody writes of a poet or a president
    r" (?:(?:co-?)?teaches|has taught|coaches|subs|works with (?:me|us|our)|e-?mailed|texted|seconded|facilitated"
    r"|volunteered to|co-?(?:taught|planned|facilitated)|moved to (?:approve|accept|adjourn|table)"
    r"|(?:opened|closed|joined|chaired|left) (?:the|our|this) (?:\w+ )?(?:meeting|call|PL[CT]|team|session|debrief)"
    r"|agreed to (?:try|share|bring|send|pilot|model|co-?teach)|shared (?:his|her|their|the) (?:\w+ )?(?:data|slides"
    r"|exit tickets?|lesson|rubric|draft|student work)|will (?:send|bring|e-?mail|draft|pull|share|post|call|cover"
    r"|observe|check|order|update|collect|print|schedule|follow up|reach out|co-?(?:teach|plan|facilitate)))\b"
    r"| (?:in|from) (?:grade \d|room \d|kindergarten|(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth"
    r"|seventh|eighth) grade)\b|, who (?:helps|works|volunteers|teaches|subs) (?:in|at|with)\b"
    r"|['’]s (?:caseload|homeroom|advisory|IEP|504|attendance|section|exit tickets?"
    r"|(?:\w+[- ])?(?:grade|block|period))\b"
)
DONE_HERE = re.compile(
    r"\b(?:I|[Ww]e) (?:also |then )?(?:met with|observed|e-?mailed|texted|coached|debriefed with|checked in with"
    r"|co-?(?:taught|planned) with|followed up with) $"
)
PLAIN_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Miss|Coach|Nurse)\.? $")  # nobody writes "Ms. Maya Angelou"
BESIDE = 30  # characters on either side of a name in which such a word stands
FACTS = frozenset({"state", "curriculum", "publisher", "public", "scholar", "geography", "term"})
CITED_BEFORE = re.compile(
    (
        r"\b(?:cit(?:e|es|ed|ing)|quot(?:e|es|ed|ing)|according to|drew on|draws? on|drawing on"
        r"|influenced by|work of|ideas of|theory of|read|reading|after|from|see|per|us(?:e|es|ed|ing)|as in)\s"
        r"(?P<others>(?:[^\W\d_]+(?:,(?: and)?| and| &) )*)$"
    ),
    re.IGNORECASE,
)
PAIR_BEFORE = re.compile(r"([^\W\d_][\w'’-]+)(?:,|,? (?:and|&)) $")
PAIR_AFTER = re.compile(r"(?:,|,? (?:and|&)) ([^\W\d_][\w'’-]+)(?! [A-Z])")
RARE = 7  # letters of a surname that few people have
BELIEVED = 0.6  # a model's score that needs no second witness
TELLING_HOSTS = (EntityType.SCHOOL, EntityType.DISTRICT)
TERM = re.compile(r"[A-Z]{3,}|[a-z][A-Z][a-z]+|Sept?|Oct|Nov|Dec|Feb|Aug|Apr")
SHORTEST = 2  # letters of an acronym that tells no place
TELLING = 5  # letters of a place's word that stands in a host by no chance
WELL_KNOWN = 2  # mentions with local evidence that make a surname local beyond a citation
AUTHOR = re.compile(r"([^\W\d_][^,.()&;]*?), ((?:[A-ZÀ-Þ]\.[ -]?)+)")


@dataclass
class Cited:
    """Whom the submission cites: surname → given names and initials seen with it; how often it is cited."""

    authors: dict[str, set[str]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    @cached_property
    def hooked(self) -> Mapping[str, Sequence[str]]:
        """Hook → the cited surnames that have it."""
        found = defaultdict[str, list[str]](list)
        for family in self.counts:
            for hook in token_hooks(family):
                found[hook].append(family)
        return found

    def knows(self, name: Name, *, fuzzy: bool = False) -> bool:
        """Whether the name can be a cited author's: surname cited, and given names, if any, agree."""
        family = next((t for t in reversed(name.family) if t not in PARTICLES), "")
        if family not in self.counts:
            if not fuzzy or len(family) <= 5:
                return False
            like = {known for hook in token_hooks(family) for known in self.hooked.get(hook, ())}
            whole = [known for known in like if ("-" in known) == ("-" in family)]  # a half is another's: "Darling"
            close = [known for known in whole if len(known) > 5 and same_token(known, family) >= 0.7]
            if not close:
                return False
            family = min(close)
        seen = self.authors.get(family, set())
        return not name.given or any(same_token(a, b) >= 0.6 for a in seen for b in name.given)


@dataclass(frozen=True)
class Evidence:
    """The evidence of one submission.

    Attributes:
        local: folded name token → mentions with local evidence. local_given: surname → first names of local people.
        scholars: letter → folded surnames of the label map's scholars.
        named: folded names of the roster and the key.
        papers: folded surnames of those who wrote what is cited and local.
        acronyms: that stand in brackets behind the name of a local place.
        places: words of schools and districts that hosts are named after.
        shared: folded names of scholars and public people that somebody here has, too.
        namesakes: folded words of schools' and districts' names, without those that say the kind.
        hosts: of e-mail addresses, and the acronyms of schools and districts.
        terms: acronyms of tests and schooling, brands ("iReady") and months, that nobody is called.
    """

    words: Words
    cited: Cited
    local: Counter[str]
    scholars: Mapping[str, set[str]]
    local_given: Mapping[str, set[str]]
    named: frozenset[str]
    papers: frozenset[str]
    acronyms: frozenset[str]
    places: frozenset[str]
    shared: frozenset[str]
    namesakes: frozenset[tuple[str, ...]]
    hosts: frozenset[str]
    terms: frozenset[str]

    def is_ours(self, address: str) -> bool:
        """Whether a web address in small letters is a local school's or district's, or where people have e-mail."""
        words = re.split(r"[^\w-]+", address)
        return any(place in address for place in self.places) or any(
            host in words or ("." in host and host in address) for host in self.hosts
        )

    def is_local(self, name: Name) -> bool:
        """Whether a local person has one of its words."""
        return any(self.local[token] for token in name.tokens if len(token) > 1 and token not in PARTICLES)

    def begins_local(self, letter: str) -> bool:
        """Whether a local person has a word that begins with it."""
        return any(token.startswith(letter) for token in self.local)

    def well_known(self, name: Name) -> bool:
        """Whether a local person with one of its words is spoken of more than once."""
        return any(self.local[token] >= WELL_KNOWN for token in name.tokens if token not in PARTICLES)

    def given_of(self, name: Name) -> set[str] | None:
        """The first names of the local people with this surname, None where there are no such people."""
        return next((self.local_given[t] for t in reversed(name.family) if t in self.local_given), None)

    def same_local(self, name: Name) -> bool:
        """Whether a local person has this surname and first name, as far as both are known."""
        own = self.given_of(name)
        return own is not None and (not name.given or any(same_token(a, b) >= 0.6 for a in own for b in name.given))

    def cites_local(self, name: Name) -> bool:
        """Whether a cited name is a local person's: first names agree, and the surname is well known here."""
        family = next((t for t in reversed(name.family) if t not in PARTICLES), "")
        if family in self.papers and (not name.given or self.same_local(name)):
            return True
        if self.local[family] < WELL_KNOWN:
            return False
        if name.given:
            return self.same_local(name)
        seen = self.cited.authors.get(family, set())
        own = self.local_given.get(family, set())
        return bool(seen) and all(any(same_token(a, b) >= 0.6 for b in own) for a in seen)

    def is_scholar(self, name: Name) -> bool:
        """Whether its first word is the surname of one of the label map's scholars."""
        token = name.tokens[0]
        return any(
            abs(len(known) - len(token)) < 2 and same_token(token, known) >= 0.7
            for known in self.scholars.get(token[0], ())
        )

    def beside_scholar(self, name: Name, before: str, after: str) -> bool:
        """Whether two scholars' surnames stand together, one of them a rare one: "Wiggins and McTighe"."""
        found = (PAIR_BEFORE.search(before), PAIR_AFTER.match(after))
        return any(
            max(len(token), len(name.tokens[0])) >= RARE and token in self.scholars.get(token[0], ())
            for token in (fold(match[1]) for match in found if match)
            if not self.local[token]
        )

    def cited_with(self, before: str) -> bool:
        """Whether what stands before cites: "according to", and then only scholars ("We read Marzano, Freire and")."""
        cited = CITED_BEFORE.search(before)
        others = re.findall(r"(?!and )[^\W\d_]+", cited["others"]) if cited else ()
        return bool(cited) and all(self.is_scholar(parse_name(other)) for other in others)


def read_evidence(
    words: Words,
    candidates: Mapping[str, Sequence[Candidate]],
    cited_spans: Mapping[str, Sequence[tuple[str, str]]],
    keep: Mapping[str, Sequence[str]],
    known: Sequence[Known],
) -> Evidence:
    """Count, over the submission, who is cited and who is local.

    Args:
        cited_spans: document id → (surface, kind) of every citation ("cited") and reference entry ("entry").
        keep: the label map's lists of what stays, by kind.
    """
    cited = Cited()
    for spans in cited_spans.values():
        for surface, kind in spans:
            for name in _authors_of(surface) if kind == "entry" else [parse_name(surface)]:
                family = next((t for t in reversed(name.family) if t not in PARTICLES), "")
                if len(family) > 1:
                    cited.counts[family] += 1
                    cited.authors.setdefault(family, set()).update(name.given)
    local: Counter[str] = Counter()
    given: dict[str, set[str]] = defaultdict(set)
    people = [
        (candidate, parse_name(candidate.text_of(words.texts[document])))
        for document, found in candidates.items()
        for candidate in found
        if candidate.entity_type is EntityType.PERSON
    ]
    firsts = {name.tokens[0] for candidate, name in people if len(name.tokens) == 1 and _believed(candidate)}
    spoken = [
        name
        for candidate, name in people
        if _speaks_local(candidate) or (name.given and name.given[0] in firsts and _believed(candidate))
    ]  # nobody calls a cited author by a first name alone
    surnames: dict[str, set[str]] = defaultdict(set)
    listed = [parse_name(scholar) for scholar in keep.get("scholar", ())]
    for token in (token for scholar in listed for token in scholar.family if token not in PARTICLES):
        surnames[token[0]].add(token)
    named = [
        name for entry in known if entry.entity_type is EntityType.PERSON and not entry.keep for name in entry.names
    ]
    for name in (*spoken, *map(parse_name, named), *map(parse_name, named)):
        local.update(token for token in name.tokens if len(token) > 1 and token not in PARTICLES)
        for family in name.family if name.given else ():
            given[family].update(name.given)
    found = [(c, c.text_of(words.texts[document])) for document, own in candidates.items() for c in own]
    papers = {parse_name(surface).family[-1] for c, surface in found if "author of a local paper" in c.cues}
    schools = [(c, core_of(fold_words(surface))) for c, surface in found if c.entity_type in TELLING_HOSTS]
    places = {word for _, core in schools for word in core if len(word) >= TELLING and not words.ordinary(word)}
    hosts = {
        surface.rpartition("@")[2].casefold()
        for c, surface in found
        if c.entity_type is EntityType.EMAIL_ADDRESS
        or (c.entity_type in TELLING_HOSTS and surface.isupper() and surface.isalpha() and len(surface) > SHORTEST)
    }
    terms = (phrase for kind in ("state", "curriculum", "term") for phrase in keep.get(kind, ()))
    return Evidence(
        words,
        cited,
        local,
        surnames,
        given,
        frozenset(map(fold, named)),
        frozenset(papers),
        frozenset(_told_acronyms(words, candidates)),
        frozenset(places),
        frozenset(fold(surface) for c, surface in found if _stands_here(c, words.texts[c.document])),
        frozenset(core for c, core in schools if not c.keeps),
        frozenset(hosts),
        frozenset(filter(TERM.fullmatch, terms)),
    )


def _told_acronyms(words: Words, candidates: Mapping[str, Sequence[Candidate]]) -> Iterator[str]:
    """The acronyms in brackets behind a name that does not stay: "Quill Public Schools (QPS)"."""
    for document, found in candidates.items():
        for name, acronym in told_acronyms(found):
            if not (FACTS | {"national"}) & set(name.keeps):
                yield acronym.text_of(words.texts[document])


def _speaks_local(candidate: Candidate) -> bool:
    cues = LOCAL_CUES & set(candidate.cues)
    namesakes = {"geography"} if "title before" in cues else set()  # "Ms. White"
    if ({"cited", "entry", "label"} | (FACTS - namesakes)) & set(candidate.keeps):
        return False
    return (
        candidate.known >= 0
        or not cues.isdisjoint({"title before", "author of a local paper"})
        or (candidate.voted and bool(cues))
    )


def _stands_here(candidate: Candidate, text: str) -> bool:
    """Whether the name of somebody whom all know stands where only local people do: behind "Present:"."""
    start, end = candidate.span.start, candidate.span.end
    if not KNOWN_TO_ALL & set(candidate.keeps) or " " not in text[start:end]:
        return False
    before = text[max(0, start - BESIDE) : start]
    if PLAIN_TITLE.search(before) or DONE_HERE.search(before) or DOES_HERE.match(text, end):
        return True
    return bool(HERE & set(candidate.cues)) and not ACADEMIC.search(text, max(0, start - BESIDE), end + BESIDE)


def _believed(candidate: Candidate) -> bool:
    """Whether the model is sure of a person, and nothing speaks for keeping."""
    return candidate.voted and candidate.score >= BELIEVED and not candidate.keeps


def _authors_of(entry: str) -> list[Name]:
    """The authors of one reference entry: "City, E. A., Elmore, R. F., & Teitel, L. (2009). …"."""
    head = re.split(r"\(?(?:19|20)\d{2}", entry)[0]
    names = [
        Name(
            tuple(fold(i) for i in re.findall(r"[A-ZÀ-Þ]", initials)),
            tuple(fold(w) for w in re.split(r"[ ]", surname.removeprefix("and ").strip()) if w),
        )
        for surname, initials in AUTHOR.findall(head)
    ]
    return names or [parse_name(head.split(".")[0])]
