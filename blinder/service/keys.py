"""API keys: made here, shown once, kept as hashes.

A key is 256 random bits, so a plain fast hash of it cannot be guessed back; it needs no salt and no slow function.
"""

import hashlib
import hmac
import json
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock

from blinder.batch.names import write_whole
from blinder.errors import OutputError, UsageError

FILE, SCHEMA, PREFIX = "keys.json", "blinder-keys/1", "blinder_"
NOBODY = "-"
"""Whose the jobs are where there are no keys."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: `id` stands in logs, `name` is the operator's own word for it."""

    id: str
    name: str
    hash: str


class Keys:
    """The keys of a service folder; read anew when the file changes, so that a dropped key is refused at once."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._seen: tuple[int, ...] = ()
        self._keys = tuple[Key, ...]()
        self.needed = False
        self.all()

    def all(self) -> tuple[Key, ...]:
        """Every key there is now; once there was one, dropped or not, a request without is refused for good."""
        seen: tuple[int, ...] = ()
        with suppress(OSError):
            stat = self.path.stat()
            seen = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        if seen != self._seen:
            self._keys, self._seen = (_read(self.path) if seen else ()), seen
            self.needed = self.needed or bool(seen)
        return self._keys

    def owner(self, authorization: str) -> str | None:
        """The id of the key in an Authorization header, `NOBODY` where none is needed; None for a wrong one."""
        keys = self.all()
        if not self.needed:
            return NOBODY
        scheme, _, token = authorization.partition(" ")
        found, sent = None, _hash(token.strip())
        for key in keys:  # all of them, so that the time tells nothing
            if hmac.compare_digest(key.hash, sent):
                found = key.id
        return found if scheme.casefold() == "bearer" else None


def new_key(folder: Path, name: str) -> str:
    """Make a key and keep its hash; the key itself is only here.

    Raises:
        UsageError: there is one of that name.
        OutputError: it cannot be written.
    """
    token = PREFIX + secrets.token_urlsafe(32)
    with _alone(folder):
        keys = _read(folder / FILE)
        if any(key.name == name for key in keys):
            raise UsageError("there is a key of that name", hint="Drop it first, with --drop-key.")
        _write(folder, (*keys, Key(secrets.token_hex(4), name, _hash(token))))
    return token


def drop_key(folder: Path, name: str) -> None:
    """Forget a key; a running service refuses it from now on.

    Raises:
        UsageError: there is none of that name.
        OutputError: it cannot be written.
    """
    with _alone(folder):
        keys = _read(folder / FILE)
        left = tuple(key for key in keys if key.name != name)
        if left == keys:
            raise UsageError("there is no key of that name")
        _write(folder, left)


def own_folder(folder: Path) -> Path:
    """The service's folder, made if need be, open to nobody else.

    Raises:
        OutputError: it cannot be.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError:
        raise OutputError("the service's folder cannot be made") from None
    return folder.resolve()


def _alone(folder: Path) -> FileLock:
    return FileLock(own_folder(folder) / f".{FILE}.lock")


def _hash(token: str) -> str:
    return hashlib.blake2b(token.encode(), digest_size=32).hexdigest()


def _read(path: Path) -> tuple[Key, ...]:
    if not path.exists():
        return ()
    try:
        found = json.loads(path.read_text("utf-8"))
        assert found["schema"] == SCHEMA
        return tuple(Key(**row) for row in found["keys"])
    except (OSError, ValueError, LookupError, TypeError, AssertionError):
        raise UsageError("the keys cannot be read", hint="Move keys.json away and make new keys.") from None


def _write(folder: Path, keys: tuple[Key, ...]) -> None:
    write_whole(folder / FILE, json.dumps({"schema": SCHEMA, "keys": [asdict(key) for key in keys]}, indent=2) + "\n")
