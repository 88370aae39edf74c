"""Detections of a whole submission → its people, schools, districts and data, each with all its mentions.

The order: settle overlaps, weigh evidence, let what is certain find its bare mentions, judge again, join mentions to
entities, read roles, honour labels that a name has already.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from blinder.label_map import LabelMap
from blinder.resolve.candidates import Candidate, Near, gather
from blinder.resolve.company import read_company
from blinder.resolve.data import spread_data
from blinder.resolve.evidence import read_evidence
from blinder.resolve.joined import join_data, join_places
from blinder.resolve.labels import settle_labels
from blinder.resolve.lexicon import told_initials
from blinder.resolve.names import Name, abbreviates, fold, initials_of
from blinder.resolve.near import near_misses
from blinder.resolve.people import (
    PersonMention,
    join_people,
    monsieurs_of,
    person_mention,
    primary_name,
    told_nicknames,
    with_rows,
)
from blinder.resolve.places import PLACES
from blinder.resolve.refine import refine
from blinder.resolve.review import Review, Verdict
from blinder.resolve.roles import Sighting, Vote, role_reader, settle_roles, votes_of, weigh
from blinder.resolve.scripts import names_in_latin, spread_scripts
from blinder.resolve.signs import SIGNED
from blinder.resolve.spread import spread
from blinder.resolve.ties import tie_labels
from blinder.resolve.whole import take_whole_words
from blinder.resolve.words import COMMON, read_words
from blinder.roster import Known
from blinder.types import Detection, Entity, EntityType, Mention, NearMiss

CERTAIN = 0.6
PUPIL = 2.5  # weight of role cues from which on a lone first name means a student
PREFIX = {
    EntityType.PERSON: "p",
    EntityType.SCHOOL: "s",
    EntityType.DISTRICT: "d",
    EntityType.UNIVERSITY: "u",
    EntityType.ORGANIZATION: "o",
    EntityType.LOCATION: "l",
}


@dataclass(frozen=True, slots=True)
class Resolution:
    """What `resolve` found.

    Attributes:
        entities: in order of first mention, without labels.
        staying: folded words that stand in the submission for a reason: cited namesakes, curricula, ordinary words.
        near: what was nearly blinded and stays, in reading order.
        known: folded surnames of people whom everybody may know and who have their full names here; of finished files.
    """

    entities: tuple[Entity, ...]
    staying: frozenset[str]
    near: tuple[NearMiss, ...] = ()
    known: frozenset[str] = frozenset()


def resolve(
    texts: Mapping[str, str],
    detections: Mapping[str, Sequence[Detection]],
    known: Sequence[Known],
    label_map: LabelMap,
    placed: Collection[str] = (),
    *,
    finished: bool = False,
) -> Resolution:
    """The entities of a submission.

    Args:
        texts: document id → reading text, in reading order of the submission.
        detections: per document, overlapping ones allowed.
        known: roster and key entries.
        placed: labels that were put into the texts before.
        finished: the texts are said to be blinded; hardly anything in them is a name.
    """
    words = read_words(texts)
    detections = settle_labels(texts, detections, words, placed)
    found = {document: gather(rows) for document, rows in detections.items()}
    cited = {
        document: [
            (texts[document][d.span.start : d.span.end], d.keep)
            for d in detections.get(document, ())
            if d.keep in ("cited", "entry")
        ]
        for document in texts
    }
    company = read_company(texts, detections) if finished else None
    review = Review(read_evidence(words, found, cited, label_map.keep, known), company)
    first = [(c, review.judge(c)[0]) for candidates in found.values() for c in candidates]
    passed = {c for c, verdict in first if verdict is Verdict.BLIND}
    found = {document: tuple(c for c in candidates if c in passed) for document, candidates in found.items()}
    found = spread_scripts(texts, spread_data(texts, refine(words, found, known)), known)
    certain = [c for candidates in found.values() for c in candidates if _certain(c, review)]
    sure = set(certain)
    faint = [c for candidates in found.values() for c in candidates if c not in sure and _named(c)]
    stay = frozenset(phrase for phrases in label_map.keep.values() for phrase in phrases)
    labels = {document: [d for d in rows if d.keep == "label"] for document, rows in detections.items()}
    untouched = {
        document: [*labels[document], *(d for d in rows if review.keeps_whole(d, texts[document]))]
        for document, rows in detections.items()
    }
    wide = spread(words, found, certain, faint, known, stay, untouched)
    wide = {document: _with_keeps(candidates, detections.get(document, ())) for document, candidates in wide.items()}
    review = Review(read_evidence(words, wide, cited, label_map.keep, known), company)
    judged = {document: [(c, *review.judge(c)) for c in candidates] for document, candidates in wide.items()}
    blind = {
        document: [(c, why) for c, verdict, why in rows if verdict is Verdict.BLIND]
        for document, rows in judged.items()
    }
    blind = take_whole_words(words, blind)
    keep_words = {name for entry in known if entry.keep for name in entry.names}
    blind = {document: _outside(texts[document], keep_words, rows) for document, rows in blind.items()}
    named = [*_people(texts, blind, known, label_map), *_places(texts, blind, known, label_map)]
    taken = {entry.label for entry in known if entry.label}
    standing = {document: [d.span for d in rows] for document, rows in labels.items()}
    entities = [*tie_labels(named, texts, standing, label_map, taken), *_data(texts, blind, label_map)]
    kept = [
        c.text_of(texts[c.document]) for rows in judged.values() for c, verdict, _ in rows if verdict is Verdict.KEEP
    ]
    kept += [
        texts[document][d.span.start : d.span.end]
        for document, rows in detections.items()
        for d in rows
        if d.keep not in ("", "vote")
    ]
    staying = frozenset(fold(word) for text in (*kept, *keep_words) for word in re.findall(r"[^\W\d_]+", text))
    second = [(c, verdict) for rows in judged.values() for c, verdict, _ in rows]
    return Resolution(
        _numbered(entities, texts),
        staying | COMMON | frozenset(words.small),
        near_misses(texts, (*first, *second), blind),
        frozenset(name for name in company.surnames if not review.evidence.local[name]) if company else frozenset(),
    )


def _outside(text: str, names: Iterable[str], rows: Sequence[tuple[Candidate, str]]) -> list[tuple[Candidate, str]]:
    """The rows without those that lie within one of the names that the user wants to stay."""
    bodies = [r"\s+".join(map(re.escape, name.split())) for name in sorted(names)]
    places = [m.span() for body in bodies for m in re.finditer(rf"(?<!\w){body}(?!\w)", text, re.IGNORECASE)]
    return [row for row in rows if not any(a <= row[0].span.start and row[0].span.end <= b for a, b in places)]


def _certain(candidate: Candidate, review: Review) -> bool:
    if (
        (candidate.weak and not review.listed(candidate))
        or (candidate.recognizer == "model" and not candidate.voted)
        or review.judge(candidate)[0] is not Verdict.BLIND
    ):
        return False
    if candidate.entity_type is EntityType.PERSON:
        return candidate.score >= CERTAIN or "title before" in candidate.cues
    return candidate.score >= CERTAIN


def _named(candidate: Candidate) -> bool:
    """Whether it is a person or a place, whose name may stand elsewhere."""
    return candidate.entity_type is EntityType.PERSON or candidate.entity_type in PLACES


def _with_keeps(candidates: Sequence[Candidate], detections: Sequence[Detection]) -> tuple[Candidate, ...]:
    """Attach to the spread candidates the evidence for keeping that covers them."""
    near = Near([d for d in detections if d.keep and d.keep != "vote"])

    def kept(candidate: Candidate) -> Candidate:
        start, end = candidate.span.start, candidate.span.end
        over = {d.keep for d in near.over(candidate.span) if d.span.start <= start and end <= d.span.end}
        keeps = tuple(sorted(over.union(candidate.keeps)))
        return candidate if keeps == candidate.keeps else replace(candidate, keeps=keeps)

    return tuple(map(kept, candidates))


def _people(
    texts: Mapping[str, str],
    blind: Mapping[str, Sequence[tuple[Candidate, str]]],
    known: Sequence[Known],
    label_map: LabelMap,
) -> Iterable[Entity]:
    rows = [(c, why) for rows in blind.values() for c, why in rows if c.entity_type is EntityType.PERSON]
    monsieurs = monsieurs_of(texts.values())
    mentions = [
        person_mention(at, c.document, texts[c.document], c.span, c.known, monsieurs) for at, (c, _) in enumerate(rows)
    ]
    letters = {letters for m in mentions if m.name.full for letters in initials_of(m.name)}
    mentions = [
        replace(m, signs=True) if m.surface.islower() and (SIGNED in c.cues or m.surface in letters) else m
        for m, (c, _) in zip(mentions, rows, strict=True)
    ]
    listed = {at for at, (c, _) in enumerate(rows) if "list of people" in c.cues}
    mentions = with_rows(texts, mentions, listed)
    latin = names_in_latin(mention.surface for mention in mentions)
    mentions = [replace(mention, name=latin.get(mention.surface, mention.name)) for mention in mentions]
    defined = _defined_initials(texts)
    votes = _role_votes(texts, blind, mentions, label_map)
    pupils = {m.order for m in mentions if _as_pupil(votes[m.order], label_map)}
    nicknames = told_nicknames(texts, mentions)
    people = join_people(mentions, known, defined, nicknames, pupils, label_map.roles_with("untitled"))
    sightings = [[Sighting(m.document, m.span, votes[m.order]) for m in person.mentions] for person in people]
    settled = settle_roles(sightings, texts, label_map)
    for person, settled_role in zip(people, settled, strict=True):
        role = known[person.known].role if person.known >= 0 else ""
        role = role if role and role != "Person" else settled_role
        label = known[person.known].label if person.known >= 0 else ""
        names = (*(known[person.known].names if person.known >= 0 else ()), *primary_name(person.mentions))
        made = [
            _mention(
                rows[m.order][0],
                m.surface,
                role,
                rows[m.order][1] or ("could be somebody else" if m.order in person.doubtful else ""),
            )
            for m in sorted(person.mentions, key=lambda m: m.order)
        ]
        yield Entity(
            "",
            EntityType.PERSON,
            role,
            label,
            tuple(dict.fromkeys(names)),
            tuple(made),
            "" if person.known >= 0 else _doubt([rows[m.order][1] for m in person.mentions]),
        )


def _role_votes(
    texts: Mapping[str, str],
    blind: Mapping[str, Sequence[tuple[Candidate, str]]],
    mentions: Sequence[PersonMention],
    label_map: LabelMap,
) -> dict[int, list[Vote]]:
    """Order of a mention → what the words and the layout around it say."""
    people: dict[str, list[PersonMention]] = defaultdict(list)
    for mention in mentions:
        people[mention.document].append(mention)
    votes: dict[int, list[Vote]] = {}
    for document, own in people.items():
        places = [(c.span, c.entity_type) for c, _ in blind[document] if c.entity_type in PLACES]
        page = role_reader(label_map).read(texts[document], [m.span for m in own], places)
        votes |= {m.order: votes_of(page, m.span) for m in own}
    return votes


def _as_pupil(votes: Sequence[Vote], label_map: LabelMap) -> bool:
    weights = weigh(votes)
    return any(weights.get(role, 0.0) >= PUPIL for role in label_map.roles_with("untitled"))


def _defined_initials(texts: Mapping[str, str]) -> dict[str, Name]:
    """Letters → the name they are said to mean; "AQ: Samir asked" defines nothing."""
    defined: dict[str, Name] = {}
    for letters, name in told_initials(texts.values()):
        if abbreviates(letters, name):
            defined.setdefault(letters.casefold(), name)
    return defined


def _places(
    texts: Mapping[str, str],
    blind: Mapping[str, Sequence[tuple[Candidate, str]]],
    known: Sequence[Known],
    label_map: LabelMap,
) -> Iterable[Entity]:
    for kind, number, members in join_places(texts, blind, known):
        counts = Counter(candidate.text_of(texts[candidate.document]) for candidate, _ in members)
        names = (
            *(known[number].names if number >= 0 else ()),
            *sorted(counts, key=lambda s: (-len(s.split()), -counts[s], s)),
        )
        role = known[number].role if number >= 0 else label_map.type_labels[kind]
        yield Entity(
            "",
            kind,
            role,
            known[number].label if number >= 0 else "",
            tuple(dict.fromkeys(names)),
            tuple(_mention(c, c.text_of(texts[c.document]), role, why) for c, why in members),
            "" if number >= 0 else _doubt([why for _, why in members]),
        )


def _data(
    texts: Mapping[str, str], blind: Mapping[str, Sequence[tuple[Candidate, str]]], label_map: LabelMap
) -> Iterable[Entity]:
    for kind, members in join_data(texts, blind):
        role = label_map.type_labels[kind]
        mentions = tuple(_mention(c, c.text_of(texts[c.document]), role, why) for c, why in members)
        names = tuple(dict.fromkeys(mention.text for mention in mentions))
        yield Entity("", kind, role, "", names, mentions, _doubt([why for _, why in members]))


def _mention(candidate: Candidate, surface: str, role: str, why: str) -> Mention:
    return Mention(
        candidate.document,
        candidate.span.start,
        candidate.span.end,
        surface,
        candidate.entity_type,
        role,
        "",
        "",
        candidate.score,
        candidate.recognizer,
        "; ".join(candidate.cues[:3]),
        bool(why),
    )


def _doubt(reasons: Sequence[str]) -> str:
    """Why a person should look at the entity: the commonest reason, where no mention is free of doubt."""
    counts = Counter(reasons)
    return "" if "" in counts or not counts else max(sorted(counts), key=lambda reason: counts[reason])


def _numbered(entities: Iterable[Entity], texts: Mapping[str, str]) -> tuple[Entity, ...]:
    order = {document: at for at, document in enumerate(texts)}
    ordered = sorted(entities, key=lambda e: (order[e.mentions[0].document], e.mentions[0].start, e.entity_type))
    numbers: Counter[str] = Counter()
    result = []
    for entity in ordered:
        prefix = PREFIX.get(entity.entity_type, entity.entity_type[:2].lower())
        numbers[prefix] += 1
        name = f"{prefix}{numbers[prefix]}"
        result.append(replace(entity, id=name, mentions=tuple(replace(m, entity_id=name) for m in entity.mentions)))
    return tuple(result)
