"""What still reads like a name in a finished file: all that the verifier's eyes saw, as one reading for detection.

In a blinded text hardly anything is a name, so what a submission would blind in doubt is here only noted.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from blinder import verifier
from blinder.outcome import UNKNOWN_NAMES, Scan
from blinder.reading import Home, Reading, read_document
from blinder.types import Document, EntityType, Finding, Mention, Segment, SegmentKind, Severity, Span

GUESSES = ("model", "named elsewhere", "short form of a name", "initials of a name")
ECHOES = (*GUESSES[1:], "acronym of a name")  # of a name found elsewhere
GRADES = (Severity.NOTE, Severity.REVIEW, Severity.LEAK)
FORM = "; form of the name"
PART = re.compile(r"[^\W\d_]{3,}")  # of what is left beside a label
LONGEST_LABEL = 40  # letters
LEAST_SCORE, SURE_SCORE, LONGEST_ACRONYM = 0.35, 0.9, 3
LINE_END = "\n"
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
    for mention, home in homes.items():
        segment = reading.segments[home.segment]
        most = gravest.get(mention.entity_id, Severity.REVIEW) if mention.cue in ECHOES else Severity.LEAK
        severity = min(weighed[mention], most, key=GRADES.index)
        line = f", line {segment.text.count(LINE_END, 0, home.span.start) + 1}" if LINE_END in segment.text else ""
        yield Finding(document, UNKNOWN_NAMES, severity, segment.place + line, _tell(mention), HINT)


def _tell(mention: Mention) -> str:
    kind = mention.entity_type.replace("_", " ").lower()
    single = mention.entity_type is EntityType.PERSON and mention.text.isalpha()
    what = "a single name, first name or pseudonym" if single else f"something reads like a {kind}"
    return f"{what} (cue: {mention.cue})"


def _weigh(mention: Mention, segment: Segment, home: Home, grammar: verifier.Grammar) -> Severity:
    """How grave one find is by itself: whom the user lists is always told, a guess written small is doubtful."""
    shown, listed = segment.kind is SegmentKind.BODY, not grammar.names.isdisjoint(mention.text.casefold().split())
    if not listed and (_is_weak(mention, grammar, shown=shown) or _is_label(segment.text, home.span, grammar)):
        return Severity.NOTE
    small = shown and not listed and mention.cue in GUESSES and mention.text.islower()
    return Severity.REVIEW if mention.review or small else Severity.LEAK


def _is_label(text: str, span: Span, grammar: verifier.Grammar) -> bool:
    """Whether it is a label glued to something that is no name: "TypeSchool C"."""
    near = range(max(0, span.start - LONGEST_LABEL), span.end + LONGEST_LABEL)
    labels = [
        found
        for found in grammar.glued_label.finditer(text, near.start, near.stop)
        if Span(*found.span()).overlaps(span)
    ]
    rest = f"{text[span.start : labels[0].start()]} {text[labels[-1].end() : span.end]}" if labels else ""
    return bool(labels) and not any(map(grammar.is_name, PART.findall(rest)))


def _is_weak(mention: Mention, grammar: verifier.Grammar, *, shown: bool) -> bool:
    """Whether this is rather an acronym or an ordinary word than a name; unread places hold no ordinary words."""
    acronym = mention.text.rstrip(".").replace("-", "")
    guessed = mention.cue.removesuffix(FORM) in GUESSES  # three capitals alone have no form of a name
    if guessed and acronym.isupper() and len(acronym) <= LONGEST_ACRONYM:
        return True
    if shown and mention.cue == "model" and mention.score < LEAST_SCORE:
        return True
    told = "title" in mention.cue or mention.score >= SURE_SCORE or any(letter.isdigit() for letter in mention.text)
    return not told and not grammar.is_name(mention.text)
