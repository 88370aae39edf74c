"""A whole file and a number in, a broken one out: the same number breaks it the same way.

Mutations know the structure: members and elements of packages, objects of a PDF; bytes of everything else.
"""

import re
import warnings
import zipfile
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from random import Random

from lxml import etree

WEIRD = (
    *(
        "",
        "0",
        "-1",
        "1e308",
        "99999999999999999999",
        "NaN",
        "true",
        "rId999",
        "rId1",
        "../../x",
        "%s%n",
        "#",
        "/",
        "\\",
    ),
    *("\u202eevil\u202c", "\ufeff", "e\u0301" * 40, "\U0010ffff", "a" * 5000, "a," * 2000, "A. " * 1000, "(" * 900),
    *(
        "http://[::1",
        "https://" + "a." * 500 + "org",
        "=cmd|' /C calc'!A0",
        "&#0;",
        "<",
        "]]>",
        'HYPERLINK "',
        "2147483648",
    ),
)
TOKENS = re.compile(rb"\d+ 0 R|/[A-Za-z][\w.-]*|-?\d+(?:\.\d+)?|\((?:[^()\\]|\\.)*\)|<<|>>|\[|\]|[A-Za-z*']{1,2}(?=\s)")


def mutate(name: str, data: bytes, number: int) -> bytes:
    """The file called `name`, broken in the way of this number."""
    random = Random(f"{name} {number}")
    if name.endswith((".docx", ".odt", ".xlsx")) and random.random() < 0.9:
        return _package(data, random)
    if name.endswith(".pdf") and random.random() < 0.9:
        return _tokens(data, random)
    return _bytes(data, random)


def _bytes(data: bytes, random: Random) -> bytes:
    out = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 8, 40))):
        at = random.randrange(len(out) + 1)
        size = random.choice((1, 1, 2, 4, 16, 300))
        match random.randrange(6):
            case 0:
                out[at : at + size] = random.randbytes(size)
            case 1:
                del out[at : at + size]
            case 2:
                out[at:at] = random.choice(WEIRD).encode()
            case 3:
                out[at:at] = out[at : at + size] * random.choice((1, 2, 500))
            case 4:
                out[at : at + size] = random.choice((b"\0", b"\xff", b"\x80", b"\x7f")) * size
            case 5 if out and at < len(out):
                out[at] ^= 1 << random.randrange(8)
        if random.random() < 0.05:
            del out[at:]
    return bytes(out)


def _tokens(data: bytes, random: Random) -> bytes:
    """A PDF with references, names, numbers and strings exchanged: loops, wrong types, extremes."""
    found = [each for each in TOKENS.finditer(data) if each[0] not in (b"R",)]
    changes = {}
    for _ in range(random.choice((1, 1, 2, 3, 10, 40))):
        old, other = random.choice(found), random.choice(found)[0]
        if old[0].endswith(b" R") and random.random() < 0.8:
            other = b"%d 0 R" % random.randrange(60)
        elif random.random() < 0.4:
            extremes = (
                b"0",
                b"-1",
                b"99999999999",
                b"1e9",
                b"null",
                b"[]",
                b"<<>>",
                b"(\\0)",
                b"/X",
                b"0.0000001",
                b"",
            )
            other = random.choice(extremes)
        changes[old.span()] = other
    out, at = [], 0
    for (start, end), other in sorted(changes.items()):
        if start >= at:
            out += [data[at:start], other]
            at = end
    return b"".join([*out, data[at:]])


def _package(data: bytes, random: Random) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(random.choice((1, 1, 2, 4))):
        names = list(parts)
        name, other = random.choice(names), random.choice(names)
        xml = parts[name].lstrip()[:1] == b"<"
        match random.randrange(12):
            case 0 if len(parts) > 1:
                del parts[name]
            case 1:
                parts[name] = parts[other]
            case 2:
                parts[random.choice((name.upper(), name + "/x", "x/" + name, other + "\0", "é" * 300))] = parts[name]
            case 3:
                parts[name] = _bytes(parts[name], random)
            case 4:
                parts[name] = parts[name].decode("latin-1").encode(random.choice(("utf-16", "utf-8", "utf-32")))
            case _ if xml:
                parts[name] = _xml(parts[name], random)
    out = BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _xml(data: bytes, random: Random) -> bytes:
    try:
        root = etree.fromstring(data)
    except (etree.XMLSyntaxError, ValueError):
        return data
    for _ in range(random.choice((1, 2, 5, 20))):
        nodes = [node for node in root.iter() if isinstance(node.tag, str)]
        node, other = random.choice(nodes), random.choice(nodes)
        random.choice(ELEMENT)(node, other, random)
    return etree.tostring(root)


def _remove(node: etree._Element, _: etree._Element, __: Random) -> None:
    if (parent := node.getparent()) is not None:
        parent.remove(node)


def _repeat(node: etree._Element, _: etree._Element, random: Random) -> None:
    if (parent := node.getparent()) is not None and sum(1 for _ in node.iter()) < 50:
        parent.extend([deepcopy(node) for _ in range(random.choice((1, 3, 300)))])


def _graft(node: etree._Element, other: etree._Element, _: Random) -> None:
    if sum(1 for _ in node.iter()) < 300:
        other.insert(0, deepcopy(node))


def _unwrap(node: etree._Element, _: etree._Element, __: Random) -> None:
    if (parent := node.getparent()) is not None:
        at = parent.index(node)
        parent[at : at + 1] = list(node)


def _rename(node: etree._Element, other: etree._Element, _: Random) -> None:
    node.tag = other.tag


def _give(node: etree._Element, other: etree._Element, random: Random) -> None:
    for key, value in other.attrib.items():
        if random.random() < 0.5:
            node.set(key, value)


def _take(node: etree._Element, _: etree._Element, random: Random) -> None:
    if node.attrib:
        del node.attrib[random.choice(list(node.attrib))]


def _set(node: etree._Element, _: etree._Element, random: Random) -> None:
    keys = list(node.attrib)
    value = random.choice([value for value in WEIRD if "\0" not in value])
    if keys and random.random() < 0.7:
        node.set(random.choice(keys), value)
    else:
        node.text = value


def _deepen(node: etree._Element, _: etree._Element, random: Random) -> None:
    for _ in range(random.choice((1, 5, 60, 200))):
        inner = etree.SubElement(node, node.tag, dict(node.attrib))
        inner.text, node = node.text, inner


ELEMENT: tuple[Callable[[etree._Element, etree._Element, Random], None], ...] = (
    *(_remove, _repeat, _graft, _graft, _unwrap, _rename, _rename, _give, _take, _set, _set, _deepen),
)
