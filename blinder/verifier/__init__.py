"""Reads finished files with its own eyes and says what is left in them; shares no code with the formats.

`look` gathers a `Sight`; the `CHECKS` ask it one question each. Nothing that a check says holds text of the file.
"""

from collections.abc import Sequence
from pathlib import Path

from blinder.types import Finding
from blinder.verifier.channels import channels_of
from blinder.verifier.checks import CHECKS
from blinder.verifier.eyes import look
from blinder.verifier.known import Known
from blinder.verifier.sight import Glimpse, Sight

__all__ = ["CHECKS", "Glimpse", "Known", "Sight", "channels_of", "look", "verify_file"]


def verify_file(path: Path, known: Sequence[Known] = (), *, document: str = "") -> tuple[Sight, tuple[Finding, ...]]:
    """Look at one finished file and ask every check.

    Args:
        path: the file, whatever it is called on disk.
        known: names that must be gone and passages that stay; without them only the file itself speaks.
        document: what findings call the file; default its file name.

    Returns:
        What was seen (`texts` with `visible` are good reading text) and the findings, sorted, each once.

    Raises:
        UnreadableFile: or a subclass: the file cannot be looked at, so nothing is proved.
    """
    sight = look(path, document)
    return sight, tuple(sorted({finding for check in CHECKS.values() for finding in check(sight, known)}))
