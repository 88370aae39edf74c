"""`blinder batch`, the whole way: with processes of this machine, and on a cluster."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import files_in

ADDRESS = "127.0.0.1"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two small submissions, one with its roster, and a folder without documents."""
    for folder, teacher in (("Thistlewick", "Quillfeather"), ("Brackenmoor", "Marrowby")):
        memo = tmp_path / "root" / folder / f"{teacher} memo.txt"
        memo.parent.mkdir(parents=True)
        memo.write_text(f"Principal Oona Thistlewick met the teacher, Ms. {teacher}.\n", encoding="utf-8")
    (tmp_path / "root/Brackenmoor/roster.csv").write_text("name,role\nBeatrix Marrowby,Nurse\n", encoding="utf-8")
    (tmp_path / "root/Empty").mkdir()
    return tmp_path / "root"


def submissions(out: Path) -> dict[str, bytes]:
    """The bytes of all copies and audits."""
    return {name: (out / name).read_bytes() for name in sorted(files_in(out)) if name.startswith("submission-")}


def test_submissions_are_blinded_each_by_itself(blinder: Any, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BLINDER_PASSPHRASE", "low tide at noon")
    call = blinder("batch", root, "--out", "out", "--workers", 2, "--keys", "keys")
    assert call.code == 3  # the folder without documents
    assert call.names() == []
    texts = [path.read_text("utf-8") for path in Path("out").glob("submission-*/memo.txt")]
    assert sorted(texts) == [f"Principal A met the teacher, {role} B.\n" for role in ("Nurse", "Teacher")]
    assert len(files_in(Path("keys"))) == 2
    assert not [name for name in files_in(Path("out")) if name.startswith(".")]


@pytest.mark.parametrize("argv", [("--keys", "k", "--scheduler", "tcp://h:1"), ("--workers", "0")])
def test_a_wrong_call_is_one(blinder: Any, root: Path, argv: tuple[str, ...]) -> None:
    assert blinder("batch", root, "--out", "out", *argv).code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is something else there")
def test_ctrl_c_ends_cleanly(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "blinder.cli.app", "batch", root, "--out", tmp_path / "out", "--workers", "1"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        while not list(tmp_path.glob("out/.unfinished/submission-*")) and process.poll() is None:
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said == "blinder: interrupted; no half-written file is left\n"
    assert files_in(tmp_path / "out") == {"manifest.jsonl"}
    assert not (tmp_path / "out/.unfinished").exists()


def free_port() -> int:
    with socket.socket() as found:
        found.bind((ADDRESS, 0))
        return int(found.getsockname()[1])


@contextmanager
def dask(*argv: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A scheduler or worker as a process of its own."""
    command = [sys.executable, "-m", "distributed.cli." + argv[0], *argv[1:]]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.skipif(not find_spec("distributed"), reason="needs blinder[cluster]")
def test_a_cluster_makes_the_same_bytes_though_a_worker_dies(blinder: Any, root: Path) -> None:
    for number in range(6):
        (root / f"Further {number}").mkdir()
        (root / f"Further {number}/memo.txt").write_text("Ms. Quillfeather agreed. " * (number + 1), encoding="utf-8")
    here = f"tcp://{ADDRESS}:{free_port()}"
    worker = ("dask_worker", here, "--nthreads", "1", "--no-nanny", "--no-dashboard")
    with (
        dask("dask_scheduler", "--host", ADDRESS, "--port", here.rpartition(":")[2], "--no-dashboard"),
        dask(*worker) as victim,
        dask(*worker),
    ):
        wait_for_workers(here, 2)
        with kill_when(Path("far"), victim):
            assert blinder("batch", root, "--out", "far", "--scheduler", here).code == 3
        assert victim.poll() is not None
    assert blinder("batch", root, "--out", "near", "--workers", 1).code == 3
    assert submissions(Path("far")) == submissions(Path("near"))
    assert len(list(Path("far").glob("submission-*/memo.txt"))) == 8


def wait_for_workers(address: str, number: int) -> None:
    from distributed import Client

    with Client(address, set_as_default=False, timeout=60) as client:
        client.wait_for_workers(number, timeout=60)


@contextmanager
def kill_when(out: Path, victim: "subprocess.Popen[bytes]") -> Iterator[None]:
    """Kill the worker as soon as a submission is at work."""
    from threading import Thread

    def watch() -> None:
        while not list(out.glob(".unfinished/submission-*")):
            time.sleep(0.005)
        victim.kill()

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    yield
    watcher.join(60)
