"""The sentences of the confidentiality form's draft: what is confirmed, and the audit's evidence for each."""

from dataclasses import dataclass

from blinder.report.audit import Audit
from blinder.report.digest import count, count_found, count_labels, count_removed, finished
from blinder.types import EntityType, Severity

PLACES = (EntityType.SCHOOL, EntityType.DISTRICT, EntityType.UNIVERSITY, EntityType.LOCATION, EntityType.ORGANIZATION)
CONTACTS = (EntityType.EMAIL_ADDRESS, EntityType.PHONE_NUMBER, EntityType.ADDRESS, EntityType.ID, EntityType.HANDLE)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One line of the form: the candidate's statement and what supports it."""

    statement: str
    evidence: str


def list_confirmations(audit: Audit) -> tuple[Confirmation, ...]:
    """What the handbook asks a candidate to confirm, in our words, with evidence."""
    files = count(len(finished(audit)), "finished file")
    left = count(sum(f.check == "names" for f in audit.findings(Severity.LEAK)), "known name")
    places = count(_labels(audit, *PLACES), "school, district or place", "schools, districts and places")
    return (
        Confirmation(
            "Every file is blinded: nothing in it tells who I am.",
            f"{left} left in {files}; {count(_labels(audit, EntityType.PERSON), 'person', 'people')} labelled.",
        ),
        Confirmation(
            "The names of my school, district, university and community are gone.",
            f"{places} labelled; {count(_labels(audit, EntityType.MASCOT), 'mascot')} labelled.",
        ),
        Confirmation(
            "Students, families and staff appear by role and letter only, never by an alias or a first name.",
            f"Labels by role: {_roles(audit) or 'none'}. One label stands for one person in all files.",
        ),
        Confirmation(
            "Web and e-mail addresses, phone numbers and the like are gone; links that stay are references.",
            f"{count(_labels(audit, EntityType.URL), 'web address', 'web addresses')} and "
            f"{count(_labels(audit, *CONTACTS), 'other datum', 'other data')} labelled; "
            f"{count(count_found(audit, 'links'), 'link')} to look at.",
        ),
        Confirmation(
            "Screenshots, logos, emblems and photographs show no name and no face.",
            f"{count(count_removed(audit, 'picture'), 'picture')} replaced or cleaned; "
            f"{count(count_found(audit, 'pictures'), 'picture')} left to look at.",
        ),
        Confirmation(
            "Comments, tracked changes, document properties and file names tell nothing about anyone.",
            f"{count(count_removed(audit, 'comment'), 'comment entry', 'comment entries')} removed; "
            f"{count(sum(count_found(audit, check) for check in ('comments', 'changes', 'metadata')), 'trace')} left.",
        ),
        Confirmation(
            "Every file was examined as a whole.",
            f"{count(len(audit.unseen()), 'part')} not examined; "
            f"{len(finished(audit))} of {count(len(audit.files), 'file')} finished.",
        ),
    )


def list_checks(audit: Audit) -> tuple[Confirmation, ...]:
    """What no program can confirm and the candidate must look at."""
    doubts = sum(bool(entity.review) for entity in audit.entities)
    return (
        Confirmation(
            "I looked at every picture, drawing, scan and handwritten page that is left.",
            f"{count(count_found(audit, 'pictures'), 'picture')} left in the files.",
        ),
        Confirmation(
            "I looked for what gives us away without a name: small groups, awards, unique programs, local events.",
            f"{count(len(audit.indirect), 'such place')} marked, none changed.",
        ),
        Confirmation("I checked the labels that were given in doubt.", f"{count(doubts, 'label')} in doubt."),
        Confirmation(
            "I checked video and sound: what is said, shown and written in the file's name and properties.",
            "blinder looks into no video and no sound.",
        ),
        Confirmation(
            "I read each file once more as a stranger who knows the region.",
            f"{count(len(finished(audit)), 'file')} to read.",
        ),
    )


def _labels(audit: Audit, *types: EntityType) -> int:
    return sum(number for kind, _, number, _ in count_labels(audit) if kind in types)


def _roles(audit: Audit) -> str:
    people = [(role, number) for kind, role, number, _ in count_labels(audit) if kind is EntityType.PERSON]
    return ", ".join(f"{role} {number}" for role, number in people)
