"""Word and OpenDocument packages by a route of their own: paragraphs, what stands around them, and the file expected.

`expected` is the original with what rules remove taken out (tracked deletions, comments, personal data) and with its
stretches replaced: rendered, it must look as the blinded copy does.
"""

import posixpath
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, islice
from pathlib import Path

from lxml import etree

from benchmarks.fidelity.replaced import Place, Swap, fold, places

Element = etree._Element
STORIES = ("header", "footer", "footnotes", "endnotes")


def local(node: Element) -> str:
    """Its name without namespace, "" for a comment."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def value(node: Element, name: str) -> str:
    """Its attribute of that local name."""
    return next((str(text) for key, text in node.attrib.items() if etree.QName(key).localname == name), "")


@dataclass
class Office:
    """A package, taken apart. `roots`: trees that hold its stories, in the order in which the body mentions them."""

    path: Path
    members: dict[str, bytes]
    roots: dict[str, Element]

    def paragraphs(self) -> list[Element]:
        """All paragraphs and headings, also those inside of others."""
        return [node for root in self.roots.values() for node in root.iter() if is_paragraph(node)]

    def save(self, path: Path) -> None:
        """The package with the trees as they now are."""
        written = partial(etree.tostring, encoding="UTF-8", xml_declaration=True)
        trees = {name: written(root) for name, root in self.roots.items()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in (self.members | trees).items():
                kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                archive.writestr(name, data, kind)


def open_office(path: Path) -> Office:
    """Read a package."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    if "content.xml" in members:
        names = [name for name in ("content.xml", "styles.xml") if name in members]
        return Office(path, members, {name: etree.fromstring(members[name]) for name in names})
    main = next(name for name, kind in _targets(members, "") if kind == "officeDocument")
    targets = dict(_targets(members, main))
    stories = [name for name, kind in targets.items() if kind in STORIES]
    names = [name for name in (main, *stories) if name in members]
    return Office(path, members, {name: etree.fromstring(members[name]) for name in names})


def _targets(members: Mapping[str, bytes], source: str) -> Iterator[tuple[str, str]]:
    """Members that a part leads to, and as what: in the order in which it mentions them, then the others."""
    folder, base = posixpath.split(source)
    rels = {
        value(node, "Id"): node
        for node in etree.fromstring(members.get(posixpath.join(folder, "_rels", f"{base}.rels"), b"<none/>"))
        if value(node, "TargetMode") != "External"
    }
    mentioned = [
        str(text)
        for node in (etree.fromstring(members[source]).iter() if source else ())
        for key, text in node.attrib.items()
        if etree.QName(key).localname == "id" and str(text) in rels
    ]
    for id_ in dict.fromkeys((*mentioned, *sorted(rels, key=lambda id_: value(rels[id_], "Type")))):
        target = posixpath.normpath(posixpath.join("/", folder, value(rels[id_], "Target")))[1:]
        yield target, value(rels[id_], "Type").rpartition("/")[2]


def is_paragraph(node: Element) -> bool:
    """Whether it is one: of Word (w:p) or OpenDocument (text:p, text:h)."""
    return isinstance(node.tag, str) and node.tag.rpartition("}")[2] in ("p", "h") and "drawingml" not in node.tag


def leaves(paragraph: Element) -> list[tuple[Callable[[str], None], str]]:
    """Its stretches of text, each with the way to write it; those of paragraphs inside of it are theirs."""
    return list(_leaves(paragraph, "wordprocessingml" in str(paragraph.tag)))


BLANKS = {"tab": "\t", "br": "\n", "cr": "\n", "line-break": "\n", "s": " ", "noBreakHyphen": "-"}
ASIDE = ("note", "annotation", "frame", "pict", "drawing", "AlternateContent", "del", "moveFrom", "instrText", "ruby")


def _leaves(node: Element, word: bool) -> Iterator[tuple[Callable[[str], None], str]]:
    if not word or local(node) == "t":
        yield _writer(node, "text"), node.text or ""
    for child in list(node):
        name = local(child)
        if name == "softHyphen":
            yield partial(_keep_if, child), "\u00ad"
        elif name in BLANKS:
            yield (lambda text: None), BLANKS[name]
        elif name and name not in ASIDE and not is_paragraph(child):
            yield from _leaves(child, word)
        if not word:
            yield _writer(child, "tail"), child.tail or ""


def _writer(node: Element, side: str) -> Callable[[str], None]:
    def write(text: str) -> None:
        setattr(node, side, text)
        if local(node) == "t":
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    return write


def _keep_if(node: Element, text: str) -> None:
    """A sign that is an element goes where its text does."""
    if not text:
        _remove(node)


def text_of(paragraph: Element) -> str:
    """Its text, as a reader sees it."""
    return "".join(text for _, text in leaves(paragraph))


def has_chunks(office: Office) -> bool:
    """Whether text stands in parts of another format, which blinding brings into the body."""
    return any(local(node) == "altChunk" for root in office.roots.values() for node in root.iter())


def apply_rules(office: Office) -> None:
    """Take out what blinding removes on purpose: deletions, changes and comments, accepted as their reader would."""
    for root in office.roots.values():
        for mark in reversed([node for node in root.iter() if _is_deleted_mark(node)]):
            _join_with_next(mark)
        for node in [node for node in root.iter() if local(node) in REMOVED]:
            run = node.getparent() if local(node) == "commentReference" else None
            _remove(node)
            if run is not None and {local(child) for child in run} <= {"rPr"}:
                _remove(run)
        _drop_merge_fields(root)
        for node in [node for node in root.iter() if local(node) in UNWRAPPED and node.getparent() is not None]:
            _unwrap(node)


REMOVED = (
    *("del", "moveFrom", "commentRangeStart", "commentRangeEnd", "commentReference", "rPrChange", "pPrChange"),
    *("tblPrChange", "tcPrChange", "trPrChange", "sectPrChange", "tblGridChange", "numberingChange", "tracked-changes"),
    *("change", "change-start", "change-end", "annotation", "annotation-end"),
    *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
)
UNWRAPPED = ("ins", "moveTo", "smartTag", "customXml")


def cut_links(before: Office, after: Office) -> None:
    """Unlink in OpenDocument what has no style of a link and looks like one only as long as it leads somewhere."""
    left = {(value(node, "href"), fold(text_of(node))) for node in _links(after)}
    for node in _links(before):
        if (value(node, "href"), fold(text_of(node))) not in left and not value(node, "style-name"):
            node.tag = f"{str(node.tag)[:-1]}span"
            node.attrib.clear()


def _links(office: Office) -> list[Element]:
    return [node for root in office.roots.values() for node in root.iter() if local(node) == "a"]


def _is_deleted_mark(node: Element) -> bool:
    """Whether a paragraph's end is deleted: the next one goes on in its line."""
    around = [local(parent) for parent in islice(node.iterancestors(), 2)]
    return local(node) in ("del", "moveFrom") and around == ["rPr", "pPr"]


def _join_with_next(mark: Element) -> None:
    """Put a paragraph's content before that of the next one, whose properties stay."""
    paragraph = next(each for each in mark.iterancestors() if is_paragraph(each))
    following = paragraph.getnext()
    if following is None or not is_paragraph(following):
        return
    at = sum(local(child) == "pPr" for child in following)
    following[at:at] = [child for child in paragraph if local(child) != "pPr"]
    _remove(paragraph)


def _drop_merge_fields(root: Element) -> None:
    """Leave of fields for mail merge what they show; LibreOffice hides paragraphs in which they show nothing."""
    for field in [node for node in root.iter() if value(node, "instr").split()[:1] == ["MERGEFIELD"]]:
        _unwrap(field)
    for code in [node for node in root.iter() if local(node) == "instrText"]:
        if (code.text or "").split()[:1] == ["MERGEFIELD"]:
            paragraph = next(each for each in code.iterancestors() if is_paragraph(each))
            for node in [node for node in paragraph.iter() if local(node) in ("fldChar", "instrText")]:
                _remove(node)


def _remove(node: Element) -> None:
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
    parent.remove(node)


def _unwrap(node: Element) -> None:
    parent = node.getparent()
    parent[parent.index(node) : parent.index(node) + 1] = list(node)


def replace_in(paragraph: Element, found: Sequence[Place], labels: Sequence[str]) -> None:
    """Put each label where its stretch begins, and nothing in the rest of it; a blank parts it from a letter."""
    pieces = leaves(paragraph)
    where = [(piece, at) for piece, (_, text) in enumerate(pieces) for at, char in enumerate(text) for _ in fold(char)]
    texts = [list(text) for _, text in pieces]
    whole, offsets = "".join(text for _, text in pieces), [0, *accumulate(len(text) for _, text in pieces)]
    for place, label in zip(found, labels, strict=True):
        (piece, start), (last_piece, end) = where[place.start], where[place.end - 1]
        before, after = whole[: offsets[piece] + start][-1:], whole[offsets[last_piece] + end + 1 :][:1]
        parted = f"{' ' * before.isalnum()}{label}{' ' * after.isalnum()}" if label else ""
        for number, (piece, at) in enumerate(where[place.start : place.end]):
            texts[piece][at] = parted if number == 0 else ""
        first, last = where[place.start], where[place.end - 1]
        for piece in range(first[0], last[0] + 1):
            for at in range(len(texts[piece])):
                if first < (piece, at) < last:
                    texts[piece][at] = ""
    for (write, old), new in zip(pieces, texts, strict=True):
        if old != "".join(new):
            write("".join(new))


def counts(office: Office) -> Counter[str]:
    """What gives the document its shape, by kind: styles by how often each is used, since their names may change."""
    found: Counter[str] = Counter()
    styles: Counter[str] = Counter()
    for node in (node for root in office.roots.values() for node in root.iter()):
        name = local(node)
        if name in SHAPE:
            found[name] += 1
        if name in ("docPr", "cNvPr") and (value(node, "descr") or value(node, "title")):
            found["alt text"] += 1
        if name in ("title", "desc") and "svg" in str(node.tag) and "".join(node.itertext()).strip():
            found["alt text"] += 1
        if name in ("pStyle", "rStyle", "tblStyle"):
            styles[name, value(node, "val")] += 1
        if name in ("p", "h", "span") and value(node, "style-name"):
            styles[name, value(node, "style-name")] += 1
        if name == "h" and "text" in str(node.tag):
            found[f"heading {value(node, 'outline-level')}"] += 1
    found.update({f"style {n}": count for n, count in enumerate(sorted(styles.values(), reverse=True), 1)})
    return found


SHAPE = {
    *("tbl", "tr", "tc", "tblHeader", "gridSpan", "vMerge", "numPr", "outlineLvl", "sectPr", "drawing", "pict", "sdt"),
    *("footnoteReference", "endnoteReference", "headerReference", "footerReference"),
    *("table", "table-row", "table-cell", "table-header-rows", "list", "list-item", "frame", "note", "section"),
    *("text-box", "image", "txbxContent", "page-number", "table-of-content", "sequence", "bookmarkStart"),
}


def pair(before: Office, after: Office, swaps: Sequence[Swap]) -> tuple[int, list[str]]:
    """Compare paragraph by paragraph and carry out the swaps in `before`.

    Returns:
        How many words are in paragraphs that differ beyond the swaps, and which.
    """
    folded = [Swap(fold(swap.old), fold(swap.new)) for swap in swaps]
    labels = {fold(swap.new): swap.new.strip() for swap in swaps}
    mine = [(node, fold(text_of(node))) for node in before.paragraphs()]
    theirs = [fold(text_of(node)) for node in after.paragraphs()]
    bad, where = 0, []
    if len(mine) != len(theirs):
        where.append(f"{len(mine)} → {len(theirs)} paragraphs")
        bad += abs(len(mine) - len(theirs))
    for (node, text), new in zip(mine, theirs, strict=False):
        found = places(text, new, folded)
        if found is None:
            bad += 1
            where.append(f"{text!r} → {new!r}")
        elif found:
            replace_in(node, found, [labels[new[place.new_start : place.new_end]] for place in found])
    return bad, where
