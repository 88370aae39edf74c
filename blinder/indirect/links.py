"""Links that stand in for a file: scorers open none, and a missing file makes the whole task unscorable.

Hosts and cues are the label map's. An address in a citation, and one of a reference host, is no evidence.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from blinder.indirect.kinds import Kind
from blinder.label_map import LabelMap
from blinder.reading import Reading
from blinder.types import EntityType

BEFORE = 40  # code points before an address that tell what it is for
CITATION = re.compile(r"\((?:19|20)\d\d[a-z]?\b|\(n\.\s?d\.", re.IGNORECASE)
ADDRESS = (
    r"(?:https?://|(?<![\w@.-])www\.)(?P<full>[^\s<>\"“”|]+)"
    r"|(?<![\w@.-])(?P<bare>(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?:/[^\s<>\"“”|]*)?)(?![\w@])"
)


def find_links(reading: Reading, profile: LabelMap) -> Iterator[tuple[str, Kind]]:
    """(place, kind) of every address of a host of documents, and of every other that the text tells to follow.

    Works on the original and on the blinded text, where the label of a web address stands for it.
    """
    address, cue = _patterns(profile)
    for segment in reading.segments:
        for found in () if segment.dropped else address.finditer(segment.text):
            before = segment.text[max(0, found.start() - BEFORE) : found.start()]
            host = re.split(r"[/?#:]", found["full"] or found["bare"] or "")[0].casefold()
            if CITATION.search(segment.text, 0, found.start()) or _is_of(host, profile.reference_hosts):
                continue
            if _is_of(host, profile.document_hosts) or (cue.search(before) and (not found["bare"] or "/" in found[0])):
                yield segment.place, Kind.LINK


@lru_cache(maxsize=8)
def _patterns(profile: LabelMap) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Addresses and their labels; the cues."""
    label = re.escape(profile.type_labels.get(EntityType.URL, EntityType.URL))
    cues = "|".join(map(re.escape, profile.link_cues)) or "(?!)"
    return (
        re.compile(rf"{ADDRESS}|\b{label} \d{{1,4}}\b", re.IGNORECASE),
        re.compile(rf"\b(?:{cues})\b", re.IGNORECASE),
    )


def _is_of(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == each or host.endswith(f".{each}") for each in hosts)
