"""What a plugin's format may have overlooked: our own formats prove in tests that they read all, a plugin in each file.

What it reads must stand in the file as plain text, so that the verifier's eyes can search for what should be gone; and
what stands there, but is not read by it, must name nobody.
"""

import re
import unicodedata
from pathlib import Path

from blinder import verifier
from blinder.errors import LeakFound, NotExamined
from blinder.formats import read
from blinder.formats.base import Format, Options
from blinder.formats.plugged import PluginFormat
from blinder.label_map import LabelMap
from blinder.reading import read_document
from blinder.sources import guarded
from blinder.texts import find_entities
from blinder.types import Document, Segment, SegmentKind

WORD = re.compile(r"\w+")


def check_seen(kind: Format, path: Path, sight: verifier.Sight, options: Options) -> frozenset[str]:
    """The words that a plugin's format reads in a file; none for our own formats.

    Raises:
        NotExamined: the verifier did not see all of them.
    """
    if not isinstance(kind, PluginFormat):
        return frozenset()
    document = guarded(kind, options, read, kind, path, options)
    words = frozenset(word for segment in document.segments for word in _words(segment.text))
    if words - {word for text in _seen(sight) for word in _words(text)} or not _seen(sight):
        message = f"the verifier does not see what {kind.plugin.distribution} reads"
        raise NotExamined(message, hint="Save it in another format; or the plugin's maker adds a blinder.eyes.")
    return words


def check_copy(kind: Format, copy: Path, sight: verifier.Sight, options: Options, profile: LabelMap) -> None:
    """Refuse a copy by a plugin's format that names somebody where the format does not read.

    Raises:
        NotExamined: see `check_seen`. LeakFound: it does.
    """
    words = check_seen(kind, copy, sight, options)
    lines = [line for text in _seen(sight) for line in text.splitlines() if _words(line) - words]
    if not isinstance(kind, PluginFormat) or not lines:
        return
    segments = (Segment(str(number), SegmentKind.BODY, "", line) for number, line in enumerate(lines))
    readings = {"": read_document(Document("", "", tuple(segments)))}
    if find_entities(readings, (), profile, "series").entities:
        raise LeakFound(f"the copy still holds a name, where {kind.plugin.distribution} does not read")


def _seen(sight: verifier.Sight) -> list[str]:
    """What can be searched: bytes scraped for printable runs cannot."""
    return [glimpse.text for glimpse in sight.texts if not glimpse.raw]


def _words(text: str) -> set[str]:
    return set(WORD.findall(unicodedata.normalize("NFC", text)))
