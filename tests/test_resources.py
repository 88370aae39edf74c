"""The processor and the memory: a worker keeps nothing of what it has done."""

import gc
import weakref

from blinder.resources import collect_all


class Ring:
    """Holds itself, so that only a search for garbage takes it away."""

    def __init__(self) -> None:
        self.self = self


def test_what_work_leaves_in_cycles_goes_before_and_after_the_first_time() -> None:
    try:
        for _ in range(2):
            gone = weakref.ref(Ring())
            collect_all()
            assert gone() is None
    finally:
        gc.unfreeze()
