"""`blinder restore`: labels back to names."""

from pathlib import Path
from typing import Annotated

import typer

from blinder.cli import options as o


def restore(
    paths: o.Paths,
    key: Annotated[Path, typer.Option("--key", help="The key that blind wrote.", metavar="FILE")],
    out: Annotated[Path, typer.Option("--out", help="Folder for the copies with names.", metavar="DIR")],
    force: o.Force = False,
) -> int:
    """Write copies with the names back in, for your own later edits. Never upload these."""
    passphrase = o.passphrase_for(key, new=False)
    from blinder import finished
    from blinder.cli.output import print_lines

    outcome = finished.restore(paths, key=key, passphrase=passphrase, out=out, force=force)
    lines = [f"  {file.name}  {file.status}{f': {file.reason}' if file.reason else ''}" for file in outcome.files]
    print_lines(*lines, "", f"Copies with names: {out}", "Never upload these.")
    return outcome.exit_code
