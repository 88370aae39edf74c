"""One file blinded and compared with itself: what is found, as figures that should be 0."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pymupdf

import blinder
from benchmarks.fidelity import office, pages, valid
from benchmarks.fidelity.peer import blind_naively
from benchmarks.fidelity.render import convert
from benchmarks.fidelity.replaced import WORD, Swap, accents, plain, spelled
from blinder.redact import redact
from blinder.settings import Settings
from blinder.types import Redaction

ENGINES = ("PyMuPDF", "pdfium")
ALL = Settings(accept_unseen=True)  # what nobody reads for names is laid out as all else
SPACED = re.compile(r"\s+")


@dataclass
class Report:
    """What came of one file. `figures`: by name, each 0 at best, but those of `SIZES`."""

    name: str
    kind: str
    refused: str = ""
    figures: Counter[str] = field(default_factory=Counter)
    details: list[str] = field(default_factory=list)
    peer: Counter[str] = field(default_factory=Counter)

    def note(self, figure: str, count: int, *details: str) -> None:
        """Add to a figure; details count only where it is not 0."""
        self.figures[figure] += count
        if count:
            self.details += [f"{figure}: {detail}" for detail in details]


def measure(path: Path, folder: Path, words: int, *, with_peer: bool = True) -> Report:
    """Blind one file with a roster of its own frequent words and compare; beside a PDF the peer does its work, too."""
    kind = path.suffix.lower()[1:]
    report = Report(path.name, kind)
    before = path
    if kind == "doc":
        before, *_ = convert([path], "docx", folder / "converted")  # type: ignore[assignment]
    try:
        roster = [(word, "", "") for word in frequent_words(before, words)] if before else []
        outcome = blinder.blind([path], out=folder / "out", roster=roster, settings=ALL)
        if roster and any(finding.severity is blinder.Severity.LEAK for finding in outcome.files[0].findings):
            report.figures["roster refused"] = 1  # an ordinary word is no name: it is not blinded everywhere
            outcome = blinder.blind([path], out=folder / "out", settings=ALL, force=True)
    except Exception as error:  # a crash is a figure, too  # noqa: BLE001
        report.note("crashes", 1, type(error).__name__)
        return report
    result = outcome.files[0]
    if result.sha256 == "":
        report.refused = result.reason + "".join(f" [{each.place}: {each.reason}]" for each in result.unseen[:3])
        return report
    swaps = swaps_of(outcome, result.document)
    report.figures["replaced"] = sum(bool(swap.new) for swap in (swap for _, swap in swaps))
    after = folder / "out" / result.name
    if kind == "pdf":
        _compare_pdf(before, after, swaps, swaps_of(outcome, result.document, in_words=True), report)
        if with_peer:
            report.peer = _peer(before, folder / "peer.pdf", swaps, report.figures["words"])
    else:
        _compare_office(before, after, swaps, report, folder)
    return report


def swaps_of(outcome: "blinder.Outcome", document: str, *, in_words: bool = False) -> list[tuple[str, Swap]]:
    """Segment and swap of everything that was replaced in the file's text; a link's address is none.

    Args:
        in_words: the old stretch with the rest of the words of which it is a part.
    """
    reading = outcome.readings[document]
    done = redact(outcome.readings, outcome.scan.entities, outcome.label_map)[document]
    texts = {each.id: each.text for each in reading.segments if each.kind not in ("link", "file name")}
    return [
        (segment, Swap((whole if in_words else _stretch)(group, texts[segment]), " ".join(_labels(group))))
        for segment, found in done.items()
        if segment in texts
        for group in adjoining(found)
    ]


def adjoining(found: Iterable[Redaction]) -> list[list[Redaction]]:
    """Redactions in order, those of the parts of one word together."""
    groups: list[list[Redaction]] = []
    for each in sorted(found, key=lambda each: each.span.start):
        if groups and groups[-1][-1].span.end == each.span.start:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _labels(group: Iterable[Redaction]) -> list[str]:
    return [each.replacement for each in group if each.replacement]


def _stretch(group: Sequence[Redaction], text: str) -> str:
    return text[group[0].span.start : group[-1].span.end]


def whole(group: Sequence[Redaction], text: str) -> str:
    """The stretch with the rest of the words of which it is a part."""
    words = [
        word for word in WORD.finditer(text) if word.end() > group[0].span.start and word.start() < group[-1].span.end
    ]
    start, end = group[0].span.start, group[-1].span.end
    return text[min([start, *(word.start() for word in words)]) : max([end, *(word.end() for word in words)])]


def frequent_words(path: Path, count: int) -> list[str]:
    """The most frequent capitalised words that no label uses and that are no ordinary words of the file."""
    text = "\n".join(pages.texts_of(path, "pdfium")) if path.suffix == ".pdf" else office_text(path)
    words = Counter(WORD.findall(text))
    found = {word: n for word, n in words.items() if len(word) > 3 and word.istitle() and word.isalpha()}
    found = {word: n for word, n in found.items() if word not in LABEL_WORDS and not words[word.lower()]}
    return sorted(found, key=lambda word: (-found[word], word))[:count]


LABEL_WORDS = set(
    "Person Teacher Principal Assistant Superintendent Student Parent Guardian School District University Town Place"
    " Organization Instructional Coach Counselor Candidate Address Email Phone Date Mascot Number Adjustment".split()
)


def office_text(path: Path) -> str:
    """All paragraphs of a package; of one that cannot be opened nothing."""
    try:
        return "\n".join(map(office.text_of, office.open_office(path).paragraphs()))
    except Exception:  # encrypted, foreign: blinder refuses it  # noqa: BLE001
        return ""


def _compare_pdf(
    before: Path,
    after: Path,
    swaps: Sequence[tuple[str, Swap]],
    in_words: Sequence[tuple[str, Swap]],
    report: Report,
) -> None:
    by_page: dict[int, list[Swap]] = {}
    for segment, swap in in_words:
        if found := re.match(r"p(\d+)\.", segment):
            by_page.setdefault(int(found[1]) - 1, []).append(swap)
    found = pages.compare(before, after, [swap for _, swap in swaps])
    report.figures["words"] = found.words
    report.figures["scanned pages"] = found.scans
    report.note("text", found.changed)
    report.note("overlaps", found.overlaps)
    report.note("small", found.small)
    report.note("looks", found.pages)
    report.details += found.places
    count_text(before, after, by_page, report)
    report.note("structure", *lost(pdf_counts(before), pdf_counts(after)))
    with pymupdf.open(before) as old, pymupdf.open(after) as new:
        report.note("pages", abs(len(old) - len(new)))


def _peer(before: Path, after: Path, swaps: Sequence[tuple[str, Swap]], words: int) -> Counter[str]:
    """The figures of everybody's first script, told the same stretches and labels."""
    report = Report(before.name, "peer")
    done = blind_naively(before, after, sorted({Swap(swap.old, swap.new) for _, swap in swaps if swap.new}))
    report.figures["replaced"], report.figures["words"] = sum(map(len, done)), words
    count_text(before, after, dict(enumerate(done)), report)
    return report.figures


def count_text(before: Path, after: Path, swaps: Mapping[int, Sequence[Swap]], report: Report) -> None:
    """Terms left, labels missing and words harmed, per page; the worse of two engines counts."""
    worst: Counter[str] = Counter()
    scans = pages.scanned_pages(before)
    for engine in ENGINES:
        old, new = pages.texts_of(before, engine, shown=True), pages.texts_of(after, engine)
        here: Counter[str] = Counter()
        for at, read in enumerate(zip(old, new, strict=False)):
            text, blinded = map(_plain, read)
            lines = [SPACED.sub(" ", pages.BROKEN.sub("- ", plain(each))) for each in read]  # a broken word as two
            done = [Swap(spelled(plain(swap.old), text), swap.new) for swap in swaps.get(at, ())]
            here["terms left"] += sum(_left(term, text, blinded, done) for term in {swap.old for swap in done})
            labels = Counter(swap.new for swap in done if swap.new)
            for label, n in labels.items():
                seen = max(_count(label, blinded), _count(label, lines[1]))
                if (missing := n + _count(label, text) - seen) > 0:
                    here["labels missing"] += missing
                    report.details.append(f"labels missing on p. {at + 1}, {engine}: {missing} of {n} {label}")
            if at in scans:
                continue
            gone = sum((_words(swap.old) for swap in done), Counter[str]())
            now = pages.joined_words(blinded) | pages.joined_words(lines[1])
            harmed = min((pages.joined_words(old) - gone - now for old in (text, lines[0])), key=Counter.total)
            gone = sum((accents(swap.old) for swap in swaps.get(at, ())), Counter[str]())
            harmed += accents(read[0]) - gone - accents(read[1])
            here["harmed"] += harmed.total()
            if harmed:
                report.details.append(f"harmed on p. {at + 1}, {engine}: {sorted(harmed)[:8]}")
        worst |= here
    for figure in ("terms left", "labels missing", "harmed"):
        report.note(figure, worst[figure])


def _words(old: str) -> Counter[str]:
    """The words of a stretch, and those that an engine makes of its words with hyphens at a line's end."""
    return pages.joined_words(old) | pages.joined_words(old.replace("-", ""))


def _plain(text: str) -> str:
    return SPACED.sub(" ", pages.BROKEN.sub("", plain(text)))


def _count(term: str, text: str) -> int:
    words = r"\s*".join(map(re.escape, term.split()))
    return len(re.findall(rf"(?<![^\W_]){words}(?![^\W_])", text))


def _left(term: str, text: str, blinded: str, swaps: Iterable[Swap]) -> int:
    gone = sum(_count(term, swap.old) - _count(term, swap.new) for swap in swaps)
    return max(0, _count(term, blinded) - max(0, _count(term, text) - gone))


def pdf_counts(path: Path) -> Counter[str]:
    """Tags by kind, alternative texts that say something, language, bookmarks."""
    import pikepdf

    found: Counter[str] = Counter()
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        roles = root.get("/StructTreeRoot", {}).get("/RoleMap", {})
        waiting, seen = [root.get("/StructTreeRoot", pikepdf.Dictionary())], set()
        while waiting:
            node = waiting.pop()
            kids = node.get("/K", []) if isinstance(node, pikepdf.Dictionary) else node
            if isinstance(node, pikepdf.Dictionary):
                if node.objgen in seen and node.objgen != (0, 0):
                    continue
                seen.add(node.objgen)
                if "/S" in node:
                    found[f"tag {roles.get(node.S, node.S)}"] += 1
                    found["alternative text"] += bool(str(node.get("/Alt", "")).strip())
            waiting += [each for each in (kids if isinstance(kids, pikepdf.Array) else [kids])
                        if isinstance(each, pikepdf.Dictionary | pikepdf.Array)]  # fmt: skip
        found["language"] = bool(str(root.get("/Lang", "")))
        found["marked"] = bool(root.get("/MarkInfo", {}).get("/Marked", False))
        with pdf.open_outline() as outline:
            found["bookmarks"] = sum(1 for _ in _bookmarks(outline.root))
    return found


def _bookmarks(items: Iterable[object]) -> Iterable[object]:
    for item in items:
        yield item
        yield from _bookmarks(item.children)  # type: ignore[attr-defined]


def lost(before: Counter[str], after: Counter[str]) -> tuple[int, str]:
    """How many of anything are no longer there, and what."""
    gone = before - after
    return gone.total(), ", ".join(f"{name} {before[name]} → {after[name]}" for name in sorted(gone))


def _compare_office(before: Path, after: Path, swaps: Sequence[tuple[str, Swap]], report: Report, folder: Path) -> None:
    old, new = office.open_office(before), office.open_office(after)
    known = Counter(valid.problems(before) if before.suffix == after.suffix else [])
    found = list((Counter(valid.problems(after)) - known).elements())
    report.note("invalid", len(found), *found)
    if office.has_chunks(old):
        report.figures["not compared"] = 1
        return
    office.apply_rules(old)
    text = "\n".join(map(office.text_of, old.paragraphs()))
    report.figures["words"] = len(WORD.findall(text))
    changed, where = office.pair(old, new, [swap for _, swap in swaps])
    report.note("text", changed, *where)
    report.note("structure", *lost(office.counts(old), office.counts(new)))
    office.cut_links(old, new)
    expected = folder / f"expected{after.suffix}"
    old.save(expected)
    finished = folder / f"finished{after.suffix}"
    finished.write_bytes(after.read_bytes())
    wanted, made = convert([expected, finished], "pdf", folder / "pdf")
    if made is None or wanted is None:
        report.note("reopen" if made is None else "not rendered", 1)
        return
    looks = pages.compare(wanted, made, None)
    report.note("looks", looks.pages)
    report.details += looks.places
    with pymupdf.open(wanted) as a, pymupdf.open(made) as b:
        report.note("pages", abs(len(a) - len(b)))
