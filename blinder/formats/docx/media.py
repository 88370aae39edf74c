"""Pictures of a document: where each stands, what becomes of it, and the text in those that stay."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from blinder.formats.base import Options
from blinder.formats.docx.names import q
from blinder.formats.docx.package import Part, Relationship, mentions
from blinder.formats.pictures import finish, is_legend, judge
from blinder.types import Picture, Redaction, Removal

NEAR_EDGE = 914_400 // 2  # half an inch in EMU
_AT_EDGE = ("page", "leftMargin", "rightMargin", "topMargin", "bottomMargin", "insideMargin", "outsideMargin")
_TEXTS = {q("wp:docPr"): ("descr", "title"), q("v:shape"): ("alt", "title"), q("v:rect"): ("alt", "title")}


@dataclass(slots=True)
class Shown:
    """One picture with its part, the elements that show it, and the redactions of its text."""

    picture: Picture
    part: Part
    frames: list[etree._Element]
    redactions: Sequence[Redaction] = ()

    def redact(self, redactions: Sequence[Redaction]) -> None:
        """Remember what is to be painted over."""
        self.redactions = redactions

    def write(self, options: Options) -> tuple[Removal, ...]:
        """Put the blinded picture into its part, once the texts beside it are blinded."""
        beside = " ".join(text for frame in self.frames for text in _texts_beside(frame))
        written = finish(self.picture, self.redactions, beside, options)
        self.part.data = written.data
        self.part.suffix = written.suffix or PurePosixPath(self.part.name).suffix.lstrip(".").lower()
        return written.notes


def judge_pictures(parts: list[Part], options: Options) -> list[Shown]:
    """Every picture of these parts with its fate, in order of appearance."""
    frames = defaultdict[Part, list[etree._Element]](list)
    in_margin = set[Part]()
    for part in parts:
        for node, name in mentions(part):
            rel = part.rels.get(node.get(name, ""))
            if rel and rel.part and rel.part.role == "image":
                frames[rel.part].append(node)
                in_margin |= {rel.part} if part.role in ("header", "footer") else set()
    pictures = [part for part in parts if part.role == "image"]
    uses = Counter[bytes]()
    for picture in pictures:
        uses[picture.data] += len(frames[picture])
    return [
        Shown(
            judge(picture.data, f"picture {number}", _sign(picture, frames[picture], in_margin, uses), options),
            picture,
            frames[picture],
        )
        for number, picture in enumerate(pictures, 1)
    ]


def _sign(picture: Part, frames: list[etree._Element], in_margin: set[Part], uses: Counter[bytes]) -> str:
    """What in a picture's seat speaks for a logo."""
    if picture in in_margin:
        return "in a header or footer"
    if uses[picture.data] > 1:
        return "used more than once"
    return "near the edge of a page" if any(_is_near_edge(frame) for frame in frames) else ""


def _is_near_edge(frame: etree._Element) -> bool:
    """Whether it floats at a fixed place of the page, in its first half inch or in a margin."""
    for anchor in frame.iterancestors(q("wp:anchor")):
        for position in anchor.iter(q("wp:positionH"), q("wp:positionV")):
            offset = position.findtext(q("wp:posOffset"), "0")
            if position.get("relativeFrom") in _AT_EDGE and offset.lstrip("-").isdigit() and int(offset) < NEAR_EDGE:
                return True
    return False


def _texts_beside(frame: etree._Element) -> Iterator[str]:
    """The alternative texts of the drawing around a frame, and the legend behind it."""
    for around in frame.iterancestors(q("wp:inline"), q("wp:anchor"), *_TEXTS):
        for node in around.iter(*_TEXTS):
            yield from (node.get(name, "") for name in _TEXTS[str(node.tag)])
    for paragraph in frame.iterancestors(q("w:p")):
        behind = paragraph.getnext()
        text = "".join(node.text or "" for node in behind.iter(q("w:t"))) if behind is not None else ""
        yield text if is_legend(text) else ""


def fill_linked_pictures(part: Part, root: etree._Element) -> list[Removal]:
    """Pictures that only a link led to: their frames get a placeholder."""
    removals = []
    for node, key in _frames(root):
        if node.get(key) not in part.rels:
            for old in (
                q("r:embed"),
                q("r:link"),
                q("r:id"),
                q("r:pict"),
                q("r:href"),
                q("o:relid"),
                "src",
                q("o:href"),
            ):
                node.attrib.pop(old, "")
            id_ = f"picture{len(part.rels)}"
            part.rels[id_] = Relationship("image", Part("image", "", b"", suffix="png"))
            node.set(key, id_)
            removals.append(Removal("linked picture", "link to a picture"))
    return removals


def placeholder_part() -> Part:
    """A picture that stands where nothing can."""
    return Part("image", "", b"", suffix="png")


def _frames(root: etree._Element) -> list[tuple[etree._Element, str]]:
    blips = [(node, q("r:embed")) for node in root.iter(q("a:blip"))]
    return blips + [(node, q("r:id")) for node in root.iter(q("v:imagedata"))]
