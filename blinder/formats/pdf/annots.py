"""Annotations of a page: links and notes are taken out and rebuilt clean at the end; the rest becomes page content.

In: pikepdf pages, whose /Annots are cut down to what `bake` shall draw. Out: links, notes, segments, removals.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

import pikepdf

from blinder.formats.base import Options
from blinder.formats.pdf.glyphs import Glyph
from blinder.formats.pdf.objects import Box, Target, Targets, box_of, dict_of, list_of, text_of, tidy
from blinder.formats.pdf.sheets import WIDE
from blinder.types import Removal, Segment, SegmentKind

DRAWN = frozenset(
    f"/{kind}"
    for kind in (
        *("FreeText", "Stamp", "Watermark", "Widget", "Ink", "Line", "Square", "Circle", "Polygon", "PolyLine"),
        *("Highlight", "Underline", "Squiggly", "StrikeOut", "Caret"),
    )
)
HIDDEN = 0x02 | 0x20  # flags Hidden and NoView


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it will be rebuilt. `id` is its segment's, "" for an internal one."""

    page: int
    box: Box
    uri: str = field(repr=False)
    target: Target | None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A comment that the user keeps; `id` is its segment's."""

    page: int
    box: Box
    id: str


@dataclass
class Marks:
    """All annotations of a document."""

    links: list[Link] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)


def take_annotations(pdf: pikepdf.Pdf, options: Options) -> Marks:
    """Cut every page's /Annots down to what can be drawn, and return all the rest."""
    marks, targets = Marks(), Targets(pdf)
    for page_at, page in enumerate(pdf.pages):
        drawn = []
        for at, annot in enumerate(each for each in list_of(page.obj.get("/Annots")) if _is_dict(each)):
            if annot.get("/Subtype") == "/Link":
                _take_link(annot, page_at, at, targets, marks)
                continue
            _take_words(annot, page_at, at, options, marks)
            if str(annot.get("/Subtype")) in DRAWN and not _flags(annot) & HIDDEN:
                drawn.append(annot)
            elif annot.get("/Subtype") != "/Popup":
                marks.removals.append(Removal(f"p. {page_at + 1}", _kind(annot)))
        if "/Annots" in page.obj:
            page.obj["/Annots"] = pikepdf.Array(drawn)
    return marks


def cut_links(marks: Marks, page: int, gone: Sequence[Sequence[Glyph]]) -> list[Removal]:
    """Drop the web links of a page (from 0) that lie on a name: the page that a name leads to may tell who it is."""
    middles = [
        ((x0 + x1) / 2 - WIDE, WIDE - (y0 + y1) / 2) for name in gone for x0, y0, x1, y1 in (each.box for each in name)
    ]

    def is_cut(link: Link) -> bool:
        x0, y0, x1, y1 = link.box
        return bool(link.uri) and link.page == page and any(x0 < x < x1 and y0 < y < y1 for x, y in middles)

    stay = [link for link in marks.links if not is_cut(link)]
    count, marks.links = len(marks.links) - len(stay), stay
    return [Removal(f"p. {page + 1}", "link on a name", count)] if count else []


def _take_link(annot: pikepdf.Dictionary, page: int, at: int, targets: Targets, marks: Marks) -> None:
    """A web link becomes a segment; a link inside the document stays; one to another file or program goes."""
    place, box, action = f"p. {page + 1}, link {at + 1}", box_of(annot.get("/Rect")), dict_of(annot.get("/A"))
    target = targets.find(annot.get("/Dest", action.get("/D") if action.get("/S") == "/GoTo" else None))
    uri = text_of(action.get("/URI")) if action.get("/S") == "/URI" else ""
    number = f"p{page + 1}.link{at + 1}"
    if box and uri:
        marks.links.append(Link(page, box, uri, None, number))
        marks.segments.append(Segment(number, SegmentKind.LINK, place, unquote(uri)))
    elif box and target:
        marks.links.append(Link(page, box, "", target))
    else:
        marks.removals.append(Removal(f"p. {page + 1}", "link to another file"))
        _add_evidence(marks, SegmentKind.LINK, number, place, " ".join(_file_names(action)))
    _add_evidence(marks, SegmentKind.ALT_TEXT, f"{number}.text", place, text_of(annot.get("/Contents")))


def _take_words(annot: pikepdf.Dictionary, page: int, at: int, options: Options, marks: Marks) -> None:
    """Contents, subject and author of any other annotation."""
    place, number = f"p. {page + 1}, annotation {at + 1}", f"p{page + 1}.note{at + 1}"
    if author := tidy(text_of(annot.get("/T"))) if annot.get("/Subtype") != "/Widget" else "":
        segment = Segment(f"{number}.by", SegmentKind.PROPERTY, place, author, "Author", dropped=True)
        marks.segments.append(segment)
    box, text = box_of(annot.get("/Rect")), text_of(annot.get("/Contents"))
    keeps = options.keep_comments and bool(box) and str(annot.get("/Subtype")) not in ("/FreeText", "/Widget", "/Popup")
    if text:
        marks.segments.append(Segment(number, SegmentKind.COMMENT, place, text, dropped=not keeps))
        if keeps and box:
            marks.notes.append(Note(page, box, number))
        elif str(annot.get("/Subtype")) in DRAWN - {"/FreeText", "/Widget"}:
            marks.removals.append(Removal(place, "comment behind a mark"))
    _add_evidence(marks, SegmentKind.COMMENT, f"{number}.subject", place, text_of(annot.get("/Subj")))


def _add_evidence(marks: Marks, kind: SegmentKind, number: str, place: str, text: str) -> None:
    if text:
        marks.segments.append(Segment(number, kind, place, text, dropped=True))


def _file_names(action: pikepdf.Dictionary) -> Iterator[str]:
    for key in ("/F", "/UF", "/D", "/URI"):
        thing = action.get(key)
        yield from (
            [text_of(dict_of(thing).get(name)) for name in ("/F", "/UF")] if _is_dict(thing) else [text_of(thing)]
        )


def _is_dict(thing: object) -> bool:
    return isinstance(thing, pikepdf.Dictionary)


def _flags(annot: pikepdf.Dictionary) -> int:
    flags = annot.get("/F", 0)
    return int(flags) if isinstance(flags, int) else 0


def _kind(annot: pikepdf.Dictionary) -> str:
    return {"/Text": "sticky note", "/FileAttachment": "attached file"}.get(str(annot.get("/Subtype")), "annotation")
