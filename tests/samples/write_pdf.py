"""Write one source as .pdf: flowing text, tables, header and footer on every page, and its hidden names.

In: a `Source`, a `Look` and the crest. Out: bytes of a PDF; the same bytes every time. PyMuPDF's Story lays out HTML;
soft hyphens in the source let a name break at a line's end. Fonts: Liberation, embedded and subset.
"""

from __future__ import annotations

import html
import io
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pymupdf
from source import Block, Source, inlines, plain

PAGE = pymupdf.paper_rect("letter")
DATE = "D:20250502164000-04'00'"
FACES = {"": "regular", "b": "bold", "i": "italic", "bi": "bold italic"}


@dataclass(frozen=True, slots=True)
class Look:
    """Typeface family, size in points, margin in points, colour of headings and lines."""

    font: str = "Liberation Serif"
    size_pt: float = 10.5
    margin_pt: float = 64
    colour: str = "#24485c"


def write_pdf(source: Source, look: Look, logo: bytes) -> bytes:
    """The whole document as bytes."""
    archive = fonts(look.font)
    archive.add(logo, "crest.png")
    document = pymupdf.open("pdf", lay_out(source, look, archive))
    check_breaks(document, source)
    for page in document:
        add_frame(page, source, look, archive)
    add_outline(document, source)
    add_links(document, source)
    add_notes(document, source)
    values = source.plant("info")
    document.set_metadata(
        {"producer": "PyMuPDF", "creator": "Word processor", "creationDate": DATE, "modDate": DATE,
         "title": source.plain("TITLE"), **values}
    )  # fmt: skip
    document.subset_fonts()
    return document.tobytes(garbage=4, deflate=True, deflate_fonts=True, no_new_id=True)


def fonts(family: str) -> pymupdf.Archive:
    """The four faces of a family, found by fontconfig."""
    archive = pymupdf.Archive()
    for key, style in FACES.items():
        command = ["fc-match", "--format=%{file}", f"{family}:{style}"]
        path = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        archive.add(Path(path).read_bytes(), f"face{key}.ttf")
    return archive


def css(look: Look) -> str:
    """The style sheet."""
    faces = "".join(
        f"@font-face{{font-family:Text;src:url(face{key}.ttf);font-weight:{'bold' if 'b' in key else 'normal'};"
        f"font-style:{'italic' if 'i' in key else 'normal'}}}"
        for key in FACES
    )
    return faces + (
        f"body{{margin:0;font-family:Text;font-size:{look.size_pt}pt;line-height:1.25}}"
        f"h1{{font-size:{look.size_pt + 6}pt;color:{look.colour};margin:0 0 8pt 0}}"
        f"h2{{font-size:{look.size_pt + 2}pt;color:{look.colour};margin:11pt 0 4pt 0}}"
        "p{margin:0 0 5pt 0;text-align:justify} p.caption{font-weight:bold;text-align:left;margin:7pt 0 3pt 0}"
        "p.left{text-align:left} ul{margin:0 0 5pt 0} li{margin:0 0 2pt 0}"
        "table{border-collapse:collapse;margin:0 0 8pt 0;width:100%}"
        f"td,th{{border:0.6px solid #8a939c;padding:2.5pt 5pt;text-align:left;font-size:{look.size_pt - 1}pt}}"
        "th{font-weight:bold} div.small{font-size:8pt;color:#555}"
    )


def lay_out(source: Source, look: Look, archive: pymupdf.Archive) -> bytes:
    """Flow the source's HTML over as many pages as it takes."""
    story = pymupdf.Story(page_html(source), user_css=css(look), archive=archive)
    buffer = io.BytesIO()
    writer = pymupdf.DocumentWriter(buffer)
    margin = look.margin_pt
    more = True
    while more:
        device = writer.begin_page(PAGE)
        more, _ = story.place(pymupdf.Rect(margin, margin + 8, PAGE.width - margin, PAGE.height - margin))
        story.draw(device)
        writer.end_page()
    writer.close()
    return buffer.getvalue()


def page_html(source: Source) -> str:
    """The body as HTML. Bullets in a row become one list."""
    pieces: list[str] = []
    for block in source.blocks:
        text = block_html(block)
        if block.kind == "bullet" and pieces and pieces[-1].endswith("</ul>"):
            pieces[-1] = pieces[-1].removesuffix("</ul>") + text + "</ul>"
        else:
            pieces.append(f"<ul>{text}</ul>" if block.kind == "bullet" else text)
    return f"<body>{''.join(pieces)}</body>"


def block_html(block: Block) -> str:
    """One block as HTML."""
    if block.kind == "table":
        rows = []
        for at, row in enumerate(block.rows):
            tag = "th" if at == 0 else "td"
            rows.append("<tr>" + "".join(f"<{tag}>{line_html(cell)}</{tag}>" for cell in row) + "</tr>")
        return f"<table>{''.join(rows)}</table>"
    if block.kind == "image":
        return '<p class="left"><img src="crest.png" width="112" height="56"/></p>'
    text = line_html(block.text)
    tag = {"title": "h1", "heading": "h2", "bullet": "li"}.get(block.kind, "p")
    first = plain(block.text)
    style = ' class="caption"' if first.startswith("Table ") else ' class="left"' if "*" in first[:2] else ""
    return f"<{tag}{style}>{text}</{tag}>"


def line_html(marked: str) -> str:
    """One line as HTML; only emphasis and links have a shape of their own here."""
    shapes = {"bold": "<b>{}</b>", "italic": "<i>{}</i>", "link": '<span style="color:#0b57a4">{}</span>'}
    return "".join(shapes.get(part.kind, "{}").format(html.escape(part.text)) for part in inlines(marked))


def check_breaks(document: pymupdf.Document, source: Source) -> None:
    """Every soft hyphen of the source must fall at a line's end, or the plant is not there.

    Raises:
        ValueError: a word was not broken; change the words before it in the source.
    """
    text = "".join(page.get_text() for page in document)
    for block in source.blocks:
        for word in plain(block.text).split():
            left, soft, right = word.partition("\u00ad")
            if soft and f"{left}-\n{right}" not in text:
                raise ValueError(f"{source.plain('PART')}: {left}-{right} does not break at a line's end")


def add_frame(page: pymupdf.Page, source: Source, look: Look, archive: pymupdf.Archive) -> None:
    """Header line, rule, footer line and page number."""
    left, right = look.margin_pt, PAGE.width - look.margin_pt
    texts = (
        (pymupdf.Rect(left, 34, right, 50), source.plain("HEADER")),
        (pymupdf.Rect(left, PAGE.height - 48, right - 40, PAGE.height - 34), source.plain("FOOTER")),
        (pymupdf.Rect(right - 36, PAGE.height - 48, right, PAGE.height - 34), f"{page.number + 1}"),
    )
    for box, text in texts:
        page.insert_htmlbox(box, f'<div class="small">{html.escape(text)}</div>', css=css(look), archive=archive)
    page.draw_line((left, 52), (right, 52), color=(0.55, 0.58, 0.61), width=0.6)


def add_outline(document: pymupdf.Document, source: Source) -> None:
    """Bookmarks from the headings; a planted one gets its own words."""
    other = source.plant("outline")
    rows = [[1, source.plain("TITLE"), 1]]
    for block in source.blocks:
        if block.kind == "heading":
            text = plain(block.text)
            page = next((p.number + 1 for p in document if p.search_for(text)), 1)
            rows.append([2, other.get(text, text), page])
    document.set_toc(rows)


def add_links(document: pymupdf.Document, source: Source) -> None:
    """Link annotations: on shown links, and on web addresses that stand bare in the text."""
    for block in source.blocks:
        for part in inlines(block.text):
            bare = [word.rstrip(".,") for word in part.text.split() if word.startswith("https://")]
            targets = {part.text: part.target} if part.kind == "link" else dict(zip(bare, bare, strict=True))
            for shown, target in targets.items():
                for page in document:
                    for box in page.search_for(shown):
                        page.insert_link({"kind": pymupdf.LINK_URI, "from": box, "uri": target})


def add_notes(document: pymupdf.Document, source: Source) -> None:
    """Sticky notes in the margin of the last page."""
    page = document[-1]
    for at, (author, text) in enumerate(source.plant("sticky").items()):
        note = page.add_text_annot((PAGE.width - 40, 90 + 30 * at), text, icon="Comment")
        note.set_info(title=author, creationDate=DATE, modDate=DATE)
        note.update()
