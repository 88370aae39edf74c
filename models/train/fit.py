"""The training loop: batches in, a fitted network out, with a checkpoint beside it while it runs."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import torch
import torch.nn.functional as nnf

from models.train.batch import Window, batches
from models.train.data import HINT_SHIFT, LABEL_ID, LABELS
from models.train.network import Namer, word_logits

Epoch = Callable[[random.Random], list[Window]]
Batch = dict[str, torch.Tensor]
Teacher = Callable[[Batch], torch.Tensor]


def allowed_mask(allowed: torch.Tensor) -> torch.Tensor:
    """Bits → (words, labels) booleans."""
    return (allowed[:, None] >> torch.arange(len(LABELS))) & 1 > 0


def loss_of(logits: torch.Tensor, allowed: torch.Tensor) -> torch.Tensor:
    """Mean negative log of the probability that falls on any of the right labels."""
    logp = nnf.log_softmax(logits, dim=-1)
    return -torch.logsumexp(logp.masked_fill(~allowed_mask(allowed), -1e9), dim=-1).mean()


def hint_loss(logits: torch.Tensor, allowed: torch.Tensor) -> torch.Tensor:
    """For kept names: negative log of their likely label among those that blind. Says nothing about KEEP."""
    likely = allowed >> HINT_SHIFT
    hinted = likely > 0
    if not hinted.any():
        return logits.sum() * 0
    blinding = logits[hinted].clone()
    blinding[:, [LABEL_ID["O"], LABEL_ID["KEEP"]]] = -1e9
    return nnf.cross_entropy(blinding, likely[hinted], reduction="sum") / len(logits)


def learn_from(model: Namer, batch: Batch) -> torch.Tensor:
    """The loss by the labels, over all words."""
    logits = word_logits(model(batch["ids"], batch["patterns"], batch["mask"]), batch["word"], len(batch["allowed"]))
    return loss_of(logits, batch["allowed"]) + 0.2 * hint_loss(logits, batch["allowed"])


def learn_after(model: Namer, batch: Batch, told: torch.Tensor) -> torch.Tensor:
    """The loss by the labels and by the teacher's logits `told` (words, labels), over words in doubt."""
    raw = model(batch["ids"], batch["patterns"], batch["mask"], batch["decide"])
    logits = word_logits(raw, batch["decide_word"], len(batch["allowed"]))[batch["doubt"]]
    allowed = batch["allowed"][batch["doubt"]]
    target = nnf.softmax(told[batch["doubt"]], dim=-1)
    distance = nnf.kl_div(nnf.log_softmax(logits, dim=-1), target, reduction="batchmean")
    return 0.5 * loss_of(logits, allowed) + 0.2 * hint_loss(logits, allowed) + distance


def optimizer_for(model: Namer, rate: float) -> torch.optim.Optimizer:
    """AdamW; new parts learn five times as fast as the encoder, norms and biases are not decayed."""
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            fresh = name.startswith(("case", "head"))
            decay = 0.01 if parameter.ndim > 1 and not fresh else 0.0
            groups.setdefault((rate * 5 if fresh else rate, decay), []).append(parameter)
    return torch.optim.AdamW(
        [{"params": params, "lr": lr, "weight_decay": decay} for (lr, decay), params in groups.items()],
        betas=(0.9, 0.98),
    )


def freeze(model: Namer, layers: int) -> None:
    """Let only what lies above the lowest `layers` learn; 0 lets all learn but the word embeddings."""
    still = ("words.", *(("positions.", "case.", "norm.", *(f"layers.{i}." for i in range(layers))) if layers else ()))
    for name, parameter in model.named_parameters():
        parameter.requires_grad_(not name.startswith(still))


def fit(
    model: Namer,
    epoch: Epoch,
    *,
    word_pieces: int,
    rate: float,
    rng: random.Random,
    checkpoint: Path | None = None,
    batch_size: int = 2560,
    frozen: int = 0,
    teacher: Teacher | None = None,
) -> None:
    """Train until `word_pieces` are seen: short warm-up, then the rate falls to a twentieth.

    `epoch` makes the windows of one pass, anew each time, so that no augmented text comes twice.
    `frozen` layers, from the lowest, stay as they are, and so does all below them.
    With a `teacher` only words in doubt count, half by their labels, half by what the teacher says of them.
    """
    freeze(model, frozen)
    optimizer = optimizer_for(model, rate)
    top = [group["lr"] for group in optimizer.param_groups]
    model.train()
    seen = steps = 0
    started, mean = time.monotonic(), 0.0
    done = 0.0
    while done < 1:
        for batch in batches(epoch(rng), batch_size, rng):
            done = min(1.0, seen / word_pieces)
            scale = min(1.0, (done + 0.002) / 0.06) * (1 - 0.95 * done)
            for group, lr in zip(optimizer.param_groups, top, strict=True):
                group["lr"] = lr * scale
            loss = learn_from(model, batch) if teacher is None else learn_after(model, batch, teacher(batch))
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            seen += int(batch["mask"].sum())
            steps += 1
            mean = loss.item() if steps == 1 else 0.98 * mean + 0.02 * loss.item()
            if steps % 10 == 0:
                pace = seen / (time.monotonic() - started)
                print(
                    f"step {steps}  {seen // 1000}k of {word_pieces // 1000}k  loss {mean:.4f}  {pace:.0f} pieces/s",
                    flush=True,
                )
            if checkpoint is not None and steps % 50 == 0:
                torch.save(model.state_dict(), checkpoint)
            if done >= 1:
                break
    if checkpoint is not None:
        torch.save(model.state_dict(), checkpoint)
    model.eval()
