"""What submissions are called, for their folders' names may be people's, and the file that says which is which.

It lies with the originals, readable by its owner alone, and is the only link. The numbers are drawn by lot: in the
order of the folders' names they would give a known list of candidates away. With it lies a secret, so that whoever has
the copies cannot try names against the fingerprints.
"""

import hashlib
import hmac
import json
import os
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from blinder.errors import OutputError, UsageError

FILE = "blinder-batch.json"
LOCK = ".blinder-batch.lock"
SCHEMA = "blinder-batch-names/1"


@dataclass(frozen=True, slots=True)
class Names:
    """Folder name → "submission-0007", and a secret of this batch."""

    of: dict[str, str] = field(repr=False)
    secret: bytes = field(repr=False)

    def sign(self, *parts: bytes) -> str:
        """A fingerprint of the parts that says nothing to whoever lacks the secret."""
        seal = hmac.new(self.secret, digestmod=hashlib.sha256)
        for part in parts:
            seal.update(len(part).to_bytes(8) + part)
        return seal.hexdigest()


def name_submissions(root: Path, folders: Sequence[str]) -> Names:
    """The names of the folders, new ones added; earlier ones stay as they are.

    Raises:
        UsageError: the file is not ours, or another batch writes it.
        OutputError: it cannot be written.
    """
    earlier = _read(root / FILE)
    if set(folders) <= earlier.of.keys():
        return earlier
    with alone(root):
        return _name_anew(root / FILE, folders)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep every other batch away from a folder.

    Raises:
        UsageError: one is there.
        OutputError: it cannot be written.
    """
    path = folder / LOCK
    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise UsageError("another batch works on one of these folders", hint="Wait for its end.") from None
    except OSError:
        raise OutputError("one of the folders cannot be written") from None
    try:
        yield
    finally:
        with suppress(OSError):  # Windows, where nobody may, has `release` delete it
            path.unlink()
        lock.release()


def _name_anew(path: Path, folders: Sequence[str]) -> Names:
    earlier = _read(path)
    new = [folder for folder in folders if folder not in earlier.of]
    secrets.SystemRandom().shuffle(new)
    names = dict(earlier.of)
    for number, folder in enumerate(new, start=len(names) + 1):
        names[folder] = f"submission-{number:04}"
    write_whole(path, _text(names, earlier.secret))
    return Names(names, earlier.secret)


def _read(path: Path) -> Names:
    if not path.exists():
        return Names({}, secrets.token_bytes(32))
    try:
        found = json.loads(path.read_text("utf-8"))
        return Names(
            {str(folder): str(name) for name, folder in found["submissions"].items()}, bytes.fromhex(found["secret"])
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(f"{FILE} cannot be read", hint="Move it away: all submissions are named anew then.") from None


def _text(names: dict[str, str], secret: bytes) -> str:
    folders = {name: folder for folder, name in sorted(names.items(), key=lambda item: item[1])}
    return json.dumps({"schema": SCHEMA, "secret": secret.hex(), "submissions": folders}, indent=2) + "\n"


def write_whole(path: Path, text: str) -> None:
    """Write a file that its owner alone can read, whole or not at all, a power cut included.

    Raises:
        OutputError: it cannot be written.
    """
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True) if temporary else None
        raise OutputError(f"{path.name} cannot be written") from None
