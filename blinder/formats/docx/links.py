"""Link targets: those into the network are segments, what is local (paths, other documents) becomes plain text."""

from collections.abc import Callable
from functools import partial
from urllib.parse import unquote

from lxml import etree

from blinder.formats.docx.evidence import Evidence
from blinder.formats.docx.fields import FieldLink, is_outside, shown_in
from blinder.formats.docx.names import q, remove, unwrap
from blinder.formats.docx.package import Part
from blinder.formats.docx.stories import Story
from blinder.formats.docx.vocabulary import words
from blinder.types import SegmentKind

_HYPERLINK, _CLICKS = q("w:hyperlink"), (q("a:hlinkClick"), q("a:hlinkHover"))
_SHAPES = tuple(q(f"v:{name}") for name in sorted(words("v")))
_ID = q("r:id")


def drop_local_links(part: Part, root: etree._Element, place: str, evidence: Evidence) -> None:
    """Unlink whatever does not lead into the network or to a place in the document itself."""
    for node, url, unlink in _links(part, root):
        if not is_outside(url) and (url or node.get(q("w:anchor")) is None):
            evidence.add(SegmentKind.LINK, place, unquote(url))
            evidence.removed(place, "local link: plain text")
            unlink()


def read_links(part: Part, root: etree._Element, place: str, field_links: list[FieldLink], story: Story) -> None:
    """A segment for each address that stays; any redaction in it, or in what the link shows, unlinks it."""
    found: list[tuple[str, Callable[[], None], Callable[[], str]]]
    found = [(url, unlink, partial(shown_in, node)) for node, url, unlink in _links(part, root) if url]
    found += [(link.url, link.unlink, link.shown) for link in field_links]
    for url, unlink, shown in found:
        story.keep(SegmentKind.LINK, place, unquote(url), partial(_unlink, unlink))
        story.afterwards.append(partial(_unlink_if_changed, shown, shown(), unlink))


def _links(part: Part, root: etree._Element) -> list[tuple[etree._Element, str, Callable[[], None]]]:
    links: list[tuple[etree._Element, str, Callable[[], None]]] = []
    for node in root.iter(_HYPERLINK, *_CLICKS, *_SHAPES):
        if node.tag in _SHAPES:
            if (href := node.get("href")) is not None:
                links.append((node, href, partial(_drop_attribute, node)))
        else:
            rel = part.rels.get(node.get(_ID, ""))
            take_out = unwrap if node.tag == _HYPERLINK else remove
            links.append((node, rel.url if rel else "", partial(take_out, node)))
    return links


def _unlink_if_changed(shown: Callable[[], str], before: str, unlink: Callable[[], None]) -> None:
    """A page that a name leads to may tell who it is."""
    if shown() != before:
        unlink()


def _drop_attribute(node: etree._Element) -> None:
    node.attrib.pop("href", "")


def _unlink(unlink: Callable[[], None], _redactions: object) -> None:
    unlink()
