"""Finds what may point to a person or a school without naming it, or keep a scorer from reading: never changed.

In: a reading with labels in the place of names, as the scorer will read it. Out: hints with a place and a kind, one for
each place and kind. Small cells are those that Massachusetts itself does not report: fewer than ten students.
"""

from collections.abc import Iterable

from blinder.indirect.facts import FACTS
from blinder.indirect.kinds import MESSAGES, Hint, Kind
from blinder.indirect.layout import lay_out
from blinder.indirect.links import find_links
from blinder.indirect.people import people_wordings
from blinder.indirect.tables import find_in_table
from blinder.indirect.wordings import find_in_texts
from blinder.label_map import LabelMap
from blinder.reading import Reading

__all__ = ["Hint", "Kind", "find_indirect", "find_linked"]


def find_indirect(reading: Reading, profile: LabelMap) -> tuple[Hint, ...]:
    """Every hint of one document: those of its paragraphs, then those of its tables."""
    paragraphs, tables = lay_out(reading)
    wordings = (*people_wordings(profile), *FACTS)
    found = [(paragraphs[at].place, kind) for at, kind in find_in_texts([text for _, text in paragraphs], wordings)]
    found += [(table.place, kind) for table in tables for kind in find_in_table(table)]
    return _hints(found)


def find_linked(reading: Reading, profile: LabelMap) -> tuple[Hint, ...]:
    """A hint for every place where a link stands in for a file; the reading is the original, where links still lead."""
    return _hints(find_links(reading, profile))


def _hints(found: Iterable[tuple[str, Kind]]) -> tuple[Hint, ...]:
    return tuple(Hint(place, kind, MESSAGES[kind]) for place, kind in dict.fromkeys(found))
