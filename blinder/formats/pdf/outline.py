"""The bookmarks panel: read as titles with targets, written anew with blinded titles."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from blinder.formats.pdf.objects import MAX_NODES, Target, Targets, dict_of, text_of, tidy
from blinder.types import Segment, SegmentKind

MAX_LEVEL = 30


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One line of the panel. `level` counts from 0."""

    id: str
    title: str = field(repr=False)
    level: int
    target: Target | None

    def segment(self) -> Segment:
        """The title as it is detected in."""
        return Segment(self.id, SegmentKind.OUTLINE, f"bookmark {self.id.split('.')[1]}", self.title)


def read_outline(pdf: pikepdf.Pdf) -> list[Bookmark]:
    """All bookmarks in their order; a loop ends where it closes."""
    targets = Targets(pdf)
    found: list[Bookmark] = []
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, int]] = [(dict_of(pdf.Root.get("/Outlines")).get("/First"), 0)]
    while waiting and len(seen) < MAX_NODES:
        node, level = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or node.objgen in seen:
            continue
        seen.add(node.objgen)
        action = dict_of(node.get("/A"))
        target = targets.find(node.get("/Dest", action.get("/D") if action.get("/S") == "/GoTo" else None))
        found.append(Bookmark(f"outline.{len(found) + 1}", tidy(text_of(node.get("/Title"))), level, target))
        waiting += [(node.get("/Next"), level), (node.get("/First"), min(level + 1, MAX_LEVEL))]
    return found


def write_outline(pdf: pikepdf.Pdf, bookmarks: list[Bookmark], titles: Mapping[str, str]) -> None:
    """Build the panel from nothing. `titles` maps a bookmark's id to its blinded title."""
    if not bookmarks:
        return
    with pdf.open_outline() as outline:
        parents = [outline.root]
        for bookmark in bookmarks:
            item = pikepdf.OutlineItem(titles.get(bookmark.id, bookmark.title), *_destination(bookmark.target))
            del parents[bookmark.level + 1 :]
            parents[-1].append(item)
            parents.append(item.children)


def _destination(target: Target | None) -> tuple[int | None, str | None]:
    return (target.page, "FitH" if target.top is not None else "Fit") if target else (None, None)
