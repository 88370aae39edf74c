"""Blind or keep: the evidence around one candidate, seen with what the whole submission knows.

Keeping needs evidence: a citation, a reference list, a keep-list, a generic label. A model's KEEP alone is none for a
person. In doubt a candidate is blinded and marked for review.
"""

import re
from dataclasses import dataclass
from enum import Enum

from blinder.resolve.belief import FAINT, SPOKEN, VOICE, is_believable, is_plausible
from blinder.resolve.candidates import Candidate
from blinder.resolve.company import Company
from blinder.resolve.evidence import AUTHOR, BELIEVED, FACTS, INITIALS_CUES, KNOWN_TO_ALL, LOCAL_CUES, Evidence
from blinder.resolve.initials import ABBREVIATIONS, DOTTED, NOT_INITIALS
from blinder.resolve.names import Name, fold, is_initials, parse_name
from blinder.resolve.places import core_of, fold_words
from blinder.resolve.words import COMMON, FILE_ENDING, NAME_GOES_ON, POSSESSIVE
from blinder.types import Detection, EntityType

ROLE_BESIDE = frozenset({"role word before", "role after the comma"})  # "Professor Ana Quill" may be cited
LISTS = frozenset({"list of people", "column of names", "surname first", "name field"})
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
OF_A_PEOPLE = re.compile(  # goes on after "Black" or "White" that is nobody's name: " boys", "/African", " paint."
    r"^(?:[-‑/&]|,? (?:and |or |& )?[A-Z]| [a-z]+[.,;:!?)]"
    r"| (?:\w+ )?(?:students?|pupils|learners|youth|boys?|girls?|child(?:ren)?|kids"
    r"|famil|parents|people|males?|females?|m[ae]n\b|wom[ae]n|teachers?|educators?|leaders?|staff|residents|neighbors|scholars"
    r"|authors|voices|lives|culture|history|heritage|communit|population|subgroup|group))"
)
WOULD_KEEP = "the model would keep it, without evidence"
SURE = 0.9  # a model's score for a person that outweighs the name of a people or a country


class Verdict(Enum):
    """What becomes of a candidate."""

    BLIND = "blind"
    KEEP = "keep"
    DROP = "drop"  # it is no name at all


@dataclass(frozen=True)
class Review:
    """Judges candidates by the evidence of their submission, and in finished files by their company."""

    evidence: Evidence
    company: Company | None = None

    def judge(self, candidate: Candidate) -> tuple[Verdict, str]:
        """The verdict on one candidate and, where a person should look, why."""
        text = self.evidence.words.texts[candidate.document]
        surface = candidate.text_of(text)
        if candidate.recognizer == "roster" or (
            candidate.entity_type is EntityType.PERSON
            and fold(surface) in self.evidence.named
            and not ({"label"} if " " in surface else {"cited", "entry", "label"}) & set(candidate.keeps)
        ):
            return Verdict.BLIND, ""
        if "label" in candidate.keeps:
            return Verdict.KEEP, ""
        if candidate.recognizer == "second look":  # judged already, in the text that a scorer gets
            return Verdict.BLIND, ""
        if KNOWN_TO_ALL & set(candidate.keeps):
            if self._is_here(candidate, text, surface):
                return Verdict.BLIND, "shares its name with somebody whom all know"
            if core_of(fold_words(surface)) in self.evidence.namesakes:
                return Verdict.BLIND, "a school here bears this name"
        if candidate.entity_type is EntityType.PERSON:
            return self._judge_person(candidate, text, surface)
        if "entry" in candidate.keeps and AUTHOR.match(text, candidate.span.start):  # "Hale, J. A. (2008)"
            return Verdict.KEEP, ""
        return self._judge_place(candidate, surface)

    def _judge_place(self, candidate: Candidate, surface: str) -> tuple[Verdict, str]:
        keeps = set(candidate.keeps)
        if surface in self.evidence.acronyms:
            return Verdict.BLIND, ""
        if keeps & (FACTS | {"reference", "national"}):
            return Verdict.KEEP, ""
        if "thing" in keeps and candidate.recognizer != "spread" and "short name of a university" not in candidate.cues:
            return Verdict.KEEP, ""  # but a school behind "Grade 4" is no course, nor is "the UMB program"
        if candidate.entity_type is EntityType.URL and self.evidence.is_ours(surface.casefold()):
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
        if candidate.cues == ("model",) and not is_believable(self.evidence, candidate, surface):
            return Verdict.DROP, ""
        return Verdict.BLIND, ""

    def _is_here(self, candidate: Candidate, text: str, surface: str) -> bool:
        """Whether it is the name of somebody here, too: told so, or by what a local person of this surname does."""
        name = parse_name(surface)
        alike = name.full and any(map(self.evidence.local.get, name.family)) and not self.evidence.given_of(name)
        after = text[candidate.span.end : candidate.span.end + 16]
        does = NAME_GOES_ON.match(after) and not after.startswith(POSSESSIVE)
        return fold(surface) in self.evidence.shared or bool(alike and does)

    def keeps_whole(self, detection: Detection, text: str) -> bool:
        """Whether it is the full name of somebody whom all know, and nobody's here."""
        surface = text[detection.span.start : detection.span.end]
        return detection.keep in KNOWN_TO_ALL and " " in surface and fold(surface) not in self.evidence.shared

    def _judge_person(self, candidate: Candidate, text: str, surface: str) -> tuple[Verdict, str]:
        name = parse_name(surface)
        titled = bool(TITLED.search(text, max(0, candidate.span.start - 16), candidate.span.start))
        keeps = set(candidate.keeps)
        if candidate.weak and not is_plausible(self.evidence, candidate, name):
            return Verdict.DROP, ""
        letters = re.sub(r"[.\s]", "", surface)
        one_letter = len(letters) >= len("EEEE") and len(set(letters.casefold())) == 1
        ends_file = FILE_ENDING.fullmatch(text, candidate.span.start - 1, candidate.span.end)
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
            return (Verdict.BLIND, "a local person is cited") if self.evidence.cites_local(name) else (Verdict.KEEP, "")
        if FACTS & keeps - self._namesakes(candidate, name, text) and ("wide" in keeps or not (titled and name.bare)):
            return Verdict.KEEP, ""
        voice = candidate.voted and candidate.score >= BELIEVED
        if {"thing", "calling", "national"} & keeps and not titled and not voice and not self.evidence.is_local(name):
            return Verdict.KEEP, ""
        if not titled and name.bare and self.evidence.is_scholar(name) and not self.evidence.is_local(name):
            before = text[max(0, candidate.span.start - 60) : candidate.span.start]
            after = text[candidate.span.end : candidate.span.end + 40]
            pair = self.evidence.beside_scholar(name, before, after)
            if pair or CITING.match(after) or self.evidence.cited_with(before):
                return Verdict.KEEP, ""
        if not titled and self.evidence.cited.knows(name, fuzzy=not self.evidence.is_local(name)):
            after = text[candidate.span.end : candidate.span.end + 40]
            believed = candidate.voted and (candidate.score >= VOICE or bool(LOCAL_CUES & set(candidate.cues)))
            spoken_of = candidate.voted and bool((LOCAL_CUES - ROLE_BESIDE) & set(candidate.cues))
            another = bool(name.given) and not spoken_of and not self.evidence.same_local(name)
            if another or (
                not name.given and ((not self.evidence.is_local(name) and not believed) or CITING.match(after))
            ):
                return Verdict.KEEP, ""
            return Verdict.BLIND, "shares a surname with a cited author"
        if keeps == {"vote"} and not candidate.voted:
            return self._voted_keep(candidate, name)
        if candidate.cues == ("model",) and not is_believable(self.evidence, candidate, surface):
            return Verdict.DROP, ""
        return Verdict.BLIND, ""

    def _namesakes(self, candidate: Candidate, name: Name, text: str) -> set[str]:
        """The kinds of facts that do not keep a bare name here: people are called Jordan, Israel and TA, too."""
        if INITIALS_CUES & set(candidate.cues):
            return {"term"}
        does = NAME_GOES_ON.match(text[candidate.span.end : candidate.span.end + 16]) or LISTS & set(candidate.cues)
        if name.bare and (SPOKEN & set(candidate.cues) or (does and self.evidence.is_local(name))):
            return {"geography", "public"}
        if name.bare and self.evidence.well_known(name) and not OF_A_PEOPLE.match(text[candidate.span.end :][:40]):
            return {"geography"}
        if not name.bare or not candidate.voted or candidate.score < SURE:
            return set()
        return {"geography", "term"} if len(name.tokens[0]) == 1 else {"geography"}  # K is rarely a pupil

    def _voted_keep(self, candidate: Candidate, name: Name) -> tuple[Verdict, str]:
        ours = "namesake" in candidate.cues and not self.evidence.places.isdisjoint(name.tokens)
        if ours or self.evidence.is_local(name):
            return Verdict.BLIND, ""
        surface = candidate.text_of(self.evidence.words.texts[candidate.document])
        if not is_believable(self.evidence, candidate, surface) or any(
            self.evidence.words.small[token] for token in name.tokens if len(token) > 2 and token not in COMMON
        ):
            return Verdict.KEEP, ""
        if surface.isupper() and (len(surface) <= 6 or candidate.score < FAINT):
            return Verdict.KEEP, ""
        if self.company and (
            (name.bare and self.evidence.is_scholar(name))
            or self.company.bears_out(candidate.document, candidate.span, name)
        ):
            return Verdict.KEEP, ""
        return Verdict.BLIND, WOULD_KEEP

    def listed(self, candidate: Candidate) -> bool:
        """Whether a list or a column of names holds the candidate, and none of its words is an ordinary one."""
        name = parse_name(candidate.text_of(self.evidence.words.texts[candidate.document]))
        return bool(LISTS & set(candidate.cues)) and not any(
            self.evidence.words.ordinary(token) for token in name.tokens if len(token) > 1
        )
