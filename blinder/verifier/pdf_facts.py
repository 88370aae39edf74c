"""Facts in PDF objects: properties, annotations, links, scripts, attachments, layers, pictures."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from blinder.verifier.eyes_picture import MAX_PIXELS, is_tiny, name_picture, to_png
from blinder.verifier.sight import FactKind, Gathering

TRACES = {
    "/PieceInfo": "program data",
    "/SpiderInfo": "web capture",
    "/Metadata": "XMP",
    "/Thumb": "thumbnail",
    "/Threads": "threads",
}
DATES = ("/CreationDate", "/ModDate")


def note_catalog_facts(gathering: Gathering, place: str, pdf: pikepdf.Pdf) -> None:
    """Facts that hang on the document as a whole."""
    root, info = pdf.Root, pdf.trailer.get("/Info")
    if isinstance(info, pikepdf.Dictionary):
        for key, value in info.as_dict().items():
            if _text(value):
                gathering.note(FactKind.PROPERTY, f"{place}, Info", _property_name(key), _text(value))
    if "/OCProperties" in root:
        gathering.note(FactKind.LAYER, place)
    if (form := root.get("/AcroForm")) is not None and "/XFA" in form:
        gathering.note(FactKind.SCRIPT, place, "XFA form")
    if "/Collection" in root:
        gathering.note(FactKind.EMBEDDED, place, "collection")
    if isinstance(root.get("/URI"), pikepdf.Dictionary):
        gathering.note(FactKind.LINK, place, "base", _text(root.URI.get("/Base")))


def note_object_facts(gathering: Gathering, place: str, item: Any) -> None:
    """Facts of one object and of the dictionaries that lie directly in it."""
    for part in _parts(item):
        for key, name in TRACES.items():
            if key in part:
                gathering.note(FactKind.PROPERTY, place, name, name)
        _note_action(gathering, place, part)
        if part.get("/Type") == "/EmbeddedFile" or (part.get("/Type") == "/Filespec" and "/EF" in part):
            gathering.note(FactKind.EMBEDDED, place, "attachment")
        if part.get("/FT") == "/Sig" or (part.get("/Type") == "/Sig" and "/ByteRange" in part):
            gathering.note(FactKind.PROPERTY, place, "signature", "signature")
        if "/Rect" in part and part.get("/Subtype") not in ("/Link", "/Widget"):
            _note_annotation(gathering, place, part)
    if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
        _note_picture(gathering, place, item)


def _parts(item: Any, depth: int = 0) -> Iterator[Any]:
    """The dictionary and every dictionary directly inside it."""
    if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        yield item
    if depth > 12 or not isinstance(item, (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array)):
        return
    children = item if isinstance(item, pikepdf.Array) else [item.get(key) for key in item.keys()]  # noqa: SIM118
    for child in children:
        if isinstance(child, (pikepdf.Dictionary, pikepdf.Array)) and not child.is_indirect:
            yield from _parts(child, depth + 1)


def _note_action(gathering: Gathering, place: str, part: Any) -> None:
    kind = part.get("/S")
    if kind == "/JavaScript" or "/JS" in part:
        gathering.note(FactKind.SCRIPT, place, "JavaScript")
    if kind == "/URI" or isinstance(part.get("/URI"), pikepdf.String):
        gathering.note(FactKind.LINK, place, "link", _text(part.get("/URI")))
    if kind in ("/GoToR", "/Launch", "/ImportData", "/SubmitForm", "/GoToE"):
        gathering.note(FactKind.LINK, place, "file", "file:")


def _note_annotation(gathering: Gathering, place: str, part: Any) -> None:
    if part.get("/Subtype") == "/Redact":
        gathering.note(FactKind.UNSHOWN, place, "unapplied redaction")
    if _text(part.get("/T")) or _text(part.get("/Contents")) or part.get("/Subtype") in ("/Text", "/Popup"):
        gathering.note(FactKind.COMMENT, place, "annotation", _text(part.get("/T")))
    if part.get("/Subtype") in ("/FileAttachment", "/Movie", "/Sound", "/RichMedia", "/Screen"):
        gathering.note(FactKind.EMBEDDED, place, "attachment")


def _note_picture(gathering: Gathering, place: str, item: Any) -> None:
    width, height = int(item.get("/Width", 0)), int(item.get("/Height", 0))
    if is_tiny(width, height):
        return
    readable = width * height <= MAX_PIXELS and "Fax" not in str(item.get("/Filter", ""))  # libtiff fills the terminal
    name = _look_at_pixels(gathering, place, pikepdf.PdfImage(item)) if readable else ""
    gathering.note(FactKind.PICTURE, place, name)


def note_inline_pictures(gathering: Gathering, place: str, content: Any) -> None:
    """Pictures that lie among the drawing operators themselves."""
    instructions: Any = pikepdf.parse_content_stream(content)
    for operands, operator in instructions:
        if str(operator) == "INLINE IMAGE" and not is_tiny(operands[0].width, operands[0].height):
            gathering.note(FactKind.PICTURE, place, _look_at_pixels(gathering, place, operands[0]))


def _look_at_pixels(gathering: Gathering, place: str, image: Any) -> str:
    """What the picture is; "" when its encoding is odd: then a person must look."""
    try:
        picture = image.as_pil_image()
        return name_picture(picture) or gathering.read_picture(place, to_png(picture))
    except Exception:  # noqa: BLE001  # pikepdf and Pillow raise anything on odd encodings
        return ""


def _property_name(key: str) -> str:
    names = {"/Author": "author", "/Title": "title", "/Subject": "subject", "/Keywords": "keywords"}
    programs = {"/Creator": "program", "/Producer": "program", "/Trapped": "program"}
    return names.get(key, programs.get(key, "date" if key in DATES else "custom property"))


def _text(value: Any) -> str:
    return str(value) if isinstance(value, pikepdf.String) else ""
