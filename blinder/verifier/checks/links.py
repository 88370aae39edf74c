"""Do links lead to people or places instead of literature?"""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from blinder.types import Finding, Severity
from blinder.verifier.known import Known
from blinder.verifier.sight import FactKind, Sight
from blinder.verifier.wording import words_of

LOCAL_SCHEMES = frozenset({"mailto", "file", "tel", "sms", "ftp", "smb", "skype", "callto", "sip"})
REFERENCE_ENDINGS = (".gov", ".state.ma.us", ".mass.edu", "mass.gov")


def check(sight: Sight, known: Sequence[Known]) -> Iterator[Finding]:
    """Mail addresses and files are leaks, other targets that are no literature ask for a person."""
    for fact in sight.of(FactKind.LINK):
        severity = weigh_target(fact.value)
        if severity:
            message = (
                "a link to a person or a file" if severity is Severity.LEAK else "a link that is no known reference"
            )
            yield Finding(sight.name, "links", severity, fact.place, message)


def weigh_target(target: str) -> Severity | None:
    """How grave a link's target is; None for references and links inside the document."""
    target = target.strip()
    if not target or target.startswith("#"):
        return None
    try:
        scheme, host = urlsplit(target).scheme.lower(), (urlsplit(target).hostname or "").removeprefix("www.")
    except ValueError:
        return Severity.REVIEW
    if scheme == "mailto" and _is_reference(target.partition("?")[0].rpartition("@")[2].lower()):
        return Severity.REVIEW  # an office of the state, or somebody in it
    if (
        scheme in LOCAL_SCHEMES
        or len(scheme) == 1
        or target.startswith(("/", "\\", ".."))
        or (not scheme and "." in target)
    ):
        return Severity.LEAK
    if scheme == "doi" or _is_reference(host):
        return None
    return Severity.REVIEW


def _is_reference(host: str) -> bool:
    parents = {host.split(".", cut)[-1] for cut in range(host.count("."))}
    return bool(parents & words_of("reference_hosts.txt")) or f".{host}".endswith(REFERENCE_ENDINGS)
