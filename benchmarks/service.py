"""How much `blinder serve` takes: `python benchmarks/service.py [--submissions 100] [--clients 1 4 32] [--workers N]`.

The real command, driven over HTTP from the same machine: one submission after the other, then more clients than it has
processes, then more than it has room for, who do as `Retry-After` says. A submission is one memo of the sample; beside
it stands what the memo takes without a service.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import httpx

ROOT = Path(__file__).resolve().parents[1]
MEMO = ROOT / "sample_docs" / "Barros A3 memo to Dr Keane.docx"
SUBMIT = "/v1/submissions"
PROBES, ALONE = 500, 11


@contextmanager
def serving(folder: str, workers: int, queue: int) -> Iterator[tuple[int, str]]:
    """Process and address of a service that is warm."""
    Path(folder, "blinder.toml").write_text(f"[service]\nqueue = {queue}\nper_key = 1000\n", encoding="utf-8")
    command = [sys.executable, "-m", "blinder.cli.app", "serve", "--port", "0", "--workers", str(workers)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE) as process:
        assert process.stderr
        url = f"http://127.0.0.1:{json.loads(process.stderr.readline())['port']}"
        sink = subprocess.Popen(["cat"], stdin=process.stderr, stdout=subprocess.DEVNULL)
        try:
            while f"blinder_workers_warm {float(workers)}" not in httpx.get(f"{url}/metrics").text:
                time.sleep(0.2)
            yield process.pid, url
        finally:
            process.terminate()
            process.wait()
            sink.wait()


async def load(url: str, clients: int, submissions: int) -> dict[str, float]:
    """Submissions, as many at once as there are clients; seconds count from the first try to the answer."""
    seconds, refused, left = list[float](), 0, submissions
    data = MEMO.read_bytes()

    async def client(http: httpx.AsyncClient) -> None:
        nonlocal refused, left
        while left > 0:
            left -= 1
            began = time.perf_counter()
            while True:
                said = await http.post(
                    SUBMIT, files={"files": ("memo.docx", data)}, headers={"Accept": "application/zip"}
                )
                if said.status_code != 429:
                    break
                refused += 1
                await asyncio.sleep(int(said.headers["retry-after"]))
            assert said.status_code == 200, said.status_code
            seconds.append(time.perf_counter() - began)

    began = time.perf_counter()
    async with httpx.AsyncClient(base_url=url, timeout=600, limits=httpx.Limits(max_connections=clients)) as http:
        await asyncio.gather(*(client(http) for _ in range(clients)))
    spent = time.perf_counter() - began
    return {"requests/s": submissions / spent, **spread(seconds), "refused": refused}


async def probe(url: str) -> dict[str, float]:
    """What the service itself costs: answers without any work, one after the other."""
    seconds = list[float]()
    async with httpx.AsyncClient(base_url=url) as http:
        for _ in range(PROBES):
            began = time.perf_counter()
            await http.get("/health/live")
            seconds.append(time.perf_counter() - began)
    return {"requests/s": len(seconds) / sum(seconds), **spread(seconds), "refused": 0}


def alone(folder: str) -> dict[str, float]:
    """The same memo blinded in this process."""
    import blinder

    seconds = list[float]()
    for number in range(ALONE):
        began = time.perf_counter()
        blinder.blind([MEMO], out=Path(folder, f"out-{number}"))
        seconds.append(time.perf_counter() - began)
    return {"requests/s": (ALONE - 1) / sum(seconds[1:]), **spread(seconds[1:]), "refused": 0}


def spread(seconds: Sequence[float]) -> dict[str, float]:
    return {"p50 ms": median(seconds) * 1e3, "p99 ms": quantiles(seconds, n=100)[98] * 1e3}


def descendants(process: int) -> set[int]:
    own = {
        int(child) for told in Path(f"/proc/{process}/task").glob("*/children") for child in told.read_text().split()
    }
    return own.union(*(descendants(child) for child in own))


def core_s(processes: set[int]) -> float:
    """Seconds of a core that they have had, threads included."""
    stats = (Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split() for process in processes)
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")


def memory_mb(processes: set[int]) -> float:
    """What they hold now, each its own and what it shares with others (PSS), together."""
    rollups = (Path(f"/proc/{process}/smaps_rollup").read_text() for process in processes)
    lines = (line.split() for rollup in rollups for line in rollup.splitlines())
    return sum(int(line[1]) * 1024 for line in lines if line[0] == "Pss:") / 1e6


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Load on `blinder serve`; see docs/service.md.")
    parser.add_argument("--submissions", type=int, default=100, help="for each number of clients")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 4, 32])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--queue", type=int, default=16)
    args = parser.parse_args()
    with TemporaryDirectory() as folder, serving(folder, args.workers, args.queue) as (process, url):
        show("no work", lambda: asyncio.run(probe(url)), process, PROBES)
        show("no service", lambda: alone(folder), os.getpid(), ALONE)
        asyncio.run(load(url, args.workers, 4 * args.workers))
        for clients in args.clients:
            run = partial(load, url, clients, args.submissions)
            show(f"{clients} clients", lambda run=run: asyncio.run(run()), process, args.submissions)


def show(name: str, run: Callable[[], dict[str, float]], process: int, requests: int) -> None:
    """One line: the load; then, of the service and of its workers, milliseconds of a core a request, and memory."""
    before = core_s({process}), core_s(descendants(process))
    told = [f"{value:9.1f} {figure}" for figure, value in run().items()]
    for who, processes, core in zip(("service", "workers"), ({process}, descendants(process)), before, strict=True):
        spent_ms = (core_s(processes) - core) / requests * 1e3
        told.append(f"  {who} {spent_ms:7.1f} ms {memory_mb(processes):5.0f} MB")
    print(f"{name:11}", *told, flush=True)


if __name__ == "__main__":
    main()
