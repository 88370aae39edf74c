"""Names in Chinese, Khmer, Arabic … letters, and words that are none."""

import pytest

from blinder.detect.recognizers.scripts import ScriptRecognizer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("请联系陈晓老师和欧阳明校长。", ["陈晓", "欧阳明"]),
        ("我叫陈晓。姓名：王明", ["陈晓", "王明"]),
        ("田中さんが来た", ["田中"]),
        ("김민수 선생님과 박지 학생", ["김민수", "박지"]),
        ("директор Куилл и учитель Иван Куиллов", ["Куилл", "Иван Куиллов"]),
        ("المديرة ليلى كويل والمعلمة سارة", ["ليلى كويل", "سارة"]),
        ("លោកស្រី គីន និងលោកគ្រូ សុខា ចាន់", ["គីន", "សុខា ចាន់"]),
        ("शिक्षक राम कुइल र श्री शाह", ["राम कुइल", "शाह"]),
        ('"My name is 瞿兰", 瞿兰 said; Ms. 陈 agreed.', ["瞿兰", "瞿兰", "陈"]),
    ],
)
def test_what_tells_a_name_is_read_in_its_own_script(find, text: str, found: list[str]) -> None:
    assert sorted(set(find(ScriptRecognizer, text))) == sorted({(name, "PERSON") for name in found})


@pytest.mark.parametrize("text", ["We say 你好 and 谢谢.", "Добро пожаловать", "សូមស្វាគមន៍", "Quill said: α, β"])
def test_other_words_are_no_names(find, text: str) -> None:
    assert find(ScriptRecognizer, text) == []
