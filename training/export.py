"""Turns the trained network into what ships: an int8 ONNX file, the vocabulary, and the settings beside them."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from firsthand.reading.pointers import HEAD_SIZES
from training.model import Network


class _OneWindow(nn.Module):
    """Without padding there is no mask: reading runs one window at a time."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, types: Tensor) -> Tensor:
        return self.network(ids, types)


def export(network: Network, original: Path, weights: Path, version: str, *, int8: bool = True) -> None:
    """Writes ``encoder.onnx``, ``vocab.txt`` and ``model.json`` into ``weights``; keeps the calibration that is
    there."""
    weights.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain, shaped = Path(scratch) / "plain.onnx", Path(scratch) / "shaped.onnx"
        network.encoder.config._attn_implementation = "eager"  # the exporter's fused attention is slower in int8
        example = torch.ones(1, 16, dtype=torch.long)
        torch.onnx.export(
            _OneWindow(network.eval()), (example, example % 3), str(plain), dynamo=False, opset_version=17,
            input_names=["ids", "types"], output_names=["output"],
            dynamic_axes={n: {0: "batch", 1: "length"} for n in ("ids", "types", "output")},
        )  # fmt: skip
        if int8:
            quant_pre_process(str(plain), str(shaped), skip_symbolic_shape=True)
            heads = [n.name for n in onnx.load(shaped).graph.node if n.op_type == "MatMul"][-1:]
            quantize_dynamic(
                shaped, weights / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=heads,
                extra_options={"MatMulConstBOnly": True},
            )  # fmt: skip
        else:
            shutil.copy(plain, weights / "encoder.onnx")
    shutil.copy(original / "vocab.txt", weights / "vocab.txt")
    path = weights / "model.json"
    settings = json.loads(path.read_text("utf-8")) if path.exists() else {}
    tables = {**network.distance, "tags": network.transitions}
    settings |= {
        "version": version,
        "heads": HEAD_SIZES,
        "tables": {name: _rounded(table) for name, table in tables.items()},
    }
    path.write_text(json.dumps(settings, indent=1) + "\n", "utf-8")


def _rounded(table: Tensor) -> list[float] | list[list[float]]:
    return torch.round(table.detach(), decimals=5).tolist()
