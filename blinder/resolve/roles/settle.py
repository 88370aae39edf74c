"""The roles of all people of a submission, settled together from the votes around their mentions."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from blinder.label_map import LabelMap
from blinder.resolve.roles.beside import after_name, before_name
from blinder.resolve.roles.listed import in_list, in_section, in_table
from blinder.resolve.roles.looks import affiliation, look_of_name
from blinder.resolve.roles.page import TITLE, TITLED, Page, Vote
from blinder.types import Span

UNKNOWN = "Person"
VOTERS = (before_name, after_name, in_list, in_table, in_section, look_of_name, affiliation)
# How strongly a cue speaks for a role: what is said of one person in so many words, then what is said of several,
# then what follows from what they have and do, then how their names stand.
STRENGTHS = {
    "field": 5.0, "title": 4.0, "apposition": 4.0, "before": 3.5,
    "list": 3.0, "shared": 3.0, "loose apposition": 3.0, "column": 2.5, "row": 2.0,
    "owns": 2.5, "does": 2.0, "signs": 2.0, "beside": 2.0, "room": 2.0, "roll call": 2.0,
    "section": 1.5, "subject list": 1.5, "affiliation": 1.5, "record": 1.5, "motion": 1.5,
    "grade": 1.0, "address": 1.0, "room number": 1.0, "initial": 0.8, "quoted": 0.7, "company": 0.5,
}  # fmt: skip
MOST = 2  # times that one cue counts for one role, so that many weak cues never outweigh a strong one
HEARD, SETTLED = 2.0, 3.0  # weights from which on a role that only one person has counts; and before all others
LEADER = 2.0  # weight from which on a role is passed on to those named beside
LINK = re.compile(
    r"(?:['’]s)?(?:\s*\([^()\n]{0,40}\)|, (?:gr\.?|grade) ?\w+|, \d+)?[ \u00a0]*"
    rf"(?:[,;/&+·|]|\band\b|\by\b|\be\b|\n(?:[-•*–]|\d+[.)])?)[ \u00a0]*(?:and |& )?\**{TITLE}"
)
FAR = 60  # characters between two who are named together
NOBODY = ("", Span(0, 0), 0)


class Sighting(NamedTuple):
    """One mention of a person, and what its surroundings say."""

    document: str
    span: Span
    votes: Sequence[Vote]


Totals = list[dict[str, float]]  # per person role → weight


def votes_of(page: Page, span: Span) -> list[Vote]:
    """The votes of all cues around one mention."""
    return [vote for voter in VOTERS for vote in voter(page, span)]


def weigh(votes: Iterable[Vote]) -> dict[str, float]:
    """Role → weight."""
    total: dict[str, float] = defaultdict(float)
    for (role, cue), count in sorted(Counter(votes).items()):
        total[role] += STRENGTHS[cue] * min(count, MOST)
    return dict(total)


def settle_roles(people: Sequence[Sequence[Sighting]], texts: Mapping[str, str], label_map: LabelMap) -> list[str]:
    """The role of each person: the one with the heaviest votes, "Person" where there are none."""
    forms = [_form(sightings, texts) for sightings in people]
    totals = [_total(sightings, form, label_map) for sightings, form in zip(people, forms, strict=True)]
    for role in sorted(label_map.roles_with("unique")):
        _give_to_one(totals, role)
    _share(totals, list(_companies(people, texts)), forms, label_map)
    return [_best(total) or UNKNOWN for total in totals]


def _total(sightings: Sequence[Sighting], form: str, label_map: LabelMap) -> dict[str, float]:
    """The person's weights; "Ana Q." means a student only where nobody writes more of the name, or "Ms."."""
    votes = [vote for s in sightings for vote in s.votes if vote.cue != "initial" or form == "bare"]
    total = weigh(votes)
    return {r: w for r, w in total.items() if form != "titled" or r not in label_map.roles_with("untitled")}


def _give_to_one(totals: Totals, role: str) -> None:
    """Leave a role that only one person of a submission has with whom most speaks for."""
    weights = [total.pop(role, 0.0) for total in totals]
    best = max(weights, default=0.0)
    if best >= HEARD:
        own = totals[weights.index(best)]
        own[role] = best
        if best >= SETTLED:
            own |= dict.fromkeys(set(own) - {role}, 0.0)


def _share(totals: Totals, companies: Sequence[Sequence[int]], forms: Sequence[str], label_map: LabelMap) -> None:
    """Let those about whom nothing is known have the role of those in whose company they are named."""
    for _ in range(2):
        sure = {n: role for n, total in enumerate(totals) if (role := _best(total)) and total[role] >= LEADER}
        for company in companies:
            for number in dict.fromkeys(company):
                roles = {sure[other] for other in company if other in sure and forms[other] == forms[number]}
                if not totals[number] and len(roles) == 1 and roles <= label_map.roles_with("common"):
                    totals[number][roles.pop()] = STRENGTHS["company"]


def _best(total: Mapping[str, float]) -> str:
    return max(sorted(total), key=lambda role: total[role]) if total else ""


def _companies(people: Sequence[Sequence[Sighting]], texts: Mapping[str, str]) -> Iterator[list[int]]:
    """People who are named one after another, by number: "Ana, Bo and Cy"."""
    seen = sorted((s.document, s.span, number) for number, sightings in enumerate(people) for s in sightings)
    company: list[int] = []
    for (document, span, number), (after, its_span, _) in zip(seen, [*seen[1:], NOBODY], strict=False):
        company.append(number)
        near = document == after and its_span.start - span.end <= FAR
        if not near or not LINK.fullmatch(texts[document], span.end, its_span.start):
            if len(company) > 1:
                yield company
            company = []


def _form(sightings: Sequence[Sighting], texts: Mapping[str, str]) -> str:
    """How the person is named at most: "titled", "full", or "bare": by one word, or one and an initial."""
    surfaces = [texts[s.document][s.span.start : s.span.end] for s in sightings]
    if any(TITLED.search(texts[s.document], max(0, s.span.start - 8), s.span.start) for s in sightings):
        return "titled"
    full = any(sum(len(word.strip(".,")) > 1 for word in surface.split()) > 1 for surface in surfaces)
    return "full" if full else "bare"
