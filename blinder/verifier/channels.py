"""What the eyes look at in a finished file, by its kind: what an attestation may claim was examined.

A list per container, as the eyes are built: first where they find text, then which facts they note. Pixels are not
among them: of a picture they read what stands around its pixels, and note that it is there; what OCR reads is "text".
"""

from blinder.verifier.eyes import EXPECTED
from blinder.verifier.sight import FONTS, FactKind

PACKAGE_ONLY = frozenset({FactKind.CHANGE, FactKind.HIDDEN_TEXT, FactKind.DUPLICATE, FactKind.UNLISTED})
PDF_ONLY = frozenset({FactKind.LAYER, FactKind.REVISION})
MARKUP = ("text", "unread text", "markup comments", "foreign names")
BYTES = "strings in bytes"
TEXTS = {
    "": ("text",),
    "zip": (
        *MARKUP,
        "attributes",
        FONTS,
        "member names",
        "local headers",
        "zip comments and extra fields",
        "picture data",
        BYTES,
    ),
    "pdf": (*MARKUP, "page content", "drawn text", "remarks", "strings and names of objects", FONTS, "ID", BYTES),
    "ole": ("text", "stream names", BYTES),
}
FACTS = {
    "": frozenset[FactKind](),
    "zip": frozenset(FactKind) - PDF_ONLY,
    "pdf": frozenset(FactKind) - PACKAGE_ONLY,
    "ole": frozenset({FactKind.PROPERTY, FactKind.SCRIPT, FactKind.PICTURE, FactKind.EMBEDDED, FactKind.UNREADABLE}),
}


def channels_of(suffix: str) -> tuple[str, ...]:
    """The channels of a file with this suffix (".docx"), texts before facts, in a fixed order."""
    kind = EXPECTED.get(suffix, "")
    return (*TEXTS[kind], *(fact.value for fact in FactKind if fact in FACTS[kind]))
