"""The door in front of the application: every answer passes it, and nothing that went wrong says what was sent.

It counts and logs each request by its route, adds the headers that every answer has, turns away what comes from a
browser's page or too much at once, and answers a crash.
"""

import time
from collections.abc import Callable
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from blinder.service.logs import note
from blinder.service.metrics import Metrics
from blinder.service.problems import MEDIA_TYPE, Problem

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
NO_ROUTE = "none"
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})


def answer(problem: Problem) -> Response:
    """A problem as a response."""
    return JSONResponse(problem.body(), problem.status, problem.all_headers(), MEDIA_TYPE)


class Door:
    """The application behind its door.

    Args:
        most: requests that may be open at once.
        is_open: whether anybody may ask, without a key.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, *, most: int, is_open: Callable[[], bool]) -> None:
        self.app, self.metrics, self.most, self.is_open = app, metrics, most, is_open
        self.now = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; or the start and end of the application."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        began, status = time.monotonic(), 0

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        self.now += 1
        try:
            await self._behind(scope)(scope, receive, send_on)
        except Exception as error:  # noqa: BLE001  its message may quote what was sent
            note("bug", error=error)
            if not status:
                await answer(Problem("bug"))(scope, receive, send_on)
        finally:
            self.now -= 1
            self._count(scope, status, time.monotonic() - began)

    def _behind(self, scope: Scope) -> ASGIApp:
        if self.now > self.most:
            return answer(Problem("busy"))
        if self.is_open() and not _is_from_here(Headers(scope=scope)):
            return answer(Problem("not-from-here"))
        return self.app

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        route: Any = scope.get("route")
        path, method = getattr(route, "path", NO_ROUTE), scope["method"] if scope["method"] in METHODS else "other"
        self.metrics.answered(path, method, status, seconds)
        if status >= HTTPStatus.BAD_REQUEST or not path.startswith(("/health", "/metrics")):
            owner = scope.get("state", {}).get("owner", "")
            note("answered", route=path, method=method, status=status, seconds=round(seconds, 3), owner=owner)


def _is_from_here(headers: Headers) -> bool:
    """Whether a program on this machine asks: no page in a browser, and no other site's name for this address."""
    host = headers.get("host", "")
    name = host.rpartition(":")[0] if ":" in host and not host.endswith("]") else host
    return "origin" not in headers and is_local(name.strip("[]"))


def is_local(host: str) -> bool:
    """Whether only this machine reaches this address."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
