"""A document as one text to read, and the way home from it to the document's segments.

Detection and resolution work on readings: segments joined as a person would read them, letters composed (NFC), and
without what nobody sees (soft hyphens, zero-width characters, a hyphen that only breaks a line). Redaction works on
segments. `Reading` carries the map between the two, so that no other file has to think about either.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

from blinder.types import Document, Segment, SegmentKind, Span

FILLERS = "\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # letters to Unicode, blank to a reader
INVISIBLE = frozenset("\u00ad\u034f\u061c\ufeff" + FILLERS).union(  # Unicode's Default_Ignorable_Code_Point
    *(map(chr, range(first, last + 1)) for first, last in ((0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E))),
    *(map(chr, range(first, last + 1)) for first, last in ((0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFFF9, 0xFFFB))),
    map(chr, range(0xE0000, 0xE0FFF + 1)),
)
STYLED = (  # raised, lowered, circled, joined, wide, bold
    "\u02b0-\u02b8\u1d2c-\u1d6a\u2071\u207f\u2090-\u209c"
    "\u24b6-\u24e9\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff"
)
SPACES = frozenset("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
FILE_NAME_GAP = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-Za-zÀ-ÿ])(?=\d)|(?<=\d)(?=[A-Z][a-z])")
# What may read otherwise than it is written, its base before it; the G A S K E L L of a letterhead and Q-u-i-l-l; marks
# within a word of Markdown ("**Q**uill"), and its letters in HTML ("Ren&eacute;").
LETTER, CAPITAL = r"[^\W\d_]", r"[A-ZÀ-Þ]"
ODD = re.compile(
    rf"(?:[-\u2010]\n|[^\w\x00-\x7f]|[{STYLED}{FILLERS}])+"
    rf"|(?P<spaced>(?<!\w){CAPITAL}(?: {{1,4}}{CAPITAL}){{4,}}(?!\w)"
    rf"|(?<![\w-]){CAPITAL}(?:(?: {LETTER}){{4,}}|(?:-{LETTER}){{4,}})(?![\w-]))"
    rf"|(?P<marks>(?<={LETTER})(?:\*{{1,3}}|~~|</?[a-z]{{1,6}}>)(?={LETTER}))"
    r"|(?P<entity>&(?:#\d{2,6}|#x[\da-fA-F]{2,5}|[A-Za-z]{2,8}\d?);)"
)
VOWELS, MARKS = frozenset("AEIOUY"), frozenset("ABCDEFX")  # of an answer key
PLAIN = re.compile(f"[{STYLED}]")
OUTSIDE = -1


@dataclass(frozen=True, slots=True)
class Home:
    """Where a stretch of a reading lies in the document: code points of the text of segment number `segment`."""

    segment: int
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one document and, for each of its code points, where it comes from.

    Attributes:
        text: what detection reads.
        segments: the document's segments.
        owner, starts, ends: per code point the segment's number (−1: not from the document) and its code points there.
        first: per segment, where it or what stands for it begins in `text`.
    """

    text: str
    segments: tuple[Segment, ...]
    owner: array[int] = field(repr=False)
    starts: array[int] = field(repr=False)
    ends: array[int] = field(repr=False)
    first: array[int] = field(repr=False)

    def homes(self, span: Span) -> tuple[Home, ...]:
        """Where the characters of `span` lie, one stretch per segment, in order."""
        found: dict[int, tuple[int, int]] = {}
        for at in range(span.start, span.end):
            if (owner := self.owner[at]) != OUTSIDE:
                found[owner] = found.get(owner, (at, at))[0], at
        return tuple(Home(owner, Span(self.starts[a], self.ends[b])) for owner, (a, b) in found.items())

    def place(self, home: Home) -> Span | None:
        """The way of `homes` back: what of `home` the reading holds; None for nothing."""
        number, stop = home.segment, (*self.first[home.segment + 1 : home.segment + 2], len(self.text))[0]
        start = bisect_left(self.starts, home.span.start, self.first[number], stop)
        inside = range(start, bisect_left(self.starts, home.span.end, start, stop))
        found = [at for at in inside if self.owner[at] == number]
        return Span(found[0], found[-1] + 1) if found else None

    def segment_at(self, at: int) -> Segment | None:
        """The segment that the code point at `at` comes from; None for a hint or a separator."""
        return self.segments[self.owner[at]] if self.owner[at] != OUTSIDE else None


def read_document(document: Document) -> Reading:
    """Join the document's segments into one reading."""
    writer = _Writer()
    for number, segment in enumerate(document.segments):
        if writer.owner and segment.glue:
            writer.outside(segment.glue)
        if segment.hint:
            writer.outside(f"{segment.hint}: ")
        writer.segment(number, segment)
    text = "".join(writer.text)
    return Reading(text, document.segments, writer.owner, writer.starts, writer.ends, writer.first)


def read_text(name: str, text: str) -> Reading:
    """The reading of a plain text: a document of one segment."""
    return read_document(Document(name, "text", (Segment("text", SegmentKind.BODY, "text", text),)))


class _Writer:
    def __init__(self) -> None:
        self.text: list[str] = []
        self.owner, self.starts, self.ends, self.first = array("i"), array("i"), array("i"), array("i")

    def outside(self, text: str) -> None:
        at = self.starts[-1] if self.starts else 0  # where the reading is, so that `starts` ascend in each segment
        self._put(text, OUTSIDE, [at] * len(text), [at] * len(text))

    def segment(self, number: int, segment: Segment) -> None:
        self.first.append(len(self.owner))
        if segment.kind is SegmentKind.FILE_NAME:
            self._file_name(number, segment.text)
            return
        at, text = 0, segment.text
        for odd in ODD.finditer(text):
            if odd.lastgroup:
                self._plain(number, text, at, odd.start())
                if odd["spaced"]:
                    self._spaced(number, odd)
                elif odd["entity"]:
                    self._entity(number, odd)
                at = odd.end()
                continue
            base = max(odd.start() - 1, 0)
            self._plain(number, text, at, base)
            for character, start, end in _visible(text, base, odd.end()):
                self._put(" " if character in SPACES else character, number, (start,), (end,))
            at = odd.end()
        self._plain(number, text, at, len(text))

    def _plain(self, number: int, text: str, start: int, end: int) -> None:
        self._put(text[start:end], number, range(start, end), range(start + 1, end + 1))

    def _spaced(self, number: int, words: re.Match[str]) -> None:
        """Words of spaced or hyphened letters as words, one blank between two; a row of marks as it is."""
        is_text = any(_can_be_word(re.sub("[ -]", "", word).upper()) for word in re.split(" {2,}", words[0]))
        for part in re.finditer(r"[^ -]| {2,}" if is_text else ".", words[0]):
            self._put(part[0][0], number, (words.start() + part.start(),), (words.start() + part.end(),))

    def _entity(self, number: int, written: re.Match[str]) -> None:
        """What HTML writes as "&eacute;", as the letter that it is."""
        letter = unescape(written[0])
        if len(letter) == 1:
            self._put(" " if letter in SPACES else letter, number, (written.start(),), (written.end(),))
        else:
            self._plain(number, written.string, *written.span())

    def _file_name(self, number: int, text: str) -> None:
        gaps = {m.start() for m in FILE_NAME_GAP.finditer(text)}
        for character, start, end in _visible(text, 0, len(text)):
            if start in gaps:
                self.outside(" ")
            is_gap = character in SPACES or character in "_-–+&."
            self._put(" " if is_gap else character, number, (start,), (end,))

    def _put(self, text: str, owner: int, starts: Iterable[int], ends: Iterable[int]) -> None:
        self.text.append(text)
        self.owner.extend([owner] * len(text))
        self.starts.extend(starts)
        self.ends.extend(ends)


def _can_be_word(letters: str) -> bool:
    """Whether letters in a row are more than weekdays, marks or the key of a test."""
    return len(letters) > 4 and sum(letter in VOWELS for letter in letters) > 1 and not MARKS.issuperset(letters)


def _visible(text: str, at: int, size: int) -> Iterator[tuple[str, int, int]]:
    """The composed characters of `text` between `at` and `size` with their extent, without what nobody sees."""
    while at < size:
        end = at + 1
        while end < size and unicodedata.combining(text[end]):
            end += 1
        if text[at] not in INVISIBLE and not (skip := _line_end_hyphen(text, at)):
            character = text[at:end]
            if PLAIN.match(character):
                character = unicodedata.normalize("NFKC", character)
            elif end > at + 1:
                character = unicodedata.normalize("NFC", character)
            for position, part in enumerate(character):
                yield part, at if position == 0 else end, end
        elif text[at] not in INVISIBLE:
            end = at + skip
        at = end


def _line_end_hyphen(text: str, at: int) -> int:
    """How many characters a hyphen that only breaks a line takes, 0 when there is none at `at`.

    The hyphen of "Ri-⏎vera" goes with its line break; of "Jean-⏎Baptiste" only the line break goes.
    """
    if (
        text[at] == "\n"
        and at
        and text[at - 1] in "-\u2010"
        and text[at - 2 : at - 1].isalpha()
        and text[at + 1 : at + 2].isupper()
    ):
        return 1
    if (
        text[at] in "-\u2010"
        and text[at + 1 : at + 2] == "\n"
        and text[at - 1 : at].isalpha()
        and text[at + 2 : at + 3].islower()
    ):
        return 2
    return 0
