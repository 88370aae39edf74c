"""`blinder blind`: blinded copies and the audit."""

from pathlib import Path
from typing import Annotated

import typer

from blinder.cli import options as o


def blind(
    paths: o.Paths,
    out: Annotated[Path, typer.Option("--out", help="Folder for the blinded copies and the audit.", metavar="DIR")],
    roster: o.RosterFile = None,
    label_map: o.LabelMapName = None,
    scheme: o.SchemeName = None,
    key: o.KeyFile = None,
    accept_unseen: o.AcceptUnseen = False,
    keep_comments: o.KeepComments = False,
    keep_changes: o.KeepChanges = False,
    pictures: o.Pictures = None,
    decisions: o.DecisionsFile = None,
    force: o.Force = False,
    as_json: o.AsJson = False,
) -> int:
    """Write blinded copies of a submission and the audit for its Confidentiality and Anonymity Form.

    Exit code: 0 done and clean, 1 written but something wants a look, 2 wrong call, 3 something was not read or not
    examined, 70 a bug, 130 interrupted.
    """
    settings = o.choose(
        scheme,
        pictures,
        label_map=label_map,
        accept_unseen=accept_unseen,
        keep_comments=keep_comments,
        keep_changes=keep_changes,
    )
    passphrase = o.passphrase_for(key, new=True)
    from blinder import pipeline
    from blinder.cli.output import print_outcome, progress_bar

    with progress_bar(quiet=as_json) as progress:
        outcome = pipeline.blind(
            paths,
            out=out,
            roster=roster,
            key=key,
            passphrase=passphrase,
            decisions=decisions,
            settings=settings,
            force=force,
            progress=progress,
        )
    print_outcome(outcome, as_json=as_json)
    return outcome.exit_code
