"""What other distributions add to blinder, found by their entry points; nothing of it is imported before it is needed.

`blinder.recognizers` holds recognizers, `blinder.formats` file formats and `blinder.eyes` the verifier's eyes for such
files, both by suffix without the dot. What goes wrong in a plugin is its own error, which names its distribution and
quotes nothing.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points, version
from typing import Any, Literal, get_args

from blinder.errors import BlinderError, PluginError

Group = Literal["blinder.recognizers", "blinder.formats", "blinder.eyes"]


@dataclass(frozen=True, slots=True)
class Plugin:
    """One entry point: `where` ("module:object") in a distribution ("blinder-subtitles 1.2")."""

    group: Group
    name: str
    where: str
    distribution: str

    def load(self) -> Any:
        """The object itself.

        Raises:
            PluginError: it cannot be imported.
        """
        with self.blamed():
            return EntryPoint(self.name, self.where, self.group).load()

    def error(self, what: str) -> PluginError:
        """The error that blames this plugin."""
        return PluginError(f"the plugin {self.distribution} {what}")

    @contextmanager
    def blamed(self) -> Iterator[None]:
        """Turn whatever its code raises into its error: a foreign message may quote a document.

        Raises:
            PluginError: for all but our own errors and a lack of memory.
        """
        try:
            yield
        except (BlinderError, MemoryError):
            raise
        except (Exception, SystemExit) as error:  # noqa: BLE001  whatever it is, it is the plugin's
            raise self.error(f"failed ({type(error).__name__})") from None


def installed(group: Group) -> tuple[Plugin, ...]:
    """The plugins of a group, in the order of their names."""
    return _all_installed()[group]


@cache
def _all_installed() -> Mapping[Group, tuple[Plugin, ...]]:
    """The plugins of every group: to find them, a file of each distribution is read, so once."""
    there = entry_points()
    return {
        group: tuple(sorted((_plugin(group, each) for each in there.select(group=group)), key=lambda each: each.name))
        for group in get_args(Group)
    }


@cache
def plugin_versions() -> tuple[str, ...]:
    """Every distribution that adds something, with its version."""
    return tuple(sorted({each.distribution for group in get_args(Group) for each in installed(group)}))


def all_versions() -> tuple[str, ...]:
    """blinder's version, and those of its plugins: two machines with the same ones do the same."""
    return version("blinder"), *plugin_versions()


def _plugin(group: Group, found: EntryPoint) -> Plugin:
    distribution = f"{found.dist.name} {found.dist.version}" if found.dist else found.module
    return Plugin(group, found.name, found.value, distribution)
