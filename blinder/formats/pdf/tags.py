"""Accessibility tags: the structure tree, read before the pages are taken apart and built anew around what is left.

What a person hears stays: kinds, order, spans of table cells, language; alternative texts as segments. Names that
nobody hears (ids, titles, classes, kinds of the author's own) do not; nor do replacement texts: the page is read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from blinder.formats.pdf.objects import MAX_NODES, dict_of, list_of, text_of, tidy
from blinder.types import Segment, SegmentKind

KINDS = frozenset(  # ISO 32000-1, 14.8.4
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table"
    " TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure"
    " Formula Form".split()
)
OTHER = "NonStruct"
LANGUAGE = re.compile(r"[a-z]{2}(?:-[a-z]{2})?", re.IGNORECASE)
WORDS = {  # attribute → its values, where they are words
    "/Scope": ("/Row", "/Column", "/Both"),
    "/ListNumbering": ("/None", "/Disc", "/Circle", "/Square", "/Decimal", "/UpperRoman", "/LowerRoman", "/UpperAlpha",
                       "/LowerAlpha"),
}  # fmt: skip
NUMBERS = ("/RowSpan", "/ColSpan")
MAX_LEVEL = 100
MAX_SPAN = 1_000
Mark = tuple[int, int]  # page, from 0, and number of the marked content on it


@dataclass(slots=True)
class Tag:
    """One element of the tree. `attributes`: of a table's cell or a list."""

    kind: str
    id: str = ""
    alt: str = field(default="", repr=False)
    language: str = ""
    attributes: dict[str, str | int] = field(default_factory=dict)
    kids: "list[Tag | Mark]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tags:
    """A document's tree, its language, and whether its window shows the title."""

    roots: list[Tag]
    language: str
    shows_title: bool

    def all(self) -> Iterator[Tag]:
        """Every tag in reading order."""
        waiting: list[Tag | Mark] = list(reversed(self.roots))
        while waiting:
            tag = waiting.pop()
            if isinstance(tag, Tag):
                yield tag
                waiting += reversed(tag.kids)

    def segments(self) -> Iterator[Segment]:
        """The alternative texts, which stay."""
        for number, tag in enumerate((tag for tag in self.all() if tag.alt), 1):
            tag.id = f"tag.{number}"
            yield Segment(tag.id, SegmentKind.ALT_TEXT, f"alternative text {number}", tag.alt)


def read_tags(pdf: pikepdf.Pdf) -> Tags:
    """The tree of a document; one without has no roots."""
    preferences = dict_of(pdf.Root.get("/ViewerPreferences"))
    roots = _Reader(pdf).kids(dict_of(pdf.Root.get("/StructTreeRoot")).get("/K"), None, 0)
    tags = [tag for tag in roots if isinstance(tag, Tag)]
    return Tags(tags, _language(pdf.Root), preferences.get("/DisplayDocTitle", False) is True)


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._roles = dict_of(dict_of(pdf.Root.get("/StructTreeRoot")).get("/RoleMap"))
        self._seen: set[tuple[int, int]] = set()
        self._left = MAX_NODES

    def kids(self, thing: Any, page: int | None, level: int) -> list[Tag | Mark]:
        """What one `/K` leads to: elements and marked content, the latter on `page` unless it says otherwise."""
        found: list[Tag | Mark] = []
        for each in list_of(thing) or [thing]:
            self._left -= 1
            if self._left < 0 or level > MAX_LEVEL:
                break
            if isinstance(each, int) and not isinstance(each, bool) and page is not None:
                found.append((page, each))
            elif isinstance(each, pikepdf.Dictionary):
                found += self._one(each, page, level)
        return found

    def _one(self, node: pikepdf.Dictionary, page: int | None, level: int) -> list[Tag | Mark]:
        page = self._pages.get(node["/Pg"].objgen) if isinstance(node.get("/Pg"), pikepdf.Dictionary) else page
        if "/S" in node:
            return [self._tag(node, page, level)] if self._is_new(node) else []
        mark = node.get("/MCID")
        return [(page, mark)] if isinstance(mark, int) and page is not None and "/Stm" not in node else []

    def _tag(self, node: pikepdf.Dictionary, page: int | None, level: int) -> Tag:
        return Tag(
            self._kind(str(node["/S"])[1:]),
            alt=tidy(text_of(node.get("/Alt"))),
            language=_language(node),
            attributes=_attributes(node.get("/A")),
            kids=self.kids(node.get("/K"), page, level + 1),
        )

    def _kind(self, name: str) -> str:
        for _ in range(5):
            if name in KINDS:
                return name
            name = text_of(self._roles.get(f"/{name}")) or OTHER
        return OTHER

    def _is_new(self, node: pikepdf.Dictionary) -> bool:
        new = not node.is_indirect or node.objgen not in self._seen
        self._seen.add(node.objgen)
        return new


def _language(owner: Any) -> str:
    text = text_of(owner.get("/Lang"))
    return text if LANGUAGE.fullmatch(text) else ""


def _attributes(thing: Any) -> dict[str, str | int]:
    found: dict[str, str | int] = {}
    for owner in list_of(thing) or [thing]:
        for key, value in dict_of(owner).items():
            if key in NUMBERS and isinstance(value, int) and 0 < value <= MAX_SPAN:
                found[key] = value
            elif str(value) in WORDS.get(key, ()):
                found[key] = str(value)
    return found


def write_tags(pdf: pikepdf.Pdf, tags: Tags, alts: Mapping[str, str]) -> None:
    """Build the tree around the marked content that the pages still have. `alts`: blinded alternative texts by id."""
    if tags.language:
        pdf.Root["/Lang"] = pikepdf.String(tags.language)
    if tags.shows_title:
        pdf.Root["/ViewerPreferences"] = pikepdf.Dictionary(DisplayDocTitle=True)
    if not tags.roots:
        return
    root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    writer = _Writer(pdf, alts)
    root["/K"] = pikepdf.Array([writer.element(tag, root) for tag in tags.roots])
    root["/ParentTree"] = pdf.make_indirect(pikepdf.Dictionary(Nums=writer.parents()))
    pdf.Root["/StructTreeRoot"] = root
    pdf.Root["/MarkInfo"] = pikepdf.Dictionary(Marked=True)


class _Writer:
    def __init__(self, pdf: pikepdf.Pdf, alts: Mapping[str, str]) -> None:
        self._pdf, self._alts = pdf, alts
        self._marks = [marks_of(page.obj) for page in pdf.pages]
        self._owners: dict[int, dict[int, pikepdf.Object]] = {}

    def element(self, tag: Tag, parent: pikepdf.Object) -> pikepdf.Object:
        """The element of a tag, with all below it."""
        node = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{tag.kind}"), P=parent)
        here = self._pdf.make_indirect(node)
        if tag.alt:
            here["/Alt"] = pikepdf.String(self._alts.get(tag.id, ""))
        if tag.language:
            here["/Lang"] = pikepdf.String(tag.language)
        if tag.attributes:
            here["/A"] = _owner(tag.attributes)
        kids = [kid for each in tag.kids for kid in self._kid(each, here)]
        if kids:
            here["/K"] = pikepdf.Array(kids)
        return here

    def _kid(self, kid: Tag | Mark, parent: pikepdf.Object) -> list[Any]:
        if isinstance(kid, Tag):
            return [self.element(kid, parent)]
        page, mark = kid
        if mark not in self._marks[page] or mark in self._owners.get(page, {}):
            return []
        self._owners.setdefault(page, {})[mark] = parent
        return [pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=self._pdf.pages[page].obj, MCID=mark)]

    def parents(self) -> pikepdf.Array:
        """The way back, per page: which element each of its marked contents belongs to."""
        rows: list[Any] = []
        for page, owners in sorted(self._owners.items()):
            self._pdf.pages[page].obj["/StructParents"] = page
            row = [owners.get(mark, pikepdf.Object.parse(b"null")) for mark in range(max(owners) + 1)]
            rows += [page, self._pdf.make_indirect(pikepdf.Array(row))]
        return pikepdf.Array(rows)


def marks_of(page: Any) -> frozenset[int]:
    """The numbers of the marked contents of a page that was cleaned."""
    content = page.get("/Contents")
    data = content.read_bytes() if isinstance(content, pikepdf.Stream) else b""
    return frozenset(int(found) for found in re.findall(rb"<<\s*/MCID (\d{1,6})\s*>>\s*BDC", data))


def _owner(attributes: Mapping[str, str | int]) -> pikepdf.Dictionary:
    kind = pikepdf.Name.List if "/ListNumbering" in attributes else pikepdf.Name.Table
    values = {key: pikepdf.Name(value) if isinstance(value, str) else value for key, value in attributes.items()}
    return pikepdf.Dictionary({"/O": kind, **values})
