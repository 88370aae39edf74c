"""What becomes of a picture: a person's decision, else the mode, else its seat and what is seen in it."""

from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from blinder.errors import UnreadableFile
from blinder.formats.base import Options
from blinder.formats.pictures import PictureText, Word, finish, judge, judging, tell, text_of
from blinder.settings import Pictures
from blinder.types import Fate, Removal, Span, Unseen

PLACE, HEADER = "picture 1", "in a header or footer"
VECTOR = b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(20)
READ = PictureText("Growth in May", (Word(Span(0, 6), ((0, 0), (9, 0), (9, 9), (0, 9))),))
DOUBTFUL = PictureText("Growth", doubtful=(((2, 2), (40, 2), (40, 20), (2, 20)),))


def encoded(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def chart() -> bytes:
    image = Image.new("RGB", (300, 200), "white")
    for at, colour in enumerate(("navy", "orange", "green")):
        ImageDraw.Draw(image).rectangle((40, 20 + 60 * at, 150 + 40 * at, 50 + 60 * at), fill=colour)
    return encoded(image)


def photograph() -> bytes:
    """A chart with noise in one corner, as a face in a web page."""
    image = Image.open(BytesIO(chart()))
    image.paste(Image.merge("RGB", [Image.effect_noise((90, 90), 120) for _ in "RGB"]), (200, 100))
    return encoded(image)


def options(mode: Pictures, data: bytes = b"", decision: str = "") -> Options:
    decisions = {(PLACE, sha256(data).hexdigest()): Fate(decision)} if decision else {}
    return Options(pictures=mode, decisions=decisions)


PHOTOGRAPH = photograph()  # its noise is another one every time


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """OCR that reads `READ` in every picture but vector ones."""

    def read(data: bytes, *_: object) -> PictureText:
        if data == VECTOR:
            raise UnreadableFile("no")
        return READ

    monkeypatch.setattr(judging, "read_picture", read)


CASES = {  # picture, sign of its seat, mode, decision → fate, why, examined
    "by default all give way": (chart(), "", "placeholder", "", "placeholder", "", True),
    "a chart with text stays": (chart(), "", "cover", "", "cover", "", True),
    "a header's picture gives way": (chart(), HEADER, "cover", "", "placeholder", HEADER, True),
    "a photograph gives way": (PHOTOGRAPH, "", "cover", "", "placeholder", judging.PHOTOGRAPH, True),
    "a drawing gives way": (VECTOR, "", "cover", "", "placeholder", judging.UNREADABLE, True),
    "one may keep all": (PHOTOGRAPH, "", "keep", "", "cover", judging.PHOTOGRAPH, False),
    "but not what cannot be read": (VECTOR, "", "keep", "", "placeholder", judging.UNREADABLE, True),
    "a yes overrides the mode": (PHOTOGRAPH, HEADER, "placeholder", "cover", "cover", judging.DECIDED, True),
    "a no does too": (chart(), "", "keep", "placeholder", "placeholder", judging.DECIDED, True),
    "a yes keeps what was read": (chart(), HEADER, "cover", "keep", "keep", judging.DECIDED, True),
    "and what was not": (VECTOR, "", "placeholder", "keep", "keep", judging.UNREADABLE, False),
    "names in it cannot be covered": (VECTOR, "", "placeholder", "cover", "placeholder", judging.UNREADABLE, True),
}


@pytest.mark.usefixtures("reads")
@pytest.mark.parametrize("case", CASES)
def test_every_picture_has_its_fate(case: str) -> None:
    data, sign, mode, decision, fate, why, examined = CASES[case]
    found = judge(data, PLACE, sign, options(mode, data, decision))
    assert (found.fate, found.why, found.examined) == (fate, why, examined)
    assert isinstance(tell(found), Removal if examined else Unseen)
    assert why in str(tell(found))


@pytest.mark.usefixtures("reads")
def test_a_decision_holds_for_one_picture_at_one_place() -> None:
    chosen = options("placeholder", chart(), "keep")
    assert judge(chart(), "picture 2", "", chosen).fate is Fate.PLACEHOLDER
    assert judge(PHOTOGRAPH, PLACE, "", chosen).fate is Fate.PLACEHOLDER


@pytest.mark.usefixtures("reads")
def test_what_nobody_could_read_stays_as_it_is_after_a_yes() -> None:
    chosen = options("placeholder", VECTOR, "keep")
    written = finish(judge(VECTOR, PLACE, "", chosen), [], "", chosen)
    assert (written.data, written.suffix) == (VECTOR, "")


@pytest.mark.parametrize(("decision", "stays"), [("cover", False), ("keep", True)])
def test_doubtful_words_stay_only_where_a_person_keeps_the_picture(
    monkeypatch: pytest.MonkeyPatch, decision: str, stays: bool
) -> None:
    monkeypatch.setattr(judging, "read_picture", lambda *_: DOUBTFUL)
    chosen = options("cover", PHOTOGRAPH, decision)
    written = finish(judge(PHOTOGRAPH, PLACE, "", chosen), [], "", chosen)
    assert (written.data == finish(judge(PHOTOGRAPH, PLACE, "", options("untouched")), [], "", chosen).data) == stays


def test_a_picture_without_text_gives_way_unless_it_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "read_picture", lambda *_: PictureText())
    assert judge(chart(), PLACE, "", options("cover")).why == judging.NO_TEXT
    assert judge(encoded(Image.new("RGB", (50, 50), "navy")), PLACE, "", options("cover")).fate is Fate.COVER


@pytest.mark.usefixtures("reads")
@pytest.mark.parametrize("mode", ["placeholder", "untouched"])
def test_what_is_not_read_has_no_text(mode: Pictures) -> None:
    assert text_of(judge(chart(), PLACE, "", options(mode)), options(mode)) == ""
