"""What lets somebody into an account or a room on the net: handles, meeting numbers, passwords, class codes."""

import re
from collections.abc import Iterator

from presidio_analyzer.nlp_engine import NlpArtifacts

from blinder.detect.recognizers.anchors import Holding, Opening
from blinder.detect.recognizers.base import Hit, Recognizer
from blinder.resources import ordinary_words
from blinder.types import EntityType

NETWORKS = (
    "Instagram|Insta|IG|Snapchat|Snap|TikTok|Twitter|Facebook|FB|Messenger|Discord|YouTube|Twitch|Venmo|Cash ?App"
    "|Threads|Bluesky|Roblox|PlayStation|PSN|Xbox|Gamertag|Kik|WhatsApp|Telegram|Skype|LinkedIn|Pinterest|Steam"
    "|Fortnite|Minecraft"
)
LOGIN = "handle|username|user name|user|login"
QUOTE = r"[\"“”'‘’]?"
HANDLE = Opening(
    (*NETWORKS.replace(" ?", "").split("|"), "Cash", *LOGIN.split("|")),
    rf"\b(?:(?:{NETWORKS})\b(?: (?:{LOGIN}|account|tag|id|name))*(?P<told> (?:is|as|under)|\s?[:=])?\s?"
    rf"|(?P<login>(?:{LOGIN}))(?: is|\s?[:=])\s?){QUOTE}(?P<name>[A-Za-z](?:[\w#-]|\.(?=\w)){{2,}})",
    flags=re.IGNORECASE,
    any_case=True,
)
USER = Opening(
    "printed exported downloaded uploaded scanned saved edited modified".split(),
    r"\b(?:printed|exported|downloaded|uploaded|scanned|saved|edited|modified) by:? (?P<name>[a-z]+[._\d][\w.]*\w)",
    flags=re.IGNORECASE,
    any_case=True,
)
MADE_UP = re.compile(r"(?!p?k-\d).*(?:\d|\w[_#]\w|[a-z]\.[a-z])", re.IGNORECASE)  # as no word of a sentence is
LONG_ENOUGH = 5  # characters, where nothing says that it is a name: "on Instagram gr8"
ALONE = re.compile(r"[ \t]*(?:[/,;|)]|\.?(?:$|\n))")
MEETING = Opening(
    ("zoom", "webex", "meeting", "webinar", "conference"),
    r"\b(?:zoom|webex|meeting|webinar|conference)(?: (?:meeting|webinar|link|room|call|id|number|no\.?|#))*\s?[:#(]?\s?"
    r"(?P<name>\d{3}[ -]\d{3,4}[ -]\d{3,4}|\d{9,11})\b",
    flags=re.IGNORECASE,
    any_case=True,
)
MEET = Holding(
    ("meet", "code", "google"),
    r"(?<![\w-])(?P<name>[a-z]{3}-[a-z]{4}-[a-z]{3})(?![\w-])",
    any_case=True,
)  # Google's
SECRETS = "passcode|password|passphrase|pwd|pw|pin"
CODED = (
    "class|classroom|join|access|meeting|entry|door|alarm|gate|remind|dojo|classdojo|seesaw|kahoot|zoom|meet|conference"
    "|invite|invitation|login|student|family|security|game|pickup|host|enrollment"
)
SECRET = Opening(
    (*SECRETS.split("|"), *CODED.split("|"), "code"),
    rf"\b(?:(?:{SECRETS})(?: (?:code|number|no\.?|#))?|(?:{CODED}) (?:code|key|pin)|code(?=:? [A-Z\d]+-[A-Z\d]))"
    r"\s?(?:[:=#(]|is\b)?\s?[\"“]?(?P<name>(?=[^\s,;]*\d|[A-Z]{4}-[A-Z]{4})(?!\d{1,3}(?!\w|-\d))[\w!@#$%&*+?-]{4,})",
    flags=re.IGNORECASE,
    any_case=True,
)
LOCK = Opening(
    ("combination", "combo"),
    r"\bcomb(?:inatio|o)n?\b\W{1,3}(?P<name>\d{1,2}-\d{1,2}-\d{1,2})(?![\w-])",
    flags=re.IGNORECASE,
    any_case=True,
)
HOST = Opening(("IP",), r"\bIP(?: address)?\W{1,3}(?P<name>(?:\d{1,3}\.){3}\d{1,3})(?!\w)")


class AccountRecognizer(Recognizer):
    """How somebody is called and let in where one needs no name."""

    subject = "accounts"

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterator[Hit]:
        """Handles after their network's name, meeting numbers, passwords and codes after their word."""
        for match in HANDLE.finditer(text):
            if _is_handle(text, match):
                yield Hit(*match.span("name"), EntityType.HANDLE, 0.9, cue="network before")
        for match in USER.finditer(text):
            yield Hit(*match.span("name"), EntityType.HANDLE, 0.9, cue="user of a program")
        for pattern, cue in (
            (MEETING, "meeting number"),
            (MEET, "meeting code"),
            (SECRET, "code before"),
            (LOCK, "code before"),
            (HOST, "address form"),
        ):
            for match in pattern.finditer(text):
                if pattern is not MEET or not ordinary_words().issuperset(match["name"].split("-")):
                    yield Hit(*match.span("name"), EntityType.ID, 0.9, cue=cue)


def _is_handle(text: str, match: re.Match[str]) -> bool:
    """Whether it is written as no word is; behind "login:" any word that stands alone and is no ordinary one."""
    name = match["name"]
    told = match["told"] or match["login"] or len(name) >= LONG_ENOUGH
    alone = match["login"] and ALONE.match(text, match.end()) and name.casefold() not in ordinary_words()
    return bool(alone or (told and MADE_UP.match(name)))
