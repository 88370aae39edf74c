"""What `benchmarks/verify.py` plants: one function per kind of leftover, which writes one name into one clean file.

Word and OpenDocument are edited as XML, PDFs with PyMuPDF and pikepdf; blinder's own readers and writers are not used.
"""

import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
import pymupdf
from PIL import Image, ImageDraw, ImageFont

Ways = Mapping[str, str]  # how the name is written, by the way: first, last, full, glued, …
Plant = Callable[[bytes, Ways], bytes]  # clean file → file with a leftover

SENTENCE = "On Friday {full} shared the new schedule with the group."
TEXTS = {
    "text": SENTENCE,
    "surname with a title": "On Friday Ms. {last} shared the new schedule with the group.",
    "first name": "On Friday {first} shared the new schedule with the group and thanked everybody.",
    "list": "Present: {full}, {other}",
    "mail address": "Write to {mail} before Friday.",
    "title before a label": "Later Ms. {label} shared the new schedule with the group.",
    "name in brackets after a label": "{label} ({first}) shared the new schedule with the group.",
    "label in brackets after a name": "{first} ({label}) shared the new schedule with the group.",
    "name after a label's word": "Teacher {last} shared the new schedule with the group.",
    "alias of a label": "{label}, also called {first}, shared the new schedule.",
    "initials beside a label": "{label} ({initials}) shared the new schedule with the group.",
    "somebody speaks without a label": "{label} said it was time. {first} added that the schedule helps.",
    "label in small letters": "Later Teacher q shared the new schedule with the group.",
    "label with two letters": "Later School XX shared its new schedule with the group.",
    "letter of another role": "Later {wrong} shared the new schedule with the group.",
    "asterisk": "{first}* shared the new schedule with the group.",
    "pseudonyms": "All names in this report are pseudonyms. {first} shared the new schedule.",
}
TO_ASCII = str.maketrans("áàâãäåéèêëíìîïóòôõöúùûüçñý", "aaaaaaeeeeiiiiooooouuuucny")


def ways_of(first: str, last: str, other: str, label: str) -> dict[str, str]:
    """How a person's name is written; `label` stands in the clean file already."""
    plain = re.sub(r"[^a-z]", "", last.lower().translate(TO_ASCII)) or "quandt"
    ways = {"first": first, "last": last, "full": f"{first} {last}", "other": other, "label": label, "plain": plain}
    ways |= {"initials": f"{first[0]}.{last[0]}.", "mail": f"{plain}@ps.example", "wrong": f"Nurse {label[-1]}"}
    ways["glued"] = re.sub(r"\W", "", first.title() + last.title())
    return ways | {"sentence": SENTENCE.format(**ways)}


# ── Word and OpenDocument ──────────────────────────────────────────────────────────────────────────────────────────


def _repack(clean: bytes, edit: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(clean)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    edit(parts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in parts.items():
            archive.writestr(zipfile.ZipInfo(member, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _fill(xml: str, name: Ways) -> bytes:
    return xml.format(**{way: escape(text, {'"': "&quot;"}) for way, text in name.items()}).encode()


def _insert(member: str, before: str, xml: str) -> Plant:
    """XML before the last `before` of the first member whose name matches."""

    def plant(clean: bytes, name: Ways) -> bytes:
        def edit(parts: dict[str, bytes]) -> None:
            found = next(each for each in parts if re.fullmatch(member, each))
            at = parts[found].rindex(before.encode())
            parts[found] = parts[found][:at] + _fill(xml, name) + parts[found][at:]

        return _repack(clean, edit)

    return plant


def _part(member: str, make: Callable[[Ways], bytes], kind: str = "customXml") -> Plant:
    """A Word file's new part, and the relationship that leads to it."""
    link = _related(kind, f'Target="/{member}"')
    return lambda clean, name: _repack(
        link(clean, name), lambda parts: parts.update({member.format(**name): make(name)})
    )


def _related(kind: str, target: str) -> Plant:
    head = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    xml = f'<Relationship Id="rIdPlanted" Type="{head}/{kind}" {target}/>'
    return _insert(r"word/_rels/document\.xml\.rels", "</Relationships>", xml)


def _core(xml: str) -> Plant:
    spaces = (
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    filled = f"<cp:coreProperties {spaces}>{xml}</cp:coreProperties>"
    return lambda clean, name: _repack(clean, lambda parts: parts.update({"docProps/core.xml": _fill(filled, name)}))


def _body(xml: str) -> Plant:
    return _insert(r"word/document\.xml", "<w:sectPr", xml)


def _text(text: str, marks: str = "") -> str:
    return f'<w:p><w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _story(root: str, xml: str) -> Callable[[Ways], bytes]:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return lambda name: _fill(f'<w:{root} xmlns:w="{space}">{xml}</w:{root}>', name)


def _link(target: str) -> Plant:
    return _related("hyperlink", f'TargetMode="External" Target="{target}"')


def picture(text: str) -> bytes:
    """A screenshot of one line."""
    image, stream = Image.new("RGB", (900, 160), "white"), io.BytesIO()
    ImageDraw.Draw(image).text((30, 50), text, fill="black", font=ImageFont.load_default(44))
    image.save(stream, "png")
    return stream.getvalue()


def _photo_by(name: Ways) -> bytes:
    stream, exif = io.BytesIO(), Image.Exif()
    exif[0x013B] = name["full"]
    Image.new("RGB", (20, 20), "white").save(stream, "jpeg", exif=exif)
    return stream.getvalue()


DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
CELLS = "".join(
    f"<w:tr><w:tc>{_text(a)}</w:tc><w:tc>{_text(b)}</w:tc></w:tr>" for a, b in (("Name", "Score"), ("{full}", "412"))
)
HALVES = '<w:p><w:r><w:t>{first}</w:t></w:r><w:proofErr/><w:r><w:t xml:space="preserve"> {last} came.</w:t></w:r></w:p>'
COMMENT = '<w:comment w:id="9" w:author="{}">{}</w:comment>'
DOCX: dict[str, Plant] = {
    **{kind: _body(_text(text)) for kind, text in TEXTS.items()},
    "header": _insert(r"word/header\d\.xml", "</w:hdr>", _text("{full}, grade 6")),
    "footnote": _part("word/footnotes9.xml", _story("footnotes", f"<w:footnote>{_text('{sentence}')}</w:footnote>")),
    "table": _body(f"<w:tbl>{CELLS}</w:tbl>"),
    "split over runs": _body(HALVES),
    "comment": _part("word/comments9.xml", _story("comments", COMMENT.format("Author 1", _text("{sentence}")))),
    "author of a comment": _part("word/comments9.xml", _story("comments", COMMENT.format("{full}", _text("Yes.")))),
    "deleted text": _body('<w:p><w:del w:author="Author 1"><w:r><w:delText>{sentence}</w:delText></w:r></w:del></w:p>'),
    "author of a change": _body('<w:p><w:ins w:author="{full}"><w:r><w:t>Yes.</w:t></w:r></w:ins></w:p>'),
    "creator": _core("<dc:creator>{full}</dc:creator>"),
    "title": _core("<dc:title>Report of {full}</dc:title>"),
    "keywords": _core("<cp:keywords>{last}</cp:keywords>"),
    "alt text": _body(f'<w:p><wp:docPr xmlns:wp="{DRAWING}" id="99" name="Object" descr="Photo of {{full}}"/></w:p>'),
    "text box": _body(f"<w:p><w:r><w:pict><w:txbxContent>{_text('{sentence}')}</w:txbxContent></w:pict></w:r></w:p>"),
    "mail link": _link("mailto:{mail}"),
    "link to a school": _link("https://www.{plain}publicschools.org/staff"),
    "link to a shared document": _link("https://docs.google.com/document/d/1a2b3c"),
    "field": _body("<w:p><w:r><w:instrText> AUTHOR {full} </w:instrText></w:r></w:p>"),
    "hidden text": _body(_text("{sentence}", "<w:vanish/>")),
    "white text": _body(_text("{sentence}", '<w:color w:val="FFFFFF"/>')),
    "tiny text": _body(_text("{sentence}", '<w:sz w:val="2"/>')),
    "black highlight": _body(_text("{sentence}", '<w:highlight w:val="black"/>')),
    "black shading": _body(_text("{sentence}", '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>')),
    "bookmark": _body('<w:p><w:bookmarkStart w:id="99" w:name="{glued}"/></w:p>'),
    "style name": _insert(r"word/styles\.xml", "</w:styles>", '<w:style><w:name w:val="{full}"/></w:style>'),
    "name of a part": _part("word/media/{glued}.png", lambda name: picture(""), "image"),
    "document variable": _insert(r"word/settings\.xml", "</w:settings>", '<w:docVar w:name="a" w:val="{full}"/>'),
    "XML comment": _body("<!-- from {full} -->"),
    "processing instruction": _body("<?note {full}?>"),
    "custom XML": _part("customXml/item9.xml", lambda name: _fill("<root><a>{full}</a></root>", name)),
    "trailing bytes": lambda clean, name: clean + f" by {name['full']}".encode(),
    "EXIF": _part("word/media/image9.jpg", _photo_by, "image"),
    "pixels": _part("word/media/image9.png", lambda name: picture(f"Class of {name['full']}"), "image"),
}  # fmt: skip


def _odt(xml: str) -> Plant:
    return _insert(r"content\.xml", "</office:text>", xml)


WHITE = '<style:style style:name="W9" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>'
PAGE = "<style:master-page><style:header><text:p>{full}, grade 6</text:p></style:header></style:master-page>"
ODT: dict[str, Plant] = {
    **{kind: _odt(f"<text:p>{text}</text:p>") for kind, text in TEXTS.items()},
    "header": _insert(r"styles\.xml", "</office:master-styles>", PAGE),
    "comment": _odt("<text:p><office:annotation><text:p>{sentence}</text:p></office:annotation></text:p>"),
    "deleted text": _odt("<text:tracked-changes><text:p>{sentence}</text:p></text:tracked-changes>"),
    "creator": _insert(r"meta\.xml", "</office:meta>", "<meta:initial-creator>{full}</meta:initial-creator>"),
    "property": _insert(r"meta\.xml", "</office:meta>", '<meta:user-defined meta:name="a">{full}</meta:user-defined>'),
    "alt text": _odt("<text:p><draw:frame><svg:desc>Photo of {full}</svg:desc></draw:frame></text:p>"),
    "mail link": _odt('<text:p><text:a xlink:href="mailto:{mail}">write</text:a></text:p>'),
    "escaped link": _odt('<text:p><text:a xlink:href="https://x.example/%51{plain}">write</text:a></text:p>'),
    "hidden text": _odt('<text:p><text:hidden-text text:string-value="{sentence}"/></text:p>'),
    "white text": _insert(r"content\.xml", "</office:automatic-styles>", WHITE),
    "bookmark": _odt('<text:p><text:bookmark text:name="{glued}"/></text:p>'),
    "XML comment": _odt("<!-- by {full} -->"),
    "processing instruction": _odt("<?note {full}?>"),
}  # fmt: skip


# ── PDF ────────────────────────────────────────────────────────────────────────────────────────────────────────────

AT, BOX = (72, 200), pymupdf.Rect(60, 185, 560, 206)
WIDE = pymupdf.Rect(60, 125, 560, 266)
Draw = Callable[[pymupdf.Document, pymupdf.Page, str], object]


def _page(draw: Draw) -> Plant:
    """Something on a new last page."""

    def plant(clean: bytes, name: Ways) -> bytes:
        document = pymupdf.open(stream=clean)
        draw(document, document.new_page(), name["sentence"])
        data: bytes = document.tobytes()
        return data

    return plant


def _under(cover: Callable[[pymupdf.Page], object]) -> Plant:
    """A sentence, and what lies over it."""
    return _page(lambda document, page, text: (page.insert_text(AT, text), cover(page)))


def _touch(edit: Callable[[pikepdf.Pdf, Ways], object]) -> Plant:
    """Something in the objects."""

    def plant(clean: bytes, name: Ways) -> bytes:
        stream = io.BytesIO()
        with pikepdf.open(io.BytesIO(clean)) as pdf:
            edit(pdf, name)
            pdf.save(stream)
        return stream.getvalue()

    return plant


def _root(key: str, make: Callable[[pikepdf.Pdf, Ways], object]) -> Plant:
    return _touch(lambda pdf, name: pdf.Root.__setitem__(key, make(pdf, name)))


def _info(key: str, text: str) -> Plant:
    return _touch(lambda pdf, name: pdf.trailer.__setitem__("/Info", pikepdf.Dictionary({key: text.format(**name)})))


def _painted() -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").save(stream, "png")
    return stream.getvalue()


def _blacken(page: pymupdf.Page) -> None:
    mark = page.add_highlight_annot(BOX)
    mark.set_colors(stroke=(0, 0, 0))
    mark.update()


def _earlier(clean: bytes, name: Ways) -> bytes:
    """The page with the sentence is deleted, and saved behind what was there."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(PDF["text"](clean, name))
        document = pymupdf.open(path)
        document.delete_page(len(document) - 1)
        document.saveIncr()
        return path.read_bytes()


def _drawn_letters(page: pymupdf.Page, text: str) -> None:
    """Letters as shapes: there is no text on the page at all."""
    inner = pymupdf.open()
    inner.new_page().insert_text(AT, text, fontsize=14)
    shapes = pymupdf.open(
        "pdf", pymupdf.open("svg", inner[0].get_svg_image(text_as_path=True).encode()).convert_to_pdf()
    )
    page.show_pdf_page(page.rect, shapes)


INLINE = "q BI /W 1 /H 1 /CS /G /BPC 8 /{glued} true ID x EI Q"
MAIL = {"kind": 2, "from": pymupdf.Rect(1, 1, 9, 9), "uri": "mailto:quandt@ps.example"}
PDF: dict[str, Plant] = {
    "text": _page(lambda d, p, t: p.insert_text(AT, t)),
    "rotated": _page(lambda d, p, t: p.insert_text((300, 600), t, rotate=90)),
    "white text": _page(lambda d, p, t: p.insert_text(AT, t, color=(1, 1, 1))),
    "invisible text": _page(lambda d, p, t: p.insert_text(AT, t, render_mode=3)),
    "tiny text": _page(lambda d, p, t: p.insert_text(AT, t, fontsize=0.8)),
    "off the page": _page(lambda d, p, t: p.insert_text((-900, 200), t)),
    "cropped": _page(lambda d, p, t: (p.insert_text((72, 700), t), p.set_cropbox(pymupdf.Rect(0, 0, 500, 300)))),
    "hidden layer": _page(lambda d, p, t: p.insert_text(AT, t, oc=d.add_ocg("Layer 1", on=False))),
    "under a dark box": _under(lambda p: p.draw_rect(BOX, fill=(0, 0, 0))),
    "under a white box": _under(lambda p: p.draw_rect(BOX, fill=(1, 1, 1), color=(1, 1, 1))),
    "under a picture": _under(lambda p: p.insert_image(BOX, stream=_painted(), keep_proportion=False)),
    "under a thick line": _under(lambda p: p.draw_line((60, 196), (560, 196), width=16)),
    "under a highlight": _under(_blacken),
    "unapplied redaction": _under(lambda p: p.add_redact_annot(BOX)),
    "annotation": _page(lambda d, p, t: p.add_text_annot(AT, t)),
    "outline": _page(lambda d, p, t: d.set_toc([[1, t, 1]])),
    "attachment": _page(lambda d, p, t: d.embfile_add("x", t.encode(), filename="x.txt")),
    "pixels": _page(lambda d, p, t: p.insert_image(WIDE, stream=picture(t[:34]))),
    "letters as shapes": _page(lambda d, p, t: _drawn_letters(p, t)),
    "mail link": _page(lambda d, p, t: p.insert_link(MAIL)),
    "author": _info("/Author", "{full}"),
    "title": _info("/Title", "Report of {full}"),
    "structure text": _root("/StructTreeRoot", lambda pdf, n: pikepdf.Dictionary(Alt=f"Photo of {n['full']}")),
    "page label": _root("/PageLabels", lambda pdf, n: pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(P=n["full"])])),
    "XMP": _root("/Metadata", lambda pdf, n: pdf.make_stream(_fill("<x>{full}</x>", n))),
    "content comment": _touch(lambda pdf, n: pdf.pages[0].contents_add(f"% by {n['full']}\n".encode())),
    "key of an inline picture": _touch(lambda pdf, n: pdf.pages[0].contents_add(INLINE.format(**n).encode())),
    "form value": _root("/AcroForm", lambda pdf, n: pikepdf.Dictionary(Fields=[pikepdf.Dictionary(V=n["full"])])),
    "earlier revision": _earlier,
}  # fmt: skip

KINDS: dict[str, dict[str, Plant]] = {".docx": DOCX, ".odt": ODT, ".pdf": PDF}
