"""What all renderers say alike: the outcome in one sentence, totals, and what a person must look at."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from blinder.report.audit import Audit, AuditEntity, AuditFile, FileStatus
from blinder.types import EntityType, Severity

Tone = Literal["stop", "look", "clean"]

TYPE_WORDS = {
    EntityType.PERSON: ("person", "people"),
    EntityType.SCHOOL: ("school", "schools"),
    EntityType.DISTRICT: ("district", "districts"),
    EntityType.UNIVERSITY: ("university", "universities"),
    EntityType.ORGANIZATION: ("organization", "organizations"),
    EntityType.LOCATION: ("place", "places"),
    EntityType.EMAIL_ADDRESS: ("e-mail address", "e-mail addresses"),
    EntityType.PHONE_NUMBER: ("phone number", "phone numbers"),
    EntityType.URL: ("web address", "web addresses"),
    EntityType.ADDRESS: ("postal address", "postal addresses"),
    EntityType.ID: ("number or ID", "numbers and IDs"),
    EntityType.HANDLE: ("handle", "handles"),
    EntityType.MASCOT: ("mascot", "mascots"),
}


@dataclass(frozen=True, slots=True, order=True)
class Look:
    """One thing that a person must look at, and what to do about it; holds no original text."""

    document: str
    place: str
    message: str
    urgent: bool = False
    hint: str = ""


def tell_outcome(audit: Audit) -> tuple[Tone, str]:
    """How it went, in one sentence, and in which tone to say it."""
    held = audit.with_status(FileStatus.BLOCKED, FileStatus.UNREADABLE)
    done, written = finished(audit), audit.with_status(FileStatus.WRITTEN)
    leaks, looks = audit.findings(Severity.LEAK), len(list_looks(audit)) + len(audit.unseen())
    if held:
        return "stop", f"Not ready: {len(held)} of {count(len(audit.files), 'file')} could not be finished."
    if not done:
        return "look", "There was no file to look at."
    if leaks:
        return "stop", f"Not ready: {count(len(leaks), 'trace')} of a person or a place left in the files."
    if audit.entities and not written:
        names = count(len(audit.entities), "name")
        return "look", f"{names} to blind in {count(len(done), 'file')}; nothing was written."
    clean = f"No name was found in {count(len(done), 'finished file')}"
    return ("look", f"{clean}; {count(looks, 'thing')} left for you to look at.") if looks else ("clean", f"{clean}.")


def list_looks(audit: Audit) -> tuple[Look, ...]:
    """Leaks first, then what the verifier, the labels in doubt and the indirect identifiers ask a person."""
    leaks = [
        Look(found.document, found.place, found.message, True, found.hint) for found in audit.findings(Severity.LEAK)
    ]
    reviews = [
        Look(found.document, found.place, found.message, hint=found.hint) for found in audit.findings(Severity.REVIEW)
    ]
    doubts = [Look(_files_of(entity), entity.label, entity.review) for entity in audit.entities if entity.review]
    hints = [Look(hint.document, hint.place, f"{hint.kind}: {hint.message}") for hint in audit.indirect]
    return (*sorted(leaks), *sorted(reviews), *sorted(doubts), *sorted(hints))


def _files_of(entity: AuditEntity) -> str:
    documents = {place.document for place in entity.places}
    return documents.pop() if len(documents) == 1 else count(len(documents), "file")


def count_labels(audit: Audit) -> tuple[tuple[EntityType, str, int, int], ...]:
    """(type, role, labels, mentions) over the whole submission, people first, then as `EntityType` lists them."""
    labels: Counter[tuple[EntityType, str]] = Counter()
    mentions: Counter[tuple[EntityType, str]] = Counter()
    for entity in audit.entities:
        labels[entity.type, entity.role] += 1
        mentions[entity.type, entity.role] += entity.mentions
    order = list(EntityType)
    return tuple(
        (*key, labels[key], mentions[key]) for key in sorted(labels, key=lambda key: (order.index(key[0]), key[1]))
    )


def count_removed(audit: Audit, word: str) -> int:
    """How many removals speak of `word` ("picture", "comment")."""
    return sum(removal.count for _, removal in audit.removals() if word in removal.what.lower())


def count_found(audit: Audit, check: str) -> int:
    """How many grave findings a check has."""
    return sum(finding.check == check for finding in audit.findings(Severity.LEAK, Severity.REVIEW))


def finished(audit: Audit) -> tuple[AuditFile, ...]:
    """The files that a reader of the submission will get."""
    return audit.with_status(FileStatus.WRITTEN, FileStatus.EXAMINED)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its word: "1 file", "3 files"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
