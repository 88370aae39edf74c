"""Which names must be gone from a finished file, and which may be left for review."""

import pytest

from blinder.pipeline import _must_be_gone
from blinder.resolve import Resolution
from blinder.roster import Known
from blinder.types import Entity, EntityType, Mention

BLINDED = "The Atlantic is wide. Mara Quill rows. Call 0-333-76657-1 no more."


def entity(name: str, kind: EntityType, score: float = 0.9) -> Entity:
    mention = Mention("a", 0, len(name), name, kind, "", "e1", "Label A", score, "model")
    return Entity("e1", kind, "", "Label A", (name,), (mention,))


@pytest.mark.parametrize(
    ("found", "strict"),
    [
        (entity("Atlantic", EntityType.ORGANIZATION), False),  # read there, and judged an ocean
        (entity("0-333-76657-1", EntityType.PHONE_NUMBER), False),
        (entity("Mara Quill", EntityType.PERSON), True),  # a full name is never judged away
        (entity("Okonquist", EntityType.PERSON), True),  # blinded wherever it was read: hidden it must not be either
    ],
)
def test_what_was_read_and_left_is_for_review(found: Entity, strict: bool) -> None:
    (gone,) = _must_be_gone(Resolution((found,), frozenset()), (), BLINDED)
    assert gone.strict is strict


def test_what_the_user_named_must_be_gone() -> None:
    found = entity("Atlantic", EntityType.ORGANIZATION)
    known = Known(("Atlantic",), EntityType.ORGANIZATION, "Organization")
    (gone,) = _must_be_gone(Resolution((found,), frozenset()), (known,), BLINDED)
    assert gone.strict
