"""What people see: results on stdout, progress and the rest on stderr, colours only where they are wanted."""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from blinder.outcome import Outcome, to_audit
from blinder.report.audit import audit_dict
from blinder.report.recheck import Recheck, recheck_dict, recheck_lines
from blinder.report.text import summary_lines
from blinder.sources import Progress
from blinder.staging import write_whole
from blinder.types import NearMiss

if TYPE_CHECKING:
    from rich.table import Table

    from blinder.batch.run import Batch

PLACES = 3  # places shown for a label; the others are counted
WIDTH = 160  # columns where there is no terminal to ask


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Progress | None]:
    """A bar per stage on a terminal, nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
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
    from blinder.detect import model_version

    audit = to_audit(outcome, model_version())
    if as_json:
        return print_lines(json.dumps(audit_dict(audit), indent=2))
    lines = list(summary_lines(audit))
    if outcome.out:
        lines += ["", f"Blinded copies: {outcome.out}", f"Audit:          {outcome.out / 'audit' / 'audit.html'}"]
    return print_lines(*lines)


def write_sarif(outcome: Outcome, target: Path | None) -> None:
    """The findings as SARIF, into a file or on stdout."""
    from blinder.detect import model_version
    from blinder.report.sarif import sarif_json

    text = sarif_json(to_audit(outcome, model_version()))
    if target:
        write_whole(text, target)
    else:
        print_lines(text.rstrip("\n"))


def print_batch(batch: "Batch", root: Path, *, as_json: bool) -> None:
    """What became of all submissions: one JSON object, or lines for people."""
    from blinder.batch.manifest import SCHEMA
    from blinder.batch.names import FILE
    from blinder.batch.summary import OUTCOMES

    if as_json:
        rows = [asdict(record) for record in batch.records]
        told = {"schema": SCHEMA, "exit_code": batch.exit_code, "loose": batch.loose, "submissions": rows}
        return print_lines(json.dumps(told, indent=2))
    counts = Counter(OUTCOMES[record.exit_code] for record in batch.records)
    lines = [f"{count:5} {word}" for word, count in counts.most_common()]
    lines += [f"{record.submission}: {record.reason}" for record in batch.records if record.reason]
    if batch.loose:
        lines.append(f"Not examined, for they lie in no sub-folder: files: {batch.loose}.")
    lines += [
        "",
        f"Blinded now:    {batch.again} of {len(batch.records)}",
        f"Summary:        {batch.out / 'summary.html'}",
    ]
    return print_lines(*lines, f"Which is which: {root / FILE} (keep it to yourself)")


def print_recheck(recheck: Recheck, *, show_names: bool, as_json: bool) -> None:
    """What changed since it was attested: one JSON object, or lines for people."""
    told = [json.dumps(recheck_dict(recheck), indent=2)] if as_json else recheck_lines(recheck, show_names=show_names)
    print_lines(*told)


def print_lines(*lines: str) -> None:
    """Print results; a reader that leaves early (`| head`) changes nothing about the run's exit code."""
    try:
        print(*lines, sep="\n", flush=True)  # noqa: T201
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_labels(outcome: Outcome, *, show_names: bool) -> None:
    """Every label with its role, mentions and places; with `show_names`, for the user alone, names and reasons too."""
    from rich.table import Table

    from blinder.detect import model_version

    columns = ["label", "role", *(["names"] if show_names else []), "mentions", "places"]
    table = Table(*columns, *(["why"] if show_names else []), "look at", box=None, pad_edge=False)
    for entity, listed in zip(outcome.scan.entities, to_audit(outcome, model_version()).entities, strict=True):
        places = dict.fromkeys(f"{place.document}: {place.place}" for place in listed.places)
        row = [entity.label, entity.role, *([" · ".join(entity.names[:6])] if show_names else []), str(listed.mentions)]
        row.append(
            "\n".join([*list(places)[:PLACES], *([f"… {len(places) - PLACES} more"] if len(places) > PLACES else [])])
        )
        best = max(entity.mentions, key=lambda mention: (mention.score, mention.recognizer))
        row += [f"{best.recognizer} ({best.cue}) {best.score:.2f}"] if show_names else []
        table.add_row(*map(_plain, row), _plain(entity.review))
    _print_table(table)
    if show_names and outcome.scan.near:
        print_lines("", "Nearly blinded, and stays:")
        _print_table(_near_table(outcome.scan.near))


def _near_table(near: Sequence[NearMiss]) -> "Table":
    """Near-misses by what stands there and why it stays, the likeliest first."""
    from rich.table import Table

    times = Counter((miss.text, miss.why) for miss in near)
    best = {(miss.text, miss.why): miss for miss in sorted(near, key=lambda miss: miss.score)}
    table = Table("stays", "times", "nearly found by", "why it stays", box=None, pad_edge=False)
    for key, miss in sorted(best.items(), key=lambda item: (-item[1].score, item[0])):
        found_by = f"{miss.recognizer} ({miss.cue}) {miss.score:.2f}"
        table.add_row(*map(_plain, (" ".join(miss.text.split()), str(times[key]), found_by, miss.why)))
    return table


def _print_table(table: "Table") -> None:
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    with console.capture() as shown:
        console.print(table)
    print_lines(shown.get().rstrip("\n"))


def _plain(text: str) -> str:
    """Text that rich prints as it is."""
    return text.replace("[", r"\[")
