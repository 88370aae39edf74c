"""The peer for PDFs: what everybody's first script does, `search_for` and `add_redact_annot(text=label)`."""

from collections.abc import Sequence
from pathlib import Path

import pymupdf

from benchmarks.fidelity.replaced import Swap


def blind_naively(path: Path, out: Path, terms: Sequence[Swap]) -> list[list[Swap]]:
    """Write a copy with every term replaced; what was replaced, per page."""
    done: list[list[Swap]] = []
    with pymupdf.open(path) as document:
        for page in document:
            hits = [(swap, box) for swap in terms for box in page.search_for(swap.old)]
            for swap, box in hits:
                page.add_redact_annot(box, text=swap.new)
            if hits:
                page.apply_redactions()
            done.append([swap for swap, _ in hits])
        document.save(out, garbage=4, deflate=True)
    return done
