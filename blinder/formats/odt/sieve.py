"""Build the clean tree of a part: only what the vocabulary knows is copied; the rest is evidence, removal, or unseen.

The source tree is never written: what nobody copies cannot leak.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from urllib.parse import unquote, urlsplit

from lxml import etree

from blinder.formats.base import Options
from blinder.formats.odt.evidence import AUTHOR, Learner
from blinder.formats.odt.media import Media
from blinder.formats.odt.names import is_address
from blinder.formats.odt.package import attributes, new_root
from blinder.formats.odt.paragraphs import COUNT, SPACE, STYLE, spaces, unlink
from blinder.formats.odt.values import is_condition, is_formatting, is_language, known_font
from blinder.formats.odt.vocabulary import (
    ADDRESSES,
    DROPPED,
    ELEMENTS,
    EVIDENCE,
    FIELDS,
    FONTS,
    FORMATTING,
    HOLDERS,
    INLINE,
    LANGUAGES,
    MATH_FORMATTING,
    NAMES,
    TEXTS,
    qualified,
)
from blinder.types import SegmentKind

HREF = qualified("xlink:href")
LINK_SCHEMES = ("http", "https", "mailto")
EPOCH = "1970-01-01T00:00:00"
_CONDITION = qualified("style:condition")
_BLOCKS = {qualified("text:p"), qualified("text:h")}

# LibreOffice wrote these before OpenDocument 1.3 had them.
_ALIASES = {qualified(f"loext:{name}-first"): qualified(f"style:{name}-first") for name in ("header", "footer")}
_CHANGE_MARKS = {qualified(f"text:{name}") for name in ("change", "change-start", "change-end")}


class Sieve:
    """Sifts the parts of one document; collects what does not get through.

    Args:
        media: takes the pictures.
        objects: sifts the embedded object of this folder ("Object 1"); its new folder, "" where it cannot stay.
    """

    def __init__(self, options: Options, media: Media, objects: Callable[[str], str]) -> None:
        self.options, self.media, self.objects = options, media, objects
        self.learner = Learner()
        self.removals: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()
        self._handlers = self._table()

    def sift(self, source: etree._Element, name: str) -> etree._Element:
        """The clean copy of a part, whose root is called `name` ("office:document-content")."""
        version = source.get(qualified("office:version"), "")
        root = new_root(name, version if version and is_formatting(version) else "1.3")
        self._children(source, root)
        return root

    def _table(self) -> Mapping[str, Callable[[etree._Element, etree._Element], None]]:
        special: dict[str, Callable[[etree._Element, etree._Element], None]] = {
            "text:tracked-changes": self._changes,
            "office:annotation": self._comment,
            "office:annotation-end": self._comment_end,
            "dc:creator": self._author,
            "dc:date": self._date,
            "text:a": self._link,
            "draw:a": self._link,
            "text:s": self._spaces,
            "draw:image": self._picture,
            "draw:fill-image": self._picture,
            "style:background-image": self._picture,
            "text:list-level-style-image": self._picture,
            "draw:object": self._object,
            "draw:object-ole": self._foreign,
            "draw:plugin": self._foreign,
            "draw:applet": self._foreign,
            "draw:floating-frame": self._foreign,
            "style:map": self._map,
            "math:semantics": self._semantics,
        }
        return {qualified(name): handler for name, handler in special.items()} | {
            qualified(name): self._dropper(what) for name, what in DROPPED.items()
        }

    def _children(self, source: etree._Element, target: etree._Element) -> None:
        self._text(target, source.text)
        for child in source:
            self._copy(child, target)
            self._text(target, child.tail)

    def _copy(self, source: etree._Element, target: etree._Element) -> None:
        tag = str(source.tag)
        if handler := self._handlers.get(tag):
            handler(source, target)
        elif tag in _CHANGE_MARKS and not self.options.keep_changes:
            return
        elif tag in ELEMENTS or tag in _ALIASES:
            self._keep(source, target)
        elif _holds_text(target) and (tag in FIELDS or not any(node.tag in _BLOCKS for node in source.iter())):
            self.learner.attributes(source)
            self._children(source, target)
        else:
            self._unknown(source)

    def _keep(self, source: etree._Element, target: etree._Element) -> etree._Element:
        new = etree.SubElement(target, _ALIASES.get(str(source.tag), str(source.tag)))
        for key, value in attributes(source):
            if (clean := self._value(key, value)) is not None:
                new.set(key, clean)
            elif key in EVIDENCE and key != HREF:
                self.learner.text(SegmentKind.FIELD, value)
        self._children(source, new)
        return new

    def _value(self, key: str, value: str) -> str | None:
        """The attribute's value in the clean tree; none where it does not get through."""
        if key in NAMES or key in TEXTS:
            return value
        if key in FONTS:
            return known_font(value)
        passes = (
            (key in FORMATTING or key in MATH_FORMATTING) and is_formatting(value),
            key in LANGUAGES and is_language(value),
            key in ADDRESSES and is_address(value),
            key == HREF and value in (".", ".."),  # a chart whose data are in the text
        )
        return value if any(passes) else None

    def _text(self, target: etree._Element, text: str | None) -> None:
        if not text:
            return
        if not _holds_text(target):
            self.learner.text(SegmentKind.BODY, text)
        elif len(target):
            target[-1].tail = (target[-1].tail or "") + text
        else:
            target.text = (target.text or "") + text

    def _unknown(self, source: etree._Element) -> None:
        self.learner.element(source, SegmentKind.BODY)
        if any(text.strip() for text in source.itertext()):
            self.unknown["an element that blinder does not know"] += 1

    def _dropper(self, what: str) -> Callable[[etree._Element, etree._Element], None]:
        def drop(source: etree._Element, target: etree._Element) -> None:
            self.learner.element(source, SegmentKind.FIELD)
            self.removals[what] += len(source) > 0 or bool(source.attrib)

        return drop

    def _changes(self, source: etree._Element, target: etree._Element) -> None:
        if self.options.keep_changes:
            self._keep(source, target)
            return
        self.learner.element(source, SegmentKind.DELETED)
        self.removals["tracked changes"] += len(source)

    def _comment(self, source: etree._Element, target: etree._Element) -> None:
        if self.options.keep_comments:
            self._keep(source, target)
            return
        self.learner.element(source, SegmentKind.COMMENT)
        self.removals["comments"] += 1

    def _comment_end(self, source: etree._Element, target: etree._Element) -> None:
        if self.options.keep_comments:
            self._keep(source, target)

    def _author(self, source: etree._Element, target: etree._Element) -> None:
        self.learner.text(SegmentKind.PROPERTY, source.text or "", AUTHOR)
        etree.SubElement(target, source.tag).text = AUTHOR

    def _date(self, source: etree._Element, target: etree._Element) -> None:
        etree.SubElement(target, source.tag).text = EPOCH

    def _link(self, source: etree._Element, target: etree._Element) -> None:
        """A link stays if it leads to the web, to a mail address or into the document; else its text does."""
        href = source.get(HREF, "")
        if href.startswith("#") or _scheme(href) in LINK_SCHEMES:
            new = self._keep(source, target)
            new.set(HREF, href)
            return
        self.learner.text(SegmentKind.LINK, unquote(href))
        self.learner.attributes(source)
        if href:
            self.removals["links to other files"] += 1
        new = etree.SubElement(target, source.tag)
        new.set(STYLE, source.get(STYLE, ""))
        self._children(source, new)
        unlink(new)

    def _spaces(self, source: etree._Element, target: etree._Element) -> None:
        etree.SubElement(target, SPACE).set(COUNT, str(spaces(source)))

    def _map(self, source: etree._Element, target: etree._Element) -> None:
        condition = source.get(_CONDITION, "")
        if is_condition(condition):
            self._keep(source, target).set(_CONDITION, condition)

    def _semantics(self, source: etree._Element, target: etree._Element) -> None:
        """A formula without its annotation needs no semantics."""
        self._children(source, target)

    def _picture(self, source: etree._Element, target: etree._Element) -> None:
        href = source.get(HREF, "")
        inline = source.find(qualified("office:binary-data"))
        if source.tag != qualified("draw:image") and not href and inline is None:
            self._keep(source, target)
            return
        if self.media.is_replacement(href):
            return  # LibreOffice draws the object anew
        self._learn_linked(href)
        new = self._keep(source, target)
        self._point(new)
        self.media.take(source, new)

    def _learn_linked(self, href: str) -> None:
        if href and not self.media.has(href):
            self.learner.text(SegmentKind.LINK, unquote(href))
            self.removals["links to other files"] += 1

    def _point(self, new: etree._Element, name: str = "") -> None:
        """The element shows what lies under this name; a picture's comes when it is written."""
        new.set(HREF, name)
        for key, value in (("type", "simple"), ("show", "embed"), ("actuate", "onLoad")):
            new.set(qualified(f"xlink:{key}"), value)

    def _object(self, source: etree._Element, target: etree._Element) -> None:
        folder = self.objects(source.get(HREF, "").removeprefix("./").strip("/"))
        if not folder:
            self._foreign(source, target)
            return
        new = self._keep(source, target)
        self._point(new, f"./{folder}")

    def _foreign(self, source: etree._Element, target: etree._Element) -> None:
        """An object of another program: a placeholder stands in."""
        self.learner.element(source, SegmentKind.EMBEDDED)
        self.removals["embedded objects"] += 1
        new = etree.SubElement(target, qualified("draw:image"))
        self._point(new)
        self.media.stand_in(new)


def _holds_text(target: etree._Element) -> bool:
    """Whether text put there is part of a paragraph, so that it is read."""
    node: etree._Element | None = target
    while node is not None and node.tag in INLINE:
        node = node.getparent()
    return node is not None and node.tag in HOLDERS


def _scheme(href: str) -> str:
    try:
        return urlsplit(href.strip()).scheme.lower()
    except ValueError:
        return ""
