"""Names in Vietnamese sentences, which the name model reads without their accents: only names have capitals there."""

import re
from collections.abc import Iterator

from presidio_analyzer.nlp_engine import NlpArtifacts

from blinder.detect.recognizers.base import NAME_WORD, Hit, Recognizer, lines
from blinder.types import EntityType

LETTER = "ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"  # that no other language here has
OWN = re.compile(f"[{LETTER}]")
WORD = re.compile(rf"(?<!\w)[^\W\d_A-ZÀ-Þ]*[{LETTER}][^\W\d_]*")  # written small
SENTENCE = 3  # such words in a line make it Vietnamese
TITLE = (
    "thầy(?: giáo)?|cô(?: giáo)?|ông|bà|anh|chị|em|bác|chú|dì|cậu|bạn|cháu|con|giáo viên|hiệu trưởng|hiệu phó|học sinh"
    "|phụ huynh|y tá|bác sĩ|tên(?: là)?"
)
PART = rf"(?!(?:M[rsx]|Mrs|Miss|Dr)\b){NAME_WORD}"
TITLED = re.compile(rf"(?<!\w)(?i:{TITLE}) (?P<name>{PART}(?: {PART}){{0,4}})")
RUN = re.compile(rf"(?<![.!?…:] )(?<!^)(?<!\w)(?P<name>{PART}(?: {PART}){{1,4}})")
NO_NAME = frozenset(  # where every word of a run is one of these
    """
    Ban Buổi Chủ Các Đồng Giám Giáo Gia Hai Họp Học Hiệu Hoa Hội Huynh Kính Kỳ Khu Lớp Mỹ Năm Nam Nhà Nhật Phòng Phụ Quý
    Quận Sáu Sinh Tháng Thành Thứ Tiểu Thư Trân Trọng Trung Trường Trưởng Tư Ba Bảy Vị Viên Việt
    """.split()
)


class VietnameseRecognizer(Recognizer):
    """Who is named in a line that is Vietnamese."""

    subject = "vietnamese"

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterator[Hit]:
        """Capitals behind a title or the word for a relative, and two or more of them inside a sentence."""
        for start, line in lines(text) if OWN.search(text) else ():
            if not OWN.search(line) or len(WORD.findall(line)) < SENTENCE:
                continue
            for pattern, cue in ((TITLED, "title before"), (RUN, "capitals in a Vietnamese sentence")):
                for match in pattern.finditer(line):
                    if not NO_NAME.issuperset(match["name"].split()):
                        yield Hit(
                            start + match.start("name"), start + match.end("name"), EntityType.PERSON, 0.7, cue=cue
                        )
