"""Word lists: short ones in the code, long ones in text files beside the checks."""

from functools import cache
from importlib.resources import files

from blinder.resources import data_folder


def words(text: str) -> frozenset[str]:
    """The blank-separated words of `text`."""
    return frozenset(text.split())


SHORT = words(
    """
    ad ah am an as at be by do dr ed ex gr go ha he hi id if in is it me mr ms my no of oh ok on or re so to tv un up us
    vs we ye
    """
)


@cache
def words_of(file: str) -> frozenset[str]:
    """The words of `checks/<file>`; lines that begin with # are remarks."""
    lines = files("blinder.verifier.checks").joinpath(file).read_text(encoding="utf-8").splitlines()
    return words(" ".join(line for line in lines if not line.startswith("#")))


@cache
def dull_words() -> frozenset[str]:
    """What is no trace of a person where nobody reads it: ordinary words and those that file formats are made of."""
    return ordinary_words() | words_of("technical.txt") | words_of("formats.txt")


@cache
def ordinary_words() -> frozenset[str]:
    """Words that are never names, in lower case; the list travels with the name model.

    What that has of two letters are mostly other things that two letters may be ("xi"), and so may a name.
    """
    path = data_folder("models/ner") / "ordinary.txt"
    listed = (word.casefold() for word in path.read_text("utf-8").split())
    return SHORT | frozenset(word for word in listed if len(word) != len("xi"))
