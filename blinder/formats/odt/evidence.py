"""What a clean tree leaves out, as text: it may teach detection a name."""

from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from blinder.formats.odt.package import attributes as attributes_of
from blinder.formats.odt.paragraphs import paragraph_text
from blinder.formats.odt.vocabulary import EVIDENCE, HOLDERS, qualified
from blinder.types import SegmentKind

AUTHOR = "Author"
_CREATOR, _DATE = qualified("dc:creator"), qualified("dc:date")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Text that the clean tree leaves out."""

    kind: SegmentKind
    text: str = field(repr=False)
    hint: str = field(default="", repr=False)


class Learner:
    """Gathers evidence, in the order in which it is left out."""

    def __init__(self) -> None:
        self.evidence: list[Evidence] = []

    def text(self, kind: SegmentKind, text: str, hint: str = "") -> None:
        """Learn a text, if there is a letter or digit in it."""
        if any(each.isalnum() for each in text):
            self.evidence.append(Evidence(kind, text.strip(), hint))

    def element(self, source: etree._Element, kind: SegmentKind) -> None:
        """Learn from an element that is left out: its paragraphs, its authors, its telling attributes."""
        for node in source.iter():
            if node.tag == _CREATOR:
                self.text(SegmentKind.PROPERTY, node.text or "", AUTHOR)
            elif node.tag in HOLDERS:
                self.text(kind, paragraph_text(node))
            elif node.tag != _DATE and next(node.iterancestors(*HOLDERS), None) is None:
                self.text(kind, node.text or "")
            self.attributes(node)

    def attributes(self, source: etree._Element) -> None:
        """Learn from the attributes that may hold names."""
        for key, value in attributes_of(source):
            if key in EVIDENCE:
                self.text(SegmentKind.FIELD, unquote(value))
