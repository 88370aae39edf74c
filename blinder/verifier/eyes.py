"""Looks at a finished file by a blunt route of its own: every member, every object, every printable run of bytes.

Nothing here is shared with the code that reads and writes files; a mistake there is not repeated here.
"""

from collections.abc import Callable
from pathlib import Path

from blinder.errors import EncryptedFile, TooLarge, UnreadableFile, WrongExtension
from blinder.plugins import installed
from blinder.verifier.eyes_bytes import is_text, look_into_strings, look_into_text
from blinder.verifier.eyes_ole import look_into_ole
from blinder.verifier.eyes_picture import is_picture, look_into_picture
from blinder.verifier.eyes_xml import look_into_xml
from blinder.verifier.eyes_zip import look_into_zip
from blinder.verifier.sight import MIB, FactKind, Gathering, Sight

MAX_FILE = 600 * MIB
MAGIC = {b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "ole", b"%PDF": "pdf"}
EXPECTED = {".docx": "zip", ".odt": "zip", ".xlsx": "zip", ".pptx": "zip", ".doc": "ole", ".pdf": "pdf"}
TEXT_SUFFIXES = (".txt", ".md", ".csv", ".json", ".html", ".rtf", ".toml", ".log")


def look(path: Path, name: str = "", read_pixels: Callable[[bytes], str] | None = None) -> Sight:
    """Everything that can be seen in the file at `path`; findings will call it `name` (default: its file name).

    `read_pixels` reads the text in a picture, and raises UnreadableFile where it cannot.

    Raises:
        UnreadableFile: or a subclass: empty, truncated, encrypted, not what its extension says, too large.
    """
    gathering = Gathering(read_pixels=read_pixels)
    try:
        if path.stat().st_size > MAX_FILE:
            raise TooLarge("the file is larger than any upload may be")
        data = path.read_bytes()
    except OSError:
        raise UnreadableFile("the file cannot be opened") from None
    if not data:
        raise UnreadableFile("the file is empty")
    kind, suffix = _sniff(data), path.suffix.lower()
    if EXPECTED.get(suffix, "" if suffix in TEXT_SUFFIXES else kind) != kind:
        if kind == "ole" and b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0" in data:
            raise EncryptedFile("the file asks for a password")
        raise WrongExtension("the content is not what the extension says")
    structured = kind or suffix in EXPECTED or _is_markup(data)
    if suffix in TEXT_SUFFIXES or (not structured and is_text(data)):
        look_into_text(gathering, "", data, visible=True)
    else:
        look_into(gathering, "", data)
    _look_with_plugins(gathering, suffix, data)
    while gathering.later:
        look_into(gathering, *gathering.later.pop())
    return Sight(name or path.name, tuple(gathering.texts), tuple(gathering.facts))


def _look_with_plugins(gathering: Gathering, suffix: str, data: bytes) -> None:
    """What the eyes of plugins for this suffix see, besides ours: (place, text) of all that a person reads."""
    for plugin in installed("blinder.eyes"):
        if suffix == f".{plugin.name}":
            with plugin.blamed():
                for place, text in plugin.load()(data):
                    gathering.see(place, text, visible=True)


def look_into(gathering: Gathering, place: str, data: bytes) -> None:
    """Look at bytes of any kind; `place` is "" for the file itself, otherwise where a nested member lies."""
    kind = _sniff(data)
    if kind not in CONTAINERS:
        _look_into_leaf(gathering, place, data)
        return
    if place:
        gathering.note(FactKind.EMBEDDED, place, kind)
    gathering.enter()
    try:
        CONTAINERS[kind](gathering, place, data, look_into)
    except UnreadableFile as error:
        if not place or type(error) is not UnreadableFile:
            raise
        gathering.note(FactKind.UNREADABLE, place, kind)
        look_into_strings(gathering, place, data)
    finally:
        gathering.leave()


Container = Callable[[Gathering, str, bytes, Callable[[Gathering, str, bytes], None]], None]


def _look_into_pdf(
    gathering: Gathering, place: str, data: bytes, look_into: Callable[[Gathering, str, bytes], None]
) -> None:
    """As `look_into_pdf`, whose libraries take long to load; most who ask for findings never look themselves."""
    from blinder.verifier.eyes_pdf import look_into_pdf

    look_into_pdf(gathering, place, data, look_into)


CONTAINERS: dict[str, Container] = {"zip": look_into_zip, "ole": look_into_ole, "pdf": _look_into_pdf}


def _look_into_leaf(gathering: Gathering, place: str, data: bytes) -> None:
    if is_picture(data):
        look_into_picture(gathering, place, data)
    elif _is_markup(data):
        look_into_xml(gathering, place, data)
    else:
        look_into_strings(gathering, place, data)


def _sniff(data: bytes) -> str:
    for magic, kind in MAGIC.items():
        if data.startswith(magic) or (kind == "pdf" and magic in data[:1024]):
            return kind
    return ""


def _is_markup(data: bytes) -> bool:
    head = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip(b"\0\xff\xfe \r\n\t")
    return head.startswith(b"<")
