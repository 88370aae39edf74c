"""Is a known name left anywhere, read or unread by people?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from blinder.types import EntityType, Finding, Severity
from blinder.verifier.fold import Folded, Hit, NameIndex, compact
from blinder.verifier.fonts import without_fonts
from blinder.verifier.known import Known
from blinder.verifier.neutral import is_neutral
from blinder.verifier.sight import Glimpse, Sight
from blinder.verifier.wording import dull_words, ordinary_words, words

TITLES = words(
    """
    mr mrs ms mx miss dr prof professor principal teacher nurse coach counselor superintendent director dean
    senora senor sra srta maestra maestro sister brother father rev reverend officer ap vp paraprofessional
    student aide secretary
    """
)
LINE_END_HYPHEN = re.compile(r"[-‐‑]\s*")
SHORT = 3  # letters up to which case and gaps must be the same
PLAIN_GLUE = 8  # letters from which two glued words are a name even without a capital between them


def check(sight: Sight, known: Sequence[Known]) -> Iterator[Finding]:
    """One finding per place and severity where known names stand, with the types and how many."""
    wanted: dict[str, list[Known]] = {}
    for name in known:
        key = compact(name.surface)
        if len(key) > 1:
            wanted.setdefault(key, []).append(name)
    if not wanted:
        return
    plurals = {f"{key}s": key for key, names in wanted.items() if any(_takes_plural(name) for name in names)}
    index = NameIndex([*wanted, *plurals])
    strict_words = frozenset(key for key, names in wanted.items() if any(n.strict and not n.kept for n in names))
    for glimpse in sight.texts:
        yield from _tell(sight.name, glimpse.place, _judge(glimpse, index, wanted, plurals, strict_words))


def _judge(
    glimpse: Glimpse,
    index: NameIndex,
    wanted: Mapping[str, Sequence[Known]],
    plurals: Mapping[str, str],
    strict_words: frozenset[str],
) -> list[tuple[Severity, EntityType]]:
    hits = list(Folded(glimpse.text).find(index))
    if hits and not glimpse.visible:
        hits = list(Folded(without_fonts(glimpse.text, glimpse.place)).find(index))
    kept = [(hit.start, hit.end) for key, hit in hits for name in wanted.get(key, ()) if name.kept]
    judged, told_to = [], dict.fromkeys(Severity, 0)
    for key, hit in sorted(hits, key=lambda found: (found[1].start, -found[1].end)):
        if any(start <= hit.start and hit.end <= end for start, end in kept):
            continue
        verdicts = [(_weigh(name, hit, glimpse, strict_words), name) for name in wanted.get(key, ()) if not name.kept]
        if key in plurals and not hit.gaps and hit.before == "the" and hit.cased[:1].isupper():
            verdicts += [(Severity.REVIEW, name) for name in wanted[plurals[key]] if _takes_plural(name)]
        grave = sorted((severity, name.entity_type) for severity, name in verdicts if severity)
        for severity, kind in grave[:1]:
            if hit.end > told_to[severity]:  # a surname inside a full name is the same trace
                judged.append((severity, kind))
                told_to[severity] = hit.end
    return judged


def _tell(document: str, place: str, judged: Sequence[tuple[Severity, EntityType]]) -> Iterator[Finding]:
    for severity in (Severity.LEAK, Severity.REVIEW):
        kinds = [str(kind) for grade, kind in judged if grade is severity]
        if kinds:
            tally = ", ".join(f"{kinds.count(kind)} {kind}" for kind in sorted(set(kinds)))
            message = "a name is left" if severity is Severity.LEAK else "a word that may be a name is left"
            yield Finding(document, "names", severity, place, f"{message}: {tally}")


def _takes_plural(name: Known) -> bool:
    return name.strict and not name.kept and name.entity_type is EntityType.PERSON and name.surface.isalpha()


def _weigh(name: Known, hit: Hit, glimpse: Glimpse, strict_words: frozenset[str]) -> Severity | None:
    """How grave it is that this name stands here; None when it is not the name at all."""
    if not _is_joined_like(name, hit) or (glimpse.raw and _is_noise(name.surface, hit, glimpse.text)):
        return None
    if len(hit.cased) <= 2 and is_neutral(f"{hit.before} {hit.cased}"):
        return None  # the letters of a label: "Teacher AD" is nobody called A. D.
    if not glimpse.visible and not hit.gaps and hit.cased.lower() in dull_words():
        return None
    if LINE_END_HYPHEN.fullmatch(hit.after_gap) and _is_head(hit):
        return None  # the head of a word that a line's end broke: "Social Secur-"
    if LINE_END_HYPHEN.fullmatch(hit.before_gap) and _is_tail(hit):
        return None  # or its tail: "repor-", "ted"
    if name.strict:
        return Severity.LEAK
    if len(name.surface.split()) > 1:
        return Severity.REVIEW
    if not hit.cased[:1].isupper() or (hit.cased.isupper() and not name.surface.isupper()):
        return None
    beside_name = (hit.before in strict_words and not hit.before_gap.strip()) or hit.after in strict_words
    beside_title = hit.before in TITLES and hit.before_gap.strip() in ("", ".")
    alone_unseen = hit.whole and not glimpse.visible
    return Severity.REVIEW if beside_name or beside_title or alone_unseen else None


def _is_head(hit: Hit) -> bool:
    """Whether what stands before a hyphen begins an ordinary word, or is a small syllable at the end of its line."""
    is_syllable = len(hit.cased) <= SHORT and hit.cased.islower() and "\n" in hit.after_gap
    return is_syllable or hit.last + hit.after in ordinary_words()


def _is_tail(hit: Hit) -> bool:
    """Whether what stands behind a hyphen ends an ordinary word, or is too short and small to be one by itself."""
    is_syllable = len(hit.cased) <= SHORT and hit.cased.islower()
    return is_syllable or hit.before + hit.cased.lower() in ordinary_words()


@lru_cache(4096)
def _folded(surface: str) -> Folded:
    return Folded(surface)


def _is_joined_like(name: Known, hit: Hit) -> bool:
    """Whether the words of a hit hang together as the surface's do: "will son" is not Wilson."""
    own = _folded(name.surface)
    gaps = own.gaps()
    if any("\x1e" in gap for gap in hit.gaps):
        return False
    if len(own.compact) <= SHORT or _is_acronym(name):
        cases = {own.cased} | ({own.cased.upper(), own.cased.title()} if len(own.compact) >= SHORT else set())
        same_case = hit.cased in (cases if name.entity_type is EntityType.PERSON else {own.cased})
        return same_case and len(hit.gaps) == len(gaps)
    if own.compact.isdigit() and len(own.compact) < 7:
        return len(hit.gaps) == len(gaps)
    if any(gaps):
        return any(hit.gaps) or _is_glued(own, gaps, hit)
    return not any(hit.gaps) or _is_broken_word(hit)


def _is_acronym(name: Known) -> bool:
    surface = name.surface
    return name.entity_type is not EntityType.PERSON and len(surface) <= 5 and surface.isalpha() and surface.isupper()


def _is_glued(own: Folded, gaps: tuple[str, ...], hit: Hit) -> bool:
    """Words run together: "MariaRivera", "mariarivera", "omalley"; not "annhall" in lower case, which chance makes."""
    enough = PLAIN_GLUE if any(gap.isspace() for gap in gaps) else PLAIN_GLUE - 3
    return bool(hit.gaps) or len(own.compact) >= enough or not own.compact.isalpha()


def _is_broken_word(hit: Hit) -> bool:
    """One word broken by a line's end or set in spaced letters."""
    if len(hit.cased) >= 4 and len(hit.gaps) == len(hit.cased) - 1:
        return True
    breaks = [gap for gap in hit.gaps if gap]
    if len(breaks) != 1 or len(hit.cased) < 5:
        return False
    by_line = breaks[0] in ("\n", "\r\n") and hit.cased[0].isupper() and hit.cased[1:].islower()
    return by_line or LINE_END_HYPHEN.fullmatch(breaks[0]) is not None


def _is_noise(surface: str, hit: Hit, text: str) -> bool:
    """Whether chance alone writes this into binary data: short words, or words in mixed case or with odd accents."""
    size = len(hit.cased)
    if any(hit.gaps) and size < 8:
        return True
    forms = {form for plain in (surface, _folded(surface).cased) for form in (plain, plain.lower(), plain.upper())}
    return size < 4 or (size == 4 and not any(form in text for form in forms))
