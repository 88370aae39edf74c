"""E-mail addresses, telephone numbers, web addresses and handles; public and reference ones stay."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import phonenumbers
import tldextract
from presidio_analyzer.nlp_engine import NlpArtifacts

from blinder.detect.recognizers.anchors import A_FIGURE, Holding, Opening
from blinder.detect.recognizers.base import Hit, Recognizer, lines
from blinder.label_map import LabelMap
from blinder.types import EntityType

EMAIL = Holding(
    "@",
    r"(?:(?<![\w.+'’-])[\w.+'’-]+|\{[^{}@]{1,200}\})"  # "{ana, b.quill}@host.org" is two
    r"(?:\s|\n[> ]+)?@(?:\s|\n[> ]+)?[\w-]+(?:(?:\.[\w-]+)+|\.\n[> ]*[a-z]+(?:\.[a-z]+)*)(?!\w)",  # ">": quoted mail
    in_line=False,
)
AT = r"(?:\s?[\[({]\s?(?:at|@)\s?[\])}]\s?|\s@\s?|@\s|\s(?P<word>at)\s)"
DOT = r"(?:\s?[\[({]\s?(?:dot|\.)\s?[\])}]\s?|\.|[^\S\n]\.[^\S\n]|\sdot\s)"
SPELLED = Holding(
    ("@", "dot"),
    rf"(?<![\w.+'’-])[\w+'’-]+(?:{DOT}[\w+'’-]+){{0,9}}{AT}"
    rf"(?P<host>(?!(?:the|an?|this|that|our|my|your)\W)[\w-]+(?:{DOT}[\w-]+){{1,9}})(?![\w@])",
    flags=re.IGNORECASE,
    any_case=True,
)  # "a.quill (at) host (dot) org", "quill AT host DOT org"
SPELLED_DOT = re.compile(rf"(?!\.){DOT}", re.IGNORECASE)
URL = Opening(
    ("https?", "www"),
    r"(?<![\w@.])(?:https?://|www\.)[^\s<>⟨⟩\"“”|]+",
    flags=re.IGNORECASE,
    any_case=True,
)
PATH = re.compile(  # whose machine, and who works on it
    r"(?<!\S)[\"“(]?(?P<path>(?:\\\\[\w.$-]+|[A-Za-z]:)\\[^\s\"”<>|)]+|(?:file://)?/(?:Users|home|Volumes)/[^\s\"”<>|)]+)"
)
BARE_HOST = re.compile(
    r"(?<![^\W_]|@)(?<![^\W_][._-])(?:[^\W_][\w-]*\.)+[^\W\d_]{2,}(?:/[^\s<>\"“”|,;)]*)?(?![^\W_]|@)"
)
US_ENDINGS = frozenset("com edu gov net org".split())  # of hosts that people write with capitals: GaskellMS.Org
INNER_ENDINGS = frozenset(
    "local lan internal intranet corp example test invalid".split()
)  # RFC 2606, 6762; of networks
HANDLE = Opening("@", r"(?<![\w@.])@[A-Za-z][\w.]{2,}\w")
SPOKEN_DIGITS = "one|two|three|four|five|six|seven|eight|nine|zero|oh"
WITH_EXTENSION = rf"(?:\s*,?\s*(?:x|ext\.?|extension)\s*(?:\d{{1,6}}|(?:(?:{SPOKEN_DIGITS})\b[ -]?){{1,5}}(?<![ -])))?"
BETWEEN = r"(?:[.–-]\n|[\s.–-])"  # groups of digits, of which a line may end with one
PHONE = Opening(
    (A_FIGURE, "+", "("),
    rf"(?<![\w/.-])(?:9[ -](?=1[ -]))?(?:\+?1[\s.-]?)?(?:\(\d{{3}}\)\s?|\d{{3}}{BETWEEN})\d{{3}}{BETWEEN}\d{{4}}"
    rf"{WITH_EXTENSION}(?![\w-])|(?<![\w/.-])\d{{3}}[-.–]\d{{4}}{WITH_EXTENSION}(?![\w-])"
    r"|(?<![\w.,/$#-])[2-9]\d{2}[2-9]\d{6}(?![\w%]|[.,/-]\d)|(?<=\| )[2-9]\d{2} \d{4}(?=[ \t]*(?:\||\n|\Z))",
    flags=re.IGNORECASE,
)
SCANNED_PHONE = re.compile(
    r"(?<![\w/.-])\(?[\dlIO]{3}\)?[\s.–-]{1,2}[\dlIO]{3}[\s.–-][\dlIO]{4}(?![\w-])"
)  # 4l3-555-Ol48
EXTENSION = Opening(
    (A_FIGURE, "ext", "extension"),
    r"\b(?:(?:ext\.?|extension)[ \u00a0]?\d{2,6}|(?<!\d )x\d{3,6})\b",
    flags=re.IGNORECASE,
    any_case=True,
)  # "3 x 12" and "4 x125" are products
LOCAL_PAGE = re.compile(
    r"orgcode=|(?:profiles|reportcards)\.doe\.[^/]*/\w",
    re.IGNORECASE,
)  # a public host, one school's page
LEAST_DIGITS = 5  # that OCR read right
SEVEN_DIGITS = re.compile(r"\d(?:[^\d\n,:;%$#|A-Za-wyz]{0,4}\d){6}")
SEPARATED = re.compile(r"[\s().+-]")
PAIRED = re.compile(r"\d{4}[-–]\d{4}")
FIGURES = re.compile(
    r"\(\s*\d+\.\d+\)|(?<!\d)\d\.\d(?!\d)|\d{2}.*(?<!\d)\d(?!\d)|^\d{4}\s\d[\d\s]*\s\d\d$"
    r"|^(?!(?:238|351)\s)\d{1,3}(?:\s\d{1,3}){3,}$"
)  # a table's row: 85 68 10 3 2 2, 2304 2509 12, or 320 114 92 69, but 238 991 20 14 is in Cape Verde
ASKED = Opening(
    ("call", "dial", "phone", "telephone", "tel", "cell", "mobile", "fax", "text", "whatsapp", "or"),
    r"(?:\b(?:call|dial|phone|telephone|tel|cell|mobile|fax|text|whatsapp)\b"
    r"(?:\W{1,3}(?:me|us|him|her|them|at|on|no|number|is)\b){0,3}\W{1,4}|(?:(?<=\d{4} )|(?<=\d{4}, ))or )"
    r"(?P<number>(?:1[ .-])?[2-9](?:[ .-]{0,2}\d){9}|[2-9]\d{2} \d{4})(?![ .-]{0,2}\d)",
    flags=re.IGNORECASE,
    any_case=True,
)  # in whatever groups: "Call 6 17 555 01 3 4"
ABROAD = re.compile(r"\+|0\d")  # whose groups may have one digit: +33 1 42
LONGEST_LABEL = 40  # characters of a label's words
TRAILING = ".,;:!?)]}'’"
FILE_ENDINGS = frozenset("doc docx odt pdf txt md csv xlsx xls ppt pptx jpg jpeg png mp4 mov zip pages py sh".split())


@lru_cache(maxsize=1)
def _suffixes() -> tldextract.TLDExtract:
    """The public-suffix list that tldextract ships, never a download (https://github.com/john-kurkowski/tldextract)."""
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


class ContactRecognizer(Recognizer):
    """How somebody can be reached."""

    subject = "contact"

    def __init__(self, label_map: LabelMap) -> None:
        super().__init__(label_map)
        labelled = "|".join(map(re.escape, (*label_map.role_cues, *label_map.roster_types)))
        self.labelled = re.compile(rf"\b(?:{labelled}) $", re.IGNORECASE)

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterator[Hit]:
        """E-mails, web addresses, phones and handles; a reference or public one carries `keep`."""
        taken = bytearray(len(text))
        for hit in (*self._emails(text), *self._urls(text), *self._phones(text), *self._handles(text)):
            if taken.find(1, hit.start, hit.end) < 0:
                taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
                yield hit

    def _emails(self, text: str) -> Iterator[Hit]:
        for match in EMAIL.finditer(text):
            name, _, host = match[0].rpartition("@")
            if name[-1:].strip() or host[:1].isspace() or _is_host(host):  # "TikTok @ana.dances" is none
                yield self._email(*match.span(), host.strip())
        for match in SPELLED.finditer(text):
            host = SPELLED_DOT.sub(".", match["host"])
            if _is_host(host.casefold()) and (host != match["host"] or not match["word"]):  # not "look at quill.org"
                yield self._email(*match.span(), host)

    def _email(self, start: int, end: int, host: str) -> Hit:
        return Hit(start, end, EntityType.EMAIL_ADDRESS, 1.0, cue="address form", keep=self._public(host))

    def _urls(self, text: str) -> Iterator[Hit]:
        for match in URL.finditer(text):
            yield self._url(match.start(), match[0].rstrip(TRAILING))
        for match in PATH.finditer(text):
            path = match["path"].rstrip(TRAILING)
            yield Hit(match.start("path"), match.start("path") + len(path), EntityType.URL, 1.0, cue="path of a file")
        for match in BARE_HOST.finditer(text):
            address = match[0].rstrip(TRAILING)
            if _is_host(address.partition("/")[0]):
                yield self._url(match.start(), address)

    def _url(self, start: int, address: str) -> Hit:
        host = re.sub(r"^[a-z]+://", "", address, flags=re.IGNORECASE).partition("/")[0]
        return Hit(
            start,
            start + len(address),
            EntityType.URL,
            1.0,
            cue="web address",
            keep="" if LOCAL_PAGE.search(address) else self._reference(host),
        )

    def _reference(self, host: str) -> str:
        host = host.casefold().rpartition("@")[2].partition(":")[0]
        return (
            "reference"
            if _is_of(host, self.label_map.reference_hosts) and not _is_of(host, self.label_map.document_hosts)
            else ""
        )

    def _public(self, host: str) -> str:
        return "state" if host.casefold().endswith((".gov", "doe.mass.edu", ".state.ma.us")) else ""

    def _phones(self, text: str) -> Iterator[Hit]:
        for match in PHONE.finditer(text):
            yield self._phone(text, match.start(), match.end(), 1.0)
        for match in SCANNED_PHONE.finditer(text):
            if sum(map(str.isdigit, match[0])) > LEAST_DIGITS:
                yield self._phone(text, match.start(), match.end(), 0.8)
        for start, line in lines(text):
            for found in _numbers(line):
                yield self._phone(text, start + found.start, start + found.end, 0.8)
        for match in ASKED.finditer(text):
            yield self._phone(text, *match.span("number"), 0.8)
        for match in EXTENSION.finditer(text):
            yield Hit(match.start(), match.end(), EntityType.PHONE_NUMBER, 0.8, cue="extension")

    def _phone(self, text: str, start: int, end: int, score: float) -> Hit:
        """A telephone number without what is a label's: "Teacher 1 781-555-0100"."""
        if text.startswith("1 ", start) and self.labelled.search(text, max(0, start - LONGEST_LABEL), start):
            start += len("1 ")
        return Hit(start, end, EntityType.PHONE_NUMBER, score, cue="number form")

    def _handles(self, text: str) -> Iterator[Hit]:
        for match in HANDLE.finditer(text):
            yield Hit(match.start(), match.end(), EntityType.HANDLE, 0.9, cue="handle form")


def _is_host(host: str) -> bool:
    """Whether it ends as hosts do; with capitals it may be two sentences or a degree: "the end.In time", "B.Sc"."""
    ending = host.rpartition(".")[2]
    if ending in INNER_ENDINGS:
        return host.islower()
    named = _suffixes()(host)
    return (
        bool(named.suffix and named.domain)
        and ending.casefold() not in FILE_ENDINGS
        and (
            host.islower()
            or "." in named.suffix
            or ending.casefold() in US_ENDINGS
            or (ending.islower() and len(ending) > 3)
        )
    )


def _is_of(host: str, hosts: Sequence[str]) -> bool:
    return any(host == each or host.endswith(f".{each}") for each in hosts)


def _numbers(line: str) -> Iterator[phonenumbers.PhoneNumberMatch]:
    """The telephone numbers of ten digits or more that the library sees in a line; no paired ones, no figures."""
    if SEVEN_DIGITS.search(line):
        for found in phonenumbers.PhoneNumberMatcher(line, "US", leniency=phonenumbers.Leniency.POSSIBLE):
            raw = found.raw_string
            is_figures = FIGURES.search(raw) and not ABROAD.match(raw)
            digits = sum(c.isdigit() for c in raw)
            if digits >= 10 and SEPARATED.search(raw) and not PAIRED.search(raw) and not is_figures:
                yield found
