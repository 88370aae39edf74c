"""Are names of every origin found alike? `python benchmarks/fairness.py [--by-sentence] [--peer MODULE:FUNCTION]`.

The same sentences with the people of `names.toml`; each sentence with one name is a submission of its own, so that no
name helps another. Every figure is defined in benchmarks/README.md.
"""

import argparse
import json
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import sqrt
from pathlib import Path

from benchmarks.detectors import Detector, blinder_detector, peer_or_none
from benchmarks.marked import Marked
from benchmarks.quality import measure
from blinder.resolve.names import PARTICLES, fold
from models.marks import read_marks
from models.train.names import NAMES
from models.train.templates import AMBIGUOUS_FIRST, AMBIGUOUS_LAST

PEOPLE = Path(__file__).with_name("names.toml")
SENTENCES = {
    "minutes": "After the fire drill {full} proposed a second exit plan, and the council agreed.",
    "roll call": "Roll taken at 6:02 p.m.: {full}, here. Quorum reached.",
    "attendance": "In the room: {full} (art), the recorder, two observers",
    "table": "Student | Homeroom | Lexile\n{full} | 214 | 870",
    "roster": "Homeroom 214\n7.  {turned}   F   504",
    "last, first": "Referral received: {turned} - speech screening",
    "form": "Name of child: {full}\nGrade: 3\nLanguage at home: not stated",
    "bullet": "Safety team\n- {full}\n- the head custodian",
    "heading": "# OBSERVATION OF {capitals}, OCTOBER 9",
    "signature": "It was a joy to have your child in class this fall.\n\nWith gratitude,\n{full}\nGrade 6 Humanities",
    "e-mail": "Hello {first}, could you cover lunch duty on Friday? The new rota starts next week.",
    "subject": "Subject: re-entry meeting for {full}\nThe meeting is at noon in the library.",
    "possessive": "{full}'s exit tickets show that regrouping is still shaky.",
    "opening": "{full} has taught second grade since the building opened.",
    "surname": "When {last} asked for evidence, the room went quiet.",
    "title": "Please drop the permission slips with Mrs. {last} before the bell.",
    "initial": "Kept by {first_initial}. {last} during second lunch.",
    "student": "During centers {first} built a tower and counted the blocks twice.",
    "last initial": "Later {first} {last_initial}. explained to the table why the plant had died.",
    "parenthesis": "One mentor ({full}) will visit every other week.",
    "speaker": "{first}: I moved my desk group closer to the board and it helped.",
    "chat": "hey can you ask {small} if the chromebooks are charged",
}
Person = tuple[str, str]  # first name, surname
Found = dict[str, Counter[bool]]  # by origin or by kind of sentence: how many names were found (True), and how many not


def read_people(path: Path = PEOPLE) -> dict[str, list[Person]]:
    """The people of each origin."""
    origins = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        origin: list(zip(_listed(names["first"]), _listed(names["last"]), strict=True))
        for origin, names in origins.items()
    }


def _listed(names: str) -> list[str]:
    return [" ".join(name.split()) for name in names.split(",")]


def new_to_training(name: str) -> bool:
    """Whether no word of the first name or surname is one that training draws, accents and particles aside."""
    return not _words(name) & _drawn()


@lru_cache(maxsize=1)
def _drawn() -> frozenset[str]:
    """What training makes names of: its lists without the held-out sixth, and names that are words, too."""
    lists = (*(names for origin in NAMES.values() for names in origin), AMBIGUOUS_FIRST, AMBIGUOUS_LAST)
    return frozenset(word for names in lists for name in names for word in _words(name))


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in re.split(r"[ -]", name)) - PARTICLES


def fill(sentence: str, first: str, last: str) -> Marked:
    """The sentence with the person's name, and the mark of it."""
    full = f"{first} {last}"
    forms = {"first": first, "last": last, "full": full, "turned": f"{last}, {first}", "first_initial": first[0]}
    forms |= {"last_initial": last[0], "capitals": full.upper(), "small": full.lower()}
    return Marked(*read_marks(sentence.format(**{slot: f"⟦PERSON|Person|p|{form}⟧" for slot, form in forms.items()})))


def find_all(detect: Detector, people: Mapping[str, Sequence[Person]], *, every: int = 2) -> tuple[Found, Found]:
    """Whose whole name was found, by origin and by kind of sentence; each stands in every `every`-th sentence."""
    items = {
        f"{origin}/{kind}/{at}": {"text": fill(sentence, *person)}
        for origin, persons in people.items()
        for at, person in enumerate(persons)
        for number, (kind, sentence) in enumerate(SENTENCES.items())
        if (at + number) % every == 0
    }
    by_origin: Found = defaultdict(Counter)
    by_kind: Found = defaultdict(Counter)
    for (item, _), found in measure(items, detect).entities.items():
        origin, kind, _ = item.split("/")
        by_origin[origin][found] += 1
        by_kind[kind][found] += 1
    return by_origin, by_kind


def figures(found: Found) -> dict[str, dict[str, float]]:
    """Recall with its interval, from the lowest recall to the highest."""
    shares = {
        name: {"names": counts.total(), "recall": counts[True] / counts.total()}
        | dict(zip(("from", "to"), wilson(counts[True], counts.total()), strict=True))
        for name, counts in found.items()
    }
    return dict(sorted(shares.items(), key=lambda row: (row[1]["recall"], row[0])))


def wilson(good: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The interval in which the true share lies with 95 % confidence (Wilson 1927); `total` is not 0."""
    share = good / total
    middle = share + z * z / (2 * total)
    half = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return (middle - half) / (1 + z * z / total), (middle + half) / (1 + z * z / total)


def main(argv: Sequence[str] | None = None) -> int:
    """Print recall by origin, the peer's beside it."""
    parser = argparse.ArgumentParser(description="Recall of names by their origin; see benchmarks/README.md.")
    parser.add_argument("--all", action="store_true", help="every name in every sentence, not in every second one")
    parser.add_argument("--by-sentence", action="store_true", help="recall by kind of sentence, too")
    parser.add_argument("--peer", metavar="MODULE:FUNCTION", help='a detector to compare with; "" for Presidio')
    parser.add_argument("--json", action="store_true", help="one JSON object")
    args = parser.parse_args(argv)
    detectors = {"blinder": blinder_detector()}
    if args.peer is not None and (peer := peer_or_none(args.peer)):
        detectors["peer"] = peer
    people = read_people()
    found = {name: find_all(detect, people, every=1 if args.all else 2) for name, detect in detectors.items()}
    origins = {name: figures(by_origin) for name, (by_origin, _) in found.items()}
    kinds = {name: figures(by_kind) for name, (_, by_kind) in found.items()}
    if args.json:
        print(json.dumps({name: {"origins": origins[name], "sentences": kinds[name]} for name in detectors}))
        return 0
    print(table("origin", origins))
    print(f"{'best minus lowest':32}" + "".join(f"{_spread(rows):8.3f}{'':14}" for rows in origins.values()))
    if args.by_sentence:
        print("\n" + table("sentence", kinds))
    return 0


def table(title: str, columns: Mapping[str, Mapping[str, Mapping[str, float]]]) -> str:
    """Recall and interval as lines, two columns per detector, in the order of the first."""
    lines = [f"{title:32}" + "".join(f"{name:>8}  {'95 %':12}" for name in columns)]
    for name in next(iter(columns.values())):
        rows = [column[name] for column in columns.values()]
        lines.append(f"{name:32}" + "".join(f"{r['recall']:8.3f}  {r['from']:.3f}–{r['to']:.3f} " for r in rows))
    return "\n".join(lines)


def _spread(rows: Mapping[str, Mapping[str, float]]) -> float:
    recalls = [row["recall"] for row in rows.values()]
    return max(recalls) - min(recalls)


if __name__ == "__main__":
    sys.exit(main())
