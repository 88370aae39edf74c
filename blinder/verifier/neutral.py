"""Which authors and values tell nothing: generic words, counters, blinder's labels."""

import re

ROLES = (
    "principal|head|teacher|student|candidate|school|district|university|college|town|city|organization|author|reviewer|editor|user|person"
    "|member|superintendent|director|counselor|coach|nurse|psychologist|specialist|parent|guardian|family|staff|faculty|leader|mentor"
    "|supervisor|coordinator|secretary|aide|paraprofessional|librarian|administrator|community|place|location|mascot|partner|representative"
    "|practitioner|custodian|professor|handle|email|phone|id|address"
)
QUALIFIERS = (
    "assistant|associate|vice|deputy|interim|lead|head|senior|group|team|grade|special|education|math|literacy|reading|instructional|school"
    "|district|guidance|dean|of|adjustment|speech|occupational|physical|unknown|elementary|middle|high|public|community|student|family"
    "|supervising|committee|department|curriculum|web"
)
LABEL = re.compile(rf"(?:(?:{QUALIFIERS})[ -]){{0,3}}(?:{ROLES})(?: (?:[A-Z]{{1,2}}|\d{{1,4}}))?", re.IGNORECASE)
CONSTANTS = frozenset(
    [
        "",
        "blinder",
        "anonymous",
        "unknown",
        "microsoft office user",
        "windows user",
        "python-docx",
        "default",
        "n/a",
        "removed",
    ]
)


def is_neutral(value: str) -> bool:
    """Whether a property or an author is blank, a known constant or a label such as "Teacher C" or "Author 1"."""
    plain = " ".join(value.split())
    return plain.lower() in CONSTANTS or LABEL.fullmatch(plain) is not None
