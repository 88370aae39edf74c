"""The sample submission holds what its ground truth says: read the committed files and look for every planted string.

`planted.json` is the truth, `sample_docs/` the files. Reads them by the bluntest route (all XML of a zip, all text and
annotations of a PDF, the bytes of a .doc), so that a builder that forgets a plant is caught here.
"""

import csv
import html
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path

import pymupdf
import pytest

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "sample_docs"
FILES = json.loads((HERE / "planted.json").read_text(encoding="utf-8"))["files"]
LIMIT_BYTES = 1_500_000


def everything_in(path: Path) -> str:
    """All text of a document, hidden places included, with the file name; tags, soft hyphens and breaks taken out."""
    if path.suffix == ".pdf":
        with pymupdf.open(path) as document:
            notes = [str(note.info[key]) for page in document for note in page.annots() for key in ("title", "content")]
            links = [link.get("uri", "") for page in document for link in page.get_links()]
            pages = [re.sub(r"-\n(?=[a-z])", "", page.get_text()) for page in document]
            text = "\n".join([*pages, *notes, *links, *map(str, document.metadata.values()), str(document.get_toc())])
    elif path.suffix == ".doc":
        data = path.read_bytes()
        text = "".join(data[at:].decode(code, "ignore") for code in ("utf-16-le", "cp1252", "utf-8") for at in (0, 1))
    else:
        with zipfile.ZipFile(path) as archive:
            xml = "\n".join(
                archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))
            )
        values = " ".join(re.findall(r'="([^"]*)"', xml))
        text = html.unescape(re.sub(r"<[^>]*>", "", xml) + "\n" + values)
    return flat(f"{text} {path.name}")


def flat(text: str) -> str:
    """Composed letters, single spaces, no soft hyphens: strings compare as a reader would."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())


@pytest.mark.parametrize("entry", FILES, ids=[entry["part"] for entry in FILES])
def test_every_planted_string_is_in_its_file(entry: dict) -> None:
    text = everything_in(SAMPLES / entry["file"])
    unbroken = text.replace(" ", "")
    planted = [row["surface"] for row in entry["original"] + entry["keep"]]
    assert [s for s in planted if flat(s) not in text and flat(s).replace(" ", "") not in unbroken] == []


def test_the_folder_holds_eleven_documents_a_roster_and_a_manifest() -> None:
    names = {path.name for path in SAMPLES.iterdir()}
    assert names == {entry["file"] for entry in FILES} | {"roster.csv", "MANIFEST.md"}
    assert sum(path.stat().st_size for path in SAMPLES.iterdir()) < LIMIT_BYTES


def test_the_manifest_names_nobody() -> None:
    manifest = flat((SAMPLES / "MANIFEST.md").read_text(encoding="utf-8"))
    people = {row["surface"] for entry in FILES for row in entry["original"] if len(row["surface"]) > 3}
    assert sorted(s for s in people if re.search(rf"\b{re.escape(s)}\b", manifest)) == []


def test_the_ground_truth_is_what_the_sources_give() -> None:
    assert subprocess.run([sys.executable, str(HERE / "build.py"), "--check"], check=False).returncode == 0


def test_the_roster_has_a_name_and_a_role_in_every_row() -> None:
    with (SAMPLES / "roster.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 50
    assert all(row["name"] and row["role"] for row in rows)
