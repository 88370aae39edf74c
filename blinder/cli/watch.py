"""`blinder watch`: a folder as a gate."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from blinder.cli import options as o
from blinder.errors import ExitCode

Inbox = Annotated[Path, typer.Argument(help="Folder that submissions come into.", metavar="IN", show_default=False)]
Out = Annotated[Path, typer.Option("--out", help="Folder for what passes.", metavar="DIR")]
Quarantine = Annotated[Path, typer.Option("--quarantine", help="Folder for the rest, with reports.", metavar="DIR")]
Interval = typer.Option("--interval", help="Seconds between two looks; what changes in between waits.", min=0.0)
Once = typer.Option("--once", help="Take two looks and end, as cron wants it.")
SAID = {
    ExitCode.CLEAN: "passed",
    ExitCode.FINDINGS: "held, something was found",
    ExitCode.UNREAD: "held, something was not examined",
}
STAYS = "stays, it cannot be copied or moved"


def watch(
    inbox: Inbox,
    out: Out,
    quarantine: Quarantine,
    label_map: o.LabelMapName = None,
    interval: Annotated[float, Interval] = 10.0,
    once: Annotated[bool, Once] = False,
) -> int:
    """Gate each file and folder that comes into IN: move on what passes, hold the rest with a report.

    Exit code with --once: 0 all passed, 1 something was found, 2 wrong call, 3 something was not examined.
    """
    settings = o.choose(None, None, label_map=label_map)
    from blinder.cli.output import print_lines
    from blinder.gatekeeper import judge
    from blinder.label_map import read_label_map
    from blinder.service import watch as service

    read_label_map(settings.label_map)  # a wrong one is said now, not with the first submission
    gravest = ExitCode.CLEAN
    for each in service.watch(
        inbox, out, quarantine, judge=partial(judge, settings=settings), interval_s=interval, once=once
    ):
        now = datetime.now(UTC).isoformat(timespec="seconds")
        print_lines(f"{now} submission {each.number}: {SAID[each.code] if each.moved else STAYS}")
        gravest = max(gravest, each.code)
    return gravest
