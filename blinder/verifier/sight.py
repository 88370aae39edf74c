"""What the verifier's eyes bring home from a finished file: texts and facts, gathered under a budget.

Places hold no text of the file: names of members, properties and tags only where they are format vocabulary.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import unquote

from blinder.errors import TooLarge, UnreadableFile

BARRIER = "\n\x1e\n"  # between values that do not belong together: no name reaches across it
FONTS = "names of fonts"  # what such places end with
GLYPHS = "encrypted glyphs"  # of a Type 1 font: no text
FONTS_BY_SCRIPT = "fonts by script"  # every theme brings this table of which font stands in for which script
MIB = 1 << 20
ESCAPE = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


class FactKind(StrEnum):
    """What a fact is about; each kind is judged by one check."""

    PROPERTY = "property"
    COMMENT = "comment"
    CHANGE = "tracked change"
    LINK = "link"
    PICTURE = "picture"
    HIDDEN_TEXT = "hidden text"
    SCRIPT = "script"
    EMBEDDED = "embedded file"
    LAYER = "layer"
    UNREADABLE = "unreadable part"
    UNSHOWN = "covered content"
    REVISION = "earlier revision"
    DUPLICATE = "duplicate member"
    UNLISTED = "unlisted member"
    STRAY = "stray bytes"


@dataclass(frozen=True, slots=True)
class Glimpse:
    """One stretch of text found in a finished file.

    Attributes:
        place: printable, holds no text of the file.
        visible: a person, a screen reader or the properties panel shows it: good reading text, a paragraph per line.
        raw: printable runs scraped out of binary data: noise is likely, short words in it mean nothing.
    """

    place: str
    text: str = field(repr=False)
    visible: bool = False
    raw: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a check may object to.

    Attributes:
        name: format vocabulary that tells it closer ("creator", "macro", "placeholder"); holds no text of the file.
        value: what stands there (an author, a link's target); text of the file, never to be printed.
    """

    kind: FactKind
    place: str
    name: str = ""
    value: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Sight:
    """Everything the eyes saw in one finished file; `name` is what findings call it."""

    name: str
    texts: tuple[Glimpse, ...]
    facts: tuple[Fact, ...]

    def of(self, *kinds: FactKind) -> Iterator[Fact]:
        """The facts of these kinds, in the order they were seen."""
        return (fact for fact in self.facts if fact.kind in kinds)


@dataclass
class Gathering:
    """Collects while the eyes wander; refuses to hold more than its budget.

    Attributes:
        bytes_left: how many unpacked bytes may still be read, over all nested members.
        read_pixels: reads the text in a picture; without it pictures are not examined.
        later: (place, bytes) of files found inside values, still to be looked into.
        depth: how many containers deep the eyes are just now.
    """

    bytes_left: int = 768 * MIB
    read_pixels: Callable[[bytes], str] | None = None
    depth: int = 0
    max_depth: int = 8
    texts: list[Glimpse] = field(default_factory=list)
    later: list[tuple[str, bytes]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def spend(self, size: int) -> None:
        """Count `size` unpacked bytes.

        Raises:
            TooLarge: the budget is used up.
        """
        self.bytes_left -= size
        if self.bytes_left < 0:
            raise TooLarge("the file unpacks to more than the verifier is willing to read")

    def enter(self) -> None:
        """Step into a nested container.

        Raises:
            TooLarge: it lies too deep.
        """
        self.depth += 1
        if self.depth > self.max_depth:
            raise TooLarge("files are nested too deeply")

    def leave(self) -> None:
        """Step out of a nested container."""
        self.depth -= 1

    def see(self, place: str, text: str, *, visible: bool = False, raw: bool = False) -> None:
        """Keep a text unless it is blank; letters escaped by percent signs are told once more in plain."""
        if text.strip():
            self.texts.append(Glimpse(place, text, visible, raw))
        if (plain := ESCAPE.sub(_unescape, text)) != text:
            self.texts.append(Glimpse(place, plain, raw=raw))

    def read_picture(self, place: str, picture: bytes) -> str:
        """Keep the text that a picture shows; "read" when it could be read, "" when nobody knows what it shows."""
        try:
            text = self.read_pixels(picture) if self.read_pixels else None
        except UnreadableFile:
            text = None
        if text is None:
            return ""
        self.see(f"{place}, text in the picture", text, visible=True)
        return "read"

    def note(self, kind: FactKind, place: str, name: str = "", value: str = "") -> None:
        """Keep a fact."""
        self.facts.append(Fact(kind, place, name, value))


def _unescape(found: re.Match[str]) -> str:
    """What percent signs escape; "%ecx" in a program escapes nothing."""
    try:
        return unquote(found[0], errors="strict")
    except UnicodeDecodeError:
        return found[0]
