"""PDF: what pages show (PDFium), every object's strings, names and streams (qpdf), and bytes of earlier revisions."""

import io
import re
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pypdfium2 as pdfium

from blinder.errors import EncryptedFile, TooLarge, UnreadableFile
from blinder.verifier.eyes_bytes import decode_run, look_into_runs, look_into_strings
from blinder.verifier.eyes_page import look_at_page
from blinder.verifier.page_fonts import FontSamples
from blinder.verifier.pdf_content import INLINE, FontMaps, content_streams, read_content, read_remarks
from blinder.verifier.pdf_facts import note_catalog_facts, note_inline_pictures, note_object_facts
from blinder.verifier.pdf_streams import fingerprint, inflate, unpack
from blinder.verifier.sight import BARRIER, FONTS, GLYPHS, FactKind, Gathering

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
LookInto = Callable[[Gathering, str, bytes], None]
ODDITIES = (UnicodeDecodeError, TypeError, ValueError, KeyError, AttributeError)  # what pikepdf raises on odd objects
TYPE_1, EEXEC = b"%!", b"currentfile eexec"  # a font program of that kind; what ends its text
MAX_REVISIONS = 8
MAX_OBJECTS = 400_000
FONT_KEYS = frozenset({"/BaseFont", "/FontName", "/FontFamily", "/DA"})
STRUCTURE_NAMES = re.compile(
    r"/[A-Z][A-Za-z0-9]{0,2}|/(Type|Page|Pages|Font|Catalog|XObject|Image|FlateDecode|DeviceRGB|DeviceGray)"
)
LINE_HYPHEN = re.compile("[\x02\ufffe]\\r?\\n?|\xad\\r?\\n")


def look_into_pdf(gathering: Gathering, place: str, data: bytes, look_into: LookInto) -> None:
    """Pages, objects, revisions.

    Raises:
        UnreadableFile: no engine opens it. EncryptedFile: it is encrypted. TooLarge: a bomb.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise EncryptedFile("the file asks for a password", place=place)
            _look_at_pages(gathering, place, data)
            read = _look_at_objects(gathering, place, pdf, look_into)
    except pikepdf.PasswordError:
        raise EncryptedFile("the file asks for a password", place=place) from None
    except (pikepdf.PdfError, pdfium.PdfiumError, RecursionError, *ODDITIES):
        raise UnreadableFile("the file is damaged", place=place) from None
    _look_at_history(gathering, place, data, read, look_into)


def _look_at_pages(gathering: Gathering, place: str, data: bytes) -> None:
    document: Any = pdfium.PdfDocument(data)  # type: ignore[no-untyped-call]
    samples = FontSamples()
    try:
        for number, page in enumerate(document, 1):
            textpage = page.get_textpage()
            text = textpage.get_text_range()
            gathering.spend(len(text))
            look_at_page(gathering, _join(place, f"p. {number}"), page, textpage, samples)
            textpage.close()
            page.close()
            text = LINE_HYPHEN.sub("-\n", text).replace("\r\n", "\n")
            gathering.see(_join(place, f"p. {number}"), text, visible=True)
        samples.judge(gathering)
    finally:
        document.close()


def _look_at_objects(gathering: Gathering, place: str, pdf: pikepdf.Pdf, look_into: LookInto) -> set[int]:
    """Everything the object table lists; returns the fingerprints of the streams."""
    if len(pdf.objects) > MAX_OBJECTS:
        raise TooLarge("the file holds too many objects", place=place)
    fonts, read = FontMaps(), set()
    _look_for_facts(gathering, _join(place, "document"), pdf)
    drawn = _look_at_contents(gathering, place, pdf, fonts)
    for number, item in enumerate((*pdf.objects, pdf.trailer), 1):
        here = _join(place, f"object {number}")
        texts, fonts_named = _read_strings(item)
        gathering.see(here, BARRIER.join(texts))
        gathering.see(f"{here}, {FONTS}", BARRIER.join(fonts_named))
        if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)) and "/ID" in item:
            gathering.see(f"{here}, ID", BARRIER.join(text for text, _ in _strings(item["/ID"])), raw=True)
        _look_for_facts(gathering, here, item)
        if isinstance(item, pikepdf.Stream):
            read.add(fingerprint(item.read_raw_bytes()))
            if item.objgen not in drawn:
                _look_at_stream(gathering, here, item, fonts, look_into)
    return read


def _look_at_contents(gathering: Gathering, place: str, pdf: pikepdf.Pdf, fonts: FontMaps) -> set[tuple[int, int]]:
    """What pages draw, page by page; returns the streams that are done with, without those that cannot be parsed."""
    done = set()
    for number, item in enumerate(pdf.objects, 1):
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Page":
            here = _join(place, f"object {number}")
            text = read_content(item, fonts)
            if text is not None:
                gathering.see(f"{here}, page content", text)
                if INLINE in text:
                    note_inline_pictures(gathering, here, item)
                for part in content_streams(item):
                    done.add(part.objgen)
                    gathering.see(f"{here}, remarks", read_remarks(unpack(part)), raw=True)
    return done


def _look_at_stream(gathering: Gathering, place: str, item: Any, fonts: FontMaps, look_into: LookInto) -> None:
    kind, raw = item.get("/Subtype"), item.read_raw_bytes()
    if kind == "/Image":
        if raw[:3] == b"\xff\xd8\xff" or raw[4:8] in (b"jP  ", b"\r\n\x87\n"):
            look_into_strings(gathering, place, raw)
        return
    content = unpack(item)
    gathering.spend(len(content))
    if item.get("/Type") in ("/XRef", "/ObjStm") or "/FunctionType" in item:
        return
    text = read_content(item, fonts) if kind == "/Form" or item.get("/PatternType") == 1 else None
    if text is None and content.startswith(TYPE_1):
        head, _, glyphs = content.partition(EEXEC)
        look_into_runs(gathering, place, head)
        look_into_runs(gathering, f"{place}, {GLYPHS}", glyphs)
    elif text is None:
        look_into(gathering, place, content)
    else:
        gathering.see(f"{place}, drawn text", text)
        gathering.see(f"{place}, remarks", read_remarks(content), raw=True)


def _look_for_facts(gathering: Gathering, place: str, item: Any) -> None:
    try:
        if isinstance(item, pikepdf.Pdf):
            note_catalog_facts(gathering, place, item)
        elif isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
            note_object_facts(gathering, place, item)
    except ODDITIES:
        gathering.note(FactKind.UNREADABLE, place, "object")


def _read_strings(item: Any) -> tuple[list[str], list[str]]:
    """Every string and name of one object but the format's own words, and apart from them the fonts it names.

    Names that are not UTF-8 are read as Latin.
    """
    try:
        texts = dict.fromkeys(_strings(item))
    except ODDITIES:
        plain = item.stream_dict if isinstance(item, pikepdf.Stream) else item
        texts = {(plain.unparse().decode("latin-1"), False): None}
    told = [(text, of_font) for text, of_font in texts if not STRUCTURE_NAMES.fullmatch(text)]
    return [text for text, of_font in told if not of_font], [text for text, of_font in told if of_font]


def _strings(item: Any, depth: int = 0, *, of_font: bool = False) -> Iterator[tuple[str, bool]]:
    """Every string, name and key of one object, and whether a font is called so; references are not followed."""
    if depth > 40 or (depth and getattr(item, "is_indirect", False)):
        return
    if isinstance(item, pikepdf.String):
        yield str(item), of_font
        yield decode_run(bytes(item)), of_font
    elif isinstance(item, pikepdf.Name):
        yield str(item), of_font
    elif isinstance(item, pikepdf.Array):
        for child in item:
            if isinstance(child, pikepdf.Object):  # most are plain numbers
                yield from _strings(child, depth + 1)
    elif isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        for key in item.keys():  # noqa: SIM118  # a pikepdf dictionary iterates differently
            yield key, False
            if key != "/ID":  # sixteen bytes, drawn by lot as a rule
                yield from _strings(item.get(key), depth + 1, of_font=key in FONT_KEYS)


def _look_at_history(gathering: Gathering, place: str, data: bytes, read: set[int], look_into: LookInto) -> None:
    """More than one end of file is an earlier revision, unless the file is linearised; each is opened and read."""
    ends = [found.end() for found in re.finditer(rb"%%EOF", data)]
    linearised = b"/Linearized" in data[:2048]
    if len(ends) > 1 + linearised:
        gathering.note(FactKind.REVISION, place or "file")
        for number, end in enumerate(ends[:-1][:MAX_REVISIONS], 1):
            _look_at_revision(gathering, _join(place, f"revision {number}"), data[:end], read, look_into)
    trailing = data[ends[-1] :].strip(b"\r\n \0") if ends else b""
    for stray in filter(None, (data[: data.find(b"%PDF")], trailing)):
        gathering.note(FactKind.STRAY, _join(place, "before or after the document"), "bytes")
        look_into_strings(gathering, _join(place, "before or after the document"), stray)
    look_into_runs(gathering, _join(place, "raw bytes"), STREAM.sub(b"stream", data))
    for number, stream in enumerate(STREAM.finditer(data), 1):
        if fingerprint(stream[1]) not in read:
            _look_at_orphan(gathering, _join(place, f"raw stream {number}"), stream[1])


def _look_at_revision(gathering: Gathering, place: str, data: bytes, read: set[int], look_into: LookInto) -> None:
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            _look_at_pages(gathering, place, data)
            read |= _look_at_objects(gathering, place, pdf, look_into)
    except (pikepdf.PdfError, pdfium.PdfiumError, *ODDITIES):
        return  # its bytes and streams are read raw


def _look_at_orphan(gathering: Gathering, place: str, raw: bytes) -> None:
    """A stream that no object table leads to."""
    try:
        content = inflate(raw)
    except zlib.error:
        content = raw
    gathering.spend(len(content))
    look_into_runs(gathering, place, content)


def _join(place: str, inner: str) -> str:
    return f"{place}, {inner}" if place else inner
