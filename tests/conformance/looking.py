"""Look into finished files without the formats' own eyes: every part, every object, every byte."""

import itertools
import re
import unicodedata
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

_TAGS = re.compile(r"<[^>]*>")


class Names(dict):
    """Names that no file holds by chance, one after the other; as a mapping (channel → name) it is empty."""

    def __init__(self) -> None:
        super().__init__()
        parts = itertools.product("bdfgklmnprst", "aeiou", "bdfgklmnprstz")
        self.made = (f"Zel{''.join(each)}a Quo{''.join(each)}ix" for each in parts)

    def __iter__(self):
        return self

    def __next__(self) -> str:
        return next(self.made)


def spans_of(name: str, text: str) -> list[tuple[int, int]]:
    """Where the name stands in a segment's text, whatever its case, accents, ligatures, blanks, invisible signs."""
    plain, places = _spelt(text)
    wanted = letters(name)
    starts = [found.start() for found in re.finditer(re.escape(wanted), plain)]
    return [(places[at], _end(text, places[at + len(wanted) - 1] + 1)) for at in starts]


@cache
def _spelt(text: str) -> tuple[str, list[int]]:
    """The text's letters and where each of them stands."""
    places = [(each, at) for at, sign in enumerate(text) for each in letters(sign)]
    return "".join(each for each, _ in places), [at for _, at in places]


@cache
def letters(text: str) -> str:
    """Its letters and digits alone, lower case, without accents."""
    return "".join(each for each in unicodedata.normalize("NFKD", text).casefold() if each.isalnum())


def everything_in(path: Path) -> str:
    """All that can be read in a finished file, as `letters`."""
    data = path.read_bytes()
    texts = [_plain(data), *(_pdf(path) if data.startswith(b"%PDF") else _unzipped(data))]
    return " ".join(letters(text) for text in (*texts, *(unquote(text) for text in texts if "%" in text)))


def survives(name: str, everything: str) -> bool:
    """Whether the name, or its surname alone, is still there; `everything` is made of letters."""
    return any(letters(part) in everything for part in (name, name.rpartition(" ")[2]))


def _end(text: str, at: int) -> int:
    """An accent behind the last letter belongs to it."""
    return _end(text, at + 1) if at < len(text) and unicodedata.combining(text[at]) else at


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
