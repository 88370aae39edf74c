"""Subtitles with names in them, one of them over two lines and one before the first caption."""

from collections.abc import Iterator
from pathlib import Path


def build(path: Path, names: Iterator[str]) -> dict[str, str]:
    planted = {channel: next(names) for channel in ("before", "caption", "two lines", "slanted")}
    before, one, two, slanted = planted.values()
    first, _, surname = two.partition(" ")
    text = (
        f"before-1 {before} after-1\r\n\r\n1\r\n00:00:01,000 --> 00:00:02,500\r\nbefore-2 {one} after-2\r\n\r\n"
        f"2\r\n00:00:03,000 --> 00:00:04,000\r\nbefore-3 {first}\r\n{surname} after-3\r\n<i>{slanted}</i>\r\n"
    )
    path.write_bytes(text.encode())
    return planted
