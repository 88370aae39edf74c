"""Marked texts (`⟦TYPE|role|entity|surface⟧`) → submissions with their marks, and the roster of who is marked in them.

The form is that of `models/texts`; a line is a document of a submission, or a trap item: a submission of its own.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from blinder.label_map import read_label_map
from models.marks import Mark, read_marks

KEEP = "KEEP"
PLACES = {"SCHOOL": "School", "DISTRICT": "District", "UNIVERSITY": "University", "ORG": "Organization"}
PLACES |= {"LOCATION": "Town", "MASCOT": "Mascot"}
Row = tuple[str, str, str]  # name, role, aliases


@dataclass(frozen=True, slots=True)
class Marked:
    """One document: its plain text, and its marks as half-open code points of it."""

    text: str
    marks: tuple[Mark, ...]

    def letters(self, mark: Mark) -> list[int]:
        """The places of the mark that hold a letter or digit: only these are scored."""
        return [at for at in range(mark.start, mark.end) if self.text[at].isalnum()]


def read_submissions(path: Path) -> dict[str, dict[str, Marked]]:
    """Submission → document → marked text, in the order of the file."""
    submissions: dict[str, dict[str, Marked]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        submission = row["id"] if "trap" in row else row["submission"]
        document = row["id"] if "trap" in row else f"{submission}/{row['part']}"
        submissions[submission][document] = Marked(*read_marks(row["marked"]))
    return dict(submissions)


def roster_of(documents: Sequence[Marked]) -> list[Row]:
    """The roster of everybody and everything that a submission names: fullest surface, role, other surfaces."""
    marks: dict[str, list[Mark]] = defaultdict(list)
    for document in documents:
        for mark in document.marks:
            if mark.type == "PERSON" or mark.type in PLACES:
                marks[mark.entity].append(mark)
    return [_row(group) for group in marks.values()]


def _row(marks: Sequence[Mark]) -> Row:
    surfaces = sorted({mark.surface for mark in marks}, key=lambda name: (-len(name.split()), -len(name), name))
    role = PLACES.get(marks[0].type) or read_label_map().role_of(marks[0].role) or "Person"
    return surfaces[0], role, ";".join(surfaces[1:])
