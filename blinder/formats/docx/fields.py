"""Field codes: those that only point or count stay, rebuilt from known words; all others leave just their result.

AUTHOR, DOCPROPERTY, INCLUDETEXT, MERGEFIELD … hold names, paths and queries that no reader sees.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from blinder.formats.docx import vocabulary
from blinder.formats.docx.evidence import Evidence
from blinder.formats.docx.names import q, remove, unwrap
from blinder.formats.docx.rename import is_style_name
from blinder.formats.fonts import is_known_font
from blinder.types import SegmentKind

MAX_DEPTH = 40  # fields in fields; deeper ones, which no program writes, leave their result
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_SWITCH = re.compile(r"""\\[#@]\s*("[^"]*"|\S+)|\\[a-zA-Z*!]""")
_CONTENT = tuple(q(f"w:{name}") for name in ("t", "tab", "br", "instrText", "drawing", "pict", "sym", "delInstrText"))


@dataclass(eq=False, slots=True)
class Field:
    """One complex field: its codes, and what lies between its beginning and its separator."""

    begin: etree._Element
    zone: list[etree._Element] = field(default_factory=list)
    marks: list[etree._Element] = field(default_factory=list)
    separated: bool = False

    @property
    def code(self) -> str:
        """The instruction as Word puts it together; "" where other fields are nested in it."""
        if any(node.tag == q("w:fldChar") for node in self.zone):
            return ""
        return "".join(node.text or "" for node in self.zone if node.tag == q("w:instrText"))

    def shown(self) -> str:
        """The text of its result, as far as the paragraph goes."""
        around = next(self.begin.iterancestors(q("w:p")), self.begin)
        nodes = list(around.iter(q("w:t"), q("w:fldChar")))
        ends = [at for at, node in enumerate(nodes) if node in self.marks]
        start = nodes.index(self.begin) if self.begin in nodes else 0
        return "".join(node.text or "" for node in nodes[start : ends[-1] if ends else None])

    def unlink(self) -> None:
        """Leave only the result."""
        for node in [self.begin, *self.zone, *self.marks]:
            remove(node)

    def rewrite(self, code: str) -> etree._Element:
        """One clean instruction in the place of the pieces, which comes back."""
        first = next(node for node in self.zone if node.tag == q("w:instrText"))
        first.text = code
        first.set(q("xml:space"), "preserve")
        for node in self.zone:
            if node is not first:
                remove(node)
        return first


@dataclass(frozen=True, slots=True)
class FieldLink:
    """A HYPERLINK field to an address outside; `field` is unlinked where the address is redacted."""

    url: str
    field: "Field | etree._Element"

    def unlink(self) -> None:
        """Turn it into plain text."""
        self.field.unlink() if isinstance(self.field, Field) else unwrap(self.field)

    def shown(self) -> str:
        """The text of its result."""
        return self.field.shown() if isinstance(self.field, Field) else shown_in(self.field)


def shown_in(node: etree._Element) -> str:
    """The text that the element shows."""
    return "".join(leaf.text or "" for leaf in node.iter(q("w:t")))


def clean_fields(root: etree._Element, bookmarks: Mapping[str, str], place: str, evidence: Evidence) -> list[FieldLink]:
    """Rebuild or unlink every field of a story; the addresses among them come back."""
    links: list[FieldLink] = []
    for simple in list(root.iter(q("w:fldSimple"))):
        code = simple.get(q("w:instr"), "")
        clean, url = clean_code(code, bookmarks)
        if clean is None:
            _note(code, place, evidence)
            unwrap(simple)
        else:
            simple.set(q("w:instr"), clean)
            links += [FieldLink(url, simple)] if url else []
    kept: set[etree._Element] = set()
    for found in _complex_fields(root):
        clean, url = clean_code(found.code, bookmarks)
        if clean is None:
            _note("".join(node.text or "" for node in found.zone), place, evidence)
            found.unlink()
        else:
            kept.add(found.rewrite(clean))
            links += [FieldLink(url, found)] if url else []
    for stray in [node for node in root.iter(q("w:instrText"), q("w:delInstrText")) if node not in kept]:
        _note(stray.text or "", place, evidence)
        remove(stray)
    return links


def clean_code(code: str, bookmarks: Mapping[str, str]) -> tuple[str | None, str]:
    """The instruction in known words, and the outside address in it; None where it cannot stay."""
    tokens = [quoted or bare for quoted, bare in _TOKEN.findall(code)]
    if not tokens or tokens[0].upper() not in vocabulary.words("field-codes"):
        return None, ""
    if tokens[0].upper() == "HYPERLINK":
        return _clean_hyperlink(tokens[1:], bookmarks)
    fonts = {word for word in tokens[1:] if tokens[0].upper() == "SYMBOL" and is_known_font(word)}
    words = [f'"{word}"' if word in fonts else _clean_word(word, bookmarks) for word in tokens[1:]]
    if None in words:
        return None, ""
    return f" {' '.join([tokens[0].upper(), *(word for word in words if word is not None)])} ", ""


def number_choices(root: etree._Element) -> None:
    """Counted values for the choices of a list control; what they show, if need be the value itself, stays as text."""
    for choices in root.iter(q("w:dropDownList"), q("w:comboBox")):
        for number, item in enumerate(choices.iter(q("w:listItem")), 1):
            item.set(q("w:displayText"), item.get(q("w:displayText"), "") or item.get(q("w:value"), ""))
            item.set(q("w:value"), str(number))


def is_outside(url: str) -> bool:
    """Whether an address leads to the network, where a reader could follow it; everything else is local."""
    return bool(re.match(r"(?i)(https?|ftp|mailto|tel):\S", url))


def _clean_hyperlink(words: list[str], bookmarks: Mapping[str, str]) -> tuple[str | None, str]:
    url = words[0] if words and not words[0].startswith("\\") else ""
    if url:
        url = url.replace("\\\\", "\\")
        return (f' HYPERLINK "{url}" ', url) if is_outside(url) and '"' not in url else (None, "")
    anchor = next((after for word, after in pairwise(words) if word == "\\l"), "")
    return (f' HYPERLINK \\l "{bookmarks[anchor]}" ', "") if anchor in bookmarks else (None, "")


def _clean_word(word: str, bookmarks: Mapping[str, str]) -> str | None:
    if (
        re.fullmatch(r"\\[a-zA-Z*#@!]", word)
        or re.fullmatch(r"[\d.,:;-]+", word)
        or word.lower() in vocabulary.words("field-words")
    ):
        return word
    if word in bookmarks:
        return bookmarks[word]
    if vocabulary.is_date_picture(word) or vocabulary.is_number_picture(word):
        return f'"{word}"'
    if all(is_style_name(part.strip()) or part.strip().isdigit() for part in re.split("[,;]", word)):
        return f'"{word}"'
    return None


def _complex_fields(root: etree._Element) -> list[Field]:
    """Every complex field, inner ones first; one that never ends counts as ended by the story."""
    open_fields: list[Field] = []
    done: list[Field] = []
    for node in root.iter(q("w:fldChar"), *_CONTENT):
        kind = node.get(q("w:fldCharType")) if node.tag == q("w:fldChar") else ""
        if kind == "begin":
            _into_zones(open_fields, node)
            if len(open_fields) < MAX_DEPTH:
                open_fields.append(Field(node))
            else:
                remove(node)
        elif kind in ("separate", "end") and open_fields:
            _into_zones(open_fields[:-1], node)
            open_fields[-1].marks.append(node)
            open_fields[-1].separated = True
            if kind == "end":
                done.append(open_fields.pop())
        elif kind:
            remove(node)
        else:
            _into_zones(open_fields, node)
    for broken in open_fields:
        broken.unlink()
    return done


def _into_zones(fields: list[Field], node: etree._Element) -> None:
    for each in fields:
        if not each.separated:
            each.zone.append(node)


def _note(code: str, place: str, evidence: Evidence) -> None:
    """What somebody typed into the code teaches names; its keyword, switches and pictures of numbers do not."""
    typed = [quoted or bare for quoted, bare in _TOKEN.findall(_SWITCH.sub(" ", code))]
    known = vocabulary.words("field-codes") | vocabulary.words("dropped-field-codes")
    if typed and typed[0].upper() in known:
        del typed[0]
    formats = vocabulary.words("field-words")
    evidence.add(SegmentKind.FIELD, place, " ".join(word for word in typed if word.lower() not in formats))
    evidence.removed(place, "field code: the result stays as text")
