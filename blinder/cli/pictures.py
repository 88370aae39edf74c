"""`blinder pictures`: draft the decisions about pictures."""

from pathlib import Path
from typing import Annotated

import typer

from blinder.cli import options as o
from blinder.errors import ExitCode


def pictures(
    paths: o.Paths,
    decisions: Annotated[
        Path, typer.Option("--decisions", help="TOML file to write; decisions in it stay.", metavar="FILE")
    ],
) -> int:
    """Draft a yes or no for every picture of a submission, with a page of thumbnails to look at.

    The drafted file and its folder show your original pictures: never upload them.
    """
    settings = o.choose(None, None)
    from blinder.cli.output import print_lines, progress_bar
    from blinder.drafting import draft_decisions

    with progress_bar(quiet=False) as progress:
        draft = draft_decisions(paths, decisions, settings=settings, progress=progress)
    lines = [f"Pictures: {draft.pictures}.", f"Decisions:  {decisions}", f"Thumbnails: {draft.sheet}"]
    if draft.kept or draft.dropped:
        lines.append(f"Earlier decisions kept: {draft.kept}; dropped, for their pictures are gone: {draft.dropped}.")
    if draft.unread:
        lines.append(f"Files that could not be read: {draft.unread}. `blinder scan` says why.")
    print_lines(*lines, "They show your original pictures: keep them to yourself.")
    return ExitCode.UNREAD if draft.unread else ExitCode.CLEAN
