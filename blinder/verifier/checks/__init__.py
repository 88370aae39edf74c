"""One question per file: `check(sight, known)` yields findings against a finished file."""

from collections.abc import Callable, Iterator, Sequence

from blinder.types import Finding
from blinder.verifier.checks import changes, comments, hidden, history, links, metadata, names, pictures
from blinder.verifier.known import Known
from blinder.verifier.sight import Sight

Check = Callable[[Sight, Sequence[Known]], Iterator[Finding]]

CHECKS: dict[str, Check] = {
    "names": names.check,
    "metadata": metadata.check,
    "comments": comments.check,
    "changes": changes.check,
    "hidden": hidden.check,
    "history": history.check,
    "links": links.check,
    "pictures": pictures.check,
}
