"""A document as one text, and the way home from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blinder.reading import INVISIBLE, Home, Reading, read_document, read_text
from blinder.types import Document, Segment, SegmentKind, Span


def read(*segments: Segment) -> Reading:
    return read_document(Document("A1", "text", segments))


def body(text: str, *, number: str = "1", glue: str = "\n", hint: str = "") -> Segment:
    return Segment(number, SegmentKind.BODY, "p. 1", text, hint=hint, glue=glue)


def home(text: str, surface: str) -> str:
    """What stands in the given text where `surface` stands in its reading."""
    reading = read_text("A1", text)
    start = reading.text.index(surface)
    (place,) = reading.homes(Span(start, start + len(surface)))
    return text[place.span.start : place.span.end]


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("Quill\u00adfeather", "Quillfeather"),
        ("Quill\u200bfeather", "Quillfeather"),
        ("\ufeffAna", "Ana"),
        ("Quill\u034ffeather\ufe0f", "Quillfeather"),
        ("Quill\u2062fea\u3164ther\U000e0041", "Quillfeather"),
        ("𝐐𝐮𝐢𝐥𝐥𝐟𝐞𝐚𝐭𝐡𝐞𝐫", "Quillfeather"),
        ("Ｑｕｉｌｌﬀeather", "Quillffeather"),
        ("ⓆⓊⒾⓁⓁ", "QUILL"),
        ("ᴺᵒᵘʳ", "Nour"),
        ("Ana\u00a0Quillfeather", "Ana Quillfeather"),
        ("Quill-\nfeather", "Quillfeather"),
        ("Okonjo-\nVale", "Okonjo-Vale"),
        ("well-known", "well-known"),
        ("Zolta\u0301n", "Zoltán"),
        ("a -\nb", "a -\nb"),
        ("so Q U I L L E N came", "so QUILLEN came"),
        ("Q U I L L E N   S C H O O L", "QUILLEN SCHOOL"),
        ("A B B C A D, M T W T F, A B C D E F", "A B B C A D, M T W T F, A B C D E F"),
        ("so Q-u-i-l-l-e-n, Q-U-I-L-L-E-N, Q u i l l e n", "so Quillen, QUILLEN, Quillen"),
        ("A-B-C-D-E, T-shirt, S-T-R-S-T", "A-B-C-D-E, T-shirt, S-T-R-S-T"),
        ("**Q**uil~~l~~e<b>n</b>, 2*3, a_b", "**Quillen</b>, 2*3, a_b"),
        ("Zolt&aacute;n &#81;uill&#x65;n&nbsp;&amp; R&D; &nope; &lt;b&gt;", "Zoltán Quillen & R&D; &nope; <b>"),
        ("", ""),
    ],
)
def test_a_text_reads_as_a_person_reads_it(text: str, reads: str) -> None:
    assert read_text("A1", text).text == reads


@pytest.mark.parametrize(
    ("text", "surface", "place"),
    [
        ("so Quill\u00adfeather's", "Quillfeather", "Quill\u00adfeather"),
        ("so Quill-\nfeather", "Quillfeather", "Quill-\nfeather"),
        ("Zolta\u0301n came", "Zoltán", "Zolta\u0301n"),
        ("x\u200b\u200by Ana", "Ana", "Ana"),
        ("𝒜𝒷 Ana", "Ana", "Ana"),
        ("so 𝐐𝐮𝐢𝐥𝐥 came", "Quill", "𝐐𝐮𝐢𝐥𝐥"),
        ("so ﬁn\ufe0f came", "fin", "ﬁn"),
        ("so Q U I L L E N came", "QUILLEN", "Q U I L L E N"),
        ("Q U I L L E N   S C H O O L", "QUILLEN S", "Q U I L L E N   S"),
    ],
)
def test_a_surface_comes_home_whole(text: str, surface: str, place: str) -> None:
    assert home(text, surface) == place


def test_segments_are_joined_by_their_glue_and_hints_stand_before() -> None:
    row = [body("Zuri"), body("12", number="2", glue=" | "), body("Bo", number="3", hint="Author")]
    assert read(*row).text == "Zuri | 12\nAuthor: Bo"


def test_a_stretch_over_two_segments_has_two_homes() -> None:
    reading = read(body("Ana Quill"), body("feather came", number="2", glue=""))
    start = reading.text.index("Quillfeather")
    homes = reading.homes(Span(start, start + 12))
    assert [(h.segment, h.span) for h in homes] == [(0, Span(4, 9)), (1, Span(0, 7))]


def test_hints_and_separators_belong_to_no_segment() -> None:
    reading = read(body("Bo", hint="Author"))
    assert reading.segment_at(0) is None
    assert reading.homes(Span(0, len("Author: "))) == ()
    assert reading.segment_at(len("Author: ")) == reading.segments[0]


@pytest.mark.parametrize(
    ("name", "reads"),
    [
        ("Quillfeather_Artifact1", "Quillfeather Artifact 1"),
        ("AnaQuillfeather", "Ana Quillfeather"),
        ("Ana.Quillfeather-notes", "Ana Quillfeather notes"),
    ],
)
def test_a_file_name_reads_as_words(name: str, reads: str) -> None:
    assert read(Segment("f", SegmentKind.FILE_NAME, "file name", name)).text == reads


@given(st.text(max_size=60))
def test_every_character_of_a_reading_has_a_home_in_order(text: str) -> None:
    reading = read_text("A1", text)
    assert len(reading.text) == len(reading.starts) == len(reading.ends)
    assert all(0 <= a <= b <= len(text) for a, b in zip(reading.starts, reading.ends, strict=True))
    assert list(reading.starts) == sorted(reading.starts)
    assert not INVISIBLE & set(reading.text)


@given(st.lists(st.text("Ab é\u0301-\n\u200b", max_size=8), max_size=4))
def test_what_has_a_home_is_found_again_at_its_place(texts: list[str]) -> None:
    reading = read(*(body(text, number=str(number)) for number, text in enumerate(texts)))
    for at in range(len(reading.text)):
        for found in reading.homes(Span(at, at + 1)):
            place = reading.place(found)
            assert (place and at in range(place.start, place.end)) or not found.span  # a mark that no letter takes in


def test_what_nobody_sees_has_no_place() -> None:
    assert read_text("A1", "a\u200bb").place(Home(0, Span(1, 2))) is None
