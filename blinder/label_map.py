"""Profiles of assessments: one TOML of roles, labels, cue phrases and keep-lists, read into a `LabelMap`.

It stands beside the vocabulary, not in the label room, because detection, resolution and labelling all read it and
stages never import each other.
"""

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from blinder.errors import UsageError
from blinder.resources import data_folder
from blinder.types import EntityType

KEEP_ROLE = "Keep"


@dataclass(frozen=True, eq=False)
class LabelMap:
    """What one assessment calls people and places, and what it leaves as it is. Equal only to itself.

    Attributes:
        role_cues: role → the words that name it beside a person, in the order of the file.
        role_hints: kind of cue that is no name of the role ("owns", "fields", …) → phrase in lower case → role.
        role_traits: what is true of some roles ("unique", "untitled", "common") → those roles.
        vague_cues: words among the cues that name too many roles to tell one.
        type_labels: label word of everything that is not a person.
        roster_types: roster role of places and bodies → its type.
        keep: kind ("state", "curriculum", …) → phrases that stay.
        reference_hosts: web hosts whose addresses stay.
        document_hosts: web hosts of documents, folders and recordings: their addresses never stay.
        link_cues: what the text says before a link that stands in for a file.
    """

    name: str
    version: int
    role_cues: Mapping[str, tuple[str, ...]]
    type_labels: Mapping[EntityType, str]
    roster_types: Mapping[str, EntityType]
    role_hints: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    role_traits: Mapping[str, frozenset[str]] = field(default_factory=dict)
    vague_cues: frozenset[str] = frozenset()
    keep: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reference_hosts: tuple[str, ...] = ()
    document_hosts: tuple[str, ...] = ()
    link_cues: tuple[str, ...] = ()

    @cached_property
    def roles_by_cue(self) -> dict[str, str]:
        """Cue phrase in lower case → role."""
        return {cue.casefold(): role for role, cues in self.role_cues.items() for cue in (role, *cues)}

    @cached_property
    def label_words(self) -> tuple[str, ...]:
        """Every word a label can start with, longest first."""
        words = {*self.role_cues, *self.type_labels.values(), *self.roster_types}
        return tuple(sorted(words, key=lambda word: (-len(word), word)))

    def roles_with(self, trait: str) -> frozenset[str]:
        """The roles of which the trait is true."""
        return self.role_traits.get(trait, frozenset())

    def role_of(self, text: str) -> str:
        """The role a roster means by `text` ("math teacher" → "Teacher"), "" when unknown."""
        wanted = text.strip().casefold()
        for role in (*self.role_cues, *self.roster_types, KEEP_ROLE):
            if role.casefold() == wanted:
                return role
        return self.roles_by_cue.get(wanted, "")


@lru_cache(maxsize=8)
def read_label_map(name: str = "ma-pal") -> LabelMap:
    """The shipped label map called `name`, or the one in the TOML file `name`.

    Raises:
        UsageError: there is no such map, or it does not have the form of `label_maps/ma-pal.toml`.
    """
    path = Path(name) if name.endswith(".toml") else data_folder("label_maps") / f"{name}.toml"
    try:
        return _parse(tomllib.loads(path.read_text("utf-8")))
    except FileNotFoundError as error:
        known = ", ".join(sorted(p.stem for p in data_folder("label_maps").glob("*.toml")))
        raise UsageError("there is no such label map", hint=f"Shipped: {known}; or give a TOML file.") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError("the label map cannot be read", hint="See label_maps/ma-pal.toml for the form.") from error


def _parse(raw: Mapping[str, Any]) -> LabelMap:
    return LabelMap(
        name=raw["name"],
        version=raw["version"],
        role_cues={role["name"]: tuple(role.get("cues", ())) for role in raw["roles"]},
        type_labels={EntityType(kind): label for kind, label in raw["labels"].items()},
        roster_types={role: EntityType(kind) for role, kind in raw.get("roster", {}).items()},
        role_hints=_hints(raw["roles"]),
        role_traits=_traits(raw["roles"]),
        vague_cues=frozenset(raw.get("vague_cues", ())),
        keep={kind: tuple(phrases) for kind, phrases in raw.get("keep", {}).items() if kind != "reference_hosts"},
        reference_hosts=tuple(raw.get("keep", {}).get("reference_hosts", ())),
        document_hosts=tuple(raw.get("links", {}).get("document_hosts", ())),
        link_cues=tuple(raw.get("links", {}).get("cues", ())),
    )


def _hints(roles: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """Every list of phrases of every role but its cues."""
    hints: dict[str, dict[str, str]] = defaultdict(dict)
    for role in roles:
        for kind, phrases in role.items():
            if isinstance(phrases, list) and kind != "cues":
                hints[kind] |= {phrase.casefold(): role["name"] for phrase in phrases}
    return dict(hints)


def _traits(roles: Sequence[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    traits = {trait for role in roles for trait, value in role.items() if value is True}
    return {trait: frozenset(role["name"] for role in roles if role.get(trait) is True) for trait in traits}
