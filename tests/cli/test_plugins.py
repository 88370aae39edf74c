"""Plugins: the packages that docs/plugins.md shows, installed by pip, and all that a bad one can do."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from blinder import plugins
from blinder.apart import end_all
from blinder.detect import engine
from blinder.errors import PluginError
from blinder.formats import formats
from blinder.texts import scan_texts

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs/plugins"
FILM = """1
00:00:01,000 --> 00:00:04,000
Principal Oona Thistlewick met Ms. Quillfeather
at Brackenmoor Elementary School.

2
00:00:05,000 --> 00:00:08,500
Ms. Quillfeather asked about NB/24/0193.
"""
BLINDED = """1
00:00:01,000 --> 00:00:04,000
Principal A met Person B
at School C.

2
00:00:05,000 --> 00:00:08,500
Person B asked about ID 1.
"""


# ── Installed ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for PYTHONPATH into which pip has installed both examples."""
    target = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "--quiet", "install", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "--target", target, *sorted(EXAMPLES.iterdir())], check=True, timeout=300)
    return target


@pytest.fixture
def film(tmp_path: Path) -> Path:
    (tmp_path / "cohort/one").mkdir(parents=True)
    (tmp_path / "cohort/one/film.srt").write_text(FILM, encoding="utf-8")
    return tmp_path / "cohort/one"


def call(installed: Path, cwd: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(map(str, (installed, ROOT)))
    command = [sys.executable, "-c", "from blinder.cli.app import main; main()", *argv]
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False)


def test_installed_plugins_find_read_and_write(installed: Path, film: Path, tmp_path: Path) -> None:
    done = call(installed, tmp_path, "blind", str(film), "--out", "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out/film.srt").read_text("utf-8") == BLINDED
    for report in ("audit", "attestation"):
        said = json.loads((tmp_path / f"out/audit/{report}.json").read_text("utf-8"))
        assert said["plugins"] == ["blinder-example-numbers 1.0", "blinder-example-subtitles 1.0"]
        assert said["channels"] == {"srt": {"read": ["body", "file name"], "verified": ["text"]}}


def test_the_gate_judges_files_of_plugins(installed: Path, film: Path, tmp_path: Path) -> None:
    (tmp_path / "done").mkdir()
    (tmp_path / "done/film.srt").write_text(BLINDED, encoding="utf-8")
    assert call(installed, tmp_path, "gate", "done").returncode == 0
    found = call(installed, tmp_path, "gate", str(film))
    assert found.returncode == 1
    assert "cue: plugin student-numbers" in found.stdout
    assert "uillfeather" not in found.stdout


def test_batch_workers_have_the_same_plugins(installed: Path, film: Path, tmp_path: Path) -> None:
    done = call(installed, tmp_path, "batch", "cohort", "--out", "out", "--workers", "1")
    assert done.returncode == 0
    assert (tmp_path / "out/submission-0001/film.srt").read_text("utf-8") == BLINDED
    assert call(installed, tmp_path, "batch", "cohort", "--out", "out").stdout.count("Blinded now:    0 of 1") == 1


# ── Bad ones ────────────────────────────────────────────────────────────────────────────────────────────────────────

Plug = Callable[[str, str, str], None]


@pytest.fixture
def plug(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plug]:
    """`plug(group, name, source)`: as if a distribution had been installed that offers `Plugin` of this source."""
    made = list[str]()

    def install(group: str, name: str, source: str) -> None:
        module = f"bad_plugin_{len(made)}"
        folder = tmp_path / f"site{len(made)}"
        (folder / f"{module}-1.0.dist-info").mkdir(parents=True)
        (folder / f"{module}.py").write_text(source, encoding="utf-8")
        metadata = "Metadata-Version: 2.1\nName: bad-plugin\nVersion: 1.0\n".replace("-plugin", f"-plugin{len(made)}")
        (folder / f"{module}-1.0.dist-info/METADATA").write_text(metadata, encoding="utf-8")
        entry = f"[blinder.{group}]\n{name} = {module}:Plugin\n"
        (folder / f"{module}-1.0.dist-info/entry_points.txt").write_text(entry, encoding="utf-8")
        monkeypatch.syspath_prepend(folder)
        made.append(module)
        forget()

    yield install
    forget()
    for module in made:
        sys.modules.pop(module, None)


def forget() -> None:
    """What was found is found anew, in the process that reads files, too."""
    for each in (plugins._all_installed, plugins.plugin_versions, formats, engine._recognizers):
        each.cache_clear()
    end_all()


RECOGNIZER = """
from blinder.detect.recognizers.base import Hit, Recognizer
from blinder.types import EntityType
class Plugin(Recognizer):
    def find(self, text, artifacts):
        %s
"""
BAD_RECOGNIZERS = {
    "does not import": "import nowhere",
    "ends the process": "raise SystemExit(0)",
    "offers nothing": "",
    "is none": "Plugin = str",
    "fails": RECOGNIZER % "raise ValueError(text)",
    "ends the process later": RECOGNIZER % "exit(0)",
    "finds what is not there": RECOGNIZER % "yield Hit(0, 9999, EntityType.ID, 0.9)",
    "finds no kind": RECOGNIZER % "yield Hit(0, 5, 'Quillfeather', 0.9)",
    "gives the text for a role": RECOGNIZER % "yield Hit(0, 5, EntityType.ID, 0.9, role=text)",
    "keeps": RECOGNIZER % "yield Hit(0, 5, EntityType.ID, 0.9, keep='cited')",
    "gives anything": RECOGNIZER % "yield text",
}


@pytest.mark.parametrize("source", BAD_RECOGNIZERS.values(), ids=BAD_RECOGNIZERS)
def test_a_bad_recognizer_stops_the_run_and_is_named(plug: Plug, source: str) -> None:
    plug("recognizers", "bad", source)
    with pytest.raises(PluginError, match=r"^the plugin bad-plugin0 1\.0 ") as raised:
        scan_texts({"A1": "Ms. Quillfeather left."})
    assert "uillfeather" not in f"{raised.value}{raised.value.__cause__}"


def test_words_of_a_recognizer_are_not_passed_on(plug: Plug) -> None:
    plug(
        "recognizers", "chatty", RECOGNIZER % "yield from [Hit(0, 9, EntityType.ID, 0.95, cue=text)] * (len(text) == 9)"
    )
    (mention,) = scan_texts({"A1": "NB/24/019"}).mentions
    assert mention.cue == "plugin chatty"


FORMAT = """
import zlib
from blinder.errors import UnreadableFile
from blinder.formats.base import apply_redactions
from blinder.types import Document, Segment, SegmentKind
class Plugin:
    name, suffixes, channels = "x", (".x",), frozenset({{SegmentKind.BODY}})
    def unpack(self, path): return {unpack}
    def read(self, path, options):
        text = self.unpack(path)
        return Document(path.name, self.name, {segments})
    def rewrite(self, path, out, redactions, options):
        data = apply_redactions(self.unpack(path), redactions.get("0", ())).encode()
        {write}
        return ()
"""
PARTS = {
    "unpack": "path.read_text('utf-8')",
    "segments": '(Segment("0", SegmentKind.BODY, "text", text),)',
    "write": "out.write_bytes(data)",
}
PACKED = {"unpack": "zlib.decompress(path.read_bytes()).decode()", "write": "out.write_bytes(zlib.compress(data))"}
EYE = "import zlib\ndef Plugin(data): yield 'text', zlib.decompress(data).decode()"


def format_with(**parts: str) -> str:
    return FORMAT.format(**{**PARTS, **parts})


TWICE = '(Segment("0", SegmentKind.BODY, "", text), Segment("0", SegmentKind.BODY, "", text))'
HALF = '(Segment("0", SegmentKind.BODY, "", text[:24]),)'
BAD_FORMATS = {
    "does not import": ("import nowhere", "failed (ModuleNotFoundError)"),
    "fails": (format_with(segments="int(text)"), "failed (ValueError)"),
    "gives no document": (format_with(segments="()").replace("return Document", "return str"), "failed (TypeError)"),
    "uses an id twice": (format_with(segments=TWICE), "breaks a promise"),
    "reads where it does not say": (format_with(segments='(Segment("0", SegmentKind.NOTE, "", text),)'), "breaks a"),
    "writes nothing": (format_with(write="pass"), "breaks a promise"),
    "fails while it writes": (format_with(write="raise OSError(data)"), "failed (OSError)"),
    "overlooks a line": (format_with(segments=HALF), "still holds a name"),
    "overlooks everything": (format_with(segments="()"), "still holds a name"),
    "hides what it reads": (format_with(**PACKED), "the verifier does not see what bad-plugin0 1.0 reads"),
}  # fmt: skip


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    """A submission of one file that only a plugin reads."""
    (tmp_path / "strange").mkdir()
    (tmp_path / "strange/memo.x").write_text(
        "Ms. Quillfeather left.\nPrincipal Thistlewick stayed.\n", encoding="utf-8"
    )
    return tmp_path / "strange"


def pack(folder: Path) -> None:
    import zlib

    file = folder / "memo.x"
    file.write_bytes(zlib.compress(file.read_bytes()))


@pytest.mark.usefixtures("by_rules")
@pytest.mark.parametrize(("source", "said"), BAD_FORMATS.values(), ids=BAD_FORMATS)
def test_a_bad_format_writes_nothing_and_is_named(
    blinder: Any, plug: Plug, strange: Path, source: str, said: str
) -> None:
    plug("formats", "x", source)
    if "zlib.compress" in source:
        pack(strange)
    done = blinder("blind", strange, "--out", "out")
    assert (done.code, done.names()) == (3, [])
    assert said in done.out
    assert "bad-plugin0 1.0" in done.out
    assert not Path("out/memo.x").exists()


@pytest.mark.usefixtures("by_rules")
def test_what_a_good_format_writes_passes(blinder: Any, plug: Plug, strange: Path) -> None:
    plug("formats", "x", format_with())
    assert blinder("blind", strange, "--out", "out").code == 0
    assert Path("out/memo.x").read_text("utf-8") == "Person A left.\nPrincipal B stayed.\n"
    assert blinder("gate", "out/memo.x").code == 0


@pytest.mark.usefixtures("by_rules")
def test_an_eye_of_its_own_lets_the_verifier_see(blinder: Any, plug: Plug, strange: Path) -> None:
    pack(strange)
    plug("formats", "x", format_with(**PACKED))
    assert blinder("verify", strange).code == 3
    plug("eyes", "x", EYE)
    assert blinder("verify", strange).code == 1
    assert blinder("blind", strange, "--out", "out").code == 0
    assert blinder("verify", "out").code == 0


@pytest.mark.parametrize("suffix", ["docx", "DOCX", ".x", "a.b", ""])
def test_a_suffix_that_is_taken_or_none_is_refused(blinder: Any, plug: Plug, memo: Path, suffix: str) -> None:
    if not suffix:
        plug("formats", "x", format_with())
    plug("formats", suffix or "x", format_with())
    done = blinder("scan", memo)
    assert (done.code, done.out) == (3, "")
    assert "bad-plugin" in done.err


def test_help_loads_no_plugin(blinder: Any, plug: Plug) -> None:
    plug("recognizers", "bad", "raise SystemExit(3)")
    plug("formats", "x", "raise SystemExit(3)")
    assert blinder("--help").code == blinder("blind", "--help").code == 0
    assert not [name for name in sys.modules if name.startswith("bad_plugin")]
