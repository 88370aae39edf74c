"""Check marked training texts: `python -m models.validate FILE...` prints `file:line: problem` and exits 1 if any.

Marks balance, types and roles are known, an entity has one type, titles and possessive 's stand outside the mark, and
what is marked once in a submission stands unmarked nowhere else in it. `--words` adds words, marks and keeps per file.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.marks import ROLES, Mark, MarkedDocument, read_file

LEAST_LETTERS = 4  # shorter surfaces (initials, "Jo") are ordinary letters too often to be searched for
TITLE = re.compile(
    r"(?:Mr|Mrs|Ms|Mx|Dr|Miss|Sra?|Señora?|Prof|Principal|Superintendent|Nurse|Coach)\.?\s", re.IGNORECASE
)
POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend, with the line of the file it stands in."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


def check_file(path: Path) -> list[Problem]:
    """Every problem of one marked file, in line order. An unreadable line is a problem and ends the reading."""
    documents: list[MarkedDocument] = []
    problems: list[Problem] = []
    try:
        documents.extend(read_file(path))
    except (ValueError, OSError) as error:
        problems.append(Problem(str(path), 0, str(error)))
    submissions: dict[str, list[MarkedDocument]] = {}
    for document in documents:
        problems += [Problem(str(path), document.line, text) for text in check_document(document)]
        submissions.setdefault(document.submission, []).append(document)
    for parts in submissions.values():
        problems += check_submission(parts)
    return sorted(problems)


def check_document(document: MarkedDocument) -> Iterator[str]:
    """Problems that one document shows by itself."""
    left = document.text
    for sign in "⟦⟧":
        if sign in left:
            at = left.index(sign)
            yield f"mark does not balance or lacks a field near {left[max(0, at - 20) : at + 30]!r}"
    for mark in document.marks:
        yield from check_mark(mark)


def check_mark(mark: Mark) -> Iterator[str]:
    """Problems of one mark: type, role, entity, surface."""
    name = f"{mark.type} {mark.surface!r}"
    if mark.type not in ROLES:
        yield f"{name}: unknown type"
        return
    if mark.role not in ROLES[mark.type]:
        yield f"{name}: unknown role {mark.role!r}"
    if mark.type == "KEEP" and mark.entity:
        yield f"{name}: KEEP has no entity"
    if mark.type != "KEEP" and not mark.entity:
        yield f"{name}: entity is missing"
    if not mark.surface.strip():
        yield f"{name}: empty surface"
    elif mark.surface != mark.surface.strip():
        yield f"{name}: space at the edge of the mark"
    if mark.type == "PERSON" and TITLE.match(mark.surface):
        yield f"{name}: the title belongs outside the mark"
    if mark.type == "PERSON" and POSSESSIVE.search(mark.surface):
        yield f"{name}: the possessive belongs outside the mark"


def check_submission(documents: Sequence[MarkedDocument]) -> list[Problem]:
    """Problems across the documents of one submission: an entity of two types, a marked surface left unmarked."""
    problems: list[Problem] = []
    types: dict[str, str] = {}
    surfaces: dict[str, Mark] = {}
    common = {
        mark.surface.casefold()
        for doc in documents
        for mark in doc.marks
        if (mark.type, mark.role) == ("KEEP", "common")
    }
    for document in documents:
        for mark in document.marks:
            if mark.type == "KEEP":
                continue
            first = types.setdefault(mark.entity, mark.type)
            if first != mark.type:
                problems.append(
                    Problem(str(document.file), document.line, f"{mark.surface!r}: {mark.entity} is also {first}")
                )
            key = " ".join(mark.surface.split())
            if sum(c.isalpha() for c in key) >= LEAST_LETTERS and key.casefold() not in common:
                surfaces.setdefault(key, mark)
    for surface, mark in surfaces.items():
        pattern = surface_pattern(surface)
        for document in documents:
            problems += [
                Problem(str(document.file), document.line, f"{mark.type} {surface!r} stands unmarked in {context!r}")
                for context in unmarked_places(pattern, document)
            ]
    return problems


def surface_pattern(surface: str) -> re.Pattern[str]:
    """Whole-word pattern for a surface, any space between its words. Only single words keep their case."""
    words = surface.split()
    return re.compile(
        r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE if len(words) > 1 else re.NOFLAG
    )


def unmarked_places(pattern: re.Pattern[str], document: MarkedDocument) -> Iterator[str]:
    """Contexts of the pattern's hits that touch no mark."""
    for hit in pattern.finditer(document.text):
        if not any(mark.start < hit.end() and hit.start() < mark.end for mark in document.marks):
            yield document.text[max(0, hit.start() - 25) : hit.end() + 25]


def count_words(path: Path) -> str:
    """One line about a file: documents, words, marks to blind, keeps."""
    documents = list(read_file(path))
    marks = [mark for document in documents for mark in document.marks]
    keeps = sum(mark.type == "KEEP" for mark in marks)
    words = sum(len(document.text.split()) for document in documents)
    return f"{path}: {len(documents)} documents, {words} words, {len(marks) - keeps} to blind, {keeps} keeps"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the problems of the files named; 0 if there is none, 1 otherwise."""
    parser = argparse.ArgumentParser(
        prog="python -m models.validate", description=__doc__.split("\n")[0] if __doc__ else ""
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--words", action="store_true", help="also count words and marks")
    args = parser.parse_args(argv)
    problems = [problem for path in args.files for problem in check_file(path)]
    for problem in problems:
        print(problem)
    if args.words:
        for path in args.files:
            try:
                print(count_words(path))
            except (ValueError, OSError) as error:
                print(f"{path}: not counted ({error})", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
