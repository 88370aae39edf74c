"""What tables give away: cells that count fewer than ten students, rows of single students, births, enrollment.

In: a table with headers. Out: kinds. A cell counts students when its header, its row's label or the caption says so;
percentages, scores, grades, dates and groups of adults are no such counts.
"""

import re
from collections.abc import Iterator

from blinder.indirect.kinds import Kind
from blinder.indirect.layout import Table
from blinder.indirect.words import EXACT, LEARNERS

COUNTED = rf"(?:{LEARNERS}|test[- ]takers|tested|enrolled|enrollment|IEPs|504s)"
COUNT_COLUMN = re.compile(
    rf"(?:(?:#|n|no\.?|number|count|total) (?:of )?)?(?:[\w/-]+ ){{0,2}}{COUNTED}\b[^%]{{0,24}}"
    r"|(?:#|n|no\.?|number|count|total|headcount)(?: (?:in|of|tested|\()[^%]{0,20})?",
    re.I,
)
NO_COUNT = re.compile(
    r"%|percent|\b(?:share|rate|scores?|points?|mean|average|avg|median|level(?! ?\d)|grade(?! \d)|gr\b(?!\.? \d)|sgp"
    r"|growth|days?|minutes|min|hours|weeks?|dates?|age|room|pages?|period|block|scale|rating|rubric|lexile|rank|year"
    r"|state|district|teachers|staff|families|parents|turns|questions|lessons|visits|sessions|items|words|books|seats"
    r"|names?)\b",
    re.I,
)
NO_STUDENTS = re.compile(
    r"\b(?:teachers|educators|staff|faculty|parents|families|adults|members|administrators|paraprofessionals|paras"
    r"|colleagues|leaders|respondents|volunteers|guardians|turns|questions|lessons|visits|sessions|classrooms|mean|average"
    r"|percent|score)\b|%",
    re.I,
)
PEOPLE = re.compile(rf"\b(?:{COUNTED}|IEPs?|SWD|EL|ELL|FEL|ML|504)\b", re.I)
OF_CLASSES = re.compile(r"(?:teacher|class|section|homeroom|cohort|(?:sub)?group)(?:\b.*)?", re.I)
COUNTING_CAPTION = re.compile(
    rf"(?:^|[.:] )(?:(?:number|count|headcount)s? of (?:[\w-]+ ){{0,2}}{LEARNERS}"
    rf"|(?:[\w-]+ )?{LEARNERS} (?:at|who|by|with|in|reaching|meeting))\b",
    re.I,
)
COUNTING_LABEL = re.compile(
    rf"(?:#|no\.?|n|number|count) ?(?:of )?(?:[\w-]+ ){{0,2}}{LEARNERS}\b.*|.*\(n ?= ?\d+.*", re.I
)
PERCENT = re.compile(r"percent|%", re.I)
PARTS = re.compile(r"(\d{1,3}) (?:out )?of (\d{1,3})(?: \(.*\))?|(\d{1,3})/(\d{1,3}) \(\d+ ?%\)", re.I)
STUDENT_COLUMN = re.compile(
    r"(?:student|pupil|child|name|scholar)(?:['’]s)?(?: (?:name|initials|code|label))?|initials", re.I
)
TRAIT = (
    r"(?:(?:home|first|native|primary) language|language spoken|L1|IEP|504|disabilit(?:y|ies)|race|ethnicity|gender|sex"
    r"|country(?: of (?:birth|origin))?|origin|EL|ELL|ML|ELD|SEI|WIDA|ACCESS|SPED|special ed(?:ucation)?|lunch"
    r"|low[- ]income|foster|homeless|diagnosis|medical|medications?|immigration|arrived|arrival)"
)
TRAIT_COLUMN = re.compile(
    rf"(?:primary |current )?{TRAIT}(?:(?: ?[/,&+-] ?| and | or | ){TRAIT}"
    r"| status| levels?| plan| scores?| overall| ?\?| \(.{1,12}\)| services)*",
    re.I,
)
BIRTH_COLUMN = re.compile(r"d\.?o\.?b\.?|(?:date of birth|birth ?dates?|birthdays?|born)(?: .*)?", re.I)
DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?")
ENROLLMENT = re.compile(r"(?:total |school |october )?enroll?ment(?: \(.*\)| total)?|total enrolled", re.I)
EXACT_CELL = re.compile(EXACT)


def find_in_table(table: Table) -> Iterator[Kind]:
    """Every kind that the table gives away."""
    if _counts_few(table):
        yield Kind.SMALL_GROUP
    if _lists_students(table):
        yield Kind.SINGLE_STUDENT
    cells = [(row[0].text, cell) for row in table.rows for cell in row]
    if any(BIRTH_COLUMN.fullmatch(cell.column) and DATE.search(cell.text) for _, cell in cells):
        yield Kind.BIRTH
    if any(
        EXACT_CELL.fullmatch(cell.text) and (ENROLLMENT.fullmatch(label) or ENROLLMENT.fullmatch(cell.column))
        for label, cell in cells
    ):
        yield Kind.ENROLLMENT


def _lists_students(table: Table) -> bool:
    """Whether each row is one student with a trait."""
    first, *others = table.header
    return bool(table.rows and STUDENT_COLUMN.fullmatch(first) and any(map(TRAIT_COLUMN.fullmatch, others)))


def _counts_few(table: Table) -> bool:
    """Whether a cell counts one to nine students."""
    title = " ".join((table.caption, *table.header))
    of_students = bool(PEOPLE.search(title) or OF_CLASSES.fullmatch(table.header[0]))
    counting = bool(COUNTING_CAPTION.search(table.caption)) and not PERCENT.search(title)
    open_columns = {cell.column for row in table.rows for cell in row[1:] if not NO_COUNT.search(cell.column)}
    counts = {column for column in open_columns if COUNT_COLUMN.fullmatch(column)}
    counts |= _columns_of_parts(table, counts) & open_columns
    for label, *cells in table.rows:
        if NO_STUDENTS.search(label.text) or not (of_students or PEOPLE.search(label.text)):
            continue
        all_count = counting or COUNTING_LABEL.fullmatch(label.text)
        for cell in cells:
            if pair := PARTS.fullmatch(cell.text) if cell.column in open_columns else None:
                if any(0 < int(number) < 10 for number in pair.groups() if number):
                    return True
            elif 0 < _number(cell.text) < 10 and cell.column in (open_columns if all_count else counts):
                return True
    return False


def _columns_of_parts(table: Table, counts: set[str]) -> set[str]:
    """The columns whose figures in no row exceed the count of students before them: parts of it."""
    fits: dict[str, bool] = {}
    for row in table.rows:
        whole = -1
        for cell in row[1:]:
            if cell.column in counts:
                whole = max(whole, _number(cell.text))
            elif whole >= 0:
                fits[cell.column] = fits.get(cell.column, True) and 0 <= _number(cell.text) <= whole
    return {column for column, fit in fits.items() if fit}


def _number(text: str) -> int:
    """A cell's whole number below a thousand, −1 for anything else."""
    return int(text) if text.isdecimal() and len(text) < 4 else -1
