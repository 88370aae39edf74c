"""Content streams anew: known operators only, resources under neutral names, marked content by number, no comments."""

from collections.abc import Iterable, Mapping
from typing import Any

import pikepdf

from blinder.formats.pdf.bare import keep_pixels_only
from blinder.formats.pdf.values import UNKNOWN, is_known_name, plain_operands, plain_value

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
_LETTERS = "bBcdfFgGhijJkKlmMnqQsSvwWy'\""
_WORDS = "b* B* BT cm cs CS d0 d1 Do ET f* gs re RG rg ri sc SC scn SCN sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz W*"
OPERATORS = frozenset([*_LETTERS, *_WORDS.split()])
SHOWING = frozenset(("Tj", "TJ", "'", '"'))
SPACES = frozenset(("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern"))
INLINE_KEYS = frozenset(
    "BitsPerComponent ColorSpace Decode DecodeParms Filter Height Interpolate ImageMask Width".split()
)
END = pikepdf.ContentStreamInstruction([], pikepdf.Operator("EMC"))
PREFIX = {"/Font": "F", "/XObject": "X", "/ExtGState": "G", "/ColorSpace": "C", "/Pattern": "P", "/Shading": "S"}

Renames = Mapping[str, Mapping[str, str]]  # kind → old name → new name


def neutral_names(painters: Iterable[Any], resources: pikepdf.Dictionary) -> dict[str, dict[str, str]]:
    """New names for every resource that one of the contents calls, counted per kind in the order of the old ones."""
    called: dict[str, set[str]] = {kind: set() for kind in PREFIX}
    for painter in painters:
        for instruction in pikepdf.parse_content_stream(painter, " ".join(NAMED)):
            names = {str(each) for each in instruction.operands if isinstance(each, pikepdf.Name)}
            called[NAMED[str(instruction.operator)]] |= names
    renames = {}
    for kind, names in called.items():
        known = sorted(names & _keys(resources, kind), key=_natural)
        renames[kind] = {old: f"/{PREFIX[kind]}{at}" for at, old in enumerate(known, 1)}
    return renames


def clean_content(painter: pikepdf.Object, renames: Renames, *, shows: bool = True) -> bytes:
    """The content of a page or of a form, with every call by its new name. Only a page's own content stays marked.

    Args:
        shows: whether text may stand in it; nobody reads that of a glyph's drawing, nor text without a size.
    """
    kept: list[Any] = []
    size = _Size()
    marks = _Marks(numbered=not isinstance(painter, pikepdf.Stream))
    for instruction in pikepdf.parse_content_stream(painter):
        operator = str(instruction.operator)
        if operator == "INLINE IMAGE":
            kept.append(_plain_inline(instruction))
        kept += marks.step(operator, instruction)
        if operator not in OPERATORS:
            continue
        size.step(operator, instruction)
        kind = NAMED.get(operator)
        if kind and instruction.operands:
            operands = [_renamed(each, renames.get(kind, {})) for each in instruction.operands]
            kept.append(pikepdf.ContentStreamInstruction(operands, instruction.operator))
        elif operator in SHOWING:
            kept += [_shown(instruction)] * (shows and size.is_any)
        else:
            kept.append(_numbers_only(operator, instruction))
    return pikepdf.unparse_content_stream([*kept, *marks.close()])


class _Size:
    """Whether text has any size: neither its font nor its matrix nor its scale is zero."""

    def __init__(self) -> None:
        self._state, self._saved = dict[str, bool](), list[dict[str, bool]]()

    @property
    def is_any(self) -> bool:
        return all(self._state.values())

    def step(self, operator: str, instruction: Any) -> None:
        if operator == "q":
            self._saved.append(dict(self._state))
        elif operator == "Q" and self._saved:
            self._state = self._saved.pop()
        elif operator == "BT":
            self._state["Tm"] = True
        elif operator in ("Tf", "Tz", "Tm", "cm"):
            self._state[operator] = _has_size(instruction.operands) and (
                operator != "cm" or self._state.get("cm", True)
            )


def _has_size(operands: Any) -> bool:
    """Of a font, a scale or a matrix."""
    try:
        numbers = [float(each) for each in operands if not isinstance(each, pikepdf.Object)]
    except ValueError:
        return False
    if len(numbers) == 6:
        return numbers[0] * numbers[3] != numbers[1] * numbers[2]
    return bool(numbers) and numbers[-1] != 0


class _Marks:
    """Marked content: what the structure tree counts (`numbered`) and what it leaves out, every other mark dropped."""

    def __init__(self, *, numbered: bool) -> None:
        self._numbered, self._kept = numbered, list[bool]()

    def step(self, operator: str, instruction: Any) -> list[Any]:
        """What stands for an instruction that begins or ends marked content; nothing for any other."""
        if operator in ("BMC", "BDC"):
            begun = self._begin(instruction.operands) if self._numbered else []
            self._kept.append(bool(begun))
            return begun
        return [END] if operator == "EMC" and self._kept and self._kept.pop() else []

    def _begin(self, operands: Any) -> list[Any]:
        if operands and operands[0] == "/Artifact":
            return [pikepdf.ContentStreamInstruction([pikepdf.Name.Artifact], pikepdf.Operator("BMC"))]
        number = operands[1].get("/MCID") if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else None
        if not isinstance(number, int) or number < 0:
            return []
        mark = [pikepdf.Name.Span, pikepdf.Dictionary(MCID=number)]
        return [pikepdf.ContentStreamInstruction(mark, pikepdf.Operator("BDC"))]

    def close(self) -> list[Any]:
        """The ends that are missing."""
        return [END for kept in self._kept if kept]


def _plain_inline(instruction: Any) -> Any:
    """A picture within the content, with the keys it needs, its pixels, and no more."""
    image = instruction.iimage
    pairs = ((key, plain_value(value)) for key, value in image.obj.items() if key[1:] in INLINE_KEYS)
    with pikepdf.new() as pdf:
        bare = pdf.make_stream(image.read_raw_bytes(), {key: value for key, value in pairs if value is not None})
        keep_pixels_only(bare)
        filters = pikepdf.Array([pikepdf.Name("/AHx"), *([bare["/Filter"]] if "/Filter" in bare else [])])
        keys = {key: value for key, value in bare.items() if key != "/Length"} | {"/Filter": filters}
        words = b" ".join(pikepdf.Name(key).unparse() + b" " + _unparsed(value) for key, value in keys.items())
        data = bare.read_raw_bytes().hex().encode()
        (written,) = pikepdf.parse_content_stream(pdf.make_stream(b"BI " + words + b" ID " + data + b">\nEI"))
    return written


def _unparsed(value: Any) -> bytes:
    return value.unparse() if isinstance(value, pikepdf.Object) else pikepdf.Array([value]).unparse()[1:-1]


def _keys(resources: pikepdf.Dictionary, kind: str) -> set[str]:
    members = resources.get(kind)
    return set(members.keys()) if isinstance(members, pikepdf.Dictionary) else set()


def _renamed(operand: Any, names: Mapping[str, str]) -> Any:
    """A name that no resource bears leads nowhere, whatever it is; a colour space may have one of the standard."""
    if not isinstance(operand, pikepdf.Object):
        return operand
    old = str(operand) if isinstance(operand, pikepdf.Name) else ""
    return pikepdf.Name(names[old]) if old in names else operand if old in SPACES else UNKNOWN


def _shown(instruction: Any) -> Any:
    """The instruction with the one string, or the list of strings and numbers, that it shows."""
    *before, shown = instruction.operands or [pikepdf.String("")]
    if not before and isinstance(shown, pikepdf.String):
        return instruction
    if isinstance(shown, pikepdf.Array):
        shown = pikepdf.Array([each for each in shown if not _is_named(each)])
    elif _is_named(shown):
        shown = pikepdf.String("")
    return pikepdf.ContentStreamInstruction([*plain_operands(before), shown], instruction.operator)


def _is_named(thing: Any) -> bool:
    return isinstance(thing, pikepdf.Object) and not isinstance(thing, pikepdf.String)


def _numbers_only(operator: str, instruction: Any) -> Any:
    """The instruction with numbers for operands; `ri` names what the standard knows."""
    operands = instruction.operands
    if not any(isinstance(each, pikepdf.Object) for each in operands):
        return instruction
    known = operator == "ri" and is_known_name(str(operands[0]))
    return pikepdf.ContentStreamInstruction(operands if known else plain_operands(operands), instruction.operator)


def _natural(name: str) -> tuple[int, str]:
    return len(name), name
