"""Does blinder agree with itself? `python benchmarks/twice.py DATA.jsonl…`.

Submissions of marked texts, as Word files, are blinded, and their copies again. A copy that is refused or changes shows
where two looks differ: a name missed first, or a word that a label made look like one. Figures: benchmarks/README.md.
"""

import argparse
import json
import re
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import unescape
from pathlib import Path

import blinder
from benchmarks.marked import Marked, read_submissions
from benchmarks.verify import write_docx
from blinder.report import FileStatus

PARAGRAPH, TEXT = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL), re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
WORD = re.compile(r"\w+|[^\w\s]")
AROUND = 8
FIGURES = ("texts", "blocked", "changed", "stretches")


@dataclass
class Tally:
    """Counts by the names of FIGURES, and a line for each refusal and each change."""

    figures: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)


def measure(submissions: Mapping[str, Mapping[str, Marked]], tally: Tally) -> None:
    """Blind each submission by itself, and its copies again; count what became of them."""
    for documents in submissions.values():
        with tempfile.TemporaryDirectory() as folder:
            names = {f"Paper {number}": name for number, name in enumerate(documents, 1)}
            papers = {
                paper: write_docx(documents[name].text, Path(folder) / f"{paper}.docx") for paper, name in names.items()
            }
            once, refused = blind_papers(papers, Path(folder) / "once")
            twice, refused_again = blind_papers(once, Path(folder) / "twice")
            tally.figures.update(texts=len(papers), blocked=len(refused) + len(refused_again))
            tally.lines += [f"{names[paper]}: blocked: {why}" for paper, why in (refused | refused_again).items()]
            for paper in twice:
                changes = list(_changes(read_docx(once[paper]), read_docx(twice[paper])))
                tally.figures.update(changed=bool(changes), stretches=len(changes))
                tally.lines += [f"{names[paper]}: {change}" for change in changes]


def blind_papers(papers: Mapping[str, Path], out: Path) -> tuple[dict[str, Path], dict[str, str]]:
    """The copies of the papers of one submission, and why there is none of the others."""
    files = blinder.blind(list(papers.values()), out=out).files if papers else ()
    paper_of = {path.name: paper for paper, path in papers.items()}
    copies, refused = dict[str, Path](), dict[str, str]()
    for file in files:
        if file.status is FileStatus.WRITTEN:
            copies[paper_of[file.document]] = out / file.name
        else:
            refused[paper_of[file.document]] = "; ".join([file.reason, *(each.message for each in file.findings)])
    return copies, refused


def read_docx(path: Path) -> str:
    """The text of what `write_docx` wrote, a line a paragraph."""
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("word/document.xml").decode()
    return "\n".join(unescape("".join(TEXT.findall(paragraph))) for paragraph in PARAGRAPH.findall(xml))


def _changes(before: str, after: str) -> Iterator[str]:
    """Each stretch of words that differs, with some words around it."""
    for line, again in zip(before.split("\n"), after.split("\n"), strict=True):
        words, others = WORD.findall(line), WORD.findall(again)
        for kind, start, end, begin, stop in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
            if kind != "equal":
                change = f"{' '.join(words[start:end])} → {' '.join(others[begin:stop])}"
                yield f"{change} in: {' '.join(words[max(0, start - AROUND) : end + AROUND])}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures of each set."""
    parser = argparse.ArgumentParser(description="Are copies refused, and do they change when blinded again?")
    parser.add_argument("data", nargs="+", type=Path, metavar="DATA.jsonl", help="marked texts, or a folder of them")
    parser.add_argument("--json", action="store_true", help="one JSON object per set, without the stretches")
    args = parser.parse_args(argv)
    bad = False
    if not args.json:
        print(f"{'':24}" + "".join(f"{name:>10}" for name in FIGURES))
    for path in args.data:
        tally = Tally()
        for file in sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]:
            measure(read_submissions(file), tally)
        figures = {name: tally.figures[name] for name in FIGURES}
        bad |= any(figures[name] for name in FIGURES if name != "texts")
        if args.json:
            print(json.dumps({"set": path.name, **figures}))
        else:
            print(f"{path.name:24}" + "".join(f"{count:10}" for count in figures.values()))
            print("".join(f"  {line}\n" for line in tally.lines), end="", flush=True)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
