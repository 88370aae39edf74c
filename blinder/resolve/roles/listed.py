"""Votes of the lists, tables and sections that a name stands in."""

import re
from collections.abc import Iterator

from blinder.resolve.roles.page import Page, Vote
from blinder.resolve.roles.phrases import Phrase
from blinder.types import Span

TAIL = re.compile(
    r"[^\w|]*(?:\([^()]*\)|present|absent|attending|in attendance|invited|here|only|for the group|names?)?[^\w|]*",
    re.IGNORECASE,
)
CELL_TAIL = re.compile(r"s?\s*(?:[(,;/].*)?[\s.]*", re.DOTALL)
LONG_WORD = re.compile(r"[^\W\d_]{3}")
CELL_WORDS = 8  # of a cell that names a job


def in_list(page: Page, span: Span) -> Iterator[Vote]:
    """ "Teachers: Ana, Bo", "Grade 5 teachers present: Ana, Bo", "Math department: Ana, Bo"."""
    head = page.layout.list_head(span.start)
    if not head:
        return
    jobs, sections = (page.phrases.within(kind, head.start, head.end) for kind in ("job", "sections"))
    if jobs and page.matches(TAIL, jobs[-1].end, head.end):
        yield Vote(jobs[-1].role, "list")
    elif sections:
        yield Vote(sections[0].role, "section")
    elif subject := _subject(page, span, head):
        yield Vote(subject.role, "subject list")


def in_table(page: Page, span: Span) -> Iterator[Vote]:
    """The head of its column, the cells beside it, and what the other columns hold of everybody."""
    row = page.layout.row(span.start)
    if row is None:
        return
    header = page.layout.header(span.start)
    records = page.phrases.within("records", header[0].start, header[-1].end) if header else []
    heads = (head for head in page.layout.heads(span.start) if not _names_somebody(page, head))
    column = next(filter(None, (list(_cell(page, span, head, "column")) for head in heads)), [])
    if records:  # a table of results: the other columns are about those in the first, if its head says nobody else
        said = [vote for vote in column if vote.cue == "column"]
        yield from said or (Vote(record.role, "record") for record in records[:1] if row.column <= 1)
        return
    yield from column
    yield from next(filter(None, (list(_cell(page, span, cell, "row")) for cell in row.neighbours)), ())


def _cell(page: Page, span: Span, cell: Span, cue: str) -> Iterator[Vote]:
    """The job or the subject that a cell names."""
    if len(page.layout.read(cell).split()) > CELL_WORDS:
        return
    for job in page.phrases.within("job", cell.start, cell.end):
        if page.matches(CELL_TAIL, job.end, cell.end):
            yield Vote(job.role, cue)
            return
    if subject := _subject(page, span, cell):
        yield Vote(subject.role, "beside" if cue == "row" and subject.kind == "fields" else "subject list")


def _subject(page: Page, span: Span, head: Span) -> Phrase | None:
    """The subject or grade that a head starts with, after a number at most."""
    for kind in ("fields", "pupil_grades" if page.with_initial(span) else "staff_grades"):
        phrases = page.phrases.within(kind, head.start, head.end)
        if phrases and not LONG_WORD.search(page.text, head.start, phrases[0].start):
            return phrases[0]
    return None


def _names_somebody(page: Page, cell: Span) -> bool:
    named = page.named_after(cell.start)
    return bool(named and named.end <= cell.end)


def in_section(page: Page, span: Span) -> Iterator[Vote]:
    """ "STUDENT WORK" or "# Teachers" above a line that starts with the name."""
    heading = page.layout.heading(span.start)
    if not heading or LONG_WORD.search(page.layout.before(span.start)):
        return
    jobs, sections = (page.phrases.within(kind, heading.start, heading.end) for kind in ("job", "sections"))
    if sections:
        yield Vote(sections[0].role, "section")
    elif jobs and jobs[-1].plural and page.matches(TAIL, jobs[-1].end, heading.end):
        yield Vote(jobs[-1].role, "section")
