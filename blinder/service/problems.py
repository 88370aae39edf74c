"""What can be wrong with a request, as RFC 9457 tells it: a table of codes. None of it repeats what was sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

MEDIA_TYPE = "application/problem+json"
SOON_S = 5  # Retry-After where nothing better is known

PROBLEMS: Mapping[str, tuple[int, str]] = {
    "bad-request": (400, "The request cannot be understood."),
    "bad-multipart": (400, "The form is broken."),
    "no-key": (401, "A key is needed: Authorization: Bearer KEY."),
    "not-from-here": (403, "Without keys, only programs on this machine may ask, and no browser's pages."),
    "not-found": (404, "There is nothing of that name."),
    "method": (405, "This is not done here."),
    "not-ready": (409, "The job has not ended, or has no result."),
    "interrupted": (410, "The service was stopped before the result was fetched. Send the submission again."),
    "expired": (410, "The result was kept for its time and is deleted. Send the submission again."),
    "fetched": (410, "The result was fetched, and is no longer kept. Send the submission again."),
    "deleted": (410, "The job was deleted."),
    "too-slow": (408, "The submission did not come in in time."),
    "too-large": (413, "The submission is larger than this service takes."),
    "unpacks-too-large": (413, "The submission unpacks to more than this service takes."),
    "too-many-files": (413, "The submission has more files than this service takes."),
    "media-type": (415, "Send multipart/form-data or application/zip."),
    "bad-parameter": (422, "A parameter has a value that it cannot have."),
    "no-files": (422, "There is no file in it."),
    "not-a-zip": (422, "This is no whole zip file."),
    "zip-encrypted": (422, "A file in the zip asks for a password."),
    "zip-nested": (422, "There is an archive in it: send the files themselves."),
    "zip-method": (422, "The zip is packed in a way that this service does not unpack."),
    "file-name": (422, "A file name leads elsewhere, is no Unicode, or cannot be used here."),
    "file-twice": (422, "Two files have the same name."),
    "not-a-file": (422, "It holds something that is neither a file nor a folder, such as a link."),
    "busy": (429, "There is more to do than the service takes on. Try again later."),
    "bug": (500, "A bug of ours. It was noted; please report its line."),
    "worker-died": (500, "The process that worked on it ended. Nothing of it was kept."),
    "stopping": (503, "The service is being stopped. Try again later."),
    "not-warm": (503, "The service has not started yet."),
    "no-space": (503, "There is no space for the submission. Try again later."),
    "took-too-long": (504, "It took longer than one submission may."),
}


@dataclass
class Problem(Exception):
    """A request that cannot be answered as it wishes.

    Attributes:
        code: one of PROBLEMS.
        retry_s: when it may be worth trying again; 0 when never as it is.
    """

    code: str
    retry_s: int = 0
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The HTTP status."""
        return PROBLEMS[self.code][0]

    def body(self) -> dict[str, Any]:
        """The problem as JSON."""
        status, detail = PROBLEMS[self.code]
        return {
            "type": f"urn:blinder:problem:{self.code}",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": detail,
            "code": self.code,
        }

    def all_headers(self) -> dict[str, str]:
        """The headers that go with it."""
        told = dict(self.headers)
        if self.status == HTTPStatus.UNAUTHORIZED:
            told["WWW-Authenticate"] = "Bearer"
        if self.retry_s or self.status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
            told["Retry-After"] = str(self.retry_s or SOON_S)
        return told
