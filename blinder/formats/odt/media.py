"""The pictures of an .odt: placeholders or cleaned copies under new names, in order of appearance."""

import base64
import binascii
from collections.abc import Mapping

from blinder.errors import UnreadableFile
from blinder.formats.pictures import clean, placeholder

_SUFFIXES = {
    b"\x89PNG": "png",
    b"\xff\xd8": "jpg",
    b"GIF8": "gif",
    b"BM": "bmp",
    b"II*": "tif",
    b"MM\0": "tif",
    b"RIFF": "webp",
}


class Media:
    """Takes pictures from the source's parts; `parts` is what the rewritten file holds.

    Args:
        keep: pictures stay, cleaned; each is then counted in `kept`.
    """

    def __init__(self, source: Mapping[str, bytes], *, keep: bool) -> None:
        self.source, self.keep = source, keep
        self.parts: dict[str, bytes] = {}
        self.kept = self.replaced = 0
        self._names: dict[bytes, str] = {}

    def has(self, href: str) -> bool:
        """Whether the file itself holds this picture."""
        return href.removeprefix("./") in self.source

    def is_replacement(self, href: str) -> bool:
        """Whether this is LibreOffice's drawing of an embedded object."""
        return href.removeprefix("./").startswith("ObjectReplacements/")

    def take(self, href: str, inline: str | None) -> str:
        """The picture's new name, for the picture of this name or the one written inline (base64)."""
        data = self.source.get(href.removeprefix("./"), b"")
        if inline:
            try:
                data = base64.b64decode(inline)
            except (binascii.Error, ValueError):
                data = b""
        if self.keep and data:
            try:
                cleaned = clean(data)
            except UnreadableFile:
                return self._replace(data)
            self.kept += 1
            return self._add(
                cleaned, next((end for start, end in _SUFFIXES.items() if cleaned.startswith(start)), "png")
            )
        return self._replace(data)

    def stand_in(self) -> str:
        """The name of a placeholder for what is no picture."""
        return self._add(*placeholder(b""))

    def _replace(self, data: bytes) -> str:
        self.replaced += 1
        return self._add(*placeholder(data))

    def _add(self, data: bytes, suffix: str) -> str:
        name = self._names.setdefault(data, f"Pictures/{len(self._names) + 1}.{suffix}")
        self.parts[name] = data
        return name
