"""Look into finished files without the formats' own eyes: every part, every object, every byte."""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_TAGS = re.compile(r"<[^>]*>")


def invented_names():
    """Names that no file holds by chance: "Zelbara Quobavix", "Zelbera Quobevix" …"""
    for first in "bdfgklmnprst":
        for vowel in "aeiou":
            for last in "bdfgklmnprstz":
                yield f"Zel{first}{vowel}{last}a Quo{first}{vowel}{last}ix"


def spans_of(name: str, text: str) -> list[tuple[int, int]]:
    """Where the name stands in a segment's text, through invisible characters and every kind of blank."""
    hidden = f"[{INVISIBLE}]*"
    words = [hidden.join(re.escape(each) for each in word) for word in name.split()]
    return [found.span() for found in re.finditer(rf"{hidden}[\s\u00a0]+{hidden}".join(words), text, re.IGNORECASE)]


def everything_in(path: Path) -> str:
    """All that can be read in a finished file, lower case, blanks as one space, invisible characters taken out."""
    data = path.read_bytes()
    texts = [_plain(data), *(_pdf(path) if data.startswith(b"%PDF") else _unzipped(data))]
    text = "\n".join([*texts, *(unquote(text) for text in texts if "%" in text)])
    return re.sub(r"\s+", " ", re.sub(f"[{INVISIBLE}]", "", text)).lower()


def survives(name: str, everything: str) -> bool:
    """Whether the name, or its surname alone, is still there."""
    return any(part.lower() in everything for part in (name, name.rpartition(" ")[2]))


def _plain(data: bytes) -> str:
    text = data.replace(b"\0", b"").decode("utf-8", "replace")
    return text + "\n" + _TAGS.sub("", text) if "<" in text else text


def _unzipped(data: bytes):
    if not zipfile.is_zipfile(BytesIO(data)):
        return
    with zipfile.ZipFile(BytesIO(data)) as archive:
        yield archive.comment.decode("utf-8", "replace")
        for info in archive.infolist():
            yield info.filename
            member = archive.read(info)
            yield _plain(member)
            yield from _unzipped(member)


def _pdf(path: Path):
    import pikepdf
    import pypdfium2

    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            yield repr(item)
            if isinstance(item, pikepdf.Stream):
                try:
                    yield _plain(item.read_bytes())
                except pikepdf.PdfError:
                    yield _plain(item.read_raw_bytes())
            yield from _strings(item)
    document = pypdfium2.PdfDocument(path)
    yield from (page.get_textpage().get_text_range() for page in document)
    document.close()


def _strings(item, depth: int = 0):
    import pikepdf

    if isinstance(item, pikepdf.String):
        yield str(item)
    elif depth == 0 or (depth < 20 and not getattr(item, "is_indirect", False)):
        if isinstance(item, pikepdf.Array):
            for each in item:
                yield from _strings(each, depth + 1)
        elif isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
            for key in list(item.keys()):
                yield str(key)
                yield from _strings(item[key], depth + 1)
