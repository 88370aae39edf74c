"""What the caller knows already: names that must be gone, and passages that stay on purpose."""

from dataclasses import dataclass, field

from blinder.types import EntityType


@dataclass(frozen=True, slots=True)
class Known:
    """One surface that the verifier looks for.

    Attributes:
        surface: as a person writes it ("Maria Rivera", "Rivera", "m.rivera@town.example").
        strict: wherever it stands it is a leak; False for a bare word that also is an ordinary word (Will, Hope, Page),
            which only counts with a capital and a title or another known name beside it.
        kept: a passage that stays on purpose ("Rivera, J. (2019)"): what lies inside is no leak.
    """

    surface: str = field(repr=False)
    entity_type: EntityType
    strict: bool = True
    kept: bool = False
