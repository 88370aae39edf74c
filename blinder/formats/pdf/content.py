"""Content streams anew: known operators only, resources under neutral names, no marked content, no comments."""

from collections.abc import Mapping

import pikepdf

NAMED = {  # operator → the kind of resource that its name operand calls
    "Tf": "/Font",
    "Do": "/XObject",
    "gs": "/ExtGState",
    "cs": "/ColorSpace",
    "CS": "/ColorSpace",
    "scn": "/Pattern",
    "SCN": "/Pattern",
    "sh": "/Shading",
}
OPERATORS = frozenset(
    ["b", "B", "b*", "B*", "BT", "c", "cm", "cs", "CS", "d", "d0", "d1", "Do", "ET", "f", "F", "f*", "G", "g", "gs", "h", "i", "j", "J", "K", "k", "l", "m", "M", "n", "q", "Q", "re", "RG", "rg", "ri", "s", "S", "sc", "SC", "scn", "SCN", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj", "TJ", "TL", "Tm", "Tr", "Ts", "Tw", "Tz", "v", "w", "W", "W*", "y", "'", '"', "BI"]
) | {"INLINE IMAGE"}
PREFIX = {"/Font": "F", "/XObject": "X", "/ExtGState": "G", "/ColorSpace": "C", "/Pattern": "P", "/Shading": "S"}

Renames = Mapping[str, Mapping[str, str]]  # kind → old name → new name


def neutral_names(resources: pikepdf.Dictionary) -> dict[str, dict[str, str]]:
    """New names for every resource, counted per kind in the order of the old ones."""
    kinds = {kind: resources.get(kind) for kind in PREFIX}
    return {
        kind: {old: f"/{PREFIX[kind]}{at}" for at, old in enumerate(sorted(members, key=_natural), 1)}
        for kind, members in kinds.items()
        if isinstance(members, pikepdf.Dictionary)
    }


def clean_content(stream: pikepdf.Object, renames: Renames) -> bytes:
    """The content of a page or of a form, with every call by its new name."""
    kept = []
    for instruction in pikepdf.parse_content_stream(stream):
        operator = str(instruction.operator)
        if operator not in OPERATORS:
            continue
        kind = NAMED.get(operator)
        if kind and instruction.operands:
            operands = [_renamed(each, renames.get(kind, {})) for each in instruction.operands]
            kept.append(pikepdf.ContentStreamInstruction(operands, instruction.operator))
        else:
            kept.append(instruction)
    return pikepdf.unparse_content_stream(kept)


def _renamed(operand: object, names: Mapping[str, str]) -> object:
    return pikepdf.Name(names[str(operand)]) if isinstance(operand, pikepdf.Name) and str(operand) in names else operand


def _natural(name: str) -> tuple[int, str]:
    return len(name), name
