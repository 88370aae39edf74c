"""Local people by what stands beside them: a title, a role word, a role after the comma, a signature, a by-line."""

import re
from collections.abc import Iterator

from presidio_analyzer.nlp_engine import NlpArtifacts

from blinder.detect.recognizers.abroad import FOREIGN
from blinder.detect.recognizers.anchors import Holding, Opening
from blinder.detect.recognizers.base import DEGREES, NAME_WORD, PARTICLE, PERSON_NAME, UPPER, Hit, Recognizer, votes_in
from blinder.label_map import LabelMap
from blinder.resources import ordinary_words
from blinder.types import EntityType

HONORIFIC = (
    "Mr|Mrs|Ms|Mx|Miss|Mme|Madame|Mlle|Monsieur|Señor|Señora|Srta|Sra|Sr|Dr|Prof|Professor|Officer|Sgt|Sergeant|Det"
    "|Detective|Lt|Capt|Captain|Rev|Reverend|Fr|Pastor|Rabbi|Imam|Deacon|Supt|Hon|Judge|Mayor|Councilor|Auntie|Tía|Tío"
    "|Dona|Doña|Seu|Madan|Mesye|Maestra|Maestro|Monsignor|Msgr|Bro|Sayyid|Sayyida"
)
CALLED = (
    "Coach|Nurse|Chief|Sister|Brother|Father|Principal|Superintendent|Dean|Aunt|Uncle|Don|Headmaster|Chairperson|Chairman"
    "|Chairwoman|Secretary|Custodian|Librarian|Teacher|Senator|Rep|Representative|Vice Principal|Vice-Principal"
    "|Assistant Principal|Counselor|Para|AP|VP"
)
FAMILY_NAME = rf"(?:{PARTICLE}[ -]){{0,2}}{NAME_WORD}(?:[ -](?:{PARTICLE}[ -]){{0,2}}{NAME_WORD}){{0,3}}"
ME = re.compile(r"I\b")  # "Ms. Quill and I"
ABBREVIATED = r"(?:Mr|Mrs|Ms|Mx|Dr|Sr|Sra|Prof|Mme)\.?\n"
TITLE = Opening(
    HONORIFIC.split("|"),
    rf"(?<![\w.])(?:(?:{HONORIFIC})(?:\.|\b) |{ABBREVIATED})(?P<name>(?=[{UPPER}])[^\W_]*\d[^\W_]+"
    rf"|{FAMILY_NAME})(?:(?:,)? (?:and|&) (?:(?:Mr|Mrs|Ms|Dr)\.? )?(?P<other>{FAMILY_NAME}))?",
)
TITLE_CAPS = Opening(
    ("MR", "MRS", "MS", "DR", "MISS"),
    r"(?<!\w)(MR|MRS|MS|DR|MISS)\b\.? (?P<name>(?<!\bMS )(?<!\bDR )[A-ZÀ-Þ](?![\w.])|[A-ZÀ-Þ][A-ZÀ-Þ'’\-]+"
    r"(?: (?!(?:WITH|AND|OF|IN|ON|AT|FOR|TO|BY|FROM|OR|IS|WAS|AS)\b)[A-ZÀ-Þ][A-ZÀ-Þ'’\-]+)?)",
)
TITLE_LOWER = Opening(
    ("mr", "mrs", "ms", "miss", "dr", "mx", "dona", "doña", "sra", "srta", "nha", "nho"),
    r"(?<!\w)(mr|mrs|ms|miss|dr|mx|dona|doña|sra|srta|nha|nho)\b\.? (?P<name>[a-zà-ÿ][a-zà-ÿ'’\-]{1,}|[a-z](?![\w]))",
)
MISSES = re.compile(
    r"(?:\b(?:will|may|might|can|could|would|should|must|not|never|i|we|they|you|who|that|students|kids|children|staff)"
    r"|n['’]t|['’]ll|['’]d) $",
    re.IGNORECASE,
)
COUPLE = Opening(
    ("Mr", "Mrs", "Ms", "Dr", "Mrss", "Mss", "Drs"),
    rf"(?<!\w)(?:Mr|Mrs|Ms|Dr)s?\.? (?:and|&) (?:Mr|Mrs|Ms|Dr)s?\.? (?P<name>{FAMILY_NAME})",
)
FAMILY = Holding(("family", "household", "twins"), rf"\b(?P<name>{NAME_WORD}) (?:family|household|twins)\b")
PLURAL = Opening(
    ("The", "the"),
    rf"\b[Tt]he (?P<name>{NAME_WORD}s) (?:family|home|household|brothers|sisters|twins|came|come|were|are|have|had"
    r"|moved|called|live|arrived|invited|asked|said)\b",
)
NAMESAKE = Opening(
    ("named", "called"),
    r"\b(?:named|called) (?:for|after|in (?:honor|memory) of) (?:(?:the|our|late"
    rf"|former) ){{0,3}}(?P<name>{PERSON_NAME})",
)
AWARD = Holding(
    ("Prize", "Award", "Scholarship", "Fellowship", "Medal", "Trophy"),
    rf"\b(?!The )(?P<name>{NAME_WORD}(?: {NAME_WORD}){{1,2}}?) (?:Memorial |Book |Service |Community )?"
    r"(?:Prize|Award|Scholarship|Fellowship|Medal|Trophy)\b",
)
GREETING = (
    "Sincerely|Respectfully|Respectfully submitted|Regards|Best|Best regards|Best wishes|Warmly|Thanks|Thank you"
    "|Many thanks|Yours|Yours truly|Gratefully|In partnership|Cordially|Cheers|Atentamente|Atenciosamente"
    "|Respeitosamente|Abraços|Saludos|Com carinho|Signed|Love"
    "|All the best|With appreciation|Take care|Kind regards|Warm regards"
)
NO_GROUP = r"(?![^\n]*\b(?:Team|Committee|Council|Staff|Faculty|Department|Office|Administration)[ \t]*$)"
SIGNED = Opening(
    GREETING.split("|"),
    rf"(?i:{GREETING})(?:[,.!]?[ \t]*\n+[ \t]*(?:[-–—~] ?)?{NO_GROUP}(?P<name>{PERSON_NAME})"
    rf"|, {NO_GROUP}(?P<same>{PERSON_NAME})(?=\s*$))",
    flags=re.MULTILINE,
    any_case=True,
    before=r"(?:^|\n)[ \t]*$",
)
DASHED = re.compile(rf"(?:^[^\S\n]*|[.!?…\"”’)]\s+)[-–—~]{{1,2}} ?(?P<name>{PERSON_NAME})\s*$", re.MULTILINE)
BY_LETTER = re.compile(r"[.!?…][\"”’)]? (?P<name>[B-HJ-Z]\.?)\s*$", re.MULTILINE)  # "See you there. B."
MOTION = Opening(
    (
        "motion motioned second seconded moved recorded submitted prepared developed facilitated chaired led minutes "
        "notes taken reviewed approved written observed created designed photo photos adapted spoke met cc re attn "
        "attention"
    ).split(),
    rf"\b(?:[Mm]otion(?:ed)?(?: was)?(?: made)?(?: to [^.;\n]{{1,80}}?)? by"
    r"|[Ss]econd(?:ed)?(?: was made)? by|[Mm]oved by|[Ss]econd:|[Rr]ecorded by|[Ss]ubmitted by"
    r"|[Pp]repared by|[Dd]eveloped by|[Ff]acilitated by|[Cc]haired by|[Ll]ed by|[Mm]inutes by"
    r"|[Nn]otes by|[Tt]aken by|[Rr]eviewed by|[Aa]pproved by|[Ww]ritten by|[Oo]bserved by"
    r"|[Cc]reated by|[Dd]esigned by|[Pp]hoto(?:s)? by|[Aa]dapted (?:from|by)|[Ss]poke with|[Mm]et with"
    rf"|[Cc]c|CC|RE:|Attn:?|Attention:?) (?:(?:Mr|Mrs|Ms|Dr|Mx)\.? )?(?P<name>{PERSON_NAME})",
    any_case=True,
)
PARTICLED = re.compile(  # "T.O'B.", "A.dR."
    rf"(?<![\w.])(?P<name>[{UPPER}]\.(?:d[aeo]?s?|[vl]an?|St\.|Mc|Mac|[OD]['’])(?:[{UPPER}]\.)+)(?!\w)"
)
HYPHENED = re.compile(rf"(?<![\w.-])(?P<name>[{UPPER}]\.?-[{UPPER}]\. (?![{UPPER}]\b){NAME_WORD})")  # "M-A. Quill"
REACHED = Opening(  # "call Dot at 413-555-0134"
    "call phone text email contact reach ask see tell".split(),
    rf"\b(?i:call|phone|text|e-?mail|contact|reach|ask(?: for)?|see|tell) (?P<name>{NAME_WORD}(?: {NAME_WORD})?)"
    r" (?:at|on|@) (?=\(?\d{3}|(?:ext|x) ?\.? ?\d|\S+@\S)",
    any_case=True,
)
QUOTED = re.compile(rf"(?<![\w.])(?P<name>{NAME_WORD} [\"“]{NAME_WORD}[\"”] {FAMILY_NAME})")  # J. "Juju" Quill
NICKNAME = Opening(  # "Everybody calls her Fig.", "he goes by Bat"
    "call calls called calling goes nicknamed answers prefers".split(),
    r"\b(?:(?i:call(?:s|ed|ing)?) (?:her|him|me)|(?i:goes) by|(?i:nicknamed)(?: (?:her|him|me))?|(?i:answers) to"
    r"|(?i:prefers) to be called) (?:the )?[“\"‘']?(?!(?:Mom|Mommy|Mama|Mami|Dad|Daddy|Papa|Papi|Sir|Ma['’]am|Grandma"
    rf"|Grandpa|God|[{UPPER}]{{2,}})\b)(?P<name>{NAME_WORD}(?: {NAME_WORD})?)(?=[”\"’'.,;:!?)\s]|\Z)",
    any_case=True,
)
INITIALLED = Opening(
    ("by", "with", "from", "to", "for", "of"),
    rf"(?:by|with|from|to|for|of) (?P<name>(?:[{UPPER}]\. ?){{1,2}}(?![{UPPER}]\b(?!['’])){NAME_WORD})",
)
SPANISH = re.compile(r"para\b", re.IGNORECASE)  # "para Familias": a paraprofessional where the model sees somebody
MONTH = re.compile(r"March|April|May|June|August|Cat|Art")  # with a number behind: a date, a category, an artifact
SMALL_WORDS = frozenset("of the and at by in on to with for from or".split())
ENDS_NO_NAME = frozenset("of the and with for from or".split())  # in small letters, as "Van To" may
NO_NAME_FROM = re.compile(rf" (?:na|no|em|com|para|por|en|con|nan|ak|pou) [^{UPPER}]*$")  # "Zoraida na secretaria"
SMALL_TITLE = re.compile(r"(?:[Cc]ô|[Tt]hầy|anh|chị|ông|bà|em|bác|chú|dì) (?=[^\W\d_a-z])")
ASKED = re.compile(  # of "Pay Ana Quill", not of "See Thao"
    r"(?:Ask|Tell|E-?mail|Call|Text|Remind|Invite|Contact|Thank|Pay|Give|Send|See|Let|Have|Get|Bring|Visit) (?=\S+ \S)"
)
KEYED = re.compile(r", \w{1,2}(?= ?=)")  # in "M = Ana Quill, J = Bo Reed"
ET_AL = re.compile(r",? et(?: al)?\.?$")
MARK = r"(?:[A-Z]{1,2}|\d{1,3})"  # of a label: "Minutes – Teacher C", "Teacher C's Guide" name nobody else
ROLE_TITLE = Opening(CALLED.split("|"), rf"(?<![\w.])(?:{CALLED})\.? (?!{MARK}['’]s\b)(?P<name>{FAMILY_NAME})")
DEED = re.compile(r"[A-Z][a-z]+[^e\W]ed")  # no Reed
TITLES = frozenset(f"{HONORIFIC}|{CALLED}".split("|"))
GENERIC = frozenset(
    """
    The A An Bonjou Bonjour Hola Olá Oi Bom Bonswa Chào Xin Salaam Salam I We You He She It They This That These
    Those My Our Your His Her Their Its In On At By For From To With And Or But If As So Yes No Not All Each Every
    Some Any None What When Where Why How Who Which There Here Then Now New Next Time Date Place Location Present
    Absent Note Notes Minutes Agenda Meeting Member Members Guest Guests Action Item Items Question Answer
    Discussion Decision Motion Vote Result Goal Goals Focus Topic Theme Step Stage Phase Part Section Table Figure
    Appendix Category Artifact Grade Grades Room Block Period Week Day Month Year Unit Lesson Task Name Role Student
    Students Teacher Teachers Parent Parents Principal Coach Staff Family Families School District Class Team Group
    Committee Council Department Office Other Others Total Average Mean Score Level Summary Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday January February July September October November December Spring Summer Fall
    Winter Mr Mrs Ms Dr English Math Mathematics Science History Reading Writing Art Music Spanish French Portuguese
    Chinese Special General Regular Public Open Executive Old Business Report Reports Update Updates Approval
    Adjournment Welcome Introduction Introductions Norms Objective Purpose Subject Re Cc Bcc Sent Attachment
    Attachments Thanks Thank Dear Hello Hi Sincerely Best Regards Everyone Nobody Somebody Colleagues Friends TBD
    N/A Due Owner Materials Resources Evidence Data Source Sources Feedback Strength Strengths Challenge Challenges
    Recommendation Recommendations Rationale Context Background Overview Conclusion Commentary Memorandum Memo Check
    Exit Ticket Warm Closing Opening Facilitator Recorder Timekeeper Attendees Participants Presenter Presentation
    Prompt Protocol Example Rating Comment Comments Connection Connections Final Draft Manifest MANIFEST Readme
    README Version Copy Form Confidentiality Anonymity Submission Referral Referrals Module Modules Units Chapter
    Volume Rm AM PM EL ELs ELL IEP PLC PLG MCAS DESE ESL ELA SEL PD PTO PTA MTSS Also Because After Before During While
    Since Once First Second Third Finally Later Both Two Three Four Five Six Seven Eight Nine Ten One Fwd Fw Merci
    Thx Pls Gracias Obrigado Obrigada Cordially P.S. Atenciosamente Atentamente Respeitosamente
    Cordialmente Abraços Saludos Vice President Treasurer Quorum Ibid Colleague Like Baby Induction Orientation
    DOB SRO Qty Vol Tel
    Evaluation Observation Evaluations Observations Handbook Contract Appreciation Training Workshop Survey Surveys
    """.split()
)
ALSO_NAMES = frozenset(  # generic words and titles that people are named, too: "An Tran", "Ms. Her", "Ndeye Fall"
    "An Art Best Block Bom Day Deacon Dean Don English Fall French He Her How Imam In Judge July Mean "
    "Monday My New No Oi On Or Pastor Place Reading Stage Staff Table Week Winter Salaam Salam She So "
    "Spring Summer Sunday That To Xin You".split()
)
SAYS = re.compile(r"(?:I|You|We|They|He|She|It|That|There|Here|What|Who|Let)['’](?:m|s|re|ve|d|ll)")  # "I'm Ana Quill"
DAY = r"(?:M(?:on)?|Tu?(?:es?)?|W(?:ed)?|Th?(?:u(?:rs?)?)?|R|F(?:ri)?)"
DAYS = re.compile(rf"(?<![\w/.])(?:{DAY}(?:/{DAY})+|MWF|MW|TTh|TuTh)(?![\w/])")  # "Tu/Th"
LONGEST_DAYS = 24  # characters
WEEKDAY = re.compile(r"\b(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b")
DATED = re.compile(r"\.?,? (?:\d|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\b)")
INITIAL = re.compile(r"[AI]\.")  # after a name, where "A" and "I" alone are words
PRONOUN = re.compile(r"I [a-z]|A [A-Z]{2}")  # "After I met Ms. Reed I changed my mind", "SENT QUILL A NOTE"


class PeopleRecognizer(Recognizer):
    """People beside whom somebody wrote what they are."""

    subject = "people"

    def __init__(self, label_map: LabelMap) -> None:
        super().__init__(label_map)
        cues = sorted(
            {cue for role, words in label_map.role_cues.items() for cue in (role, *words) if len(cue) > 2},
            key=lambda c: (-len(c), c),
        )
        body = "|".join(re.escape(cue).replace(r"\ ", r"[ -]") for cue in cues)
        self.before = Opening(
            [*cues, *(f"{cue}s" for cue in cues)],
            rf"\b(?i:{body})s?,? (?!{MARK}['’]s\b)(?:(?:Mr|Mrs|Ms|Mx|Dr)\.? )?(?P<name>{PERSON_NAME})",
            any_case=True,
        )
        self.after = Holding(
            cues,
            rf"(?<![{UPPER}])(?P<name>{PERSON_NAME})(?: ?(\()|, | [-–—] ?| ?/ ?)(?:(?i:our|the|a|an|my|his|her|their"
            r"|new|interim|acting|former|retired|lead|head|senior|grades?|gr\.?|school|district|\w+ ?grade|K"
            r"|[\d\-–/&]+|math|mathematics|literacy|ela|esl|science|history|art|music|elementary|middle|high"
            rf"|school's|building|special|who is our|who is the) ){{0,4}}(?i:{body})\b"
            rf"(?(2)|(?! {MARK}(?!\w)))",
            any_case=True,
        )

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterator[Hit]:
        """Names after titles and role words, before roles, in signatures and motions."""
        people = [vote for vote in votes_in(artifacts) if vote.label == "PERSON"]

        def unvoted(match: re.Match[str]) -> bool:
            return not any(vote.start < match.end("name") and match.start("name") < vote.end for vote in people)

        for pattern, cue, score in (
            (TITLE, "title before", 0.97),
            (TITLE_CAPS, "title before", 0.97),
            (TITLE_LOWER, "title before", 0.8),
            (COUPLE, "titles before", 0.97),
            (ROLE_TITLE, "role title before", 0.8),
            (NAMESAKE, "namesake", 0.8),
            (AWARD, "namesake", 0.7),
            (FAMILY, "family word beside", 0.7),
            (PLURAL, "family word beside", 0.7),
            (SIGNED, "signature", 0.9),
            (DASHED, "signature", 0.6),
            (MOTION, "by-line", 0.75),
            (INITIALLED, "initial and surname", 0.75),
            (REACHED, "speaker turn", 0.8),
            (PARTICLED, "initials with a particle", 0.9),
            (HYPHENED, "initial and surname", 0.75),
            (NICKNAME, "nickname", 0.8),
            (QUOTED, "nickname", 0.8),
            (self.before, "role word before", 0.75),
            (self.after, "role after the comma", 0.75),
        ):
            for match in pattern.finditer(text):
                if (pattern is TITLE_LOWER and _misses(text, match)) or (SPANISH.match(match[0]) and unvoted(match)):
                    continue
                for group, name in match.groupdict().items():
                    if name and not (group == "other" and ME.match(name)):
                        yield from self._hit(text, match.start(group), match.end(group), cue, score)
        for match in BY_LETTER.finditer(text):
            yield Hit(*match.span("name"), EntityType.PERSON, 0.6, cue="signature")

    def _hit(self, text: str, start: int, end: int, cue: str, score: float) -> Iterator[Hit]:
        titled = cue == "title before"
        lone = titled and len(text[start:end].rstrip(".")) == 1  # "Ms. A"
        if titled and text[start:end].isupper() and _is_deed(text[start:end].rpartition(" ")[2].capitalize()):
            end = text.rindex(" ", start, end)  # "MS. QUILL ENTERED"
        trimmed = (start, start + 1) if lone else trim_name(text, start, end, sure=int(titled))
        if trimmed and (sum(c.isalpha() for c in text[slice(*trimmed)]) > 1 or cue.startswith("title")):
            yield Hit(*trimmed, EntityType.PERSON, score, cue=cue)


def _misses(text: str, title: re.Match[str]) -> bool:
    """Whether "miss" is the verb ("hit or miss on the first try", "students miss lunch")."""
    verb = is_generic(title["name"].capitalize()) or MISSES.search(text, max(0, title.start() - 10), title.start())
    return title[1] == "miss" and bool(verb)


def is_generic(word: str) -> bool:
    """Whether the word is no part of a name; an initial with its period is one."""
    return bool(word.rstrip(",") in GENERIC or (len(word) > 2 and word.rstrip(".,") in GENERIC) or SAYS.fullmatch(word))


def _opens_no_name(word: str) -> bool:
    """Whether it is generic in any language; inside a name ("Konbit Fanmi Ayisyen") a foreign word may stand."""
    return is_generic(word) or word.rstrip(".,:").capitalize() in FOREIGN


def _in_days(text: str, start: int, end: int) -> bool:
    """Whether a word is one of the days of a schedule: "Tu/Th"."""
    near = DAYS.finditer(text, max(0, start - LONGEST_DAYS), end + LONGEST_DAYS)
    return any(days.start() <= start < days.end() for days in near)


def _is_day(text: str, start: int, end: int) -> bool:
    """Whether a word is a day: with a date behind it, or in a line with another one; "Thu" and "Mon" are names, too."""
    if _in_days(text, start, end):
        return True
    day = WEEKDAY.match(text, start, end)
    if not day:
        return False
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    return bool(DATED.match(text, day.end())) or len({other[0] for other in WEEKDAY.finditer(line)}) > 1


def _is_small(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether a word in small letters is the sentence's: "of", and before a capital any common one ("would Ana")."""
    word = text[slice(*first)]
    common = (
        word.islower() and text[second[0]].isupper() and not re.fullmatch(PARTICLE, word) and word in ordinary_words()
    )
    return word in SMALL_WORDS or common


def _is_deed(word: str) -> bool:
    """Whether it is a verb of what was done: "Observed" of "9/18 Observed Quill"."""
    return bool(DEED.fullmatch(word)) and word.casefold() in ordinary_words()


def _without_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without what the sentence around a name puts before and behind it, degrees and possessive."""
    for opening in (ASKED, SMALL_TITLE):
        if found := opening.match(text, start, end):
            start = found.end()
    for ending in (ET_AL, DEGREES, NO_NAME_FROM):
        if found := ending.search(text[start:end]):
            end = start + found.start()
    if found := KEYED.search(text, start, end + 2):
        end = found.start()
    return start, end - 2 * text[start:end].endswith(("'s", "’s"))


def trim_name(text: str, start: int, end: int, *, sure: int = 0) -> tuple[int, int] | None:
    """The name without generic words, degrees, possessive and closing period; None when nothing is left.

    Args:
        sure: of how many words from the first on a title or the model says that they are a name, so that they may be
            one that is a generic word, too, or an initial without its period.
    """
    start, end = _without_sentence(text, start, end)
    words = [(m.start() + start, m.end() + start) for m in re.finditer(r"[^\s]+", text[start:end])]

    def named(at: int) -> bool:
        word_start, word_end = words[at]
        word = text[word_start:word_end]
        initial = at > 0 and (INITIAL.fullmatch(text, word_start, word_end + 1) or (at < sure and len(word) == 1))
        return bool(initial and not PRONOUN.match(text, word_start)) or (at < sure and word.rstrip(",.") in ALSO_NAMES)

    while words and text[slice(*words[0])].removesuffix(".") in TITLES and not (len(words) == 1 and named(0)):
        words.pop(0)
    while words and not any(map(str.isalpha, text[slice(*words[0])])):  # a note's number: "² Quill"
        words.pop(0)
    while len(words) > 1 and (_is_small(text, *words[:2]) or _is_deed(text[slice(*words[0])])):
        words.pop(0)
    while len(words) > 1 and text[slice(*words[-1])] in ENDS_NO_NAME:
        words.pop()
    while words and ((_opens_no_name(text[slice(*words[0])]) and not named(0)) or _is_day(text, *words[0])):
        words.pop(0)
    for at, (word_start, word_end) in enumerate(words):
        if (is_generic(text[word_start:word_end]) and not named(at)) or (at and _in_days(text, word_start, word_end)):
            words = words[:at]
            break
    if not words or (
        MONTH.fullmatch(text[words[0][0] : words[-1][1]]) and re.match(r"\.?\s*\d", text[words[-1][1] :][:4])
    ):
        return None
    start, end = words[0][0], words[-1][1]
    end -= len(text[start:end]) - len(text[start:end].rstrip(",;:"))
    if text[end - 1 : end] == "." and len(text[words[-1][0] : end]) > 3 and text[end - 3] != ".":  # not of "A.Q."
        end -= 1
    return (start, end) if any(c.isalpha() for c in text[start:end]) else None
