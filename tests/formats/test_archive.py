"""The archive's door: what comes back, and what is turned away."""

import warnings
import zipfile
from io import BytesIO

import pytest

from blinder.errors import EncryptedFile, TooLarge, UnreadableFile, WrongExtension
from blinder.formats import archive
from blinder.formats.archive import pack, parse_xml, read_archive, serialize_xml, write_archive
from blinder.limits import DEFAULT

BOMB = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;&b;&b;</a>'


def zipped(*members: tuple[str, bytes]) -> bytes:
    buffer = BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members:
            out.writestr(name, data)
    return buffer.getvalue()


def test_parts_come_back_in_order(tmp_path):
    write_archive(tmp_path / "a.zip", {"b.xml": b"2", "a/c.xml": b"1"})
    assert list(read_archive(tmp_path / "a.zip").items()) == [("b.xml", b"2"), ("a/c.xml", b"1")]


def test_the_same_parts_give_the_same_bytes_and_no_time(tmp_path):
    parts = {"content.xml": b"<a/>", "mimetype": b"application/x"}
    write_archive(tmp_path / "a.zip", parts, first="mimetype")
    assert (tmp_path / "a.zip").read_bytes() == pack(parts, "mimetype")
    infos = zipfile.ZipFile(tmp_path / "a.zip").infolist()
    assert [(info.filename, info.compress_type) for info in infos] == [("mimetype", 0), ("content.xml", 8)]
    assert {(info.date_time, info.extra, info.comment, info.create_system) for info in infos} == {
        ((1980, 1, 1, 0, 0, 0), b"", b"", 0)
    }


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", UnreadableFile),
        (zipped(("a", b"x" * 500))[:60], UnreadableFile),
        (zipped(("../a", b"x")), UnreadableFile),
        (zipped(("/a", b"x")), UnreadableFile),
        (zipped(("a", b"x"), ("a", b"y")), UnreadableFile),
        (b"%PDF-1.7 ...", WrongExtension),
        (b"{\\rtf1 ...", WrongExtension),
        (b"plain words", WrongExtension),
        (archive.OLE2 + b"\0" * 600, WrongExtension),
        (archive.OLE2 + "EncryptedPackage".encode("utf-16-le"), EncryptedFile),
        (zipped(*[(f"{n}", b"") for n in range(DEFAULT.members + 1)]), TooLarge),
        (zipped(("a", bytes(40 * 2**20))), TooLarge),
    ],
    ids=str,
)
def test_bad_archives_are_turned_away(data, error):
    with pytest.raises(UnreadableFile) as caught:
        read_archive(data)
    assert type(caught.value) is error


def test_an_encrypted_member_asks_for_a_copy_without_password():
    data = bytearray(zipped(("a", b"x")))
    central = data.find(b"PK\x01\x02")
    data[6] |= 1
    data[central + 8] |= 1
    with pytest.raises(EncryptedFile, match="password"):
        read_archive(bytes(data))


@pytest.mark.parametrize(
    "xml", [BOMB, BOMB.decode().encode("utf-16"), b"<a>", b"<a>" * 400 + b"</a>" * 400, b"", b"<a>&x;</a>"]
)
def test_bad_xml_is_unreadable_and_names_only_its_place(xml):
    with pytest.raises(UnreadableFile, match=r"word/document\.xml"):
        parse_xml(xml, "word/document.xml")


def test_comments_instructions_and_doctypes_do_not_survive():
    xml = b'<?a b?><!DOCTYPE a SYSTEM "x.dtd"><!-- Mara --><a>one<!-- Quell --> two<?c Mara?> three</a><!-- Mara -->'
    written = serialize_xml(parse_xml(xml, "part"))
    assert written == b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<a>one two three</a>"
