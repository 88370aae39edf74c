"""OpenDocument text (.odt): parts in, segments out, and back. Only what `vocabulary` knows reaches a rewritten file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

from lxml import etree

from blinder.errors import UnreadableFile
from blinder.formats.base import Options
from blinder.formats.channels import CHANNELS
from blinder.formats.drawn import tell_drawings
from blinder.formats.embedded import Inner, read_inner
from blinder.formats.odt.drawings import flatten_drawings
from blinder.formats.odt.evidence import AUTHOR, Evidence
from blinder.formats.odt.media import Media
from blinder.formats.odt.names import drop_dead_links, neutralize_names
from blinder.formats.odt.package import CONTENT, META, STYLES, as_file, new_root, open_package, tree, write_package
from blinder.formats.odt.paragraphs import paragraph_text, redact_paragraph, unlink
from blinder.formats.odt.reading import LINKS, Anchor, is_text, read_tree
from blinder.formats.odt.sieve import Sieve
from blinder.formats.odt.vocabulary import qualified
from blinder.formats.pictures import tell, text_of
from blinder.types import Document, Redaction, Removal, Segment, SegmentKind, Unseen

_BODY, _TEXT, _CHART = qualified("office:body"), qualified("office:text"), qualified("office:chart")
_MATH = qualified("math:math")
_TITLE = qualified("dc:title")
_ROOTS = {CONTENT: "office:document-content", STYLES: "office:document-styles"}
_META_HINTS = dict.fromkeys(("initial-creator", "creator", "printed-by"), AUTHOR)
_DROPPED_PARTS = {
    "Thumbnails/": "thumbnail",
    "Basic/": "macros",
    "Scripts/": "macros",
    "Dialogs/": "macros",
    "Configurations2/": "user interface settings",
    "settings.xml": "settings",
    "manifest.rdf": "metadata",
    "layout-cache": "",
    "Fonts/": "embedded fonts",
    "Versions/": "earlier versions",
    "VersionList.xml": "earlier versions",
}


class ODT:
    """The format .odt."""

    name = "odt"
    suffixes = (".odt",)
    channels = CHANNELS[name]

    def read(self, path: Path, options: Options) -> Document:
        """As `Format.read`."""
        sifted = _sift(path, options)
        anchors = [
            Segment(str(number), each.kind, each.place, each.text, each.hint, each.glue)
            for number, each in enumerate(sifted.anchors)
            if is_text(each)
        ]
        evidence = [
            Segment(f"evidence {number}", each.kind, each.kind.value, each.text, each.hint, dropped=True)
            for number, each in enumerate(sifted.evidence)
        ]
        inner = [segment for each in sifted.inner.values() for segment in each.segments()]
        segments = (*anchors, *inner, *evidence)
        unseen, removals = tuple(sifted.unseen()), tuple(sifted.removals())
        pictures = tuple(shown.picture for shown in sifted.media.shown.values())
        return Document(path.name, self.name, segments, unseen, removals, pictures)

    def rewrite(
        self, path: Path, out: Path, redactions: Mapping[str, Sequence[Redaction]], options: Options
    ) -> tuple[Removal, ...]:
        """As `Format.rewrite`."""
        sifted = _sift(path, options)
        links = [
            (node, "".join(map(str, node.itertext()))) for root in sifted.trees.values() for node in root.iter(*LINKS)
        ]
        for number, anchor in enumerate(sifted.anchors):
            if here := redactions.get(str(number)):
                anchor.redact(here)
        for node, shown in links:
            if node.tag in LINKS and "".join(map(str, node.itertext())) != shown:
                unlink(node)  # a page that a name leads to may tell who it is
        neutralize_names(sifted.trees.values())
        parts, notes = sifted.media.write()
        inner = {folder: each.rewrite(redactions, options) for folder, each in sifted.inner.items()}
        write_package(out, sifted.trees, parts, inner)
        return notes


@dataclass
class _Sifted:
    """One file, taken apart: clean trees, the anchors in them, and what did not get through."""

    parts: Mapping[str, bytes]
    sieve: Sieve
    media: Media
    trees: dict[str, etree._Element] = field(default_factory=dict)
    anchors: list[Anchor] = field(default_factory=list)
    meta: list[Evidence] = field(default_factory=list)
    objects: dict[str, str] = field(default_factory=dict)  # folder in the source → folder in the copy
    inner: dict[str, Inner] = field(default_factory=dict)  # folder in the copy → the text document in it
    drawn: list[Removal | Unseen] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def evidence(self) -> list[Evidence]:
        return [*self.sieve.learner.evidence, *self.meta]

    def unseen(self) -> Iterator[Unseen]:
        """What a person has to look at."""
        for reason, number in sorted(self.sieve.unknown.items()):
            yield Unseen("content", f"{reason} ({number})" if number > 1 else reason)
        yield from (each for each in self._told() if isinstance(each, Unseen))

    def removals(self) -> Iterator[Removal]:
        """What the rewritten file leaves out."""
        for what, number in sorted(self.sieve.removals.items()):
            if what and number:
                yield Removal("content", what, number)
        yield from (each for each in self._told() if isinstance(each, Removal))
        for each in self.inner.values():
            yield from each.removals()
        if self.meta:
            yield Removal("properties", "document properties", len(self.meta))
        dropped = {what for name in self.parts for start, what in _DROPPED_PARTS.items() if name.startswith(start)}
        yield from (Removal("file", what) for what in sorted(dropped - {""}))

    def _told(self) -> Iterator[Removal | Unseen]:
        yield from (tell(shown.picture) for shown in self.media.shown.values())
        yield from self.drawn


def _sift(path: Path, options: Options) -> _Sifted:
    """Read the file and build its clean trees.

    Raises:
        UnreadableFile: or a subclass.
    """
    try:
        return _sift_parts(open_package(path), options)
    except RecursionError:
        raise UnreadableFile("the document is nested too deeply") from None


def _sift_parts(parts: Mapping[str, bytes], options: Options) -> _Sifted:
    sources = {name: root for name in (CONTENT, STYLES) if (root := tree(parts, name)) is not None}
    if sources[CONTENT].find(f"{_BODY}/{_TEXT}") is None:
        raise UnreadableFile("the file has no text")
    media = Media(parts, list(sources.values()), options)
    objects: dict[str, etree._Element] = {}
    sieve = Sieve(options, media, lambda folder: _sift_object(sifted, objects, folder, options))
    sifted = _Sifted(parts, sieve, media)
    for name, source in sources.items():
        sifted.trees[name] = sieve.sift(source, _ROOTS[name])
    sifted.trees |= objects
    drop_dead_links(sifted.trees.values())
    sifted.drawn = tell_drawings("content", flatten_drawings(sifted.trees.values(), options), options)
    for name, root in sifted.trees.items():
        folder = name.rpartition("/")[0].lower()
        sifted.anchors += read_tree(root, f"{folder}, " if folder else "")
    for shown in media.shown.values():
        text = text_of(shown.picture, options)
        sifted.anchors.append(Anchor(SegmentKind.PICTURE, shown.picture.place, text, shown.redact))
    _sift_meta(sifted, tree(parts, META))
    return sifted


def _sift_object(sifted: _Sifted, objects: dict[str, etree._Element], folder: str, options: Options) -> str:
    """Sift an embedded chart, formula or text document; its new folder, "" for every other kind."""
    if folder in sifted.objects:
        return sifted.objects[folder]
    sifted.objects[folder] = ""  # also for an object that holds itself
    source = tree(sifted.parts, f"{folder}/{CONTENT}")
    if source is not None and source.find(f"{_BODY}/{_TEXT}") is not None:
        inner = read_inner(as_file(sifted.parts, folder), f"embedded file {len(sifted.inner) + 1}", options)
        if inner:
            new = sifted.objects[folder] = f"Object {next(sifted.numbers)}"
            sifted.inner[new] = inner
            return new
    if source is None or not (source.tag == _MATH or source.find(f"{_BODY}/{_CHART}") is not None):
        if source is not None:
            sifted.sieve.learner.element(source, SegmentKind.EMBEDDED)
        return ""
    new = f"Object {next(sifted.numbers)}"
    objects[f"{new}/{CONTENT}"] = sifted.sieve.sift(source, "math:math" if source.tag == _MATH else _ROOTS[CONTENT])
    styles = tree(sifted.parts, f"{folder}/{STYLES}")
    if styles is not None:
        objects[f"{new}/{STYLES}"] = sifted.sieve.sift(styles, _ROOTS[STYLES])
    sifted.objects[folder] = new
    return new


def _sift_meta(sifted: _Sifted, source: etree._Element | None) -> None:
    """The title stays, blinded; every other property is evidence only."""
    if source is None:
        return
    for node in source.iter():
        name = etree.QName(node).localname
        if node.tag == _TITLE and (node.text or "").strip() and META not in sifted.trees:
            root = new_root("office:document-meta")
            title = etree.SubElement(etree.SubElement(root, qualified("office:meta")), _TITLE)
            title.text = node.text
            sifted.trees[META] = root
            sifted.anchors.append(
                Anchor(SegmentKind.PROPERTY, "title", paragraph_text(title), partial(redact_paragraph, title), "Title")
            )
        elif any(each.isalpha() for each in node.text or "") and name not in ("generator", "date", "creation-date"):
            hint = node.get(qualified("meta:name"), "") or _META_HINTS.get(name, name.replace("-", " ").capitalize())
            sifted.meta.append(Evidence(SegmentKind.PROPERTY, (node.text or "").strip(), hint))
