"""The OpenAPI document is complete: schemathesis finds no request that it does not foretell the answer to."""

import os
import subprocess
import sys
from pathlib import Path

from blinder.service.keys import new_key
from tests.service.conftest import ROOT, running

EXAMPLES, SEED = 5, 7
SETTINGS = """
[checks]
positive_data_acceptance.expected-statuses = ["2xx", 404, 409, 410]
[[operations]]
include-name = "POST /v1/submissions"
checks.positive_data_acceptance.expected-statuses = ["2xx", 422]
"""  # a job may not be there, not have ended, or be gone; no schema says which file names are refused


def test_every_answer_is_one_that_the_document_foretells(tmp_path: Path) -> None:
    (tmp_path / "schemathesis.toml").write_text(SETTINGS, encoding="utf-8")
    key = new_key(tmp_path / "service", "schemathesis")
    with running(tmp_path / "service", "job_s=2", "keep_s=60", "wait_s=2", "queue=64", "per_key=64") as service:
        command = [sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()", "run"]
        options = [f"--max-examples={EXAMPLES}", f"--seed={SEED}", "--workers=1", "--suppress-health-check=all"]
        options += ["--generation-deterministic", "--header", f"Authorization: Bearer {key}"]
        environment = {**os.environ, "SCHEMATHESIS_HOOKS": "tests.service.sent", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [*command, f"{service.url}/openapi.json", *options],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No issues found" in done.stdout
