"""Scripts that the name model does not read: it knows Latin letters only, and what stands in others is not examined.

A passage is what stands in them from the first letter to the last: "陈伟", "លោកគ្រូ សុខា ចាន់". One letter, or two Greek
ones, as in a formula, are none, nor is what OCR takes boxes and lines for. Ranges are those of Unicode's blocks.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from unicodedata import category
from unicodedata import name as name_of

from blinder.types import Segment, SegmentKind, Span, Unseen

IDEOGRAPHS = "\u3041-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
GREEK = "\u0370-\u03ff\u1f00-\u1fff"
LETTERS = (  # and their marks and signs
    "\u0400-\u1cff\u2c00-\u2c5f\u2c80-\u2dff\u2e80-\u2fdf\u3005-\u3007\u3100-\u318f\u31a0-\u31ff\ua000-\ua71f"
    "\ua800-\uab2f\uab70-\uabff\ufb13-\ufb17\ufb1d-\ufdff\ufe70-\ufefc\uff66-\uffdc\U00010000-\U0001cfff"
    "\U0001e000-\U0001efff" + GREEK + IDEOGRAPHS
)
MARK = r"(?![\u05be\u05c0\u05c3\u060c\u061b\u061f\u06d4\u0964\u0965\u17d4-\u17da])[^\w\s\x00-\u0590\u1d00-\U0010ffff]"
PASSAGE = re.compile(
    rf"(?:[{GREEK}]{{3}}|(?![{GREEK}])[{LETTERS}]{{2}}|[{IDEOGRAPHS}])[{LETTERS}]*(?:[ .·・'’-]{{1,2}}[{LETTERS}]+)*"
)
BESIDE = re.compile(rf"[\s(/,–—-]*{PASSAGE.pattern}\)?")
BORDERLESS = re.compile(rf"[{IDEOGRAPHS}\u0e00-\u109f\u1780-\u17ff]")  # scripts without blanks between words
LANGUAGES = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}
STROKES = frozenset("一丨丿二三口日目田工土十八人门回中")
GREETINGS = """
    你好, 您好, 欢迎, 歡迎, 谢谢, 謝謝, 新年快乐, 新年快樂, 恭喜发财, 恭喜發財, 万事如意, 萬事如意
    안녕하세요, 감사합니다, 환영합니다, 새해 복 많이 받으세요, こんにちは, ありがとう, ようこそ
    شكراً, شكرا, مرحباً, مرحبا, أهلاً وسهلاً, أهلا وسهلا, السلام عليكم, እንኳን ደህና መጡ, Բարի գալուստ
    спасибо, привет, добро пожаловать, дякую, ласкаво просимо, ευχαριστώ, καλώς ήρθατε
    អរគុណ, សូមស្វាគមន៍, សួស្តីឆ្នាំថ្មី, धन्यवाद, नमस्ते
"""  # they name nobody, and newsletters hold them
HINT = "list the names in the roster, and as Keep what may stay"


def passages(text: str) -> Iterator[Span]:
    """The passages of a text, in order, each up to its last letter or mark."""
    for found in () if text.isascii() else PASSAGE.finditer(text):
        start, end = found.span()
        while end > start and category(text[end - 1])[0] not in "LM":
            end -= 1
        if set(filter(str.isalpha, text[start:end])) - STROKES:
            yield Span(start, end)


def without_passages(text: str) -> str:
    """A text without its passages, and the brackets or slashes that parted them from the rest."""
    return text if text.isascii() else BESIDE.sub("", text).strip(" /,–—-")


def in_latin(name: str) -> str:
    """A name without what repeats it in another script: "Li Na" of "Li Na (李娜)"; without Latin letters, as it is."""
    latin = without_passages(name)
    return latin if any(map(str.isalpha, latin)) else name


def unread_scripts(segments: Iterable[Segment], kept: Iterable[str]) -> Iterator[Unseen]:
    """What of a blinded document stands in such scripts, but for greetings: one for each, with the first place.

    Args:
        kept: what the user wants to stay; it is looked at. File names lose theirs (see `naming`).
    """
    greetings = re.split(r",\s*|\n\s*", GREETINGS.strip())
    known = sorted({*kept, *greetings}, key=lambda words: (-len(words), words))
    stays = re.compile("|".join(map(re.escape, known)), re.IGNORECASE)
    places = dict[str, str]()
    counted = Counter[str]()
    for segment in segments:
        if segment.dropped or segment.kind is SegmentKind.FILE_NAME or segment.text.isascii():
            continue
        text = stays.sub(" ", segment.text)
        for script in {_script_of(text[each.start : each.end]) for each in passages(text)}:
            places.setdefault(script, segment.place)
            counted[script] += 1
    for script, place in places.items():
        others = counted[script] - 1
        more = f" here and at {others} more place{'s' * (others > 1)}" if others else ""
        yield Unseen(place, f"text in {script} script{more}, which blinder does not read: {HINT}")


def _script_of(passage: str) -> str:
    """The script of its first letter, in Unicode's word for it, or the language."""
    first = name_of(next(filter(str.isalpha, passage)), "UNKNOWN").split()[0]
    return LANGUAGES.get(first, first.title())
