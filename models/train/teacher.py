"""The big network as a teacher of the small one: its int8 form, two windows at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import onnxruntime as ort
import torch

from models.train.fit import Batch, Teacher
from models.train.network import word_logits


def load_teacher(path: Path, threads: int) -> Teacher:
    """A function from a batch to the logits (words, labels) of the network in `path`."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    pool = ThreadPoolExecutor(threads)

    def tell(batch: Batch) -> torch.Tensor:
        length = batch["mask"].shape[1]

        def read(row: int) -> torch.Tensor:
            size = int(batch["mask"][row].sum())
            feed = {name: batch[name][row : row + 1, :size].numpy() for name in ("ids", "patterns")}
            logits = torch.from_numpy(session.run(None, feed)[0][0])
            return torch.nn.functional.pad(logits, (0, 0, 0, length - size))

        rows = torch.stack(list(pool.map(read, range(len(batch["ids"])))))
        return word_logits(rows, batch["word"], len(batch["allowed"]))

    return tell
