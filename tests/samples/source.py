"""The marked sources of the sample submission: `source/*.md` → blocks to write and places that hold names.

A source is light markdown with the marks of the training texts, `⟦TYPE|role|entity|surface⟧`. One line is one block:
`PART: TITLE: FILE: HEADER: HEADER-FIRST: FOOTER:` head the file, `PLANT: channel | text` names a hidden place,
`# ` and `## ` are headings, `- ` is a bullet, `| a | b` a table row, `IMAGE: alt`, `BOX: text`, and in the form
`CONTROL: title | tag | text`, `DROPDOWN: title | tag | a / b`, `CHECK: text`. Inside a line: `**bold**`, `*italic*`,
`^[footnote]`, `[text](target "tooltip")`, `{++author|inserted++}`, `{--author|deleted--}`, `{>>author|comment<<}`,
`&nbsp;` and `&shy;`. Its own file because the writers and the ground truth must read the same sources.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from pathlib import Path

MARK = re.compile(r"⟦([^|⟦⟧]*)\|([^|⟦⟧]*)\|([^|⟦⟧]*)\|([^⟦⟧]*)⟧")
HEAD = ("PART", "TITLE", "FILE", "HEADER-FIRST", "HEADER", "FOOTER")
BLOCK = ("IMAGE", "BOX", "CONTROL", "DROPDOWN", "CHECK")
INLINE = re.compile(
    r"\^\[(?P<note>[^\]]+)\]"
    r"|\[(?P<shown>[^\]]+)\]\((?P<target>[^\s)]+)(?: \"(?P<tip>[^\"]*)\")?\)"
    r"|\{\+\+(?P<inserter>[^|]+)\|(?P<inserted>.*?)\+\+\}"
    r"|\{--(?P<deleter>[^|]+)\|(?P<deleted>.*?)--\}"
    r"|\{>>(?P<commenter>[^|]+)\|(?P<comment>.*?)<<\}"
    r"|\*\*(?P<bold>.+?)\*\*"
    r"|\*(?P<italic>.+?)\*"
)


@dataclass(frozen=True, slots=True)
class Inline:
    """A stretch of a line. `kind`: text, bold, italic, note, link, insert, delete or comment.

    `who` is the author of a change or comment; `target` and `tip` belong to a link.
    """

    kind: str
    text: str
    who: str = ""
    target: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One line, or one whole table. `text` and `rows` are still marked; `plain` and `inlines` take the marks out."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class Source:
    """One document: its head lines, blocks, and plants as (channel, marked text). Everything is still marked."""

    head: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    plants: list[tuple[str, str]] = field(default_factory=list)

    def plain(self, name: str) -> str:
        """A head line without marks; empty when the source has none."""
        return plain(self.head.get(name, ""))

    def plant(self, prefix: str) -> dict[str, str]:
        """Plants of one kind, `core` for `core.creator`: what follows the dot → text, both without marks."""
        pairs = ((channel.partition("."), text) for channel, text in self.plants if channel.startswith(prefix + "."))
        return {plain(channel[2]): plain(text) for channel, text in pairs}


def read_source(path: Path) -> Source:
    """Read one marked source. A `NAME:` line that is neither head nor block is an ordinary paragraph."""
    source = Source()
    for line in path.read_text(encoding="utf-8").splitlines():
        name, colon, rest = line.partition(": ")
        if not line.strip():
            continue
        if colon and name in HEAD and name not in source.head:
            source.head[name] = rest
        elif colon and name == "PLANT":
            channel, _, text = rest.partition(" | ")
            source.plants.append((channel, text))
        else:
            add_block(source.blocks, line)
    check_plants(source, path)
    return source


def check_plants(source: Source, path: Path) -> None:
    """A plant that belongs to a heading must name one, or it would silently stay out of the document.

    Raises:
        ValueError: no heading of that name.
    """
    headings = {plain(block.text) for block in source.blocks if block.kind == "heading"}
    for kind in ("bookmark", "hidden", "outline"):
        for name in source.plant(kind):
            if name not in headings:
                raise ValueError(f"{path.name}: {kind} plant for a heading that is not there")


def add_block(blocks: list[Block], line: str) -> None:
    """Append the block of one line; table rows join the table before them."""
    name, colon, rest = line.partition(": ")
    if line.startswith("|"):
        row = tuple(cell.strip() for cell in line[1:].split(" | "))
        rows = blocks.pop().rows if blocks and blocks[-1].kind == "table" else ()
        blocks.append(Block("table", rows=(*rows, row)))
    elif colon and name in BLOCK:
        blocks.append(Block(name.lower(), rest))
    elif line.startswith(("# ", "## ", "- ")):
        sign, _, rest = line.partition(" ")
        blocks.append(Block({"#": "title", "##": "heading", "-": "bullet"}[sign], rest))
    else:
        blocks.append(Block("paragraph", line))


def plain(marked: str) -> str:
    """Text as a file holds it: marks out, `&nbsp;` and `&shy;` as characters."""
    return html.unescape(MARK.sub(lambda found: found[4], marked))


def inlines(marked: str) -> list[Inline]:
    """The stretches of one marked line, in order."""
    text = plain(marked)
    stretches: list[Inline] = []
    at = 0
    for found in INLINE.finditer(text):
        if found.start() > at:
            stretches.append(Inline("text", text[at : found.start()]))
        stretches.append(inline_of(found))
        at = found.end()
    if at < len(text):
        stretches.append(Inline("text", text[at:]))
    return stretches


def inline_of(found: re.Match[str]) -> Inline:
    """The stretch that one match of `INLINE` stands for."""
    part = found.groupdict()
    if part["shown"]:
        return Inline("link", part["shown"], target=part["target"], tip=part["tip"] or "")
    for kind, text, who in (
        ("insert", "inserted", "inserter"),
        ("delete", "deleted", "deleter"),
        ("comment", "comment", "commenter"),
    ):
        if part[who]:
            return Inline(kind, part[text], who=part[who])
    kind = next(name for name in ("note", "bold", "italic") if part[name])
    return Inline(kind, part[kind])
