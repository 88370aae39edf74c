"""The re-identification key: labels ↔ names, encrypted with a passphrase (age), only where the user asks for it."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pyrage

from blinder.apart import run_apart
from blinder.errors import Defeated, KeyFileError, TookTooLong, TooLarge
from blinder.limits import DEFAULT
from blinder.roster import Known
from blinder.types import Entity, EntityType

TIMEOUT_S = 60.0
SCHEMA = "blinder-key/1"


def read_key(path: Path, passphrase: str) -> tuple[Known, ...]:
    """Everybody and everything an earlier task labelled, in the key's order.

    Raises:
        KeyFileError: no such file, not a key, or the wrong passphrase.
    """
    try:
        plain = run_apart(_decrypt, path.read_bytes(), passphrase, timeout_s=TIMEOUT_S, limits=DEFAULT)
        found = json.loads(plain)
        if found["schema"] != SCHEMA:
            raise KeyFileError(
                "the key was written by another version of blinder", hint="Use the version that wrote it."
            )
        return tuple(
            Known(tuple(e["names"]), EntityType(e["entity_type"]), e["role"], e["label"]) for e in found["entries"]
        )
    except OSError:
        raise KeyFileError("the key file cannot be read", hint="Check the path and its permissions.") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, Defeated, TookTooLong, TooLarge):
        raise KeyFileError("the file is not a key of blinder", hint="Give the file that --key wrote.") from None


def _decrypt(data: bytes, passphrase: str) -> bytes:
    """Apart, because the file itself says how much work its passphrase asks for."""
    try:
        return bytes(pyrage.passphrase.decrypt(data, passphrase))
    except pyrage.DecryptError:
        raise KeyFileError("the key does not open", hint="Check the passphrase; nothing was changed.") from None


def write_key(path: Path, passphrase: str, entities: Sequence[Entity], earlier: Sequence[Known] = ()) -> None:
    """Write the key of `entities` and of what an earlier key held, mode 0600, whole or not at all.

    Raises:
        KeyFileError: the file cannot be written.
    """
    entries = {
        known.label: {
            "label": known.label,
            "entity_type": known.entity_type,
            "role": known.role,
            "names": list(known.names),
        }
        for known in earlier
    }
    for entity in entities:
        names = list(dict.fromkeys([*entries.get(entity.label, {}).get("names", []), *entity.names]))
        entries[entity.label] = {
            "label": entity.label,
            "entity_type": entity.entity_type,
            "role": entity.role,
            "names": names,
        }
    plain = json.dumps({"schema": SCHEMA, "entries": list(entries.values())}, ensure_ascii=False).encode()
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(pyrage.passphrase.encrypt(plain, passphrase))
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise KeyFileError("the key file cannot be written", hint="Check the folder and its permissions.") from None
