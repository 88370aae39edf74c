"""`blinder serve`: keys, wrong calls, and every example of docs/service.md against the real thing."""

import hashlib
import hmac
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from dataclasses import fields
from pathlib import Path
from typing import Any

import docx
import pymupdf
import pytest

from blinder.service.config import SECRET, Serving, read_serving
from blinder.service.webhook import sign
from tests.service.conftest import HOME, running

DOCS = (Path(__file__).parents[2] / "docs" / "service.md").read_text("utf-8")
TEXT = "Principal Oona Thistlewick met the teacher, Ms. Quillfeather."


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)
    assert found
    return found[1]


def test_a_key_is_made_and_dropped(blinder: Any) -> None:
    made = blinder("serve", "--new-key", "portal")
    assert re.fullmatch(r"blinder_[\w-]{43}\n", made.out)
    assert blinder("serve", "--new-key", "portal").code == 2
    assert blinder("serve", "--drop-key", "portal").code == 0
    assert blinder("serve", "--drop-key", "portal").code == 2


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_without_keys_it_listens_to_this_machine_alone(blinder: Any, host: str) -> None:
    call = blinder("serve", "--host", host)
    assert (call.code, "without keys" in call.err) == (2, True)


def test_without_its_packages_it_says_so(blinder: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "blinder.service.server", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    call = blinder("serve")
    assert (call.code, "blinder[service]" in call.err) == (2, True)


@pytest.mark.parametrize(
    "table",
    [
        "workers = 0",
        'workers = "2"',
        "colour = 1",
        'webhooks = {a = "http://example.org"}',
        "webhooks = {a = 1}",
        'webhooks = {a = "https://example.org:99999/"}',
        'webhooks = {a = "https://[::1/"}',
        'webhooks = {a = "https:///x"}',
    ],
)
def test_wrong_settings_are_told(blinder: Any, table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECRET, "s" * 32)
    Path("blinder.toml").write_text(f"[service]\n{table}\n", encoding="utf-8")
    assert blinder("serve", "--new-key", "portal").code == 2


def test_webhooks_need_a_long_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "blinder.toml").write_text('[service.webhooks]\na = "https://example.org/"\n', encoding="utf-8")
    monkeypatch.setenv(SECRET, "s" * 32)
    assert read_serving(tmp_path).webhooks == {"a": "https://example.org/"}
    monkeypatch.setenv(SECRET, "short")
    with pytest.raises(Exception, match=SECRET):
        read_serving(tmp_path)


def test_the_documents_limits_are_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = re.search(r"    \[service\]\n(    .*\n)+", DOCS)
    assert told
    monkeypatch.setenv(SECRET, "s" * 32)
    (tmp_path / "blinder.toml").write_text(re.sub("^    ", "", told[0], flags=re.MULTILINE), encoding="utf-8")
    read = read_serving(tmp_path)
    for name in {field.name for field in fields(Serving)} - {"workers", "webhooks"}:
        assert f"    {name} =" in told[0]
        assert getattr(read, name) == getattr(Serving(), name)


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
def test_the_documents_examples_work(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph(TEXT)
    word.save(str(tmp_path / "memo.docx"))
    with pymupdf.open() as pdf:
        pdf.new_page().insert_textbox((72, 72, 500, 200), TEXT)
        pdf.save(tmp_path / "report.pdf")
    with zipfile.ZipFile(tmp_path / "submission.zip", "w") as archive:
        archive.write(tmp_path / "memo.docx", "A1/memo.docx")
    made = [sys.executable, "-m", "blinder.cli.app", "serve", "--folder", "service", "--new-key", "portal"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    key = subprocess.run(made, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout.strip()
    with running(tmp_path / "service", real=True) as service:
        script = "set -e\n" + block("sh").replace(f"{HOME}:8000", service.url)
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=tmp_path,
            env={**environment, "KEY": key},
            capture_output=True,
            text=True,
            check=False,
            timeout=200,
        )
    assert done.returncode == 0, done.stderr
    job = json.loads(done.stdout)
    assert [file["name"] for file in job["audit"]["files"]] == ["memo.docx"]
    assert job["verdict"] == "clean"
    with zipfile.ZipFile(tmp_path / "blinded.zip") as blinded, zipfile.ZipFile(tmp_path / "result.zip") as result:
        assert {"memo.docx", "report.pdf", "audit/audit.html"} <= set(blinded.namelist())
        assert "A1/memo.docx" in result.namelist()
        blinded.extract("memo.docx", tmp_path / "out")
    text = docx.Document(str(tmp_path / "out/memo.docx")).paragraphs[0].text
    assert text == "Principal A met the teacher, Teacher B."
    log = (tmp_path / "log").read_text("utf-8").casefold()
    assert not [word for word in ("thistlewick", "quillfeather", "memo", key.casefold()) if word in log]


def test_the_documents_check_of_a_webhook_works() -> None:
    names: dict[str, Any] = {"hashlib": hashlib, "hmac": hmac, "time": time}
    exec(block("python"), names)  # our own words
    secret, body, now = b"s" * 32, b'{"job": "x"}', int(time.time())
    assert names["is_ours"](sign(secret, body, now), body, secret)
    assert not names["is_ours"](sign(secret, body, now), body + b" ", secret)
    assert not names["is_ours"](sign(secret, body, now - 1_000), body, secret)
    assert not names["is_ours"](sign(b"t" * 32, body, now), body, secret)
