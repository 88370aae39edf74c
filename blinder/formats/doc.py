"""Old Word files (.doc): LibreOffice turns them into .docx, which is then read and blinded; the copy is a .docx.

LibreOffice runs in a private folder with a profile of its own, without macros and links, and is killed with all its
children when it takes too long.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from blinder.errors import EncryptedFile, MissingProgram, SignedFile, UnreadableFile, WrongExtension
from blinder.formats import FORMATS
from blinder.formats.base import Options, read_file
from blinder.formats.channels import CHANNELS
from blinder.types import Document, Redaction, Removal

DOCX = FORMATS[".docx"]
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_STREAM, SECTOR = b"\xec\xa5", 512  # how the stream with the text starts, and where it can start
ENCRYPTED = 0x01  # of the flags' second byte: [MS-DOC] 2.5.2, FibBase
PROGRAMS = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
SETTINGS = {
    "Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
        "DisableActiveContent": "true",
    },
    "Writer/Content/Update": {"Link": "0", "Field": "false", "Chart": "false"},
}


class DOC:
    """The format .doc; what it writes is a .docx."""

    name = "doc"
    suffixes = (".doc",)
    channels = CHANNELS[name]

    def read(self, path: Path, options: Options) -> Document:
        """As `Format.read`.

        Raises:
            MissingProgram: LibreOffice is not installed.
        """
        with _as_docx(path, options) as docx:
            document = DOCX.read(docx, options)
        removal = Removal("file", "converted from .doc to .docx")
        return replace(document, name=path.name, format=self.name, removals=(removal, *document.removals))

    def rewrite(
        self, path: Path, out: Path, redactions: Mapping[str, Sequence[Redaction]], options: Options
    ) -> tuple[Removal, ...]:
        """As `Format.rewrite`, but `out` is a .docx."""
        with _as_docx(path, options) as docx:
            return DOCX.rewrite(docx, out, redactions, options)


@contextmanager
def _as_docx(path: Path, options: Options) -> Iterator[Path]:
    """The converted file, in a folder that goes again."""
    converted = _convert(_checked(path), options.timeout_s)
    with TemporaryDirectory(prefix="blinder-") as folder:
        docx = Path(folder) / "converted.docx"
        docx.write_bytes(converted)
        yield docx


def _checked(path: Path) -> bytes:
    """The file's bytes, if it is a Word file that may be opened."""
    try:
        data = read_file(path)
    except OSError as error:
        raise UnreadableFile("the file cannot be opened") from error
    if not data:
        raise UnreadableFile("the file is empty")
    if not data.startswith(OLE2):
        raise WrongExtension("this is not an old Word file")
    if _is_encrypted(data):
        raise EncryptedFile("the file asks for a password")
    if "_xmlsignatures".encode("utf-16-le") in data:
        raise SignedFile("the file carries a digital signature")
    return data


def _is_encrypted(data: bytes) -> bool:
    """Whether Word's own flag says so, or the file is a shell around an encrypted .docx."""
    starts = (at for at in range(SECTOR, len(data) - 12, SECTOR) if data.startswith(WORD_STREAM, at))
    first = next(starts, None)
    return "EncryptedPackage".encode("utf-16-le") in data or (first is not None and bool(data[first + 11] & ENCRYPTED))


@lru_cache(maxsize=16)
def _convert(data: bytes, timeout_s: float) -> bytes:
    """The .docx that LibreOffice makes of the file; kept in memory, so that reading and rewriting convert once.

    Raises:
        MissingProgram: LibreOffice is not installed.
        UnreadableFile: it made nothing of the file, or took too long.
    """
    program = next((found for each in PROGRAMS if (found := shutil.which(each))), None)
    if program is None:
        raise MissingProgram(
            "LibreOffice is needed for .doc files", hint="Install it from libreoffice.org, or save the file as .docx."
        )
    with TemporaryDirectory(prefix="blinder-", ignore_cleanup_errors=True) as folder:
        source, profile = Path(folder) / "source.doc", Path(folder) / "profile"
        source.write_bytes(data)
        _write_settings(profile)
        arguments = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to", "docx"]
        _run([program, *arguments, "--outdir", folder, str(source)], timeout_s)
        docx = Path(folder) / "source.docx"
        if not docx.is_file() or not docx.stat().st_size:
            raise UnreadableFile("LibreOffice cannot read the file")
        return docx.read_bytes()


def _write_settings(profile: Path) -> None:
    """A profile in which no macro runs and no link is followed."""
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>"
        for path, values in SETTINGS.items()
        for name, value in values.items()
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def _run(command: Sequence[str], timeout_s: float) -> None:
    """Run the program to its end; whatever happens, neither it nor its children stay behind."""
    process = subprocess.Popen(  # noqa: S603  our own arguments, no shell
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(timeout_s)
    except subprocess.TimeoutExpired:
        raise UnreadableFile(f"LibreOffice took longer than {timeout_s:g} s") from None
    finally:
        _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):  # it has ended
            os.killpg(process.pid, signal.SIGKILL)
    else:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603, S607
    process.wait()
