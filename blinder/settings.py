"""What the user chose: defaults < blinder.toml < flags, frozen once read."""

import math
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from blinder.errors import UsageError
from blinder.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
Scheme = Literal["series", "per-role"]
Pictures = Literal["placeholder", "cover", "keep"]
TABLES = ("limits", "service")


@dataclass(frozen=True, slots=True)
class Settings:
    """One run's choices.

    Attributes:
        label_map: name of a shipped label map, or the path of a TOML file.
        scheme: "series" runs one letter series on across all roles, "per-role" gives each role its own.
        accept_unseen: write files although parts of them were not examined.
        keep_comments, keep_changes, pictures: see `blinder.formats.base.Options`.
        timeout_s: how long one file may take to be read, or to be written; so long for each may finding the names take.
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
    found = {name: value for name, value in _read(folder).items() if name not in TABLES}
    settings = replace(_over(Settings(), found), limits=read_table("limits", DEFAULT, folder))
    return replace(settings, **{name: value for name, value in flags.items() if value is not None})


def read_table(name: str, defaults: T, folder: Path | None = None) -> T:
    """A table of `blinder.toml` over its defaults, a frozen dataclass.

    Raises:
        UsageError: as `read_settings`.
    """
    return _over(defaults, _read(folder).get(name, {}))


def _read(folder: Path | None) -> dict[str, Any]:
    path = (folder or Path.cwd()) / "blinder.toml"
    if not path.is_file():
        return {}
    import tomllib  # costs more than all of this file, and most calls have no blinder.toml

    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError("blinder.toml cannot be read", hint="It must be a UTF-8 TOML file.") from error


def _over(defaults: T, found: object) -> T:
    """The defaults with what was found in their place.

    Raises:
        UsageError: a name that is not one of the defaults, or a value of another type; numbers are more than 0.
    """
    known = {spec.name: getattr(defaults, spec.name) for spec in fields(defaults)}
    if not isinstance(found, dict):
        raise UsageError("blinder.toml: what should be a table is none", hint=f"Its names: {', '.join(known)}.")
    for name, value in found.items():
        if name not in known or not _fits(name, value, known[name]):
            raise UsageError(
                f"blinder.toml: {name[:40]!r} is unknown or of the wrong type", hint=f"Known: {', '.join(known)}."
            )
    return replace(defaults, **found)


def _fits(name: str, value: object, default: object) -> bool:
    choices = {"scheme": get_args(Scheme), "pictures": get_args(Pictures)}
    kinds = (float, int) if type(default) is float else (type(default),)
    if type(value) not in kinds or value not in choices.get(name, (value,)):
        return False
    return isinstance(value, bool) or not isinstance(value, int | float) or 0 < value < math.inf
