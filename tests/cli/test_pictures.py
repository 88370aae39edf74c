"""A yes or no per picture: drafted with thumbnails, edited by a person, honoured when blinding."""

import re
import tomllib
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from PIL import Image

pytestmark = pytest.mark.usefixtures("by_rules")
BODY, HEADER = (10, 90, 160), (160, 90, 10)  # plain colours: nothing to read, so that these tests need no OCR
GREY = (238, 238, 238)


def plain(colour: tuple[int, int, int]) -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (80, 50), colour).save(out, "PNG")
    return out


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A folder with one document: a picture in its text, another in its header."""
    document = docx.Document()
    document.add_paragraph("Principal Oona Thistlewick wrote.")
    document.add_picture(plain(BODY))
    document.sections[0].header.paragraphs[0].add_run().add_picture(plain(HEADER))
    (tmp_path / "letter").mkdir()
    document.save(str(tmp_path / "letter/letter.docx"))
    return tmp_path / "letter"


def decided(path: Path = Path("own.toml")) -> dict[str, str]:
    return {row["place"]: row["decision"] for row in tomllib.loads(path.read_text("utf-8"))["picture"]}


def change(old: str, new: str, path: Path = Path("own.toml")) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def colours(path: Path = Path("out/letter.docx")) -> set[tuple[int, ...]]:
    """What the copy's pictures are painted in, near their corners."""
    with zipfile.ZipFile(path) as archive:
        pictures = [Image.open(BytesIO(archive.read(name))) for name in archive.namelist() if "media/" in name]
        return {picture.convert("RGB").getpixel((3, 3)) for picture in pictures}


def test_a_draft_proposes_a_fate_for_every_picture_and_shows_it(blinder: Any, letter: Path, tmp_path: Path) -> None:
    called = blinder("pictures", letter, "--decisions", "own.toml")
    assert (called.code, called.names()) == (0, [])
    assert "keep them to yourself" in called.out
    assert decided() == {"picture 1": "cover", "picture 2": "placeholder"}
    assert "(in a header or footer)" in Path("own.toml").read_text("utf-8")
    assert {path.name for path in Path("own-pictures").iterdir()} == {"001.png", "002.png", "index.html"}
    assert Image.open("own-pictures/001.png").getpixel((3, 3)) == BODY
    assert all(f'src="00{number}.png"' in Path("own-pictures/index.html").read_text("utf-8") for number in (1, 2))


def test_decisions_override_every_mode(blinder: Any, letter: Path) -> None:
    blinder("pictures", letter, "--decisions", "own.toml")
    change('"cover"', '"keep"')
    change('"placeholder"', '"cover"')
    for mode in ("placeholder", "cover"):
        blinder("blind", letter, "--out", "out", "--force", "--pictures", mode, "--decisions", "own.toml")
        assert colours() == {BODY, HEADER}
    change('"keep"', '"placeholder"')
    blinder("blind", letter, "--out", "out", "--force", "--pictures", "keep", "--decisions", "own.toml")
    assert colours() == {GREY, HEADER}


def test_without_decisions_the_mode_decides(blinder: Any, letter: Path) -> None:
    assert blinder("blind", letter, "--out", "out").code == 0
    assert colours() == {GREY}
    blinder("blind", letter, "--out", "out", "--force", "--pictures", "cover")
    assert colours() == {BODY, GREY}
    assert blinder("blind", letter, "--out", "out", "--force", "--pictures", "keep").code == 3
    blinder("blind", letter, "--out", "out", "--force", "--pictures", "keep", "--accept-unseen")
    assert colours() == {BODY, HEADER}


def test_earlier_decisions_stay_in_a_new_draft_until_their_picture_changes(blinder: Any, letter: Path) -> None:
    blinder("pictures", letter, "--decisions", "own.toml")
    change('"placeholder"', '"keep"')
    assert (
        "kept: 2; dropped, for their pictures are gone: 0" in blinder("pictures", letter, "--decisions", "own.toml").out
    )
    assert decided()["picture 2"] == "keep"
    text = Path("own.toml").read_text("utf-8")
    Path("own.toml").write_text(re.sub(r'(?<=sha256 = ")\w{8}', "00000000", text), encoding="utf-8")
    assert (
        "kept: 0; dropped, for their pictures are gone: 2" in blinder("pictures", letter, "--decisions", "own.toml").out
    )
    assert decided()["picture 2"] == "placeholder"


def test_a_decision_about_a_picture_that_changed_has_no_effect_and_is_said(blinder: Any, letter: Path) -> None:
    blinder("pictures", letter, "--decisions", "own.toml")
    change('sha256 = "', 'sha256 = "0')
    called = blinder("blind", letter, "--out", "out", "--decisions", "own.toml")
    assert (called.code, colours()) == (1, {GREY})
    assert "decisions that match no picture: 2" in called.out


WRONG = {
    "a field misspelt": ("decision =", "decisoin ="),
    "a fate misspelt": ('"cover"', '"covered"'),
    "a table misspelt": ("[[picture]]", "[[pictures]]"),
    "a file that is not there": ("letter.docx", "other.docx"),
    "one picture twice": ('"picture 2"', '"picture 1"'),
    "no TOML": ("file =", "file"),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_a_mistake_in_the_decisions_stops_the_call(blinder: Any, letter: Path, mistake: str) -> None:
    blinder("pictures", letter, "--decisions", "own.toml")
    change(*WRONG[mistake])
    called = blinder("blind", letter, "--out", "out", "--decisions", "own.toml")
    assert called.code == 2
    assert "decision" in called.err
    assert not Path("out").exists()


def test_a_draft_lies_neither_among_the_documents_nor_among_copies(blinder: Any, letter: Path) -> None:
    blinder("blind", letter, "--out", "out")
    for target in (letter / "own.toml", "out/own.toml", "out/audit/own.toml", letter):
        assert blinder("pictures", letter, "--decisions", target).code == 2
    assert not Path("out/own.toml").exists()
