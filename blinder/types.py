"""The vocabulary of the house: what flows down the river, as frozen dataclasses and nothing else.

path → `Document` of `Segment`s → `Detection` → `Mention` of an `Entity` → `Label` → `Redaction` → `Finding` → `Audit`
"""

from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256


class SegmentKind(StrEnum):
    """Where a stretch of text lies in its file."""

    BODY = "body"
    TABLE = "table"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"  # footnote, endnote
    TEXT_BOX = "text box"
    COMMENT = "comment"
    DELETED = "deleted text"
    FIELD = "field"  # field results and instructions, form values, list choices
    LINK = "link"  # a link's target, not its display text
    ALT_TEXT = "alternative text"  # alt texts, titles, tooltips, ActualText
    CHART = "chart"  # charts, diagrams, SmartArt
    OUTLINE = "outline"  # bookmarks panel, headings lists
    PROPERTY = "property"  # document properties, authors of changes and comments
    EMBEDDED = "embedded file"
    PICTURE = "picture text"
    FILE_NAME = "file name"


@dataclass(frozen=True, slots=True)
class Segment:
    """One readable stretch of a document, in reading order.

    Attributes:
        id: unique within its document and the same at every reading of the same bytes.
        text: what a person reads there; characters that nobody sees (soft hyphens, zero-width) stay in.
        place: printable ("p. 3, table 1, row 2"); holds no text of the document.
        hint: a cue that stands outside the text, in a reader's words ("Author", a form field's caption); may be empty.
        glue: what separates it from the segment before: a line break, " | " between cells of a row, "" inside a line.
        dropped: read as evidence only; the rewritten file leaves it out (authors, deleted text, comments by default).
    """

    id: str
    kind: SegmentKind
    place: str
    text: str
    hint: str = ""
    glue: str = "\n"
    dropped: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Unseen:
    """A part that could not be examined: it stops the file unless the user accepts it. Holds no text."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Removal:
    """Something the rewritten file leaves out or replaces by a constant ("comment", "picture"). Holds no text."""

    place: str
    what: str
    count: int = 1


class Fate(StrEnum):
    """What becomes of a picture. One that stays loses its history, and the names in it are painted over."""

    PLACEHOLDER = "placeholder"  # a grey box of the same size
    COVER = "cover"  # stays; words that OCR is not sure of are painted over too
    KEEP = "keep"  # stays, even where its text cannot be read


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of a document and what becomes of it.

    Attributes:
        place: printable ("picture 2"), unique within the document.
        why: the reason for its fate, in words that hold no text of the document; may be empty.
        examined: False where it stays although nobody could tell or decide that it may.
    """

    place: str
    data: bytes = field(repr=False)
    fate: Fate
    why: str = ""
    examined: bool = True

    @property
    def sha256(self) -> str:
        """What tells this picture from every other."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Document:
    """One file as the river sees it.

    Attributes:
        doubts: parts that were examined, but not by a reader who never errs: a person should look at them.
        converted: the bytes of another format that it was read from, so that `rewrite` need not make them again.
        ocr: what OCR read in its pictures, likewise (see `formats.recall`).
    """

    name: str
    format: str
    segments: tuple[Segment, ...]
    unseen: tuple[Unseen, ...] = ()
    removals: tuple[Removal, ...] = ()
    pictures: tuple[Picture, ...] = ()
    doubts: tuple[Unseen, ...] = ()
    converted: bytes = field(default=b"", repr=False, compare=False)
    ocr: bytes = field(default=b"", repr=False, compare=False)


class EntityType(StrEnum):
    """What is blinded. The names are Presidio's where it has one."""

    PERSON = "PERSON"
    SCHOOL = "SCHOOL"
    DISTRICT = "DISTRICT"
    UNIVERSITY = "UNIVERSITY"
    ORGANIZATION = "ORGANIZATION"
    LOCATION = "LOCATION"
    EMAIL_ADDRESS = "EMAIL_ADDRESS"
    PHONE_NUMBER = "PHONE_NUMBER"
    URL = "URL"
    ADDRESS = "ADDRESS"
    ID = "ID"
    HANDLE = "HANDLE"
    MASCOT = "MASCOT"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open stretch of code points of one text: a document's reading, or one segment where `Redaction` says so."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Detection:
    """A stretch that somebody takes for a name or a datum.

    Attributes:
        document: id of the document (its key in the submission).
        score: 0–1, how sure the recognizer is.
        recognizer: who says so, a stable name.
        role: the role a cue beside it gives ("Teacher"), "" when none does.
        cue: why, in words that hold no text of the document ("title before", "list of present").
        keep: evidence that this must stay ("cited", "curriculum", "state", "public", "label" …), "" when none.
    """

    document: str
    span: Span
    entity_type: EntityType
    score: float
    recognizer: str
    role: str = ""
    cue: str = ""
    keep: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named.

    Attributes:
        document, start, end, text: the place, half-open code points of the document's reading, and what stands there.
        role, entity_id, label: of its entity.
        score: 0–1. recognizer: who proposed it. cue: why.
        review: true where a person should look: blinded in doubt.
    """

    document: str
    start: int
    end: int
    text: str = field(repr=False)
    entity_type: EntityType
    role: str
    entity_id: str
    label: str
    score: float
    recognizer: str
    cue: str = ""
    review: bool = False


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A stretch that was nearly blinded and stays; the fields of a mention, and why it stays.

    `kept` tells a name that stays for a reason from what was taken for no name at all.
    """

    document: str
    start: int
    end: int
    text: str = field(repr=False)
    entity_type: EntityType
    score: float
    recognizer: str
    cue: str
    why: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, place, organisation or datum, with all its mentions over the whole submission.

    Attributes:
        id: "p1", "s2": stable for the same input, in order of first mention.
        role: role string of the label map ("Teacher", "School", "Town").
        names: every surface, most complete first.
        review: why a person should look, "" when nothing is in doubt.
    """

    id: str
    entity_type: EntityType
    role: str
    label: str
    names: tuple[str, ...] = field(repr=False)
    mentions: tuple[Mention, ...] = field(repr=False)
    review: str = ""


@dataclass(frozen=True, slots=True)
class Redaction:
    """Replace `span` (code points of one segment's text) by `replacement`."""

    segment: str
    span: Span
    replacement: str
    entity_id: str


class Severity(StrEnum):
    """How grave a finding is: a leak blocks, a review asks a person to look, a note informs."""

    LEAK = "leak"
    REVIEW = "review"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What a verification check has against a finished file, and what to do about it. Holds no text of it."""

    document: str
    check: str
    severity: Severity
    place: str
    message: str
    hint: str = ""
