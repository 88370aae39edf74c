"""A plain text or a table of cells with names in it, by the path's suffix."""

from collections.abc import Iterator
from pathlib import Path


def build(path: Path, names: Iterator[str]) -> dict[str, str]:
    planted = {channel: next(names) for channel in ("line", "second line", "quoted", "last line")}
    one, two, quoted, last = planted.values()
    first, _, surname = two.partition(" ")
    if path.suffix == ".csv":
        text = f'Name,Remark\r\nbefore-1 {one} after-1,x\r\n"before-2, {quoted} after-2",{two}\r\n,{last}\r\n'
    else:
        text = f'# before-1 {one} after-1\r\n\r\nbefore-2 {first}\r\n{surname} after-2\r\n"{quoted}"\r\n{last}'
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    return planted
