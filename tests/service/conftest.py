"""The service, in this process or as one of its own, with work that takes no time."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from blinder.service.app import make_app
from blinder.service.config import Serving
from blinder.service.jobs import Jobs
from blinder.service.keys import Keys, own_folder
from blinder.service.metrics import Metrics
from blinder.service.webhook import Webhooks
from blinder.settings import Settings
from tests.service.stub import WORK

HOME = "http://127.0.0.1"
SECRET = "s" * 32
ROOT = Path(__file__).parents[2]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Any]:
    """`service(**settings)`: a client of a service in this process, until `service.stop()`."""
    with ExitStack() as stack:

        def start(key: str = "", **settings: Any) -> TestClient:
            serving = replace(Serving(folder=str(tmp_path / "service"), workers=1), **settings)
            folder = own_folder(Path(serving.folder))
            webhooks = Webhooks(serving.webhooks, SECRET, Metrics(), waits_s=(0, 0.05, 0.05))
            jobs = Jobs(folder, serving, Settings(), WORK, webhooks)
            headers = {"Authorization": f"Bearer {key}"} if key else {}
            app = make_app(jobs, Keys(folder))
            client = stack.enter_context(TestClient(app, HOME, headers=headers, raise_server_exceptions=False))
            client.app_state["jobs"] = jobs
            return client

        start.stop = stack.close  # type: ignore[attr-defined]
        yield start


def files(*texts: str, name: str = "Oona Thistlewick memo.txt") -> list[tuple[str, tuple[str, bytes]]]:
    """A form's files."""
    return [("files", (name, text.encode())) for text in texts]


def until(true: Callable[[], Any], timeout_s: float = 60) -> Any:
    """Wait for something, and return it."""
    end = time.monotonic() + timeout_s
    while not (found := true()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)
    return found


@contextmanager
def running(folder: Path, *settings: str, real: bool = False) -> Iterator["Running"]:
    """A service as a process of its own, on a free port; killed at the end, if it still runs."""
    argv = ["blinder.cli.app", "serve", "--port", "0", "--folder"] if real else ["tests.service.stub"]
    command = [sys.executable, "-m", *argv, str(folder), *settings]
    temporary = folder.parent / "tmp"
    temporary.mkdir(exist_ok=True)
    log = folder.parent / "log"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), "TMPDIR": str(temporary)}
    with log.open("ab") as target:
        begin = log.stat().st_size
        process = subprocess.Popen(command, cwd=folder.parent, env=environment, stdout=target, stderr=target)
    try:
        facts = until(lambda: process.poll() is not None or _listening(log, begin))
        assert facts is not True, log.read_text("utf-8")
        yield Running(process, f"{HOME}:{facts['port']}", log)
    finally:
        process.kill()
        process.wait()


def _listening(log: Path, begin: int) -> Any:
    lines = [json.loads(line) for line in log.read_bytes()[begin:].splitlines() if line.endswith(b"}")]
    return next((line for line in lines if line["event"] == "listening"), None)


class Running:
    """A running service: its process, its address, its log."""

    def __init__(self, process: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
        self.process, self.url, self.log = process, url, log
