"""The log: JSON lines on stderr, of which nothing comes from a submission.

A library's own messages are told by their fixed words alone, without what was put into them, and an exception by its
kind and place, without its message.
"""

import json
import logging
import sys
from datetime import UTC, datetime

from blinder.errors import bug_line

_log = logging.getLogger("blinder.service")


def note(event: str, *, level: int = logging.INFO, error: Exception | None = None, **facts: str | float | bool) -> None:
    """Write a line: what happened, and safe facts."""
    if error:
        facts["bug"] = bug_line(error)
    _log.log(level, event, extra={"facts": facts})


def log_to_stderr() -> None:
    """Make every logger of this process write such lines; to be called once."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    _log.setLevel(logging.INFO)
    logging.captureWarnings(capture=True)


class JsonLines(logging.Formatter):
    """A record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        own = record.name == _log.name
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.msg if own else "library",
            **getattr(record, "facts", {}),
        }
        if not own:
            line |= {"logger": record.name, "said": _fixed_words(record)}
            if record.exc_info and isinstance(record.exc_info[1], Exception):
                line["bug"] = bug_line(record.exc_info[1])
        return json.dumps(line)


def _fixed_words(record: logging.LogRecord) -> str:
    """What a library always says there; nothing where it had put something into it."""
    return str(record.msg) if record.args and isinstance(record.msg, str) else ""
