"""What the service answers: to submissions, about jobs, to whom; and what it never says."""

import errno
import io
import json
import logging
import threading
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from blinder.service.jobs import WORK
from blinder.service.journal import FILE as JOURNAL
from blinder.service.keys import FILE as KEYS
from blinder.service.keys import drop_key, new_key
from blinder.service.logs import JsonLines
from blinder.service.problems import PROBLEMS
from blinder.service.webhook import HEADER, sign
from tests.service.conftest import SECRET, files, until

Service = Any  # the fixture
ZIP = {"Accept": "application/zip"}
NAMES = ("Oona", "Thistlewick")
SUBMIT = "/v1/submissions"


def zipped(**texts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in texts.items():
            archive.writestr(f"{name}.txt", text)
    return made.getvalue()


def unzipped(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def ended(client: TestClient, place: str) -> dict[str, Any]:
    def look() -> Any:
        job = client.get(place).json()
        return job if job["status"] in ("done", "failed") else None

    return dict(until(look))


def kept(tmp_path: Path) -> list[str]:
    """What lies in the service's folder of submissions."""
    return [path.name for path in (tmp_path / "service" / WORK).rglob("*") if path.is_file()]


# ── A submission ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_small_submission_is_answered_at_once(service: Service, tmp_path: Path) -> None:
    client = service()
    job = client.post(SUBMIT, files=files("Oona agreed.", "No, Oona."))
    assert (job.status_code, job.json()["status"], job.json()["verdict"]) == (200, "done", "clean")
    assert job.json()["progress"] == {"stage": "done", "done": 2, "total": 2, "files": 2}
    result = client.get(job.json()["result"])
    assert result.headers["blinder-verdict"] == "clean"
    assert unzipped(result.content) == {"file 1.txt": "No, Teacher C.", "file 2.txt": "Teacher C agreed."}
    assert kept(tmp_path) == ["result.zip"]


def test_the_result_itself_is_the_answer_and_nothing_is_kept(service: Service, tmp_path: Path) -> None:
    data = zipped(memo="Oona agreed.")
    done = service().post(SUBMIT, content=data, headers={"Content-Type": "application/zip", **ZIP})
    assert unzipped(done.content) == {"file 1.txt": "Teacher C agreed."}
    assert kept(tmp_path) == []
    assert (tmp_path / "service" / JOURNAL).read_text("utf-8") == ""


@pytest.mark.parametrize(
    ("query", "headers", "settings"),
    [
        ("?wait=0", {}, {}),
        ("", {"Prefer": "wait=9, respond-async"}, {}),
        ("", {}, {"wait_s": 0.1}),
        ("", {}, {"small_mb": 0}),
    ],
)
def test_a_large_one_is_answered_with_a_job(
    service: Service, query: str, headers: dict[str, str], settings: dict[str, Any]
) -> None:
    client = service(**settings)
    said = client.post(SUBMIT + query, files=files("slow Oona"), headers=headers)
    assert (said.status_code, said.headers["retry-after"]) == (202, "1")
    place = said.headers["location"]
    assert client.get(f"{place}/result").json()["code"] == "not-ready"
    until(lambda: client.get(place).json()["progress"] == {"stage": "reading", "done": 1, "total": 1, "files": 1})
    assert ended(client, place)["verdict"] == "clean"
    assert unzipped(client.get(f"{place}/result").content) == {"file 1.txt": "slow Teacher C"}


def test_one_that_cannot_be_read_has_a_verdict_and_no_result(service: Service) -> None:
    client = service()
    job = client.post(SUBMIT, files=files("unread")).json()
    assert (job["verdict"], job["result"], job["audit"]) == ("unread", None, None)
    assert "no documents" in job["reason"]
    assert client.get(f"/v1/jobs/{job['id']}/result").status_code == 409


@pytest.mark.parametrize(("text", "code"), [("crash", "worker-died"), ("hang", "took-too-long"), ("bug", "bug")])
def test_what_a_process_dies_of_is_answered_and_stops_nobody(
    service: Service, tmp_path: Path, text: str, code: str
) -> None:
    client = service(job_s=0.3)
    said = client.post(SUBMIT, files=files(f"Oona {text}"))
    assert (said.status_code, said.json()["code"]) == (PROBLEMS[code][0], code)
    place = client.post(f"{SUBMIT}?wait=0", files=files(f"Oona {text}")).headers["location"]
    job = ended(client, place)
    assert (job["status"], job["problem"]["code"]) == ("failed", code)
    assert kept(tmp_path) == []
    assert client.post(SUBMIT, files=files("Oona")).status_code == 200


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"content": b"x", "headers": {"Content-Type": "text/plain"}}, "media-type"),
        ({"content": b"x"}, "media-type"),
        ({"content": b"Oona", "headers": {"Content-Type": "application/zip"}}, "not-a-zip"),
        ({"content": b"Oona", "headers": {"Content-Type": "multipart/form-data; boundary=x"}}, "bad-multipart"),
        ({"content": b"Oona", "headers": {"Content-Type": "multipart/form-data"}}, "bad-multipart"),
        ({"content": b"--x--\r\n", "headers": {"Content-Type": "multipart/form-data; boundary=x"}}, "no-files"),
        ({"data": {"Oona": "x"}, "files": files("x")}, "bad-multipart"),
        ({"files": [("Oona", ("a.txt", b"x"))]}, "bad-multipart"),
        ({"files": files("x", name="../Oona.txt")}, "file-name"),
        ({"files": files("x", name="Oona\\memo.txt")}, "file-name"),
        ({"files": files("x", name="Oona.zip")}, "zip-nested"),
        ({"files": files("x", "x", "x", "x")}, "too-many-files"),
        ({"files": files("x" * 2**20)}, "too-large"),
        ({"content": iter([b"x" * 2**19] * 3), "headers": {"Content-Type": "application/zip"}}, "too-large"),
    ],
)
def test_what_is_odd_is_refused(service: Service, tmp_path: Path, body: dict[str, Any], code: str) -> None:
    said = service(files=3, body_mb=1).post(SUBMIT, **body)
    assert (said.status_code, said.json()["code"]) == (PROBLEMS[code][0], code)
    assert said.headers["content-type"] == "application/problem+json"
    assert not any(name in said.text for name in NAMES)
    assert kept(tmp_path) == []


def test_files_of_one_name_are_numbered(service: Service) -> None:
    job = service().post(SUBMIT, files=files("a", "b", name="memo.txt")).json()
    assert job["progress"]["files"] == 2


# ── Too much ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("settings", [{"queue": 1}, {"per_key": 2}, {"stored_mb": 1e-9}])
def test_more_than_there_is_room_for_is_put_off(service: Service, settings: dict[str, Any]) -> None:
    client = service(**settings)
    said = [client.post(f"{SUBMIT}?wait=0", files=files("slow")) for _ in range(3)]
    codes = [each.status_code for each in said]
    assert codes == ([202, 202, 429] if "stored_mb" not in settings else [202, 429, 429])
    assert int(said[-1].headers["retry-after"]) >= 1
    assert ended(client, said[0].headers["location"])["status"] == "done"


def test_too_many_requests_at_once_are_put_off(service: Service) -> None:
    client = service(requests=1)
    door: Any = client.app
    door.now = 1
    assert client.get("/health/live").json()["code"] == "busy"
    door.now = 0
    assert client.get("/health/live").status_code == 200


# ── A job ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["quick", "slow", "hang"])
def test_a_job_can_be_deleted_at_any_time(service: Service, tmp_path: Path, text: str) -> None:
    client = service()
    places = [client.post(f"{SUBMIT}?wait=0", files=files(text)).headers["location"] for _ in range(2)]
    assert [client.delete(place).status_code for place in places] == [204, 204]
    assert client.get(places[0]).json()["code"] == "deleted"
    until(lambda: kept(tmp_path) == [])
    assert client.post(SUBMIT, files=files("Oona")).status_code == 200


def test_a_full_disk_says_nothing_about_a_submission(service: Service, tmp_path: Path) -> None:
    client = service()
    said = client.post(SUBMIT, files=files("Oona full"))
    assert (said.status_code, said.json()["code"]) == (503, "no-space")
    place = client.post(SUBMIT, files=files("Oona")).headers["location"]

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "Oona")

    client.app_state["jobs"].journal.end = refuse
    assert client.delete(place).status_code == 204
    assert (client.get(place).status_code, kept(tmp_path)) == (404, [])
    assert client.post(SUBMIT, files=files("Oona")).status_code == 200


def test_what_cannot_be_cleared_away_stops_nobody(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    client = service()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Oona")

    with monkeypatch.context() as patch:
        patch.setattr("blinder.service.jobs._clear", refuse)
        said = client.post(SUBMIT, files=files("Oona"))
    assert (said.status_code, said.json()["code"]) == (503, "no-space")
    assert client.post(SUBMIT, files=files("Oona")).status_code == 200


def test_what_unpacks_to_more_than_may_lie_here_is_put_off(service: Service) -> None:
    client, large = service(stored_mb=1), zipped(memo="slow " * 2**17)
    sent = {"content": large, "headers": {"Content-Type": "application/zip"}}
    assert client.post(f"{SUBMIT}?wait=0", **sent).status_code == 202
    said = client.post(f"{SUBMIT}?wait=0", **sent)
    assert (said.status_code, said.json()["code"]) == (429, "busy")
    assert int(said.headers["retry-after"]) > 0


def test_a_result_is_kept_for_its_time(service: Service, tmp_path: Path) -> None:
    client = service(keep_s=0.1)
    place = client.post(SUBMIT, files=files("Oona")).headers["location"]
    assert until(lambda: client.get(place).status_code == 410)
    assert client.get(f"{place}/result").json()["code"] == "expired"
    assert kept(tmp_path) == []


def test_after_a_restart_a_job_is_told_as_interrupted(service: Service, tmp_path: Path) -> None:
    client = service()
    place = client.post(f"{SUBMIT}?wait=0", files=files("quick")).headers["location"]
    gone = client.post(SUBMIT, files=files("quick")).headers["location"]
    client.delete(gone)
    fetched, unread = (client.post(SUBMIT, files=files(text)).headers["location"] for text in ("quick", "unread"))
    client.get(f"{fetched}/result")
    service.stop()
    (tmp_path / "service" / WORK / "former-run").mkdir(parents=True)
    (tmp_path / "service" / WORK / "former-run" / "memo.txt").write_text("Oona", encoding="utf-8")
    client = service()
    assert client.get(place).json()["code"] == "interrupted"
    assert client.delete(place).status_code == 410
    assert client.get(gone).json()["code"] == "deleted"
    assert [client.get(place).json()["code"] for place in (fetched, unread)] == ["fetched", "fetched"]
    assert kept(tmp_path) == []


def test_what_was_long_ago_is_forgotten(service: Service) -> None:
    client = service(keep_s=0.1, remember_s=1)
    place = client.post(SUBMIT, files=files("Oona")).headers["location"]
    until(lambda: client.get(place).status_code == 410)
    assert until(lambda: client.get(place).status_code == 404)


# ── Who may ask ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_job_belongs_to_its_key(service: Service, tmp_path: Path) -> None:
    one, two = (new_key(tmp_path / "service", name) for name in ("one", "two"))
    client = service(key=one)
    place = client.post(SUBMIT, files=files("Oona")).headers["location"]
    stranger = {"Authorization": f"Bearer {two}"}
    for path in (place, f"{place}/result"):
        assert client.get(path).status_code == 200
        assert client.get(path, headers=stranger).status_code == 404
    assert client.delete(place, headers=stranger).status_code == 404
    client.delete(place)
    assert client.get(place, headers=stranger).json()["code"] == "not-found"


@pytest.mark.parametrize("sent", ["", "Bearer ", "Bearer blinder_no", "Basic {key}", "{key}"])
def test_without_the_right_key_nothing_is_answered(service: Service, tmp_path: Path, sent: str) -> None:
    key = new_key(tmp_path / "service", "one")
    client = service()
    headers = {"Authorization": sent.format(key=key)}
    for said in (
        client.post(SUBMIT, files=files("Oona"), headers=headers),
        client.get("/v1/jobs/" + "x" * 32, headers=headers),
        client.get("/metrics", headers=headers),
    ):
        assert (said.status_code, said.headers["www-authenticate"]) == (401, "Bearer")


def test_a_dropped_key_is_refused_at_once_and_for_good(service: Service, tmp_path: Path) -> None:
    key = new_key(tmp_path / "service", "one")
    client = service(key=key)
    assert client.get("/metrics").status_code == 200
    drop_key(tmp_path / "service", "one")
    assert client.get("/metrics").status_code == 401
    assert service().get("/metrics").status_code == 401
    (tmp_path / "service" / KEYS).unlink()
    assert client.get("/metrics", headers={"Authorization": ""}).status_code == 401


def test_a_key_is_kept_as_a_hash_for_its_owner_alone(tmp_path: Path) -> None:
    key = new_key(tmp_path / "service", "one")
    assert key not in (tmp_path / "service" / KEYS).read_text("utf-8")
    assert (tmp_path / "service").stat().st_mode & 0o077 == 0
    assert (tmp_path / "service" / KEYS).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("headers", [{"Origin": "https://example.org"}, {"Host": "example.org"}, {"Host": "[::2]:80"}])
def test_without_keys_no_page_of_a_browser_may_ask(service: Service, headers: dict[str, str]) -> None:
    assert service().post(SUBMIT, files=files("Oona"), headers=headers).json()["code"] == "not-from-here"


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:80", "[::1]:8000", "[::1]"])
def test_programs_on_this_machine_may(service: Service, host: str) -> None:
    assert service().get("/health/live", headers={"Host": host}).status_code == 200


# ── What it says ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_answer_has_the_safe_headers(service: Service) -> None:
    for said in (service().get("/health/live"), service().get("/nothing"), service().post(SUBMIT)):
        assert said.headers["x-content-type-options"] == "nosniff"
        assert said.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in said.headers["content-security-policy"]
        assert not [name for name in said.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/", "/v1/jobs/../../etc", "/v1/submissions/"])
def test_there_is_nothing_else(service: Service, path: str) -> None:
    assert service().get(path).json()["code"] == "not-found"


def test_no_name_is_said_anywhere(
    service: Service, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    client = service(job_s=0.3)
    texts = []
    with caplog.at_level(logging.DEBUG):
        for text in ("Oona", "Oona crash", "Oona hang", "Oona bug", "Oona unread"):
            texts.append(client.post(SUBMIT, files=files(text)).text)
        for call in (
            ("POST", f"{SUBMIT}?wait=Oona"),
            ("POST", f"{SUBMIT}?webhook=Oona"),
            ("GET", "/v1/jobs/Oona"),
            ("GET", "/v1/jobs/" + "Oona" * 8),
            ("OONA", "/Oona?Oona=Oona"),
        ):
            texts.append(client.request(*call, headers={"Oona": "Oona"}).text)
        broken = {"Content-Type": "multipart/form-data; boundary=Oona"}
        texts.append(client.post(SUBMIT, content=b"--Oona\r\nOona: Oona\r\n\r\nOona", headers=broken).text)
    formatter = JsonLines()
    texts += [formatter.format(record) for record in caplog.records if record.name.startswith("blinder")]
    texts += [client.get("/metrics").text, *capfd.readouterr()]
    texts.append((tmp_path / "service" / JOURNAL).read_text("utf-8"))
    assert len([text for text in texts if '"answered"' in text]) == 11
    assert not [text for text in texts if any(name.casefold() in text.casefold() for name in NAMES)]


def test_a_crash_of_the_service_itself_says_nothing(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("Oona")

    client = service()
    monkeypatch.setattr("blinder.service.jobs.Jobs.add", fail)
    said = client.post(SUBMIT, files=files("Oona"))
    assert (said.status_code, said.json()["code"]) == (500, "bug")
    assert "Oona" not in said.text


def test_a_librarys_message_is_told_by_its_fixed_words() -> None:
    record = logging.LogRecord("uvicorn.error", logging.ERROR, "", 1, "no %s here", ("Oona",), None)
    line = json.loads(JsonLines().format(record))
    assert (line["said"], line["logger"]) == ("no %s here", "uvicorn.error")
    record = logging.LogRecord("asyncio", logging.ERROR, "", 1, "Oona", (), (ValueError, ValueError("Oona"), None))
    assert "Oona" not in JsonLines().format(record)


def test_metrics_count_what_happened(service: Service) -> None:
    client = service()
    client.post(SUBMIT, files=files("Oona", "Oona"))
    client.post(SUBMIT, content=b"x")
    said = client.get("/metrics").text
    for line in (
        'blinder_submissions_total{verdict="clean"} 1.0',
        "blinder_files_total 2.0",
        'blinder_problems_total{code="media-type"} 1.0',
        'blinder_requests_total{method="POST",route="/v1/submissions",status="200"} 1.0',
        'blinder_jobs{state="done"} 1.0',
        "blinder_workers_warm 1.0",
    ):
        assert line in said.splitlines()


def test_it_is_ready_when_a_process_is(service: Service) -> None:
    client = service()
    assert client.get("/health/live").json() == {"status": "ok"}
    assert until(lambda: client.get("/health/ready").status_code == 200)


def test_it_takes_nothing_new_while_it_stops(service: Service) -> None:
    client = service()
    place = client.post(f"{SUBMIT}?wait=0", files=files("slow")).headers["location"]
    client.app_state["jobs"].draining = True
    said = client.post(SUBMIT, files=files("Oona"))
    assert (said.status_code, said.json()["code"], "retry-after" in said.headers) == (503, "stopping", True)
    assert client.get("/health/ready").status_code == 503
    assert ended(client, place)["verdict"] == "clean"


# ── Webhooks ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def hook() -> Iterator[HTTPServer]:
    """A server that takes what it is told at its second try; `told` lists all of it."""
    told = list[tuple[str, bytes]]()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.append((self.headers[HEADER], body))
            self.send_response(500 if len(told) == 1 else 204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.told = told  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


def test_the_end_of_a_job_is_told_with_a_signature(service: Service, hook: Any) -> None:
    client = service(webhooks={"office": f"http://127.0.0.1:{hook.server_port}/told?a=1"})
    assert client.post(f"{SUBMIT}?webhook=elsewhere", files=files("Oona")).json()["code"] == "bad-parameter"
    place = client.post(f"{SUBMIT}?wait=0&webhook=office", files=files("Oona")).headers["location"]
    until(lambda: len(hook.told) == 2)
    signature, body = hook.told[-1]
    assert json.loads(body) == {"job": place.rpartition("/")[2], "status": "done"}
    at = int(signature.partition(",")[0].removeprefix("t="))
    assert signature == sign(SECRET.encode(), body, at)
    assert abs(at - time.time()) < 60


def test_an_interrupted_job_is_told_after_the_restart(service: Service, hook: Any) -> None:
    settings = {"webhooks": {"office": f"http://127.0.0.1:{hook.server_port}/"}}
    client = service(**settings)
    place = client.post(f"{SUBMIT}?wait=0&webhook=office", files=files("hang")).headers["location"]
    told = {"job": place.rpartition("/")[2], "status": "failed"}
    service.stop()
    assert told in [json.loads(body) for _, body in hook.told]
    service(**settings)
    until(lambda: {**told, "status": "interrupted"} in [json.loads(body) for _, body in hook.told])
