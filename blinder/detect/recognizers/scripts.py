"""Names in letters that the name model does not read, where something beside them tells that they are names."""

import re
from collections.abc import Iterator, Mapping

from presidio_analyzer.nlp_engine import NlpArtifacts

from blinder.detect.recognizers.base import Hit, Recognizer, votes_in
from blinder.detect.votes import Vote
from blinder.scripts import IDEOGRAPHS, LETTERS, MARK, passages
from blinder.types import EntityType, Span

NAME = re.compile(
    rf"[{IDEOGRAPHS}]{{1,6}}(?:[ ·・][{IDEOGRAPHS}]{{1,6}})?"
    rf"|(?![{IDEOGRAPHS}])[{LETTERS}.-]{{2,24}}(?: [{LETTERS}.-]{{1,16}}){{0,3}}"
)
HAN = "\u4e00-\u9fff"
SURNAMES = (
    "欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|[王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧"
    "蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文]"
)
CHINESE_TITLES = (
    "老师|老師|校长|校長|主任|先生|女士|小姐|太太|同学|同學|教授|博士|医生|醫生|护士|護士|教练|教練|妈妈|媽媽|爸爸"
)
LETTER = re.compile(rf"[{LETTERS}]")
WORD = rf"(?:(?=[{LETTERS}])(?:\w|{MARK}))+"
TOLD = (  # a title and the name before or behind it
    re.compile(rf"(?P<name>(?:{SURNAMES})[{HAN}]{{0,2}}?)(?={CHINESE_TITLES})"),
    re.compile(rf"(?:姓名|名字是|我叫|叫做)[:：是]? ?(?P<name>(?:{SURNAMES})[{HAN}]{{1,2}})"),
    re.compile(rf"(?P<name>[{IDEOGRAPHS}]{{1,6}}) ?(?:さん|くん|ちゃん|様)"),
    re.compile(r"(?P<name>[\uac00-\ud7a3]{2,4}) ?(?:선생님|교장|교감|씨|학생|박사|어머니|아버지)"),
    re.compile(
        r"(?i:учител(?:ь|ьница)|директор|г-жа|г-н|госпожа|господин|мисс|миссис|мистер|доктор|профессор|меня зовут)"
        r",? (?P<name>[А-ЯЁ][\w-]*(?: [А-ЯЁ][\w-]*){0,2})"
    ),
    re.compile(r"(?<!\w)(?P<name>[А-ЯЁ][а-яё-]+(?: [А-ЯЁ][а-яё-]+){1,2})"),
    re.compile(
        rf"(?:ال)?(?:أستاذة?|معلمة?|مديرة?|سيدة?|دكتورة?|طالبة?|آنسة|اسمي) (?P<name>{WORD}(?: (?!و|إلى|من|في){WORD})?)"
    ),
    re.compile(rf"(?:លោកស្រី|លោកគ្រូ|អ្នកគ្រូ|លោក(?!ស្រី|គ្រូ)|ឈ្មោះ) ?(?P<name>{WORD}(?: (?!និង|ឬ|លោក|អ្នក|សូម){WORD})?)"),
    re.compile(
        r"(?:श्रीमती|श्री|सुश्री|शिक्षक|शिक्षिका|प्रधानाचार्य|डॉ\.?|मेरो नाम|मेरा नाम) "
        rf"(?P<name>{WORD}(?: (?!(?:र|व|और|ले|को) |शिक्षक|श्री){WORD})?)"
    ),
)
CUE_BEFORE = re.compile(
    r"(?:\b[Nn]ames?(?: is| was|:)|\b(?:[Cc]alled|[Nn]amed|[Dd]ear|[Bb]y|[Ss]igned|[Ss]tudent|[Tt]eacher|[Pp]arent"
    r"|[Pp]rincipal|[Cc]oach|[Ff]ather|[Mm]other|Mr|Mrs|Ms|Mx|Miss|Dr)[.:,]?)[\s\"“(]{1,3}$"
)
CUE_AFTER = re.compile(
    r"[\"”),]{0,2}(?:['’]s\b| (?:said|says|wrote|writes|asked|asks|told|shared|explained|answered|noted|added|read)\b)"
)
BESIDE = re.compile(r" ?[(/] ?| [–—-] ")  # between the same name in two scripts


class ScriptRecognizer(Recognizer):
    """Who is named in Chinese, Khmer, Arabic … letters; all other text in them counts as not examined."""

    subject = "scripts"

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterator[Hit]:
        """Passages behind "My name is", with a name in Latin letters beside them, and names with titles in them."""
        people = {at: vote for vote in votes_in(artifacts) if vote.label == "PERSON" for at in (vote.start, vote.end)}
        found = list(passages(text))
        for start, end in ((passage.start, passage.end) for passage in found if may_be_name(text, passage)):
            if place := _beside(text, start, end, people):
                yield Hit(*place, EntityType.PERSON, 0.9, cue="name in two scripts")
            elif CUE_BEFORE.search(text, max(0, start - 16), start) or CUE_AFTER.match(text, end):
                yield Hit(start, end, EntityType.PERSON, 0.8, cue="told as a name")
        for match in (match for pattern in (TOLD if found else ()) for match in pattern.finditer(text)):
            yield Hit(*match.span("name"), EntityType.PERSON, 0.8, cue="title in its own script")


def may_be_name(text: str, passage: Span) -> bool:
    """Whether a stretch in such letters is as short as a name, and ends where words do."""
    glued = any(LETTER.match(text[at : at + 1]) for at in (passage.start - 1, passage.end) if at >= 0)
    return not glued and bool(NAME.fullmatch(text, passage.start, passage.end))


def _beside(text: str, start: int, end: int, people: Mapping[int, Vote]) -> tuple[int, int] | None:
    """The whole of "Li Na (李娜)", where the model sees the half in Latin letters.

    Args:
        people: votes for people, by where they begin and by where they end.
    """
    for gap in (1, 2, 3):
        before, after = people.get(start - gap), people.get(end + gap)
        if before and before.end == start - gap and BESIDE.fullmatch(text, start - gap, start):
            return before.start, end + text.startswith(")", end)
        if after and after.start == end + gap and BESIDE.fullmatch(text, end, end + gap):
            return start, after.end + text.startswith(")", after.end)
    return None
