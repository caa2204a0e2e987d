"""The encoder with its heads, and what each head is trained towards."""

from __future__ import annotations

import math
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 (torch's own convention)
from torch import Tensor, nn
from transformers import BertModel

from firsthand.reading.features import TYPES
from firsthand.reading.pointers import BUCKETS, HEAD_SIZES, POINTER_SIZE, bucket
from training.targets import UNKNOWN

_COLUMNS = sum(HEAD_SIZES.values())


class Batch(NamedTuple):
    """Windows padded to one length; B windows of T pieces, [CLS] and [SEP] included."""

    ids: Tensor
    types: Tensor
    mask: Tensor
    tags: Tensor
    cue_of: Tensor
    source_of: Tensor
    mentions: Tensor
    cluster: Tensor
    places: Tensor
    uses: Tensor
    sentences: Tensor
    """S rows of (window, first piece, last piece)."""
    vectors: Tensor
    """S rows: the original model's vector of the sentence."""


class Network(nn.Module):
    """all-MiniLM-L6-v2 with more token types and one linear layer that serves all heads.

    ``forward`` gives float32 of shape (B, T, columns): the columns are cut up by ``HEAD_SIZES``, in its order.
    """

    def __init__(self, original: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(original, add_pooling_layer=False, attn_implementation="sdpa")
        old = self.encoder.embeddings.token_type_embeddings.weight.data
        widened = nn.Embedding(TYPES, old.shape[1])
        widened.weight.data[:] = old[0]
        self.encoder.embeddings.token_type_embeddings = widened
        self.encoder.config.type_vocab_size = TYPES
        self.heads = nn.Linear(self.encoder.config.hidden_size, _COLUMNS)
        self.transitions = nn.Parameter(torch.zeros(HEAD_SIZES["tags"], HEAD_SIZES["tags"]))
        nn.init.normal_(self.heads.weight, std=0.02)
        nn.init.zeros_(self.heads.bias)
        with torch.no_grad():
            self.heads.weight[-HEAD_SIZES["vector"] :] = torch.eye(HEAD_SIZES["vector"])
        self.distance = nn.ParameterDict(
            {name: nn.Parameter(torch.zeros(BUCKETS)) for name in ("cue_of", "source_of", "antecedent")}
        )

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor | None = None) -> Tensor:
        return self.heads(self.encoder(ids, attention_mask=mask, token_type_ids=types).last_hidden_state)


def split_heads(output: Tensor) -> dict[str, Tensor]:
    """The heads' columns by name."""
    return dict(zip(HEAD_SIZES, output.split(list(HEAD_SIZES.values()), dim=-1), strict=True))


def pointer_scores(network: Network, heads: dict[str, Tensor], name: str) -> Tensor:
    """Scores (B, T, T): how well the column's piece answers the row's question ``name``."""
    query, key = heads[name].split(POINTER_SIZE, dim=-1)
    length = query.shape[1]
    at = np.arange(length)
    buckets = torch.from_numpy(bucket(at[:, None] - at[None, :])).to(query.device)
    return query @ key.transpose(1, 2) / math.sqrt(POINTER_SIZE) + network.distance[name][buckets]


def losses(network: Network, batch: Batch, *, structured: bool = False) -> dict[str, Tensor]:
    """The loss of each head on a batch, a mean over what it says something of. ``structured`` judges tag sequences as
    wholes, and tags one by one only as much as keeps their probabilities meaningful."""
    heads = {k: v.float() for k, v in split_heads(network(batch.ids, batch.types, batch.mask)).items()}
    pad = (batch.mask == 0)[:, None, :]
    found = {
        "tags": _entropy(heads["tags"], batch.tags),
        "mentions": _entropy(heads["mentions"], batch.mentions),
        "places": _entropy(heads["places"], batch.places),
        "uses": _entropy(heads["uses"], batch.uses),
        "cue_of": _entropy(pointer_scores(network, heads, "cue_of").masked_fill(pad, -1e4), batch.cue_of),
        "source_of": _entropy(pointer_scores(network, heads, "source_of").masked_fill(pad, -1e4), batch.source_of),
        "antecedent": _antecedents(pointer_scores(network, heads, "antecedent"), batch.cluster),
    }
    if structured:
        whole = sequence_loss(heads["tags"], batch.tags, network.transitions)
        found["tags"] = whole + 0.3 * found["tags"]
    window, first, last = batch.sentences.unbind(1)
    sums = torch.cat([torch.zeros_like(heads["vector"][:, :1]), heads["vector"].cumsum(1)], 1)
    pooled = sums[window, last + 1] - sums[window, first]
    found["vector"] = (1 - F.cosine_similarity(pooled, batch.vectors, dim=-1)).mean()
    return found


def _entropy(scores: Tensor, target: Tensor) -> Tensor:
    if not (target != UNKNOWN).any():
        return scores.sum() * 0
    return F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=UNKNOWN)


def _antecedents(scores: Tensor, cluster: Tensor) -> Tensor:
    """Marginal log-likelihood of any right antecedent (Lee et al. 2017), column 0 ([CLS]) standing for none."""
    known = cluster != UNKNOWN
    length = scores.shape[1]
    earlier = torch.ones(length, length, dtype=torch.bool).tril(-1)[None] & known[:, None, :]
    earlier[:, :, 0] = True
    same = (cluster[:, :, None] == cluster[:, None, :]) & (cluster >= 0)[:, :, None] & earlier
    same[:, :, 0] = ~same[:, :, 1:].any(-1)
    everything = scores.masked_fill(~earlier, -1e4).logsumexp(-1)
    right = scores.masked_fill(~same, -1e4).logsumexp(-1)
    if not known.any():
        return scores.sum() * 0
    return (everything - right)[known].mean()


def sequence_loss(scores: Tensor, target: Tensor, transitions: Tensor) -> Tensor:
    """Negative log-likelihood a piece of the gold tag sequences under a linear-chain CRF (Lafferty et al. 2001).

    ``scores`` (B, T, tags), ``target`` (B, T) with UNKNOWN around the pieces of a window or over all of it,
    ``transitions`` (tags, tags) from row to column.
    """
    known = target != UNKNOWN
    rows = known.any(1)
    if not rows.any():
        return scores.sum() * 0
    scores, target, known = scores[rows], target[rows], known[rows]
    gold = torch.where(known, target, 0)
    emitted = scores.gather(2, gold[..., None])[..., 0] * known
    passed = transitions[gold[:, :-1], gold[:, 1:]] * (known[:, :-1] & known[:, 1:])
    total = torch.zeros_like(scores[:, 0])
    begun = torch.zeros_like(known[:, 0])
    for t in range(scores.shape[1]):
        step = torch.where(begun[:, None], (total[:, :, None] + transitions).logsumexp(1), total) + scores[:, t]
        total = torch.where(known[:, t, None], step, total)
        begun = begun | known[:, t]
    likelihood = emitted.sum(1) + passed.sum(1) - total.logsumexp(1)
    return -likelihood.sum() / known.sum()
