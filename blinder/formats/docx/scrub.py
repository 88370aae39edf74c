"""The allowlist at work: of a part's tree only known elements, attributes, values and texts stay.

Text and the attributes that a person reads pass untouched: they become segments. Names that nobody reads are counted.
"""

import re
from collections.abc import Mapping

from lxml import etree

from blinder.formats.docx import vocabulary
from blinder.formats.docx.names import EXTENSIONS, NAMESPACES, PREFIXES, q, remove, short
from blinder.formats.docx.package import Relationship
from blinder.formats.fonts import is_known_font

FONT = "Arial"  # stands in for a font that is not widely known
TEXT = frozenset(["w:t", "w:delText", "w:instrText", "w:delInstrText", "a:t", "m:t", "c:v", "c:name", "c:separator"])
_TITLED = ("wp:docPr", "pic:cNvPr", "wps:cNvPr", "wpg:cNvPr", "a:cNvPr", "dsp:cNvPr")
LINKS = ("w:hyperlink", "a:hlinkClick", "a:hlinkHover")
READ = {  # element → its attributes that a person can read
    **dict.fromkeys(_TITLED, (":descr", ":title")),
    **{f"v:{name}": (":alt", ":title") for name in vocabulary.words("v")},
    "v:textpath": (":string",),
    "w:hyperlink": ("w:tooltip",),
    "a:hlinkClick": (":tooltip",),
    "a:hlinkHover": (":tooltip",),
    "w:tblCaption": ("w:val",),
    "w:tblDescription": ("w:val",),
    "w:lvlText": ("w:val",),
    "w:listEntry": ("w:val",),
    "w:listItem": ("w:displayText",),
}
_FONTS = {
    "w:rFonts": ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"),
    "w:sym": ("w:font",),
    "w14:checkedState": ("w14:font",),
    "w14:uncheckedState": ("w14:font",),
    "m:mathFont": ("m:val",),
}
_WORD_SHAPE = re.compile(r"#?_x0000_[a-z]\d+")
_DRAWINGS = ("picture", "chart", "diagram")
CONSTANTS = {  # what may stand in an attribute that the schema leaves open
    "w:compatSetting w:uri": ("http://schemas.microsoft.com/office/word",),
    "w:compatSetting w:name": (
        *("compatibilityMode", "overrideTableStyleFontSizeAndJustification", "enableOpenTypeFeatures"),
        *("doNotFlipMirrorIndents", "differentiateMultirowTableHeaders", "useWord2013TrackBottomHyphenation"),
        *("allowHyphenationAtTrackBottom", "allowTextAfterFloatingTableBreak"),
    ),
    "w:docPartGallery w:val": ("Table of Contents", "Cover Pages", "Watermarks", "Bibliographies", "Equations"),
    "a:graphicData :uri": (
        *(f"http://schemas.openxmlformats.org/drawingml/2006/{drawing}" for drawing in _DRAWINGS),
        *(NAMESPACES[prefix] for prefix in ("wps", "wpg", "wpc")),
    ),
    "dsp:dataModelExt :minVer": ("http://schemas.openxmlformats.org/drawingml/2006/diagram",),
    "o:OLEObject :Type": ("Embed",),
    "o:OLEObject :ProgID": ("Word.Document.12", "Package"),
    "o:OLEObject :DrawAspect": ("Content",),
    "o:OLEObject :ObjectID": ("_1",),
    "a:ext :uri": ("http://schemas.microsoft.com/office/drawing/2008/diagram",),
}
DEFAULTS = {  # what takes the place of a value that may not stay but must be there
    "a:prstGeom :prst": "rect",
    "c:f": "Sheet1!$A$1",
    "c:formatCode": "General",
    "w:format": "",
}
for _name in ("a:theme", "a:clrScheme", "a:fontScheme", "a:fmtScheme"):
    DEFAULTS[f"{_name} :name"] = "Office"
for _kind in ("wp:docPr", "pic:cNvPr", "wps:cNvPr", "wpg:cNvPr", "a:cNvPr", "dsp:cNvPr"):
    DEFAULTS[f"{_kind} :name"] = "Object"
_VITAL = ("w:headerReference r:id", "w:footerReference r:id", "o:OLEObject r:id", "c:chart r:id", "dgm:relIds r:dm")
_USES = {  # extension → whether a tree has elements or attributes of it
    prefix: etree.XPath(
        f"boolean(descendant-or-self::{prefix}:* | descendant-or-self::*/@{prefix}:*)",
        namespaces={prefix: NAMESPACES[prefix]},
    )
    for prefix in EXTENSIONS
}
_BY_PLACE = ("w:name", "a:ext", "a:extLst", "dsp:dataModelExt")  # known by what stands around or inside them
_CELLS = re.compile(r"Sheet1!\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?")
_VML_COLOR = re.compile(r"\s*\[\d+\]$|^fill (darken|lighten)\(\d+\)$")


class Scrubber:
    """Scrubs the parts of one package; counts the names it makes neutral over all of them."""

    def __init__(self) -> None:
        self.names: dict[str, dict[str, str]] = {}  # kind → name → counted name
        self.kept: dict[tuple[str, str, str], str | None] = {}  # what stays of values; most stand there many times
        self._plain = set[tuple[object, ...]]()  # elements, by tag and attributes, that stay as they are

    def scrub(self, root: etree._Element, rels: Mapping[str, Relationship]) -> etree._Element:
        """A tree with only what is on the lists, under the usual prefixes.

        Args:
            rels: the relationships that the part still has.
        """
        fresh = _with_usual_prefixes(root)
        self.rels = rels
        for node in list(fresh.iter()):
            name, look = short(str(node.tag)), (node.tag, *node.items())
            if look not in self._plain:
                if not _is_known(node, name):
                    remove(node)
                    continue
                self._scrub_attributes(node, name)
                if look == (node.tag, *node.items()) and name not in _BY_PLACE and not _leads(node):
                    self._plain.add(look)
            _scrub_text(node, name)
        if ignorable := [prefix for prefix, is_used in _USES.items() if is_used(fresh)]:
            fresh.set(q("mc:Ignorable"), " ".join(ignorable))
        return fresh

    def _scrub_attributes(self, node: etree._Element, name: str) -> None:
        for key, value in list(node.attrib.items()):
            attribute = short(str(key))
            kept = self._value(name, attribute, str(value))
            kept = DEFAULTS.get(f"{name} {attribute}") if kept is None else kept
            if kept is not None and kept != value:
                node.set(key, kept)
            elif kept is None:
                del node.attrib[key]
                if (attribute in ("w:val", "w:name") and name.startswith("w:")) or f"{name} {attribute}" in _VITAL:
                    remove(node)

    def _value(self, name: str, attribute: str, value: str) -> str | None:
        """The value that stays, None where the attribute goes."""
        prefix = attribute.partition(":")[0]
        if name == "dsp:dataModelExt" and attribute == ":relId":
            return value  # an id of the document's; counted anew when the package is saved
        if attribute == ":href" and name.startswith("v:"):
            return value
        if prefix in ("r", "xml") or attribute == "o:relid":
            return value if self._leads_on(name, value) or (attribute, value) == ("xml:space", "preserve") else None
        key = name, attribute, value
        if key not in self.kept:
            self.kept[key] = self._settled(*key)
        return self.kept[key]

    def _settled(self, name: str, attribute: str, value: str) -> str | None:
        """As `_value`, of values that lead nowhere."""
        prefix, _, local = attribute.partition(":")
        if local not in vocabulary.words("@") or prefix == "?":
            return None
        renamed = f"{name}/{attribute}" in vocabulary.words("neutral-names")
        if renamed or attribute in READ.get(name, ()):
            return value
        if constants := CONSTANTS.get(f"{name} {attribute}"):
            return value if value in constants else None
        return self._neutral(name, attribute, value)

    def _leads_on(self, name: str, id_: str) -> bool:
        """Whether an id leads to a part, or outside from an element whose address is read as a link."""
        rel = self.rels.get(id_)
        return rel is not None and (rel.part is not None or name in LINKS)

    def _neutral(self, name: str, attribute: str, value: str) -> str | None:
        family = name.split(":", maxsplit=1)[0]
        if attribute in _FONTS.get(name, (":typeface",)):
            return value if re.fullmatch(r"(\+m[nj]-(lt|ea|cs))?", value) else _known_fonts(value)
        if f"{name} {attribute}" in DEFAULTS and attribute == ":name":
            return DEFAULTS[f"{name} {attribute}"]
        if vocabulary.is_safe_value(value) and family not in ("dgm", "v", "o"):
            return value
        is_diagram_name = attribute in vocabulary.words("diagram-names") or name == "dgm:cat"
        if family == "dgm" and is_diagram_name and value:
            return self._counted("n", value)
        if family in ("v", "o") and _is_shape_id(name, attribute) and not _WORD_SHAPE.fullmatch(value):
            return ("#" if value.startswith("#") else "") + self._counted("shape", value.lstrip("#"))
        return value if self._fits(family, attribute, value) else self._shortened(family, attribute, value)

    def _fits(self, family: str, attribute: str, value: str) -> bool:
        return (
            vocabulary.is_safe_value(value)
            or (family in ("v", "o") and _WORD_SHAPE.fullmatch(value) is not None)
            or (attribute == "w:author" and re.fullmatch(r"Author \d+", value) is not None)
            or (len(value) <= 2 and (family == "m" or attribute == ":char"))
            or (
                family in ("a", "v", "o", "dgm")
                and attribute in vocabulary.words("geometry")
                and vocabulary.is_shape_guide(value)
            )
            or (attribute == ":Requires" and set(value.split()) <= set(NAMESPACES))
            or (attribute == ":formatCode" and vocabulary.is_number_picture(value))
            or (attribute == "w:val" and vocabulary.is_date_picture(value))
            or all(map(vocabulary.is_safe_value, re.split(r"[\s,;]+", value)))
        )

    def _shortened(self, family: str, attribute: str, value: str) -> str | None:
        if family == "v" and attribute == ":style":
            return vocabulary.safe_css(value) or None
        if family in ("v", "o") and vocabulary.is_safe_value(_VML_COLOR.sub("", value)):
            return _VML_COLOR.sub("", value) or None
        return None

    def _counted(self, kind: str, name: str) -> str:
        names = self.names.setdefault(kind, {})
        return names.setdefault(name, f"{kind}{len(names) + 1}")


def _leads(node: etree._Element) -> bool:
    """Whether an attribute may be an id that leads to another part."""
    names = (short(str(key)) for key in node.attrib)
    return any(name.startswith(("r:", "xml:", "o:relid")) and name != "xml:space" for name in names)


def _known_fonts(names: str) -> str:
    """Those of a list of fonts that are widely known."""
    return ";".join(name for name in names.split(";") if is_known_font(name)) or FONT


def _is_shape_id(name: str, attribute: str) -> bool:
    return attribute in (":id", "o:spid", ":ShapeID") or (name, attribute) == ("v:shape", ":type")


def _with_usual_prefixes(root: etree._Element) -> etree._Element:
    """The same tree with our prefixes, declared at its root, so that no prefix of the author's is left."""
    for choice in root.iter(q("mc:Choice")):
        uris = [choice.nsmap.get(prefix, "") for prefix in choice.get("Requires", "").split()]
        choice.set("Requires", " ".join(PREFIXES.get(uri or "", "?") for uri in uris))
    if _has_usual_prefixes(root):
        return root
    nsmap = {prefix: uri for prefix, uri in NAMESPACES.items() if prefix != "xml"}
    fresh = etree.Element(root.tag, nsmap=nsmap)
    for key, value in root.attrib.items():
        fresh.set(key, value)
    fresh.extend(list(root))
    return fresh


def _has_usual_prefixes(root: etree._Element) -> bool:
    """Whether our namespaces have their usual prefixes, those of extensions at the root."""
    declared = {found for _, found in etree.iterwalk(root, events=("start-ns",))}
    usual = all(PREFIXES.get(uri, prefix) == prefix for prefix, uri in declared)
    return usual and all(root.nsmap.get(prefix) for prefix in EXTENSIONS if (prefix, NAMESPACES[prefix]) in declared)


def _is_known(node: etree._Element, name: str) -> bool:
    prefix, _, local = name.partition(":")
    if name == "w:name":  # of styles and form fields; those of numberings serve nobody
        parent = node.getparent()
        return parent is not None and parent.tag in (q("w:style"), q("w:ffData"))
    if name in _BY_PLACE:  # a size; or an extension, which only a diagram's pointer may be
        return node.get("cx") is not None or any(True for _ in node.iter(q("dsp:dataModelExt")))
    return local in vocabulary.words(prefix)


def _scrub_text(node: etree._Element, name: str) -> None:
    node.tail = None
    if name in TEXT or not node.text:
        return
    text = node.text.strip()
    if name == "c:f":
        text = re.sub(r"^.*!", "Sheet1!", text)
        node.text = text if _CELLS.fullmatch(text) else DEFAULTS[name]
    elif name == "c:formatCode":
        node.text = text if vocabulary.is_number_picture(text) else DEFAULTS[name]
    else:
        node.text = text if text and vocabulary.is_safe_value(text) else None
