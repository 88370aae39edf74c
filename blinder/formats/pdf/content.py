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
    [*"bBcdfFhijJkKlmMnqQsSvwWyG'", *'g " b* B* BT cm cs CS d0 d1 Do ET f* gs re RG rg ri sc SC scn SCN sh'.split()]
    + [*"T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz W*".split(), "INLINE IMAGE"]
)
PREFIX = {"/Font": "F", "/XObject": "X", "/ExtGState": "G", "/ColorSpace": "C", "/Pattern": "P", "/Shading": "S"}

Renames = Mapping[str, Mapping[str, str]]  # kind → old name → new name


def neutral_names(painter: pikepdf.Object, resources: pikepdf.Dictionary) -> dict[str, dict[str, str]]:
    """New names for every resource that the content calls, counted per kind in the order of the old ones."""
    called: dict[str, set[str]] = {kind: set() for kind in PREFIX}
    for instruction in pikepdf.parse_content_stream(painter, " ".join(NAMED)):
        called[NAMED[str(instruction.operator)]] |= {
            str(each) for each in instruction.operands if isinstance(each, pikepdf.Name)
        }
    return {
        kind: {
            old: f"/{PREFIX[kind]}{at}"
            for at, old in enumerate(sorted(names & _keys(resources, kind), key=_natural), 1)
        }
        for kind, names in called.items()
    }


def clean_content(painter: pikepdf.Object, renames: Renames) -> bytes:
    """The content of a page or of a form, with every call by its new name."""
    kept = []
    for instruction in pikepdf.parse_content_stream(painter):
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


def _keys(resources: pikepdf.Dictionary, kind: str) -> set[str]:
    members = resources.get(kind)
    return set(members.keys()) if isinstance(members, pikepdf.Dictionary) else set()


def _renamed(operand: object, names: Mapping[str, str]) -> object:
    return pikepdf.Name(names[str(operand)]) if isinstance(operand, pikepdf.Name) and str(operand) in names else operand


def _natural(name: str) -> tuple[int, str]:
    return len(name), name
