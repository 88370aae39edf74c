"""A short summary for the terminal: plain lines, no colours, no names."""

from blinder.report.audit import Audit
from blinder.report.digest import TYPE_WORDS, count, count_labels, list_looks, tell_outcome

MAX_LOOKS = 12  # the rest stands in the report


def summary_lines(audit: Audit) -> tuple[str, ...]:
    """The outcome, each file with its status, what was found, and the first things to look at."""
    return (tell_outcome(audit)[1], "", *_files(audit), *_labels(audit), *_unseen(audit), *_looks(audit))


def _files(audit: Audit) -> list[str]:
    width = max((len(file.name) for file in audit.files), default=0)
    return [f"  {file.name:<{width}}  {file.status}{f': {file.reason}' if file.reason else ''}" for file in audit.files]


def _labels(audit: Audit) -> list[str]:
    rows = count_labels(audit)
    totals: dict[tuple[str, str], int] = {}
    for kind, _, labels, _ in rows:
        totals[TYPE_WORDS[kind]] = totals.get(TYPE_WORDS[kind], 0) + labels
    found = ", ".join(count(number, *words) for words, number in totals.items())
    return ["", f"Labelled: {found} at {count(sum(row[3] for row in rows), 'place')}."] if rows else []


def _unseen(audit: Audit) -> list[str]:
    parts = audit.unseen()
    return ["", "Not examined:", *(f"  {name}, {part.place}: {part.reason}" for name, part in parts)] if parts else []


def _looks(audit: Audit) -> list[str]:
    looks = list_looks(audit)
    lines = [f"  {', '.join(filter(None, (look.document, look.place)))}: {look.message}" for look in looks[:MAX_LOOKS]]
    more = len(looks) - MAX_LOOKS
    hints = dict.fromkeys(look.hint for look in looks if look.hint)
    todo = ["", "What to do:", *(f"  {hint}" for hint in hints)] if hints else []
    return (
        ["", "Look at:", *lines, *([f"  … and {more} more in the report"] if more > 0 else []), *todo] if looks else []
    )
