"""Where each format finds text, by its name: what an attestation may claim, told without its libraries."""

from blinder.types import SegmentKind

_ALL = frozenset(SegmentKind) - {SegmentKind.FILE_NAME}
_OFFICE = _ALL - {SegmentKind.OUTLINE}
CHANNELS: dict[str, frozenset[SegmentKind]] = {
    "docx": _OFFICE,
    "doc": _OFFICE,
    "odt": _OFFICE,
    "pdf": _ALL - {SegmentKind.NOTE, SegmentKind.TEXT_BOX, SegmentKind.DELETED, SegmentKind.CHART},
    "text": frozenset({SegmentKind.BODY, SegmentKind.TABLE}),
}
