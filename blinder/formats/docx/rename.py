"""Neutral names for styles and bookmarks over the whole package, with everything that refers to them.

Built-in styles keep their names, since Word knows them by these; all others are counted.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import count

from lxml import etree

from blinder.formats.docx import vocabulary
from blinder.formats.docx.names import q, remove

_STYLE_REFERENCES = tuple(
    q(f"w:{name}") for name in ["pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink", "styleLink"]
)
_OWN_BOOKMARKS = re.compile(r"_(?:Toc|Ref|Hlk|Hlt|GoBack|PAGE)\d*")  # made by Word, hold only numbers
_RANGES = (q("w:moveFromRangeStart"), q("w:moveToRangeStart"))


def rename_styles(styles: etree._Element | None, roots: Iterable[etree._Element]) -> None:
    """Give every style a built-in or counted name and an id made of it."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for style in styles.iter(q("w:style")) if styles is not None else ():
        nodes = style.findall(q("w:name"))
        name = _built_in(nodes[0].get(q("w:val"), "") if nodes else "")
        if name is None or _style_id(name) in taken:
            name = f"Style {len(ids) + 1}"
        ids[style.get(q("w:styleId"), "")] = _style_id(name)
        taken.add(_style_id(name))
        style.set(q("w:styleId"), _style_id(name))
        for node in nodes:
            node.set(q("w:val"), name)
    known = {_style_id(name) for name in vocabulary.phrases("styles")}
    for root in roots:
        for node in [node for node in root.iter(*_STYLE_REFERENCES) if node.get(q("w:val")) is not None]:
            old = node.get(q("w:val"), "")
            if old in ids or (not ids and old in known):
                node.set(q("w:val"), ids.get(old, old))
            else:
                remove(node)


def is_style_name(name: str) -> bool:
    """Whether a name is built in or was counted here."""
    return _built_in(name) is not None or bool(re.fullmatch(r"Style \d+", name))


def bookmark_names(roots: Iterable[etree._Element]) -> dict[str, str]:
    """Old name → new name of every bookmark and form field, in document order."""
    names: dict[str, str] = {}
    numbers = count(1)
    for root in roots:
        for node in root.iter(q("w:bookmarkStart"), q("w:ffData")):
            holder = node.find(q("w:name")) if node.tag == q("w:ffData") else None
            old = node.get(q("w:name"), "") if holder is None else holder.get(q("w:val"), "")
            if old and old not in names:
                names[old] = old if _OWN_BOOKMARKS.fullmatch(old) else f"Bookmark{next(numbers)}"
    return names


def rename_bookmarks(root: etree._Element, names: Mapping[str, str]) -> None:
    """Carry the new names out, in links inside the document too. Field codes are `fields`' business."""
    for node in root.iter(q("w:bookmarkStart")):
        node.set(q("w:name"), names.get(node.get(q("w:name"), ""), "Bookmark"))
    for field in root.iter(q("w:ffData")):
        for node in field.findall(q("w:name")):
            node.set(q("w:val"), names.get(node.get(q("w:val"), ""), ""))
    for node in root.iter(q("w:hyperlink")):
        if (anchor := node.get(q("w:anchor"))) is not None:
            node.set(q("w:anchor"), names.get(anchor, "_top"))
    moves: dict[str, str] = {}
    for node in root.iter(*_RANGES):
        node.set(q("w:name"), moves.setdefault(node.get(q("w:name"), ""), f"move{len(moves) + 1}"))


def _built_in(name: str) -> str | None:
    return _built_in_styles().get(name.strip().lower())


@cache
def _built_in_styles() -> dict[str, str]:
    return {known.lower(): known for known in sorted(vocabulary.phrases("styles"))}


def _style_id(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in re.findall(r"\w+", name))
