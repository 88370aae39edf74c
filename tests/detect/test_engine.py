"""Of findings that say the same, one is left, whatever the place."""

import random

from presidio_analyzer import EntityRecognizer, RecognizerResult

from blinder.detect.engine import CELL, _distinct


def test_duplicates_are_those_of_presidio() -> None:
    chance = random.Random(7)
    for spread in (20, CELL, 20 * CELL):
        results = []
        for _ in range(300):
            start = chance.randrange(spread)
            end = start + chance.randint(1, spread)
            results.append(RecognizerResult(chance.choice("ab"), start, end, chance.choice((0.5, 0.9))))
        left = set(_distinct(results))
        assert left == set(EntityRecognizer.remove_duplicates(results))
        assert len(left) < len(results)
