"""Does `verify` catch what is left, and keep still where nothing is? `python benchmarks/verify.py [FILE…]`.

Into copies of clean files one leftover at a time is planted, of every kind, with held-out names. What the verifier has
against the copy and not against the clean file is a catch. Every figure is defined in benchmarks/README.md.
"""

import argparse
import json
import random
import re
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count, cycle, islice
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

from benchmarks.fairness import Person, read_people
from benchmarks.leftovers import KINDS, ways_of
from benchmarks.marked import KEEP, Marked, read_submissions
from blinder import finished
from blinder.label.labels import labels_in, letters
from blinder.label_map import read_label_map
from blinder.types import Finding, Severity
from blinder.verifier import look
from models.marks import Mark

TITLE = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Mx|Miss|Mister|Mme|Dr|Prof|Sra?|Rev|Fr|Sgt|Det|Lt|Hon)\.?|Dona|Doña|Coach|Nurse|Professor|Principal"
    r"|Officer|Dean) $",
    re.IGNORECASE,
)
OOXML = "http://schemas.openxmlformats.org"
WORD = f"{OOXML}/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORD_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{OOXML}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{OOXML}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{OOXML}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>LINES</w:body></w:document>',
}
FILE_NAME = "file name"
NATURAL = frozenset({"PERSON", "SCHOOL", "DISTRICT", "UNIVERSITY", "LOCATION", "EMAIL", "PHONE"})
INITIALS = 4  # letters at most
Caught = dict[str, dict[Person, bool]]
Told = Counter[tuple[str, str]]  # check and message of what asks for somebody


def measure(clean: Sequence[Path], people: Sequence[Person], rounds: int) -> Caught:
    """Kind of leftover → name → was it caught; each kind is planted `rounds` times, each time with another name."""
    caught: Caught = defaultdict(dict)
    names = cycle(people)
    with tempfile.TemporaryDirectory() as folder:
        for path in clean:
            before = told([path])[path.name]
            for _ in range(rounds):
                for kind, person, file, data in _planted(path, names):
                    copy = Path(folder) / file
                    copy.write_bytes(data)
                    after = next(iter(told([copy]).values()))
                    caught[f"{path.suffix[1:]}: {kind}"][person] = bool(after - before)
                    copy.unlink()
    return caught


def _planted(path: Path, names: Iterator[Person]) -> Iterator[tuple[str, Person, str, bytes]]:
    """(kind, name, file name, bytes) of every kind of leftover; a PDF's plain fonts take plain letters only."""
    clean, label = path.read_bytes(), _some_label(path)
    for kind, plant in KINDS[path.suffix].items():
        person, other = next(names), next(names)
        if path.suffix == ".pdf" and not " ".join(person).isascii():
            person = next(each for each in names if " ".join(each).isascii())
        yield kind, person, path.name, plant(clean, ways_of(*person, " ".join(other), label))
    person = next(names)
    yield FILE_NAME, person, f"{person[1]}_{path.name}", clean


def _some_label(path: Path) -> str:
    """A teacher's label that stands in the file already."""
    texts = " ".join(glimpse.text for glimpse in look(path).texts if glimpse.visible)
    found = [label for label in labels_in(texts, read_label_map()) if label.startswith("Teacher ")]
    return found[0] if found else "Teacher C"


def told(paths: Sequence[Path]) -> dict[str, Told]:
    """How often the verifier has what against files that are one submission, by file."""
    return {
        file: Counter((each.check, each.message) for each in findings) for file, findings in _findings(paths).items()
    }


def _findings(paths: Sequence[Path]) -> dict[str, list[Finding]]:
    """What the verifier has against files that are one submission, by file, notes aside."""
    files = finished.verify(paths).files
    return {file.document: [each for each in file.findings if each.severity is not Severity.NOTE] for file in files}


def measure_natural(submissions: Sequence[Mapping[str, Marked]], number: int) -> dict[str, list[bool]]:
    """What is left → was it told, each time: one mention in one document, all else blinded."""
    every = [
        (at, name, mark)
        for at, documents in enumerate(submissions)
        for name, document in documents.items()
        for mark in document.marks
        if mark.type in NATURAL
    ]
    caught: dict[str, list[bool]] = defaultdict(list)
    for at, name, mark in random.Random(0).sample(every, min(number, len(every))):
        clean, left = (_found_in(submissions[at], name, left) for left in (None, mark))
        caught[_way_of(mark)].append(bool(left - clean))
    return caught


def _found_in(documents: Mapping[str, Marked], name: str, left: Mark | None) -> set[Finding]:
    """What the verifier has against one document: leaving a mark moves no other place."""
    texts = blind_by_marks(documents, {name: left} if left else {})
    file = f"{name.rpartition('/')[2]}.docx"
    with tempfile.TemporaryDirectory() as folder:
        return {*_findings([write_docx(text, Path(folder, f"{part}.docx")) for part, text in texts.items()])[file]}


def _way_of(mark: Mark) -> str:
    """What a mark names, and how a person is written."""
    if mark.type != "PERSON":
        return mark.type
    letters = re.sub(r"[\W_]", "", mark.surface)
    if len(letters) <= INITIALS and letters.isupper():
        return "PERSON, initials"
    return "PERSON, one word" if mark.surface.isalpha() else "PERSON, full name"


def blind_by_marks(documents: Mapping[str, Marked], left: Mapping[str, Mark] = MappingProxyType({})) -> dict[str, str]:
    """The texts of one submission with each mark that must go replaced by its label: letters run on over all roles.

    Args:
        left: document → a mark that stays.
    """
    labels, profile = dict[tuple[str, str], str](), read_label_map()
    there = {label[-1] for document in documents.values() for label in labels_in(document.text, profile)}
    series = (letter for letter in map(letters, count()) if letter not in there)
    words = {str(kind): word for kind, word in profile.type_labels.items()}
    words |= {"ORG": "Organization", "EMAIL": "Email", "PHONE": "Phone"}
    numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(1))
    numbered = ("Email", "Phone", "Web address", "Address", "ID", "Handle")

    def label(mark: Mark) -> str:
        word = words.get(mark.type) or profile.role_of(mark.role) or "Person"
        if (mark.type, mark.entity) not in labels:
            mark_of = str(next(numbers[word])) if word in numbered else next(series)
            labels[mark.type, mark.entity] = f"{word} {mark_of}"
        return labels[mark.type, mark.entity]

    return {name.rpartition("/")[2]: _blind(each, label, left.get(name)) for name, each in documents.items()}


def _blind(document: Marked, label: Callable[[Mark], str], left: Mark | None) -> str:
    parts, at = list[str](), 0
    for mark in document.marks:
        if mark.type != KEEP and mark is not left:
            before = document.text[at : mark.start]
            parts += [TITLE.sub("", before) if mark.type == "PERSON" else before, label(mark)]
            at = mark.end
    return "".join([*parts, document.text[at:]])


def write_docx(text: str, path: Path) -> Path:
    """A text as the plainest Word file, a line a paragraph."""
    lines = "".join(
        f"<w:p><w:r><w:t xml:space='preserve'>{escape(line.lstrip('# '))}</w:t></w:r></w:p>"
        for line in text.split("\n")
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in WORD_PARTS.items():
            archive.writestr(name, xml.replace("LINES", lines))
    return path


def alarms(clean: Mapping[str, Sequence[Path]]) -> dict[str, list[Finding]]:
    """What the verifier has against clean files, by submission and file; it should have nothing."""
    return {
        f"{submission}/{file}": findings
        for submission, paths in clean.items()
        for file, findings in _findings(paths).items()
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Print recall by kind of leftover, and the false alarms per clean file."""
    parser = argparse.ArgumentParser(description="Recall and false alarms of verify; see benchmarks/README.md.")
    parser.add_argument("clean", nargs="*", type=Path, metavar="FILE", help="blinded files of one submission")
    parser.add_argument("--texts", nargs="*", type=Path, default=[], metavar="DATA.jsonl", help="marked texts")
    parser.add_argument("--rounds", type=int, default=2, help="names per kind and file")
    parser.add_argument("--plant-in", type=int, default=1, help="files of each format into which leftovers are planted")
    parser.add_argument("--natural", type=int, default=0, help="mentions of the texts that are left, one at a time")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        clean = {"files": args.clean} if args.clean else {}
        submissions = [(name, each) for path in args.texts for name, each in read_submissions(path).items()]
        for name, documents in submissions:
            place = Path(folder) / name
            place.mkdir(exist_ok=True)
            clean[name] = [write_docx(text, place / f"{part}.docx") for part, text in blind_by_marks(documents).items()]
        wrong = alarms(clean)
        by_format = {suffix: [path for path in args.clean if path.suffix == suffix] for suffix in KINDS}
        into = [path for paths in by_format.values() for path in islice(paths, args.plant_in)]
        by_origin = list(read_people().values())
        people = [person for turn in zip(*by_origin, strict=False) for person in turn]
        caught = measure(into, people, args.rounds)
    natural = measure_natural([documents for _, documents in submissions], args.natural)
    report(caught, natural, wrong, as_json=args.json)
    return 0


def report(
    caught: Caught, natural: Mapping[str, Sequence[bool]], wrong: Mapping[str, Sequence[Finding]], *, as_json: bool
) -> None:
    """What was missed, with the invented name; every false alarm; the figures."""
    every = [hit for names in caught.values() for hit in names.values()]
    recall = sum(every) / len(every) if every else None
    rate = sum(map(len, wrong.values())) / len(wrong) if wrong else None
    if as_json:
        kinds = {kind: sum(names.values()) / len(names) for kind, names in caught.items()}
        figures = {"recall": recall, "false alarms per clean file": rate, "kinds": kinds}
        print(json.dumps(figures | {"natural": {way: sum(told) / len(told) for way, told in natural.items()}}))
        return
    for kind, names in caught.items():
        for person, hit in names.items():
            if not hit:
                print(f"  missed: {kind}: {' '.join(person)}")
    for file, findings in wrong.items():
        for each in findings:
            print(f"  false alarm: {file}, {each.place}: {each.check}: {each.message}")
    if every:
        print(f"recall {recall:.3f}: {sum(every)} of {len(every)} leftovers of {len(caught)} kinds")
    for way, told in sorted(natural.items()):
        print(f"left in the text: {way}: {sum(told) / len(told):.3f} of {len(told)}")
    if natural:
        hits = [hit for told in natural.values() for hit in told]
        print(f"left in the text: {sum(hits) / len(hits):.3f} of {len(hits)}")
    if wrong:
        print(f"false alarms per clean file {rate:.2f}: {sum(map(len, wrong.values()))} in {len(wrong)} files")


if __name__ == "__main__":
    sys.exit(main())
