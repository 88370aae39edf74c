"""A fitted network → the same with fewer attention heads and inner neurons: those that its loss can best do without."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import nn

from models.train.fit import Batch, Teacher, learn_after
from models.train.network import HEAD, Layer, Namer


def slim(model: Namer, batches: Iterable[Batch], teacher: Teacher, *, heads: int, inner: int) -> Namer:
    """Each layer keeps its `heads` and `inner` neurons whose gates the loss over `batches` feels most.

    The gradient of a gate is that of the weights behind it, times these weights (Michel, Levy, Neubig 2019).
    """
    mixed = [torch.zeros(layer.out.in_features // HEAD) for layer in model.layers]
    within = [torch.zeros(layer.down.in_features) for layer in model.layers]
    for batch in batches:
        model.zero_grad()
        learn_after(model, batch, teacher(batch)).backward()  # type: ignore[no-untyped-call]
        for i, layer in enumerate(model.layers):
            mixed[i] += gates(layer.out).unflatten(0, (-1, HEAD)).sum(1).abs()
            within[i] += gates(layer.down).abs()
    first = model.layers[0]
    small = Namer(model.head.out_features, len(model.layers), heads=heads, inner=inner, dropout=first.dropout)
    state = model.state_dict()
    for i, layer in enumerate(model.layers):
        kept = cut(layer, strongest(mixed[i], heads), strongest(within[i], inner))
        state |= {f"layers.{i}.{name}": value for name, value in kept.items()}
    small.load_state_dict(state)
    return small


def gates(linear: nn.Linear) -> torch.Tensor:
    """How the loss feels a gate before each input of `linear`: (inputs)."""
    assert linear.weight.grad is not None
    return (linear.weight * linear.weight.grad).sum(0)


def strongest(felt: torch.Tensor, count: int) -> torch.Tensor:
    """The places of the `count` highest, in order."""
    return felt.argsort(descending=True, stable=True)[:count].sort().values


def cut(layer: Layer, heads: torch.Tensor, inner: torch.Tensor) -> dict[str, torch.Tensor]:
    """The weights of `layer` with the rows and columns of these heads and inner neurons alone."""
    state: dict[str, torch.Tensor] = layer.state_dict()
    columns = (heads[:, None] * HEAD + torch.arange(HEAD)).flatten()
    rows = torch.cat([columns + part * layer.out.in_features for part in range(3)])
    for name, kept in (("qkv", rows), ("up", inner)):
        state |= {f"{name}.{part}": state[f"{name}.{part}"][kept] for part in ("weight", "bias")}
    return state | {"out.weight": state["out.weight"][:, columns], "down.weight": state["down.weight"][:, inner]}
