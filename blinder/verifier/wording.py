"""Word lists: short ones in the code, long ones in text files beside the checks."""

from functools import cache
from importlib.resources import files

from blinder.resources import data_folder


def words(text: str) -> frozenset[str]:
    """The blank-separated words of `text`."""
    return frozenset(text.split())


@cache
def words_of(file: str) -> frozenset[str]:
    """The words of `checks/<file>`; lines that begin with # are remarks."""
    lines = files("blinder.verifier.checks").joinpath(file).read_text(encoding="utf-8").splitlines()
    return words(" ".join(line for line in lines if not line.startswith("#")))


@cache
def ordinary_words() -> frozenset[str]:
    """Words that are never names, in lower case; the list travels with the name model."""
    path = data_folder("models/ner") / "ordinary.txt"
    return frozenset(word.casefold() for word in path.read_text("utf-8").split())
