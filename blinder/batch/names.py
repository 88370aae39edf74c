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
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from blinder.errors import OutputError, UsageError

FILE = "blinder-batch.json"
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
        UsageError: the file is not ours.
        OutputError: it cannot be written.
    """
    path = root / FILE
    earlier = _read(path) if path.exists() else Names({}, secrets.token_bytes(32))
    new = [folder for folder in folders if folder not in earlier.of]
    secrets.SystemRandom().shuffle(new)
    names = dict(earlier.of)
    for number, folder in enumerate(new, start=len(names) + 1):
        names[folder] = f"submission-{number:04}"
    if new:
        write_whole(path, _text(names, earlier.secret))
    return Names(names, earlier.secret)


def _read(path: Path) -> Names:
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
