"""Names in Vietnamese sentences, and words that are none."""

import pytest

from blinder.detect.recognizers.vietnamese import VietnameseRecognizer


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Xin gọi thầy Khang hoặc cô giáo Tạ Ngọc Ánh ở văn phòng.", {"Khang", "Tạ Ngọc Ánh"}),
        ("Hiệu trưởng Trịnh Thu Quyên mời quý vị dự họp.", {"Trịnh Thu Quyên"}),
        ("Mẹ của em Bảo, bà Vũ Thị Lành, đã giúp đỡ lớp.", {"Bảo", "Vũ Thị Lành"}),
        ("Thầy Đỗ Hữu Khang Mrs. Quill đã cảm ơn lớp từ đó.", {"Đỗ Hữu Khang"}),
        ("Lớp được Đỗ Hữu Khang dạy từ tháng ba.", {"Đỗ Hữu Khang"}),
    ],
)
def test_capitals_name_somebody_in_a_vietnamese_line(find, text: str, names: set[str]) -> None:
    assert {name for name, kind in find(VietnameseRecognizer, text) if kind == "PERSON"} == names


@pytest.mark.parametrize(
    "text",
    [
        "Quý vị mời họp tối Thứ Năm ở Hoa Kỳ với Quý Phụ Huynh.",
        "We met Trịnh Thu Quyên and read Quý's thầy page.",
        "The Harbor Team met Anh Quill, as anh said.",
    ],
)
def test_days_greetings_and_english_lines_are_none(find, text: str) -> None:
    assert find(VietnameseRecognizer, text) == []
