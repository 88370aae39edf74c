"""Which role a person has: from the words beside any of its mentions, in any file."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from blinder.label_map import LabelMap
from blinder.types import Span

FILLER = (
    r"(?:our|the|a|an|my|his|her|their|your|new|interim|acting|former|retired|lead|head|veteran"
    r"|long-time|school|district|building|grades?|gr\.?|K|k|and|of|for|at|in|to|[\w&]+-?\w*|\d+(?:st"
    r"|nd|rd|th)?(?:[-–]\d+)?(?:st|nd|rd|th)?)"
)
WIDTH = 90
STUDENT_BEFORE = re.compile(
    (
        r"\b(?:(?:paper|work|notebook|sample|answer|drawing|thinking|response|desk|sentence|score|IEP"
        r"|mother|father|mom|dad|parents?|family|seat) of)\s?$"
    ),
    re.IGNORECASE,
)
STUDENT_AFTER = re.compile(
    (
        r"^(?:['’]s)? (?:mother|father|mom|dad|parents?|family|IEP|homework|notebook|paper|desk"
        r"|grandmother|work sample)\b|^,? (?:a|an|who is a) (?:\w+[- ]){0,3}(?:grader|student|freshman"
        r"|sophomore|junior|senior|boy|girl|newcomer)\b"
    ),
    re.IGNORECASE,
)
PROFESSOR_AFTER = re.compile(r"^['’]s (?:\w+ ){0,2}(?:course|seminar)\b", re.IGNORECASE)
PARENT_AFTER = re.compile(
    (
        r"^,? (?:\w+['’]s|whose) (?:mother|father|mom|dad|grandmother|grandfather|guardian|aunt|uncle|son"
        r"|daughter|child)\b"
    ),
    re.IGNORECASE,
)
CANDIDATE_BEFORE = re.compile(r"(?:^|\n)\W*(?:FROM|From|Candidate|Submitted by|Author)\s*:\s*$")
CANDIDATE_AFTER = re.compile(r"^,? (?:[\w-]+ ){0,5}(?:administrative|principal|leadership) intern\b", re.IGNORECASE)
SOMEBODY_ELSE = re.compile(r"\b(?:and|with|to|for|by|from|told|asked) (?:our |the |a )?$", re.IGNORECASE)
TITLE_ROLES = {
    "coach": "Instructional Coach",
    "nurse": "Nurse",
    "officer": "Community Partner",
    "pastor": "Community Partner",
    "rev": "Community Partner",
    "imam": "Community Partner",
    "rabbi": "Community Partner",
    "principal": "Principal",
    "superintendent": "Superintendent",
    "supt": "Superintendent",
    "professor": "Professor",
    "prof": "Professor",
    "dean": "Assistant Principal",
}
CUE_SCORES = {
    "field": 5.0,
    "title": 4.0,
    "apposition": 4.0,
    "before": 3.5,
    "list": 3.0,
    "row": 2.0,
    "column": 2.5,
    "heading": 1.5,
    "near": 1.0,
    "kin": 2.5,
}


class RoleReader:
    """Reads role cues around mentions with the phrases of one label map."""

    def __init__(self, label_map: LabelMap) -> None:
        cues = sorted(label_map.roles_by_cue, key=lambda cue: (-len(cue), cue))
        body = "|".join(re.escape(cue).replace(r"\ ", r"[ -]") for cue in cues)
        self.roles = label_map.roles_by_cue
        cue = rf"(?P<cue>{body})"
        self.before = re.compile(
            rf"(?<![\w-]){cue}s?(?P<sign>,|:| ?\||\))?[ \u00a0\n]*(?:(?:Mr|Mrs|Ms|Mx|Dr|Miss|Prof)\.?[ \u00a0]+)?$",
            re.IGNORECASE,
        )
        self.after = re.compile(
            (
                r"^(?:['’]s)?(?: ?\(|, ?| ?[-–—/|:] ?| is | was | serves as | as | (?:in|from|at) the "
                rf"|\n)(?:{FILLER}[ -]){{0,5}}?{cue}s?(?![\w-]| (?-i:[A-ZÀ-Þ][a-zà-ÿ]))"
            ),
            re.IGNORECASE,
        )
        self.anywhere = re.compile(rf"(?<![\w-]){cue}s?(?![\w-])", re.IGNORECASE)

    def votes(self, text: str, span: Span) -> dict[str, float]:
        """Role → weight of the cues around one mention."""
        found: dict[str, float] = defaultdict(float)
        before, after = text[max(0, span.start - WIDTH) : span.start], text[span.end : span.end + WIDTH]
        line_before = before.rpartition("\n")[2]
        if match := self.before.search(before):
            strength = "field" if match["sign"] in (":", " |", "|") else "before"
            found[self._role(match["cue"])] += CUE_SCORES[strength]
        if (match := self.after.match(after.partition("\n\n")[0])) and not re.search(
            r"[.;!?](?!\w)", after[: match.start("cue")].replace("gr.", "")
        ):
            found[self._role(match["cue"])] += (
                0 if SOMEBODY_ELSE.search(after[: match.start("cue")]) else CUE_SCORES["apposition"]
            )
        title = re.search(r"([^\W\d_]+)\.?[ \u00a0]+$", before)
        if role := TITLE_ROLES.get(title[1].casefold() if title else ""):
            found[role] += CUE_SCORES["title"]
        if CANDIDATE_BEFORE.search(before):
            found["Candidate"] += CUE_SCORES["field"]
        if CANDIDATE_AFTER.match(after):
            found["Candidate"] += 2 * CUE_SCORES["apposition"]
        if STUDENT_AFTER.match(after) or STUDENT_BEFORE.search(before):
            found["Student"] += CUE_SCORES["kin"]
        if PROFESSOR_AFTER.match(after):
            found["Professor"] += CUE_SCORES["kin"]
        if PARENT_AFTER.match(after):
            found["Parent"] += CUE_SCORES["kin"]
        self._list_head(text, span, found)
        self._table(text, span, line_before, found)
        return found

    def _role(self, cue: str) -> str:
        return (
            self.roles[re.sub(r"[ -]+", " ", cue.casefold())]
            if re.sub(r"[ -]+", " ", cue.casefold()) in self.roles
            else self.roles[cue.casefold()]
        )

    def _list_head(self, text: str, span: Span, found: dict[str, float]) -> None:
        """ "Present (grade 5 teachers): A, B" and "Teachers: A, B" """
        line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
        head, colon, between = line.rpartition(":")
        head = re.split(r"[.;]\s", head)[-1]
        if (
            colon
            and "|" not in between
            and ";" not in between
            and len(head) < 70
            and (cues := list(self.anywhere.finditer(head)))
        ):
            found[self._role(cues[-1]["cue"])] += CUE_SCORES["list"]

    def _table(self, text: str, span: Span, line_before: str, found: dict[str, float]) -> None:
        """The header of the mention's column, or a neighbouring cell that is a role."""
        if "|" not in text[text.rfind("\n", 0, span.start) + 1 : (text.find("\n", span.end) + 1 or len(text) + 1) - 1]:
            return
        start = text.rfind("\n", 0, span.start) + 1
        column = text.count("|", start, span.start)
        end = text.find("\n", span.end)
        line = text[start : end if end >= 0 else len(text)]
        header = _header(text, start, line.count("|"))
        if header and column < len(header) and (match := self.anywhere.search(header[column])):
            found[self._role(match["cue"])] += CUE_SCORES["column"]
        cells = line.split("|")
        for at in (column + 1, column - 1, column + 2):
            if 0 <= at < len(cells) and len(cells[at].split()) <= 6 and (match := self.anywhere.search(cells[at])):
                found[self._role(match["cue"])] += CUE_SCORES["row"]
                return


def _header(text: str, start: int, bars: int) -> list[str]:
    """The cells of the first line of the table that the line at `start` belongs to."""
    top, at = "", start
    for _ in range(60):
        if at <= 0:
            break
        before = text.rfind("\n", 0, at - 1) + 1
        line = text[before : at - 1]
        if line.count("|") != bars:
            break
        top, at = line, before
    return top.split("|") if top else []


@lru_cache(maxsize=4)
def role_reader(label_map: LabelMap) -> RoleReader:
    """The reader for one label map, built once."""
    return RoleReader(label_map)


def settle_role(votes: Iterable[Mapping[str, float]]) -> str:
    """The role that the cues around all mentions of a person speak for most, "Person" when there is none."""
    total: dict[str, float] = defaultdict(float)
    for vote in votes:
        for role, weight in vote.items():
            total[role] += weight
    return max(sorted(total), key=lambda role: total[role]) if total else "Person"
