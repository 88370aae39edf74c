"""Schools, districts, universities and towns by the grammar of their names, and the acronyms written beside them."""

import re
from collections.abc import Iterator

from presidio_analyzer.nlp_engine import NlpArtifacts

from blinder.detect.recognizers.anchors import Holding, Opening
from blinder.detect.recognizers.base import NAME_WORD, UPPER, Hit, Recognizer
from blinder.detect.recognizers.people import is_generic
from blinder.resources import ordinary_words
from blinder.types import EntityType

BODY_OF = r"(?:Our Lady|Sacred Heart|Friends|Sisters|Daughters|Sons|Knights|Bank|Museum|Church|House|Port) of (?:the )?"
HEAD = rf"(?:{BODY_OF})?{NAME_WORD}(?:(?: (?:de|da|do|dos|la|&))? {NAME_WORD}){{0,5}}?"
LEVEL = (
    r"(?:Elementary|Middle|High|Intermediate|Primary|Junior High|Upper|Lower|Early Childhood"
    r"|Early Learning|Innovation|Charter|Montessori|Regional|Vocational(?:[- ]Technical)?|Technical"
    r"|Preparatory|Prep|Pilot|Magnet|Alternative|K-8|Community|Public|Agricultural|Comprehensive"
    r"|International|Dual Language|Grammar|Day|Catholic)"
)
SCHOOL_KIND = (
    "School|Academy|Learning Center|Early Learning Center|Charter School|High|Middle|Elementary|Vocational|Voke|Tech"
    "|Montessori|Preschool|Kindergarten|K-8"
)
SCHOOL = Holding(
    SCHOOL_KIND.split("|"),
    rf"\b(?P<name>{HEAD}(?: {LEVEL}){{0,4}} (?:{SCHOOL_KIND}))\b(?! (?:Committee|Council|Year|Improvement|Day|Press"
    r"|of Education|Department|Districts?|Psychologist|Nurse|Counselor|Librarian|Street|Avenue|Road|teachers?|level))",
)
SHORT_KINDS = ("ES", "MS", "HS", "JHS", "Elem", "Elem.")
SCHOOL_SHORT = Holding(
    SHORT_KINDS[:-1],
    rf"\b(?P<name>{NAME_WORD}(?: {NAME_WORD}){{0,2}} (?:ES|J?HS|MS|Elem\b\.?))(?![\w-])"
    rf"(?!(?<=MS)(?:\. ?[{UPPER}]| [{UPPER}]{{2}}))"  # "TO MS. QUILL"
    r"(?! (?:Word|Excel|PowerPoint|Teams|Office|Outlook|Forms|[Dd]egree|[Dd]iploma)|, [A-Z]{2})",  # no "MS, CCC-SLP"
)
SAINT = Opening(  # a church, a hospital, a school; not "Elm St."
    ("St", "Sts", "Ste", "Saint"),
    rf"(?P<name>(?:Sts?|Ste|Saint)\b\.? {NAME_WORD})['’]s\b(?! [A-Z])",
    before=r"(?:^|\n|[^\w\s] ?|\b[a-z]\w* )\Z",
)
ABROAD = "Escuela|Escola|Lekòl|École|Colegio|Colégio|Trường Tiểu học|Trường Trung học"
SCHOOL_ABROAD = Opening(
    ABROAD.split("|"),
    rf"\b(?i:{ABROAD})(?: (?:Elemental|Elementar|Primaria|Primária|Secundaria|Media|Municipal|Intermedia|Superior|de"
    rf"|da|do|del|la|el|das|dos))* (?P<name>{NAME_WORD}(?: {NAME_WORD}){{0,2}})",
    any_case=True,
)
SCHOOL_LIST = Holding(
    ("Schools", "schools"),
    rf"\b(?P<names>{NAME_WORD}(?: {NAME_WORD})?(?:, {NAME_WORD}(?: {NAME_WORD})?){{0,20}},? (?:and"
    rf"|&) {NAME_WORD}(?: {NAME_WORD})?) (?:{LEVEL} )?[Ss]chools\b",
)
SCHOOL_CAPS = Holding(
    ("SCHOOL", "SCHOOLS", "ACADEMY"),
    r"\b(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]*(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’\-]*){0,4} (?:ELEMENTARY|MIDDLE|HIGH"
    r"|REGIONAL|CHARTER|PUBLIC)(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’\-]*){0,2} (?:SCHOOL|SCHOOLS|ACADEMY))\b",
)
DISTRICT_KIND = (
    "Public Schools|School District|Schools District|Regional Schools|School Union|School Department|Schools"
)
DISTRICT = Holding(
    [*DISTRICT_KIND.split("|"), "Committee"],
    rf"\b(?P<name>{HEAD} (?:(?:Regional|Unified|Union|City|Town|Area|Local|Joint|Superintendency|Public"
    rf"|Charter|Vocational(?:[- ]Technical)?|Technical|Community) ){{0,3}}"
    rf"(?:{DISTRICT_KIND}|School Committee(?= of)))\b",
)
OF_DISTRICT = "Public Schools|School District|School Department|Regional School District"
DISTRICT_OF = Opening(
    OF_DISTRICT.split("|"),
    rf"\b(?P<name>(?:{OF_DISTRICT}) of {NAME_WORD}(?: {NAME_WORD}){{0,2}})\b",
)
UNIVERSITY_KIND = (
    "University|College|Community College|Institute of Technology|Graduate School of Education|Graduate School"
    "|School of Education"
)
UNIVERSITY = Holding(
    [*UNIVERSITY_KIND.split("|"), "UMass"],
    rf"\b(?P<name>(?:{HEAD} (?:State )?(?:{UNIVERSITY_KIND})|(?:University"
    rf"|College) of (?:the )?{NAME_WORD}(?:[ -]{NAME_WORD}){{0,3}}|UMass {NAME_WORD}))\b(?! (?:Press"
    r"|Board|Readiness|and Career|Counselor))",
)
TOWN_OF = Opening(
    ("town", "city", "village"),
    rf"\b(?:[Tt]own|[Cc]ity|[Vv]illage) of (?P<name>{NAME_WORD}(?: {NAME_WORD}){{0,2}})\b",
    any_case=True,
)
MASCOT = Opening(
    ("home", "go", "mascot", "we"),
    r"\b(?:[Hh]ome of the|[Gg]o,?|mascot,? the|mascot is the"
    rf"|[Ww]e are (?:the )?|HOME OF THE|GO,?) ?(?P<name>{NAME_WORD}(?: {NAME_WORD})?)(?=[!.,;) ]|$)",
    any_case=True,
)
ACRONYM = re.compile(
    r"^['’]?s?,? ?\((?:the |or |hereafter |known as )*(?P<quote>“|\"|‘)?(?P<name>[A-Z][A-Za-z&.\-]{1,9}?)"
    r"(?:(?:”|\"|’)(?:,? or [^()\n]{1,40})?)?\)"
)
FORMED_ACRONYM = re.compile(
    r"(?<![\w-])(?:(?P<SCHOOL>[A-Z]{1,4}(?:ES|MS|HS))|(?P<DISTRICT>[A-Z]{1,5}RSD|[A-Z]{1,4}PS)"
    r"|(?P<ORGANIZATION>[A-Z]{1,4}TA))(?![\w-])"
)
BODY_KIND = (
    "PTO|PTA|PTSO|SEPAC|Boosters|Education Fund|Youth Soccer|Little League|Association|Foundation|Federation|Coalition"
    "|Alliance|Collaborative|Partnership|Club|Church|Parish|Temple|Synagogue|Mosque|Hospital|Health Center|Clinic"
    "|Library|Museum|Theater|Theatre|YMCA|Police Department|Fire Department|Credit Union|Bank|Bakery|Hardware|Pharmacy"
    "|Market|Restaurant|Pizza|Company|Brothers|Bros|Gazette|Herald|Times|Tribune|Chronicle|Enterprise|Courier|Sentinel"
    "|Observer|Beacon|Patriot|Advocate|Telegram"
    "|Legion|Rotary|Lions|Elks|Interpreting|Services|Counseling|Behavioral Health|Community Center|Cultural Center"
    "|Bookshop|Bookstore|Café|Cafe|Diner|Deli|Grill|Landscaping|Plumbing|Salon|Barbershop|Daycare|Childcare|Pediatrics"
    "|Dental|Realty|Florist"
    "|Senior Center|Housing Authority|Apartments|Farm|Farms|Society|Guild|Network"
)
LEGAL_FORM = "Inc|LLC|LLP|PLLC|Ltd|Corp"
ORGANIZATION = Holding(
    [*BODY_KIND.split("|"), *LEGAL_FORM.split("|"), "Local"],
    rf"\b(?P<name>{HEAD}(?:['’]? (?:{BODY_KIND})\b(?:,? Local \d{{1,5}})?"
    rf"|,? (?:{LEGAL_FORM})\b(?:\.(?=[,;)]| [a-z(]))?)|Local \d{{2,5}})(?!\w)",
)
FRIENDS = Opening(
    ("Friends", "Amigos"),
    rf"\b(?P<name>(?:Friends of (?:the )?|Amigos d[aeo]s? )(?!M[rsx]|Dr){NAME_WORD}(?: {NAME_WORD}){{0,2}})\b",
)
UNION = Opening(("Local",), r"\b(?P<name>Local \d{2,5})\b")
# Universities of Massachusetts and beside it as people call them; only where somebody studies, teaches or goes there.
SHORT = rf"(?:BC|BU|MIT|WPI|BSU|SSU|FSU|WSU|MCLA|UMB|UML|UMD|UMass|HGSE|SNHU|URI|RIC|UConn|UNH)(?:-{NAME_WORD})?"
STUDY = (
    "course|class(?:es)?|courses|degree|program|professors?|faculty|licensure|cohort|certificate|master['’]?s|doctorate"
    "|stud(?:y|ied|ies|ying)|graduat(?:e|ed|es)|enrolled|taught|partnership|interns?|seminar|practicum"
    "|student teachers?"
)
UNIVERSITY_SHORT = re.compile(
    rf"\b(?:{STUDY})\b[^.;\n]{{0,40}}? (?:at|from|with|through|by|of) (?P<at>{SHORT})\b"
    rf"|\b(?P<own>{SHORT}) (?:{STUDY}|supervisor|instructor|campus|mentors?|advisors?)\b"
    r"|\b(?:at|from|to|with|through) (?P<there>BU|WPI|[BSFW]SU|MCLA|UM(?:B|L|D|ass)|SNHU|UConn|UNH)\b(?! [a-z]+s\b)"
)
LEADING = re.compile(
    r"^(?:The|A|An|At|In|On|Our(?! Lady)|My|Your|Their|From|For|To|Of|And|With|Dear|When|If|As|By|While|Since"
    r"|After|Before|Although|This|That|Each|Every|Every|Both|All|Most|Many|Welcome|Visit|About|Inside"
    r"|Why|How|Is|Are|Does|Did|Was|Were|Has|Have|Near|Across|Local|State|Grade|Principal"
    r"|Superintendent|Former|New(?= (?:school|School)\b)|Ms\.?|Mr\.?|Mrs\.?|Dr\.?)[ ,:]+(?:the |The )?"
)
COMMON_HEAD = re.compile(
    r"^(?:(?:The|A|An|What|Do|Does|Should|Can|Our|My|Your|Their|This|That|Each|Every|Both|All|Most|Many|Any|No|Other|Another"
    r"|Same|Entire|Whole|New|Old|Former|Local|Neighboring|Sending|Receiving|Mentoring|Partner|Home|Host|Pilot"
    r"|Public|Private|Parochial|Charter|Regional|Vocational|Technical|Urban|Rural|Suburban|Elementary"
    r"|Middle|High|Upper|Lower|Junior|Senior|Primary|Intermediate|Secondary|Early|Childhood|Summer"
    r"|Saturday|Sunday|Night|After|Before|Back|To|Massachusetts|American|National|State|District|Title"
    r"|Level|Level\s\d|Turnaround|Underperforming|Blue|Ribbon|Community|Alternative|Boarding|Day"
    r"|Preparatory|Grade|Grades|K-8|Pre-K|Vocational-Technical|Comprehensive|Innovation|Magnet"
    r"|Graduate|Business|Law|Medical|Open|Safe|Healthy|Whole|Effective|Better|Great|Good|Improving"
    r"|Leading|Transforming|Rethinking|Learning|School|Schools|Community|City|Town|Two|Three|Four|Year"
    r"|Teachers|Harvard Education|Parent|Parents|Student|Students|Family|Families|Teacher|and|of|the"
    rf"|for|&|{ABROAD})\s?)+$"
)


class PlaceRecognizer(Recognizer):
    """Names that say themselves what they are."""

    subject = "places"

    def find(self, text: str, artifacts: NlpArtifacts) -> Iterator[Hit]:
        """Places and bodies by the form of their names; an acronym in brackets goes along."""
        for pattern, kind, score in (
            (DISTRICT, EntityType.DISTRICT, 0.93),
            (DISTRICT_OF, EntityType.DISTRICT, 0.93),
            (UNIVERSITY, EntityType.UNIVERSITY, 0.9),
            (SCHOOL, EntityType.SCHOOL, 0.9),
            (SCHOOL_CAPS, EntityType.SCHOOL, 0.9),
            (SCHOOL_SHORT, EntityType.SCHOOL, 0.75),
            (TOWN_OF, EntityType.LOCATION, 0.85),
            (MASCOT, EntityType.MASCOT, 0.6),
            (ORGANIZATION, EntityType.ORGANIZATION, 0.7),
            (FRIENDS, EntityType.ORGANIZATION, 0.75),
            (SAINT, EntityType.ORGANIZATION, 0.7),
        ):
            for match in pattern.finditer(text):
                yield from self._named(text, match.start("name"), match.end("name"), kind, score)
        for match in SCHOOL_ABROAD.finditer(text):
            yield Hit(*match.span("name"), EntityType.SCHOOL, 0.9, cue="form of the name")
        for match in UNION.finditer(text):
            yield Hit(match.start(), match.end(), EntityType.ORGANIZATION, 0.8, cue="number of a union's local")
        for match in UNIVERSITY_SHORT.finditer(text):
            start, end = match.span(match.lastgroup or "")
            yield Hit(start, end, EntityType.UNIVERSITY, 0.8, cue="short name of a university")
        for match in FORMED_ACRONYM.finditer(text):
            line = text[text.rfind("\n", 0, match.start()) + 1 : match.end() + 60].partition("\n")[0]
            if len(match[0]) > 2 and line != line.upper() and match[0].casefold() not in ordinary_words():
                yield Hit(*match.span(), EntityType[match.lastgroup or ""], 0.5, cue="form of an acronym")
        for match in SCHOOL_LIST.finditer(text):
            for part in re.finditer(r"\b(?!and\b)[^,&\s]+(?: (?!and\b)[^,&\s]+)*", match["names"]):
                if not COMMON_HEAD.match(part[0]):
                    start = match.start("names")
                    yield Hit(start + part.start(), start + part.end(), EntityType.SCHOOL, 0.8, cue="list of schools")

    def _named(self, text: str, start: int, end: int, kind: EntityType, score: float) -> Iterator[Hit]:
        while leading := LEADING.match(text[start:end]):
            start += leading.end()
        name = text[start:end]
        head = (
            " ".join(name.split()[:-1])
            if kind is not EntityType.LOCATION and not DISTRICT_OF.pattern.match(name)
            else name
        )
        if (
            (len(name.split()) < 2 and kind not in (EntityType.LOCATION, EntityType.MASCOT))
            or COMMON_HEAD.match(head)
            or "\n" in name
            or (kind is EntityType.MASCOT and is_generic(name))
            or (name.endswith(SHORT_KINDS) and any(is_generic(word.title()) for word in head.split()))
            or (name.endswith("K-8") and all(is_generic(w) or w.casefold() in ordinary_words() for w in head.split()))
        ):
            return
        yield Hit(start, end, kind, score, cue="form of the name")
        if (acronym := ACRONYM.match(text[end : end + 80])) and (
            _stands_for(acronym["name"], name) or (acronym["quote"] and _shortens(acronym["name"], head))
        ):
            yield Hit(end + acronym.start("name"), end + acronym.end("name"), kind, 0.9, cue="acronym in brackets")


def _stands_for(acronym: str, name: str) -> bool:
    """Whether the acronym's capitals are, in order, initials of the name's words."""
    letters = [c for c in acronym.casefold() if c.isalpha()]
    parts = re.findall(r"[^\W\d_]+", name)
    initials = iter("".join(part if part.isupper() else part[0] for part in parts).casefold())  # all of "PTO"
    return sum(c.isupper() for c in acronym) >= 2 and all(letter in initials for letter in letters)


def _shortens(word: str, head: str) -> bool:
    """Whether the word is one of the name's that do not say what it is: "Lantern" of "Lantern Ridge"."""
    return word in re.findall(r"[^\s,]+", head) and not COMMON_HEAD.match(word)
