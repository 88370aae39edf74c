"""An .odt with a name in every channel that OpenDocument has."""

# ruff: noqa: E501  XML reads better unbroken

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from blinder.formats.odt.vocabulary import URIS

NS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in URIS.items() if prefix != "xml") + (
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:officeooo="http://openoffice.org/2009/office"'
    ' xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"'
)
FIELDS = (
    "author-name author-initials sender-firstname sender-lastname sender-email sender-company sender-street sender-city "
    "sender-phone-work sender-position file-name title subject keywords description initial-creator creator printed-by "
    "user-defined user-field-get variable-set variable-get variable-input placeholder conditional-text hidden-paragraph "
    "database-display database-name template-name text-input dde-connection execute-macro expression measure sheet-name "
    "page-variable-get meta-field user-field-input"
)
IMPLEMENTED = {
    "text": "TextField",
    "textarea": "TextField",
    "checkbox": "CheckBox",
    "radio": "RadioButton",
    "button": "CommandButton",
    "combobox": "ComboBox",
    "listbox": "ListBox",
    "fixed-text": "FixedText",
    "password": "TextField",
    "file": "FileControl",
    "formatted-text": "FormattedField",
    "number": "NumericField",
}


class Planter:
    """Hands out names and remembers where they went."""

    def __init__(self, names: Iterator[str]) -> None:
        self.names, self.planted = names, dict[str, str]()

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

    def halves(self, channel: str) -> tuple[str, str]:
        name = self.name(channel)
        return f"before-{len(self.planted)} {name[:4]}", f"{name[4:]} after-{len(self.planted)}"

    def words(self, channel: str) -> tuple[str, str]:
        first, last = self.name(channel).split()
        return f"before-{len(self.planted)} {first}", f"{last} after-{len(self.planted)}"


def build(path: Path, names: Iterator[str]) -> dict[str, str]:
    plant = Planter(names)
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": _content(plant).encode(),
        "styles.xml": _styles(plant).encode(),
        "meta.xml": _meta(plant).encode(),
        "settings.xml": _settings(plant).encode(),
        "manifest.rdf": f'<rdf about="{plant.name("manifest.rdf")}"/>'.encode(),
        "Object 1/content.xml": _chart(plant).encode(),
        "Object 1/meta.xml": f"<x>{plant.name('object meta')}</x>".encode(),
        "Object 2/content.xml": _formula(plant).encode(),
        "Object 3/content.xml": f"<x {NS}><text:p>{plant.name('foreign object')}</text:p></x>".encode(),
        "Object 4": plant.name("ole object").encode(),
        "ObjectReplacements/Object 1": plant.name("object replacement").encode(),
        "Thumbnails/thumbnail.png": _picture(plant, "thumbnail"),
        "Basic/Standard/Module1.xml": f"<x>{plant.name('basic')}</x>".encode(),
        "Configurations2/menubar/m.xml": f"<x>{plant.name('configuration')}</x>".encode(),
        "layout-cache": plant.name("layout cache").encode(),
        "stray.txt": plant.name("stray member").encode(),
        f"Pictures/{plant.word('picture name')}.png": b"",
        "META-INF/manifest.xml": (
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{plant.name("manifest")}"/>'
            "</manifest:manifest>"
        ).encode(),
    }
    picture = f"Pictures/{plant.planted['picture name']}.png"
    parts[picture] = _picture(plant, "picture")
    parts["content.xml"] = parts["content.xml"].replace(b"PICTURE", picture.encode())
    parts["styles.xml"] = parts["styles.xml"].replace(b"PICTURE", picture.encode())
    with zipfile.ZipFile(path, "w") as archive:
        archive.comment = plant.name("zip comment").encode()
        for name, data in parts.items():
            archive.writestr(name, data)
    return plant.planted


def _picture(plant: Planter, channel: str) -> bytes:
    info, out = PngInfo(), BytesIO()
    info.add_text("Author", plant.name(f"{channel} text chunk"))
    Image.new("RGB", (40, 30), "white").save(out, "PNG", pnginfo=info)
    return out.getvalue() + plant.name(f"bytes after {channel}").encode()


def _content(plant: Planter) -> str:
    style, prefix = plant.word("style name"), plant.word("namespace prefix")
    return f"""<?xml version="1.0" encoding="UTF-8"?><!-- {plant.name("XML comment")} -->
<?{plant.word("processing instruction")} x?>
<office:document-content {NS} office:version="1.3" xmlns:{prefix}="urn:{plant.word("namespace")}">
<office:scripts><office:script>{plant.name("office script")}</office:script></office:scripts>
<office:font-face-decls><style:font-face style:name="{plant.word("font face name")}"
 svg:font-family="{plant.name("font family")}"><svg:font-face-src><svg:font-face-uri
 xlink:href="{plant.word("font source")}"/></svg:font-face-src></style:font-face></office:font-face-decls>
<office:automatic-styles><style:style style:name="{style}" style:display-name="{plant.name("style display name")}"
 style:family="paragraph" style:parent-style-name="{plant.word("parent style name")}">
<style:text-properties fo:color="{plant.word("formatting value")}" fo:font-family="{plant.name("fo:font-family")}"
 officeooo:rsid="{plant.word("rsid")}" fo:hyphenate="true"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"
 style:num-prefix="{plant.text("number prefix")}" style:num-suffix="{plant.text("number suffix")}"
 loext:num-list-format="{plant.name("number format")}"/></text:list-style>
<number:date-style style:name="N1"><number:text>{plant.text("number text")}</number:text></number:date-style>
</office:automatic-styles>
<office:body><office:text>{_forms(plant)}{_changes(plant)}
<text:sequence-decls><text:sequence-decl text:name="{plant.word("sequence name")}"/></text:sequence-decls>
<text:user-field-decls><text:user-field-decl text:name="{plant.word("user field name")}"
 office:value-type="string" office:string-value="{plant.name("user field value")}"/></text:user-field-decls>
<text:variable-decls><text:variable-decl text:name="{plant.word("variable name")}"/></text:variable-decls>
<text:dde-connection-decls><text:dde-connection-decl office:dde-topic="{plant.word("dde topic")}"
 office:name="{plant.word("dde name")}"/></text:dde-connection-decls>
<text:p text:style-name="{style}">{plant.text("paragraph")}</text:p>
<text:h text:outline-level="1">{plant.text("heading")}</text:h>
{_splits(plant)}{_fields(plant)}{_marks(plant)}{_links(plant)}{_tables(plant)}{_frames(plant)}{_notes(plant)}
<text:list text:style-name="L1"><text:list-item><text:p>{plant.text("list")}</text:p></text:list-item></text:list>
<text:section text:name="{plant.name("section name")}" text:condition="{plant.name("section condition")}"
 text:protection-key="{plant.word("section key")}" text:display="none"><text:section-source
 xlink:href="../{plant.word("section source")}.odt"/><office:dde-source office:dde-item="{plant.word("dde source")}"/>
<text:p>{plant.text("hidden section")}</text:p></text:section>
<text:table-of-content text:name="{plant.name("index name")}"><text:table-of-content-source>
<text:index-title-template>{plant.text("index title template")}</text:index-title-template>
</text:table-of-content-source><text:index-body><text:index-title text:name="x"><text:p>{plant.text("index title")}</text:p>
</text:index-title><text:p>{plant.text("index entry")}</text:p></text:index-body></text:table-of-content>
<text:span>{plant.name("span outside a paragraph")}</text:span>{plant.name("text outside a paragraph")}
<loext:unknown>{plant.name("unknown element")}</loext:unknown>
<{prefix}:x {prefix}:y="{plant.name("unknown attribute")}"/>
</office:text></office:body></office:document-content>"""


def _splits(plant: Planter) -> str:
    between = {
        "spans": '</text:span><text:span text:style-name="T2">',
        "bookmark": '<text:bookmark text:name="b"/>',
        "soft page break": "<text:soft-page-break/>",
        "reference mark": '<text:reference-mark-start text:name="r"/>',
        "soft hyphen": "\u00ad",
        "zero width space": "\u200b",
        "unknown inline": "<loext:inline/>",
        "XML comment inside": "<!-- x -->",
    }
    lines = []
    for channel, middle in between.items():
        left, right = plant.halves(f"split by {channel}")
        lines.append(f'<text:p><text:span text:style-name="T1">{left}{middle}{right}</text:span></text:p>')
    spaces = {"text:s": "<text:s/>", "tab": "<text:tab/>", "line break": "<text:line-break/>", "line feed": "\n  "}
    spaces |= {"no-break space": "\u00a0", "spaces": ' <text:s text:c="2"/>'}
    for channel, middle in spaces.items():
        left, right = plant.words(f"parted by {channel}")
        lines.append(f"<text:p>{left}{middle}{right}</text:p>")
    return "".join(lines)


def _fields(plant: Planter) -> str:
    lines = [
        f"<text:p><text:{field}>{plant.text(f'field {field}')}</text:{field}></text:p>" for field in FIELDS.split()
    ]
    return "".join(lines) + (
        f'<text:p><text:hidden-text text:condition="{plant.name("hidden text condition")}"'
        f' text:string-value="{plant.text("hidden text value")}">{plant.text("hidden text")}</text:hidden-text>'
        f'<text:conditional-text text:string-value-if-true="{plant.name("conditional text value")}">x'
        "</text:conditional-text>"
        f'<text:placeholder text:description="{plant.name("placeholder description")}">x</text:placeholder>'
        f'<text:drop-down text:name="{plant.word("drop-down name")}"><text:label text:value="{plant.name("drop-down")}"/>'
        f"x</text:drop-down><text:script>{plant.name('text script')}</text:script>"
        f'<text:user-defined text:name="{plant.name("user-defined name")}">x</text:user-defined>'
        f'<text:sequence text:name="s" text:formula="{plant.name("sequence formula")}">1</text:sequence>'
        f'<text:database-display text:database-name="{plant.word("database")}" text:table-name="t">x'
        "</text:database-display></text:p>"
        f"<text:p><loext:content-control loext:alias='{plant.name('content control alias')}'>"
        f"{plant.text('content control')}</loext:content-control></text:p>"
        f"<text:p><text:ruby><text:ruby-base>{plant.text('ruby base')}</text:ruby-base>"
        f"<text:ruby-text>{plant.text('ruby text')}</text:ruby-text></text:ruby></text:p>"
        f'<text:p><text:meta xhtml:about="{plant.name("RDFa about")}" xhtml:content="{plant.name("RDFa content")}">'
        f"{plant.text('text:meta')}</text:meta></text:p>"
    )


def _marks(plant: Planter) -> str:
    return (
        f'<text:p><text:bookmark text:name="{plant.name("bookmark name")}"/>'
        f'<text:reference-mark text:name="{plant.name("reference mark name")}"/>'
        f'<text:alphabetical-index-mark text:string-value="{plant.text("index mark")}" text:key1="{plant.text("key1")}"/>'
        f'<text:toc-mark text:string-value="{plant.text("toc mark")}" text:outline-level="1"/>'
        f'<text:user-index-mark text:index-name="{plant.name("user index name")}" text:string-value="x"/>'
        f'<text:bibliography-mark text:bibliography-type="book" text:author="{plant.text("bibliography author")}"'
        f' text:title="{plant.text("bibliography title")}">{plant.text("bibliography mark")}</text:bibliography-mark></text:p>'
    )


def _links(plant: Planter) -> str:
    return (
        f'<text:p><text:a xlink:href="https://x.example/{plant.word("link target")}" office:name="{plant.name("link name")}"'
        f' office:title="{plant.name("link title")}" office:target-frame-name="{plant.word("link frame")}">'
        f'{plant.text("link text")}</text:a> <text:a xlink:href="mailto:{plant.word("mail link")}@x.example">mail</text:a>'
        f' <text:a xlink:href="../{plant.word("file link")}.odt">{plant.text("file link text")}</text:a>'
        f' <text:a xlink:href="#1.{plant.word("outline link")}|outline">outline</text:a>'
        f' <text:a xlink:href="https://x.example/%51{plant.word("escaped link")[1:]}">escaped</text:a></text:p>'
    )


def _tables(plant: Planter) -> str:
    return (
        f'<table:table table:name="{plant.name("table name")}" table:style-name="ta">'
        f"<table:title>{plant.text('table title')}</table:title><table:desc>{plant.text('table description')}</table:desc>"
        f'<table:table-source xlink:href="{plant.word("table source")}"/>'
        '<table:table-column table:number-columns-repeated="2"/><table:table-row>'
        f'<table:table-cell office:value-type="string" office:string-value="{plant.name("cell string value")}"'
        f' table:formula="{plant.name("cell formula")}"><text:p>{plant.text("cell")}</text:p></table:table-cell>'
        f"<table:table-cell><table:table><table:table-row><table:table-cell><text:p>{plant.text('nested cell')}</text:p>"
        "</table:table-cell></table:table-row></table:table></table:table-cell></table:table-row></table:table>"
    )


def _frames(plant: Planter) -> str:
    href = 'xlink:type="simple" xlink:href='
    return (
        f'<text:p><draw:frame draw:name="{plant.name("frame name")}" svg:width="4cm" svg:height="3cm"><draw:text-box>'
        f"<text:p>{plant.text('text box')}</text:p></draw:text-box><svg:title>{plant.text('frame title')}</svg:title>"
        f"<svg:desc>{plant.text('frame description')}</svg:desc>"
        f'<draw:image-map><draw:area-rectangle {href}"https://{plant.word("image map link")}.example">'
        f"<svg:desc>{plant.name('image map')}</svg:desc></draw:area-rectangle></draw:image-map></draw:frame>"
        f'<draw:frame svg:width="4cm" svg:height="3cm"><draw:image {href}"PICTURE"'
        f' draw:filter-name="{plant.name("picture filter")}"/></draw:frame>'
        f'<draw:frame><draw:image {href}"../{plant.word("linked picture")}.png"/></draw:frame>'
        f"<draw:frame><draw:image><office:binary-data>QUJD</office:binary-data></draw:image></draw:frame>"
        f'<draw:a xlink:href="https://x.example/{plant.word("picture link")}"><draw:frame><draw:image {href}"PICTURE"/>'
        "</draw:frame></draw:a>"
        f'<draw:frame><draw:object {href}"./Object 3"/></draw:frame>'
        f'<draw:frame><draw:object {href}"./Object 1"/><draw:image {href}"./ObjectReplacements/Object 1"/></draw:frame>'
        f'<draw:frame><draw:object {href}"./Object 2"/></draw:frame>'
        f'<draw:frame><draw:object {href}"./Object 3"/></draw:frame>'
        f'<draw:frame><draw:object-ole {href}"./Object 4"/></draw:frame>'
        f'<draw:frame><draw:floating-frame {href}"../{plant.word("floating frame")}.html"/></draw:frame>'
        f'<draw:frame><draw:plugin draw:mime-type="{plant.name("plug-in type")}" {href}"{plant.word("plug-in")}"/></draw:frame>'
        f'<draw:custom-shape draw:name="{plant.name("shape name")}"><svg:title>{plant.text("shape title")}</svg:title>'
        f'<text:p>{plant.text("custom shape")}</text:p><draw:enhanced-geometry draw:type="{plant.word("shape type")}"'
        f' draw:enhanced-path="M 0 0 L 9 9 N"><draw:equation draw:name="f0" draw:formula="{plant.name("shape formula")}"/>'
        "</draw:enhanced-geometry></draw:custom-shape>"
        f"<draw:g><draw:rect><text:p>{plant.text('grouped shape')}</text:p></draw:rect></draw:g>"
        f'<draw:control draw:control="c0"/><office:event-listeners><script:event-listener script:macro-name='
        f'"{plant.name("event listener")}"/></office:event-listeners></text:p>'
    )


def _notes(plant: Planter) -> str:
    return (
        '<text:p>x<text:note text:id="f1" text:note-class="footnote"><text:note-citation '
        f'text:label="{plant.text("note label")}">{plant.text("note citation")}</text:note-citation><text:note-body>'
        f"<text:p>{plant.text('footnote')}</text:p></text:note-body></text:note>"
        f"<text:note text:note-class='endnote'><text:note-body><text:p>{plant.text('endnote')}</text:p></text:note-body>"
        f'</text:note><office:annotation office:name="{plant.name("comment id")}"><dc:creator>{plant.name("comment author")}'
        f"</dc:creator><dc:date>2024-01-01T00:00:00</dc:date><meta:creator-initials>{plant.name('comment initials')}"
        f"</meta:creator-initials><text:p>{plant.text('comment')}</text:p></office:annotation>"
        f'<office:annotation-end office:name="{plant.planted["comment id"]}"/></text:p>'
    )


def _changes(plant: Planter) -> str:
    def info(channel: str) -> str:
        return (
            f"<office:change-info><dc:creator>{plant.name(f'{channel} author')}</dc:creator>"
            f"<dc:date>2024-01-01T00:00:00</dc:date><text:p>{plant.name(f'{channel} remark')}</text:p></office:change-info>"
        )

    return (
        '<text:tracked-changes><text:changed-region xml:id="ct1" text:id="ct1"><text:insertion>'
        f'{info("insertion")}</text:insertion></text:changed-region><text:changed-region xml:id="ct2" text:id="ct2">'
        f"<text:deletion>{info('deletion')}<text:p>{plant.text('deleted text')}</text:p></text:deletion>"
        '</text:changed-region></text:tracked-changes><text:p><text:change-start text:change-id="ct1"/>'
        f'{plant.text("inserted text")}<text:change-end text:change-id="ct1"/><text:change text:change-id="ct2"/></text:p>'
    )


def _forms(plant: Planter) -> str:
    controls = "".join(
        f'<form:{kind} form:id="c{number}" form:control-implementation="ooo:com.sun.star.form.component.{IMPLEMENTED[kind]}"'
        f' form:name="{plant.name(f"form {kind} name")}"'
        f' form:label="{plant.text(f"form {kind} label")}" form:title="{plant.text(f"form {kind} help")}"'
        f' form:value="{plant.text(f"form {kind} value")}" form:current-value="{plant.text(f"form {kind} current")}"'
        f' form:data-field="{plant.name(f"form {kind} data field")}"><form:properties><form:property form:property-name="x"'
        f' office:string-value="{plant.name(f"form {kind} property")}"/></form:properties></form:{kind}>'
        for number, kind in enumerate(IMPLEMENTED)
    )
    return (
        f'<office:forms><form:form form:name="{plant.name("form name")}" form:datasource="{plant.name("data source")}"'
        f' form:command="{plant.name("form command")}" xlink:href="https://{plant.word("form target")}.example">{controls}'
        f'<form:listbox form:id="l"><form:option form:label="{plant.name("form option")}"/></form:listbox>'
        f'<form:combobox form:id="m"><form:item form:label="{plant.text("form item")}"/></form:combobox>'
        f'<form:hidden form:value="{plant.name("hidden form value")}"/></form:form></office:forms>'
    )


def _styles(plant: Planter) -> str:
    kinds = ("header", "header-left", "header-first", "footer", "footer-left", "footer-first")
    pages = "".join(
        f'<style:master-page style:name="{plant.name(f"{page} master page")}" style:page-layout-name="pm1">'
        + "".join(f"<style:{kind}><text:p>{plant.text(f'{page} {kind}')}</text:p></style:{kind}>" for kind in kinds)
        + f"<loext:header-first><text:p>{plant.text(f'{page} loext header')}</text:p></loext:header-first></style:master-page>"
        for page in ("used", "unused")
    )
    return f"""<office:document-styles {NS} office:version="1.3"><office:styles>
<draw:fill-image draw:name="{plant.name("fill image name")}" draw:display-name="{plant.name("fill image display name")}"
 xlink:href="PICTURE"/><style:style style:name="{plant.name("common style name")}" style:family="text"/>
<text:notes-configuration text:note-class="footnote" style:num-prefix="{plant.text("note prefix")}"/>
<text:linenumbering-configuration><text:linenumbering-separator>{plant.text("line number separator")}
</text:linenumbering-separator></text:linenumbering-configuration></office:styles>
<office:automatic-styles><style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="21cm"
 style:paper-tray-name="{plant.name("paper tray")}"><style:background-image xlink:href="PICTURE"/>
</style:page-layout-properties></style:page-layout></office:automatic-styles>
<office:master-styles>{pages}</office:master-styles></office:document-styles>"""


def _meta(plant: Planter) -> str:
    names = ("meta:initial-creator", "dc:creator", "meta:printed-by", "dc:subject", "dc:description", "meta:keyword")
    return (
        f"<office:document-meta {NS}><office:meta><dc:title>{plant.text('title')}</dc:title>"
        + "".join(f"<{name}>{plant.name(name)}</{name}>" for name in names)
        + f'<meta:template xlink:href="../{plant.word("template path")}.ott" xlink:title="{plant.name("template title")}"/>'
        f'<meta:auto-reload xlink:href="{plant.word("auto reload")}"/><meta:generator>{plant.name("generator")}'
        f'</meta:generator><meta:user-defined meta:name="{plant.name("property name")}">{plant.name("property value")}'
        f'</meta:user-defined><meta:document-statistic meta:page-count="{plant.word("statistic")}"/></office:meta>'
        "</office:document-meta>"
    )


def _settings(plant: Planter) -> str:
    items = "".join(
        f'<config:config-item config:name="{name}">{plant.name(name)}</config:config-item>'
        for name in ("PrinterName", "PrinterSetup", "CurrentDatabaseDataSource", "EmbeddedDatabaseName")
    )
    return f"<office:document-settings {NS}><office:settings>{items}</office:settings></office:document-settings>"


def _chart(plant: Planter) -> str:
    return f"""<office:document-content {NS} office:version="1.3"><office:body><office:chart>
<chart:chart chart:class="chart:bar" xlink:href="..">
<chart:title><text:p>{plant.text("chart title")}</text:p></chart:title>
<chart:subtitle><text:p>{plant.text("chart subtitle")}</text:p></chart:subtitle>
<chart:plot-area table:cell-range-address="{plant.word("chart range")}.A1:.B2"><chart:axis chart:dimension="x"
 chart:name="{plant.name("axis name")}"><chart:title><text:p>{plant.text("axis title")}</text:p></chart:title></chart:axis>
<chart:series chart:values-cell-range-address="'{plant.name("series range")}'.B1:.B2"/></chart:plot-area>
<table:table table:name="local-table"><table:table-row><table:table-cell office:value-type="string"
 office:string-value="{plant.name("chart cell value")}"><text:p>{plant.text("chart cell")}</text:p></table:table-cell>
</table:table-row></table:table></chart:chart></office:chart></office:body></office:document-content>"""


def _formula(plant: Planter) -> str:
    return (
        f'<math xmlns="{URIS["math"]}"><semantics><mrow><mtext>{plant.text("formula")}</mtext></mrow>'
        f'<annotation encoding="StarMath 5.0">{plant.name("formula source")}</annotation></semantics></math>'
    )
