"""What cannot be read on a page although something is there: scans, and fonts that do not tell their letters."""

import re
from collections.abc import Iterator, Sequence

from blinder.formats.pdf.engines import Page
from blinder.formats.pdf.objects import Box
from blinder.formats.pdf.passages import Passage
from blinder.formats.pdf.sheets import Sheet
from blinder.types import Unseen

COVERED = 0.25  # of the page: a picture larger than that, without text, is a scan
LOST = re.compile(r"[\ufffd\ue000-\uf8ff]{2,}")  # one alone is a bullet
LOST_SHARE = 0.05
SIGN = r"[\ufffd\ue000-\uf01f\uf100-\uf8ff]"  # what lies between is the symbol fonts'
LOST_IN_WORD = re.compile(rf"(?<=[^\W\d_]){SIGN}|{SIGN}(?=[a-zà-öø-ÿ])")
VOWELS = re.compile(r"[aeiouyAEIOUYà-æè-ïò-öù-üÀ-ÆÈ-ÏÒ-ÖÙ-Ü]")
ASCII = re.compile(r"[A-Za-z]")
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
SOME = 3  # letters: Arabic and Hebrew lines are drawn from either end, and not every program tells their letters
ENOUGH = 200  # letters, to judge by
GRADES = frozenset("ABCDEFabcdef")  # and answers to choose from
WORD = 3  # other letters, of which no two are the same
APART = 3  # characters drawn between two letters that belong to different words
SPECK = 0.05  # points: text lower or narrower than that is no text
FAR = 1e9  # points: PyMuPDF leaves out what is twice as far
LOST_TEXT = "text too small or too far off to be read"
FEW_VOWELS = 0.18  # of the letters; English and Spanish have about 0.4


def unseen_of(passages: Sequence[Passage], sheet: Sheet, page: int, pictures: Sequence[Box]) -> Iterator[Unseen]:
    """Why this page may hold text that was not read. `page` counts from 1."""
    text = "\n".join(passage.segment.text for passage in passages)
    if not text.strip() and any(_share(box, sheet.crop) > COVERED for box in pictures):
        yield Unseen(f"p. {page}", "scanned page: no text to read")
    if len(RIGHT_TO_LEFT.findall(text)) >= SOME:
        yield Unseen(f"p. {page}", "text from right to left: its letters may be read in a wrong order")
    if _are_spelt(passages):
        yield Unseen(f"p. {page}", "letters that stand apart may spell a name")
    lost = sum(len(found) for found in LOST.findall(text))
    if lost > LOST_SHARE * len(text) or "\ufffd\ufffd" in text or LOST_IN_WORD.search(text):
        yield Unseen(f"p. {page}", "a font does not tell its letters")
    elif _is_garbled(text):
        yield Unseen(f"p. {page}", "the text reads as no language: a font may tell wrong letters")


def _are_spelt(passages: Sequence[Passage]) -> bool:
    """Whether letters that each stand alone, as around a seal, may make a word in the order they are drawn in."""
    alone = (each for each in passages if len(each.segment.text.strip()) == 1 and not each.segment.dropped)
    glyphs = (glyph for each in alone for piece in each.pieces for glyph in piece.glyphs if glyph)
    drawn = sorted((glyph.number, glyph.char) for glyph in glyphs if glyph.char.isalpha())
    words, last = [""], -APART
    for number, letter in drawn:
        words += [""] * (number - last >= APART)
        words[-1] += letter
        last = number
    return any(len(set(word) - GRADES) >= WORD and len(VOWELS.findall(word)) > 1 for word in words)


def holds_lost_text(page: Page) -> bool:
    """Whether a prepared page draws letters so small or so far off that no engine tells them."""
    if not any("text" in kind and _is_lost(box) for kind, box in page.get_bboxlog()):
        return False
    lost = (chr(char[0]) for span in page.get_texttrace() if _is_lost(span["bbox"]) for char in span["chars"])
    return sum(char.isalnum() for char in lost) > 1


def _is_lost(box: Box) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) < SPECK or max(map(abs, box)) > FAR


def _is_garbled(text: str) -> bool:
    letters = len(ASCII.findall(text))
    return letters >= ENOUGH and len(VOWELS.findall(text)) < FEW_VOWELS * letters


def _share(box: Box, page: Box) -> float:
    width = max(0.0, min(box[2], page[2]) - max(box[0], page[0]))
    height = max(0.0, min(box[3], page[3]) - max(box[1], page[1]))
    return width * height / ((page[2] - page[0]) * (page[3] - page[1]))
