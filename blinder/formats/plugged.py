"""A plugin's format, held to what `Format` promises: what it gives is looked at, what it raises is its own error."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from blinder.formats.base import Format, Options
from blinder.plugins import Plugin
from blinder.types import Document, Redaction, Removal, Segment, SegmentKind


@dataclass
class PluginFormat:
    """Stands for a plugin's format, loads it at its first use, and raises `PluginError` where it breaks a promise."""

    name: str
    suffixes: tuple[str, ...]
    plugin: Plugin

    @property
    def channels(self) -> frozenset[SegmentKind]:
        """As `Format.channels`."""
        with self.plugin.blamed():
            return frozenset(map(SegmentKind, self._loaded().channels))

    def read(self, path: Path, options: Options) -> Document:
        """As `Format.read`."""
        with self.plugin.blamed():
            found = self._loaded().read(path, options)
            self._hold(isinstance(found, Document) and all(isinstance(each, Segment) for each in found.segments))
            self._hold(len({each.id for each in found.segments}) == len(found.segments))
            self._hold({each.kind for each in found.segments} <= self.channels)
            return replace(found, format=self.name)

    def rewrite(
        self, path: Path, out: Path, redactions: Mapping[str, Sequence[Redaction]], options: Options
    ) -> tuple[Removal, ...]:
        """As `Format.rewrite`."""
        with self.plugin.blamed():
            removals = tuple(self._loaded().rewrite(path, out, redactions, options))
            self._hold(out.is_file() and all(isinstance(each, Removal) for each in removals))
            return removals

    def _loaded(self) -> Format:
        loaded: Format = self.plugin.load()()
        return loaded

    def _hold(self, kept: bool) -> None:
        if not kept:
            raise self.plugin.error("breaks a promise of blinder.formats.base.Format")
