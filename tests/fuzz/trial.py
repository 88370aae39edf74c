"""One hostile file against the readers: what may come of it, and what counts as a finding."""

from dataclasses import replace
from pathlib import Path

from blinder import formats
from blinder.apart import run_apart
from blinder.errors import BlinderError, Defeated, TookTooLong
from blinder.formats.base import Options
from blinder.limits import DEFAULT, Limits
from blinder.types import Document, Redaction, Span

NAME = "Quillfeather"  # stands in every seed; no error may hold it
TIMEOUT_S = 60.0
LIMITS = replace(DEFAULT, memory_mb=2_048)
KEEP_ALL = Options(keep_comments=True, keep_changes=True, pictures="untouched", timeout_s=TIMEOUT_S)
MANY = 200


class NotReadAgain(Exception):
    """Our own copy cannot be read or examined."""


def finding(path: Path, *, keep: bool = False, timeout_s: float = TIMEOUT_S, limits: Limits = LIMITS) -> str:
    """What is wrong with how the file was dealt with; "" where it was read or refused as it should be."""
    try:
        run_apart(TRIALS.get(path.name, attempt), path, keep, timeout_s=timeout_s, limits=limits)
    except (Defeated, TookTooLong) as error:
        return str(error)
    except BlinderError as error:
        said = str(error)
        told = NAME in said or "too much memory" in said or not error.hint
        return f"{type(error).__name__}: {said}" if told else ""
    except OSError as error:
        return f"OSError {error.errno}"
    return ""


def attempt(path: Path, keep: bool = False) -> None:
    """Read, rewrite with a label in many places, look at the copy and read it again."""
    from blinder.verifier import verify_file

    kind, options = formats.format_of(path), KEEP_ALL if keep else replace(Options(), timeout_s=TIMEOUT_S)
    assert kind
    document = formats.read(kind, path, options)
    out = path.with_name("out" + (getattr(kind, "output_suffix", "") or path.suffix))
    kind.rewrite(path, out, _labels(document), options)
    try:
        verify_file(out)
        again = formats.format_of(out)
        assert again
        again.read(out, options)
    except BlinderError as error:
        raise NotReadAgain from error


def _labels(document: Document) -> dict[str, list[Redaction]]:
    kept = [segment for segment in document.segments if not segment.dropped and segment.text.strip()]
    return {
        segment.id: [Redaction(segment.id, Span(len(segment.text) // 3, len(segment.text) // 3 + 2), "Teacher C", "p1")]
        for segment in kept[:MANY]
        if len(segment.text) > 5
    }


def attempt_roster(path: Path, _: bool = False) -> None:
    from blinder.label_map import read_label_map
    from blinder.roster import read_roster

    read_roster(path, read_label_map())


def attempt_label_map(path: Path, _: bool = False) -> None:
    from blinder.label_map import read_label_map

    read_label_map(str(path))


def attempt_settings(path: Path, _: bool = False) -> None:
    from blinder.settings import read_settings

    read_settings(path.parent)


def attempt_key(path: Path, _: bool = False) -> None:
    from blinder.label.key import read_key

    read_key(path, "passphrase")


def attempt_attestation(path: Path, _: bool = False) -> None:
    from blinder.report.attestation import read_attestation

    read_attestation(path)


def attempt_picture(path: Path, _: bool = False) -> None:
    from blinder.formats.pictures import clean, placeholder

    placeholder(path.read_bytes())
    clean(path.read_bytes())


TRIALS = {
    "roster.csv": attempt_roster,
    "roster.xlsx": attempt_roster,
    "map.toml": attempt_label_map,
    "blinder.toml": attempt_settings,
    "key.age": attempt_key,
    "attestation.json": attempt_attestation,
    "picture.png": attempt_picture,
    "picture.jpg": attempt_picture,
    "picture.gif": attempt_picture,
    "picture.tif": attempt_picture,
}
