"""What a PDF says outside its pages: properties, forms, structure, attachments, scripts — read here, left out later.

In: an opened document. Out: segments (all but the title dropped), and the list of what the rewrite leaves out.
"""

import html
import re
from bisect import bisect
from collections.abc import Iterator, Sequence

import pikepdf

from blinder.formats.base import Options
from blinder.formats.embedded import Inner, read_inner
from blinder.formats.pdf.objects import BROKEN, decoded, dict_of, list_of, text_of, tidy, walk
from blinder.types import Removal, Segment, SegmentKind, Unseen

INFO_PLACE = "document properties"
TITLE_ID = "info.Title"
XMP_TEXT = re.compile(r"<([\w:.-]+)[^<>]*>([^<>]+)<|(?<![\w:.-])([\w:.-]+)\s*=\s*(?:\"([^\"]+)\"|'([^']+)')")
XMP_PARENT = re.compile(r"<(?!rdf:)([\w-]+:[\w-]+)")
XMP_NOISE = re.compile(r"^(?:xmlns|rdf|x|pdfaid|pdfaExtension)\b|Date$|ID$|^xml:|http://ns\.adobe", re.IGNORECASE)
MAX_XMP = 2 * 2**20  # bytes
REPLACEMENTS = re.compile(rb"/(?:ActualText|Alt|E)\s*(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL)


def title_of(pdf: pikepdf.Pdf) -> str:
    """The document's title: Info's, else XMP's."""
    xmp = dict(reversed(list(_xmp_texts(pdf))))
    return tidy(text_of(dict_of(pdf.trailer.get("/Info")).get("/Title")) or xmp.get("title", ""))


def properties(pdf: pikepdf.Pdf) -> Iterator[Segment]:
    """Title, and as evidence all the rest of Info and XMP."""
    if title := title_of(pdf):
        yield Segment(TITLE_ID, SegmentKind.PROPERTY, INFO_PLACE, title, "Title")
    info = [(key[1:], text_of(value)) for key, value in sorted(dict_of(pdf.trailer.get("/Info")).items())]
    known = {title}
    for hint, raw in [*info, *_xmp_texts(pdf)]:
        text = tidy(raw)
        if text and text not in known and not re.match(r"D:\d{4}|/?(?:True|False|Unknown)$", text):
            known.add(text)
            number = f"info.{len(known)}"
            yield Segment(number, SegmentKind.PROPERTY, INFO_PLACE, text, _label(hint), dropped=True)


def form_fields(pdf: pikepdf.Pdf) -> Iterator[Segment]:
    """Values, defaults and choices of form fields, with the tooltip as hint; the page itself shows the values."""
    form = dict_of(pdf.Root.get("/AcroForm"))
    for at, field in enumerate(walk(form.get("/Fields"), ("/Kids",)), 1):
        tooltip, name = tidy(text_of(field.get("/TU"))), tidy(text_of(field.get("/T")))
        texts = [tooltip, *(part for key in ("/V", "/DV", "/Opt") for part in _strings(field.get(key)))]
        for number, text in enumerate(dict.fromkeys(filter(None, texts)), 1):
            hint = "" if text == tooltip else tooltip or name
            yield Segment(f"field.{at}.{number}", SegmentKind.FIELD, f"form field {at}", text, hint, dropped=True)
    for number, part in enumerate(_xfa_texts(form), 1):
        yield Segment(f"xfa.{number}", SegmentKind.FIELD, "form (XFA)", part, dropped=True)


def structure_texts(pdf: pikepdf.Pdf) -> Iterator[Segment]:
    """Texts of the structure tree other than alternative ones, and those of marked content: the rewrite drops them."""
    texts: dict[str, None] = {}
    for node in walk(pdf.Root.get("/StructTreeRoot"), ("/K",)):
        texts |= dict.fromkeys(tidy(text_of(node.get(key))) for key in ("/ActualText", "/E", "/T", "/Lang"))
    for found in (found for each in pdf.objects for found in _marked_texts(each)):
        texts[found] = None
    for number, text in enumerate((text for text in texts if len(text) > 1), 1):
        yield Segment(f"alt.{number}", SegmentKind.ALT_TEXT, f"alternative text {number}", text, dropped=True)


def inner_files(pdf: pikepdf.Pdf, options: Options) -> tuple[Inner, ...]:
    """The attached files that stay, blinded."""
    found = (
        read_inner(_attached(spec), f"attached file {at}", options) for at, spec in enumerate(_specifications(pdf), 1)
    )
    return tuple(each for each in found if each)


def attachments(pdf: pikepdf.Pdf) -> Iterator[Segment]:
    """Names and descriptions of attached files."""
    for number, spec in enumerate(_specifications(pdf), 1):
        text = tidy(" ".join(dict.fromkeys(text_of(spec.get(key)) for key in ("/UF", "/F", "/Desc"))))
        yield Segment(f"file.{number}", SegmentKind.EMBEDDED, f"attached file {number}", text, dropped=True)


def _specifications(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """What names an attached file: objects of their own, or within the name tree, an annotation, a list of files."""
    objects = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
    names = walk(dict_of(pdf.Root.get("/Names")).get("/EmbeddedFiles"), ("/Kids",))
    within = [each for node in names for each in list_of(node.get("/Names"))]
    within += [each["/FS"] for each in objects if "/FS" in each]
    within += [file for each in objects if "/AF" in each for file in list_of(each["/AF"])]
    direct = [each for each in within if isinstance(each, pikepdf.Dictionary) and not each.is_indirect]
    return [each for each in (*objects, *direct) if "/EF" in each]


def _attached(spec: pikepdf.Dictionary) -> bytes:
    stream = dict_of(spec["/EF"]).get("/F")
    try:
        return stream.read_bytes() if isinstance(stream, pikepdf.Stream) else b""
    except BROKEN:
        return b""


def removals(pdf: pikepdf.Pdf, inner: Sequence[Inner]) -> Iterator[Removal]:
    """What the rewrite leaves out of the document as a whole, and of the files in it."""
    root, info = pdf.Root, dict_of(pdf.trailer.get("/Info"))
    if set(info) - {"/Title"} or "/Metadata" in root:
        yield Removal(INFO_PLACE, "all properties but the title")
    for each in inner:
        yield from each.removals()
    for place in sorted(_places(pdf) - {each.place for each in inner}):
        yield Removal(place, "attached file")
    if dict_of(root.get("/AcroForm")).get("/Fields"):
        yield Removal("form", "form fields: their values stay as plain text")
    if "/OCProperties" in root:
        yield Removal("layers", "layers: all their text is visible now")
    if any(True for _ in structure_texts(pdf)):
        yield Removal("structure", "replacement texts and titles of tags")
    if any(isinstance(each, pikepdf.Dictionary) and "/JS" in each for each in pdf.objects):
        yield Removal("scripts", "JavaScript")


def _places(pdf: pikepdf.Pdf) -> set[str]:
    return {f"attached file {at}" for at in range(1, len(_specifications(pdf)) + 1)}


def unseen(pdf: pikepdf.Pdf, inner: Sequence[Inner]) -> Iterator[Unseen]:
    """A dynamic form shows what no page holds; a portfolio shows files instead of pages."""
    if pdf.Root.get("/NeedsRendering", False) is True:
        yield Unseen("form (XFA)", "dynamic form: its pages are not in the file")
    if "/Collection" in pdf.Root and len(inner) < len(_places(pdf)):
        yield Unseen("attached files", "portfolio: its files were not read")


def _label(hint: str) -> str:
    return {"creator": "Author", "Author": "Author"}.get(hint, hint)


def _xmp_texts(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """Local name and text of every element and attribute that holds words. No XML parser: no entity can bite."""
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return
    try:
        xml = decoded(stream.read_bytes())[:MAX_XMP]
    except BROKEN:
        return
    xml = re.sub(r"<[?!][^<>]*>", "", xml)
    parents = [(found.start(), found[1]) for found in XMP_PARENT.finditer(xml)]
    for found in XMP_TEXT.finditer(xml):
        name, text = found[1] or found[3], found[2] or found[4] or found[5]
        if name.startswith("rdf:"):
            at = bisect(parents, (found.start(), ""))
            name = parents[at - 1][1] if at else name
        if text.strip() and not XMP_NOISE.search(name):
            yield name.split(":")[-1], html.unescape(text)


def _strings(thing: object) -> list[str]:
    if isinstance(thing, pikepdf.Array):
        return [text for each in list_of(thing) for text in _strings(each)]
    return [tidy(text_of(thing))] if isinstance(thing, pikepdf.String | pikepdf.Stream) else []


def _xfa_texts(form: pikepdf.Dictionary) -> Iterator[str]:
    """Words between the tags of an XFA form's packets."""
    xfa = form.get("/XFA")
    for part in [xfa] if isinstance(xfa, pikepdf.Stream) else list_of(xfa):
        if isinstance(part, pikepdf.Stream):
            for words in re.findall(r">([^<>]+)<", text_of(part)[:MAX_XMP]):
                yield tidy(html.unescape(words))


def _marked_texts(thing: object) -> Iterator[str]:
    """ActualText, Alt and E written inside a content stream."""
    if not isinstance(thing, pikepdf.Stream) or thing.get("/Subtype") == "/Image" or "/Length1" in thing:
        return
    try:
        data = thing.read_bytes()
        for found in REPLACEMENTS.finditer(data) if b"/ActualText" in data or b"/Alt" in data else ():
            yield tidy(text_of(pikepdf.Object.parse(found[1])))
    except BROKEN:
        return
