"""Local people in what is said: whom a greeting names, and who speaks in a transcript, without title or role."""

import re
from collections.abc import Iterator, Set
from itertools import groupby
from string import ascii_uppercase

from presidio_analyzer.nlp_engine import NlpArtifacts

from blinder.detect.recognizers.base import NAME_WORD, Hit, Recognizer
from blinder.detect.recognizers.people import trim_name
from blinder.types import EntityType

GREETING = re.compile(
    r"(?:^|[.!?] )[> \t]*(?:Hello|Hi|Hey|Dear|Good (?:morning|afternoon|evening)|Greetings|Welcome(?: back)?"
    r"|(?:Many )?[Tt]hanks(?: so much| again)?|Thank you(?: so much| again)?|Congrat(?:ulation)?s|Happy birthday"
    r"|Hola|Querid[ao]|Estimad[ao]|Prezad[ao]|Olá|Oi|Bonjou|Chè|Xin chào),?"
    rf" (?P<name>{NAME_WORD}(?: {NAME_WORD}){{0,2}})(?: (?:and|&) (?P<other>{NAME_WORD}(?: {NAME_WORD})?))?"
    r"(?=[ \t]?[,!:–—]|[ \t]*$)",
    re.MULTILINE,
)
TURN = re.compile(
    rf"^[> \t]*(?P<name>{NAME_WORD}(?: {NAME_WORD}){{0,2}}): [“\"]?(?:I|I['’](?:m|ve|d|ll)|We|We['’](?:re|ve|d|ll)"
    r"|My|Our|You|Yes|Yeah|No|Ok|Okay|So|Well|Um|Thanks|Thank you|What|How|Why|Can|Could|Do|Did|It['’]s|That['’]s"
    r"|Let['’]s)\b",
    re.MULTILINE,
)
STAMPED = re.compile(
    rf"^[> \t*]*(?:[\[(]\d{{1,2}}(?::\d{{2}}){{1,2}}(?:[.,]\d+)?[\])]|\d{{1,2}}:\d{{2}}:\d{{2}}(?:[.,]\d+)?)[ \t–—-]*"
    rf"(?P<name>{NAME_WORD}(?: {NAME_WORD}){{0,2}})(?: ?\([^()\n]{{1,30}}\))?:",
    re.MULTILINE,
)  # "[00:01:10] Thơ: …", whatever follows
SENT = re.compile(
    r"^[> \t]*(?:\d{1,2}:\d{2}(?::\d{2})?\s+)?From[ \t]+(?P<name>[^\W\d_][^\n:()]{0,40}?)[ \t]+to[ \t]+"
    r"(?:[Ee]veryone|(?P<other>[^\W\d_][^\n:()]{0,40}?))(?=[ \t]*(?:\((?:[Dd]irect|[Pp]rivate)[^()\n]*\)[ \t]*)?:)",
    re.MULTILINE,
)  # "09:01:55 From Ana Q to Everyone:", of a video call's chat
ASKED = re.compile(rf"\w, (?P<name>{NAME_WORD})[?!]?[\"”]")  # "Where do they live, Ngo?"
OPENS = r"^(?:[>*•-]|[^\S\n])*"  # of a line
LETTER = re.compile(rf"{OPENS}(?P<name>[A-Z])(?=: \S)", re.MULTILINE)  # "M: They add too fast."
SAYS = re.compile(rf"(?:{OPENS}|[.?!;] )(?P<name>[A-Z])(?=: \S)", re.MULTILINE)  # in a line of several who do
ACTS = re.compile(
    rf"(?:{OPENS}|[.?!;] )(?P<name>[B-HJ-Z])"
    r"(?= (?:will|to|has|had|do(?:es)?|did|says?|said|told|finds?|[a-z]{2,}(?:ed|es|ts|ks|ls))\b)",
    re.MULTILINE,
)
STAMPED_SMALL = re.compile(
    r"^[> \t*]*(?:[\[(]\d{1,2}:\d{2}(?: ?[ap]m)?[\])]|\d{1,2}:\d{2}(?: ?[ap]m)?)[ \t–—-]*(?P<name>[a-z]{2,}):",
    re.MULTILINE,
)  # "[9:02] joy: …"
PHRASES = (
    (GREETING, "greeting"),
    (ASKED, "greeting"),
    (TURN, "speaker turn"),
    (STAMPED, "speaker turn"),
    (SENT, "speaker turn"),
)
ROLE_LETTERS = frozenset("TSQAIR")  # teacher, student, question, answer, interviewer, respondent
NOBODY = frozenset(  # who is greeted or speaks, too, and is no one by name
    "all answers both caregivers chorus class community diary educators everybody everyone facilitator fellow folks "
    "group guardians hiring host interviewee interviewer leaders madam me moderator narrator neighbors observer panel "
    "participant partner partners presenter re reader readers recorder reply researcher respondent reviewer reviewers "
    "scholars scorers scribe search selection sir subject team timekeeper y'all you".split()
)


class SpokenRecognizer(Recognizer):
    """People who are spoken to, and people who speak."""

    subject = "spoken"

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterator[Hit]:
        """Names after a greeting ("Hello Thơ,"), and before a colon and what they say ("Thơ: I think …")."""
        for pattern, cue in PHRASES:
            for match in pattern.finditer(text):
                for group, name in match.groupdict().items():
                    if name and self._somebody(name):
                        sure = len(name.split()) if pattern is SENT else int(pattern is not TURN and " " not in name)
                        if place := trim_name(text, match.start(group), match.end(group), sure=sure):
                            yield Hit(*place, EntityType.PERSON, 0.75, cue=cue)
        spoken = [*_turns(text), *_talks(text)]
        yield from spoken
        yield from _acts(text, {text[hit.start : hit.end] for hit in spoken})

    def _somebody(self, name: str) -> bool:
        """Whether the name is none of a group or a role, and no letters alone ("RE")."""
        folded, roles = name.casefold(), self.label_map.roles_by_cue
        generic = any(word in NOBODY or word in roles or word.removesuffix("s") in roles for word in folded.split())
        return not generic and folded not in roles and (len(name) > 2 or not name.isupper())


def _turns(text: str) -> Iterator[Hit]:
    """Letters and small words that take turns as speakers and are no roles: somebody has two, and two have some."""
    for pattern, cue, nobody in ((LETTER, "speaker's letter", ROLE_LETTERS), (STAMPED_SMALL, "speaker turn", NOBODY)):
        turns = list(pattern.finditer(text))
        speakers = {turn["name"] for turn in turns}
        if len(turns) > len(speakers) and len(speakers - nobody) > 1:
            for turn in turns:
                yield Hit(*turn.span("name"), EntityType.PERSON, 0.75, cue=cue)


def _talks(text: str) -> Iterator[Hit]:
    """The letters of a line in which several speak ("M: they add. T: they freeze."), which are no answers A to D."""
    for _, talk in groupby(SAYS.finditer(text), lambda says: text.rfind("\n", 0, says.start("name"))):
        turns = list(talk)
        speakers = [turn["name"] for turn in turns]
        if len({*speakers} - ROLE_LETTERS) > 1 and "".join(sorted({*speakers})) not in ascii_uppercase:
            for turn in turns:
                yield Hit(*turn.span("name"), EntityType.PERSON, 0.75, cue="speaker's letter")


def _acts(text: str, letters: Set[str]) -> Iterator[Hit]:
    """Where one of the letters that speak does something: "T agrees", "Z to ask Tenzin"."""
    for act in ACTS.finditer(text) if letters else ():
        if act["name"] in letters:
            yield Hit(*act.span("name"), EntityType.PERSON, 0.75, cue="speaker's letter")
