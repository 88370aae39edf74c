"""`blinder batch`: many submissions, each a sub-folder."""

from pathlib import Path
from typing import Annotated

import typer

from blinder.cli import options as o
from blinder.errors import UsageError

Root = Annotated[Path, typer.Argument(help="Folder whose sub-folders are submissions.", metavar="ROOT")]
Out = Annotated[Path, typer.Option("--out", help="Folder for copies, audits and summary.", metavar="DIR")]
Workers = Annotated[int | None, typer.Option("--workers", help="Processes. Default: one per core.", min=1)]
Scheduler = Annotated[
    str, typer.Option("--scheduler", help="Dask scheduler whose workers see the same paths.", metavar="tcp://HOST:PORT")
]
Keys = Annotated[Path | None, typer.Option("--keys", help="Folder for an encrypted key per submission.", metavar="DIR")]
Retry = Annotated[bool, typer.Option("--retry", help="Do those again that were not wholly read or examined.")]


def batch(
    root: Root,
    out: Out,
    workers: Workers = None,
    scheduler: Scheduler = "",
    roster: o.RosterFile = None,
    label_map: o.LabelMapName = None,
    scheme: o.SchemeName = None,
    keys: Keys = None,
    accept_unseen: o.AcceptUnseen = False,
    keep_comments: o.KeepComments = False,
    keep_changes: o.KeepChanges = False,
    pictures: o.Pictures = None,
    retry: Retry = False,
    force: o.Force = False,
    as_json: o.AsJson = False,
) -> int:
    """Blind many submissions, each sub-folder by itself; run it again to go on where it ended.

    Exit code: the gravest of all submissions, as of `blind`.
    """
    if keys and scheduler:
        raise UsageError("--keys does not go with --scheduler", hint="The passphrase would travel the network.")
    settings = o.choose(
        scheme,
        pictures,
        label_map=label_map,
        accept_unseen=accept_unseen,
        keep_comments=keep_comments,
        keep_changes=keep_changes,
    )
    passphrase = o.passphrase_for(keys, new=True)
    from blinder.batch.run import blind_all
    from blinder.cli.output import print_batch, progress_bar

    with progress_bar(quiet=as_json) as progress:
        done = blind_all(
            root,
            out=out,
            workers=workers,
            scheduler=scheduler,
            roster=roster,
            keys=keys,
            passphrase=passphrase,
            settings=settings,
            retry=retry,
            force=force,
            progress=progress,
        )
    print_batch(done, root, as_json=as_json)
    return done.exit_code
