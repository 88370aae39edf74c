"""What people see: results on stdout, progress and the rest on stderr, colours only where they are wanted."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from blinder.outcome import Outcome, to_audit
from blinder.pipeline import Progress
from blinder.report.audit import audit_dict
from blinder.report.text import summary_lines


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Progress | None]:
    """A bar per stage on a terminal, nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True, no_color="NO_COLOR" in os.environ)
    with Bar(
        TextColumn("{task.description:>14}"), BarColumn(), MofNCompleteColumn(), console=console, transient=True
    ) as bar:
        tasks = dict[str, TaskID]()

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                for task in bar.tasks:
                    bar.update(task.id, completed=task.total)
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield tell


def print_outcome(outcome: Outcome, *, as_json: bool) -> None:
    """The run's result: one JSON object, or a summary for people."""
    from blinder.detect.engine import model_version

    audit = to_audit(outcome, model_version())
    if as_json:
        return print_lines(json.dumps(audit_dict(audit), indent=2))
    lines = list(summary_lines(audit))
    if outcome.out:
        lines += ["", f"Blinded copies: {outcome.out}", f"Audit:          {outcome.out / 'audit' / 'audit.html'}"]
    return print_lines(*lines)


def print_lines(*lines: str) -> None:
    """Print results; a reader that leaves early (`| head`) changes nothing about the run's exit code."""
    try:
        print(*lines, sep="\n", flush=True)  # noqa: T201
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_names(outcome: Outcome) -> None:
    """Every entity with its names and why it was found: for the user's own eyes, only with --show-names."""
    from rich.console import Console
    from rich.table import Table

    table = Table("label", "names", "mentions", "why", "look at", box=None, pad_edge=False)
    for entity in outcome.scan.entities:
        best = max(entity.mentions, key=lambda mention: (mention.score, mention.recognizer))
        why = f"{best.recognizer} ({best.cue}) {best.score:.2f}"
        table.add_row(entity.label, " · ".join(entity.names[:6]), str(len(entity.mentions)), why, entity.review)
    Console(no_color="NO_COLOR" in os.environ, width=None if sys.stdout.isatty() else 200).print(table)
