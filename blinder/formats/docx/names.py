"""Names of OOXML: namespaces by their usual prefixes, qualified tags, the strict dialect mapped to the common one."""

from functools import cache, lru_cache

from lxml import etree

_OPEN = "http://schemas.openxmlformats.org"
_WORD = "http://schemas.microsoft.com/office/word"
NAMESPACES = {
    "w": f"{_OPEN}/wordprocessingml/2006/main",
    "r": f"{_OPEN}/officeDocument/2006/relationships",
    "m": f"{_OPEN}/officeDocument/2006/math",
    "a": f"{_OPEN}/drawingml/2006/main",
    "wp": f"{_OPEN}/drawingml/2006/wordprocessingDrawing",
    "pic": f"{_OPEN}/drawingml/2006/picture",
    "c": f"{_OPEN}/drawingml/2006/chart",
    "dgm": f"{_OPEN}/drawingml/2006/diagram",
    "dsp": "http://schemas.microsoft.com/office/drawing/2008/diagram",
    "mc": f"{_OPEN}/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w14": f"{_WORD}/2010/wordml",
    "w15": f"{_WORD}/2012/wordml",
    "wp14": f"{_WORD}/2010/wordprocessingDrawing",
    "wps": f"{_WORD}/2010/wordprocessingShape",
    "wpg": f"{_WORD}/2010/wordprocessingGroup",
    "wpc": f"{_WORD}/2010/wordprocessingCanvas",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}
EXTENSIONS = ("w14", "w15", "wp14")  # older programs are told to ignore these
STRICT = {
    b"http://purl.oclc.org/ooxml/officeDocument/relationships/metadata/": (
        b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/": f"{_OPEN}/officeDocument/2006/".encode(),
    b"http://purl.oclc.org/ooxml/wordprocessingml/": f"{_OPEN}/wordprocessingml/2006/".encode(),
    b"http://purl.oclc.org/ooxml/drawingml/": f"{_OPEN}/drawingml/2006/".encode(),
    b"http://purl.oclc.org/ooxml/": f"{_OPEN}/officeDocument/2006/".encode(),
}


@cache
def q(name: str) -> str:
    """The qualified tag of a prefixed name: `q("w:p")`."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


@lru_cache(maxsize=4096)
def short(tag: str) -> str:
    """The prefixed name of a qualified tag; "" as prefix for no namespace, "?" for one that is not ours."""
    uri, _, local = tag.rpartition("}")
    return f"{PREFIXES.get(uri[1:], '?') if uri else ''}:{local}"


def to_transitional(data: bytes) -> bytes:
    """The part with the namespaces of strict ISO 29500 replaced by the transitional ones."""
    if b"http://purl.oclc.org/ooxml" in data:
        for strict, transitional in STRICT.items():
            data = data.replace(strict, transitional)
    return data


def remove(node: etree._Element) -> None:
    """Take the element out with all it holds."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def unwrap(node: etree._Element) -> None:
    """Put the element's children in its place."""
    parent = node.getparent()
    if parent is not None:
        for child in reversed(node):  # one by one: to count the places in a long paragraph takes its time
            node.addnext(child)
        parent.remove(node)
