"""Bytes without a known structure: decoded text, or the printable runs in every likely encoding."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from html import unescape

from blinder.verifier.sight import BARRIER, Gathering

RUN_8BIT = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xff]{4,}")
RUN_16LE = re.compile(rb"(?:[\t\n\r\x20-\xff]\0|[\0-\xff][\x01-\x06]){4,}")
RUN_16BE = re.compile(rb"(?:\0[\t\n\r\x20-\xff]){4,}")
MARKS_IN_WORD = re.compile(r"(?<=[^\W\d_])(?:[*~]{1,3}|</?[a-z]{1,6}>)(?=[^\W\d_])")
CONTROL = {code: None for code in range(32) if code not in (9, 10, 13)}


def look_into_text(gathering: Gathering, place: str, data: bytes, *, visible: bool) -> None:
    """A text file: decoded as its byte order mark says, as UTF-8, or else as Windows Latin; and as HTML or Markdown."""
    text = decode_text(data)
    gathering.see(place or "text", text, visible=visible)
    if (shown := MARKS_IN_WORD.sub("", unescape(text))) != text:
        gathering.see(f"{place or 'text'}, as a browser shows it", shown)


def look_into_strings(gathering: Gathering, place: str, data: bytes) -> None:
    """Unknown bytes: as text when they are text, otherwise every printable run."""
    if is_text(data):
        gathering.see(place or "bytes", decode_text(data))
        gathering.see(f"{place or 'bytes'}, mail parts", BARRIER.join(_mail_parts(data)))
        return
    look_into_runs(gathering, place, data)


def look_into_runs(gathering: Gathering, place: str, data: bytes) -> None:
    """Every printable run of bytes, in 8 and 16 bit."""
    for encoding, runs in (("8 bit", _runs_8bit(data)), ("16 bit", _runs_16bit(data))):
        gathering.see(f"{place or 'bytes'}, {encoding} strings", BARRIER.join(runs), raw=True)


def decode_text(data: bytes) -> str:
    """Text of a whole file; never fails, undecodable bytes become other characters."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if data[1:400:2].count(0) > 150:
        return data.decode("utf-16-le", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def decode_run(data: bytes) -> str:
    """One run of 8-bit characters: UTF-8 where it is that, Windows Latin where not."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def is_text(data: bytes) -> bool:
    """Whether the first bytes are all letters, signs and blanks."""
    head = data[:8192]
    return data[:2] in (b"\xff\xfe", b"\xfe\xff") or not head.translate(None, bytes(range(32, 256)) + b"\t\n\r\f")


def _mail_parts(data: bytes) -> Iterator[str]:
    """Decoded parts of a web archive (MHT), which Word takes in as an alternative chunk."""
    if b"MIME-Version" in data[:4096]:
        for part in message_from_bytes(data).walk():
            payload = part.get_payload(decode=True)
            yield decode_text(payload) if isinstance(payload, bytes) else ""


def _runs_8bit(data: bytes) -> Iterator[str]:
    return (decode_run(run[0]) for run in RUN_8BIT.finditer(data))


def _runs_16bit(data: bytes) -> Iterator[str]:
    """UTF-16 of either byte order; the pattern finds runs at odd offsets too."""
    for run in RUN_16LE.finditer(data):
        yield run[0].decode("utf-16-le", "replace").translate(CONTROL)
    for run in RUN_16BE.finditer(data):
        yield run[0].decode("utf-16-be", "replace").translate(CONTROL)
