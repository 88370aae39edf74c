"""Marked texts: `⟦TYPE|role|entity|surface⟧` inside plain text → the plain text and its spans.

The validator and the training recipe read the same form, so the reader is a file of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MARK = re.compile(r"⟦([^|⟦⟧]*)\|([^|⟦⟧]*)\|([^|⟦⟧]*)\|([^⟦⟧]*)⟧")
PERSON_ROLES = frozenset(
    {
        "Assistant Principal", "Assistant Superintendent", "Candidate", "Community Partner", "Counselor",
        "Curriculum Director", "Custodian", "Department Head", "Instructional Coach", "Librarian", "Nurse", "Other",
        "Paraprofessional", "Parent", "Principal", "Professor", "Psychologist", "School Committee Member", "Secretary",
        "Special Educator", "Student", "Superintendent", "Supervising Practitioner", "Teacher",
    }
)  # fmt: skip
LOCATION_ROLES = frozenset(
    {"Building", "Location", "Neighborhood", "Park", "Region", "River", "State", "Street", "Town"}
)
KEEP_ROLES = frozenset({"cited", "public", "curriculum", "state", "common", "label"})
ROLES: dict[str, frozenset[str]] = {
    "PERSON": PERSON_ROLES,
    "LOCATION": LOCATION_ROLES,
    "KEEP": KEEP_ROLES,
    "SCHOOL": frozenset({"School"}),
    "DISTRICT": frozenset({"District"}),
    "UNIVERSITY": frozenset({"University"}),
    "ORG": frozenset({"Organization"}),
    "EMAIL": frozenset({"Email"}),
    "PHONE": frozenset({"Phone"}),
    "URL": frozenset({"Url", "URL"}),
    "ADDRESS": frozenset({"Address"}),
    "ID": frozenset({"Id", "ID"}),
    "HANDLE": frozenset({"Handle"}),
    "MASCOT": frozenset({"Mascot"}),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: half-open code points of the plain text, and what the writer said about them."""

    start: int
    end: int
    type: str
    role: str
    entity: str
    surface: str


@dataclass(frozen=True, slots=True)
class MarkedDocument:
    """One line of a marked file: where it stands, its plain text, its marks in reading order."""

    file: Path
    line: int
    submission: str
    part: str
    marked: str
    text: str
    marks: tuple[Mark, ...]


def read_marks(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """Take the marks out of `marked`: plain text and marks whose offsets count its code points."""
    pieces: list[str] = []
    marks: list[Mark] = []
    at = size = 0
    for found in MARK.finditer(marked):
        between = marked[at : found.start()]
        type_, role, entity, surface = found.groups()
        start = size + len(between)
        size = start + len(surface)
        pieces += [between, surface]
        marks.append(Mark(start, size, type_, role, entity, surface))
        at = found.end()
    pieces.append(marked[at:])
    return "".join(pieces), tuple(marks)


def read_file(path: Path) -> Iterator[MarkedDocument]:
    """Documents of one marked JSON-lines file. A line that is no such document raises `ValueError` with its number."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            submission, part, marked = str(row["submission"]), str(row["part"]), str(row["marked"])
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path}:{number}: not a marked document ({type(error).__name__}: {error})") from error
        text, marks = read_marks(marked)
        yield MarkedDocument(path, number, submission, part, marked, text, marks)
