"""Write one source as .docx, with its names in every hidden place that its plants and inline signs ask for.

In: a `Source` and a `Look`. Out: bytes of a .docx; the same bytes every time. python-docx lays the document out, lxml
adds what python-docx does not know: changes, footnotes, text boxes, content controls, bookmarks, properties.
"""

# ruff: noqa: E501 (XML reads best unbroken)
from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from source import Block, Inline, Source, inlines, plain

WHEN = datetime(2025, 5, 2, 16, 40, tzinfo=UTC)
STAMP = "2025-04-10T21:14:00Z"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "application/vnd.openxmlformats-officedocument"
HEAD_LINES = ("TO:", "CC:", "FROM:", "DATE:", "RE:", "REPORT TO:")


@dataclass(frozen=True, slots=True)
class Look:
    """How one document looks: typeface, size in points, margins in inches, colour of headings."""

    font: str = "Times New Roman"
    size_pt: float = 11
    margin_in: float = 1.0
    colour: tuple[int, int, int] = (0x1F, 0x3A, 0x5F)


def write_docx(source: Source, look: Look, logo: bytes) -> bytes:
    """The whole document as bytes. `logo` is the PNG that an IMAGE block shows."""
    writer = Writer(source, look, logo)
    for block in source.blocks:
        writer.add(block)
    writer.finish()
    buffer = io.BytesIO()
    writer.document.save(buffer)
    return settle_zip(buffer.getvalue())


class Writer:
    """One document being written; it only holds what the next block needs to know."""

    def __init__(self, source: Source, look: Look, logo: bytes) -> None:
        self.source, self.look, self.logo = source, look, logo
        self.document: Any = docx.Document()
        self.notes: list[str] = []
        self.next_id = 100
        self.heading = ""
        self.dress()

    def number(self) -> int:
        """A fresh id for a change, bookmark, control or drawing."""
        self.next_id += 1
        return self.next_id

    def dress(self) -> None:
        """Styles, margins, headers and footers."""
        styles, look = self.document.styles, self.look
        for name, size, before, after in (
            ("Normal", look.size_pt, 0, 4), ("Title", look.size_pt + 5, 0, 6),
            ("Heading 1", look.size_pt + 1.5, 7, 2), ("List Bullet", look.size_pt, 0, 2),
        ):  # fmt: skip
            style = styles[name]
            style.font.name, style.font.size = look.font, Pt(size)
            for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
                style.element.get_or_add_rPr().get_or_add_rFonts().set(qn(f"w:{kind}"), look.font)
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
            style.paragraph_format.line_spacing = 1.0
            if name in ("Title", "Heading 1"):
                style.font.color.rgb = RGBColor(*look.colour)
        section = self.document.sections[0]
        section.page_width, section.page_height = Inches(8.5), Inches(11)
        section.left_margin = section.right_margin = Inches(look.margin_in)
        section.top_margin = section.bottom_margin = Inches(look.margin_in)
        section.header.paragraphs[0].text = self.source.plain("HEADER")
        section.footer.paragraphs[0].text = self.source.plain("FOOTER")
        if self.source.plain("HEADER-FIRST"):
            section.different_first_page_header_footer = True
            section.first_page_header.paragraphs[0].text = self.source.plain("HEADER-FIRST")
            section.first_page_footer.paragraphs[0].text = self.source.plain("FOOTER")
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            for run in (run for paragraph in part.paragraphs for run in paragraph.runs):
                run.font.size, run.font.name = Pt(8.5), self.look.font

    def add(self, block: Block) -> None:
        """Write one block."""
        adders = {"table": self.add_table, "image": self.add_image, "box": self.add_box}
        adders |= {"control": self.add_control, "dropdown": self.add_dropdown, "check": self.add_check}
        if block.kind in adders:
            adders[block.kind](block)
            return
        style = {"title": "Title", "heading": "Heading 1", "bullet": "List Bullet"}.get(block.kind)
        paragraph = self.document.add_paragraph(style=style)
        text = plain(block.text)
        if block.kind == "heading":
            self.heading = text
        label = next((line for line in HEAD_LINES if text.startswith(line)), "")
        if label:
            paragraph.add_run(label + "\t").bold = True
            paragraph.paragraph_format.tab_stops.add_tab_stop(Inches(1.25 if label == "REPORT TO:" else 0.8))
        hidden = self.source.plant("hidden").get(self.heading, "") if block.kind == "paragraph" else ""
        if hidden and not any(hidden in p.text for p in self.document.paragraphs):
            paragraph.add_run(hidden + " ").font.hidden = True
        self.add_inlines(paragraph, inlines(block.text.replace(label, "", 1).lstrip() if label else block.text))
        self.add_bookmark(paragraph, text)

    def add_inlines(self, paragraph: Any, stretches: Iterable[Inline]) -> None:
        """Runs, links, notes, changes and comments of one paragraph, in order."""
        for stretch in stretches:
            if stretch.kind in ("text", "bold", "italic"):
                run = paragraph.add_run()
                for at, piece in enumerate(stretch.text.split("\u00ad")):
                    if at:
                        run._r.append(parse_xml(f"<w:softHyphen {W}/>"))
                    run.add_text(piece)
                run.bold, run.italic = stretch.kind == "bold" or None, stretch.kind == "italic" or None
            elif stretch.kind == "comment":
                self.add_comment(paragraph, stretch)
            elif stretch.kind == "link":
                self.add_link(paragraph, stretch)
            elif stretch.kind == "note":
                self.notes.append(stretch.text)
                number = len(self.notes) + 1
                mark = f'<w:r {W}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
                paragraph._p.append(parse_xml(mark))
            else:
                tag, text = ("ins", "t") if stretch.kind == "insert" else ("del", "delText")
                change = (
                    f'<w:{tag} {W} w:id="{self.number()}" w:author={quoteattr(stretch.who)} w:date="{STAMP}"><w:r>'
                    f'<w:{text} xml:space="preserve">{escape(stretch.text)}</w:{text}></w:r></w:{tag}>'
                )
                paragraph._p.append(parse_xml(change))

    def add_comment(self, paragraph: Any, stretch: Inline) -> None:
        """A comment on the last run written, as Word's reviewing pane makes it."""
        initials = "".join(word[0] for word in stretch.who.split())
        comment = self.document.add_comment([paragraph.runs[-1]], stretch.text, stretch.who, initials)
        comment._comment_elm.set(qn("w:date"), STAMP)

    def add_link(self, paragraph: Any, stretch: Inline) -> None:
        """A hyperlink with its target in the relationships and its tooltip in the text part."""
        key = self.document.part.relate_to(stretch.target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        tip = f" w:tooltip={quoteattr(stretch.tip)}" if stretch.tip else ""
        link = (
            f'<w:hyperlink {W} xmlns:r="{relations}" r:id="{key}"{tip}><w:r><w:rPr><w:color w:val="0563C1"/>'
            f'<w:u w:val="single"/></w:rPr><w:t>{escape(stretch.text)}</w:t></w:r></w:hyperlink>'
        )
        paragraph._p.append(parse_xml(link))

    def add_bookmark(self, paragraph: Any, text: str) -> None:
        """Put the bookmark planted for this heading around it."""
        name = self.source.plant("bookmark").get(text)
        if name:
            number = self.number()
            start = parse_xml(f'<w:bookmarkStart {W} w:id="{number}" w:name={quoteattr(name)}/>')
            paragraph._p.insert(1, start)
            paragraph._p.append(parse_xml(f'<w:bookmarkEnd {W} w:id="{number}"/>'))

    def add_table(self, block: Block) -> None:
        """A grid table with a bold first row."""
        table = self.document.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
        for at, row in enumerate(block.rows):
            for cell, text in zip(table.rows[at].cells, row, strict=True):
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(0)
                self.add_inlines(paragraph, inlines(text))
                for run in paragraph.runs:
                    run.font.size, run.bold = Pt(self.look.size_pt - 1.5), (at == 0) or run.bold
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def add_image(self, block: Block) -> None:
        """The school's crest in the first header's place, with its alt text."""
        run = self.document.add_paragraph().add_run()
        run.add_picture(io.BytesIO(self.logo), width=Inches(1.5))
        properties = run._r.xpath(".//wp:docPr")[0]
        properties.set("descr", plain(block.text))
        properties.set("name", "Picture 1")
        run._r.xpath(".//pic:cNvPr")[0].set("name", self.source.plant("picture").get("name", "crest.png"))

    def add_box(self, block: Block) -> None:
        """A text box: DrawingML for Word 2010 and later, VML for the rest, with the same words in both."""
        xml = TEXT_BOX.format(id=self.number(), text=escape(plain(block.text)), font=escape(self.look.font))
        self.document.add_paragraph()._p.append(parse_xml(xml))

    def add_control(self, block: Block) -> None:
        """A labelled plain-text content control."""
        title, tag, text = plain(block.text).split(" | ")
        self.add_field(title, tag, "<w:text/>", text)

    def add_dropdown(self, block: Block) -> None:
        """A labelled drop-down; its first choice is the chosen one."""
        title, tag, text = plain(block.text).split(" | ")
        choices = text.split(" / ")
        items = "".join(f"<w:listItem w:displayText={quoteattr(c)} w:value={quoteattr(c)}/>" for c in choices)
        self.add_field(title, tag, f"<w:dropDownList>{items}</w:dropDownList>", choices[0])

    def add_field(self, title: str, tag: str, kind: str, text: str) -> None:
        """`Label: [control]`; the title is the control's, the label is the title without its bracket."""
        paragraph = self.document.add_paragraph()
        paragraph.add_run(title.partition(" (")[0] + ": ").bold = True
        control = (
            f"<w:sdt {W}><w:sdtPr><w:alias w:val={quoteattr(title)}/><w:tag w:val={quoteattr(tag)}/>"
            f'<w:id w:val="{self.number()}"/>{kind}</w:sdtPr><w:sdtContent><w:r><w:t>{escape(text)}</w:t></w:r>'
            "</w:sdtContent></w:sdt>"
        )
        paragraph._p.append(parse_xml(control))

    def add_check(self, block: Block) -> None:
        """A ticked check box and its sentence."""
        paragraph = self.document.add_paragraph()
        paragraph._p.append(parse_xml(CHECK_BOX.format(id=self.number())))
        paragraph.add_run("  " + plain(block.text))

    def finish(self) -> None:
        """Footnotes, properties, and the parts python-docx does not write."""
        if self.notes:
            self.add_part("footnotes", f"{OFFICE}.wordprocessingml.footnotes+xml", footnotes(self.notes))
        core = self.document.core_properties
        for name, value in {
            "creator": "author",
            "lastModifiedBy": "last_modified_by",
            "description": "comments",
        }.items():
            setattr(core, value, self.source.plant("core").get(name, ""))
        core.title = self.source.plant("core").get("title", self.source.plain("TITLE"))
        core.keywords = self.source.plant("core").get("keywords", "")
        core.category = self.source.plant("core").get("category", "")
        core.created = core.modified = core.last_printed = WHEN.replace(tzinfo=None)
        core.revision = 14
        app = "".join(f"<{k}>{escape(v)}</{k}>" for k, v in self.source.plant("app").items())
        for part in self.document.part.package.iter_parts():
            if str(part.partname) == "/docProps/app.xml":
                part._blob = APP.format(app).encode()
        custom = self.source.plant("custom")
        if custom:
            blob = custom_properties(custom)
            part = Part(PackURI("/docProps/custom.xml"), f"{OFFICE}.custom-properties+xml", blob)
            self.document.part.package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
        for section in self.document.sections:
            section.start_type = WD_SECTION.NEW_PAGE

    def add_part(self, name: str, content_type: str, blob: bytes) -> None:
        """Add `word/<name>.xml` and relate it to the document."""
        part = Part(PackURI(f"/word/{name}.xml"), content_type, blob)
        self.document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, name.upper()))


def footnotes(texts: Iterable[str]) -> bytes:
    """`word/footnotes.xml`: the two separators Word expects, then the notes, numbered from 2."""
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(texts, 2)
    )
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in enumerate(("separator", "continuationSeparator"))
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {W}>{separators}{notes}</w:footnotes>'.encode()


def custom_properties(values: dict[str, str]) -> bytes:
    """`docProps/custom.xml`."""
    rows = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values.items(), 2)
    )
    base = "http://schemas.openxmlformats.org/officeDocument/2006"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="{base}/custom-properties" '
        f'xmlns:vt="{base}/docPropsVTypes">{rows}</Properties>'
    ).encode()


def settle_zip(data: bytes) -> bytes:
    """The same archive with one fixed time stamp on every member, so that equal content gives equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name == "docProps/thumbnail.jpeg":
                continue
            info = zipfile.ZipInfo(name, (2025, 5, 2, 16, 40, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            content = old.read(name)
            if name == "_rels/.rels":
                content = without_thumbnail(content)
            new.writestr(info, content)
    return buffer.getvalue()


def without_thumbnail(relations: bytes) -> bytes:
    """The package relationships without the picture that python-docx's template carries."""
    root = parse_xml(relations)
    for relation in list(root):
        if relation.get("Target", "").endswith("thumbnail.jpeg"):
            root.remove(relation)
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Office Word</Application>{}</Properties>"
)
CHECK_BOX = (
    f'<w:sdt {W} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdtPr><w:id w:val="{{id}}"/>'
    '<w14:checkbox><w14:checked w14:val="1"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr>'
    '<w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic"/></w:rPr><w:t>☒</w:t></w:r>'
    "</w:sdtContent></w:sdt>"
)
BOX_TEXT = (
    '<w:txbxContent><w:p><w:r><w:rPr><w:i/><w:sz w:val="19"/></w:rPr><w:t>{text}</w:t></w:r></w:p></w:txbxContent>'
)
TEXT_BOX = (
    f'<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="5943600" cy="411480"/>'
    '<wp:docPr id="{id}" name="Text Box {id}"/><wp:cNvGraphicFramePr/><a:graphic>'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5943600" cy="411480"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="EEF3F8"/></a:solidFill>'
    '<a:ln w="6350"><a:solidFill><a:srgbClr val="1F3A5F"/></a:solidFill></a:ln></wps:spPr>'
    f'<wps:txbx>{BOX_TEXT}</wps:txbx><wps:bodyPr lIns="91440" tIns="45720" rIns="91440" bIns="45720"/></wps:wsp>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    '<v:shape id="box{id}" style="width:468pt;height:32.4pt" fillcolor="#eef3f8" strokecolor="#1f3a5f">'
    f"<v:textbox>{BOX_TEXT}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
