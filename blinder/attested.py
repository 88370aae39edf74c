"""The story of attested files: are they, byte for byte, what an attestation says?

Only bytes are compared, so that it takes seconds: no model, no checks. What `verify` would find today is not asked.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from itertools import count
from pathlib import Path, PurePosixPath

from blinder.intake import AUDIT, AUDIT_MARK, InputFile, hash_file, take_in
from blinder.naming import is_unnamed, unnamed
from blinder.report.attestation import NAME, Attested, AttestedFile, read_attestation
from blinder.report.audit import FileStatus
from blinder.report.recheck import Change, Changed, Recheck


@dataclass(frozen=True, slots=True)
class _Present:
    """A file that is there: its name, what to call it, and its bytes; `sha256` is "" where it cannot be opened."""

    name: str
    alias: str
    sha256: str
    size: int


def recheck(paths: Sequence[Path | str], attestation: Path | None = None) -> Recheck:
    """Compare the files under `paths` with an attestation, by default the one in the `audit/` of the first path.

    Raises:
        UsageError: a path does not exist, or there is no attestation.
    """
    intake, audit = take_in([Path(path) for path in paths], lambda _: True), Path(paths[0]) / AUDIT
    own = attestation or audit / NAME
    attested = read_attestation(own)
    rosters = (InputFile(path, PurePosixPath(path.name)) for path in intake.rosters)
    files = [file for file in (*intake.all, *rosters) if file.path.resolve() != own.resolve()]
    with ThreadPoolExecutor() as pool:
        present = list(pool.map(_look, count(1), files))
    changes = (*_compare_own(attested, audit / AUDIT_MARK), *_compare(attested.files, present))
    return Recheck(attested, changes, tuple(_notes(attested, audit / AUDIT_MARK)))


def _look(number: int, file: InputFile) -> _Present:
    name = str(file.name)
    try:
        return _Present(name, unnamed(number, name), hash_file(file.path), file.path.stat().st_size)
    except OSError:
        return _Present(name, unnamed(number, name), "", 0)


def _compare_own(attested: Attested, audit: Path) -> Iterator[Changed]:
    """What happened to the attestation, and to the audit that it binds."""
    if not attested.intact:
        yield Changed(NAME, Change.CHANGED, "its digest does not fit: it is not as blinder wrote it")
    if attested.audit and audit.is_file() and hash_file(audit) != attested.audit:
        yield Changed(f"{AUDIT}/{AUDIT_MARK}", Change.CHANGED)


def _compare(attested: Sequence[AttestedFile], present: Sequence[_Present]) -> Iterator[Changed]:
    """Every difference once: each step takes what it tells out of `then` and `now`."""
    then, now = {file.name: file for file in attested if file.sha256}, {file.name: file for file in present}
    for name in [name for name in now if name in then and then[name].sha256 == now[name].sha256]:
        del then[name], now[name]
    yield from _tell_unreadable(then, now)
    yield from _tell_renamed(then, now)
    for old in then.values():
        if new := now.pop(old.name, None):
            yield Changed(old.name, Change.CHANGED, f"{old.size} bytes then, {new.size} now")
        else:
            yield Changed(old.name, Change.REMOVED)
    yield from (Changed(new.alias, Change.ADDED, "not attested", new.name) for new in now.values())


def _tell_unreadable(then: dict[str, AttestedFile], now: dict[str, _Present]) -> Iterator[Changed]:
    for new in [file for file in now.values() if not file.sha256]:
        del now[new.name]
        yield Changed(new.name if then.pop(new.name, None) else new.alias, Change.UNREADABLE, name=new.name)


def _tell_renamed(then: dict[str, AttestedFile], now: dict[str, _Present]) -> Iterator[Changed]:
    """Attested bytes under another name."""
    for old in list(then.values()):
        if new := next((file for file in now.values() if file.sha256 == old.sha256), None):
            del then[old.name], now[new.name]
            if not _was_unnamed(old):
                yield Changed(old.name, Change.RENAMED, f"now {new.alias}", new.name)


def _was_unnamed(file: AttestedFile) -> bool:
    """Whether `verify` attested it without telling its name: then its bytes alone count."""
    return file.status is not FileStatus.WRITTEN and is_unnamed(file.name)


def _notes(attested: Attested, audit: Path) -> Iterator[str]:
    if attested.audit and not audit.is_file():
        yield f"{AUDIT}/{AUDIT_MARK} is not there"
    if attested.tool != version("blinder"):
        yield f"this is blinder {version('blinder')}, which may find more: run `blinder verify`"
