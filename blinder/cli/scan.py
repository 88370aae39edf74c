"""`blinder scan`: a dry run."""

from typing import Annotated

import typer

from blinder.cli import options as o


def scan(
    paths: o.Paths,
    roster: o.RosterFile = None,
    label_map: o.LabelMapName = None,
    scheme: o.SchemeName = None,
    key: o.KeyFile = None,
    accept_unseen: o.AcceptUnseen = False,
    keep_comments: o.KeepComments = False,
    keep_changes: o.KeepChanges = False,
    pictures: o.Pictures = None,
    decisions: o.DecisionsFile = None,
    show_names: Annotated[bool, typer.Option("--show-names", help="Show the names, and why each was found.")] = False,
    as_json: o.AsJson = False,
) -> int:
    """Show what would be blinded: entities, roles, labels, counts and places. Nothing is written."""
    settings = o.choose(
        scheme,
        pictures,
        label_map=label_map,
        accept_unseen=accept_unseen,
        keep_comments=keep_comments,
        keep_changes=keep_changes,
    )
    passphrase = o.passphrase_for(key, new=False)
    from blinder import pipeline
    from blinder.cli.output import print_labels, print_outcome, progress_bar

    with progress_bar(quiet=as_json) as progress:
        outcome = pipeline.scan(
            paths,
            roster=roster,
            key=key,
            passphrase=passphrase,
            decisions=decisions,
            settings=settings,
            progress=progress,
        )
    if not as_json:
        print_labels(outcome, show_names=show_names)
    print_outcome(outcome, as_json=as_json)
    return outcome.exit_code
