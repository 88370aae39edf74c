"""The story of texts in memory: read → detect → resolve → label, and the labels put in.

It is a file of its own because texts need neither formats nor verifier nor reports, which take long to load.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from blinder.detect import detect
from blinder.formats.base import apply_redactions
from blinder.hindsight import ROUNDS, look_again, read_blinded
from blinder.label.labels import label_entities
from blinder.label_map import LabelMap, read_label_map
from blinder.outcome import Blinded, Scan
from blinder.reading import Reading, read_text
from blinder.redact import redact
from blinder.resolve import Resolution, resolve
from blinder.roster import Known, Roster, kept_names, known_people
from blinder.scripts import unread_scripts
from blinder.types import Detection, Entity, Mention, NearMiss, Span

Placed = TypeVar("Placed", Mention, NearMiss)
Detected = dict[tuple[str, str], tuple[Detection, ...]]  # by document and text


def scan_texts(
    texts: Mapping[str, str], roster: Roster = None, label_map: str = "ma-pal", scheme: str = "series"
) -> Scan:
    """Find every person, place and datum of one submission in memory.

    Args:
        texts: document id → text. All of them are one submission: one set of entities, one set of labels.
        roster: path of a roster file, or (name, role, aliases) rows.

    Returns:
        Mentions with half-open code points of the texts given.
    """
    profile = read_label_map(label_map)
    return _scan_texts(texts, known_people(roster, None, profile), profile, scheme)[0]


def blind_texts(
    texts: Mapping[str, str], roster: Roster = None, label_map: str = "ma-pal", scheme: str = "series"
) -> Blinded:
    """As `scan_texts`, and the texts with every mention replaced by its label."""
    profile = read_label_map(label_map)
    known = known_people(roster, None, profile)
    scan, readings = _scan_texts(texts, known, profile, scheme)
    redactions = redact(readings, _in_readings(scan.entities, readings), profile)
    blinded = read_blinded(readings, redactions)
    kept = kept_names(known)
    return Blinded(
        {document: apply_redactions(text, redactions[document].get("text", ())) for document, text in texts.items()},
        scan,
        {document: tuple(unread_scripts(blinded[document].segments, kept)) for document in texts},
    )


def _scan_texts(
    texts: Mapping[str, str], known: Sequence[Known], profile: LabelMap, scheme: str
) -> tuple[Scan, dict[str, Reading]]:
    readings = {document: read_text(document, text) for document, text in texts.items()}
    found = find_entities(readings, known, profile, scheme, again=ROUNDS)
    home = {name: _home(reading, texts[name]) for name, reading in readings.items()}
    entities = [replace(e, mentions=tuple(home[m.document](m) for m in e.mentions)) for e in found.entities]
    return scan_of(entities, [home[near.document](near) for near in found.near]), readings


def _home(reading: Reading, text: str) -> Callable[[Placed], Placed]:
    """The way of a mention back into the text that was given."""

    moved = reading.text != text

    def home(placed: Placed) -> Placed:
        if not moved:
            return placed
        span = reading.homes(Span(placed.start, placed.end))[0].span
        return replace(placed, start=span.start, end=span.end, text=text[span.start : span.end])

    return home


def _in_readings(entities: Sequence[Entity], readings: Mapping[str, Reading]) -> tuple[Entity, ...]:
    """The way back of `_home`."""
    places = {
        document: {start: at for at, start in reversed(list(enumerate(reading.starts)))}
        for document, reading in readings.items()
    }
    ends = {document: {end: at + 1 for at, end in enumerate(reading.ends)} for document, reading in readings.items()}

    def away(mention: Mention) -> Mention:
        return replace(mention, start=places[mention.document][mention.start], end=ends[mention.document][mention.end])

    return tuple(replace(entity, mentions=tuple(away(mention) for mention in entity.mentions)) for entity in entities)


def find_entities(
    readings: Mapping[str, Reading],
    known: Sequence[Known],
    profile: LabelMap,
    scheme: str,
    *,
    again: int = 0,
    placed: Collection[str] = (),
    seen: Detected | None = None,
    finished: bool = False,
) -> Resolution:
    """Detect, resolve and label; then look `again` times at most at what the labels leave.

    Args:
        placed: labels that stand in the readings because an earlier look put them there.
        seen: what earlier looks detected; what this one does is added.
        finished: the readings are said to be blinded.
    """
    texts = {document: reading.text for document, reading in readings.items()}
    seen = {} if seen is None else seen
    new = {document: text for document, text in texts.items() if (document, text) not in seen}
    seen.update(((document, new[document]), rows) for document, rows in detect(new, profile).items())
    detections = {document: seen[document, text] for document, text in texts.items()}
    taken = [entry.label for entry in known if entry.label]
    kept = [entry for entry in known if entry.keep]
    while True:
        found = resolve(texts, detections, known, profile, placed, finished=finished)
        found = replace(found, entities=label_entities(found.entities, texts, profile, scheme, taken))
        if not again:
            return found
        labels = {entity.label for entity in found.entities}
        find = partial(find_entities, known=kept, profile=profile, scheme=scheme, placed=labels, seen=seen)
        more = look_again(readings, redact(readings, found.entities, profile), find)
        if not more:
            return found
        detections = {document: (*rows, *more.get(document, ())) for document, rows in detections.items()}
        again -= 1


def scan_of(entities: Sequence[Entity], near: Sequence[NearMiss] = ()) -> Scan:
    """The entities with all their mentions in reading order, and the near-misses."""
    documents = list(dict.fromkeys(m.document for e in entities for m in e.mentions))
    mentions = sorted(
        (m for e in entities for m in e.mentions), key=lambda m: (documents.index(m.document), m.start, m.end)
    )
    return Scan(tuple(entities), tuple(mentions), tuple(near))
