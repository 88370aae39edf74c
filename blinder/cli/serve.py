"""`blinder serve`: blinder for other programs, over HTTP."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from blinder.cli import options as o
from blinder.errors import UsageError

Host = Annotated[str, typer.Option("--host", help="Address to listen at; other machines need keys.")]
Port = Annotated[int, typer.Option("--port", help="Port to listen at; 0 for a free one.", min=0, max=65_535)]
Folder = Annotated[Path | None, typer.Option("--folder", help="The service's own folder. Default: blinder-service.")]
Workers = Annotated[int | None, typer.Option("--workers", help="Processes that blind. Default: one per core.", min=1)]
NewKey = Annotated[str, typer.Option("--new-key", help="Make a key, print it this once, and end.", metavar="NAME")]
DropKey = Annotated[str, typer.Option("--drop-key", help="Refuse a key from now on, and end.", metavar="NAME")]


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    folder: Folder = None,
    workers: Workers = None,
    label_map: o.LabelMapName = None,
    new_key: NewKey = "",
    drop_key: DropKey = "",
) -> int:
    """Blind submissions that other programs send over HTTP; see docs/service.md.

    Ends, when it is told to (Ctrl-C, SIGTERM), after what it has begun. Exit code: 0, 2 for a wrong call, 3 where
    the folder cannot be written or the port not be had.
    """
    settings = o.choose(None, None, label_map=label_map)
    from blinder.cli.output import print_lines
    from blinder.service import keys
    from blinder.service.config import read_serving

    found = read_serving()
    serving = replace(found, folder=str(folder or found.folder), workers=workers or found.workers)
    if new_key:
        print_lines(keys.new_key(Path(serving.folder), new_key))
    if drop_key:
        keys.drop_key(Path(serving.folder), drop_key)
    if new_key or drop_key:
        return 0
    try:
        from blinder.service.server import serve as run
    except ImportError:
        raise UsageError("`blinder serve` needs more packages", hint="Install blinder[service].") from None
    run(host, port, serving, settings)
    return 0
