"""Generic labels that the candidate tied to a name: "Teacher D (Ms. Quill)", "Ms. Quill = Teacher D", a table of both.

Who has such a label already keeps exactly this one in every file, and nobody else gets it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from blinder.label_map import LabelMap
from blinder.resolve.roles.layout import Layout
from blinder.resolve.roles.page import TITLE
from blinder.resolve.roles.settle import UNKNOWN
from blinder.types import Entity, EntityType, Span

Item = tuple[Span, int]  # a place, and the number of the entity that is named there; −1 for a label
LABEL = -1
FAR = 60  # characters between a label and a name that may be one
BRACKET = re.compile(rf"(?:['’]s)? ?\((?:i\.e\.,? |here(?:after)?,? |= ?)?{TITLE}")
CLOSED = re.compile(r"(?:['’]s)? ?[),;]")
EQUALS = re.compile(rf" ?(?:=|→|⇒) ?{TITLE}")
CALLED = re.compile(
    r",? ?\(?(?:hereafter|henceforth|(?:who is |is |will be |was )?(?:here |below |here(?:after)? )?(?:called|labell?ed"
    rf"|identified as|referred to(?: here| below)? as|known(?: here| below)? as))[,:]? [\"“]?{TITLE}"
)
PAIR = re.compile(rf"\**\s*(?::|–|—|-|\||\.{{3,}}|\t| {{2,}})\s*\**{TITLE}")
OPENING = re.compile(rf"[\s*•▪◦–—\-|]*(?:\d+[.)]\s*)?{TITLE}")
ENDING = re.compile(r"[\s*|.]*")
LABEL_COLUMN = re.compile(
    r"\W*(?:(?:generic |blinded )?labels?|codes?|pseudonyms?|alias(?:es)?|called|identifiers?"
    r"|in (?:this|the|my) [\w ]+)\W*",
    re.IGNORECASE,
)
NAME_COLUMN = re.compile(
    r"\W*(?:(?:real |full |actual )?names?|person|people|who|staff member|participants?)\W*", re.IGNORECASE
)


def tie_labels(
    entities: Sequence[Entity],
    texts: Mapping[str, str],
    labels: Mapping[str, Sequence[Span]],
    label_map: LabelMap,
    taken: Collection[str],
) -> list[Entity]:
    """The entities, with the label and its role where the submission ties one to them.

    Args:
        labels: where generic labels stand, per document.
        taken: labels of earlier tasks; they are nobody else's.
    """
    named: dict[str, list[Item]] = defaultdict(list)
    for number, entity in enumerate(entities):
        for mention in entity.mentions:
            named[mention.document].append((Span(mention.start, mention.end), number))
    wanted: Counter[tuple[int, str]] = Counter()
    for document, spans in labels.items():
        items = sorted([*named[document], *((span, LABEL) for span in spans)])
        for span, number in _pairs(texts[document], items, entities, label_map):
            label, _ = _read_label(texts[document], span, label_map)
            wanted[number, label] += 1
    tied = _one_each({tie: count for tie, count in wanted.items() if tie[1] not in taken})
    return [_with_label(entity, tied.get(number, ""), label_map) for number, entity in enumerate(entities)]


def _one_each(wanted: Mapping[tuple[int, str], int]) -> dict[int, str]:
    """Number → label, where neither is tied to another at least as often."""
    return {
        number: label
        for (number, label), count in wanted.items()
        if not any((number == other[0]) != (label == other[1]) and often >= count for other, often in wanted.items())
    }


def _with_label(entity: Entity, label: str, label_map: LabelMap) -> Entity:
    if entity.label or not label:
        return entity
    role = label_map.role_of(label.rpartition(" ")[0])
    return replace(entity, label=label, role=role, mentions=tuple(replace(m, role=role) for m in entity.mentions))


def _pairs(
    text: str, items: Sequence[Item], entities: Sequence[Entity], label_map: LabelMap
) -> Iterator[tuple[Span, int]]:
    """Each label with the number of the entity that it is tied to."""
    layout = Layout(text)
    for (first, one), (second, other) in pairwise(items):
        if (one == LABEL) == (other == LABEL) or second.start - first.end > FAR:
            continue
        label, number = (first, other) if one == LABEL else (second, one)
        _, role = _read_label(text, label, label_map)
        if _is_of_kind(entities[number], role, label_map) and (
            _are_one(text, first, second)
            or (entities[number].role in (role, UNKNOWN) and _are_listed(layout, first, second, label))
        ):
            yield label, number


def _read_label(text: str, span: Span, label_map: LabelMap) -> tuple[str, str]:
    """The label as it is given to others, and its role: "Teacher D", "Teacher"; the role is "" of unknown words."""
    word, _, mark = " ".join(text[span.start : span.end].split()).rpartition(" ")
    role = label_map.role_of(word)
    return f"{role if role.casefold() == word.casefold() else word[:1].upper() + word[1:]} {mark.upper()}", role


def _is_of_kind(entity: Entity, role: str, label_map: LabelMap) -> bool:
    if entity.entity_type is EntityType.PERSON:
        return role in label_map.role_cues
    return label_map.roster_types.get(role) is entity.entity_type


def _are_one(text: str, first: Span, second: Span) -> bool:
    """ "Teacher D (Ms. Quill)", "Ms. Quill = Teacher D", "Ms. Quill, hereafter Teacher D"."""
    if BRACKET.fullmatch(text, first.end, second.start):
        return bool(CLOSED.match(text, second.end))
    return bool(EQUALS.fullmatch(text, first.end, second.start) or CALLED.fullmatch(text, first.end, second.start))


def _are_listed(layout: Layout, first: Span, second: Span, label: Span) -> bool:
    """Whether a list or a table pairs them; lists pair other things too, so that the role must not speak against it."""
    return _are_a_line(layout, first, second) or _are_in_columns(layout, label, second if label == first else first)


def _are_a_line(layout: Layout, first: Span, second: Span) -> bool:
    """A line that holds a label and a name and nothing else: "Teacher D: Ms. Quill", "Teacher D | Ana Quill"."""
    line = layout.line(layout.number(first.start))
    return bool(
        PAIR.fullmatch(layout.text, first.end, second.start)
        and OPENING.fullmatch(layout.text, line.start, first.start)
        and second.end <= line.end
        and ENDING.fullmatch(layout.text, second.end, line.end)
    )


def _are_in_columns(layout: Layout, label: Span, name: Span) -> bool:
    """Whether the head of the label's column says label, and that of the name's says name."""
    header, row, its_row = layout.header(label.start), layout.row(label.start), layout.row(name.start)
    if not header or not row or not its_row or row.cells != its_row.cells or len(header) != len(row.cells):
        return False
    heads = layout.read(header[row.column]), layout.read(header[its_row.column])
    return bool(LABEL_COLUMN.fullmatch(heads[0]) and NAME_COLUMN.fullmatch(heads[1]))
