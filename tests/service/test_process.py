"""The service as a process: stopped, killed, left alone by its clients. Nothing is half answered, lost or left."""

import io
import random
import signal
import socket
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import httpx
import pytest

from blinder.service.jobs import WORK
from tests.service.conftest import Running, files, running, until

KILLS = 5
SUBMIT = "/v1/submissions"
OWN = {".lock", "journal.jsonl"}
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")


def left(box: Path) -> set[str]:
    """Every file there is, but for the service's own."""
    return {path.name for home in ("service", "tmp") for path in (box / home).rglob("*") if path.is_file()} - OWN


def children(process: int) -> set[int]:
    return {
        int(child) for told in Path(f"/proc/{process}/task").glob("*/children") for child in told.read_text().split()
    }


def alive(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"


def all_gone(processes: set[int]) -> None:
    until(lambda: not any(map(alive, processes)))


class Client(threading.Thread):
    """Sends one submission after the other, until the service is gone; lists what it was answered."""

    def __init__(self, url: str, kind: str) -> None:
        super().__init__(daemon=True)
        self.url, self.kind, self.answers = url, kind, list[Any]()
        self.first, self.sent = threading.Event(), 0

    def run(self) -> None:
        query = "?wait=0" if self.kind == "job" else ""
        headers = {"Accept": "application/zip"} if self.kind == "zip" else {}
        with httpx.Client(base_url=self.url, timeout=30, headers=headers) as client:
            try:
                while True:
                    self.sent += 1
                    self.answers.append(client.post(SUBMIT + query, files=files(f"Oona {self.kind}")))
                    self.first.set()
            except httpx.TransportError:
                return


def test_killed_at_any_time_it_answers_whole_or_not_at_all(tmp_path: Path) -> None:
    chance, promised, answers = random.Random(7), list[str](), 0
    for _ in range(KILLS):
        with running(tmp_path / "service", "workers=1") as service:
            until(lambda: httpx.get(f"{service.url}/health/ready").status_code == 200)
            for place in promised:
                assert httpx.get(service.url + place).json()["code"] == "interrupted"
            assert left(tmp_path) == set()
            clients = [Client(service.url, kind) for kind in ("zip", "json", "job")]
            for client in clients:
                client.start()
            for client in clients:
                client.first.wait(60)
            time.sleep(chance.uniform(0, 0.3))
            workers = children(service.process.pid)
            service.process.kill()
            assert workers
            for client in clients:
                client.join(60)
                assert client.sent - len(client.answers) == 1, "only the one that was cut off has no answer"
                answers += len(client.answers)
            promised = [place for client in clients for place in map(check_whole, client.answers) if place]
        all_gone(workers)
    assert answers > KILLS
    assert b"oona" not in (tmp_path / "log").read_bytes().lower()
    assert b"thistle" not in (tmp_path / "log").read_bytes().lower()
    assert b"oona" not in (tmp_path / "service/journal.jsonl").read_bytes().lower()


def check_whole(answer: Any) -> str:
    """That an answer is whole; the address of the job that it promised."""
    assert answer.status_code in (200, 202, 429)
    if answer.headers["content-type"] == "application/zip":
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            assert archive.read("file 1.txt") == b"Teacher C zip"
        return ""
    return f"/v1/jobs/{answer.json()['id']}" if answer.status_code != 429 else ""


def test_killed_while_it_really_blinds_it_leaves_nothing(tmp_path: Path) -> None:
    sent = [("files", (f"Thistlewick {number}.docx", letter())) for number in range(12)]
    with running(tmp_path / "service", "--workers", "1", real=True) as service:
        place = httpx.post(f"{service.url}{SUBMIT}?wait=0", files=sent).headers["location"]
        until(lambda: httpx.get(service.url + place).json()["progress"]["stage"] == "blinding")
        workers = children(service.process.pid)
        workers |= {child for worker in workers for child in children(worker)}
        service.process.kill()
        assert workers
    all_gone(workers)
    with running(tmp_path / "service") as service:
        assert httpx.get(service.url + place).json()["code"] == "interrupted"
        until(lambda: left(tmp_path) == set())
        service.process.terminate()
        assert service.process.wait(60) == 0
    assert not (tmp_path / "service" / WORK).exists()
    assert "thistle" not in (tmp_path / "log").read_text("utf-8").casefold()


def letter() -> bytes:
    made = io.BytesIO()
    word = docx.Document()
    for _ in range(20):
        word.add_paragraph("Principal Oona Thistlewick met the teacher, Ms. Quillfeather.")
    word.save(made)
    return made.getvalue()


def in_background(call: Callable[[], Any]) -> tuple[threading.Thread, list[Any]]:
    answers = list[Any]()
    thread = threading.Thread(target=lambda: answers.append(call()), daemon=True)
    thread.start()
    return thread, answers


def busy(service: Running) -> bool:
    return 'blinder_jobs{state="running"} 1.0' in httpx.get(f"{service.url}/metrics").text


def test_told_to_stop_it_ends_what_it_has_begun(tmp_path: Path) -> None:
    with running(tmp_path / "service", "workers=1") as service:
        waiting, answers = in_background(lambda: httpx.post(service.url + SUBMIT, files=files("slow"), timeout=60))
        until(lambda: busy(service))
        place = httpx.post(f"{service.url}{SUBMIT}?wait=0", files=files("slow Oona")).headers["location"]
        service.process.send_signal(signal.SIGTERM)
        until(lambda: httpx.get(f"{service.url}/health/ready").status_code == 503)
        refused = httpx.post(service.url + SUBMIT, files=files("Oona"))
        assert (refused.status_code, refused.json()["code"]) == (503, "stopping")
        until(lambda: httpx.get(service.url + place).json()["status"] == "done")
        assert httpx.get(f"{service.url}{place}/result").status_code == 200
        waiting.join(60)
        assert answers[0].json()["verdict"] == "clean"
        assert service.process.wait(60) == 0
    assert left(tmp_path) == set()
    assert (tmp_path / "log").read_text("utf-8").count('"stopped"') == 1


@pytest.mark.parametrize("times", [1, 2])
def test_what_does_not_end_is_given_up(tmp_path: Path, times: int) -> None:
    grace = "grace_s=0.5" if times == 1 else "grace_s=600"
    with running(tmp_path / "service", "workers=1", grace) as service:
        waiting, answers = in_background(lambda: httpx.post(service.url + SUBMIT, files=files("hang"), timeout=60))
        until(lambda: busy(service))
        for _ in range(times):
            service.process.send_signal(signal.SIGINT)
            time.sleep(0.3)
        waiting.join(60)
        assert answers[0].status_code == 503
        assert service.process.wait(60) == 0
    assert left(tmp_path) == set()


def test_only_one_serves_from_a_folder(tmp_path: Path) -> None:
    with (
        running(tmp_path / "service"),
        pytest.raises(AssertionError, match="another one serves"),
        running(tmp_path / "service"),
    ):
        """Never."""


def opened(service: Running, length: int, sent: bytes) -> socket.socket:
    host, port = service.url.removeprefix("http://").split(":")
    link = socket.create_connection((host, int(port)), timeout=30)
    head = (
        f"POST {SUBMIT} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/zip\r\nContent-Length: {length}\r\n\r\n"
    )
    link.sendall(head.encode() + sent)
    return link


def test_what_comes_too_slowly_or_not_at_all_is_given_up(tmp_path: Path) -> None:
    with running(tmp_path / "service", "workers=1", "queue=1", "upload_s=0.5") as service:
        with opened(service, 1_000, b"PK") as link:
            until(lambda: left(tmp_path) == {"in.zip"})
            assert b"HTTP/1.1 408" in link.recv(1_000)
        opened(service, 1_000, b"PK").close()
        until(lambda: left(tmp_path) == set())
        assert httpx.post(service.url + SUBMIT, files=files("Oona")).status_code == 200


def test_a_client_that_goes_away_leaves_nothing(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("memo.txt", "hang")
    with running(tmp_path / "service", "workers=1") as service:
        link = opened(service, len(data.getvalue()), data.getvalue())
        until(lambda: busy(service))
        link.close()
        until(lambda: left(tmp_path) == set())
        assert httpx.post(service.url + SUBMIT, files=files("Oona")).status_code == 200
    assert '"bug"' not in (tmp_path / "log").read_text("utf-8")
