"""What Prometheus may know: counts and times by fixed words, never an id or a name."""

from collections.abc import Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

NAMESPACE = "blinder"
REQUEST_S = (0.005, 0.02, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 120)
JOB_S = (0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1_800)


class Metrics:
    """One registry for one service."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = self._counter("requests", "Requests answered.", "route", "method", "status")
        self.request_s = self._times("request_seconds", "Until a request was answered.", REQUEST_S, "route")
        self.problems = self._counter("problems", "Requests and jobs that came to nothing.", "code")
        self.submissions = self._counter("submissions", "Submissions blinded.", "verdict")
        self.submission_s = self._times("submission_seconds", "That a submission was worked on.", JOB_S)
        self.files = self._counter("files", "Files of these submissions.")
        self.jobs = self._gauge("jobs", "Submissions there are.", "state")
        self.stored = self._gauge("stored_bytes", "Of submissions and results on the disk.")
        self.workers = self._gauge("workers_warm", "Processes that are ready to blind, or blind.")
        self.deaths = self._counter("worker_deaths", "Processes that crashed or had to be ended.")
        self.webhooks = self._counter("webhooks", "Webhooks told, or given up.", "outcome")

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(name, told, labels, NAMESPACE, registry=self.registry)

    def _gauge(self, name: str, told: str, *labels: str) -> Gauge:
        return Gauge(name, told, labels, NAMESPACE, registry=self.registry)

    def _times(self, name: str, told: str, buckets: Sequence[float], *labels: str) -> Histogram:
        return Histogram(name, told, labels, NAMESPACE, registry=self.registry, buckets=buckets)

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request."""
        self.requests.labels(route, method, str(status)).inc()
        self.request_s.labels(route).observe(seconds)
