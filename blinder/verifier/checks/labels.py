"""Do the labels tell somebody: names and titles beside them, other forms, one letter for two people, two for one?"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from blinder.types import Finding, Severity
from blinder.verifier.grammar import CAPITALS, DOTTED, INITIALS, NAME, PART, Grammar, Line
from blinder.verifier.sight import Sight
from blinder.verifier.wording import words_of

TITLES = (
    "Mr|Mrs|Ms|Mx|Miss|Mister|Dr|Prof|Professor|Rev|Sr|Sra|Srta|Señora?|Señorita|Dona?|Madame|Mme|Coach|Officer|Dean"
)
LINKS = r"aka|a\.k\.a\.|(?:also )?(?:called|named|known as)|alias|or|whose (?:first |real )?name is|i\.e\.,?"
SAID = "said|says|added|asked|asks|replied|answered|wrote|writes|noted|explained|agreed|shared|thanked|told|laughed"
SPOKE = "said|added|asked|replied|answered|noted|explained|agreed|thanked|told|laughed|nodded|smiled|shrugged|wrote"
BODIES = "Council|Senate|Academy|Union|Association|Alliance|Advisory|Government|Congress|Corps"  # "Student Council"
BODY = re.compile(rf" (?:{BODIES})$")  # of "National Council" only the first word may name somebody
NO_NAMES = re.compile(  # "Organization B, Inc.", "Parent C, M.S.", "Librarian Emerita"
    r"Inc|Ltd|Corp|Esq|Ret|Emerit[au]s?(?: \w+)?|Sgt|Lt|Det|Capt|[BM]\. ?[AS]\.?|[JM]\. ?D\.?|R\. ?N\.?"
)
EXAMPLE = re.compile(r"\b(?:such as|for example|for instance|e\.g\.|like|labels?)\b", re.IGNORECASE)
TOLD_OF = re.compile(r", (?:the|our) ([^,.;]{12,80})[,.;]")  # behind a label
LONG = 8  # words from which a sentence told twice is the same sentence
SERIES = 3  # letters that two roles may share before the scheme is one series per role
NAMED = "a name stands where a label belongs, or beside one"
REPLACE, TITLE_HINT = "Replace the name by its label.", "Delete the title: it tells gender or rank."
FORM_HINT = "Write the label as everywhere else, for instance Teacher C."
SAME_HINT = "One person, one label in all files: compare the places, and correct the wrong letter."
Told = Iterator[tuple[Severity, str, str]]


def check(sights: Sequence[Sight], grammar: Grammar) -> Iterator[Finding]:
    """Ask the labels of all files of one submission, line by line, then against each other."""
    lines = grammar.lines
    if not any(grammar.label.search(line.text) for line in lines):
        return
    beside = _Beside(grammar)
    for line in lines:
        for severity, message, hint in dict.fromkeys(beside.ask(line.text)):
            yield Finding(line.document, "labels", severity, line.place, message, hint)
    yield from _ask_series(lines, grammar)
    yield from _ask_contexts(lines, grammar)


class _Beside:
    """What must not stand beside a label, as patterns of one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        label, words = f"(?:{grammar.words}) (?:[A-Z]{{1,2}}|\\d{{1,4}})", grammar.words
        people = "|".join(map(re.escape, grammar.profile.role_cues))
        full = rf"{NAME}(?: {NAME})?"
        who, before = rf"(?P<name>{INITIALS}|{full})(?:['’]s)?", rf"(?P<name>{DOTTED}|{full})(?:['’]s)?"
        self._is_name = grammar.is_name
        self._title = re.compile(rf"(?<!\w)(?:{TITLES})\.?\s+(?:{label})(?!\w)")
        self._names = [
            re.compile(rf"(?<!\w){label}(?:['’]s)?(?:\s*[(\[/]|\s*[–—-]\s|,?\s(?:{LINKS})\s[“\"]?){who}"),
            re.compile(rf"(?<!\w){label}, {who}(?=[,;.)])"),
            re.compile(rf"{before}\s*[(\[/]\s*{label}(?!\w)"),
            re.compile(rf"(?:^|[:;,(]\s?)(?P<name>{INITIALS})(?:, | & | \+ |/){label}(?!\w)"),
            re.compile(rf"(?<!\w){label}(?: & | \+ |/)(?P<name>{INITIALS})"),
            re.compile(rf"(?<![\w-])(?:{people}) (?!{BODIES})(?P<name>{NAME})(?:['’]s)?(?!\w)"),
            re.compile(rf"\b[Tt]he (?P<name>{PART}[sz])(?!\w|[-’']\w| [{CAPITALS}]| \()"),  # a family: "the Quandts"
            re.compile(rf"(?:^|[.!?:;”\"]\s+|\b(?:and|but|when|as|then|while|before|after) ){before} (?:{SAID})\b"),
        ]
        words_too = "|".join(sorted(word.title() for word in words_of("word_names.txt")))
        self._words = re.compile(
            rf"(?:^|[.!?:;,”\"]\s+(?<!Dr\. )(?<!M[rsx]\. )(?<!Mrs\. )|\b(?:and|but|when|as|then|while|before|after) )"
            rf"(?:{words_too}) (?:{SPOKE})\b"
        )
        self._forms = re.compile(
            rf"(?<!\w)(?:{words})(?: [b-hj-z](?![\w.'’-])|[-_#]\s?[A-Z](?!\w)| [A-Z]\d{{1,2}}(?!\w))"
            rf"|(?<![\w-])(?:{words.lower()}) [B-HJ-Z](?![\w.'’&/-])"
            rf"|(?<!\w)(?:{words}) ?(?:_{{2,}}|\[[^\]]{{0,20}}\]|X{{2,}})"
            r"|(?<!\w)(?:Mr|Mrs|Ms|Dr)\.? [A-Z](?:\.|_{2,})?(?![\w.])|\[(?:NAME|name|REDACTED|redacted)\]"
        )

    def ask(self, text: str) -> Told:
        """Everything that one line has beside its labels."""
        if self._title.search(text):
            yield Severity.REVIEW, "a title stands before a label", TITLE_HINT
        for pattern in self._names:
            for found in pattern.finditer(text):
                if not NO_NAMES.fullmatch(found["name"]) and self._is_name(BODY.sub("", found["name"])):
                    yield Severity.REVIEW, NAMED, REPLACE
        if self._words.search(text):
            yield Severity.REVIEW, NAMED, REPLACE
        if self._forms.search(text):
            yield Severity.REVIEW, "a label in another form", FORM_HINT


def _ask_series(lines: Iterable[Line], grammar: Grammar) -> Iterator[Finding]:
    """One letter under two roles, where the letters run on across all roles."""
    roles: dict[str, dict[str, Line]] = defaultdict(dict)
    for line in lines:
        for found in () if EXAMPLE.search(line.text) else grammar.label.finditer(line.text):
            if found["mark"].isalpha():
                roles[found["mark"]].setdefault(found["role"], line)
    for mark, places in roles.items():
        if mark[0] == mark[-1] and len(mark) > 1 and not {chr(ord(mark[0]) - 1) + "Z", mark[0] + "B", "Z"} & {*roles}:
            for line in places.values():
                yield Finding(
                    line.document, "labels", Severity.REVIEW, line.place, "a label in another form", FORM_HINT
                )
    twice = {mark: places for mark, places in roles.items() if len(places) > 1}
    if len(twice) > max(SERIES, len(roles) // 5):
        return
    for mark, places in twice.items():
        for line in places.values():
            message = f"the letter {mark} stands for {' and '.join(sorted(places))}"
            yield Finding(line.document, "labels", Severity.REVIEW, line.place, message, SAME_HINT)


def _ask_contexts(lines: Sequence[Line], grammar: Grammar) -> Iterator[Finding]:
    """The same sentence or the same description with one label in one file, and another in another file."""
    told: dict[str, dict[str, dict[str, Line]]] = defaultdict(lambda: defaultdict(dict))
    for line in lines:
        for context, marks in _contexts(line.text, grammar):
            told[context][marks].setdefault(line.document, line)
    for by_marks in told.values():
        documents = [frozenset(places) for places in by_marks.values()]
        if len(by_marks) < 2 or any(one & other for one in documents for other in documents if one is not other):
            continue  # one file tells it of several people: a phrase of the house
        for places in by_marks.values():
            for line in places.values():
                message = "the same is said of another label in another file"
                yield Finding(line.document, "labels", Severity.REVIEW, line.place, message, SAME_HINT)


def _contexts(text: str, grammar: Grammar) -> Iterator[tuple[str, str]]:
    """(what is said, of which letters): sentences with a label, quotes beside one, and "Teacher C, the … teacher"."""
    for sentence in re.split(r"(?<=[.!?”\"])\s+(?!\()|\s\|\s", text):
        labels = list(grammar.label.finditer(sentence))
        marks = " ".join(found["mark"] for found in labels)
        if not marks:
            continue
        masked = grammar.label.sub(r"\g<role> _", sentence)
        if len(masked.split()) >= LONG:
            yield masked.casefold(), marks
        if len(labels) == 1:
            for quote in re.findall(r"[“\"]([^”\"]{30,})[”\"]", sentence):
                yield f"{labels[0]['role']}: {quote.casefold()}", marks
        for found in labels:
            if after := TOLD_OF.match(sentence, found.end()):
                yield f"{found['role']}, the {after[1].casefold()}", found["mark"]
