"""The kinds of indirect identifiers, and what a person can do about each: no text of a document, no figure of it."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What may point to a person or a school without naming it."""

    SMALL_GROUP = "small group"
    SINGLE_STUDENT = "single student"
    BIRTH = "date of birth"
    ENROLLMENT = "exact enrollment"
    TOWN_SIZE = "town size"
    STANDING = "unique standing"
    AWARD = "award"
    UNIQUE_PERSON = "unique person"
    HISTORY = "school history"
    EVENT = "local event"
    LINK = "link instead of a file"


MESSAGES = {
    Kind.SMALL_GROUP: 'fewer than 10 students are counted; consider "<10", a range or a larger group',
    Kind.SINGLE_STUDENT: "a student is told apart by language, origin, disability or the like; consider saying less",
    Kind.BIRTH: "a day of birth or an exact age; consider the age in years, or nothing",
    Kind.ENROLLMENT: "an exact number can be looked up; consider a rounded one",
    Kind.TOWN_SIZE: "an exact number of residents can be looked up; consider a rounded one",
    Kind.STANDING: "true of few schools or districts (the only, the first, a state list); consider less detail",
    Kind.AWARD: 'who received an award or a title can be looked up; consider "an award"',
    Kind.UNIQUE_PERSON: "true of one person only (the first, the only); consider less detail",
    Kind.HISTORY: "a school's founding, building or namesake can be looked up; consider leaving it out",
    Kind.EVENT: "an event with its year can be looked up; consider leaving out the year",
    Kind.LINK: "scorers open no links; a required file that is only linked is condition code C: upload the file itself",
}


@dataclass(frozen=True, slots=True, order=True)
class Hint:
    """One place that may identify without naming. `place` is printable; nothing here is text of the document."""

    place: str
    kind: Kind
    message: str
