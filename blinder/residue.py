"""What still reads like a name in a finished file: all that the verifier's eyes saw, as one reading for detection.

In a blinded text hardly anything is a name, so what a submission would blind in doubt is here only noted.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from blinder import verifier
from blinder.detect.recognizers.abroad import FOREIGN
from blinder.outcome import UNKNOWN_NAMES, Scan
from blinder.reading import Home, Reading, read_document
from blinder.resolve.evidence import BELIEVED
from blinder.resolve.places import KIND_WORDS, PLACES
from blinder.resolve.review import WOULD_KEEP
from blinder.resolve.words import COMMON
from blinder.resources import ordinary_words
from blinder.types import Document, EntityType, Finding, Mention, Segment, SegmentKind, Severity, Span

GUESSES = ("model", "named elsewhere", "short form of a name", "initials of a name")
ECHOES = (*GUESSES[1:], "acronym of a name")  # of a name found elsewhere
GRADES = (Severity.NOTE, Severity.REVIEW, Severity.LEAK)
FORM = "; form of the name"
PARTS = re.compile(r"[^\W\d_]+")
PART = re.compile(r"[^\W\d_]{3,}")  # of what is left beside a label
LONGEST_LABEL = 40  # letters
FAINT, LEAST_SCORE, SURE_SCORE, LONGEST_ACRONYM = 0.15, 0.35, 0.9, 3
LIKELY = 0.8  # below this score, half of what the model alone takes for a name in a finished file is none
LINE_END = "\n"
AT_LINE = re.compile(r"(?P<part>.*), line (?P<line>\d+)")
PUBLIC = "something reads like a public person or an author"
KINDS = KIND_WORDS - COMMON | {"high"}
OF_SCHOOLS = frozenset("Advocate Bank Clinic Club College District School Schools Services University".split())
HINT = "Replace it by a label where it names a person or a place of the submission; leave it where it is public."


def read_sight(name: str, sight: verifier.Sight) -> Reading:
    """All that a file says, place by place: what people read, its name, and what stands where nobody reads."""
    stem = name.rpartition(".")[0].replace("/", " ")
    shown = [Segment("", SegmentKind.BODY, glimpse.place, glimpse.text) for glimpse in sight.texts if glimpse.visible]
    unread = [_unread(place, value) for place, value in verifier.unread_values(sight)]
    told = (*shown, Segment("", SegmentKind.FILE_NAME, SegmentKind.FILE_NAME, stem), *unread)
    return read_document(Document(name, "", tuple(replace(each, id=str(at)) for at, each in enumerate(told))))


def _unread(place: str, value: str) -> Segment:
    """A value in one word but an address is read like a file name ("quandt_notes"), with capitals, which names have."""
    if " " in value or "://" in value:
        return Segment("", SegmentKind.PROPERTY, place, value)
    return Segment("", SegmentKind.FILE_NAME, place, value.title() if value.islower() else value)


def names_found(found: Scan, document: str, reading: Reading, grammar: verifier.Grammar) -> Iterator[Finding]:
    """A finding for every name found in one file, at its place.

    An echo is no graver than what it echoes; where that is no name after all, the echo is in doubt.
    """
    homes = {m: reading.homes(Span(m.start, m.end))[0] for m in found.mentions if m.document == document}
    weighed = {
        mention: _weigh(mention, reading.segments[home.segment], home, grammar) for mention, home in homes.items()
    }
    gravest: dict[str, Severity] = {}
    for mention in (each for each in found.mentions if each.cue not in ECHOES):
        grades = gravest.get(mention.entity_id, Severity.NOTE), weighed.get(mention, Severity.LEAK)
        gravest[mention.entity_id] = max(grades, key=GRADES.index)
    public = {entity.id for entity in found.entities if entity.review == WOULD_KEEP}
    for mention, home in homes.items():
        segment = reading.segments[home.segment]
        most = gravest.get(mention.entity_id, Severity.REVIEW) if mention.cue in ECHOES else Severity.LEAK
        severity = min(weighed[mention], most, key=GRADES.index)
        line = f", line {segment.text.count(LINE_END, 0, home.span.start) + 1}" if LINE_END in segment.text else ""
        message = PUBLIC if severity is Severity.REVIEW and mention.entity_id in public else _tell(mention)
        yield Finding(document, UNKNOWN_NAMES, severity, segment.place + line, message, HINT)


def gather(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, with those that ask for the same look in one part or on one page told as one that lists the lines.

    A leak is told by itself; a name beside a label is told once.
    """
    told = {*findings}
    named = {each.place for each in told if each.check == UNKNOWN_NAMES and each.severity is not Severity.NOTE}
    looks: dict[Finding, list[int]] = defaultdict(list)
    for each in told:
        at = AT_LINE.fullmatch(each.place)
        if each.message == verifier.BESIDE_LABEL and each.place in named:
            continue
        if at and each.severity is Severity.REVIEW:
            looks[replace(each, place=at["part"])].append(int(at["line"]))
        else:
            yield each
    for each, lines in looks.items():
        often = f", in {len(lines)} lines" if len(lines) > 1 else ""
        place = f"{each.place}, line{'s'[: len(lines) - 1]} {_ranges(lines)}"
        yield replace(each, place=place, message=each.message + often)


def _ranges(lines: Iterable[int]) -> str:
    """The lines in order, those that follow each other as a range: "3, 14–19"."""
    blocks: list[list[int]] = []
    for line in sorted(lines):
        if blocks and line == blocks[-1][-1] + 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return ", ".join("–".join(map(str, sorted({block[0], block[-1]}))) for block in blocks)


def _tell(mention: Mention) -> str:
    kind = mention.entity_type.replace("_", " ").lower()
    single = mention.entity_type is EntityType.PERSON and mention.text.isalpha()
    what = "a single name, first name or pseudonym" if single else f"something reads like a {kind}"
    return f"{what} (cue: {mention.cue})"


def _weigh(mention: Mention, segment: Segment, home: Home, grammar: verifier.Grammar) -> Severity:
    """How grave one find is by itself: whom the user lists is always told, a guess written small is doubtful."""
    shown, listed = segment.kind is SegmentKind.BODY, not grammar.names.isdisjoint(mention.text.casefold().split())
    beside = _beside_label(segment.text, home.span, grammar)
    if not listed and (_is_weak(mention, grammar, shown=shown) or beside == []):
        return Severity.NOTE
    small = mention.cue in GUESSES and mention.text.islower()
    guess = mention.cue == "model" and (mention.score < LIKELY or mention.entity_type is EntityType.LOCATION)
    doubtful = shown and not listed and (small or guess or (beside and all(map(_is_acronym, beside))))
    return Severity.REVIEW if mention.review or doubtful else Severity.LEAK


def _beside_label(text: str, span: Span, grammar: verifier.Grammar) -> list[str] | None:
    """What reads like a name in a find that overlaps a label: nothing of "TypeSchool C"; None where no label is."""
    near = range(max(0, span.start - LONGEST_LABEL), span.end + LONGEST_LABEL)
    labels = [
        found
        for found in grammar.glued_label.finditer(text, near.start, near.stop)
        if Span(*found.span()).overlaps(span)
    ]
    if not labels:
        return None
    rest = f"{text[span.start : labels[0].start()]} {text[labels[-1].end() : span.end]}"
    return [*filter(grammar.is_name, PART.findall(rest))]


def _is_weak(mention: Mention, grammar: verifier.Grammar, *, shown: bool) -> bool:
    """Whether this is rather an acronym or an ordinary word than a name; unread places hold no ordinary words."""
    guessed = mention.cue.removesuffix(FORM) in GUESSES  # three capitals alone have no form of a name
    if guessed and _is_acronym(mention.text.rstrip(".").replace("-", "")):
        return True
    strange = _is_strange(mention, grammar)
    least = FAINT if strange and mention.text.istitle() else LEAST_SCORE
    if shown and mention.cue == "model" and mention.score < least:
        return True
    if shown and mention.entity_type in PLACES and _is_generic(mention, grammar):
        return True
    parts = [word.title() for word in PARTS.findall(mention.text)]
    if (
        mention.cue == "model"
        and FOREIGN.intersection(parts[-1:])
        and all(len(part) < 3 or part in FOREIGN for part in parts)
    ):
        return True
    told = mention.score >= (BELIEVED if strange else SURE_SCORE) or any(map(str.isdigit, mention.text))
    listed = "column of names" in mention.cue and mention.text.isalpha()  # a surname that an author has as well
    return not (told or listed or "title" in mention.cue or grammar.is_name(mention.text))


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) <= LONGEST_ACRONYM


def _is_strange(mention: Mention, grammar: verifier.Grammar) -> bool:
    """Whether the model takes for somebody what is no ordinary word: "ask quim", "Joy thinks"; but not "mark it"."""
    words = {word.casefold() for word in PARTS.findall(mention.text)}
    if mention.entity_type is not EntityType.PERSON or "model" not in mention.cue or grammar.stays(mention.text):
        return False
    if (mention.text.islower() and words <= COMMON) or max(map(len, words), default=0) == 1:
        return False
    return not any(word in ordinary_words() or word in grammar.kept for word in words - COMMON)


def _is_generic(mention: Mention, grammar: verifier.Grammar) -> bool:
    """Whether any school has it: "High School", "Word Bank"."""
    words = PARTS.findall(mention.text)
    if words and all(word.casefold() in KINDS for word in words):
        return True
    formed = "form of the name" in mention.cue and OF_SCHOOLS.intersection(words[-1:])
    return bool(formed) and not any(word.casefold() in COMMON or grammar.is_name(word) for word in words[:-1])
