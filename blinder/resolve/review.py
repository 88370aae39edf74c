"""Blind or keep: the evidence around one candidate, seen with what the whole submission knows.

Keeping needs evidence: a citation, a reference list, a keep-list, a generic label. A model's KEEP alone is none for a
person. In doubt a candidate is blinded and marked for review.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import pairwise

from blinder.resolve.candidates import Candidate
from blinder.resolve.initials import ABBREVIATIONS, DOTTED, NOT_INITIALS
from blinder.resolve.names import PARTICLES, Name, fold, is_initials, parse_name, same_token, token_hooks
from blinder.resolve.places import core_of, fold_words
from blinder.resolve.words import COMMON, NAME_GOES_ON, Words, line_of
from blinder.resources import ordinary_words
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
        "name field",
        "role word before",
        "role after the comma",
        "greeting",
        "speaker turn",
        "author of a local paper",
    }
)
ROLE_BESIDE = frozenset({"role word before", "role after the comma"})  # "Professor Ana Quill" may be cited
SPOKEN = frozenset({"greeting", "speaker turn", "acts as a person", "among names"})
LISTS = frozenset({"list of people", "column of names", "name field"})
FACTS = frozenset({"state", "curriculum", "publisher", "public", "scholar", "geography", "term"})
TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Coach|Nurse|Principal|Superintendent|Officer|Pastor|Mme|Madame)\.?[ \u00a0]+$"
)
CITING = re.compile(
    (
        r"^(?:['’]s)? (?:and \S+ )?(?:argue|write|describe|remind|warn|suggest|call|define|claim|show|find"
        r"|found|note|state|explain|propose|recommend|distinguish|wrote|argued|described|theor|research"
        r"|work|framework|book|idea|concept|notion|term|model"
        r"|(?:\w+ ){0,2}(?:questions|steps|stages|principles|frames|levels|dimensions|taxonomy|protocol)\b)"
    ),
    re.IGNORECASE,
)
CHAT_BEFORE = re.compile(r"(?:^|\s)(?:w|with|ask|tell|text|from|hi|hey|thx|thanks|cc)\s$")
CITED_BEFORE = re.compile(
    (
        r"\b(?:cit(?:e|es|ed|ing)|quot(?:e|es|ed|ing)|according to|drew on|draws? on|drawing on"
        r"|influenced by|work of|ideas of|theory of|read|reading|after|from)\s"
        r"(?P<others>(?:[^\W\d_]+(?:,(?: and)?| and| &) )*)$"
    ),
    re.IGNORECASE,
)
VOICE = 0.95  # a model's score for a local person that outweighs a citation of the same surname elsewhere
SURE = 0.9  # a model's score for a person that outweighs the name of a people or a country
TELLING_HOSTS = (EntityType.SCHOOL, EntityType.DISTRICT)
TERM = re.compile(r"[A-Z]{3,}|Sept?|Oct|Nov|Dec|Feb|Aug|Apr")
SHORTEST = 2  # letters of an acronym that tells no place
TELLING = 5  # letters of a place's word that stands in a host by no chance
WELL_KNOWN = 2  # mentions with local evidence that make a surname local beyond a citation
FAINT = 0.4  # a model's score that proves nothing where every word has a capital
WHISPER = 0.2  # a score that proves nothing even with a capital
TOLD_BY_CAPITAL = {  # towns, mascots and people are words: Orange, Heron, Rain
    EntityType.LOCATION: WHISPER,
    EntityType.MASCOT: WHISPER,
    EntityType.PERSON: FAINT,
}
INSTITUTIONS = frozenset({EntityType.SCHOOL, EntityType.DISTRICT, EntityType.UNIVERSITY})  # known by their initials
SIGNED_LETTER = re.compile(r"[A-Z]\.?")
ENDS_LINE = re.compile(r"\.?[ \t]*(?:\n|$)")
FILE_ENDING = re.compile(r"(?<=\w\.)(?:docx?|odt|pdf|txt|md|csv|xlsx?|pptx?|jpe?g|png|html?|xml|jsonl?|toml|py|sh)")
SECTION_LETTER = re.compile(r"[A-Z]\.(?: (?![A-Z]\.)|$)")  # "J. Results", not "J. T. Quill"
BELIEVED = 0.6  # a model's score that needs no second witness


class Verdict(Enum):
    """What becomes of a candidate."""

    BLIND = "blind"
    KEEP = "keep"
    DROP = "drop"  # it is no name at all


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
class Review:
    """The evidence of one submission, and the judgement on its candidates."""

    words: Words
    cited: Cited
    local: Counter[str]  # folded name token → mentions with local evidence
    scholars: Mapping[str, set[str]] = field(
        default_factory=dict
    )  # letter → folded surnames of the label map's scholars
    local_given: Mapping[str, set[str]] = field(default_factory=dict)  # surname → first names of local people
    named: frozenset[str] = frozenset()  # folded names of the roster and the key
    papers: frozenset[str] = frozenset()  # folded surnames of those who wrote what is cited and local
    acronyms: frozenset[str] = frozenset()  # that stand in brackets behind the name of a local place
    places: frozenset[str] = frozenset()  # words of schools and districts that hosts are named after
    hosts: frozenset[str] = frozenset()  # of e-mail addresses, and the acronyms of schools and districts
    terms: frozenset[str] = frozenset()  # acronyms of tests and schooling, and months, that nobody is called

    def judge(self, candidate: Candidate) -> tuple[Verdict, str]:
        """The verdict on one candidate and, where a person should look, why."""
        text = self.words.texts[candidate.document]
        surface = candidate.text_of(text)
        if candidate.recognizer == "roster" or (
            candidate.entity_type is EntityType.PERSON
            and fold(surface) in self.named
            and not ({"label"} if " " in surface else {"cited", "entry", "label"}) & set(candidate.keeps)
        ):
            return Verdict.BLIND, ""
        if "label" in candidate.keeps:
            return Verdict.KEEP, ""
        if candidate.recognizer == "second look":  # judged already, in the text that a scorer gets
            return Verdict.BLIND, ""
        if candidate.entity_type is EntityType.PERSON:
            return self._judge_person(candidate, text, surface)
        if "entry" in candidate.keeps and AUTHOR.match(text, candidate.span.start):  # "Hale, J. A. (2008)"
            return Verdict.KEEP, ""
        return self._judge_place(candidate, surface)

    def _judge_place(self, candidate: Candidate, surface: str) -> tuple[Verdict, str]:
        keeps = set(candidate.keeps)
        if surface in self.acronyms:
            return Verdict.BLIND, ""
        if keeps & (FACTS | {"reference", "national"}):
            return Verdict.KEEP, ""
        if "thing" in keeps and candidate.recognizer != "spread":  # a school behind "Grade 4" is no course
            return Verdict.KEEP, ""
        if candidate.entity_type is EntityType.URL and self._is_ours(surface.casefold()):
            return Verdict.BLIND, ""
        if "entry" in candidate.keeps and candidate.entity_type in (
            EntityType.UNIVERSITY,
            EntityType.ORGANIZATION,
            EntityType.LOCATION,
            EntityType.URL,
            EntityType.ID,
            EntityType.PHONE_NUMBER,
        ):
            return Verdict.KEEP, ""
        if "vote" in candidate.keeps and not candidate.voted and candidate.recognizer == "model":
            return Verdict.KEEP, ""
        if candidate.cues == ("model",) and not self._believable(candidate, surface):
            return Verdict.DROP, ""
        return Verdict.BLIND, ""

    def _is_ours(self, address: str) -> bool:
        """Whether a web address in small letters is a local school's or district's, or where people have e-mail."""
        words = re.split(r"[^\w-]+", address)
        return any(place in address for place in self.places) or any(
            host in words or ("." in host and host in address) for host in self.hosts
        )

    def _judge_person(self, candidate: Candidate, text: str, surface: str) -> tuple[Verdict, str]:
        name = parse_name(surface)
        titled = bool(TITLED.search(text, max(0, candidate.span.start - 16), candidate.span.start))
        keeps = set(candidate.keeps)
        if candidate.weak and not self._plausible(candidate, name):
            return Verdict.DROP, ""
        letters = re.sub(r"[.\s]", "", surface)
        one_letter = len(letters) >= len("EEEE") and len(set(letters.casefold())) == 1
        ends_file = FILE_ENDING.fullmatch(text, candidate.span.start, candidate.span.end)
        if one_letter or ends_file or (surface.rstrip(".") in ABBREVIATIONS and not titled):
            return Verdict.DROP, ""
        if (
            is_initials(surface)
            and letters in NOT_INITIALS
            and not titled
            and not LOCAL_CUES & set(candidate.cues)
            and not ("." in surface and candidate.score >= BELIEVED and letters not in DOTTED)
        ):
            return Verdict.DROP, ""
        if {"entry", "cited"} & keeps:
            return (Verdict.BLIND, "a local person is cited") if self._cites_local(name) else (Verdict.KEEP, "")
        if FACTS & keeps - self._namesakes(candidate, name, text) and ("wide" in keeps or not (titled and name.bare)):
            return Verdict.KEEP, ""
        voice = candidate.voted and candidate.score >= BELIEVED
        if {"thing", "calling", "national"} & keeps and not titled and not voice and not self._is_local(name):
            return Verdict.KEEP, ""
        if not titled and name.bare and self._scholar(name) and not self._is_local(name):
            around = text[max(0, candidate.span.start - 60) : candidate.span.start]
            if CITING.match(text[candidate.span.end : candidate.span.end + 40]) or self._cited_with(around):
                return Verdict.KEEP, ""
        if not titled and self.cited.knows(name, fuzzy=not self._is_local(name)):
            after = text[candidate.span.end : candidate.span.end + 40]
            believed = candidate.voted and (candidate.score >= VOICE or bool(LOCAL_CUES & set(candidate.cues)))
            spoken_of = candidate.voted and bool((LOCAL_CUES - ROLE_BESIDE) & set(candidate.cues))
            another = bool(name.given) and not spoken_of and not self._same_local(name)
            if another or (not name.given and ((not self._is_local(name) and not believed) or CITING.match(after))):
                return Verdict.KEEP, ""
            return Verdict.BLIND, "shares a surname with a cited author"
        if keeps == {"vote"} and not candidate.voted:
            return self._voted_keep(candidate, name)
        if candidate.cues == ("model",) and not self._believable(candidate, surface):
            return Verdict.DROP, ""
        return Verdict.BLIND, ""

    def _namesakes(self, candidate: Candidate, name: Name, text: str) -> set[str]:
        """The kinds of facts that do not keep a bare name here: people are called Jordan, Israel and TA, too."""
        if INITIALS_CUES & set(candidate.cues):
            return {"term"}
        does = NAME_GOES_ON.match(text[candidate.span.end : candidate.span.end + 16]) or LISTS & set(candidate.cues)
        if name.bare and (SPOKEN & set(candidate.cues) or (does and self._is_local(name))):
            return {"geography", "public"}
        return {"geography"} if name.bare and candidate.voted and candidate.score >= SURE else set()

    def _believable(self, candidate: Candidate, surface: str) -> bool:
        """Whether what only the model says reads as a name: no low score on ordinary words or acronyms."""
        words = [word for word in re.findall(r"[^\W\d_]+", surface) if len(word) > 1]
        text = self.words.texts[candidate.document]
        if surface == surface.lower() and CHAT_BEFORE.search(
            text, max(0, candidate.span.start - 8), candidate.span.start
        ):
            return not any(self.words.small[fold(word)] for word in words)
        if candidate.score >= BELIEVED:
            return bool(words) or "." in surface or candidate.score >= VOICE
        person = candidate.entity_type is EntityType.PERSON
        capital = surface[0].isupper() and not (person and surface.isupper())
        if (
            capital
            and candidate.score >= TOLD_BY_CAPITAL.get(candidate.entity_type, 1)
            and self.words.proves(candidate.document, candidate.span.start)
        ):
            return True
        if candidate.entity_type is EntityType.ORGANIZATION and candidate.score < WHISPER:
            return False
        if SIGNED_LETTER.fullmatch(surface) and ENDS_LINE.match(text, candidate.span.end):
            return True
        if (
            person
            and capital
            and candidate.score >= FAINT
            and NAME_GOES_ON.match(text[candidate.span.end : candidate.span.end + 16])
        ):
            return True
        if person and candidate.score < FAINT and not self.terms.isdisjoint(words):  # "Fall DIBELS"
            return False
        if not words:
            return bool(re.search(r"[^\W\d_]\.\s?[^\W\d_]", surface))
        start = candidate.span.start
        if SECTION_LETTER.match(surface) and text[start - 1 : start] in ("", "\n"):
            return self._is_local(parse_name(surface))
        if self.words.opens_sentence(candidate.document, start) and candidate.score < (
            FAINT if len(words) == 1 else WHISPER if surface[1:].islower() else 0
        ):  # but for the first, its words are small: "Mi nieto quiere"
            return False
        ordinary = all(word.isascii() and self.words.ordinary(fold(word)) for word in words)
        acronym = len(words) == 1 and len(surface) <= 5 and surface[:2].isupper()
        acronym = acronym and not line_of(text, start).isupper()  # where all have capitals, they tell nothing
        acronym = acronym and (candidate.entity_type not in INSTITUTIONS or candidate.score < WHISPER)
        return surface != surface.lower() and not ordinary and not acronym

    def _voted_keep(self, candidate: Candidate, name: Name) -> tuple[Verdict, str]:
        if self._is_local(name):
            return Verdict.BLIND, ""
        surface = candidate.text_of(self.words.texts[candidate.document])
        if not self._believable(candidate, surface) or any(
            self.words.small[token] for token in name.tokens if len(token) > 2 and token not in COMMON
        ):
            return Verdict.KEEP, ""
        if surface.isupper() and (len(surface) <= 6 or candidate.score < FAINT):
            return Verdict.KEEP, ""
        return Verdict.BLIND, "the model would keep it, without evidence"

    def _scholar(self, name: Name) -> bool:
        token = name.tokens[0]
        return any(
            abs(len(known) - len(token)) < 2 and same_token(token, known) >= 0.7
            for known in self.scholars.get(token[0], ())
        )

    def _cited_with(self, before: str) -> bool:
        """Whether what stands before cites: "according to", and then only scholars ("We read Marzano, Freire and")."""
        cited = CITED_BEFORE.search(before)
        others = re.findall(r"(?!and )[^\W\d_]+", cited["others"]) if cited else ()
        return bool(cited) and all(self._scholar(parse_name(other)) for other in others)

    def _is_local(self, name: Name) -> bool:
        return any(self.local[token] for token in name.tokens if len(token) > 1 and token not in PARTICLES)

    def listed(self, candidate: Candidate) -> bool:
        """Whether a list or a column of names holds the candidate, and none of its words is an ordinary one."""
        name = parse_name(candidate.text_of(self.words.texts[candidate.document]))
        return bool(LISTS & set(candidate.cues)) and not any(
            self.words.ordinary(token) for token in name.tokens if len(token) > 1
        )

    def _same_local(self, name: Name) -> bool:
        """Whether a local person has this surname and first name, as far as both are known."""
        own = next((self.local_given[t] for t in reversed(name.family) if t in self.local_given), None)
        return own is not None and (not name.given or any(same_token(a, b) >= 0.6 for a in own for b in name.given))

    def _cites_local(self, name: Name) -> bool:
        """Whether a cited name is a local person's: first names agree, and the surname is well known here."""
        family = next((t for t in reversed(name.family) if t not in PARTICLES), "")
        if family in self.papers and (not name.given or self._same_local(name)):
            return True
        if self.local[family] < WELL_KNOWN:
            return False
        if name.given:
            return self._same_local(name)
        seen = self.cited.authors.get(family, set())
        own = self.local_given.get(family, set())
        return bool(seen) and all(any(same_token(a, b) >= 0.6 for b in own) for a in seen)

    def _plausible(self, candidate: Candidate, name: Name) -> bool:
        """Whether a stretch that only layout or a role word speaks for reads as a name at all."""
        tokens = [t for t in name.tokens if len(t) > 1]
        if not tokens:
            return "list of people" in candidate.cues or "column of names" in candidate.cues
        surface = candidate.text_of(self.words.texts[candidate.document])
        words = re.findall(r"[^\W\d_]{2,}", surface.casefold())
        if not SPOKEN & set(candidate.cues) and all(word in ordinary_words() and word not in COMMON for word in words):
            return False
        strong = {
            "list of people",
            "column of names",
            "name field",
            "signature",
            "role title before",
            "namesake",
            "initial and surname",
            *SPOKEN,
        } & set(candidate.cues)
        for token in tokens:
            if token in PARTICLES or self.local[token]:
                continue
            if self.words.small[token] and not (token in COMMON and strong):
                return False
            if token in COMMON and not strong and len(tokens) == 1:
                return False
        return not (surface.isupper() and len(surface) <= 5 and len(tokens) == 1) and bool(
            strong or len(tokens) > 1 or any(self.local[t] for t in tokens)
        )


def read_evidence(
    words: Words,
    candidates: Mapping[str, Sequence[Candidate]],
    cited_spans: Mapping[str, Sequence[tuple[str, str]]],
    keep: Mapping[str, Sequence[str]],
    known: Sequence[Known],
) -> Review:
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
    for token in (
        token for scholar in keep.get("scholar", ()) for token in parse_name(scholar).family if token not in PARTICLES
    ):
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
    places = {
        word
        for c, surface in found
        if c.entity_type in TELLING_HOSTS
        for word in core_of(fold_words(surface))
        if len(word) >= TELLING and not words.ordinary(word)
    }
    hosts = {
        surface.rpartition("@")[2].casefold()
        for c, surface in found
        if c.entity_type is EntityType.EMAIL_ADDRESS
        or (c.entity_type in TELLING_HOSTS and surface.isupper() and surface.isalpha() and len(surface) > SHORTEST)
    }
    return Review(
        words,
        cited,
        local,
        surnames,
        given,
        frozenset(map(fold, named)),
        frozenset(papers),
        frozenset(_told_acronyms(words, candidates)),
        frozenset(places),
        frozenset(hosts),
        frozenset(
            phrase
            for kind in ("state", "curriculum", "term")
            for phrase in keep.get(kind, ())
            if TERM.fullmatch(phrase)
        ),
    )


def _told_acronyms(words: Words, candidates: Mapping[str, Sequence[Candidate]]) -> Iterator[str]:
    """The acronyms in brackets behind a name that does not stay: "Quill Public Schools (QPS)"."""
    for document, found in candidates.items():
        for name, acronym in pairwise(found):
            beside = acronym.span.start - name.span.end <= len("’s (the ")
            if "acronym in brackets" in acronym.cues and beside and not (FACTS | {"national"}) & set(name.keeps):
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


def _believed(candidate: Candidate) -> bool:
    """Whether the model is sure of a person, and nothing speaks for keeping."""
    return candidate.voted and candidate.score >= BELIEVED and not candidate.keeps


AUTHOR = re.compile(r"([^\W\d_][^,.()&;]*?), ((?:[A-ZÀ-Þ]\.[ -]?)+)")


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
