"""XML of any vocabulary: paragraphs joined without gaps, attribute values, comments, instructions, foreign tags."""

import re
from base64 import b64decode
from functools import lru_cache
from typing import Any

from lxml import etree

from blinder.verifier.eyes_bytes import decode_text, look_into_strings
from blinder.verifier.office_facts import KNOWN_NAMESPACES, depends_on_context, note_facts, note_field_links
from blinder.verifier.sight import BARRIER, FONTS, FONTS_BY_SCRIPT, FactKind, Gathering
from blinder.verifier.wording import words

PARAGRAPHS = words("p h si pt li title desc comment item")
ROWS, CELLS = (
    frozenset({"tr", "table-row", "row"}),
    frozenset({"tc", "table-cell", "covered-table-cell", "td", "th", "c"}),
)
BREAKS = {"br": "\n", "cr": "\n", "line-break": "\n", "tab": "\t", "ptab": "\t", "s": " ", "noBreakHyphen": "\u2011"}
UNREAD = words(
    """
    delText instrText delInstrText Fallback moveFrom tracked-changes script style binData
    """
)
LAYOUT = frozenset().union(PARAGRAPHS, ROWS, CELLS, BREAKS, UNREAD)
OFFICE_TEXT = words("t v textpath")  # in Office vocabularies only these hold what a page shows
READ_PROPERTIES = words(
    """
    title subject creator lastModifiedBy description keywords keyword category Company Manager
    initial-creator printed-by user-defined lpwstr
    """
)
READ_ATTRIBUTES = words("descr title alt tooltip string string-value current-value help-text label")
SHOWN_ATTRIBUTES = READ_ATTRIBUTES | words(
    """
    alias author ascii cs display-name eastAsia editor full-path hAnsi href id initials instr name oname original-name
    PartName src style-name tag Target target-name Type uri userId val value
    """
)  # whose names a place may show; any other name may itself tell something
FONT_TABLES = words("font font-face altName")  # elements
FONT_ATTRIBUTES = words(
    """
    ascii cs eastAsia hAnsi typeface face font font-family font-family-asian font-family-complex font-name
    font-name-asian font-name-complex
    """
)
PREFIX_LISTS = words("Ignorable MustUnderstand Requires")  # attributes that list prefixes of namespaces
DULL = re.compile(
    r"[\d.,:;%+\-#\s]*(pt|px|in|cm|mm|em)?|true|false|on|off|auto|none|#[0-9A-Fa-f]{6}|(?=.*\d)[0-9A-Fa-f]{6,8}"
)
BASE64 = re.compile(r"[A-Za-z0-9+/]+")
DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.DOTALL)
OFFICE = ("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/", "http://schemas.microsoft.com/office/")


def look_into_xml(gathering: Gathering, place: str, data: bytes) -> None:
    """Text and attributes of one XML or HTML part; markup that cannot be parsed is read as plain strings and noted."""
    parser: Any = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    if re.search(rb"<html", data[:2000], re.IGNORECASE) and not data.lstrip().startswith(b"<?xml"):
        parser = etree.HTMLParser(no_network=True, huge_tree=False)
    place = place or "markup"
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        gathering.note(FactKind.UNREADABLE, place, "markup")
        look_into_strings(gathering, place, data)
        return
    for doctype in DOCTYPE.finditer(decode_text(data[:65536])):
        gathering.see(f"{place}, document type", doctype[0])
    _Walk(gathering, place).walk(root)


class _Walk:
    """One pass over a tree; paragraphs nest (text boxes), so each has its own buffer."""

    def __init__(self, gathering: Gathering, place: str) -> None:
        self._gathering, self._place = gathering, place
        self._open: list[list[str]] = [[]]  # pieces of the open paragraphs, innermost last
        self._lines: list[list[str]] = [[]]  # finished paragraphs of the page, of the open rows and cells
        self._unread: list[list[str]] = [[]]
        self._unread_lines: list[str] = []
        self._unread_depth = 0
        self._plain: set[tuple[object, ...]] = set()  # elements, by tag and attributes, that need no second look
        self._attributes: dict[tuple[str, bool], dict[str, None]] = {}
        self._asides: dict[str, dict[str, None]] = {"comments": {}, "foreign names": {}}

    def walk(self, root: Any) -> None:
        """Visit everything, then hand what was found to the gathering."""
        for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start":
                self._start(node)
            elif event == "end":
                self._end(node)
            else:
                self._aside(node)
        self._close_paragraph()
        for node in (*root.itersiblings(preceding=True), *root.itersiblings()):
            self._asides["comments"][f"{getattr(node, 'target', '')} {node.text or ''}"] = None
        self._hand_over()

    def _start(self, node: Any) -> None:
        tag = node.tag  # asked of lxml once: it makes a new text each time
        if not isinstance(tag, str):  # an entity, left as it is
            self._asides["comments"][str(node.text)] = None
            return
        space, local = _split(tag)
        if (look := (tag, *node.items())) not in self._plain:
            self._note(node, space, local, look)
        if local in LAYOUT:
            self._open_layout(local)
        if text := node.text:
            self._take(text, space, local)

    def _open_layout(self, local: str) -> None:
        if local in PARAGRAPHS:
            self._open.append([])
            self._unread.append([])
        if local in ROWS or local in CELLS:
            self._close_loose_text()
            self._lines.append([])
        self._unread_depth += local in UNREAD
        if local in BREAKS and not self._unread_depth:
            self._open[-1].append(BREAKS[local])

    def _note(self, node: Any, space: str, local: str, look: tuple[object, ...]) -> None:
        """What its name and attributes tell; most elements look like one before that told nothing."""
        facts = len(self._gathering.facts)
        note_facts(self._gathering, self._place, node, space, local)
        self._take_attributes(node, space, local)
        told = facts != len(self._gathering.facts) or not _is_known(space)
        lists_prefixes = any(_split(key)[1] in PREFIX_LISTS for key in node.attrib)  # they stand for more
        if not (told or lists_prefixes or depends_on_context(space, local)):
            self._plain.add(look)

    def _end(self, node: Any) -> None:
        tag = node.tag
        if isinstance(tag, str) and (local := _split(tag)[1]) in LAYOUT:
            self._unread_depth -= local in UNREAD
            if local in PARAGRAPHS:
                self._close_paragraph()
            if local in ROWS or local in CELLS:
                self._close_loose_text()
                glue = " | " if local in ROWS else "\n"
                self._lines[-2].append(glue.join(self._lines.pop()))
        if (tail := node.tail) and (parent := node.getparent()) is not None:
            self._take(tail, *_split(parent.tag))

    def _aside(self, node: Any) -> None:
        self._asides["comments"][f"{getattr(node, 'target', '')} {node.text or ''}"] = None
        parent = node.getparent()
        if parent is not None and node.tail and isinstance(parent.tag, str):
            self._take(node.tail, *_split(parent.tag))

    def _take(self, text: str, space: str, local: str) -> None:
        if not text.strip() and (len(self._open) == 1 or (space.startswith(OFFICE) and local != "t")):
            return
        office = space.startswith(OFFICE)
        read = local in OFFICE_TEXT if office else len(self._open) > 1 or local in READ_PROPERTIES
        if (read or local in READ_PROPERTIES) and not self._unread_depth:
            self._open[-1].append(text if office else re.sub(r"\s+", " ", text))
            if len(self._open) == 1:
                self._close_loose_text()
        else:
            if not self._is_file(text):
                self._unread[-1].append(text)
            if len(self._unread) == 1:
                self._unread[-1].append("\n")

    def _take_attributes(self, node: Any, space: str, local: str) -> None:
        known = _is_known(space)
        for tag, written in node.attrib.items():
            name = _split(tag)[1]
            value = _foreign_prefixes(node, written) if name in PREFIX_LISTS else written
            if not known or name[:1].isupper():
                self._asides["foreign names"][name] = None
            if _is_dull(value) or self._is_file(value):
                continue
            place = f"attribute {name}" if name in SHOWN_ATTRIBUTES else "attributes"
            if local in FONT_TABLES or name in FONT_ATTRIBUTES:
                place = FONTS_BY_SCRIPT if set(node.attrib) == {"script", "typeface"} else FONTS
            self._attributes.setdefault((place, name in READ_ATTRIBUTES), {})[str(value)] = None
        if known and local[:1].isupper():
            self._asides["foreign names"][local] = None
        elif not known:
            self._asides["foreign names"][f"{node.prefix or ''}\x1e{local}\x1e{space}"] = None

    def _is_file(self, value: str) -> bool:
        """Whether a value is a file in base64 (VML's gfxdata, data: addresses); it is then looked into later."""
        if len(value) < 200:
            return False
        lines = value.rpartition("base64,")[2].rstrip("= \n").split()
        packed = "".join(lines)
        if (
            len(packed) < 200
            or len(packed) % 4 == 1
            or not BASE64.fullmatch(packed)
            or min(map(len, lines[:-1]), default=99) < 60
        ):
            return False
        data = b64decode(packed + "=" * (-len(packed) % 4))
        self._gathering.spend(len(data))
        self._gathering.later.append((f"{self._place}, packed value", data))
        return True

    def _close_paragraph(self) -> None:
        text, unread = "".join(self._open.pop()), "".join(self._unread.pop())
        note_field_links(self._gathering, self._place, unread)
        if text.strip():
            self._lines[-1].append(text)
        if unread.strip():
            self._unread_lines.append(unread)
        if not self._open:
            self._open, self._unread = [[]], [[]]

    def _close_loose_text(self) -> None:
        if len(self._open) == 1 and self._open[0]:
            self._lines[-1].append("".join(self._open[0]).strip())
            self._open[0] = []

    def _hand_over(self) -> None:
        self._gathering.see(f"{self._place}, text", "\n".join(self._lines[0]), visible=True)
        self._gathering.see(f"{self._place}, unread text", "\n".join(self._unread_lines))
        for (name, read), values in self._attributes.items():
            self._gathering.see(f"{self._place}, {name}", ("\n" if read else BARRIER).join(values), visible=read)
        for name, texts in self._asides.items():
            self._gathering.see(f"{self._place}, {name}", BARRIER.join(texts))


def _foreign_prefixes(node: Any, prefixes: str) -> str:
    """Those of some prefixes that stand for no known namespace."""
    return " ".join(each for each in prefixes.split() if not _is_known(node.nsmap.get(each, "")))


@lru_cache(4096)
def _is_known(space: str) -> bool:
    return space.startswith(KNOWN_NAMESPACES)


@lru_cache(4096)
def _is_dull(value: str) -> bool:
    return DULL.fullmatch(value) is not None


@lru_cache(4096)
def _split(tag: str) -> tuple[str, str]:
    """Namespace and local name."""
    space, _, local = tag.rpartition("}")
    return space.removeprefix("{"), local
