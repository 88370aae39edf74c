"""Votes of how a name looks and stands, and of the place named after it; which roles they mean, the label map says."""

import re
from collections.abc import Iterator

from blinder.resolve.roles.page import TITLE, Page, Vote
from blinder.types import Span

QUOTED = re.compile(r"[^\n:]{0,15}: ?[\"“]")
ROLL_CALL = re.compile(
    r"(?: ?[–—-]|,|\.{2,})? ?(?:yes|no|aye|nay|abstain(?:ed|s)?|yea|here|YES|NO|AYE|Yes|No|Aye)\b(?! \w)"
)
MOTION = re.compile(rf"\b(?:[Mm]otion|MOTION|[Mm]oved|2nd|[Ss]econd(?:ed)?|SECOND(?:ED)?)(?: by| from|:)?:? {TITLE}$")
ROOM_NUMBER = re.compile(r"(?:['’]s)?(?:,| \(|\s{1,12}|:| -)\s?(?:Rm|rm|Room|room|RM)\.? ?\w?\d")
AFFILIATED = re.compile(r"(?:,| \(| of| from| at| of the| from the|, of| [-–—])\s*(?:the )?")
MARGIN = 4  # characters that may stand before a name that opens its line


def look_of_name(page: Page, span: Span) -> Iterator[Vote]:
    """A first name with an initial; a quotation behind the name; a vote or a motion; a room number."""
    roles = page.label_map.role_hints.get("looks", {})
    opens = span.start - page.layout.starts[page.layout.number(span.start)] < MARGIN
    seen = {
        "initial": page.with_initial(span),
        "quoted": opens and QUOTED.match(page.text, span.end),
        "roll call": ROLL_CALL.match(page.text, span.end),
        "motion": MOTION.search(page.text, max(0, span.start - 30), span.start),
        "room number": ROOM_NUMBER.match(page.text, span.end),
    }
    yield from (Vote(roles[look], look) for look, found in seen.items() if found and look in roles)


def affiliation(page: Page, span: Span) -> Iterator[Vote]:
    """ "Dr. Ana Quill, Harrow University"."""
    place = page.place_after(span.end)
    role = page.label_map.role_hints.get("of", {}).get(place[1].casefold()) if place else None
    if place and role and page.matches(AFFILIATED, span.end, place[0].start):
        yield Vote(role, "affiliation")
