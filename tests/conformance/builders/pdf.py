"""A PDF with a name of its own in every channel that we know of; the suite blinds it and looks for what is left.

Page text is drawn with PyMuPDF, everything that it cannot write is added with pikepdf, and an earlier revision with
loose objects comes last.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

_CHANNELS = """
body white covered tight_above tight_below table_cell header footer two_lines size_tiny strikeout link_text symbols
off_page cropped render_mode_3 hidden_layer clipped
form_xobject nested_form unused_form type3 pattern soft_mask_form
rotated rotated_45 vertical hyphenated spaced ligature accents apostrophe fake_bold
struct_alt struct_actualtext struct_e struct_title marked_actualtext marked_property mp_operator
outline named_dest named_dest_old page_label layer_name font_name resource_name spot_colour glyph_name
field_value field_tooltip field_choice field_name field_default field_export xfa
freetext stamp comment highlight_comment annot_author annot_subject popup annot_rich reply
info_author info_title info_subject info_keywords info_creator info_producer info_custom
xmp_document xmp_page xmp_picture
attachment_name attachment_description attachment_content associated_file file_annotation
javascript_document javascript_page javascript_open javascript_field launch gotor uri base_uri
piece_info page_piece_info thumbnail thread output_intent orphan earlier_revision content_comment old_id picture_exif
picture_tail cmap_comment language viewer_preferences web_capture collection_schema image_name inline_picture
extension font_metadata
"""
_ONE_WORD = """
spaced glyph_name font_name resource_name spot_colour named_dest_old image_name type3 pattern ligature hyphenated
two_lines uri base_uri inline_picture thumbnail
"""
CHANNELS, ONE_WORD = _CHANNELS.split(), _ONE_WORD.split()


def build(path: Path, names: Iterator[str]) -> dict[str, str]:
    """Write the PDF to `path` and return what was planted where, spelt as a reader finds it."""
    planted = {channel: next(names) for channel in CHANNELS}
    planted |= {channel: planted[channel].split()[-1] for channel in ONE_WORD}
    planted["spaced"] = planted["spaced"].upper()
    planted["ligature"] = planted["ligature"].replace("ix", "affix")
    planted["accents"] = planted["accents"].replace("e", "\u00e9").replace("o", "\u00f3")
    planted["apostrophe"] = planted["apostrophe"].replace("Quo", "O\u2019Quo")
    planted |= {channel: planted[channel].lower() for channel in ("uri", "base_uri")}
    with pikepdf.open(BytesIO(_drawn(planted))) as pdf:
        for step in (_paint, _structure, _name_things, _fields, _notes, _properties, _files, _actions, _leftovers):
            step(pdf, planted)
        data = BytesIO()
        pdf.save(data)
    path.write_bytes(_revised(data.getvalue(), planted))
    return planted


def _around(planted: dict[str, str], channel: str) -> str:
    """The name between two words that must stay."""
    at = CHANNELS.index(channel)
    return f"before-{at} {planted[channel]} after-{at}"


def _drawn(planted: dict[str, str]) -> bytes:
    """Three pages of text in every position and look."""
    document = pymupdf.open()
    page = document.new_page()
    lines = {
        40: "header",
        70: "body",
        100: "tight_above",
        108: "tight_below",
        170: "white",
        190: "covered",
        360: "strikeout",
        410: "link_text",
        800: "footer",
    }
    for y, channel in lines.items():
        page.insert_text((72, y), _around(planted, channel), color=(1, 1, 1) if channel == "white" else None)
    page.draw_rect(pymupdf.Rect(60, 178, 400, 194), fill=(0, 0, 0))
    page.draw_line((70, 357), (300, 357))
    page.insert_text((72, 130), _around(planted, "accents"), fontname="tiro")
    page.insert_text((72, 150), _around(planted, "apostrophe").encode("cp1252").decode("latin-1"), fontname="cour")
    for y, channel in ((240, "two_lines"), (270, "hyphenated")):
        head, tail = _around(planted, channel).split(planted[channel])
        page.insert_text((72, y), f"The whole committee heard in the autumn {head}{planted[channel][:3]}-")
        page.insert_text((72, y + 14), f"{planted[channel][3:]}{tail} and went on to the next item.")
    page.insert_text((72, 320), " ".join(planted["spaced"]))
    page.insert_text((72, 340), _around(planted, "size_tiny"), fontsize=4)
    for at, text in enumerate(("Grade 4", planted["table_cell"], "attendance")):
        page.insert_text((72 + 130 * at, 390), text)
    for shift in (0, 0.3):
        page.insert_text((72 + shift, 430), planted["fake_bold"], fontname="hebo")
    page.insert_text((72, 450), "\u00b7 " + _around(planted, "symbols"))
    page.insert_text((500, 500), _around(planted, "rotated"), rotate=90)
    point = pymupdf.Point(300, 700)
    page.insert_text(point, _around(planted, "rotated_45"), morph=(point, pymupdf.Matrix(45)))
    page.insert_text((-400, 300), _around(planted, "off_page"))
    page.insert_text((72, 480), _around(planted, "render_mode_3"), render_mode=3)
    _draw_ligature(page, planted["ligature"])
    _draw_layer(document, page, planted)
    _draw_cropped(document, planted)
    return bytes(document.tobytes())


def _draw_ligature(page: pymupdf.Page, name: str) -> None:
    """U+FB03 as one glyph, in a font that has it."""
    writer = pymupdf.TextWriter(page.rect)
    writer.append((72, 520), f"Told {name.replace('ffi', chr(0xFB03))} agenda", font=pymupdf.Font("cjk"))
    writer.write_text(page)


def _draw_layer(document: pymupdf.Document, page: pymupdf.Page, planted: dict[str, str]) -> None:
    layer = document.add_ocg(planted["layer_name"], on=False)
    page.insert_text((72, 540), _around(planted, "hidden_layer"), oc=layer)


def _draw_cropped(document: pymupdf.Document, planted: dict[str, str]) -> None:
    """A second page whose crop box hides a line, and a picture with a past."""
    page = document.new_page()
    page.insert_text((72, 60), _around(planted, "cropped"))
    page.insert_text((72, 300), "Minutes of the second page, without any person.")
    picture = BytesIO()
    exif = Image.Exif()
    exif[0x013B] = planted["picture_exif"]
    Image.new("RGB", (120, 80), (200, 30, 30)).save(picture, "JPEG", exif=exif)
    page.insert_image(pymupdf.Rect(72, 400, 312, 560), stream=picture.getvalue() + planted["picture_tail"].encode())
    page.set_cropbox(pymupdf.Rect(0, 100, 595, 842))


def _stream(pdf: pikepdf.Pdf, content: str, **keys: object) -> pikepdf.Stream:
    return pdf.make_stream(content.encode("latin-1"), **keys)


def _form(pdf: pikepdf.Pdf, content: str, **resources: object) -> pikepdf.Stream:
    return _stream(
        pdf,
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 600, 800]),
        Resources=Dictionary(**resources),
    )


def _helvetica(name: str = "Helvetica") -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{name}"), Encoding=Name.WinAnsiEncoding)


def _paint(pdf: pikepdf.Pdf, planted: dict[str, str]) -> None:
    """A third page painted from forms, patterns, glyph programs, clips and odd names."""
    fonts = Dictionary(F1=_helvetica())
    inner = _form(pdf, f"BT /F1 11 Tf 72 640 Td ({_around(planted, 'nested_form')}) Tj ET", Font=fonts)
    outer = _form(
        pdf,
        f"BT /F1 11 Tf 72 660 Td ({_around(planted, 'form_xobject')}) Tj ET /In Do",
        Font=fonts,
        XObject=Dictionary(In=inner),
    )
    tile = _stream(
        pdf,
        f"BT /F1 9 Tf 2 2 Td ({planted['pattern']}) Tj ET",
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 120, 20]),
        XStep=120,
        YStep=20,
        Resources=Dictionary(Font=fonts),
    )
    mask = _form(pdf, f"1 g BT /F1 11 Tf 72 560 Td (Masked {planted['soft_mask_form']}) Tj ET", Font=fonts)
    mask["/Group"] = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceGray)
    state = Dictionary(Type=Name.ExtGState, SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=mask))
    spot = Array([Name.Separation, Name("/" + planted["spot_colour"]), Name.DeviceGray, _tint()])
    unused = _form(pdf, f"BT /F1 11 Tf ({planted['unused_form']}) Tj ET", Font=fonts)
    odd = "/" + planted["resource_name"]
    content = f"""% {planted["content_comment"]}
q /Out Do Q
q /Pattern cs /Tile scn 72 600 300 20 re f Q
q /State gs 0.5 g 60 550 300 30 re f Q
q 0 0 1 1 re W n BT {odd} 11 Tf 72 500 Td ({_around(planted, "clipped")}) Tj ET Q
/Spot cs 1 scn
BT /T3 10 Tf 72 480 Td ({planted["type3"]}) Tj ET
/Span <</ActualText ({planted["marked_actualtext"]})>> BDC BT /F1 11 Tf 72 460 Td (marked agenda) Tj ET EMC
/Span /Prop BDC BT /F1 11 Tf 72 440 Td (property agenda) Tj ET EMC
/Note <</Text ({planted["mp_operator"]})>> DP
BT /Odd 11 Tf 72 420 Td (agenda in an odd font) Tj ET
BT /Down 9 Tf 560 800 Td <{_around(planted, "vertical").encode("utf-16-be").hex()}> Tj ET
q 60 0 0 40 72 360 cm BI /W 8 /H 8 /CS /G /BPC 8 /{planted["inline_picture"]} true ID {"x" * 64} EI Q
"""
    page = pdf.add_blank_page(page_size=(595, 842))
    page.obj["/Contents"] = _stream(pdf, content)
    page.obj["/Resources"] = Dictionary(
        {
            "/Font": Dictionary(
                {
                    "/F1": fonts.F1,
                    odd: _helvetica(),
                    "/Odd": _odd_font(pdf, planted),
                    "/T3": _type3(pdf, planted),
                    "/Down": _vertical(pdf),
                }
            ),
            "/XObject": Dictionary({"/Out": outer, "/" + planted["image_name"]: unused}),
            "/Pattern": Dictionary(Tile=tile),
            "/ExtGState": Dictionary(State=state),
            "/ColorSpace": Dictionary(Spot=spot),
            "/Properties": Dictionary(Prop=Dictionary(ActualText=String(planted["marked_property"]))),
        }
    )


def _tint() -> Dictionary:
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([0]), N=1)


def _odd_font(pdf: pikepdf.Pdf, planted: dict[str, str]) -> Dictionary:
    font = _helvetica(planted["font_name"])
    font["/ToUnicode"] = _stream(
        pdf,
        f"% {planted['cmap_comment']}\nbegincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
        "1 beginbfrange <20> <7E> <0020> endbfrange endcmap",
    )
    font["/FontDescriptor"] = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/" + planted["font_name"]),
        Flags=32,
        Metadata=_stream(pdf, planted["font_metadata"]),
    )
    return font


def _vertical(pdf: pikepdf.Pdf) -> Dictionary:
    """A font that writes from top to bottom."""
    system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    shared = {"/Type": Name.Font, "/BaseFont": Name.Helvetica}
    inner = Dictionary({**shared, "/Subtype": Name.CIDFontType2, "/CIDSystemInfo": system})
    inner["/FontDescriptor"] = Dictionary(Type=Name.FontDescriptor, FontName=Name.Helvetica, Flags=32)
    ranges = "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0020> <007E> <0020> endbfrange"
    maps = _stream(pdf, f"begincmap {ranges} endcmap")
    return Dictionary(
        {
            **shared,
            "/Subtype": Name.Type0,
            "/Encoding": Name("/Identity-V"),
            "/DescendantFonts": Array([pdf.make_indirect(inner)]),
            "/ToUnicode": maps,
        }
    )


def _type3(pdf: pikepdf.Pdf, planted: dict[str, str]) -> Dictionary:
    """A font that draws a box for every letter; one of its glyphs is called by a name."""
    letters = sorted(set(planted["type3"]))
    procs = {"/box": _stream(pdf, "600 0 0 0 600 700 d1 50 0 500 700 re f")}
    procs["/" + planted["glyph_name"]] = procs["/box"]
    differences = [part for letter in letters for part in (ord(letter), Name.box)]
    maps = "".join(f"<{ord(letter):02X}> <{ord(letter):04X}>\n" for letter in letters)
    cmap = "begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
    return Dictionary(
        {
            "/Type": Name.Font,
            "/Subtype": Name.Type3,
            "/FontBBox": Array([0, 0, 600, 700]),
            "/FontMatrix": Array([0.001, 0, 0, 0.001, 0, 0]),
            "/CharProcs": Dictionary(procs),
            "/Encoding": Dictionary(Type=Name.Encoding, Differences=Array(differences)),
            "/FirstChar": 0,
            "/LastChar": 255,
            "/Widths": Array([600] * 256),
            "/Resources": Dictionary(),
            "/ToUnicode": _stream(pdf, f"{cmap}{len(letters)} beginbfchar\n{maps}endbfchar endcmap"),
        }
    )


def _structure(pdf: pikepdf.Pdf, planted: dict[str, str]) -> None:
    figure = Dictionary(
        Type=Name.StructElem,
        S=Name.Figure,
        Alt=String(planted["struct_alt"]),
        ActualText=String(planted["struct_actualtext"]),
        E=String(planted["struct_e"]),
        T=String(planted["struct_title"]),
    )
    pdf.Root["/StructTreeRoot"] = Dictionary(Type=Name.StructTreeRoot, K=pdf.make_indirect(figure))
    pdf.Root["/MarkInfo"] = Dictionary(Marked=True)
    pdf.Root["/Lang"] = String(planted["language"])


def _name_things(pdf: pikepdf.Pdf, planted: dict[str, str]) -> None:
    page = pdf.pages[0].obj
    there = Array([page, Name.XYZ, 0, 700, 0])
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Notes by {planted['outline']} kept", 0))
    pdf.Root["/Dests"] = Dictionary({"/" + planted["named_dest_old"]: there})
    pdf.Root["/Names"] = Dictionary(Dests=Dictionary(Names=Array([String(planted["named_dest"]), there])))
    prefix = Dictionary(S=Name.D, P=String(planted["page_label"]))
    pdf.Root["/PageLabels"] = Dictionary(Nums=Array([0, prefix]))
    _annotate(pdf, 0, "/Link", (70, 420, 200, 440), Dest=String(planted["named_dest"]))


def _annotate(pdf: pikepdf.Pdf, page: int, kind: str, box: tuple[int, ...], **more: object) -> Dictionary:
    annot = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=Array(box), **more))
    here = pdf.pages[page].obj
    here["/Annots"] = Array([*here.get("/Annots", Array()), annot])
    return annot


def _fields(pdf: pikepdf.Pdf, planted: dict[str, str]) -> None:
    """A text field and a list, both with appearances; a form script; XFA beside them."""
    look = _form(pdf, f"BT /F1 10 Tf 2 4 Td (Value {planted['field_value']}) Tj ET", Font=Dictionary(F1=_helvetica()))
    look["/BBox"] = Array([0, 0, 300, 20])
    text = _annotate(
        pdf,
        1,
        "/Widget",
        (72, 200, 372, 220),
        FT=Name.Tx,
        T=String(planted["field_name"]),
        TU=String(planted["field_tooltip"]),
        V=String(f"Value {planted['field_value']}"),
        DV=String(planted["field_default"]),
        DA=String("/Helv 10 Tf 0 g"),
        AP=Dictionary(N=look),
        AA=Dictionary(K=_script(planted["javascript_field"])),
    )
    choices = Array([Array([String(planted["field_export"]), String(planted["field_choice"])]), String("agenda")])
    choice = _annotate(
        pdf,
        1,
        "/Widget",
        (72, 230, 372, 250),
        FT=Name.Ch,
        T=String("list"),
        Opt=choices,
        V=String("agenda"),
        DA=String("/Helv 10 Tf 0 g"),
    )
    xfa = _stream(pdf, f"<xdp><name>{planted['xfa']}</name></xdp>")
    helv = Dictionary(Font=Dictionary(Helv=_helvetica()))
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([text, choice]), XFA=xfa, DR=helv, NeedAppearances=True)


def _script(name: str) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{name}')"))


def _notes(pdf: pikepdf.Pdf, planted: dict[str, str]) -> None:
    fonts = Dictionary(F1=_helvetica())
    for kind, channel, bottom in (("/FreeText", "freetext", 150), ("/Stamp", "stamp", 120)):
        look = _form(pdf, f"BT /F1 10 Tf 2 4 Td (Seen {planted[channel]} agenda) Tj ET", Font=fonts)
        look["/BBox"] = Array([0, 0, 300, 20])
        _annotate(
            pdf,
            1,
            kind,
            (72, bottom, 372, bottom + 20),
            Contents=String(planted[channel]),
            T=String(planted["annot_author"]),
            Subj=String(planted["annot_subject"]),
            AP=Dictionary(N=look),
        )
    note = _annotate(
        pdf,
        1,
        "/Text",
        (400, 400, 420, 420),
        Contents=String(f"Ask {planted['comment']} about it"),
        RC=String(f"<p>{planted['annot_rich']}</p>"),
        T=String(planted["annot_author"]),
    )
    _annotate(pdf, 1, "/Popup", (400, 300, 500, 400), Parent=note, Contents=String(planted["popup"]))
    _annotate(pdf, 1, "/Text", (430, 400, 450, 420), Contents=String(planted["reply"]), IRT=note)
    _annotate(
        pdf,
        1,
        "/Highlight",
        (72, 535, 300, 550),
        QuadPoints=Array([72, 550, 300, 550, 72, 535, 300, 535]),
        C=Array([1, 1, 0]),
        Contents=String(planted["highlight_comment"]),
    )


def _properties(pdf: pikepdf.Pdf, planted: dict[str, str]) -> None:
    keys = ("Author", "Title", "Subject", "Keywords", "Creator", "Producer", "Custom")
    info = {f"/{key}": String(planted[f"info_{key.lower()}"]) for key in keys}
    info["/Title"] = String(f"Plan of {planted['info_title']} kept")
    pdf.trailer["/Info"] = pdf.make_indirect(Dictionary(info))
    owners = (pdf.Root, pdf.pages[0].obj, _first_image(pdf))
    for owner, channel in zip(owners, ("xmp_document", "xmp_page", "xmp_picture"), strict=True):
        owner["/Metadata"] = _stream(
            pdf,
            '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description><dc:creator><rdf:Seq>'
            f"<rdf:li>{planted[channel]}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>",
            Type=Name.Metadata,
            Subtype=Name.XML,
        )


def _first_image(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return next(each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image")


def _files(pdf: pikepdf.Pdf, planted: dict[str, str]) -> None:
    content = pdf.make_stream(planted["attachment_content"].encode(), Type=Name.EmbeddedFile)
    spec = Dictionary(
        Type=Name.Filespec,
        F=String(planted["attachment_name"] + ".txt"),
        UF=String(planted["attachment_name"] + ".txt"),
        Desc=String(planted["attachment_description"]),
        EF=Dictionary(F=content),
    )
    pdf.Root["/Names"]["/EmbeddedFiles"] = Dictionary(Names=Array([String("file"), pdf.make_indirect(spec)]))
    for owner, channel in ((pdf.Root, "associated_file"), (None, "file_annotation")):
        other = Dictionary(Type=Name.Filespec, F=String(planted[channel]), EF=Dictionary(F=content))
        if owner is None:
            _annotate(pdf, 1, "/FileAttachment", (500, 500, 520, 520), FS=other, Contents=String(planted[channel]))
        else:
            owner["/AF"] = Array([pdf.make_indirect(other)])


def _actions(pdf: pikepdf.Pdf, planted: dict[str, str]) -> None:
    scripts = Dictionary(Names=Array([String("start"), _script(planted["javascript_document"])]))
    pdf.Root["/Names"]["/JavaScript"] = scripts
    pdf.Root["/OpenAction"] = _script(planted["javascript_open"])
    pdf.Root["/URI"] = Dictionary(Base=String(f"https://{planted['base_uri']}.example/"))
    pdf.pages[0].obj["/AA"] = Dictionary(O=_script(planted["javascript_page"]))
    launch = Dictionary(S=Name.Launch, F=String(planted["launch"] + ".exe"))
    away = Dictionary(S=Name.GoToR, F=String(planted["gotor"] + ".pdf"), D=Array([0, Name.Fit]))
    web = Dictionary(S=Name.URI, URI=String(f"https://{planted['uri']}.example/page"))
    for at, action in enumerate((launch, away, web)):
        _annotate(pdf, 0, "/Link", (72, 600 - 20 * at, 200, 615 - 20 * at), A=action)


def _leftovers(pdf: pikepdf.Pdf, planted: dict[str, str]) -> None:
    def private(channel: str) -> Dictionary:
        return Dictionary(Tool=Dictionary(Private=String(planted[channel])))

    page = pdf.pages[0].obj
    pdf.Root["/PieceInfo"], page["/PieceInfo"] = private("piece_info"), private("page_piece_info")
    thumbnail = planted["thumbnail"].encode().ljust(64, b"x")[:64]
    gray = {"Width": 8, "Height": 8, "ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}
    page["/Thumb"] = pdf.make_stream(thumbnail, **gray)
    thread = Dictionary(Type=Name.Thread, I=Dictionary(Title=String(planted["thread"])))
    pdf.Root["/Threads"] = Array([pdf.make_indirect(thread)])
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, Info=String(planted["output_intent"]))
    pdf.Root["/OutputIntents"] = Array([intent])
    pdf.Root["/SpiderInfo"] = Dictionary(V=1, C=Array([String(planted["web_capture"])]))
    pdf.Root["/ViewerPreferences"] = Dictionary(Note=String(planted["viewer_preferences"]))
    pdf.Root["/Collection"] = Dictionary(Schema=Dictionary(N=String(planted["collection_schema"])))
    pdf.Root["/Extensions"] = Dictionary(Note=String(planted["extension"]))


def _revised(data: bytes, planted: dict[str, str]) -> bytes:
    """The file once more behind itself, with an object nobody uses and a first /ID that tells."""
    old = b"<< /Note (" + planted["earlier_revision"].encode() + b") >>"
    orphan = b"<< /Note (" + planted["orphan"].encode() + b") >>"
    with pikepdf.open(BytesIO(data)) as pdf:
        size, root = int(pdf.trailer.Size) if "/Size" in pdf.trailer else len(pdf.objects) + 1, pdf.Root.objgen[0]
        info = pdf.trailer.Info.objgen[0]
    start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    out, offsets = bytearray(data), []
    for number, body in ((size, old), (size, orphan), (size + 1, orphan)):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    begin = len(out)
    out += b"xref\n%d 2\n%010d 00000 n \n%010d 00000 n \n" % (size, offsets[1], offsets[2])
    out += b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /Prev %d /ID [(%s) (new)] >>\nstartxref\n%d\n%%%%EOF\n" % (
        size + 2,
        root,
        info,
        start,
        planted["old_id"].encode(),
        begin,
    )
    return bytes(out)
