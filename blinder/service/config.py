"""What the service takes on, and for how long: `[service]` of blinder.toml. More is refused, with a code."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from blinder.errors import UsageError
from blinder.resources import cores
from blinder.settings import read_table

LOCAL = ("127.0.0.1", "::1", "localhost")
SECRET = "BLINDER_WEBHOOK_SECRET"  # noqa: S105  the variable's name
LEAST = 32  # letters of that secret


@dataclass(frozen=True, slots=True)
class Serving:
    """The service's own settings. Sizes in MiB, times in seconds.

    Attributes:
        folder: its own, for keys, the journal and what is being worked on; nobody else may read it.
        workers: processes that blind, one submission each at a time.
        queue: submissions that may wait for one, those that are still coming in among them.
        per_key: submissions of one key that may wait or be worked on.
        requests: that may be open at once.
        body_mb, unpacked_mb, files: of one submission: as it is sent, unpacked, its files.
        small_mb: what is larger, unpacked, is answered with a job at once.
        stored_mb: submissions and results that may lie on the disk, all together.
        wait_s: how long a request waits for its result before it is answered with a job.
        upload_s: how long a submission may take to come in.
        job_s: how long one may be worked on.
        keep_s: how long a result can be fetched.
        remember_s: how long a job that is gone is told from one that never was.
        grace_s: how long the end waits for what is being worked on.
        webhooks: where the end of a job may be told, by the names that requests use.
    """

    folder: str = "blinder-service"
    workers: int = field(default_factory=cores)
    queue: int = 16
    per_key: int = 16
    requests: int = 256
    body_mb: int = 64
    unpacked_mb: int = 512
    files: int = 200
    small_mb: int = 8
    stored_mb: int = 2_048
    wait_s: float = 60.0
    upload_s: float = 120.0
    job_s: float = 1_800.0
    keep_s: float = 900.0
    remember_s: float = 86_400.0
    grace_s: float = 60.0
    webhooks: dict[str, str] = field(default_factory=dict)


def read_serving(folder: Path | None = None) -> Serving:
    """`[service]` of blinder.toml.

    Raises:
        UsageError: as `read_settings`; or a webhook is neither https nor on this machine, or has no secret.
    """
    serving = read_table("service", Serving(), folder)
    for url in serving.webhooks.values():
        if not _may_be_told(url):
            raise UsageError("blinder.toml: a webhook is no https address", hint='Such as "https://example.org/told".')
    if serving.webhooks and len(os.environ.get(SECRET, "")) < LEAST:
        raise UsageError(f"webhooks need {SECRET}", hint=f"Set it to {LEAST} random letters or more.")
    return serving


def _may_be_told(url: object) -> bool:
    """Whether it is an address that can be called, with https or on this machine."""
    try:
        parts = urlsplit(url if isinstance(url, str) else "")
        return (
            bool(parts.hostname)
            and parts.port != 0
            and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL))
        )
    except ValueError:  # a port, or an address of six groups, that is none
        return False
