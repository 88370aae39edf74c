"""What is done: a line per submission in the output folder, written when its copies are in their place.

The last line of a submission counts; a line that a power cut tore counts for nothing, so its submission is done again.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from blinder.batch.names import write_whole
from blinder.batch.work import Record
from blinder.errors import ExitCode, OutputError, UsageError

FILE = "manifest.jsonl"
SCHEMA = "blinder-batch/1"


@dataclass(frozen=True, slots=True)
class Entry:
    """A record, and the fingerprint of all that decided about it."""

    fingerprint: str
    record: Record


class Manifest:
    """The manifest of `folder`, for the batch of this `seal`."""

    def __init__(self, folder: Path, seal: str) -> None:
        """Read what is there, and write it anew without torn and outdated lines.

        Raises:
            UsageError: the folder belongs to another batch.
            OutputError: it cannot be written.
        """
        self.path, head = folder / FILE, {"schema": SCHEMA, "batch": seal}
        lines = list(_lines(self.path))
        if lines and lines[0] != head:
            raise UsageError("the output folder belongs to another batch", hint="Choose another --out.")
        self.entries = {entry.record.submission: entry for line in lines[1:] if (entry := _entry(line))}
        write_whole(self.path, "".join(json.dumps(row) + "\n" for row in (head, *map(_row, self.entries.values()))))

    def add(self, fingerprint: str, record: Record) -> None:
        """Note what became of a submission, on the disk too.

        Raises:
            OutputError: it cannot be written.
        """
        entry = self.entries[record.submission] = Entry(fingerprint, record)
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(_row(entry)) + "\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            raise OutputError(f"{FILE} cannot be written") from None


def _row(entry: Entry) -> dict[str, object]:
    return {"fingerprint": entry.fingerprint, **asdict(entry.record)}


def _lines(path: Path) -> Iterator[object]:
    if not path.exists():
        return
    for line in path.read_text("utf-8", errors="replace").splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue


def _entry(line: object) -> Entry | None:
    """The entry of a line, None where it has another form."""
    if not isinstance(line, dict):
        return None
    try:
        fingerprint, code = str(line.pop("fingerprint")), ExitCode(line.pop("exit_code"))
        return Entry(fingerprint, Record(exit_code=code, **line))
    except (KeyError, TypeError, ValueError):
        return None
