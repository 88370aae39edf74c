"""Files made to hurt: bombs, loops, depth and number, in every format. What each does stands in its name."""

# ruff: noqa: E501  objects read better unbroken

import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO

from tests.fuzz.seeds import SEEDS
from tests.fuzz.trial import NAME

MANY = 1_000  # of everything; more on the command line
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(f'xmlns:{each}="{ODF}:{each}:1.0"' for each in ("office", "text", "table", "style", "drawing"))
SPACES += f' xmlns:draw="{ODF}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
RUN = f"<w:r><w:t>{NAME}</w:t></w:r>"


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(body: str, rels: str = "", **more: bytes | str) -> bytes:
    """A Word document of this body; `more` names members with `__` for `/` and `_xml` for `.xml`."""
    head = f'<w:document xmlns:w="{WORD}" xmlns:r="{REL}"><w:body>'
    main = f'<Relationship Id="r1" Type="{REL}/officeDocument" Target="word/document.xml"/>'
    frame = f'<Relationships xmlns="{PACKAGE}/relationships">'
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "_rels/.rels": f"{frame}{main}</Relationships>",
            "word/document.xml": f"{head}{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f"{frame}{rels}</Relationships>",
            **{name.replace("__", "/").replace("_xml", ".xml"): data for name, data in more.items()},
        }
    )


def odt(body: str, styles: str = "") -> bytes:
    content = f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}"
    tail = "</office:text></office:body></office:document-content>"
    text = f"<office:document-content {SPACES}>{content}{tail}"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": text})


def p(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def t(inner: str) -> str:
    return f"<text:p>{inner}</text:p>"


def nest(start: str, inner: str, end: str, depth: int = MANY) -> str:
    return start * depth + inner + end * depth


def russian_doll(depth: int) -> bytes:
    """A document in a document in a document."""
    rel = f'<Relationship Id="r2" Type="{REL}/package" Target="embeddings/a.docx"/>'
    data = docx(p(RUN))
    for _ in range(depth):
        data = docx(p(RUN), rel, **{"word__embeddings__a.docx": data})
    return data


def overlapping() -> bytes:
    """Many directory entries of one and the same member."""
    data = zipped({"word/document.xml": bytes(10 * MANY)})
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[start:end]
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2000, 2000, len(entry) * 2000, start, 0)
    return data[:start] + entry * 2000 + tail


def lying() -> bytes:
    """A member that says it has four gigabytes."""
    data = bytearray(docx(p(RUN)))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<L", 0xFFFFFFFE)
    return bytes(data)


def pdf(objects: Mapping[int, str | bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """A PDF of these objects, 1 to 3 given where missing: catalogue, pages, one page."""
    base: dict[int, str | bytes] = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>"
        "/Pattern<</P 7 0 R>>>>>>",
        4: stream(f"BT /F 12 Tf 50 50 Td ({NAME} met Oona) Tj ET"),
        5: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        6: stream("", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
        7: "null",
    }
    out, offsets = bytearray(b"%PDF-1.7\n"), {}
    for number, body in sorted({**base, **objects}.items()):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body if isinstance(body, bytes) else body.encode("latin-1"))
    at, size = len(out), max(offsets) + 1
    rows = [b"%010d 00000 n \n" % offsets[n] if n in offsets else b"0000000000 65535 f \n" for n in range(size)]
    out += b"xref\n0 %d\n%b" % (size, b"".join(rows))
    return bytes(out + f"trailer <</Size {size} {trailer}>>\nstartxref\n{at}\n%%EOF".encode())


def stream(content: str | bytes, keys: str = "") -> bytes:
    data = content if isinstance(content, bytes) else content.encode("latin-1")
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (keys.encode(), len(data), data)


def packed(data: bytes, keys: str = "") -> bytes:
    return stream(zlib.compress(data, 1), f"/Filter/FlateDecode{keys}")


def page(keys: str) -> dict[int, str | bytes]:
    return {3: f"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>{keys}>>"}


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">2L5B", width, height, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + b"".join(chunks)
        + chunk(b"IDAT", zlib.compress(bytes(10 * MANY)))
        + chunk(b"IEND", b"")
    )


FORM = "/Type/XObject/Subtype/Form/BBox[0 0 400 400]"
CMAP = "1 begincodespacerange <00> <FFFFFFFF> endcodespacerange 1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"
ANNOT = "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://quill.example)>>>>"

SHAPES: dict[str, tuple[str, Callable[[], bytes]]] = {
    # packages
    "a zip in a zip, twelve times": ("case.docx", lambda: russian_doll(12)),
    "overlapping members": ("case.docx", overlapping),
    "a size that is not true": ("case.docx", lying),
    "many members": ("case.docx", lambda: zipped({f"word/{n}.xml": "" for n in range(6_000)})),
    "names with NUL, RTL and length": (
        "case.docx",
        lambda: docx(
            p(RUN),
            **{
                "word/\u202egnp.exe": b"x",
                "a" * 60_000: b"x",
                "word/é\udcff".encode("utf-8", "replace").decode(): b"x",
            },
        ),
    ),
    # XML in .docx
    "elements deep beyond limits": ("case.docx", lambda: docx(nest("<w:sdt>", p(RUN), "</w:sdt>"))),
    "elements two hundred and forty deep": (
        "case.docx",
        lambda: docx(nest("<w:sdt><w:sdtContent>", p(RUN), "</w:sdtContent></w:sdt>", 120)),
    ),
    "an attribute of fifty megabytes": ("case.docx", lambda: docx(f'<w:p w:rsidR="{"a" * 50_000_000}"/>')),
    "a text of ten megabytes": ("case.docx", lambda: docx(p(f"<w:r><w:t>{'Mr. A. ' * 1_500_000}</w:t></w:r>"))),
    "many empty elements": ("case.docx", lambda: docx("<w:p/>" * 10 * MANY)),
    "many empty unknown elements": ("case.docx", lambda: docx("<w:p><w:x/></w:p>" + "<w:x/>" * 10 * MANY)),
    "many runs in a paragraph": ("case.docx", lambda: docx(p("<w:r><w:t>a </w:t></w:r>" * MANY))),
    "many paragraphs": ("case.docx", lambda: docx(p(RUN) * MANY)),
    "many tables": (
        "case.docx",
        lambda: docx(f"<w:tbl><w:tr><w:tc>{p('<w:r><w:t>a</w:t></w:r>')}</w:tc></w:tr></w:tbl>" * MANY),
    ),
    "tables in tables": ("case.docx", lambda: docx(nest("<w:tbl><w:tr><w:tc>", p(RUN), "</w:tc></w:tr></w:tbl>", 80))),
    "many links": (
        "case.docx",
        lambda: docx(
            p(f'<w:hyperlink r:id="l">{RUN}</w:hyperlink>' * MANY),
            f'<Relationship Id="l" Type="{REL}/hyperlink" Target="https://quill.example" TargetMode="External"/>',
        ),
    ),
    "many fields, none closed": (
        "case.docx",
        lambda: docx(
            p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>' * MANY)
        ),
    ),
    "many fields": (
        "case.docx",
        lambda: docx(
            p(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>' * MANY
            )
        ),
    ),
    "many bookmarks": (
        "case.docx",
        lambda: docx(p("".join(f'<w:bookmarkStart w:id="{n}" w:name="b{n}"/>' for n in range(MANY)))),
    ),
    "many deletions": (
        "case.docx",
        lambda: docx(p("<w:del w:author='Q'><w:r><w:delText>a</w:delText></w:r></w:del>" * MANY)),
    ),
    "deleted paragraph marks in a row": (
        "case.docx",
        lambda: docx(p(f"<w:pPr><w:rPr><w:del w:author='Q'/></w:rPr></w:pPr>{RUN}") * MANY),
    ),
    "a header that is its own header": (
        "case.docx",
        lambda: docx(
            p(RUN) + '<w:sectPr><w:headerReference r:id="h"/></w:sectPr>',
            f'<Relationship Id="h" Type="{REL}/header" Target="header.xml"/>',
            word__header_xml=f'<w:hdr xmlns:w="{WORD}">{p(RUN)}</w:hdr>',
            **{
                "word/_rels/header.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="h" Type="{REL}/header" Target="header.xml"/></Relationships>'
            },
        ),
    ),
    "many relationships": (
        "case.docx",
        lambda: docx(
            p(RUN),
            "".join(
                f'<Relationship Id="l{n}" Type="{REL}/hyperlink" Target="u{n}" TargetMode="External"/>'
                for n in range(MANY)
            ),
        ),
    ),
    "a chunk of deep HTML": (
        "case.docx",
        lambda: docx(
            '<w:altChunk r:id="c"/>',
            f'<Relationship Id="c" Type="{REL}/aFChunk" Target="c.html"/>',
            **{"word/c.html": "<div>" * 50_000 + NAME},
        ),
    ),
    # .odt
    "spans deep beyond limits": ("case.odt", lambda: odt(t(nest("<text:span>", NAME, "</text:span>")))),
    "many spans": ("case.odt", lambda: odt(t("<text:span>a </text:span>" * MANY))),
    "many headings": ("case.odt", lambda: odt(f"<text:h>{NAME}</text:h>" * MANY)),
    "many empty paragraphs": ("case.odt", lambda: odt("<text:p/>" * 10 * MANY)),
    "a billion repeated cells": (
        "case.odt",
        lambda: odt(
            '<table:table><table:table-row table:number-rows-repeated="999999999"><table:table-cell '
            f'table:number-columns-repeated="999999999">{t(NAME)}</table:table-cell></table:table-row></table:table>'
        ),
    ),
    "a billion spaces": ("case.odt", lambda: odt(t(f'<text:s text:c="999999999"/>{NAME}'))),
    "styles that are their own parents": (
        "case.odt",
        lambda: odt(
            t(NAME), '<style:style style:name="a" style:parent-style-name="a" style:family="paragraph"/>' * 1000
        ),
    ),
    "an object that is the document": (
        "case.odt",
        lambda: odt(
            t(
                '<draw:frame><draw:object xlink:href="./"/></draw:frame><draw:frame><draw:object xlink:href="."/></draw:frame>'
            )
        ),
    ),
    "many sections": (
        "case.odt",
        lambda: odt(f'<text:section text:name="s">{t("a")}</text:section>' * MANY),
    ),
    # .pdf
    "pages in a circle": ("case.pdf", lambda: pdf({2: "<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9999999>>"})),
    "pages that are their own parents": (
        "case.pdf",
        lambda: pdf(
            {2: "<</Type/Pages/Kids[3 0 R]/Count 1/Parent 2 0 R>>", 3: "<</Type/Page/Parent 3 0 R/Contents 4 0 R>>"}
        ),
    ),
    "the same page many times": (
        "case.pdf",
        lambda: pdf({2: f"<</Type/Pages/Kids[{'3 0 R ' * (MANY // 5)}]/Count {MANY // 5}>>"}),
    ),
    "revisions in a circle": ("case.pdf", lambda: pdf({}, "/Root 1 0 R/Prev 0/XRefStm 0")),
    "a form that paints itself": (
        "case.pdf",
        lambda: pdf({4: stream("/X Do"), 6: stream("/X Do /X Do", FORM + "/Resources<</XObject<</X 6 0 R>>>>")}),
    ),
    "forms that paint ten forms each": (
        "case.pdf",
        lambda: pdf(
            {4: stream("/X Do"), 6: stream("/X Do " * 10, FORM + "/Resources<</XObject<</X 20 0 R>>>>")}
            | {n: stream("/X Do " * 10, FORM + f"/Resources<</XObject<</X {n + 1} 0 R>>>>") for n in range(20, 40)}
            | {40: stream(f"BT /F 9 Tf ({NAME}) Tj ET", FORM + "/Resources<</Font<</F 5 0 R>>>>")}
        ),
    ),
    "a pattern that paints itself": (
        "case.pdf",
        lambda: pdf(
            {
                4: stream("/Pattern cs /P scn 0 0 400 400 re f"),
                7: stream(
                    "/Pattern cs /P scn 0 0 9 9 re f",
                    "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 0.0001/YStep 0.0001/Resources<</Pattern<</P 7 0 R>>>>",
                ),
            }
        ),
    ),
    "a glyph that draws itself": (
        "case.pdf",
        lambda: pdf(
            {
                5: "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 65/LastChar 90/Widths[9]/Encoding<</Differences[65/Q/M]>>/CharProcs<</Q 8 0 R/M 8 0 R>>/Resources<</Font<</F 5 0 R>>>>>>",
                8: stream("9 0 d0 BT /F 1 Tf (QM) Tj ET"),
            }
        ),
    ),
    "a page as large as a country": ("case.pdf", lambda: pdf(page("/MediaBox[-1e30 -1e30 1e30 1e30]/UserUnit 1e9"))),
    "a page without extent": ("case.pdf", lambda: pdf(page("/MediaBox[0 0 0 0]/CropBox[9 9 9 9]/Rotate 1"))),
    "a page whose box is no box": ("case.pdf", lambda: pdf(page("/MediaBox[(a) null 3 0 R]/Rotate(x)/Annots 3 0 R"))),
    "text larger than the sky": (
        "case.pdf",
        lambda: pdf({4: stream(f"BT /F 1e30 Tf 1e30 1e-30 Td ({NAME}) Tj /F 0 Tf 1 Tj ET")}),
    ),
    "a stream of nothing": ("case.pdf", lambda: pdf({4: packed(bytes(301 * 2**20))})),
    "many saved states": ("case.pdf", lambda: pdf({4: stream("q " * 100 * MANY + f"BT /F 9 Tf ({NAME}) Tj ET")})),
    "many lines": ("case.pdf", lambda: pdf({4: packed(b"0 0 m 9 9 l S " * MANY)})),
    "many letters, each alone": (
        "case.pdf",
        lambda: pdf(
            {
                4: packed(
                    b"BT /F 4 Tf "
                    + b"".join(b"1 0 0 1 %d %d Tm (a) Tj " % (n % 400, n // 400) for n in range(MANY // 4))
                    + b"ET"
                )
            }
        ),
    ),
    "a letter on top of itself": (
        "case.pdf",
        lambda: pdf({4: packed(b"BT /F 12 Tf " + b"1 0 0 1 50 50 Tm (a) Tj " * MANY + b"ET")}),
    ),
    "many rectangles": (
        "case.pdf",
        lambda: pdf({4: packed(b"".join(b"%d %d 3 3 re S " % (n % 397, n // 300) for n in range(MANY)))}),
    ),
    "many links on a page": (
        "case.pdf",
        lambda: pdf(page(f"/MediaBox[0 0 400 400]/Annots[{ANNOT * MANY}]")),
    ),
    "many notes": (
        "case.pdf",
        lambda: pdf(
            page(
                f"/MediaBox[0 0 400 400]/Annots[{f'<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/DA(/F 9 Tf)/Contents({NAME})>>' * MANY}]"
            )
        ),
    ),
    "bookmarks in a circle": (
        "case.pdf",
        lambda: pdf(
            {
                1: "<</Type/Catalog/Pages 2 0 R/Outlines 8 0 R>>",
                8: "<</First 9 0 R/Last 9 0 R>>",
                9: f"<</Title({NAME})/First 9 0 R/Next 9 0 R/Parent 9 0 R>>",
            }
        ),
    ),
    "many bookmarks, each in the last": (
        "case.pdf",
        lambda: pdf(
            {1: "<</Type/Catalog/Pages 2 0 R/Outlines 10 0 R>>"}
            | {n: f"<</Title(a)/First {n + 1} 0 R>>" for n in range(10, 10 * MANY)}
        ),
    ),
    "fields in a circle": (
        "case.pdf",
        lambda: pdf(
            {
                1: "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[8 0 R]>>>>",
                8: f"<</T(a)/FT/Tx/V({NAME})/Kids[8 0 R]/Parent 8 0 R>>",
            }
        ),
    ),
    "tags in a circle": (
        "case.pdf",
        lambda: pdf(
            {1: "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 8 0 R>>", 8: f"<</K[8 0 R 8 0 R]/P 8 0 R/Alt({NAME})>>"}
        ),
    ),
    "arrays deep beyond limits": (
        "case.pdf",
        lambda: pdf({8: "[" * MANY + "]" * MANY, 3: "<</Type/Page/Parent 2 0 R/X 8 0 R>>"}),
    ),
    "dictionaries four hundred deep": ("case.pdf", lambda: pdf({7: "<</P " * 400 + "null" + ">>" * 400})),
    "an object stream that holds itself": (
        "case.pdf",
        lambda: pdf({8: stream("8 0 1 0 <</Type/X>>", "/Type/ObjStm/N 99999999/First 8/Extends 8 0 R")}),
    ),
    "a length that is its own stream": ("case.pdf", lambda: pdf({4: b"<</Length 4 0 R>>\nstream\nBT ET\nendstream"})),
    "a font that says anything is an A": (
        "case.pdf",
        lambda: pdf(
            {
                5: "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 8 0 R>>",
                8: stream(CMAP),
            }
        ),
    ),
    "a font program of noise": (
        "case.pdf",
        lambda: pdf(
            {
                5: "<</Type/Font/Subtype/TrueType/BaseFont/A/FontDescriptor 8 0 R/ToUnicode 9 0 R/FirstChar -9/LastChar 999999999/Widths 8 0 R>>",
                8: "<</Type/FontDescriptor/FontName/A/FontFile2 10 0 R/FontFile3 10 0 R>>",
                9: stream(
                    b"beginbfchar <00> <D800> <01> <FFFF> endbfchar beginbfrange <00> <05> [<41>] endbfrange\xff\xfe"
                ),
                10: stream(b"\0\1\0\0\xff\xff" + bytes(range(256)) * 40, "/Length1 999999999"),
            }
        ),
    ),
    "a picture as large as a country": (
        "case.pdf",
        lambda: pdf(
            {
                4: stream("400 0 0 400 0 0 cm /X Do"),
                6: packed(
                    bytes(999),
                    "/Type/XObject/Subtype/Image/Width 999999999/Height 999999999/BitsPerComponent 8/ColorSpace/DeviceRGB/SMask 6 0 R",
                ),
            }
        ),
    ),
    "pictures of noise in every coding": (
        "case.pdf",
        lambda: pdf(
            {4: stream("/X Do BI /W 9999999 /H 99999 /BPC 8 /CS /RGB ID x EI")}
            | {
                n: stream(
                    bytes(range(256)),
                    f"/Subtype/Image/Width 99/Height 99/Filter/{coding}/DecodeParms<</K -1/Columns 99999999>>",
                )
                for n, coding in enumerate(("JPXDecode", "JBIG2Decode", "DCTDecode", "CCITTFaxDecode", "LZWDecode"), 20)
            }
            | page("/MediaBox[0 0 9 9]/Resources<</XObject<</X 20 0 R/A 21 0 R/B 22 0 R/C 23 0 R/D 24 0 R>>>>")
        ),
    ),
    "properties that never end": (
        "case.pdf",
        lambda: pdf(
            {
                1: "<</Type/Catalog/Pages 2 0 R/Metadata 8 0 R>>",
                8: stream("<a" * 300_000 + "<x:y>" * 100_000, "/Type/Metadata/Subtype/XML"),
            }
        ),
    ),
    "alternative texts that never end": (
        "case.pdf",
        lambda: pdf({4: stream("/ActualText (" + "\\" * 300_000 + "/Alt<" + "0" * 300_000)}),
    ),
    # .doc
    "an RTF file called .doc": ("case.doc", lambda: b"{\\rtf1 " + NAME.encode() + b"}"),
    "a web page called .doc": ("case.doc", f"<html>{NAME}".encode),
    "an encrypted .doc": (
        "case.doc",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(99),
    ),
    "half a .doc": ("case.doc", lambda: SEEDS["case.doc"]()[:20_000]),
    # texts
    "a million characters on a line": ("case.txt", (NAME * 90_000).encode),
    "NUL, RTL and half a surrogate": (
        "case.txt",
        lambda: f"\u202e{NAME}\u202c \ufeff\n".encode("utf-16") + b"\x00\xd8",
    ),
    "many blank lines": ("case.md", lambda: b"\n" * MANY + NAME.encode()),
    "many columns": ("case.csv", lambda: b"a," * 10 * MANY + NAME.encode()),
    "a quote that never ends": ("case.csv", lambda: b'a,"' + b'x""\n' * 300_000),
    "quotes in a row": ("case.csv", lambda: b'"a"b' * 300_000),
    # the user's own files
    "a roster of many columns": ("roster.csv", lambda: b"name," * 10 * MANY),
    "a roster of too many rows": ("roster.csv", lambda: b"name\n" + b"Q\n" * 10 * MANY),
    "a roster of one long field": ("roster.csv", lambda: b'name\n"' + b"Q" * 10 * MANY),
    "a workbook of nothing": ("roster.xlsx", lambda: zipped({"xl/workbook.xml": bytes(10**6)})),
    "a table of tables": ("map.toml", lambda: b"a = " + b"[" * MANY),
    "a list of lists": ("attestation.json", lambda: b"[" * MANY),
    "a key that is a novel": ("key.age", lambda: b"age-encryption.org/v1\n" + b"-> scrypt a 63\n" * 20),
    # pictures
    "a picture of a country": ("picture.png", lambda: png(10**9, 10**9)),
    "a picture one pixel high": ("picture.png", lambda: png(60_000_000, 1)),
    "a picture with a bomb in its text": (
        "picture.png",
        lambda: png(
            9,
            9,
            chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(10**7), 1)),
            chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(10**7), 1)),
        ),
    ),
    "directories in a circle": (
        "picture.tif",
        lambda: b"II*\0\x08\0\0\0\x01\0\0\x01\x03\0\x01\0\0\0\x09\0\0\0\x08\0\0\0",
    ),
}
