"""Labelled entities → redactions, ordered, per segment. Here original text ends.

A title goes with its name ("Ms. Rivera's class" → "Teacher C's class"), and so does a role word that the label repeats.
"""

import re
from bisect import bisect, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from blinder.label_map import LabelMap
from blinder.reading import Reading
from blinder.types import Entity, EntityType, Mention, Redaction, SegmentKind, Span

TITLES = re.compile(
    (
        r"(?:(?<![^\W_])(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Professor|Mme|Madame|Mlle|Monsieur|Señora|Señor"
        r"|Señorita|Srta|Sra|Sr|Rev|Reverend|Pastor|Rabbi|Imam|Deacon|Fr|Sgt|Sergeant|Det|Detective|Lt|Capt|Captain"
        r"|Officer|Supt|Judge|Hon|Dona|Doña|Tía|Tío|Maestr[ao]|Monsignor|Msgr|Bro"
        r"|(?-i:Sister|Brother|Father|Super(?=\.)))(?:\.?[ \u00a0\n]+|\.)(?:(?:and|&) )?)+$"
    ),
    re.IGNORECASE,
)
WIDEST = 60  # characters before a mention that may be its titles
FAMILY = re.compile(r"\b[Tt]he $")
KIN = re.compile(
    r"['’]|\s+(?:family|families|home|household|house|kids|children|brothers|sisters|twins|parents|group|room)\b"
)
SUFFIX = re.compile(r"^,? (?:Jr|Sr|II|III|IV)\b\.?")


def redact(
    readings: Mapping[str, Reading], entities: Sequence[Entity], label_map: LabelMap
) -> dict[str, dict[str, tuple[Redaction, ...]]]:
    """Document id → segment id → its redactions, ordered and not overlapping.

    A mention over several segments gets its label in the first and nothing in the others; dropped segments have none.
    A file name loses its names instead of getting labels.
    """
    found: dict[str, dict[str, list[Redaction]]] = {document: defaultdict(list) for document in readings}
    ends: dict[str, list[int]] = {document: [0] for document in readings}
    for entity in entities:
        for mention in entity.mentions:
            insort(ends[mention.document], mention.end)
    for entity in entities:
        for mention in entity.mentions:
            reading, before = readings[mention.document], ends[mention.document]
            homes = reading.homes(_widen(reading, mention, label_map, before[bisect(before, mention.start) - 1]))
            label = f"{mention.label} family" if _is_family(reading.text, mention, entity) else mention.label
            for number, home in enumerate(homes):
                segment = reading.segments[home.segment]
                if not segment.dropped:
                    nameless = number > 0 or segment.kind is SegmentKind.FILE_NAME
                    found[mention.document][segment.id].append(
                        Redaction(segment.id, home.span, "" if nameless else label, entity.id)
                    )
    written = {
        document: {segment.id: segment.text for segment in reading.segments} for document, reading in readings.items()
    }
    return {
        document: {name: _ordered(redactions, written[document][name]) for name, redactions in segments.items()}
        for document, segments in found.items()
    }


def _ordered(redactions: Sequence[Redaction], text: str) -> tuple[Redaction, ...]:
    """By place in the segment's text; where a widened one runs into the one before, it starts after it and a blank.

    Where letters or digits touch a label ("saidRaúl", "Solomon7"), blanks part it from them.
    """
    result: list[Redaction] = []
    for redaction in sorted(redactions, key=lambda r: (r.span, r.replacement, r.entity_id)):
        if result and redaction.span.start < result[-1].span.end:
            start, end = result[-1].span.end, redaction.span.end
            start += len(text[start:end]) - len(text[start:end].lstrip())
            if start < end:
                result.append(replace(redaction, span=Span(start, end)))
        else:
            result.append(redaction)
    return tuple(_parted(redaction, before, text) for before, redaction in zip([None, *result], result, strict=False))


def _parted(redaction: Redaction, before: Redaction | None, text: str) -> Redaction:
    """The redaction with a blank where a letter, a digit or another label touches its own."""
    start, end, label = redaction.span.start, redaction.span.end, redaction.replacement
    if label and _is_word(text[end : end + 1]):
        label = f"{label} "
    meets = before is not None and before.span.end == start  # and has a blank behind it, if a word goes on there
    if label and (not _is_word(text[start]) if meets else _is_word(text[max(0, start - 1) : start])):
        label = f" {label}"
    return replace(redaction, replacement=label)


def _is_word(sign: str) -> bool:
    return sign.isalpha() or sign.isdecimal()


def _is_family(text: str, mention: Mention, entity: Entity) -> bool:
    """Whether it is the plural of a surname behind the article, and no word behind it says who they are."""
    if mention.entity_type is not EntityType.PERSON or not FAMILY.search(
        text, max(0, mention.start - 4), mention.start
    ):
        return False
    singulars = {mention.text.removesuffix("s"), mention.text.removesuffix("es")} - {mention.text}
    told = "family word beside" in mention.cue or any(not singulars.isdisjoint(name.split()) for name in entity.names)
    return bool(singulars) and told and not KIN.match(text, mention.end)


def _widen(reading: Reading, mention: Mention, label_map: LabelMap, free: int) -> Span:
    """The mention with its title, a word that its label repeats ("Nurse", "Phone"), and "Jr.".

    Args:
        free: where the mention before it ends: "Mr. Deacon.⏎Ana Quill" are two people.
    """
    start, end, text = mention.start, mention.end, reading.text
    home, person = reading.owner[start], mention.entity_type is EntityType.PERSON
    own = _own_word(mention.label.rpartition(" ")[0])
    school = mention.entity_type is EntityType.SCHOOL and " " in mention.text  # "Dr. Quill School", not "Dr. Quill"
    for pattern in (
        (TITLES, own, _role_words(label_map, mention.role), TITLES) if person else (own, TITLES if school else None)
    ):
        if (
            pattern
            and (match := pattern.search(text, max(free, start - WIDEST), start))
            and all(reading.owner[i] == home for i in range(match.start(), start))
        ):
            start = match.start()
    if person and (suffix := SUFFIX.match(text[end : end + 8])):
        end += suffix.end()
    return Span(start, end)


@lru_cache(maxsize=256)
def _own_word(word: str) -> re.Pattern[str] | None:
    return re.compile(rf"(?<![\w-]){re.escape(word)}s? $", re.IGNORECASE) if word else None


@lru_cache(maxsize=256)
def _role_words(label_map: LabelMap, role: str) -> re.Pattern[str] | None:
    kin = label_map.role_hints.get("owns", {})  # "her son Teo" is more than "her Student C"
    cues = [cue for cue, named in label_map.roles_by_cue.items() if named == role and cue not in kin]
    if not cues:
        return None
    ordered = sorted(cues, key=lambda cue: (-len(cue), cue))
    body = "|".join(re.escape(cue) if len(cue) > 2 else rf"(?-i:{re.escape(cue.upper())})" for cue in ordered)
    return re.compile(rf"(?<![\w-])(?:{body}) $", re.IGNORECASE)
