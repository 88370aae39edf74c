"""`blinder verify`: are these finished files anonymous?"""

from pathlib import Path
from typing import Annotated

import typer

from blinder.cli import options as o
from blinder.errors import ExitCode, UsageError

Compare = typer.Option(
    "--attestation",
    help="Compare bytes with audit/attestation.json, or with the .json among the paths; look for nothing else.",
)
Write = typer.Option("--write-attestation", help="Bind what is found to these bytes.", metavar="FILE")
Report = typer.Option("--report", help="Write the findings as a page, JSON and SARIF into this folder.", metavar="DIR")
ShowNames = typer.Option("--show-names", help="With --attestation: show what files are called that are not attested.")


def verify(
    paths: o.Paths,
    roster: o.RosterFile = None,
    key: o.KeyFile = None,
    label_map: o.LabelMapName = None,
    attestation: Annotated[bool, Compare] = False,
    write_attestation: Annotated[Path | None, Write] = None,
    report: Annotated[Path | None, Report] = None,
    show_names: Annotated[bool, ShowNames] = False,
    as_json: o.AsJson = False,
) -> int:
    """Check that finished files are anonymous: without names, or with a roster or key for exactly these names.

    With --attestation: check that they are, byte for byte, what was attested.

    Exit code: 0 nothing found or changed, 1 findings or changes, 2 wrong call, 3 something could not be read.
    """
    if attestation:
        if roster or key or label_map or write_attestation or report:
            raise UsageError("--attestation compares bytes only", hint="Leave out roster, key, label map and writing.")
        return _recheck(paths, show_names=show_names, as_json=as_json)
    settings = o.choose(None, None, label_map=label_map)
    passphrase = o.passphrase_for(key, new=False)
    from blinder import finished
    from blinder.cli.output import print_outcome, progress_bar

    with progress_bar(quiet=as_json) as progress:
        outcome = finished.verify(
            paths,
            roster=roster,
            key=key,
            passphrase=passphrase,
            settings=settings,
            attestation=write_attestation,
            report=report,
            progress=progress,
        )
    print_outcome(outcome, as_json=as_json)
    return outcome.exit_code


def _recheck(paths: list[Path], *, show_names: bool, as_json: bool) -> ExitCode:
    from blinder import attested
    from blinder.cli.output import print_recheck

    given = [path for path in paths if path.suffix.lower() == ".json"]
    files = [path for path in paths if path not in given]
    if not files or len(given) > 1:
        raise UsageError("--attestation needs files, and one attestation at most", hint="Name the folder of the files.")
    found = attested.recheck(files, *given)
    print_recheck(found, show_names=show_names, as_json=as_json)
    return found.exit_code
