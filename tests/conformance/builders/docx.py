"""A .docx with a name in every channel that a Word document has."""

# ruff: noqa: E501  templates read better unbroken

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

OPEN = "http://schemas.openxmlformats.org"
REL = f"{OPEN}/officeDocument/2006/relationships"
WORD = "http://schemas.microsoft.com/office/word"
NS = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": f"{OPEN}/wordprocessingml/2006/main",
        "r": REL,
        "m": f"{OPEN}/officeDocument/2006/math",
        "a": f"{OPEN}/drawingml/2006/main",
        "wp": f"{OPEN}/drawingml/2006/wordprocessingDrawing",
        "pic": f"{OPEN}/drawingml/2006/picture",
        "c": f"{OPEN}/drawingml/2006/chart",
        "dgm": f"{OPEN}/drawingml/2006/diagram",
        "dsp": "http://schemas.microsoft.com/office/drawing/2008/diagram",
        "mc": f"{OPEN}/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "w14": f"{WORD}/2010/wordml",
        "w15": f"{WORD}/2012/wordml",
        "wps": f"{WORD}/2010/wordprocessingShape",
        "evil": "urn:unknown",
    }.items()
)
TYPES = {
    "word/document.xml": "wordprocessingml.document.main",
    "word/styles.xml": "wordprocessingml.styles",
    "word/numbering.xml": "wordprocessingml.numbering",
    "word/settings.xml": "wordprocessingml.settings",
    "word/webSettings.xml": "wordprocessingml.webSettings",
    "word/fontTable.xml": "wordprocessingml.fontTable",
    "word/footnotes.xml": "wordprocessingml.footnotes",
    "word/endnotes.xml": "wordprocessingml.endnotes",
    "word/comments.xml": "wordprocessingml.comments",
    "word/theme/theme1.xml": "theme",
    "word/charts/chart1.xml": "drawingml.chart",
    "word/diagrams/data1.xml": "drawingml.diagramData",
    "word/diagrams/layout1.xml": "drawingml.diagramLayout",
    "word/diagrams/quickStyle1.xml": "drawingml.diagramStyle",
    "word/diagrams/colors1.xml": "drawingml.diagramColors",
    "word/glossary/document.xml": "wordprocessingml.document.glossary",
    "docProps/app.xml": "extended-properties",
    "docProps/custom.xml": "custom-properties",
}
HEADERS = ("default", "first", "even", "orphan")


class Planter:
    """Hands out names and remembers where they went."""

    def __init__(self, names: Iterator[str]) -> None:
        self.names, self.planted = names, dict[str, str]()
        self.drawing_id = ""

    def name(self, channel: str) -> str:
        self.planted[channel] = next(self.names)
        return self.planted[channel]

    def word(self, channel: str) -> str:
        """The surname alone, for what cannot hold a blank."""
        self.planted[channel] = next(self.names).split()[-1]
        return self.planted[channel]

    def text(self, channel: str) -> str:
        """The name between two words that must stay."""
        name = self.name(channel)
        return f"before-{len(self.planted)} {name} after-{len(self.planted)}"

    def between(self, channel: str, inside: str, properties: str = "") -> str:
        """A paragraph in which something stands inside the name, its parts in runs of their own."""
        name = self.name(channel)
        left, right = f"before-{len(self.planted)} {name[:5]}", f"{name[5:]} after-{len(self.planted)}"
        return p(run(left) + inside + run(right, properties))

    def blank(self, channel: str, inside: str) -> str:
        """A paragraph in which something stands for the blank in the name."""
        first, last = self.name(channel).split()
        return p(run(f"before-{len(self.planted)} {first}") + inside + run(f"{last} after-{len(self.planted)}"))


def p(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>" if properties else f"<w:p>{content}</w:p>"


def run(text: str, properties: str = "") -> str:
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str, data: str = "") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def build(path: Path, names: Iterator[str]) -> dict[str, str]:
    plant = Planter(names)
    parts: dict[str, bytes | str] = {}
    rels: dict[str, list[tuple[str, str, bool]]] = {}
    plant.word("style id")
    main = rels["word/document.xml"] = []
    parts["word/document.xml"] = _document(plant, main)
    _other_parts(plant, parts, rels)
    _properties(plant, parts)
    members: dict[str, bytes | str] = {"[Content_Types].xml": _content_types(), "_rels/.rels": _rels(ROOT_RELS)}
    for source, rows in rels.items():
        folder, _, base = source.rpartition("/")
        ids = plant.planted["style id"] if rows is main else "rId"  # ids can hold a name, too
        members[f"{folder}/_rels/{base}.rels"] = _rels(rows, ids)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = plant.name("zip comment").encode()
        for name, data in {**members, **parts}.items():
            archive.writestr(name, data)
        stray = zipfile.ZipInfo(f"word/{plant.word('name of an unused member')}.xml")
        stray.comment = plant.name("comment of a zip member").encode()
        archive.writestr(stray, f"<a>{plant.name('unused member')}</a>")
    return plant.planted


ROOT_RELS = [
    ("officeDocument", "word/document.xml", False),
    ("core-properties", "docProps/core.xml", False),
    ("extended-properties", "docProps/app.xml", False),
    ("custom-properties", "docProps/custom.xml", False),
    ("thumbnail", "docProps/thumbnail.png", False),
]


def _document(plant: Planter, rels: list[tuple[str, str, bool]]) -> str:
    def rel(role: str, target: str, external: bool = False) -> str:
        rels.append((role, target, external))
        return f"{plant.planted['style id']}{len(rels)}"

    body = [
        *_runs(plant),
        *_blocks(plant, rel),
        *_fields(plant),
        *_links(plant, rel),
        *_changes(plant),
        *_drawings(plant, rel),
    ]
    kinds = [("header", "default"), ("header", "first"), ("header", "even"), ("footer", "default")]
    references = "".join(
        f'<w:{story}Reference w:type="{kind}" r:id="{rel(story, f"{story}-{kind}.xml")}"/>' for story, kind in kinds
    )
    rel("header", "header-orphan.xml")
    rel("hyperlink", f"https://unused.example/{plant.word('target of an unused link')}", True)
    rel("vbaProject", "vbaProject.bin")
    return (
        f"<?xml version='1.0'?><!-- {plant.name('XML comment')} --><?note {plant.name('processing instruction')}?>"
        f'<w:document {NS} mc:Ignorable="w14 w15 evil" evil:a="{plant.name("foreign attribute")}"><w:body>'
        f'{"".join(body)}<w:sectPr w:rsidR="00AB12CD">{references}</w:sectPr></w:body></w:document>'
    )


def _runs(plant: Planter) -> Iterator[str]:
    for channel, properties in {
        "run": "",
        "hidden text": "<w:vanish/>",
        "white text": '<w:color w:val="FFFFFF"/>',
        "text in a font of its own": f'<w:rFonts w:ascii="{plant.name("font name")}"/>',
        "run with a style": '<w:rStyle w:val="Loud"/>',
    }.items():
        yield p(run(plant.text(channel), properties))
    for channel, inside in {
        "two runs": "",
        "proofErr": '<w:proofErr w:type="spellStart"/>',
        "bookmark inside": f'<w:bookmarkStart w:id="1" w:name="{plant.word("bookmark name")}"/><w:bookmarkEnd w:id="1"/>',
        "rendered page break inside": "<w:r><w:lastRenderedPageBreak/></w:r>",
        "empty run inside": "<w:r/>",
        "soft hyphen element": "<w:r><w:softHyphen/></w:r>",
        "permission inside": f'<w:permStart w:id="5" w:ed="{plant.name("editor of a range")}"/><w:permEnd w:id="5"/>',
        "comment inside": '<w:commentRangeStart w:id="0"/>',
    }.items():
        if channel == "soft hyphen element":
            yield plant.between(channel, inside).replace("<w:softHyphen/>", "<w:t>\u00ad</w:t>")
        else:
            yield plant.between(channel, inside, "<w:b/>")
    for channel, inside in {
        "line break in a name": "<w:r><w:br/></w:r>",
        "tab in a name": "<w:r><w:tab/></w:r>",
        "no-break space": run("\u00a0"),
        "zero-width space": run("\u200b \u200b"),
    }.items():
        yield plant.blank(channel, inside)
    yield p(
        run(
            plant.text("text in one piece")
            .replace(" Quo", "</w:t></w:r><w:r><w:t> Quo")
            .replace("<w:t> Q", '<w:t xml:space="preserve"> Q')
        )
    )
    yield p(
        f'<w:smartTag w:uri="urn:{plant.word("smart tag address")}" w:element="{plant.word("smart tag name")}">{run(plant.text("smart tag"))}</w:smartTag>'
    )
    yield p(
        f'<w:customXml w:uri="urn:x" w:element="{plant.word("custom XML name")}">{run(plant.text("custom XML"))}</w:customXml>'
    )
    yield p(
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{run(plant.text('ruby'))}</w:rt><w:rubyBase>{run(plant.text('ruby base'))}</w:rubyBase></w:ruby></w:r>"
    )
    yield p(f"<m:oMathPara><m:oMath><m:r><m:t>{plant.text('math')}</m:t></m:r></m:oMath></m:oMathPara>")
    yield p(f"<evil:x>{plant.name('foreign element')}</evil:x>{run('x')}")
    yield p(
        f'<w:dir w:val="rtl">{run(plant.text("direction"))}</w:dir><w:bdo w:val="ltr">{run(plant.text("direction override"))}</w:bdo>'
    )
    yield p(run(plant.text("styled paragraph")), f'<w:pStyle w:val="{plant.planted["style id"]}"/>')
    yield p(run(plant.text("numbered paragraph")), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    yield p(
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
    )


def _blocks(plant: Planter, rel) -> Iterator[str]:
    inner = f"<w:tbl><w:tr><w:tc>{p(run(plant.text('nested table')))}</w:tc></w:tr></w:tbl>"
    yield (
        f'<w:tbl><w:tblPr><w:tblCaption w:val="{plant.text("table caption")}"/>'
        f'<w:tblDescription w:val="{plant.text("table description")}"/></w:tblPr>'
        f"<w:tr><w:tc>{p(run(plant.text('table cell')))}</w:tc><w:tc>{inner}{p('')}</w:tc></w:tr></w:tbl>"
    )
    yield _control(plant, "text control", "<w:text/>", p(run(plant.text("text control"))))
    items = f'<w:dropDownList><w:listItem w:displayText="{plant.text("list choice")}" w:value="{plant.name("list value")}"/></w:dropDownList>'
    yield _control(plant, "list control", items, p(run(plant.text("list shown"))))
    items = f'<w:comboBox><w:listItem w:value="{plant.text("combo value")}"/></w:comboBox>'
    yield _control(plant, "combo control", items, p(run("x")))
    binding = (
        '<w:dataBinding w:xpath="/store[1]/who[1]" w:storeItemID="{00000000-1111-2222-3333-444444444444}"/><w:text/>'
    )
    yield _control(plant, "bound control", binding, p(run(plant.name("text that the store replaces"))))
    yield (
        "<w:sdt><w:sdtPr/><w:sdtContent><w:sdt><w:sdtContent>"
        + p(run(plant.text("nested control")))
        + "</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
    )
    for n, suffix in enumerate(("html", "mht", "txt", "docx"), 1):
        yield f'<w:altChunk r:id="{rel("aFChunk", f"chunk{n}.{suffix}")}"/>'
    yield f'<w:subDoc r:id="{rel("subDocument", plant.word("sub-document path") + ".docx", True)}"/>'


def _control(plant: Planter, channel: str, kind: str, content: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{plant.name(f"{channel} title")}"/><w:tag w:val="{plant.name(f"{channel} tag")}"/>'
        f'<w:placeholder><w:docPart w:val="{plant.word(f"{channel} placeholder")}"/></w:placeholder>{kind}</w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _fields(plant: Planter) -> Iterator[str]:
    for code in [
        "AUTHOR",
        "DOCPROPERTY",
        "INCLUDETEXT",
        "INCLUDEPICTURE",
        "MERGEFIELD",
        "LINK",
        "USERNAME",
        "FILENAME",
        "QUOTE",
        "COMMENTS",
        "XE",
        "ADDIN",
        "IF",
    ]:
        yield p(field(f' {code} "{plant.name(f"{code} code")}" ', plant.text(f"{code} result")))
    yield p(
        f'<w:fldSimple w:instr=" AUTHOR {plant.name("simple field code")} ">{run(plant.text("simple field result"))}</w:fldSimple>'
    )
    yield p(
        field(
            f' HYPERLINK "https://x.example/{plant.word("address in a field")}" \\o "{plant.name("tooltip in a field")}" ',
            "here",
        )
    )
    yield p(field(f' HYPERLINK "C:\\\\Users\\\\{plant.word("path in a field")}\\\\a.docx" ', "there"))
    yield p(field(f" REF {plant.planted['bookmark name']} \\h ", plant.text("REF result")))
    yield p(field(f" SEQ {plant.word('sequence name')} \\* ARABIC ", "1"))
    nested = field(
        f' DOCPROPERTY "{plant.name("code of a nested field")}" ', plant.name("result of a nested field in a code")
    )
    yield p(
        field(
            f" IF </w:instrText></w:r>{nested}<w:r><w:instrText> = 1 ",
            plant.text("result of a field with a nested one"),
        )
    )
    form = (
        f'<w:ffData><w:name w:val="{plant.word("form field name")}"/><w:helpText w:val="{plant.name("form field help")}"/>'
        f'<w:statusText w:val="{plant.name("form field status")}"/><w:textInput><w:default w:val="{plant.name("form field default")}"/>'
        f'<w:format w:val="{plant.name("form field format")}"/></w:textInput></w:ffData>'
    )
    yield p(field(" FORMTEXT ", plant.text("form field value"), form))
    choices = f'<w:ffData><w:ddList><w:listEntry w:val="{plant.text("form field choice")}"/></w:ddList></w:ffData>'
    yield p(field(" FORMDROPDOWN ", "", choices))


def _links(plant: Planter, rel) -> Iterator[str]:
    target = rel("hyperlink", "https://reference.example/", True)
    yield p(f'<w:hyperlink r:id="{target}" w:tooltip="{plant.text("link tooltip")}">{run("reference")}</w:hyperlink>')
    target = rel("hyperlink", f"https://evidence.example/{plant.word('link target')}", True)
    frame = plant.word("link frame")
    yield p(f'<w:hyperlink r:id="{target}" w:tgtFrame="{frame}">{run(plant.text("link text"))}</w:hyperlink>')
    target = rel("hyperlink", f"mailto:{plant.word('mail target')}@school.example", True)
    yield p(f'<w:hyperlink r:id="{target}">{run("mail")}</w:hyperlink>')
    target = rel("hyperlink", f"file:///C:/Users/{plant.word('local link')}/a.docx", True)
    yield p(
        f'<w:hyperlink r:id="{target}" w:docLocation="{plant.name("link place")}">{run(plant.text("text of a local link"))}</w:hyperlink>'
    )
    yield p(
        f'<w:hyperlink w:anchor="{plant.planted["bookmark name"]}">{run(plant.text("text of an inner link"))}</w:hyperlink>'
    )


def _changes(plant: Planter) -> Iterator[str]:
    def by(channel: str) -> str:
        return f'w:id="7" w:author="{plant.name(f"author of {channel}")}" w:date="2024-01-01T00:00:00Z"'

    yield p(f"<w:ins {by('an insertion')}>{run(plant.text('insertion'))}</w:ins>")
    yield p(
        f"<w:del {by('a deletion')}><w:r><w:delText>{plant.text('deletion')}</w:delText></w:r></w:del>{run(' rest')}"
    )
    yield p(
        f'<w:moveFromRangeStart {by("a move range")} w:name="{plant.word("move name")}"/><w:moveFrom {by("a move")}>{run(plant.text("moved away"))}</w:moveFrom><w:moveFromRangeEnd w:id="7"/>{run(" rest")}'
    )
    yield p(f"<w:moveTo {by('a move here')}>{run(plant.text('moved here'))}</w:moveTo>")
    yield p(
        run("x", f"<w:b/><w:rPrChange {by('a format change')}><w:rPr/></w:rPrChange>"),
        f"<w:pPrChange {by('a paragraph change')}><w:pPr/></w:pPrChange>",
    )
    yield p(run("joined "), f"<w:rPr><w:del {by('a deleted mark')}/></w:rPr>") + p(
        run(plant.text("after a deleted mark"))
    )
    yield f"<w:tbl><w:tr><w:tc>{p(run('row'))}</w:tc></w:tr><w:tr><w:trPr><w:del {by('a deleted row')}/></w:trPr><w:tc>{p(run(plant.text('deleted row')))}</w:tc></w:tr></w:tbl>"


def _drawings(plant: Planter, rel) -> Iterator[str]:
    image = rel("image", f"media/{plant.word('picture file name')}.png")
    click = rel("hyperlink", f"https://picture.example/{plant.word('link of a picture')}", True)
    hover = rel("hyperlink", "https://reference.example/", True)
    linked = rel("image", f"file:///C:/{plant.word('path of a linked picture')}.png", True)
    yield _anchored(
        plant,
        "picture",
        f'<a:graphicData uri="{OPEN}/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="{plant.name("original file name")}" '
        f'descr="{plant.text("inner alt text")}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{image}" r:link="{linked}"/>'
        f"<a:stretch/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData>",
        f'<a:hlinkClick r:id="{click}"/><a:hlinkHover r:id="{hover}" tooltip="{plant.text("tooltip of a picture")}"/>',
    )
    same = plant.text("text box, both")
    choice = f"{p(run(same))}{p(run(plant.text('text box, choice')))}"
    fallback = f"{p(run(same))}{p(run(plant.text('text box, fallback')))}"
    yield _text_box(plant, choice, fallback)
    same = p(run(plant.text("mirrored text box")))
    yield _text_box(plant, same, same)
    yield p(
        f'<w:r><w:pict><v:shape id="{plant.name("shape id")}" alt="{plant.text("VML alt")}" title="{plant.text("VML title")}" '
        f'href="https://shape.example/{plant.word("link of a shape")}" target="{plant.word("frame of a shape")}" o:gfxdata="{plant.word("drawing data")}" '
        f'style="width:9pt;font-family:{plant.word("shape font")}"><v:textpath style="font-family:\'{plant.name("WordArt font")}\'" string="{plant.text("WordArt")}"/>'
        f'<v:imagedata r:id="{image}" o:title="{plant.name("VML picture title")}"/></v:shape></w:pict></w:r>'
    )
    ole = rel("oleObject", "embeddings/object.bin")
    yield p(
        f'<w:r><w:object><v:shape id="s2"><v:imagedata r:id="{image}"/></v:shape><o:OLEObject ProgID="{plant.name("program of an object")}" r:id="{ole}"/></w:object></w:r>'
    )
    package = rel("package", "embeddings/book.docx")
    yield p(
        f'<w:r><w:object><v:shape id="s3"><v:imagedata r:id="{image}"/></v:shape><o:OLEObject ProgID="Word" r:id="{package}"/></w:object></w:r>'
    )
    yield _anchored(
        plant,
        "chart",
        f'<a:graphicData uri="{OPEN}/drawingml/2006/chart"><c:chart r:id="{rel("chart", "charts/chart1.xml")}"/></a:graphicData>',
    )
    ids = " ".join(
        f'r:{short}="{rel(role, f"diagrams/{file}1.xml")}"'
        for short, role, file in (
            ("dm", "diagramData", "data"),
            ("lo", "diagramLayout", "layout"),
            ("qs", "diagramQuickStyle", "quickStyle"),
            ("cs", "diagramColors", "colors"),
        )
    )
    plant.drawing_id = rel("diagramDrawing", "diagrams/drawing1.xml")
    yield _anchored(
        plant, "diagram", f'<a:graphicData uri="{OPEN}/drawingml/2006/diagram"><dgm:relIds {ids}/></a:graphicData>'
    )


def _anchored(plant: Planter, what: str, data: str, inside: str = "") -> str:
    return p(
        f'<w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/><wp:docPr id="1" name="{plant.name(f"{what} name")}" '
        f'descr="{plant.text(f"{what} alt text")}" title="{plant.text(f"{what} title")}">{inside}</wp:docPr><a:graphic>{data}</a:graphic></wp:inline></w:drawing></w:r>'
    )


def _text_box(plant: Planter, choice: str, fallback: str) -> str:
    number = len(plant.planted)
    return p(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="9" cy="9"/>'
        f'<wp:docPr id="9" name="{plant.name(f"text box name {number}")}"/><a:graphic><a:graphicData uri="{WORD}/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvPr id="3" name="{plant.name(f"shape name {number}")}"/><wps:cNvSpPr/><wps:spPr/><wps:txbx><w:txbxContent>{choice}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{fallback}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def _other_parts(plant: Planter, parts: dict[str, bytes | str], rels: dict[str, list[tuple[str, str, bool]]]) -> None:
    main = rels["word/document.xml"]
    for role in [
        "styles",
        "numbering",
        "settings",
        "webSettings",
        "fontTable",
        "footnotes",
        "endnotes",
        "comments",
        "people",
    ]:
        main.append((role, f"{role}.xml", False))
        parts[f"word/{role}.xml"] = globals()[f"_{role}"](plant)
    main += [("theme", "theme/theme1.xml", False), ("glossaryDocument", "glossary/document.xml", False)]
    main += [("customXml", "../customXml/item1.xml", False), ("printerSettings", "printer.bin", False)]
    main += [("evilPart", "evil.xml", False)]
    rels["word/settings.xml"] = [
        ("attachedTemplate", f"file:///C:/{plant.word('template path')}.dotx", True),
        ("mailMergeSource", f"file:///C:/{plant.word('mail merge path')}.xlsx", True),
    ]
    rels["customXml/item1.xml"] = [("customXmlProps", "itemProps1.xml", False)]
    rels["word/charts/chart1.xml"] = [("package", "../embeddings/book.xlsx", False)]
    for kind in HEADERS:
        parts[f"word/header-{kind}.xml"] = f"<w:hdr {NS}>{p(run(plant.text(f'{kind} header')))}</w:hdr>"
    parts["word/footer-default.xml"] = f"<w:ftr {NS}>{p(run(plant.text('footer')))}</w:ftr>"
    parts["word/theme/theme1.xml"] = _theme(plant)
    parts["word/glossary/document.xml"] = (
        f"<w:glossaryDocument {NS}>{p(run(plant.name('building block')))}</w:glossaryDocument>"
    )
    parts["customXml/item1.xml"] = (
        f"<store><who>{plant.text('data store')}</who><{plant.word('element of a store')}/></store>"
    )
    parts["customXml/itemProps1.xml"] = '<ds:i xmlns:ds="urn:ds" ds:itemID="{00000000-1111-2222-3333-444444444444}"/>'
    parts["word/evil.xml"] = f"<a>{plant.name('unknown part')}</a>"
    for member, channel in {
        "word/printer.bin": "printer settings",
        "word/vbaProject.bin": "macros",
        "word/embeddings/object.bin": "embedded object",
    }.items():
        parts[member] = plant.name(channel).encode("utf-16-le")
    parts["word/embeddings/book.docx"] = _inner_docx(plant, "embedded document")
    parts["word/embeddings/book.xlsx"] = _zip(
        {"xl/sharedStrings.xml": f"<sst><si><t>{plant.name('embedded workbook')}</t></si></sst>"}
    )
    parts["word/chunk1.html"] = (
        f"<html><body><p>{plant.text('HTML chunk')}</p><script>{plant.name('script in a chunk')}</script></body></html>"
    )
    parts["word/chunk2.mht"] = f"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>{plant.text('MHT chunk')}</p>"
    parts["word/chunk3.txt"] = plant.text("text chunk")
    parts["word/chunk4.docx"] = _inner_docx(plant, "Word chunk")
    picture = _picture(plant, "picture")
    parts[f"word/media/{plant.planted['picture file name']}.png"] = picture
    parts["docProps/thumbnail.png"] = _picture(plant, "thumbnail")
    parts["word/charts/chart1.xml"] = _chart(plant)
    _diagram(plant, parts)


def _styles(plant: Planter) -> str:
    def by(channel: str) -> str:
        return f'w:id="7" w:author="{plant.name(f"author of {channel}")}"'

    return (
        f'<w:styles {NS}><w:latentStyles><w:lsdException w:name="{plant.name("latent style")}"/></w:latentStyles>'
        f'<w:style w:type="paragraph" w:styleId="{plant.planted["style id"]}"><w:name w:val="{plant.name("style name")}"/>'
        f'<w:aliases w:val="{plant.name("style alias")}"/><w:pPr><w:pPrChange {by("a style change")}><w:pPr/></w:pPrChange></w:pPr></w:style>'
        f'<w:style w:type="character" w:styleId="Loud"><w:name w:val="Strong"/></w:style></w:styles>'
    )


def _numbering(plant: Planter) -> str:
    return (
        f'<w:numbering {NS}><w:abstractNum w:abstractNumId="0"><w:name w:val="{plant.name("numbering name")}"/><w:lvl w:ilvl="0">'
        f'<w:numFmt w:val="decimal"/><w:lvlText w:val="{plant.text("numbering text")} %1"/></w:lvl></w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _settings(plant: Planter) -> str:
    return (
        f'<w:settings {NS}><w:attachedTemplate r:id="rId1"/><w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids><w:mailMerge><w:connectString '
        f'w:val="{plant.name("mail merge connection")}"/><w:query w:val="{plant.name("mail merge query")}"/><w:mailSubject w:val="{plant.name("mail merge subject")}"/></w:mailMerge>'
        f'<w:docVars><w:docVar w:name="{plant.word("variable name")}" w:val="{plant.name("variable value")}"/></w:docVars>'
        f'<w:captions><w:caption w:name="{plant.name("caption label")}"/></w:captions><w:documentProtection w:edit="forms" w:hash="{plant.word("protection hash")}"/>'
        f'<w:saveThroughXslt w:solutionID="{plant.name("solution")}"/><w:schemaLibrary w:uri="{plant.word("schema library")}"/><w:evenAndOddHeaders/></w:settings>'
    )


def _webSettings(plant: Planter) -> str:  # noqa: N802
    return f'<w:webSettings {NS}><w:divs><w:div w:id="{plant.word("web division")}"/></w:divs></w:webSettings>'


def _fontTable(plant: Planter) -> str:  # noqa: N802
    return f'<w:fonts {NS}><w:font w:name="{plant.name("font in the table")}"><w:altName w:val="{plant.name("other font name")}"/></w:font></w:fonts>'


def _footnotes(plant: Planter) -> str:
    return f'<w:footnotes {NS}><w:footnote w:type="separator" w:id="0">{p("")}</w:footnote><w:footnote w:id="2">{p(run(plant.text("footnote")))}</w:footnote></w:footnotes>'


def _endnotes(plant: Planter) -> str:
    return f'<w:endnotes {NS}><w:endnote w:id="2">{p(run(plant.text("endnote")))}</w:endnote></w:endnotes>'


def _comments(plant: Planter) -> str:
    return (
        f'<w:comments {NS}><w:comment w:id="0" w:author="{plant.name("author of a comment")}" w:initials="{plant.word("initials of a comment")}" '
        f'w:date="2024-01-01T00:00:00Z">{p(run(plant.text("comment")))}</w:comment></w:comments>'
    )


def _people(plant: Planter) -> str:
    return f'<w15:people {NS}><w15:person w15:author="{plant.name("person")}"><w15:presenceInfo w15:userId="{plant.name("presence")}"/></w15:person></w15:people>'


def _theme(plant: Planter) -> str:
    return (
        f'<a:theme {NS} name="{plant.name("theme name")}"><a:themeElements><a:clrScheme name="{plant.name("colour scheme")}"><a:dk1><a:srgbClr val="000000"/></a:dk1></a:clrScheme>'
        f'<a:fontScheme name="{plant.name("font scheme")}"><a:majorFont><a:latin typeface="{plant.name("theme font")}"/><a:font script="Jpan" typeface="{plant.name("script font")}"/></a:majorFont></a:fontScheme>'
        f'<a:fmtScheme name="{plant.name("format scheme")}"/></a:themeElements><a:custClrLst><a:custClr name="{plant.name("custom colour")}"/></a:custClrLst></a:theme>'
    )


def _chart(plant: Planter) -> str:
    def cached(channel: str) -> str:
        return (
            f"<c:strRef><c:f>'{plant.name(f'{channel} formula')}'!$A$1</c:f><c:strCache><c:ptCount val=\"1\"/>"
            f'<c:pt idx="0"><c:v>{plant.text(f"{channel} cache")}</c:v></c:pt></c:strCache></c:strRef>'
        )

    def title(channel: str) -> str:
        return f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{plant.text(channel)}</a:t></a:r></a:p></c:rich></c:tx></c:title>"

    numbers = f'<c:numRef><c:f>Sheet1!$B$1</c:f><c:numCache><c:formatCode>"{plant.name("number format")}"0</c:formatCode><c:ptCount val="1"/><c:pt idx="0"><c:v>3</c:v></c:pt></c:numCache></c:numRef>'
    return (
        f'<c:chartSpace {NS}><c:chart>{title("chart title text")}<c:plotArea><c:barChart><c:ser><c:idx val="0"/><c:tx>{cached("series")}</c:tx>'
        f"<c:cat>{cached('category')}</c:cat><c:val>{numbers}</c:val></c:ser></c:barChart><c:valAx>{title('axis title')}</c:valAx></c:plotArea></c:chart>"
        f'<c:pivotSource><c:name>{plant.name("pivot source")}</c:name></c:pivotSource><c:externalData r:id="rId1"/>'
        f"<c:printSettings><c:headerFooter><c:oddHeader>{plant.name('chart print header')}</c:oddHeader></c:headerFooter></c:printSettings></c:chartSpace>"
    )


def _diagram(plant: Planter, parts: dict[str, bytes | str]) -> None:
    def text(channel: str) -> str:
        return f"<a:bodyPr/><a:p><a:r><a:t>{plant.text(channel)}</a:t></a:r></a:p>"

    node, label = plant.word("layout node"), plant.word("diagram style label")
    data = f'<a:ext uri="http://schemas.microsoft.com/office/drawing/2008/diagram"><dsp:dataModelExt relId="{plant.drawing_id}"/></a:ext>'
    parts["word/diagrams/data1.xml"] = (
        f'<dgm:dataModel {NS}><dgm:ptLst><dgm:pt modelId="1"><dgm:prSet presName="{node}" presStyleLbl="{label}" phldrT="{plant.name("diagram placeholder")}"/>'
        f"<dgm:t>{text('diagram text')}</dgm:t></dgm:pt></dgm:ptLst><dgm:extLst>{data}</dgm:extLst></dgm:dataModel>"
    )
    parts["word/diagrams/layout1.xml"] = (
        f'<dgm:layoutDef {NS} uniqueId="urn:{plant.word("layout id")}"><dgm:title val="{plant.name("layout title")}"/><dgm:desc val="{plant.name("layout description")}"/>'
        f'<dgm:layoutNode name="{node}"/></dgm:layoutDef>'
    )
    parts["word/diagrams/quickStyle1.xml"] = f'<dgm:styleDef {NS}><dgm:styleLbl name="{label}"/></dgm:styleDef>'
    parts["word/diagrams/colors1.xml"] = f'<dgm:colorsDef {NS}><dgm:styleLbl name="{label}"/></dgm:colorsDef>'
    parts["word/diagrams/drawing1.xml"] = (
        f'<dsp:drawing {NS}><dsp:spTree><dsp:sp modelId="1"><dsp:nvSpPr><dsp:cNvPr id="0" name="{plant.name("diagram shape name")}" descr="{plant.text("diagram shape alt text")}"/>'
        f"</dsp:nvSpPr><dsp:txBody>{text('diagram cache')}</dsp:txBody></dsp:sp></dsp:spTree></dsp:drawing>"
    )


def _properties(plant: Planter, parts: dict[str, bytes | str]) -> None:
    core = "".join(
        f"<cp:{name}>{plant.text(f'core {name}') if name in ('title', 'subject') else plant.name(f'core {name}')}</cp:{name}>"
        for name in [
            "creator",
            "lastModifiedBy",
            "title",
            "subject",
            "keywords",
            "description",
            "category",
            "contentStatus",
        ]
    )
    core = core.replace("cp:title", "dc:title").replace("cp:subject", "dc:subject")
    parts["docProps/core.xml"] = (
        f'<cp:coreProperties xmlns:cp="{OPEN}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp:coreProperties>'
    )
    app = "".join(
        f"<{name}>{plant.name(f'app {name}')}</{name}>"
        for name in ["Company", "Manager", "Template", "HyperlinkBase", "TitlesOfParts"]
    )
    parts["docProps/app.xml"] = f'<Properties xmlns="{OPEN}/officeDocument/2006/extended-properties">{app}</Properties>'
    custom = "".join(
        f'<property name="{plant.word(f"{what} name")}"><vt>{plant.name(what)}</vt></property>'
        for what in ("custom property", "MSIP_Label sensitivity label")
    )
    parts["docProps/custom.xml"] = (
        f'<Properties xmlns="{OPEN}/officeDocument/2006/custom-properties">{custom}</Properties>'
    )


def _inner_docx(plant: Planter, channel: str) -> bytes:
    text = plant.text(channel) if "chunk" in channel else plant.name(channel)
    return _zip(
        {
            "word/document.xml": f"<w:document {NS}><w:body>{p(run(text))}</w:body></w:document>",
            "docProps/core.xml": f"<a><creator>{plant.name(f'creator of the {channel}')}</creator></a>",
            "word/embeddings/inner.docx": _zip(
                {"word/document.xml": f"<a>{plant.name(f'document in the {channel}')}</a>"}
            ),
        }
    )


def _picture(plant: Planter, channel: str) -> bytes:
    info, data = PngInfo(), BytesIO()
    info.add_text("Author", plant.name(f"{channel} text chunk"))
    Image.new("RGB", (30, 20)).save(data, "PNG", pnginfo=info)
    return data.getvalue() + plant.name(f"bytes after the {channel}").encode()


def _zip(members: dict[str, str | bytes]) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return data.getvalue()


def _rels(rows: list[tuple[str, str, bool]], prefix: str = "rId") -> str:
    rows_xml = "".join(
        f'<Relationship Id="{prefix}{n}" Type="{REL}/{role}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if external else ""}/>'
        for n, (role, target, external) in enumerate(rows, 1)
    ).replace(f"{REL}/core-properties", f"{OPEN}/package/2006/relationships/metadata/core-properties")
    return f'<Relationships xmlns="{OPEN}/package/2006/relationships">{rows_xml}</Relationships>'


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
        for name, kind in TYPES.items()
    )
    return f'<Types xmlns="{OPEN}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
