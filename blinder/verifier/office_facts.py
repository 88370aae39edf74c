"""Facts in office XML: who commented or changed, what is hidden, where links lead, which properties are left."""

import re
from functools import lru_cache
from typing import Any

from blinder.verifier.office_ink import note_unshown
from blinder.verifier.sight import FactKind, Gathering
from blinder.verifier.wording import words

KNOWN_NAMESPACES = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://schemas.microsoft.com/office/",
    "http://purl.org/dc/",
    "http://www.w3.org/",
    "urn:oasis:names:tc:opendocument:",
    "urn:schemas-microsoft-com:",
)
PROPERTY_SPACES = (
    "core-properties",
    "purl.org/dc/",
    "extended-properties",
    "custom-properties",
    "opendocument:xmlns:meta",
)
PROGRAM_PROPERTIES = words(
    """
    Application AppVersion Characters CharactersWithSpaces DocSecurity HyperlinksChanged Lines LinksUpToDate
    Pages Paragraphs ScaleCrop SharedDoc TotalTime Words vector variant lpstr i4 HeadingPairs
    document-statistic generator editing-cycles editing-duration revision version language coreProperties
    Properties property meta document-meta
    """
)
SHOWN_PROPERTIES = words(
    """
    category Company contentStatus contributor coverage created creation-date creator date description HyperlinkBase
    identifier initial-creator keyword keywords lastModifiedBy lastPrinted Manager modified print-date printed-by
    publisher relation rights source subject template Template title TitlesOfParts auto-reload hyperlink-behaviour
    """
)  # whose names a finding may show
FIELD_LINK = re.compile(
    r'\b(?:HYPERLINK|INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO|RD|IMPORT)\b[^"]*"([^"]*)"', re.IGNORECASE
)
LEADS_OUT = re.compile(r"[a-z][a-z0-9+.-]*:|/|\\|\.\.[/\\]", re.IGNORECASE)
INNER_HREF = re.compile(r"\.\./(Pictures|Object|Media)", re.IGNORECASE)
SCRIPTS = words("event-listener library module dialog vbaSuppData wne-macro")
TRACES = {
    "docVar": "document variable",
    "mailMerge": "mail merge",
    "attachedTemplate": "template",
    "permStart": "permission",
}
IN_CONTEXT = words("anchor annotation changed-region config-item rect rPr text-properties vanish")


def depends_on_context(space: str, local: str) -> bool:
    """Whether an element's text, parents or children count for what `note_facts` notes of it."""
    return local in IN_CONTEXT or _tells_properties(space)


def note_facts(gathering: Gathering, place: str, node: Any, space: str, local: str) -> None:
    """Note what one element tells; cheap, for it is asked for every element of every part."""
    attributes = {_plain(tag): value for tag, value in node.attrib.items()}
    note = gathering.note
    if "author" in attributes:
        kind = FactKind.COMMENT if local == "comment" else FactKind.CHANGE
        note(kind, place, "author", attributes["author"])
    if local in ("annotation", "changed-region"):
        note(FactKind.COMMENT if local == "annotation" else FactKind.CHANGE, place, "author", _creator(node))
    if local == "Relationship" and attributes.get("TargetMode") == "External":
        note(FactKind.LINK, place, "relationship", attributes.get("Target", ""))
    elif (
        (href := attributes.get("href", attributes.get("src", "")))
        and LEADS_OUT.match(href)
        and not INNER_HREF.match(href)
    ):
        note(FactKind.LINK, place, "link", href)
    if local == "fldSimple":
        note_field_links(gathering, place, attributes.get("instr", ""))
    if local in TRACES:
        note(FactKind.PROPERTY, place, TRACES[local], next(iter(attributes.values()), local))
    if local in SCRIPTS and "namespace" not in attributes:
        note(FactKind.SCRIPT, place, "macro")
    _note_hidden(gathering, place, node, local, attributes)
    note_unshown(gathering, place, node, local, attributes)
    if _tells_properties(space):
        _note_property(gathering, place, node, local, attributes)
    if (
        local == "config-item"
        and re.match(r"Printer|CurrentDatabase", attributes.get("name", ""))
        and (node.text or "").strip()
    ):
        note(FactKind.PROPERTY, place, "printer or database", node.text)


def note_field_links(gathering: Gathering, place: str, instruction: str) -> None:
    """Targets in field codes, which may be split over runs: `instruction` is all of a paragraph's code text."""
    for target in FIELD_LINK.findall(instruction):
        if LEADS_OUT.match(target) or "." in target:
            gathering.note(FactKind.LINK, place, "field", target)


def _note_hidden(gathering: Gathering, place: str, node: Any, local: str, attributes: dict[str, str]) -> None:
    vanishes = local == "vanish" and attributes.get("val", "1") not in ("0", "false", "off")
    in_run = vanishes and _local(node.getparent()) == "rPr" and _local(node.getparent().getparent()) == "r"
    if in_run or local in ("hidden-text", "hidden-paragraph") or attributes.get("display") == "none":
        gathering.note(FactKind.HIDDEN_TEXT, place, "hidden text")


def _note_property(gathering: Gathering, place: str, node: Any, local: str, attributes: dict[str, str]) -> None:
    custom = (local == "property" and "fmtid" in attributes) or local == "user-defined"
    if not custom and (len(node) or local in PROGRAM_PROPERTIES):
        return
    if _local(node.getparent()) in ("annotation", "change-info", "vector"):
        return
    value = "".join(node.itertext()).strip() or attributes.get("href", attributes.get("date-time", ""))
    if value:
        name = "custom property" if custom else local if local in SHOWN_PROPERTIES else "property"
        gathering.note(FactKind.PROPERTY, place, name, value)


@lru_cache(4096)
def _tells_properties(space: str) -> bool:
    return any(mark in space for mark in PROPERTY_SPACES)


@lru_cache(4096)
def _plain(tag: str) -> str:
    """An attribute's name without its namespace."""
    return tag.rpartition("}")[2]


def _creator(node: Any) -> str:
    return next((child.text or "" for child in node.iter() if _local(child) == "creator"), "")


def _local(node: Any) -> str:
    return node.tag.rpartition("}")[2] if node is not None and isinstance(node.tag, str) else ""
