"""Tell a program that a job has ended: a signed POST to an address of the settings, and to no other.

The signature is HMAC-SHA256 over the time, a dot and the body, so that nobody else can send it, nor send it again
later. No redirect is followed and no proxy asked.
"""

import asyncio
import hashlib
import hmac
import http.client
import json
import ssl
import time
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from blinder.service.logs import note
from blinder.service.metrics import Metrics

HEADER = "Blinder-Signature"
WAITS_S: Sequence[float] = (0, 2, 10, 60, 300)  # before each try
TIMEOUT_S = 10.0


class Webhooks:
    """The addresses that may be told, and what is still to be told."""

    def __init__(
        self, urls: Mapping[str, str], secret: str, metrics: Metrics, waits_s: Sequence[float] = WAITS_S
    ) -> None:
        self.urls, self.metrics, self.waits_s = urls, metrics, waits_s
        self._secret = secret.encode()
        self._telling = set[asyncio.Task[None]]()

    def tell(self, name: str, facts: Mapping[str, str]) -> None:
        """Tell it in the background, again and again until it answers 2xx; "" tells nobody."""
        if name in self.urls:
            task = asyncio.create_task(self._tell(self.urls[name], json.dumps(facts).encode()))
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)

    async def finish(self, timeout_s: float) -> None:
        """Wait for what is still to be told, and give up the rest."""
        if self._telling:
            await asyncio.wait(self._telling, timeout=timeout_s)
        for task in tuple(self._telling):
            task.cancel()

    async def _tell(self, url: str, body: bytes) -> None:
        for wait_s in self.waits_s:
            await asyncio.sleep(wait_s)
            try:
                if await asyncio.to_thread(_post, url, body, sign(self._secret, body, int(time.time()))):
                    self.metrics.webhooks.labels("told").inc()
                    return
            except (OSError, http.client.HTTPException):
                continue
        self.metrics.webhooks.labels("given-up").inc()
        note("webhook-given-up")


def sign(secret: bytes, body: bytes, at: int) -> str:
    """The header's value: `t=TIME,v1=SIGNATURE`."""
    return f"t={at},v1={hmac.new(secret, f'{at}.'.encode() + body, hashlib.sha256).hexdigest()}"


def _post(url: str, body: bytes, signature: str) -> bool:
    """Whether it was taken."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port
    link = (
        http.client.HTTPSConnection(host, port, timeout=TIMEOUT_S, context=ssl.create_default_context())
        if parts.scheme == "https"
        else http.client.HTTPConnection(host, port, timeout=TIMEOUT_S)
    )
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        link.request("POST", path, body, {"Content-Type": "application/json", HEADER: signature})
        return 200 <= link.getresponse().status < 300
    finally:
        link.close()
