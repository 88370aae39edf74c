"""Is a written package one that Word and LibreOffice open without repairing it? As far as the standards tell.

ECMA-376 parts 1 and 2 (relationships, content types, order of elements, what must be there) and ODF 1.3 parts 2 and 3.
"""

import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import docx
import odfdo
from lxml import etree

from benchmarks.fidelity.office import Element, local, value

ORDER = {  # ECMA-376 part 1, 17: the order of children where the schema asks for one
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing"
    " tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"
    " headers cellIns cellDel cellMerge tcPrChange",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType"
    " pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "tbl": "tblPr tblGrid tr",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
    " personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "styles": "docDefaults latentStyles style",
}
EITHER = {"footerReference": "headerReference"}  # these may be mixed
RANK = {name: {child: at for at, child in enumerate(children.split())} for name, children in ORDER.items()}
FREE = {"bookmarkStart", "bookmarkEnd", "sdt", "proofErr", "permStart", "permEnd", "customXml", "ins", "del"}
NEEDS = {  # element → attributes that it must have
    "docPr": ("id", "name"), "cNvPr": ("id", "name"), "bookmarkStart": ("id", "name"), "bookmarkEnd": ("id",),
    "pStyle": ("val",), "rStyle": ("val",), "tblStyle": ("val",), "numId": ("val",), "abstractNumId": ("val",),
    "headerReference": ("type", "id"), "footerReference": ("type", "id"), "fldChar": ("fldCharType",),
    "footnoteReference": ("id",), "endnoteReference": ("id",), "abstractNum": ("abstractNumId",), "num": ("numId",),
    "style": ("type", "styleId"), "lvl": ("ilvl",), "sym": ("font", "char"),
    "extent": ("cx", "cy"),
}  # fmt: skip
CHILDREN = dict.fromkeys(("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote"), ("p", "tbl", "sdt"))
CHILDREN |= {"tr": ("tc", "sdt", "customXml"), "tbl": ("tblPr",), "inline": ("extent", "docPr", "graphic")}
ALL_OF = ("inline",)
UNIQUE = (("docPr", "id"), ("bookmarkStart", "id"), ("bookmarkStart", "name"), ("style", "styleId"), ("num", "numId"))
PARTS = {"footnote": "footnotes", "endnote": "endnotes"}  # settings mention them by the same word
UNIQUE += (("abstractNum", "abstractNumId"), ("footnote", "id"), ("endnote", "id"), ("comment", "id"))


def problems(path: Path) -> list[str]:
    """What is wrong with a .docx or .odt; empty where nothing is."""
    check = _odt_problems if path.suffix == ".odt" else _docx_problems
    try:
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
            return list(check(path, archive, members))
    except (zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        return [type(error).__name__]


def is_ours(node: Element) -> bool:
    """Whether it is Word's or a drawing's frame: other vocabularies use some of the same words."""
    return "wordprocessingml" in str(node.tag) or local(node) in ("docPr", "cNvPr", "inline", "extent")


def _docx_problems(path: Path, archive: zipfile.ZipFile, members: dict[str, bytes]) -> Iterator[str]:
    roots = {name: etree.fromstring(data) for name, data in members.items() if name.endswith((".xml", ".rels"))}
    yield from _content_types(roots.pop("[Content_Types].xml"), members)
    for name in [name for name in roots if name.endswith(".rels")]:
        yield from _relationships(name, roots.pop(name), members)
    for name, root in roots.items():
        for node in root.iter():
            if is_ours(node) and "settings" not in name:
                yield from (f"{name}: {problem}" for problem in _element(node))
        yield from _ids(name, root, members)
    nodes = {name: [node for node in root.iter() if isinstance(node.tag, str)] for name, root in roots.items()}
    for kind, key in UNIQUE:
        homes = [name for name in nodes if kind not in PARTS or PARTS[kind] in name]
        found = [node for name in homes for node in nodes[name] if local(node) == kind and is_ours(node)]
        values = [value(node, key) for node in found]
        yield from (f"a {kind}'s {key} comes {n} times" for n in Counter(values).values() if n > 1)
    yield from _references(roots)
    try:
        docx.Document(str(path))
    except Exception as error:  # whatever python-docx stumbles over  # noqa: BLE001
        yield f"python-docx: {type(error).__name__}"


def _content_types(types: Element, members: dict[str, bytes]) -> Iterator[str]:
    defaults = {value(node, "Extension").lower() for node in types if local(node) == "Default"}
    overrides = [value(node, "PartName") for node in types if local(node) == "Override"]
    yield from (f"content type of no part: {name}" for name in overrides if name[1:] not in members)
    for name in members:
        if f"/{name}" not in overrides and name.rpartition(".")[2].lower() not in defaults and name[0] != "[":
            yield f"no content type: {name}"


def _relationships(name: str, rels: Element, members: dict[str, bytes]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    ids = Counter(value(node, "Id") for node in rels)
    yield from (f"{name}: {id_} comes {n} times" for id_, n in ids.items() if n > 1)
    for node in rels:
        target = posixpath.normpath(posixpath.join("/", folder, value(node, "Target")))[1:]
        if value(node, "TargetMode") != "External" and target not in members:
            yield f"{name}: leads to nothing"


def _ids(name: str, root: Element, members: dict[str, bytes]) -> Iterator[str]:
    """Relationships that the part mentions must be there."""
    folder, base = posixpath.split(name)
    rels = members.get(f"{folder}/_rels/{base}.rels", b"<none/>")
    known = {value(node, "Id") for node in etree.fromstring(rels)}
    for node in root.iter():
        for key, text in node.attrib.items():
            if "officeDocument/2006/relationships" in str(key) and text not in known:
                yield f"{name}: {local(node)} mentions no relationship"


def _element(node: Element) -> Iterator[str]:
    name, children = local(node), [local(child) for child in node]
    word = "wordprocessingml" in str(node.tag)
    if name in RANK and word:
        ranks = [RANK[name].get(EITHER.get(child, child), -1) for child in children if child not in FREE]
        if -1 in ranks:
            yield f"{name} holds {children[ranks.index(-1)]}"
        elif ranks != sorted(ranks):
            yield f"{name} out of order"
    if name in NEEDS and (missing := [key for key in NEEDS[name] if not value(node, key)]):
        yield f"{name} without {missing[0]}"
    if (wanted := CHILDREN.get(name)) and "drawingml/2006/main" not in str(node.tag):
        here = [child in children for child in wanted]
        if not (all(here) if name in ALL_OF else any(here)):
            yield f"{name} without {' or '.join(wanted)}"
    if name == "tc" and word and children[-1:] not in (["p"], ["sdt"], ["bookmarkEnd"]):
        yield "a cell does not end with a paragraph"
    if name == "p" and word and (parent := node.getparent()) is not None and local(parent) in ("p", "r"):
        yield "a paragraph in a paragraph"
    if name == "body" and "sectPr" in children[:-1]:
        yield "the section's properties are not last"


def _references(roots: dict[str, Element]) -> Iterator[str]:
    """Styles, numberings and notes that are referred to must be there."""
    nodes = [node for root in roots.values() for node in root.iter() if "wordprocessingml" in str(node.tag)]
    for kind, key, users in (
        ("style", "styleId", ("pStyle", "rStyle", "tblStyle", "basedOn", "link", "next")),
        ("num", "numId", ("numId",)),
        ("abstractNum", "abstractNumId", ("abstractNumId",)),
        ("footnote", "id", ("footnoteReference",)),
        ("endnote", "id", ("endnoteReference",)),
        ("comment", "id", ("commentReference",)),
        ("bookmarkStart", "id", ("bookmarkEnd",)),
    ):
        known = {value(node, key) for node in nodes if local(node) == kind} | ({"0"} if kind == "num" else set())
        mentioned = {value(node, "val") or value(node, "id") for node in nodes if local(node) in users}
        yield from (f"no such {kind}" for _ in mentioned - known)


def _odt_problems(path: Path, archive: zipfile.ZipFile, members: dict[str, bytes]) -> Iterator[str]:
    first = archive.infolist()[0]
    if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED or first.extra:
        yield "mimetype is not first and stored"
    manifest = etree.fromstring(members["META-INF/manifest.xml"])
    listed = {value(node, "full-path") for node in manifest.iter() if local(node) == "file-entry"}
    wanted = set(members) - {"mimetype", "META-INF/manifest.xml"}
    yield from (f"not in the manifest: {name}" for name in sorted(wanted - listed))
    yield from (f"in the manifest only: {name}" for name in sorted(listed - wanted) if not name.endswith("/"))
    roots = {name: etree.fromstring(data) for name, data in members.items() if name.endswith(".xml")}
    yield from _odt_references(roots, members)
    try:
        odfdo.Document(path).body.get_paragraphs()
    except Exception as error:  # whatever odfdo stumbles over  # noqa: BLE001
        yield f"odfdo: {type(error).__name__}"


def _odt_references(roots: dict[str, Element], members: dict[str, bytes]) -> Iterator[str]:
    """Styles and members that are referred to must be there, automatic styles must be unique within their file."""
    nodes = {name: list(root.iter()) for name, root in roots.items()}
    everything = [node for each in nodes.values() for node in each]
    known = {value(node, "name") for node in everything if local(node) in STYLES}
    for node in everything:
        href = value(node, "href")
        if local(node) in ("image", "object") and href and "://" not in href and not _is_member(href, members):
            yield f"{local(node)} leads to nothing"
        for key in ("style-name", "parent-style-name", "page-layout-name", "list-style-name"):
            if (name := value(node, key)) and name not in known and local(node) != "style":
                yield f"no style of {local(node)}"
    for name, found in nodes.items():
        styles = Counter((value(n, "family"), value(n, "name")) for n in found if local(n) == "style")
        yield from (f"{name}: a style comes {n} times" for n in styles.values() if n > 1)


STYLES = ("style", "list-style", "page-layout", "outline-style")


def _is_member(href: str, members: dict[str, bytes]) -> bool:
    target = href.removeprefix("./").rstrip("/")
    return any(name == target or name.startswith(f"{target}/") for name in members)
