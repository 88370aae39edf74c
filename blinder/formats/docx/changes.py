"""Tracked changes and wrappers: accepted, so that the text stands as it will be read, or kept with neutral authors."""

from lxml import etree

from blinder.formats.docx.evidence import Evidence, paragraphs_text
from blinder.formats.docx.names import q, remove, unwrap
from blinder.formats.docx.vocabulary import words
from blinder.types import SegmentKind

_FORMATTING = tuple(q(f"w:{name}") for name in sorted(words("formatting-changes")))
_WRAPPERS = tuple(q(f"w:{name}") for name in ("smartTag", "customXml"))
_WRAPPER_PROPERTIES = tuple(q(f"w:{name}") for name in ("smartTagPr", "customXmlPr"))
_MOVES = tuple(q(f"w:{name}{end}") for name in ("moveFromRange", "moveToRange") for end in ("Start", "End"))
_KEPT, _GONE = (q("w:ins"), q("w:moveTo")), (q("w:del"), q("w:moveFrom"))
_LEAVES = (q("w:t"), q("w:delText"))
_IN_PROPERTIES = tuple(q(f"w:{name}") for name in ("rPr", "trPr", "numPr", "ctrlPr"))


def unwrap_tags(root: etree._Element) -> None:
    """Take smart tags and custom XML away from around the text they hold."""
    for node in list(root.iter(*_WRAPPER_PROPERTIES)):
        remove(node)
    for node in list(root.iter(*_WRAPPERS)):
        unwrap(node)


def accept_changes(root: etree._Element, place: str, evidence: Evidence) -> None:
    """Leave the text as if every change had been accepted; what was deleted becomes evidence."""
    drop_formatting_changes(root)
    for row in [row for row in root.iter(q("w:tr")) if row.find(f"{q('w:trPr')}/{q('w:del')}") is not None]:
        _drop(row, place, evidence)
    for cell in [cell for cell in root.iter(q("w:tc")) if cell.find(f"{q('w:tcPr')}/{q('w:cellDel')}") is not None]:
        _drop(cell, place, evidence)
    _join_paragraphs(root)
    for node in list(root.iter(*_GONE)):
        _drop(node, place, evidence)
    for node in list(root.iter(*_KEPT)):
        remove(node) if _is_property(node) else unwrap(node)
    for node in list(root.iter(*_MOVES)):
        remove(node)


def accept_halves(root: etree._Element, place: str, evidence: Evidence) -> None:
    """Accept the deletions that part a word, where all others are kept: half a name is no name to anybody."""
    _join_paragraphs(root)
    for node in _parting_a_word(root):
        _drop(node, place, evidence)


def drop_formatting_changes(root: etree._Element) -> None:
    """Accept changes of formatting, which hold authors and no text."""
    for node in list(root.iter(*_FORMATTING)):
        remove(node)


def number_authors(root: etree._Element, authors: dict[str, str]) -> None:
    """Counted authors instead of names, the same number for the same person; dates and initials go."""
    for node in root.iter():
        if (author := node.get(q("w:author"))) is not None:
            node.set(q("w:author"), authors.setdefault(author, f"Author {len(authors) + 1}"))
            node.attrib.pop(q("w:date"), "")
            node.attrib.pop(q("w:initials"), "")


def _parting_a_word(root: etree._Element) -> list[etree._Element]:
    """The deletions right beside which a letter stood, in the text as it was before the changes."""
    leaves = [leaf for leaf in root.iter(q("w:p"), *_LEAVES) if leaf.text or leaf.tag == q("w:p")]
    at = {leaf: number for number, leaf in enumerate(leaves)}
    is_new = [next(leaf.iterancestors(*_KEPT), None) is not None for leaf in leaves]

    def beside(number: int, step: int, *, was_new: bool) -> str:
        """The text before or behind a leaf, as far as the paragraph goes."""
        number += step
        while 0 <= number < len(leaves) and is_new[number] and not was_new and leaves[number].tag != q("w:p"):
            number += step
        inside = 0 <= number < len(leaves) and leaves[number].tag != q("w:p")
        return (leaves[number].text or "") if inside else ""

    def parts(deletion: etree._Element) -> bool:
        own = [leaf for leaf in deletion.iter(*_LEAVES) if leaf in at]
        if not own:
            return False
        first, last = at[own[0]], at[own[-1]]
        before, after = (beside(end, step, was_new=is_new[first]) for end, step in ((first, -1), (last, 1)))
        seams = (before[-1:], (own[0].text or "")[:1]), ((own[-1].text or "")[-1:], after[:1])
        return any(left.isalnum() and right.isalnum() for left, right in seams)

    return [node for node in root.iter(*_GONE) if not _is_property(node) and parts(node)]


def _join_paragraphs(root: etree._Element) -> None:
    """Every paragraph whose mark was deleted goes on in the next one."""
    marks = [mark for mark in root.iter(*_GONE) if _is_paragraph_mark(mark)]
    for mark in reversed(marks):  # the last one first, so that nothing moves twice
        _join_with_next(mark.getparent().getparent())  # type: ignore[union-attr]


def _is_property(node: etree._Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag in _IN_PROPERTIES


def _is_paragraph_mark(node: etree._Element) -> bool:
    parent = node.getparent()
    grand = parent.getparent() if parent is not None else None
    return grand is not None and parent is not None and parent.tag == q("w:rPr") and grand.tag == q("w:pPr")


def _drop(node: etree._Element, place: str, evidence: Evidence) -> None:
    if not _is_property(node):
        texts = paragraphs_text(node) or ["".join(leaf.text or "" for leaf in node.iter(q("w:delText"), q("w:t")))]
        for text in texts:
            evidence.add(SegmentKind.DELETED, place, text)
        evidence.removed(place, "tracked deletion")
    parent = node.getparent()
    remove(node)
    if node.tag in (q("w:tr"), q("w:tc")) and parent is not None and parent.find(node.tag) is None:
        remove(parent)  # a table without rows, a row without cells


def _join_with_next(properties: etree._Element | None) -> None:
    """A deleted paragraph mark: the paragraph's content moves to the head of the next one, if there is one."""
    paragraph = properties.getparent() if properties is not None else None
    after = paragraph.getnext() if paragraph is not None else None
    if paragraph is None or after is None or after.tag != q("w:p"):
        return
    head = 1 if after.find(q("w:pPr")) is not None else 0
    after[head:head] = [node for node in paragraph if node.tag != q("w:pPr")]
    remove(paragraph)
