"""What much of it costs: `python benchmarks/scale.py [--submissions N] [--only FIGURE…] [--json]`.

Each figure comes from fresh processes. Seconds are processor time of a process and its children, unless they are
called wall: a busy machine changes the one little, the other much. docs/scale.md says what each figure means.
"""

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from blinder.resources import collect_seldom

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sample_docs"
PAGE = 500  # words
SCANNED = 4  # pages
YEAR = 40_000  # files of a state
LARGE = {".docx": 300, ".pdf": 2_000}  # pages
CLAUSES = """
the group met on Tuesday to look at student work
we agreed that reasoning in mathematics needs more talk
two of the students explained how they found the answer
the second question was read aloud before anybody wrote
nobody had time to compare the drafts with the rubric
next month we bring three samples and a short plan
some of us would rather begin with the exit slips
the notes from the last cycle are in the binder
it helped that the task left room for several methods
we still have to decide who observes which lesson
partners changed every ten minutes and kept a tally
the families asked for examples in plain words
""".split("\n")[1:-1]
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
Figures = dict[str, float]


def processor_s() -> float:
    """Processor seconds of this process, and of the children that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def call(*argv: object, allowed: Sequence[int] = (0, 1, 3)) -> tuple[float, float, str]:
    """Processor seconds, wall seconds and output of a Python process."""
    before, started = processor_s(), time.perf_counter()
    command = [sys.executable, *map(str, argv)]
    done = subprocess.run(command, env={**os.environ, **ONE_THREAD}, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in allowed:
        raise SystemExit(f"exit code {done.returncode} of: {' '.join(command)}")
    return processor_s() - before, time.perf_counter() - started, done.stdout


def child(part: str, *arguments: object) -> Figures:
    """What a function of this file finds in a fresh process."""
    return dict(json.loads(call(__file__, "--child", part, *arguments)[2]))


def start_up() -> Figures:
    """`blinder --help`, the least of ten."""
    runs = [call("-m", "blinder.cli.app", "--help") for _ in range(10)]
    return {"help, s": min(run[0] for run in runs), "help, wall s": min(run[1] for run in runs)}


def whole_path() -> Figures:
    """`blind` on the sample against its two necessary parts: the floor, and detection."""
    found = child("whole", SAMPLE) | child("floor", SAMPLE) | child("detection", SAMPLE)
    return {**found, "whole / (detection + floor)": found["whole, s"] / (found["detection, s"] + found["floor, s"])}


def per_format() -> Figures:
    """Pages of 500 words that `blind` does in a second, by format, and what a scanned page takes."""
    found: Figures = {}
    for suffix in sorted({path.suffix for path in documents(SAMPLE)}):
        with TemporaryDirectory() as folder:
            for path in documents(SAMPLE):
                if path.suffix == suffix:
                    shutil.copy(path, folder)
            run = child("whole", folder)
        found[f"{suffix}, pages/s"] = run["words"] / PAGE / run["whole, s"]
    with TemporaryDirectory() as folder:
        make_scan(Path(folder, "scan.pdf"))
        found["a scanned page, s"] = child("whole", folder)["whole, s"] / SCANNED
    return found


def two_processes(submissions: int) -> Figures:
    """A batch with two workers against one: by the clock, and what two free cores would give."""
    with TemporaryDirectory() as folder:
        make_submissions(Path(folder, "root"), submissions)
        runs = {}
        for workers in (1, 2):
            out = f"{folder}/out{workers}"
            runs[workers] = call("-m", "blinder.cli.app", "batch", f"{folder}/root", "--out", out, "--workers", workers)
    (one, one_wall, _), (two, two_wall, _) = runs[1], runs[2]
    wall, most = one_wall / two_wall, doubling()
    return {
        "1 → 2 processes, wall": wall,
        "1 → 2 processes, plain sums": most,
        "wall / plain sums": wall / most,
        "1 → 2 processes, processor": 2 * one / two,
    }


def doubling() -> float:
    """How much more plain arithmetic two processes do in the same time than one: what the machine itself gives."""
    command, began = [sys.executable, "-c", "sum(i % 7 for i in range(20_000_000))"], time.perf_counter()
    subprocess.run(command, check=True)
    one, began = time.perf_counter() - began, time.perf_counter()
    for run in [subprocess.Popen(command) for _ in range(2)]:
        run.wait()
    return 2 * one / (time.perf_counter() - began)


def memory(submissions: int) -> Figures:
    """What one worker holds after a tenth of the submissions, and after all."""
    with TemporaryDirectory() as folder:
        make_submissions(Path(folder, "root"), submissions)
        return child("held", f"{folder}/root")


def large() -> Figures:
    """`blind` on one large file of each kind: pages/s, and the most that all its processes hold together."""
    found: Figures = {}
    with TemporaryDirectory() as folder:
        for suffix, pages in LARGE.items():
            path = Path(folder, f"report{suffix}")
            make_large(path, pages)
            command = [sys.executable, "-m", "blinder.cli.app", "blind", str(path), "--out", f"{folder}/out{suffix}"]
            before, most_mb = processor_s(), 0.0
            with subprocess.Popen(command, env={**os.environ, **ONE_THREAD}, stdout=subprocess.DEVNULL) as run:
                while run.poll() is None:
                    most_mb = max(most_mb, sum(map(resident_mb, family(run.pid))))
                    time.sleep(0.2)
            if run.returncode not in (0, 1):
                raise SystemExit(f"exit code {run.returncode} for {pages} pages of {suffix}")
            found[f"{pages} pages {suffix}, pages/s"] = pages / (processor_s() - before)
            found[f"{pages} pages {suffix}, MB"] = most_mb
    return found


def year(files_s: float) -> Figures:
    """A state's year, in hours of machines with two cores that do nothing else."""
    core_h = YEAR * files_s / 3600
    return {
        "a file, s": files_s,
        "a year, core hours": core_h,
        "1 machine, h": core_h / 2,
        "10 machines, h": core_h / 20,
    }


def whole(folder: Path) -> Figures:
    """In a fresh process: `blind`, after the model is loaded; the process that reads counts from its start."""
    import blinder

    blinder.scan_texts({"one": "Ms. Quillfeather met the team."})
    roster = folder / "roster.csv"
    with TemporaryDirectory() as out:
        before = processor_s()
        outcome = blinder.blind(documents(folder), out=Path(out, "out"), roster=roster if roster.exists() else None)
        seconds = ended_s() - before
    words = sum(len(reading.text.split()) for reading in outcome.readings.values())
    return {"whole, s": seconds, "words": words, "files": len(outcome.files)}


def floor(folder: Path) -> Figures:
    """In a fresh process: every file read and then written again as `blind` does it, but nothing replaced."""
    from blinder.formats import FORMATS, read
    from blinder.formats.base import Options
    from blinder.sources import guarded, of_each, silent

    before, options = processor_s(), Options()
    with TemporaryDirectory() as out:

        def take_in(path: Path) -> None:
            guarded(FORMATS[path.suffix], options, read, FORMATS[path.suffix], path, options)

        def rewrite(path: Path) -> None:
            kind = FORMATS[path.suffix]
            target = Path(out, path.name).with_suffix(getattr(kind, "output_suffix", "") or path.suffix)
            guarded(kind, options, kind.rewrite, path, target, {}, options)

        for job in (take_in, rewrite):
            of_each("", job, documents(folder), silent)
        return {"floor, s": ended_s() - before}


def detection(folder: Path) -> Figures:
    """In a fresh process: the model and the recognizers over all texts, once."""
    from blinder.detect import detect
    from blinder.label_map import read_label_map
    from blinder.reading import read_document
    from blinder.settings import Settings
    from blinder.sources import format_options, read_source, take_in_documents

    profile = read_label_map()
    detect({"one": "Ms. Quillfeather met the team."}, profile)
    files = take_in_documents([folder]).files
    texts = {
        str(file.name): read_document(read_source(file, format_options(Settings())).document).text for file in files
    }
    before = time.process_time()
    detect(texts, profile)
    return {"detection, s": time.process_time() - before}


def held(root: Path) -> Figures:
    """In a fresh process, as a worker of a batch: MB of it and of the process that reads for it."""
    from blinder import apart
    from blinder.batch.work import Job, blind_submission
    from blinder.settings import Settings

    folders, found = sorted(root.iterdir()), []
    for number, folder in enumerate(folders, start=1):
        with TemporaryDirectory() as stage:
            blind_submission(Job(f"submission-{number}", folder, Path(stage), "", Settings()))
        if number in (len(folders) // 10, len(folders)):
            found.append(sum(resident_mb(pid) for pid in (os.getpid(), *(w.process.pid for w in apart._workers))))
    return {"held after a tenth, MB": found[0], "held after all, MB": found[1], "all / a tenth": found[1] / found[0]}


def ended_s() -> float:
    """Processor seconds, those of the process that reads among them: it has to end for that."""
    from blinder.apart import end_all

    end_all()
    return processor_s()


def resident_mb(pid: int) -> float:
    """Memory that a process holds now, none if it has ended; Linux only."""
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize() / 1e6
    return 0.0


def family(pid: int) -> Iterator[int]:
    """A process and all that it has started; Linux only."""
    yield pid
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child_pid in (thread / "children").read_text().split():
                yield from family(int(child_pid))


def documents(folder: Path) -> list[Path]:
    """The documents in a folder but .doc, for what LibreOffice costs is not ours."""
    from blinder.sources import take_in_documents

    return [file.path for file in take_in_documents([folder]).files if file.path.suffix != ".doc"]


def make_large(path: Path, pages: int) -> None:
    """A document of full pages on which sixty people speak."""
    chance = random.Random(7)
    people = [invented(chance) for _ in range(60)]
    texts = ["\n".join(remark(chance, chance.choice(people)) for _ in range(8)) for _ in range(pages)]
    if path.suffix == ".pdf":
        import pymupdf

        with pymupdf.open() as pdf:
            for text in texts:
                pdf.new_page().insert_textbox((60, 60, 540, 760), text, fontsize=10)
            pdf.save(path)
        return
    import docx

    word = docx.Document()
    for text in texts:
        for line in text.split("\n"):
            word.add_paragraph(line)
        word.add_page_break()
    word.save(str(path))


def make_scan(path: Path) -> None:
    """A few full pages as a scanner sees them."""
    import pymupdf

    make_large(path.with_suffix(".drawn.pdf"), SCANNED)
    with pymupdf.open(path.with_suffix(".drawn.pdf")) as drawn, pymupdf.open() as scan:
        for page in drawn:
            picture = page.get_pixmap(dpi=200).tobytes("jpeg")
            scan.new_page().insert_image(page.rect, stream=picture)
        scan.save(path)
    path.with_suffix(".drawn.pdf").unlink()


def invented(chance: random.Random) -> str:
    """A surname that nobody has."""
    return chance.choice("BDFGKLMNPRSTV") + "".join(chance.choices("aeioulmnrst", k=6))


def remark(chance: random.Random, name: str) -> str:
    """What somebody of this name said, in some 60 words."""
    return f"Ms. {name} said: {'; '.join(chance.sample(CLAUSES, k=6))}."


def make_submissions(root: Path, number: int) -> None:
    """Small submissions, each a memo as text and as Word document, no two alike."""
    import docx

    chance = random.Random(7)
    for at in range(number):
        folder = root / f"candidate {at}"
        folder.mkdir(parents=True)
        text = "\n".join(remark(chance, invented(chance)) for _ in range(20))
        (folder / "memo.txt").write_text(text, encoding="utf-8")
        word = docx.Document()
        word.add_paragraph(text)
        word.save(str(folder / "report.docx"))


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="What much of it costs; see docs/scale.md.")
    parser.add_argument("--submissions", type=int, default=300, help="small ones, for two processes and memory")
    parser.add_argument(
        "--only", nargs="+", choices=("start", "path", "formats", "two", "large", "memory"), metavar="FIGURE"
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.child:
        collect_seldom()  # as every process of blinder's own
        part, folder = args.child
        print(json.dumps({"whole": whole, "floor": floor, "detection": detection, "held": held}[part](Path(folder))))
        return 0
    parts: dict[str, Callable[[], Figures]] = {
        "start": start_up,
        "path": whole_path,
        "formats": per_format,
        "two": lambda: two_processes(args.submissions),
        "large": large,
        "memory": lambda: memory(args.submissions),
    }
    found: Figures = {}
    for name in args.only or parts:
        found |= parts[name]()
        if name == "path":
            found |= year(found["whole, s"] / found["files"])
    print(json.dumps(found) if args.json else "\n".join(f"{name:32}{value:12,.3f}" for name, value in found.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
