"""What is found, what is kept, who is whom: `python benchmarks/quality.py DATA.jsonl [--roster]`.

Every figure is defined in benchmarks/README.md.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.detectors import Detector, Hit, blinder_detector, peer_or_none
from benchmarks.marked import KEEP, Marked, read_submissions, roster_of

SAME_ROLE = {  # roles that a reader of the blinded text takes for the same thing
    "Special Educator": "Teacher", "Guardian": "Parent", "Parent/Guardian": "Parent", "Coach": "Instructional Coach",
    "School Psychologist": "Psychologist", "School Counselor": "Counselor", "School Nurse": "Nurse",
    "University Faculty": "Professor", "Faculty": "Professor", "Faculty Member": "Professor", "Other": "Person",
    "Administrative Assistant": "Secretary", "Community Member": "Community Partner", "Director": "Curriculum Director",
}  # fmt: skip
Entity = tuple[str, str]  # submission, id


@dataclass
class Tally:
    """What was counted over all submissions; True is good."""

    mentions: Counter[bool] = field(default_factory=Counter)
    keeps: Counter[bool] = field(default_factory=Counter)
    characters: Counter[bool] = field(default_factory=Counter)
    entities: dict[Entity, bool] = field(default_factory=dict)
    roles: dict[Entity, Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))
    links: list[tuple[Entity, Entity]] = field(
        default_factory=list
    )  # per mention found: who it is, who it is taken for

    def figures(self) -> dict[str, float | None]:
        """The figures by name, 0–1; None where there was nothing to count."""
        precision, recall = b_cubed(self.links)
        return {
            "mention recall": share(self.mentions.elements()),
            "entity protection": share(self.entities.values()),
            "character precision": share(self.characters.elements()),
            "keep rate": share(self.keeps.elements()),
            "role accuracy": share(votes[True] > votes[False] for votes in self.roles.values()),
            "linking B³ precision": precision,
            "linking B³ recall": recall,
        }


def measure(submissions: Mapping[str, Mapping[str, Marked]], detect: Detector, *, with_roster: bool = False) -> Tally:
    """Run the detector over each submission by itself and compare it with the marks."""
    tally = Tally()
    for name, documents in submissions.items():
        roster = roster_of(list(documents.values())) if with_roster else None
        cover: dict[str, dict[int, Hit]] = {document: {} for document in documents}
        for hit in detect({document: marked.text for document, marked in documents.items()}, roster):
            cover[hit.document] |= dict.fromkeys(range(hit.start, hit.end), hit)
        for document, marked in documents.items():
            _count(tally, name, marked, cover[document])
    return tally


def _count(tally: Tally, submission: str, document: Marked, cover: Mapping[int, Hit]) -> None:
    """Add one document, whose characters in `cover` would be blinded."""
    private: set[int] = set()
    for mark in document.marks:
        letters = document.letters(mark)
        if mark.type == KEEP:
            tally.keeps[not any(at in cover for at in letters)] += 1
            continue
        private.update(range(mark.start, mark.end))
        entity, found = (submission, mark.entity), all(at in cover for at in letters)
        tally.mentions[found] += 1
        tally.entities[entity] = tally.entities.get(entity, True) and found
        if found and letters:
            hit = cover[letters[0]]
            tally.links.append((entity, (submission, hit.entity)))
            if mark.type == "PERSON":
                tally.roles[entity][_same(hit.role) == _same(mark.role)] += 1
    tally.characters.update(at in private for at in cover if document.text[at].isalnum())


def _same(role: str) -> str:
    return SAME_ROLE.get(role, role)


def share(outcomes: Iterable[bool]) -> float | None:
    """The part of the outcomes that is good; None of none."""
    found = list(outcomes)
    return sum(found) / len(found) if found else None


def b_cubed(links: Sequence[tuple[Hashable, Hashable]]) -> tuple[float | None, float | None]:
    """Precision and recall of linking, averaged over mentions (Bagga and Baldwin 1998): how much of the group that a
    mention was put into is its own entity, and how much of its entity is in that group."""
    both, right, given = Counter(links), Counter(true for true, _ in links), Counter(guess for _, guess in links)
    if not links:
        return None, None
    precision = sum(both[link] / given[link[1]] for link in links) / len(links)
    return precision, sum(both[link] / right[link[0]] for link in links) / len(links)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures of each file, the peer's beside them."""
    parser = argparse.ArgumentParser(description="Figures of detection on marked texts; see benchmarks/README.md.")
    parser.add_argument("data", nargs="+", type=Path, metavar="DATA.jsonl")
    parser.add_argument("--roster", action="store_true", help="give blinder a roster made of the data's own marks")
    parser.add_argument("--peer", metavar="MODULE:FUNCTION", help='a detector to compare with; "" for Presidio')
    parser.add_argument("--json", action="store_true", help="one JSON object per file")
    args = parser.parse_args(argv)
    detectors = {"blinder": blinder_detector()}
    if args.peer is not None and (peer := peer_or_none(args.peer)):
        detectors["peer"] = peer
    for path in args.data:
        data = read_submissions(path)
        found = {name: measure(data, run, with_roster=args.roster).figures() for name, run in detectors.items()}
        print(json.dumps({"file": path.name, **found}) if args.json else table(path.name, found))
    return 0


def table(title: str, columns: Mapping[str, Mapping[str, float | None]]) -> str:
    """Figures as lines, a column per detector."""
    names = next(iter(columns.values()))
    lines = [f"{title:24}" + "".join(f"{name:>10}" for name in columns)]
    lines += [f"  {name:22}" + "".join(_cell(column[name]) for column in columns.values()) for name in names]
    return "\n".join(lines)


def _cell(value: float | None) -> str:
    return f"{'–':>10}" if value is None else f"{value:10.3f}"


if __name__ == "__main__":
    sys.exit(main())
