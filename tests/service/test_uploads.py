"""What is sent as a zip: what is taken, and what is refused before anything of it is believed."""

import io
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from blinder.service.config import Serving
from blinder.service.problems import Problem
from blinder.service.uploads import unpack

SERVING = replace(Serving(), unpacked_mb=1, files=3)
Change = Callable[[zipfile.ZipInfo], None]


def zipped(*names: str, content: bytes = b"Teacher C", change: Change = lambda _: None) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            change(member)
            archive.writestr(member, content)
    return made.getvalue()


def tried(data: bytes, folder: Path) -> int:
    (folder / "sent.zip").write_bytes(data)
    (folder / "in").mkdir()
    return unpack(folder / "sent.zip", folder / "in", SERVING)


def a_link(member: zipfile.ZipInfo) -> None:
    member.external_attr = (stat.S_IFLNK | 0o777) << 16


def as_macos_writes(data: bytes) -> bytes:
    """UTF-8 names without the flag that says so."""
    data = data.replace(struct.pack("<HHH", 20, 0x800, 8), struct.pack("<HHH", 20, 0, 8))
    return data


@pytest.mark.parametrize(
    "data",
    [
        zipped("memo.txt"),
        zipped("A1/memo.txt", "A2/memo.txt", "A1/"),
        zipped("Résumé of ✓.docx"),
        as_macos_writes(zipped("Résumé.docx")),
        zipped("memo.txt", "__MACOSX/._memo.txt"),
        zipped("..memo..txt"),
        zipped("a" * 251 + ".txt"),
    ],
)
def test_an_ordinary_zip_is_unpacked(tmp_path: Path, data: bytes) -> None:
    count = tried(data, tmp_path)
    found = [path for path in (tmp_path / "in").rglob("*") if path.is_file()]
    assert len(found) == count >= 1
    assert not [path for path in found if "MACOSX" in str(path)]


def test_macos_names_are_read_as_what_they_are(tmp_path: Path) -> None:
    tried(as_macos_writes(zipped("Résumé.docx")), tmp_path)
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["Résumé.docx"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-a-zip"),
        (b"PK\x03\x04 and no more", "not-a-zip"),
        (zipped("memo.txt")[:-30], "not-a-zip"),
        (zipped("memo.txt")[10:], "not-a-zip"),
        (zipped("memo.txt").replace(b"memo", b"mamo", 1), "not-a-zip"),
        (zipped(), "no-files"),
        (zipped("folder/"), "no-files"),
        (zipped("../memo.txt"), "file-name"),
        (zipped("a/../../memo.txt"), "file-name"),
        (zipped("/etc/memo.txt"), "file-name"),
        (zipped("C:\\memo.txt"), "file-name"),
        (zipped("a\\..\\memo.txt"), "file-name"),
        (zipped("a//memo.txt"), "file-name"),
        (zipped("memo\n.txt"), "file-name"),
        (zipped("a" * 256), "file-name"),
        (zipped("a/" * 600 + "memo.txt"), "file-name"),
        (zipped("m\udcff.txt".encode("utf-8", "replace").decode()).replace(b"m?.t", b"m\xff.t"), "file-name"),
        (zipped("mémo.txt").replace("é".encode(), b"\xff\xfe"), "not-a-zip"),
        (zipped("memo.txt", "memo.txt"), "file-twice"),
        (zipped("memo.txt", "MEMO.TXT"), "file-twice"),
        (zipped("é.txt", "e\u0301.txt"), "file-twice"),
        (zipped("a", "a/memo.txt"), "file-twice"),
        (zipped("memo.txt", change=a_link), "not-a-file"),
        (zipped("memo.zip"), "zip-nested"),
        (zipped("memo.tar.gz"), "zip-nested"),
        (zipped("memo", content=zipped("memo.txt")), "zip-nested"),
        (zipped("a.txt", "b.txt", "c.txt", "d.txt"), "too-many-files"),
        (zipped(*(f"{number}/" for number in range(400))), "too-many-files"),
        (zipped("memo.txt", content=bytes(2**20 + 1)), "unpacks-too-large"),
        (zipped("a.txt", "b.txt", content=bytes(2**19 + 1)), "unpacks-too-large"),
    ],
)
def test_what_is_odd_is_refused_with_a_code(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(Problem) as refused:
        tried(data, tmp_path)
    assert refused.value.code == code
    assert not list(tmp_path.parent.glob("memo*"))


def with_flag(data: bytes, flag: int) -> bytes:
    """The same zip with another flag for its member, in both places."""
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(mark) + at
        data = data[:place] + struct.pack("<H", flag) + data[place + 2 :]
    return data


def test_a_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        tried(with_flag(zipped("memo.txt"), 1), tmp_path)
    assert refused.value.code == "zip-encrypted"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_packings_are_refused(tmp_path: Path, method: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("memo.txt", "Teacher C")
    with pytest.raises(Problem) as refused:
        tried(made.getvalue(), tmp_path)
    assert refused.value.code == "zip-method"


def test_a_size_that_lies_is_counted(tmp_path: Path) -> None:
    data = zipped("memo.txt", content=bytes(2**20 + 1)).replace(struct.pack("<I", 2**20 + 1), struct.pack("<I", 9))
    with pytest.raises(Problem) as refused:
        tried(data, tmp_path)
    assert refused.value.code in ("not-a-zip", "unpacks-too-large")
    assert sum(path.stat().st_size for path in (tmp_path / "in").iterdir()) <= 2**20
