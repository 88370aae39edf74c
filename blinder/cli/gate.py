"""`blinder gate`: may these files be uploaded?"""

from pathlib import Path
from typing import Annotated

import typer

from blinder.cli import options as o
from blinder.errors import UsageError

SkipUnknown = typer.Option("--skip-unknown", help="Judge only files that blinder reads; pass over all others.")
Sarif = typer.Option("--sarif", help="Write the findings as SARIF 2.1.0, without names; - is stdout.", metavar="FILE|-")
STDOUT = Path("-")


def gate(
    paths: o.Paths,
    roster: o.RosterFile = None,
    key: o.KeyFile = None,
    label_map: o.LabelMapName = None,
    skip_unknown: Annotated[bool, SkipUnknown] = False,
    sarif: Annotated[Path | None, Sarif] = None,
    as_json: o.AsJson = False,
) -> int:
    """Say whether finished files may pass: nothing is found in them, and nothing is unexamined.

    Exit code: 0 they pass, 1 something was found, 2 wrong call, 3 something was not examined.
    """
    if as_json and sarif == STDOUT:
        raise UsageError("--json and --sarif - both want stdout", hint="Give --sarif a file.")
    settings = o.choose(None, None, label_map=label_map)
    passphrase = o.passphrase_for(key, new=False)
    from blinder import gatekeeper
    from blinder.cli.output import print_outcome, progress_bar, write_sarif
    from blinder.finished import check_new

    if sarif and sarif != STDOUT:
        check_new(sarif, paths)
    with progress_bar(quiet=as_json or sarif == STDOUT) as progress:
        outcome = gatekeeper.gate(
            paths,
            roster=roster,
            key=key,
            passphrase=passphrase,
            settings=settings,
            skip_unknown=skip_unknown,
            progress=progress,
        )
    if sarif:
        write_sarif(gatekeeper.located(outcome, paths), None if sarif == STDOUT else sarif)
    if sarif != STDOUT:
        print_outcome(outcome, as_json=as_json)
    return outcome.exit_code
