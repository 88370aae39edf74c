"""Output file names: the input's without the names in it, tidied, each free."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from blinder.formats import formats
from blinder.formats.base import apply_redactions
from blinder.scripts import without_passages
from blinder.types import Redaction


def output_name(name: PurePosixPath, redactions: Sequence[Redaction], suffix: str) -> PurePosixPath:
    """The file's name without the names in it, and what nobody reads for names: "Rivera_A1 瞿兰.docx" → "A1.docx"."""
    plain = apply_redactions(str(name.with_suffix("")), redactions)
    *folders, last = [_tidy(without_passages(part)) for part in plain.split("/")]
    stem = PurePosixPath(*[part or "folder" for part in folders], last or "document")
    return stem.with_name(stem.name + (suffix or name.suffix.casefold()))


def unnamed(number: int, name: str) -> str:
    """What to call a file whose own name may name somebody: "file 3.docx", by its number and a suffix that we know."""
    suffix = PurePosixPath(name).suffix.lower()
    return f"file {number}{suffix if suffix in formats() else ''}"


def is_unnamed(name: str) -> bool:
    """Whether `unnamed` made this name."""
    return re.fullmatch(r"file \d+(\.\w+)?", name) is not None


def _tidy(part: str) -> str:
    """A name without empty brackets and doubled or dangling separators."""
    text = re.sub(r"\(\s*(?:[&,;+-]\s*)*\)|\[\s*\]", " ", part)
    text = re.sub(r"['’]s?(?=[\s_-]|$)", "", text) if "'" in text or "’" in text else text
    text = re.sub(r"(?<=[\s_-])(?:[&,;+]|and|by)(?=[\s_)-]|$)", "", text)
    text = re.sub(r"\(\s+", "(", re.sub(r"\s+\)", ")", text))
    text = re.sub(r"([\s_.,&-])[\s_.,&-]*(?=[\s_.,&-])", "", text)
    return text.strip(" _-.,&")


def free_name(name: PurePosixPath, taken: set[str]) -> str:
    """The name, numbered where another file of this run has it."""
    number, free = 1, name
    while str(free).casefold() in taken:
        number += 1
        free = name.with_stem(f"{name.stem} ({number})")
    taken.add(str(free).casefold())
    return str(free)
