"""Generic labels that stand in the text already: "Teacher C. We …" is one, "Teacher C. Ruiz" is not.

Nor is what only heads a number ("Phone 617 555 0199", "Address 12 Elm Street") or ends a name ("Quill School B"); and
two letters are rather somebody's initials than a label ("Student JT") where no series of labels comes so far: after Z
comes AA, after AZ comes BA.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from blinder.resolve.candidates import SETTLED
from blinder.resolve.names import fold
from blinder.resolve.places import INSTITUTIONS
from blinder.resolve.words import COMMON, NAME_GOES_ON, Words
from blinder.resources import ordinary_words
from blinder.types import Detection, EntityType, Span

OPEN = "label or initial"
EVEN = 0.5  # a model's score that speaks neither for a name nor against it
FAIR = 0.7  # one that few labels of two letters get
SINGLE = re.compile(r"(?!class|course|grade|group|room).* [a-z]")  # a label's word and its one letter, folded
CALLED_SO = re.compile(r"coach [a-z]")
DOUBLE = re.compile(r"(?<!\w)[A-Z]{2}$")
TWO_LETTERS = re.compile(r" ([a-z])([a-z])$")  # of a label, folded
NAME_ENDS = re.compile(r"[.,;)]|[ \t]*(?:\n|$)| (?:and|&) [A-Z]| [a-z]{3,}ed\b")
SAID_OF_SCHOOLS = frozenset(
    "big charter elementary feeder high junior large local lower magnet middle partner primary public regional rural "
    "secondary senior small state technical upper urban vocational".split()
)
CALLED = re.compile(r"\bM(?:[rsx]|rs|iss)\.? $")
CALL = len("Miss. ")
PARTED = re.compile(r"[.,;:!?)]*\s+(?=\w)")
NEXT_WORD = re.compile(r"\.\s?([^\W\d_]+)")


def settle_labels(
    texts: Mapping[str, str],
    detections: Mapping[str, Sequence[Detection]],
    words: Words,
    placed: Collection[str] = (),
) -> dict[str, tuple[Detection, ...]]:
    """The detections of every document with every open label decided.

    "Teacher C. Xyz" is a label where the submission has "Teacher C" elsewhere beyond doubt, or labels with B and D, or
    where the next word is an ordinary one, the model sees no name ("Nurse B. Page 3 shows"), and nothing follows as
    after a name ("Member B. Price seconded"); else C is an initial and the evidence goes.

    Args:
        placed: labels that blinder put into the texts, beyond doubt, too.
    """
    detections = {
        document: _outside_names(texts[document], _outside_numbers(found)) for document, found in detections.items()
    }
    certain = {_label(texts[name], d) for name, found in detections.items() for d in found if d.keep == "label"}
    certain.update(map(str.casefold, placed))
    called = {*_called_by_initial(certain)}
    detections = {
        document: [_initial(d) if d.keep == "label" and _label(texts[document], d) in called else d for d in found]
        for document, found in detections.items()
    }
    certain -= called
    detections = {
        document: _without_initials(texts[document], found, certain) for document, found in detections.items()
    }
    unsure = {_label(texts[name], d) for name, found in detections.items() for d in found if d.keep == OPEN}
    certain |= _amid(certain, unsure)
    return {
        document: tuple(_behind_labels(text, list(_settle(text, detections.get(document, ()), certain, words)), words))
        for document, text in texts.items()
    }


def _outside_numbers(detections: Sequence[Detection]) -> list[Detection]:
    """The detections without the labels whose number goes on as a telephone number, an address, an identifier."""
    ends = dict[int, int]()
    for number in (d.span for d in detections if d.recognizer in ("contact", "numbers", "accounts") and not d.keep):
        ends[number.start] = max(ends.get(number.start, 0), number.end)
    return [
        d
        for d in detections
        if d.keep not in ("label", OPEN)
        or not any(ends.get(at, 0) > d.span.end for at in range(d.span.start + 1, d.span.end))
    ]


def _across(detections: Iterable[Detection]) -> defaultdict[int, list[Detection]]:
    """Place in the text → the detections that begin before it and end behind it."""
    found = defaultdict[int, list[Detection]](list)
    for detection in detections:
        for at in range(detection.span.start + 1, detection.span.end):
            found[at].append(detection)
    return found


def _outside_names(text: str, detections: Sequence[Detection]) -> list[Detection]:
    """The detections without the labels that are a name's end ("Quill School 4 weeks", "Quill School B") or middle.

    Common words before a letter tell no name, nor do letters of the state's: "Partner School B", "MCAS School B".
    """
    people = _across(d for d in detections if _is_sure(d, FAIR))
    places = _across(d for d in detections if d.entity_type in INSTITUTIONS and not d.keep and d.score > EVEN)
    of_the_state = {text[d.span.start : d.span.end] for d in detections if d.keep == "state"}
    common = ordinary_words() | SAID_OF_SCHOOLS | {name.casefold() for name in of_the_state if name.isupper()}

    def is_of_a_name(label: Span) -> bool:
        for place in places[label.start]:
            words = re.findall(r"[^\W\d_]{2,}", text[place.span.start : label.start].casefold())
            numbered = text[label.end - 1].isdigit() and place.recognizer == "places"
            somebody = CALLED.search(text, max(0, place.span.start - CALL), place.span.start)  # "Ms. Quill School B"
            if words and not somebody and (numbered or not common >= set(words)):
                return True
        return any(label.end < person.span.end for person in people[label.start])  # Bo "Coach K" Quill

    return [d for d in detections if d.keep not in ("label", OPEN) or not is_of_a_name(d.span)]


def _without_initials(text: str, detections: Sequence[Detection], certain: Set[str]) -> list[Detection]:
    """The detections without the labels of two letters that the model takes for a person's and no series comes to."""
    people = [d.span for d in detections if _is_sure(d, FAIR)]
    return [
        d
        for d in detections
        if d.keep != "label"
        or not DOUBLE.search(text, d.span.start, d.span.end)
        or _in_series(_label(text, d), certain)
        or not any(person.end == d.span.end and len(person) == len("JT") for person in people)
    ]


def _called_by_initial(certain: Set[str]) -> Iterator[str]:
    """The labels that are rather somebody's short name: "Coach K", where no series of labels comes so far."""
    reach = max(
        (label[-1] for label in certain if SINGLE.fullmatch(label) and not CALLED_SO.fullmatch(label)), default=""
    )
    for label in sorted(filter(CALLED_SO.fullmatch, certain)):
        if ord(label[-1]) > ord(reach or "a") + 1:
            yield label
        else:
            reach = max(reach, label[-1])


def _initial(label: Detection) -> Detection:
    """The label's letter as somebody's."""
    span = Span(label.span.end - 1, label.span.end)
    return replace(label, span=span, score=FAIR, recognizer="people", keep="", cue="title before")


def _in_series(label: str, certain: Set[str]) -> bool:
    """Whether a label of two letters goes on from the others: AB where one has one letter, BA where one has AB; BB."""
    letters = TWO_LETTERS.search(label)
    if not letters or not any(SINGLE.fullmatch(other) for other in certain):
        return False
    first, second = letters.groups()
    before = chr(ord(first) - 1)
    return first in ("a", second) or any((m := TWO_LETTERS.search(other)) and m[1] == before for other in certain)


def _amid(certain: Set[str], unsure: Set[str]) -> set[str]:
    """The unsure labels with letters between two others, even unsure ones if most are certain; roles share a series."""
    sure, more = ({label[-1] for label in labels if SINGLE.fullmatch(label)} for labels in (certain, unsure))
    letters = sure | more if len(sure) > len(more) else sure
    return {label for label in unsure if {chr(ord(label[-1]) - 1), chr(ord(label[-1]) + 1)} <= letters}


def _settle(text: str, detections: Sequence[Detection], certain: Set[str], words: Words) -> Iterator[Detection]:
    for detection in detections:
        if detection.keep != OPEN:
            yield detection
            continue
        after = NEXT_WORD.match(text, detection.span.end)
        label = _label(text, detection)
        if label in certain:
            yield replace(detection, keep="label", score=min(detection.score, SETTLED))
        elif after and _opens_sentence(text, after, detections, words):
            yield replace(detection, keep="label", score=EVEN)


def _behind_labels(text: str, detections: Sequence[Detection], words: Words) -> Iterator[Detection]:
    """The detections; of names that take a label's letter for their initial ("School H. Joy Quill came") the rest.

    One ordinary word behind a label is no name: "Teacher C. Reading went well".
    """
    ends = {d.span.end for d in detections if d.keep == "label"}
    for detection in detections:
        start, end = detection.span.start, detection.span.end
        parted = PARTED.match(text, start + 1, end)
        if start + 1 in ends and parted and detection.keep in ("", "vote") and not detection.cue.endswith(" before"):
            name = [fold(word) for word in re.findall(r"[^\W\d_]+", text[parted.end() : end])]
            if len(name) > 1 or not all(words.ordinary(word) or word in ordinary_words() for word in name):
                yield replace(detection, span=Span(parted.end(), end))
                continue
        yield detection


def _opens_sentence(text: str, after: re.Match[str], detections: Sequence[Detection], words: Words) -> bool:
    """Whether the word after a letter and its period is an ordinary one, and no surname after an initial."""
    word = fold(after[1])
    if not (words.ordinary(word) or word in ordinary_words()) or any(_names(d, after) for d in detections):
        return False
    alone = any(_is_sure(d, EVEN) and d.span.start == after.start(1) for d in detections)
    goes_on = NAME_ENDS.match(text, after.end()) or NAME_GOES_ON.match(text[after.end() : after.end() + 16])
    return alone or word not in COMMON or not goes_on


def _names(detection: Detection, after: re.Match[str]) -> bool:
    """Whether the model is sure that an initial and the word after it are one name."""
    span = detection.span
    return _is_sure(detection, EVEN) and span.start < after.start() and after.end() <= span.end


def _is_sure(detection: Detection, least: float) -> bool:
    """Whether the model sees a person, with more than `least`."""
    person = detection.recognizer == "model" and detection.entity_type is EntityType.PERSON
    return person and not detection.keep and detection.score > least


def _label(text: str, detection: Detection) -> str:
    return re.sub(r"[\s_]+", " ", text[detection.span.start : detection.span.end]).casefold()
