"""How fast, how much memory: `python benchmarks/speed.py [--peer MODULE:FUNCTION] [--data DATA.jsonl] [--runs N]`.

Every run is a process of its own on one core, blinder, its detection alone and the peer by turns, so that none profits
from the other's caches and all meet the same weather on the machine. The figures are medians; see benchmarks/README.md.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from importlib import util
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.detectors import STOCK_MODELS, blinder_detector, peer_detector
from benchmarks.marked import read_submissions

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sample_docs"
SAMPLE_TEXTS = ROOT / "tests" / "samples" / "submission.jsonl"  # the texts of sample_docs
WARM_UP = ROOT / "models" / "texts" / "submissions" / "1.jsonl"  # a pattern compiles where its words first stand
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
PEERS = {"detection": "benchmarks.detectors:detection"}  # what a peer does: it finds, and weighs no findings together
FIGURES = {"words": "words/s", "load": "s", "memory": "MB", "process": "s"}


def child(who: str, data: Path) -> None:
    """Inside a fresh process: load the detector, read other texts, then every submission once; print the figures."""
    started = time.perf_counter()
    detect = blinder_detector() if who == "blinder" else peer_detector(PEERS.get(who, who.removeprefix("peer:")))
    detect({"one": "Ms. Quillfeather met the team."}, None)
    load_s = time.perf_counter() - started
    for documents in read_submissions(WARM_UP).values():
        detect({name: document.text for name, document in documents.items()}, None)
    submissions = read_submissions(data)
    started = time.process_time()
    for documents in submissions.values():
        detect({name: document.text for name, document in documents.items()}, None)
    seconds = time.process_time() - started
    words = sum(len(document.text.split()) for documents in submissions.values() for document in documents.values())
    print(json.dumps({"words": words / seconds, "load": load_s, "memory": peak_mb()}))


def peak_mb() -> float | None:
    """The most memory that this process ever held, in MB; None on Windows."""
    with suppress(ImportError):
        import resource

        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    return None


def run_detector(who: str, data: Path) -> dict[str, float]:
    """The figures of one fresh process, and of another the whole time: `blind`, or the peer on the same texts."""
    command = [sys.executable, __file__, "--child", who, "--data"]
    found: dict[str, float] = json.loads(timed([*command, str(data)])[1])
    if who not in PEERS:
        found["process"] = run_blind() if who == "blinder" else timed([*command, str(SAMPLE_TEXTS)])[0]
    return found


def run_blind() -> float:
    """Seconds of a whole `blinder blind sample_docs`, from the shell's view."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "blinder.cli.app", "blind", str(SAMPLE), "--out", f"{folder}/out"]
        return timed(command, allowed=(0, 1, 3))[0]


def timed(command: Sequence[str], allowed: Sequence[int] = (0,)) -> tuple[float, str]:
    """Seconds and output of a process that is asked to use one thread."""
    started = time.perf_counter()
    done = subprocess.run(command, env={**os.environ, **ONE_THREAD}, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in allowed:
        raise SystemExit(f"exit code {done.returncode} of: {' '.join(command)}")
    return time.perf_counter() - started, done.stdout


def stay_on_one_core() -> None:
    """Bind this process and its children to one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def medians(runs: Sequence[dict[str, float]]) -> dict[str, float]:
    """The median of each figure."""
    return {figure: median(run[figure] for run in runs) for figure in FIGURES if runs[0].get(figure) is not None}


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures, the peer's beside them."""
    parser = argparse.ArgumentParser(description="Speed and memory; see benchmarks/README.md.")
    parser.add_argument("--data", type=Path, default=SAMPLE_TEXTS, metavar="DATA.jsonl", help="marked texts to read")
    parser.add_argument("--peer", default="", metavar="MODULE:FUNCTION", help="else Presidio, if it has a spaCy model")
    parser.add_argument("--runs", type=int, default=3, help="processes of each kind; the median counts")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", default="", help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.child:
        child(args.child, args.data)
        return 0
    stay_on_one_core()
    print(json.dumps(compare(args)) if args.json else table(compare(args)))
    return 0


def compare(args: argparse.Namespace) -> dict[str, dict[str, float]]:
    """Medians of blinder, its detection and, where there is one, the peer, whose processes take turns."""
    who = ["blinder", *PEERS]
    if args.peer or any(util.find_spec(name) for name in STOCK_MODELS):
        who.append(f"peer:{args.peer}")
    else:
        print("There is no peer: only blinder is measured.", file=sys.stderr)
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in who}
    for _ in range(args.runs):
        for name in who:
            runs[name].append(run_detector(name, args.data))
    return {name.partition(":")[0]: medians(found) for name, found in runs.items()}


def table(columns: dict[str, dict[str, float]]) -> str:
    """Figures as lines: a column per detector, and what is ours as multiples of the peer."""
    ours = [name for name in columns if name != "peer" and "peer" in columns]
    lines = [f"{'':18}" + "".join(f"{name:>18}" for name in (*columns, *(f"{name} / peer" for name in ours)))]
    for figure, unit in FIGURES.items():
        found = {name: column.get(figure) for name, column in columns.items()}
        values = [*found.values(), *((mine := found[name]) and mine / (found["peer"] or 1) for name in ours)]
        cells = "".join(" " * 18 if value is None else f"{value:18,.2f}" for value in values)
        lines.append(f"{figure:10}{unit:8}{cells}".rstrip())
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
