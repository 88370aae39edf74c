"""Text in scripts that the name model does not read: what it is, and that it stops a file."""

from pathlib import Path

import pytest

import blinder
from blinder.errors import ExitCode
from blinder.scripts import in_latin, passages, unread_scripts
from blinder.settings import Settings
from blinder.types import Segment, SegmentKind, Unseen

LETTER = "Dear families of Quill School.\n\nព្រឹត្តិការណ៍ នៅ ថ្ងៃពុធ។\n\n请来参加会议。\n"


def segment(text: str, place: str = "line 1", *, dropped: bool = False) -> Segment:
    return Segment(place, SegmentKind.BODY, place, text, dropped=dropped)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ana (Ана Куилл) came", ["Ана Куилл"]),
        ("សុខា ចាន់ came", ["សុខា ចាន់"]),
        ("تدعوكم المديرة، اليوم", ["تدعوكم المديرة، اليوم"]),
        ("Mr. 李 and 王小明。", ["李", "王小明"]),
        ("Εύα came", ["Εύα"]),
        ("Café, Đặng, Dʒeɪn, ﬁne, Ｑuill, 𝐐uill, №", []),
        ("α = 3, 5 µm, πr², Δx, ΔΣ, 10 kΩ", []),
        ("口 yes 口口 no 一 丨 ・ item", []),  # boxes and lines, as OCR reads them
        ("٢٠٢٤ 😀", []),
    ],
)
def test_passages_are_words_in_other_letters(text: str, found: list[str]) -> None:
    assert [text[passage.start : passage.end] for passage in passages(text)] == found


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Lan Qu (瞿兰)", "Lan Qu"),
        ("瞿兰 / Lan Qu", "Lan Qu"),
        ("Lan Qu 瞿兰", "Lan Qu"),
        ("瞿兰", "瞿兰"),
        ("Lan Qu", "Lan Qu"),
    ],
)
def test_a_name_in_two_scripts_is_one(name: str, latin: str) -> None:
    assert in_latin(name) == latin


def test_each_script_is_told_once_with_its_first_place() -> None:
    segments = [segment("Куилл пришёл", "line 1"), segment("瞿兰", "line 2"), segment("и Ана", "line 3")]
    cyrillic, chinese = unread_scripts(segments, ())
    assert (cyrillic.place, chinese.place) == ("line 1", "line 2")
    assert "Cyrillic script here and at 1 more place," in cyrillic.reason
    assert not {"Куилл", "瞿兰"} & set((cyrillic.reason + chinese.reason).split())


def test_a_greeting_names_nobody_and_who_is_greeted_may() -> None:
    assert list(unread_scripts([segment("Спасибо! 新年快乐, أهلاً وسهلاً, សូមស្វាគមន៍")], ())) == []
    assert len(list(unread_scripts([segment("欢迎瞿兰")], ()))) == 1


def test_what_the_user_keeps_and_what_goes_is_no_such_text() -> None:
    assert list(unread_scripts([segment("Open house, 开放日!"), segment("瞿兰", dropped=True)], ["开放日"])) == []


def test_a_file_with_such_text_stops_until_it_is_accepted_or_kept(tmp_path: Path) -> None:
    source = tmp_path / "letter.md"
    source.write_text(LETTER, encoding="utf-8")
    stopped = blinder.blind([source], out=tmp_path / "one")
    assert stopped.exit_code is ExitCode.UNREAD
    assert [type(part) for part in stopped.files[0].unseen] == [Unseen, Unseen]
    assert blinder.scan([source]).exit_code is ExitCode.UNREAD
    accepted = blinder.blind([source], out=tmp_path / "two", settings=Settings(accept_unseen=True))
    assert "请来参加会议。" in (tmp_path / "two" / accepted.files[0].name).read_text(encoding="utf-8")
    keep = [("请来参加会议", "Keep", ""), ("ព្រឹត្តិការណ៍ នៅ ថ្ងៃពុធ", "Keep", "")]
    assert blinder.blind([source], out=tmp_path / "three", roster=keep).files[0].unseen == ()


def test_texts_in_memory_tell_it_too() -> None:
    done = blinder.blind_texts({"a": LETTER, "b": "Plain."})
    assert [len(done.unseen[document]) for document in "ab"] == [2, 0]


def test_the_roster_finds_names_where_words_have_no_borders() -> None:
    roster = [("Lan Qu", "Teacher", "瞿兰"), ("Sokha Quillay", "Student", "សុខា គ្វីល")]
    texts = {"a": "我和瞿兰老师在家。លោកសុខា គ្វីល។ Lan Qu agreed."}
    assert (
        blinder.blind_texts(texts, roster=roster).texts["a"]
        == "我和 Teacher A 老师在家。លោក Student B។ Teacher A agreed."
    )


def test_a_name_told_in_two_scripts_has_one_label() -> None:
    told = "Our student Lan Qu (瞿兰) drew it. \n\n我们喜欢瞿兰的画。"
    blinded = blinder.blind_texts({"a": told}).texts["a"]
    assert blinded.count("Student A") == 2
    assert "瞿兰" not in blinded
