"""What the user chose: defaults < blinder.toml < flags, frozen once read."""

import math
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args

from blinder.errors import UsageError
from blinder.limits import DEFAULT, Limits

Scheme = Literal["series", "per-role"]
Pictures = Literal["placeholder", "cover", "keep"]


@dataclass(frozen=True, slots=True)
class Settings:
    """One run's choices.

    Attributes:
        label_map: name of a shipped label map, or the path of a TOML file.
        scheme: "series" runs one letter series on across all roles, "per-role" gives each role its own.
        accept_unseen: write files although parts of them were not examined.
        keep_comments, keep_changes, pictures: see `blinder.formats.base.Options`.
        timeout_s: how long one file may take to be read, or to be written.
        limits: what one file may have at most.
    """

    label_map: str = "ma-pal"
    scheme: Scheme = "series"
    accept_unseen: bool = False
    keep_comments: bool = False
    keep_changes: bool = False
    pictures: Pictures = "placeholder"
    timeout_s: float = 600.0
    limits: Limits = DEFAULT


def read_settings(folder: Path | None = None, **flags: Any) -> Settings:
    """The settings of this run: `blinder.toml` of `folder`, then every flag that is not None.

    Raises:
        UsageError: blinder.toml is not TOML or holds an unknown name or a value of the wrong type.
    """
    settings = replace(Settings(), **_from_file((folder or Path.cwd()) / "blinder.toml"))
    return replace(settings, **{name: value for name, value in flags.items() if value is not None})


def _from_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    import tomllib  # costs more than all of this file, and most calls have no blinder.toml

    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError("blinder.toml cannot be read", hint="It must be a UTF-8 TOML file.") from error
    for name, value in found.items():
        _check(name, value, Settings())
    limits = found.get("limits", {})
    for name, value in limits.items():
        _check(name, value, DEFAULT)
    return {**found, "limits": Limits(**limits)}


def _check(name: str, value: object, defaults: Settings | Limits) -> None:
    """Refuse a name that is not one of the defaults, and a value of another type; numbers are more than 0."""
    known = {spec.name: getattr(defaults, spec.name) for spec in fields(defaults)}
    choices = {"scheme": get_args(Scheme), "pictures": get_args(Pictures)}
    kinds = {"timeout_s": (float, int), "limits": (dict,)}.get(name, (type(known.get(name)),))
    right = type(value) in kinds and value in choices.get(name, (value,))
    if isinstance(value, int | float) and not isinstance(value, bool):
        right = right and 0 < value < math.inf
    if name not in known or not right:
        raise UsageError(
            f"blinder.toml: {name[:40]!r} is unknown or of the wrong type", hint=f"Known: {', '.join(known)}."
        )
