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
    from blinder import pipeline
    from blinder.cli.output import print_outcome

    outcome = pipeline.restore(paths, key=key, passphrase=passphrase, out=out, force=force)
    print_outcome(outcome, as_json=False)
    return outcome.exit_code
