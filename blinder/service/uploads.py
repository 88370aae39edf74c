"""What was sent → files in a private folder: a form's files, or a zip. What is odd about it is refused with a code.

Nothing is written outside the folder, nothing follows a link, and no size is believed before it was counted.
"""

import asyncio
import errno
import os
import shutil
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from python_multipart.exceptions import MultipartParseError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from blinder.limits import MIB
from blinder.naming import free_name
from blinder.service.config import Serving
from blinder.service.problems import Problem

ZIP, FORM = "application/zip", "multipart/form-data"
PIECE = 2**18
NAME_BYTES, PATH_BYTES = 255, 1_024
FORBIDDEN = frozenset("\\:" if os.name == "nt" else "\\")
CONTROLS = ("Cc", "Cs")
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ARCHIVES = frozenset(".zip .7z .rar .tar .gz .tgz .bz2 .xz .zst .cab .iso .jar".split())
MAC_FOLDER = "__MACOSX/"  # what macOS adds to its zips: never a document
UTF8_FLAG, ENCRYPTED_FLAGS = 0x800, 0x1 | 0x40 | 0x2000
END, END64, END_BYTES, END64_BYTES = b"PK\x05\x06", b"PK\x06\x07", 22, 20
DIRECTORY_BYTES = 4_096  # of a zip's directory, for each file that may come


async def receive(request: Request, folder: Path, serving: Serving) -> int:
    """Put what the request brings into the folder; the number of its files.

    Raises:
        Problem: it is refused; what came is still there.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind not in (ZIP, FORM):
        raise Problem("media-type")
    _check_length(request, serving)
    folder.mkdir()
    try:
        return await (_receive_zip if kind == ZIP else _receive_form)(request, folder, serving)
    except TimeoutError:
        raise Problem("too-slow") from None
    except OSError:
        raise Problem("no-space") from None


def _check_length(request: Request, serving: Serving) -> None:
    said = request.headers.get("content-length", "0")
    if not said.isdecimal():
        raise Problem("bad-request")
    if int(said) > serving.body_mb * MIB:
        raise Problem("too-large")


async def _pieces(request: Request, serving: Serving) -> AsyncIterator[bytes]:
    """The body, no more of it than may come."""
    size = 0
    try:
        async for piece in request.stream():
            size += len(piece)
            if size > serving.body_mb * MIB:
                raise Problem("too-large")
            yield piece
    except ClientDisconnect:
        raise Problem("bad-request") from None


async def _receive_form(request: Request, folder: Path, serving: Serving) -> int:
    pieces = _pieces(request, serving)
    try:
        parser = MultiPartParser(request.headers, pieces, max_files=serving.files, max_fields=0)  # type: ignore[arg-type]
        async with asyncio.timeout(serving.upload_s):
            form = await parser.parse()
    except (MultiPartException, MultipartParseError, KeyError, ValueError) as error:
        many = str(error).startswith("Too many files")
        raise Problem("too-many-files" if many else "bad-multipart") from None
    try:
        uploads = [value for name, value in form.multi_items() if name == "files" and isinstance(value, UploadFile)]
        if len(uploads) != len(form.multi_items()):
            raise Problem("bad-multipart")
        return await asyncio.to_thread(_keep_form, uploads, folder)
    finally:
        await form.close()


def _keep_form(uploads: list[UploadFile], folder: Path) -> int:
    """Programs that send forms leave folders out of file names: what then has the same name is numbered."""
    taken = set[str]()
    for upload in uploads:
        name = _safe(upload.filename or "")
        if _is_archive(name, upload.file.read(8)):
            raise Problem("zip-nested")
        upload.file.seek(0)
        with _place(folder, PurePosixPath(free_name(name, taken))).open("xb") as file:
            shutil.copyfileobj(upload.file, file, PIECE)
    if not uploads:
        raise Problem("no-files")
    return len(uploads)


async def _receive_zip(request: Request, folder: Path, serving: Serving) -> int:
    packed = folder.with_suffix(".zip")
    with packed.open("xb") as file:
        async with asyncio.timeout(serving.upload_s):
            async for piece in _pieces(request, serving):
                file.write(piece)
    try:
        return await asyncio.to_thread(unpack, packed, folder, serving)
    finally:
        packed.unlink()


def unpack(packed: Path, folder: Path, serving: Serving) -> int:
    """Unpack a zip into an empty folder; the number of its files.

    Raises:
        Problem: something about it is odd.
    """
    _check_directory(packed, serving.files * DIRECTORY_BYTES)
    try:
        with zipfile.ZipFile(packed) as archive:
            members = list(_members(archive, serving))
            left = serving.unpacked_mb * MIB
            for member, name in members:
                with archive.open(member) as source, _place(folder, name).open("xb") as target:
                    left -= _copy(source, target, name, left)
    except (zipfile.BadZipFile, zlib.error, EOFError, UnicodeDecodeError, ValueError):
        raise Problem("not-a-zip") from None
    except OSError as error:
        raise Problem("not-a-zip" if error.errno == errno.EINVAL else "no-space") from None  # EINVAL: an offset below 0
    except (NotImplementedError, RuntimeError):  # a packing or a password that the flags did not tell
        raise Problem("zip-method") from None
    if not members:
        raise Problem("no-files")
    return len(members)


def _check_directory(packed: Path, most: int) -> None:
    """Refuse a zip whose directory alone would fill the memory, and ZIP64, which nothing of this size needs."""
    with packed.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 2**16 - END_BYTES - END64_BYTES))
        tail = file.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_BYTES:
        raise Problem("not-a-zip")
    if tail[max(0, at - END64_BYTES) :].startswith(END64):
        raise Problem("zip-method")
    if int.from_bytes(tail[at + 12 : at + 16], "little") > most:
        raise Problem("too-many-files")


def _members(archive: zipfile.ZipFile, serving: Serving) -> Iterator[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """The files in it with their names, after all was looked at that can be told before unpacking."""
    taken, files = set[str](), 0
    for member in archive.infolist():
        name = _name_of(member)
        if member.flag_bits & ENCRYPTED_FLAGS:
            raise Problem("zip-encrypted")
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise Problem("not-a-file")
        if name.startswith(MAC_FOLDER):
            continue
        path = _safe(name.removesuffix("/"))
        if member.is_dir():
            continue
        if (same := _folded(path)) in taken:
            raise Problem("file-twice")
        taken.add(same)
        files += 1
        if files > serving.files:
            raise Problem("too-many-files")
        if member.compress_type not in PACKED:
            raise Problem("zip-method")
        if _is_archive(path):
            raise Problem("zip-nested")
        yield member, path


def _name_of(member: zipfile.ZipInfo) -> str:
    """Its name; macOS writes UTF-8 without saying so."""
    name = member.orig_filename
    if member.flag_bits & UTF8_FLAG or name.isascii():
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        raise Problem("file-name") from None


def _safe(name: str) -> PurePosixPath:
    """The name as a path below the folder, if every system takes it as one."""
    if len(name.encode("utf-8", "replace")) > PATH_BYTES:
        raise Problem("file-name")
    parts = name.split("/")
    for part in parts:
        if part.strip() in ("", ".", "..") or any(c in FORBIDDEN or unicodedata.category(c) in CONTROLS for c in part):
            raise Problem("file-name")
        if len(part.encode()) > NAME_BYTES:
            raise Problem("file-name")
    return PurePosixPath(*parts)


def _folded(path: PurePosixPath) -> str:
    return unicodedata.normalize("NFC", str(path)).casefold()


def _is_archive(name: PurePosixPath, head: bytes = b"") -> bool:
    return name.suffix.casefold() in ARCHIVES or (head.startswith(b"PK\x03\x04") and not name.suffix)


def _place(folder: Path, name: PurePosixPath) -> Path:
    """Where it goes; a file that stands where a folder should is a second one of that name."""
    place = folder / name
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise Problem("file-twice") from None
    if place.exists():
        raise Problem("file-twice")
    return place


def _copy(source: IO[bytes], target: IO[bytes], name: PurePosixPath, left: int) -> int:
    """Copy, and count; more than what is left is a bomb."""
    size = 0
    while piece := source.read(PIECE):
        if not size and _is_archive(name, piece[:8]):
            raise Problem("zip-nested")
        size += len(piece)
        if size > left:
            raise Problem("unpacks-too-large")
        target.write(piece)
    return size
