"""Word lists: short ones in the code, long ones in text files beside the checks."""

from functools import cache
from importlib.resources import files


def words(text: str) -> frozenset[str]:
    """The blank-separated words of `text`."""
    return frozenset(text.split())


@cache
def words_of(file: str) -> frozenset[str]:
    """The words of `checks/<file>`; lines that begin with # are remarks."""
    lines = files("blinder.verifier.checks").joinpath(file).read_text(encoding="utf-8").splitlines()
    return words(" ".join(line for line in lines if not line.startswith("#")))
