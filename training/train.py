"""Fine-tunes the encoder with all heads at once; stops and resumes at any step without changing the outcome's
meaning."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from firsthand.reading.features import CLS, SEP
from training.model import Batch, Network, losses
from training.prepare import Prepared
from training.targets import NONE, UNKNOWN, Targets, windows_of

PIECES_PER_BATCH = 3072
WARM_UP, SAVE_EVERY = 100, 100
MEAN = 0.99
"""Weight of the past in the running mean of the weights."""
WEIGHTS = {
    "tags": 1.0, "cue_of": 0.4, "source_of": 0.3, "mentions": 0.4, "places": 1.0, "uses": 0.2, "antecedent": 0.25,
    "vector": 1.0,
}  # fmt: skip
_LIMITS = (382, 382, 382, 382, 190, 62)
"""Window sizes drawn per document and epoch: mostly what reading uses, some short ones as nested statements are
read."""

Example = tuple[Targets, np.ndarray]


class Stage(NamedTuple):
    """A run over the data: its checkpoint's name, epochs, peak rates of encoder and heads, and what it minimises."""

    name: str
    epochs: int
    encoder_rate: float
    head_rate: float
    structured: bool
    """Whole tag sequences (a linear-chain CRF) rather than tags one by one."""


STAGES = (Stage("plain", 5, 1.5e-4, 1e-3, False), Stage("structured", 2, 8e-5, 5e-4, True))


def train(prepared: Prepared, original: Path, work: Path) -> Network:
    """Trains stage by stage, or goes on where a checkpoint in ``work`` stopped, and returns the network."""
    torch.manual_seed(1)
    network = Network(original)
    for number, stage in enumerate(STAGES):
        _run(stage, network, prepared, work, first_epoch=sum(s.epochs for s in STAGES[:number]))
    return network.eval()


def _run(stage: Stage, network: Network, prepared: Prepared, work: Path, first_epoch: int) -> None:
    """One stage, in place; the weights it leaves are the running mean of its last steps' (Polyak averaging)."""
    encoder = list(network.encoder.parameters())
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": stage.encoder_rate}, {"params": heads, "lr": stage.head_rate}], weight_decay=0.01
    )
    epochs = range(first_epoch, first_epoch + stage.epochs)
    plan = [batch for epoch in epochs for batch in _plan(prepared.train, epoch)]
    mean = torch.optim.swa_utils.AveragedModel(network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(MEAN))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARM_UP) * max(0.0, 1 - step / len(plan))
    )
    done = 0
    checkpoint = work / f"{stage.name}.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        mean.load_state_dict(state["mean"])
        done = state["done"]
    network.train()
    started, means = time.time(), dict.fromkeys(WEIGHTS, 0.0)
    for step in range(done, len(plan)):
        batch = make_batch([(prepared.train[d], a, b) for d, a, b in plan[step]], random.Random(step))
        with torch.autocast("cpu", torch.bfloat16):
            found = losses(network, batch, structured=stage.structured)
        loss = torch.stack([WEIGHTS[k] * v for k, v in found.items()]).sum()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        mean.update_parameters(network)
        for k, v in found.items():
            means[k] += 0.05 * (v.item() - means[k]) if means[k] else v.item()
        if (step + 1) % 20 == 0:
            rate = (time.time() - started) / (step + 1 - done)
            left = round(rate * (len(plan) - step - 1) / 60, 1)
            line = {
                "stage": stage.name,
                "step": step + 1,
                "of": len(plan),
                **{k: round(v, 3) for k, v in means.items()},
                "minutes_left": left,
            }
            print(json.dumps(line), flush=True)
        if (step + 1) % SAVE_EVERY == 0 or step + 1 == len(plan):
            state = {
                "network": network.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "mean": mean.state_dict(),
                "done": step + 1,
            }
            torch.save(state, work / "checkpoint.new")
            (work / "checkpoint.new").replace(checkpoint)
    network.load_state_dict(mean.module.state_dict())


def _plan(examples: list[Example], epoch: int) -> list[list[tuple[int, int, int]]]:
    """The batches of one epoch: windows (example, start, end) of like length together, in random order."""
    draw = random.Random(epoch)
    windows = []
    for d, (targets, _) in enumerate(examples):
        limit = draw.choice(_LIMITS)
        windows += [(d, a, b) for a, b in windows_of(targets.breaks.tolist(), len(targets.tags), limit) if b - a > 3]
    windows.sort(key=lambda w: (w[2] - w[1] + draw.randrange(24), w))
    batches: list[list[tuple[int, int, int]]] = [[]]
    for window in windows:
        if batches[-1] and (window[2] - window[1]) * (len(batches[-1]) + 1) > PIECES_PER_BATCH:
            batches.append([])
        batches[-1].append(window)
    draw.shuffle(batches)
    return batches


def make_batch(windows: list[tuple[Example, int, int]], draw: random.Random | None = None) -> Batch:
    """Windows of examples as padded tensors. With ``draw``, a tenth of the windows lose their case, as headlines and
    feeds do."""
    width = max(b - a for _, a, b in windows) + 2
    shape = (len(windows), width)
    ids, types, mask = (np.zeros(shape, np.int64) for _ in range(3))
    tags, cue_of, source_of, mentions, cluster, places, uses = (np.full(shape, UNKNOWN, np.int64) for _ in range(7))
    sentences, vectors = [], []
    for row, ((t, vector), a, b) in enumerate(windows):
        n = b - a
        ids[row, : n + 2] = [CLS, *t.pieces.ids[a:b], SEP]
        kinds = t.pieces.types[a:b]
        types[row, 1 : n + 1] = kinds - kinds % 3 if draw and draw.random() < 0.1 else kinds
        mask[row, : n + 2] = 1
        tags[row, 1 : n + 1] = t.tags[a:b]
        mentions[row, 1 : n + 1] = t.mentions[a:b]
        cluster[row, 1 : n + 1] = t.cluster[a:b]
        places[row, 1 : n + 1] = t.places[a:b]
        uses[row, 1 : n + 1] = t.uses[a:b]
        cue_of[row, 1 : n + 1] = _shift(t.cue_of[a:b], a, n)
        source_of[row, 1 : n + 1] = np.where(t.source_of[a:b] == NONE, 0, _shift(t.source_of[a:b], a, n))
        whole = (t.sentences[:, 0] >= a) & (t.sentences[:, 1] < b)
        for s in np.flatnonzero(whole):
            sentences.append((row, t.sentences[s, 0] - a + 1, t.sentences[s, 1] - a + 1))
            vectors.append(vector[s])
    if not sentences:  # a window inside one long sentence: compare its whole with itself at no cost
        sentences, vectors = [(0, 1, 1)], [np.zeros(384, np.float16)]
    arrays = (ids, types, mask, tags, cue_of, source_of, mentions, cluster, places, uses, np.array(sentences))
    return Batch(*map(torch.from_numpy, arrays), torch.from_numpy(np.array(vectors)).float())


def _shift(target: np.ndarray, start: int, length: int) -> np.ndarray:
    """Indices of the example as indices of the window; UNKNOWN where they lie outside it."""
    moved = target - start
    return np.where((target >= 0) & (moved >= 0) & (moved < length), moved + 1, UNKNOWN)


def batches(examples: list[Example], limit: int = 382) -> Iterator[tuple[Example, int, int]]:
    """All windows of the examples, in order, as reading would cut them without overlap."""
    for example in examples:
        for a, b in windows_of(example[0].breaks.tolist(), len(example[0].tags), limit):
            yield example, a, b
