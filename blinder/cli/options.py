"""The flags that several commands share, said once."""

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from blinder.errors import UsageError
from blinder.settings import Settings, read_settings

Paths = Annotated[
    list[Path], typer.Argument(help="Files and folders of one submission.", metavar="PATH...", show_default=False)
]
RosterFile = Annotated[
    Path | None, typer.Option("--roster", help="CSV or XLSX with the columns name, role, aliases.", metavar="FILE")
]
KeyFile = Annotated[
    Path | None, typer.Option("--key", help="Encrypted file that links labels to names.", metavar="FILE")
]
LabelMapName = Annotated[
    str | None, typer.Option("--label-map", help="Assessment profile. Default: ma-pal.", metavar="NAME|FILE")
]
SchemeName = Annotated[
    str | None,
    typer.Option(
        "--scheme",
        help="One letter series over all roles, or one per role. Default: series.",
        metavar="series|per-role",
    ),
]
AcceptUnseen = Annotated[
    bool, typer.Option("--accept-unseen", help="Write files although parts of them were not examined.")
]
KeepComments = Annotated[bool, typer.Option("--keep-comments", help="Blind comments instead of removing them.")]
KeepChanges = Annotated[bool, typer.Option("--keep-changes", help="Blind tracked changes instead of accepting them.")]
Pictures = Annotated[
    str | None,
    typer.Option(
        "--pictures", help="What becomes of pictures. Default: placeholder.", metavar="placeholder|cover|keep"
    ),
]
DecisionsFile = Annotated[
    Path | None,
    typer.Option("--decisions", help="TOML file with a yes or no per picture; see `blinder pictures`.", metavar="FILE"),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on stdout, without names.")]
Force = Annotated[bool, typer.Option("--force", help="Write into a folder that is not empty or lies among the input.")]


def choose(scheme: str | None, pictures: str | None, **flags: Any) -> Settings:
    """The run's settings: defaults < blinder.toml < flags that were given.

    Raises:
        UsageError: a value that is none of the choices.
    """
    if scheme not in (None, "series", "per-role"):
        raise UsageError("--scheme is neither series nor per-role")
    if pictures not in (None, "placeholder", "cover", "keep"):
        raise UsageError("--pictures is none of placeholder, cover, keep")
    given = {name: value or None for name, value in flags.items()}
    return read_settings(scheme=scheme, pictures=pictures, **given)


def passphrase_for(key: Path | None, *, new: bool) -> str:
    """The key's passphrase: BLINDER_PASSPHRASE, else asked for, twice for a new key; "" without a key.

    Raises:
        UsageError: there is nobody to ask, or the passphrase is empty.
    """
    if key is None:
        return ""
    found = os.environ.get("BLINDER_PASSPHRASE")
    if found is None:
        if not os.isatty(0):
            raise UsageError("the key needs a passphrase", hint="Set BLINDER_PASSPHRASE or run in a terminal.")
        found = typer.prompt(
            "Passphrase of the key", hide_input=True, confirmation_prompt=new and not key.exists(), err=True
        )
    if not found:
        raise UsageError("the passphrase is empty", hint="Choose one you can remember: without it the key is lost.")
    return str(found)
