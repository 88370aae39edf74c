"""A pool survives its workers, and they do not survive it."""

import operator
import os
import subprocess
import sys
import time
from functools import partial
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from blinder.batch.executors import Cluster, Pool
from blinder.errors import UsageError

Call = partial[Any]
DIE: Call = partial(os._exit, 3)  # as the system's killer for lack of memory


def test_all_jobs_are_done() -> None:
    jobs = [partial(abs, -number) for number in range(5)]
    assert sorted(result or 0 for _, result in Pool(2)(operator.call, jobs)) == [0, 1, 2, 3, 4]


def test_a_worker_that_dies_costs_its_own_job_only() -> None:
    jobs = [partial(abs, -1), DIE, *(partial(abs, -number) for number in range(2, 6))]
    found = list(Pool(2)(operator.call, jobs))
    assert [job for job, result in found if result is None] == [DIE]
    assert sorted(result for _, result in found if result) == [1, 2, 3, 4, 5]


def test_left_early_it_ends_its_workers() -> None:
    before = set(active_children())
    results = Pool(2)(operator.call, [partial(abs, -1), partial(time.sleep, 60)])
    next(iter(results))
    results.close()  # type: ignore[attr-defined]
    assert set(active_children()) <= before


ORPHANS = """
import operator, os, sys, time
from functools import partial
from blinder.batch.executors import Pool
if __name__ == "__main__":
    for _, pid in Pool(2)(operator.call, [os.getpid, partial(time.sleep, 60)]):
        print(pid, flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_workers_of_a_killed_parent_end_too(tmp_path: Path) -> None:
    script = tmp_path / "orphans.py"
    script.write_text(ORPHANS, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout
        worker = Path("/proc") / parent.stdout.readline().strip()
        assert worker.exists()
        parent.kill()
    deadline = time.monotonic() + 30
    while worker.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not worker.exists()


def test_without_dask_a_cluster_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="cluster"):
        list(Cluster("tcp://127.0.0.1:1")(abs, [1]))
