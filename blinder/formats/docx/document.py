"""One document, opened: everything foreign dropped, everything nameless counted, everything readable a segment.

`open_document` is the story of the format on one page. `read` and `rewrite` both go through it, which is why they
number segments alike: they differ only in whether edits are carried out and the package is saved.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

from lxml import etree

from blinder.errors import SignedFile, UnreadableFile
from blinder.formats.archive import read_archive, serialize_xml
from blinder.formats.base import Options, apply_redactions
from blinder.formats.docx import changes, evidence, fields, flows, imports, links, media, rename
from blinder.formats.docx.cuts import cut
from blinder.formats.docx.drawings import flatten_drawings
from blinder.formats.docx.evidence import Evidence
from blinder.formats.docx.names import q, remove
from blinder.formats.docx.package import Package, Part, known_parts, load_package, reached
from blinder.formats.docx.scrub import Scrubber
from blinder.formats.docx.stories import Story
from blinder.formats.drawn import tell_drawings
from blinder.formats.pictures import tell, text_of
from blinder.types import Picture, Redaction, Removal, SegmentKind, Unseen

STORIES = {  # role → kind of its segments
    "officeDocument": SegmentKind.BODY,
    "header": SegmentKind.HEADER,
    "footer": SegmentKind.FOOTER,
    "footnotes": SegmentKind.NOTE,
    "endnotes": SegmentKind.NOTE,
    "comments": SegmentKind.COMMENT,
}
DRAWINGS = ("chart", "diagramData", "diagramDrawing")
_COMMENT_MARKS = tuple(q(f"w:comment{end}") for end in ("RangeStart", "RangeEnd", "Reference"))
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"


@dataclass(slots=True)
class Opened:
    """A document whose package is ready to be saved, and its segments with the edits behind them."""

    package: Package
    story: Story
    core: dict[str, str]
    removals: list[Removal]
    unseen: list[Unseen] = field(default_factory=list)
    pictures: list[media.Shown] = field(default_factory=list)
    drawings: list[Picture] = field(default_factory=list)

    def core_xml(self) -> bytes | None:
        """Title and subject, None where there is neither."""
        if not any(self.core.values()):
            return None
        root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC})
        for name, text in sorted(self.core.items()):
            etree.SubElement(root, f"{{{_DC}}}{name}").text = text
        return serialize_xml(root)


def open_document(source: Path | bytes, options: Options) -> Opened:
    """Read, clean and number a document.

    Raises:
        UnreadableFile: or a subclass, when it cannot be read as a whole.
    """
    try:
        return _open(source, options)
    except RecursionError:
        raise UnreadableFile("the document is nested too deeply") from None


def _open(source: Path | bytes, options: Options) -> Opened:
    package = load_package(read_archive(source))
    _refuse_signed(package)
    notes, story = Evidence(), Story()
    core = evidence.read_properties(package, notes)
    unseen = _settle(package, notes, options)
    story.hints = _captions(package.main)
    field_links = _clean(package, notes, options)
    parts = list(reached(package.main))
    _read_unused(package, parts, notes)
    pictures = media.judge_pictures(parts, options)
    drawn, numbers = list[Picture](), count(1)
    for part in parts:
        if part.root is not None and options.pictures != "untouched":
            drawn += flatten_drawings(part.root, numbers, options)
    _read(parts, field_links, story, notes)
    for shown in pictures:
        story.keep(SegmentKind.PICTURE, shown.picture.place, text_of(shown.picture, options), shown.redact)
    for part in (part for part in parts if part.inner):
        _read_inner(part, story, notes, options)
    for name in sorted(core):
        story.keep(
            SegmentKind.PROPERTY, "document properties", core[name], partial(_edit_core, core, name), name.title()
        )
    story.drop(notes)
    told = [*(tell(shown.picture) for shown in pictures), *tell_drawings(drawn)]
    removals = notes.removals + [each for each in told if isinstance(each, Removal)]
    unseen += [each for each in told if isinstance(each, Unseen)]
    return Opened(package, story, core, removals, unseen, pictures, drawn)


def _refuse_signed(package: Package) -> None:
    if any("signature" in rel.role or rel.role == "origin" for rel in package.rels.values()):
        raise SignedFile("the document carries a digital signature")


def _settle(package: Package, notes: Evidence, options: Options) -> list[Unseen]:
    """Bring in what comes from elsewhere, then cut every relationship to what does not stay."""
    core = next((rel.part for rel in package.rels.values() if rel.role == "core-properties"), None)
    imports.open_embedded(package.main, options)
    stores = imports.load_stores(package.main, core)
    unseen: list[Unseen] = []
    for part in list(known_parts(package.main)):
        if part.root is not None:
            imports.choose_alternatives(part.root)
            unseen += imports.import_chunks(part, part.root, notes)
            imports.write_bound_text(part.root, stores, notes)
            imports.replace_objects(part, part.root, notes)
    for part in list(known_parts(package.main)):
        cut(part, options.keep_comments, notes)
    for name, data in package.strays.items():
        notes.removed("package", "unused part")
        if name.endswith(".xml"):
            evidence.read_dropped_part(data, SegmentKind.PROPERTY, "unused part", notes)
    return unseen


def _captions(main: Part) -> dict[etree._Element, str]:
    """The titles of content controls, which the copy loses."""
    return {
        control: alias.get(q("w:val"), "")
        for part in known_parts(main)
        if part.root is not None
        for control in part.root.iter(q("w:sdt"))
        for alias in control.findall(f"{q('w:sdtPr')}/{q('w:alias')}")
    }


def _read_unused(package: Package, parts: list[Part], notes: Evidence) -> None:
    """Headers and the like to which a relationship leads but nothing in the text: they go."""
    for part in known_parts(package.main):
        if part not in parts and part.root is not None:
            notes.removed(_place(part), "unused part")
            for text in evidence.paragraphs_text(part.root):
                notes.add(SegmentKind.PROPERTY, "unused part", text)


def _clean(package: Package, notes: Evidence, options: Options) -> dict[Part, list[fields.FieldLink]]:
    """Accept changes, rename what nobody reads, rebuild field codes, and let only the vocabulary through."""
    parts = [part for part in known_parts(package.main) if part.root is not None]
    roots = [part.root for part in parts if part.root is not None]
    authors: dict[str, str] = {}
    for part, root in zip(parts, roots, strict=True):
        evidence.read_story_leftovers(root, _place(part), notes)
        _clean_changes(root, _place(part), notes, options)
        fields.number_choices(root)
        changes.number_authors(root, authors)
    bookmarks = rename.bookmark_names(roots)
    rename.rename_styles(next((part.root for part in parts if part.role == "styles"), None), roots)
    field_links = {}
    scrubber = Scrubber()
    for part, root in zip(parts, roots, strict=True):
        rename.rename_bookmarks(root, bookmarks)
        field_links[part] = fields.clean_fields(root, bookmarks, _place(part), notes)
        links.drop_local_links(part, root, _place(part), notes)
        flows.trim_unpreserved(root)
        notes.removals += media.fill_linked_pictures(part, root)
        part.root = scrubber.scrub(root, part.rels)
    return field_links


def _clean_changes(root: etree._Element, place: str, notes: Evidence, options: Options) -> None:
    changes.unwrap_tags(root)
    if options.keep_changes:
        changes.drop_formatting_changes(root)
        changes.accept_halves(root, place, notes)
    else:
        changes.accept_changes(root, place, notes)
    if not options.keep_comments:
        for mark in list(root.iter(*_COMMENT_MARKS)):
            remove(mark)


def _read(parts: list[Part], field_links: dict[Part, list[fields.FieldLink]], story: Story, notes: Evidence) -> None:
    """Body first, then the others in the order in which the body mentions them."""
    counts: dict[str, int] = {}
    for part in parts:
        counts[part.role] = counts.get(part.role, 0) + 1
        if part.root is None:
            continue
        place = _place(part, counts[part.role])
        if part.role in ("footnotes", "endnotes", "comments"):
            for number, note in enumerate(part.root, 1):
                story.read(note, STORIES[part.role], f"{part.role[:-1]} {number}")
        elif part.role in STORIES:
            story.read(part.root, STORIES[part.role], "" if part.role == "officeDocument" else place)
        elif part.role in DRAWINGS:
            story.read_drawing(part.root, SegmentKind.CHART, place)
        if part.role not in DRAWINGS:
            story.read_drawing(part.root, SegmentKind.TEXT_BOX, place)
        story.read_attributes(part.root, place)
        links.read_links(part, part.root, place, field_links.get(part, []), story)
        story.sweep(part.root, place, notes)


def _read_inner(part: Part, story: Story, notes: Evidence, options: Options) -> None:
    """The texts of an embedded file that stays; it is written anew with the redactions of all of them."""
    assert part.inner
    redactions: dict[str, Sequence[Redaction]] = {}

    def edit(id_: str, found: Sequence[Redaction]) -> None:
        redactions[id_] = found

    for segment in part.inner.segments():
        if segment.dropped:
            notes.add(segment.kind, segment.place, segment.text, segment.hint)
        else:
            story.keep(segment.kind, segment.place, segment.text, partial(edit, segment.id), segment.hint, segment.glue)
    notes.removals += part.inner.removals()
    story.afterwards.append(partial(_write_inner, part, redactions, options))


def _write_inner(part: Part, redactions: dict[str, Sequence[Redaction]], options: Options) -> None:
    assert part.inner
    part.data = part.inner.rewrite(redactions, options)


def _place(part: Part, number: int = 0) -> str:
    names = {"officeDocument": "body", "diagramData": "diagram", "diagramDrawing": "diagram drawing"}
    return names.get(part.role, part.role) + (f" {number}" if number and part.role != "officeDocument" else "")


def _edit_core(core: dict[str, str], name: str, redactions: Sequence[Redaction]) -> None:
    core[name] = apply_redactions(core[name], redactions)
