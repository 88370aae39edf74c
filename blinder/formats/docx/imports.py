"""What a document takes from elsewhere: chunks and bound values become its own text, objects become pictures."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy

from lxml import etree, html

from blinder.errors import UnreadableFile
from blinder.formats.archive import parse_xml, read_archive
from blinder.formats.base import Options
from blinder.formats.docx.evidence import Evidence, paragraphs_text, read_dropped_part
from blinder.formats.docx.media import placeholder_part
from blinder.formats.docx.names import PREFIXES, q, remove, to_transitional, unwrap
from blinder.formats.docx.package import Part, Relationship, known_parts
from blinder.formats.docx.vocabulary import words
from blinder.formats.embedded import read_inner
from blinder.limits import limits
from blinder.types import SegmentKind, Unseen

_OBJECT_PARTS = tuple(q(name) for name in ("o:OLEObject", "w:control", "w:objectEmbed", "w:objectLink", "w:movie"))
EMBEDDED = ("package", "oleObject")
_PLAIN_PATH = re.compile(r"(?:/[\w.:-]+(?:\[\d+\])?)+(?:/@[\w.:-]+|/text\(\))?")
_RESHAPED = f"./{q('w:sdtPr')}/{q('w:date')}"  # shows its value in another shape
_MAPPING = re.compile(r"""xmlns:([\w.-]+)=["']([^"']*)["']""")


def choose_alternatives(root: etree._Element) -> None:
    """Drop the alternatives for which we know no vocabulary; what stays alone needs no alternative."""
    for choice in list(root.iter(q("mc:Choice"))):
        uris = {choice.nsmap.get(prefix) for prefix in choice.get("Requires", "").split()}
        if not uris <= set(PREFIXES):
            remove(choice)
    for node in list(root.iter(q("mc:AlternateContent"))):
        if node.find(q("mc:Choice")) is None:
            for fallback in node.findall(q("mc:Fallback")):
                unwrap(fallback)
            unwrap(node)


def import_chunks(part: Part, root: etree._Element, evidence: Evidence) -> list[Unseen]:
    """Put the text of every imported chunk (HTML, MHT, text, Word) in its place, as plain paragraphs."""
    unseen = []
    for number, node in enumerate(list(root.iter(q("w:altChunk"))), 1):
        rel = part.rels.get(node.get(q("r:id"), ""))
        place = f"imported chunk {number}"
        texts = _chunk_texts(rel.part.data) if rel and rel.part else None
        parent = node.getparent()
        if texts is None:
            unseen.append(Unseen(place, "imported chunk: not examined"))
        elif parent is not None:
            at = parent.index(node)
            parent[at:at] = [_paragraph(text) for text in texts]
            evidence.removed(place, "imported chunk: its text stays as plain paragraphs")
        remove(node)
    return unseen


def open_embedded(main: Part, options: Options) -> list[Part]:
    """The embedded files that stay, opened: they are blinded by their own formats."""
    rels = [rel for part in list(known_parts(main)) for rel in part.rels.values()]
    found = dict.fromkeys(rel.part for rel in rels if rel.role in EMBEDDED and rel.part is not None)
    opened: list[Part] = []
    for part in found:
        part.inner = read_inner(part.data, f"embedded file {len(opened) + 1}", options)
        if part.inner:
            part.role, part.suffix = "package", part.inner.suffix.removeprefix(".")
            opened.append(part)
    for rel in rels:
        rel.role = "package" if rel.part is not None and rel.part.inner else rel.role
    return opened


def replace_objects(part: Part, root: etree._Element, evidence: Evidence) -> None:
    """Leave of every embedded object only a picture, unless its file stays."""
    for node in list(root.iter(q("w:object"))):
        if _stays(part, node):
            continue
        for inner in list(node.iter(*_OBJECT_PARTS)):
            remove(inner)
        node.tag = q("w:pict")
        node.attrib.clear()
        evidence.removed("embedded file", "embedded object: replaced by a picture")
    for node in list(root.iter(*_OBJECT_PARTS, q("w:subDoc"), q("w:contentPart"))):
        parent = node.getparent()
        if parent is None or parent.tag != q("w:object") or not _stays(part, parent):
            remove(node)
    for image in root.iter(q("v:imagedata")):
        if image.get(q("r:id")) not in part.rels:
            id_ = f"object{len(part.rels)}"
            part.rels[id_] = Relationship("image", placeholder_part())
            image.set(q("r:id"), id_)


def _stays(part: Part, holder: etree._Element) -> bool:
    """Whether the object is nothing but a file that stays; then it says no more than that."""
    nodes = list(holder.iter(*_OBJECT_PARTS))
    rel = part.rels.get(nodes[0].get(q("r:id"), "")) if len(nodes) == 1 and nodes[0].tag == q("o:OLEObject") else None
    if rel is None or rel.part is None or rel.part.inner is None:
        return False
    program = "Word.Document.12" if rel.part.suffix == "docx" else "Package"
    for name, value in (("Type", "Embed"), ("ProgID", program), ("DrawAspect", "Content"), ("ObjectID", "_1")):
        nodes[0].set(name, value)
    holder.attrib.clear()
    return True


def read_embedded(data: bytes, place: str, evidence: Evidence, depth: int = 0) -> None:
    """Every text of an embedded office file, files inside of it too; it goes as a whole."""
    try:
        members = read_archive(data, evidence.unpacking_left) if depth < limits().embedded else {}
    except UnreadableFile:
        return
    evidence.unpacking_left -= sum(map(len, members.values()))
    for name, member in members.items():
        if member.startswith(b"PK"):
            read_embedded(member, place, evidence, depth + 1)
        elif name.endswith(".xml"):
            read_dropped_part(member, SegmentKind.EMBEDDED, place, evidence)


def write_bound_text(root: etree._Element, stores: dict[str, etree._Element], evidence: Evidence) -> None:
    """Write what the data stores hold into the controls that show it: programs prefer it to the text in place."""
    for binding in list(root.iter(q("w:dataBinding"))):
        control = next(binding.iterancestors(q("w:sdt")), None)
        leaves = list(control.iter(q("w:t"))) if control is not None and control.find(_RESHAPED) is None else []
        text = _bound_text(binding, stores)
        if text and leaves and text != "".join(leaf.text or "" for leaf in leaves):
            for leaf in leaves:
                evidence.add(SegmentKind.FIELD, "bound control", leaf.text)
                leaf.text = None
            leaves[0].text = text
            leaves[0].set(q("xml:space"), "preserve")
        remove(binding)


def load_stores(main: Part, core: Part | None) -> dict[str, etree._Element]:
    """Store id → its tree: custom XML parts, and the core properties under Word's own id."""
    stores = {}
    for store in main.of_role("customXml"):
        for properties in store.of_role("customXmlProps"):
            found = re.search(rb"itemID\s*=\s*[\"'](\{[^\"']+\})", properties.data)
            tree = _tree(store.data)
            if found and tree is not None:
                stores[found[1].decode("ascii", "replace").upper()] = tree
    tree = _tree(core.data) if core else None
    return stores if tree is None else {**stores, "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}": tree}


def _tree(data: bytes) -> etree._Element | None:
    try:
        return parse_xml(data, "data store")
    except UnreadableFile:
        return None


def _bound_text(binding: etree._Element, stores: dict[str, etree._Element]) -> str:
    path = binding.get(q("w:xpath"), "")
    store = stores.get(binding.get(q("w:storeItemID"), "").upper())
    if store is None or not _PLAIN_PATH.fullmatch(path):
        return ""
    try:
        found = store.xpath(path, namespaces=dict(_MAPPING.findall(binding.get(q("w:prefixMappings"), ""))))
    except etree.XPathError:
        return ""
    first = found[0] if isinstance(found, list) and found else ""
    return "".join(str(text) for text in first.itertext()) if isinstance(first, etree._Element) else str(first)


def _chunk_texts(data: bytes) -> list[str] | None:
    """The paragraphs of a chunk; None where it is nothing we can read."""
    if data.startswith(b"PK"):
        return _word_texts(data)
    if data.startswith((b"{\\rtf", b"\xd0\xcf")):
        return None
    if re.match(rb"(?i)\s*(MIME-Version|From|Content-Type|Subject|Date):", data):
        return _message_texts(data)
    text = _decode(data)
    return _html_texts(text) if re.search(r"<[a-zA-Z!]", text) else text.splitlines()


def _word_texts(data: bytes) -> list[str] | None:
    try:
        body = parse_xml(to_transitional(read_archive(data)["word/document.xml"]), "imported chunk")
    except (UnreadableFile, KeyError):
        return None
    return paragraphs_text(body)


def _message_texts(data: bytes) -> list[str] | None:
    message = message_from_bytes(data, policy=policy.default)
    parts = [part for part in message.walk() if part.get_content_type() in ("text/html", "text/plain")]
    if not parts:
        return None
    payloads = [part.get_payload(decode=True) for part in parts[:1]]
    return _html_texts(_decode(payloads[0] if isinstance(payloads[0], bytes) else b""))


def _html_texts(text: str) -> list[str]:
    try:
        root = html.document_fromstring(
            re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser=html.HTMLParser(no_network=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    lines = "".join(_html_pieces(root)).split("\n")
    return [" ".join(line.split()) for line in lines if line.strip()]


def _html_pieces(node: etree._Element) -> Iterator[str]:
    block = isinstance(node.tag, str) and node.tag.lower() in words("html-blocks")
    if block:
        yield "\n"
    if isinstance(node.tag, str) and node.tag not in ("script", "style"):
        yield re.sub(r"\s+", " ", node.text or "")
        for child in node:
            yield from _html_pieces(child)
    yield ("\n" if block else "") + re.sub(r"\s+", " ", node.tail or "")


def _decode(data: bytes) -> str:
    for coding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "cp1252"):
        try:
            return data.decode(coding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _paragraph(text: str) -> etree._Element:
    paragraph = etree.Element(q("w:p"))
    leaf = etree.SubElement(etree.SubElement(paragraph, q("w:r")), q("w:t"))
    leaf.text = "".join(sign for sign in text if (sign >= " " or sign == "\t") and sign not in "\ufffe\uffff")
    leaf.set(q("xml:space"), "preserve")
    return paragraph
