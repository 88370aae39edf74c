"""`python -m benchmarks.fidelity FILE_OR_FOLDER… [--words N] [--no-peer] [--json]`: does anything else change?

Every file is blinded by itself, with a roster of its own most frequent capitalised words. benchmarks/README.md defines
the figures.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.fidelity.measure import Report, measure

KINDS = (".docx", ".odt", ".pdf", ".doc")
FIGURES = (
    *("crashes", "text", "terms left", "labels missing", "harmed", "overlaps", "small", "pages", "looks"),
    *("structure", "invalid", "reopen"),
)
SIZES = ("files", "refused", "roster refused", "scanned pages", "words", "replaced")
WORST = 5


def main(argv: Sequence[str] | None = None) -> int:
    """Print a table per format, and the worst files; 1 where a figure is not 0."""
    parser = argparse.ArgumentParser(description="Does anything change outside replacements? See benchmarks/README.md.")
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE_OR_FOLDER")
    parser.add_argument("--words", type=int, default=5, help="so many frequent words of each file are its roster")
    parser.add_argument("--no-peer", action="store_true", help="leave out the peer, slow on long PDFs")
    parser.add_argument("--json", action="store_true", help="one JSON object per file")
    args = parser.parse_args(argv)
    reports = []
    for path in files_under(args.paths):
        with TemporaryDirectory() as folder:
            reports.append(measure(path, Path(folder), args.words, with_peer=not args.no_peer))
        if args.json:
            print(json.dumps(as_object(reports[-1])), flush=True)
        else:
            print(f"{path.name}: {said(reports[-1])}", file=sys.stderr, flush=True)
    if not args.json:
        print(table(reports))
    return int(any(report.figures[name] for report in reports for name in FIGURES))


def files_under(paths: Iterable[Path]) -> list[Path]:
    """Every document under the paths, in order of their names."""
    found = [file for path in paths for file in (path.rglob("*") if path.is_dir() else [path])]
    return sorted(file for file in set(found) if file.suffix.lower() in KINDS)


def as_object(report: Report) -> dict[str, object]:
    """A report for programs. Its details quote the file."""
    return {
        "file": report.name, "kind": report.kind, "refused": report.refused, "figures": dict(report.figures),
        "peer": dict(report.peer), "details": report.details,
    }  # fmt: skip


def said(report: Report) -> str:
    """What is to be said of a file in a line."""
    bad = [f"{name} {report.figures[name]}" for name in FIGURES if report.figures[name]]
    return report.refused or ", ".join(bad) or "good"


def table(reports: Sequence[Report]) -> str:
    """A column per format, the peer's beside that of PDFs; then what was refused, and the worst files."""
    columns: dict[str, Counter[str]] = defaultdict(Counter)
    for report in reports:
        columns[report.kind].update(report.figures)
        columns[report.kind].update(files=1, refused=bool(report.refused))
        if report.peer:
            columns["peer (pdf)"].update(report.peer)
            columns["peer (pdf)"]["files"] += 1
    lines = [f"{'':16}" + "".join(f"{name:>12}" for name in columns)]
    for name in (*SIZES, *FIGURES):
        lines.append(f"{name:16}" + "".join(f"{column[name]:12,}" for column in columns.values()))
    harmed = [10_000 * column["harmed"] / max(column["words"], 1) for column in columns.values()]
    lines.append(f"{'harmed in 10,000':16}" + "".join(f"{share:12.1f}" for share in harmed))
    lines += [f"refused: {report.name}: {report.refused}" for report in reports if report.refused]
    worst = sorted(reports, key=lambda report: -sum(report.figures[name] for name in FIGURES))[:WORST]
    for report in worst:
        if any(report.figures[name] for name in FIGURES):
            lines.append(f"{report.kind} {report.name}: {said(report)}")
            lines += [f"    {detail}" for detail in report.details[:WORST]]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
