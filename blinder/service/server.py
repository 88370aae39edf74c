"""The service as a process: one at a time on its folder, until it is told to stop; then it ends what it has begun."""

import asyncio
import os
import socket
import tempfile
from pathlib import Path
from types import FrameType

import uvicorn
from filelock import FileLock, Timeout

from blinder.errors import OutputError, UsageError
from blinder.label_map import read_label_map
from blinder.service.app import make_app
from blinder.service.config import SECRET, Serving
from blinder.service.door import is_local
from blinder.service.jobs import Jobs
from blinder.service.keys import Keys, own_folder
from blinder.service.logs import log_to_stderr, note
from blinder.service.metrics import Metrics
from blinder.service.webhook import Webhooks
from blinder.service.work import BLINDING, Work
from blinder.settings import Settings

LOCK = ".lock"
LOOK_S = 0.2
ANSWER_S = 10  # that open requests have for their answers, when all is ended


def serve(host: str, port: int, serving: Serving, settings: Settings, work: Work = BLINDING) -> None:
    """Serve until SIGTERM or SIGINT; a second one ends at once what is still being done.

    Raises:
        UsageError: the label map cannot be used; or without keys, others than this machine would reach it; or another
            one serves from this folder.
        OutputError: the folder cannot be made, or the port not be had.
    """
    folder = own_folder(Path(serving.folder))
    keys = Keys(folder)
    read_label_map(settings.label_map)
    if not keys.needed and not is_local(host):
        raise UsageError("without keys only this machine may ask", hint="Make a key: blinder serve --new-key NAME.")
    try:
        with FileLock(folder / LOCK, timeout=0), _listen(host, port) as door:
            log_to_stderr()
            asyncio.run(_serve(door, folder, keys, serving, settings, work))
    except Timeout:
        raise UsageError("another one serves from this folder", hint="Give each its own: --folder.") from None


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # so named, asyncio sends at once
    try:
        if os.name != "nt":
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
        door.listen(128)
    except OSError:
        door.close()
        raise OutputError("the port cannot be had", hint="Choose another one with --port.") from None
    return door


async def _serve(
    door: socket.socket, folder: Path, keys: Keys, serving: Serving, settings: Settings, work: Work
) -> None:
    webhooks = Webhooks(serving.webhooks, os.environ.get(SECRET, ""), Metrics())
    jobs = Jobs(folder, serving, settings, work, webhooks)
    tempfile.tempdir = str(jobs.scratch)  # what is too large for the memory while it comes in
    config = uvicorn.Config(
        make_app(jobs, keys),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        lifespan="on",
        timeout_graceful_shutdown=ANSWER_S,
    )
    server = _Server(config, jobs)
    host, port = door.getsockname()[:2]
    note("listening", host=host, port=port, pid=os.getpid(), workers=serving.workers, keys=len(keys.all()))
    await server.serve([door])
    note("stopped")


class _Server(uvicorn.Server):
    """As uvicorn's, but that it goes on answering while what has begun is ended."""

    def __init__(self, config: uvicorn.Config, jobs: Jobs) -> None:
        super().__init__(config)
        self.jobs = jobs
        self.hurried = False
        self.draining: asyncio.Future[None] | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop; the second time, give up what is not done."""
        self.hurried, self.jobs.draining = self.jobs.draining, True

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second: whether it is over."""
        if self.jobs.draining and not self.draining:
            note("stopping")
            self.draining = asyncio.ensure_future(self._drain())
        return await super().on_tick(counter)

    async def _drain(self) -> None:
        until = asyncio.get_running_loop().time() + self.jobs.serving.grace_s
        while not (self.jobs.idle or self.hurried or asyncio.get_running_loop().time() > until):
            await asyncio.sleep(LOOK_S)
        self.jobs.give_up()
        self.should_exit = True
