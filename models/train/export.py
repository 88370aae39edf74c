"""A fitted network → `model.onnx` with int8 weights, written node by node so that the graph is small and fused.

The network that ships carries only the word pieces to decide: each layer changes them and puts them back among the
others for the next one to look at.

Word embeddings: int8 with one scale a row. Matrix products: int8 weights of seven bits with one scale a column (safe on
processors without VNNI), activations scaled when they run. Attention, norms and GELU stay float32.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from models.train.network import HEAD, Namer

MICROSOFT = "com.microsoft"


class Graph:
    """Collects nodes and weights under short names."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: torch.Tensor | np.ndarray) -> str:
        """Store a constant; its name."""
        array = value.detach().numpy() if isinstance(value, torch.Tensor) else value
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(
        self, op: str, inputs: list[str], name: str, domain: str = "", outputs: int = 1, **attributes: object
    ) -> str:
        """Add a node; the name of its first output."""
        names = [name] + [f"{name}.{i}" for i in range(1, outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, name=name, domain=domain, **attributes))
        return name


def export(model: Namer, path: Path, *, decides: bool = True) -> None:
    """Write `model` as int8 ONNX: `ids`, `patterns` (1, length), `decide` (pieces) → `logits` (1, pieces, labels).

    `decide` holds the places of the word pieces to decide; without `decides` all are decided, and the input is missing.
    """
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        onnx.save(build(model, decides), plain)
        quantize_dynamic(
            plain, path, op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True,
            weight_type=QuantType.QInt8, nodes_to_exclude=["logits.product"],
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )  # fmt: skip


def build(model: Namer, decides: bool) -> onnx.ModelProto:
    """The graph with float32 products and int8 word embeddings."""
    g = Graph()
    state = {name: value.detach() for name, value in model.state_dict().items()}
    rows = state["words.weight"].numpy()
    scale = np.maximum(np.abs(rows).max(axis=1, keepdims=True), 1e-8) / 127
    g.weight("words", np.round(rows / scale).astype(np.int8))
    g.weight("words.scale", scale.astype(np.float32))
    raw = g.node("Cast", [g.node("Gather", ["words", "ids"], "words.row")], "words.float", to=TensorProto.FLOAT)
    word = g.node("Mul", [raw, g.node("Gather", ["words.scale", "ids"], "words.row_scale")], "words.value")
    length = g.node(
        "Slice",
        [g.node("Shape", ["ids"], "shape"), g.weight("one", np.array([1])), g.weight("two", np.array([2]))],
        "length",
    )
    at = g.node(
        "Slice", [g.weight("positions", state["positions.weight"]), g.weight("zero", np.array([0])), length], "at"
    )
    case = g.node("Gather", [g.weight("case", state["case.weight"]), "patterns"], "case.row")
    norm = [g.weight(f"norm.{part}", state[f"norm.{name}"]) for part, name in (("w", "weight"), ("b", "bias"))]
    inputs = [g.node("Add", [word, at], "word_at"), case, *norm]
    x = seen = g.node("SkipLayerNormalization", inputs, "normed", MICROSOFT, epsilon=1e-12)
    patterns = "patterns"
    if decides:
        x, patterns = (g.node("Gather", [rows, "decide"], f"{rows}.picked", axis=1) for rows in (x, patterns))
    for i in range(len(model.layers)):
        weights = {k.removeprefix(f"layers.{i}."): v for k, v in state.items() if k.startswith(f"layers.{i}.")}
        x = layer(g, weights, f"l{i}", x, seen)
        seen = put_back(g, f"l{i}", seen, x) if decides else x
    wide = g.node(
        "Concat",
        [x, g.node("Gather", [g.weight("case_out", state["case_out.weight"]), patterns], "case_out.row")],
        "wide",
        axis=-1,
    )
    product = g.node("MatMul", [wide, g.weight("head.w", state["head.weight"].T)], "logits.product")
    g.node("Add", [product, g.weight("head.b", state["head.bias"])], "logits")
    ends = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "length"]) for name in ("ids", "patterns")]
    ends += [helper.make_tensor_value_info("decide", TensorProto.INT64, ["pieces"])] * decides
    out = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, None, state["head.bias"].shape[0]])]
    graph = helper.make_graph(g.nodes, "blinder_ner", ends, out, g.weights)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)])
    made.ir_version = 8
    return made


def layer(g: Graph, w: dict[str, torch.Tensor], name: str, x: str, seen: str) -> str:
    """One encoder layer: the pieces `x` (1, pieces, WIDTH) look at all that is `seen` (1, length, WIDTH)."""
    parts = []
    for part, rows in (("q", x), ("k", seen), ("v", seen)):
        own = {f"{part}.{kind}": w[f"qkv.{kind}"].chunk(3)["qkv".index(part)] for kind in ("weight", "bias")}
        parts.append(linear(g, own, part, name, rows))
    heads = g.node(
        "MultiHeadAttention", parts, f"{name}.attention", MICROSOFT, num_heads=w["out.weight"].shape[1] // HEAD
    )
    mixed = g.node("MatMul", [heads, g.weight(f"{name}.out.w", w["out.weight"].T)], f"{name}.out")
    x = skip_norm(g, w, "1", f"{name}.skip1", x, mixed, w["out.bias"])
    up = g.node("Gelu", [linear(g, w, "up", name, x)], f"{name}.gelu", MICROSOFT)
    down = g.node("MatMul", [up, g.weight(f"{name}.down.w", w["down.weight"].T)], f"{name}.down")
    return skip_norm(g, w, "2", f"{name}.skip2", x, down, w["down.bias"])


def put_back(g: Graph, name: str, x: str, picked: str) -> str:
    """`x` (1, length, WIDTH) with the `picked` rows in their places."""
    first = g.weight(f"{name}.first", np.array([0]))
    rows, new = (g.node("Squeeze", [value, first], f"{value}.rows") for value in (x, picked))
    last = g.weight(f"{name}.last", np.array([1]))
    places = g.node("Unsqueeze", ["decide", last], f"{name}.places")
    return g.node("Unsqueeze", [g.node("ScatterND", [rows, places, new], f"{name}.put"), first], f"{name}.all")


def linear(g: Graph, w: dict[str, torch.Tensor], part: str, name: str, x: str) -> str:
    """Product and bias."""
    product = g.node("MatMul", [x, g.weight(f"{name}.{part}.w", w[f"{part}.weight"].T)], f"{name}.{part}.product")
    return g.node("Add", [product, g.weight(f"{name}.{part}.b", w[f"{part}.bias"])], f"{name}.{part}")


def skip_norm(g: Graph, w: dict[str, torch.Tensor], number: str, name: str, x: str, y: str, bias: torch.Tensor) -> str:
    """LayerNorm(x + y + bias)."""
    inputs = [
        x,
        y,
        g.weight(f"{name}.w", w[f"norm{number}.weight"]),
        g.weight(f"{name}.b", w[f"norm{number}.bias"]),
        g.weight(f"{name}.bias", bias),
    ]
    return g.node("SkipLayerNormalization", inputs, name, MICROSOFT, epsilon=1e-12)
