"""The channels that an attestation names are those in which the eyes find something: no claim without a find."""

import importlib.util
import re
import warnings
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from blinder.verifier import channels_of, look
from blinder.verifier.channels import FACTS, TEXTS
from blinder.verifier.eyes import EXPECTED
from blinder.verifier.sight import FactKind

CONFORMANCE = Path(__file__).parents[1] / "conformance"
CALLED = {
    r"p\. \d+": "text",
    r"attributes?( [\w-]+)?|fonts by script": "attributes",
    r"comments": "markup comments",
    r"object \d+": "strings and names of objects",
    r"(8|16) bit strings|mail parts|mimetype|stream \d+|member \d+( \(\.\w+\))?": "strings in bytes",
}  # the last word of a place → its channel, where they differ


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


looking = load(CONFORMANCE / "looking.py")


def called(place: str) -> str:
    last = place.rpartition(", ")[2]
    return next((channel for pattern, channel in CALLED.items() if re.fullmatch(pattern, last)), last)


def broken(path: Path) -> Path:
    """The same file with a doubled member that cannot be parsed, or with bytes after its end."""
    broken = path.with_stem("broken")
    broken.write_bytes(path.read_bytes())
    if path.suffix == ".pdf":
        broken.write_bytes(path.read_bytes() + b"left behind")
    else:
        with warnings.catch_warnings(), zipfile.ZipFile(broken, "a") as archive:
            warnings.simplefilter("ignore")
            for _ in range(2):
                archive.writestr("broken.xml", "<a>")
    return broken


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".pdf"])
def test_every_planted_name_is_seen_in_a_stated_channel(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"planted{suffix}"
    planted = load(CONFORMANCE / "builders" / f"{suffix[1:]}.py").build(path, looking.Names())
    texts = [(called(glimpse.place), looking.letters(glimpse.text)) for glimpse in look(path).texts]
    seen = {
        channel: {place for place, text in texts if looking.survives(name, text)} for channel, name in planted.items()
    }
    assert {channel for channel, places in seen.items() if not places} == set()
    assert set().union(*seen.values()) <= set(TEXTS[EXPECTED[suffix]])
    assert {place for place, _ in texts} == set(TEXTS[EXPECTED[suffix]])


@pytest.mark.parametrize(("kind", "suffixes"), [("zip", (".docx", ".odt")), ("pdf", (".pdf",))])
def test_every_stated_fact_can_be_noted(tmp_path: Path, kind: str, suffixes: tuple[str, ...]) -> None:
    noted = set[FactKind]()
    for suffix in suffixes:
        path = tmp_path / f"planted{suffix}"
        load(CONFORMANCE / "builders" / f"{suffix[1:]}.py").build(path, looking.Names())
        noted |= {fact.kind for file in (path, broken(path)) for fact in look(file).facts}
    assert noted == FACTS[kind]


def test_a_plain_text_has_one_channel() -> None:
    assert channels_of(".txt") == ("text",)


def test_channels_are_said_once_and_in_a_fixed_order() -> None:
    for suffix in EXPECTED:
        assert len(set(channels_of(suffix))) == len(channels_of(suffix)) > 1


def test_an_old_word_file_shows_nothing_outside_the_stated_channels() -> None:
    (path,) = (CONFORMANCE.parents[1] / "sample_docs").glob("*.doc")
    sight = look(path)
    assert {called(glimpse.place) for glimpse in sight.texts} == set(TEXTS["ole"])
    assert {fact.kind for fact in sight.facts} <= FACTS["ole"]
