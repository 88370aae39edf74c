"""Reads finished files with its own eyes and says what is left in them; shares no code with the formats.

`look` gathers a `Sight`; the `CHECKS` ask it one question each. Nothing that a check says holds text of the file.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from blinder.types import Finding
from blinder.verifier.channels import channels_of
from blinder.verifier.checks import CHECKS, CHECKS_OF_ALL
from blinder.verifier.checks.filenames import names_somebody
from blinder.verifier.checks.labels import NAMED as BESIDE_LABEL
from blinder.verifier.eyes import look
from blinder.verifier.grammar import Grammar, lines_of
from blinder.verifier.known import Known
from blinder.verifier.sight import FactKind, Glimpse, Sight
from blinder.verifier.unread import unread_values

__all__ = [
    "BESIDE_LABEL",
    "CHECKS",
    "CHECKS_OF_ALL",
    "FactKind",
    "Glimpse",
    "Grammar",
    "Known",
    "Sight",
    "channels_of",
    "lines_of",
    "look",
    "names_somebody",
    "unread_values",
    "verify_file",
    "verify_together",
]


def verify_file(
    path: Path,
    known: Sequence[Known] = (),
    *,
    document: str = "",
    read_pixels: Callable[[bytes], str] | None = None,
) -> tuple[Sight, tuple[Finding, ...]]:
    """Look at one finished file and ask every check.

    Args:
        path: the file, whatever it is called on disk.
        known: names that must be gone and passages that stay; without them only the file itself speaks.
        document: what findings call the file; default its file name.
        read_pixels: reads the text in a picture; without it pictures are not examined.

    Returns:
        What was seen (`texts` with `visible` are good reading text) and the findings, sorted, each once.

    Raises:
        UnreadableFile: or a subclass: the file cannot be looked at, so nothing is proved.
    """
    sight = look(path, document, read_pixels)
    return sight, tuple(sorted({finding for check in CHECKS.values() for finding in check(sight, known)}))


def verify_together(sights: Sequence[Sight], grammar: Grammar) -> tuple[Finding, ...]:
    """Ask what only all files of a submission can tell together: above all, whether their labels agree."""
    return tuple(sorted({finding for check in CHECKS_OF_ALL.values() for finding in check(sights, grammar)}))
