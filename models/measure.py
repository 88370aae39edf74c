"""Figures of the model alone: `python -m models.measure --eval DIR [--ner DIR] [--json]`.

Marked sets: recall of what must be blinded, share of keeps kept, precision in characters. Public sets: PERSON by token.
Fairness: whole names covered in template sentences, by origin. Speed: words a second, load time, peak memory.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from blinder.detect.model import NameModel
from blinder.detect.votes import TITLES, Vote
from models.marks import read_marks
from models.train.names import HELD_OUT

PUBLIC = ("tab_144", "presidio_synthetic", "uner_ewt_test", "crossner_science_test", "wnut17_test", "gum_ccby_dev")
MARKED = ("submission_dev", "traps_dev")
SENTENCES = (
    "Ms. {last} asked about the schedule.", "Present: {full}, Ana Lee, Tom Gray", "{full} moved to approve.",
    "{first} finished early.",
    "We met with {full} on Tuesday.", "Name: {comma}", "Signed, {full}", "- {full}, grade 3 teacher",
    "Grade 4 | {full} | 82 | 91",
    "Thanks to {first} and her group.", "Mr. {last}'s class read the chapter.", "Speaker: {full}", "{upper}",
    "i told {lower} about it",
)  # fmt: skip
Read = Callable[[Sequence[str]], list[list[Vote]]]


def score_marked(path: Path, read: Read, show: int = 0) -> dict[str, float]:
    """Recall, keep rate and character precision on a marked file; a KEEP vote blinds nothing."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    parsed = [read_marks(row["marked"]) for row in rows]
    tally: Counter[tuple[str, bool]] = Counter()
    for (text, marks), votes in zip(parsed, read([text for text, _ in parsed]), strict=True):
        covered = {i for v in votes if v.label != "KEEP" for i in range(v.start, v.end) if text[i].isalnum()}
        gold: set[int] = set()
        for mark in marks:
            letters = {i for i in range(mark.start, mark.end) if text[i].isalnum()}
            if mark.type == "KEEP":
                tally["kept", not letters & covered] += 1
            else:
                gold |= letters
                tally["found", letters <= covered] += 1
                if not letters <= covered and show > 0:
                    show -= 1
                    print("miss", mark.type, repr(mark.surface), repr(text[max(0, mark.start - 30) : mark.end + 20]))
        tally["right", True] += len(covered & gold)
        tally["right", False] += len(covered - gold)
    return {
        "recall": share(tally["found", True], tally["found", False]),
        "kept": share(tally["kept", True], tally["kept", False]),
        "char_precision": share(tally["right", True], tally["right", False]),
    }


def share(yes: int, no: int) -> float:
    """Yes among all, three decimals; 1 if there is none."""
    return round(yes / (yes + no), 3) if yes + no else 1.0


def score_public(path: Path, read: Read, limit: int = 300) -> dict[str, float]:
    """PERSON by blank-separated token, titles aside, on a public file; KEEP counts if its likely label is PERSON."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][:limit]
    tally: Counter[tuple[bool, bool]] = Counter()
    for row, votes in zip(rows, read([row["text"] for row in rows]), strict=True):
        gold = {i for s in row["spans"] if s["type"] == "PERSON" for i in range(s["start"], s["end"])}
        found = {i for v in votes if "PERSON" in (v.label, v.likely) for i in range(v.start, v.end)}
        at = 0
        for token in row["text"].split():
            start = row["text"].index(token, at)
            at = start + len(token)
            if token.strip(".,").lower() in TITLES:
                continue
            places = [i for i in range(start, at) if row["text"][i].isalnum()]
            tally[any(i in gold for i in places), any(i in found for i in places)] += 1
    recall = share(tally[True, True], tally[True, False])
    precision = share(tally[True, True], tally[False, True])
    return {
        "recall": recall,
        "precision": precision,
        "f1": round(2 * recall * precision / (recall + precision or 1), 3),
    }


def score_fairness(read: Read, each: int = 60) -> dict[str, float]:
    """Share of template sentences whose whole name is blinded, by origin, with names that no made text holds."""
    result = {}
    for origin, (firsts, lasts) in HELD_OUT.items():
        rng = random.Random(origin)
        texts, places = [], []
        for _ in range(each):
            first, last = rng.choice(firsts), rng.choice(lasts)
            forms = {
                "first": first, "last": last, "full": f"{first} {last}", "comma": f"{last}, {first}",
                "upper": f"{first} {last}".upper(), "lower": f"{first} {last}".lower(),
            }  # fmt: skip
            for sentence in SENTENCES:
                texts.append(sentence.format(**forms))
                slot = sentence[sentence.index("{") : sentence.index("}") + 1]
                start = sentence.index(slot)
                places.append((start, start + len(slot.format(**forms))))
        good = 0
        for text, (start, end), votes in zip(texts, places, read(texts), strict=True):
            covered = {i for v in votes if v.label != "KEEP" for i in range(v.start, v.end)}
            good += all(i in covered for i in range(start, end) if text[i].isalnum())
        result[origin] = round(good / len(texts), 3)
    return result


def measure_speed(folder: Path, texts: Sequence[str]) -> dict[str, float]:
    """Load time, words a second on one thread with nothing in memory, size."""
    started = time.perf_counter()
    model = NameModel.load(folder)
    load_s = time.perf_counter() - started
    started = time.perf_counter()
    model.read(texts)
    seconds = time.perf_counter() - started
    words = sum(len(text.split()) for text in texts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = (folder / "model.onnx").stat().st_size / 1e6
    return {
        "load_s": round(load_s, 2),
        "words_per_s": round(words / seconds),
        "peak_mb": round(peak),
        "onnx_mb": round(size, 1),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Print all figures."""
    parser = argparse.ArgumentParser(prog="python -m models.measure", description="Figures of the name model alone.")
    parser.add_argument("--eval", type=Path, required=True, metavar="DIR", help="folder of the evaluation files")
    parser.add_argument("--ner", type=Path, default=Path(__file__).parent / "ner", metavar="DIR")
    parser.add_argument("--show", type=int, default=0, help="print so many misses of each marked file")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    prose = [
        json.loads(line)["text"] for line in (args.eval / "tab_144.jsonl").read_text(encoding="utf-8").splitlines()[:20]
    ]
    figures: dict[str, dict[str, float]] = {"speed": measure_speed(args.ner, prose)}
    model = NameModel.load(args.ner)
    for name in MARKED:
        figures[name] = score_marked(args.eval / f"{name}.jsonl", model.read, args.show)
    for name in PUBLIC:
        figures[name] = score_public(args.eval / f"{name}.jsonl", model.read)
    figures["fairness"] = score_fairness(model.read)
    if args.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        for name, values in figures.items():
            print(f"{name:24}", "  ".join(f"{key} {value}" for key, value in values.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
