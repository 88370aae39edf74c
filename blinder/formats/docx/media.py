"""Pictures of a document: each gives way to a placeholder of its size, or stays without its history."""

from lxml import etree

from blinder.errors import UnreadableFile
from blinder.formats.docx.names import q, remove
from blinder.formats.docx.package import Part, Relationship
from blinder.formats.pictures import clean, placeholder
from blinder.types import Removal, Unseen

_SUFFIXES = {
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"BM": "bmp",
    b"II*\0": "tiff",
    b"MM\0*": "tiff",
}


def replace_pictures(parts: list[Part], keep: bool) -> tuple[list[Removal], list[Unseen]]:
    """Replace or clean every picture; one line of the report for each."""
    removals, unseen = [], []
    pictures = [part for part in parts if part.role == "image"]
    for number, picture in enumerate(pictures, 1):
        place = f"picture {number}"
        if keep and _clean(picture):
            unseen.append(Unseen(place, "picture: not examined"))
        else:
            picture.data, picture.suffix = placeholder(picture.data)
            removals.append(Removal(place, "picture: replaced by a placeholder"))
    return removals, unseen


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


def _clean(picture: Part) -> bool:
    try:
        picture.data = clean(picture.data)
    except UnreadableFile:
        return False
    suffix = next((suffix for magic, suffix in _SUFFIXES.items() if picture.data.startswith(magic)), "")
    picture.suffix = suffix or picture.suffix
    return bool(suffix)


def drop_empty_links(root: etree._Element) -> None:
    """Links of pictures and shapes that lead nowhere any more."""
    for node in list(root.iter(q("a:hlinkClick"), q("a:hlinkHover"))):
        if q("r:id") not in node.attrib:
            remove(node)
