"""`blinder verify`: are these finished files anonymous?"""

from blinder.cli import options as o


def verify(
    paths: o.Paths,
    roster: o.RosterFile = None,
    key: o.KeyFile = None,
    label_map: o.LabelMapName = None,
    as_json: o.AsJson = False,
) -> int:
    """Check that finished files are anonymous: without names, or with a roster or key for exactly these names.

    Exit code: 0 nothing found, 1 findings, 3 something could not be read.
    """
    settings = o.choose(None, None, label_map=label_map)
    passphrase = o.passphrase_for(key, new=False)
    from blinder import finished
    from blinder.cli.output import print_outcome, progress_bar

    with progress_bar(quiet=as_json) as progress:
        outcome = finished.verify(
            paths, roster=roster, key=key, passphrase=passphrase, settings=settings, progress=progress
        )
    print_outcome(outcome, as_json=as_json)
    return outcome.exit_code
