"""One suite for every format: what is planted is read or gone, what is redacted is gone, what is kept stays."""

import importlib.util
import re
import shutil
import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from blinder.errors import BlinderError, TooLarge, UnreadableFile, WrongExtension
from blinder.formats import FORMATS as OURS
from blinder.formats.base import Format, Options, apply_redactions
from blinder.types import Document, Redaction, SegmentKind, Span

HERE = Path(__file__).parent
BUILDERS = {".docx": "docx", ".odt": "odt", ".pdf": "pdf", ".txt": "txt", ".csv": "txt", ".doc": "doc", ".srt": "srt"}
PACKAGES, PLAIN = (".docx", ".odt"), (".txt", ".csv", ".srt")
CHOICES = {
    "default": Options(),
    "comments kept": Options(keep_comments=True),
    "changes kept": Options(keep_changes=True),
    "pictures kept": Options(pictures="untouched"),
    "all kept": Options(keep_comments=True, keep_changes=True, pictures="untouched"),
}
LABEL = "Teacher C"


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


looking = load(HERE / "looking.py")
subtitles = load(HERE.parents[1] / "docs/plugins/blinder-example-subtitles/blinder_example_subtitles.py")
FORMATS = {**OURS, ".srt": subtitles.Subtitles()}


@dataclass
class Case:
    """A file with planted names, and what its format makes of it."""

    path: Path
    format: Format
    planted: dict[str, str]

    @cache  # noqa: B019  a case lives as long as the suite
    def document(self, choice: str = "default") -> Document:
        return self.format.read(self.path, CHOICES[choice])

    @cache  # noqa: B019
    def rewritten(self, choice: str = "default", *, blind: bool = True) -> Path:
        redactions = self.redactions(choice) if blind else {}
        suffix = getattr(self.format, "output_suffix", "") or self.path.suffix
        out = self.path.with_name(f"{choice} {blind}{suffix}".replace(" ", "-"))
        self.format.rewrite(self.path, out, redactions, CHOICES[choice])
        return out

    def redactions(self, choice: str) -> dict[str, list[Redaction]]:
        found: dict[str, list[Redaction]] = {}
        for segment in self.document(choice).segments:
            spans = {span for name in self.planted.values() for span in looking.spans_of(name, segment.text)}
            for start, end in sorted(spans) if not segment.dropped else ():
                found.setdefault(segment.id, []).append(Redaction(segment.id, Span(start, end), LABEL, "p1"))
        return found

    def kept_texts(self, path: Path, choice: str = "default") -> list[str]:
        format_ = FORMATS[path.suffix]
        return [segment.text for segment in format_.read(path, CHOICES[choice]).segments if not segment.dropped]

    def __hash__(self) -> int:
        return hash(self.path)


@pytest.fixture(scope="module", params=BUILDERS)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    suffix = request.param
    if suffix == ".doc" and not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    path = tmp_path_factory.mktemp("case") / f"planted{suffix}"
    planted = load(HERE / "builders" / f"{BUILDERS[suffix]}.py").build(path, looking.Names())
    assert planted
    return Case(path, FORMATS[suffix], planted)


@pytest.fixture(params=["default", "all kept"])
def choice(request: pytest.FixtureRequest, case: Case) -> str:
    if case.path.suffix == ".doc" and request.param != "default":
        pytest.skip("its .docx is tested with all options")
    return request.param


def test_reading_twice_gives_the_same(case: Case) -> None:
    assert case.format.read(case.path, Options()) == case.document()


def test_ids_are_unique(case: Case, choice: str) -> None:
    ids = [segment.id for segment in case.document(choice).segments]
    assert len(ids) == len(set(ids)) > 0


def test_every_planted_name_is_read_or_gone(case: Case, choice: str) -> None:
    everything = looking.everything_in(case.rewritten(choice, blind=False))
    texts = [segment.text for segment in case.document(choice).segments if not segment.dropped]
    unread = {
        channel
        for channel, name in case.planted.items()
        if looking.survives(name, everything) and not any(looking.spans_of(name, text) for text in texts)
    }
    assert not unread


def test_a_format_reads_in_the_channels_that_it_states_and_in_no_other(case: Case) -> None:
    choices = ("default",) if case.path.suffix == ".doc" else CHOICES
    kinds = {segment.kind for choice in choices for segment in case.document(choice).segments}
    assert kinds <= case.format.channels
    read_elsewhere = {SegmentKind.PICTURE}  # OCR takes seconds: test_pictures plants names there
    assert kinds >= case.format.channels - read_elsewhere or case.path.suffix in (".doc", *PLAIN)


def test_no_redacted_name_survives(case: Case, choice: str) -> None:
    everything = looking.everything_in(case.rewritten(choice))
    assert not {channel for channel, name in case.planted.items() if looking.survives(name, everything)}


def test_neighbours_stay_and_the_label_stands_between_them(case: Case, choice: str) -> None:
    redactions = case.redactions(choice)
    expected = [
        apply_redactions(segment.text, redactions.get(segment.id, []))
        for segment in case.document(choice).segments
        if not segment.dropped
    ]
    if not framed(expected):
        pytest.skip("this builder frames no names")
    assert framed(expected) == framed(case.kept_texts(case.rewritten(choice), choice))


def framed(texts: list[str]) -> Counter[str]:
    """What stands between "before-3" and "after-3", blanks made equal."""
    found = re.finditer(r"before-(\d+)\b(.{0,99}?)\bafter-\1\b", " ".join(" ".join(texts).split()))
    return Counter(each[0] for each in found)


def test_rewriting_a_rewritten_file_changes_nothing(case: Case, choice: str) -> None:
    once = case.rewritten(choice)
    twice = once.with_name(f"twice-{once.name}")
    FORMATS[once.suffix].rewrite(once, twice, {}, CHOICES[choice])
    assert twice.read_bytes() == once.read_bytes()


def test_without_redactions_the_text_stays(case: Case, choice: str) -> None:
    before = [segment.text for segment in case.document(choice).segments if not segment.dropped]
    assert case.kept_texts(case.rewritten(choice, blind=False), choice) == before


def test_rewriting_is_deterministic_and_leaves_the_original(case: Case) -> None:
    original = case.path.read_bytes()
    again = case.path.with_name(f"again-{case.rewritten().name}")
    case.format.rewrite(case.path, again, case.redactions("default"), Options())
    assert again.read_bytes() == case.rewritten().read_bytes()
    assert case.path.read_bytes() == original


def test_places_hints_and_reports_hold_no_names(case: Case) -> None:
    document = case.document()
    said = [segment.place for segment in document.segments]
    said += [f"{each.place} {each.reason}" for each in document.unseen]
    said += [f"{each.place} {each.what}" for each in document.removals]
    spoken = looking.letters(" ".join(said))
    assert not {channel for channel, name in case.planted.items() if looking.survives(name, spoken)}


@pytest.mark.parametrize(
    ("kind", "choice", "word"),
    [(SegmentKind.COMMENT, "comments kept", "comment"), (SegmentKind.DELETED, "changes kept", "deleted")],
)
def test_comments_and_changes_are_evidence_unless_they_are_kept(
    case: Case, kind: SegmentKind, choice: str, word: str
) -> None:
    if not any(word in channel for channel in case.planted) or case.path.suffix == ".doc":
        pytest.skip(f"this format has no {word} here")
    assert all(each.dropped for each in case.document().segments if each.kind is kind)
    assert any(not each.dropped for each in case.document(choice).segments if each.kind is kind)


def test_kept_pictures_are_unseen(case: Case) -> None:
    if not any("picture" in channel for channel in case.planted) or case.path.suffix == ".doc":
        pytest.skip("this format has no pictures here")
    assert len(case.document("pictures kept").unseen) > len(case.document().unseen)


def zipped(path: Path, *members: tuple[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)


ENTITIES = b'<!DOCTYPE a [<!ENTITY b "%s">]><a>%s</a>' % (b"x" * 1000, b"&b;" * 1000)
MAIN = {".docx": "word/document.xml", ".odt": "content.xml"}
BAD_PACKAGES = {
    "a bomb": (lambda path: zipped(path, (MAIN[path.suffix], bytes(32 * 2**20))), TooLarge),
    "entities": (lambda path: zipped(path, (MAIN[path.suffix], ENTITIES)), UnreadableFile),
    "a climbing name": (lambda path: zipped(path, ("../evil.xml", b"x"), (MAIN[path.suffix], b"<a/>")), UnreadableFile),
    "deep nesting": (lambda path: zipped(path, (MAIN[path.suffix], b"<a>" * 9999 + b"</a>" * 9999)), UnreadableFile),
    "no content": (lambda path: zipped(path, ("other.xml", b"<a/>")), UnreadableFile),
    "a PDF": (lambda path: path.write_bytes(b"%PDF-1.7\n%%EOF"), WrongExtension),
}


@pytest.mark.parametrize("suffix", PACKAGES)
@pytest.mark.parametrize("what", BAD_PACKAGES)
def test_bad_packages_are_refused(tmp_path: Path, suffix: str, what: str) -> None:
    path = tmp_path / f"bad{suffix}"
    make, error = BAD_PACKAGES[what]
    make(path)
    refused_with(error, path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("suffix", PACKAGES)
def test_duplicate_members_are_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"bad{suffix}"
    zipped(path, (MAIN[suffix], b"<a/>"), (MAIN[suffix], b"<b/>"))
    refused_with(UnreadableFile, path)


@pytest.mark.parametrize("suffix", BUILDERS)
def test_empty_files_are_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"empty{suffix}"
    path.touch()
    refused_with(UnreadableFile, path)


@pytest.mark.parametrize("suffix", BUILDERS)
def test_a_picture_by_another_name_is_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"picture{suffix}"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    refused_with(UnreadableFile, path)


def test_truncated_files_are_refused_without_their_text(case: Case, tmp_path: Path) -> None:
    if case.path.suffix in PLAIN:
        pytest.skip("half a text is a text")
    path = tmp_path / f"cut{case.path.suffix}"
    path.write_bytes(case.path.read_bytes()[:300])
    message = refused_with(UnreadableFile, path)
    assert not [name for name in case.planted.values() if looking.survives(name, looking.letters(message))]


def refused_with(error: type[BlinderError], path: Path) -> str:
    """Reading and rewriting both raise; nothing is left behind. The message comes back."""
    out = path.with_name("out")
    with pytest.raises(error) as raised:
        FORMATS[path.suffix].read(path, replace(Options(), timeout_s=30))
    with pytest.raises(error):
        FORMATS[path.suffix].rewrite(path, out, {}, Options(timeout_s=30))
    assert not out.exists()
    return str(raised.value)
