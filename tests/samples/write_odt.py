"""Write one source as .odt, with its names in headers, notes, annotations, tracked changes and metadata.

In: a `Source`. Out: bytes of an OpenDocument text; the same bytes every time. The five parts are written as text,
after OpenDocument 1.3 (https://docs.oasis-open.org/office/OpenDocument/v1.3/), so that each place stays visible.
"""

# ruff: noqa: E501 (XML reads best unbroken)
from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from source import Block, Inline, Source, inlines

STAMP = "2025-02-20T17:05:00"
WHEN = (2025, 5, 2, 16, 40, 0)
NAMES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write_odt(source: Source) -> bytes:
    """The whole document as bytes."""
    parts = {
        "content.xml": Content(source).xml(),
        "styles.xml": styles(source),
        "meta.xml": meta(source),
        "META-INF/manifest.xml": MANIFEST,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in {"mimetype": "application/vnd.oasis.opendocument.text", **parts}.items():
            info = zipfile.ZipInfo(name, WHEN)
            info.create_system = 0
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, text)
    return buffer.getvalue()


class Content:
    """`content.xml` being written; changes and notes are counted on the way."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.changes: list[str] = []
        self.notes = 0
        self.tables = 0

    def xml(self) -> str:
        """The part as text. Tracked changes stand before the first paragraph."""
        body = "".join(self.block(block) for block in self.source.blocks)
        tracked = f"<text:tracked-changes>{''.join(self.changes)}</text:tracked-changes>" if self.changes else ""
        return (
            f'{DECLARATION}<office:document-content {NAMES} office:version="1.3">{AUTOMATIC}'
            f"<office:body><office:text>{tracked}{body}</office:text></office:body></office:document-content>"
        )

    def block(self, block: Block) -> str:
        """One block as XML."""
        if block.kind == "table":
            return self.table(block)
        text = self.line(inlines(block.text))
        if block.kind in ("title", "heading"):
            level = 1 if block.kind == "title" else 2
            return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{text}</text:h>'
        if block.kind == "bullet":
            return f'<text:list text:style-name="Bullets"><text:list-item><text:p>{text}</text:p></text:list-item></text:list>'
        return f'<text:p text:style-name="Body">{text}</text:p>'

    def table(self, block: Block) -> str:
        """A table with a header row."""
        self.tables += 1
        rows = []
        for at, row in enumerate(block.rows):
            style = "Head" if at == 0 else "Cell"
            cells = "".join(
                f'<table:table-cell table:style-name="Box" office:value-type="string"><text:p text:style-name="{style}">'
                f"{self.line(inlines(cell))}</text:p></table:table-cell>"
                for cell in row
            )
            rows.append(f"<table:table-row>{cells}</table:table-row>")
        head = f"<table:table-header-rows>{rows[0]}</table:table-header-rows>"
        widths = "".join(f'<table:table-column table:style-name="Column{at}"/>' for at in range(len(block.rows[0])))
        name = f"Table{self.tables}"
        return (
            f'<table:table table:name="{name}" table:style-name="Table">{widths}{head}{"".join(rows[1:])}</table:table>'
        )

    def line(self, stretches: Iterable[Inline]) -> str:
        """The inside of one paragraph."""
        return "".join(self.inline(stretch) for stretch in stretches)

    def inline(self, stretch: Inline) -> str:
        """One stretch as XML."""
        text = escape(stretch.text)
        if stretch.kind in ("bold", "italic"):
            return f'<text:span text:style-name="{stretch.kind}">{text}</text:span>'
        if stretch.kind == "link":
            return f'<text:a xlink:type="simple" xlink:href={quoteattr(stretch.target)}>{text}</text:a>'
        if stretch.kind == "note":
            self.notes += 1
            return (
                f'<text:note text:id="ftn{self.notes}" text:note-class="footnote"><text:note-citation>{self.notes}'
                f'</text:note-citation><text:note-body><text:p text:style-name="Note">{text}</text:p></text:note-body></text:note>'
            )
        if stretch.kind == "comment":
            return f"<office:annotation>{by(stretch.who)}<text:p>{text}</text:p></office:annotation>"
        if stretch.kind in ("insert", "delete"):
            return self.change(stretch, text)
        return text

    def change(self, stretch: Inline, text: str) -> str:
        """A tracked change: the region with its author, and its place in the line."""
        key = f"ct{len(self.changes) + 1}"
        kind, kept = ("insertion", "") if stretch.kind == "insert" else ("deletion", f"<text:p>{text}</text:p>")
        self.changes.append(
            f'<text:changed-region xml:id="{key}" text:id="{key}"><text:{kind}><office:change-info>{by(stretch.who)}'
            f"</office:change-info>{kept}</text:{kind}></text:changed-region>"
        )
        if stretch.kind == "delete":
            return f'<text:change text:change-id="{key}"/>'
        return f'<text:change-start text:change-id="{key}"/>{text}<text:change-end text:change-id="{key}"/>'


def by(who: str) -> str:
    """Author and date, as annotations and changes carry them."""
    return f"<dc:creator>{escape(who)}</dc:creator><dc:date>{STAMP}</dc:date>"


def styles(source: Source) -> str:
    """`styles.xml`: the named styles and the page with its header and footer."""
    header, footer = (
        f'<style:{name}><text:p text:style-name="Small">{escape(source.plain(name.upper()))}</text:p></style:{name}>'
        for name in ("header", "footer")
    )
    return (
        f'{DECLARATION}<office:document-styles {NAMES} office:version="1.3">{STYLES}<office:master-styles>'
        f'<style:master-page style:name="Standard" style:page-layout-name="Letter">{header}{footer}</style:master-page>'
        "</office:master-styles></office:document-styles>"
    )


def meta(source: Source) -> str:
    """`meta.xml`: the planted properties, the rest as LibreOffice would write it."""
    values = source.plant("meta")
    simple = {
        "meta:initial-creator": values.get("initial-creator", ""),
        "dc:creator": values.get("creator", ""),
        "dc:title": values.get("title", source.plain("TITLE")),
        "dc:subject": values.get("subject", ""),
        "meta:creation-date": STAMP,
        "dc:date": STAMP,
    }
    rows = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in simple.items() if value)
    rows += "".join(
        f"<meta:user-defined meta:name={quoteattr(name)}>{escape(value)}</meta:user-defined>"
        for name, value in source.plant("user-defined").items()
    )
    return f'{DECLARATION}<office:document-meta {NAMES} office:version="1.3"><office:meta>{rows}</office:meta></office:document-meta>'


MANIFEST = (
    f'{DECLARATION}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    '<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}.xml" manifest:media-type="text/xml"/>'
        for name in ("content", "styles", "meta")
    )
    + "</manifest:manifest>"
)
AUTOMATIC = (
    "<office:automatic-styles>"
    '<style:style style:name="bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="italic" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="Table" style:family="table"><style:table-properties style:width="6.7in" table:align="left" '
    'fo:margin-bottom="0.1in"/></style:style>'
    + "".join(
        f'<style:style style:name="Column{at}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width_in}in"/></style:style>'
        for at, width_in in enumerate((1.3, 2.4, 1.1, 1.9))
    )
    + '<style:style style:name="Box" style:family="table-cell"><style:table-cell-properties fo:padding="0.04in" '
    'fo:border="0.5pt solid #7a8594"/></style:style>'
    '<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
    '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
    '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.2in" fo:margin-left="0.4in"/>'
    "</style:list-level-properties></text:list-level-style-bullet></text:list-style></office:automatic-styles>"
)


def paragraph_style(name: str, text: str, paragraph: str = "", parent: str = "Standard") -> str:
    """One named paragraph style."""
    return (
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}">'
        f"<style:paragraph-properties {paragraph}/><style:text-properties {text}/></style:style>"
    )


STYLES = (
    '<office:font-face-decls><style:font-face style:name="Arial" svg:font-family="Arial"/></office:font-face-decls>'
    '<office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name="Arial" '
    'fo:font-size="10.5pt" fo:language="en" fo:country="US"/></style:default-style>'
    '<style:style style:name="Standard" style:family="paragraph"/>'
    + paragraph_style("Body", 'fo:font-size="10.5pt"', 'fo:margin-bottom="0.07in"')
    + paragraph_style("Small", 'fo:font-size="8.5pt" fo:color="#555555"')
    + paragraph_style("Cell", 'fo:font-size="9.5pt"')
    + paragraph_style("Head", 'fo:font-size="9.5pt" fo:font-weight="bold"')
    + paragraph_style("Note", 'fo:font-size="9pt"')
    + paragraph_style("Heading_20_1", 'fo:font-size="15pt" fo:font-weight="bold"', 'fo:margin-bottom="0.1in"')
    + paragraph_style(
        "Heading_20_2", 'fo:font-size="12pt" fo:font-weight="bold" fo:color="#7a3b1d"',
        'fo:margin-top="0.12in" fo:margin-bottom="0.05in" fo:keep-with-next="always"',
    )
    + '</office:styles><office:automatic-styles><style:page-layout style:name="Letter"><style:page-layout-properties '
    'fo:page-width="8.5in" fo:page-height="11in" fo:margin="0.8in"/><style:header-style>'
    '<style:header-footer-properties fo:min-height="0.3in" fo:margin-bottom="0.12in"/></style:header-style>'
    '<style:footer-style><style:header-footer-properties fo:min-height="0.3in" fo:margin-top="0.12in"/>'
    "</style:footer-style></style:page-layout></office:automatic-styles>"
)  # fmt: skip
