"""Texts to train on: public corpora and marked school texts → documents as runs of labelled pieces.

A document is a list of pieces, so that augmentation can change any piece without counting characters.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from models.marks import read_file

LABELS = (
    "O", "PERSON", "SCHOOL", "DISTRICT", "UNIVERSITY", "ORGANIZATION", "LOCATION", "CONTACT", "MASCOT", "KEEP",
)  # fmt: skip
LABEL_ID = {label: index for index, label in enumerate(LABELS)}
OF_MARK = {
    "PERSON": "PERSON", "SCHOOL": "SCHOOL", "DISTRICT": "DISTRICT", "UNIVERSITY": "UNIVERSITY", "ORG": "ORGANIZATION",
    "LOCATION": "LOCATION", "MASCOT": "MASCOT", "EMAIL": "CONTACT", "PHONE": "CONTACT", "URL": "CONTACT",
    "ADDRESS": "CONTACT", "ID": "CONTACT", "HANDLE": "CONTACT",
}  # fmt: skip
KEPT_ROLES = frozenset({"cited", "public", "curriculum", "state"})
HINTS = {"cited": "PERSON", "public": "PERSON", "curriculum": "ORGANIZATION", "state": "ORGANIZATION"}
HINT_SHIFT = 16
# What a public corpus' label may mean in ours: sets of labels, any of which is right. KEEP is in none of them: when
# famous people could be either, the network took every English name of a text without schools for a scholar's.
STRICT = {"O": ("O",), "PERSON": ("PERSON",), "ORG": ("ORGANIZATION",), "LOC": ("LOCATION",)}
LOOSE = {
    "O": ("O", "CONTACT"),
    "PERSON": ("PERSON",),
    "ORG": ("ORGANIZATION", "SCHOOL", "DISTRICT", "UNIVERSITY"),
    "LOC": ("LOCATION",),
}
PUBLIC = {
    "btc.jsonl": LOOSE, "wnut17_train.jsonl": LOOSE, "wnut17_dev.jsonl": LOOSE, "wikigold.jsonl": LOOSE,
    "litbank_names.jsonl": LOOSE, "gum_ccby_train.jsonl": LOOSE,
}  # fmt: skip


@dataclass(slots=True)
class Piece:
    """A run of text under one label. `allowed` is the set of right labels as bits; `entity` and `role` as marked."""

    text: str
    allowed: int
    type: str = ""
    role: str = ""
    entity: str = ""


@dataclass(slots=True)
class Text:
    """One document: its pieces, the submission it belongs to, and where it comes from ("school", "public", "made")."""

    pieces: list[Piece]
    submission: str = ""
    source: str = ""
    strict: list[Piece] = field(default_factory=list)


def bits(*labels: str) -> int:
    """A set of labels as a bit mask."""
    return sum(1 << LABEL_ID[label] for label in labels)


def hint(label: str) -> int:
    """What a kept name would be if it were not kept: rides above the label bits, for the vote's `likely`."""
    return LABEL_ID[label] << HINT_SHIFT


def read_school(folder: Path) -> list[Text]:
    """All marked texts under `folder`, in the order of their paths."""
    texts = []
    for path in sorted(folder.rglob("*.jsonl")):
        for document in read_file(path):
            pieces: list[Piece] = []
            at = 0
            for mark in document.marks:
                if mark.start > at:
                    pieces.append(Piece(document.text[at : mark.start], bits("O")))
                label = OF_MARK.get(mark.type) or ("KEEP" if mark.role in KEPT_ROLES else "O")
                allowed = bits(label) | (hint(HINTS[mark.role]) if label == "KEEP" else 0)
                pieces.append(Piece(mark.surface, allowed, mark.type, mark.role, mark.entity))
                at = mark.end
            pieces.append(Piece(document.text[at:], bits("O")))
            texts.append(Text(pieces, f"{path.parent.name}/{path.stem}/{document.submission}", "school"))
    return texts


def read_public(folder: Path) -> list[Text]:
    """The public corpora that lie in `folder`; a missing one raises `FileNotFoundError`. Long texts are cut."""
    texts = []
    for name, loose in PUBLIC.items():
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            spans = [(s["start"], s["end"], s["type"]) for s in row["spans"] if s["type"] in STRICT]
            texts += cut_lines(span_pieces(row["text"], sorted(spans), loose, row["id"]))
    return texts


def span_pieces(text: str, spans: list[tuple[int, int, str]], loose: dict[str, tuple[str, ...]], source: str) -> Text:
    """Pieces of one public text, under the loose and under the strict reading of its labels."""
    pieces: list[Piece] = []
    strict: list[Piece] = []
    at = 0
    for start, end, kind in [*spans, (len(text), len(text), "O")]:
        if start < at:
            continue
        for piece, name in ((text[at:start], "O"), (text[start:end], kind)):
            if piece:
                pieces.append(Piece(piece, bits(*loose[name]), name))
                strict.append(Piece(piece, bits(*STRICT[name]), name))
        at = end
    return Text(pieces, source, "public", strict)


def cut_lines(text: Text, limit: int = 1500) -> list[Text]:
    """Cut a long text at line ends that stand outside names, into texts of about `limit` characters."""
    parts: list[Text] = []
    now = Text([], text.submission, text.source)
    size = 0
    for piece, strict in zip(text.pieces, text.strict, strict=True):
        lines = piece.text.splitlines(keepends=True) if piece.type == "O" else [piece.text]
        for line in lines:
            now.pieces.append(Piece(line, piece.allowed, piece.type))
            now.strict.append(Piece(line, strict.allowed, strict.type))
            size += len(line)
            if size > limit and line.endswith("\n"):
                parts.append(now)
                now, size = Text([], text.submission, text.source), 0
    if now.pieces:
        parts.append(now)
    return parts


def data_hash(paths: list[Path]) -> str:
    """SHA-256 over names and bytes of the files, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda path: (path.name, str(path))):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
