"""What the submission's own words tell: which words it also writes small, and where every word stands."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from blinder.resolve.names import WORD, fold
from blinder.resources import ordinary_words

# Names that are English words or months: an occurrence alone proves nothing.
COMMON = frozenset(
    """
    god lord bible torah quran christmas easter hanukkah internet april may june august march summer autumn
    winter dawn will mark art bill rich grace hope joy faith patience charity constance prudence rose lily iris
    daisy violet ivy heather holly hazel olive olivia's pearl ruby amber jade crystal gold golden silver steel
    stone hall page park young black white brown green gray grey reed read reader rice rush sharp short long
    strong small little bright best better good love day week weeks knight king prince princess bishop pope
    abbot church temple cross hill field fields ford brook brooks lake rivers waters woods wood forest marsh
    glen dale lane street way place house homes castle bridge bridges gates gate wall walls banks bank price
    cash penny dollar bond case chance chase drew grant guy gene jack john's major miles mills miller baker cook
    carpenter taylor mason carter cooper fisher hunter hunt shepherd archer singer painter butler porter ward
    warden law laws sage basil ginger pepper rosemary berry apple cherry plum peach orange lemon fox wolf bear
    lamb hart buck drake crane swan finch wren robin martin jay bird frost snow rain winter storm gale wind
    cloud star starr moon sun sky clay sand sandy rock pine ash oak elm birch dot nan pat sue chuck don ray ross
    rusty sunny angel christian noble savage swift moody self hand head foot legg shaw shed so do he my in an on
    an le so ha ho hang long lo ly vo so sim son sun van long bao bay dung phuc kim lam lang my ngo may mai
    center village memorial reading sandwich beverly sharon lincoln franklin orange lawrence warren douglas
    shirley hull milton dennis gill savoy florida peru lee otis carver hope union central north south east west
    northern southern eastern western lower upper middle high court common pleasant valley harbor bay hart
    temple dean major minor justice early loving power powers blessing precious destiny genesis trinity serenity
    journey heaven nevaeh chastity mercy royal messiah king legend saint ace champion ever true case link case
    bell bells ring rings singleton parsons parson deacon waiter winner wise worth wright write ready roman
    her he she you no to or new how that art best block day english fall french imam judge july mean memo pastor place
    salaam salam spring sunday xin
    """.split()
)
MONTHS = frozenset(  # and seasons
    (
        "january february march april may june july august september october november december "
        "spring summer fall autumn winter"
    ).split()
)
NAME_GOES_ON = re.compile(
    r"^(?:: [\"“]|, (?:who|whose|our|my|if|can|could|please|you|thank)\b|['’]s\b"
    r"| (?:said|says|asked|asks|wrote|writes|explained|shared"
    r"|showed|told|answered|noticed|counted|solved|raised|drew|led|opened|brought|reminded|agreed"
    r"|moved to|seconded|and I|is (?:a|in|our|the|my)|was (?:a|absent|in|our|the|my)|has|had|who|came|went"
    r"|saw|took|gave|got|made|put|sat|stood|ran|knew|found|felt|left|kept|began|spoke|taught|thought|did"
    r"|needs|wants|likes|loves|says|reads|speaks|works|uses|struggles|lives|covers|covered|caught|presents|presented"
    r"|visits|visited|joins|joined|helps|helped|suggests|suggested|offers|offered|reported|noted|watches|watched"
    r"|walks|walked|laughed|smiled|nodded|thinks|knows|believes|teaches|leads|brings|gives|takes|sees|tells|writes"
    r"|explains|agrees|tried|tries|used|liked|loved|wanted|replied|responded|called|emailed|texted|sent|met|modeled"
    r"|facilitated|observed|listened|stayed|returned|learned|commented|admitted|decided|does|will|would|can|could|should|goes|gets|comes"
    r"|sits|hears|feels|keeps|folded|pointed|looked|talked|whispered|started|added|picked|turned|waited|corrected"
    r"|volunteered|apologized|circulated|redirected|praised|clapped|sang|arrived|arrives|wondered|paused|chaired|chairs"
    r"|handed|checked|modelled|calls|runs|sends|checks|meets|greets|opens"
    r"|moved (?:fast|quickly|on|through|around|between))\b)"
)
POSSESSIVE = ("'s", "’s")
ADDRESS_SIGNS = frozenset("@/_=")
CELL_BEFORE, CELL_AFTER = re.compile(r"(?:^|\n|\| )$"), re.compile(r"[ \t]*(?:\||\n|$)")  # or a line's ends
CELL_END = re.compile(r" \| |\n|\Z")
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
AROUND = 1000  # characters of a line, before and behind, that tell whether it is a heading
SPEAKER = re.compile(r"[>\s]*[^\W\d_][\w.'’ -]{0,23}: ")
SENTENCE_END = re.compile(r"(?:^|(?:^|\n)\s*[-•*▪◦]\s*|[.!?:;•*\n|–—\"“”#>]|[.!?][\"”’)]|\d[.)]|(?:^|\s)['‘])\s*$")


FILE_ENDING = re.compile(r"(?<=\w)\.(?:docx?|odt|pdf|txt|md|csv|xlsx?|pptx?|jpe?g|png|html?|xml|jsonl?|toml|py|sh)\.?$")
SLIP = 3  # capitals inside sentences for each time that a name is written small: it is no ordinary word
TELLING = 5  # letters of a word that is no name by chance


class Token(NamedTuple):
    """One word of a document: its place, its surface and its folded form."""

    start: int
    end: int
    surface: str
    folded: str

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital first letter."""
        return self.surface[0].isupper()


@dataclass(frozen=True)
class Words:
    """All words of a submission.

    Attributes:
        tokens: document id → its words in order.
        small: folded word → how often the submission writes it in lower case.
        slips: those of them that are unknown, and that it writes as often with a capital inside a sentence.
    """

    texts: Mapping[str, str]
    tokens: Mapping[str, tuple[Token, ...]]
    small: Counter[str]
    slips: frozenset[str] = frozenset()

    def ordinary(self, folded: str) -> bool:
        """Whether the word has a life as an ordinary word: a known one, or written small in this submission."""
        return folded in COMMON or self.small[folded] > 0

    def opens_sentence(self, document: str, start: int) -> bool:
        """Whether the word at `start` stands where any word has a capital."""
        return bool(SENTENCE_END.search(self.texts[document], max(0, start - 6), start))

    def proves(self, document: str, start: int) -> bool:
        """Whether a capital at `start` stands inside a sentence, where it means something."""
        return not self.opens_sentence(document, start) and not self.in_title_case(document, start, start)

    def in_title_case(self, document: str, start: int, end: int) -> bool:
        """Whether its line is a heading in title case or capitals, where capitals prove nothing."""
        text = self.texts[document]
        first, last = text.rfind("\n", 0, start) + 1, (text.find("\n", end) + 1 or len(text) + 1) - 1
        words = LONG_WORD.findall(text, max(first, start - AROUND), min(last, end + AROUND))
        return text.startswith("#", first) or (
            len(words) > 2 and sum(w[0].isupper() for w in words) >= 0.8 * len(words)
        )


def read_words(texts: Mapping[str, str]) -> Words:
    """Cut all texts of a submission into words and count which of them are written small."""
    tokens = {document: tuple(_token(match) for match in WORD.finditer(text)) for document, text in texts.items()}
    small = Counter(
        token.folded
        for document, found in tokens.items()
        for token in _telling(texts[document], found)
        if token.surface.islower() and not in_address(texts[document], token)
    )
    words = Words(texts, tokens, small)
    capitals = Counter(
        token.folded
        for document, found in tokens.items()
        for token in found
        if token.folded in small and token.capital and not words.opens_sentence(document, token.start)
    )
    unknown = [word for word in small if word not in COMMON and word not in ordinary_words()]
    slips = frozenset(word for word in unknown if len(word) >= TELLING and capitals[word] >= small[word])
    for word in [word for word in unknown if capitals[word] > SLIP * small[word]]:
        del small[word]
    return replace(words, slips=slips)


def _token(match: re.Match[str]) -> Token:
    """A word without the ending of a file's name: "quill" of "quill.pdf"."""
    surface = match[0] if "." not in match[0] else FILE_ENDING.sub("", match[0])
    return Token(match.start(), match.start() + len(surface), surface, fold(surface))


def line_of(text: str, at: int) -> str:
    """The line that holds the character at `at`."""
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def cell_of(text: str, at: int) -> str:
    """The table cell, or else the line, that holds the character at `at`."""
    start = text.rfind("\n", 0, at) + 1
    line = line_of(text, at)
    return line[: at - start].rpartition(" | ")[2] + line[at - start :].partition(" | ")[0]


def are_close(text: str, tokens: Sequence[Token]) -> bool:
    """Whether words follow each other with no more between them than a blank, a comma or an abbreviation's period."""
    return all(
        len(gap := text[a.end : b.start]) <= 3
        and not re.search(r"[.;:!?|]", gap.replace(". ", ""))
        and not ends_sentence(a)
        for a, b in pairwise(tokens)
    )


def ends_sentence(token: Token) -> bool:
    """Whether the word takes a period along that is not an abbreviation's."""
    return bool(re.search(r"[^\W_]{3}\.$", token.surface))


def says_small(line: str) -> bool:
    """Whether a line has no capital, but for who says it: "MJ: is milagros in"."""
    said = line[found.end() :] if (found := SPEAKER.match(line)) else line
    return said == said.lower()


def _telling(text: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """The words of lines and cells with a capital: one without any is chat, and its small words prove nothing.

    Nor do those of the last line, which may be a file's name.
    """
    stop, chat, chats = -1, False, _chats(text)
    for token in tokens:
        if token.start > stop:
            line = cell_of(text, token.start)
            stop = next(CELL_END.finditer(text, token.start)).start()
            long = len(line) > 20 or stop == len(text) or len(line) < len(line_of(text, token.start))
            chat = says_small(line) if chats else long and line == line.lower()
        if not chat:
            yield token


def _chats(text: str) -> bool:
    """Whether people who speak twice or more say things without a capital, as in text messages."""
    if text.count(": ") < 3:
        return False
    said = [(match[0], line) for line in text.split("\n") if (match := SPEAKER.match(line))]
    turns = Counter(speaker for speaker, _ in said)
    small = [speaker for speaker, line in said if says_small(line)]
    return len(small) > 2 and any(turns[speaker] > 1 for speaker in small)


def in_address(text: str, token: Token) -> bool:
    """Whether the word is a part of an address, a login or a file's name."""
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    return before in ADDRESS_SIGNS or after in ADDRESS_SIGNS or (before or after) == "."
