"""Small safe looks into pikepdf objects: strings, boxes, trees, destinations. What is malformed reads as absent."""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pikepdf

from blinder.errors import UnreadableFile

MAX_NODES = 200_000  # of any tree; a larger one is hostile
BROKEN = (pikepdf.PdfError, KeyError, AttributeError, ValueError, TypeError, RuntimeError, RecursionError)

Box = tuple[float, float, float, float]  # x0, y0, x1, y1 in points, y upwards


@dataclass(frozen=True, slots=True)
class Target:
    """Where an internal link or a bookmark leads: a page, and how high on it (points; none means its top)."""

    page: int  # from 0
    top: float | None = None


@contextmanager
def reading_objects() -> Iterator[None]:
    """Whatever a malformed object makes pikepdf raise becomes `UnreadableFile`; its warnings, which may quote, go."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except BROKEN as error:
        raise UnreadableFile("the PDF is damaged") from error


def text_of(thing: Any) -> str:
    """A text string, a name or a text stream as text; anything else is empty."""
    try:
        if isinstance(thing, pikepdf.Stream):
            return decoded(thing.read_bytes())
        if isinstance(thing, pikepdf.Name):
            return str(thing)[1:]
        return str(thing).replace("\r", "\n").strip("\0 \n") if isinstance(thing, pikepdf.String | str) else ""
    except BROKEN:
        return ""


def decoded(data: bytes) -> str:
    """Bytes of a text stream: UTF-16 with its mark, else UTF-8 with Latin-1 for what is not."""
    if data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def dict_of(thing: Any) -> pikepdf.Dictionary:
    """The dictionary itself, or an empty one."""
    return thing if isinstance(thing, pikepdf.Dictionary) else pikepdf.Dictionary()


def list_of(thing: Any) -> list[Any]:
    """The array's members, or none."""
    return list(thing) if isinstance(thing, pikepdf.Array) else []


def box_of(thing: Any) -> Box | None:
    """Four numbers with their corners in order, or none."""
    try:
        x0, y0, x1, y1 = (float(each) for each in list_of(thing))
    except (ValueError, TypeError):
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def walk(start: Any, children: tuple[str, ...]) -> Iterator[pikepdf.Dictionary]:
    """Every dictionary of a tree in reading order, each once; `children` names the keys that lead down or along."""
    waiting: list[Any] = [start]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < MAX_NODES:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += reversed(list(node))
            continue
        if not isinstance(node, pikepdf.Dictionary) or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen if node.is_indirect else (-len(seen), 0))
        yield node
        waiting += [node[key] for key in reversed(children) if key in node]


class Targets:
    """Destinations of one document, named or not, as `Target`s."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        self._named: dict[str, Any] = {key[1:]: value for key, value in dict_of(pdf.Root.get("/Dests")).items()}
        for node in walk(dict_of(pdf.Root.get("/Names")).get("/Dests"), ("/Kids",)):
            names = list_of(node.get("/Names"))
            self._named |= {text_of(key): value for key, value in zip(names[::2], names[1::2], strict=False)}

    def find(self, thing: Any) -> Target | None:
        """The target of a destination: an array, a name, a string, or a dictionary around an array."""
        for _ in range(4):
            if isinstance(thing, pikepdf.String | pikepdf.Name):
                thing = self._named.get(text_of(thing))
            elif isinstance(thing, pikepdf.Dictionary):
                thing = thing.get("/D")
        parts = list_of(thing)
        if not parts or not isinstance(parts[0], pikepdf.Dictionary) or parts[0].objgen not in self._pages:
            return None
        return Target(self._pages[parts[0].objgen], _top(parts))


def _top(parts: list[Any]) -> float | None:
    at = {"/XYZ": 3, "/FitH": 2, "/FitBH": 2}.get(str(parts[1]) if len(parts) > 1 else "", 99)
    try:
        return float(parts[at])
    except (IndexError, TypeError, ValueError):
        return None


def tidy(text: str) -> str:
    """Text with its runs of blanks as one."""
    return re.sub(r"\s+", " ", text).strip()
