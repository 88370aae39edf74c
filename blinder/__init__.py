"""blinder: names out, generic labels in, over a whole submission, on your own machine.

    import blinder
    blinder.scan_texts({"A1": text}).mentions
    blinder.blind_texts({"A1": text}).texts
    blinder.blind(["submission/"], out="blinded")
    blinder.verify(["blinded/"]).exit_code
    blinder.recheck(["blinded/"]).changes

Everything is imported on first use, so that `import blinder` is instant.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from blinder.attested import recheck
    from blinder.errors import BlinderError, ExitCode, UsageError
    from blinder.finished import restore, verify
    from blinder.gatekeeper import gate
    from blinder.outcome import Blinded, FileResult, Outcome, Scan
    from blinder.pipeline import blind, scan
    from blinder.report.recheck import Recheck
    from blinder.settings import Settings
    from blinder.texts import blind_texts, scan_texts
    from blinder.types import Entity, EntityType, Finding, Mention, Severity

_HOMES = {
    "blinder.texts": ("blind_texts", "scan_texts"),
    "blinder.pipeline": ("blind", "scan"),
    "blinder.finished": ("restore", "verify"),
    "blinder.gatekeeper": ("gate",),
    "blinder.attested": ("recheck",),
    "blinder.report.recheck": ("Recheck",),
    "blinder.outcome": ("Blinded", "FileResult", "Outcome", "Scan"),
    "blinder.settings": ("Settings",),
    "blinder.types": ("Entity", "EntityType", "Finding", "Mention", "Severity"),
    "blinder.errors": ("BlinderError", "ExitCode", "UsageError"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Blinded",
    "BlinderError",
    "Entity",
    "EntityType",
    "ExitCode",
    "FileResult",
    "Finding",
    "Mention",
    "Outcome",
    "Recheck",
    "Scan",
    "Settings",
    "Severity",
    "UsageError",
    "blind",
    "blind_texts",
    "gate",
    "recheck",
    "restore",
    "scan",
    "scan_texts",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'blinder' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)
