"""The pictures of an .odt: their fates, the text in those that stay, and new names in order of appearance."""

import base64
import binascii
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree

from blinder.formats.base import Options
from blinder.formats.odt.vocabulary import qualified
from blinder.formats.pictures import finish, is_legend, judge, placeholder
from blinder.types import Picture, Redaction, Removal

HREF = qualified("xlink:href")
PARAGRAPH = qualified("text:p")
IMAGE, FRAME = qualified("draw:image"), qualified("draw:frame")
NEAR_EDGE = 1.27  # cm
_CM = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6}
_MARGINS = [qualified(f"style:{end}{kind}") for end in ("header", "footer") for kind in ("", "-left", "-first")]
_TEXTS = [qualified("svg:title"), qualified("svg:desc")]


@dataclass(slots=True)
class Shown:
    """One picture, the elements of the copy that show it, and the redactions of its text."""

    picture: Picture
    old_suffix: str
    frames: list[etree._Element] = field(default_factory=list)
    redactions: Sequence[Redaction] = ()

    def redact(self, redactions: Sequence[Redaction]) -> None:
        """Remember what is to be painted over."""
        self.redactions = redactions


class Media:
    """Takes pictures from the source's parts.

    Args:
        trees: all trees of the document, to count how often a picture is used.
    """

    def __init__(self, source: Mapping[str, bytes], trees: Sequence[etree._Element], options: Options) -> None:
        self.source, self.options = source, options
        self.shown: dict[bytes, Shown] = {}
        self.stand_ins: list[etree._Element] = []
        self._uses = Counter(self._data(node) for tree in trees for node in tree.iter() if node.get(HREF))

    def has(self, href: str) -> bool:
        """Whether the file itself holds this picture."""
        return href.removeprefix("./") in self.source

    def is_replacement(self, href: str) -> bool:
        """Whether this is LibreOffice's drawing of an embedded object."""
        return href.removeprefix("./").startswith("ObjectReplacements/")

    def take(self, source: etree._Element, new: etree._Element) -> None:
        """`new` is to show the picture that `source` names or holds inline (base64)."""
        data = self._data(source)
        if data not in self.shown:
            picture = judge(data, f"picture {len(self.shown) + 1}", self._sign(source, data), self.options)
            suffix = PurePosixPath(source.get(HREF, "")).suffix.lstrip(".").lower()
            self.shown[data] = Shown(picture, suffix if suffix.isalnum() else "bin")
        self.shown[data].frames.append(new)

    def stand_in(self, new: etree._Element) -> None:
        """`new` shows a placeholder for what is no picture."""
        self.stand_ins.append(new)

    def write(self) -> tuple[dict[str, bytes], tuple[Removal, ...]]:
        """The blinded pictures by name, once the texts beside them are blinded; the elements point to them."""
        names, parts, notes = dict[bytes, str](), dict[str, bytes](), list[Removal]()
        for shown in self.shown.values():
            beside = " ".join(text for frame in shown.frames for text in _texts_beside(frame))
            written = finish(shown.picture, shown.redactions, beside, self.options)
            notes += written.notes
            _place(written.data, written.suffix or shown.old_suffix, shown.frames, names, parts)
        _place(*placeholder(b""), self.stand_ins, names, parts)
        return parts, tuple(notes)

    def _data(self, node: etree._Element) -> bytes:
        inline = node.findtext(qualified("office:binary-data"))
        if not inline:
            return self.source.get(node.get(HREF, "").removeprefix("./"), b"")
        try:
            return base64.b64decode(inline)
        except (binascii.Error, ValueError):
            return b""

    def _sign(self, source: etree._Element, data: bytes) -> str:
        """What in the picture's seat speaks for a logo."""
        if source.tag != IMAGE:
            return "in a background"
        if next(source.iterancestors(*_MARGINS), None) is not None:
            return "in a header or footer"
        if self._uses[data] > 1:
            return "used more than once"
        return "near the edge of a page" if _is_near_edge(source) else ""


def _is_near_edge(source: etree._Element) -> bool:
    frame = next(source.iterancestors(FRAME), None)
    if frame is None or frame.get(qualified("text:anchor-type")) != "page":
        return False
    return any(_cm(frame.get(qualified(f"svg:{axis}"), "")) < NEAR_EDGE for axis in "xy")


def _cm(length: str) -> float:
    """A length in centimetres; one that cannot be read is as far as can be."""
    try:
        return float(length[:-2]) * _CM[length[-2:]]
    except (KeyError, ValueError):
        return float("inf")


def _texts_beside(frame: etree._Element) -> Iterator[str]:
    """Title and description of the frame around a picture, and the legend behind or around it."""
    around = frame.getparent()
    for node in around.iterchildren(*_TEXTS) if around is not None else ():
        yield node.text or ""
    for paragraph in frame.iterancestors(PARAGRAPH):
        for near in (paragraph, paragraph.getnext()):
            text = "".join(map(str, near.itertext())) if near is not None and near.tag == PARAGRAPH else ""
            yield text if is_legend(text) else ""


def _place(
    data: bytes, suffix: str, frames: Sequence[etree._Element], names: dict[bytes, str], parts: dict[str, bytes]
) -> None:
    """Let the elements point to the picture under its new name; equal pictures have one."""
    if frames:
        name = names.setdefault(data, f"Pictures/{len(names) + 1}.{suffix}")
        parts[name] = data
        for frame in frames:
            frame.set(HREF, name)
