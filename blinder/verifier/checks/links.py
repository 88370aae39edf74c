"""Do links lead to people or places instead of literature?"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from blinder.types import Finding, Severity
from blinder.verifier.known import Known
from blinder.verifier.sight import FactKind, Sight
from blinder.verifier.wording import words_of

LOCAL_SCHEMES = frozenset({"mailto", "file", "tel", "sms", "ftp", "smb", "skype", "callto", "sip"})
REFERENCE_ENDINGS = (".gov", ".state.ma.us", ".mass.edu", "mass.gov")
SHARED = re.compile(
    r"(docs|drive|sites|photos|forms|classroom)\.google\.com|forms\.gle|.*\.sharepoint\.com|1drv\.ms|onedrive\.live\.com"
    r"|.*dropbox\.com|.*\.?box\.com|.*icloud\.com|padlet\.com|.*canva\.com|.*loom\.com|.*\.zoom\.us"
)
SCHOOL_SITE = re.compile(r".*(\bk12\b|schools?\b|schools?\.|academy|isd\.|usd\.|\bps\d*\.).*")
REMOVE = "Turn the link into plain text without its address (Word: right click → Remove Hyperlink)."
EVIDENCE = f"{REMOVE} Evidence behind links is not allowed: condition code C."
PERSON, ELSEWHERE = "a link to a person or a file", "a link to a document that is kept elsewhere"
SCHOOL, OFFICE, UNKNOWN = "a link to a school's site", "an office of the state", "a link that is no known reference"
HINTS = {ELSEWHERE: EVIDENCE, OFFICE: ""}
Verdict = tuple[Severity, str]


def check(sight: Sight, known: Sequence[Known]) -> Iterator[Finding]:
    """Mail addresses, files, shared documents, schools' sites are leaks; what is no literature asks for a person."""
    for fact in sight.of(FactKind.LINK):
        if verdict := weigh_target(fact.value):
            severity, message = verdict
            yield Finding(sight.name, "links", severity, fact.place, message, HINTS.get(message, REMOVE))


def weigh_target(target: str) -> Verdict | None:
    """How grave a link's target is, and what it is; None for references and links inside the document."""
    target = target.strip()
    if not target or target.startswith("#"):
        return None
    try:
        scheme, host = urlsplit(target).scheme.lower(), (urlsplit(target).hostname or "").removeprefix("www.")
    except ValueError:
        return Severity.REVIEW, UNKNOWN
    if scheme == "mailto":
        return _weigh_mail(target.partition(":")[2].partition("?")[0].lower())
    if (
        scheme in LOCAL_SCHEMES
        or len(scheme) == 1
        or target.startswith(("/", "\\", ".."))
        or (not scheme and "." in target)
    ):
        return Severity.LEAK, PERSON
    if SHARED.fullmatch(host):
        return Severity.LEAK, ELSEWHERE
    if scheme == "doi" or _is_reference(host):
        return None
    return (Severity.LEAK, SCHOOL) if SCHOOL_SITE.fullmatch(host) else (Severity.REVIEW, UNKNOWN)


def _weigh_mail(address: str) -> Verdict:
    """An office of the state is public, a person in it is not: "office@doe.mass.edu", "a.quandt@doe.mass.edu"."""
    box, _, host = address.rpartition("@")
    if not _is_reference(host):
        return Severity.LEAK, PERSON
    return (Severity.NOTE, OFFICE) if box.isalpha() else (Severity.REVIEW, PERSON)


def _is_reference(host: str) -> bool:
    parents = {host.split(".", cut)[-1] for cut in range(host.count("."))}
    return bool(parents & words_of("reference_hosts.txt")) or f".{host}".endswith(REFERENCE_ENDINGS)
