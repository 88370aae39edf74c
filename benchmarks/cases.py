"""Do real files come through? `python -m benchmarks.cases PATH… [--pictures cover] [--keep FOLDER]`.

Each path, file or folder, is a submission: `blinder blind` as a user calls it, the copies opened by other programs,
then `blinder verify`. Its figures are defined in benchmarks/README.md.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import docx
import odfdo
import pikepdf
import pymupdf
import pypdfium2

from benchmarks.fidelity.render import convert
from blinder.formats import FORMATS

TIMEOUT_S = 3600.0  # of one call
TOLD = (0, 1, 3)  # exit codes of a call that did what it should
FIGURES = ("files", "written", "refused", "crashes", "hangs", "not reopened", "leaks", "looks")
Table = dict[str, Counter[str]]


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table, and what stands behind its figures; 1 where something crashed, hung, leaked or stays shut."""
    parser = argparse.ArgumentParser(description="Do real files come through? See benchmarks/README.md.")
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE_OR_FOLDER", help="a submission each")
    parser.add_argument("--pictures", default="placeholder", choices=("placeholder", "cover", "keep"))
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the copies are to stay")
    args = parser.parse_args(argv)
    figures: Table = defaultdict(Counter)
    said: list[str] = []
    with ExitStack() as stack:
        root = args.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for number, path in enumerate(args.paths, 1):
            lines = try_out(path, root / f"{number}", args.pictures, figures)
            print(f"{path.name}: {len(lines)} to tell", file=sys.stderr, flush=True)
            said += [f"{path.name}: {line}" for line in lines]
    print(table(figures), *said, sep="\n")
    bad = set(FIGURES) - {"files", "written", "refused", "looks"}
    return int(any(column[name] for column in figures.values() for name in bad))


def try_out(path: Path, out: Path, pictures: str, figures: Table) -> list[str]:
    """Blind, open and verify one submission; adds to the figures and tells what is behind them."""
    code, told = call("blind", path, "--out", out, "--force", "--pictures", pictures)
    if code not in TOLD:
        figures[path.suffix.lower()[1:] or "folder"]["hangs" if code is None else "crashes"] += 1
        return [f"blind: {'no end' if code is None else f'exit code {code}'}"]
    lines = [_count_blinded(file, figures) for file in told["files"]]
    copies = [out / file["name"] for file in told["files"] if file["status"] == "written"]
    for copy in copies:
        if closed := [name for name, opens in OPENERS[copy.suffix].items() if not _opens(opens, copy)]:
            figures[FORMATS[copy.suffix].name]["not reopened"] += 1
            lines.append(f"{copy.name}: does not open in {', '.join(closed)}")
    if copies:
        lines += _verify(out, figures)
    return [line for line in lines if line]


def call(*arguments: object) -> tuple[int | None, Any]:
    """Exit code (None: it took too long) and the JSON object of a call of the command line."""
    command = [sys.executable, "-m", "blinder.cli.app", *map(str, arguments), "--json"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=TIMEOUT_S)
    except subprocess.TimeoutExpired:
        return None, None
    return done.returncode, json.loads(done.stdout) if done.returncode in TOLD else None


def _count_blinded(file: dict[str, Any], figures: Table) -> str:
    column = figures[file["input_kind"] or file["format"] or "other"]
    column["files"] += 1
    column["written" if file["status"] == "written" else "refused"] += 1
    leaks = [found["place"] for found in file["findings"] if found["severity"] == "leak"]
    parts = [f"{part['place']}: {part['reason']}" for part in file["unseen"]]
    return " · ".join((file["name"], file["reason"], *leaks, *parts)) if file["reason"] else ""


def _verify(out: Path, figures: Table) -> list[str]:
    code, told = call("verify", out)
    if code not in TOLD:
        figures["verify"]["hangs" if code is None else "crashes"] += 1
        return [f"verify: {'no end' if code is None else f'exit code {code}'}"]
    lines = [f"{file['name']}: verify: {file['reason']}" for file in told["files"] if file["reason"]]
    for file in told["files"]:
        for found in file["findings"]:
            if name := {"leak": "leaks", "review": "looks"}.get(found["severity"]):
                figures[file["format"]][name] += 1
                lines.append(
                    f"{file['name']}: {found['severity']}: {found['check']}: {found['place']}: {found['message']}"
                )
    return lines


def _open_pdf_pages(path: Path) -> None:
    with pymupdf.open(path) as document:
        for page in document:
            page.get_pixmap(dpi=36)


def _open_pdf_objects(path: Path) -> None:
    with pikepdf.open(path) as document:
        if problems := document.check_pdf_syntax():
            raise ValueError(problems[0])


def _open_pdf_text(path: Path) -> None:
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            page.get_textpage().get_text_range()


def _open_in_office(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (made,) = convert([path], "pdf", Path(folder))
        if made is None:
            raise ValueError("LibreOffice made nothing of it")


OPENERS: dict[str, dict[str, Callable[[Path], object]]] = {
    ".docx": {"python-docx": lambda path: docx.Document(str(path)), "LibreOffice": _open_in_office},
    ".odt": {"odfdo": lambda path: odfdo.Document(path).body.get_paragraphs(), "LibreOffice": _open_in_office},
    ".pdf": {"PyMuPDF": _open_pdf_pages, "pikepdf": _open_pdf_objects, "pdfium": _open_pdf_text},
    **{suffix: {"UTF-8": lambda path: path.read_text("utf-8")} for suffix in (".txt", ".md", ".csv")},
}


def _opens(opens: Callable[[Path], object], path: Path) -> bool:
    try:
        opens(path)
    except Exception:  # whatever a program stumbles over  # noqa: BLE001
        return False
    return True


def table(figures: Table) -> str:
    """A column per format."""
    columns = sorted(figures)
    lines = [f"{'':14}" + "".join(f"{name:>8}" for name in columns)]
    lines += [f"{name:14}" + "".join(f"{figures[column][name]:8,}" for column in columns) for name in FIGURES]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
