"""The `blinder` command: its sub-commands, and the exit code of whatever happens.

Nothing heavy is imported before a command runs, so that `blinder --help` is instant.
"""

import signal
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Annotated

import typer

from blinder.cli import batch, blind, gate, pictures, restore, scan, serve, verify, watch
from blinder.errors import BlinderError, ExitCode, bug_line, refusal_line
from blinder.resources import collect_seldom

app = typer.Typer(
    name="blinder",
    help=(
        "Blinds school-leadership assessment submissions: names out, "
        "generic labels in. Everything stays on this machine."
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich would take longer to import than all the rest
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("blind")(blind.blind)
app.command("scan")(scan.scan)
app.command("verify")(verify.verify)
app.command("gate")(gate.gate)
app.command("watch")(watch.watch)
app.command("restore")(restore.restore)
app.command("pictures")(pictures.pictures)
app.command("batch")(batch.batch)
app.command("serve")(serve.serve)


def _tell_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"blinder {version('blinder')}")
        raise typer.Exit


VersionFlag = typer.Option("--version", help="Show the version and exit.", is_eager=True, callback=_tell_version)


@app.callback()
def _about(show_version: Annotated[bool, VersionFlag] = False) -> None:
    """Options of the program itself; its help text stands in `app`."""


def run(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; `argv` without the program's name, default the process's own."""
    try:
        result = app(args=list(argv) if argv is not None else None, standalone_mode=False)
    except BlinderError as error:
        return _say(f"blinder: {error}", error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        result = ExitCode.INTERRUPTED
    except OSError as error:  # a full disk under a temporary file, say; its file name stays unsaid
        return _say(f"blinder: {refusal_line(error)}", ExitCode.UNREAD)
    except Exception as error:  # noqa: BLE001  # a crash must never look like "findings", nor print text of a document
        if show := getattr(error, "show", None):  # a wrong call: click's own error, or its twin in newer Typers
            show(sys.stderr)
            return ExitCode.USAGE
        return _say(f"blinder: {bug_line(error)}; no copy was written.", ExitCode.BUG)
    if result == ExitCode.INTERRUPTED:  # newer Typers turn Ctrl-C into this result
        return _say("blinder: interrupted; no half-written file is left", ExitCode.INTERRUPTED)
    return int(result or 0)


def main() -> None:
    """Entry point of the installed command; being ended by the system or a closed window is as good as Ctrl-C."""
    collect_seldom()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a file name that the terminal cannot show is no crash
    sys.exit(run())


def _say(message: str, code: ExitCode) -> int:
    print(message, file=sys.stderr)  # noqa: T201
    return int(code)


if __name__ == "__main__":
    main()
