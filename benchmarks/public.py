"""PERSON on public sets: `python benchmarks/public.py DATA.jsonl… [--peer MODULE:FUNCTION] [--least SCORE]`.

A line is `{"text", "spans": [{"start", "end", "type"}]}`, half-open code points; each is a submission of its own. The
figures are defined in benchmarks/README.md.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.detectors import peer_or_none
from benchmarks.quality import table

PERSON = "PERSON"
TITLES = frozenset("mr mrs ms mx miss dr prof professor sir madam lord lady judge justice".split())
Span = tuple[int, int]
Persons = Callable[[str], Iterable[Span]]


def blinder_persons(least: float = 0) -> Persons:
    """Whom blinder takes for a person, blinded or kept for a reason, with a score of at least `least`."""
    import blinder

    def find(text: str) -> Iterator[Span]:
        scan = blinder.scan_texts({"text": text})
        for found in (*scan.mentions, *(near for near in scan.near if near.kept)):
            if found.entity_type == PERSON and found.score >= least:
                yield found.start, found.end

    return find


def peer_persons(spec: str) -> Persons | None:
    """Whom the peer takes for a person; None, and a line on stderr, if there is no peer."""
    detect = peer_or_none(spec)
    return detect and (lambda text: ((h.start, h.end) for h in detect({"text": text}, None) if h.type == PERSON))


def measure(rows: Sequence[Mapping[str, object]], find: Persons) -> dict[str, float | None]:
    """Recall, precision and F1 over blank-separated tokens that hold a letter or digit, titles aside."""
    tally: Counter[tuple[bool, bool]] = Counter()
    for row in rows:
        text: str = row["text"]  # type: ignore[assignment]
        marked = {i for s in row["spans"] if s["type"] == PERSON for i in range(s["start"], s["end"])}  # type: ignore[attr-defined]
        found = {i for start, end in find(text) for i in range(start, end)}
        for letters in tokens(text):
            tally[any(i in marked for i in letters), any(i in found for i in letters)] += 1
    both = tally[True, True]
    recall = both / (both + tally[True, False]) if both else 0.0
    precision = both / (both + tally[False, True]) if both else 0.0
    f1 = 2 * recall * precision / (recall + precision) if both else 0.0
    return {"PERSON recall": recall, "PERSON precision": precision, "PERSON F1": f1}


def tokens(text: str) -> Iterator[list[int]]:
    """The places of each token's letters and digits."""
    at = 0
    for token in text.split():
        at = text.index(token, at)
        letters = [i for i in range(at, at + len(token)) if text[i].isalnum()]
        if letters and token.strip(".,:;").casefold() not in TITLES:
            yield letters
        at += len(token)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures of each file, the peer's beside them."""
    parser = argparse.ArgumentParser(description="PERSON on public sets; see benchmarks/README.md.")
    parser.add_argument("data", nargs="+", type=Path, metavar="DATA.jsonl")
    parser.add_argument("--peer", metavar="MODULE:FUNCTION", help='a detector to compare with; "" for Presidio')
    parser.add_argument("--least", type=float, default=0, metavar="SCORE", help="count blinder's finds from here on")
    parser.add_argument("--limit", type=int, default=300, help="read so many lines of each file")
    parser.add_argument("--json", action="store_true", help="one JSON object per file")
    args = parser.parse_args(argv)
    finders = {"blinder": blinder_persons(args.least)}
    if args.peer is not None and (peer := peer_persons(args.peer)):
        finders["peer"] = peer
    for path in args.data:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[: args.limit]]
        found = {name: measure(rows, find) for name, find in finders.items()}
        print(json.dumps({"file": path.name, **found}) if args.json else table(path.name, found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
