"""Build `sample_docs/` from `source/`: eleven documents, and the ground truth next to this file.

`python tests/samples/build.py` writes the documents, `planted.json` and `submission.jsonl`; equal sources give equal
bytes with equal library versions. The .doc needs LibreOffice and is left alone with `--no-doc`; `--check` writes
nothing and says whether the ground truth is what the sources give.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import truth
import write_docx
import write_pdf
from logo import draw_logo
from source import Source, read_source
from write_odt import write_odt

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "sample_docs"
PARTS = ("FORM", "A1", "A2", "A3", "C1", "C2", "C3", "C4", "C5", "C6", "COM")
DOCX_LOOKS = {
    "FORM": write_docx.Look("Arial", 10.5),
    "A2": write_docx.Look("Times New Roman", 11, 1.0, (0x5A, 0x1F, 0x1F)),
    "A3": write_docx.Look("Arial", 10, 1.0, (0, 0, 0)),
    "C4": write_docx.Look("Arial", 10, 0.9, (0x33, 0x33, 0x33)),
    "COM": write_docx.Look("Times New Roman", 11.5, 1.0, (0, 0, 0)),
}
PDF_LOOKS = {
    "C1": write_pdf.Look("Liberation Sans", 9.5),
    "C5": write_pdf.Look("Liberation Serif", 10.5, 60, "#5a2b1f"),
    "C6": write_pdf.Look("Liberation Serif", 11, 72, "#2f2f2f"),
}
CONVERT_TIMEOUT_S = 180


def main(argv: Sequence[str] | None = None) -> int:
    """Write everything, or only check; 0 when all is well, 1 when the ground truth is out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-doc", action="store_true", help="leave the .doc as it is (no LibreOffice needed)")
    parser.add_argument("--check", action="store_true", help="only compare the ground truth with the sources")
    args = parser.parse_args(argv)
    os.environ["SOURCE_DATE_EPOCH"] = "1746218400"
    sources = [read_source(HERE / "source" / f"{part}.md") for part in PARTS]
    texts = {"planted.json": truth.planted(sources), "submission.jsonl": truth.submission(sources)}
    if args.check:
        return int(any((HERE / name).read_text(encoding="utf-8") != text for name, text in texts.items()))
    logo = draw_logo("GASKELL", "MIDDLE SCHOOL")
    for source in sources:
        name = source.plain("FILE")
        if not (args.no_doc and name.endswith(".doc")):
            (TARGET / name).write_bytes(build(source, logo))
    for name, text in texts.items():
        (HERE / name).write_text(text, encoding="utf-8")
    return 0


def build(source: Source, logo: bytes) -> bytes:
    """One document in the format that its file name asks for."""
    part, suffix = source.plain("PART"), Path(source.plain("FILE")).suffix
    if suffix == ".odt":
        return write_odt(source)
    if suffix == ".pdf":
        return write_pdf.write_pdf(source, PDF_LOOKS[part], logo)
    data = write_docx.write_docx(source, DOCX_LOOKS.get(part, write_docx.Look()), logo)
    return convert_to_doc(data) if suffix == ".doc" else data


def convert_to_doc(data: bytes) -> bytes:
    """A .docx as Word 97 would have saved it, by LibreOffice with a profile of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "minutes.docx"
        path.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "doc", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=CONVERT_TIMEOUT_S)
        return path.with_suffix(".doc").read_bytes()


if __name__ == "__main__":
    sys.exit(main())
