"""What can be asked of the service, route by route; the rest of the package does it."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.responses import FileResponse, JSONResponse
from fastapi.telemetry import TelemetryConfig
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import ASGIApp

from blinder.limits import MIB
from blinder.service import schema
from blinder.service.door import Door, answer
from blinder.service.jobs import Job, Jobs
from blinder.service.keys import Keys
from blinder.service.problems import Problem
from blinder.service.schema import problems
from blinder.service.uploads import ZIP, receive

NO_TELEMETRY: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
BY_STATUS = {404: "not-found", 405: "method"}
ASYNC = re.compile(r"(^|,)\s*respond-async\s*($|[,;])", re.IGNORECASE)
SECOND = 1.0

JobId = Annotated[str, Path(alias="job", min_length=32, max_length=32, pattern=schema.JOB_ID)]
Wait = Annotated[
    float | None, Query(ge=0, le=3_600, description="Seconds to wait for the result; 0 for a job at once.")
]
Prefer = Annotated[str, Header(max_length=256, description="`respond-async` for a job at once (RFC 7240).")]
Accept = Annotated[str, Header(max_length=1_024, description="`application/zip` for the result itself.")]


def make_app(jobs: Jobs, keys: Keys) -> ASGIApp:
    """The application behind its door."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await jobs.start()
        try:
            yield
        finally:
            await jobs.stop()

    app = FastAPI(
        title="blinder",
        version=version("blinder"),
        description=schema.ABOUT,
        lifespan=lifespan,
        docs_url=None,  # these pages would load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        telemetry=NO_TELEMETRY,
    )
    _tell_problems(app, jobs)
    _add_submissions(app, jobs, keys)
    _add_jobs(app, jobs, keys)
    _add_health(app, jobs, keys)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return Door(app, jobs.metrics, most=jobs.serving.requests, is_open=lambda: not keys.needed)


def _owner_by(keys: Keys) -> Any:
    """The dependency that says whose request it is."""

    async def owner(request: Request) -> str:
        found = keys.owner(request.headers.get("authorization", ""))
        if found is None:
            raise Problem("no-key")
        request.state.owner = found
        return found

    return Depends(owner)


def _add_submissions(app: FastAPI, jobs: Jobs, keys: Keys) -> None:
    hooks = ["", *sorted(jobs.webhooks.urls)]
    told = Query(json_schema_extra={"enum": hooks}, description="Webhook of the settings to tell of the end.")

    @app.post(
        "/v1/submissions",
        summary="Blind a submission",
        description=schema.SUBMIT,
        responses={
            **schema.RESULT,
            202: schema.ACCEPTED,
            **problems(400, 401, 403, 408, 413, 415, 422, 429, 500, 503, 504),
        },
        openapi_extra=schema.SUBMISSION,
        response_class=JSONResponse,
    )
    async def submit(
        request: Request,
        owner: Annotated[str, _owner_by(keys)],
        wait: Wait = None,
        webhook: Annotated[str, told] = "",
        prefer: Prefer = "",
        accept: Accept = "",
    ) -> Response:
        if webhook not in hooks:
            raise Problem("bad-parameter")
        with jobs.room(owner) as folder:
            files = await receive(request, folder / "in", jobs.serving)
            job = jobs.add(owner, folder, files, webhook)
        asked = bool(ASYNC.search(prefer))
        if not asked and job.size <= jobs.serving.small_mb * MIB:
            longest_s = jobs.serving.wait_s
            await _wait(job, longest_s if wait is None else min(wait, longest_s), request)
        if job.code or await request.is_disconnected():
            jobs.remove(job)
            raise Problem(job.code or "bad-request")
        if job.result and ZIP in accept:
            return _result(job, BackgroundTask(jobs.remove, job))
        await jobs.tell_address(job)
        return _told(job, jobs, {"Preference-Applied": "respond-async"} if asked else {})


async def _wait(job: Job, wait_s: float, request: Request) -> None:
    """Until it has ended, the time is over, or nobody waits any more."""
    while wait_s > 0 and not job.ended.is_set() and not await request.is_disconnected():
        try:
            await asyncio.wait_for(job.ended.wait(), min(SECOND, wait_s))
        except TimeoutError:
            wait_s -= SECOND


def _told(job: Job, jobs: Jobs, headers: dict[str, str]) -> Response:
    """The job, or what came of it where it has ended."""
    headers |= {"Location": f"/v1/jobs/{job.id}"}
    if job.ended.is_set():
        job.fetched = True
        return _view(job, jobs, headers)
    return JSONResponse(job.view(), 202, headers | {"Retry-After": "1"})


def _view(job: Job, jobs: Jobs, headers: Mapping[str, str] | None = None) -> Response:
    """The job; once it has ended without a result to fetch, there is no more to it."""
    if job.result or not job.ended.is_set():
        return JSONResponse(job.view(), headers=headers)
    job.fetched = True
    return JSONResponse(job.view(), headers=headers, background=BackgroundTask(jobs.note_fetched, job))


def _result(job: Job, afterwards: BackgroundTask) -> Response:
    """The zip."""
    assert job.result
    verdict = {"Blinder-Verdict": job.view()["verdict"]}
    return FileResponse(job.result, media_type=ZIP, headers=verdict, background=afterwards)


def _add_jobs(app: FastAPI, jobs: Jobs, keys: Keys) -> None:
    of_job = problems(401, 403, 404, 410, 422, 429, 500)

    @app.get(
        "/v1/jobs/{job}",
        summary="How far a job is, or what came of it",
        responses={200: schema.JOB_ANSWER, **of_job},
        response_class=JSONResponse,
    )
    async def look(owner: Annotated[str, _owner_by(keys)], job_id: JobId) -> Response:
        return _view(jobs.find(job_id, owner), jobs)

    @app.get(
        "/v1/jobs/{job}/result",
        summary="The blinded copies and the audit",
        responses={200: schema.ZIP_ANSWER, **of_job, **problems(409)},
        response_class=FileResponse,
    )
    async def fetch(owner: Annotated[str, _owner_by(keys)], job_id: JobId) -> Response:
        job = jobs.find(job_id, owner)
        if not job.result:
            raise Problem("not-ready")
        job.fetched = True
        return _result(job, BackgroundTask(jobs.note_fetched, job))

    @app.delete(
        "/v1/jobs/{job}",
        summary="Stop a job, and delete all that is kept of it",
        status_code=204,
        responses={204: {"description": "It is deleted."}, **of_job},
    )
    async def delete(owner: Annotated[str, _owner_by(keys)], job_id: JobId) -> None:
        jobs.remove(jobs.find(job_id, owner))


def _add_health(app: FastAPI, jobs: Jobs, keys: Keys) -> None:
    @app.get("/health/live", summary="Does it run?", responses={200: schema.HEALTH_ANSWER, **problems(403, 429, 500)})
    async def live() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @app.get(
        "/health/ready",
        summary="Would it take a submission?",
        responses={200: schema.HEALTH_ANSWER, **problems(403, 429, 500, 503)},
    )
    async def ready() -> JSONResponse:
        if not jobs.ready:
            raise Problem("stopping" if jobs.draining else "not-warm")
        return JSONResponse({"status": "ok"})

    @app.get(
        "/metrics",
        summary="Counts for Prometheus",
        responses={200: schema.METRICS_ANSWER, **problems(401, 403, 429, 500)},
        response_class=Response,
        dependencies=[_owner_by(keys)],
    )
    async def metrics() -> Response:
        jobs.measure()
        return Response(generate_latest(jobs.metrics.registry), media_type=CONTENT_TYPE_LATEST)


def _tell_problems(app: FastAPI, jobs: Jobs) -> None:
    async def problem(_: Request, error: Exception) -> Response:
        assert isinstance(error, Problem)
        jobs.metrics.problems.labels(error.code).inc()
        return answer(error)

    async def parameter(request: Request, _: Exception) -> Response:
        return await problem(request, Problem("bad-parameter"))

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        code = BY_STATUS.get(error.status_code, "bad-request")
        return await problem(request, Problem(code, headers=_allowed(app, request) if code == "method" else {}))

    async def bug(request: Request, _: Exception) -> Response:
        return await problem(request, Problem("bug"))  # the door notes what it was

    app.add_exception_handler(Problem, problem)
    app.add_exception_handler(Exception, bug)
    app.add_exception_handler(RequestValidationError, parameter)
    app.add_exception_handler(HTTPException, http)


def _allowed(app: FastAPI, request: Request) -> dict[str, str]:
    """What can be done at this address; the framework names only what its first route there can."""
    routes = [route for route in app.routes if isinstance(route, Route) and route.path_regex.match(request.url.path)]
    return {"Allow": ", ".join(sorted({method for route in routes for method in route.methods or ()}))}


def _openapi(app: FastAPI) -> dict[str, Any]:
    if not app.openapi_schema:
        made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        app.openapi_schema = schema.complete(made)
    return app.openapi_schema
