"""Names by layout: attendance lists, form fields, and table columns whose header says that names follow."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from presidio_analyzer.nlp_engine import NlpArtifacts

from blinder.detect.recognizers.anchors import Opening
from blinder.detect.recognizers.base import (
    DEGREES,
    NAME_WORD,
    PARTICLE,
    PERSON_NAME,
    UPPER,
    Hit,
    Recognizer,
    lines,
    votes_in,
)
from blinder.detect.recognizers.people import is_generic, trim_name
from blinder.detect.votes import Vote
from blinder.resources import ordinary_words
from blinder.types import EntityType

LIST_NAME = (
    "Present|Absent|Attendees?|Attendance|In attendance|Participants?|Participating|Excused|Regrets|Guests?|Observers?"
    "|Members?|Membership|Team|Team members?|Group members|Facilitators?|Co-facilitators?|Note[- ]takers?|Notetakers?"
    "|Minute[- ]takers?|Minutetakers?|Recorder|Scribe|Time[- ]keepers?|Timekeepers?|Chair|Co-chairs?|Developed by"
    "|Prepared by|Submitted by|Written by|Authors?|Created by|Completed by|Reviewed by|Late|Arrived late|Left early"
    "|Not present|Volunteers?|Presenters?|Speakers?|Panel|Panelists|To|From|CC|Bcc|Attn"
)
SIGNED = re.compile(  # heads behind which one person stands, maybe by initials
    r"(?:from|(?:\w+ )?by|authors?|recorder|scribe|(?:note|minute|time)[- ]?(?:taker|keeper)s?|(?:co-)?facilitators?"
    r"|(?:co-)?chairs?|presenters?)\b",
    re.IGNORECASE,
)
ALONE = re.compile(r"\s*(?P<letters>[A-Z]{2,4})\s*")
OF_WHOM = "Members?|Also|Others?|Staff|Students?|Committee|Council|Guests?"
LIST_HEAD = Opening(
    [*LIST_NAME.split("|"), *OF_WHOM.split("|")],
    rf"(?P<head>(?:(?:{OF_WHOM}) )?(?:{LIST_NAME})\s*(?:\([^()\n|]{{0,60}}\))?)[ \t]*:[ \t]*(?P<items>[^\n]*)",
    flags=re.IGNORECASE,
    any_case=True,
    before=r"(?:^|[|\n•*.;]\s?|\s\s)\W{0,4}$",
)
FIELD_NAME = (
    "Student|Teacher|Educator|Evaluator|Observer|Observed|Supervisor|Principal|Assistant Principal|Coach|Counselor"
    "|Nurse|Parent|Guardian|Parent/Guardian|Candidate|Contact|Case manager|Liaison|Child|Sender|Recipient|Author"
    "|Last[- ]modified by|Manager|Employee|Staff|Member|Reader|Advisor|Interviewer|Interviewee|Speaker|Homeroom"
    "|Referred by|Print name|Printed name|Signature|Signed|Name|Full name|First name|Last name|Preferred name"
    "|Emergency contact|Class of|Teacher of record"
)
FIELD = Opening(
    FIELD_NAME.split("|"),
    rf"(?P<head>(?:{FIELD_NAME})(?:['’]s)?(?: name| signature|\(s\)| initials)?(?: \([^()\n|]{{0,40}}\))?)"
    r"[ \t]*:[ \t]*_*[ \t]*(?P<items>[^\n|;_]{2,80})",
    flags=re.IGNORECASE,
    any_case=True,
    before=r"(?:^|[|\n]\s?|\s\s|\. |; )\W{0,4}$",
)
NAME_COLUMN = re.compile(
    r"^\W*(?:(?:student|teacher|staff|educator|member|employee|participant|attendee|child|parent"
    r"|guardian|family|contact|first|last|full|legal|preferred)s?(?:['’]s?)?\s*(?:name)?s?|name"
    r"|names?(?: \(.*\))?|members?|facilitators?|coach|principal|who|owner|lead|"
    r"leader|person|person responsible|responsible|chair|point person|counselor|sub(?:stitute)?"
    r"|covering|advisor|presenter|speaker|liaison|led by|case manager|homeroom teacher|mentor|mentee"
    r"|observer|visitor|host|partner|staff member|team members?|membership|participants|attendees"
    r"|evaluator|interviewer|grade \d teacher|classroom teacher|reader|writer|author|signature"
    r"|signed)\W*$",
    re.IGNORECASE,
)
AUTHOR_COLUMN = re.compile(r"\W*(?:author|writer|illustrator)s?\W*$", re.IGNORECASE)
BOOKS = re.compile(r"\W*(?:(?:book )?titles?|books?|publisher|isbn|copies|works?|poems?|texts?)\W*$", re.IGNORECASE)
INITIALS_COLUMN = re.compile(r"^\W*(?:initials?|init)\W*$", re.IGNORECASE)
INITIALS_HEAD = re.compile(r"(?: {2}|\t)(?P<head>Initials?|INITIALS?|Init\.?)(?= {2}|\t|\s*$)")
CELL_IN_BLANKS = re.compile(r"(?<=  )\S+(?=  |\s*$)")
SLACK = 3  # letters that a cell may stand beside its column's head
LONGEST_INITIALS = 16
INITIALS = re.compile(
    r"(?!(?:no|yes|na|ok|tbd|absent)$)(?:[^\W\d_]{2,4}|(?:[^\W\d_]\.){1,4}|[^\W\d_a-z])", re.IGNORECASE
)
COLUMNS = (  # a column's head, what its cells are, and their form
    (
        re.compile(r"(?:[\w.]+ ){0,2}(?:ID|id|Id|SASID|LASID|ID ?#|ID number|ID no\.?|[Ss]tudent (?:#|no\.?|number))"),
        EntityType.ID,
        re.compile(r"(?=(?:\D*\d){3})[A-Z]{0,5}[- ]?[\dA-Z-]{3,}"),
    ),
    (
        re.compile(r"(?i:(?:(?:home|sending|previous|prior|feeder|former|last) )?school(?: before| name| attended)?)"),
        EntityType.SCHOOL,
        re.compile(
            r"(?!(?:All|Total|Other|None|Our|Same|Unknown|Elementary|Middle|High|Primary|Public|Private|Charter|State"
            rf"|District|Level|Grades?|School)\b){NAME_WORD}(?:[ -]{NAME_WORD}){{0,3}}(?: K-?\d{{1,2}})?"
        ),
    ),
)
SEAT = re.compile(rf"{NAME_WORD}(?: {NAME_WORD})?")
SMALL_NAME = re.compile(r"(?=\D+$)[a-zà-ÿ]\w+(?: [a-zà-ÿ]\w+){1,3}")
NO_SEAT = frozenset("gym lunch library office specials art sub ela math teacher reading french staff".split())
SEATED = 2  # names in a row that make its other words names
SEPARATOR = re.compile(r"\s*(?:[,;/&•·|]|\band\b|\t|\s{3,}| - | – )\s*")
SUFFIX = r" (?:Jr|Sr|II|III|IV)\.?"
LAST_FIRST = re.compile(rf"{NAME_WORD}(?:[ -]{NAME_WORD})?(?:{SUFFIX})?, {NAME_WORD}(?: [A-Z]\.?)?")
SURNAME_FIRST = re.compile(  # one person for sure
    rf"{NAME_WORD}(?:{SUFFIX})?, (?P<two>{NAME_WORD} {NAME_WORD})"
    rf"|{NAME_WORD}(?: {NAME_WORD})?{SUFFIX}, {NAME_WORD}(?: [A-Z]\.?)?"
)
WHOLE_NAME = re.compile(
    rf"^(?:(?:Mr|Mrs|Ms|Mx|Dr)\.? )?(?P<name>(?:{PARTICLE} )?{PERSON_NAME})(?:\s*\((?P<extra>[^()]*)\)?"
    rf"|,? (?:Jr|Sr|Ed\.?D|Ph\.?D|M\.?Ed)\.?)*(?:(?!(?<=[{UPPER}]\.) [{UPPER}])[ ,:(–-].*|\.)?$"
)
PROSE = re.compile(  # a sentence behind a list: "Present: Ana, Bo. We read on."
    r"(?<=[^\W\d_A-Z]{2})(?<!Mrs|Sra|Rev|Hon)(?<!Prof|Supt|Asst|Srta)\. "
    r"(?=[^:.\n]*\b[a-z]{2,} [a-z]{2,}\b[^:.\n]*(?:\.|$))"
)
SPEECH = re.compile(  # the rest of it, behind its first word
    r"(?:['’][a-z]{1,2})? (?!(?:and|or|with|from|as|who|for|in|at|on|of)\b)[a-z]"
    r"|['’][a-z]{1,2} |[!?] ?\S|\. [A-Z]|, I\b"
)
BULLET = re.compile(rf"^\s*(?:[-•*▪◦o]|\d{{1,2}}[.)])\s+(?P<items>(?:(?:Mr|Mrs|Ms|Mx|Dr)\.? )?{PERSON_NAME}.*)$")


class ListRecognizer(Recognizer):
    """Lists of people, as minutes, forms and tables have them."""

    subject = "lists"

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterator[Hit]:
        """Items of lists after a head word, values of name fields, cells under a name header."""
        votes = votes_in(artifacts)
        for match in LIST_HEAD.finditer(text):
            yield from _named(text, self._items(text, *match.span("items"), "list of people"), votes)
            if SIGNED.match(match["head"]) and (alone := ALONE.fullmatch(text, *match.span("items"))):
                yield Hit(*alone.span("letters"), EntityType.PERSON, 0.6, cue="name field")
            if not match["items"].strip():
                yield from self._bullets(text, match.end() + 1)
        for match in FIELD.finditer(text):
            yield from _named(text, self._items(text, *match.span("items"), "name field"), votes)
        yield from self._columns(text)
        yield from _under_initials(text)
        yield from _told_by_head(text)
        yield from self._seats(text, votes)

    def _bullets(self, text: str, start: int) -> Iterator[Hit]:
        for line_start, line in lines(text[start : start + 4000]):
            if not line.strip() or not (match := BULLET.match(line)):
                if line_start:
                    return
                continue
            at = start + line_start
            yield from self._items(
                text, at + match.start("items"), at + match.end("items"), "list of people", first_only=True
            )

    def _columns(self, text: str) -> Iterator[Hit]:
        named: list[int] = []
        signed: list[int] = []
        width = 0
        for start, line in lines(text):
            cells = _cells(start, line)
            if len(cells) < 2:
                named, signed, width = [], [], 0
                continue
            heads = [at for at, (a, b) in enumerate(cells) if NAME_COLUMN.match(text[a:b])]
            if not width or (heads and len(cells) != width):
                if any(BOOKS.match(text[a:b]) for a, b in cells):
                    heads = [at for at in heads if not AUTHOR_COLUMN.match(text[slice(*cells[at])])]
                named, width = heads, len(cells)
                signed = [at for at, (a, b) in enumerate(cells) if INITIALS_COLUMN.match(text[a:b])]
                continue
            for at in signed:
                if at < len(cells) and INITIALS.fullmatch(text, *cells[at]):
                    yield Hit(*cells[at], EntityType.PERSON, 0.85, cue="column of initials")
            for at in named:
                if at < len(cells) and _is_small_name(text[slice(*cells[at])]):
                    yield Hit(*cells[at], EntityType.PERSON, 0.8, cue="column of names")
                elif at < len(cells):
                    yield from self._items(text, *cells[at], "column of names")

    def _seats(self, text: str, votes: Sequence[Vote]) -> Iterator[Hit]:
        """The words in a row of a table that holds nothing but names, by the model's vote on half of them or more."""
        people = {(vote.start, vote.end) for vote in votes if vote.label == "PERSON"}
        for start, line in lines(text):
            cells = [(a, b) for a, b in _cells(start, line) if a < b and text[a] != "("]
            named = sum(cell in people for cell in cells)
            if named >= max(SEATED, len(cells) / 2) and all(SEAT.fullmatch(text, *cell) for cell in cells):
                for a, b in cells:
                    words = set(text[a:b].casefold().split())
                    if not (is_generic(text[a:b]) or words & NO_SEAT or words & ordinary_words()):
                        yield Hit(a, b, EntityType.PERSON, 0.75, cue="among names")

    def _items(self, text: str, start: int, end: int, cue: str, *, first_only: bool = False) -> Iterator[Hit]:
        """The names among the items, without roles ("Superintendent", "Administrative Intern") and degrees."""
        for hit in _items(text, start, end, cue, self.label_map.roles_by_cue, first_only=first_only):
            told = text[hit.start : hit.end]
            roles = all(part.strip() in self.label_map.roles_by_cue for part in told.casefold().split(","))
            if not roles and not DEGREES.fullmatch(f", {told}"):
                yield hit


def _named(text: str, hits: Iterable[Hit], votes: Sequence[Vote]) -> Iterator[Hit]:
    """The hits that name somebody: a word that goes on as speech ("Student: Maybe seven") where the model agrees."""
    for hit in hits:
        speech = " " not in text[hit.start : hit.end] and SPEECH.match(text, hit.end)
        if not speech or any(vote.start < hit.end and hit.start < vote.end for vote in votes):
            yield hit


def _under_initials(text: str) -> Iterator[Hit]:
    """Initials in a column that only blanks make, under its head."""
    column = -1
    for start, line in lines(text):
        if head := INITIALS_HEAD.search(line):
            column = head.start("head")
        elif not line.strip():
            column = -1
        elif column >= 0:
            for cell in CELL_IN_BLANKS.finditer(line, max(0, column - SLACK), column + LONGEST_INITIALS):
                if abs(cell.start() - column) <= SLACK and INITIALS.fullmatch(cell[0]):
                    yield Hit(
                        start + cell.start(), start + cell.end(), EntityType.PERSON, 0.85, cue="column of initials"
                    )


def _told_by_head(text: str) -> Iterator[Hit]:
    """The cells of tables whose column's head says what they are: identifiers, schools."""
    heads: list[tuple[int, EntityType, re.Pattern[str]]] = []
    for start, line in lines(text):
        cells = _cells(start, line)
        told = [
            (at, kind, form)
            for at, (a, b) in enumerate(cells)
            for head, kind, form in COLUMNS
            if head.fullmatch(text, a, b)
        ]
        heads = told or heads if cells else []
        for at, kind, form in () if told else heads:
            if at < len(cells) and form.fullmatch(text, *cells[at]):
                yield Hit(*cells[at], kind, 0.8, cue="column's head")


def _is_small_name(cell: str) -> bool:
    """Whether a cell holds two words or more in small letters, and none of them is a common one."""
    return bool(SMALL_NAME.fullmatch(cell)) and ordinary_words().isdisjoint(cell.split())


def _cells(start: int, line: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for cell in line.split("|"):
        inner = cell.strip()
        if inner:
            left = at + len(cell) - len(cell.lstrip())
            found.append((start + left, start + left + len(inner)))
        else:
            found.append((start + at, start + at))
        at += len(cell) + 1
    return found if len(found) > 1 else []


def _items(
    text: str, start: int, end: int, cue: str, roles: Collection[str], *, first_only: bool = False
) -> Iterator[Hit]:
    """The names among the items between `start` and `end`: each item that opens with one, and not with a role."""
    if "|" in text[start:end]:
        end = start + text[start:end].index("|")
    if prose := PROSE.search(text, start, end):
        end = prose.start()
    one = SURNAME_FIRST.fullmatch(text, start, end) if cue == "column of names" else None
    if one and not (one["two"] and (one["two"].casefold() in roles or any(map(is_generic, one["two"].split())))):
        yield Hit(start, end, EntityType.PERSON, 0.85, cue="surname first")
        return
    turned = [
        (m.start() + start, m.end() + start)
        for m in LAST_FIRST.finditer(text[start:end])
        if ";" in text[start:end] or m.end() - m.start() == len(text[start:end].strip())
    ]
    if turned:
        for a, b in turned:
            yield Hit(a, b, EntityType.PERSON, 0.85, cue=cue)
        return
    at = start
    for gap in [*SEPARATOR.finditer(text, start, end), None]:
        stop = gap.start() if gap else end
        if (
            (match := WHOLE_NAME.match(text[at:stop]))
            and _like_name(match["name"])
            and match["name"].casefold() not in roles
            and (trimmed := trim_name(text, at + match.start("name"), at + match.end("name")))
        ):
            yield Hit(*trimmed, EntityType.PERSON, 0.8, cue=cue)
        if gap is None or first_only:
            return
        at = gap.end()


def _like_name(name: str) -> bool:
    words = name.split()
    return len(words) <= 4 and not is_generic(words[0]) and not (len(name) <= 4 and name.isupper() and "." not in name)
