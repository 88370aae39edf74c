"""One question per file: `check(sight, known)` yields findings against a finished file.

What only all files together can tell is asked of all: `check(sights, their grammar)`.
"""

from collections.abc import Callable, Iterator, Sequence

from blinder.types import Finding
from blinder.verifier.checks import (
    changes,
    comments,
    covered,
    filenames,
    hidden,
    history,
    initials,
    labels,
    links,
    lists,
    metadata,
    names,
    pictures,
    pseudonyms,
    scripts,
)
from blinder.verifier.grammar import Grammar
from blinder.verifier.known import Known
from blinder.verifier.sight import Sight

Check = Callable[[Sight, Sequence[Known]], Iterator[Finding]]
CheckOfAll = Callable[[Sequence[Sight], Grammar], Iterator[Finding]]

CHECKS: dict[str, Check] = {
    "names": names.check,
    "metadata": metadata.check,
    "comments": comments.check,
    "changes": changes.check,
    "hidden": hidden.check,
    "history": history.check,
    "links": links.check,
    "pictures": pictures.check,
    "covered": covered.check,
    "pseudonyms": pseudonyms.check,
    "scripts": scripts.check,
}
CHECKS_OF_ALL: dict[str, CheckOfAll] = {
    "labels": labels.check,
    "lists": lists.check,
    "initials": initials.check,
    "filenames": filenames.check,
}
