"""Targets of all examples and the original model's sentence vectors, made once and kept in the work folder."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from transformers import BertModel

from firsthand.reading.features import CLS, SEP
from training.corpora import geoparsing, gum, polnear
from training.targets import Targets, targets_of

HELD_OUT = 40
"""Every 21st article of PolNeAR's train part is kept for tuning and calibration: about 40 of 840."""


class Prepared(NamedTuple):
    """The examples by use, each with the vectors of its sentences (S x 384, float16)."""

    train: list[tuple[Targets, np.ndarray]]
    held_out: list[tuple[Targets, np.ndarray]]
    dev: list[tuple[Targets, np.ndarray]]


def prepare(data: Path, work: Path, original: Path) -> Prepared:
    """Reads the corpora, or what an earlier run kept."""
    kept = work / "prepared.pickle"
    if kept.exists():
        return pickle.loads(kept.read_bytes())
    articles = [targets_of(e) for e in polnear(data / "polnear", data / "polnear-corenlp", "train")]
    dev = [targets_of(e) for e in polnear(data / "polnear", data / "polnear-corenlp", "dev")]
    documents = [targets_of(e) for e in gum(data / "gum", "train")]
    gum_dev = [targets_of(e) for e in gum(data / "gum", "dev")]
    located = [targets_of(e) for e in geoparsing(data / "geoparsing", tuning=True)]
    located_dev = [targets_of(e) for e in geoparsing(data / "geoparsing", tuning=False)]
    teacher = BertModel.from_pretrained(original, add_pooling_layer=False).eval()
    held = [t for i, t in enumerate(articles) if is_held_out(i)]
    train = [t for i, t in enumerate(articles) if not is_held_out(i)] + documents + located
    made = Prepared(
        *([(t, v) for t, v in _with_vectors(part, teacher)] for part in (train, held, dev + gum_dev + located_dev))
    )
    kept.write_bytes(pickle.dumps(made))
    return made


def is_held_out(index: int) -> bool:
    """Whether the article of this index in PolNeAR's train part is held out."""
    return index % (840 // HELD_OUT) == 7


@torch.inference_mode()
def _with_vectors(part: list[Targets], teacher: BertModel) -> list[tuple[Targets, np.ndarray]]:
    """Mean-pooled vectors of each sentence by itself, [CLS] and [SEP] counted, as the original model pools."""
    places = [(d, s) for d, t in enumerate(part) for s in range(len(t.sentences))]
    places.sort(key=lambda p: int(np.subtract(*part[p[0]].sentences[p[1]][::-1])))
    vectors = [np.zeros((len(t.sentences), 384), np.float16) for t in part]
    for at in range(0, len(places), 64):
        chunk = places[at : at + 64]
        rows = []
        for d, s in chunk:
            first, last = part[d].sentences[s]
            rows.append([CLS, *part[d].pieces.ids[first : last + 1][:254].tolist(), SEP])
        width = max(map(len, rows))
        ids = torch.tensor([r + [0] * (width - len(r)) for r in rows])
        mask = torch.tensor([[1] * len(r) + [0] * (width - len(r)) for r in rows])
        with torch.autocast("cpu", torch.bfloat16):
            hidden = teacher(ids, attention_mask=mask).last_hidden_state.float()
        pooled = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        for (d, s), vector in zip(chunk, pooled.numpy(), strict=True):
            vectors[d][s] = vector
    return list(zip(part, vectors, strict=True))
