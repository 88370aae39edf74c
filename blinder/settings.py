"""What the user chose: defaults < blinder.toml < flags, frozen once read."""

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args

from blinder.errors import UsageError

Scheme = Literal["series", "per-role"]
Pictures = Literal["placeholder", "cover", "keep"]


@dataclass(frozen=True, slots=True)
class OcrLimits:
    """What reading one picture may take: seconds, MiB of memory (0: no limit; Windows has none), pixels."""

    timeout_s: float = 120.0
    memory_mb: int = 4096
    pixels: int = 64_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """One run's choices.

    Attributes:
        label_map: name of a shipped label map, or the path of a TOML file.
        scheme: "series" runs one letter series on across all roles, "per-role" gives each role its own.
        accept_unseen: write files although parts of them were not examined.
        keep_comments, keep_changes, pictures: see `blinder.formats.base.Options`.
        timeout_s: how long LibreOffice may take for one .doc file.
        ocr_timeout_s, ocr_memory_mb, ocr_pixels: what reading one picture may take, see `OcrLimits`.
    """

    label_map: str = "ma-pal"
    scheme: Scheme = "series"
    accept_unseen: bool = False
    keep_comments: bool = False
    keep_changes: bool = False
    pictures: Pictures = "placeholder"
    timeout_s: float = 120.0
    ocr_timeout_s: float = 120.0
    ocr_memory_mb: int = 4096
    ocr_pixels: int = 64_000_000

    @property
    def ocr(self) -> OcrLimits:
        """What reading one picture may take."""
        return OcrLimits(self.ocr_timeout_s, self.ocr_memory_mb, self.ocr_pixels)


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
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError("blinder.toml cannot be read", hint="It must be a UTF-8 TOML file.") from error
    defaults = {spec.name: getattr(Settings(), spec.name) for spec in fields(Settings)}
    choices = {"scheme": get_args(Scheme), "pictures": get_args(Pictures)}
    for name, value in found.items():
        kinds = (float, int) if isinstance(defaults.get(name), float) else type(defaults.get(name))
        if name not in defaults or not isinstance(value, kinds) or value not in choices.get(name, [value]):
            raise UsageError(
                f"blinder.toml: {name!r} is unknown or of the wrong type", hint=f"Known: {', '.join(defaults)}."
            )
    return found
